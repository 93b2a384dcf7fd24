"""A worksheet as a tree whose rows and cells are found by number; what it does not know it leaves.

Rows and columns are 1-based.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from lib.exports.package import MAIN, CannotAdd, Unsafe, parse
from lib.exports.package_sheet import ORDER
from lib.exports.package_text import inline_cell
from lib.ingest.model import MergedRange
from lib.ingest.read.areas import LAST_COLUMN
from lib.ingest.read.references import address, merged_range, place
from lib.ingest.read.xml import attribute, is_true, local

_MOST_BYTES = 30_000_000  # a plan is small; a larger sheet is made anew and not edited as a tree
_USUAL_WIDTH = 8.43
_WIDEST = 255.0


@dataclass(frozen=True, slots=True)
class ColumnRun:
    """A run of columns of one width, in characters."""

    element: etree._Element
    first: int
    last: int
    width: float


class SheetTree:
    """A worksheet that is edited.

    Raises:
        CannotAdd: it is protected, too large, or not built as spreadsheet programs build it.
    """

    def __init__(self, xml: bytes, part: str) -> None:
        if len(xml) > _MOST_BYTES:
            raise CannotAdd(Unsafe.FULL)
        self.root = parse(xml, part)
        if self.root.tag != f"{{{MAIN}}}worksheet":
            raise CannotAdd(Unsafe.STRICT)
        if any(local(one) == "sheetProtection" and is_true(attribute(one, "sheet")) for one in self.root):
            raise CannotAdd(Unsafe.LOCKED)
        self.lines = _lines(self.root)
        self.rows = _numbered(self.lines)

    def merged(self) -> list[MergedRange]:
        """Every merged area as it stands now."""
        parent = next((one for one in self.root if local(one) == "mergeCells"), ())
        return [area for one in parent if (area := merged_range(attribute(one, "ref")))]

    def merge(self, top: int, column: int, bottom: int) -> None:
        """Merge cells of one column."""
        parent = self.child("mergeCells")
        etree.SubElement(parent, f"{{{MAIN}}}mergeCell").set("ref", f"{address(top, column)}:{address(bottom, column)}")
        parent.set("count", str(len(parent)))

    def style(self, row: int, column: int) -> int:
        """The number of a cell's format; 0 where there is no cell."""
        cell = self.rows.get(row, {}).get(column)
        written = attribute(cell, "s", "0") if cell is not None else "0"
        return int(written) if written.isdecimal() else 0

    def blank(self, row: int, columns: Sequence[int], style: int) -> None:
        """Put empty cells of one look."""
        for column in columns:
            self.put(row, column, "", style)

    def put(self, row: int, column: int, text: str, style: int) -> None:
        """Set one cell of a row that is there; cells stand in the order of their columns."""
        parent, cells = self.lines.get(row), self.rows.setdefault(row, {})
        if parent is None:
            return
        parent.attrib.pop("spans", None)
        element = element_of(inline_cell(address(row, column), text, style))
        if column in cells:
            parent.replace(cells[column], element)
        else:
            parent.insert(sum(known < column for known in cells), element)
        cells[column] = element

    def column_runs(self) -> Iterator[ColumnRun]:
        """The runs of columns that have a width.

        Raises:
            CannotAdd: one of them says no numbers.
        """
        for one in [each for each in self.child("cols") if local(each) == "col"]:
            first, last, width = attribute(one, "min"), attribute(one, "max"), attribute(one, "width", str(_USUAL_WIDTH))
            if not (_is_column(first) and _is_column(last)):
                raise CannotAdd(Unsafe.STRUCTURE)
            yield ColumnRun(one, int(first), int(last), _width(width))

    def widths(self) -> dict[int, float]:
        """Column → its width, where one is said."""
        found: dict[int, float] = {}
        for run in self.column_runs():
            found |= dict.fromkeys(range(run.first, min(run.last, run.first + 500) + 1), run.width)
        return found

    def child(self, name: str) -> etree._Element:
        """A child of the worksheet, made in its place where it is missing."""
        for one in self.root:
            if local(one) == name:
                return one
        rank = ORDER.index(name)
        before = max((index + 1 for index, one in enumerate(self.root) if local(one) in ORDER[:rank]), default=0)
        added = etree.Element(f"{{{MAIN}}}{name}")
        self.root.insert(before, added)
        return added

    def trimmed(self) -> etree._Element:
        """The tree without lists that stayed empty, which spreadsheet programs refuse."""
        for one in list(self.root):
            if local(one) in ("mergeCells", "cols", "dataValidations") and not len(one):
                self.root.remove(one)
        return self.root


def element_of(written: str) -> etree._Element:
    """What is written of one element in the main namespace, as a tree."""
    return etree.fromstring(f'<x xmlns="{MAIN}">{written}</x>')[0]


def _is_column(written: str) -> bool:
    return written.isdecimal() and written.isascii() and len(written) <= 5 and 0 < int(written) <= LAST_COLUMN


def _width(written: str) -> float:
    try:
        found = float(written)
    except ValueError:
        return _USUAL_WIDTH
    return found if 0 <= found <= _WIDEST else _USUAL_WIDTH


def _lines(root: etree._Element) -> dict[int, etree._Element]:
    """The rows by number; a row without one follows the row before."""
    found: dict[int, etree._Element] = {}
    number = 0
    for row in (one for data in root if local(data) == "sheetData" for one in data if local(one) == "row"):
        written = attribute(row, "r")
        number = int(written) if written.isdecimal() else number + 1
        row.set("r", str(number))
        found[number] = row
    return found


def _numbered(lines: dict[int, etree._Element]) -> dict[int, dict[int, etree._Element]]:
    """Row → column → cell; a cell without an address is given its own."""
    found: dict[int, dict[int, etree._Element]] = {}
    for number, row in lines.items():
        column = 0
        for cell in (one for one in row if local(one) == "c"):
            spot = place(attribute(cell, "r"))
            column = spot[1] if spot else column + 1
            cell.set("r", address(number, column))
            found.setdefault(number, {})[column] = cell
    return found
