"""The grammar: tokens → time spans and the other words that decide a deadline's kind.

    phrase   := (label | span | word | filler)*
    span     := [about] [since | until | by] moment [from] [to moment] relation*
    moment   := [year] (month [day | part | edge] | quarter [edge] | half [edge] | festival | edge) | figures | English
    relation := before | after | from | until | within | about | verb | weekday | time of day

Brackets and colons are looked through where what follows continues the moment (3月（中旬）), else they set an
aside apart. A figure without its unit takes the unit of the list or range that it opens (3-6月, 15、16日).
"""

import re

from lib.deadlines.between import RELATIONS, WordReader
from lib.deadlines.moments import Grain, Moment
from lib.deadlines.sentence import Sentence, Span
from lib.deadlines.words import K

_PREFIXES = frozenset({K.SINCE, K.UNTIL, K.BY, K.ABOUT, K.EARLIER, K.LATER})
_KEYWORDS = frozenset({K.WATCH, K.IMMEDIATE, K.RECURRING, K.EACH_YEAR, K.UNSETTLED, K.EVENT, K.TENTATIVE, K.LUNAR, K.ERROR, K.HOLIDAY})
_DETAILS = frozenset({K.FILLER, K.TIME, K.WEEKDAY, K.CLOSE, K.OPEN, K.OF})
_RELATING = frozenset({K.TO, K.FROM, K.BEFORE, *RELATIONS})
_LABELS = frozenset({K.FROM, K.UNTIL, K.ENDS, K.STARTS})
"""Before a colon these name the time that follows: 起：3月1日 止：5月31日."""
_MIDNIGHT = re.compile("00?:00(?::00)?|00?[点时](?:00分?|整)?|〇[点时]整?")
_DASHES = frozenset({"-", "--", "~", "~~"})
_ENDS_MONTH = frozenset({K.MONTH, K.PART, K.EDGE})
_STRETCHES = frozenset({K.DURATION, K.WEEK, K.DAY})


class PhraseReader(WordReader):
    """Reads one phrase's tokens into a `Sentence`, once."""

    __slots__ = ()

    def read(self) -> Sentence:
        """Everything that the phrase says."""
        kinds = self.kinds
        while (kind := kinds[self.at]) is not K.FINISH:
            at = self.at
            if kind in self.starts and not self.is_numbering() and self._span():
                continue
            self.at = at + 1
            if kind in _KEYWORDS:
                self.keyword(kind, at)
            elif kind in _PREFIXES:
                self.prefix.add(kind)
            else:
                self.between(kind, at)
        return self.sentence

    # Spans

    def _span(self) -> bool:
        """Read a span here; False where there is none."""
        at, sentence = self.at, self.sentence
        first = self.moment()
        if first is None:
            return False
        if not self._belongs(first):
            return False
        span = Span(first, aside=self.depth > 0 and bool(sentence.spans), joined=not self.told)
        self._apply_prefix(span)
        self.linked = self.prose = self.told = False
        if self.depth and sentence.unsettled:
            sentence.explained = True
        if self.texts[at - 1] == "/":
            span.slash = True
        sentence.spans.append(span)
        self._tail(span)
        return True

    def _apply_prefix(self, span: Span) -> None:
        prefix = self.prefix
        span.since, span.about, span.after = K.SINCE in prefix, K.ABOUT in prefix, K.LATER in prefix
        span.until = K.UNTIL in prefix or K.BY in prefix
        span.before = span.english_before = K.EARLIER in prefix
        prefix.clear()

    def _belongs(self, first: Moment) -> bool:
        """A day or 旬 without a month, or a bare year in prose, is a span only where it stands with one."""
        if not self.sentence.spans:
            return True
        if first.grain is Grain.YEAR and self.prose:
            return False
        if first.first_month or first.fixed or first.festival:
            return True
        return self.linked and not self.prose

    def _tail(self, span: Span) -> None:
        """All that follows a span and belongs to it."""
        kinds = self.kinds
        while (kind := kinds[self.at]) is not K.FINISH and not (kind in _LABELS and kinds[self.at + 1] is K.COLON):
            goes_on = self._relation(span, kind) if kind in _RELATING else self._attachment(span, kind)
            if not goes_on:
                return

    def _relation(self, span: Span, kind: K) -> bool:
        """至, 起, 前, 后, 止, 内, 左右; False where the span ends."""
        at, kinds = self.at, self.kinds
        if kind is K.TO:
            return span.last is None and self._range_end(span)
        if kind is K.BEFORE:
            return self._before(span)
        self.at += 1
        if kind is K.FROM:
            span.since = kinds[self.at] is not K.TO
        elif kind is K.WITHIN and span.tail.festival and self.texts[at][0] != "当":
            span.lost_end = "holiday"
        else:
            if self._may_be_months(at):
                span.tail.note("month_or_months", True, number=str(span.tail.first_month))
            setattr(span, RELATIONS[kind], True)
        return True

    def _attachment(self, span: Span, kind: K) -> bool:
        """A verb, a holiday, a school word, a time of day; False where the span ends."""
        at, kinds = self.at, self.kinds
        if kind in _DETAILS:
            return self._detail(span, kind) and not (kind is K.CLOSE and span.aside)
        if kind is K.ENDS and kinds[at + 1] in {K.BEFORE, K.AFTER}:
            span.until, span.after = kinds[at + 1] is K.BEFORE, kinds[at + 1] is K.AFTER
            self.at += 2
            return True
        if kind is K.STARTS or kind is K.ENDS or kind is K.VERB:
            span.starts, span.ends = kind is K.STARTS, kind is K.ENDS
            return False
        if kind is K.WATCH and self.texts[at].endswith("今"):
            span.open_end = True
            self.at += 1
            return True
        if kind is K.EVENT and span.tail.grain is Grain.YEAR and self._is_when(at):
            span.lost_end = self.texts[at]
            self.keyword(kind, self._step())
            return True
        if kind is K.EVENT and self._named_by_month(span):
            return True
        of_festival = kind is K.HOLIDAY or self.values[at] == "school_calendar"
        if not of_festival or not span.tail.festival:
            return False
        self.at += 1
        if kinds[self.at] is not K.BEFORE:
            span.lost_end = "holiday"
        return True

    def _named_by_month(self, span: Span) -> bool:
        """9月开学前: the month says which 开学 is meant, where that begins in it; the calendar knows its day."""
        at, month = self.at, span.first
        if self.calendar is None or span.last is not None or month.fixed or self.kinds[at - 1] not in _ENDS_MONTH:
            return False
        named = self.school(self.calendar)
        year = self.context if month.year is None else month.year
        if named is None or named.fixed is None or (named.fixed[0].year, named.fixed[0].month) != (year, month.first_month):
            self.at = at
            return False
        span.first = named
        return True

    def _is_when(self, at: int) -> bool:
        """2014年暑假 and 2014年高考前 name a time; 2014年活动总结 does not."""
        return self.values[at] == "school_calendar" or self.kinds[at + 1] in {K.BEFORE, K.AFTER, K.WITHIN}

    def _may_be_months(self, at: int) -> bool:
        """三月内 may be within March or within three months; 3月内 and 2014年三月内 are March."""
        return at == 2 and self.texts[at].endswith("内") and self.kinds[1] is K.MONTH and not self.texts[0].isascii()

    def _before(self, span: Span) -> bool:
        """前; but 5月前两周 counts from the month's start, and 3月前 10 天 likewise."""
        self.at += 1
        if self.kinds[self.at] is K.NUMBER and self.kinds[self.at + 1] in _STRETCHES | {K.QUARTER}:
            self.sentence.unsettled.append(("week_of_month", "".join(self.texts[self.at - 1 : self.at + 2])))
            self.at += 2
            return False
        span.before = self.told = True
        span.before_start = self.texts[self.at - 1].startswith(("开始", "启动"))
        return True

    def _detail(self, span: Span, kind: K) -> bool:
        """Weekday, time of day, brackets around them, and fillers; False at a bracket that holds something else."""
        at, kinds = self.at, self.kinds
        if kind is K.WEEKDAY:
            span.tail.weekday = self.number(at)
        elif kind is K.CLOSE:
            self.depth = max(0, self.depth - 1)
        elif kind is K.OPEN:
            inside = at + 1
            while kinds[inside] in {K.FILLER, K.TIME, K.WEEKDAY, K.OF}:
                inside += 1
            if kinds[inside] is not K.CLOSE:
                return False
            self.depth += 1
        elif kind is K.TIME and _MIDNIGHT.fullmatch(self.texts[at]):
            span.midnight = True
        elif kind is K.TIME and self.texts[at + 1] == "开始":
            self.at += 1  # 3月15日9:00开始: the hour's beginning, not a time without end
        self.at += 1
        return True

    def _range_end(self, span: Span) -> bool:
        """至 and the moment after it; False, and no step taken, where nothing that ends a range follows."""
        kinds, at = self.kinds, self.at
        while kinds[self.at] is K.TO:
            self.at += 1
        while kinds[self.at] in {K.FILLER, K.OPEN}:
            self.at += 1
        last = self.moment(before=span.first)
        if last is not None:
            if span.before:
                self.sentence.left_out.append("前")
            span.last, span.first_after = last, span.after
            span.before = span.after = False
            if span.open_end:  # 3月至长期到12.31前: the day is an end, 长期 beside it is none
                span.open_end = False
                self._two_ends(last)
            return True
        follows = kinds[self.at]
        if follows is K.WATCH:
            self.at += 1
            if span.before:  # 6月底前至长期
                self._two_ends(span.first)
            else:
                span.open_end = True
        elif follows is K.EVENT or follows is K.UNSETTLED:
            span.lost_end = self.texts[self.at]
            self.keyword(follows, self._step())
        elif follows is K.ENDS and self.texts[at] not in _DASHES:
            span.lost_end = self.texts[self.at]  # 至完成为止; 3月15日 - 完成整改 is a day and its task
            self.sentence.unsettled.append(("event_bound", self.texts[self._step()]))
        elif follows is K.FINISH and self.texts[at] not in {"到"}:
            span.since = True
            span.first.note("only_start", True)
        else:
            self.at = at
            self.at += 1
            return False
        return True

    def _two_ends(self, end: Moment) -> None:
        """An end beside 长期: it closes at the day and stays on watch, and that this was chosen is said."""
        end.note("two_ends", True)
        self.sentence.watch = True

    def _step(self) -> int:
        self.at += 1
        return self.at - 1
