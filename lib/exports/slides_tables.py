"""Tables on slides: real ones, headed on every slide; what does not fit goes on over further slides, row by row and column by column.

A row too high for a slide goes on in the next row; no text is cut. Lengths are points.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, product

from lib.exports.presented_rows import presented_rows
from lib.exports.slides_page import Drawer, Page, Piece
from lib.exports.slides_sharing import shared_out
from lib.exports.slides_text import LINE, brackets_whole, broken, shown, width
from lib.exports.slides_xml import CELL_SIDES, Area, Cell, Row, cell_height, line, table_xml
from lib.exports.table import Table
from lib.figures.tokens import Colour
from lib.i18n import Language, text
from lib.i18n.formats import number

SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
"""Type sizes from the one that is wanted to the least."""

USUAL = 14.0

MOST_SLIDES = 40
"""Slides that one table may fill, where cells are longer than slides; past them it says how many rows are left and where they stand."""

_KEYS = ("number", "ref")
"""By what a reader finds a row again on the next slide."""

_SAID_SIZE, _SAID_HEIGHT = 14.0, 24.0
_MOST_AIR = 0.9
"""How much higher than its text a row may stand where its slide has room, in lines."""

_AFTER_NUMBERS = 28.0
"""How far a number keeps from the words of the next column where there is room."""

_FACTS_SHARE = 0.4
_NARROW = 132.0
_WIDE = 190.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as lines of text: headings, rows, which columns are numbers and which take the room that is left.

    `key` is the column that every slide repeats; `more` rows stand in the table after those given here.
    """

    name: str
    alt: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: tuple[bool, ...]
    numeric: tuple[bool, ...]
    key: int
    more: int


def _sheet_of(table: Table) -> _Sheet:
    """What slides show of a table: the columns that have a heading, and of its rows as many as a meeting is shown."""
    kept = [(name, heading) for name, heading in table.headings if heading]
    most = presented_rows(table)
    cells = table.rows(0, most).cells
    columns = [[shown(str(cell)) for cell in cells[name].fillna("")] for name, _ in kept]
    names = [name for name, _ in kept]
    return _Sheet(
        table.name,
        table.title,
        tuple(shown(heading) for _, heading in kept),
        tuple(zip(*columns, strict=True)),
        tuple(name in table.wide for name in names),
        tuple(table.is_of_numbers(name) for name in names),
        next((names.index(key) for key in _KEYS if key in names), 0),
        max(len(table.cells) - most, 0),
    )


def table_pieces(table: Table, area: Area, language: Language) -> list[Piece]:
    """A table over as many slides as its rows need, up to `MOST_SLIDES`; the last says how many rows are left."""
    sheet = _sheet_of(table)
    size, groups = _groups(sheet, area.width, area.height)
    pieces: list[Piece] = []
    for columns, widths in groups:
        head = _head(sheet, columns, widths, size)
        room = area.height - head.height
        slides = _evenly(list(_rows(sheet, columns, widths, size, room)), room)
        if sheet.more or len(slides) > MOST_SLIDES:
            room -= _SAID_HEIGHT
            slides = _evenly(list(_rows(sheet, columns, widths, size, room)), room)
        left = sum(count for _, count in slides[MOST_SLIDES:]) + sheet.more
        last = min(len(slides), MOST_SLIDES) - 1
        for place, (rows, _) in enumerate(_aired(slides[:MOST_SLIDES], room, size)):
            said = text(language, "slides.table.left", n=left, count=number(left, language)) if left and place == last else ""
            pieces.append(Piece(_drawer(sheet, widths, (head, *rows), said), notes=(said,)))
    return pieces


def _drawer(sheet: _Sheet, widths: Sequence[float], rows: Sequence[Row], said: str) -> Drawer:
    def draw(page: Page, area: Area) -> None:
        held = Area(area.left, area.top, sum(widths), sum(row.height for row in rows))
        page.draw(table_xml(page.next_number(), sheet.name, sheet.alt, held, widths, rows, page.language.manners.office_tag))
        if said:
            page.write("left", Area(area.left, held.bottom + 5, area.width, _SAID_HEIGHT - 5), [line(said, _SAID_SIZE, is_bold=True)])

    return draw


def _groups(sheet: _Sheet, room: float, tall: float) -> tuple[float, list[tuple[list[int], list[float]]]]:
    """The size of type, and the columns of each slide with their widths; a slide repeats the key column.

    The largest size at which all stands on one slide, else the usual one, else the least. A heading of several words breaks once
    before type is made smaller, and columns are narrowed before they are parted.
    """
    every = list(range(len(sheet.headings)))
    for size, head in product(SIZES, (width, _on_two_lines)):
        wanted = _longest(sheet, size, head)
        least = _least(sheet, wanted, size, head)
        widths = _spread(sheet, every, least, wanted, room)
        if sum(least) <= room and (size <= USUAL or _stands(sheet, widths, size, tall)):
            return size, [(every, widths)]
    size, wanted = SIZES[-1], _longest(sheet, SIZES[-1], _on_two_lines)
    for squeeze in (0.8, 0.64):
        least = _least(sheet, wanted, size, _on_two_lines, squeeze)
        if sum(least) <= room:
            return size, [(every, _lowest(sheet, least, wanted, room, size))]
    wanted = _longest(sheet, size, width)
    least = _least(sheet, wanted, size, width)
    parts = _parted(sheet, least, room)
    return size, [
        (columns, _spread(sheet, columns, [least[each] for each in columns], [wanted[each] for each in columns], room)) for columns in parts
    ]


def _lowest(sheet: _Sheet, least: Sequence[float], wanted: Sequence[float], room: float, size: float) -> list[float]:
    """The room that is left shared out as makes the lowest table."""
    every = range(len(least))
    tried = [_spread(sheet, every, least, wanted, room, share) for share in (_FACTS_SHARE, 0.2, 0.0)]
    return min(tried, key=lambda widths: _height(sheet, widths, size, room))


def _height(sheet: _Sheet, widths: Sequence[float], size: float, tall: float) -> float:
    every = range(len(widths))
    return _head(sheet, every, widths, size).height + sum(row.height for row, _ in _rows(sheet, every, widths, size, tall))


def _stands(sheet: _Sheet, widths: Sequence[float], size: float, tall: float) -> bool:
    """Whether all rows stand on one slide."""
    return len(sheet.rows) * cell_height(1, size) <= tall and _height(sheet, widths, size, tall) <= tall


def _parted(sheet: _Sheet, least: Sequence[float], room: float) -> list[list[int]]:
    """Columns by slides, about as many on each."""
    others = [place for place in range(len(least)) if place != sheet.key]
    slides = 1
    while True:
        slides += 1
        each = -(-len(others) // slides)
        parts = [[sheet.key, *others[first : first + each]] for first in range(0, len(others), each)]
        if each == 1 or all(sum(least[place] for place in part) <= room for part in parts):
            return parts


def _longest(sheet: _Sheet, size: float, head: Callable[[str, float], float]) -> list[float]:
    """What each column would need for its longest text to stand on one line, and its heading as `head` has it."""
    found = []
    for place, heading in enumerate(sheet.headings):
        cells = {row[place] for row in sheet.rows}
        longest = max((width(part, size) for cell in cells for part in cell.split("\n")), default=0.0)
        found.append(max(longest, head(heading, size)) + CELL_SIDES + 4)
    return found


def _on_two_lines(heading: str, size: float) -> float:
    """What a heading of several words needs to stand on two lines."""
    spaces = [place for place, char in enumerate(heading) if char == " "]
    halves = [max(width(heading[:place], size), width(heading[place + 1 :], size)) for place in spaces]
    return min(halves, default=width(heading, size))


def _least(sheet: _Sheet, wanted: Sequence[float], size: float, head: Callable[[str, float], float], squeeze: float = 1.0) -> list[float]:
    """What each column needs at least: a short fact stands on one line, a sentence has room for a clause; a heading is never narrowed."""
    scale = size / SIZES[-1]
    heads = [min(head(heading, size) + CELL_SIDES + 4, _NARROW * scale) for heading in sheet.headings]
    most = [(_WIDE if is_wide else _NARROW) * scale * squeeze for is_wide in sheet.wide]
    return [max(min(longest, bound), own) for longest, bound, own in zip(wanted, most, heads, strict=True)]


def _spread(
    sheet: _Sheet, columns: Sequence[int], least: Sequence[float], wanted: Sequence[float], room: float, facts: float = _FACTS_SHARE
) -> list[float]:
    """The room that is left goes first to short facts that would break, then to sentences, then to all alike."""
    found = list(least)
    left = room - sum(found)
    for is_wide, share in ((False, facts), (True, 1.0)):
        takers = [place for place, column in enumerate(columns) if sheet.wide[column] is is_wide and wanted[place] > found[place]]
        asked = sum(wanted[place] - found[place] for place in takers)
        given = min(max(left, 0.0) * share, asked)
        for place in takers:
            found[place] += given * (wanted[place] - found[place]) / asked
        left -= given
    even = min(max(left, 0.0), sum(found) * 0.8) / len(found)
    scale = min(1.0, room / sum(found))
    return [(each + even) * scale for each in found]


def _head(sheet: _Sheet, columns: Sequence[int], widths: Sequence[float], size: float) -> Row:
    lines = [len(broken(sheet.headings[column], each - CELL_SIDES, size)) for column, each in zip(columns, widths, strict=True)]
    cells = tuple(
        Cell((line(sheet.headings[column], size, Colour.BRAND, _align(sheet, column), is_bold=True),), Colour.BRAND, 0.86, after=after)
        for column, after in zip(columns, _after_numbers(sheet, columns, widths, size), strict=True)
    )
    return Row(cells, cell_height(max(lines, default=1), size))


def _rows(sheet: _Sheet, columns: Sequence[int], widths: Sequence[float], size: float, room: float) -> Iterator[tuple[Row, bool]]:
    """The rows at their heights, and whether each begins a row of the table; one too high for a slide goes on in the next."""
    most = max(1, int((room - 6) / (size * LINE)))
    looks = [(_align(sheet, column), after) for column, after in zip(columns, _after_numbers(sheet, columns, widths, size), strict=True)]
    for row in sheet.rows:
        rooms = [(row[column], each - CELL_SIDES) for column, each in zip(columns, widths, strict=True)]
        broken_cells = [broken(brackets_whole(words, narrow, size), narrow, size) for words, narrow in rooms]
        tallest = max((len(lines) for lines in broken_cells), default=1)
        for first in range(0, max(tallest, 1), most):
            parts = ["".join(lines[first : first + most]).rstrip("\n") for lines in broken_cells]
            cells = tuple(Cell((line(part, size, align=align),), after=after) for part, (align, after) in zip(parts, looks, strict=True))
            yield Row(cells, cell_height(min(tallest - first, most), size)), first == 0


def _after_numbers(sheet: _Sheet, columns: Sequence[int], widths: Sequence[float], size: float) -> list[float]:
    """What each column keeps free at its right: numbers before words do not run into them where there is room."""
    wanted = _longest(sheet, size, width)
    ends = [sheet.numeric[column] and not sheet.numeric[after] for column, after in pairwise(columns)]
    rooms = [min(max(each - wanted[column], 0.0), _AFTER_NUMBERS) for column, each in zip(columns, widths, strict=True)]
    return [room if is_end else 0.0 for room, is_end in zip(rooms, [*ends, False], strict=True)]


def _evenly(rows: Sequence[tuple[Row, bool]], room: float) -> list[tuple[list[Row], int]]:
    """On as few slides as hold them, with about as much on each: no slide is left with a single row."""
    fewest = list(_packed(rows, room))
    if not 1 < len(fewest) <= MOST_SLIDES:
        return fewest
    reach = [0.0, *accumulate(row.height for row, _ in rows)]
    parts = ([rows[place] for place in part] for part in shared_out(len(rows), lambda first, end: reach[end] - reach[first], room))
    return [([row for row, _ in part], sum(is_first for _, is_first in part)) for part in parts]


def _aired(slides: Sequence[tuple[list[Row], int]], room: float, size: float) -> list[tuple[list[Row], int]]:
    """The rows of all slides a little higher by the same, as far as the fullest has room: a small table does not cling to its title."""
    air = min((room - sum(row.height for row in rows)) / max(len(rows), 1) for rows, _ in slides)
    return [([replace(row, height=row.height + min(max(air, 0.0), _MOST_AIR * size)) for row in rows], begun) for rows, begun in slides]


def _packed(rows: Iterable[tuple[Row, bool]], room: float) -> Iterator[tuple[list[Row], int]]:
    """Rows, at least one, by slides, and how many rows of the table begin on each."""
    held: list[Row] = []
    begun, used = 0, 0.0
    for row, is_first in rows:
        if held and used + row.height > room:
            yield held, begun
            held, begun, used = [], 0, 0.0
        held.append(row)
        begun += is_first
        used += row.height
    yield held, begun


def _align(sheet: _Sheet, column: int) -> str:
    return "r" if sheet.numeric[column] else "l"
