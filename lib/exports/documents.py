"""Documents of a report: the papers that an office must write anyway, drafted as far as the workbook knows.

A draft is parts under headings; a part takes sections of the report as they are and asks for what only a person knows, in a marked
gap. No sentence is made up here. To add a draft: a line in `DRAFTS` and its words in `documents.po`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from lib.exports.documents_charts import Grid, grid_of_chart, grid_of_table
from lib.exports.documents_folding import fitted
from lib.exports.documents_page import BODY, HEADING, LEAST_SIZE, NOTE, ROOM, ROOM_ACROSS, SUBHEADING, SUBTITLE, TITLE, Sheets
from lib.exports.report import Report, Section, audience_named
from lib.exports.slides_text import width
from lib.exports.table import Table
from lib.i18n import Language, text
from lib.i18n.formats import day, number
from lib.schema import Audience

MOST_CELLS = 30_000
"""Cells that one table of a paper prints, three thousand rows of ten columns; past them it says how many rows are left and where they
stand. A cell takes ten kilobytes while the file is made, and nobody prints a ledger of a hundred thousand rows."""

_TENS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a part takes of a section: its sentence unless it stands above already, with its remarks; with tables these in any case."""

    section: str
    figures: bool = False
    charts: bool = False
    tables: bool = False
    sentence: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it; `gaps` are asked for after what the report says."""

    name: str
    takes: tuple[Taken, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One paper: its parts, and for whom it is. `audience`, where given, is the only one whose report may be rendered."""

    name: str
    parts: tuple[Part, ...]
    audience: Audience | None = None

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections that its report needs."""
        return tuple(dict.fromkeys(take.section for part in self.parts for take in part.takes))

    @property
    def render(self) -> Callable[[Report], bytes]:
        """What makes the file of a report."""
        return lambda report: draft_document(self, report)

    def kind(self, language: Language) -> str:
        """What it is, as a sentence names it."""
        return text(language, f"documents.draft.{self.name}")

    def title(self, language: Language) -> str:
        """Its name in a list and in a file's name."""
        kind = self.kind(language)
        return kind[:1].upper() + kind[1:]


DRAFTS: Mapping[str, Draft] = {
    draft.name: draft
    for draft in (
        Draft(
            "progress",
            (
                Part("overall", (Taken("overview", figures=True, charts=True), Taken("curve"))),
                Part("late", (Taken("late", tables=True), Taken("stuck", tables=True)), ("late_causes",)),
                Part("feedback", (Taken("feedback", charts=True), Taken("rectification", charts=True))),
                Part("gates", (Taken("gates", tables=True),)),
                Part("next", (Taken("next", tables=True),), ("next_work",)),
            ),
        ),
        Draft(
            "opinions",
            (
                Part("collected", (Taken("feedback", figures=True),), ("how_collected",)),
                Part("categories", (Taken("feedback", charts=True, sentence=False),)),
                Part("opinions", (Taken("opinions", tables=True, sentence=False),), ("main_opinions",)),
                Part("handled", (Taken("rectification", charts=True),), ("handling",)),
            ),
        ),
        Draft(
            "rectification",
            (
                Part("state", (Taken("rectification", charts=True),)),
                Part("units", (Taken("unit_problems", tables=True),)),
                Part("unsolved", (), ("unsolved_causes",)),
                Part("rules", (), ("rules_made",)),
                Part("further", (), ("further_measures",)),
            ),
        ),
        Draft(
            "meeting",
            (
                Part("prepared", (), ("meeting_prepared",)),
                Part("held", (), ("meeting_held", "meeting_order")),
                Part("reported", (Taken("gates", tables=True),)),
                Part("afterwards", (Taken("rectification", charts=True),), ("meeting_afterwards",)),
            ),
        ),
        Draft(
            "public",
            (
                Part("plan", (Taken("public_plan", tables=True),)),
                Part("watch", (), ("public_period", "public_contact")),
            ),
            Audience.PUBLIC,
        ),
        Draft(
            "phase",
            (
                Part("phase_done", (Taken("phases"), Taken("overview", charts=True))),
                Part("practice", (), ("practice",)),
                Part("late", (Taken("late", tables=True),), ("late_causes",)),
                Part("moved", (Taken("replan", tables=True),)),
                Part("next", (Taken("next", tables=True),), ("next_phase",)),
            ),
        ),
        Draft(
            "summary",
            (
                Part("overall", (Taken("overview", figures=True, charts=True), Taken("curve"))),
                Part("phases", (Taken("phases", charts=True),)),
                Part("feedback", (Taken("feedback", figures=True, charts=True), Taken("rectification", charts=True))),
                Part("moved", (Taken("replan", tables=True),)),
                Part("practice", (), ("practice",)),
                Part("shortcomings", (Taken("late", tables=True),), ("shortcomings",)),
                Part("further", (), ("further_measures",)),
            ),
        ),
        Draft(
            "brief",
            (
                Part("brief_progress", (Taken("overview", figures=True),), ("practice",)),
                Part("brief_late", (Taken("late"), Taken("stuck"))),
                Part("brief_feedback", (Taken("feedback"), Taken("rectification"))),
                Part("next", (Taken("next", tables=True),)),
            ),
        ),
    )
}
"""Every draft by its name, in the order in which they are offered."""


def render(report: Report) -> bytes:
    """The whole report as a document, a part a section."""
    return _written(
        report,
        text(report.language, "report.kind"),
        tuple(Part(section.name, (Taken(section.name, True, True, True),)) for section in report.sections),
        is_whole=True,
    )


def draft_document(draft: Draft, report: Report) -> bytes:
    """One draft of a report that has its sections."""
    return _written(report, draft.kind(report.language), draft.parts, is_whole=False)


def _written(report: Report, name: str, parts: tuple[Part, ...], *, is_whole: bool) -> bytes:
    known, language = report.provenance, report.language
    title = text(language, "documents.title", board=known.title, draft=name).strip() if name else known.title
    sheets = Sheets(language.manners.office_tag)
    sheets.write(title if width(title, TITLE.size) <= ROOM else f"{known.title}\n{name}".strip(), TITLE)
    sheets.write(_about(report), SUBTITLE)
    if not report.sections:
        sheets.write(text(language, "documents.empty"), BODY)
    has_lamps = False
    for place, part in enumerate(parts, start=1):
        section = report.section(part.name) if is_whole else None
        heading = section.title if section else text(language, f"documents.part.{part.name}")
        sheets.write(_numbered(place, heading, language), HEADING)
        has_lamps |= _write_part(sheets, report, part)
    if has_lamps:
        sheets.write(known.lamp_rule, NOTE)
    if not is_whole:
        sheets.sign(_gap("signed", language), day(known.day, language, year=True))
    sheets.annex([text(language, "documents.annex", n=place) for place in range(1, len(sheets.annexes) + 1)])
    return sheets.saved(title, known.as_of, datetime(known.day.year, known.day.month, known.day.day))  # noqa: DTZ001


def _about(report: Report) -> str:
    """What the paper says of itself: day, version, filters, audience."""
    known, language = report.provenance, report.language
    filters = known.filters or text(language, "slides.unfiltered")
    parts = [known.as_of, known.version, filters, audience_named(known.audience, language)]
    parts += [text(language, "slides.sample")] if known.is_sample else []
    return text(language, "documents.about", facts=text(language, "wording.join.semicolon").join(parts))


def _write_part(sheets: Sheets, report: Report, part: Part) -> bool:
    """What the report says, then what is asked for; whether any chart of it shows lamps."""
    language = report.language
    has_lamps = False
    several = len(part.takes) > 1
    for place, take in enumerate(part.takes, start=1):
        section = report.section(take.section)
        if several:
            title = section.title if section else text(language, f"report.section.{take.section}")
            sheets.write(_subnumbered(place, title, language), SUBHEADING)
        if section is None:
            sheets.write(text(language, "documents.absent.filtered" if report.provenance.is_filtered else "documents.absent"), BODY)
        else:
            has_lamps |= _write_section(sheets, section, take, language)
    for gap in part.gaps:
        sheets.ask(_gap(gap, language))
    return has_lamps


def _write_section(sheets: Sheets, section: Section, take: Taken, language: Language) -> bool:
    beside = section.remarks if take.tables else ()  # why a table is blank in places stands above nowhere
    for sentence in (section.sentence, *section.remarks) if take.sentence else beside:
        sheets.write(sentence, BODY)
    grids = [_figures(section, language)] if take.figures and section.figures else []
    grids += [grid for chart in section.charts if (grid := grid_of_chart(chart))] if take.charts else []
    grids += [_bounded(table, language) for table in section.tables if not table.is_empty] if take.tables else []
    for grid in (part for each in grids for part in fitted(each, ROOM_ACROSS, LEAST_SIZE, language)):
        if sheets.tabulate(grid):
            sheets.write(text(language, "documents.annex.see", n=len(sheets.annexes), title=grid.title), BODY)
    return take.charts and any(chart.has_lamps for chart in section.charts)


def _bounded(table: Table, language: Language) -> Grid:
    """A table as far as a paper prints it."""
    most = MOST_CELLS // max(len(table.headings), 1)
    left = len(table.cells) - most
    grid = grid_of_table(table.rows(0, most))
    return grid if left <= 0 else replace(grid, note=text(language, "documents.table.left", left, count=number(left, language)))


def _figures(section: Section, language: Language) -> Grid:
    headings = tuple(text(language, f"documents.column.{name}") for name in ("figure", "value", "context"))
    rows = tuple((each.label, each.value, each.context) for each in section.figures)
    return Grid(text(language, "documents.figures", title=section.title), headings, rows, (False, False, True))


def _gap(name: str, language: Language) -> str:
    return text(language, "documents.gap", what=text(language, f"documents.gap.{name}"))


def _numbered(place: int, heading: str, language: Language) -> str:
    return f"{_chinese(place)}、{heading}" if language is Language.ZH else f"{place}. {heading}"


def _subnumbered(place: int, heading: str, language: Language) -> str:
    return f"（{_chinese(place)}）{heading}" if language is Language.ZH else f"({place}) {heading}"


def _chinese(place: int) -> str:
    """A number up to 99 as headings write it."""
    tens, ones = divmod(place, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_TENS[tens - 1]}十"
    return head + (_TENS[ones - 1] if ones else "")
