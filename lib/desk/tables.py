"""Whole tables as a page shows them: text cells in the reader's language, in the frame's order."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lib.access.model import Shown
from lib.exports.table import Table as Table
from lib.i18n import Language, text
from lib.i18n.formats import day, number, percent, window, xun
from lib.ingest.model import Finding, Severity, TableReading
from lib.metrics.states import State
from lib.schema import Lamp, Openness, Opinion, Organisation, Rectification, Task
from lib.wording import LampWords, rectification_label
from lib.wording.findings import message_of, one_a_column
from lib.wording.replan import slip

TASK_COLUMNS: tuple[Task | State, ...] = (
    State.LAMP,
    Task.NUMBER,
    Task.PHASE,
    Task.TASK,
    Task.OWNER_UNIT,
    Task.LEAD,
    Task.OWNER,
    Task.DUE_TEXT,
    Task.END,
    Task.AGREED_DUE,
    Task.ACTUAL_DONE,
    Task.PROGRESS,
    Task.GATE_STATUS,
    Task.ACTUAL_N,
    Task.PROGRESS_NOTE,
    Task.HELP_NEEDED,
    Task.REF,
)
"""What the table of all tasks shows, as far as it is filled; a task's detail shows every column."""

_DIGITS_OF_A_DAY = re.compile(r"(?<![\d.])([12]\d{3})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])")
_DAYS_OF_A_PLAN = (Task.START, Task.END, Task.DUE, Task.ACTUAL_START, Task.ACTUAL_DONE)
_COMPUTED = (Task.SHEET, Task.ROW, Task.STATUS, Task.KIND, Task.START, Task.DUE, Task.ORIGINAL_DUE)


def task_table(states: pd.DataFrame, lamps: LampWords, columns: Sequence[str] = TASK_COLUMNS, *, year: bool) -> Table:
    """Tasks of the states frame with their lamps; columns that nobody filled are left out.

    Args:
        states: what `task_states` gives; never modified.
        lamps: how lamps are named, in the reader's language.
        columns: what to show.
        year: whether days bear their years, as `plan_bears_years` decides it for all of them.
    """
    language = lamps.language
    shown = {name: _worded(states, name, lamps, year=year) for name in columns}
    headings: dict[str, str] = {name: text(language, f"column.tasks.{name}") for name in shown if name not in (State.LAMP, Task.END)}
    headings |= {State.LAMP: text(language, "board.column.lamp"), Task.END: text(language, "board.column.window")}
    return _table("tasks", shown, headings, (Task.TASK, Task.PROGRESS_NOTE), language, _task_values(states, columns))


def whole_task_table(states: pd.DataFrame, lamps: LampWords, *, year: bool) -> Table:
    """The same with every column that was filled, for one task in full."""
    return task_table(states, lamps, (State.LAMP, *(name for name in Task if name not in _COMPUTED)), year=year)


def plan_bears_years(states: pd.DataFrame, beside: date) -> bool:
    """Whether the days of these tasks are told with their years."""
    return bears_years(states, _DAYS_OF_A_PLAN, beside)


def bears_years(frame: pd.DataFrame, columns: Sequence[str], beside: date) -> bool:
    """Whether the days of these columns are told with their years: they lie in several, or all in another than the day that is judged.

    A day without its year would be read as one of the year that stands beside it.
    """
    return not {int(year) for name in columns for year in frame[name].dt.year.dropna().unique()} <= {beside.year}


def detail_bears_years(row: pd.DataFrame, beside: date) -> bool:
    """Whether the days of one row in full are told with their years: it tells days that its table does not, such as those of receipt."""
    days = [name for name, cells in row.items() if pd.api.types.is_datetime64_any_dtype(cells.dtype)]
    return bears_years(row, list(map(str, days)), beside)


def _worded(states: pd.DataFrame, column: str, lamps: LampWords, *, year: bool) -> pd.Series:
    """One column of the tasks in the reader's words."""
    cells, language = states[column], lamps.language
    if column == State.LAMP:
        return _mapped(cells, lambda lamp: lamps.label(Lamp(lamp)))
    if column == Task.END:
        return _windows(states, language, year=year)
    if column == Task.PROGRESS:
        return _mapped(cells, lambda share: percent(float(share), language))
    if column == Task.GATE_DATE:
        return _days_of_reports(states, language, year=year)
    if column == Task.SLIP_DAYS:
        return _mapped(cells, lambda days: slip(int(days), language))
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        return _mapped(cells, lambda when: day(pd.Timestamp(when).date(), language, year=year))
    return cells


def _days_of_reports(states: pd.DataFrame, language: Language, *, year: bool) -> pd.Series:
    """Several a cell and among other words, so that they are text: those written in digits are named as every other day is."""
    years = states[Task.DUE].fillna(states[Task.START]).dt.year

    def named(written: str, plan: float) -> str:
        def as_said(found: re.Match[str]) -> str:
            try:
                when = date(*map(int, found.groups()))
            except ValueError:
                return found[0]
            return day(when, language, year=year or when.year != plan)

        return _DIGITS_OF_A_DAY.sub(as_said, written)

    cells = states[Task.GATE_DATE]
    worded = [None if pd.isna(cell) else named(str(cell), plan) for cell, plan in zip(cells, years, strict=True)]
    return pd.Series(worded, index=states.index, dtype="object")


def opinion_table(feedback: pd.DataFrame, language: Language, beside: date) -> Table:
    """Every opinion and problem that the audience may see, with what it may see of it; `beside` is the day that is judged."""
    year = bears_years(feedback, (Opinion.RECEIVED,), beside)
    shown: dict[str, pd.Series] = {
        Opinion.STATUS: _mapped(feedback[Opinion.STATUS], lambda state: rectification_label(Rectification(state), language)),
        Opinion.FEEDBACK_ID: feedback[Opinion.FEEDBACK_ID],
        Opinion.CATEGORY: feedback[Opinion.CATEGORY],
        Opinion.SUBCATEGORY: feedback[Opinion.SUBCATEGORY],
        Opinion.TEXT: feedback[Opinion.TEXT],
        Opinion.ISSUE: feedback[Opinion.ISSUE],
        Opinion.RAW_COUNT: _mapped(feedback[Opinion.RAW_COUNT], lambda count: number(int(count), language)),
        Opinion.CHANNEL: feedback[Opinion.CHANNEL],
        Opinion.RECEIVED: _mapped(feedback[Opinion.RECEIVED], lambda when: xun(pd.Timestamp(when).date(), language, year=year)),
        Opinion.MEASURE: feedback[Opinion.MEASURE],
        Opinion.OWNER_UNIT: feedback[Opinion.OWNER_UNIT],
        Opinion.DUE_TEXT: feedback[Opinion.DUE_TEXT],
        Opinion.CAMPAIGN: feedback[Opinion.CAMPAIGN],
        Opinion.REF: feedback[Opinion.REF],
    }
    is_merged = feedback[Opinion.MERGED_INTO].notna() & feedback[Opinion.STATUS].isna() & feedback[Shown.COUNTED_IN_CUTS]
    if is_merged.any():
        shown[Opinion.STATUS] = shown[Opinion.STATUS].astype("object").mask(is_merged, text(language, "board.opinion.merged"))
    told = [name for name in shown if name not in (Opinion.FEEDBACK_ID, Opinion.RAW_COUNT, Opinion.REF)]
    untold = feedback[[*told, Opinion.GOAL, Opinion.CAUSE, Opinion.RESULT]].isna().all(axis="columns")
    if untold.any():  # one of several blank lines would look like a mistake
        shown[Opinion.TEXT] = shown[Opinion.TEXT].astype("object").mask(untold, text(language, "board.ledger.untold"))
    if not feedback[Opinion.REF].str.contains("!").any():
        del shown[Opinion.REF]  # a reference that names no cell of the workbook says nothing to a reader
    headings = {name: text(language, f"column.feedback.{name}") for name in shown}
    return _table("opinions", shown, headings, (Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE), language, feedback[[Opinion.RAW_COUNT]])


def untold_in_words(row: pd.Series, language: Language) -> str:
    """What stands where the words of an opinion would.

    What was given back to back, or without a word on how, is shown to nobody; the rest not to this audience, and of a matter of one
    person nothing more is said.
    """
    openness = row[Opinion.OPENNESS]
    if not row[Shown.COUNTED_IN_CUTS]:
        return text(language, "board.ledger.untold")
    if pd.isna(openness):
        return text(language, "board.ledger.untold.unsaid")
    return text(language, "board.ledger.untold.back_to_back" if openness == Openness.BACK_TO_BACK else "board.ledger.untold")


def organisation_table(organisation: pd.DataFrame, language: Language) -> Table:
    """Who is who, in the workbook's order; how to reach them only where the audience may know."""
    shown = {str(name): organisation[name] for name in Organisation}
    headings = {name: text(language, f"column.organisation.{name}") for name in shown}
    return _table("organisation", shown, headings, (Organisation.DUTY,), language)


def findings_table(findings: tuple[Finding, ...], language: Language) -> Table:
    """What is wrong or unsure in the workbook, with how to mend it: the gravest first, then as the sheets go.

    The same of several cells of one column stands once, with all its cells.
    """
    rank = {severity: place for place, severity in enumerate(Severity)}
    rows = [
        (
            text(language, f"severity.{each.severity}"),
            each.sheet,
            each.cell,
            each.value,
            message_of(each, alike, language),
            each.hint(language),
        )
        for each, alike in sorted(one_a_column(findings, language), key=lambda told: rank[told[0].severity])
    ]
    headings = tuple((name, text(language, f"board.finding.{name}")) for name in ("severity", "sheet", "cell", "value", "message", "hint"))
    empty = text(language, "board.table.findings.empty")
    return table_of_rows("findings", text(language, "ui.findings"), headings, rows, ("message", "hint"), empty)


def readings_table(tables: tuple[TableReading, ...], language: Language) -> Table:
    """What was recognised: each table with its header rows, rows read and rows set aside."""
    rows = [
        (
            each.sheet,
            text(language, f"sheet_role.{each.role}"),
            "–".join(str(row) for row in each.header_rows) or "–",
            number(each.rows_read, language),
            number(len(each.set_aside), language),
            text(language, "wording.join.comma").join(header for _, header, name in each.columns if name),
        )
        for each in tables
    ]
    headings = tuple(
        (name, text(language, f"board.reading.{name}")) for name in ("sheet", "role", "header", "read", "set_aside", "columns")
    )
    return table_of_rows("readings", text(language, "ui.reading"), headings, rows, ("columns",), "")


def table_of_rows(
    name: str,
    title: str,
    headings: tuple[tuple[str, str], ...],
    rows: Sequence[tuple[str, ...]],
    wide: tuple[str, ...],
    empty: str,
    values: pd.DataFrame | None = None,
) -> Table:
    """A table of rows that are words already; `values` are the numbers and days behind some of its columns."""
    cells = pd.DataFrame(list(rows), columns=[column for column, _ in headings], dtype="str")
    return Table(name, title, headings, cells, wide, empty, values)


def counting_numbers(numbers: pd.Series) -> pd.Series:
    """序号 as counts where they are plain figures (7, never 07 or 1.10); blank where they are not."""
    plain = numbers.astype("str").str.fullmatch(r"[1-9][0-9]{0,8}").fillna(False).astype(bool)
    return pd.to_numeric(numbers.where(plain), errors="coerce").astype("Int64")


def _task_values(states: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """The days, shares and numbers behind the words of the table of tasks."""
    kept = [name for name in columns if name in states and pd.api.types.is_datetime64_any_dtype(states[name].dtype)]
    kept += [name for name in (Task.PROGRESS,) if name in columns]
    numbers = {Task.NUMBER: counting_numbers(states[Task.NUMBER])} if Task.NUMBER in columns else {}
    return states[kept].assign(**numbers).drop(columns=[Task.END], errors="ignore")


def _table(
    name: str,
    shown: dict[str, pd.Series],
    headings: dict[str, str],
    wide: tuple[str, ...],
    language: Language,
    values: pd.DataFrame | None = None,
) -> Table:
    """Mixed columns become text here: the grid of the page asks for one type a column."""
    cells = pd.DataFrame({column: cells.astype("str").fillna("") for column, cells in _filled(shown).items()})
    named = tuple((str(column), headings[str(column)]) for column in cells)
    return Table(name, text(language, f"board.table.{name}"), named, cells, wide, text(language, f"board.table.{name}.empty"), values)


def _filled(shown: dict[str, pd.Series]) -> dict[str, pd.Series]:
    return {name: cells for name, cells in shown.items() if cells.notna().any() and cells.astype("str").str.strip().ne("").any()}


def _mapped(cells: pd.Series, word: Callable[[Any], str]) -> pd.Series:
    """Each distinct value worded once; blank stays blank."""
    words = {value: word(value) for value in cells.dropna().unique()}
    return cells.map(words).astype("object")


def _windows(states: pd.DataFrame, language: Language, *, year: bool) -> pd.Series:
    columns = states[[Task.START, Task.END, Task.KIND]].astype("object").where(states[[Task.START, Task.END, Task.KIND]].notna(), None)
    worded = {key: _window(key, language, year=year) for key in set(columns.itertuples(index=False, name=None))}
    return pd.Series([worded[key] for key in columns.itertuples(index=False, name=None)], index=states.index, dtype="object")


def _window(key: tuple[Any, Any, Any], language: Language, *, year: bool) -> str:
    start, end, kind = key
    days = [None if value is None else pd.Timestamp(value).date() for value in (start, end)]
    return window(days[0], days[1], str(kind or "unparsed"), language, year=year)
