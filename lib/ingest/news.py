"""The latest news of a task where each piece of time has a column of its own (一季度进展 | 二季度进展): the last that is filled.

What is a state there is the task's state where no other column says how far it is; what is prose is its note.
"""

from collections.abc import Sequence

from lib.ingest.coded import coded
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import Severity
from lib.ingest.news_columns import columns_of_news
from lib.ingest.noting import Noting
from lib.ingest.states_in_notes import is_plain_state, tells_state
from lib.ingest.table import Table
from lib.schema import Opinion, SheetRole, Task

_SAY_HOW_FAR = frozenset({Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE, Opinion.DONE})


def take_news(table: Table, noting: Noting) -> None:
    """Give each task the last of its news as its note, or as its state where it is one; nothing where a column holds the notes."""
    columns = columns_of_news(table.located.mapped.columns)
    if table.role is not SheetRole.TASKS or not columns or Task.PROGRESS_NOTE in table.values:
        return
    places = [_latest(table, y, columns) for y in table.rows]
    news = [None if x is None else table.grid.value(y, x) for y, x in zip(table.rows, places, strict=True)]
    if _SAY_HOW_FAR.isdisjoint(table.values) and any(is_plain_state(value) for value in news):
        table.values[Task.STATUS] = coded([value if tells_state(value) else None for value in news])
        for y, x, value in zip(table.rows, places, news, strict=True):
            if value is not None and not tells_state(value):
                noting.add("note_tells_no_state", Severity.WARNING, table.grid, y, x, value)
        news = [None if is_plain_state(value) else value for value in news]
    table.values[Task.PROGRESS_NOTE] = coded(news)
    letters = [table.grid.letters(column.x) for column in columns]
    facts = (("first", letters[0]), ("last", letters[-1]))
    noting.add("news_by_period", Severity.INFO, table.grid, table.located.header[-1], columns[0].x, columns[0].text, facts)


def _latest(table: Table, y: int, columns: Sequence[MappedColumn]) -> int | None:
    """The last of the columns that is filled in a row."""
    return next((column.x for column in reversed(columns) if table.grid.value(y, column.x) is not None), None)
