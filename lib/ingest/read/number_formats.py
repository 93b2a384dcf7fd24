"""What a number format says about a number: a date, a month, a time span, a percentage, or nothing.

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
        return Meaning.NUMBER
    return Meaning.MONTH if _MONTH_ALONE.fullmatch(letters.strip()) else Meaning.DATE


def _built_in(number: int) -> Meaning:
    if number in _MONTHS:
        return Meaning.MONTH
    if number in _DATES:
        return Meaning.DATE
    if number == 46:
        return Meaning.SPAN
    return Meaning.PERCENT if number in (9, 10) else Meaning.NUMBER
