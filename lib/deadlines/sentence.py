"""What a phrase says, before anything is decided: its time spans, and the other words that matter."""

from dataclasses import dataclass, field

from lib.deadlines.moments import Moment


@dataclass(slots=True)
class Span:
    """A moment or a range of two, with the words around it that say how it is meant.

    `open_end`: the range runs on without end (至长期). `lost_end`: the end is an event, which no calendar here knows.
    """

    first: Moment
    last: Moment | None = None
    before: bool = False
    after: bool = False
    since: bool = False
    until: bool = False
    within: bool = False
    about: bool = False
    starts: bool = False
    ends: bool = False
    open_end: bool = False
    first_after: bool = False  # the range begins after its first moment (春节后至3月底)
    lost_end: str = ""
    aside: bool = False
    joined: bool = False  # no other words stand between it and the span before
    midnight: bool = False  # 0时前: the day itself is not meant
    slash: bool = False
    english_before: bool = False
    before_start: bool = False  # 6月开始前, 6月启动前: its first day is not meant

    @property
    def tail(self) -> Moment:
        """The moment that gives the end."""
        return self.last or self.first


@dataclass(slots=True)
class Sentence:
    """All that was found in a phrase, in order of the spans."""

    spans: list[Span] = field(default_factory=list)
    watch: bool = False
    immediate: bool = False
    recurring: bool = False
    each_year: bool = False
    either: bool = False
    notice_day: bool = False
    tentative: bool = False
    lunar_from: int | None = None  # number of spans before the first lunar word
    tied: bool = False  # unknown words with 前, 后 or 期间: some event
    lost_character: bool = False
    enumerated: bool = False
    unsettled: list[tuple[str, str]] = field(default_factory=list)  # (reason, word)
    left_out: list[str] = field(default_factory=list)
    figure_left_out: bool = False  # 3月32: it may have been a day
    ordered: str = ""  # 按要求: decides only where nothing else is said
    reported: bool = False  # 已于: what was done, not what is due
    explained: bool = False  # a bracket says the date of the word before it, or the word of the date
    error: str = ""
