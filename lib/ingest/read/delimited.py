"""Delimited text: comma, tab, semicolon, pipe or the Chinese comma, with quoted line breaks.

The delimiter is the one that cuts most lines into the same number of pieces. Quoting follows RFC 4180
as spreadsheet programs write it. Everything stays text: what a column means is decided later, with the
whole table in view.
"""

import csv
import io
import re
from collections import Counter
from typing import Literal

from lib.errors import Refused
from lib.ingest.model import RawWorkbook, Severity
from lib.ingest.read.areas import LAST_COLUMN, LAST_ROW
from lib.ingest.read.decoding import Decoded
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes
from lib.ingest.read.sheets import raw_sheet
from lib.ingest.read.sparse import SheetCells

_DELIMITERS = "\t,;|，；"
_SAMPLE_LINES = 200
_SAMPLE_CHARACTERS = 200_000
_FIELD_LIMIT = 1_000_000
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SEP_LINE = re.compile(r"\s*sep=(.)\s*\Z", re.IGNORECASE)


def read_delimited(decoded: Decoded, file_name: str, limits: Limits, notes: Notes) -> RawWorkbook:
    """Read one table of text; the sheet bears the file's name without its ending.

    Raises:
        Refused: nothing in it, a line or a field beyond all measure, or too many cells.
    """
    text = decoded.text.replace("\x00", "")
    if len(text) < len(decoded.text):
        notes.add("text_nulls", Severity.WARNING, count=len(decoded.text) - len(text))
    if not text.strip():
        raise Refused("empty_text")
    if decoded.damaged:
        notes.add("text_damaged", Severity.WARNING, count=text.count("\ufffd"))
    first, _, rest = text.partition("\n")
    declared = _SEP_LINE.match(first)
    delimiter = declared.group(1) if declared else find_delimiter(text)
    name = file_name.rpartition(".")[0] or file_name
    cells = _cells(rest if declared else text, delimiter, limits, name, notes, first_row=2 if declared else 1)
    return RawWorkbook(file_name, "csv", (raw_sheet(name, cells, limits, notes),), notes.all())


def find_delimiter(text: str) -> str:
    """The character that cuts the lines into equal numbers of pieces, most of all; else the comma."""
    sample = _QUOTED.sub("", text[:_SAMPLE_CHARACTERS])
    lines = [line for line in sample.splitlines()[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = Counter(found for line in lines if (found := line.count(delimiter)))
        if not counts:
            continue
        pieces, lines_alike = max(counts.items(), key=lambda one: (one[1], one[0]))
        score = lines_alike / len(lines) + 0.02 * min(pieces, 10)
        # A full-width sign is also punctuation: it must cut every line alike to count.
        if delimiter in "，；" and (lines_alike < len(lines) or len(lines) < 2):
            continue
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _cells(text: str, delimiter: str, limits: Limits, sheet: str, notes: Notes, first_row: int) -> SheetCells:
    found = _parsed(text, delimiter, limits, sheet, first_row, csv.QUOTE_MINIMAL)
    place = _open_quote(text, found)
    if place is None:
        return found
    notes.add("open_quote", Severity.ERROR, sheet, place)
    return _parsed(text, delimiter, limits, sheet, first_row, csv.QUOTE_NONE)


def _parsed(text: str, delimiter: str, limits: Limits, sheet: str, first_row: int, quoting: Literal[0, 3]) -> SheetCells:
    csv.field_size_limit(_FIELD_LIMIT)
    found = SheetCells()
    seen = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=False)
    try:
        for number, fields in enumerate(reader, first_row):
            if number > LAST_ROW or len(fields) > LAST_COLUMN:
                raise Refused("text_too_wide", rows=LAST_ROW, columns=LAST_COLUMN)
            seen += len(fields)
            if seen > limits.area:
                raise Refused("too_many_cells", sheet=sheet, most=limits.cells)
            for column, value in enumerate(fields, 1):
                if value and (plain := value.strip(" \t")):
                    found.put(number, column, plain)
    except csv.Error as fault:
        raise Refused("text_field_too_long", characters=_FIELD_LIMIT) from fault
    return found


def _open_quote(text: str, found: SheetCells) -> tuple[int, int] | None:
    """Where a quote is opened and never closed: it swallows the rest of the file into one cell."""
    if not found.rows or text.count('"') % 2 == 0:
        return None
    row = max(found.rows)
    column = max(found.rows[row])
    value = found.rows[row][column]
    return (row, column) if isinstance(value, str) and "\n" in value else None
