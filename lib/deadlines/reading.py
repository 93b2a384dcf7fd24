"""Reading one moment from the tokens: a date, a month, a 旬, a quarter, a year, a festival.

A reading that fails leaves the reader where it was. Doubts are notes on the moment, never a silent choice.
"""

from datetime import date

from lib.deadlines.edges import edge_of_year, half, whole_year
from lib.deadlines.english import ENGLISH_STARTS
from lib.deadlines.figures import moment_of_figures
from lib.deadlines.moments import Grain, Moment, Note, day_moment, day_without_month, month_moment, no_such_day
from lib.deadlines.months import AFTER_BARE_DAY, UNITS
from lib.deadlines.school_words import SchoolReader
from lib.deadlines.tokens import Figures
from lib.deadlines.words import K

_MONTH_OR_QUARTER = frozenset({K.MONTH, K.QUARTER})
_LINKS = frozenset({K.TO, K.LIST})
_AFTER_LOST_MONTH = frozenset({K.DAY, K.PART, K.EDGE, K.FINISH})
"""2014年3日15日, 2014年3中旬, 2014年13: a figure after the year that is no month and counts nothing."""


class MomentReader(SchoolReader):
    """Tokens, a place in them, and what a moment may look like."""

    __slots__ = ()

    def moment(self, before: Moment | None = None) -> Moment | None:
        """The moment that starts here, or None and no step taken. `before` is the start of a range being read."""
        kinds, start = self.kinds, self.at
        kind = kinds[start]
        found: Moment | None = None
        if kind is K.DATE:
            found = self._figures()
        elif kind in ENGLISH_STARTS:
            found = self.english()
        elif kind is K.PERIOD:
            found = self._five_years()
        elif self.calendar is not None and (kind is K.EVENT or kind is K.NTH) and (found := self.school(self.calendar)):
            pass
        elif kind is K.WEEKDAY:
            self.at += 1
            while kinds[self.at] in _LINKS or kinds[self.at] is K.OF or kinds[self.at] is K.OPEN:
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

    def _year_and_rest(self, before: Moment | None) -> Moment | None:
        notes: list[Note] = []
        year, step = self.year(notes)
        given = year is not None or step is not None
        if given:
            self.look_through()
        found = self._rest(given, before) or self.school_in(year, step)
        if found is None and given:
            month_lost = self.kinds[self.at] is K.NUMBER and self.kinds[self.at + 1] in _AFTER_LOST_MONTH
            found = no_such_day() if month_lost else whole_year()
        if found is None:
            return None
        if given:
            found.year, found.year_step = (year, step) if found.year is None else (found.year, None)
        found.notes = notes + found.notes
        return found

    # Months, days, quarters, halves, festivals

    def _rest(self, year_given: bool, before: Moment | None) -> Moment | None:
        at, kinds = self.at, self.kinds
        kind = kinds[at]
        if kind is K.NUMBER:
            return self._from_number(at, year_given, before)
        if kind is K.DATE and year_given:
            figures = self.values[at]
            return self._figures() if isinstance(figures, Figures) and max(figures.widths, default=4) <= 2 else None
        if kind is K.NTH and kinds[at + 1] is K.NUMBER:
            if self.unit_ahead(at + 1) is K.QUARTER:
                self.at = at + 2
                return self.quarter(self.number(at + 1))
            return None
        if kind is K.BEFORE and kinds[at + 1] is K.NUMBER and kinds[at + 2] is K.QUARTER and self.number(at + 1) in {2, 3, 4}:
            self.at += 3  # 前三季度
            return Moment(Grain.HALF, 1, 1, self.number(at + 1) * 3, 0)
        if kind is K.HALF:
            self.at += 1
            return self.with_edge(half(self.number(at)))
        if kind is K.FESTIVAL:
            self.at += 1
            if self.texts[self.at + 1 : self.at + 3] == ["周", "年"]:
                self.at += 3  # 国庆65周年前夕
            return Moment(Grain.FESTIVAL, festival=self.word(at))
        if kind in ENGLISH_STARTS and year_given:
            return self.english(year_given)
        return self._part(at, year_given, before)

    def _part(self, at: int, year_given: bool, before: Moment | None) -> Moment | None:
        """A part of a year or month that stands without its month: 上旬, 月底, 年底, 年内; 底 and 后期 behind a year."""
        kinds, kind = self.kinds, self.kinds[at]
        if kind is K.EDGE and year_given:
            return self.year_edge(at)
        if kind is K.VAGUE and year_given:
            self.at += 1
            found = whole_year()
            found.note("vague_part", True)
            return found
        if kind is K.PART or (kind is K.EDGE and before is not None and before.first_month == before.last_month):
            self.at += 1
            return self.part_of(0, at)
        if kind is K.MONTH and kinds[at + 1] in {K.EDGE, K.PART}:
            self.at += 2
            return self.part_of(0, at + 1)
        if kind is K.YEAR and not year_given and kinds[at + 1] is K.EDGE:
            return self.year_edge(at + 1)
        if kind is K.YEAR and kinds[at + 1] is K.WITHIN:
            self.at += 1
            return whole_year()
        return None

    def _from_number(self, at: int, year_given: bool, before: Moment | None) -> Moment | None:
        kinds, value = self.kinds, self.number(at)
        own = kinds[at + 1]
        unit = self.unit_ahead(at)
        steps = 2 if own in UNITS else 1
        if unit in _MONTH_OR_QUARTER and own is unit and self.is_pair(at):
            self.at = at + 2
            months = 3 if unit is K.QUARTER else 1
            first, last = value // 10, value % 10
            return Moment(Grain.QUARTER if months == 3 else Grain.MONTH, (first - 1) * months + 1, 1, last * months, 0)
        if unit is K.MONTH:
            self.at = at + steps
            return self.month(value, tail=steps == 2)
        if unit is K.QUARTER:
            self.at = at + 1
            return self.quarter(value)
        day_first = self.day_before_month_name(at)
        if day_first is not None:
            return day_first
        if own is K.DAY and kinds[at + 2] is K.WITHIN and self.texts[at + 2].endswith("内") and before is None:
            return None  # 10日内 is a stretch
        if unit in {K.DAY, K.MONTH_NAME} and not year_given and value <= 99:
            self.at = at + (2 if own is K.DAY else 1)
            found = day_without_month(value)
            found.year_trails = unit is K.MONTH_NAME
            return found
        if year_given and unit is None and 1 <= value <= 12 and len(self.texts[at]) <= 2 and own in AFTER_BARE_DAY:
            self.at = at + 1
            found = month_moment(value)
            found.note("slip", written=self.texts[at], read=f"{value}月")
            return found
        dashed = self._month_dash_day(at, value, before)
        if dashed is not None:
            return dashed
        return self._bare_number(at, value, before) if before is not None else None

    def _month_dash_day(self, at: int, month: int, before: Moment | None) -> Moment | None:
        """6-30 can only be a day; 3-5 may be months, and is read only where it ends a range of days."""
        kinds = self.kinds
        if self.texts[at + 1] != "-" or kinds[at + 2] is not K.NUMBER or kinds[at + 3] not in AFTER_BARE_DAY:
            return None
        day, ends_days = self.number(at + 2), before is not None and before.grain is Grain.DAY
        if not (1 <= month <= 12 and (13 <= day <= 31 or (ends_days and 1 <= day <= 31))):
            return None
        self.at = at + 3
        return day_moment(month, day)

    def _bare_number(self, at: int, value: int, before: Moment) -> Moment | None:
        """A figure without a unit that ends a range: as fine as the range's start."""
        if self.kinds[at + 1] not in AFTER_BARE_DAY:
            return None
        if before.grain is Grain.DAY and len(self.texts[at]) == 4 and 101 <= value <= 1231:
            self.at = at + 1
            return day_moment(value // 100, value % 100)
        if len(self.texts[at]) > 2:
            return None
        if before.grain is Grain.DAY and value <= 31:
            self.at = at + 1
            found = day_without_month(value)
            if self.kinds[at + 1] is K.LIST and self.kinds[at + 2] is K.NUMBER and len(self.texts[at + 2]) == 4:
                found.year, found.year_trails, self.at = self.number(at + 2), True, at + 3
            return found
        if before.grain is Grain.MONTH:
            self.at = at + 1
            return month_moment(value)
        return None

    # Figures, five-year plans

    def _figures(self) -> Moment | None:
        figures = self.values[self.at]
        if not isinstance(figures, Figures):
            return None
        self.at += 1
        kinds = self.kinds
        found = moment_of_figures(figures, self.context)
        if found.grain is Grain.DAY and kinds[self.at] is K.DAY:
            self.at += 1
        elif found.grain is Grain.MONTH:
            if kinds[self.at] is K.MONTH:
                self.at += 1
            if kinds[self.at] in {K.PART, K.EDGE, K.NUMBER}:
                year, notes = found.year, found.notes
                found = self.month(found.first_month)
                found.year, found.notes = year, notes + found.notes
        return found

    def _five_years(self) -> Moment | None:
        """十三五期间, 十四五末; the plan's name alone is no time."""
        first = self.number(self.at)
        self.at += 1
        follows = self.kinds[self.at]
        if follows is K.EDGE and self.word(self.at) == "end":
            self.at += 1
            found = edge_of_year("end")
            found.year = first + 4
            return found
        return Moment(Grain.YEAR, fixed=(date(first, 1, 1), date(first + 4, 12, 31))) if follows is K.WITHIN else None
