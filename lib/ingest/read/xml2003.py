"""XML spreadsheets of Excel 2003, which many older systems still export with the ending .xls."""

from datetime import date

from lxml import etree

from lib.errors import Refused
from lib.ingest.model import CellValue, ErrorValue, MergedRange, RawSheet, RawWorkbook
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.cell_text import one_line
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import Meaning, has_one_decimal, meaning_of
from lib.ingest.read.serials import iso_moment
from lib.ingest.read.sheets import raw_sheet, unused_name
from lib.ingest.read.sparse import SheetCells
from lib.ingest.read.xml import attribute, elements, is_true, local, utf8

_WATCHED = ("Style", "Worksheet", "Column", "Row", "Cell", "Visible")
_NAMED = {"Percent": Meaning.PERCENT, "Fixed": Meaning.HUNDREDTHS, "Standard": Meaning.HUNDREDTHS}
"""Number formats that are named and not written out."""


def read_xml2003(content: bytes, file_name: str, limits: Limits, notes: Notes) -> RawWorkbook:
    """Read every sheet.

    Raises:
        Refused: damaged, without a sheet, or beyond a ceiling.
    """
    walk = _Walk(limits, notes)
    for event, element in elements(utf8(content, "Workbook"), "Workbook", *_WATCHED, starts=True):
        walk.step(event, element)
    if not walk.sheets:
        raise Refused("no_sheets")
    return RawWorkbook(file_name, "xml2003", tuple(walk.sheets), notes.all())


class _Walk:
    """The state of one pass over the document."""

    def __init__(self, limits: Limits, notes: Notes) -> None:
        self.sheets: list[RawSheet] = []
        self._limits = limits
        self._notes = notes
        self._meanings: dict[str, Meaning] = {}  # style → what its number format says
        self._cells = SheetCells()
        self._filled = 0  # cells with a value on the sheets before this one
        self._name = ""
        self._hidden = False
        self._row = self._column = self._next_column = 0

    def step(self, event: str, element: etree._Element) -> None:
        """One element opens or closes."""
        name = local(element)
        if event == "start":
            if name == "Worksheet":
                taken = [sheet.name for sheet in self.sheets]
                if len(taken) >= self._limits.sheets:
                    raise Refused("too_many_sheets", sheets=len(taken) + 1, most=self._limits.sheets)
                self._name = unused_name(one_line(attribute(element, "Name")) or f"Sheet{len(taken) + 1}", taken)
                self._cells, self._hidden = SheetCells(), False
                self._row = self._column = self._next_column = 0
            elif name == "Row":
                self._row = _index(element, self._row)
                self._column = 0
            return
        if name == "Style":
            self._style(element)
        elif name == "Column":
            first = _index(element, self._next_column)
            self._next_column = first + _count(element, "Span", LAST_COLUMN)
            if is_true(attribute(element, "Hidden")):
                self._cells.hidden_columns.update(range(first, min(self._next_column, LAST_COLUMN) + 1))
        elif name == "Cell":
            self._cell(element)
        elif name == "Row":
            self._end_row(element)
        elif name == "Visible":
            self._hidden = (element.text or "").startswith("SheetHidden") or (element.text or "").startswith("SheetVeryHidden")
        elif name == "Worksheet":
            self.sheets.append(raw_sheet(self._name, self._cells, self._limits, self._notes, self._hidden))
            self._filled += self._cells.filled
            element.clear()

    def _style(self, element: etree._Element) -> None:
        for one in element.iter("{*}NumberFormat"):
            written = attribute(one, "Format")
            self._meanings[attribute(element, "ID")] = _NAMED.get(written) or meaning_of(0, written)

    def _cell(self, element: etree._Element) -> None:
        self._column = _index(element, self._column)
        across, down = _count(element, "MergeAcross", LAST_COLUMN), _count(element, "MergeDown", LAST_ROW)
        row, column = self._row, self._column
        self._column += across
        if row > LAST_ROW or column > LAST_COLUMN:
            self._cells.misplaced += 1
            return
        if across or down:
            self._cells.merged.append(MergedRange(row, column, min(row + down, LAST_ROW), min(column + across, LAST_COLUMN)))
        value = _value(next((child for child in element if local(child) == "Data"), None))
        if value is None:
            if attribute(element, "Formula"):
                self._cells.uncached.add((row, column))
            return
        self._cells.put(row, column, value)
        meaning = self._meanings.get(attribute(element, "StyleID"))
        if meaning is Meaning.PERCENT and isinstance(value, float):
            self._cells.percent.add((row, column))
        elif meaning is Meaning.MONTH and isinstance(value, date):
            self._cells.months.add((row, column))
        elif meaning is Meaning.HUNDREDTHS and has_one_decimal(value):
            self._cells.noughts.add((row, column))
        if self._filled + self._cells.filled > self._limits.cells:
            raise Refused("too_many_cells", sheet=self._name, most=self._limits.cells)

    def _end_row(self, element: etree._Element) -> None:
        span = _count(element, "Span", LAST_ROW)
        if is_true(attribute(element, "Hidden")):
            self._cells.hidden_rows.update(range(self._row, min(self._row + min(span, 10_000), LAST_ROW) + 1))
        self._row += span
        element.clear()
        parent = element.getparent()
        while parent is not None and (before := element.getprevious()) is not None:
            parent.remove(before)


def _value(content: etree._Element | None) -> CellValue:
    if content is None:
        return None
    words = "".join(str(piece) for piece in content.itertext())
    kind = attribute(content, "Type")
    if kind == "Number":
        try:
            return float(words)
        except ValueError:
            return words or None
    if kind == "Boolean":
        return is_true(words.strip())
    if kind == "Error":
        return ErrorValue(words[:20])
    if kind == "DateTime":
        return _moment(words)
    return words or None


def _moment(words: str) -> CellValue:
    """A day at midnight is a day; a moment on 1899-12-31 is a time of day."""
    day, _, clock = words.partition("T")
    if clock.startswith("00:00:00"):
        return iso_moment(day)
    return iso_moment(clock if day == "1899-12-31" else words)


def _index(element: etree._Element, previous: int) -> int:
    written = attribute(element, "Index")
    return int(written[:8]) if written.isdecimal() and int(written[:8]) > 0 else previous + 1


def _count(element: etree._Element, name: str, most: int) -> int:
    written = attribute(element, name, "0")
    return min(int(written[:9]), most) if written.isdecimal() else 0
