"""A raw workbook understood: tables found, headers mapped, cells coerced, rules applied.

Right, or a finding that says what is unsure: every row of every table is read or set aside with its reason, every
sheet that is not read is named. Pure: the same raw workbook and arguments give the same result.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from lib.errors import Refused
from lib.ingest import years
from lib.ingest.alike_headers import with_same_plans, with_same_states
from lib.ingest.announced import leave_announced
from lib.ingest.as_of_lines import form_day, stated_as_of
from lib.ingest.assemble import frame_of, joined
from lib.ingest.cancelled_sheets import states_from_sheet_name
from lib.ingest.checking import judge_by_checker
from lib.ingest.choices import Choices
from lib.ingest.closing import close_by_column
from lib.ingest.grid import Grid, cell_text
from lib.ingest.headed_states import states_from_headings
from lib.ingest.header_notes import note_headers
from lib.ingest.lettered_states import states_from_letters
from lib.ingest.locate import Located
from lib.ingest.mapped import Mapped
from lib.ingest.merging import merge_by_reference
from lib.ingest.mixed_columns import split_meanings
from lib.ingest.model import BoardSettings, ColumnChoice, Finding, RawWorkbook, RowSetAside, Severity, TableReading, Workbook
from lib.ingest.news import take_news
from lib.ingest.noting import Noting
from lib.ingest.questions import say_what_was_asked
from lib.ingest.row_colours import states_from_colours
from lib.ingest.row_plan import Reason, RowPlan
from lib.ingest.rules import RULES, Reading, ReadTable
from lib.ingest.settings_sheet import lamp_meanings, reported_day
from lib.ingest.sheet_notes import note_cells, note_rows
from lib.ingest.sheet_phases import phases_from_sheets
from lib.ingest.sheet_units import units_from_sheets
from lib.ingest.sheets_seen import Found, look, look_for_lists, nothing_found, other_lines
from lib.ingest.states_in_notes import states_in_notes
from lib.ingest.table_cells import read_table
from lib.ingest.titles import title_of_workbook
from lib.ingest.unread import unread_columns
from lib.ingest.whom_about import split_targets
from lib.ingest.years import YearSource
from lib.schema import SheetRole, Task

_MOST = 0.5  # of the filled day cells must name the year for it to be the file's word
_MOST_INSTRUCTIONS = 60  # rows
_FEEDBACK = (SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


def understand(raw: RawWorkbook, *, year: int | None = None, sheet: str | None = None, columns: Sequence[ColumnChoice] = ()) -> Workbook:
    """Read the tables of a workbook.

    Args:
        raw: the sheets as stored.
        year: settles the year where the file leaves it open; the file wins where it does not.
        sheet: read this sheet alone (and the settings sheet), also where it is hidden.
        columns: headers mapped by hand; each wins over the dictionary in tables of its role.

    Raises:
        Refused: `no_such_sheet`; `table_sideways` where one lies on its side; what `nothing_found` says where no sheet holds a table that we know.
    """
    noting = Noting()
    for note in raw.notes:
        noting.take(note)
    found = look(raw, sheet, Choices(tuple(columns)), noting)
    if not found.tables:
        look_for_lists(found, noting)
    if not found.tables and found.sideways:
        grid, labels = found.sideways[0]
        raise Refused("table_sideways", file=raw.file_name, sheet=grid.name, labels=labels)
    if not found.tables:
        raise nothing_found(raw, found)
    found.tables = with_same_plans(with_same_states(found.tables))
    source, sources = _settle_year(raw, found, year, noting)
    read = _read_tables(found, sources, noting)
    phases_from_sheets(read, noting, are_units=units_from_sheets(read, noting))
    as_of = _as_of(found, source, noting)  # by the file's own year, not by the deadlines'
    leave_announced(read, as_of, noting)
    judge_by_checker(read, noting)
    close_by_column(read, as_of, noting)
    merge_by_reference(read, noting)
    frames = _frames(read)
    if source is None:
        source = years.year_of_days(pd.concat([frames.tasks[Task.END], frames.feedback[Task.END]]))
    settings = found.settings.board if found.settings else BoardSettings()
    reading = Reading(tuple(read), frames.tasks, frames.feedback, source.year if source else None, as_of, settings, other_lines(found))
    for rule in RULES:
        for finding in rule(reading):
            noting.take(finding)
    return _workbook(raw, found, read, source, reading, frames, noting)


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
    found: Found,
    read: Sequence[ReadTable],
    source: YearSource | None,
    reading: Reading,
    frames: _Frames,
    noting: Noting,
) -> Workbook:
    """Everything together, in the form that leaves this room."""
    return Workbook(
        file_name=raw.file_name,
        title=title_of_workbook(found, raw.file_name),
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


def _settle_year(raw: RawWorkbook, found: Found, given: int | None, noting: Noting) -> tuple[YearSource | None, list[YearSource | None]]:
    """The workbook's year and that of each table, by where they were found; what contradicts is noted."""
    main = [table for table, _ in found.tables]
    declared = YearSource(found.settings.year, "settings", found.settings.year_cell) if found.settings and found.settings.year else None
    own = [years.table_year(table) or years.header_year(table) for table in main]
    from_file = years.file_year(raw.file_name)
    rows = [(table, plan.rows()) for table, plan in found.tables]
    inside = years.year_from_dates(rows)
    is_weak = inside.is_several or inside.share < _MOST
    alone = None if inside.is_several else inside.source
    own = [source and years.of_several(source, alone, given) for source in own]
    order = [
        declared,
        next((source for source in own if source), None),
        from_file,
        None if is_weak and given is not None else inside.source,
    ]
    chosen = next((source for source in order if source), None)
    if chosen is None:
        handed_out = years.handed_out_year(rows)
        chosen = YearSource(given, "given", "") if given is not None else handed_out or years.form_year(found.grids)
        if chosen is not None and chosen is handed_out:
            noting.take(Finding("year_from_handing_out", Severity.WARNING, value=str(chosen.year), facts=(("evidence", chosen.evidence),)))
        if chosen is not None and chosen.is_form_date:
            noting.take(years.weakly_told(chosen))
    if chosen is not None:
        if chosen.academic is not None:
            noting.take(chosen.academic.finding(chosen.evidence))
        if chosen.others and given != chosen.year and inside.share < 1:
            noting.take(years.several_named(chosen))
        for finding in years.contradictions(chosen, [declared, *own[:1], from_file], given):
            noting.take(finding)
        if chosen is inside.source and is_weak and inside.share < 1:
            _note_weak_year(chosen, inside, found, noting)
    return chosen, [chosen if declared or source is None else source for source in own]


def _note_weak_year(chosen: YearSource, inside: years.DatesInside, found: Found, noting: Noting) -> None:
    """That several years stand inside, or that few deadlines name theirs and no line beside the tables does (截至2014年6月9日)."""
    beside = None if inside.is_several else years.form_year(found.grids)
    if beside is None or beside.year != chosen.year:
        code = "year_several" if inside.is_several else "year_from_few"
        noting.take(Finding(code, Severity.WARNING, value=str(chosen.year), facts=(("evidence", chosen.evidence),)))


def _read_tables(found: Found, sources: list[YearSource | None], noting: Noting) -> list[ReadTable]:
    lamps = dict(lamp_meanings(_instructions(found))) | (dict(found.settings.lamps) if found.settings else {})
    read: list[ReadTable] = []
    for (located, plan), source in zip(found.tables, sources, strict=True):
        if not located.mapped.is_further:
            note_headers(located, noting)
            note_rows(located, plan, noting)
        told = " ".join((*(text for _, _, text in years.preamble_texts(located)), *_notes(located, plan)))
        declared = lamps | dict(lamp_meanings(told))
        beside = sum(other.grid is located.grid and _is_alike(other.mapped, located.mapped) for other, _ in found.tables)
        table = read_table(located, plan, source, noting, is_one_of_several=beside > 1)
        states_from_colours(table, declared, noting)
        states_from_letters(table, told, noting)
        states_from_sheet_name(table, noting)
        split_meanings(table, noting)
        split_targets(table)
        say_what_was_asked(table, noting)
        take_news(table, noting)
        states_in_notes(table, noting)
        states_from_headings(table, noting)
        frame = frame_of(table, noting, declared, found.settings.calendar if found.settings else None)
        note_cells(table, noting)
        read.append(ReadTable(table, frame))
    return read


def _notes(located: Located, plan: RowPlan) -> list[str]:
    """The notes among a table's rows or beneath them, where a legend of signs stands."""
    grid = located.grid
    return [cell_text(grid.cells[y, x]) for y, reason in plan.aside if reason is Reason.NOTE for x in grid.own(y)]


def _instructions(found: Found) -> str:
    """The lone lines of short sheets that hold no table (填表说明), where the signs of the others may be explained."""
    short = [grid for grid in found.ignored if grid.height <= _MOST_INSTRUCTIONS]
    return "\n".join(cell_text(grid.cells[y, grid.own(y)[0]]) for grid in short for y in range(grid.height) if len(grid.own(y)) == 1)


def _is_alike(one: Mapped, other: Mapped) -> bool:
    """Whether two tables of tasks have mostly the same columns, so that they are parts of one plan."""
    names = [{column.name for column in mapped.columns if column.name} for mapped in (one, other)]
    return one.role is other.role is SheetRole.TASKS and len(names[0] & names[1]) >= 0.6 * max(map(len, names))


def _as_of(found: Found, source: YearSource | None, noting: Noting) -> date | None:
    """The day that the workbook speaks of: by the settings sheet, else by a line near a sheet's edge."""
    year, settings = source.year if source else None, found.settings
    if settings is not None and settings.as_of is not None and found.settings_grid is not None:
        read = reported_day(settings, year)
        place = (found.settings_grid.name, settings.as_of_cell)
        if read is None:
            noting.take(Finding("setting_as_of_unread", Severity.WARNING, *place, value=cell_text(settings.as_of)[:200]))
        elif read.end is not None and read.start is not None and read.start != read.end:
            facts = (("day", read.end.isoformat()),)
            noting.take(Finding("day_from_window", Severity.WARNING, *place, value=cell_text(settings.as_of)[:200], facts=facts))
        if read is not None:
            return read.end
    items = {table.grid.name: {*plan.items, *plan.continues, *plan.actuals} for table, plan in found.tables}
    headers = {(table.grid.name, y) for table, _ in found.tables for y in (*table.header, *table.repeats)}
    stated = stated_as_of(found.grids, source, items, headers)
    filled_in = None if stated is not None else form_day([*found.grids, *_settings_grids(found)], items)
    if filled_in is not None:
        facts = (("day", filled_in.day),)
        noting.add("form_day_is_no_as_of", Severity.INFO, filled_in.grid, filled_in.y, filled_in.x, None, facts)
    return stated


def _settings_grids(found: Found) -> list[Grid]:
    return [] if found.settings_grid is None else [found.settings_grid]


def _readings(read: Sequence[ReadTable]) -> list[TableReading]:
    """How each table was understood; one that was read question by question is one."""
    found: list[TableReading] = []
    answered: set[int] = set()
    for entry in read:
        located, grid = entry.table.located, entry.table.grid
        if located.mapped.is_further:
            answered.update(entry.table.plan.items)
            found[-1] = replace(found[-1], rows_read=len(answered))
            continue
        answered = set(entry.table.plan.items) if located.mapped.questions else set()
        columns = tuple(
            (
                grid.letters(column.x),
                column.text,
                located.mapped.subject if column.x in located.mapped.questions else column.name.partition(":")[0],
            )
            for column in located.mapped.columns
            if not column.is_calendar
        )
        headers = tuple(grid.row_number(y) for y in located.header)
        aside: tuple[RowSetAside, ...] = entry.table.plan.set_aside(grid)
        found.append(TableReading(grid.name, entry.role, headers, len(entry.frame), aside, columns))
    return found


def _other_readings(found: Found) -> list[TableReading]:
    """The settings sheet, and the sheets without a table that we know."""
    other = [TableReading(grid.name, SheetRole.IGNORED, (), 0) for grid in [*found.ignored, *found.own]]
    if found.settings is not None and found.settings_grid is not None:
        other.append(TableReading(found.settings_grid.name, SheetRole.SETTINGS, (), found.settings.rows))
    return other
