"""A marked-up copy of somebody's workbook: a sheet with the findings, and notes on the cells they are about.

Nothing of theirs is changed: parts are added, and the list of sheets, the formats and the content types are added to.
Marking a marked copy again replaces our sheet and our notes. At the end both files are read, and the copy is given up
where anything but our sheet differs.
"""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from lib.errors import Refused
from lib.exports.marked_notes import NoteWriter
from lib.exports.marked_sheet import MarkedLine, MarkedWords, sheet_xml
from lib.exports.package import MAIN, RELATION, CannotAdd, EditedPackage, Unsafe, parse, serialised
from lib.exports.package_styles import StyleSheet
from lib.ingest.model import RawWorkbook, Severity
from lib.ingest.own_sheets import CHECK_MARK
from lib.ingest.read import Limits, read
from lib.ingest.read.references import place
from lib.ingest.read.xlsx_parts import book_parts, rich_text, sheet_names
from lib.ingest.read.xml import attribute, elements, is_true, local, utf8

MOST_NOTES = 5_000
"""Notes in one workbook; the worst findings come first, and all of them stand in the sheet."""

_LONGEST_NOTE = 1_500
_LONGEST_NAME = 31
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BY_SEVERITY = {severity: rank for rank, severity in enumerate(Severity)}


def marked_book(data: bytes, lines: Sequence[MarkedLine], words: MarkedWords, limits: Limits) -> tuple[bytes, str]:
    """The marked-up copy and the extension its name must have.

    Raises:
        CannotAdd: nothing can be added to this file without risk.
        Refused: the file is damaged.
    """
    package = EditedPackage(data, limits)
    book = _Book(package)
    book.refuse_protected()
    writer = NoteWriter(package)
    for entry in book.worksheets:
        writer.clear(entry.target)
    for name, notes in _notes(lines, words).items():
        noted = book.by_name.get(name)
        if noted in book.worksheets and noted is not None and noted is not book.ours:
            writer.write(noted.target, notes)
    styles = StyleSheet(package)
    real_names = {name: one.name for name, one in book.by_name.items()}
    content = sheet_xml(lines, words, real_names, styles, has_views=book.has_views)
    styles.save()
    book.put_ours(words.sheet_name, content)
    marked = package.packed()
    _compare(data, marked, limits)
    return marked, package.extension


class _Book:
    """The list of sheets, and which of them is ours."""

    def __init__(self, package: EditedPackage) -> None:
        self._package = package
        parts = book_parts(package.original, package.workbook)
        self._root = parse(package.part(package.workbook) or b"", package.workbook)
        if self._root.tag != f"{{{MAIN}}}workbook":
            raise CannotAdd(Unsafe.STRICT)
        self._strings = parts.shared_strings
        self.by_name = dict(zip(sheet_names(parts.sheets), parts.sheets, strict=True))
        self.worksheets = [one for one in parts.sheets if one.kind == "worksheet" and one.target]
        self.ours = next((one for one in self.worksheets if _first_text(package, one.target, self._strings).startswith(CHECK_MARK)), None)
        self.has_views = any(local(one) == "bookViews" for one in self._root)

    def refuse_protected(self) -> None:
        """Raise CannotAdd where the sheets may not be added to."""
        for one in self._root:
            if local(one) == "workbookProtection" and is_true(attribute(one, "lockStructure")):
                raise CannotAdd(Unsafe.PROTECTED)
        if self.ours is None and len(self.by_name) >= self._package.original.limits.sheets:
            raise CannotAdd(Unsafe.FULL)

    def put_ours(self, wanted_name: str, content: bytes) -> None:
        """Write our sheet over the one of last time, else as the last one of the workbook."""
        if self.ours is not None:
            self._package.replace(self.ours.target, content)
            self._package.drop_relations(self.ours.target)
            return
        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        self._package.replace(part, content)
        self._package.declare(part, _SHEET_TYPE)
        relation = self._package.relate(self._package.workbook, "worksheet", part)
        listed = next(one for one in self._root if local(one) == "sheets")
        numbers = [int(found) for one in listed if (found := attribute(one, "sheetId")).isdecimal()]
        added = etree.SubElement(listed, f"{{{MAIN}}}sheet")
        added.set("name", _free_name(wanted_name, [one.name for one in self.by_name.values()]))
        added.set("sheetId", str(next(n for n in range(max(numbers, default=0) % 65_000 + 1, 70_000) if n not in numbers)))
        added.set(f"{{{RELATION}}}id", relation)
        self._package.replace(self._package.workbook, serialised(self._root))


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """The name, with a number where the workbook has a sheet of that name; upper and lower case are one name."""
    known = {name.casefold() for name in taken}
    names = (wanted, *(f"{wanted[: _LONGEST_NAME - 6]} ({number})" for number in range(2, 1_000)))
    return next(name for name in names if name.casefold() not in known)


def _first_text(package: EditedPackage, part: str, strings: str) -> str:
    """What A1 says, where it holds text."""
    xml = utf8(package.part(part) or b"", part)
    for _, cell in elements(xml, part, "c"):
        if attribute(cell, "r", "A1") != "A1":
            return ""
        held = next((one for one in cell if local(one) in ("v", "is")), None)
        if held is None:
            return ""
        if local(held) == "is":
            return rich_text(held)
        return _shared(package, strings, held.text or "") if attribute(cell, "t") == "s" else held.text or ""
    return ""


def _shared(package: EditedPackage, strings: str, number: str) -> str:
    xml = utf8(package.part(strings) or b"<sst/>", strings)
    for index, (_, item) in enumerate(elements(xml, strings, "si")):
        if str(index) == number:
            return rich_text(item)
        item.clear()
    return ""


def _notes(lines: Sequence[MarkedLine], words: MarkedWords) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet → place → the text of its note; the worst first where there are too many."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    count = 0
    for line in sorted(lines, key=lambda one: _BY_SEVERITY[one.severity]):
        spot = place(line.cell)
        if spot is None:
            continue
        notes = found.setdefault(line.sheet, {})
        if spot not in notes:
            if count == MOST_NOTES:
                continue
            count += 1
        text = "\n".join(part for part in (notes.get(spot, ""), _note(line, words)) if part)
        notes[spot] = text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE] + "…"
    return found


def _note(line: MarkedLine, words: MarkedWords) -> str:
    hint = f"\n{words.note_hint}{line.hint}" if line.hint else ""
    return f"【{words.severity(line.severity)}】{line.message}{hint}"


def _compare(before: bytes, after: bytes, limits: Limits) -> None:
    """Raise CannotAdd where the copy does not read as the original does, our own sheets apart."""
    if len(after) > limits.file_bytes:
        raise CannotAdd(Unsafe.FULL)
    try:
        found = [_theirs(read(data, "", limits)) for data in (before, after)]
    except Refused as refusal:
        raise CannotAdd(Unsafe.STRUCTURE) from refusal
    if found[0] != found[1]:
        raise CannotAdd(Unsafe.STRUCTURE)


def _theirs(raw: RawWorkbook) -> RawWorkbook:
    return replace(raw, sheets=tuple(one for one in raw.sheets if not str(one.cell(1, 1) or "").startswith(CHECK_MARK)))
