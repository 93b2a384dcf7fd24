"""Reading one moment from the tokens: a date, a month, a 旬, a quarter, a year, a festival; Chinese, English or figures.

A reading that fails leaves the reader where it was. Doubts are notes on the moment, never a silent choice.
"""

from datetime import date

from lib.deadlines.moments import Grain, Moment
from lib.deadlines.tokens import Figures, Token
from lib.deadlines.words import K

YEARS = range(1900, 2200)
_ROC_YEARS = range(90, 151)
_UNITS = frozenset({K.MONTH, K.DAY, K.QUARTER, K.YEAR, K.MONTH_NAME})
_LINKS = frozenset({K.TO, K.LIST})
_THROUGH = frozenset({K.OPEN, K.COLON, K.CLOSE})
_AFTER_BARE_DAY = frozenset(
    {
        K.FINISH,
        K.TO,
        K.LIST,
        K.BEFORE,
        K.AFTER,
        K.FROM,
        K.UNTIL,
        K.ABOUT,
        K.OPEN,
        K.CLOSE,
        K.TIME,
        K.ENDS,
        K.WEEKDAY,
        K.OR,
        K.STARTS,
        K.VERB,
        K.COLON,
        K.LOST,
    }
)
_AFTER_YEAR_IN_FIGURES = frozenset({K.HALF, K.NTH, K.FESTIVAL, K.QUARTER_NAME, K.HALF_NAME, K.MONTH_NAME})
_ENGLISH = frozenset({K.MODIFIER, K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME, K.YEAR_END})
_PARTS = {"start": (1, 10), "middle": (11, 20), "late": (21, 0), "middle to late": (11, 0), "early to middle": (1, 20), "end": (0, 0)}


def month_moment(month: int, year: int | None = None) -> Moment:
    """A whole month."""
    return Moment(Grain.MONTH, month, 1, month, 0, year)


def day_moment(month: int, day: int, year: int | None = None) -> Moment:
    """One day; an impossible one is found when it is settled."""
    return Moment(Grain.DAY, month or 99, day or 99, month or 99, day or 99, year)


class MomentReader:
    """Tokens, and a place in them."""

    __slots__ = ("at", "context", "kinds", "texts", "values")

    def __init__(self, tokens: list[Token], context: int | None) -> None:
        self.kinds = [token[0] for token in tokens] + [K.FINISH] * 3
        self.values: list[object] = [token[1] for token in tokens] + [None] * 3
        self.texts = [token[2] for token in tokens] + [""] * 3
        self.at = 0
        self.context = context

    def number(self, at: int) -> int:
        """The value of the number token at a place."""
        value = self.values[at]
        return value if isinstance(value, int) else 0

    def moment(self, before: Moment | None = None) -> Moment | None:
        """The moment that starts here, or None and no step taken. `before` is the start of a range being read."""
        kinds, start = self.kinds, self.at
        kind = kinds[start]
        found: Moment | None = None
        if kind is K.DATE:
            found = self._figures()
        elif kind in _ENGLISH:
            found = self._english(None)
        elif kind is K.WEEKDAY:
            self.at += 1
            while kinds[self.at] in _LINKS or kinds[self.at] is K.OF:
                self.at += 1
            found = self.moment(before) if kinds[self.at] is not K.WEEKDAY else None
            if found and found.grain is Grain.DAY:
                found.weekday = self.number(start)
            else:
                found = None
        else:
            found = self._year_and_rest(before)
        if found is None:
            self.at = start
        return found

    # Years

    def _year_and_rest(self, before: Moment | None) -> Moment | None:
        notes: list[tuple[str, bool, dict[str, str]]] = []
        year, step = self._year(notes)
        given = year is not None or step is not None
        if given:
            self._look_through()
        found = self._rest(given, before)
        if found is None and given:
            found = Moment(Grain.YEAR, 1, 1, 12, 0)
        if found is None:
            return None
        if given:
            found.year, found.year_step = (year, step) if found.year is None else (found.year, None)
        if notes:
            found.notes = notes + found.notes
        return found

    def _year(self, notes: list[tuple[str, bool, dict[str, str]]]) -> tuple[int | None, tuple[str, int] | None]:
        at, kinds = self.at, self.kinds
        kind = kinds[at]
        if kind is K.NAMED_YEAR:
            self.at += 1
            named = self.values[at]
            anchor, step = named if isinstance(named, tuple) else ("context", 0)
            if anchor == "context" and step:
                notes.append(("relative_year", False, {"word": self.texts[at]}))
            return None, (anchor, step)
        if kind is K.ERA and kinds[at + 1] is K.NUMBER and kinds[at + 2] is K.YEAR:
            self.at += 3
            return 1911 + self.number(at + 1), None
        if kind is not K.NUMBER:
            return None, None
        value, width = self.number(at), len(self.texts[at])
        if width == 4 and value in YEARS:
            return self._four_digits(at, value), None
        if kinds[at + 1] is not K.YEAR:
            return None, None
        if width == 3 and value in _ROC_YEARS and kinds[at + 2] is K.NUMBER:
            self.at += 2
            notes.append(("roc_year", True, {"year": str(1911 + value)}))
            return 1911 + value, None
        if width == 2 and self._is_short_year(at, value):
            self.at += 2
            return 2000 + value, None
        return None, None

    def _four_digits(self, at: int, value: int) -> int | None:
        kinds = self.kinds
        after = kinds[at + 1]
        if after is K.YEAR:
            self.at += 2
            return value
        ahead = after is K.NUMBER and kinds[at + 2] in {K.MONTH, K.QUARTER}
        if ahead or after in _AFTER_YEAR_IN_FIGURES or self._unit_ahead(at) is K.YEAR:
            self.at += 1
            return value
        if after is K.TO and kinds[at + 2] in {K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME}:
            self.at += 2
            return value
        other = at + 2 if after is K.TO else at - 2
        if (
            other >= 0
            and kinds[other] is K.NUMBER
            and len(self.texts[other]) == 4
            and kinds[min(at, other) + 1] is K.TO
            and self.number(other) in YEARS
        ):
            self.at += 1
            return value
        return None

    def _is_short_year(self, at: int, value: int) -> bool:
        """14年3月 names a year, 10年内 a stretch of time."""
        if "十" in self.texts[at]:
            return False
        after = self.kinds[at + 2]
        if after in {K.NUMBER, K.NTH, K.HALF, K.EDGE, K.FESTIVAL}:
            return True
        near = self.context is not None and abs(2000 + value - self.context) <= 3
        return near and after is not K.WITHIN

    def _look_through(self) -> None:
        """Step over brackets and colons that stand between a year and its month."""
        at, kinds = self.at, self.kinds
        while kinds[at] in _THROUGH or self.texts[at] == "的":
            at += 1
        if self.texts[at] == "," and kinds[at + 1] is K.NUMBER and kinds[at + 2] is K.MONTH:
            at += 1
        follows = kinds[at]
        if (
            follows in {K.HALF, K.FESTIVAL, K.EDGE, K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME}
            or (follows is K.NTH and kinds[at + 2] is K.QUARTER)
            or (follows is K.NUMBER and (kinds[at + 1] in {K.MONTH, K.QUARTER} or self._unit_ahead(at) in {K.MONTH, K.QUARTER}))
        ):
            self.at = at

    def _unit_ahead(self, at: int) -> K | None:
        """The unit that a figure without one takes from the list or range it opens: 3 of 3-6月 is a month."""
        kinds = self.kinds
        at += 1
        while kinds[at] in _LINKS and self.texts[at] != "\n":
            while kinds[at] in _LINKS:
                at += 1
            if kinds[at] is K.NTH:
                at += 1
            if kinds[at] is not K.NUMBER:
                return None
            at += 1
        return kinds[at] if kinds[at] in _UNITS else None

    # Months, days, quarters, halves, festivals

    def _rest(self, year_given: bool, before: Moment | None) -> Moment | None:
        at, kinds = self.at, self.kinds
        kind = kinds[at]
        if kind is K.NUMBER:
            return self._from_number(at, year_given, before)
        if kind is K.NTH and kinds[at + 1] is K.NUMBER:
            if kinds[at + 2] is K.QUARTER or self._unit_ahead(at + 1) is K.QUARTER:
                self.at = at + 2
                return self._quarter(self.number(at + 1))
            return None
        if kind is K.HALF:
            self.at += 1
            return self._half(self.number(at))
        if kind is K.FESTIVAL:
            self.at += 1
            return Moment(Grain.FESTIVAL, festival=self.texts_value(at))
        if kind is K.EDGE and year_given:
            self.at += 1
            return self._year_edge(str(self.values[at]))
        if kind is K.PART or (kind is K.EDGE and before is not None and before.first_month == before.last_month):
            self.at += 1
            return self._part_of(0, at)
        if kind is K.MONTH and kinds[at + 1] in {K.EDGE, K.PART} and not year_given:
            self.at += 2
            return self._part_of(0, at + 1)
        if kind is K.YEAR and not year_given and kinds[at + 1] is K.EDGE:
            self.at += 2
            return self._year_edge(str(self.values[at + 1]))
        if kind is K.YEAR and not year_given and kinds[at + 1] is K.WITHIN:
            self.at += 1
            return Moment(Grain.YEAR, 1, 1, 12, 0)
        return self._english(None) if kind in _ENGLISH and year_given else None

    def texts_value(self, at: int) -> str:
        """The value of a word token, as text."""
        return str(self.values[at])

    def _from_number(self, at: int, year_given: bool, before: Moment | None) -> Moment | None:
        kinds, value = self.kinds, self.number(at)
        own = kinds[at + 1]
        unit = own if own in _UNITS else self._unit_ahead(at)
        steps = 2 if own in _UNITS else 1
        if unit is K.MONTH:
            self.at = at + steps
            return self._month(value, tail=steps == 2)
        if unit is K.QUARTER:
            self.at = at + 1
            return self._quarter(value)
        day_first = self._day_before_month_name(at)
        if day_first is not None:
            return day_first
        if (
            unit is K.DAY
            and not year_given
            and own is K.DAY
            and kinds[at + 2] is K.WITHIN
            and self.texts[at + 2].endswith("内")
            and before is None
        ):
            return None
        if unit in {K.DAY, K.MONTH_NAME} and not year_given and value <= 99:
            self.at = at + (2 if own is K.DAY else 1)
            return Moment(Grain.DAY, 0, value or 99, 0, value or 99)
        return self._bare_number(at, value, before) if before is not None else None

    def _bare_number(self, at: int, value: int, before: Moment) -> Moment | None:
        """A figure without a unit that ends a range: as fine as the range's start."""
        if self.kinds[at + 1] not in _AFTER_BARE_DAY or len(self.texts[at]) > 2:
            return None
        if before.grain is Grain.DAY and value <= 31:
            self.at = at + 1
            found = Moment(Grain.DAY, 0, value or 99, 0, value or 99)
            if self.kinds[at + 1] is K.LIST and self.kinds[at + 2] is K.NUMBER and len(self.texts[at + 2]) == 4:
                found.year, found.year_trails, self.at = self.number(at + 2), True, at + 3
            return found
        if before.grain is Grain.MONTH:
            self.at = at + 1
            return month_moment(value or 99)
        return None

    def _month(self, month: int, tail: bool = True) -> Moment:
        """A month whose 月 has been passed, and what follows it: a day, a 旬, an edge."""
        kinds, month = self.kinds, month or 99
        if not tail:
            return month_moment(month)
        at = self.at
        while kinds[at] in {K.OPEN, K.COLON} or self.texts[at] == "的":
            at += 1
        through = at > self.at
        kind = kinds[at]
        if kind is K.NUMBER and self._is_day(at, through):
            day = self.number(at)
            self.at = at + (2 if kinds[at + 1] is K.DAY else 1)
            return day_moment(month, day)
        if kind is K.PART or (kind is K.EDGE and not through):
            self.at = at + 1
            return self._part_of(month, at)
        return month_moment(month)

    def _is_day(self, at: int, through: bool) -> bool:
        after = self.kinds[at + 1]
        if after is K.DAY:
            return True
        if len(self.texts[at]) > 3 or (self.texts[at].isdigit() and len(self.texts[at]) > 2):
            return False
        ahead = self._unit_ahead(at)
        if ahead is not None or after in _UNITS:
            return ahead is K.DAY
        return not through and self.number(at) <= 31 and after in _AFTER_BARE_DAY

    def _part_of(self, month: int, at: int) -> Moment:
        value = self.values[at]
        first, last = value if isinstance(value, tuple) else _PARTS[str(value)]
        found = Moment(Grain.PART, month, first, month, last, last_only=first == 0)
        if self.texts[at] == "低":
            found.note("slip", written="低", read="底")
        return found

    def _quarter(self, number: int) -> Moment:
        if self.kinds[self.at] is K.QUARTER:
            self.at += 1
        first = number * 3 - 2 if 1 <= number <= 4 else 99
        return self._edge_of(Moment(Grain.QUARTER, first, 1, first + 2, 0))

    def _half(self, number: int) -> Moment:
        first = number * 6 - 5
        return self._edge_of(Moment(Grain.HALF, first, 1, first + 5, 0))

    def _edge_of(self, whole: Moment, edge: str = "") -> Moment:
        """The start, middle or end of a quarter or half, where one is named here."""
        if not edge and self.kinds[self.at] is K.EDGE:
            edge = str(self.values[self.at])
            self.at += 1
        if not edge:
            return whole
        if edge == "end":
            return Moment(Grain.PART, whole.last_month, 0, whole.last_month, 0, last_only=True)
        if edge == "start":
            found = Moment(Grain.PART, whole.first_month, 1, whole.first_month, 10)
        elif edge == "middle" and whole.grain is Grain.QUARTER:
            found = month_moment(whole.first_month + 1)
        else:
            found = whole
        found.note("vague_part", True)
        return found

    def _year_edge(self, edge: str) -> Moment:
        if edge == "end":
            return Moment(Grain.PART, 12, 0, 12, 0, last_only=True)
        found = month_moment(1 if edge == "start" else 6)
        found.note("vague_part", True)
        return found

    # English

    def _day_before_month_name(self, at: int) -> Moment | None:
        """15 March 2014, 15th of March, 30-Jun-14."""
        kinds, next_at = self.kinds, at + 1
        while kinds[next_at] is K.OF or (kinds[next_at] is K.TO and kinds[next_at + 1] is K.MONTH_NAME):
            next_at += 1
        if kinds[next_at] is not K.MONTH_NAME or len(self.texts[at]) > 2:
            return None
        found = day_moment(self.number(next_at), self.number(at))
        self.at = next_at + 1
        dashed = kinds[self.at] is K.TO and kinds[self.at + 1] is K.NUMBER and kinds[self.at + 2] is not K.MONTH_NAME
        if dashed and kinds[next_at - 1] is K.TO and len(self.texts[self.at + 1]) == 2:
            found.year, found.year_trails = 2000 + self.number(self.at + 1), True
            self.at += 2
            return found
        self._trailing_year(found)
        return found

    def _trailing_year(self, found: Moment) -> None:
        """The year behind an English date: June 2014, June, 2014, June '14, Q2/2014."""
        at, kinds = self.at, self.kinds
        while kinds[at] is K.OF or self.texts[at] in {",", ".", "'", "of"}:
            at += 1
        if kinds[at] in {K.TO, K.LIST} and self.texts[at] in {"-", "/"} and kinds[at + 1] is K.NUMBER and len(self.texts[at + 1]) == 4:
            at += 1
        if kinds[at] is not K.NUMBER:
            return
        width = len(self.texts[at])
        if width == 4 and self.number(at) in YEARS and kinds[at + 1] is not K.YEAR:
            found.year = self.number(at)
        elif width == 2 and self.texts[at - 1] == "'":
            found.year = 2000 + self.number(at)
        else:
            return
        found.year_trails = True
        self.at = at + 1

    def _english(self, edge: str | None) -> Moment | None:
        """Mid-March, end of Q2 2014, 30 June, H1 2014, year-end."""
        kinds = self.kinds
        while kinds[self.at] is K.MODIFIER:
            edge = self.texts_value(self.at)
            self.at += 1
            while kinds[self.at] is K.OF or (kinds[self.at] is K.TO and kinds[self.at + 1] in _ENGLISH):
                self.at += 1
        at, kind = self.at, kinds[self.at]
        if kind is K.MONTH_NAME:
            self.at += 1
            found = self._month_name(self.number(at), edge)
        elif kind is K.QUARTER_NAME or kind is K.HALF_NAME:
            self.at += 1
            found = self._named_part(kind, self.number(at), edge)
        elif kind is K.YEAR_END:
            self.at += 1
            found = self._year_edge(self.texts_value(at))
        elif edge == "end" and kind is K.NUMBER and len(self.texts[at]) == 4 and self.number(at) in YEARS:
            found = self._year_edge("end")
        else:
            return None
        if found.year is None:
            self._trailing_year(found)
        return found

    def _named_part(self, kind: K, number: int, edge: str | None) -> Moment:
        if kind is K.QUARTER_NAME:
            return self._edge_of(Moment(Grain.QUARTER, number * 3 - 2, 1, number * 3, 0), edge or "")
        at = self.at
        while self.kinds[at] is K.OF:
            at += 1
        if self.kinds[at] is K.MONTH_NAME:
            self.at = at + 1
            month = self.number(at)
            return Moment(Grain.PART, month, 1 if number == 1 else 16, month, 15 if number == 1 else 0)
        return self._edge_of(Moment(Grain.HALF, number * 6 - 5, 1, number * 6, 0), edge or "")

    def _month_name(self, month: int, edge: str | None) -> Moment:
        if edge is not None:
            first, last = _PARTS[edge]
            return Moment(Grain.PART, month, first, month, last, last_only=first == 0)
        kinds = self.kinds
        if self.texts[self.at] == ".":
            self.at += 1
        at = self.at
        dashed = kinds[at] is K.TO and kinds[at + 1] is K.NUMBER and self.texts[at] == "-"
        if dashed and len(self.texts[at + 1]) == 2 and kinds[at + 2] not in {K.MONTH_NAME, K.TO}:
            return self._month_and_two_digits(month, self.number(at + 1))
        if kinds[at] is K.NUMBER and len(self.texts[at]) <= 2 and kinds[at + 1] is not K.MONTH_NAME:
            self.at = at + 1
            while self.texts[self.at] in {"st", "nd", "rd", "th"}:
                self.at += 1
            return day_moment(month, self.number(at))
        return month_moment(month)

    def _month_and_two_digits(self, month: int, number: int) -> Moment:
        """Mar-14 is how Excel shows a month of a year; only the context year can confirm it."""
        self.at += 2
        year = 2000 + number
        if year == self.context:
            return month_moment(month, year)
        as_year = number > 31 or number == 0 or (self.context is None) or abs(year - self.context) <= 1
        found = month_moment(month, year) if as_year else day_moment(month, number)
        found.note("month_year_or_day", True, year=str(year), day=str(number))
        return found

    # Figures

    def _figures(self) -> Moment | None:
        at = self.at
        figures = self.values[at]
        if not isinstance(figures, Figures):
            return None
        self.at += 1
        parts, widths = figures.parts, figures.widths
        if figures.separator == "w":
            return self._iso_week(parts)
        if len(parts) == 3:
            found = self._three(parts, widths)
        elif widths[0] == 4:
            if self.kinds[self.at] is K.MONTH:
                self.at += 1
            found = self._month(parts[1]) if self.kinds[self.at] in {K.PART, K.EDGE, K.NUMBER} else month_moment(parts[1] or 99)
            found.year = parts[0]
        else:
            found = self._two(parts, figures.separator)
        if found is not None and found.grain is Grain.DAY and self.kinds[self.at] is K.DAY:
            self.at += 1
        return found

    def _iso_week(self, parts: tuple[int, ...]) -> Moment:
        days = (parts[2], parts[2]) if len(parts) == 3 else (1, 7)
        try:
            fixed = tuple(date.fromisocalendar(parts[0], parts[1], day) for day in days)
        except ValueError:
            return day_moment(99, 99)
        return Moment(Grain.DAY if days[0] == days[1] else Grain.PART, fixed=(fixed[0], fixed[1]))

    def _three(self, parts: tuple[int, ...], widths: tuple[int, ...]) -> Moment:
        first, second, third = parts
        if widths[0] == 4:
            return day_moment(second, third, first if first in YEARS else 9999)
        if widths[2] == 4:
            return _day_and_month(first, second, third)
        orders = [(2000 + first, second, third), (2000 + third, second, first), (2000 + third, first, second)]
        possible = [order for order in orders if 1 <= order[1] <= 12 and 1 <= order[2] <= 31]
        if not possible:
            return day_moment(99, 99)
        fitting = [order for order in possible if order[0] == self.context]
        year, month, day = (fitting or possible)[0]
        found = day_moment(month, day, year)
        if len(set(fitting or possible)) > 1 or not fitting:
            found.note("short_date", True, year=str(year), month=str(month), day=str(day))
        return found

    def _two(self, parts: tuple[int, ...], separator: str) -> Moment:
        """3.15 and 3/15 are a month and a day; 14.6 can only be a month of 2014."""
        first, second = parts
        is_month_day = 1 <= first <= 12 and 1 <= second <= 31
        is_year_month = first >= 10 and 1 <= second <= 12
        if is_month_day:
            found = day_moment(first, second)
            if is_year_month and 2000 + first == self.context:
                found.note("short_date", True, year="", month=str(first), day=str(second))
            elif separator == "/" and second <= 12 and first != second:
                found.note("day_month_order", True, month=str(first), day=str(second))
            return found
        if is_year_month and (separator == "." or 2000 + first == self.context):
            found = month_moment(second, 2000 + first)
            if 2000 + first != self.context or separator == "/":
                found.note("short_year", True, year=str(2000 + first))
            return found
        if separator == "/" and 1 <= second <= 12 and 1 <= first <= 31:
            return day_moment(second, first)
        return day_moment(99, 99)


def _day_and_month(first: int, second: int, year: int) -> Moment:
    """14/05/2022 is day first, 05/14/2022 month first; 03/04/2014 may be either."""
    if first > 12 or first == second:
        return day_moment(second, first, year)
    if second > 12:
        return day_moment(first, second, year)
    found = day_moment(second, first, year)
    found.other_order = (first, second)
    return found
