"""Where the tables of a sheet stand: header blocks of one to three rows, and how far each table reaches.

A row is a header when it names at least two columns of one role, with the role's own subject among them (a task,
an opinion, a problem). Group headers (时间安排 over 开始时间 and 完成时限) are joined with what stands beneath. A
header that returns further down with the same names belongs to the same table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lib.deadlines import parse_deadline
from lib.ingest.body_rows import BodyRows, is_row_of_above, is_same_header
from lib.ingest.choices import NO_CHOICES, Choices
from lib.ingest.grid import Grid, compared
from lib.ingest.header_rows import candidate_rows, header_cells, header_like_rows, side_by_side
from lib.ingest.mapped import Mapped
from lib.ingest.mapping import map_columns
from lib.schema import DeadlineKind, Opinion, Task

_LOOKED_AT = 400  # rows, to see what a column holds
_ANY_YEAR, _LONGEST_DEADLINE = 2000, 16
_UNREAD = frozenset({DeadlineKind.UNPARSED, DeadlineKind.UNDETERMINED})
_DEADLINES = frozenset({Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Opinion.DUE_TEXT})


@dataclass(frozen=True, slots=True)
class Located:
    """One table: its header rows and what they name, the rows beneath, and the rows above that speak of it.

    All positions are zero-based in the grid; `stop` is exclusive. `repeats` are the header rows that return.
    """

    grid: Grid
    mapped: Mapped
    header: tuple[int, ...]
    stop: int
    preamble: tuple[int, ...]
    repeats: frozenset[int]

    @property
    def start(self) -> int:
        """The first row beneath the header."""
        return self.header[-1] + 1


def locate(grid: Grid, choices: Choices = NO_CHOICES) -> tuple[Located, ...]:
    """Find the tables of a sheet, from top to bottom, side by side from left to right."""
    blocks = list(_blocks(grid, choices))
    found: list[Located] = []
    taken_until = 0
    for index, (rows, tables, repeats) in enumerate(blocks):
        limit = blocks[index + 1][0][0] if index + 1 < len(blocks) else grid.height
        stop = _above_next(grid, rows[-1] + 1, limit) if index + 1 < len(blocks) else limit
        preamble = tuple(range(taken_until, rows[0]))
        if index + 1 < len(blocks) and not repeats:
            tables = _of_own_rows(grid, rows, tables, stop, choices)
        found.extend(Located(grid, mapped, rows, stop, preamble, repeats) for mapped in tables)
        taken_until = stop
    return tuple(found)


def _of_own_rows(grid: Grid, rows: tuple[int, ...], tables: tuple[Mapped, ...], stop: int, choices: Choices) -> tuple[Mapped, ...]:
    """The tables of a block named anew by the rows that are theirs, now that it is known where the next block begins."""
    again = _tables_of(grid, rows, choices, stop)
    return again if [table.role for table in again] == [table.role for table in tables] else tables


def _blocks(grid: Grid, choices: Choices) -> Iterator[tuple[tuple[int, ...], tuple[Mapped, ...], frozenset[int]]]:
    """Header blocks with their tables; a block that repeats the one before is handed over with it."""
    pending: tuple[tuple[int, ...], tuple[Mapped, ...]] | None = None
    repeats: set[int] = set()
    free_from = 0
    body = BodyRows(grid, choices)
    for y in header_like_rows(grid, choices.known()):
        if y < free_from:
            continue
        candidates = tuple(candidate_rows(grid, y, free_from))
        if candidates == ((y,),) and body.is_body(y):
            continue
        block = _best_block(grid, candidates, choices)
        if block is None:
            continue
        rows, tables = block
        if pending is not None:
            if _same_header(pending[1], tables):
                repeats.update(rows)
                free_from = rows[-1] + 1
                continue
            if _inside(grid, pending[1], tables, rows):
                continue
            yield pending[0], pending[1], frozenset(repeats)
        pending, repeats = block, set()
        body = BodyRows(grid, choices, tables)
        free_from = rows[-1] + 1
    if pending is not None:
        yield pending[0], pending[1], frozenset(repeats)


def _best_block(grid: Grid, candidates: Sequence[tuple[int, ...]], choices: Choices) -> tuple[tuple[int, ...], tuple[Mapped, ...]] | None:
    """The header block that names most columns; fewer rows where two are equal."""
    best: tuple[float, tuple[int, ...], tuple[Mapped, ...]] | None = None
    for rows in candidates:
        tables = _tables_of(grid, rows, choices)
        if not tables:
            continue
        score = sum(table.score for table in tables) + (2.0 * len(tables)) - 0.1 * len(rows)
        if best is None or score > best[0]:
            best = (score, rows, tables)
    return None if best is None else (best[1], best[2])


def _tables_of(grid: Grid, rows: tuple[int, ...], choices: Choices, stop: int | None = None) -> tuple[Mapped, ...]:
    """The tables under one header block: one, or several side by side with a blank column between."""
    cells = header_cells(grid, rows)
    segments = side_by_side(cells)
    body = range(rows[-1] + 1, min(rows[-1] + _LOOKED_AT, grid.height if stop is None else stop))
    apart = [map_columns(grid, segment, body, choices) for segment in segments]
    kept = tuple(table for table in apart if table is not None)
    if len(kept) > 1 or len(segments) == 1:
        return kept
    whole = map_columns(grid, cells, body, choices)
    return () if whole is None else (whole,)


def _same_header(before: tuple[Mapped, ...], now: tuple[Mapped, ...]) -> bool:
    """Whether a header names the same things in the same columns as the one before it."""
    first = {(column.x, compared(column.text)) for table in before for column in table.columns if column.name}
    second = {(column.x, compared(column.text)) for table in now for column in table.columns if column.name}
    names = [{column.x: column.name for table in tables for column in table.columns if column.name} for tables in (before, now)]
    if any(names[0].get(x, name) != name for x, name in names[1].items()):
        return False  # a column that means something else now: another table
    return bool(second) and is_same_header(len(first & second), max(len(first), len(second)))


def _inside(grid: Grid, before: tuple[Mapped, ...], now: tuple[Mapped, ...], rows: tuple[int, ...]) -> bool:
    """Whether what looks like a header is more likely a row of the table above: a deadline under its deadlines, or few names among other values."""
    if not any(table.calendar for table in now) and any(_is_deadline(grid, y, before) for y in rows):
        return True
    own = [x for y in rows for x in grid.own(y)]
    named = sum(bool(column.name) for table in now for column in table.columns)
    return is_row_of_above(own, named, {column.x for table in before for column in table.columns})


def _is_deadline(grid: Grid, y: int, above: tuple[Mapped, ...]) -> bool:
    """Whether a deadline stands where the table above has its deadlines: 查摆问题, 征求意见 and 班子成员 are headers elsewhere."""
    places = (column.x for table in above for column in table.columns if column.name in _DEADLINES)
    return any(isinstance(value := grid.cells[y, x], date) or (isinstance(value, str) and _is_read(value)) for x in places)


def _is_read(text: str) -> bool:
    """Whether a short text is a deadline that can be read."""
    return len(text) <= _LONGEST_DEADLINE and parse_deadline(text, _ANY_YEAR).kind not in _UNREAD


def _above_next(grid: Grid, start: int, limit: int) -> int:
    """Where a table ends that another follows: before the title and note rows above the next header."""
    stop = limit
    while stop > start and len(grid.own(stop - 1)) <= 1 and not _inherits(grid, stop - 1):
        stop -= 1
        if not grid.own(stop) and stop > start and grid.own(stop - 1) and limit - stop > 1:
            break
    return stop


def _inherits(grid: Grid, y: int) -> bool:
    """Whether a merged range from a row above reaches into the row."""
    return any(grid.anchors.get((y, x), (y, x))[0] < y for x in range(grid.width))
