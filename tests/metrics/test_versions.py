"""The figures kept with a version: true where known, None where not, never 0 for the unknown."""

from datetime import date

from lib.access import disclose
from lib.ingest.model import Workbook
from lib.metrics.model import AsOf
from lib.metrics.progress import progress
from lib.metrics.rectification import rectification_totals
from lib.metrics.states import task_states
from lib.metrics.versions import VersionFigure, VersionFigures, version_figures
from lib.schema import Audience
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks

DAY = AsOf(date(2014, 4, 1), date(2014, 4, 1))
NOTHING = VersionFigures(None, None, None, None, None, None, None, None, None)


def figures_of(workbook: Workbook) -> VersionFigures:
    """The figures of a workbook on 1 April 2014."""
    disclosed = disclose(workbook, Audience.PUBLIC)
    states = task_states(disclosed.tasks, DAY)
    return version_figures(progress(states, DAY), rectification_totals(disclosed.feedback, DAY), states)


def test_a_workbook_without_tasks_and_problems_says_nothing():
    assert figures_of(make_workbook(no_tasks())) == NOTHING


def test_every_figure_is_kept_under_its_own_name():
    assert tuple(name for name, _ in NOTHING.named()) == tuple(VersionFigure)


def test_shares_and_counts_are_those_of_the_board():
    tasks = make_tasks(
        status=["done", "in_progress", "in_progress", "cancelled"], end=["2014-03-20", "2014-03-20", "2014-06-30", "2014-03-20"]
    )

    figures = figures_of(make_workbook(tasks))

    assert (figures.all_tasks, figures.should_be_done, figures.done, figures.late) == (3, 2, 1, 1)
    assert figures.done_share == 1 / 3


def test_a_plan_without_reported_progress_has_no_done_and_no_late():
    figures = figures_of(make_workbook(make_tasks(2, status=None)))

    assert (figures.all_tasks, figures.should_be_done) == (2, 2)
    assert (figures.done, figures.done_share, figures.late) == (None, None, None)


def test_a_plan_without_a_single_day_has_no_late_no_slip_and_nothing_that_should_be_done():
    figures = figures_of(make_workbook(make_tasks(2, due=None)))

    assert figures.all_tasks == 2
    assert (figures.should_be_done, figures.late, figures.slip_days) == (None, None, None)


def test_slip_adds_up_the_days_that_were_agreed_later_or_earlier():
    tasks = make_tasks(end=["2014-03-20"] * 3, agreed_due=["2014-03-30", "2014-03-18", None])

    assert figures_of(make_workbook(tasks)).slip_days == 8


def test_a_dated_plan_of_which_nothing_was_agreed_anew_has_slipped_by_no_day():
    assert figures_of(make_workbook(make_tasks(2))).slip_days == 0


def test_closed_problems_are_counted_where_the_workbook_closes_any():
    ledger = make_feedback(role="rectification", status=["closed", "open", "done_unchecked", "closed"])

    figures = figures_of(make_workbook(feedback=ledger))

    assert (figures.problems, figures.closed, figures.closed_share) == (4, 2, 0.5)


def test_problems_whose_state_nobody_reported_are_not_none_closed():
    figures = figures_of(make_workbook(feedback=make_feedback(2, role="rectification", status=None)))

    assert (figures.problems, figures.closed, figures.closed_share) == (2, None, None)


def test_where_problems_are_checked_and_none_is_closed_yet_none_is_closed():
    figures = figures_of(make_workbook(feedback=make_feedback(role="rectification", status="open", closed="否")))

    assert (figures.problems, figures.closed, figures.closed_share) == (1, 0, 0.0)
