"""The sheet 校验结果 that is added to somebody's workbook: every finding a row, with a link to its place.

Written as XML by hand, with the text inside the cells, so that no other part of the workbook is touched but its list of
sheets and its formats.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.exports.package import MAIN, Unsafe
from lib.exports.package_styles import Look, StyleSheet
from lib.exports.package_text import attribute_text, inline_cell
from lib.exports.sheet_look import BODY_FONT, GRID, HEAD_FONT, HEADER_FILL, INK, LINE_HEIGHT, PRINTED_ACROSS, WARNING_RED, sheet_reference
from lib.exports.workbook_widths import lines_of
from lib.ingest.model import Severity

WIDTHS = (6.0, 9.0, 16.0, 14.0, 26.0, 50.0, 43.0)
HEADER_ROW = 3
_MOST_LINKS = 65_000  # of the 65,530 that a spreadsheet program takes in one sheet
_LONGEST_VALUE = 500

SEVERITY_INKS = {Severity.ERROR: WARNING_RED, Severity.WARNING: "7A5200", Severity.INFO: "55606B"}


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One finding in the words of the reader's language; `sheet` and `cell` are "" where it is about the whole file or sheet.

    One that stands for the same in several cells of a column leads to the first, and `cells` names them.
    """

    severity: Severity
    sheet: str
    cell: str
    value: str
    message: str
    hint: str
    cells: str = ""


@dataclass(frozen=True, slots=True)
class MarkedLines:
    """What is `listed` in the sheet, the same of a column in one line, and what is `noted` on the cells, each on its own."""

    listed: tuple[MarkedLine, ...]
    noted: tuple[MarkedLine, ...]


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """The fixed words of the sheet and the notes."""

    sheet_name: str
    title: str  # begins with `CHECK_MARK`
    summary: str
    how: str  # what to do with the marked-up workbook
    heads: tuple[str, ...]
    severities: tuple[tuple[Severity, str], ...]
    note_hint: str  # stands before the hint in a note

    def severity(self, severity: Severity) -> str:
        """The word for how bad a finding is."""
        return dict(self.severities)[severity]

    def row(self, number: int, line: MarkedLine) -> tuple[str, ...]:
        """What a finding's row says."""
        value = line.value if len(line.value) <= _LONGEST_VALUE else line.value[:_LONGEST_VALUE] + "…"
        return (str(number), self.severity(line.severity), line.sheet, line.cells or line.cell, value, line.message, line.hint)


@dataclass(frozen=True, slots=True)
class MarkedBook:
    """A marked-up copy, or the reason why there is none."""

    data: bytes = b""
    extension: str = ""
    reason: Unsafe | None = None


def height_of(texts: Sequence[str]) -> float:
    """The height in points that a row of the sheet needs."""
    lines = max(lines_of(text, width) for text, width in zip(texts, WIDTHS, strict=True))
    return min(400.0, max(24.0, round(lines * LINE_HEIGHT + 7, 1)))


@dataclass(frozen=True, slots=True)
class _Styles:
    title: int
    summary: int
    head: int
    middle: int
    text: int
    link: int
    severities: dict[Severity, int]


def sheet_xml(lines: Sequence[MarkedLine], words: MarkedWords, real_names: dict[str, str], styles: StyleSheet, *, has_views: bool) -> bytes:
    """The worksheet part.

    Args:
        lines: the findings, in the order to show.
        words: the fixed words.
        real_names: sheet name as shown → as the workbook has it, for the links.
        has_views: the workbook lists its windows, which a frozen header needs.
    """
    looks = _styles(styles)
    last = HEADER_ROW + max(len(lines), 1)
    widths = "".join(f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>' for n, width in enumerate(WIDTHS, 1))
    view = (
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="{HEADER_ROW}" topLeftCell="A{HEADER_ROW + 1}" '
        f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A{HEADER_ROW + 1}" sqref="A{HEADER_ROW + 1}"/>'
        "</sheetView></sheetViews>"
    )
    rows = [_top(1, words.title, looks.title, 34), _top(2, words.summary + words.how, looks.summary, 36), _head(words.heads, looks.head)]
    rows += [_row(HEADER_ROW + number, words.row(number, line), line, looks) for number, line in enumerate(lines, 1)]
    links = [link for number, line in enumerate(lines, 1) if (link := _link(HEADER_ROW + number, line, real_names))][:_MOST_LINKS]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        '<sheetPr><tabColor rgb="FFB3261E"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:G{last}"/>{view * has_views}<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{HEADER_ROW}:G{last}"/><mergeCells count="2"><mergeCell ref="A1:G1"/><mergeCell ref="A2:G2"/></mergeCells>'
        f"{_links(links)}"
        f"{PRINTED_ACROSS}<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>"
        "</worksheet>"
    ).encode()


def _styles(styles: StyleSheet) -> _Styles:
    cell = Look(BODY_FONT, 10.5, grid=GRID)
    return _Styles(
        title=styles.format(Look(HEAD_FONT, 16, INK, is_bold=True)),
        summary=styles.format(Look(BODY_FONT, 10.5, "404040")),
        head=styles.format(Look(HEAD_FONT, 11, INK, is_bold=True, fill=HEADER_FILL, grid=GRID, horizontal="center")),
        middle=styles.format(Look(BODY_FONT, 10.5, grid=GRID, horizontal="center")),
        text=styles.format(cell),
        link=styles.format(Look(BODY_FONT, 10.5, "1F4E9E", is_underlined=True, grid=GRID, horizontal="center")),
        severities={
            severity: styles.format(Look(HEAD_FONT, 10.5, ink, grid=GRID, horizontal="center")) for severity, ink in SEVERITY_INKS.items()
        },
    )


def _top(row: int, text: str, style: int, height: float) -> str:
    return f'<row r="{row}" ht="{height:g}" customHeight="1">{inline_cell(f"A{row}", text, style)}</row>'


def _head(heads: Sequence[str], style: int) -> str:
    cells = "".join(inline_cell(f"{letter}{HEADER_ROW}", head, style) for letter, head in zip("ABCDEFG", heads, strict=True))
    return f'<row r="{HEADER_ROW}" ht="26" customHeight="1">{cells}</row>'


def _row(row: int, texts: Sequence[str], line: MarkedLine, looks: _Styles) -> str:
    place = looks.link if line.cell else looks.middle
    styles = (looks.middle, looks.severities[line.severity], looks.middle, place, looks.text, looks.text, looks.text)
    number = f'<c r="A{row}" s="{looks.middle}"><v>{texts[0]}</v></c>'
    cells = "".join(inline_cell(f"{letter}{row}", text, style) for letter, text, style in zip("BCDEFG", texts[1:], styles[1:], strict=True))
    return f'<row r="{row}" ht="{height_of(texts):g}" customHeight="1">{number}{cells}</row>'


def _links(links: Sequence[str]) -> str:
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _link(row: int, line: MarkedLine, real_names: dict[str, str]) -> str:
    """A link from the finding's place to the place itself; none where it is about the whole file."""
    name = real_names.get(line.sheet)
    if not name:
        return ""
    target = sheet_reference(name, line.cell or "A1")
    return f'<hyperlink ref="{"D" if line.cell else "C"}{row}" location={attribute_text(target)} display={attribute_text(line.cells or line.cell or line.sheet)}/>'
