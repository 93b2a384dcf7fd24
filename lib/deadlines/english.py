"""Reading one moment written in English: mid-March, 30 June 2014, end of Q2, H1 2014, year-end, Mar-14.

English puts the year last, so a moment whose year stands behind it hands that year back to the moments before.
"""

from lib.deadlines.edges import PARTS, edge_of, edge_of_year, half, part_of_month, quarter
from lib.deadlines.figures import YEARS
from lib.deadlines.moments import Moment, day_moment, month_moment
from lib.deadlines.tokens import Token
from lib.deadlines.words import K

ENGLISH_STARTS = frozenset({K.MODIFIER, K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME, K.YEAR_END})
_AFTER_MODIFIER = ENGLISH_STARTS | {K.OF}
_PLAUSIBLE_YEARS = 20
_SHORT_NAMES = frozenset(["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"])
_END: tuple[Token, ...] = ((K.FINISH, None, ""),) * 4
"""What stands behind the last token, so far as anybody looks ahead."""


class EnglishReader:
    """Tokens, a place in them, and the English forms."""

    __slots__ = ("at", "context", "kinds", "texts", "values")

    def __init__(self, tokens: list[Token], context: int | None) -> None:
        ended = (*tokens, *_END)
        self.kinds = [kind for kind, _, _ in ended]
        self.values = [value for _, value, _ in ended]
        self.texts = [text for _, _, text in ended]
        self.at = 0
        self.context = context

    def number(self, at: int) -> int:
        """The value of the number token at a place."""
        value = self.values[at]
        return value if isinstance(value, int) else 0

    def word(self, at: int) -> str:
        """The value of the word token at a place."""
        return str(self.values[at])

    def is_year_in_figures(self, at: int) -> bool:
        """Whether a figure stands at a place that can be a year, all of its digits written."""
        return self.kinds[at] is K.NUMBER and self.number(at) in YEARS

    def is_far(self, year: int) -> bool:
        """Whether a year read from two figures lies so far from the plan's that it may be of another century: 99年, 30-Jun-99."""
        return self.context is not None and abs(year - self.context) > _PLAUSIBLE_YEARS

    def english(self, year_given: bool = False) -> Moment | None:
        """The moment that starts here with a modifier or a name; its year stands behind it unless already given."""
        kinds, edge = self.kinds, ""
        while kinds[self.at] is K.MODIFIER:
            edge = self.word(self.at)
            self.at += 1
            while kinds[self.at] is K.OF or (kinds[self.at] is K.TO and self._may_follow_modifier(self.at + 1)):
                self.at += 1
        at, kind = self.at, kinds[self.at]
        self.at += 1
        if kind is K.MONTH_NAME:
            found = part_of_month(self.number(at), PARTS[edge]) if edge else self._month_name(self.number(at))
        elif kind is K.QUARTER_NAME:
            found = edge_of(quarter(self.number(at)), edge) if edge else quarter(self.number(at))
        elif kind is K.HALF_NAME:
            found = self._half(self.number(at), edge)
        elif kind is K.YEAR_END:
            found = edge_of_year(self.word(at))
        elif edge == "end" and self.is_year_in_figures(at):
            found = edge_of_year("end")
            self.at = at
        else:
            return None
        if found.year is None and not year_given:
            self._trailing_year(found)
        return found

    def day_before_month_name(self, at: int) -> Moment | None:
        """15 March 2014, 15th of March, 30-Jun-14; in 15-Mar - 20-Apr the second figure is a day."""
        kinds, next_at = self.kinds, at + 1
        while kinds[next_at] is K.OF or self.texts[next_at] in {"-", "/"}:
            next_at += 1
        if kinds[next_at] is not K.MONTH_NAME or len(self.texts[at]) > 2:
            return None
        found = day_moment(self.number(next_at), self.number(at))
        self.at = next_at + 1
        dashed = self.texts[next_at - 1] == "-" == self.texts[self.at] and kinds[self.at + 1] is K.NUMBER
        starts_day = kinds[self.at + 2] is K.MONTH_NAME or (self.texts[self.at + 2] == "-" and kinds[self.at + 3] is K.MONTH_NAME)
        if dashed and not starts_day and len(self.texts[self.at + 1]) == 2:
            year = 2000 + self.number(self.at + 1)
            found.year, found.year_trails = year, True
            if self.is_far(year):
                found.note("short_year", True, year=str(year))
            self.at += 2
            return found
        self._trailing_year(found)
        return found

    def _trailing_year(self, found: Moment) -> None:
        """The year behind an English date: June 2014; June, 2014; June '14; Q2/2014."""
        at, kinds = self.at, self.kinds
        while kinds[at] is K.OF or self.texts[at] in {",", ".", "'"}:
            at += 1
        if kinds[at] in {K.TO, K.LIST} and self.texts[at] in {"-", "/"} and self.is_year_in_figures(at + 1):
            at += 0 if kinds[at + 2] in ENGLISH_STARTS else 1  # in Q4-2014Q2 the year is that of the second
        if self.is_year_in_figures(at):
            found.year = self.number(at)
        elif kinds[at] is K.NUMBER and len(self.texts[at]) == 2 and self.texts[at - 1] == "'":
            found.year = 2000 + self.number(at)
        else:
            return
        found.year_trails = True
        self.at = at + 1

    def _may_follow_modifier(self, at: int) -> bool:
        """mid-March, end-Q2, end-2014."""
        return self.kinds[at] in _AFTER_MODIFIER or self.is_year_in_figures(at)

    def _half(self, number: int, edge: str) -> Moment:
        at = self.at
        while self.kinds[at] is K.OF:
            at += 1
        if self.kinds[at] is K.MONTH_NAME:
            self.at = at + 1
            return part_of_month(self.number(at), (1, 15) if number == 1 else (16, 0))
        return edge_of(half(number), edge) if edge else half(number)

    def _month_name(self, month: int) -> Moment:
        kinds = self.kinds
        if self.texts[self.at] == ".":
            self.at += 1
        at = self.at
        dashed = self.texts[at] == "-" and kinds[at + 1] is K.NUMBER
        ends_range = kinds[at + 2] in {K.MONTH_NAME, K.MONTH} or (kinds[at + 2] is K.TO and kinds[at + 3] is K.NUMBER)
        if dashed and len(self.texts[at + 1]) == 2 and not ends_range:
            return self._month_and_two_digits(month, self.number(at + 1))
        if dashed and len(self.texts[at + 1]) == 1 and not ends_range:
            self.at = at + 2
            return day_moment(month, self.number(at + 1))
        if kinds[at] is K.NUMBER and len(self.texts[at]) <= 2 and kinds[at + 1] is not K.MONTH_NAME:
            self.at = at + 1
            return self._day_behind_name(month, at)
        return month_moment(month)

    def _day_behind_name(self, month: int, at: int) -> Moment:
        """Nov 24 is a day, unless it was meant as November 2024, the plan's year or one beside it; November 24 and Nov. 24 are one."""
        found, year = day_moment(month, self.number(at)), 2000 + self.number(at)
        is_short = self.texts[at - 1] in _SHORT_NAMES and self.texts[at].isdigit() and len(self.texts[at]) == 2
        ends = self.kinds[at + 1] not in {K.OF, K.LIST, K.TO, K.NUMBER} and self.kinds[at - 2] is not K.TO
        if is_short and ends and self.context is not None and abs(year - self.context) <= 1:
            found.note("month_year_or_day", True, year=str(year), day=str(self.number(at)))
        return found

    def _month_and_two_digits(self, month: int, number: int) -> Moment:
        """Mar-14 is how Excel shows a month of a year; only the context year can confirm it."""
        self.at += 2
        year = 2000 + number
        if year == self.context:
            return month_moment(month, year)
        as_year = number > 31 or number == 0 or self.context is None or abs(year - self.context) <= 1
        found = month_moment(month, year) if as_year else day_moment(month, number)
        found.note("month_year_or_day", True, year=str(year), day=str(number))
        return found
