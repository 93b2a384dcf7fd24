"""Tables of a web page: a saved page, or one renamed to .xls as many systems export.

Each table with data becomes a sheet; a table that only holds other tables is layout. A cell's
`rowspan` and `colspan` become a merged area with the value at its top left. The last few lines of text
that stand before a table become rows above it, as a spreadsheet program would show them: a title is
often there. All values are text, as the page shows them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from lib.errors import Refused
from lib.ingest.model import MergedRange, RawSheet, RawWorkbook, Severity
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.cell_text import one_line
from lib.ingest.read.decoding import Decoded
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.sheets import raw_sheet, unused_name
from lib.ingest.read.sparse import SheetCells

_MOST_SPAN = 1_000  # columns; the ceiling of the HTML standard
_MOST_TABLES = 200
_LINES_ABOVE = 3
_LONGEST_LINE_ABOVE = 200
_SILENT = frozenset({"script", "style", "head", "noscript", "template", "select", "xml"})
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ul", "ol", "table", "caption", "center"})
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_HIDDEN = re.compile(r"(display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_NAME = re.compile(r"<x:Name>([^<]{1,200})</x:Name>", re.IGNORECASE)
_FRAMES = re.compile(r"<frame(set)?\b", re.IGNORECASE)


@dataclass(slots=True)
class _Cell:
    columns: int
    rows: int
    text: list[str] = field(default_factory=list)

    def words(self) -> str:
        return tidy("".join(self.text))


@dataclass(slots=True)
class _Table:
    above: list[str]
    rows: list[list[_Cell]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    caption: list[str] = field(default_factory=list)
    is_open: bool = False  # between <caption> and </caption>

    def has_data(self) -> bool:
        """More than one filled cell; a frame around other tables has none of its own."""
        filled = 0
        for row in self.rows:
            filled += sum(1 for cell in row if cell.words())
            if filled > 1:
                return True
        return False


def tidy(text: str) -> str:
    """Text as a browser shows it: spaces run together, one line a break."""
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\v"))
    return "\n".join(line for line in lines if line)


class _Page:
    """Collects tables while the parser walks the page; no tree is built."""

    def __init__(self, limits: Limits) -> None:
        self.tables: list[_Table] = []
        self._limits = limits
        self._open: list[_Table] = []
        self._loose: list[str] = []
        self._silent = 0
        self._cells = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if tag in _SILENT:
            self._silent += 1
        if tag in _BREAKS:
            self.data("\v")
        if tag == "table":
            self._start_table()
        elif not self._open:
            return
        elif tag == "tr":
            table = self._open[-1]
            table.rows.append([])
            if _HIDDEN.search(attributes.get("style") or "") or "hidden" in attributes:
                table.hidden_rows.add(len(table.rows))
        elif tag in ("td", "th"):
            self._start_cell(self._open[-1], attributes)
        elif tag == "caption":
            self._open[-1].is_open = True

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BREAKS:
            self.data("\v")
        if tag == "table" and self._open:
            self._open.pop()
        elif tag == "caption" and self._open:
            self._open[-1].is_open = False

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._silent:
            return
        if not self._open:
            self._loose.append(text)
        elif self._open[-1].is_open:
            self._open[-1].caption.append(text)
        elif self._open[-1].rows and self._open[-1].rows[-1]:
            self._open[-1].rows[-1][-1].text.append(text)

    def comment(self, text: str) -> None:
        """Comments say nothing."""

    def close(self) -> list[_Table]:
        """The tables, outer before inner."""
        return self.tables

    def _start_table(self) -> None:
        if len(self.tables) >= 10 * _MOST_TABLES:
            raise Refused("too_many_tables", most=_MOST_TABLES)
        around = self._loose
        lines: list[str] = []
        if self._open and self._open[-1].rows and self._open[-1].rows[-1]:
            outer = self._open[-1]
            lines = [] if outer.has_data() else outer.above
            around = [*around, *outer.rows[-1][-1].text]
        lines = lines + [line[:_LONGEST_LINE_ABOVE] for line in tidy("".join(around)).split("\n") if line]
        table = _Table(above=lines[-_LINES_ABOVE:])
        self._loose = []
        self.tables.append(table)
        self._open.append(table)

    def _start_cell(self, table: _Table, attributes: Mapping[str, str]) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            raise Refused("too_many_cells", sheet="", most=self._limits.cells)
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(_Cell(_span(attributes.get("colspan"), _MOST_SPAN), _span(attributes.get("rowspan"), LAST_ROW)))


def _span(written: str | None, most: int) -> int:
    digits = re.match(r"\s*(\d{1,9})", written or "")
    return min(max(int(digits.group(1)), 1), most) if digits else 1


def read_html(decoded: Decoded, file_name: str, limits: Limits, notes: Notes) -> RawWorkbook:
    """Read every table with data; each becomes a sheet.

    Raises:
        Refused: no table, or the page only points to pages that hold them.
    """
    if decoded.damaged:
        notes.add("text_damaged", Severity.WARNING, count=decoded.text.count("\ufffd"))
    sheets = html_sheets(decoded.text, file_name, limits, notes)
    if not sheets:
        raise Refused("html_frames" if _FRAMES.search(decoded.text) else "html_no_table")
    return RawWorkbook(file_name, "html", tuple(sheets), notes.all())


def html_sheets(text: str, file_name: str, limits: Limits, notes: Notes, taken: tuple[str, ...] = ()) -> list[RawSheet]:
    """The sheets of one page; none where it has no table with data."""
    tables = [table for table in _tables(text, limits) if table.has_data()]
    if len(tables) > _MOST_TABLES:
        raise Refused("too_many_tables", most=_MOST_TABLES)
    usual = one_line(found.group(1)) if (found := _NAME.search(text)) else file_name.rpartition(".")[0] or file_name
    names = list(taken)
    sheets: list[RawSheet] = []
    for table in tables:
        name = unused_name(one_line(tidy("".join(table.caption)), 60) or usual, names)
        names.append(name)
        sheets.append(raw_sheet(name, _lay_out(table), limits, notes))
    return sheets


def _tables(text: str, limits: Limits) -> list[_Table]:
    page = _Page(limits)
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True, no_network=True)
    plain = text.replace("\v", " ").replace("\x00", "")
    try:
        content = plain.encode("utf-8", "replace")
        for start in range(0, len(content), 1_000_000):
            parser.feed(content[start : start + 1_000_000])
        parser.close()
    except (etree.LxmlError, ValueError, AssertionError) as fault:
        if not page.tables:
            raise Refused("html_broken") from fault
    return page.tables


def _lay_out(table: _Table) -> SheetCells:
    """Give every cell its place, spans of rows above it counted."""
    found = SheetCells()
    for row, line in enumerate(table.above, 1):
        found.put(row, 1, line)
    taken_until: dict[int, int] = {}
    shift = len(table.above)
    for row, cells in enumerate(table.rows, 1 + shift):
        column = 1
        for cell in cells:
            while taken_until.get(column, 0) >= row:
                column += 1
            last = min(column + cell.columns - 1, LAST_COLUMN)
            if column > LAST_COLUMN or row > LAST_ROW:
                raise Refused("text_too_wide", rows=LAST_ROW, columns=LAST_COLUMN)
            if words := cell.words():
                found.put(row, column, words)
            if cell.rows > 1 or cell.columns > 1:
                bottom = min(row + cell.rows - 1, LAST_ROW)
                found.merged.append(MergedRange(row, column, bottom, last))
                if cell.rows > 1:
                    taken_until.update(dict.fromkeys(range(column, last + 1), bottom))
            column = last + 1
    found.hidden_rows.update(row + shift for row in table.hidden_rows)
    return found
