"""The versions of a board as its page shows them: the list in words, what to compare first, and the trends.

A version's row in the list is its number, so that choosing a row chooses a version.
"""

from dataclasses import dataclass, replace

from lib.desk.shelf import Shelf
from lib.desk.tables import Table, table_of_rows
from lib.figures.charts.version_trends import FEWEST, VERSION_CHARTS
from lib.figures.spec import VersionChart
from lib.i18n import Language, text
from lib.i18n.formats import moment, number
from lib.metrics.version_trends import VersionTrends, version_trends
from lib.metrics.versions import VersionFigure
from lib.schema import Audience
from lib.store.model import MeetingMark, VersionInfo
from lib.wording import versions as words
from lib.wording.phrases import clauses, counted

SHOWN_FIGURES = (VersionFigure.DONE_SHARE, VersionFigure.CLOSED_SHARE, VersionFigure.LATE, VersionFigure.SLIP_DAYS)
"""What the trends show."""

KEY = "ref"
"""The number of the version, for the page and not for the reader."""

NAMES_PUBLISHERS = (Audience.LEADING_GROUP, Audience.HEAD)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in a narrow list: its name and time, what sets it apart, its note, and the rest a line each."""

    name: str
    when: str
    marks: tuple[str, ...]
    note: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Every version of a board, the newest first, at least one; and the review meeting marked last."""

    board: str
    versions: tuple[VersionInfo, ...]
    baseline: MeetingMark | None

    @property
    def newest(self) -> VersionInfo:
        """The current version."""
        return self.versions[0]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all versions, the newest first."""
        return tuple(version.number for version in self.versions)

    def version(self, number_of: int | None) -> VersionInfo:
        """The version of that number; the newest where there is none."""
        return next((version for version in self.versions if version.number == number_of), self.newest)

    def first_pair(self) -> tuple[int, int] | None:
        """What is compared before anybody chooses: the meeting baseline, else the version before, with the newest."""
        if len(self.versions) < FEWEST:
            return None
        newest = self.newest.number
        has_meeting = self.baseline is not None and self.baseline.version != newest
        return (self.baseline.version if self.baseline and has_meeting else self.versions[1].number), newest

    def standing(self, shown: int | None, language: Language) -> str:
        """How many, which is current, which a meeting looked at, which is shown."""
        return words.standing(self.versions, self.baseline, shown, language)

    def table(self, shown: int | None, language: Language) -> Table:
        """One row a version with all that a wide screen has room for."""
        rows = [
            (
                str(each.number),
                number(each.number, language),
                moment(each.published, language, year=True),
                each.who,
                words.remembered(self._marks(each, shown, language), each.note, language),
                number(each.tasks, language),
                number(each.feedback, language),
                number(each.errors, language),
                each.file_name,
            )
            for each in self.versions
        ]
        headings = (
            (KEY, ""),
            *(
                (name, text(language, f"versions.column.{name}"))
                for name in ("version", "when", "who", "remembered", "tasks", "feedback", "errors", "file")
            ),
        )
        title, nothing = text(language, "versions.table"), text(language, "versions.no_match")
        return replace(table_of_rows("versions", title, headings, rows, ("remembered",), nothing), headings=headings[1:])

    def lines(self, shown: int | None, language: Language) -> tuple[VersionLine, ...]:
        """The same as short entries for a narrow screen."""
        return tuple(self._line(each, shown, language) for each in self.versions)

    def _line(self, each: VersionInfo, shown: int | None, language: Language) -> VersionLine:
        counts = (
            counted(language, "versions.facts.tasks", each.tasks),
            counted(language, "versions.facts.feedback", each.feedback),
            counted(language, "versions.facts.errors", each.errors),
        )
        return VersionLine(
            name=words.version_name(each.number, language),
            when=moment(each.published, language, year=True),
            marks=self._marks(each, shown, language),
            note=each.note,
            details=(f"{each.who} · {each.file_name}", clauses(language, counts)),
        )

    def _marks(self, each: VersionInfo, shown: int | None, language: Language) -> tuple[str, ...]:
        baseline = self.baseline.version if self.baseline else None
        return words.marks(each, self.newest.number, shown, baseline, language)


def history(shelf: Shelf, board: str, audience: Audience, language: Language) -> History | None:
    """Every version of a board as an audience may know it; None where nothing was published.

    Who published and what they noted is for those who work with the board: below the leading group it was the office.

    Raises:
        StoreError: the database cannot be read.
    """
    versions = shelf.versions(board)
    if not versions:
        return None
    meetings = shelf.meetings(board)
    if audience not in NAMES_PUBLISHERS:
        versions = tuple(_without_names(version, text(language, "versions.somebody")) for version in versions)
    return History(board, versions, meetings[0] if meetings else None)


def _without_names(version: VersionInfo, somebody: str) -> VersionInfo:
    forgotten = replace(version.forgotten, who=somebody) if version.forgotten else None
    return replace(version, who=somebody, note="", forgotten=forgotten)


def trends(shelf: Shelf, shown: History) -> VersionTrends:
    """The figures that were kept with the versions.

    Raises:
        StoreError: the database cannot be read.
    """
    return version_trends(shown.versions, shelf.trends(shown.board, SHOWN_FIGURES))


def trend_charts(over: VersionTrends, language: Language) -> tuple[VersionChart, ...]:
    """Every chart across versions, described."""
    return tuple(build(over, language) for build in VERSION_CHARTS.values())
