"""What the worker process does for `check`: the file is read and its answer is written there, so that one ceiling holds for both."""

from datetime import date

from lib.commands.check_json import answer_pieces, status_of
from lib.commands.check_text import report_of
from lib.commands.checked import Checked, Form, Piece
from lib.i18n import Language
from lib.ingest.model import Severity, Workbook
from lib.ingest.read import Limits
from lib.ingest.worker_job import read_file


def check(
    data: bytes,
    file_name: str,
    year: int | None,
    sheet: str | None,
    limits: Limits,
    form: Form,
    language: Language,
    as_of: date | None,
    listed_as: str = "",
) -> Checked:
    """Read one file and answer.

    Args:
        data: the file's content.
        file_name: only shown.
        year: settles the year where the file leaves it open.
        sheet: read this sheet alone.
        limits: the ceilings of reading.
        form: what is asked.
        language: of the sentences.
        as_of: add the figures of this day, in JSON.
        listed_as: the file's path in a folder that is answered as a whole; it begins the JSON then.

    Raises:
        Refused: the file cannot be read, or holds no table that we know.
    """
    workbook = read_file(data, file_name, year, sheet, (), limits)
    severities = [finding.severity for finding in workbook.findings]
    return Checked(
        status_of(workbook),
        _answer(workbook, form, language, as_of, listed_as),
        len(workbook.tasks),
        len(workbook.feedback),
        tuple(severities.count(severity) for severity in Severity),
    )


def _answer(workbook: Workbook, form: Form, language: Language, as_of: date | None, listed_as: str) -> tuple[Piece, ...]:
    if form is Form.JSON:
        return tuple(answer_pieces(workbook, language, as_of, listed_as))
    return (report_of(workbook, language).encode("utf-8", "replace"),) if form is Form.REPORT else ()
