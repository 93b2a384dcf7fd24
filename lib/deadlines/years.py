"""Reading a year: 2014年, 14年, 民国103年, 今年, 次年, a bare 2014 where its neighbours show that it is one.

Two figures and 年 may also be a stretch of time (10年内); the neighbours and the context year decide.
"""

from lib.deadlines.english import EnglishReader
from lib.deadlines.figures import YEARS
from lib.deadlines.moments import Note
from lib.deadlines.words import K

_ROC_YEARS = range(90, 151)
_UNITS = frozenset({K.MONTH, K.DAY, K.QUARTER, K.YEAR, K.MONTH_NAME})
_MONTH_OR_QUARTER = frozenset({K.MONTH, K.QUARTER})
_LINKS = frozenset({K.TO, K.LIST})
_THROUGH = frozenset({K.OPEN, K.COLON, K.CLOSE})
_BEFORE_BARE_YEAR = frozenset({K.BY, K.OF, K.SINCE, K.UNTIL, K.EARLIER, K.LATER, K.ABOUT, K.COLON})
_AFTER_YEAR_IN_FIGURES = frozenset({K.HALF, K.NTH, K.FESTIVAL, K.QUARTER_NAME, K.HALF_NAME, K.MONTH_NAME})
_AFTER_SHORT_YEAR = frozenset({K.NUMBER, K.NTH, K.HALF, K.EDGE, K.FESTIVAL})


class YearReader(EnglishReader):
    """The tokens of a phrase, and what a year may look like."""

    __slots__ = ()

    def year(self, notes: list[Note]) -> tuple[int | None, tuple[str, int] | None]:
        """The year that starts here, as a number or as steps from another; both None and no step taken where there is none."""
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
        if value in YEARS:
            return self._four_digits(at, value, notes), None
        if kinds[at + 1] is not K.YEAR:
            return None, None
        if width == 3 and value in _ROC_YEARS and kinds[at + 2] in _AFTER_SHORT_YEAR:
            self.at += 2
            notes.append(("roc_year", True, {"year": str(1911 + value)}))
            return 1911 + value, None
        if width == 2 and self._is_short_year(at, value):
            self.at += 2
            if self.is_far(2000 + value):
                notes.append(("short_year", True, {"year": str(2000 + value)}))
            return 2000 + value, None
        return None, None

    def _four_digits(self, at: int, value: int, notes: list[Note]) -> int | None:
        kinds = self.kinds
        after = kinds[at + 1]
        if after is K.YEAR:
            self.at += 2
            return value
        ahead = after is K.NUMBER and kinds[at + 2] in _MONTH_OR_QUARTER
        if ahead or after in _AFTER_YEAR_IN_FIGURES or self.unit_ahead(at) is K.YEAR:
            self.at += 1
            return value
        if after is K.TO and kinds[at + 2] in {K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME}:
            self.at += 2
            return value
        other = at + 2 if after is K.TO else at - 2
        if other >= 0 and kinds[min(at, other) + 1] is K.TO and self.is_year_in_figures(other):
            self.at += 1
            return value
        alone = at == 0 or kinds[at - 1] in _BEFORE_BARE_YEAR or (kinds[at - 1] is K.OPEN and after is K.CLOSE)
        if alone and after in {K.FINISH, K.BEFORE, K.FROM, K.CLOSE}:
            self.at += 1
            if at == 0:
                notes.append(("bare_year", True, {}))
            return value
        return None

    def _is_short_year(self, at: int, value: int) -> bool:
        """14年3月 names a year, 10年内 a stretch of time."""
        if "十" in self.texts[at]:
            return False
        after = self.kinds[at + 2]
        if after in _AFTER_SHORT_YEAR:
            return True
        near = self.context is not None and abs(2000 + value - self.context) <= 3
        return near and after is not K.WITHIN

    def look_through(self) -> None:
        """Step over brackets and colons that stand between a year and its month."""
        at, kinds = self.at, self.kinds
        while kinds[at] in _THROUGH or self.texts[at] == "的":
            at += 1
        if self.texts[at] == ",":
            at += 1
        if kinds[at] is K.YEAR and kinds[at + 1] in {K.EDGE, K.WITHIN}:
            at += 1  # 2015年年底, 今年年内
            self.at = at
        follows = kinds[at]
        if (
            follows in {K.HALF, K.FESTIVAL, K.EDGE, K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME}
            or (follows is K.NTH and kinds[at + 2] is K.QUARTER)
            or (follows is K.NUMBER and (kinds[at + 1] in _MONTH_OR_QUARTER or self.unit_ahead(at) in _MONTH_OR_QUARTER))
        ):
            self.at = at

    def unit_ahead(self, at: int) -> K | None:
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
