"""What is added to a plan to make it a tracking workbook: columns beside its tasks, and an empty sheet of opinions.

Widths are characters, heights points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.exports.package import MAIN, Unsafe
from lib.exports.package_styles import Look, StyleSheet
from lib.exports.package_text import attribute_text, element_text, inline_cell
from lib.exports.sheet_look import BODY_FONT, GRID, HEAD_FONT, HEADER_FILL, INK, LONG_DATE, LONGEST_LIST, PRINTED_ACROSS
from lib.ingest.model import ColumnChoice
from lib.ingest.read.references import column_letters

_TITLE_ROW, _FILLED_BY_ROW, _HEADER_ROW = 1, 2, 3


@dataclass(frozen=True, slots=True)
class NewColumn:
    """A column to be filled in."""

    name: str  # in the schema
    header: str
    width: float
    is_centred: bool = False
    is_date: bool = False
    choices: tuple[str, ...] = ()
    is_strict: bool = True  # another word than the choices is warned about


@dataclass(frozen=True, slots=True)
class EmptyForm:
    """A sheet with a title, a header and ruled rows; without a title the header stands in the first row."""

    name: str
    title: str
    filled_by: str
    columns: tuple[NewColumn, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class TrackingRequest:
    """What the worker needs to know beside the file."""

    file_name: str
    year: int | None
    choices: tuple[ColumnChoice, ...]
    columns: tuple[NewColumn, ...]
    feedback: EmptyForm


@dataclass(frozen=True, slots=True)
class TrackingBook:
    """A tracking workbook, or the reason why there is none."""

    data: bytes = b""
    extension: str = ""
    reason: Unsafe | None = None


def drop_down(column: NewColumn, area: str, prefix: str = "") -> str:
    """The rule that offers a column's choices; "" where it has none that can be offered."""
    joined = ",".join(choice.replace(",", "，") for choice in column.choices)
    if not joined or len(joined) > LONGEST_LIST or '"' in joined:
        return ""
    warns = ' showErrorMessage="1"' if column.is_strict else ""
    return (
        f'<{prefix}dataValidation type="list" errorStyle="warning" allowBlank="1"{warns} sqref={attribute_text(area)}>'
        f'<{prefix}formula1>"{element_text(joined)}"</{prefix}formula1></{prefix}dataValidation>'
    )


def form_xml(form: EmptyForm, styles: StyleSheet, *, has_views: bool) -> bytes:
    """The worksheet part of an empty form."""
    header_row = _HEADER_ROW if form.title else 1
    last_letters, first, last = column_letters(len(form.columns)), header_row + 1, header_row + form.rows
    title = styles.format(Look(HEAD_FONT, 18, INK, is_bold=True, horizontal="center"))
    filled_by = styles.format(Look(BODY_FONT, 11, "404040"))
    head = styles.format(Look(HEAD_FONT, 11, INK, is_bold=True, fill=HEADER_FILL, grid=GRID, horizontal="center"))
    looks = [styles.format(_body(column)) for column in form.columns]
    above = [_row(_TITLE_ROW, 36, [form.title], [title]), _row(_FILLED_BY_ROW, 22, [form.filled_by], [filled_by])]
    rows = above if form.title else []
    rows.append(_row(header_row, 34, [column.header for column in form.columns], [head] * len(form.columns)))
    rows += [_row(number, 24, [""] * len(looks), looks) for number in range(first, last + 1)]
    widths = "".join(f'<col min="{n}" max="{n}" width="{column.width:g}" customWidth="1"/>' for n, column in enumerate(form.columns, 1))
    areas = [f"{column_letters(n)}{first}:{column_letters(n)}{last}" for n in range(1, len(form.columns) + 1)]
    rules = [rule for column, area in zip(form.columns, areas, strict=True) if (rule := drop_down(column, area))]
    merged = "".join(f'<mergeCell ref="A{row}:{last_letters}{row}"/>' for row in (_TITLE_ROW, _FILLED_BY_ROW))
    merged = f'<mergeCells count="2">{merged}</mergeCells>'
    view = (
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{header_row}" topLeftCell="A{first}" activePane="bottomLeft" '
        f'state="frozen"/><selection pane="bottomLeft" activeCell="A{first}" sqref="A{first}"/></sheetView></sheetViews>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last_letters}{last}"/>{view * has_views}<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{merged * bool(form.title)}{_rules(rules)}"
        f"{PRINTED_ACROSS}</worksheet>"
    ).encode()


def _rules(rules: Sequence[str]) -> str:
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _body(column: NewColumn) -> Look:
    code = LONG_DATE if column.is_date else ""
    return Look(BODY_FONT, 10.5, grid=GRID, horizontal="center" if column.is_centred else "left", number_format=code, is_quoted=False)


def _row(number: int, height: float, texts: Sequence[str], looks: Sequence[int]) -> str:
    cells = (
        inline_cell(f"{column_letters(place)}{number}", text, style)
        for place, (text, style) in enumerate(zip(texts, looks, strict=True), 1)
    )
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'
