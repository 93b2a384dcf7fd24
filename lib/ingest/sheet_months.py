"""The month that a sheet is named after (3月, 2014年4月份工作安排), for deadlines on it that name none (10日前, 中旬, 月底)."""

import re

from lib.deadlines.tokens import chinese_number

_MONTH = r"(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_NAMED = re.compile(
    rf"(?:20\d\d[年.\-])?{_MONTH}月份?(?:的)?(?:重点|主要)?(?:工作|任务|活动)?(?:安排|计划|任务|台账|清单|表|安排表|计划表|进度)?"
)


def month_of_sheet(name: str) -> int | None:
    """The one month of the sheet's name; None where it names none, or more than the month."""
    match = _NAMED.fullmatch("".join(name.split()))
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else chinese_number(match[1])
