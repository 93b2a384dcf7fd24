"""A board answers from one version, one audience, some filters and one day, and nothing of it contradicts the rest."""

from datetime import date

from lib.desk.board import TASK_LISTS, Board
from lib.i18n import Language
from lib.ingest.frames import typed_frame
from lib.metrics.filters import Filters
from lib.metrics.model import Grouping
from lib.schema import Audience, Lamp, SheetRole, Status, Task
from lib.wording.definitions import FigureId
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.desk.boards import board, sample


def test_an_empty_workbook_says_what_to_do_next() -> None:
    empty = board(make_workbook(tasks=make_tasks(count=0), feedback=make_feedback(count=0)))

    assert "填好后重新拖入" in empty.conclusion("overview", Language.ZH)
    assert not empty.has_tasks
    assert not empty.has_opinions
    assert empty.table("tasks", Language.ZH).is_empty


def test_the_sample_says_its_sentence() -> None:
    assert (
        sample().conclusion("overview", Language.ZH).startswith("截至6月10日，24项任务应完成18项，其中已完成16项，逾期2项；另提前完成1项")
    )


def test_lists_bars_and_headline_count_the_same() -> None:
    shown = sample()

    assert shown.task_list("late", Language.ZH).total == shown.progress.overdue == 2
    assert sum(phase.progress.total for phase in shown.phases) == shown.progress.total == 24
    assert sum(phase.progress.done or 0 for phase in shown.phases) == shown.progress.done == 17
    assert len(shown.timeline.bars) + shown.timeline.undated == 24


def test_a_list_names_the_lamps_that_lead_to_just_its_tasks_and_none_where_others_have_them_too() -> None:
    shown = sample()
    found = {name: shown.task_list(name, Language.ZH) for name in TASK_LISTS}

    assert found["late"].lamps == (Lamp.OVERDUE,)
    assert found["help_needed"].total
    assert found["help_needed"].lamps == ()
    for each in found.values():
        if each.lamps:
            assert sample(filters=Filters(lamps=tuple(each.lamps))).progress.total == each.total


def test_of_whom_it_is_not_shown_whether_they_ask_for_help_is_said_where_progress_is_reported() -> None:
    """A plan without progress says that nothing is known in its place."""
    plan = make_tasks(count=2, task=["召开民主生活会", "制定方案"], status=["in_progress", "in_progress"])
    silent = make_tasks(count=2, task=["召开民主生活会", "制定方案"], status="not_reported")
    lists = [board(make_workbook(tasks=tasks)).task_list("help_needed", Language.ZH) for tasks in (plan, silent)]

    assert [each.remark for each in lists] == ["另有1项任务是否需协调，按受众不显示。", ""]


def test_a_filter_narrows_every_figure_alike() -> None:
    second_phase = sample(filters=Filters(phases=("p2",)))

    assert second_phase.progress.total == 3
    assert len(second_phase.table("tasks", Language.ZH).cells) == 3
    assert [phase.phase for phase in second_phase.phases] == ["动员部署"]


def test_phases_and_units_keep_their_order_whatever_a_filter_leaves_of_them() -> None:
    status = [str(Status.DONE), str(Status.IN_PROGRESS), str(Status.IN_PROGRESS)]
    tasks = make_tasks(count=3, phase=["甲", "乙", "甲"], owner_unit=["一处", "二处", "一处"], status=status)
    left = board(make_workbook(tasks=tasks), Filters(lamps=(str(Lamp.OVERDUE),)), date(2014, 6, 10))

    assert left.states[Task.PHASE].tolist() == ["乙", "甲"]
    assert [phase.phase for phase in left.phases] == ["甲", "乙"]
    for grouping, names in ((Grouping.PHASE, ["甲", "乙"]), (Grouping.UNIT, ["一处", "二处"])):
        assert [row.name for row in left.wall_by(grouping).rows] == names


def test_the_day_moves_every_figure() -> None:
    assert sample(day=date(2014, 3, 1)).progress.should_be_done == 0
    assert sample(day=date(2014, 12, 31)).progress.should_be_done == 24


def test_a_plan_without_progress_knows_of_no_lateness() -> None:
    plan = board(make_workbook(tasks=make_tasks(count=3, status=None)))

    assert plan.task_list("late", Language.ZH).empty == "均未填报进度，无从判断。"
    assert "没有" not in plan.task_list("stuck", Language.ZH).empty


def test_of_what_is_due_and_not_reported_nobody_says_that_it_is_not_late_or_not_stuck() -> None:
    shown = board(make_workbook(tasks=make_tasks(due_text="5月", status=["done", None])))

    assert shown.task_list("late", Language.ZH).empty == "没有已知逾期的任务；另有1项已到期，是否逾期不明。"
    assert shown.task_list("stuck", Language.ZH).empty == "没有已知受阻的任务；另有1项未填报进度。"
    assert [figure.context for figure in shown.key_figures("overview", Language.ZH)][2:4] == [
        "占2项的50%，另1项未填报",
        "应完成2项之中，1项不明",
    ]


def test_on_an_earlier_day_what_was_done_without_a_day_is_unknown_in_every_place() -> None:
    shown = board(make_workbook(tasks=make_tasks(due_text="5月", status=["done", "done"]), as_of=date(2014, 6, 10)), day=date(2014, 6, 1))

    assert shown.task_list("stuck", Language.ZH).empty == "没有已知受阻的任务；另有2项当时情况不详。"
    assert [figure.context for figure in shown.key_figures("overview", Language.ZH)][2] == "占2项的0%，另2项不详"
    assert shown.conclusion("timeline", Language.ZH) == "截至6月1日，计划应完成2项（100%），已知完成0项，另有2项当时是否完成不详。"
    assert shown.chart("s_curve", Language.ZH).note == "2项已完成任务都没有完成日期，当时完成多少不详，只显示计划。"
    assert shown.chart("phase_progress", Language.ZH).end_labels == ("应完成2/2",)  # type: ignore[union-attr]
    assert "当时完成多少不详" in shown.chart("s_curve", Language.ZH).alt
    assert shown.sparkline(FigureId.DONE, Language.ZH).is_empty  # type: ignore[union-attr]


def test_filters_that_leave_no_task_are_no_want_of_reports_or_due_days() -> None:
    left = sample(filters=Filters(units=("no such unit",)))

    assert {left.task_list(name, Language.ZH).empty for name in TASK_LISTS} == {"没有任务可以统计。"}
    assert {left.chart(name, Language.ZH).empty[:7] for name in ("s_curve", "gantt", "wall_chart")} == {"没有任务可画。"}
    assert left.conclusion("rectification", Language.ZH) == "没有符合筛选的问题：请放宽或清除筛选。"


def test_of_tasks_without_a_due_day_nobody_knows_what_is_late_or_comes_next() -> None:
    shown = board(make_workbook(tasks=make_tasks(due_text="待定", status="not_started", count=2)))

    assert {shown.task_list(name, Language.ZH).empty for name in ("late", "next")} == {"到期日均待定，无从判断。"}
    assert shown.task_list("stuck", Language.ZH).empty == "没有受阻的任务。"


def test_without_a_year_the_board_asks_and_counts_nothing_as_due() -> None:
    open_year = board(make_workbook(tasks=make_tasks(count=2, year=None), year=None))

    assert open_year.lacks_year
    assert "年份" in open_year.remarks("overview", Language.ZH)[0]
    assert [figure.value for figure in open_year.key_figures("overview", Language.ZH)][1] == "待定"


def test_a_search_finds_rows_by_all_their_words_whatever_the_case() -> None:
    table = board(make_workbook(tasks=make_tasks(task=["Write REPORT", "hold meeting"]))).table("tasks", Language.EN)

    assert len(table.matching("").cells) == 2
    assert len(table.matching("report write").cells) == 1
    assert table.matching("(").is_empty


def test_a_table_leaves_out_columns_that_nobody_filled() -> None:
    names = [name for name, _ in board(make_workbook(tasks=make_tasks(count=2))).table("tasks", Language.ZH).headings]

    assert "agreed_due" not in names
    assert "task" in names


def test_a_task_in_full_names_its_own_cell() -> None:
    shown = sample()
    ref = shown.task_list("late", Language.ZH).lines[0].ref
    detail = shown.detail(ref, Language.ZH)

    assert detail is not None
    assert detail.cell == "任务!C10"
    assert detail.heading.startswith("7 ")
    assert ("责任部门", "活动办公室") in detail.fields


def test_a_task_in_full_says_how_long_it_is_overdue_and_the_last_day_of_its_window() -> None:
    facts = {"due_text": ["3月-5月", "3月-6月", "3月-5月", "长期坚持"], "status": ["in_progress", "in_progress", "done", "in_progress"]}
    shown = board(make_workbook(make_tasks(**facts)))
    due = [dict(shown.detail(f"任务!{row}", Language.ZH).fields).get("到期日") for row in range(2, 6)]  # type: ignore[union-attr]

    assert due == ["逾期10天（应于5月31日完成）", "还有20天（6月30日）", "5月31日到期", None]
    assert shown.detail("任务!2", Language.EN).fields[1] == ("Due day", "10 days overdue (due 31 May)")  # type: ignore[union-attr]


def test_a_task_in_full_says_which_way_its_deadline_was_moved() -> None:
    shown = sample()
    fields = {number: dict(_in_full(shown, number)) for number in ("21", "22")}

    assert fields["21"]["顺延天数"] == "早15天"
    assert fields["22"]["顺延天数"] == "晚20天"


def _in_full(shown: Board, number: str) -> tuple[tuple[str, str], ...]:
    ref = shown.states.loc[shown.states["number"].eq(number), "ref"].iloc[0]
    detail = shown.detail(ref, Language.ZH)
    assert detail is not None
    return detail.fields


def test_a_task_that_the_filters_leave_out_has_no_detail() -> None:
    ref = sample().task_list("late", Language.ZH).lines[0].ref

    assert sample(filters=Filters(phases=("p1",))).detail(ref, Language.ZH) is None
    assert sample().detail("任务!999", Language.ZH) is None


def test_every_list_is_worded_in_both_languages() -> None:
    shown = sample()
    words = [
        part
        for language in Language
        for name in TASK_LISTS
        for part in (shown.task_list(name, language).heading, shown.task_list(name, language).empty)
    ]

    assert all(words)
    assert not any("⟦" in word for word in words)


def test_filters_that_leave_no_opinion_do_not_say_that_the_workbook_has_none() -> None:
    workbook = make_workbook(make_tasks(lead="甲"), make_feedback(count=2, category="形式主义"))

    assert board(workbook, Filters(leads=("l1",))).conclusion("feedback", Language.ZH) == "没有符合筛选的意见：请放宽或清除筛选。"
    no_plan = board(make_workbook(no_tasks(), make_feedback(count=2)), Filters(units=("no such unit",)))
    assert no_plan.conclusion("overview", Language.ZH) == "没有符合筛选的意见：请放宽或清除筛选。"
    assert "工作簿里没有意见建议" in board(make_workbook(), Filters(phases=("p1",))).conclusion("feedback", Language.ZH)


def test_where_an_opinion_stands_is_told_only_by_its_cell() -> None:
    told = make_workbook(feedback=make_feedback(text="甲", scope="public"))

    assert "ref" in dict(board(told, audience=Audience.HEAD).table("opinions", Language.ZH).headings)
    assert "ref" not in dict(board(told).table("opinions", Language.ZH).headings)


def test_a_number_into_which_an_opinion_was_merged_can_be_sought_where_it_is_told() -> None:
    told = make_workbook(feedback=make_feedback(count=2, text="甲", scope="public", feedback_id=["Y001", "Y002"]))

    assert len(board(told, audience=Audience.HEAD).table("opinions", Language.ZH).matching("Y002").cells) == 1
    assert "feedback_id" not in dict(board(told).table("opinions", Language.ZH).headings)


def test_a_board_of_problems_alone_opens_with_their_rates() -> None:
    ledger = make_feedback(2, role="rectification", status=["closed", "open"], closed=["2014-06-01", None])
    alone = board(make_workbook(no_tasks(), ledger))

    assert alone.conclusion("overview", Language.ZH).startswith("整改问题2个，整改完成率50%，销号率50%")


def test_a_rule_that_is_late_says_so_whatever_its_state() -> None:
    rules = typed_frame(SheetRole.RULES, {"name": ["甲办法", "乙办法"], "due_text": ["5月底前", "9月"], "status": ["in_progress"] * 2}, 2)
    shown = board(make_workbook(rules=rules), day=date(2014, 6, 10)).rectification_view.rules_table(Language.ZH).cells

    assert shown["name"].tolist() == ["甲办法", "乙办法"]
    assert shown["status"].tolist() == ["▲逾期", "◐进行中"]


def test_an_opinion_that_was_merged_says_so_where_its_state_would_stand() -> None:
    told = make_workbook(
        feedback=make_feedback(
            3,
            text="甲",
            scope="public",
            feedback_id=["1", "2", "3"],
            merged_into=[None, "1", "1"],
            target=["school", "school", "person"],
            status=["open", None, None],
        )
    )
    states = {
        audience: sorted(board(told, audience=audience).table("opinions", Language.ZH).cells["status"].fillna(""))
        for audience in (Audience.PUBLIC, Audience.HEAD)
    }

    assert states[Audience.HEAD].count("已归并") == 2
    assert states[Audience.PUBLIC].count("已归并") == 1  # of a matter of one person nothing is told
