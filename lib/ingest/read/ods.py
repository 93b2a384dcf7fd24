"""OpenDocument spreadsheets (.ods, and flat .fods), read from their XML directly.

Repetition is how this format writes blanks to the edge of the sheet; repeated blanks cost nothing here,
and repeated values are unfolded up to the ceiling.
"""

import re
from datetime import date, time, timedelta

from lxml import etree

from lib.errors import Refused
from lib.ingest.model import CellValue, ErrorValue, MergedRange, RawSheet, RawWorkbook, Severity
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.cell_text import one_line
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.number_formats import has_one_decimal
from lib.ingest.read.ods_styles import CellStyles
from lib.ingest.read.package import Package
from lib.ingest.read.serials import iso_moment
from lib.ingest.read.sheets import raw_sheet, unused_name
from lib.ingest.read.sparse import SheetCells
from lib.ingest.read.xml import attribute, elements, local, utf8

_NUMBERS = ("float", "currency", "percentage")
_DURATION = re.compile(r"(-)?P(?:(\d{1,6})D)?T(\d{1,7})H(\d{1,3})M(\d{1,3})(?:[.,]\d+)?S\Z")
_ERROR = re.compile(r"(#[A-Z/0]+[!?]?|Err:\d{3})\Z")
_HIDDEN = ("collapse", "filter")
_MOST_REPEATED = 100_000  # rows that repeat one with values; beyond it somebody filled a column to the last row


def read_ods(package: Package, file_name: str, notes: Notes) -> RawWorkbook:
    """Read every sheet of a packaged document.

    Raises:
        Refused: protected, damaged, or beyond a ceiling.
    """
    manifest = package.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise Refused("encrypted")
    content = package.part("content.xml")
    if content is None:
        raise Refused("corrupt", part="content.xml")
    if any(name.startswith(("basic/", "scripts/")) for name in package.entries):
        notes.add("macros", Severity.INFO)
    if package.odd_names:
        notes.add("odd_entries", Severity.WARNING, value=package.odd_names[0], count=len(package.odd_names))
    return read_ods_xml(content, file_name, package.limits, notes, package.part("styles.xml") or b"")


def read_ods_xml(content: bytes, file_name: str, limits: Limits, notes: Notes, styles: bytes = b"") -> RawWorkbook:
    """Read the sheets of one content document; `styles` is the document of the named styles, where it stands apart."""
    walk = _Walk(limits, notes, CellStyles(styles))
    for event, element in elements(utf8(content, "content.xml"), "content.xml", *_WATCHED, starts=True):
        walk.step(event, element)
    if not walk.sheets:
        raise Refused("no_sheets")
    return RawWorkbook(file_name, "ods", tuple(walk.sheets), notes.all())


_WATCHED = (
    "date-style",
    "style",
    "text-properties",
    "table-properties",
    "table",
    "table-column",
    "table-row",
    "table-cell",
    "covered-table-cell",
)


class _Walk:
    """The state of one pass over the document."""

    def __init__(self, limits: Limits, notes: Notes, styles: CellStyles) -> None:
        self.sheets: list[RawSheet] = []
        self._limits = limits
        self._notes = notes
        self._hidden_styles: set[str] = set()
        self._styles = styles
        self._style = ""
        self._depth = 0
        self._filled = 0  # cells with a value on the sheets before this one
        self._new_sheet("", False)

    def _new_sheet(self, name: str, hidden: bool) -> None:
        self._name, self._hidden = name, hidden
        self._cells = SheetCells()
        self._row, self._column, self._next_column = 0, 0, 1
        self._styles.begin_sheet()

    def step(self, event: str, element: etree._Element) -> None:
        """One element opens or closes."""
        name = local(element)
        if name == "table":
            self._table(event, element)
        elif name == "style":
            self._style = attribute(element, "name") if event == "start" else ""
            if event == "start":
                self._styles.add_style(element)
        elif name == "text-properties" and event == "end" and self._style:
            self._styles.add_line(self._style, element)
        elif name == "date-style" and event == "end":
            self._styles.add_format(element)
        elif name == "table-properties" and event == "end" and attribute(element, "display") == "false":
            self._hidden_styles.add(self._style)
        elif self._depth == 1:
            self._inside(event, name, element)

    def _table(self, event: str, element: etree._Element) -> None:
        self._depth += 1 if event == "start" else -1
        if event == "start" and self._depth == 1:
            taken = [sheet.name for sheet in self.sheets]
            name = unused_name(one_line(attribute(element, "name")) or f"Sheet{len(taken) + 1}", taken)
            self._new_sheet(name, attribute(element, "style-name") in self._hidden_styles)
            if len(taken) >= self._limits.sheets:
                raise Refused("too_many_sheets", sheets=len(taken) + 1, most=self._limits.sheets)
        elif event == "end" and self._depth == 0:
            self.sheets.append(raw_sheet(self._name, self._cells, self._limits, self._notes, self._hidden))
            self._filled += self._cells.filled
            element.clear()

    def _inside(self, event: str, name: str, element: etree._Element) -> None:
        if event == "start":
            if name == "table-row":
                self._row, self._column = self._row + 1, 0
        elif name == "table-column":
            count = _repeated(element, "number-columns-repeated", LAST_COLUMN)
            if attribute(element, "visibility") in _HIDDEN:
                self._cells.hidden_columns.update(range(self._next_column, min(self._next_column + count, LAST_COLUMN + 1)))
            self._next_column += count
            self._styles.add_columns(self._next_column - 1, attribute(element, "default-cell-style-name"))
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(name, element)
        elif name == "table-row":
            self._end_row(element)

    def _cell(self, name: str, element: etree._Element) -> None:
        first = self._column + 1
        count = _repeated(element, "number-columns-repeated", LAST_COLUMN)
        self._column += count
        if name == "covered-table-cell" or first > LAST_COLUMN or self._row > LAST_ROW:
            return
        value = cell_value(element)
        if value is None:
            if attribute(element, "formula"):
                self._cells.uncached.add((self._row, first))
            self._span(element, first)
            return
        style = attribute(element, "style-name")
        is_month = isinstance(value, date) and self._styles.is_month(style, first)
        is_struck = self._styles.is_struck(style, first)
        is_percent = attribute(element, "value-type") == "percentage"
        is_with_nought = has_one_decimal(value) and "".join(element.itertext()).strip() == f"{value:.2f}"
        for column in range(first, min(first + count, LAST_COLUMN + 1)):
            self._cells.put(self._row, column, value)
            if is_with_nought:
                self._cells.noughts.add((self._row, column))
            if is_percent:
                self._cells.percent.add((self._row, column))
            if is_month:
                self._cells.months.add((self._row, column))
            if is_struck:
                self._cells.struck.add((self._row, column))
        self._span(element, first)
        self._count_filled(0)

    def _span(self, element: etree._Element, column: int) -> None:
        columns, rows = (_repeated(element, f"number-{way}-spanned", most) for way, most in (("columns", LAST_COLUMN), ("rows", LAST_ROW)))
        if columns > 1 or rows > 1:
            bottom, right = min(self._row + rows - 1, LAST_ROW), min(column + columns - 1, LAST_COLUMN)
            self._cells.merged.append(MergedRange(self._row, column, bottom, right))

    def _end_row(self, element: etree._Element) -> None:
        count = _repeated(element, "number-rows-repeated", LAST_ROW)
        filled = self._cells.rows.get(self._row, {})
        last = min(self._row + count - 1, LAST_ROW)
        if filled and count > _MOST_REPEATED:
            raise Refused("repeated_rows", sheet=self._name, row=self._row, last=last)
        if filled and count > 1:
            self._count_filled(len(filled) * (count - 1))
            for row in range(self._row + 1, last + 1):
                self._cells.rows[row] = dict(filled)
                self._cells.filled += len(filled)
                for shown in (self._cells.percent, self._cells.months, self._cells.noughts, self._cells.struck):
                    shown.update((row, column) for column in filled if (self._row, column) in shown)
        if attribute(element, "visibility") in _HIDDEN and count < LAST_ROW // 2:
            self._cells.hidden_rows.update(range(self._row, last + 1))
        self._row += count - 1
        element.clear()
        parent = element.getparent()
        while parent is not None and (before := element.getprevious()) is not None:
            parent.remove(before)

    def _count_filled(self, more: int) -> None:
        if self._filled + self._cells.filled + more > self._limits.cells:
            raise Refused("too_many_cells", sheet=self._name, most=self._limits.cells)


def cell_value(element: etree._Element) -> CellValue:
    """One cell's value by its declared type."""
    kind = attribute(element, "value-type")
    if kind in ("", "string"):
        words = paragraphs(element)
        is_error = any(str(key).endswith("}value-type") and value == "error" for key, value in element.attrib.items())
        if is_error or (attribute(element, "formula") and _ERROR.match(words)):
            return ErrorValue(words[:20])
        return words or (attribute(element, "string-value") or None)
    if kind in _NUMBERS:
        try:
            return float(attribute(element, "value"))
        except ValueError:
            return paragraphs(element) or None
    if kind == "boolean":
        return attribute(element, "boolean-value") == "true"
    if kind == "date":
        written = attribute(element, "date-value")
        moment = iso_moment(written)
        return moment if not isinstance(moment, str) else paragraphs(element) or written or None
    if kind == "time":
        return _duration(attribute(element, "time-value")) or paragraphs(element) or None
    return paragraphs(element) or None


def _duration(written: str) -> time | timedelta | None:
    found = _DURATION.match(written)
    if not found:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found.group(1) or span >= timedelta(days=1):
        return -span if found.group(1) else span
    return time(span.seconds // 3600, span.seconds // 60 % 60, span.seconds % 60)


def paragraphs(element: etree._Element) -> str:
    """The text of a cell, a line a paragraph; comments are not part of it."""
    return "\n".join(_flat(child) for child in element if local(child) in ("p", "h"))


def _flat(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            pieces.append(" " * _repeated(child, "c", 1_000))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name not in ("annotation", "ruby-text"):
            pieces.append(_flat(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _repeated(element: etree._Element, name: str, most: int) -> int:
    written = attribute(element, name, "1")
    return min(max(int(written[:9]), 1), most) if written.isdecimal() else 1
