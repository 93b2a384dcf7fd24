"""The ledger of problems in words: its table, its lines, and one problem in full."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from lib.desk.detail import TaskDetail
from lib.desk.lists import when_due
from lib.desk.tables import Table, bears_years, detail_bears_years, untold_in_words
from lib.i18n import Language, named, text
from lib.i18n.formats import day, xun
from lib.metrics.ledger import Problem
from lib.schema import Opinion, Rectification
from lib.wording import rectification_label
from lib.wording.phrases import counted
from lib.wording.replan import slip

LEDGER_COLUMNS: tuple[Opinion | Problem, ...] = (
    Opinion.STATUS,
    Problem.DAYS_LATE,
    Opinion.CATEGORY,
    Opinion.SUBCATEGORY,
    Opinion.OWNER_UNIT,
    Opinion.LEAD,
    Problem.KIND,
    Opinion.DUE,
    Problem.AGE,
    Opinion.CAMPAIGN,
    Opinion.ISSUE,
    Opinion.TEXT,
    Opinion.MEASURE,
    Opinion.RESULT,
    Opinion.DUE_TEXT,
    Opinion.REF,
)
"""What the ledger shows, as far as it is filled; a problem's detail shows every column."""

_NOT_IN_DETAIL = frozenset(
    {
        Opinion.REF,
        Opinion.SHEET,
        Opinion.ROW,
        Opinion.ROLE,
        Opinion.KIND,
        Opinion.START,
        Opinion.END,
        Opinion.ORIGINAL_DUE,
        Opinion.RECTIFICATION_KIND,
        Opinion.TARGET_TEXT,
        Opinion.STATUS_TEXT,
    }
)


def ledger_table(name: str, problems: pd.DataFrame, language: Language, beside: date, *, names_rows: bool) -> Table:
    """The rows of a ledger in words. They keep their reference, so that one can be picked; it has a heading only where it may be read.

    Args:
        name: the table's name: its title is `board.table.<name>`.
        problems: rows of the ledger.
        language: the reader's language.
        beside: the day that is judged.
        names_rows: whether this reader may be told where a row stands.
    """
    year = bears_years(problems, (Opinion.DUE,), beside)
    shown: dict[str, pd.Series] = {column: _words_of(problems, column, language, year=year) for column in LEDGER_COLUMNS}
    filled = {column: cells.fillna("") for column, cells in shown.items() if cells.notna().any() or column == Opinion.REF}
    headings = tuple((str(column), _heading(column, language)) for column in filled if column != Opinion.REF or names_rows)
    cells = pd.DataFrame({str(column): words for column, words in filled.items()})
    wide = (Opinion.ISSUE, Opinion.TEXT, Opinion.MEASURE)
    return Table(name, text(language, f"board.table.{name}"), headings, cells, wide, text(language, f"board.table.{name}.empty"))


def problem_detail(problems: pd.DataFrame, ref: str, language: Language, beside: date, *, names_rows: bool) -> TaskDetail | None:
    """One problem in full as far as the audience may see it; its place in the workbook where that may be told."""
    chosen = problems[problems[Opinion.REF].eq(ref).fillna(False)]
    if chosen.empty:
        return None
    names = [name for name in (*Problem, *Opinion) if name not in (*_NOT_IN_DETAIL, Problem.IS_OPEN, Problem.IS_LATE)]
    year = bears_years(problems, (Opinion.DUE,), beside) or detail_bears_years(chosen, beside)
    said = {name: _worded(chosen, name, language, year=year).iloc[0] for name in names}
    words = {name: str(cell) for name, cell in said.items() if cell is not None and not pd.isna(cell)}
    if when := due_in_words(chosen.iloc[0], beside, language, year=year):
        words |= {Opinion.DUE: when}
        words.pop(Problem.DAYS_LATE, None)  # said with the day
    heading = words.get(Opinion.ISSUE) or words.get(Opinion.TEXT) or untold_in_words(chosen.iloc[0], language)
    number = words.get(Opinion.ISSUE_ID) or words.get(Opinion.FEEDBACK_ID) or ""
    first = (Opinion.STATUS, Opinion.DUE, Problem.KIND)
    ordered = (*(name for name in first if name in words), *(name for name in words if name not in first))
    fields = tuple((_heading(name, language), words[name]) for name in ordered if words[name].strip() and words[name] != heading)
    return TaskDetail(ref, f"{number} {heading}".strip(), fields, ref if names_rows else "")


def due_in_words(problem: pd.Series, beside: date, language: Language, *, year: bool = False) -> str:
    """逾期10天（应于5月31日完成）: a problem's due day as lists of tasks say theirs; "" where it has none.

    What is done, what goes on for good and what has no state is neither late nor counted down.
    """
    due = problem[Opinion.DUE]
    if pd.isna(due):
        return ""
    last = pd.Timestamp(due).date()
    counts = bool(problem[Problem.IS_LATE]) or (bool(problem[Problem.IS_OPEN]) and last >= beside)
    return when_due(last, beside, language, counts=counts, year=year)


def _worded(problems: pd.DataFrame, column: str, language: Language, *, year: bool) -> pd.Series:
    """One column of the ledger in the reader's words, each different value worded once; None where blank."""
    cells = problems[column]
    say = _saying(column, cells, year=year)
    if say is None:
        return cells.astype("object").where(cells.notna(), None)
    words = {value: say(value, language) for value in cells.dropna().unique()}
    return cells.map(words).astype("object")


def _words_of(problems: pd.DataFrame, column: str, language: Language, *, year: bool) -> pd.Series:
    """The same of a whole column as text: no cell becomes an object of its own."""
    cells = problems[column]
    say = _saying(column, cells, year=year)
    if say is None:
        return cells.astype("str")
    codes, values = pd.factorize(cells)
    words = pd.array([*(say(value, language) for value in values), None], dtype="str")
    return pd.Series(words.take(codes), index=cells.index, name=cells.name)


def _saying(column: str, cells: pd.Series, *, year: bool) -> Callable[[Any, Language], str] | None:
    """How a column's values are said; None where they are words."""
    if column in (Opinion.RECEIVED, Opinion.UPDATED):
        return lambda when, language: xun(pd.Timestamp(when).date(), language, year=year)
    say = _WORDS.get(column)
    if say is None and pd.api.types.is_datetime64_any_dtype(cells.dtype):
        return lambda when, language: day(pd.Timestamp(when).date(), language, year=year)
    return say


_WORDS: Mapping[str, Callable[[Any, Language], str]] = {
    Problem.KIND: lambda kind, language: text(language, f"rectification_kind.{kind}"),
    Problem.DAYS_LATE: lambda days, language: counted(language, "board.ledger.late.days", int(days)),
    Problem.AGE: lambda days, language: counted(language, "board.ledger.age.days", int(days)),
    Opinion.SLIP_DAYS: lambda days, language: slip(int(days), language),
    Opinion.STATUS: lambda state, language: rectification_label(Rectification(state), language),
    Opinion.SCOPE: lambda scope, language: named(language, "scope", scope),
    Opinion.OPENNESS: lambda openness, language: named(language, "openness", openness),
    Opinion.TARGET: lambda target, language: named(language, "target", target),
}
"""Days of receipt and of news are known as their 旬 only, and are said so."""


def _heading(column: str, language: Language) -> str:
    own = {Problem.DAYS_LATE: "late", Problem.AGE: "age", Opinion.STATUS: "state"}
    if column in own:
        return text(language, f"board.ledger.{own[column]}")  # type: ignore[index]
    return text(language, f"column.feedback.{Opinion.RECTIFICATION_KIND if column == Problem.KIND else column}")
