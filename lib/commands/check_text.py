"""What `check` prints for a person: what was recognised, then the findings with cell and hint."""

from collections.abc import Sequence
from itertools import groupby

from lib.i18n import Language, text
from lib.ingest.model import Finding, Severity, TableReading, Workbook
from lib.schema import SheetRole, Task

_MOST_FINDINGS = 60


def report_of(workbook: Workbook, language: Language) -> str:
    """The report on one workbook."""
    lines = [text(language, "check.title", title=workbook.title), _year_line(workbook, language)]
    if workbook.as_of:
        lines.append(text(language, "check.as_of", day=workbook.as_of.isoformat()))
    for table in workbook.tables:
        lines += _table_lines(table, language)
    phases = workbook.tasks[Task.PHASE].dropna().value_counts(sort=False)
    if len(phases):
        named = text(language, "wording.join.semicolon").join(f"{phase} {count}" for phase, count in phases.items())
        lines.append(text(language, "check.phases", phases=named))
    lines.append(text(language, "check.counts", tasks=len(workbook.tasks), feedback=len(workbook.feedback)))
    return "\n".join([*lines, "", *_finding_lines(workbook.findings, language)])


def _year_line(workbook: Workbook, language: Language) -> str:
    if workbook.year is None:
        return text(language, "check.no_year")
    source = text(language, f"check.source.{workbook.year_source}")
    return text(language, "check.year", year=workbook.year, source=source, evidence=workbook.year_evidence)


def _table_lines(table: TableReading, language: Language) -> list[str]:
    if table.role is SheetRole.IGNORED:
        return [text(language, "check.ignored", sheet=table.sheet)]
    if table.role is SheetRole.SETTINGS:
        return [text(language, "check.settings", sheet=table.sheet, rows=table.rows_read)]
    header = "–".join(str(row) for row in (table.header_rows[:1] + table.header_rows[1:][-1:])) or "-"
    role = text(language, f"sheet_role.{table.role}")
    facts = {"header": header, "rows": table.rows_read, "aside": len(table.set_aside)}
    lines = [text(language, "check.table", None, sheet=table.sheet, role=role, **facts)]
    by_reason = sorted(table.set_aside, key=lambda row: (row.reason, row.row))
    for reason, rows in groupby(by_reason, key=lambda row: row.reason):
        numbers = [str(row.row) for row in rows]
        shown = text(language, "wording.join.list").join(numbers[:12]) + ("…" if len(numbers) > 12 else "")
        lines.append("  " + text(language, "check.aside", rows=shown, reason=text(language, f"set_aside.{reason}")))
    named = [f"{letters} {header} → {name}" for letters, header, name in table.columns if name]
    if named:
        lines.append("  " + text(language, "check.columns", columns=text(language, "wording.join.semicolon").join(named)))
    return lines


def _finding_lines(findings: Sequence[Finding], language: Language) -> list[str]:
    if not findings:
        return [text(language, "check.no_findings")]
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    facts = {"errors": counts[Severity.ERROR], "warnings": counts[Severity.WARNING], "infos": counts[Severity.INFO]}
    lines = [text(language, "check.findings", None, **facts)]
    order = list(Severity)
    ordered = sorted(findings, key=lambda finding: order.index(finding.severity))
    for finding in ordered[:_MOST_FINDINGS]:
        place = f"{finding.sheet}!{finding.cell}".strip("!")
        severity = text(language, f"severity.{finding.severity}")
        lines.append(f"[{severity}] {place} {finding.message(language)}")
        lines.append("    " + text(language, "check.hint", hint=finding.hint(language)))
    if len(ordered) > _MOST_FINDINGS:
        lines.append(f"… +{len(ordered) - _MOST_FINDINGS}")
    return lines
