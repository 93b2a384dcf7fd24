"""A workbook package with cells taken out, and proof that what stood in them stands nowhere else in it.

Sheets in which a cell changes are written anew, with all but those cells as they were; texts that no cell uses any longer are
emptied in the table of texts; notes on rows that lost something are emptied. Every other part stays byte for byte. Then every part
is searched for what was removed. Where it is found, or where a cell that goes is part of a formula, the copy is given up: the
caller then makes a workbook anew; so it is where a part cannot be searched, such as macros. Pictures are not looked into.
"""

import html
from dataclasses import dataclass

from lxml import etree

from lib.access.erasure import MARK, CellErasure, ColumnErasure, Erasure, repeats
from lib.exports.package import MAIN, CannotAdd, EditedPackage, Unsafe, parse, serialised
from lib.exports.package_book import BookSheets
from lib.ingest.read import Limits
from lib.ingest.read.package import normal_name
from lib.ingest.read.references import column_number, place
from lib.ingest.read.xlsx_parts import book_parts, rich_text
from lib.ingest.read.xml import attribute, local, utf8

_XML = (".xml", ".rels", ".vml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg")
_LOOKS = ("printersettings",)
_NOTES = ("comments", "threadedComment")


@dataclass(frozen=True, slots=True)
class RedactedBook:
    """The file without what goes; `reason` says why there is none."""

    data: bytes = b""
    reason: Unsafe | None = None


@dataclass(frozen=True, slots=True)
class _SheetErasure:
    """What goes from one sheet, by address and by column number."""

    cells: dict[tuple[int, int], CellErasure]
    columns: dict[int, ColumnErasure]
    rows: frozenset[int]

    def of_cell(self, row: int, column: int, text: str) -> str | None:
        """What takes the place of a cell's text; None leaves it."""
        cell = self.cells.get((row, column))
        if cell is not None:
            return cell.text if text.strip() else None
        whole = self.columns.get(column)
        if whole is None or not text.strip() or row < whole.first_row or (whole.last_row is not None and row > whole.last_row):
            return None
        return dict(whole.stand_ins).get(text.strip(), MARK)


def redacted_book(data: bytes, erasure: Erasure, limits: Limits) -> bytes:
    """The file without what goes.

    Raises:
        CannotAdd: it cannot be taken out of this file with certainty.
        Refused: the file is damaged.
    """
    if not erasure.is_placed:
        raise CannotAdd(Unsafe.STRUCTURE)
    package = EditedPackage(data, limits)
    book = BookSheets(package)
    strings = book_parts(package.original, package.workbook).shared_strings
    table = _Texts(package, strings)
    for name, entry in book.by_name.items():
        if entry in book.worksheets:
            _redact_sheet(package, entry.target, _of_sheet(erasure, name), erasure, table)
    table.save()
    _prove(package, erasure)
    return package.packed()


def _of_sheet(erasure: Erasure, name: str) -> _SheetErasure:
    cells = {(one.row, column_number(one.column)): one for one in erasure.cells if one.sheet == name}
    columns = {column_number(one.column): one for one in erasure.columns if one.sheet == name}
    return _SheetErasure(cells, columns, frozenset(row for row, _ in cells))


class _Texts:
    """The table of texts that cells point into, and which of them are still pointed at."""

    def __init__(self, package: EditedPackage, part: str) -> None:
        content = package.part(part)
        self._package, self._part = package, part
        self._root = parse(content, part) if content is not None else None
        self._items = [one for one in self._root if local(one) == "si"] if self._root is not None else []
        self._texts = [rich_text(one) for one in self._items]
        self._used: set[int] = set()

    def text(self, number: str) -> str:
        """The text of this number."""
        return self._texts[int(number)] if number.isdecimal() and int(number) < len(self._texts) else ""

    def use(self, number: str) -> None:
        """Keep the text of this number."""
        if number.isdecimal():
            self._used.add(int(number))

    def save(self) -> None:
        """Empty what no cell points at any longer."""
        idle = [one for number, one in enumerate(self._items) if number not in self._used]
        if self._root is None or not idle:
            return
        for item in idle:
            for child in list(item):
                item.remove(child)
            etree.SubElement(item, f"{{{MAIN}}}t").text = ""
        self._package.replace(self._part, serialised(self._root))


def _redact_sheet(package: EditedPackage, part: str, sheet: _SheetErasure, erasure: Erasure, texts: _Texts) -> None:
    root = parse(package.part(part) or b"", part)
    touched: set[int] = set()
    row = column = 0
    for line in (one for data in root if local(data) == "sheetData" for one in data):
        written = attribute(line, "r")
        row, column = int(written) if written.isdecimal() else row + 1, 0
        for cell in (one for one in line if local(one) == "c"):
            at = place(attribute(cell, "r"))
            column = at[1] if at else column + 1
            text = _text_of(cell, texts)
            instead = sheet.of_cell(row, column, text)
            if instead is None and repeats(text, erasure.copies):
                instead = MARK
            if instead is not None:
                _put(cell, instead)
                touched.add(row)
            elif attribute(cell, "t") == "s":
                texts.use(next((one.text or "" for one in cell if local(one) == "v"), ""))
    if touched:
        package.replace(part, serialised(root))
        _redact_notes(package, part, touched | sheet.rows)


def _text_of(cell: etree._Element, texts: _Texts) -> str:
    value = next((one for one in cell if local(one) in ("v", "is")), None)
    if value is None:
        return ""
    if local(value) == "is":
        return rich_text(value)
    return texts.text(value.text or "") if attribute(cell, "t") == "s" else value.text or ""


def _put(cell: etree._Element, text: str) -> None:
    """Give a cell another text, with the look that it has.

    Raises:
        CannotAdd: it is computed, and other cells or the order of computing may lean on that.
    """
    if any(local(one) == "f" for one in cell):
        raise CannotAdd(Unsafe.STRUCTURE)
    for one in list(cell):
        cell.remove(one)
    for name in ("t", "cm", "vm", "ph"):
        cell.attrib.pop(name, None)
    if text:
        cell.set("t", "inlineStr")
        held = etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        held.text = text


def _redact_notes(package: EditedPackage, part: str, rows: set[int]) -> None:
    """Empty the notes on these rows: what is said about a cell says what stood in it."""
    for relation in package.relations(part):
        content = package.part(relation.target) if relation.kind in _NOTES and relation.target else None
        if content is None:
            continue
        root = parse(content, relation.target)
        for note in (one for one in root.iter() if isinstance(one.tag, str) and local(one) in ("comment", "threadedComment")):
            at = place(attribute(note, "ref"))
            if at is None or at[0] in rows:
                for held in (one for one in note.iter() if isinstance(one.tag, str) and local(one) in ("t", "text") and one.text):
                    held.text = MARK
        package.replace(relation.target, serialised(root))


def _prove(package: EditedPackage, erasure: Erasure) -> None:
    """Search every part for what was removed.

    Raises:
        CannotAdd: it stands there still, or the part cannot be searched.
    """
    copies = sorted(erasure.copies)
    for name in package.original.entries:
        content = package.part(name)
        lower = normal_name(name)
        if content is None or lower.endswith(_PICTURES) or any(word in lower for word in _LOOKS):
            continue
        if lower.endswith(_XML):
            content = utf8(content, name)  # a part in another encoding would hide what it says
        elif b"\x00" in content[:1024]:
            raise CannotAdd(Unsafe.STRUCTURE)  # macros too: their words lie compressed, in an encoding of their own
        written = html.unescape(content.decode("utf-8", "replace"))
        is_grid = "/worksheets/" in lower or lower.endswith("sharedstrings.xml")
        sought = copies if is_grid else (*copies, *erasure.names)
        if any(one in written for one in sought):
            raise CannotAdd(Unsafe.STRUCTURE)
