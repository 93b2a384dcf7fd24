"""The ordinary rows of a table, told by whole columns at once: a subject and two cells more, none of which could be a header, total or note.

Of a ledger of 100,000 rows this leaves few, which `rows` then looks at one by one. A row in doubt is left to it.
"""

import re

import numpy as np

from lib.ingest.coded import Coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.headers import normal
from lib.ingest.model import CellValue
from lib.ingest.row_view import FILLED_LIKE_AN_ITEM, RowView
from lib.ingest.row_words import LONGEST_SIGN, NOTE, NOTES_BEGIN, WORD_OF_BODY, WORDS_OF_TOTALS

_PLAIN_ID = re.compile("[A-Za-z]{0,2}[0-9]{1,30}")
_PLAINLY_FILLED = 4  # cells; with fewer, a header that returns may hide behind a number


def plainly_items(view: RowView) -> np.ndarray:
    """Which rows, from the table's first to its last, are items beyond doubt, as a mask."""
    rows = np.arange(view.table.start, view.last + 1)
    plain: np.ndarray = (view.counts[rows] >= FILLED_LIKE_AN_ITEM) & (rows < view.cut)
    plain &= ~np.isin(rows, list(view.table.repeats))
    subject = view.subjects[0]
    plain &= _has_plain_subject(view.grid.columns[subject].taken(rows), view.headers[subject])
    waiting = plain.copy()  # rows whose first cell is still to be found
    several = view.counts[rows] >= _PLAINLY_FILLED
    for x in (place for place in view.inner if place < view.grid.width):
        column = view.grid.columns[x].taken(rows)
        here = waiting & (column.codes != 0)
        if here.any():
            first = Coded(np.where(here, column.codes, 0), column.distinct)
            surely = ~here | _is_no_beginning(first, LONGEST_SIGN if x == subject else None)
            plain &= surely if view.table.mapped.levels else surely | (several & _plain_beginnings(first))
            waiting &= ~here
    return plain


def _has_plain_subject(column: Coded[CellValue], headers: set[str]) -> np.ndarray:
    """In which rows the subject is a text that is no header and no note."""
    signs = "".join(sorted({sign for header in headers for sign in header if "\u4e00" <= sign <= "\u9fff"})) or "一"
    if isinstance(column.distinct, FileTexts):
        texts = column.distinct
        plain = texts.lengths > LONGEST_SIGN
        plain |= texts.matching(unlike_at_once(signs), ~plain)
        return texts.judged(plain, ~plain, lambda text: normal(text) not in headers and not NOTE.match(text)).take(column.codes)
    unlike = unlike_headers(signs).match
    by_code = [
        isinstance(value, str)
        and (len(value) > LONGEST_SIGN or unlike(value) is not None or (normal(value) not in headers and not NOTE.match(value)))
        for value in column.distinct
    ]
    return _by_row(by_code, column)


def unlike_headers(signs: str) -> re.Pattern[str]:
    """A text with an ideograph among its first that no header, made of these signs, has, and with which no note begins."""
    return re.compile(rf"(?={WORD_OF_BODY.pattern})[{signs}]*(?![{signs}])[\u4e00-\u9fff]")


def unlike_at_once(signs: str) -> str:
    """The same pattern in the grammar of RE2, which cannot look ahead, for a whole column at once."""
    others = r"\x{0}-\x{4dff}\x{a000}-\x{10ffff}"
    begins = "".join(sign for sign in signs if sign not in NOTES_BEGIN)
    after_sign = f"[{begins}][{signs}]*[^{signs}{others}]|" if begins else ""
    return f"^(?:{after_sign}[^{signs}{NOTES_BEGIN}{others}])"


def _is_no_beginning(column: Coded[CellValue], longest: int | None) -> np.ndarray:
    """In which rows stands no text, or one that is longer than any header, total or note."""
    if isinstance(column.distinct, FileTexts):
        lengths = column.distinct.lengths[column.codes]
        return np.asarray((lengths == 0) | (lengths > (lengths.max() if longest is None else longest)))
    return column.where(lambda value: not isinstance(value, str) or (longest is not None and len(value) > longest))


def _plain_beginnings(column: Coded[CellValue]) -> np.ndarray:
    """In which rows the first text, such as Y000017, can be no total, note, heading or header."""
    if isinstance(column.distinct, FileTexts):
        here = column.counts() > 0
        is_id = column.distinct.matching(f"^{_PLAIN_ID.pattern}$", here)
        return column.distinct.judged(is_id, here & ~is_id, _begins_plainly).take(column.codes)
    matches = _PLAIN_ID.fullmatch
    by_code = [isinstance(value, str) and (matches(value) is not None or _begins_plainly(value)) for value in column.distinct]
    return _by_row(by_code, column)


def _begins_plainly(first: str) -> bool:
    if len(first) > LONGEST_SIGN or not first.isalnum() or not any(char.isdigit() for char in first):
        return False
    return not WORDS_OF_TOTALS.search(first.casefold()) and not NOTE.match(first)


def _by_row(by_code: list[bool], column: Coded[CellValue]) -> np.ndarray:
    return np.array(by_code, dtype=bool).take(column.codes)
