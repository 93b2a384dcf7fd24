"""The wall chart as a real table, with shapes and words in its cells; what has no room on a slide goes on over further ones.

A name that would not leave a slide room for its row is cut, and stands whole in the notes. Lengths are points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from lib.exports.slides_page import Drawer, Page, Piece
from lib.exports.slides_sharing import shared_out
from lib.exports.slides_text import LINE, broken, cut, shown, width
from lib.exports.slides_theme import MARGIN
from lib.exports.slides_xml import Area, Cell, Paragraph, Row, Run, cell_height, line, table_xml
from lib.figures.spec import LegendEntry, WallBox, WallChart, WallColumn, WallLine
from lib.figures.tokens import Colour
from lib.i18n import text
from lib.i18n.formats import number

_SIZE = 12.0
_NAME_SIZE = 14.0
_NAME_WIDTH = 196.0
_MOST_NAME_LINES = 5
_LANE = 4.0
_LANES = 80.0
"""What the windows of a row take at most: where there are many, their lines stand closer."""

_NOW_STRIP = 18.0
_LEGEND_STRIP = 21.0
_LEAST_COLUMN = 26.0
_GAP = 5.0


@dataclass(frozen=True, slots=True)
class _Part:
    """Some columns of the wall chart, and some of its lines."""

    first: int
    last: int
    lines: tuple[WallLine, ...]
    has_load: bool


def wall_pieces(spec: WallChart, area: Area) -> list[Piece]:
    """The wall chart over as many slides as its columns and lines need, with about as much on each."""
    longest = max(
        (_entry_width(entry.symbol, entry.label) for each in spec.lines for box in each.boxes for entry in box.entries), default=0.0
    )
    most = max(1, int((area.width - _NAME_WIDTH) / max(longest + 4, _LEAST_COLUMN)))
    slides = -(-len(spec.columns) // most)
    each = -(-len(spec.columns) // slides)
    found = []
    for first in range(0, len(spec.columns), each):
        part = _Part(first, min(first + each, len(spec.columns)), spec.lines, has_load=True)
        column = (area.width - _NAME_WIDTH) / (part.last - part.first)
        parts = [replace(part, lines=lines, has_load=lines[-1] is spec.lines[-1]) for lines in _by_slides(spec, part, column, area)]
        found += [Piece(_wall(spec, one, column), notes=_whole_names(spec, one)) for one in parts]
    return found


def _by_slides(spec: WallChart, part: _Part, column: float, area: Area) -> list[tuple[WallLine, ...]]:
    heads = sum(row.height for row in _heads(spec, part.first, part.last, column))
    room = area.height - _NOW_STRIP - _LEGEND_STRIP - heads - _load_height(spec)
    reach = [0.0, *accumulate(_line_height(each, part.first, part.last, column) for each in part.lines)]
    slides = shared_out(len(part.lines), lambda first, end: reach[end] - reach[first], room)
    return [part.lines[each.start : each.stop] for each in slides]


def _entry_width(symbol: str, label: str) -> float:
    return len(symbol) * _SIZE + width(label, _SIZE)


def _box_lines(box: WallBox, column: float) -> list[list[int]]:
    """Which marks of a box stand on each of its lines."""
    found: list[list[int]] = []
    used = 0.0
    for place, entry in enumerate(box.entries):
        needs = _entry_width(entry.symbol, entry.label)
        if not found or used + _GAP + needs > column - 2:
            found.append([])
            used = -_GAP
        found[-1].append(place)
        used += _GAP + needs
    return found


def _lanes(wall_line: WallLine) -> list[int]:
    """The lane of each window: the first in which it meets no other."""
    ends: list[int] = []
    found = []
    for span in wall_line.spans:
        lane = next((place for place, end in enumerate(ends) if end < span.first), len(ends))
        ends[lane : lane + 1] = [span.last]
        found.append(lane)
    return found


def _line_height(wall_line: WallLine, first: int, last: int, column: float) -> float:
    marks = max((len(_box_lines(box, column)) for box in wall_line.boxes[first:last]), default=0)
    names = len(broken(f"{_name(wall_line)}　{wall_line.caption}", _NAME_WIDTH - 12, _NAME_SIZE))
    lanes = len(set(_lanes(wall_line)))
    return max(marks * _SIZE * LINE + lanes * _lane(lanes) + 4, cell_height(names, _NAME_SIZE))


def _lane(lanes: int) -> float:
    """How far the lines of windows stand apart in a row of so many lanes."""
    return min(_LANE, _LANES / max(lanes, 1))


def _name(wall_line: WallLine) -> str:
    """The name as far as it has room, its caption after it."""
    name = shown(wall_line.name)
    lines = broken(f"{name}　{wall_line.caption}", _NAME_WIDTH - 12, _NAME_SIZE)
    return name if len(lines) <= _MOST_NAME_LINES else cut(name, _NAME_WIDTH - 12, _NAME_SIZE, _MOST_NAME_LINES - 1)


def _whole_names(spec: WallChart, part: _Part) -> tuple[str, ...]:
    cut_off = [shown(each.name) for each in part.lines if _name(each) != shown(each.name)]
    return (text(spec.language, "slides.notes.whole", names="\n".join(cut_off)),) if cut_off else ()


def _wall(spec: WallChart, part: _Part, column: float) -> Drawer:
    columns = spec.columns[part.first : part.last]
    widths = [_NAME_WIDTH, *([column] * len(columns))]

    def draw(page: Page, area: Area) -> None:
        heads = _heads(spec, part.first, part.last, column)
        lines = [_line(spec, each, part, column) for each in part.lines]
        loads = [_loads(spec, columns, part)] if part.has_load else []
        rows = [*heads, *lines, *loads]
        held = Area(area.left, area.top + _NOW_STRIP, area.width, sum(row.height for row in rows))
        page.draw(table_xml(page.next_number(), spec.name, spec.alt, held, widths, rows, page.language.manners.office_tag))
        if spec.now is not None and part.first <= spec.now < part.last:
            middle = area.left + _NAME_WIDTH + (spec.now - part.first + 0.5) * column
            wide = width(spec.now_label, _SIZE) + 10
            left = min(max(middle - wide / 2, area.left), area.left + area.width - wide)
            page.write("as of", Area(left, area.top, wide, _NOW_STRIP), [line(spec.now_label, _SIZE, Colour.BRAND, "ctr", is_bold=True)])
        _windows(page, spec, part, column, held.top + sum(row.height for row in heads))
        page.write("legend", Area(area.left, held.bottom + 4, area.width, _LEGEND_STRIP - 3), [legend(spec.lamps)])

    return draw


def legend(lamps: Sequence[LegendEntry]) -> Paragraph:
    """The lamps of a chart on one line: the shape in its colour, and the word."""
    runs = []
    for lamp in lamps:
        runs += [Run(lamp.label[:1], 14, lamp.style.colour), Run(f"{lamp.label[1:]}　", 14)]
    return Paragraph(tuple(runs))


def _heads(spec: WallChart, first: int, last: int, column: float) -> list[Row]:
    """The months over their columns, and the columns. A month cut down to one column may need more lines than one."""
    columns = spec.columns[first:last]
    months = [_head("")]
    lines = 1
    for place, each in enumerate(columns):
        if place and each.group == columns[place - 1].group:
            months.append(Cell((), across=0, anchor="t"))
        else:
            across = next((n for n in range(place, len(columns)) if columns[n].group != each.group), len(columns)) - place
            months.append(_head(each.group, across=across))
            lines = max(lines, _head_lines(each.group, across * column))
    labels = [_head(""), *(_head(each.label, is_bold=place == spec.now) for place, each in enumerate(columns, start=first))]
    most = max((_head_lines(each.label, column) for each in columns), default=1)
    return [Row(tuple(months), _head_height(lines)), Row(tuple(labels), _head_height(most))]


def _head_lines(words: str, room: float) -> int:
    return len(broken(words, room - 2, _SIZE))


def _head_height(lines: int) -> float:
    return lines * _SIZE * LINE + 3


def _head(words: str, *, across: int = 1, is_bold: bool = True) -> Cell:
    return Cell((line(words, _SIZE, Colour.BRAND, "ctr", is_bold=is_bold),), Colour.BRAND, 0.9, across, "t")


def _line(spec: WallChart, wall_line: WallLine, part: _Part, column: float) -> Row:
    name = Run(_name(wall_line), _NAME_SIZE, is_bold=True)
    cells = [Cell((Paragraph((name, Run(f"　{wall_line.caption}", _SIZE, Colour.MUTED))),))]
    for place in range(part.first, part.last):
        box = wall_line.boxes[place]
        ground = Colour.BRAND if place == spec.now or (spec.is_counted and box.running) else None
        cells.append(Cell(_marks(spec, box, column), ground, 0.92, anchor="t"))
    return Row(tuple(cells), _line_height(wall_line, part.first, part.last, column))


def _marks(spec: WallChart, box: WallBox, column: float) -> tuple[Paragraph, ...]:
    paragraphs = []
    for places in _box_lines(box, column):
        runs = []
        for place in places:
            entry = box.entries[place]
            colour = spec.lamps[entry.series].style.colour
            runs += [Run(entry.symbol, _SIZE, colour), Run(entry.label + (" " if place != places[-1] else ""), _SIZE)]
        paragraphs.append(Paragraph(tuple(runs), "ctr"))
    return tuple(paragraphs) or (line("", _SIZE),)


def _load_height(spec: WallChart) -> float:
    return cell_height(len(broken(spec.load_label, _NAME_WIDTH - 8, _SIZE)), _SIZE)


def _loads(spec: WallChart, columns: Sequence[WallColumn], part: _Part) -> Row:
    """How many are due in each column; those of the peak on a darker ground."""
    cells = [Cell((line(spec.load_label, _SIZE, Colour.MUTED),))]
    for place, column in enumerate(columns, start=part.first):
        is_peak = place in spec.peaks
        words = number(column.due, spec.language) if column.due else ""
        cells.append(Cell((line(words, _SIZE, align="ctr", is_bold=is_peak),), Colour.BRAND if is_peak else None, 0.75, anchor="t"))
    return Row(tuple(cells), _load_height(spec))


def _windows(page: Page, spec: WallChart, part: _Part, column: float, top: float) -> None:
    """The windows of the tasks as thin lines at the foot of their rows."""
    floor = top
    for wall_line in part.lines:
        floor += _line_height(wall_line, part.first, part.last, column)
        lanes = _lanes(wall_line)
        gap = _lane(len(set(lanes)))
        for span, lane in zip(wall_line.spans, lanes, strict=True):
            first, last = max(span.first, part.first), min(span.last, part.last - 1)
            if first <= last:
                left = _left(first - part.first, column) + 3
                area = Area(left, floor - 3 - lane * gap, (last - first + 1) * column - 6, 0)
                page.mark("window", area, spec.lamps[span.series].style.colour, weight=2.25)


def _left(place: int, column: float) -> float:
    """Where a column begins on the slide."""
    return MARGIN + _NAME_WIDTH + place * column
