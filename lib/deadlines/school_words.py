"""Reading the school's words where its calendar is known: 学期末, 2014年暑假, 第8周, 第18-19周, 第8周周四周五.

Without a calendar none of this is a moment; the words are then noted as what they need.
"""

from datetime import timedelta

from lib.deadlines.moments import Grain, Moment
from lib.deadlines.months import MonthReader
from lib.deadlines.school import SchoolCalendar
from lib.deadlines.tokens import Token
from lib.deadlines.words import K

_LINKS = frozenset({K.TO, K.LIST})


class SchoolReader(MonthReader):
    """The tokens of a phrase, and what the calendar knows of them."""

    __slots__ = ("calendar",)

    def __init__(self, tokens: list[Token], context: int | None, calendar: SchoolCalendar | None = None) -> None:
        super().__init__(tokens, context)
        self.calendar = calendar

    def school(self, calendar: SchoolCalendar) -> Moment | None:
        """A school word or a teaching week that the calendar knows."""
        at = self.at
        if self.kinds[at] is K.NTH:
            return self._teaching_weeks(calendar)
        days = calendar.days_of(self.texts[at])
        if days is None:
            return None
        self.at = at + 1
        found = Moment(Grain.FESTIVAL if days[0] == days[1] else Grain.MONTH, fixed=days, last_only=self.texts[at].endswith(("末", "结束")))
        if self.texts[at].endswith("初"):
            found.note("vague_part", True)  # a calendar knows the first day, nobody how long 学期初 lasts
        return found

    def school_in(self, year: int | None, step: tuple[str, int] | None) -> Moment | None:
        """2014年暑假 and 今年第8周, where the calendar is that year's; else no step is taken."""
        if step is not None and self.context is not None and step[0] == "context":
            year = self.context + step[1]
        if self.calendar is None:
            return None
        at = self.at
        found = self.school(self.calendar)
        days = found.fixed if found else None
        if not days or year not in {day.year for day in days}:
            self.at = at
            return None
        return found

    def _teaching_weeks(self, calendar: SchoolCalendar) -> Moment | None:
        """第8周, 第18-19周, 第8周周四周五: whole weeks, or the days of one that are named behind it."""
        kinds, first = self.kinds, self.at + 1
        last, link = first, kinds[first + 1]
        if link in _LINKS:
            last = first + (3 if kinds[first + 2] is K.NTH else 2)
        if kinds[first] is not K.NUMBER or kinds[last] is not K.NUMBER or kinds[last + 1] is not K.WEEK:
            return None
        opening, closing = calendar.week(self.number(first)), calendar.week(self.number(last))
        if opening is None or closing is None or closing < opening:
            return None
        self.at = last + 2
        monday, sunday = opening[0], closing[1]
        named = self._weekdays() if first == last else []
        if not named:
            found = Moment(Grain.PART, fixed=(monday, sunday))
            if link is K.LIST and closing[0] - opening[1] > timedelta(days=1):
                found.note(
                    "parts", True, parts="; ".join(f"{begins.isoformat()}/{ends.isoformat()}" for begins, ends in (opening, closing))
                )
            if kinds[self.at] is K.WEEKDAY:  # 第8-9周周四: of each, or of the last?
                found.note("words_left_out", True, words=self.texts[self.at])
            return found
        days = [monday + timedelta(days=self.number(at)) for at in named]
        first_day, last_day = min(days), max(days)
        found = Moment(Grain.PART, fixed=(first_day, last_day))
        if (last_day - first_day).days >= len(set(days)) and not self._is_stretch(named):
            found.note("parts", True, parts="、".join(day.isoformat() for day in days))
        return found

    def _weekdays(self) -> list[int]:
        """The places of the weekdays that stand here, one after the other, listed, as a stretch, or in brackets; all are taken."""
        kinds, at = self.kinds, self.at
        at += kinds[at] is K.OPEN
        found = []
        while kinds[at] is K.WEEKDAY:
            found.append(at)
            at += 1
            at += kinds[at] in {K.LIST, K.TO} and kinds[at + 1] is K.WEEKDAY
        if found:
            self.at = at + (kinds[self.at] is K.OPEN and kinds[at] is K.CLOSE)
        return found

    def _is_stretch(self, weekdays: list[int]) -> bool:
        """周一至周五, one stretch that runs forward."""
        first, last = weekdays[0], weekdays[-1]
        return len(weekdays) == 2 and self.kinds[first + 1] is K.TO and self.number(first) < self.number(last)
