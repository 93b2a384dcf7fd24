"""A table of shades as a real table: a row a name, a darker ground the larger a count is. Lengths are points.

Too many rows or columns go on over further slides; a name with no room is cut, and stands whole in the notes.
"""

from collections.abc import Sequence

from lib.exports.slides_page import Drawer, Page, Piece
from lib.exports.slides_text import broken, cut, shown, width
from lib.exports.slides_xml import CELL_SIDES, Area, Cell, Row, cell_height, line, table_xml
from lib.figures.spec import HeatmapChart
from lib.figures.tokens import Colour
from lib.i18n import text
from lib.i18n.formats import number

_SIZE = 14.0
_HIDDEN_SIZE = 12.0
_NARROWEST, _WIDEST, _WIDEST_NAME = 64.0, 150.0, 240.0
_MOST_LINES = 4
_LIGHTEST, _DARKENING = 0.04, 0.41
"""How dark the ground is at zero, and what the largest count adds."""


def heatmap_pieces(spec: HeatmapChart, area: Area) -> list[Piece]:
    """A table of shades over as many slides as its columns and rows need."""
    name = min(_WIDEST_NAME, max((width(shown(row), _SIZE) for row in spec.rows), default=80.0) + 12)
    most = max(1, int((area.width - name) / _NARROWEST))
    wide = -(-len(spec.columns) // -(-len(spec.columns) // most))
    largest = max((cell for cells in spec.cells for cell in cells if cell is not None), default=1) or 1
    found = []
    for first in range(0, len(spec.columns), wide):
        columns = range(first, min(first + wide, len(spec.columns)))
        column = min(_WIDEST, (area.width - name) / len(columns))
        head = _head(spec, columns, column)
        rows = [_row(spec, place, columns, name, largest) for place in range(len(spec.rows))]
        widths = [name, *([column] * len(columns))]
        notes = _whole_names(spec, name, column)
        found += [Piece(_drawer(spec, (head, *held), widths), notes=notes) for held in _by_slides(rows, area.height - head.height)]
    return found


def _by_slides(rows: Sequence[Row], room: float) -> list[list[Row]]:
    slides: list[list[Row]] = [[]]
    for row in rows:
        if slides[-1] and sum(each.height for each in slides[-1]) + row.height > room:
            slides.append([])
        slides[-1].append(row)
    return slides


def _name(words: str, room: float) -> str:
    return cut(shown(words), room - CELL_SIDES, _SIZE, _MOST_LINES)


def _whole_names(spec: HeatmapChart, name: float, column: float) -> tuple[str, ...]:
    rooms = [*((words, name) for words in spec.rows), *((words, column) for words in spec.columns)]
    cut_off = [shown(words) for words, room in rooms if _name(words, room) != shown(words).replace("\n", " ")]
    return (text(spec.language, "slides.notes.whole", names="\n".join(cut_off)),) if cut_off else ()


def _head(spec: HeatmapChart, columns: Sequence[int], column: float) -> Row:
    names = [_name(spec.columns[place], column) for place in columns]
    lines = max((len(broken(name, column - CELL_SIDES, _SIZE)) for name in names), default=1)
    cells = (Cell((line(name, _SIZE, Colour.BRAND, "ctr", is_bold=True),), Colour.BRAND, 0.9) for name in ("", *names))
    return Row(tuple(cells), cell_height(lines, _SIZE))


def _row(spec: HeatmapChart, place: int, columns: Sequence[int], room: float, largest: int) -> Row:
    name = _name(spec.rows[place], room)
    cells = [Cell((line(name, _SIZE),))]
    for column in columns:
        value = spec.cells[place][column]
        if value is None:
            cells.append(Cell((line(spec.hidden_label, _HIDDEN_SIZE, Colour.MUTED, "ctr"),)))
        else:
            tint = 1 - (_LIGHTEST + _DARKENING * value / largest)
            cells.append(Cell((line(number(value, spec.language), _SIZE, align="ctr"),), Colour.BRAND, tint))
    return Row(tuple(cells), cell_height(len(broken(name, room - CELL_SIDES, _SIZE)), _SIZE) + 4)


def _drawer(spec: HeatmapChart, rows: Sequence[Row], widths: Sequence[float]) -> Drawer:
    def draw(page: Page, area: Area) -> None:
        held = Area(area.left, area.top, sum(widths), sum(row.height for row in rows))
        page.draw(table_xml(page.next_number(), spec.name, spec.alt, held, widths, rows, page.language.manners.office_tag))

    return draw
