"""What was read from a file, in a sentence: tasks, opinions, problems, and how much is wrong or unsure."""

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.ingest.model import Severity, Workbook
from lib.schema import SheetRole
from lib.wording.phrases import counted, sentence

COUNTED = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


def conclusion(workbook: Workbook, file_name: str, language: Language) -> str:
    """已读取《…》：任务24项、意见82条；需改正0处，请核对2处。"""
    read = {role: sum(table.rows_read for table in workbook.tables if table.role is role) for role in COUNTED}
    present = {role for table in workbook.tables for role in COUNTED if table.role is role}
    said = [counted(language, f"wording.reading.{role}", n) for role, n in read.items() if role in present]
    said = said or [text(language, "wording.reading.nothing")]
    parts = [
        text(language, "wording.reading.read", file=file_name, what=text(language, "wording.join.comma").join(said)),
        _findings(workbook, language),
    ]
    return sentence(language, parts)


def _findings(workbook: Workbook, language: Language) -> str:
    errors = sum(each.severity is Severity.ERROR for each in workbook.findings)
    warnings = sum(each.severity is Severity.WARNING for each in workbook.findings)
    if not errors and not warnings:
        return text(language, "wording.reading.clean")
    counts = (("errors", errors), ("warnings", warnings))
    said = [text(language, f"wording.reading.{kind}", count=number(count, language)) for kind, count in counts if count]
    return text(language, "wording.join.comma").join(said)


def year(workbook: Workbook, language: Language) -> str:
    """Which year, and where it comes from."""
    source = text(language, f"wording.year.{workbook.year_source}")
    if workbook.year_evidence and workbook.year_source != "given":
        source = text(language, "wording.year.evidence", source=source, evidence=workbook.year_evidence)
    return text(language, "wording.year", year=workbook.year or "", source=source)
