"""The sheets of a document in the layout of official papers: A4, margins 37, 35, 28 and 26 mm, 28 points a line, — 1 — at the foot.

A table of many columns stands on a sheet across. Each run names its Latin and its East Asian face; where a face is missing, the file
says which one steps in. Text is written as text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from xml.sax.saxutils import escape, quoteattr

from lib.exports.documents_charts import Grid
from lib.exports.documents_columns import column_widths, is_narrower
from lib.exports.slides_text import brackets_whole, shown
from lib.exports.table import is_numeric

_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TWIPS = 1440 / 25.4  # in a millimetre
_PAGE = (210, 297)
_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
ROOM = (_PAGE[0] - _MARGINS["left"] - _MARGINS["right"]) * _TWIPS / 20
"""How wide a line is on an upright sheet, in points."""

ROOM_ACROSS = (_PAGE[1] - 72) * _TWIPS / 20
"""The same on a sheet across."""

_KEEP = "<w:keepNext/>"
_FINE_SPACING = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_FINE = f"<w:p><w:pPr>{_FINE_SPACING}</w:pPr></w:p>"
_LATIN = "Times New Roman"
_SIZES = (12.0, 10.5, 9.0)
LEAST_SIZE = _SIZES[-1]
"""The smallest type of a table, in points."""

_LINES_TOGETHER = 12
"""A row of more lines goes on over the next sheet: kept whole, it would leave half a sheet blank."""

_WHOLE = 16
"""A table of no more lines stands on one sheet. Of a longer one the first two rows stay together, and the last two."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; sizes in points. `indent` is the first line's, in characters."""

    face: str
    size: float
    is_bold: bool = False
    align: str = "both"
    indent: int = 0
    style: str = ""
    line: float = 28
    starts_page: bool = False


TITLE = Look("方正小标宋简体", 22, align="center", style="Title", line=34)
SUBTITLE = Look("楷体_GB2312", 14, align="center")
HEADING = Look("黑体", 16, indent=2, style="Heading1", align="left")
ANNEX = Look("黑体", 16, align="left", style="Heading1", starts_page=True)
_FIRST_ANNEX = Look("黑体", 16, align="left", style="Heading1")
SUBHEADING = Look("楷体_GB2312", 16, indent=2, style="Heading2", align="left")
BODY = Look("仿宋_GB2312", 16, indent=2)
CAPTION = Look("黑体", 12, align="center", line=22)
NOTE = Look("楷体_GB2312", 12, align="left", line=20)
SIGNED = Look("仿宋_GB2312", 16, align="right")
_CELL = Look("仿宋_GB2312", 10.5, align="left", line=15)


@dataclass(slots=True, eq=False)
class Sheets:
    """A document being written, from top to bottom."""

    language: str
    parts: list[str] = field(default_factory=list)
    annexes: list[Grid] = field(default_factory=list)

    def write(self, words: str, look: Look) -> None:
        """A paragraph."""
        self.parts.append(_paragraph(words, look, self.language))

    def ask(self, gap: str, look: Look = BODY) -> None:
        """A marked gap, which only a person can fill."""
        self.parts.append(_paragraph(gap, look, self.language, is_gap=True))

    def sign(self, gap: str, day: str) -> None:
        """Who signs and the day, on the sheet of the last words before them: a sheet of a signature alone looks forged."""
        for place in range(len(self.parts) - 1, -1, -1):
            self.parts[place] = _end_kept(self.parts[place])
            if "<w:tbl>" in self.parts[place] or f'w:sz w:val="{round(BODY.size * 2)}"' in self.parts[place]:
                break
        self.parts.append(_kept(_paragraph(gap, SIGNED, self.language, is_gap=True)))
        self.write(day, SIGNED)

    def tabulate(self, grid: Grid) -> bool:
        """A table with its caption, where it stands upright; whether it was left for the annexes."""
        if is_narrower(grid, ROOM, LEAST_SIZE):
            self.annexes.append(grid)
            return True
        self._table(grid, is_across=False)
        self.parts.append(_paragraph("", NOTE, self.language))
        return False

    def annex(self, heads: Sequence[str]) -> None:
        """The tables of many columns, each on sheets across at the end, under its own head."""
        if not self.annexes:
            return
        self.parts.append(_section_end(is_across=False))
        for place, (head, grid) in enumerate(zip(heads, self.annexes, strict=True)):
            self.parts.append(_paragraph(head, _FIRST_ANNEX if not place else ANNEX, self.language))
            self._table(grid, is_across=True)
            self.parts.append(_FINE)  # a sheet may not end with a table; a line of words might begin a sheet of its own

    def _table(self, grid: Grid, *, is_across: bool) -> None:
        self._keep_lead()
        self.write(grid.title, CAPTION)
        self.parts.append(_table(grid, self.language, is_across=is_across))
        if grid.note:
            self.write(grid.note, NOTE)

    def _keep_lead(self) -> None:
        """The sentence before a table stays with it: a heading holds on to its sentence, and both alone at a sheet's foot head nothing."""
        if self.parts:
            self.parts[-1] = _kept(self.parts[-1])

    def saved(self, title: str, subject: str, written: datetime) -> bytes:
        """The document as a file."""
        # Here and not above: the serving process loads the library of documents with the first that somebody takes.
        from lib.exports.documents_file import saved

        content = "".join(self.parts) + _page(is_across=bool(self.annexes))
        whole = f"<w:document {_SPACE} {_RELATIONS}><w:body>{content}</w:body></w:document>"
        return saved(whole, _page_number(), shown(title), subject, written)


def _run(words: str, look: Look, language: str, *, is_gap: bool = False) -> str:
    bold = "<w:b/>" if look.is_bold else '<w:b w:val="0"/>'
    mark = '<w:highlight w:val="yellow"/>' if is_gap else ""
    faces = f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{look.face}" w:cs="{_LATIN}"/>'
    size = round(look.size * 2)
    spoken = f'<w:lang w:val="en-US" w:eastAsia="{language}"/>'
    style = f'<w:rPr>{faces}{bold}<w:i w:val="0"/><w:color w:val="000000"/><w:spacing w:val="0"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{mark}{spoken}</w:rPr>'
    parts = shown(words).split("\n")
    return "<w:r>" + style + "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts) + "</w:r>"


def _paragraph(words: str, look: Look, language: str, *, is_gap: bool = False) -> str:
    style = f'<w:pStyle w:val="{look.style}"/>' if look.style else ""
    keep = _KEEP if look.style or look is CAPTION else ""
    breaks = "<w:pageBreakBefore/>" if look.starts_page else ""
    border = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>' if look.style == "Title" else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{round(look.line * 20)}" w:lineRule="exact"/>'
    indent = f'<w:ind w:firstLineChars="{look.indent * 100}" w:firstLine="{round(look.indent * look.size * 20)}"/>' if look.indent else ""
    run = _run(words, look, language, is_gap=is_gap) if words else ""
    return f'<w:p><w:pPr>{style}{keep}{breaks}{border}{spacing}{indent}<w:jc w:val="{look.align}"/></w:pPr>{run}</w:p>'


def _kept(paragraph: str) -> str:
    """The same on the sheet of what follows."""
    lead = "<w:p><w:pPr>"
    return paragraph if _KEEP in paragraph or not paragraph.startswith(lead) else f"{lead}{_KEEP}{paragraph.removeprefix(lead)}"


def _end_kept(part: str) -> str:
    """A paragraph, or the last row of a table, on the sheet of what follows."""
    before, row, last = part.rpartition("<w:tr>")
    return before + row + re.sub("<w:p><w:pPr>(?!<w:keepNext)", f"<w:p><w:pPr>{_KEEP}", last) if row else _kept(part)


def _page(*, is_across: bool) -> str:
    wide, tall = (_PAGE[1], _PAGE[0]) if is_across else _PAGE
    margins = {"top": 28, "bottom": 26, "left": 35, "right": 37} if is_across else _MARGINS
    edges = " ".join(f'w:{side}="{round(length * _TWIPS)}"' for side, length in margins.items())
    turned = ' w:orient="landscape"' if is_across else ""
    return (
        f'<w:sectPr><w:footerReference w:type="default"/><w:pgSz w:w="{round(wide * _TWIPS)}" w:h="{round(tall * _TWIPS)}"{turned}/>'
        f'<w:pgMar {edges} w:header="{round(15 * _TWIPS)}" w:footer="{round((15 if is_across else 25) * _TWIPS)}" w:gutter="0"/></w:sectPr>'
    )


def _section_end(*, is_across: bool) -> str:
    return f"<w:p><w:pPr>{_FINE_SPACING}{_page(is_across=is_across)}</w:pPr></w:p>"


def _table(grid: Grid, language: str, *, is_across: bool) -> str:
    size, points = column_widths(grid, ROOM_ACROSS if is_across else ROOM, _SIZES[is_across:])
    widths = [round(each * 20) for each in points]
    aligns = ["right" if is_numeric([row[place] for row in grid.rows]) else "left" for place in range(len(grid.headings))]
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(
        grid.headings, widths, ["center"] * len(widths), Look("黑体", size, align="center", line=size * 1.4), language, is_head=True
    )
    look = Look(_CELL.face, size, line=size * 1.4)
    rooms = [each - 6 - size * 0.3 for each in points]
    texts = [[brackets_whole(cell, narrow, size) for cell, narrow in zip(row, rooms, strict=True)] for row in grid.rows]
    lines = [_lines(row, rooms, size) for row in texts]
    kept = range(len(lines) - 1) if sum(map(ceil, lines)) <= _WHOLE else (0, len(lines) - 2)
    rows = "".join(
        _row(row, widths, aligns, look, language, is_whole=tall <= _LINES_TOGETHER, is_kept=place in kept)
        for place, (row, tall) in enumerate(zip(texts, lines, strict=True))
    )
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edge}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar><w:tblCaption w:val={quoteattr(shown(grid.title))}/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _lines(cells: Sequence[str], rooms: Sequence[float], size: float) -> float:
    """About how many lines a row takes."""
    return max((len(cell) * size / room + cell.count("\n") for cell, room in zip(cells, rooms, strict=True)), default=1)


def _row(
    cells: Sequence[str],
    widths: Sequence[int],
    aligns: Sequence[str],
    look: Look,
    language: str,
    *,
    is_head: bool = False,
    is_whole: bool = True,
    is_kept: bool = False,
) -> str:
    """A row; `is_kept`: on the sheet of the next, as every head is, unless it is one that goes on over sheets."""
    repeated = "<w:tblHeader/>" if is_head else ""
    together = "<w:cantSplit/>" if is_whole else ""
    words = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{_kept(written) if is_head or (is_kept and is_whole) else written}</w:tc>'
        for cell, wide, align in zip(cells, widths, aligns, strict=True)
        for written in (_paragraph(cell, Look(look.face, look.size, align=align, line=look.line), language),)
    )
    return f"<w:tr><w:trPr>{together}{repeated}</w:trPr>{words}</w:tr>"


def _page_number() -> str:
    """The paragraph at the foot of every sheet: — 1 —."""
    look = Look("宋体", 14, align="center", line=20)
    dash = _run("— ", look, "zh-CN")
    page = '<w:fldSimple w:instr=" PAGE ">' + _run("1", look, "zh-CN") + "</w:fldSimple>"
    return f'<w:p {_SPACE}><w:pPr><w:jc w:val="center"/></w:pPr>{dash}{page}{_run(" —", look, "zh-CN")}</w:p>'
