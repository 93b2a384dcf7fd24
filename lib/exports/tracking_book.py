"""A plan made a tracking workbook: the same file, with columns to fill in and an empty sheet of opinions.

At the end both files are understood, and the new one is given up unless it holds the same tasks with the same windows,
the new columns, and no warning that the old one had not.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lib.exports.package import CannotAdd, EditedPackage, Unsafe, serialised
from lib.exports.package_book import BookSheets
from lib.exports.package_styles import StyleSheet
from lib.exports.sheet_look import sheet_reference
from lib.exports.tracking_form import TrackingRequest, form_xml
from lib.exports.tracking_sheet import PlanSheet, TableSpot
from lib.exports.tracking_tree import SheetTree
from lib.ingest.model import RawSheet, RawWorkbook, Severity, TableReading, Workbook
from lib.ingest.read import Limits, read
from lib.ingest.read.references import column_letters, column_number
from lib.ingest.read.xml import attribute, utf8
from lib.ingest.understand import understand
from lib.schema import SheetRole, Task

_KEPT = (Task.PHASE, Task.NUMBER, Task.TASK, Task.DUE_TEXT, Task.KIND, Task.START, Task.END, Task.DUE, Task.SHEET, Task.ROW, Task.STATUS)
_TITLES = "_xlnm.Print_Titles"
_EXTENDED_NAMES = ("_xlnm.Print_Area", "_xlnm._FilterDatabase")


def tracking_book(data: bytes, request: TrackingRequest, limits: Limits) -> tuple[bytes, str]:
    """The tracking workbook and the extension its name must have.

    Raises:
        CannotAdd: it cannot be made of this file without risk.
        Refused: the file is damaged.
    """
    raw = read(data, request.file_name, limits)
    before = understand(raw, year=request.year, columns=request.choices)
    made, extension = _made(data, raw, before, request, limits)
    after = understand(read(made, request.file_name, limits), year=request.year, columns=request.choices)
    if after.title != before.title and request.feedback.title:
        # Where the plan has no title of its own, that of the form would become the board's.
        return tracking_book(data, replace(request, feedback=replace(request.feedback, title="")), limits)
    _compare(before, after, request)
    return made, extension


def _made(data: bytes, raw: RawWorkbook, before: Workbook, request: TrackingRequest, limits: Limits) -> tuple[bytes, str]:
    package = EditedPackage(data, limits)
    book = BookSheets(package)
    styles = StyleSheet(package)
    shown = {sheet.name: sheet for sheet in raw.sheets}
    for name, tables in _by_sheet(before).items():
        _extend(package, book, styles, name, tables, before, request, shown[name])
    if not any(table.role in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) for table in before.tables):
        book.add(request.feedback.name, form_xml(request.feedback, styles, has_views=book.has_views))
    styles.save()
    book.save()
    return package.packed(), package.extension


def _by_sheet(workbook: Workbook) -> dict[str, list[TableReading]]:
    """The tables of tasks by sheet, from above down."""
    found: dict[str, list[TableReading]] = {}
    for table in workbook.tables:
        if table.role is SheetRole.TASKS:
            if not table.header_rows or not table.rows_read:
                raise CannotAdd(Unsafe.STRUCTURE)
            found.setdefault(table.sheet, []).append(table)
    return {name: sorted(tables, key=lambda one: one.header_rows) for name, tables in found.items()}


def _extend(
    package: EditedPackage,
    book: BookSheets,
    styles: StyleSheet,
    name: str,
    tables: Sequence[TableReading],
    workbook: Workbook,
    request: TrackingRequest,
    shown: RawSheet,
) -> None:
    """Add to each table of one sheet the columns that it lacks."""
    part = book.part_of(name)
    if not part:
        raise CannotAdd(Unsafe.STRUCTURE)
    tree = SheetTree(utf8(package.part(part) or b"", part), part)
    sheet = PlanSheet(tree, styles)
    above = 0
    for number, table in enumerate(tables):
        below = tables[number + 1].header_rows[0] if number + 1 < len(tables) else None
        spot = _spot(table, workbook, above, below)
        present = {column for _, _, column in table.columns}
        missing = [column for column in request.columns if column.name not in present]
        if missing:
            old, new = sheet.extend(spot, missing)
            sheet.fit_heights(spot, shown)
            _extend_names(book, name, old, new)
        if not above:
            _repeat_header(book, name, spot)
        above = spot.last_row
    package.replace(part, serialised(tree.trimmed()))


def _spot(table: TableReading, workbook: Workbook, above: int, below: int | None) -> TableSpot:
    numbers = [column_number(letters) for letters, _, _ in table.columns]
    task = next((column_number(letters) for letters, _, name in table.columns if name == Task.TASK), numbers[0])
    tasks = workbook.tasks
    rows = [int(row) for row in tasks.loc[tasks[Task.SHEET] == table.sheet, Task.ROW] if row > table.header_rows[-1]]
    rows = [row for row in rows if below is None or row < below]
    if not rows:
        raise CannotAdd(Unsafe.STRUCTURE)
    repeats = frozenset(one.row for one in table.set_aside if one.reason == "repeated_header")
    return TableSpot(table.header_rows[0], table.header_rows[-1], max(rows), min(numbers), max(numbers), task, repeats, above)


def _extend_names(book: BookSheets, sheet: str, old: int, new: int) -> None:
    """A print area or a filter that ended with the table ends with it again."""
    for one in book.names_of(list(book.by_name).index(sheet)):
        if attribute(one, "name") in _EXTENDED_NAMES and one.text:
            start, colon, end = one.text.rpartition(":$")
            letters, dollar, row = end.partition("$")
            if colon and dollar and letters == column_letters(old) and row.isdecimal():
                one.text = f"{start}{colon}{column_letters(new)}{dollar}{row}"


def _repeat_header(book: BookSheets, sheet: str, spot: TableSpot) -> None:
    """Print the header on every page, where nothing was said about it."""
    index = list(book.by_name).index(sheet)
    if any(attribute(one, "name") == _TITLES for one in book.names_of(index)):
        return
    rows = f"${spot.header_top}:${spot.header_bottom}"
    book.define(_TITLES, index, sheet_reference(book.by_name[sheet].name, rows))


def _compare(before: Workbook, after: Workbook, request: TrackingRequest) -> None:
    """Raise CannotAdd unless the new workbook says what the old one said, and offers the new columns."""
    names = {column.name for column in request.columns}
    recognised = all(names <= {name for _, _, name in table.columns} for table in after.tables if table.role is SheetRole.TASKS)
    kept = list(_KEPT)
    if not recognised or not before.tasks[kept].equals(after.tasks[kept]) or (before.year, before.title) != (after.year, after.title):
        raise CannotAdd(Unsafe.STRUCTURE)
    if _doubts(after) - _doubts(before):
        raise CannotAdd(Unsafe.STRUCTURE)


def _doubts(workbook: Workbook) -> Counter[tuple[str, str, str]]:
    return Counter((one.code, one.sheet, one.cell) for one in workbook.findings if one.severity is not Severity.INFO)
