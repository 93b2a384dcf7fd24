"""What `check --json` answers: the contract that other programs hold on to. Keys are never left out."""

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from lib.access import disclose
from lib.commands.json_rows import entries, written
from lib.i18n import Language
from lib.ingest.model import Finding, Severity, TableReading, Workbook
from lib.metrics.as_of import judge_day
from lib.metrics.figures import figures
from lib.schema import Audience, Opinion, Task

_TASK_KEYS: tuple[tuple[str, str], ...] = (
    ("row", Task.ROW),
    ("sheet", Task.SHEET),
    ("ref", Task.REF),
    ("phase", Task.PHASE),
    ("number", Task.NUMBER),
    ("task_id", Task.TASK_ID),
    ("task", Task.TASK),
    ("lead", Task.LEAD),
    ("owner_unit", Task.OWNER_UNIT),
    ("owner", Task.OWNER),
    ("co_units", Task.CO_UNITS),
    ("deadline_raw", Task.DUE_TEXT),
    ("kind", Task.KIND),
    ("start", Task.START),
    ("end", Task.END),
    ("plan_start", Task.PLAN_START),
    ("plan_due", Task.PLAN_DUE),
    ("due", Task.DUE),
    ("agreed_due", Task.AGREED_DUE),
    ("slip_days", Task.SLIP_DAYS),
    ("actual_start", Task.ACTUAL_START),
    ("actual_done", Task.ACTUAL_DONE),
    ("status", Task.STATUS),
    ("status_raw", Task.STATUS_TEXT),
    ("progress", Task.PROGRESS),
    ("progress_note", Task.PROGRESS_NOTE),
    ("gate_body", Task.GATE_BODY),
    ("gate_action", Task.GATE_ACTION),
    ("gate_status", Task.GATE_STATUS),
    ("gate_date", Task.GATE_DATE),
    ("note", Task.NOTE),
)
_FEEDBACK_KEYS: tuple[tuple[str, str], ...] = (
    ("row", Opinion.ROW),
    ("sheet", Opinion.SHEET),
    ("role", Opinion.ROLE),
    ("ref", Opinion.REF),
    ("number", Opinion.FEEDBACK_ID),
    ("category", Opinion.CATEGORY),
    ("subcategory", Opinion.SUBCATEGORY),
    ("channel", Opinion.CHANNEL),
    ("group", Opinion.GROUP),
    ("received", Opinion.RECEIVED),
    ("raw_count", Opinion.RAW_COUNT),
    ("merged_into", Opinion.MERGED_INTO),
    ("text", Opinion.TEXT),
    ("target", Opinion.TARGET),
    ("issue_id", Opinion.ISSUE_ID),
    ("issue", Opinion.ISSUE),
    ("measure", Opinion.MEASURE),
    ("owner_unit", Opinion.OWNER_UNIT),
    ("rectification_kind", Opinion.RECTIFICATION_KIND),
    ("deadline_raw", Opinion.DUE_TEXT),
    ("kind", Opinion.KIND),
    ("start", Opinion.START),
    ("end", Opinion.END),
    ("due", Opinion.DUE),
    ("agreed_due", Opinion.AGREED_DUE),
    ("slip_days", Opinion.SLIP_DAYS),
    ("done", Opinion.DONE),
    ("status", Opinion.STATUS),
    ("status_raw", Opinion.STATUS_TEXT),
    ("closed", Opinion.CLOSED),
)


def status_of(workbook: Workbook) -> str:
    """ "errors", "warnings" or "ok": the worst of the findings."""
    severities = {finding.severity for finding in workbook.findings}
    if Severity.ERROR in severities:
        return "errors"
    return "warnings" if Severity.WARNING in severities else "ok"


def answer_pieces(workbook: Workbook, language: Language, as_of: date | None, listed_as: str = "") -> Iterator[bytes | memoryview]:
    """The whole answer about a workbook that was read, as one JSON object in UTF-8, piece by piece.

    Args:
        workbook: what was read.
        language: of the findings' sentences.
        as_of: add the figures of this day.
        listed_as: the file's path, as the first member, where a folder is answered.
    """
    first: dict[str, object] = {"file": listed_as} if listed_as else {}
    yield b"{\n" + _members(first | _head(workbook)) + b',\n"tasks": '
    yield from entries(workbook.tasks, _TASK_KEYS)
    yield b',\n"feedback": '
    yield from entries(workbook.feedback, _FEEDBACK_KEYS)
    last: dict[str, object] = {"findings": [_finding(finding, language) for finding in workbook.findings]}
    yield b",\n" + _members(last if as_of is None else last | {"figures": _figures(workbook, as_of)}) + b"\n}"


def _head(workbook: Workbook) -> dict[str, object]:
    return {
        "status": status_of(workbook),
        "reason": None,
        "title": workbook.title,
        "year": workbook.year,
        "year_source": workbook.year_source,
        "year_evidence": workbook.year_evidence,
        "as_of": workbook.as_of.isoformat() if workbook.as_of else None,
        "sheets": [_sheet(table) for table in workbook.tables],
        "phases": _phases(workbook.tasks),
    }


def _members(members: Mapping[str, object]) -> bytes:
    """Names and values, each entry of a list on a line of its own."""
    return ",\n".join(f"{written(name)}: {_member(value)}" for name, value in members.items()).encode()


def _member(value: object) -> str:
    return "[\n" + ",\n".join(map(written, value)) + "\n]" if isinstance(value, list) and value else written(value)


def _sheet(table: TableReading) -> dict[str, object]:
    rows = list(table.header_rows)
    return {
        "name": table.sheet,
        "role": str(table.role),
        "header_row": None if not rows else rows[0] if len(rows) == 1 else rows,
        "rows": table.rows_read,
        "set_aside": [{"row": row.row, "reason": row.reason} for row in table.set_aside],
        "columns": [{"column": letters, "header": header, "name": name or None} for letters, header, name in table.columns],
    }


def _phases(tasks: pd.DataFrame) -> list[list[object]]:
    """Phases in their first order with their number of tasks; blank ones are not counted here."""
    counts = tasks[Task.PHASE].dropna().value_counts(sort=False)
    return [[str(phase), int(count)] for phase, count in counts.items()]


def _finding(finding: Finding, language: Language) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "sheet": finding.sheet,
        "cell": finding.cell,
        "row": finding.row,
        "value": finding.value,
        "message": finding.message(language),
        "hint": finding.hint(language),
    }


def _figures(workbook: Workbook, as_of: date) -> Mapping[str, object]:
    """The headline numbers on a day, for the widest view of the person who holds the file."""
    disclosed = disclose(workbook, Audience.HEAD)
    day = judge_day(workbook.as_of, None, as_of, None, as_of)
    return {
        figure.id: {
            "value": figure.value,
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "as_of": figure.as_of.isoformat(),
        }
        for figure in figures(disclosed, day)
    }
