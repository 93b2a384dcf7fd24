"""A report says what the board says, in the order of talk, and nothing where there is nothing to say."""

from datetime import date

import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.desk.reporting import MEETING, SECTIONS, report
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from tests.builders import make_feedback, make_tasks, make_workbook

DAY = date(2014, 6, 10)


def opened(workbook: Workbook) -> Opened:
    return Opened(workbook, "draft", workbook.file_name)


def board(workbook: Workbook) -> Board:
    return Board(disclose(workbook, Audience.PUBLIC), Filters(), DAY, DAY)


def sections(workbook: Workbook, language: Language = Language.ZH) -> dict[str, str]:
    """Name and sentence of each section."""
    made = report(board(workbook), opened(workbook), tuple(SECTIONS), "", language)
    return {section.name: section.sentence for section in made.sections}


def test_an_empty_workbook_has_no_section() -> None:
    assert sections(make_workbook(tasks=make_tasks(count=0), feedback=make_feedback(count=0))) == {}


def test_sections_stand_in_the_order_asked_for_and_unknown_names_say_nothing() -> None:
    workbook = make_workbook(tasks=make_tasks(count=2))

    made = report(board(workbook), opened(workbook), ("next", "no such section", "overview"), "", Language.ZH)

    assert [section.name for section in made.sections] == ["next", "overview"]


def test_a_plan_without_opinions_leaves_out_what_is_about_opinions() -> None:
    found = sections(make_workbook(tasks=make_tasks(count=2), feedback=make_feedback(count=0)))

    assert not {"feedback", "rectification", "opinions"} & set(found)


def test_late_tasks_are_named_with_their_days_and_no_line_ends_between_a_number_and_a_name() -> None:
    workbook = make_workbook(tasks=make_tasks(count=1, task="写出报告：一式两份", due_text="5月31日前", status="not_started"))

    assert sections(workbook)["late"] == "截至6月10日，逾期1项：“1\u00a0写出报告”10天。"


def test_unreported_progress_is_not_called_punctual() -> None:
    found = sections(make_workbook(tasks=make_tasks(count=2, status=None)))

    assert found["late"] == "截至6月10日，进度未填报，逾期情况不明。"


@pytest.mark.parametrize("language", Language)
def test_a_unit_without_tasks_has_a_dash_and_is_not_called_unreported(language: Language) -> None:
    workbook = make_workbook(
        tasks=make_tasks(count=1, owner_unit="甲处", status="done"), feedback=make_feedback(count=1, owner_unit="乙处")
    )

    made = report(board(workbook), opened(workbook), ("units",), "", language)

    rows = {row[0]: row[1:] for row in made.sections[0].tables[0].cells.itertuples(index=False, name=None)}
    assert rows["甲处"][0] == "1"
    assert rows["乙处"][:5] == ("0", "–", "–", "–", "–")


@pytest.mark.parametrize(
    ("tasks", "problems", "columns"), [(0, 1, ["problems", "done", "closed", "late"]), (1, 0, ["total", "should", "done", "late", "soon"])]
)
def test_units_are_not_said_to_have_none_of_what_the_workbook_does_not_hold(tasks: int, problems: int, columns: list[str]) -> None:
    workbook = make_workbook(
        tasks=make_tasks(count=tasks, owner_unit="甲处"), feedback=make_feedback(count=problems, owner_unit="乙处", role="rectification")
    )

    made = report(board(workbook), opened(workbook), ("units",), "", Language.ZH)

    table = made.sections[0].tables[0]
    assert table.values is not None
    assert list(table.cells.columns) == ["unit", *columns]
    assert list(table.values.columns) == columns


def test_a_meeting_is_told_what_holds_a_stuck_task_up() -> None:
    workbook = make_workbook(tasks=make_tasks(count=1, status="paused", due_text="8月20日", help_needed="请明确经费。"))

    made = report(board(workbook), opened(workbook), ("stuck",), "", Language.ZH)

    helped, stuck = made.sections[0].tables
    assert stuck.cells.iloc[0]["why"] == "暂缓。\n请明确经费。"
    assert "why" not in helped.cells


@pytest.mark.parametrize(("due", "remarks"), [("3月20日", ()), ("8月20日", ("“已完成”中有1项未到期或没有到期日，不在“应完成”之内。",))])
def test_tasks_done_beyond_those_due_are_told_beside_the_units(due: str, remarks: tuple[str, ...]) -> None:
    workbook = make_workbook(tasks=make_tasks(count=1, owner_unit="甲处", status="done", due_text=due))

    made = report(board(workbook), opened(workbook), ("units",), "", Language.ZH)

    assert made.sections[0].remarks == remarks


def test_what_must_be_known_beside_the_rates_stands_in_the_report_too() -> None:
    feedback = make_feedback(3, role="rectification", status=["open", "done_unchecked", None])

    made = report(board(make_workbook(feedback=feedback)), opened(make_workbook()), ("rectification",), "", Language.ZH)

    assert made.sections[0].remarks == board(make_workbook(feedback=feedback)).remarks("rectification", Language.ZH)
    assert any("未填报" in remark for remark in made.sections[0].remarks)


def test_a_file_asks_for_no_year_below() -> None:
    workbook = make_workbook(tasks=make_tasks(count=2, year=None), year=None)

    made = report(board(workbook), opened(workbook), ("overview",), "", Language.ZH)

    assert made.sections[0].remarks == ("工作簿没有写明年份，时限还不能换算成日期；请在标题或“设置”表写明年份。",)


def test_a_file_of_a_plan_without_progress_says_what_to_fill_in() -> None:
    workbook = make_workbook(tasks=make_tasks(count=2, status=None))

    made = report(board(workbook), opened(workbook), ("overview", "curve"), "", Language.ZH)

    assert made.sections[0].remarks[-1] == "要看进度，请在工作簿中填写状态和完成进度。"
    assert "要看进度" not in "".join(made.sections[1].remarks)


@pytest.mark.parametrize(("language", "word"), [(Language.ZH, "待定"), (Language.EN, "to be settled")])
def test_what_a_unit_without_any_due_day_should_have_done_is_open_and_not_nothing(language: Language, word: str) -> None:
    workbook = make_workbook(tasks=make_tasks(count=2, owner_unit="甲处", due_text="待定", status="in_progress"))

    made = report(board(workbook), opened(workbook), ("units",), "", language)

    table = made.sections[0].tables[0]
    assert table.values is not None
    assert table.cells.iloc[0].tolist()[1:6] == ["2", word, "0", word, word]
    assert table.values[["should", "late", "soon"]].isna().all(axis=None)


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b\\c:d*e?f", "  ", "标题\n换行", "\u202exslx.fdp"])
def test_a_title_is_never_a_path(title: str) -> None:
    workbook = make_workbook(title=title, tasks=make_tasks(count=1))

    stem = report(board(workbook), opened(workbook), MEETING, "", Language.ZH).provenance.stem

    assert not set(stem) & set('\u202e/\\:*?"<>|\n ')
    assert not stem.startswith(".")
    assert stem.endswith("_2014-06-10_草稿")


def test_every_section_has_a_title_in_each_language() -> None:
    from lib.i18n import text

    assert [name for name in SECTIONS for language in Language if "⟦" in text(language, f"report.section.{name}")] == []


def test_a_matter_of_one_person_is_a_line_that_says_so_and_a_blank_is_explained() -> None:
    feedback = make_feedback(
        text=["操场积水", "某处长作风", "食堂排队"], target=[None, "person", None], openness="face_to_face", scope=["public", None, None]
    )
    made = report(board(make_workbook(feedback=feedback)), opened(make_workbook()), ("opinions",), "", Language.ZH).sections[0]

    assert sorted(made.tables[0].cells["text"]) == ["", "内容按受众不显示", "操场积水"]
    assert made.remarks == ("“意见建议内容”等格空白的，是没有填写，或按受众不显示。",)


def test_a_list_of_opinions_that_a_meeting_sees_the_beginning_of_says_how_many_and_in_which_order() -> None:
    workbook = make_workbook(feedback=make_feedback(70, text=[f"意见{n}" for n in range(70, 0, -1)], openness="face_to_face"))
    shown = [Board(disclose(workbook, audience), Filters(), DAY, DAY) for audience in (Audience.HEAD, Audience.ALL_MEMBERS)]
    head, members = (report(each, opened(workbook), ("opinions",), "", Language.ZH).sections[0] for each in shown)

    assert head.remarks[0] == "共70行，按工作簿中的顺序列出。"
    assert list(head.tables[0].cells["text"])[:2] == ["意见70", "意见69"]
    assert members.remarks[0] == "共70行，按显示的内容排序，不按收到的先后。"


def test_the_head_who_sees_all_is_told_of_nothing_hidden() -> None:
    workbook = make_workbook(feedback=make_feedback(2, text=["操场积水", None], issue=[None, "操场积水"]))
    head = Board(disclose(workbook, Audience.HEAD), Filters(), DAY, DAY)
    made = report(head, opened(workbook), ("opinions",), "", Language.ZH).sections[0]

    assert made.remarks == ()


def test_what_a_filter_says_nothing_of_is_said_to_be_whole() -> None:
    workbook = make_workbook(
        tasks=make_tasks(phase=["甲", "乙"]),
        feedback=make_feedback(4, role=["feedback", "feedback", "rectification", "rectification"], category=["形式主义", "其他"] * 2),
    )

    def remarks(**chosen: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        shown = Board(disclose(workbook, Audience.PUBLIC), Filters(**chosen), DAY, DAY)
        return {each.name: each.remarks for each in report(shown, opened(workbook), MEETING, "", Language.ZH).sections}

    opinions, tasks = "所选筛选不涉及意见和整改，这里是全部。", "所选筛选不涉及任务，这里是全部。"
    plain, by_phase, by_category = remarks(), remarks(phases=("p1",)), remarks(categories=("c1",))
    assert all(said not in found for found in plain.values() for said in (opinions, tasks))
    assert opinions in by_phase["feedback"]
    assert opinions in by_phase["rectification"]
    assert tasks not in by_phase["overview"]
    assert tasks in by_category["overview"]
    assert opinions not in by_category["feedback"]


def test_a_ledger_beside_opinions_is_told_as_rows_of_its_own_kind() -> None:
    both = board(make_workbook(feedback=make_feedback(2, role=["feedback", "rectification"])))
    alone = board(make_workbook(feedback=make_feedback(2, role="rectification")))

    assert (both.lists_ledger_apart, alone.lists_ledger_apart) == (True, False)
