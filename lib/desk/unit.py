"""One responsible unit as a page shows it: a sentence, and its tasks, problems and reports as tables."""

from dataclasses import dataclass

import pandas as pd

from lib import wording
from lib.desk.section import numbered
from lib.desk.tables import TASK_COLUMNS, Table, opinion_table, plan_bears_years, table_of_rows, task_table
from lib.i18n import Language, text
from lib.i18n.formats import day_beside
from lib.metrics.model import UnitReport
from lib.schema import Opinion, Task
from lib.wording import LampWords

_COLUMNS = tuple(column for column in TASK_COLUMNS if column not in (Task.OWNER_UNIT, Task.END))
"""The unit is named above the table; the window is told by the phrase."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """What one unit owes, in the order in which a meeting speaks of it."""

    sentence: str
    tables: tuple[Table, ...]


def unit_view(report: UnitReport, states: pd.DataFrame, feedback: pd.DataFrame, lamps: LampWords, *, is_filtered: bool = False) -> UnitView:
    """The tables follow the report's own order; an empty one is left out.

    Args:
        report: what `unit_report` gives.
        states: the tasks that the report was made of; never modified.
        feedback: the opinions and problems that it was made of; never modified.
        lamps: how lamps are named, in the reader's language.
        is_filtered: whether filters may have left out what the unit owes.
    """
    language, judged = lamps.language, report.progress.as_of.day
    tasks = task_table(_in_order(states, Task.REF, report.tasks), lamps, _COLUMNS, year=plan_bears_years(states, judged))
    problems = opinion_table(_in_order(feedback, Opinion.REF, report.problems), language, judged)
    tables = (
        tasks.named("unit_tasks", text(language, "board.unit.tasks")),
        problems.named("unit_problems", text(language, "board.unit.problems")),
        _duties(report, language),
    )
    return UnitView(wording.unit(report, language, is_filtered=is_filtered), tuple(table for table in tables if not table.is_empty))


def _in_order(frame: pd.DataFrame, ref: str, refs: tuple[str, ...]) -> pd.DataFrame:
    return frame[frame[ref].isin(refs)].set_index(ref, drop=False).reindex(list(refs))


def _duties(report: UnitReport, language: Language) -> Table:
    columns = ("state", "body", "action", "by", "task")
    rows = [
        (
            text(language, f"gate.{duty.state}") if duty.state else "",
            duty.body,
            duty.action,
            day_beside(duty.by, report.progress.as_of.day, language) if duty.by else "",
            numbered(duty.number, duty.task),
        )
        for duty in report.duties
    ]
    headings = tuple((name, text(language, f"board.duty.{name}")) for name in columns)
    return table_of_rows("unit_duties", text(language, "board.unit.duties"), headings, rows, ("task", "action"), "")
