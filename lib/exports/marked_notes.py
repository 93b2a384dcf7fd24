"""Notes on the cells of somebody's sheet: theirs are kept, ours are replaced.

A note stands in two parts: its text in the comments part, its box in a drawing in VML. Existing drawings are edited as
text, for spreadsheet programs write VML that is not well-formed XML. Rows and columns are 1-based.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping

from lxml import etree

from lib.exports.package import MAIN, CannotAdd, EditedPackage, Relation, Unsafe, parse, serialised
from lib.exports.package_sheet import Grid, grid_of, merged_areas, sheet_edges
from lib.exports.package_text import plain
from lib.exports.workbook_widths import lines_of
from lib.ingest.model import MergedRange
from lib.ingest.own_sheets import NOTE_AUTHOR
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.references import address, place
from lib.ingest.read.xml import attribute, utf8

AUTHOR = NOTE_AUTHOR

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_BOX_WIDTH = 300  # pixels, as all sizes here
_LINE = 17
_LEAST_HEIGHT, _MOST_HEIGHT = 60, 420
_LINE_CHARACTERS = 44.0  # of nine points, in a box of that width
_CLUSTER = 1_024  # shape numbers come in clusters of this size, and a drawing names the clusters it uses

_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_NEW_VML = f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;z-index:{order};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
# Prefixes differ from program to program.
_DECLARING = re.compile("<v:shape(?:type)?")
_SHAPE_NUMBER = re.compile(rb'["\']_x0000_s([0-9]{4,9})["\']')
_ID_MAP = re.compile(rb'(<(?:\w+:)?idmap\b[^>]*?\bdata=["\'])([^"\']*)')
_SHAPE_START = re.compile(rb"<(?:\w+:)?shape\s")
_SHAPE_END = re.compile(rb"</(?:\w+:)?shape>")
_ROW, _COLUMN = (re.compile(rb"<(?:\w+:)?" + name + rb">\s*([0-9]{1,7})\s*<") for name in (b"Row", b"Column"))


class NoteWriter:
    """Writes notes into the sheets of one package; shape numbers never repeat within it."""

    def __init__(self, package: EditedPackage) -> None:
        self._package = package
        self._last_cluster: int | None = None

    def _next_cluster(self) -> int:
        """A cluster of shape numbers that no drawing of the workbook uses."""
        if self._last_cluster is None:
            drawings = [name for name in self._package.original.entries if name.endswith(".vml")]
            self._last_cluster = max((one for name in drawings for one in _clusters(self._package.part(name) or b"")), default=0)
        self._last_cluster += 1
        return self._last_cluster

    def clear(self, sheet_part: str) -> None:
        """Take our own notes off a sheet."""
        part = self._part(sheet_part, "comments")
        if part is None:
            return
        root = parse(self._package.part(part) or b"", part)
        ours = [one for one in _comments(root) if _is_ours(root, one)]
        if not ours:
            return
        places = {found for one in ours if (found := place(attribute(one, "ref")))}
        for one in ours:
            parent = one.getparent()
            assert parent is not None
            parent.remove(one)
        self._package.replace(part, serialised(root))
        drawing = self._drawing(sheet_part)
        if drawing is not None:
            self._package.replace(drawing, _without_shapes(self._package.part(drawing) or b"", places))

    def write(self, sheet_part: str, notes: Mapping[tuple[int, int], str]) -> int:
        """Put notes on cells that have none yet; a merged cell has its note at its top left.

        Args:
            sheet_part: the worksheet's part.
            notes: (row, column) to text.

        Returns:
            How many were written; a cell with somebody else's note keeps that one alone.

        Raises:
            CannotAdd: the sheet is not built as spreadsheet programs build it.
        """
        edges = sheet_edges(utf8(self._package.part(sheet_part) or b"", sheet_part), sheet_part)
        corners = _corners(merged_areas(edges), sorted(notes))
        part = self._part(sheet_part, "comments")
        root = _new_comments() if part is None else parse(self._package.part(part) or b"", part)
        taken = {attribute(one, "ref") for one in _comments(root)}
        wanted: dict[tuple[int, int], str] = {}
        for spot, text in sorted(notes.items()):
            corner = corners.get(spot, spot)
            if address(*corner) not in taken:
                wanted[corner] = f"{wanted[corner]}\n{text}" if corner in wanted else text
        if not wanted:
            return 0
        self._draw(sheet_part, wanted, grid_of(edges))
        _add_comments(root, wanted)
        if part is None:
            part = self._package.free_name("xl/comments{}.xml")
            self._package.declare(part, _COMMENTS_TYPE)
            self._package.relate(sheet_part, "comments", part)
        self._package.replace(part, serialised(root))
        return len(wanted)

    def _draw(self, sheet_part: str, notes: Mapping[tuple[int, int], str], grid: Grid) -> None:
        """Add the boxes to the sheet's drawing, or a new drawing with them."""
        drawing = self._drawing(sheet_part)
        if drawing is None:
            drawing = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
            relation = self._package.relate(sheet_part, "vmlDrawing", drawing)
            edges = sheet_edges(utf8(self._package.part(sheet_part) or b"", sheet_part), sheet_part)
            self._package.replace(sheet_part, edges.with_legacy_drawing(relation))
            self._package.replace(drawing, _NEW_VML.encode())
            self._package.declare_extension(drawing, "vml", _VML_TYPE)
        vml = self._package.part(drawing) or b""
        shapes = [] if b'"_x0000_t202"' in vml else [_SHAPE_TYPE]
        clusters = _clusters(vml)
        for index, ((row, column), text) in enumerate(notes.items()):
            if index % (_CLUSTER - 1) == 0:
                clusters.append(self._next_cluster())
            number = clusters[-1] * _CLUSTER + 1 + index % (_CLUSTER - 1)
            anchor = _anchor(grid, row, column, text)
            shapes.append(_SHAPE.format(number=number, order=index + 1, anchor=anchor, row=row - 1, column=column - 1))
        vml = _ID_MAP.sub(lambda found: found.group(1) + ",".join(map(str, clusters)).encode(), vml, count=1)
        end = vml.rfind(b"</xml")
        if end < 0:
            raise CannotAdd(Unsafe.STRUCTURE)
        if not all(space.encode() in vml[: vml.find(b">")] for space in _SPACES.split()):
            shapes = [_DECLARING.sub(rf"\g<0> {_SPACES}", shape, count=1) for shape in shapes]
        self._package.replace(drawing, vml[:end] + "".join(shapes).encode() + vml[end:])

    def _drawing(self, sheet_part: str) -> str | None:
        """The VML part that the sheet shows its notes with; headers may have another one."""
        edges = sheet_edges(utf8(self._package.part(sheet_part) or b"", sheet_part), sheet_part)
        shown = edges.first("legacyDrawing")
        key = attribute(shown, "id") if shown is not None else ""
        return next((one.target for one in self._relations(sheet_part) if one.id == key and one.target in self._package), None)

    def _part(self, sheet_part: str, kind: str) -> str | None:
        return next((one.target for one in self._relations(sheet_part) if one.kind == kind and one.target in self._package), None)

    def _relations(self, sheet_part: str) -> list[Relation]:
        return self._package.relations(sheet_part)


def _corners(areas: list[MergedRange], spots: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each spot in a merged area the area's top left; `spots` in ascending order."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for area in areas:
        rows = spots[bisect_left(spots, (area.top, 0)) : bisect_left(spots, (area.bottom + 1, 0))]
        found |= {(row, column): (area.top, area.left) for row, column in rows if area.left <= column <= area.right}
    return found


def _new_comments() -> etree._Element:
    root = etree.Element(f"{{{MAIN}}}comments", nsmap={None: MAIN})
    for name in ("authors", "commentList"):
        etree.SubElement(root, f"{{{MAIN}}}{name}")
    return root


def _comments(root: etree._Element) -> list[etree._Element]:
    return list(root.iter(f"{{{MAIN}}}comment"))


def _is_ours(root: etree._Element, comment: etree._Element) -> bool:
    return _author(root, comment) == AUTHOR or "".join(comment.itertext()).lstrip().startswith(AUTHOR)


def _author(root: etree._Element, comment: etree._Element) -> str:
    authors = [one.text or "" for one in root.iter(f"{{{MAIN}}}author")]
    number = attribute(comment, "authorId")
    return authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""


def _add_comments(root: etree._Element, notes: Mapping[tuple[int, int], str]) -> None:
    authors, listed = (root.find(f"{{{MAIN}}}{name}") for name in ("authors", "commentList"))
    if authors is None or listed is None:
        raise CannotAdd(Unsafe.STRUCTURE)
    names = [one.text or "" for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        names.append(AUTHOR)
    for spot, text in notes.items():
        comment = etree.SubElement(listed, f"{{{MAIN}}}comment")
        comment.set("ref", address(*spot))
        comment.set("authorId", str(names.index(AUTHOR)))
        written = etree.SubElement(comment, f"{{{MAIN}}}text")
        _add_run(written, f"{AUTHOR}：\n", is_bold=True)
        _add_run(written, text, is_bold=False)


def _add_run(parent: etree._Element, text: str, *, is_bold: bool) -> None:
    run = etree.SubElement(parent, f"{{{MAIN}}}r")
    look = etree.SubElement(run, f"{{{MAIN}}}rPr")
    if is_bold:
        etree.SubElement(look, f"{{{MAIN}}}b")
    for name, value in (("sz", "9"), ("rFont", "宋体"), ("family", "3"), ("charset", "134")):
        etree.SubElement(look, f"{{{MAIN}}}{name}").set("val", value)
    written = etree.SubElement(run, f"{{{MAIN}}}t")
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    written.text = plain(text)


def _anchor(grid: Grid, row: int, column: int, text: str) -> str:
    """The box beside its cell: left column and pixels, top row and pixels, right, bottom; zero-based places."""
    height = min(_MOST_HEIGHT, max(_LEAST_HEIGHT, _LINE * (1 + lines_of(text, _LINE_CHARACTERS)) + 14))
    start_column, into = min(column + 1, LAST_COLUMN), 12
    if column > LAST_COLUMN - 10:
        start_column = column - 6
    start_row = min(max(row - 1, 1), LAST_ROW - 30)
    right = grid.across(start_column, into + _BOX_WIDTH, LAST_COLUMN)
    bottom = grid.down(start_row, 6 + height, LAST_ROW)
    places = (start_column - 1, into, start_row - 1, 6, right[0] - 1, right[1], bottom[0] - 1, bottom[1])
    return ", ".join(str(one) for one in places)


def _without_shapes(vml: bytes, places: set[tuple[int, int]]) -> bytes:
    """The drawing without the note boxes of these cells."""
    kept: list[bytes] = []
    done = 0
    while (start := _SHAPE_START.search(vml, done)) and (end := _SHAPE_END.search(vml, start.end())):
        shape = vml[start.start() : end.end()]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        is_ours = b'"Note"' in shape and row and column and (int(row.group(1)) + 1, int(column.group(1)) + 1) in places
        kept.append(vml[done : start.start() if is_ours else end.end()])
        done = end.end()
    return b"".join([*kept, vml[done:]])


def _clusters(vml: bytes) -> list[int]:
    """The clusters of shape numbers that a drawing uses."""
    return sorted({int(found) // _CLUSTER for found in _SHAPE_NUMBER.findall(vml)})
