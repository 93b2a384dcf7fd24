"""The edges of a worksheet part: what stands before its rows and after them, with places to add elements at.

A sheet may have a hundred thousand rows; only the small parts around them are parsed, and what is added is spliced
in, so that every other byte stays. Rows and columns are 1-based.
"""

import re
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from lib.exports.package import MAIN, RELATION, CannotAdd, Unsafe, parse
from lib.ingest.model import MergedRange
from lib.ingest.read.references import merged_range
from lib.ingest.read.xml import attribute, local

ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges"),
    *("scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks"),
    *("customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF"),
    *("picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"),
)
"""The children of a worksheet in the order that spreadsheet programs insist on."""

_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet\b[^>]*>")
_PIXELS_A_CHARACTER = 7
_PADDING = 5


@dataclass(frozen=True, slots=True)
class SheetEdges:
    """A worksheet part cut in three; `head` and `tail` are its trees without the rows."""

    xml: bytes
    prefix: str  # of the main namespace, with its colon, or ""
    rows_start: int
    tail_start: int
    head: etree._Element
    tail: etree._Element
    tail_places: tuple[tuple[str, int], ...]  # the name of each child after the rows, and where it begins in `xml`
    end: int  # where the root's end tag begins

    def first(self, name: str) -> etree._Element | None:
        """The first child of this name, before or after the rows."""
        return next((one for edge in (self.head, self.tail) for one in edge if local(one) == name), None)

    def with_legacy_drawing(self, relation: str) -> bytes:
        """The part with a drawing of notes; it must have none yet.

        Raises:
            CannotAdd: its elements do not stand in the known order.
        """
        rank = ORDER.index("legacyDrawing")
        known = [(ORDER.index(name), start) for name, start in self.tail_places if name in ORDER]
        place = next((start for position, start in known if position > rank), self.end)
        # A wrapped alternative (controls, objects) follows the notes' drawing.
        wrapped = [start for name, start in self.tail_places if name not in ORDER]
        last_before = max((start for position, start in known if position < rank), default=0)
        place = min([place, *(start for start in wrapped if start > last_before)])
        if any(position < rank and start > place for position, start in known):
            raise CannotAdd(Unsafe.STRUCTURE)
        declared = [name for name, space in self.tail.nsmap.items() if space == RELATION and name]
        written = f'{declared[0]}:id="{relation}"' if declared else f'xmlns:r="{RELATION}" r:id="{relation}"'
        added = f"<{self.prefix}legacyDrawing {written}/>"
        return self.xml[:place] + added.encode() + self.xml[place:]


def sheet_edges(xml: bytes, part: str) -> SheetEdges:
    """Cut a worksheet part.

    Args:
        xml: already through `ingest.read.xml.utf8`.
        part: the part's name, for a refusal.

    Raises:
        CannotAdd: it is not built as spreadsheet programs build it.
    """
    root = _ROOT.search(xml)
    if root is None or root.group().endswith(b"/>"):
        raise CannotAdd(Unsafe.STRUCTURE)
    prefix = (root.group(1) + b":").decode() if root.group(1) else ""
    named = re.escape(prefix.encode())
    opened = re.compile(rb"<" + named + rb"sheetData\s*(/?)>").search(xml, root.end())
    ends = xml.rfind(b"</" + prefix.encode() + b"worksheet")
    if opened is None or ends < 0:
        raise CannotAdd(Unsafe.STRUCTURE)
    closing = b"</" + prefix.encode() + b"sheetData"
    tail_start = opened.end() if opened.group(1) else xml.find(b">", xml.rfind(closing)) + 1
    if tail_start < opened.end():
        raise CannotAdd(Unsafe.STRUCTURE)
    last = f"</{prefix}worksheet>".encode()
    head, tail = root.group() + xml[root.end() : opened.start()] + last, root.group() + xml[tail_start:]
    trees = parse(head, part), parse(tail, part)
    if trees[0].tag != f"{{{MAIN}}}worksheet":
        raise CannotAdd(Unsafe.STRICT)
    places = tuple((name, start - len(root.group()) + tail_start) for name, start in _children(tail))
    return SheetEdges(xml, prefix, opened.start(), tail_start, *trees, places, ends)


def _children(xml: bytes) -> list[tuple[str, int]]:
    """The root's children: local name and byte offset."""
    found: list[tuple[str, int]] = []
    depth = 0
    reader = expat.ParserCreate()

    def start(name: str, _: object) -> None:
        nonlocal depth
        depth += 1
        if depth == 2:
            found.append((name.rpartition(":")[2], reader.CurrentByteIndex))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    reader.StartElementHandler = start
    reader.EndElementHandler = end
    try:
        reader.Parse(xml, True)
    except expat.ExpatError as fault:
        raise CannotAdd(Unsafe.STRUCTURE) from fault
    return found


@dataclass(frozen=True, slots=True)
class Grid:
    """The sizes of a sheet's rows and columns in pixels, so that a note's box can be placed."""

    widths: dict[int, int]
    heights: dict[int, int]
    width: int
    height: int

    def across(self, first: int, pixels: int, last: int) -> tuple[int, int]:
        """The column, and the pixels into it, that lie so far right of the start of `first`."""
        return _walk(self.widths, self.width, first, pixels, last)

    def down(self, first: int, pixels: int, last: int) -> tuple[int, int]:
        """The row, and the pixels into it, that lie so far below the start of `first`."""
        return _walk(self.heights, self.height, first, pixels, last)


def _walk(sizes: dict[int, int], usual: int, first: int, pixels: int, last: int) -> tuple[int, int]:
    place = first
    while place < last and pixels >= (size := sizes.get(place, usual)):
        pixels -= size
        place += 1
    return place, min(pixels, sizes.get(place, usual))


def grid_of(edges: SheetEdges) -> Grid:
    """Read the widths from the head and the heights from the rows' own tags."""
    usual = edges.first("sheetFormatPr")
    width = _pixels_wide(attribute(usual, "defaultColWidth", "8.43")) if usual is not None else 64
    height = _pixels_high(attribute(usual, "defaultRowHeight", "15")) if usual is not None else 20
    widths: dict[int, int] = {}
    columns = edges.first("cols")
    for one in columns if columns is not None else ():
        first, last = (int(_number(attribute(one, name), 1)) for name in ("min", "max"))
        size = 0 if attribute(one, "hidden") in ("1", "true") else _pixels_wide(attribute(one, "width", "8.43"))
        if last - first < 1_000:
            widths |= dict.fromkeys(range(first, last + 1), size)
        else:
            width = size
    return Grid(widths, _row_heights(edges), width, height)


def _row_heights(edges: SheetEdges) -> dict[int, int]:
    found: dict[int, int] = {}
    row = 0
    for tag in re.finditer(rb"<" + edges.prefix.encode() + rb"row\b([^>]*)>", edges.xml[edges.rows_start : edges.tail_start]):
        written = dict(re.findall(rb'\b(r|ht|hidden)\s*=\s*["\']([^"\']*)["\']', tag.group(1)))
        number = written.get(b"r", b"")
        row = int(number) if number.isdigit() else row + 1
        if written.get(b"hidden") in (b"1", b"true"):
            found[row] = 0
        elif b"ht" in written:
            found[row] = _pixels_high(written[b"ht"].decode())
    return found


def _pixels_wide(characters: str) -> int:
    return round(_number(characters, 8.43) * _PIXELS_A_CHARACTER) + _PADDING


def _pixels_high(points: str) -> int:
    return round(_number(points, 15) * 4 / 3)


def _number(written: str, usual: float) -> float:
    try:
        found = float(written)
    except ValueError:
        return usual
    return found if 0 <= found < 20_000 else usual


def merged_areas(edges: SheetEdges) -> list[MergedRange]:
    """Every merged area."""
    merged = edges.first("mergeCells")
    return [] if merged is None else [found for one in merged if (found := merged_range(attribute(one, "ref")))]
