"""A worksheet's XML, cell by cell: the reference decoder, forgiving and complete.

It keeps what the fast path (`xlsx_fast`) cannot see in odd files: cells without an address, far cells,
unknown types, missing shared strings. About 300,000 cells a second.
"""

from collections.abc import Sequence
from datetime import date

from lxml import etree

from lib.errors import Refused
from lib.ingest.model import CellValue, ErrorValue
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.cell_text import unescape
from lib.ingest.read.limits import Limits
from lib.ingest.read.number_formats import Meaning, has_one_decimal
from lib.ingest.read.references import merged_range, place
from lib.ingest.read.serials import from_serial, iso_moment
from lib.ingest.read.sparse import Place, SheetCells
from lib.ingest.read.xlsx_parts import rich_text
from lib.ingest.read.xml import attribute, elements, is_true, local


class CellDecoder:
    """Turns `c` elements into values with one workbook's strings and styles."""

    def __init__(self, strings: Sequence[str], meanings: Sequence[Meaning], is_1904: bool) -> None:
        self._strings = strings
        self._meanings = meanings
        self._is_1904 = is_1904

    def meaning(self, cell: etree._Element) -> Meaning:
        """What the cell's number format says."""
        style = cell.get("s") or "0"
        index = int(style) if style.isdecimal() and len(style) < 6 else 0
        return self._meanings[index] if index < len(self._meanings) else Meaning.NUMBER

    def value(self, cell: etree._Element, meaning: Meaning) -> tuple[CellValue, bool]:
        """The value, and whether a formula stands there without a stored one."""
        kind = cell.get("t") or "n"
        stored: str | None = None
        has_formula = False
        for child in cell:
            name = local(child)
            if name == "v":
                stored = "".join(child.itertext())
            elif name == "f":
                has_formula = True
            elif name == "is":
                return rich_text(child), False
        if stored is None or (stored == "" and kind != "str"):
            return None, has_formula
        return self._typed(kind, stored, meaning), False

    def _typed(self, kind: str, stored: str, meaning: Meaning) -> CellValue:
        if kind == "s":
            index = int(stored) if stored.strip().isdecimal() and len(stored) < 10 else -1
            return self._strings[index] if 0 <= index < len(self._strings) else ErrorValue("#VALUE!")
        if kind == "b":
            return is_true(stored.strip())
        if kind == "e":
            return ErrorValue(stored[:20])
        if kind == "d":
            return iso_moment(stored)
        if kind == "n":
            return self._number(stored, meaning)
        return unescape(stored)

    def _number(self, stored: str, meaning: Meaning) -> CellValue:
        try:
            number = float(stored)
        except ValueError:
            return unescape(stored)
        return from_serial(number, meaning, self._is_1904)


def read_cells(xml: bytes, part: str, decoder: CellDecoder, limits: Limits, sheet: str) -> SheetCells:
    """Decode one worksheet part.

    Args:
        xml: already through `xml.utf8`.

    Raises:
        Refused: not well formed, or more cells than the ceiling.
    """
    found = SheetCells()
    row = 0
    for _, element in elements(xml, part, "row", "col", "mergeCell"):
        name = local(element)
        if name == "row":
            row = _row_number(element, row)
            _read_row(found, row, element, decoder)
            if found.filled > limits.cells:
                raise Refused("too_many_cells", sheet=sheet, most=limits.cells)
            _release(element)
        elif name == "col":
            found.hidden_columns.update(_hidden_columns(element))
        elif name == "mergeCell" and (area := merged_range(attribute(element, "ref"))):
            found.merged.append(area)
    return found


def _read_row(found: SheetCells, row: int, element: etree._Element, decoder: CellDecoder) -> None:
    if is_true(element.get("hidden")):
        found.hidden_rows.add(row)
    column = 0
    for cell in element:
        if local(cell) != "c":
            continue
        spot = _spot(cell, row, column)
        if spot is None:
            found.misplaced += 1
        else:
            column = spot[1]
            _keep(found, spot, cell, decoder)


def _row_number(element: etree._Element, previous: int) -> int:
    written = element.get("r") or ""
    return int(written) if written.isdecimal() and len(written) < 9 else previous + 1


def _spot(element: etree._Element, row: int, column: int) -> Place | None:
    reference = element.get("r")
    if reference is not None:
        return place(reference)
    return (row, column + 1) if 1 <= row <= LAST_ROW and column < LAST_COLUMN else None


def _keep(found: SheetCells, spot: Place, element: etree._Element, decoder: CellDecoder) -> None:
    meaning = decoder.meaning(element)
    value, lacks_value = decoder.value(element, meaning)
    if lacks_value:
        found.uncached.add(spot)
    elif value is not None:
        found.put(*spot, value)
        if meaning is Meaning.PERCENT and isinstance(value, (int, float)):
            found.percent.add(spot)
        elif meaning is Meaning.MONTH and isinstance(value, date):
            found.months.add(spot)
        elif meaning is Meaning.HUNDREDTHS and has_one_decimal(value):
            found.noughts.add(spot)


def _hidden_columns(element: etree._Element) -> range:
    first, last = attribute(element, "min"), attribute(element, "max")
    if element.get("outlineLevel", "0") != "0":  # folded under a “+”, which says that they are there
        return range(0)
    if not is_true(element.get("hidden")) or not (first.isdecimal() and last.isdecimal()):
        return range(0)
    return range(max(int(first[:9]), 1), min(int(last[:9]), LAST_COLUMN) + 1)


def _release(row: etree._Element) -> None:
    """Free a finished row, and the ones before it."""
    row.clear()
    parent = row.getparent()
    while parent is not None and (before := row.getprevious()) is not None:
        parent.remove(before)
