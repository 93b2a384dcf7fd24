"""The words of a phrase that stand between its time spans, and what they make of it.

Separators, brackets, labels and numbers of items; stretches of time and school weeks; and the words that decide a
deadline where it has no date (长期坚持, 立行立改, 待定). Everything is noted in the `Sentence`; nothing is decided here.
"""

import re

from lib.deadlines.moments import Grain
from lib.deadlines.reading import MomentReader
from lib.deadlines.school import SchoolCalendar
from lib.deadlines.sentence import Sentence
from lib.deadlines.tokens import Token
from lib.deadlines.words import K

RELATIONS = {K.AFTER: "after", K.UNTIL: "until", K.ABOUT: "about", K.WITHIN: "within"}
_LATE_RELATIONS = {**RELATIONS, K.BEFORE: "before", K.FROM: "since"}
"""Relations that may stand behind an aside and belong to what is before it: 10月1日（国庆节）前."""
_AFTER_LABEL = frozenset({K.COLON, K.NUMBER, K.DATE})
_LABEL_OF: dict[object, K] = {"start": K.SINCE, "end": K.UNTIL}
_REPORTS = frozenset({"completed", "finished", "done", "submitted"})
_NEW_ITEM = frozenset({";", "\n", "。"})
_POSTPONED = re.compile("(?<!顺)延|推迟|改期|^[改提]$")
"""What is said of another day than the one that is read: 3月15日，推迟到月底."""
_TIME_WORDS = frozenset({K.MONTH, K.QUARTER, K.PART, K.EDGE, K.BEFORE, K.AFTER})
_BEFORE_MORE = frozenset({K.TIME, K.PART})
"""A word of time behind a span may change it (3月中底前, Nov-前), but not 17:00前 and 下旬初."""
_TIES = frozenset({K.BEFORE, K.AFTER, K.WITHIN, K.EDGE})
_STARTS_MOMENT = frozenset(
    {K.NUMBER, K.DATE, K.NAMED_YEAR, K.ERA, K.NTH, K.PART, K.EDGE, K.MONTH, K.YEAR, K.HALF, K.FESTIVAL, K.PERIOD, K.WEEKDAY, K.BEFORE}
    | {K.MODIFIER, K.MONTH_NAME, K.QUARTER_NAME, K.HALF_NAME, K.YEAR_END}
)


class WordReader(MomentReader):
    """Tokens, a place in them, and what the phrase has said so far."""

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

    def is_numbering(self) -> bool:
        """一、3月中旬 and 1.3月 number their items."""
        at, kinds = self.at, self.kinds
        if kinds[at] is not K.NUMBER or (self.sentence.spans and self.texts[at - 1] not in _NEW_ITEM):
            return False
        mark, chinese = self.texts[at + 1], not self.texts[at].isdigit()
        figure_follows = kinds[at + 2] in {K.NUMBER, K.DATE} and self.texts[at + 2].isascii()
        day_follows = kinds[at + 3] is K.MONTH and kinds[at + 4] is K.NUMBER  # 1、3月15日, while 1、3月 may be two months
        if not figure_follows or not ((mark == "、" and (chinese or day_follows)) or mark == "."):
            return False
        self.sentence.enumerated = mark == "."
        return True

    def between(self, kind: K, at: int) -> None:
        """One word that belongs to no span."""
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
        elif kind is K.TO:
            self._to(at)
        elif kind in _LATE_RELATIONS and self.kinds[at - 1] is K.CLOSE and sentence.spans:
            main = next((span for span in reversed(sentence.spans) if not span.aside), sentence.spans[-1])
            setattr(main, _LATE_RELATIONS[kind], True)
        elif kind is K.FROM:
            if self.kinds[self.at] is K.COLON:
                self.prefix.add(K.SINCE)
            else:
                self._from(at)
        elif kind is K.COLON:
            if not sentence.spans:
                sentence.left_out.clear()
                sentence.unsettled = [found for found in sentence.unsettled if found[0] not in {"event_bound", "not_fixed"}]
        elif kind in {K.ENDS, K.VERB, K.STARTS}:
            self.prose = self.told = bool(sentence.spans)
        elif kind is K.NUMBER or kind is K.NTH or kind is K.DATE:
            self._loose_figure(kind, at)
        elif kind is K.OTHER:
            self._other(at)
        else:
            self._remark(kind, at)

    def _remark(self, kind: K, at: int) -> None:
        """Words that add a doubt or an aside to what is said elsewhere."""
        sentence = self.sentence
        if kind is K.NEVER:
            if self.texts[at] == "逢" and (self.kinds[self.at] is K.WEEKDAY or self.kinds[self.at + 1] is K.DAY):
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
        elif kind in {K.BEFORE, K.AFTER, K.WITHIN} and self.kinds[at - 1] in {K.OTHER, K.VERB, K.ENDS, K.STARTS}:
            sentence.tied = True
        elif (
            kind is K.MODIFIER
            and self.kinds[self.at] in _AFTER_LABEL
            and not self.is_year_in_figures(self.at)
            and self.values[at] in _LABEL_OF
        ):
            self.prefix.add(_LABEL_OF[self.word(at)])
        elif at == 0 and self.texts[0] in _REPORTS and self.kinds[1] in self.starts:
            sentence.reported = True
        elif kind is K.LOST:
            sentence.lost_character = True
        else:
            self._half_said(kind, at)

    def _half_said(self, kind: K, at: int) -> None:
        """Times that need something which the phrase does not say: 周五, 当天, 月底前, 季度末, mid."""
        sentence = self.sentence
        if kind is K.MODIFIER:
            sentence.unsettled.append(("vague_part", self.texts[at]))
        elif kind is K.WEEKDAY and sentence.spans and sentence.spans[-1].tail.grain is Grain.DAY:
            sentence.spans[-1].tail.weekday = self.number(at)
        elif kind is K.WEEKDAY or (kind is K.WITHIN and self.texts[at].startswith("当")):
            sentence.unsettled.append(("relative", self.texts[at]))
        elif kind is K.MONTH and self.kinds[self.at] in {K.WITHIN, K.BEFORE}:
            sentence.unsettled.append(("month_missing", self.texts[at]))
        elif kind in {K.QUARTER, K.WEEK, K.YEAR} and self.kinds[self.at] in {K.EDGE, K.WITHIN, K.BEFORE, K.AFTER}:
            sentence.unsettled.append(("relative", self.texts[at] + self.texts[self.at]))
        elif kind in _TIME_WORDS and self.kinds[at - 1] not in _BEFORE_MORE and not self.prose:
            sentence.left_out.append(self.texts[at])
            sentence.figure_left_out = True

    def _is_choice(self, at: int) -> bool:
        """或 between two times or undecided words, not between two verbs."""
        sentence = self.sentence
        said = sentence.spans or sentence.unsettled or sentence.watch or sentence.immediate
        return bool(said) and self.kinds[at + 1] not in {K.ENDS, K.VERB, K.OTHER, K.FILLER, K.FINISH}

    def _to(self, at: int) -> None:
        """至 without a moment before it: the end of a range whose start no calendar knows, or an end alone."""
        sentence = self.sentence
        follows = self.kinds[self.at]
        if follows not in self.starts and follows not in {K.FILLER, K.OF}:
            if follows is K.OTHER or follows is K.FINISH or not sentence.spans:
                self._other(at)
                sentence.figure_left_out = sentence.figure_left_out or follows is K.FINISH  # 3月，至: an end that was never filled in
            return
        self.prefix.add(K.UNTIL)
        if K.SINCE in self.prefix:
            self._from(at)
        if self.kinds[at - 1] is K.IMMEDIATE:
            sentence.immediate, sentence.notice_day = False, True

    def _from(self, at: int) -> None:
        sentence = self.sentence
        before = self.kinds[at - 1]
        if before is K.DAY and self.kinds[at - 2] is K.MONTH:  # 3月 日起: the day was never filled in
            sentence.left_out.append(self.texts[at - 1] + self.texts[at])
            sentence.figure_left_out = True
        elif before is K.IMMEDIATE:
            sentence.immediate, sentence.notice_day = False, True
        elif K.SINCE in self.prefix or (before is K.DAY and self.kinds[at - 2] is not K.NUMBER):  # 之日起, while 十一前15日起 counts back
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
        if self.told:
            return
        before = at - 2 if self.texts[at - 1] == "的" else at - 1
        if unit is K.WEEK or (kind is K.NTH and self.texts[end].endswith(("星期", "礼拜"))):
            # a stretch of weeks unless numbered; either needs more than the phrase
            if sentence.spans and kinds[before] in {K.MONTH, K.MONTH_NAME, K.OF}:
                reason = "week_of_month"
            else:
                reason = "week_number" if kind is K.NTH or kinds[end + 1] not in {K.WITHIN, K.OTHER, K.AFTER} else "relative"
            counted_from = self._event_before(at) if reason == "week_number" and kind is not K.NTH else ""
            sentence.unsettled.append(("event_bound", counted_from + written) if counted_from else (reason, written))
            self.at = end + 1
        elif unit is K.DURATION or (unit is K.DAY and kinds[end + 1] is K.WITHIN) or (unit is K.YEAR and len(self.texts[end - 1]) <= 2):
            sentence.unsettled.append(("relative", written))
            self.at = end + 1
        elif not self.prose and not self._numbers_an_item(at):
            sentence.left_out.append(self.texts[at])
            sentence.figure_left_out = sentence.figure_left_out or unit not in {K.OTHER, K.FILLER}

    def _event_before(self, at: int) -> str:
        """放假前 and 检查前 in front of 一周: what it is counted from, which is then said as one; "" where nothing is named."""
        unsettled, tie = self.sentence.unsettled, self.texts[at - 1]
        if not at or self.sentence.spans or not tie.endswith(("前", "后")):
            return ""
        if unsettled and unsettled[-1][1].endswith(tie):
            return unsettled.pop()[1]
        return self.texts[at - 2] + tie if at > 1 else ""

    def _numbers_an_item(self, at: int) -> bool:
        """(1) in front of an item, and 1、 in front of everything; 3月（15） may have been a day."""
        after, before = self.texts[at + 1], self.kinds[at - 1]
        if after in {"、", "."} and self.texts[at - 1] in _NEW_ITEM:
            return True
        if not self.sentence.spans:
            return after in {")", "、", "."}
        return after == ")" and before is K.OPEN and (self.texts[at - 2] in _NEW_ITEM or self.kinds[at + 2] in self.starts)

    def _other(self, at: int) -> None:
        text = self.texts[at]
        if not text.strip(" .'-_。!#:"):
            return
        if not self.told:
            self.sentence.left_out.append(text)
            self.sentence.figure_left_out = self.sentence.figure_left_out or _POSTPONED.search(text) is not None
        self.prose = bool(self.sentence.spans)

    def keyword(self, kind: K, at: int) -> None:
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
            before = len(sentence.spans) - (text[0] == "初")  # 三月初五: the month before it is lunar too
            sentence.lunar_from = max(before, 0) if sentence.lunar_from is None else sentence.lunar_from
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
        if text == "week" and self.kinds[self.at] is K.NUMBER:
            reason, text = "week_number", f"week {self.texts[self.at]}"
            self.at += 1
        tied = self.kinds[self.at] in _TIES
        if self.prose and not tied and reason != "not_fixed":
            return
        if kind is K.EVENT and not tied and sentence.spans and not sentence.spans[-1].lost_end:
            sentence.left_out.append(text)
            return
        sentence.explained = sentence.explained or self.depth > 0
        sentence.unsettled.append((reason, text + (self.texts[self.at] if tied else "")))
        while self.kinds[self.at] in _TIES:
            self.at += 1
