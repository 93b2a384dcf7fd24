"""What may be said about the reading of a workbook: findings without the values that are restricted.

A finding quotes the cell it speaks of. Where that cell lies in a sheet of opinions, of contacts, or in one that was
not understood, the quotation is withheld and the place stays, so that the office can still mend it.
"""

import re
from dataclasses import replace

from lib.access.model import WITHHELD
from lib.access.scope import at_least
from lib.ingest.model import Finding, TableReading
from lib.schema import COLUMNS, Audience, SheetRole

_OPEN_ROLES = frozenset({SheetRole.TASKS, SheetRole.SETTINGS, SheetRole.RULES})
_HARMLESS_COUNTS = frozenset({"n", "count", "row", "rows", "column", "columns", "header_row", "first_row", "last_row"})
_SAFE_AT_THE_HEAD = frozenset(
    {"status", "due_text", "agreed_due", "rectification_kind", "scope", "openness", "raw_count", "category", "done", "checked"}
)


def disclose_findings(findings: tuple[Finding, ...], tables: tuple[TableReading, ...], audience: Audience) -> tuple[Finding, ...]:
    """The findings, each with its value and facts as far as the audience may read them."""
    roles = {table.sheet: set[SheetRole]() for table in tables}
    for table in tables:
        roles[table.sheet].add(table.role)
    vocabulary = _vocabulary(tables)
    return tuple(
        finding if _may_quote(finding, roles.get(finding.sheet), tables, audience) else _without_quotation(finding, vocabulary)
        for finding in findings
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
    headers = {written for table in tables for _, written, name in table.columns if name}
    return frozenset({str(word) for word in words} | headers | {table.sheet for table in tables})


def _without_quotation(finding: Finding, vocabulary: frozenset[str]) -> Finding:
    facts = tuple(
        (name, fact if fact in vocabulary or (name in _HARMLESS_COUNTS and isinstance(fact, int)) else WITHHELD)
        for name, fact in finding.facts
    )
    return replace(finding, value=WITHHELD if finding.value else "", facts=facts)
