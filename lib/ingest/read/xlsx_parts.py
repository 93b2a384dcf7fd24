"""The parts of an Office Open XML workbook other than its cells: sheets, styles, shared strings.

Transitional and Strict files differ in namespaces only; names are matched without them. Targets are
resolved inside the package and are never paths on a disk.
"""

import posixpath
from dataclasses import dataclass

from lxml import etree

from lib.errors import Refused
from lib.ingest.read.cell_text import one_line, unescape
from lib.ingest.read.number_formats import Meaning, meaning_of
from lib.ingest.read.package import Package
from lib.ingest.read.sheets import unused_name
from lib.ingest.read.xml import attribute, elements, is_true, local, mended, tree, utf8

_STYLE_LIMIT = 70_000  # a workbook holds at most 65,490 cell formats


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook part lists it."""

    name: str
    kind: str  # "worksheet", "chartsheet", "dialogsheet", …
    target: str  # the part's name; "" where it is not to be found
    hidden: bool


@dataclass(frozen=True, slots=True)
class BookParts:
    """What the workbook part says."""

    sheets: tuple[SheetEntry, ...]
    is_1904: bool
    shared_strings: str
    styles: str


def workbook_part(package: Package) -> str | None:
    """The name of the workbook part: by the package's relations, else where every program puts it."""
    for kind, target in package_relations(package, "", "_rels/.rels").values():
        if kind == "officeDocument" and target in package:
            return target
    for usual in ("xl/workbook.xml", "xl/workbook.bin", "workbook.xml"):
        if usual in package:
            return usual
    return None


def book_parts(package: Package, part: str) -> BookParts:
    """Read the list of sheets.

    Raises:
        Refused: the part is damaged or lists no sheet.
    """
    root = tree(package.part(part) or b"", part)
    if local(root) != "workbook":
        raise Refused("corrupt", part=part)
    folder = posixpath.dirname(part)
    relations = package_relations(package, folder, posixpath.join(folder, "_rels", posixpath.basename(part) + ".rels"))
    is_1904 = any(is_true(attribute(one, "date1904")) for one in root.iter("{*}workbookPr"))
    sheets = tuple(_sheet_entry(one, number, relations, package) for number, one in enumerate(root.iter("{*}sheet"), 1))
    if not sheets:
        raise Refused("no_sheets")
    if len(sheets) > package.limits.sheets:
        raise Refused("too_many_sheets", sheets=len(sheets), most=package.limits.sheets)
    by_kind = {kind: target for kind, target in relations.values() if target in package}
    return BookParts(
        sheets,
        is_1904,
        by_kind.get("sharedStrings", posixpath.join(folder, "sharedStrings.xml")),
        by_kind.get("styles", posixpath.join(folder, "styles.xml")),
    )


def _sheet_entry(element: etree._Element, number: int, relations: dict[str, tuple[str, str]], package: Package) -> SheetEntry:
    # `id` with a namespace is the relation, `sheetId` a number; a file without relations follows the usual names.
    key = next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), attribute(element, "id"))
    kind, target = relations.get(key, ("worksheet", f"xl/worksheets/sheet{number}.xml"))
    return SheetEntry(
        name=unescape(attribute(element, "name")),
        kind=kind,
        target=target if target in package else "",
        hidden=attribute(element, "state", "visible") in ("hidden", "veryHidden"),
    )


def package_relations(package: Package, folder: str, part: str) -> dict[str, tuple[str, str]]:
    """Relation id to (kind, part name); targets outside the package are dropped."""
    content = package.part(part)
    if content is None:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for one in tree(content, part).iter("{*}Relationship"):
        if attribute(one, "TargetMode").lower() == "external":
            continue
        target = attribute(one, "Target").replace("\\", "/")
        inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[attribute(one, "Id")] = (attribute(one, "Type").rpartition("/")[2], inside)
    return found


def style_meanings(package: Package, part: str) -> tuple[Meaning, ...]:
    """What each cell format, by its index, says about a number."""
    content = package.part(part)
    if content is None:
        return ()
    root = tree(content, part)
    codes = {attribute(one, "numFmtId"): attribute(one, "formatCode") for one in root.iter("{*}numFmt")}
    meanings: list[Meaning] = []
    for formats in root.iter("{*}cellXfs"):
        for one in formats.iter("{*}xf"):
            number = attribute(one, "numFmtId", "0")
            meanings.append(meaning_of(int(number) if number.isdecimal() and len(number) < 6 else 0, codes.get(number)))
            if len(meanings) > _STYLE_LIMIT:
                raise Refused("corrupt", part=part)
    return tuple(meanings)


def shared_strings(package: Package, part: str) -> list[str]:
    """The table of texts; runs are joined, phonetic readings are not part of the text."""
    content = package.part(part)
    if content is None:
        return []
    xml = utf8(content, part)
    try:
        return _strings(xml, part)
    except Refused:
        whole = mended(xml)
        if whole == xml:
            raise
        return _strings(whole, part)


def _strings(xml: bytes, part: str) -> list[str]:
    found: list[str] = []
    for _, item in elements(xml, part, "si"):
        found.append(rich_text(item))
        item.clear()
        while (before := item.getprevious()) is not None and (parent := item.getparent()) is not None:
            parent.remove(before)
    return found


def rich_text(item: etree._Element) -> str:
    """The text of an `si` or `is` element."""
    pieces: list[str] = []
    for child in item:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(one.text or "" for one in child if local(one) == "t")
    return unescape("".join(pieces))


def sheet_names(sheets: tuple[SheetEntry, ...]) -> list[str]:
    """Names as shown: one line, never blank, never twice."""
    names: list[str] = []
    for number, sheet in enumerate(sheets, 1):
        names.append(unused_name(one_line(sheet.name) or f"Sheet{number}", names))
    return names
