"""The school year that a title names, which is two calendar years: 2024-2025学年第二学期 is the spring of 2025.

A school year runs from August of its first year to July of its second. A second term lies in the second year alone. Where
the term is the first, or none is named, a phrase belongs to the year of its own first month.
"""

import re
from dataclasses import dataclass

from lib.ingest.model import Finding, Severity

_TITLE = re.compile(
    r"((?:19|20)\d\d)\s*(?:年)?\s*[-–—－~～至到/]\s*((?:19|20)?\d\d)\s*年?\s*(?:学年|學年|school\s+year|academic\s+year)", re.IGNORECASE
)
_SECOND_TERM = re.compile(r"第?\s*[二2]\s*[学學]期|下\s*(?:半)?[学學][期年]|春季|spring\s+term|second\s+(?:term|semester)", re.IGNORECASE)
_FIRST_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])\s*(?:月|[./-]\s*\d)|(十[一二]?|[一二三四五六七八九])\s*月")
_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11, "十二": 12}
_OTHER_YEAR = re.compile(r"次年|翌年|明年|来年")
TURN = 8
"""The first month of a school year."""


@dataclass(frozen=True, slots=True)
class AcademicYear:
    """A school year by the calendar year in which it begins."""

    first: int
    is_second_term: bool = False

    @property
    def year(self) -> int:
        """The year of what names no month."""
        return self.first + self.is_second_term

    def year_of(self, phrase: str) -> int:
        """The calendar year of a phrase that names none."""
        month = _first_month(phrase)
        if self.is_second_term or month is None or month >= TURN or _OTHER_YEAR.search(phrase):
            return self.year
        return self.first + 1

    def finding(self, evidence: str) -> Finding:
        """What is said of the years that deadlines were read in."""
        code = "year_of_second_term" if self.is_second_term else "year_of_school_year"
        return Finding(code, Severity.INFO, value=str(self.year), facts=(("evidence", evidence), ("next", str(self.first + 1))))


def academic_year_in(text: str) -> AcademicYear | None:
    """The school year that a title names; None where it names none, or two years that do not follow each other."""
    match = _TITLE.search(text)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if second not in (first + 1, (first + 1) % 100):
        return None
    return AcademicYear(first, _SECOND_TERM.search(text, match.end()) is not None)


def _first_month(phrase: str) -> int | None:
    match = _FIRST_MONTH.search(phrase)
    if match is None:
        return None
    return int(match[1]) if match[1] else _HAN[match[2]]
