"""Which columns hold the news of a piece of time each: 一季度进展 | 二季度进展, or 3月 | 4月 under 进展情况."""

import re
from collections.abc import Sequence

from lib.ingest.calendar import is_calendar_text
from lib.ingest.mapped import MappedColumn

_TELLS = re.compile(r".*(?:进展|完成|落实|推进|执行|办理)(?:情况|状况)?")
_GROUP = re.compile(r"(?:工作|任务|各季度|各月)?(?:进展|完成|落实|推进|执行)(?:情况|状况)")
_FEWEST = 2


def columns_of_news(columns: Sequence[MappedColumn]) -> tuple[MappedColumn, ...]:
    """The unnamed columns headed by a piece of time and by what became of a task in it; () where fewer than two are."""
    found = tuple(column for column in columns if not column.name and not column.by_hand and _tells(column.text))
    return found if len(found) >= _FEWEST else ()


def _tells(header: str) -> bool:
    *groups, own = (part.strip() for part in header.split("/"))
    return is_calendar_text(own) and bool(_TELLS.fullmatch(own) or any(_GROUP.fullmatch(group) for group in groups))
