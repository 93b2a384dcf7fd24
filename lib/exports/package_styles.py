"""Cell formats added to somebody's workbook; the ones that are there keep their numbers.

Equal formats are added once, so that doing the same again changes nothing. Sizes are points, colours RRGGBB.
"""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from lib.exports.package import MAIN, EditedPackage, parse, serialised
from lib.ingest.read.xml import attribute, is_true, local

_MOST_FORMATS = 60_000  # of the 65,490 that a spreadsheet program takes
_FIRST_NUMBER_FORMAT = 176
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_NEVER_EMPTY = {
    "fonts": '<font><sz val="11"/><name val="Calibri"/></font>',
    "fills": '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell of ours looks."""

    font: str
    size: float
    ink: str = "000000"
    is_bold: bool = False
    is_underlined: bool = False
    fill: str = ""
    grid: str = ""  # the colour of thin borders; "" for none
    horizontal: str = "left"
    vertical: str = "center"
    number_format: str = ""
    is_quoted: bool = True  # text in it stays text when somebody edits the cell


class StyleSheet:
    """The workbook's formats; nothing is written before `save`, and nothing at all where nothing was added."""

    def __init__(self, package: EditedPackage) -> None:
        self._package = package
        self._part = next((one.target for one in package.relations(package.workbook) if one.kind == "styles" and one.target in package), "")
        self._root = parse(package.part(self._part) or b"", self._part) if self._part else None
        self._is_changed = False

    def format(self, look: Look) -> int:
        """The number of the format with this look; 0, the plain one, where the workbook can take no more."""
        if not self._can_add():
            return 0
        bold = "<b/>" if look.is_bold else ""
        underline = "<u/>" if look.is_underlined else ""
        font = f'<font>{bold}{underline}<sz val="{look.size:g}"/><color rgb="FF{look.ink}"/><name val="{look.font}"/></font>'
        fill = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{look.fill}"/><bgColor indexed="64"/></patternFill></fill>'
        edges = "".join(f'<{side} style="thin"><color rgb="FF{look.grid}"/></{side}>' for side in ("left", "right", "top", "bottom"))
        font_id = self._place("fonts", font)
        fill_id = self._place("fills", fill) if look.fill else 0
        border_id = self._place("borders", f"<border>{edges}<diagonal/></border>") if look.grid else 0
        number = self._number_format(look.number_format)
        quoted = ' quotePrefix="1"' if look.is_quoted else ""
        return self._place(
            "cellXfs",
            f'<xf numFmtId="{number}" fontId="{font_id}" fillId="{fill_id}" borderId="{border_id}" xfId="0"{quoted} '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment horizontal="{look.horizontal}" vertical="{look.vertical}" wrapText="1"/></xf>',
        )

    def like(self, style: int, *, horizontal: str, number_format: str | None = None) -> int:
        """The format of a neighbour with wrapped text, another alignment and another number format; borders, fill and font stay."""
        formats = self._list("cellXfs") if self._can_add() else ()
        if style >= len(formats):
            return style
        copied = deepcopy(formats[style])
        copied.attrib.pop("quotePrefix", None)
        alignment = next((one for one in copied if local(one) == "alignment"), None)
        if alignment is None:
            alignment = etree.Element(f"{{{MAIN}}}alignment")
            copied.insert(0, alignment)
        alignment.set("horizontal", horizontal)
        alignment.set("wrapText", "1")
        for name in ("indent", "shrinkToFit"):
            alignment.attrib.pop(name, None)
        copied.set("applyAlignment", "1")
        if number_format is not None:
            copied.set("numFmtId", str(self._number_format(number_format)))
            copied.set("applyNumberFormat", "1")
        return self._placed(formats, copied)

    def wraps(self, style: int) -> bool:
        """Whether a format breaks its text into lines."""
        formats = () if self._root is None else self._list("cellXfs")
        if style >= len(formats):
            return False
        return any(local(one) == "alignment" and is_true(attribute(one, "wrapText")) for one in formats[style])

    def save(self) -> None:
        """Write the formats back."""
        if self._is_changed and self._root is not None:
            self._package.replace(self._part, serialised(self._root))

    def _can_add(self) -> bool:
        if self._root is None or not self._root.tag.startswith(f"{{{MAIN}}}"):
            return False
        return len(self._list("cellXfs")) < _MOST_FORMATS

    def _number_format(self, code: str) -> int:
        """The number of a number format; 0 is General, 49 text."""
        if code in ("", "General", "@"):
            return 49 if code == "@" else 0
        formats = self._list("numFmts")
        for one in formats:
            if attribute(one, "formatCode") == code and attribute(one, "numFmtId").isdecimal():
                return int(attribute(one, "numFmtId"))
        numbers = [int(found) for one in formats if (found := attribute(one, "numFmtId")).isdecimal()]
        number = max([_FIRST_NUMBER_FORMAT - 1, *numbers]) + 1
        added = etree.SubElement(formats, f"{{{MAIN}}}numFmt")
        added.set("numFmtId", str(number))
        added.set("formatCode", code)
        self._counted(formats)
        return number

    def _place(self, section: str, written: str) -> int:
        return self._placed(self._list(section), _element(written))

    def _placed(self, parent: etree._Element, element: etree._Element) -> int:
        """The element's index in its section, appended where no equal one stands there."""
        wanted = _canonical(element)
        for index, one in enumerate(parent):
            if _canonical(one) == wanted:
                return index
        parent.append(element)
        self._counted(parent)
        return len(parent) - 1

    def _counted(self, parent: etree._Element) -> None:
        parent.set("count", str(len(parent)))
        self._is_changed = True

    def _list(self, name: str) -> etree._Element:
        """A section of the style sheet, which must be there; it is made in its place where it is missing."""
        assert self._root is not None
        for one in self._root:
            if local(one) == name:
                return one
        section = etree.Element(f"{{{MAIN}}}{name}")
        for child in _elements(_NEVER_EMPTY.get(name, "")):
            section.append(child)
        before = sum(local(one) in _ORDER[: _ORDER.index(name)] for one in self._root)
        self._root.insert(before, section)
        return section


def _element(written: str) -> etree._Element:
    return _elements(written)[0]


def _elements(written: str) -> list[etree._Element]:
    return list(etree.fromstring(f'<x xmlns="{MAIN}">{written}</x>'))


def _canonical(element: etree._Element) -> bytes:
    """The element's meaning as bytes: the same whatever the prefix or the order of its attributes."""
    if not isinstance(element.tag, str):
        return b""
    inner = b"".join(_canonical(child) for child in element)
    attributes = sorted(f"{name}={value}" for name, value in element.attrib.items())
    return f"<{element.tag} {attributes}>".encode() + inner + b"</>"
