"""The headline, word for word: what is said of every sort of board, in both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.i18n import LANGUAGES, Language
from lib.metrics.model import Progress, Rate
from lib.wording import headline, overview, remarks
from tests.wording.boards import EARLIER, FULL, HELD, LATER, NONE, PLAN_ONLY, progress

ZH, EN = Language.ZH, Language.EN

ALL_DONE = progress(total=18, should_be_done=18, done=18, done_of_due=18, overdue=0, done_early=0)
ALL_DUE_DONE = progress(done=19, done_of_due=18, overdue=0)
ALL_LATE = progress(done=0, done_of_due=0, overdue=18, done_early=0)
NONE_DONE = progress(done=0, done_of_due=0, overdue=17, due_today=1, done_early=0)
NONE_DUE = progress(should_be_done=0, done=1, done_of_due=0, overdue=0)
UNDATED = progress(should_be_done=0, done=2, done_of_due=0, overdue=0, done_early=0, done_undated=2, undated=24)
PARTLY = progress(done=12, done_of_due=12, overdue=2, due_unreported=3, due_today=1, done_early=0)
ONE_LATE = progress(total=1, should_be_done=1, done=0, done_of_due=0, overdue=1, done_early=0)
ONE_DONE = progress(total=1, should_be_done=1, done=1, done_of_due=1, overdue=0, done_early=0)
PLAN_NOT_DUE = progress(should_be_done=0, done=None, done_of_due=None, overdue=None, done_early=None, done_undated=None)
PLAN_PAST = Progress(HELD, 24, 0, 24, None, None, None, None, 0, None, None, 0, 24, 0, 0, None)

GOLDEN = [
    (NONE, "没有任务可以统计。", "There are no tasks to count."),
    (progress(total=0, cancelled=3), "没有任务可以统计：3项均已取消。", "There are no tasks to count: all 3 were cancelled."),
    (
        FULL,
        "截至6月10日，24项任务应完成18项，其中已完成16项，逾期2项；另提前完成1项。",
        "As of 10 Jun, 18 of 24 tasks should be done: 16 are done, 2 are overdue; 1 more was finished early.",
    ),
    (
        PLAN_ONLY,
        "截至6月10日，按计划24项任务应完成18项；均未填报进度。",
        "As of 10 Jun, the plan asks for 18 of 24 tasks to be done; no progress is reported.",
    ),
    (
        PLAN_PAST,
        "截至9月30日（最后一个已知到期日），按计划24项任务应全部完成；均未填报进度。",
        "As of 30 Sep (the last known due day), the plan asks for all 24 tasks to be done; no progress is reported.",
    ),
    (
        PLAN_NOT_DUE,
        "截至6月10日，24项任务均未到期；均未填报进度。",
        "As of 10 Jun, none of the 24 tasks is due yet; no progress is reported.",
    ),
    (ALL_DONE, "截至6月10日，18项任务已全部完成。", "As of 10 Jun, all 18 tasks are done."),
    (
        ALL_DUE_DONE,
        "截至6月10日，24项任务应完成18项，均已完成；另提前完成1项。",
        "As of 10 Jun, 18 of 24 tasks should be done: all are done; 1 more was finished early.",
    ),
    (ALL_LATE, "截至6月10日，24项任务应完成18项，全部逾期。", "As of 10 Jun, 18 of 24 tasks should be done: all are overdue."),
    (
        NONE_DONE,
        "截至6月10日，24项任务应完成18项，均未完成，逾期17项，当日到期未完成1项。",
        "As of 10 Jun, 18 of 24 tasks should be done: none is done, 17 are overdue, 1 is due that day and not done.",
    ),
    (
        NONE_DUE,
        "截至6月10日，24项任务均未到期；另提前完成1项。",
        "As of 10 Jun, none of the 24 tasks is due yet; 1 more was finished early.",
    ),
    (
        UNDATED,
        "截至6月10日，24项任务均无可确认的到期日；另有无到期日的任务已完成2项。",
        "As of 10 Jun, none of the 24 tasks has a due day that can be confirmed; 2 more, without a due day, are done.",
    ),
    (
        PARTLY,
        "截至6月10日，24项任务应完成18项，其中已完成12项，逾期2项，到期未填报3项，当日到期未完成1项。",
        "As of 10 Jun, 18 of 24 tasks should be done: 12 are done, 2 are overdue, 3 are due but not reported, 1 is due that day and not done.",
    ),
    (ONE_LATE, "截至6月10日，1项任务应完成1项，已逾期。", "As of 10 Jun, 1 of 1 task should be done: it is overdue."),
    (ONE_DONE, "截至6月10日，1项任务已全部完成。", "As of 10 Jun, the only task is done."),
]


@pytest.mark.parametrize(("board", "chinese", "english"), GOLDEN)
def test_the_headline_says_what_holds(board: Progress, chinese: str, english: str) -> None:
    assert headline(board, "", ZH) == chinese
    assert headline(board, "", EN) == english


def test_a_day_after_the_report_names_the_day_of_the_data() -> None:
    board = progress(as_of=LATER)

    assert headline(board, "", ZH).startswith("截至6月20日（按6月10日的数据），24项任务应完成18项")
    assert headline(board, "", EN).startswith("As of 20 Jun (as reported on 10 Jun), 18 of 24 tasks")


def test_a_part_of_the_board_is_named() -> None:
    assert headline(FULL, "动员部署", ZH).startswith("截至6月10日，“动员部署”24项任务应完成18项")
    assert headline(FULL, "动员部署", EN).startswith('As of 10 Jun, in "动员部署", 18 of 24 tasks should be done')


def test_a_brace_in_a_title_stays_a_brace() -> None:
    assert "“{evil}”" in headline(FULL, "{evil}", ZH)


def test_the_overview_adds_what_is_stuck_and_what_comes_next() -> None:
    board = progress(stuck=1)

    assert overview(board, 7, "", ZH).endswith("另提前完成1项；受阻1项；7天内到期3项。")
    assert overview(board, 7, "", EN).endswith("1 more was finished early; 1 is stuck; 3 fall due within 7 days.")


def test_remarks_are_silent_where_nothing_is_unknown() -> None:
    assert remarks(progress(on_time=None), ZH) == ()


def test_remarks_name_every_unknown() -> None:
    board = progress(undated=2, not_reported=3, cancelled=1, on_time=Rate(15, 18, unknown=2))

    assert remarks(board, ZH) == (
        "2项任务没有可计算的到期日，计入总数，不计入应完成。",
        "3项任务未填报进度，不计为完成，也不计为逾期。",
        "另有1项已取消，不计入总数。",
        "按时完成率83.3%（15/18），另有2项未填报或完成日期不详。",
    )


def test_an_on_time_rate_of_nothing_known_says_so() -> None:
    board = progress(on_time=Rate(0, 0, unknown=2))

    assert remarks(board, ZH) == ("按时完成率无法计算：应完成的任务中有2项未填报或完成日期不详，没有一项的完成日期可知。",)
    assert remarks(board, EN) == (
        "No on-time rate: 2 due tasks are not reported or done on an unknown day, and no due task has a known day of completion.",
    )
    assert remarks(progress(on_time=Rate(0, 0)), ZH) == ()


def test_none_is_said_to_be_done_only_where_all_is_known() -> None:
    board = progress(should_be_done=3, done=0, done_of_due=0, overdue=1, due_unreported=2, done_early=0)

    assert headline(board, "", ZH) == "截至6月10日，24项任务应完成3项，逾期1项，到期未填报2项。"
    assert headline(board, "", EN).endswith("should be done: 1 is overdue, 2 are due but not reported.")


def test_before_the_report_what_was_done_on_an_unknown_day_is_not_called_blank() -> None:
    board = progress(as_of=EARLIER, should_be_done=2, done=0, done_of_due=0, overdue=0, due_unreported=2, done_early=0, not_reported=2)

    assert headline(board, "", ZH) == "截至4月30日，24项任务应完成2项，到期而当时是否完成不详2项。"
    assert headline(board, "", EN).endswith("should be done: 2 are due and not known to be done by then.")
    assert remarks(board, ZH)[0] == "2项任务未填报进度，或已完成而完成日期不详：当时是否完成不作推定。"


def test_an_unreported_plan_has_no_remark_on_single_blanks() -> None:
    """That nothing was reported is the headline's; 24 blanks are not said again."""
    assert remarks(PLAN_PAST, EN) == (
        "The workbook names no as-of day and every known due day is past, so figures are for the last of them; with an as-of day they are for that day.",
    )


@st.composite
def boards(draw: st.DrawFn) -> Progress:
    """Any reported board whose parts add up."""
    done_of_due, overdue, unreported, today, early, undated = (draw(st.integers(0, 30)) for _ in range(6))
    should = done_of_due + overdue + unreported + today
    return progress(
        total=should + early + undated + draw(st.integers(0, 30)),
        should_be_done=should,
        done=done_of_due + early + undated,
        done_of_due=done_of_due,
        overdue=overdue,
        due_unreported=unreported,
        due_today=today,
        done_early=early,
        done_undated=undated,
        undated=undated,
    )


@settings(deadline=None)
@given(boards())
def test_a_late_task_is_never_left_unsaid(board: Progress) -> None:
    said = headline(board, "", ZH)

    assert ("逾期" in said) == bool(board.overdue)


@settings(deadline=None)
@given(boards(), st.sampled_from(LANGUAGES))
def test_no_sentence_shows_a_missing_message_or_two_stops(board: Progress, language: Language) -> None:
    said = overview(board, 7, "", language)

    assert "⟦" not in said
    assert said.count("。" if language is ZH else ". ") <= 1
    assert "，，" not in said
    assert "None" not in said
