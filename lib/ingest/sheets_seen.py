"""What stands on the sheets of a file before any cell is read: its tables, its settings sheet, and what is left aside.

Every sheet ends in one of these, and each that is not read is named. Where no sheet holds a table, boards and lists are
looked for; where there are none either, what was seen goes into the sentence of the refusal.
"""

from dataclasses import dataclass, field

from lib.errors import Refused
from lib.ingest.alike_headers import headers_of, tables_alike
from lib.ingest.choices import Choices
from lib.ingest.grid import Grid, cell_text, make_grid
from lib.ingest.lists import find_lists
from lib.ingest.locate import Located, locate
from lib.ingest.model import Finding, RawSheet, RawWorkbook, Severity
from lib.ingest.no_opinions import set_answers_aside
from lib.ingest.noting import Noting
from lib.ingest.own_sheets import is_check_sheet, is_guide
from lib.ingest.questions import by_question
from lib.ingest.read.cell_text import one_line
from lib.ingest.row_plan import RowPlan
from lib.ingest.rows import sort_rows
from lib.ingest.rules.reading import SettingLine
from lib.ingest.settings_sheet import DeclaredSettings, is_settings, read_settings
from lib.ingest.sheet_notes import note_sheet
from lib.ingest.sideways import labels_at_left
from lib.ingest.unread import is_like_a_table, likely_header

_MOST_NAMED = 6  # sheets
_LONGEST_SHOWN = 80  # characters
_OF_A_LIST = 2  # columns: a name and what is to be said of it


@dataclass(slots=True)
class Found:
    """What stands on the sheets before the cells are read."""

    grids: list[Grid] = field(default_factory=list)
    tables: list[tuple[Located, RowPlan]] = field(default_factory=list)
    settings: DeclaredSettings | None = None
    settings_grid: Grid | None = None
    ignored: list[Grid] = field(default_factory=list)
    own: list[Grid] = field(default_factory=list)  # written by us, and left aside in silence
    sideways: list[tuple[Grid, str]] = field(default_factory=list)  # with the headings at their left


def look_for_lists(found: Found, noting: Noting) -> None:
    """Boards and lists, where no sheet holds a table."""
    found.tables = [
        (table, sort_rows(table, range(table.mapped.left, table.mapped.right + 1))) for grid in found.grids for table in find_lists(grid)
    ]
    found.ignored = [grid for grid in found.ignored if not any(table.grid is grid for table, _ in found.tables)]
    noting.drop("sheet_ignored", {table.grid.name for table, _ in found.tables})


def look(raw: RawWorkbook, wanted: str | None, choices: Choices, noting: Noting) -> Found:
    """Find the tables of each sheet that is to be read."""
    if wanted is not None and wanted not in [sheet.name for sheet in raw.sheets]:
        raise Refused("no_such_sheet", file=raw.file_name, sheet=wanted, seen="、".join(sheet.name for sheet in raw.sheets))
    found = Found()
    looked_at: list[tuple[Grid, tuple[Located, ...]]] = []
    for sheet in raw.sheets:
        grid = make_grid(sheet)
        if not grid.height:
            continue
        if is_check_sheet(grid):
            found.own.append(grid)
            continue
        if is_settings(grid) and found.settings is None:
            found.settings, found.settings_grid = read_settings(grid), grid
            for line in found.settings.unread:
                noting.take(Finding(line.code, Severity.WARNING, grid.name, line.cell, value=line.value[:200]))
            continue
        if wanted is not None and sheet.name != wanted:
            continue
        if sheet.hidden and wanted is None:
            _note_hidden(sheet, grid, choices, noting)
            continue
        looked_at.append((grid, locate(grid, choices)))
    headers = headers_of(looked_at)
    for grid, tables in looked_at:
        like, alike = ("", ()) if tables else tables_alike(grid, headers)
        if alike:
            noting.add("sheet_read_alike", Severity.INFO, grid, alike[0].header[-1], alike[0].mapped.left, like)
        _look_at(grid, tables or alike, found, noting)
    return found


def _note_hidden(sheet: RawSheet, grid: Grid, choices: Choices, noting: Noting) -> None:
    code = "hidden_sheet_with_table" if locate(grid, choices) else "hidden_sheet"
    severity = Severity.WARNING if code == "hidden_sheet_with_table" else Severity.INFO
    noting.take(Finding(code, severity, sheet.name, facts=(("rows", grid.height),)))


def _look_at(grid: Grid, tables: tuple[Located, ...], found: Found, noting: Noting) -> None:
    """Sort the rows of a sheet's tables; a sheet without any is left aside."""
    found.grids.append(grid)
    labels = labels_at_left(grid)
    if labels:
        found.sideways.append((grid, labels))
        if any(len(grid.own(y)) > _OF_A_LIST for y in range(grid.height)):  # else it may tell how to fill in the columns
            found.ignored.append(grid)
            noting.take(Finding("sheet_sideways", Severity.WARNING, grid.name, facts=(("labels", labels),)))
            return
    if not tables:
        found.ignored.append(grid)
        if is_guide(grid):
            return
        severity = Severity.WARNING if is_like_a_table(grid) else Severity.INFO
        noting.take(Finding("sheet_ignored", severity, grid.name, value=_shown_of(grid), facts=(("rows", grid.height),)))
        return
    for table in tables:
        beside = [other for other in tables if other.header == table.header and other is not table]
        zone = range(table.mapped.left, table.mapped.right + 1) if beside else range(grid.width)
        plan = sort_rows(table, zone)
        set_answers_aside(table, plan)
        if table.mapped.questions:
            noting.said = set()
        found.tables.extend(by_question(table, plan))
    note_sheet(grid, noting)


def _shown_of(grid: Grid) -> str:
    """What a sheet that is not read holds: its headers where a row looks like some (周次、班级), else its first text."""
    headers = "、".join(column.header for column in likely_header(grid))
    first = next((cell_text(grid.cells[y, x]) for y in range(min(grid.height, 3)) for x in grid.own(y)), "")
    return one_line(headers or first, _LONGEST_SHOWN)


def nothing_found(raw: RawWorkbook, found: Found) -> Refused:
    """Why no table was found: `no_content`, `all_hidden` where only hidden sheets hold something, else `no_table` with what was seen."""
    if found.grids:
        return Refused("no_table", file=raw.file_name, seen=seen(found), **likely_header_of(found))
    if found.own or found.settings is not None:
        names = [*found.own, *([] if found.settings_grid is None else [found.settings_grid])]
        return Refused("no_table", file=raw.file_name, seen="、".join(grid.name for grid in names))
    hidden = [sheet.name for sheet in raw.sheets if sheet.hidden and make_grid(sheet).height]
    if hidden:
        return Refused("all_hidden", file=raw.file_name, sheets="、".join(hidden[:_MOST_NAMED]))
    return Refused("no_content", file=raw.file_name)


def seen(found: Found) -> str:
    """What stood on the sheets, for the sentence of a refusal."""
    return "；".join(
        f"{grid.name}: {one_line('、'.join(cell_text(grid.cells[y, x])[:20] for y in range(min(grid.height, 4)) for x in grid.own(y)[:4]), 80)}"
        for grid in found.grids[:3]
    )


def likely_header_of(found: Found) -> dict[str, str]:
    """The first row that looks like a header, for mapping by hand: its sheet, the addresses and the texts of its cells, one a line."""
    columns = next((columns for grid in found.grids if (columns := likely_header(grid))), ())
    if not columns:
        return {}
    return {"sheet": columns[0].sheet, "cells": "\n".join(c.cell for c in columns), "headers": "\n".join(c.header for c in columns)}


def other_lines(found: Found) -> tuple[SettingLine, ...]:
    """The lines of the settings sheet that this room does not read itself."""
    if found.settings is None or found.settings_grid is None:
        return ()
    sheet, lines = found.settings_grid.name, zip(found.settings.board.other, found.settings.other_cells, strict=True)
    return tuple(SettingLine(name, value, sheet, cell) for (name, value), cell in lines)
