"""A raw workbook understood: tables found, headers mapped, cells coerced, rules applied.

Right, or a finding that says what is unsure: every row of every table is read or set aside with its reason, every
sheet that is not read is named. Pure: the same raw workbook and arguments give the same result.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from lib.errors import Refused
from lib.ingest import years
from lib.ingest.assemble import frame_of, joined
from lib.ingest.choices import Choices
from lib.ingest.grid import Grid, cell_text, make_grid
from lib.ingest.lists import find_lists
from lib.ingest.locate import Located, locate
from lib.ingest.mapped import Mapped
from lib.ingest.model import BoardSettings, ColumnChoice, Finding, RawSheet, RawWorkbook, RowSetAside, Severity, TableReading, Workbook
from lib.ingest.noting import Noting
from lib.ingest.own_sheets import is_check_sheet
from lib.ingest.read.cell_text import one_line
from lib.ingest.row_plan import RowPlan
from lib.ingest.rows import sort_rows
from lib.ingest.rules import RULES, Reading, ReadTable
from lib.ingest.rules.reading import SettingLine
from lib.ingest.settings_sheet import DeclaredSettings, is_settings, lamp_meanings, read_settings
from lib.ingest.sheet_notes import note_cells, note_headers, note_rows, note_sheet
from lib.ingest.sheet_phases import phases_from_sheets
from lib.ingest.table_cells import read_table
from lib.ingest.unread import likely_header, unread_columns
from lib.ingest.years import YearSource
from lib.schema import SheetRole, Task

_MOST = 0.5  # of the filled day cells must name the year for it to be the file's word
_FEEDBACK = (SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


@dataclass(slots=True)
class _Found:
    """What stands on the sheets before the cells are read."""

    grids: list[Grid] = field(default_factory=list)
    tables: list[tuple[Located, RowPlan]] = field(default_factory=list)
    settings: DeclaredSettings | None = None
    settings_grid: Grid | None = None
    ignored: list[Grid] = field(default_factory=list)
    own: list[Grid] = field(default_factory=list)  # written by us, and left aside in silence


def understand(raw: RawWorkbook, *, year: int | None = None, sheet: str | None = None, columns: Sequence[ColumnChoice] = ()) -> Workbook:
    """Read the tables of a workbook.

    Args:
        raw: the sheets as stored.
        year: settles the year where the file leaves it open; the file wins where it does not.
        sheet: read this sheet alone (and the settings sheet), also where it is hidden.
        columns: headers mapped by hand; each wins over the dictionary in tables of its role.

    Raises:
        Refused: `no_such_sheet`, or `no_table` where no sheet holds a table that we know.
    """
    noting = Noting()
    for note in raw.notes:
        noting.take(note)
    found = _look(raw, sheet, Choices(tuple(columns)), noting)
    if not found.tables:
        _look_for_lists(found, noting)
    if not found.tables:
        raise Refused("no_table", file=raw.file_name, seen=_seen(found), **_likely_header(found))
    source, table_years = _settle_year(raw, found, year, noting)
    read = _read_tables(found, source, table_years, noting)
    phases_from_sheets(read, noting)
    frames = _frames(read)
    as_of = _as_of(found, source)  # by the file's own year, not by the deadlines'
    if source is None:
        source = years.year_of_days(pd.concat([frames.tasks[Task.END], frames.feedback[Task.END]]))
    settings = found.settings.board if found.settings else BoardSettings()
    reading = Reading(tuple(read), frames.tasks, frames.feedback, source.year if source else None, as_of, settings, _other_lines(found))
    for rule in RULES:
        for finding in rule(reading):
            noting.take(finding)
    return _workbook(raw, found, read, source, reading, frames, noting)


def _other_lines(found: _Found) -> tuple[SettingLine, ...]:
    """The lines of the settings sheet that this room does not read itself."""
    if found.settings is None or found.settings_grid is None:
        return ()
    sheet, lines = found.settings_grid.name, zip(found.settings.board.other, found.settings.other_cells, strict=True)
    return tuple(SettingLine(name, value, sheet, cell) for (name, value), cell in lines)


@dataclass(frozen=True, slots=True)
class _Frames:
    tasks: pd.DataFrame
    feedback: pd.DataFrame
    organisation: pd.DataFrame
    rules: pd.DataFrame
    talks: pd.DataFrame
    evaluation: pd.DataFrame


def _frames(read: Sequence[ReadTable]) -> _Frames:
    """The tables of each kind as one frame."""
    kinds = {SheetRole.TASKS: (SheetRole.TASKS,), SheetRole.FEEDBACK: _FEEDBACK}
    kinds |= {role: (role,) for role in (SheetRole.ORGANISATION, SheetRole.RULES, SheetRole.TALKS, SheetRole.EVALUATION)}
    return _Frames(*(joined([table.frame for table in read if table.role in roles], role) for role, roles in kinds.items()))


def _workbook(
    raw: RawWorkbook,
    found: _Found,
    read: Sequence[ReadTable],
    source: YearSource | None,
    reading: Reading,
    frames: _Frames,
    noting: Noting,
) -> Workbook:
    """Everything together, in the form that leaves this room."""
    return Workbook(
        file_name=raw.file_name,
        title=_title(raw, found),
        year=reading.year,
        year_source=source.source if source else "none",
        year_evidence=source.evidence if source else "",
        as_of=reading.as_of,
        tables=(*_readings(read), *_other_readings(found)),
        tasks=frames.tasks,
        feedback=frames.feedback,
        organisation=frames.organisation,
        rules=frames.rules,
        talks=frames.talks,
        evaluation=frames.evaluation,
        settings=reading.settings,
        findings=noting.result(),
        unread=unread_columns(found.tables, found.ignored),
    )


def _look_for_lists(found: _Found, noting: Noting) -> None:
    """Boards and lists, where no sheet holds a table."""
    found.tables = [
        (table, sort_rows(table, range(table.mapped.left, table.mapped.right + 1))) for grid in found.grids for table in find_lists(grid)
    ]
    found.ignored = [grid for grid in found.ignored if not any(table.grid is grid for table, _ in found.tables)]
    noting.drop("sheet_ignored", {table.grid.name for table, _ in found.tables})


def _look(raw: RawWorkbook, wanted: str | None, choices: Choices, noting: Noting) -> _Found:
    """Find the tables of each sheet that is to be read."""
    if wanted is not None and wanted not in [sheet.name for sheet in raw.sheets]:
        raise Refused("no_such_sheet", file=raw.file_name, sheet=wanted, seen="、".join(sheet.name for sheet in raw.sheets))
    found = _Found()
    for sheet in raw.sheets:
        grid = make_grid(sheet)
        if not grid.height:
            continue
        if is_check_sheet(grid):
            found.own.append(grid)
            continue
        if is_settings(grid) and found.settings is None:
            found.settings, found.settings_grid = read_settings(grid), grid
            for cell, value in found.settings.unread:
                noting.take(Finding("setting_unread", Severity.WARNING, grid.name, cell, value=value))
            for cell, value in found.settings.unread_days:
                noting.take(Finding("due_soon_unread", Severity.WARNING, grid.name, cell, value=value[:200]))
            continue
        if wanted is not None and sheet.name != wanted:
            continue
        if sheet.hidden and wanted is None:
            _note_hidden(sheet, grid, choices, noting)
            continue
        _look_at(grid, found, choices, noting)
    return found


def _note_hidden(sheet: RawSheet, grid: Grid, choices: Choices, noting: Noting) -> None:
    code = "hidden_sheet_with_table" if locate(grid, choices) else "hidden_sheet"
    severity = Severity.WARNING if code == "hidden_sheet_with_table" else Severity.INFO
    noting.take(Finding(code, severity, sheet.name, facts=(("rows", grid.height),)))


def _look_at(grid: Grid, found: _Found, choices: Choices, noting: Noting) -> None:
    tables = locate(grid, choices)
    found.grids.append(grid)
    if not tables:
        found.ignored.append(grid)
        first = next((cell_text(grid.cells[y, x]) for y in range(min(grid.height, 3)) for x in grid.own(y)), "")
        noting.take(Finding("sheet_ignored", Severity.INFO, grid.name, value=first[:80], facts=(("rows", grid.height),)))
        return
    for table in tables:
        beside = [other for other in tables if other.header == table.header and other is not table]
        zone = range(table.mapped.left, table.mapped.right + 1) if beside else range(grid.width)
        found.tables.append((table, sort_rows(table, zone)))
    note_sheet(grid, noting)


def _seen(found: _Found) -> str:
    """What stood on the sheets, for the sentence of a refusal."""
    return "；".join(
        f"{grid.name}: {one_line('、'.join(cell_text(grid.cells[y, x])[:20] for y in range(min(grid.height, 4)) for x in grid.own(y)[:4]), 80)}"
        for grid in found.grids[:3]
    )


def _likely_header(found: _Found) -> dict[str, str]:
    """The first row that looks like a header, for mapping by hand: its sheet, the addresses and the texts of its cells, one a line."""
    columns = next((columns for grid in found.grids if (columns := likely_header(grid))), ())
    if not columns:
        return {}
    return {"sheet": columns[0].sheet, "cells": "\n".join(c.cell for c in columns), "headers": "\n".join(c.header for c in columns)}


def _settle_year(raw: RawWorkbook, found: _Found, given: int | None, noting: Noting) -> tuple[YearSource | None, list[int | None]]:
    """The workbook's year and that of each table; what contradicts is noted."""
    main = [table for table, _ in found.tables]
    declared = YearSource(found.settings.year, "settings", found.settings.year_cell) if found.settings and found.settings.year else None
    own = [years.table_year(table) or years.header_year(table) for table in main]
    from_file = years.file_year(raw.file_name)
    inside = years.year_from_dates([(table, plan.rows()) for table, plan in found.tables])
    is_weak = inside.is_several or inside.share < _MOST
    order = [
        declared,
        next((source for source in own if source), None),
        from_file,
        None if is_weak and given is not None else inside.source,
    ]
    chosen = next((source for source in order if source), None)
    if chosen is None:
        form = years.form_year(found.grids)
        chosen = YearSource(given, "given", "") if given is not None else form
        if chosen is not None and chosen.is_form_date:
            noting.take(Finding("year_from_form_date", Severity.WARNING, value=str(chosen.year), facts=(("evidence", chosen.evidence),)))
    if chosen is not None:
        for finding in years.contradictions(chosen, [declared, *own[:1], from_file], given):
            noting.take(finding)
        if chosen.source == "dates" and not chosen.is_form_date and is_weak and inside.share < 1:
            code = "year_several" if inside.is_several else "year_from_few"
            noting.take(Finding(code, Severity.WARNING, value=str(chosen.year), facts=(("evidence", chosen.evidence),)))
    usual = chosen.year if chosen else None
    return chosen, [usual if declared or source is None else source.year for source in own]


def _read_tables(found: _Found, source: YearSource | None, table_years: list[int | None], noting: Noting) -> list[ReadTable]:
    lamps = dict(found.settings.lamps) if found.settings else {}
    read: list[ReadTable] = []
    for (located, plan), year in zip(found.tables, table_years, strict=True):
        note_headers(located, noting)
        note_rows(located, plan, noting)
        declared = lamps | dict(lamp_meanings(" ".join(text for _, _, text in years.preamble_texts(located))))
        beside = sum(other.grid is located.grid and _is_alike(other.mapped, located.mapped) for other, _ in found.tables)
        table_year = year if year is not None else source.year if source else None
        table = read_table(located, plan, table_year, noting, is_one_of_several=beside > 1)
        frame = frame_of(table, noting, declared, found.settings.calendar if found.settings else None)
        note_cells(table, noting)
        read.append(ReadTable(table, frame))
    return read


def _is_alike(one: Mapped, other: Mapped) -> bool:
    """Whether two tables of tasks have mostly the same columns, so that they are parts of one plan."""
    names = [{column.name for column in mapped.columns if column.name} for mapped in (one, other)]
    return one.role is other.role is SheetRole.TASKS and len(names[0] & names[1]) >= 0.6 * max(map(len, names))


def _title(raw: RawWorkbook, found: _Found) -> str:
    if found.settings and found.settings.title:
        return found.settings.title
    tasks = [table for table, _ in found.tables if table.mapped.role is SheetRole.TASKS]
    for table in [*tasks, *(table for table, _ in found.tables)]:
        title = years.title_of(table)
        if title:
            return title
    first = (tasks or [table for table, _ in found.tables])[0]
    return years.plain_title(first.grid.name, raw.file_name)


def _as_of(found: _Found, source: YearSource | None) -> date | None:
    if found.settings and found.settings.as_of:
        return found.settings.as_of
    return years.stated_as_of(found.grids, source.year if source else None)


def _readings(read: Sequence[ReadTable]) -> list[TableReading]:
    """How each table was understood."""
    found = []
    for entry in read:
        located, grid = entry.table.located, entry.table.grid
        columns = tuple(
            (grid.letters(column.x), column.text, column.name.partition(":")[0])
            for column in located.mapped.columns
            if not column.is_calendar
        )
        headers = tuple(grid.row_number(y) for y in located.header)
        aside: tuple[RowSetAside, ...] = entry.table.plan.set_aside(grid)
        found.append(TableReading(grid.name, entry.role, headers, len(entry.frame), aside, columns))
    return found


def _other_readings(found: _Found) -> list[TableReading]:
    """The settings sheet, and the sheets without a table that we know."""
    other = [TableReading(grid.name, SheetRole.IGNORED, (), 0) for grid in [*found.ignored, *found.own]]
    if found.settings is not None and found.settings_grid is not None:
        other.append(TableReading(found.settings_grid.name, SheetRole.SETTINGS, (), found.settings.rows))
    return other
