"""Which columns each hold something of their own that was said: 您对食堂有什么意见 | 其他建议, 教学方面 | 后勤方面, 意见1 | 意见2.

Opinions or problems alike. They are read apart only where nothing but who, when and how stands beside them: a measure, a
state or a reply would be that of all of them, or of one, and nobody wrote of which.
"""

import re
from collections.abc import Mapping, Sequence

from lib.ingest.headers import matches, normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.samples import Sample
from lib.schema import Opinion, SheetRole

_BESIDE: Mapping[str, frozenset[str]] = {
    Opinion.TEXT: frozenset(
        {
            Opinion.TEXT, Opinion.FEEDBACK_ID, Opinion.RECEIVED, Opinion.CHANNEL, Opinion.GROUP, Opinion.OPENNESS,
            Opinion.SATISFACTION, Opinion.NOTE,
        }
    ),
    Opinion.ISSUE: frozenset({Opinion.ISSUE, Opinion.FEEDBACK_ID, Opinion.OWNER_UNIT, Opinion.OWNER, Opinion.LEAD, Opinion.NOTE}),
}  # fmt: skip
_ASKED = re.compile(
    r".*(?:您|你).*|(?:对|关于|针对).{1,16}?(?:意见|建议).*|.{1,12}方面.*|(?:其他|其它|另外|还有).*|.*?[0-9一二三四五六七八九十]{1,2}|"
    r"(?:any)?other.*|(?:any|your)?(?:feedback|comment|opinion|suggestion|idea|view)s?(?:on|about|regarding|for).+"
)
"""A header that asks for something of its own; 意见内容 beside 意见摘要 does not, and may be one opinion written twice."""


def questions(cells: Sequence[HeaderCell], names: Mapping[int, str], samples: Mapping[int, Sample]) -> tuple[int, ...]:
    """The columns that each ask for something of their own, from the left; () where fewer than two do.

    Args:
        cells: the header; a column of opinions or problems that was mapped by hand is the only one.
        names: what each column was named.
        samples: what the columns hold.
    """
    subject = next((name for name in _BESIDE if name in names.values()), None)
    if subject is None or not _BESIDE[subject].issuperset(names.values()) or any(cell.chosen == subject for cell in cells):
        return ()
    free = [cell for cell in cells if cell.chosen is None and not cell.is_calendar and samples[cell.x].count]
    asked = [cell for cell in free if _holds(cell, names, subject)]
    groups = {cell.parts[0] for cell in asked if len(cell.parts) > 1}
    is_one_group = len(groups) == 1 and all(len(cell.parts) > 1 for cell in asked)
    if len(asked) < 2 or not (is_one_group or all(_ASKED.fullmatch(normal(cell.parts[-1])) for cell in asked)):
        return ()
    return tuple(cell.x for cell in asked)


def _holds(cell: HeaderCell, names: Mapping[int, str], subject: str) -> bool:
    if cell.x in names:
        return names[cell.x] == subject
    return any(found[0].name == subject for text in (cell.text, cell.parts[-1]) if (found := matches(text).get(SheetRole.FEEDBACK)))
