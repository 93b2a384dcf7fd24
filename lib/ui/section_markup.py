"""A section's table as print sets it: short cells keep to one line, so that the wide columns get the room.

Every value is escaped here; text from a workbook is never markup.
"""

from html import escape

from lib.desk.section import KEY_COLUMN
from lib.desk.tables import Table
from lib.figures.wrapping import width

ONE_LINE = 14
"""Units of width (a Chinese character has two) up to which a cell of a narrow column is never broken."""


def table(shown: Table) -> str:
    """Every row and every word; columns named wide are wrapped, others only where a cell is long."""
    kept = [(name, heading) for name, heading in shown.headings if name != KEY_COLUMN]
    head = "".join(f'<th scope="col"{_style(heading, name in shown.wide)}>{escape(heading)}</th>' for name, heading in kept)
    lines = zip(*(shown.cells[name].fillna("") for name, _ in kept), strict=True)
    names = [name for name, _ in kept]
    body = "".join(
        "<tr>"
        + "".join(f"<td{_style(words, name in shown.wide)}>{escape(words)}</td>" for name, words in zip(names, line, strict=True))
        + "</tr>"
        for line in lines
    )
    return f'<div class="pb-sheet"><table class="pb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _style(words: str, is_wide: bool) -> str:
    if is_wide:
        return ' style="min-width:11em;white-space:pre-line"'
    longest = max((width(line) for line in words.splitlines()), default=0)
    return ' style="white-space:pre"' if longest <= ONE_LINE else ""
