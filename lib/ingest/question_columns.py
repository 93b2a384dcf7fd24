"""Which columns of a table of opinions each ask for something of their own: 您对食堂有什么意见 | 其他建议, 教学方面 | 后勤方面.

They are read apart only where nothing but who answered, when and how stands beside the answers: a category, a state or a
reply would be that of all of them, or of one, and nobody wrote of which.
"""

import re
from collections.abc import Mapping, Sequence

from lib.ingest.headers import matches, normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.samples import Sample
from lib.schema import Opinion, SheetRole

_BESIDE = frozenset(
    {
        Opinion.TEXT, Opinion.FEEDBACK_ID, Opinion.RECEIVED, Opinion.CHANNEL, Opinion.GROUP, Opinion.OPENNESS, Opinion.SATISFACTION, Opinion.NOTE
    }
)  # fmt: skip
_ASKED = re.compile(
    r".*(?:您|你).*|(?:对|关于|针对).{1,16}?(?:意见|建议).*|.{1,12}方面.*|(?:其他|其它|另外|还有).*|(?:any)?other.*|.*(?:on|about|regarding).+"
)
"""A header that asks for something of its own; 意见内容 beside 意见摘要 does not, and may be one opinion written twice."""


def questions(cells: Sequence[HeaderCell], names: Mapping[int, str], samples: Mapping[int, Sample]) -> tuple[int, ...]:
    """The columns of opinions that each ask for something of their own, from the left; () where fewer than two do.

    Args:
        cells: the header; a column of opinions that was mapped by hand is the only one.
        names: what each column was named.
        samples: what the columns hold.
    """
    if not _BESIDE.issuperset(names.values()) or any(cell.chosen == Opinion.TEXT for cell in cells):
        return ()
    asked = [
        cell for cell in cells if cell.chosen is None and not cell.is_calendar and samples[cell.x].count and _is_of_opinions(cell, names)
    ]
    groups = {cell.parts[0] for cell in asked if len(cell.parts) > 1}
    is_one_group = len(groups) == 1 and all(len(cell.parts) > 1 for cell in asked)
    if len(asked) < 2 or not (is_one_group or all(_ASKED.fullmatch(normal(cell.parts[-1])) for cell in asked)):
        return ()
    return tuple(cell.x for cell in asked)


def _is_of_opinions(cell: HeaderCell, names: Mapping[int, str]) -> bool:
    if cell.x in names:
        return names[cell.x] == Opinion.TEXT
    return any(found[0].name == Opinion.TEXT for text in (cell.text, cell.parts[-1]) if (found := matches(text).get(SheetRole.FEEDBACK)))
