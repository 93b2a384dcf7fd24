"""Small plans as spreadsheet programs save them, and a look inside what comes back."""

import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.comments import Comment

HEADER = ("阶段", "序号", "工作内容", "完成时限")
ROWS = (("筹备", 1, "学习文件", "3月中旬"), ("筹备", 2, "制定方案", "3月下旬"))


def plan(
    *,
    name: str = "任务",
    rows: Sequence[Sequence[object]] = (HEADER, *ROWS),
    merged: Sequence[str] = (),
    notes: Mapping[str, tuple[str, str]] | None = None,
    more_sheets: Mapping[str, Sequence[Sequence[object]]] | None = None,
) -> bytes:
    """A workbook with one plan; `notes` are cell → (text, author)."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for cell, (text, author) in (notes or {}).items():
        sheet[cell].comment = Comment(text, author)
    for title, content in (more_sheets or {}).items():
        other = book.create_sheet(title)
        for row in content:
            other.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def load(data: bytes) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
