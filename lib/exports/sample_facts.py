"""The sample's facts, read from data/sample: tables ready to be written, in the order a clerk keeps them.

The facts are data (TOML and CSV), so that a person can read and correct them without reading code.
Offices stand where a real workbook would name people.
"""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lib.exports.workbook_file import CellContent
from lib.schema import Column, ColumnType, Opinion, SheetRole, Task, columns_of

SOURCE = Path(__file__).parents[2] / "data" / "sample"

TASK_COLUMNS: tuple[Task, ...] = (
    Task.PHASE,
    Task.NUMBER,
    Task.TASK,
    Task.DUE_TEXT,
    Task.AGREED_DUE,
    Task.REPLAN_REASON,
    Task.LEAD,
    Task.OWNER_UNIT,
    Task.STATUS,
    Task.PROGRESS,
    Task.ACTUAL_DONE,
    Task.PROGRESS_NOTE,
    Task.ISSUE,
    Task.NEXT_STEP,
    Task.OWNER,
    Task.CO_UNITS,
    Task.ACTUAL_START,
    Task.GATE_BODY,
    Task.GATE_ACTION,
    Task.GATE_STATUS,
    Task.GATE_DATE,
    Task.TARGET_N,
    Task.ACTUAL_N,
    Task.OUTPUT,
    Task.HELP_NEEDED,
    Task.UPDATED,
    Task.AGREED_BY,
)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """One sheet's table: what stands above it, in it and below it.

    `headers` are as shown, which may add a note in brackets to the schema's word; each row has one
    value a column.
    """

    sheet: str
    title: str
    filled_by: str
    columns: tuple[Column, ...]
    headers: tuple[str, ...]
    rows: tuple[tuple[CellContent, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingFact:
    """One line of the settings sheet: its name, its value, what it does."""

    name: str
    value: CellContent
    help: str


@dataclass(frozen=True, slots=True)
class SettingsFacts:
    """The settings sheet."""

    sheet: str
    title: str
    settings: tuple[SettingFact, ...]


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """Everything the sample workbook says."""

    tasks: TableFacts
    feedback: TableFacts
    organisation: TableFacts
    rules: TableFacts
    talks: TableFacts
    evaluation: TableFacts
    settings: SettingsFacts


def read_facts(source: Path = SOURCE) -> SampleFacts:
    """Read the sample's facts.

    Args:
        source: the folder with tasks.toml, feedback.csv and board.toml.
    """
    board = tomllib.loads((source / "board.toml").read_text(encoding="utf-8"))
    return SampleFacts(
        tasks=_tasks(tomllib.loads((source / "tasks.toml").read_text(encoding="utf-8"))),
        feedback=_feedback(source / "feedback.csv", board["feedback"]),
        organisation=_listed("组织机构", SheetRole.ORGANISATION, board["organisation"]),
        rules=_listed("制度", SheetRole.RULES, board["rules"]),
        talks=_listed("谈心谈话", SheetRole.TALKS, board["talks"]),
        evaluation=_listed("民主测评", SheetRole.EVALUATION, board["evaluation"]),
        settings=_settings(board["settings"]),
    )


def _tasks(plan: Mapping[str, Any]) -> TableFacts:
    columns = _in_order(SheetRole.TASKS, TASK_COLUMNS)
    headers = tuple(plan["deadline_header"] if column.name == Task.DUE_TEXT else column.header for column in columns)
    rows = tuple(tuple(task.get(column.name) for column in columns) for task in plan["task"])
    return TableFacts("任务", plan["title"], plan["filled_by"], columns, headers, rows, tuple(plan["notes"]))


def _feedback(path: Path, frame: Mapping[str, Any]) -> TableFacts:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        names = [*(reader.fieldnames or ())]
        columns = _in_order(SheetRole.FEEDBACK, tuple(Opinion(name) for name in names))
        rows = tuple(tuple(_typed(line[name], column) for name, column in zip(names, columns, strict=True)) for line in reader)
    headers = tuple(column.header for column in columns)
    return TableFacts("意见建议", frame["title"], frame["filled_by"], columns, headers, rows, tuple(frame["notes"]))


def _typed(written: str, column: Column) -> CellContent:
    if not written:
        return None
    if column.type is ColumnType.NUMBER:
        return int(written)
    if column.type is ColumnType.DATE or column.name == Opinion.CLOSED:
        return date.fromisoformat(written)
    return written


def _listed(sheet: str, role: SheetRole, listed: Mapping[str, Any]) -> TableFacts:
    columns = columns_of(role)
    rows = tuple(tuple(cell or None for cell in row) for row in listed["rows"])
    headers = tuple(column.header for column in columns)
    return TableFacts(sheet, listed["title"], "", columns, headers, rows, tuple(listed["notes"]))


def _settings(listed: Mapping[str, Any]) -> SettingsFacts:
    lines = tuple(SettingFact(name, value, hint) for name, value, hint in listed["rows"])
    return SettingsFacts("设置", listed["title"], lines)


def _in_order(role: SheetRole, names: tuple[str, ...]) -> tuple[Column, ...]:
    known = {column.name: column for column in columns_of(role)}
    return tuple(known[name] for name in names)
