"""The sheet 归并建议 that is added to somebody's workbook beside 校验结果: what might be merged or sorted, and why.

Proposals only: no cell of theirs is changed by them. Each opinion that a row names is a link to its row. Where an earlier copy brought such a sheet and
there is nothing more to propose, the sheet stays and says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.exports.package import MAIN
from lib.exports.package_styles import Look, StyleSheet
from lib.exports.package_text import attribute_text, inline_cell
from lib.exports.sheet_look import BODY_FONT, GRID, HEAD_FONT, HEADER_FILL, INK, LINE_HEIGHT, PRINTED_ACROSS, sheet_reference
from lib.exports.workbook_widths import lines_of

SORTING_WIDTHS = (30.0, 30.0, 60.0, 12.0)
"""Columns; a table with fewer leaves the last ones empty."""

_LETTERS = "ABCD"
_MOST_LINKS = 60_000  # of the 65,530 that a spreadsheet program takes in one sheet


@dataclass(frozen=True, slots=True)
class ProposalTable:
    """One table of the sheet in words. `places` are those of a row's first cells: its sheet as shown, and its row; ("", 0) where unknown."""

    heading: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    places: tuple[tuple[tuple[str, int], ...], ...]


@dataclass(frozen=True, slots=True)
class ProposalSheet:
    """The whole sheet; `summary` says that these are proposals, or that there are none."""

    sheet_name: str
    title: str  # begins with `SORTING_MARK`
    summary: str
    tables: tuple[ProposalTable, ...]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of the sheet before it is drawn: `kind` is title, summary, heading, note, head, row or blank."""

    kind: str
    texts: tuple[str, ...] = ()
    places: tuple[tuple[str, int], ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether its one text runs over all columns."""
        return self.kind in ("title", "summary", "heading", "note")

    @property
    def height(self) -> float:
        """In points."""
        if self.is_wide:
            width = sum(SORTING_WIDTHS)
            return {"title": 34.0, "heading": 26.0}.get(self.kind, max(20.0, lines_of(self.texts[0], width) * LINE_HEIGHT + 7))
        if not self.texts:
            return 15.0
        lines = max(lines_of(text, width) for text, width in zip(self.texts, SORTING_WIDTHS, strict=False))
        return min(400.0, max(24.0, round(lines * LINE_HEIGHT + 7, 1)))


def sheet_lines(sheet: ProposalSheet) -> tuple[SheetLine, ...]:
    """Every row of the sheet from the first on, for both ways of writing it."""
    lines = [SheetLine("title", (sheet.title,)), SheetLine("summary", (sheet.summary,))]
    for table in sheet.tables:
        lines += [
            SheetLine("blank"),
            SheetLine("heading", (table.heading,)),
            SheetLine("note", (table.note,)),
            SheetLine("head", table.heads),
        ]
        lines += [SheetLine("row", texts, places) for texts, places in zip(table.rows, table.places, strict=True)]
    return tuple(lines)


def sorting_xml(sheet: ProposalSheet, real_names: dict[str, str], styles: StyleSheet) -> bytes:
    """The worksheet part.

    Args:
        sheet: what it says.
        real_names: sheet name as shown → as the workbook has it, for the links.
        styles: the workbook's formats.
    """
    lines = sheet_lines(sheet)
    looks = _looks(styles)
    rows = "".join(_row(number, line, looks) for number, line in enumerate(lines, 1))
    merges = [f'<mergeCell ref="A{number}:D{number}"/>' for number, line in enumerate(lines, 1) if line.is_wide]
    links = [link for number, line in enumerate(lines, 1) for link in _links(number, line, real_names)][:_MOST_LINKS]
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    widths = "".join(f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>' for n, width in enumerate(SORTING_WIDTHS, 1))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        '<sheetPr><tabColor rgb="FF1F3A5F"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:D{len(lines)}"/><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>{rows}</sheetData>'
        f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>'
        f"{linked}"
        f"{PRINTED_ACROSS}<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    ).encode()


def _looks(styles: StyleSheet) -> dict[str, int]:
    return {
        "title": styles.format(Look(HEAD_FONT, 16, INK, is_bold=True)),
        "summary": styles.format(Look(BODY_FONT, 10.5, "404040")),
        "heading": styles.format(Look(HEAD_FONT, 12, INK, is_bold=True)),
        "note": styles.format(Look(BODY_FONT, 10.5, "404040")),
        "head": styles.format(Look(HEAD_FONT, 11, INK, is_bold=True, fill=HEADER_FILL, grid=GRID, horizontal="center")),
        "row": styles.format(Look(BODY_FONT, 10.5, grid=GRID)),
        "link": styles.format(Look(BODY_FONT, 10.5, "1F4E9E", is_underlined=True, grid=GRID)),
    }


def _row(number: int, line: SheetLine, looks: dict[str, int]) -> str:
    if not line.texts:
        return f'<row r="{number}"/>'
    is_link = [place < len(line.places) and bool(line.places[place][0]) for place in range(len(line.texts))]
    cells = "".join(
        inline_cell(f"{letter}{number}", text, looks["link" if linked else line.kind])
        for letter, text, linked in zip(_LETTERS, line.texts, is_link, strict=False)
    )
    return f'<row r="{number}" ht="{line.height:g}" customHeight="1">{cells}</row>'


def _links(number: int, line: SheetLine, real_names: dict[str, str]) -> Sequence[str]:
    found = []
    for letter, (sheet, row) in zip(_LETTERS, line.places, strict=False):
        name = real_names.get(sheet)
        if name:
            target = attribute_text(sheet_reference(name, f"A{row}"))
            found.append(f'<hyperlink ref="{letter}{number}" location={target}/>')
    return found
