"""What the cells of one column look like, to settle a header that could mean two things."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from lib.ingest.grid import cell_text, compared
from lib.ingest.model import CellValue
from lib.ingest.states import PERCENT_IN_WORDS, is_state_word, read_state
from lib.schema import Opinion, Task

CELLS_LOOKED_AT = 60
"""So many of a column's filled cells show what it holds."""

MOSTLY, NEARLY_ALL = 0.5, 0.9
"""Shares of the cells looked at."""

MOSTLY_TICKS = 0.75
"""The share of ticks and crosses from which a column of them may hold a stray remark."""

ONE_STRAY_WORD = 0.75
"""The share where one of a few cells says something else; what is no state among them is then said."""

_SHORT = 64  # characters of a text worth remembering
_TELLING = 24  # characters; a longer text tells of the work, whatever state it begins with
_DAY_LIKE = re.compile(
    r"\d\s*[月年旬号日]|[一二三四五六七八九十]月|[上中下]旬|\d{1,4}[-./]\d{1,2}([-./]\d{1,4})?(?![\d.]*\s+[A-Za-z\u4e00-\u9fff]{2})|季度|半年|年底|月底|长期|立行立改|即知即改|持续|"
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\bq[1-4]\b|待定|tbd|asap|ongoing",
    re.IGNORECASE,
)
TICKS = frozenset({"√", "✓", "✔", "☑", "✅", "●", "■", "1", "是", "x", "v", "★", "✔️", "yes", "y", "o", "○"})
_SHARE_LIKE = re.compile(rf"\d+(\.\d+)?\s*%|\d+\s*/\s*\d+|0?\.\d+|100|0|1|{PERCENT_IN_WORDS.pattern}")
_PLAIN_NUMBER = re.compile(r"[(（\[#]?\d+(\.\d+)*[.、)）\]]?|[(（]?[一二三四五六七八九十]{1,3}[、.)）]?|[①-⑳]|[A-Za-z]\.?")
_NUMBER_LIKE = re.compile(r"[(（\[]?[A-Za-z]{0,3}[-.]?\d+(\.\d+)*[.、)）\]]?|[一二三四五六七八九十]{1,3}[、.]?|[①-⑳]")

_AMOUNT = re.compile(
    r"(?:[≥≤＞＜><=≧≦~]|不低于|不少于|不超过|达到?|约|共|超过?|(?:大|小)于|至少)*\d[\d,]*(?:\.\d+)?(?:[%‰]|[-~—]\d[\d,.]*)*[万亿千百]?"
    r"(?:人次?|户|名|个|件|条|次|项|元|家|所|处|套|台|张|份|篇|场|期|例|床|公里|米|平方米|亩|吨|辆|栋|间|座|本|册|分|株|个百分点)?(?:以上|以下|以内|左右)?"
)
_LONGEST_AMOUNT = 24  # characters


def is_amount(value: CellValue) -> bool:
    """Whether a cell says how much or how many and nothing else: 42000, ≥90%, 1200人, 不少于3次."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True
    return isinstance(value, str) and len(value) <= _LONGEST_AMOUNT and _AMOUNT.fullmatch(compared(value)) is not None


_NO_TICKS = frozenset({"×", "✗", "✘", "-", "—", "——", "/", "否", "无", "no", "n"})


def is_tick(value: CellValue) -> bool | None:
    """Whether a cell is ticked, or crossed out as not holding; None where it says something else."""
    form = compared(cell_text(value))
    if value is True or form in TICKS:
        return True
    return False if value is None or value is False or form in _NO_TICKS else None


@dataclass(frozen=True, slots=True)
class Sample:
    """Shares of a column's filled cells, 0 to 1, and how long its texts are on average."""

    count: int
    number: float
    day: float
    state: float
    share: float
    ordinal: float
    plain_ordinal: float
    text: float
    length: float
    different: float
    tick: float
    telling: float = 0.0  # a state can be read from it, also beside other words
    amount: float = 0.0  # it says how much or how many and nothing else


class _Look(NamedTuple):
    """What one cell looks like."""

    number: bool
    day: bool
    state: bool
    share: bool
    plain_ordinal: bool
    ordinal: bool
    text: bool
    tick: bool
    length: int
    form: str  # the text as it is compared
    telling: bool
    amount: bool


def _look(value: CellValue) -> _Look:
    text = cell_text(value)
    form = compared(text)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    share = bool(_SHARE_LIKE.fullmatch(form))
    state = isinstance(value, bool) or is_state_word(text)
    return _Look(
        number=number,
        day=isinstance(value, date | datetime) or (isinstance(value, str) and bool(_DAY_LIKE.search(value))),
        state=state,
        share=number or share,
        plain_ordinal=bool(_PLAIN_NUMBER.fullmatch(text)),
        ordinal=bool(_NUMBER_LIKE.fullmatch(text)),
        text=isinstance(value, str) and not share,
        tick=value is True or form in TICKS,
        length=len(text),
        form=form,
        telling=state or (isinstance(value, str) and len(text) <= _TELLING and read_state(text).state is not None),
        amount=is_amount(value),
    )


_look_again = lru_cache(maxsize=8_192, typed=True)(_look)  # the same words stand in many cells, and in each week's workbook


def look_at(values: Sequence[CellValue]) -> Sample:
    """Describe some filled cells; an empty sequence fits everything."""
    count = len(values)
    if not count:
        return Sample(0, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1)
    looks = [_look(value) if isinstance(value, str) and len(value) > _SHORT else _look_again(value) for value in values]
    number, day, state, share, plain_ordinal, ordinal, text, tick, length, forms, telling, amount = zip(*looks, strict=True)
    return Sample(
        count=count,
        number=sum(number) / count,
        day=sum(day) / count,
        state=sum(state) / count,
        share=sum(share) / count,
        plain_ordinal=sum(plain_ordinal) / count,
        ordinal=sum(ordinal) / count,
        text=sum(text) / count,
        length=sum(length) / count,
        different=len(set(forms)) / count,
        tick=sum(tick) / count,
        telling=sum(telling) / count,
        amount=sum(amount) / count,
    )


_DAYS = frozenset({Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.AGREED_DUE, Task.ACTUAL_START, Task.ACTUAL_DONE, Task.UPDATED})
_OPINION_DAYS = frozenset({Opinion.RECEIVED, Opinion.DUE_TEXT, Opinion.AGREED_DUE, Opinion.DONE, Opinion.CHECKED})
_PROSE = frozenset({Task.TASK, Task.PHASE, Task.OWNER, Task.OWNER_UNIT, Task.LEAD, Task.PROGRESS_NOTE, Task.NOTE, Task.ISSUE})


def tells_only_amounts(name: str, sample: Sample) -> bool:
    """Whether a column that would be the tasks' text says how much each is to reach (≥90%, 1200人), and of what stands in another."""
    return name == Task.TASK and sample.count > 0 and sample.amount > MOSTLY


def fits(name: str, sample: Sample) -> bool:
    """Whether a column of this look may be the named one. A blank column may be any."""
    if not sample.count:
        return True
    if name in _DAYS or name in _OPINION_DAYS:
        return sample.day >= 0.5 or (sample.number > 0.5 and name != Task.DUE_TEXT)
    if name == Task.STATUS:
        return (
            sample.state >= 0.5
            or sample.telling >= 0.5
            or (sample.length <= 6 and sample.text > 0.5 and sample.different <= 0.5 and sample.day < 0.5)
        )
    if name == Task.PROGRESS:
        return sample.share >= 0.5
    if name == Task.NUMBER:
        return sample.plain_ordinal >= 0.5 or (sample.ordinal >= 0.5 and sample.length >= 3)
    if name == Task.TASK_ID:
        return sample.ordinal >= 0.5 or (sample.length <= 12 and sample.different > 0.9)
    if name in _PROSE:
        return (
            sample.text >= 0.5
            and sample.day < 0.9
            and not (name == Task.TASK and (sample.plain_ordinal > 0.8 or tells_only_amounts(name, sample)))
        )
    if name == Opinion.CLOSED:
        return sample.day < 0.5  # 是否销号 says of each problem whether it is closed, 销号时间 beside it only when
    if name == Opinion.RAW_COUNT:
        return sample.number >= 0.5 or sample.share >= 0.5 or sample.ordinal >= 0.5
    return True
