"""From a plan to a tracking workbook: the same file with columns to fill in, and an empty sheet of opinions.

Where nothing can be added to a file without risk, a workbook is made anew from the rows that were read, and the reason
is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.exports.package import Unsafe
from lib.exports.returned_name import suffixed
from lib.exports.sheet_look import EMPTY_ROWS
from lib.exports.template import SHEETS, in_template_order, suggestions
from lib.exports.tracking_form import EmptyForm, NewColumn, TrackingBook, TrackingRequest
from lib.exports.tracking_fresh import fresh_workbook
from lib.exports.workbook_style import choices_of
from lib.exports.workbook_widths import is_centred, width_of
from lib.i18n import Language, text
from lib.ingest.model import ColumnChoice, Workbook
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.worker import ceilings_of
from lib.isolation import run_isolated
from lib.schema import Column, ColumnType, SheetRole, Task, columns_of

ADDED = (Task.OWNER_UNIT, Task.STATUS, Task.ACTUAL_DONE, Task.PROGRESS_NOTE)
"""What a tracking workbook has beyond a plan."""


@dataclass(frozen=True, slots=True)
class Tracking:
    """A tracking workbook; `is_fresh` where it is not their own, `reason` says why then."""

    data: bytes
    file_name: str
    is_fresh: bool = False
    reason: Unsafe | None = None

    def why(self, language: Language) -> str:
        """The reason in one or two sentences; "" where the workbook is their own."""
        return text(language, f"package.reason.{self.reason.value}") + text(language, "tracking.fresh") if self.reason else ""


def tracking_isolated(
    data: bytes,
    file_name: str,
    workbook: Workbook,
    language: Language,
    *,
    year: int | None = None,
    choices: Sequence[ColumnChoice] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Tracking:
    """Make a tracking workbook of a file from outside, in the worker process.

    Args:
        data: the file's content.
        file_name: as uploaded.
        workbook: the same file as it was read: its rows are used where the file itself cannot be added to.
        language: of titles and hints; headers and words to pick are those of the schema.
        year: the year it was read with, where one was given.
        choices: headers that were mapped by hand when it was read.
        limits: the ceilings.

    Raises:
        WorkerDied: the process died, or was stopped at the ceiling of memory or time.
    """
    request = _request(file_name, language, year, choices)
    book = run_isolated(
        "lib.exports.tracking_job:extend", (data, request, limits), TrackingBook, file_name=file_name, ceilings=ceilings_of(limits)
    )
    return _tracking(book, file_name, workbook, language)


def tracking_workbook(
    data: bytes,
    file_name: str,
    workbook: Workbook,
    language: Language,
    *,
    year: int | None = None,
    choices: Sequence[ColumnChoice] = (),
    limits: Limits = DEFAULT_LIMITS,
) -> Tracking:
    """The same in this process, without ceilings of memory and time: for files of our own and for tests."""
    # Here and not above, so that the serving process does not load what only its workers need.
    from lib.exports.tracking_job import extend

    return _tracking(extend(data, _request(file_name, language, year, choices), limits), file_name, workbook, language)


def _tracking(book: TrackingBook, file_name: str, workbook: Workbook, language: Language) -> Tracking:
    suffix = text(language, "tracking.file_suffix")
    if book.reason is None:
        return Tracking(book.data, suffixed(file_name, suffix, book.extension))
    data = fresh_workbook(workbook, ADDED, language)
    return Tracking(data, suffixed(file_name, suffix, "xlsx"), is_fresh=True, reason=book.reason)


def _request(file_name: str, language: Language, year: int | None, choices: Sequence[ColumnChoice]) -> TrackingRequest:
    known = {column.name: column for column in columns_of(SheetRole.TASKS)}
    return TrackingRequest(
        file_name, year, tuple(choices), tuple(_new_column(known[name], language) for name in ADDED), _feedback_form(language)
    )


def _feedback_form(language: Language) -> EmptyForm:
    columns = [column for column in in_template_order(SheetRole.FEEDBACK) if column.core]
    return EmptyForm(
        name=next(name for role, name, _ in SHEETS if role is SheetRole.FEEDBACK),
        title=text(language, "template.title.feedback"),
        filled_by=text(language, "template.filled_by"),
        columns=tuple(_new_column(column, language) for column in columns),
        rows=EMPTY_ROWS,
    )


def _new_column(column: Column, language: Language) -> NewColumn:
    fixed = choices_of(column)
    return NewColumn(
        name=column.name,
        header=column.header,
        width=width_of(column),
        is_centred=is_centred(column),
        is_date=column.type is ColumnType.DATE,
        choices=fixed or suggestions(column, language),
        is_strict=bool(fixed),
    )
