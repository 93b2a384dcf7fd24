"""What must be said about the headers of a table: what was read by its cells, what stands twice, and what nobody could read."""

import re
from collections.abc import Mapping

from lib.ingest.calendar import CalendarColumn, is_worded
from lib.ingest.headers import matches
from lib.ingest.locate import Located
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import Severity
from lib.ingest.news_columns import columns_of_news
from lib.ingest.no_opinions import says_none
from lib.ingest.noting import Noting
from lib.ingest.task_days import has_deadlines, may_be_deadlines
from lib.ingest.unread import is_under_merged, own_words, unread_of
from lib.schema import Opinion, SheetRole, Task, columns_of

_PROVISIONAL = re.compile(
    r"[(（【\[][^()（）]*(商定|暂定|待定|初步|拟|以.*为准|另行通知|tentative|provisional|tbc|estimate)[^()（）]*[)）】\]]", re.IGNORECASE
)
_LOOKED_AT = 400
_MOST_UNREAD = 15  # headers that are named one by one; a sheet of a hundred columns says it once
_MOST_ALONE = 4  # from here on they are said together: a column for each campus, what a survey exports beside the answers
_MOST_NAMED = 12
_BY_CELLS: Mapping[str, str] = {Task.STATUS: "status_by_cells", Task.PHASE: "phase_by_merges", Task.DUE_TEXT: "due_by_cells"}
_DUE_NAMES = frozenset({Task.DUE_TEXT, Task.PLAN_DUE, Task.PLAN_START, Opinion.DUE_TEXT})


def note_headers(located: Located, noting: Noting) -> None:
    """Headers that name no column we know, times that are said to be provisional, calendars beside the table."""
    grid, y, mapped = located.grid, located.header[-1], located.mapped
    for column in mapped.columns:
        _note_column(located, column, noting)
    more = _note_more_opinions(located, noting)
    _note_unread(located, [column for column in unread_of(located) if not column.by_hand and column.x not in more], noting)
    for header in mapped.unheeded:
        x = next(column.x for column in mapped.columns if column.text == header)
        noting.add("column_choice_unheeded", Severity.WARNING, grid, y, x, header)
    headers = {column.x: column.text for column in mapped.columns}
    if mapped.spans:
        spans = [headers[x] for x in mapped.spans]
        said = (("spans", "、".join(spans)), ("first", spans[0]), ("last", spans[-1]))
        noting.add("several_spans", Severity.WARNING, grid, y, mapped.spans[0], None, said)
    if mapped.planned is not None:
        noting.add("done_read_as_plan", Severity.WARNING, grid, y, mapped.planned, headers[mapped.planned])
    _note_calendar(located, noting)
    for row in sorted(located.repeats):
        noting.add("header_repeated", Severity.INFO, grid, row, mapped.left)


def _note_more_opinions(located: Located, noting: Noting) -> set[int]:
    """Further columns of opinions beside the one that is read: each question of a survey has its own."""
    grid, mapped = located.grid, located.mapped
    first = mapped.place(Opinion.TEXT)
    noted: set[int] = set()
    if mapped.role is not SheetRole.FEEDBACK or first is None:
        return noted
    body = range(located.start, located.stop)
    for column in mapped.columns:
        offered = matches(column.text).get(mapped.role, ())
        if column.name or column.by_hand or column.x in mapped.questions or not offered or offered[0].name != Opinion.TEXT:
            continue
        texts = [value for y in grid.filled(column.x, body) if isinstance(value := grid.cells[y, column.x], str)]
        told = [value for value in texts if not says_none(value)]
        if told:
            header = next(known.text for known in mapped.columns if known.x == first)
            facts = (("first", header), ("count", len(told)))
            noting.add("more_opinions", Severity.WARNING, grid, located.header[-1], column.x, column.text, facts)
            noted.add(column.x)
    return noted


def _note_column(located: Located, column: MappedColumn, noting: Noting) -> None:
    """What is to be said of the header of one column that is read, or was mapped by hand."""
    place = (located.grid, located.header[-1], column.x, column.text)
    if column.x == located.mapped.assumed:
        noting.add("task_column_assumed", Severity.WARNING, *place)
    elif column.x in located.mapped.by_cells and column.name:
        noting.add(_BY_CELLS[column.name], Severity.WARNING, *place)
    elif column.by_hand:
        _note_by_hand(located, column, noting)
    elif column.name in _DUE_NAMES and _PROVISIONAL.search(column.text):
        noting.add("deadline_provisional", Severity.INFO, *place)
    elif column.name == Opinion.GROUP and (code := _of_who_spoke(located, column)):
        noting.add(code, Severity.INFO, *place)


def _of_who_spoke(located: Located, column: MappedColumn) -> str:
    """What is to be said of a column of who spoke whose header names another of itself (单位, 对象), "" for all others."""
    first = next((match.name for match in matches(column.text).get(SheetRole.FEEDBACK, ())), "")
    if first == Opinion.TARGET:
        return "group_by_cells"
    return "unit_of_who_spoke" if first == Opinion.OWNER_UNIT and located.mapped.role is SheetRole.FEEDBACK else ""


def _note_unread(located: Located, unread: list[MappedColumn], noting: Noting) -> None:
    """Headers that name no column we know: each for itself, or all at once where there are many."""
    unread = _note_times(located, _note_under_merged(located, unread, noting), noting)
    if len(unread) > _MOST_UNREAD:
        _note_many(located, unread, noting)
        return
    unknown = [column for column in unread if not column.near and not _names_of_several(located, column)]
    if len(unknown) >= _MOST_ALONE:
        _note_many(located, unknown, noting)
        unread = [column for column in unread if column not in unknown]
    for column in unread:
        several = _names_of_several(located, column)
        code = "header_of_several" if several else "header_near" if column.near else "header_unknown"
        facts = (("columns", several),) if several else (("near", column.near),) if column.near else ()
        severity = Severity.WARNING if several else Severity.INFO
        noting.add(code, severity, located.grid, located.header[-1], column.x, column.text, facts)


def _note_under_merged(located: Located, unread: list[MappedColumn], noting: Noting) -> list[MappedColumn]:
    """Say which columns under a header that is merged over several hold words of their own; the others are left to be said."""
    grid, y = located.grid, located.header[-1]
    under = [column for column in unread if is_under_merged(located, column.x)]
    for column in under:
        rows = own_words(located, column.x)
        shown = "、".join(grid.address(row, column.x) for row in rows[:_MOST_NAMED]) + ("…" if len(rows) > _MOST_NAMED else "")
        facts = (
            ("first", grid.letters(grid.anchors[y, column.x][1])),
            ("column", grid.letters(column.x)),
            ("count", len(rows)),
            ("cells", shown),
        )
        noting.add("header_over_several", Severity.WARNING, grid, y, column.x, column.text, facts)
    return [column for column in unread if column not in under]


def _note_times(located: Located, unread: list[MappedColumn], noting: Noting) -> list[MappedColumn]:
    """Where nothing is read as deadlines, say which unread columns may be them; the others are left to be said."""
    if located.mapped.role not in (SheetRole.TASKS, SheetRole.RECTIFICATION) or has_deadlines(located.mapped):
        return unread
    body = range(located.start, located.stop)
    timed = [column for column in unread if may_be_deadlines(located.grid, column.x, column.text, body)]
    for column in timed:
        noting.add("times_unread", Severity.WARNING, located.grid, located.header[-1], column.x, column.text)
    return [column for column in unread if column not in timed]


_BETWEEN_NAMES = re.compile(r"[、，,及和与；;+＋]|\s+and\s+")


def _names_of_several(located: Located, column: MappedColumn) -> str:
    """What a header names that stands for several columns in one (责任领导、责任科室及配合单位), "" for all others."""
    role = located.mapped.role
    parts = [part for part in _BETWEEN_NAMES.split(column.text) if part.strip()]
    names = [found[0].name for part in parts if (found := matches(part.strip()).get(role, ()))]
    return "、".join(part.strip() for part in parts) if 1 < len(parts) == len(set(names)) else ""


def _note_calendar(located: Located, noting: Noting) -> None:
    """Pieces of time beside the table that give no deadline."""
    columns, has_note = located.mapped.columns, located.mapped.place(Task.PROGRESS_NOTE) is not None
    news = () if has_note or located.mapped.role is not SheetRole.TASKS else columns_of_news(columns)
    calendar = [column for column in columns if column.is_calendar and not column.name and column not in news]
    if len(calendar) <= 2 or located.mapped.calendar:
        return
    grid = located.grid
    facts = (("first", grid.letters(calendar[0].x)), ("last", grid.letters(calendar[-1].x)))
    body = range(located.start, min(located.stop, located.start + _LOOKED_AT))
    is_in_words = is_worded(grid, [CalendarColumn(column.x, "") for column in calendar], body)
    has_deadline = any(column.name in _DUE_NAMES for column in located.mapped.columns)
    in_words, in_marks = ("calendar_reports", "calendar_beside") if has_deadline else ("calendar_texts", "calendar_undated")
    code = in_words if is_in_words else in_marks
    if code == "calendar_reports" and any(column.name == Task.PROGRESS_NOTE for column in located.mapped.columns):
        code = "calendar_goals"  # the latest news stands elsewhere: these are goals, or older news
    severity = Severity.INFO if code in ("calendar_beside", "calendar_goals") else Severity.WARNING
    noting.add(code, severity, grid, located.header[-1], calendar[0].x, None, facts)


def _note_many(located: Located, unread: list[MappedColumn], noting: Noting) -> None:
    grid = located.grid
    names = "、".join(" ".join(column.text.split()) for column in unread[:_MOST_NAMED])
    facts = (("count", len(unread)), ("columns", f"{grid.letters(unread[0].x)}–{grid.letters(unread[-1].x)}"))
    noting.add("headers_unknown", Severity.INFO, grid, located.header[-1], unread[0].x, names, facts)


def _note_by_hand(located: Located, column: MappedColumn, noting: Noting) -> None:
    name = column.name or column.claimed
    header = next((known.header for known in columns_of(located.mapped.role) if known.name == name), "")
    code = "column_by_hand" if column.name else "column_taken_by_hand" if column.claimed else "column_unread_by_hand"
    facts: tuple[tuple[str, str], ...] = (("column", header),) if name else ()
    if column.claimed:
        facts += (("first", located.grid.letters(located.mapped.place(name) or 0)),)
    noting.add(code, Severity.INFO, located.grid, located.header[-1], column.x, column.text, facts)
