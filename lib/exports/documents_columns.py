"""How wide the columns of a document's table stand. Needs are in widths of a Chinese character (ems), results in points.

A column wants its short facts on one line, or room for a clause of its sentences. Where all have that, what is left goes first to
long sentences, so that they stand on a few lines, then to headings that would break, then to sentences by their length. Where not
all have it, each keeps room for its longest Latin word, which no program parts, and what is left goes to the longer texts, so that
rows are not high.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lib.exports.documents_charts import Grid
from lib.exports.slides_text import width
from lib.exports.table import is_numeric

_SHORT, _CLAUSE, _SIDES = 7.0, 10.0, 1.3
"""What a short fact may take, what a sentence needs at least, and what the margins of a cell take."""

_LEAST, _LEAST_OF_NUMBERS = 4.0, 2.8
"""No column whose texts or heading are longer is narrower: a column a letter wide is read from top to bottom."""

_FEW_LINES, _MOST_LINES, _SENTENCE = 5, 8, 18.0
"""On how many lines a long sentence reads well and on how many it must, and the most width that it may ask for it."""

_LONGEST_COUNTED = 60.0
_PAPER_FACE = 0.85
"""How wide the Latin face of a paper is beside that of slides, whose widths are known."""

_LATIN_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True)
class _Need:
    """What one column needs: `least` for its words to stay whole, `wanted` to read well, `heading` for its heading to stay on one line.

    `eased` is what it needs for long sentences to stand on a few lines, `more` how much longer than the least its longest text is.
    """

    least: float
    wanted: float
    eased: float
    heading: float
    more: float
    is_wide: bool


def is_narrower(grid: Grid, room: float, size: float) -> bool:
    """Whether so many points are too few for the columns at this size of type."""
    return sum(need.wanted for need in _needs(grid)) * size > room


def parted(grid: Grid, room: float, size: float) -> list[list[int]]:
    """The columns by tables, about as many in each, each of which repeats the first column; all in one where they can be read in one."""
    needs = _needs(grid)
    others = list(range(1, len(needs)))
    if sum(need.least for need in needs) * size <= room or len(others) < 2:
        return [list(range(len(needs)))]
    for count in range(2, len(others) + 1):
        each = -(-len(others) // count)
        parts = [[0, *others[first : first + each]] for first in range(0, len(others), each)]
        if all(sum(needs[place].wanted for place in part) * size <= room for part in parts):
            break
    return parts


def column_widths(grid: Grid, room: float, sizes: Sequence[float]) -> tuple[float, list[float]]:
    """The size of type, from the largest at which all reads well down to the least, and the widths of the columns.

    Args:
        grid: the table.
        room: how wide it stands, in points; the widths add up to it.
        sizes: of type, from the wanted one to the least.
    """
    needs = _needs(grid)
    wanted = sum(need.wanted for need in needs)
    eased = sum(need.eased for need in needs)
    size = next((size for size in sizes if eased * size <= room), sizes[-1])
    found = _widened(needs, room / size) if wanted * size <= room else _squeezed(needs, room / size)
    scale = room / sum(found)
    return size, [each * scale for each in found]


def _needs(grid: Grid) -> list[_Need]:
    found = []
    for place, (heading, is_wide) in enumerate(zip(grid.headings, grid.wide, strict=True)):
        cells = {row[place] for row in grid.rows}
        longest = max((width(part, 1) for cell in cells for part in cell.split("\n")), default=0.0)
        of_heading = max((width(word, 1) for word in _LATIN_WORD.findall(heading)), default=0.0) * _PAPER_FACE
        words = {word for cell in cells for word in _LATIN_WORD.findall(cell)}
        word = max((width(word, 1) for word in words), default=0.0) * _PAPER_FACE
        most = max(_CLAUSE, min(longest / _MOST_LINES, _SENTENCE)) if is_wide else _SHORT
        few = _LEAST_OF_NUMBERS if is_numeric(cells) else _LEAST
        wanted = min(max(longest, of_heading, min(width(heading, 1), few)), most)
        eased = max(wanted, min(longest / _FEW_LINES, _SENTENCE)) if is_wide else wanted
        least = wanted if is_wide else min(max(word, of_heading, min(max(longest, width(heading, 1)), few)), wanted)
        more = max(min(longest, _LONGEST_COUNTED) - least, 0.0)
        found.append(_Need(least + _SIDES, wanted + _SIDES, eased + _SIDES, min(width(heading, 1), most) + _SIDES, more, is_wide))
    return found


def _widened(needs: Sequence[_Need], room: float) -> list[float]:
    """What all want, and what is left shared out."""
    found = [need.wanted for need in needs]
    for aims in ([need.eased for need in needs], [need.heading for need in needs]):
        missing = [max(aim - each, 0.0) for aim, each in zip(aims, found, strict=True)]
        given = min(1.0, (room - sum(found)) / sum(missing)) if any(missing) else 0.0
        found = [each + more * given for each, more in zip(found, missing, strict=True)]
    left = room - sum(found)
    wide = [need.is_wide for need in needs]
    shares = [need.more if need.is_wide else 0.0 for need in needs]
    shares = shares if any(shares) else [float(each) for each in wide]
    return [each + left * share / sum(shares) for each, share in zip(found, shares, strict=True)] if any(wide) else found


def _squeezed(needs: Sequence[_Need], room: float) -> list[float]:
    """The words of all stay whole while that can be had; beyond that, each has the more the longer its texts are."""
    spare = max(room - sum(need.least for need in needs), 0.0)
    asked = sum(need.more for need in needs) or 1.0
    return [need.least + spare * need.more / asked for need in needs]
