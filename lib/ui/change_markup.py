"""What changed, folded for a phone: a line a row of the workbook with its kinds, beneath it the changed cells. Every value is escaped here."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from lib.desk.tables import Table
from lib.i18n import Language
from lib.ui import table_markup
from lib.wording.phrases import listed

_OF_A_ROW = ("number", "what")
_IN_THE_LINE = (*_OF_A_ROW, "kind")
"""Columns that the folded line says, so that what is unfolded does not say them again."""


def folded(changes: Table, language: Language) -> list[str]:
    """Every line of the table under the row that it belongs to; nothing is left out."""
    headings = tuple(each for each in changes.headings if each[0] not in _IN_THE_LINE)
    lines = []
    for first, last in _rows(changes):
        part = changes.rows(first, last)
        kinds = listed(language, tuple(dict.fromkeys(part.cells["kind"])))
        row = " ".join(str(part.cells[name].iloc[0]) for name in _OF_A_ROW if name in part.cells)
        cells = table_markup.table(replace(part, headings=headings))
        lines.append(f'<details class="pb-fold"><summary><b>{escape(kinds)}</b> {escape(row.strip())}</summary>{cells}</details>')
    return lines


def _rows(changes: Table) -> Iterator[tuple[int, int]]:
    """From where to where a row's lines go: they stand together, and name each column once, whatever words two rows share."""
    cells = changes.cells
    rows = list(cells[[name for name in _OF_A_ROW if name in cells]].itertuples(index=False, name=None))
    fields = list(cells["field"])
    first = 0
    for place in range(1, len(rows) + 1):
        if place == len(rows) or rows[place] != rows[first] or fields[place] in fields[first:place]:
            yield first, place
            first = place
