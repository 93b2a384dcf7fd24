"""A report as plain grids: its tables and the numbers of every chart, for workbooks and for files of separated values.

A grid is cells with a kind a column, so that numbers stay numbers and days days. What is not known stays unknown: a cell is
then its words, or `UNKNOWN`. Nothing is computed or parsed here: a table's numbers are those that stand behind its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from lib.exports.report import Report, Section
from lib.exports.table import Table
from lib.exports.table_notes import table_note
from lib.exports.tables_charts import chart_grid
from lib.exports.tables_grid import Content, Grid, GridColumn, Kind
from lib.i18n import Language, text
from lib.wording.key_figures import KeyFigure

_NUMBER_KINDS = {"i": Kind.COUNT, "u": Kind.COUNT, "f": Kind.SHARE}


class Place(StrEnum):
    """Where a line of the explanations stands."""

    FACT = "fact"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the explanations: a name and what is said about it."""

    name: str
    words: str
    place: Place = Place.FACT


@dataclass(frozen=True, slots=True)
class Page:
    """One topic: its title, its conclusion, its grids with the longest first, and the notes at the foot."""

    name: str
    title: str
    sentence: str
    grids: tuple[Grid, ...]
    notes: tuple[str, ...]


def pages_of(report: Report) -> tuple[Page, ...]:
    """The sections that hold anything but a sentence."""
    return tuple(_page(section, report.language) for section in report.sections if not section.is_bare)


def explained(report: Report, *extra: str) -> tuple[Line, ...]:
    """What the file says of itself: where its numbers come from, what each section concludes, what each figure means.

    Args:
        report: what the file is made of.
        extra: further sentences about the file's own form.
    """
    language, source = report.language, report.provenance
    said = [
        _named("title", source.title, language),
        _named("sample", text(language, "tables.sample"), language) if source.is_sample else None,
        _named("version", source.version, language),
        _named("as_of", source.as_of, language),
        _named("filters", source.filters, language) if source.filters else None,
        _named("audience", source.audience, language),
        _named("lamps", source.lamp_rule, language) if source.lamp_rule else None,
        _named("cells", text(language, "tables.cells", unknown=UNKNOWN_MARK), language),
    ]
    said += [_named("form", sentence, language) for sentence in extra]
    lines = [line for line in said if line]
    if report.sections:
        lines.append(Line(text(language, "tables.conclusions"), "", Place.HEADING))
    lines += [Line(section.title, "\n".join(part for part in (section.sentence, *section.remarks) if part)) for section in report.sections]
    meanings = {each.figure: Line(each.label, each.meaning) for section in report.sections for each in section.figures}
    meanings |= {each.figure: Line(each.name, each.meaning) for section in report.sections for each in section.definitions}
    if meanings:
        lines.append(Line(text(language, "tables.definitions"), "", Place.HEADING))
    return (*lines, *meanings.values())


UNKNOWN_MARK = "—"
"""How an unknown number of a chart is written; the explanations say so."""


def table_grid(table: Table, language: Language) -> Grid:
    """A table as a grid; the column that leads back to the row gets a heading."""
    columns = [
        GridColumn(heading or text(language, "tables.column.ref"), _kind(table, name), is_wide=name in table.wide)
        for name, heading in table.headings
    ]
    contents = [_contents(table, name) for name, _ in table.headings]
    return Grid(table.name, table.title, tuple(columns), tuple(zip(*contents, strict=True)))


def _page(section: Section, language: Language) -> Page:
    grids = [table_grid(table, language) for table in section.tables if not table.is_empty]
    grids += [chart_grid(spec, UNKNOWN_MARK) for spec in section.charts if not spec.is_empty]
    if section.figures:
        grids.append(_figures(section.figures, language))
    notes = [*section.remarks, *(table_note(spec) for spec in section.charts), section.behind]
    longest_first = sorted(grids, key=lambda grid: -len(grid.rows))
    return Page(section.name, section.title, section.sentence, tuple(longest_first), tuple(note for note in notes if note))


def _figures(figures: Sequence[KeyFigure], language: Language) -> Grid:
    """The key figures, each with what it is of: counts as numbers, all else in its words."""
    kinds = {"figure": Kind.WORDS, "value": Kind.COUNT, "context": Kind.WORDS}
    columns = tuple(GridColumn(text(language, f"tables.column.{name}"), kind) for name, kind in kinds.items())
    rows = tuple((each.label, each.value if each.count is None else each.count, each.context) for each in figures)
    return Grid("key_figures", text(language, "tables.key_figures"), columns, rows)


def _kind(table: Table, name: str) -> Kind:
    if table.values is None or name not in table.values:
        return Kind.WORDS
    dtype = table.values[name].dtype
    return Kind.DAY if pd.api.types.is_datetime64_any_dtype(dtype) else _NUMBER_KINDS.get(dtype.kind, Kind.WORDS)


def _contents(table: Table, name: str) -> list[Content]:
    """The number or the day where there is one, else the words; blank stays blank."""
    words = [str(word) for word in table.cells[name].fillna("").tolist()]
    kind = _kind(table, name)
    if table.values is None or kind is Kind.WORDS:
        return list(words)
    values = table.values[name].astype("object")
    return [word if pd.isna(value) or not word else _plain(value, kind) for word, value in zip(words, values, strict=True)]


def _plain(value: object, kind: Kind) -> Content:
    if kind is Kind.DAY:
        day: date = pd.Timestamp(str(value)).date()
        return day
    return int(str(value)) if kind is Kind.COUNT else float(str(value))


def _named(name: str, words: str, language: Language) -> Line:
    return Line(text(language, f"tables.about.{name}"), words)
