"""What a number format says about a number: a date, a month, a time span, a percentage, two decimals, or nothing.

Numbers of built-in formats: ECMA-376 part 1, §18.8.30, with the East Asian ones (27–36, 50–58, 71–81)
that Chinese programs write without spelling them out.
"""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """How a stored number is meant."""

    NUMBER = "number"
    DATE = "date"
    MONTH = "month"  # a day of which only the month is shown
    SPAN = "span"
    PERCENT = "percent"
    HUNDREDTHS = "hundredths"  # shown with two decimals: 6.3 as 6.30


_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59), *range(71, 82)})
_MONTHS = frozenset({17, 27, 36, 50, 52, 57})  # the East Asian ones as a Chinese program shows them: yyyy年m月
_QUOTED = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_SPAN = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_GENERAL = re.compile("general|通用格式|g/", re.IGNORECASE)
_DATE_LETTERS = re.compile("[ymdhseb]|aaa", re.IGNORECASE)
_LONGEST = 255  # characters that a format may have
_MONTH_ALONE = re.compile(r"[ye]{1,4}[^a-z]*m{1,4}[^a-z]*|m{1,4}[^a-z]*[ye]{1,4}[^a-z]*|m{1,4}[^a-z0#?]*", re.IGNORECASE)
_DIGITS = re.compile("[0#?]")
_HUNDREDTHS = re.compile(r"[#?0,]*0\.00")
_HUNDREDTHS_BUILT_IN = frozenset({2, 4, 39, 40})
_MONTHS_WRITTEN, _YEARS_WRITTEN = range(1, 32), range(1900, 2200)  # before the point: of 6.30, or of 14.10 and 2014.10


def meaning_of(number: int, code: str | None) -> Meaning:
    """What the format means, from its written code where it has one, else from its number."""
    if code is None:
        return _built_in(number)
    bare = _QUOTED.sub("", code[:_LONGEST]).split(";")[0]
    if _SPAN.search(bare):
        return Meaning.SPAN
    bare = _GENERAL.sub("", _BRACKETS.sub("", bare))
    if "%" in bare:
        return Meaning.PERCENT
    letters = re.sub("e[+-]", "", bare, flags=re.IGNORECASE) if _DIGITS.search(bare) else bare
    if not _DATE_LETTERS.search(letters):
        return Meaning.HUNDREDTHS if _HUNDREDTHS.fullmatch(letters.strip()) else Meaning.NUMBER
    return Meaning.MONTH if _MONTH_ALONE.fullmatch(letters.strip()) else Meaning.DATE


def _built_in(number: int) -> Meaning:
    if number in _MONTHS:
        return Meaning.MONTH
    if number in _DATES:
        return Meaning.DATE
    if number == 46:
        return Meaning.SPAN
    if number in _HUNDREDTHS_BUILT_IN:
        return Meaning.HUNDREDTHS
    return Meaning.PERCENT if number in (9, 10) else Meaning.NUMBER


def has_one_decimal(value: object) -> bool:
    """Whether a number may be a day or a month of which the last nought is not kept: 6.3 for 6.30, 2014.1 for 2014.10."""
    if not isinstance(value, float) or not 1 <= value < _YEARS_WRITTEN.stop or value.is_integer():
        return False
    return (int(value) in _MONTHS_WRITTEN or int(value) in _YEARS_WRITTEN) and float(f"{value:.1f}") == value
