"""Reading months, quarters and years with what follows them: a day, a 旬, 初, 中 or 底.

The word or figure that names the month or quarter has been passed; its tail is read from the place where the reader stands.
"""

from lib.deadlines.edges import PARTS, edge_of, edge_of_year, part_of_month, quarter
from lib.deadlines.moments import Grain, Moment, day_moment, month_moment
from lib.deadlines.words import K
from lib.deadlines.years import YearReader

_LUNAR_FEASTS = frozenset({(1, 15), (2, 2), (3, 3), (5, 5), (7, 7), (7, 15), (8, 15), (9, 9)})
_SLIPS = {"低": "底", "抵": "底", "未": "末"}
_YEAR_END_TASKS = frozenset({"总结", "考核", "评议", "检查", "测评", "述职", "评比"})
_PARTS_OF_DAY = frozenset({"上午", "下午", "中午", "晚", "晚上", "早上", "凌晨"})
UNITS = frozenset({K.MONTH, K.DAY, K.QUARTER, K.YEAR, K.MONTH_NAME})
AFTER_BARE_DAY = frozenset(
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
"""What may follow a figure that is a day without its 日."""


class MonthReader(YearReader):
    """The tokens of a phrase, and what may follow a month, a quarter or a year."""

    __slots__ = ()

    def is_pair(self, at: int) -> bool:
        """五六月 and 二三季度 name two neighbours."""
        text, value = self.texts[at], self.number(at)
        return not text.isascii() and value // 10 >= 1 and value % 10 == value // 10 + 1 and "十" not in text

    def month(self, month: int, tail: bool = True) -> Moment:
        """A month whose 月 has been passed, and what follows it: a day, a 旬, an edge."""
        kinds, month = self.kinds, month or 99
        if not tail:
            return month_moment(month)
        at = self.at
        if kinds[at] is K.MONTH and kinds[at + 1] is K.EDGE:
            at = self.at = at + 1  # 12月月底
        while kinds[at] is K.OPEN or kinds[at] is K.COLON or self.texts[at] == "的":
            at += 1
        through = at > self.at
        kind = kinds[at]
        if kind is K.NUMBER and self._is_day(at, through):
            day = self.number(at)
            found = day_moment(month, day)
            is_lunar_form = (month, day) in _LUNAR_FEASTS or self.texts[at][0] in "廿卅"
            if kinds[at + 1] is not K.DAY and is_lunar_form and not self.texts[at].isascii():
                found.note("maybe_lunar", True)
            self.at = at + (2 if kinds[at + 1] is K.DAY else 1)
            return found
        if kind is K.PART or (kind is K.EDGE and (not through or kinds[at + 1] is K.CLOSE)):
            self.at = at + 1
            return self.part_of(month, at)
        found = month_moment(month)
        if kind is K.VAGUE:
            self.at = at + 1
            found.note("vague_part", True)
        return found

    def _is_day(self, at: int, through: bool) -> bool:
        after = self.kinds[at + 1]
        if after is K.DAY:
            return True
        if len(self.texts[at]) > 3 or (self.texts[at].isdigit() and len(self.texts[at]) > 2):
            return False
        if after in UNITS:
            return False
        ahead = self.unit_ahead(at)
        if ahead is not None:
            return ahead is K.DAY or ahead is K.MONTH
        return not through and self.number(at) <= 31 and (after in AFTER_BARE_DAY or self.texts[at + 1] in _PARTS_OF_DAY)

    def part_of(self, month: int, at: int) -> Moment:
        value = self.values[at]
        days = value if isinstance(value, tuple) else PARTS[str(value)]
        if self.kinds[self.at] is K.EDGE and self.word(self.at) == "end" and isinstance(value, tuple):
            self.at += 1  # 3月上旬末
            found = Moment(Grain.PART, month, days[1], month, days[1], last_only=True)
            self.note_slip(found, self.at - 1)
        else:
            found = part_of_month(month, days)
        self.note_slip(found, at)
        return found

    def note_slip(self, found: Moment, at: int) -> None:
        """月低, 年未 and 上句: one character for another that looks or sounds the same."""
        written = self.texts[at]
        if written in _SLIPS:
            found.note("slip", written=written, read=_SLIPS[written])
        elif len(written) == 2 and written[1] in "句询徇巡":
            found.note("slip", written=written, read=f"{written[0]}旬")

    def quarter(self, number: int) -> Moment:
        if self.kinds[self.at] is K.QUARTER:
            self.at += 1
        return self.with_edge(quarter(number))

    def with_edge(self, whole: Moment) -> Moment:
        """A quarter or half, or its start, middle or end where one is named here."""
        if self.kinds[self.at] is not K.EDGE:
            return whole
        self.at += 1
        found = edge_of(whole, self.word(self.at - 1))
        self.note_slip(found, self.at - 1)
        return found

    def year_edge(self, at: int) -> Moment:
        """The start, middle or end of a year, whose word is at `at`; 年终总结 may be the name of the task."""
        self.at = at + 1
        found = edge_of_year(self.word(at))
        self.note_slip(found, at)
        if self.texts[at] == "终" and self.texts[at + 1] in _YEAR_END_TASKS:
            found.note("also_says", True, word=f"年终{self.texts[at + 1]}")
        return found
