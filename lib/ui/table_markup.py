"""A whole table as print sets it: every row and every word, for tables that a page or a sheet can hold.

Short cells keep to one line, so that the wide columns get the room; a column of counts or shares stands flush right.
On a phone each row becomes a block in which every cell bears its heading: ten columns beside each other would be a letter wide there.
Every value is escaped here; text from a workbook is never markup.
"""

import re
from collections.abc import Sequence
from html import escape
from weakref import WeakKeyDictionary

from lib.desk.section import KEY_COLUMN
from lib.desk.tables import Table
from lib.figures.wrapping import width

SHORT_UNITS = 8
"""Half-width units up to which a cell is never broken; 11月上旬 is 8."""

LINE_UNITS = 14
"""Up to which it is broken on paper only."""

PLACE_UNITS = 10
"""Up to which a cell stands in one place of a block, of which a phone has four beside each other; a longer one takes two, and with it all
of its column: the same thing stands at the same place in every block."""

HEADING_UNITS = 12
"""Up to which a heading, set smaller, stands in one place of a block on one line; were it broken, its cell would stand lower than those beside it."""

BLOCK_UNITS = 26
"""A longer cell has a line of its own in a block."""

NARROW_UNITS = 60
"""A table whose longest cells together need no more is set as wide as they are: a sheet's width would tear a name from what is said of it."""

_COUNT = re.compile(r"[\d.,]+%?")
_FEWEST_COUNTS = 2
"""A single figure may be a number that names the row."""


MOST_ROWS_KEPT = 60
"""The words of a longer one would weigh what is kept of the board, and its pages are few."""

_WRITTEN: WeakKeyDictionary[Table, str] = WeakKeyDictionary()


def table(shown: Table) -> str:
    """The table on a page; a short one is written once for as long as it lives."""
    written = _WRITTEN.get(shown)
    if written is None:
        written = _whole(shown, "pb-table pb-blocks", labelled=True)
        if len(shown.cells) <= MOST_ROWS_KEPT:
            _WRITTEN[shown] = written
    return written


def on_paper(shown: Table) -> str:
    """What paper shows in place of a grid; not rendered on the screen, so that nobody hears it twice."""
    return f'<div class="pb-paper">{_whole(shown, "pb-table", labelled=False)}</div>'


def _whole(shown: Table, kind: str, *, labelled: bool) -> str:
    kept = [(name, heading) for name, heading in shown.headings if name != KEY_COLUMN]
    columns = [[str(words) for words in shown.cells[name].fillna("")] for name, _ in kept]
    roles = [_role(name in shown.wide, cells) for (name, _), cells in zip(kept, columns, strict=True)]
    labels = [heading if labelled else "" for _, heading in kept]
    broad = [labelled and _takes_two(heading, cells) for (_, heading), cells in zip(kept, columns, strict=True)]
    head = "".join(f'<th scope="col"{_classes(role)}>{escape(heading)}</th>' for (_, heading), role in zip(kept, roles, strict=True))
    body = "".join(
        "<tr>" + "".join(_cell(*cell) for cell in zip(line, roles, labels, broad, strict=True)) + "</tr>"
        for line in zip(*columns, strict=True)
    )
    wide = any(role == "pb-wide" for role in roles)
    longest = sum(max(map(width, (heading, *cells))) for (_, heading), cells in zip(kept, columns, strict=True))
    kind += " pb-narrow" if not wide and longest <= NARROW_UNITS else ""
    return f'<div class="pb-sheet"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _role(is_wide: bool, cells: Sequence[str]) -> str:
    if is_wide:
        return "pb-wide"
    filled = [words for words in cells if words]
    return "pb-count" if len(filled) >= _FEWEST_COUNTS and all(_COUNT.fullmatch(words) for words in filled) else ""


def _takes_two(heading: str, cells: Sequence[str]) -> bool:
    """Whether the cells of a column take two places of a block; one that has a line of its own says nothing of the others."""
    return width(heading) > HEADING_UNITS or any(PLACE_UNITS < _longest_line(words) <= BLOCK_UNITS for words in cells)


def _longest_line(words: str) -> int:
    return max((width(line) for line in words.splitlines()), default=0)


def _cell(words: str, role: str, label: str, is_broad: bool) -> str:
    longest = _longest_line(words)
    length = "pb-short" if longest <= SHORT_UNITS else "pb-line" if longest <= LINE_UNITS else "pb-long" if longest > BLOCK_UNITS else ""
    places = "pb-two" if is_broad and longest <= BLOCK_UNITS else ""
    named = f' data-label="{escape(label)}"' if label else ""
    return f"<td{_classes(role, length if words else '', places)}{named}>{escape(words)}</td>"


def _classes(*names: str) -> str:
    kept = " ".join(name for name in names if name)
    return f' class="{kept}"' if kept else ""
