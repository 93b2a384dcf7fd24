"""What may be said about the reading of a workbook: findings without the values that are restricted.

A finding quotes the cell it speaks of. Where that cell lies in a sheet of opinions, of contacts, or in one that was
not understood, the quotation is withheld and the place stays, so that the office can still mend it. In the plan the
same holds for what its own tables withhold: names of those responsible, what is written about criticism, and
columns without a name in the schema.
"""

import re
from dataclasses import replace

from lib.access.model import WITHHELD
from lib.access.plan import PERSONS, is_content_withheld
from lib.access.scope import at_least
from lib.ingest.model import Finding, TableReading, Workbook
from lib.schema import COLUMNS, Audience, SheetRole, Task
from lib.schema.weak_headers import WEAK_HEADERS

_OPEN_ROLES = frozenset({SheetRole.TASKS, SheetRole.SETTINGS, SheetRole.RULES})
_HARMLESS_COUNTS = frozenset(
    {"n", "count", "blank", "problems", "parts", "row", "rows", "column", "columns", "header_row", "first_row", "last_row"}
)
_PLACES = frozenset({"cells", "columns"})
_OF_COLOURS = frozenset({"colours", "meanings"})
"""Names of colours, and the states that a legend gives them: words of ours, which only the legend's own states become."""
_ADDRESSES = re.compile(r"[A-Z]{1,3}[0-9]{0,7}(?:[、–][A-Z]{1,3}[0-9]{0,7})*…?")
_ROWS = re.compile(r"[0-9]{1,7}(?:(?:、|, |–)[0-9]{1,7})*…?")
_SHOWN_BY_ROW = frozenset({"deadline_without_day"})
"""Findings that need no mending and tell what rows say: their numbers would give the place of opinions that are shown without one."""
_SAFE_AT_THE_HEAD = frozenset(
    {"status", "due_text", "agreed_due", "rectification_kind", "scope", "openness", "raw_count", "category", "done", "checked"}
)


_OF_ANY_TASK = frozenset({Task.NUMBER, Task.PHASE, Task.TASK, Task.OWNER_UNIT, Task.CO_UNITS, Task.DUE_TEXT, *PERSONS})
"""What is known to all also of a task about criticism; of those responsible the members read."""


def disclose_findings(workbook: Workbook, audience: Audience) -> tuple[Finding, ...]:
    """A workbook's findings, each with its value and facts as far as the audience may read them."""
    tables = workbook.tables
    withheld = workbook.tasks[is_content_withheld(workbook.tasks, audience)]
    closed = frozenset(zip(withheld["sheet"], withheld["row"], strict=True))
    roles = {table.sheet: set[SheetRole]() for table in tables}
    for table in tables:
        roles[table.sheet].add(table.role)
    vocabulary = _vocabulary(tables)
    heads = frozenset((table.sheet, row) for table in tables for row in table.header_rows)
    return tuple(
        finding
        if _may_quote(finding, roles.get(finding.sheet), tables, audience) and _is_open_in_plan(finding, tables, closed, audience)
        else _without_quotation(finding, vocabulary, heads)
        for finding in workbook.findings
    )


def _may_quote(finding: Finding, roles: set[SheetRole] | None, tables: tuple[TableReading, ...], audience: Audience) -> bool:
    if not finding.sheet and not finding.cell:
        return True
    if not roles:
        return False
    if roles <= _OPEN_ROLES:
        return True
    if roles <= _OPEN_ROLES | {SheetRole.ORGANISATION}:
        return at_least(audience, Audience.LEADING_GROUP)
    return audience is Audience.HEAD and _column_of(finding, tables) in _SAFE_AT_THE_HEAD


def _is_open_in_plan(finding: Finding, tables: tuple[TableReading, ...], closed: frozenset[tuple[str, int]], audience: Audience) -> bool:
    """Whether the tables of the plan, if it is one of them, show this audience the cell that a finding speaks of."""
    plans = [table for table in tables if table.sheet == finding.sheet and table.role is SheetRole.TASKS]
    found = re.search(r"\d+$", finding.cell)
    if not found or not any(table.columns for table in plans) or any(int(found.group()) in table.header_rows for table in plans):
        return True
    name = _column_of(finding, tables)
    if not name:
        return at_least(audience, Audience.LEADING_GROUP)
    if name in PERSONS and not at_least(audience, Audience.ALL_MEMBERS):
        return False
    return name in _OF_ANY_TASK or (finding.sheet, int(found.group())) not in closed


def _column_of(finding: Finding, tables: tuple[TableReading, ...]) -> str:
    """The schema's name of the column that a finding's cell lies in; "" where unknown or ambiguous."""
    letters = re.match(r"[A-Z]+", finding.cell)
    found = {
        name
        for table in tables
        if table.sheet == finding.sheet
        for column, _, name in table.columns
        if letters and column == letters.group()
    }
    return found.pop() if len(found) == 1 else ""


def _vocabulary(tables: tuple[TableReading, ...]) -> frozenset[str]:
    """Words that say nothing about a row: names and headers of known columns, names of sheets."""
    words = {word for column in COLUMNS for word in (column.name, column.header, *column.synonyms)}
    weak = {word for names in WEAK_HEADERS.values() for words in names.values() for word in words}
    headers = {written for table in tables for _, written, name in table.columns if name}
    return frozenset({str(word) for word in words} | weak | headers | {table.sheet for table in tables})


def _is_harmless(name: str, fact: str | int) -> bool:
    """A count, the numbers of rows, or the addresses of cells and columns, which each finding about one of them shows as well."""
    if isinstance(fact, int):
        return name in _HARMLESS_COUNTS
    if name == "rows":
        return _ROWS.fullmatch(fact) is not None
    return name in _OF_COLOURS or (name in _PLACES and _ADDRESSES.fullmatch(fact) is not None)


def _without_quotation(finding: Finding, vocabulary: frozenset[str], heads: frozenset[tuple[str, int]]) -> Finding:
    told = [(name, fact) for name, fact in finding.facts if name != "rows" or finding.code not in _SHOWN_BY_ROW]
    facts = tuple((name, fact if fact in vocabulary or _is_harmless(name, fact) else WITHHELD) for name, fact in told)
    is_known_header = (finding.sheet, finding.row) in heads and finding.value in vocabulary
    return replace(finding, value=finding.value if is_known_header or not finding.value else WITHHELD, facts=facts)
