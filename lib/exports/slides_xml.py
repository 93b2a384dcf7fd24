"""The XML of text on a slide: runs, paragraphs, boxes and tables; each run names its Latin and its East Asian face.

Written here and not through the library's objects: a table of a thousand cells is made ten times faster, and no run is forgotten.
Lengths are points; text has passed `shown`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lib.exports.slides_text import LINE, shown
from lib.exports.slides_theme import EAST_ASIAN, LATIN, scheme_colour
from lib.figures.tokens import Colour

_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FACES = f'<a:latin typeface="{LATIN}"/><a:ea typeface="{EAST_ASIAN}"/><a:cs typeface="{LATIN}"/>'
_TABLE = "http://schemas.openxmlformats.org/drawingml/2006/table"
_MARGIN = 4.0  # in a cell, at either side
_EDGES = ("lnL", "lnR", "lnT")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height

    def below(self, gap: float) -> "Area":
        """What is left under a strip of this height."""
        return Area(self.left, self.top + gap, self.width, self.height - gap)


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look; `size` in points."""

    text: str
    size: float
    colour: Colour = Colour.INK
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs on a line, aligned `l`, `ctr` or `r`."""

    runs: tuple[Run, ...]
    align: str = "l"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its paragraphs, its ground, over how many columns it goes (0 is covered by the cell before it), and points kept free at its right."""

    paragraphs: tuple[Paragraph, ...]
    ground: Colour | None = None
    tint: float = 0.0
    across: int = 1
    anchor: str = "ctr"
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one height."""

    cells: tuple[Cell, ...]
    height: float


def line(text: str, size: float, colour: Colour = Colour.INK, align: str = "l", *, is_bold: bool = False) -> Paragraph:
    """A paragraph in one look."""
    return Paragraph((Run(text, size, colour, is_bold),), align)


def emu(points: float) -> int:
    """A length as the format counts it."""
    return round(points * 12700)


def run_xml(run: Run, language: str) -> str:
    """One run; a line break in it is a break of the line."""
    look = f'lang="{language}" sz="{round(run.size * 100)}" b="{int(run.is_bold)}" dirty="0"><a:solidFill>{scheme_colour(run.colour)}</a:solidFill>{FACES}'
    parts = shown(run.text).split("\n")
    return f"<a:br><a:rPr {look}</a:rPr></a:br>".join(f"<a:r><a:rPr {look}</a:rPr><a:t>{escape(part)}</a:t></a:r>" for part in parts)


def paragraph_xml(paragraph: Paragraph, language: str) -> str:
    """One paragraph."""
    tall = round(max((run.size for run in paragraph.runs), default=12.0) * LINE * 100)
    runs = "".join(run_xml(run, language) for run in paragraph.runs if run.text) or f'<a:endParaRPr lang="{language}" sz="{tall // 2}"/>'
    return f'<a:p><a:pPr algn="{paragraph.align}"><a:lnSpc><a:spcPts val="{tall}"/></a:lnSpc></a:pPr>{runs}</a:p>'


def box_xml(number: int, name: str, area: Area, paragraphs: Sequence[Paragraph], language: str, anchor: str = "t") -> str:
    """A box of text without margins of its own."""
    words = "".join(paragraph_xml(each, language) for each in paragraphs) or "<a:p/>"
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{_frame(area, "a:xfrm")}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>{words}</p:txBody></p:sp>'
    )


def number_xml(number: int, area: Area, language: str, size: float) -> str:
    """The slide's number, as a field that follows when slides are moved."""
    look = f'lang="{language}" sz="{round(size * 100)}"><a:solidFill>{scheme_colour(Colour.MUTED)}</a:solidFill>{FACES}</a:rPr>'
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="number"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr>{_frame(area, "a:xfrm")}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/><a:p><a:pPr algn="r"/><a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f"<a:rPr {look}<a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
    )


def mark_xml(
    number: int, name: str, area: Area, colour: Colour, shape: str = "rect", *, is_hollow: bool = False, weight: float = 1.0
) -> str:
    """A mark laid over a chart: a rectangle, a dot or, without height or width, a line."""
    ink = f"<a:solidFill>{scheme_colour(colour)}</a:solidFill>"
    fill = f"<a:solidFill>{scheme_colour(Colour.BACKGROUND)}</a:solidFill>" if is_hollow else ink
    edge = f'<a:ln w="{emu(weight)}">{ink}</a:ln>'
    is_line = not (area.width and area.height)
    body = f'<a:prstGeom prst="{"line" if is_line else shape}"><a:avLst/></a:prstGeom>{"" if is_line else fill}{edge}'
    if is_line:
        return (
            f'<p:cxnSp {_SPACES}><p:nvCxnSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
            f"<p:spPr>{_frame(area, 'a:xfrm')}{body}</p:spPr></p:cxnSp>"
        )
    return (
        f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr>{_frame(area, 'a:xfrm')}{body}</p:spPr></p:sp>"
    )


def table_xml(number: int, name: str, alt: str, area: Area, widths: Sequence[float], rows: Sequence[Row], language: str) -> str:
    """A table whose first row is its header."""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    lines = "".join(f'<a:tr h="{emu(row.height)}">{"".join(_cell(cell, language) for cell in row.cells)}</a:tr>' for row in rows)
    return (
        f'<p:graphicFrame {_SPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(shown(alt))}/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{_frame(area, "p:xfrm")}'
        f'<a:graphic><a:graphicData uri="{_TABLE}"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{lines}</a:tbl></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _cell(cell: Cell, language: str) -> str:
    words = "".join(paragraph_xml(each, language) for each in cell.paragraphs or (_NOTHING,))
    spanning = ' hMerge="1"' if cell.across == 0 else f' gridSpan="{cell.across}"' if cell.across > 1 else ""
    none = "".join(f'<a:{edge} w="0"><a:noFill/></a:{edge}>' for edge in _EDGES)
    under = f'<a:lnB w="6350"><a:solidFill>{scheme_colour(Colour.RULE)}</a:solidFill></a:lnB>'
    ground = "<a:noFill/>" if cell.ground is None else f"<a:solidFill>{scheme_colour(cell.ground, cell.tint)}</a:solidFill>"
    sides, ends = (emu(_MARGIN), emu(3)) if cell.anchor == "ctr" else (emu(1), emu(1))
    return (
        f"<a:tc{spanning}><a:txBody><a:bodyPr/>{words}</a:txBody>"
        f'<a:tcPr marL="{sides}" marR="{sides + emu(cell.after)}" marT="{ends}" marB="{ends}" anchor="{cell.anchor}">{none}{under}{ground}</a:tcPr></a:tc>'
    )


def cell_height(lines: int, size: float) -> float:
    """How high a cell of so many lines is."""
    return max(lines, 1) * size * LINE + 6


_NOTHING = line("", 6)
CELL_SIDES = 2 * _MARGIN
"""What the margins of a cell take of its width."""


def _frame(area: Area, tag: str) -> str:
    return f'<{tag}><a:off x="{emu(area.left)}" y="{emu(area.top)}"/><a:ext cx="{emu(area.width)}" cy="{emu(area.height)}"/></{tag}>'
