"""What the worker process does to mark a file up; only `lib.isolation` calls it, in that process."""

from lib.errors import Refused
from lib.exports.marked_book import marked_book
from lib.exports.marked_sheet import MarkedBook, MarkedLines, MarkedWords
from lib.exports.marked_sorting import ProposalSheet
from lib.exports.package import CannotAdd, Unsafe
from lib.ingest.read import Limits


def mark_up(data: bytes, lines: MarkedLines, words: MarkedWords, proposals: ProposalSheet, limits: Limits) -> MarkedBook:
    """Mark one file up.

    A file that is damaged where reading did not look is no reason to stop: the findings go another way then.
    """
    try:
        return MarkedBook(*marked_book(data, lines, words, proposals, limits))
    except CannotAdd as fault:
        return MarkedBook(reason=fault.reason)
    except Refused:
        return MarkedBook(reason=Unsafe.STRUCTURE)
