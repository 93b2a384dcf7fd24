"""Rows that answer 无 or 没有意见 where an opinion or a problem is asked for: no opinion, so that they are not counted as one.

They are set aside, and said. A row whose other cells tell of something (a measure, a state) stays an item.
"""

import re

import numpy as np

from lib.ingest.coded import Coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import compared
from lib.ingest.locate import Located
from lib.ingest.model import CellValue
from lib.ingest.row_plan import Reason, RowPlan
from lib.schema import Opinion, SheetRole

_NONE = re.compile(
    r"(?:目前|暂时)?(?:暂?无|没有?|没有?什么|未提出?|未发现|没有发现|未收到)(?:其[他它])?(?:不同)?(?:的)?(?:(?:反馈)?意见|建议|(?:安全|任何)?(?:问题|隐患|异常)|反馈)?(?:[、和及与]?(?:意见|建议))?"
    r"(?:[,，。;；!！~、]*(?:都|一切|总体|学校)?(?:挺|很|非常|都很|比较)?(?:好|满意)的?|[,，。;；!！~、]*(?:谢谢|感谢|辛苦了))?"
    r"|\(?(?:空|跳过)\)?|none|nil|n/?a|no(?:comments?|feedback|suggestions?|opinions?)|nothing|[-—/\\]{1,3}"
)
_LONGEST = 16
_ENDS = "。.!！;；,，"
_TELLING = (Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE, Opinion.GOAL, Opinion.CAUSE, Opinion.STATUS, Opinion.RESULT, Opinion.DONE)


def set_answers_aside(table: Located, plan: RowPlan) -> None:
    """Take the rows that hold no opinion out of a table's items."""
    if table.mapped.role not in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) or not plan.items or table.mapped.questions:
        return
    subject = next((x for name in (Opinion.TEXT, Opinion.ISSUE) if (x := table.mapped.place(name)) is not None), None)
    if subject is None:
        return
    rows = plan.rows()
    empty = is_no_opinion(table.grid.columns[subject].taken(rows))
    for name in _TELLING:
        x = table.mapped.place(name)
        if empty.any() and x is not None and x != subject:
            other = table.grid.columns[x].taken(rows)
            empty &= (other.codes == 0) | is_no_opinion(other)
    aside = rows[empty].tolist()
    if aside:
        plan.items[:] = rows[~empty].tolist()
        plan.passed = frozenset(aside)
        plan.aside.extend((y, Reason.NO_OPINION) for y in aside)
        plan.aside.sort(key=lambda entry: entry[0])


def is_no_opinion(column: Coded[CellValue]) -> np.ndarray:
    """In which rows a column holds a text that says there is nothing to say."""
    if isinstance(column.distinct, FileTexts):
        lengths = column.distinct.lengths
        short = (lengths > 0) & (lengths <= _LONGEST)
        return column.distinct.judged(np.zeros(len(lengths), dtype=bool), short, says_none).take(column.codes)
    return column.where(lambda value: type(value) is str and len(value) <= _LONGEST and says_none(value))


def says_none(text: str) -> bool:
    """Whether a text says that there is nothing to say."""
    return _NONE.fullmatch(compared(text).rstrip(_ENDS)) is not None
