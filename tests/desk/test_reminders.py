"""Reminders: what each unit hears of, and what it does not; the text as it is sent, the calendar as it is read."""

import io
import zipfile
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.reminders import all_units, has_deadlines, reminder, unit_calendar, unit_reminder
from lib.exports.report import Provenance
from lib.i18n import LANGUAGES, Language
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.wording.reminders import Concern, short_name
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.exports.test_calendar import parsed

DAY = date(2014, 6, 10)
STAMP = datetime(2014, 6, 10, tzinfo=UTC)
SOURCE = Provenance("教育实践活动", "第3版", "截至2014年6月10日", DAY, "", "全体通报", "", is_sample=False, stem="板_2014-06-10_第3版")


def board(tasks: pd.DataFrame | None = None, feedback: pd.DataFrame | None = None, audience: Audience = Audience.ALL_MEMBERS) -> Board:
    """A board on 10 June."""
    return Board(disclose(make_workbook(tasks, feedback), audience), Filters(), DAY)


def told(found: Board, unit: str = "办公室") -> list[tuple[Concern, str, int | None]]:
    """Concern, number and days late of each line."""
    return [(item.concern, item.number, item.days_late) for item in reminder(found, unit, SOURCE, Language.ZH).items]


def test_a_workbook_of_nothing_has_nobody_to_remind():
    empty = board(no_tasks())

    assert empty.units == ()
    assert zipfile.ZipFile(io.BytesIO(all_units(empty, SOURCE, Language.ZH, STAMP))).namelist() == []
    assert not has_deadlines(empty, None, SOURCE, Language.ZH)


def test_each_task_stands_once_under_the_first_heading_that_holds():
    tasks = make_tasks(
        owner_unit="办公室",
        due=["2014-05-31", "2014-06-10", "2014-06-17", "2014-06-18", "2014-06-01", "2014-05-01", "2014-06-09", "2014-07-30"],
        status=["in_progress", "in_progress", "not_started", "in_progress", None, "done", "paused", "paused"],
    )

    assert told(board(tasks)) == [
        (Concern.LATE, "1", 10),
        (Concern.LATE, "7", 1),
        (Concern.UNREPORTED, "5", 9),
        (Concern.SOON, "2", 0),
        (Concern.SOON, "3", -7),
        (Concern.STUCK, "8", -50),
    ]


def test_a_unit_hears_of_its_own_tasks_only():
    tasks = make_tasks(owner_unit=["办公室", "教务处"], due="2014-06-01")

    assert told(board(tasks), "教务处") == [(Concern.LATE, "2", 9)]


def test_what_is_done_or_cancelled_is_not_reminded_of():
    tasks = make_tasks(owner_unit="办公室", due="2014-06-01", status=["done", "cancelled"])

    assert told(board(tasks)) == []
    assert parsed(unit_calendar(board(tasks), "办公室", SOURCE, Language.ZH, STAMP)) == []


def test_in_a_plan_alone_what_is_due_is_asked_for_and_never_called_late():
    tasks = make_tasks(owner_unit="办公室", due=["2014-06-01", "2014-06-12", "2014-08-01"], status=None)

    assert told(board(tasks)) == [(Concern.UNREPORTED, "1", 9), (Concern.SOON, "2", -2)]


def test_an_open_report_is_told_when_it_is_late_due_soon_or_was_sent_back():
    tasks = make_tasks(
        owner_unit="办公室",
        due="2014-08-31",
        gate_body="督导组",
        gate_action="审阅",
        gate_status=["待报", "待报", "退回修改", "已备案", "待报"],
        gate_date=["6月5日", "6月12日", "6月30日", "6月1日", "7月30日"],
    )

    assert told(board(tasks)) == [(Concern.REPORT, "1", 5), (Concern.REPORT, "2", -2), (Concern.REPORT, "3", None)]


def test_a_report_that_was_handed_in_or_sent_back_is_told_by_that_day_which_is_no_deadline():
    tasks = make_tasks(
        owner_unit="办公室",
        due="2014-08-31",
        gate_body="督导组",
        gate_action="审阅",
        gate_status=["已报", "退回修改", "退回修改", "已报"],
        gate_date=["6月4日", "6月9日", "6月30日", "6月12日"],
    )
    said = unit_reminder(board(tasks), "办公室", SOURCE, Language.ZH).text
    in_english = unit_reminder(board(tasks), "办公室", SOURCE, Language.EN).text

    assert "〔1〕审阅：报督导组，6月4日已报，至今6天，待对方答复\n" in said
    assert "〔2〕审阅：报督导组，6月9日退回修改，至今1天\n" in said
    assert "〔3〕审阅：报督导组，退回修改\n" in said
    assert "〔4〕" not in said
    assert "到期" not in said
    assert "1. [1] 审阅: to 督导组, Submitted on 4 Jun, 6 days ago, waiting for the other side\n" in in_english
    assert b"DTSTART;VALUE=DATE:20140604" not in unit_calendar(board(tasks), "办公室", SOURCE, Language.ZH, STAMP)


def test_a_problem_is_told_when_it_is_late_due_soon_or_was_sent_back():
    ledger = make_feedback(
        role="rectification",
        owner_unit="办公室",
        target="school",
        due=["2014-06-01", "2014-06-12", "2014-07-30", "2014-07-30", "2014-06-01"],
        status=["open", "in_progress", "returned", "open", "closed"],
        scope="public",
    )

    assert [line[0::2] for line in told(board(no_tasks(), ledger))] == [
        (Concern.PROBLEM, 9),
        (Concern.PROBLEM, -2),
        (Concern.PROBLEM, -50),
    ]


def test_a_problem_that_may_not_be_told_is_named_by_its_category():
    ledger = make_feedback(role="rectification", owner_unit="办公室", due="2014-06-01", issue="张某公车私用", category="四风")
    hidden = unit_reminder(board(no_tasks(), ledger, Audience.PUBLIC), "办公室", SOURCE, Language.ZH)
    calendar = unit_calendar(board(no_tasks(), ledger, Audience.PUBLIC), "办公室", SOURCE, Language.ZH, STAMP).decode()

    assert "公车私用" not in hidden.text + calendar.replace("\r\n ", "")
    assert "“四风”类问题" in hidden.text
    assert hidden.withheld == 1


def test_the_text_is_ready_to_be_sent():
    tasks = make_tasks(
        owner_unit="办公室",
        task=["制定学习计划：不少于4天", "召开动员大会", "走访师生"],
        due=["2014-05-31", "2014-06-12", "2014-06-10"],
        status=["paused", "in_progress", "in_progress"],
    )

    assert unit_reminder(board(tasks), "办公室", SOURCE, Language.ZH).text == (
        "办公室：\n"
        "截至2014年6月10日，“教育实践活动”（第3版）中有以下3项需要贵部门办理，请予核对。\n"
        "\n"
        "【已逾期】1项\n"
        "1. 〔1〕制定学习计划：5月31日到期，已过10天，填报为暂缓\n"
        "\n"
        "【7天内到期】2项\n"
        "1. 〔3〕走访师生：6月10日到期，即截至日当天\n"
        "2. 〔2〕召开动员大会：6月12日到期，还有2天\n"
        "\n"
        "已办结的，请在工作簿中填写状态和完成时间；需要调整时限的，请填写商定时限和原因。谢谢！\n"
    )


def test_the_text_is_english_where_the_reader_is():
    tasks = make_tasks(owner_unit="Office", task="Draw up the plan", due="2014-06-09")

    assert unit_reminder(board(tasks), "Office", SOURCE, Language.EN).text == (
        "Office,\n"
        'As of 10 Jun 2014, 1 item of "教育实践活动" (第3版) is with you. Please have a look.\n'
        "\n"
        "Overdue: 1 task\n"
        "1. [1] Draw up the plan: due 9 Jun, 1 day ago\n"
        "\n"
        "Where it is done, please enter the status and the day in the workbook; where the deadline has to move, "
        "the agreed day and the reason. Thank you.\n"
    )


def test_a_unit_that_owes_nothing_is_told_so():
    tasks = make_tasks(owner_unit="办公室", due="2014-06-01", status="done")

    assert unit_reminder(board(tasks), "办公室", SOURCE, Language.ZH).text == (
        "办公室：\n截至2014年6月10日，“教育实践活动”（第3版）中，贵部门没有逾期、7天内到期、受阻或待报的事项。\n"
    )


@pytest.mark.parametrize(
    ("task", "short"),
    [
        ("制定计划：不少于4天", "制定计划"),
        ("召开大会。\n布置工作", "召开大会"),
        ("：无题", "：无题"),
        ("长" * 40, "长" * 32 + "…"),
        ("", ""),
    ],
)
def test_a_task_is_named_by_its_first_clause(task: str, short: str):
    assert short_name(task) == short


def test_the_calendar_holds_windows_reports_and_problems_with_their_source():
    tasks = make_tasks(
        owner_unit="办公室",
        task="自学",
        due_text="7月中旬",
        gate_body="督导组",
        gate_action="报总结",
        gate_status="待报",
        gate_date="7月20日",
    )
    ledger = make_feedback(role="rectification", owner_unit="办公室", due="2014-07-30", issue="公文太多", scope="public", target="school")
    events = parsed(unit_calendar(board(tasks, ledger), "办公室", SOURCE, Language.ZH, STAMP))
    shown = [(each["SUMMARY"], each["DTSTART;VALUE=DATE"], each["DTEND;VALUE=DATE"]) for each in events]

    assert shown[:2] == [("1 自学", "20140711", "20140721"), ("报送：报总结", "20140720", "20140721")]
    assert shown[2][1:] == ("20140730", "20140731")
    assert all("来自“教育实践活动”（第3版），截至2014年6月10日" in each["DESCRIPTION"] for each in events)
    assert "时限：7月中旬" in events[0]["DESCRIPTION"]


def test_a_task_keeps_its_name_in_the_calendar_when_its_deadline_moves():
    names = {
        parsed(unit_calendar(board(make_tasks(owner_unit="办公室", due=due)), "办公室", SOURCE, Language.ZH, STAMP))[0]["UID"]
        for due in ("2014-07-01", "2014-08-01")
    }

    assert len(names) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_units_come_as_one_file_of_texts_and_calendars(language: Language):
    tasks = make_tasks(owner_unit=["办公室", "教务处/一组", "", "团委"], due="2014-06-01", status=["in_progress"] * 3 + ["done"])
    with zipfile.ZipFile(io.BytesIO(all_units(board(tasks), SOURCE, language, STAMP))) as archive:
        names = archive.namelist()
        first = archive.read("办公室.txt").decode("utf-8-sig")

    assert names[:4] == ["办公室.txt", "办公室.ics", "教务处_一组.txt", "教务处_一组.ics"]
    assert len(names) == 6
    assert first.replace("\r\n", "\n") == unit_reminder(board(tasks), "办公室", SOURCE, language).text


def test_hostile_names_stay_text():
    tasks = make_tasks(owner_unit="../../=cmd|'/C calc'", task="甲\r\nEND:VCALENDAR\x00", due="2014-06-01")
    found = board(tasks)
    unit = found.units[0]
    events = parsed(unit_calendar(found, unit, SOURCE, Language.ZH, STAMP))
    with zipfile.ZipFile(io.BytesIO(all_units(found, SOURCE, Language.ZH, STAMP))) as archive:
        names = archive.namelist()

    assert len(events) == 1
    assert all("/" not in name and not name.startswith(".") for name in names)


def test_a_unit_of_which_nothing_has_a_day_gets_its_text_without_a_calendar():
    tasks = make_tasks(owner_unit="办公室", due=None, status="paused")
    with zipfile.ZipFile(io.BytesIO(all_units(board(tasks), SOURCE, Language.ZH, STAMP))) as archive:
        assert archive.namelist() == ["办公室.txt"]
        assert "1. 〔1〕任务1：时限未定" in archive.read("办公室.txt").decode("utf-8-sig")


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.HEAD])
@pytest.mark.parametrize(
    ("written", "kind", "said"), [("立行立改", None, "立行立改"), (None, "immediate", "立行立改"), ("长期坚持", None, "长期坚持")]
)
def test_a_deadline_that_is_no_day_is_told_as_it_is_written(audience: Audience, written: str | None, kind: str | None, said: str):
    ledger = make_feedback(role="rectification", owner_unit="办公室", due_text=written, rectification_kind=kind, status="returned")
    tasks = make_tasks(owner_unit="办公室", due_text=said, status="paused")
    found = unit_reminder(board(tasks, ledger, audience), "办公室", SOURCE, Language.ZH).text

    assert found.count(f"：时限：{said}，") == 2
    assert "时限未定" not in found


def test_what_names_no_unit_asks_who_takes_it():
    tasks = make_tasks(owner_unit=None, due="2014-06-01")
    asked = {language: unit_reminder(board(tasks), "", SOURCE, language).text.split("\n")[0] for language in LANGUAGES}

    assert asked[Language.ZH] == "截至2014年6月10日，“教育实践活动”（第3版）中有以下1项没有写明责任部门，请先确定由谁办理。"
    assert asked[Language.EN].endswith("names no responsible unit. Please decide first who takes it.")


def test_with_the_texts_of_all_units_comes_a_list_of_what_the_sender_has_to_put_in():
    ledger = make_feedback(
        2, role="rectification", owner_unit=["办公室", "教务处"], due="2014-06-01", issue="会议多", category=[None, "四风"]
    )
    with zipfile.ZipFile(io.BytesIO(all_units(board(no_tasks(), ledger, Audience.PUBLIC), SOURCE, Language.ZH, STAMP))) as archive:
        asked = archive.read(archive.namelist()[0]).decode("utf-8-sig").splitlines()
        office = archive.read("办公室.txt").decode("utf-8-sig")

    assert archive.namelist()[0] == "发出前请补写.txt"
    assert [line.split("：")[0] for line in asked] == ["办公室", "教务处"]
    assert all("有1个问题的内容不对会场受众显示" in line for line in asked)
    assert "“未分类”类问题" in office
