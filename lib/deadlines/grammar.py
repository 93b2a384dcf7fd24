"""The grammar: tokens → time spans and the other words that decide a deadline's kind.

    phrase   := (label | span | word | filler)*
    span     := [about] [since | until | by] moment [from] [to moment] relation*
    moment   := [year] (month [day | part | edge] | quarter [edge] | half [edge] | festival | edge) | figures | English
    relation := before | after | from | until | within | about | verb | weekday | time of day

Brackets and colons are looked through where what follows continues the moment (3月（中旬）), else they set an
aside apart. A figure without its unit takes the unit of the list or range that it opens (3-6月, 15、16日).
"""

import re

from lib.deadlines.moments import Grain, Moment
from lib.deadlines.reading import MomentReader
from lib.deadlines.school import SchoolCalendar
from lib.deadlines.sentence import Sentence, Span
from lib.deadlines.tokens import Token
from lib.deadlines.words import K

_PREFIXES = frozenset({K.SINCE, K.UNTIL, K.BY, K.ABOUT, K.EARLIER, K.LATER})
_KEYWORDS = frozenset({K.WATCH, K.IMMEDIATE, K.RECURRING, K.EACH_YEAR, K.UNSETTLED, K.EVENT, K.TENTATIVE, K.LUNAR, K.ERROR, K.HOLIDAY})
_STARTS_MOMENT = frozenset(
    {K.NUMBER, K.DATE, K.NAMED_YEAR, K.ERA, K.NTH, K.PART, K.EDGE, K.MONTH, K.YEAR, K.HALF, K.FESTIVAL, K.PERIOD, K.WEEKDAY, K.BEFORE}
    | {K.MODIFIER, K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME, K.YEAR_END}
)
_RELATIONS = {K.AFTER: "after", K.UNTIL: "until", K.ABOUT: "about", K.WITHIN: "within"}
_LATE_RELATIONS = {**_RELATIONS, K.BEFORE: "before", K.FROM: "since"}
"""Relations that may stand behind an aside and belong to what is before it: 10月1日（国庆节）前."""
_DETAILS = frozenset({K.FILLER, K.TIME, K.WEEKDAY, K.CLOSE, K.OPEN, K.OF})
_LABELS = frozenset({K.FROM, K.UNTIL, K.ENDS, K.STARTS})
"""Before a colon these name the time that follows: 起：3月1日 止：5月31日."""
_AFTER_LABEL = frozenset({K.COLON, K.NUMBER, K.DATE})
_LABEL_OF: dict[object, K] = {"start": K.SINCE, "end": K.UNTIL}
_REPORTS = frozenset({"completed", "finished", "done", "submitted"})
_NEW_ITEM = frozenset({";", "\n", "。"})
_MIDNIGHT = re.compile("00?:00(?::00)?|00?[点时](?:00分?|整)?|〇[点时]整?")
_TIES = frozenset({K.BEFORE, K.AFTER, K.WITHIN, K.EDGE})
_STRETCHES = frozenset({K.DURATION, K.WEEK})


class PhraseReader(MomentReader):
    """Reads one phrase's tokens into a `Sentence`, once."""

    __slots__ = ("depth", "linked", "prefix", "prose", "sentence", "starts", "told")

    def __init__(self, tokens: list[Token], context: int | None, calendar: SchoolCalendar | None = None) -> None:
        super().__init__(tokens, context, calendar)
        self.starts = _STARTS_MOMENT if calendar is None else _STARTS_MOMENT | {K.EVENT}
        self.sentence = Sentence()
        self.prefix: set[K] = set()
        self.linked = False  # a list separator stands between the last span and here
        self.prose = False  # a verb or unknown words followed the last span
        self.told = False  # what follows is what is to be done, and may be left out without a word
        self.depth = 0

    def read(self) -> Sentence:
        """Everything that the phrase says."""
        kinds = self.kinds
        while (kind := kinds[self.at]) is not K.FINISH:
            at = self.at
            if kind in self.starts and not self._is_numbering() and self._span():
                continue
            self.at = at + 1
            if kind in _KEYWORDS:
                self._keyword(kind, at)
            elif kind in _PREFIXES:
                self.prefix.add(kind)
            else:
                self._between(kind, at)
        if K.SINCE in self.prefix and not self.sentence.spans:
            self.sentence.left_out.append("")
        return self.sentence

    # Between spans

    def _is_numbering(self) -> bool:
        """一、3月中旬 and 1.3月 number their items."""
        at, kinds = self.at, self.kinds
        if kinds[at] is not K.NUMBER or (self.sentence.spans and self.texts[at - 1] not in _NEW_ITEM):
            return False
        mark, chinese = self.texts[at + 1], not self.texts[at].isdigit()
        figure_follows = kinds[at + 2] in {K.NUMBER, K.DATE} and self.texts[at + 2].isascii()
        if not figure_follows or not ((mark == "、" and chinese) or mark in {".", ")"}):
            return False
        self.sentence.enumerated = mark == "."
        return True

    def _between(self, kind: K, at: int) -> None:
        sentence = self.sentence
        if kind is K.LIST or kind is K.CLOSE:
            self.linked, self.prose = True, False
            if kind is K.CLOSE:
                self.depth = max(0, self.depth - 1)
        elif kind is K.OPEN:
            self.depth += 1
            self.prose = False
        elif kind is K.OR:
            sentence.either = sentence.either or self._is_choice(at)
            self.linked = True
        elif kind is K.TO:
            self._to(at)
        elif kind in _LATE_RELATIONS and at and self.kinds[at - 1] is K.CLOSE and sentence.spans:
            main = next((span for span in reversed(sentence.spans) if not span.aside), sentence.spans[-1])
            setattr(main, _LATE_RELATIONS[kind], True)
            self.told = True
        elif kind is K.FROM:
            if self.kinds[self.at] is K.COLON:
                self.prefix.add(K.SINCE)
            else:
                self._from(at)
        elif kind is K.COLON:
            self.prose = False
            if not sentence.spans:
                sentence.left_out.clear()
                sentence.unsettled = [found for found in sentence.unsettled if found[0] not in {"event_bound", "not_fixed"}]
        elif kind in {K.ENDS, K.VERB, K.STARTS}:
            self.prose = self.told = bool(sentence.spans)
        elif kind is K.NUMBER or kind is K.NTH or kind is K.DATE:
            self._loose_figure(kind, at)
        elif kind is K.OTHER:
            self._other(at)
        elif kind is K.NEVER:
            if self.texts[at] == "逢" and self.kinds[self.at] is K.WEEKDAY:
                sentence.recurring = True
                self._recurring_tail()
            else:
                sentence.left_out.append(self.texts[at])
        elif kind is K.PAST:
            sentence.reported = True
        elif kind is K.ORDERED:
            sentence.ordered = self.texts[at]
        elif kind is K.VAGUE:
            if sentence.spans:
                self._other(at)
            else:
                sentence.unsettled.append(("not_fixed", self.texts[at]))
        elif kind in {K.BEFORE, K.AFTER, K.WITHIN} and at and self.kinds[at - 1] in {K.OTHER, K.VERB, K.ENDS, K.STARTS}:
            sentence.tied = True
        elif (
            kind is K.MODIFIER
            and self.kinds[self.at] in _AFTER_LABEL
            and not self.is_four_digit_year(self.at)
            and self.values[at] in _LABEL_OF
        ):
            self.prefix.add(_LABEL_OF[self.word(at)])
        elif kind is K.OF and at == 0 and self.texts[0] in _REPORTS and self.kinds[1] in self.starts:
            sentence.reported = True
        elif kind is K.MODIFIER:
            sentence.unsettled.append(("vague_part", self.texts[at]))
        elif kind is K.LOST:
            sentence.lost_character = True
        elif kind is K.WEEKDAY and sentence.spans and sentence.spans[-1].tail.grain is Grain.DAY:
            sentence.spans[-1].tail.weekday = self.number(at)
        elif kind is K.WEEKDAY or (kind is K.WITHIN and self.texts[at].startswith("当")):
            sentence.unsettled.append(("relative", self.texts[at]))
        elif kind is K.MONTH and self.kinds[self.at] in {K.WITHIN, K.BEFORE}:
            sentence.unsettled.append(("month_missing", self.texts[at]))
        elif kind in {K.QUARTER, K.WEEK, K.YEAR} and self.kinds[self.at] in {K.EDGE, K.WITHIN, K.BEFORE, K.AFTER}:
            sentence.unsettled.append(("relative", self.texts[at] + self.texts[self.at]))

    def _is_choice(self, at: int) -> bool:
        """或 between two times or undecided words, not between two verbs."""
        sides = (self.kinds[at - 1] if at else K.FINISH, self.kinds[at + 1])
        decided = {K.ENDS, K.VERB, K.OTHER, K.FILLER, K.FINISH}
        return sides[1] not in decided and bool(
            self.sentence.spans or self.sentence.unsettled or self.sentence.watch or self.sentence.immediate
        )

    def _to(self, at: int) -> None:
        """至 without a moment before it: the end of a range whose start no calendar knows, or an end alone."""
        sentence = self.sentence
        follows = self.kinds[self.at]
        if follows in self.starts or follows in {K.FILLER, K.OF}:
            self.prefix.add(K.UNTIL)
            if K.SINCE in self.prefix:
                self._from(at)
            if sentence.immediate and self.kinds[at - 1] is K.IMMEDIATE:
                sentence.immediate, sentence.notice_day = False, True
        elif follows is K.OTHER or follows is K.FINISH or not sentence.spans:
            self._other(at)

    def _from(self, at: int) -> None:
        sentence = self.sentence
        before = self.kinds[at - 1] if at else K.FINISH
        if before is K.IMMEDIATE:
            sentence.immediate, sentence.notice_day = False, True
        elif K.SINCE in self.prefix or before is K.DAY:
            sentence.notice_day = True
            sentence.left_out.clear()
        self.prefix.discard(K.SINCE)

    def _loose_figure(self, kind: K, at: int) -> None:
        """A figure that begins no moment: a stretch of time, a school week, or part of the prose."""
        kinds, sentence = self.kinds, self.sentence
        number = self.at if kind is K.NTH and kinds[self.at] is K.NUMBER else at
        end = number + 1
        while kinds[end] in {K.TO, K.LIST} and kinds[end + 1] in {K.NUMBER, K.NTH}:
            end += 2 if kinds[end + 1] is K.NUMBER else 3
        unit = kinds[end]
        written = "".join(self.texts[at : end + 1])
        if self.told and sentence.spans:
            return
        before = at - 2 if at > 1 and self.texts[at - 1] == "的" else at - 1
        if unit is K.WEEK or (kind is K.NTH and unit is K.DURATION and self.texts[end].endswith(("星期", "礼拜"))):
            # a stretch of weeks unless numbered; either needs more than the phrase
            if sentence.spans and at and kinds[before] in {K.MONTH, K.MONTH_NAME, K.OF}:
                reason = "week_of_month"
            else:
                reason = "week_number" if kind is K.NTH or kinds[end + 1] not in {K.WITHIN, K.OTHER, K.AFTER} else "relative"
            sentence.unsettled.append((reason, written))
            self.at = end + 1
        elif unit is K.DURATION or (unit is K.DAY and kinds[end + 1] is K.WITHIN) or (unit is K.YEAR and len(self.texts[end - 1]) <= 2):
            sentence.unsettled.append(("relative", written))
            self.at = end + 1
        elif not self.prose and not self._numbers_an_item(at):
            sentence.left_out.append(self.texts[at])

    def _numbers_an_item(self, at: int) -> bool:
        """(1) anywhere, and 1、 in front of everything."""
        after = self.texts[at + 1]
        if after in {"、", "."} and at > 0 and self.texts[at - 1] in _NEW_ITEM:
            return True
        return (after == ")" and at > 0 and self.kinds[at - 1] is K.OPEN) or (not self.sentence.spans and after in {")", "、", "."})

    def _other(self, at: int) -> None:
        text = self.texts[at]
        if not text.strip(" .'-_。!#:"):
            return
        if not self.told:
            self.sentence.left_out.append(text)
        self.prose = bool(self.sentence.spans)

    def _keyword(self, kind: K, at: int) -> None:
        sentence, text = self.sentence, self.texts[at]
        if kind is K.WATCH:
            sentence.watch = True
        elif kind is K.IMMEDIATE:
            sentence.immediate = True
        elif kind is K.RECURRING:
            sentence.recurring = True
            if self.kinds[self.at] in {K.EDGE, K.WEEKDAY, K.NUMBER, K.PART}:
                self._recurring_tail()
        elif kind is K.EACH_YEAR:
            sentence.recurring = sentence.each_year = True
        elif kind is K.TENTATIVE:
            sentence.tentative = True
        elif kind is K.LUNAR:
            sentence.lunar_from = len(sentence.spans) if sentence.lunar_from is None else sentence.lunar_from
        elif kind is K.ERROR:
            sentence.error = text
        else:
            self._unsettled(kind, at, text)

    def _recurring_tail(self) -> None:
        """The day inside each period: 每月28日前, 每周五, 每月底, 每月上旬至中旬."""
        kinds = self.kinds
        while kinds[self.at] in {
            K.EDGE,
            K.WEEKDAY,
            K.NUMBER,
            K.PART,
            K.DAY,
            K.BEFORE,
            K.TO,
            K.LIST,
            K.TIME,
            K.WITHIN,
            K.ABOUT,
        } and self.texts[self.at] not in {",", ";", "\n"}:
            if kinds[self.at] is K.NUMBER and kinds[self.at + 1] in {K.MONTH, K.YEAR}:
                break
            self.at += 1

    def _unsettled(self, kind: K, at: int, text: str) -> None:
        sentence = self.sentence
        reason = "school_calendar" if kind is K.HOLIDAY else str(self.values[at])
        tied = self.kinds[self.at] in _TIES
        if self.prose and not (tied and kind is K.EVENT) and reason != "not_fixed":
            return
        if kind is K.EVENT and not tied and sentence.spans and not sentence.spans[-1].lost_end:
            sentence.left_out.append(text)
            return
        sentence.explained = sentence.explained or self.depth > 0
        sentence.unsettled.append((reason, text + (self.texts[self.at] if tied else "")))
        while self.kinds[self.at] in _TIES:
            self.at += 1

    # Spans

    def _span(self) -> bool:
        """Read a span here; False, and no step taken, where there is none."""
        at, sentence = self.at, self.sentence
        first = self.moment()
        if first is None:
            return False
        if not self._belongs(first):
            self.at = at
            return False
        span = Span(first, aside=self.depth > 0 and bool(sentence.spans), joined=not self.told)
        if self.prefix:
            self._apply_prefix(span)
        self.linked = self.prose = self.told = False
        if self.depth and sentence.unsettled:
            sentence.explained = True
        if self.texts[at - 1] == "/" and at:
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
        kinds = self.kinds
        while True:
            at = self.at
            kind = kinds[at]
            if kind is K.FINISH or (kind in _LABELS and kinds[at + 1] is K.COLON):
                return
            if kind is K.TO:
                if span.last is not None or not self._range_end(span):
                    return
            elif kind is K.FROM:
                self.at += 1
                if kinds[self.at] is not K.TO:
                    span.since = True
            elif kind is K.BEFORE:
                if not self._before(span):
                    return
            elif kind is K.WATCH and self.texts[at].endswith("今"):
                span.open_end = True
                self.at += 1
            elif kind is K.EVENT and span.tail.grain is Grain.YEAR and self._is_when(at):
                span.lost_end = self.texts[at]
                self._keyword(kind, self._step())
            elif kind is K.WITHIN and span.tail.festival and not self.texts[at].endswith("内") and self.texts[at][0] != "当":
                span.lost_end = "holiday"
                self.at += 1
            elif kind in _RELATIONS:
                if kind is K.WITHIN and self._may_be_months(at):
                    span.tail.note("month_or_months", True, number=str(span.tail.first_month))
                setattr(span, _RELATIONS[kind], True)
                self.at += 1
            elif kind is K.ENDS and self.texts[at] in {"结束", "到期", "期满"} and kinds[at + 1] in {K.BEFORE, K.AFTER}:
                span.until, span.after = kinds[at + 1] is K.BEFORE, kinds[at + 1] is K.AFTER
                self.at += 2
            elif kind is K.STARTS or kind is K.ENDS or kind is K.VERB:
                span.starts, span.ends = span.starts or kind is K.STARTS, span.ends or kind is K.ENDS
                self.prose = self.told = True
                self.at += 1
                return
            elif kind is K.HOLIDAY or (kind is K.EVENT and span.tail.festival and self.values[at] == "school_calendar"):
                if not span.tail.festival:
                    return
                self.at += 1
                if kinds[self.at] is not K.BEFORE:
                    span.lost_end = "holiday"
            elif kind in _DETAILS:
                if not self._detail(span, kind) or (kind is K.CLOSE and span.aside):
                    return
            else:
                return

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
            span.lost_end = "week_of_month"
            self.at += 2
            return False
        span.before = self.told = True
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
            if inside == at + 1 or kinds[inside] is not K.CLOSE:
                return False
            self.depth += 1
        elif kind is K.TIME and kinds[at + 1] is K.BEFORE and _MIDNIGHT.fullmatch(self.texts[at]):
            span.midnight = True
        elif kind is K.TIME and self.texts[at + 1] == "开始":
            self.at += 1  # 3月15日9:00开始: the hour's beginning, not a time without end
        elif kind is K.TIME and kinds[at + 1] is K.TO and kinds[at + 2] is K.TIME:
            self.at += 2
        elif kind is K.FILLER and kinds[at + 1] is K.OTHER:
            self.at += 1
            self.prose = True
            return False
        self.at += 1
        return True

    def _range_end(self, span: Span) -> bool:
        """至 and the moment after it; False, and no step taken, where nothing that ends a range follows."""
        kinds, at = self.kinds, self.at
        while kinds[self.at] is K.TO:
            self.at += 1
        while kinds[self.at] in {K.FILLER, K.OPEN}:
            self.at += 1
        last = self.moment(before=span.first) if kinds[self.at] in self.starts else None
        if last is not None:
            if span.before:
                self.sentence.left_out.append("前")
            span.last, span.first_after = last, span.after
            span.before = span.after = False
            return True
        follows = kinds[self.at]
        if follows is K.WATCH:
            span.open_end = True
            self.at += 1
        elif follows is K.EVENT or follows is K.UNSETTLED:
            span.lost_end = self.texts[self.at]
            self._keyword(follows, self._step())
        elif follows is K.ENDS and kinds[self.at + 1] in {K.UNTIL, K.FINISH}:
            span.lost_end = self.texts[self.at]  # 至完成为止
            self.sentence.unsettled.append(("event_bound", self.texts[self._step()]))
        elif follows is K.FINISH and self.texts[at] not in {"到"}:
            span.since = True
            span.first.note("only_start", True)
        else:
            self.at = at
            self.at += 1
            return False
        return True

    def _step(self) -> int:
        self.at += 1
        return self.at - 1
