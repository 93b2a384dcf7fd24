"""What a number format says about a number: a date, a time span, a percentage, or nothing.

Numbers of built-in formats: ECMA-376 part 1, §18.8.30, with the East Asian ones (27–36, 50–58, 71–81)
that Chinese programs write without spelling them out.
"""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """How a stored number is meant."""

    NUMBER = "number"
    DATE = "date"
    SPAN = "span"
    PERCENT = "percent"


_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59), *range(71, 82)})
_QUOTED = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_SPAN = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_GENERAL = re.compile("general|通用格式|g/", re.IGNORECASE)
_DATE_LETTERS = re.compile("[ymdhseb]|aaa", re.IGNORECASE)
_LONGEST = 255  # characters that a format may have
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
    return Meaning.DATE if _DATE_LETTERS.search(letters) else Meaning.NUMBER


def _built_in(number: int) -> Meaning:
    if number in _DATES:
        return Meaning.DATE
    if number == 46:
        return Meaning.SPAN
    return Meaning.PERCENT if number in (9, 10) else Meaning.NUMBER
