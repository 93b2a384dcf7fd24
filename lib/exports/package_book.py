"""The list of sheets of somebody's workbook, and sheets added to it.

Sheets are known by the names that the reader shows, which are those of its findings; links need the names as they stand in
the file.
"""

from collections.abc import Sequence

from lxml import etree

from lib.exports.package import MAIN, RELATION, CannotAdd, EditedPackage, Unsafe, parse, serialised
from lib.ingest.read.xlsx_parts import book_parts, rich_text, sheet_names
from lib.ingest.read.xml import attribute, elements, is_true, local, utf8

_LONGEST_NAME = 31
_MOST_SHEETS_EVER = 65_000
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")


class BookSheets:
    """The sheets of one package, in their order.

    Raises CannotAdd where the workbook does not allow more of them, or is of the Strict format.
    """

    def __init__(self, package: EditedPackage) -> None:
        self._package = package
        parts = book_parts(package.original, package.workbook)
        self.root = parse(package.part(package.workbook) or b"", package.workbook)
        if self.root.tag != f"{{{MAIN}}}workbook":
            raise CannotAdd(Unsafe.STRICT)
        self._strings = parts.shared_strings
        self.by_name = dict(zip(sheet_names(parts.sheets), parts.sheets, strict=True))
        self.worksheets = [one for one in parts.sheets if one.kind == "worksheet" and one.target]
        self.has_views = any(local(one) == "bookViews" for one in self.root)
        for one in self.root:
            if local(one) == "workbookProtection" and is_true(attribute(one, "lockStructure")):
                raise CannotAdd(Unsafe.PROTECTED)

    def part_of(self, name: str) -> str:
        """The worksheet part of a sheet by its shown name; "" where it has none."""
        entry = self.by_name.get(name)
        return entry.target if entry in self.worksheets and entry is not None else ""

    def first_text(self, part: str) -> str:
        """What A1 of a sheet says, where it holds text."""
        xml = utf8(self._package.part(part) or b"", part)
        for _, cell in elements(xml, part, "c"):
            if attribute(cell, "r", "A1") != "A1":
                return ""
            held = next((one for one in cell if local(one) in ("v", "is")), None)
            if held is None:
                return ""
            if local(held) == "is":
                return rich_text(held)
            return self._shared(held.text or "") if attribute(cell, "t") == "s" else held.text or ""
        return ""

    def add(self, wanted_name: str, content: bytes) -> None:
        """Add a sheet after the last one; its name gets a number where the workbook has a sheet of that name.

        Raises:
            CannotAdd: the workbook has as many sheets as it may have.
        """
        listed = next(one for one in self.root if local(one) == "sheets")
        if len(listed) >= self._package.original.limits.sheets:
            raise CannotAdd(Unsafe.FULL)
        part = self._package.free_name("xl/worksheets/sheet{}.xml")
        self._package.replace(part, content)
        self._package.declare(part, _SHEET_TYPE)
        relation = self._package.relate(self._package.workbook, "worksheet", part)
        numbers = [int(found) for one in listed if (found := attribute(one, "sheetId")).isdecimal()]
        start = max(numbers, default=0) % _MOST_SHEETS_EVER + 1
        name = _free_name(wanted_name, [attribute(one, "name") for one in listed])
        added = etree.SubElement(listed, f"{{{MAIN}}}sheet")
        added.set("name", name)
        added.set("sheetId", str(next(number for number in range(start, start + 1_000) if number not in numbers)))
        added.set(f"{{{RELATION}}}id", relation)

    def names_of(self, index: int) -> list[etree._Element]:
        """The names defined for one sheet, such as its print area, by the sheet's place in the list."""
        names = [one for parent in self.root if local(parent) == "definedNames" for one in parent]
        return [one for one in names if attribute(one, "localSheetId") == str(index)]

    def define(self, name: str, index: int, refers_to: str) -> None:
        """Define a name for one sheet."""
        parent = next((one for one in self.root if local(one) == "definedNames"), None)
        if parent is None:
            parent = etree.Element(f"{{{MAIN}}}definedNames")
            place = max(number + 1 for number, one in enumerate(self.root) if local(one) in _BEFORE_NAMES)
            self.root.insert(place, parent)
        added = etree.SubElement(parent, f"{{{MAIN}}}definedName")
        added.set("name", name)
        added.set("localSheetId", str(index))
        added.text = refers_to

    def save(self) -> None:
        """Write the workbook part back."""
        self._package.replace(self._package.workbook, serialised(self.root))

    def _shared(self, number: str) -> str:
        xml = utf8(self._package.part(self._strings) or b"<sst/>", self._strings)
        for index, (_, item) in enumerate(elements(xml, self._strings, "si")):
            if str(index) == number:
                return rich_text(item)
            item.clear()
        return ""


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """The name, with a number where the workbook has a sheet of that name; upper and lower case are one name."""
    known = {name.casefold() for name in taken}
    names = (wanted, *(f"{wanted[: _LONGEST_NAME - 6]} ({number})" for number in range(2, 1_000)))
    return next(name for name in names if name.casefold() not in known)
