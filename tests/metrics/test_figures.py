"""Every headline number by its id."""

from datetime import date

import pandas as pd

from lib.access import disclose
from lib.ingest.model import BoardSettings
from lib.metrics.figures import figures
from lib.metrics.model import AsOf, Figure
from lib.schema import Audience
from lib.wording.definitions import FigureId
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def test_an_empty_workbook_has_every_figure_and_no_invented_share() -> None:
    found = {each.id: each for each in figures(disclose(make_workbook(no_tasks()), Audience.PUBLIC), JUNE_10)}

    assert found["total"] == Figure("total", 0, 0, None, JUNE_10.day)
    assert found["done"] == Figure("done", None, None, None, JUNE_10.day)
    assert found["plan_share"] == Figure("plan_share", None, 0, 0, JUNE_10.day)
    assert found["on_time"].value is None
    assert found["completion"].value is None


def test_every_id_is_defined_in_words_and_stands_once() -> None:
    ids = [each.id for each in figures(disclose(make_workbook(make_tasks(due="2014-06-01")), Audience.PUBLIC), JUNE_10)]

    assert len(ids) == len(set(ids))
    assert set(ids) <= set(FigureId)
    assert set(FigureId) - set(ids) == OF_MANY


OF_MANY = {
    FigureId.CATEGORY_SHARE,
    FigureId.HIDDEN_CELL,
    FigureId.PERSONAL,
    FigureId.PROBLEM_AGE,
    FigureId.DUE_BUCKET,
    FigureId.FUNNEL,
    FigureId.EXPECTED,
    FigureId.DAYS_LATE,
    FigureId.SLIP,
    FigureId.PAST_ORIGINAL,
    FigureId.WALL_DUE,
    FigureId.WALL_RUNNING,
    FigureId.TREND,
}
"""Figures of one task, category, column or unit: defined, and no single number of the board."""


def test_shares_carry_what_they_are_made_of() -> None:
    tasks = make_tasks(
        status=["done", "in_progress", "done", "in_progress"],
        due=["2014-06-01", "2014-06-01", "2014-06-20", None],
        actual_done="2014-06-01",
    )
    tasks.loc[[1, 3], "actual_done"] = None
    ledger = make_feedback(role="rectification", status=["closed", "open", "done_unchecked"], due=["2014-06-01", "2014-06-01", None])
    found = {
        each.id: (each.value, each.numerator, each.denominator)
        for each in figures(disclose(make_workbook(tasks, ledger), Audience.PUBLIC), JUNE_10)
    }

    assert found["plan_share"] == (0.5, 2, 4)
    assert found["actual_share"] == (0.5, 2, 4)
    assert found["on_time"] == (0.5, 1, 2)
    assert found["overdue"] == (1, 1, None)
    assert found["completion"] == (2 / 3, 2, 3)
    assert found["closure"] == (1 / 3, 1, 3)
    assert found["rectification_overdue"] == (1, 1, None)


def test_the_workbook_says_how_many_days_are_soon() -> None:
    def due_soon(settings: BoardSettings) -> int | float | None:
        board = disclose(make_workbook(make_tasks(due="2014-06-20"), settings=settings), Audience.PUBLIC)
        return {each.id: each.value for each in figures(board, JUNE_10)}["due_soon"]

    assert due_soon(BoardSettings()) == 0
    assert due_soon(BoardSettings(due_soon_days=10)) == 1
    assert due_soon(BoardSettings(due_soon_days=0)) == 0


def values(tasks: pd.DataFrame, feedback: pd.DataFrame | None = None) -> dict[str, int | float | None]:
    return {each.id: each.value for each in figures(disclose(make_workbook(tasks, feedback), Audience.HEAD), JUNE_10)}


def test_a_rate_of_requirements_stands_wherever_any_is_required() -> None:
    assert values(make_tasks(actual_n="学习 4/4；笔记 3/5"))["requirements_met"] == 0.5
    nothing = {each.id: each for each in figures(disclose(make_workbook(make_tasks()), Audience.HEAD), JUNE_10)}
    assert nothing["requirements_met"] == Figure("requirements_met", None, None, None, JUNE_10.day)
    found = {each.id: each for each in figures(disclose(make_workbook(make_tasks(target_n="心得 62篇")), Audience.HEAD), JUNE_10)}
    assert (found["requirements_met"].numerator, found["requirements_met"].denominator) == (0, 0)


def test_duties_are_counted_where_the_columns_speak_even_if_only_to_say_that_there_is_none() -> None:
    assert values(make_tasks(gate_status="无需"))["duties"] == 0
    assert values(make_tasks(gate_status="待报"))["duties"] == 1
    assert values(make_tasks())["duties"] is None


def test_dates_that_moved_are_counted_where_any_task_has_a_day_of_its_own() -> None:
    found = values(make_tasks(3, due="2014-05-20", agreed_due=["2014-05-31", None, None], status="in_progress"))

    assert (found["replanned"], found["slipped_unagreed"]) == (1, 2)
    assert (values(make_tasks())["replanned"], values(make_tasks())["slipped_unagreed"]) == (0, 1)
    assert (values(make_tasks(due=None))["replanned"], values(make_tasks(due=None))["slipped_unagreed"]) == (None, None)


def test_where_nothing_was_reported_there_is_no_actual_share() -> None:
    found = {each.id: each for each in figures(disclose(make_workbook(make_tasks(status="not_reported")), Audience.HEAD), JUNE_10)}
    nothing = {each.id: each for each in figures(disclose(make_workbook(no_tasks()), Audience.HEAD), JUNE_10)}

    assert found["actual_share"] == Figure("actual_share", None, None, None, JUNE_10.day)
    assert nothing["actual_share"] == Figure("actual_share", None, None, None, JUNE_10.day)


def test_what_came_back_is_what_was_sent_back_and_what_was_reopened() -> None:
    states = ["returned", "reopened", "reopened", "open"]
    found = values(no_tasks(), make_feedback(role="rectification", status=states, due=None))

    assert (found["returned"], found["reopened"], found["sent_back"]) == (1, 2, 3)
    assert values(no_tasks(), make_feedback(role="rectification", status=None, due=None))["sent_back"] is None
