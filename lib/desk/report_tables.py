"""The tables that a report has and no page: what each unit owes, and lists of tasks."""

from collections.abc import Sequence

import pandas as pd

from lib.desk.lists import TaskLine
from lib.desk.tables import Table, table_of_rows
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.model import UnitReport
from lib.wording.phrases import name_or

_OF_TASKS = ("total", "should", "done", "late", "soon")
_OF_PROBLEMS = ("problems", "closed")


def task_lines_table(name: str, lines: Sequence[TaskLine], language: Language) -> Table:
    """What holds a stuck task up stands above what its unit asks for: a sixth column would send the table to an annex."""
    last = "why" if any(line.why for line in lines) else "note"
    rows = [(line.number, line.task, line.owner, line.when, "\n".join(part for part in (line.why, line.note) if part)) for line in lines]
    columns = ("number", "task", "owner", "when", last)
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    headings = tuple((columns[place], text(language, f"report.column.{columns[place]}")) for place in kept)
    cells = [tuple(row[place] for place in kept) for row in rows]
    return table_of_rows(f"report_{name}", text(language, f"report.table.{name}"), headings, cells, ("task", "why", "note"), "")


def unit_table(reports: Sequence[UnitReport], language: Language) -> Table:
    """Of tasks, and of problems where any unit puts one right: what the workbook does not hold is not none."""
    columns = ("unit", *_OF_TASKS, *_OF_PROBLEMS)
    dropped = () if any(report.rectification.problems for report in reports) else _OF_PROBLEMS
    kept = [place for place, name in enumerate(columns) if name not in dropped]
    rows = [tuple(row[place] for place in kept) for row in (_unit_row(report, language) for report in reports)]
    headings = tuple((columns[place], text(language, f"report.column.{columns[place]}")) for place in kept)
    values = pd.DataFrame([_unit_counts(report) for report in reports], columns=list(columns[1:]), dtype="Int64")
    shown = values[[columns[place] for place in kept if place]]
    return table_of_rows("report_units", text(language, "report.table.units"), headings, rows, ("unit",), "", shown)


def _unit_counts(report: UnitReport) -> tuple[int | None, ...]:
    progress, totals = report.progress, report.rectification
    closed = totals.closure.numerator if totals.closure and totals.problems else None
    is_dated = progress.total and not progress.is_undated
    should, soon = (progress.should_be_done, progress.due_soon) if is_dated else (None, None)
    done, late = (None, None) if progress.is_unknown or not progress.total else (progress.done, progress.overdue)
    return (progress.total, should, done, late if is_dated else None, soon, totals.problems, closed)


def _unit_row(report: UnitReport, language: Language) -> tuple[str, ...]:
    """A unit without tasks or problems has nothing to report on: that is a dash, and not "not reported"; without any due day it is open."""
    has_tasks = bool(report.progress.total)
    unknown, undated = (text(language, key if has_tasks else "report.none") for key in ("report.unknown", "report.undated"))
    total, should, done, late, soon, problems, closed = _unit_counts(report)
    of_late = unknown if report.progress.is_unknown else undated
    facts = ((total, unknown), (should, undated), (done, unknown), (late, of_late), (soon, undated), (problems or 0, unknown))
    words = [blank if count is None else number(count, language) for count, blank in facts]
    last = text(language, "report.none" if not problems else "report.unknown") if closed is None else number(closed, language)
    return (name_or(report.name, language), *words, last)


def unit_problem_table(reports: Sequence[UnitReport], language: Language) -> Table:
    """Of each unit its problems, how many are done and closed by both rates, and how many are late."""
    columns = ("unit", "problems", "done", "closed", "late")
    values = pd.DataFrame([_problem_counts(report) for report in reports], columns=list(columns[1:]), dtype="Int64")
    unknown = text(language, "report.unknown")
    rows = [
        (name_or(report.name, language), *(unknown if count is None else number(count, language) for count in _problem_counts(report)))
        for report in reports
    ]
    headings = tuple((name, text(language, f"report.column.{name}")) for name in columns)
    return table_of_rows("report_unit_problems", text(language, "report.section.unit_problems"), headings, rows, ("unit",), "", values)


def _problem_counts(report: UnitReport) -> tuple[int | None, ...]:
    totals = report.rectification
    done, closed = (rate.numerator if rate else None for rate in (totals.completion, totals.closure))
    return totals.problems, done, closed, totals.overdue
