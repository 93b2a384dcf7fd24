"""Versions in words: which they are, what may be done with them and what will come of it, and their trends.

Every time is on this machine's wall, with its year: people look for a version by when it was, and "two weeks ago" names three.
"""

from collections.abc import Mapping, Sequence

from lib.i18n import Language, text
from lib.i18n.formats import day, moment, number, percent
from lib.metrics.version_trends import FigureCourse, VersionTrends
from lib.metrics.versions import VersionFigure
from lib.store.model import MeetingMark, VersionInfo
from lib.wording.charts import alternative_text
from lib.wording.definitions import Definition, FigureId, definition
from lib.wording.phrases import clauses, counted, listed, sentence

NAMED = 5
"""More runs of versions than this are counted, not named."""

SHARES = frozenset({VersionFigure.DONE_SHARE, VersionFigure.CLOSED_SHARE})
OF_VERSION_CHARTS: Mapping[str, tuple[FigureId, ...]] = {
    "version_shares": (FigureId.ACTUAL_SHARE, FigureId.CLOSURE),
    "version_late": (FigureId.OVERDUE,),
    "version_slip": (FigureId.SLIP,),
}
"""The figures that each chart across versions shows."""


def version_name(number_of: int, language: Language) -> str:
    """第9版, version 9 as a name that stands alone."""
    return text(language, "versions.name", number=number(number_of, language))


def choice(info: VersionInfo, language: Language) -> str:
    """A version in a list to choose from: number, time, and what people remember it by."""
    remembered = info.meetings[-1] if info.meetings else info.note
    parts = (version_name(info.number, language), moment(info.published, language, year=True), " ".join(remembered.split()))
    return text(language, "versions.join").join(part for part in parts if part)


def standing(versions: Sequence[VersionInfo], baseline: MeetingMark | None, shown: int | None, language: Language) -> str:
    """How many there are, which is current, which a meeting looked at, and which this reader sees if it is another.

    Args:
        versions: all of them, the newest first; at least one.
        baseline: the meeting marked last.
        shown: the number of the version that the reader looks at.
        language: the reader's language.
    """
    newest = versions[0]
    said = [
        counted(
            language,
            "versions.standing",
            len(versions),
            number=number(newest.number, language),
            when=moment(newest.published, language, year=True),
            who=newest.who,
        )
    ]
    if baseline is not None:
        said.append(text(language, "versions.standing.meeting", number=number(baseline.version, language), name=baseline.name))
    if shown is not None and shown != newest.number:
        said.append(text(language, "versions.standing.shown", number=number(shown, language)))
    return _side_by_side(said, language)


def facts(info: VersionInfo, language: Language) -> str:
    """All that is known of one version but its content."""
    counts = [
        counted(language, "versions.facts.tasks", info.tasks),
        counted(language, "versions.facts.feedback", info.feedback),
        counted(language, "versions.facts.errors", info.errors),
        counted(language, "versions.facts.warnings", info.warnings),
    ]
    said = [
        text(
            language,
            "versions.facts",
            when=moment(info.published, language, year=True),
            who=info.who,
            file=info.file_name,
            kilobytes=number(max(info.original_bytes / 1000, 0.1), language),
        ),
        text(language, "versions.facts.counts", counts=clauses(language, counts)),
    ]
    if info.as_of is not None:
        said.append(text(language, "versions.facts.as_of", day=day(info.as_of, language, year=True)))
    if info.restored_from is not None:
        said.append(text(language, "versions.facts.restored", number=number(info.restored_from, language)))
    if info.forgotten is not None:
        when = moment(info.forgotten.when, language, year=True)
        said.append(text(language, f"forget.history.{info.forgotten.file}", when=when, who=info.forgotten.who))
    if info.meetings:
        said.append(text(language, "versions.facts.meetings", names=listed(language, info.meetings)))
    if info.note:
        said.append(text(language, "versions.facts.note", note=info.note))
    return _side_by_side(said, language)


def marks(info: VersionInfo, current: int, shown: int | None, baseline: int | None, language: Language) -> tuple[str, ...]:
    """What sets a version apart: current, looked at, its meetings, what it was restored from, that personal matters were removed."""
    said = []
    if info.number == current:
        said.append(text(language, "versions.mark.current"))
    if info.number == shown and shown != current:
        said.append(text(language, "versions.mark.shown"))
    if info.meetings:
        key = "versions.mark.baseline" if info.number == baseline else "versions.mark.meeting"
        said.append(text(language, key, names=listed(language, info.meetings)))
    if info.restored_from is not None:
        said.append(text(language, "versions.mark.restored", number=number(info.restored_from, language)))
    if info.forgotten is not None:
        when = moment(info.forgotten.when, language, year=True)
        said.append(text(language, "forget.mark", when=when, who=info.forgotten.who))
    return tuple(said)


def remembered(marked: Sequence[str], note: str, language: Language) -> str:
    """What people remember a version by, in one cell: its marks, then its note."""
    bracketed = [text(language, "versions.mark", mark=mark) for mark in marked]
    return _side_by_side((*bracketed, " ".join(note.split())), language)


def restoring(picked: int, newest: int, language: Language) -> str:
    """What restoring a version will do, before it is done."""
    facts_of = {"picked": number(picked, language), "newest": number(newest, language), "next": number(newest + 1, language)}
    return text(language, "versions.restore.explained", None, **facts_of)


def compared(old: int, new: int, language: Language) -> str:
    """Which two versions are compared, and in which direction."""
    return text(language, "versions.compared", old=number(old, language), new=number(new, language))


def of_version_chart(name: str, language: Language) -> tuple[Definition, ...]:
    """What the figures of one chart across versions mean."""
    if name == "version_slip":
        return (Definition(FigureId.SLIP, text(language, "versions.slip"), text(language, "versions.slip.definition")),)
    return tuple(definition(figure, language) for figure in OF_VERSION_CHARTS[name])


def figure_name(figure: VersionFigure, language: Language) -> str:
    """What a line across versions is called."""
    return text(language, f"versions.figure.{figure}")


def value_in_words(figure: VersionFigure, value: float, language: Language) -> str:
    """A value of a figure with its unit: 62.5%, 3项, 12天."""
    if figure in SHARES:
        return percent(value, language)
    unit = "versions.value.days" if figure is VersionFigure.SLIP_DAYS else "versions.value.tasks"
    return text(language, unit, n=round(value), count=number(value, language))


def newest_values(trends: VersionTrends, figures: Sequence[VersionFigure], language: Language) -> str:
    """第12版：完成比例62.5%，销号率40%; what the newest version does not know is said."""
    said = []
    for figure in figures:
        value = trends.of(figure).values[-1]
        words = text(language, "versions.unknown") if value is None else value_in_words(figure, value, language)
        said.append(text(language, "versions.value", name=figure_name(figure, language), value=words))
    return text(language, "versions.newest", version=version_name(trends.numbers[-1], language), values=clauses(language, said))


def gaps(trends: VersionTrends, figures: Sequence[VersionFigure], language: Language) -> str:
    """Where lines break and why; "" where they do not."""
    return sentence(language, [_gap(trends, trends.of(figure), language) for figure in figures])


def _gap(trends: VersionTrends, line: FigureCourse, language: Language) -> str:
    missing = [found for found, value in zip(trends.numbers, line.values, strict=True) if value is None]
    if not missing:
        return ""
    name = figure_name(line.figure, language)
    if not line.is_known:
        return text(language, "versions.gap.all", name=name)
    spans = _spans(missing)
    if len(spans) > NAMED:
        return counted(language, "versions.gap.many", len(missing), name=name)
    shown = [f"{first}" if first == last else f"{first}–{last}" for first, last in spans]
    return text(language, "versions.gap", n=len(missing), name=name, versions=listed(language, shown))


def _spans(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as runs without a hole."""
    spans: list[tuple[int, int]] = []
    for each in numbers:
        if spans and each == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], each)
        else:
            spans.append((each, each))
    return spans


def trends_alt(name: str, trends: VersionTrends, figures: Sequence[VersionFigure], language: Language) -> str:
    """Over which versions, where each figure began and stands, its peak where that lies between, and the gaps."""
    first, last = trends.published[0].date(), trends.published[-1].date()
    span = counted(
        language, "versions.alt.span", len(trends.numbers), first=day(first, language, year=True), last=day(last, language, year=True)
    )
    said = [_course(trends, trends.of(figure), language) for figure in figures if trends.of(figure).is_known]
    broken = [_gap(trends, trends.of(figure), language) for figure in figures]
    return alternative_text(language, name, [span, *said], [part for part in broken if part])


def _course(trends: VersionTrends, line: FigureCourse, language: Language) -> str:
    known = [(number_of, value) for number_of, value in zip(trends.numbers, line.values, strict=True) if value is not None]
    (first, began), (last, stands) = known[0], known[-1]
    peak, most = max(known, key=lambda pair: pair[1])
    name = figure_name(line.figure, language)

    def words(value: float) -> str:
        return value_in_words(line.figure, value, language)

    if len(known) == 1:
        return text(language, "versions.alt.once", name=name, version=version_name(first, language), value=words(began))
    ends = {
        "name": name,
        "first": version_name(first, language),
        "began": words(began),
        "last": version_name(last, language),
        "stands": words(stands),
    }
    if most > max(began, stands):
        return text(language, "versions.alt.peak", None, peak=version_name(peak, language), most=words(most), **ends)
    return text(language, "versions.alt.course", None, **ends)


def _side_by_side(parts: Sequence[str], language: Language) -> str:
    """Parts that end by themselves: a space between them in English, none in Chinese."""
    return language.manners.gap.join(part for part in parts if part)
