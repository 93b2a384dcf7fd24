"""The board's views for a meeting: the wall chart and the timeline by leader or unit, the trends, one unit at a time."""

from dataclasses import replace
from datetime import date

import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.reminders import unit_reminder
from lib.exports.report import Provenance
from lib.figures.charts import CHARTS
from lib.figures.spec import GanttChart, WallChart
from lib.i18n import LANGUAGES, Language
from lib.ingest.frames import typed_frame
from lib.ingest.model import BoardSettings
from lib.metrics.filters import Filters
from lib.metrics.model import Grouping
from lib.schema import Audience, SheetRole
from lib.wording import OF_CHARTS
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks

TODAY = date(2014, 6, 10)
ZH = Language.ZH


def make_board(audience: Audience = Audience.HEAD, filters: Filters | None = None) -> Board:
    tasks = make_tasks(
        phase=["甲", "乙", "甲"],
        lead=["副校长", "校长", "副校长"],
        owner_unit=["总务处", "教务处", "总务处"],
        due=["2014-05-05", "2014-06-15", "2014-06-30"],
        status=["done", "in_progress", "in_progress"],
        actual_done=["2014-05-04", None, None],
    )
    ledger = make_feedback(role="rectification", owner_unit=["教务处", "总务处"], status=["closed", "open"], due="2014-06-01")
    organisation = typed_frame(SheetRole.ORGANISATION, {"body": ["教务处", "总务处"], "name": ["校长", "副校长"]}, 2)
    return Board(disclose(make_workbook(tasks, ledger, organisation=organisation), audience), filters or Filters(), TODAY)


def test_an_empty_workbook_has_empty_views_and_no_unit() -> None:
    board = Board(disclose(make_workbook(no_tasks(), no_feedback()), Audience.PUBLIC), Filters(), TODAY)

    assert board.chart("wall_chart", ZH).is_empty
    assert board.groupings == ()
    assert board.units == ()
    assert board.trend.points == ()


def test_every_chart_of_the_registry_can_be_asked_for_and_is_defined() -> None:
    board = make_board()

    assert set(OF_CHARTS) == set(CHARTS)
    for name in CHARTS:
        for language in LANGUAGES:
            assert board.chart(name, language).name == name


def test_the_wall_chart_and_the_timeline_stand_as_asked() -> None:
    board = make_board()
    wall, gantt = board.chart("wall_chart", ZH, Grouping.LEAD), board.chart("gantt", ZH, Grouping.UNIT)

    assert isinstance(wall, WallChart)
    assert isinstance(gantt, GanttChart)
    assert [line.name for line in wall.lines] == ["校长", "副校长"]
    assert [row.label for row in gantt.rows if row.is_phase] == ["教务处", "总务处"]
    assert gantt.subtitle.endswith("按责任部门")


def test_a_grouping_changes_only_the_charts_that_have_one() -> None:
    board = make_board()

    assert board.chart("phase_progress", ZH, Grouping.LEAD) == board.chart("phase_progress", ZH)


def test_the_public_is_offered_no_grouping_by_leader() -> None:
    assert make_board(Audience.PUBLIC).groupings == (Grouping.PHASE, Grouping.UNIT)
    assert make_board().groupings == (Grouping.PHASE, Grouping.UNIT, Grouping.LEAD)


def test_the_wall_has_its_own_conclusion() -> None:
    assert make_board().conclusion("wall", ZH) == "各旬到期任务均不超过1项；本旬（6月上旬）没有到期任务。"


def test_units_stand_in_the_organisations_order_and_a_filter_reaches_their_report() -> None:
    board = make_board()
    narrowed = replace(board, filters=Filters(phases=("p2",)))

    assert board.units == narrowed.units == ("教务处", "总务处")
    assert board.unit_report("总务处").progress.total == 2
    assert narrowed.unit_report("总务处").progress.total == 0
    assert board.unit_report("总务处").rectification.overdue == 1


def test_a_filter_by_unit_leaves_that_unit_alone_to_look_at_and_to_report_on() -> None:
    one = replace(make_board(), filters=Filters(units=("u2",)))

    assert one.units == ("总务处",)
    assert one.unit_view("总务处", ZH).sentence.startswith("截至6月10日，“总务处”2项任务")


def test_what_a_filter_leaves_out_is_not_said_to_be_missing_from_the_workbook() -> None:
    board = make_board()
    none = replace(board, filters=Filters(phases=("p2",), lamps=("done",)))

    assert [board.section(name, ZH).sentence[:5] for name in ("gates", "evidence")] == ["工作簿没有", "工作簿没有"]
    assert [none.section(name, ZH).sentence for name in ("gates", "replan")] == [
        "筛选范围内没有报送事项。",
        "筛选范围内没有时限可判断的任务，因此没有调整记录。",
    ]
    assert none.section("evidence", ZH).sentence == "筛选范围内没有量化要求。"
    assert none.unit_view("总务处", ZH).sentence.startswith("截至6月10日，“总务处”在筛选范围内没有任务；整改问题1个")


def test_counts_by_source_group_say_beside_a_filter_that_they_are_of_all() -> None:
    opinions = make_feedback(category=["甲类", "乙类", "乙类"], raw_count=9, group=["教师", "学生", "教师"])
    board = Board(disclose(make_workbook(make_tasks(due="2014-05-05"), opinions), Audience.HEAD), Filters(), TODAY)
    chosen = replace(board, filters=Filters(categories=("c1",)))

    whole = "来源群体不随筛选变化，这里是全部意见。"
    assert (chosen.groups, chosen.group_by_category) == (board.groups, board.group_by_category)
    assert chosen.chart("groups", ZH).note.startswith(whole)
    assert whole not in board.chart("groups", ZH).note


def test_the_last_point_of_the_trend_is_the_headline() -> None:
    board = make_board()
    last = board.trend.points[-1]

    now = board.progress
    assert (last.should_be_done, last.done, last.overdue, last.due_soon) == (now.should_be_done, now.done, now.overdue, now.due_soon)


def test_a_long_timeline_sums_up_unless_all_of_it_is_asked_for() -> None:
    board = Board(disclose(make_workbook(make_tasks(count=70, due="2014-07-10")), Audience.HEAD), Filters(), TODAY)

    assert board.is_timeline_long
    assert not make_board().is_timeline_long
    assert len(board.chart("gantt", Language.ZH).rows) == 1  # type: ignore[attr-defined]
    assert len(board.chart("gantt", Language.ZH, whole=True).rows) == 71  # type: ignore[attr-defined]


def test_what_goes_on_names_the_next_meeting_of_the_settings() -> None:
    settings = BoardSettings(other=(("督导会议日期", "2014-06-12；2014-07-10"),))
    board = Board(disclose(make_workbook(make_tasks(due_text="长期坚持"), settings=settings), Audience.HEAD), Filters(), TODAY)

    assert [line.when for line in board.task_list("undated", Language.ZH).lines] == ["长期坚持（下次督导会议：6月12日）"]


@pytest.mark.parametrize(("audience", "said"), [(Audience.CIRCLE, "暂缓：等待批复。"), (Audience.ALL_MEMBERS, "暂缓。")])
def test_why_a_task_is_paused_is_told_to_those_who_may_read_its_progress(audience: Audience, said: str) -> None:
    tasks = make_tasks(task="召开民主生活会", status="paused", progress_note="等待批复")
    board = Board(disclose(make_workbook(tasks), audience), Filters(), TODAY)

    assert [line.why for line in board.task_list("stuck", Language.ZH).lines] == [said]


def test_a_plan_over_new_year_says_which_year_it_means() -> None:
    tasks = make_tasks(
        due_text=["2013年11月中旬", "2014年3月5日"],
        agreed_due=[None, "2014-05-10"],
        year=None,
        gate_body="督导组",
        gate_action="审阅",
        gate_status="待报",
        gate_date=["2013-12-20", "2014-03-20"],
        owner_unit="教务处",
        status="in_progress",
    )
    shown = Board(disclose(make_workbook(tasks=tasks, year=2014), Audience.HEAD), Filters(), TODAY)
    table = shown.table("tasks", ZH)
    detail = shown.detail("任务!3", ZH)

    assert table.cells["end"].tolist() == ["2013年11月中旬", "2014年3月5日"]
    assert table.cells["agreed_due"].tolist() == ["", "2014年5月10日"]
    assert detail is not None
    assert "2014年5月10日" in dict(detail.fields).values()
    assert dict(detail.fields)["报送时间"] == "2014年3月20日"
    assert shown.section("gates", ZH).tables[0].cells["by"].tolist() == ["2013年12月20日", "3月20日"]
    assert shown.section("replan", ZH).tables[0].cells["original"].tolist() == ["3月5日", "2013年11月20日"]
    source = Provenance("甲", "第1版", "", TODAY, "", "", "", is_sample=False, stem="x")
    assert "2013年11月20日" in unit_reminder(shown, "教务处", source, ZH).text


def test_days_of_reports_are_named_as_other_days_are_whatever_stands_around_them() -> None:
    written = "2014-03-18\n2014/3/19已报→2014.3.21已审阅\n2015-01-05\n2014-13-40\n3月中旬"
    workbook = make_workbook(tasks=make_tasks(1, due_text="3月中旬", gate_status="已报", gate_date=written))
    detail = Board(disclose(workbook, Audience.HEAD), Filters(), TODAY).detail("任务!2", ZH)

    assert detail is not None
    assert dict(detail.fields)["报送时间"] == "3月18日\n3月19日已报→3月21日已审阅\n2015年1月5日\n2014-13-40\n3月中旬"


def test_a_plan_within_one_year_leaves_the_year_out() -> None:
    workbook = make_workbook(tasks=make_tasks(2, agreed_due="2014-05-10"))
    table = Board(disclose(workbook, Audience.HEAD), Filters(), TODAY).table("tasks", ZH)

    assert table.cells["agreed_due"].tolist() == ["5月10日", "5月10日"]


def test_a_plan_wholly_in_another_year_than_the_day_judged_says_its_year() -> None:
    feedback = make_feedback(role="rectification", due_text="6月底前", received="2014-04-05", year=2014)
    workbook = make_workbook(make_tasks(2, agreed_due="2014-05-10", owner_unit="教务处"), feedback)
    shown = Board(disclose(workbook, Audience.HEAD), Filters(), date(2015, 1, 20), date(2015, 1, 20))
    detail, ledger = shown.detail("任务!3", ZH), shown.rectification_view.ledger_table(ZH)

    assert shown.table("tasks", ZH).cells["end"].tolist() == ["2014年3月中旬", "2014年3月中旬"]
    assert shown.table("tasks", ZH).cells["agreed_due"].tolist() == ["2014年5月10日", "2014年5月10日"]
    assert shown.table("opinions", ZH).cells["received"].tolist() == ["2014年4月上旬"]
    assert shown.unit_view("教务处", ZH).tables[0].cells["agreed_due"].tolist() == ["2014年5月10日", "2014年5月10日"]
    assert detail is not None
    assert "2014年5月10日" in dict(detail.fields).values()
    assert ledger.cells["due"].tolist() == ["2014年6月30日"]
    assert shown.conclusion("wall", ZH) == "2014年5月上旬最集中，2项到期。"


def test_a_task_in_full_says_the_year_of_a_start_in_the_year_before() -> None:
    tasks = make_tasks(2, due_text="3月", plan_start=["2013-12-20", "2014-02-20"])
    shown = Board(disclose(make_workbook(tasks=tasks), Audience.HEAD), Filters(), TODAY)
    before, within = (dict(shown.detail(ref, ZH).fields) for ref in ("任务!2", "任务!3"))  # type: ignore[union-attr]

    assert (before["计划开始"], within["计划开始"]) == ("2013年12月20日", "2月20日")


def test_a_task_whose_cell_is_blank_says_so_wherever_it_is_named() -> None:
    workbook = make_workbook(make_tasks(task=None, number=["1"], due="2014-06-01"))
    shown = Board(disclose(workbook, Audience.ALL_MEMBERS), Filters(), date(2014, 6, 10))
    [group] = shown.tasks_by_phase(shown.states["ref"].tolist(), ZH, is_whole=True)
    chart = CHARTS["gantt"].build(shown.timeline, ZH)
    detail = shown.detail(shown.states["ref"].iloc[0], ZH)

    assert [line.task for line in group.lines] == ["（未填工作内容）"]
    assert isinstance(chart, GanttChart)
    assert [row.label for row in chart.rows if row.series >= 0] == ["1 （未填工作内容）"]
    assert detail is not None
    assert "（未填工作内容）" in detail.heading
