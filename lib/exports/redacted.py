"""The file of a version with what is personal taken out: the same workbook where that can be had, else one made anew of what is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pandas as pd
from openpyxl import Workbook as Book

from lib.access.erasure import Erasure
from lib.errors import WorkerDied
from lib.exports.package import Unsafe
from lib.exports.redacted_book import RedactedBook
from lib.exports.workbook_file import CellContent, packed, write
from lib.ingest.model import Workbook
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.worker import ceilings_of
from lib.isolation import run_isolated
from lib.schema import ColumnType, Opinion, SheetRole, columns_of
from lib.schema.words import (
    OPENNESS_WORDS,
    RECTIFICATION_KIND_WORDS,
    RECTIFICATION_WORDS,
    SCOPE_WORDS,
    STATUS_WORDS,
    TARGET_WORDS,
)

_SHEETS = (
    ("任务", SheetRole.TASKS, "tasks", ""),
    ("意见", SheetRole.FEEDBACK, "feedback", str(SheetRole.FEEDBACK)),
    ("整改", SheetRole.RECTIFICATION, "feedback", str(SheetRole.RECTIFICATION)),
    ("组织机构", SheetRole.ORGANISATION, "organisation", ""),
    ("制度", SheetRole.RULES, "rules", ""),
    ("谈心谈话", SheetRole.TALKS, "talks", ""),
    ("民主测评", SheetRole.EVALUATION, "evaluation", ""),
)
_VOCABULARIES: Mapping[ColumnType, Mapping[Any, tuple[str, ...]]] = {
    ColumnType.STATUS: STATUS_WORDS,
    ColumnType.RECTIFICATION: RECTIFICATION_WORDS,
    ColumnType.RECTIFICATION_KIND: RECTIFICATION_KIND_WORDS,
    ColumnType.SCOPE: SCOPE_WORDS,
    ColumnType.OPENNESS: OPENNESS_WORDS,
    ColumnType.TARGET: TARGET_WORDS,
}
_WORDS = {kind: {str(value): written[0] for value, written in words.items()} for kind, words in _VOCABULARIES.items()}


@dataclass(frozen=True, slots=True)
class Redacted:
    """A file in the place of the old one. `is_rebuilt` where it was made anew, `reason` says why then."""

    data: bytes
    file_name: str
    is_rebuilt: bool = False
    reason: Unsafe | None = None


def redacted_isolated(data: bytes, file_name: str, erasure: Erasure, left: Workbook, limits: Limits = DEFAULT_LIMITS) -> Redacted:
    """Take out of a file what goes, in the worker process.

    Args:
        data: the file.
        file_name: as it was dropped.
        erasure: what goes.
        left: the workbook without it, for a file made anew.
        limits: the ceilings of the worker process.
    """
    try:
        job = (data, erasure, limits)
        book = run_isolated("lib.exports.redacted_job:redact", job, RedactedBook, file_name=file_name, ceilings=ceilings_of(limits))
    except WorkerDied:
        book = RedactedBook(reason=Unsafe.STRUCTURE)
    if book.reason is None:
        return Redacted(book.data, file_name)
    return Redacted(rebuilt(left), f"{PurePath(file_name).stem}.xlsx", is_rebuilt=True, reason=book.reason)


def rebuilt(left: Workbook) -> bytes:
    """A plain workbook of what was read and is left: one sheet a sort of table, the settings, the headers of the schema, no formats of its own."""
    book = Book()
    book.remove(book.worksheets[0])
    for title, role, name, only in _SHEETS:
        frame: pd.DataFrame = getattr(left, name)
        rows = frame[frame[Opinion.ROLE] == only] if only else frame
        if len(rows) or (role is SheetRole.TASKS and not len(left.feedback)):
            _add_sheet(book, title, role, rows)
    _add_settings(book, left)
    return packed(book)


def _add_sheet(book: Book, title: str, role: SheetRole, rows: pd.DataFrame) -> None:
    sheet = book.create_sheet(title)
    known = [column for column in columns_of(role) if column.name in rows and (column.core or rows[column.name].notna().any())]
    for place, column in enumerate(known, start=1):
        write(sheet.cell(1, place), column.header)
        for number, value in enumerate(rows[column.name], start=2):
            write(sheet.cell(number, place), _cell(value, _WORDS.get(column.type, {})))


def _add_settings(book: Book, left: Workbook) -> None:
    """What the board is called, its year, its day and what else was declared, as the reader knows it: rows alone do not say it."""
    declared = left.settings
    lines: list[tuple[str, CellContent]] = [
        ("活动名称", left.title),
        ("年份", left.year),
        ("数据截止日期", left.as_of),
        ("示例数据", "是" if declared.is_sample else None),
        ("工作步骤顺序", "；".join(declared.phase_order)),
        ("问题类别顺序", "；".join(declared.category_order)),
        ("即将到期天数", declared.due_soon_days),
        *declared.other,
    ]
    said = [(name, value) for name, value in lines if value not in (None, "")]
    if said:
        sheet = book.create_sheet("设置")
        for row, line in enumerate(said, start=1):
            for place, content in enumerate(line, start=1):
                write(sheet.cell(row, place), content)


def _cell(value: object, words: Mapping[str, str]) -> CellContent:
    if pd.isna(value):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, str):
        return words.get(value, value)
    return float(value) if isinstance(value, float) else int(value)  # type: ignore[call-overload,no-any-return]
