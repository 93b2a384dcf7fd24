"""What the worker process does to take cells out of a file; only `lib.isolation` calls it, in that process."""

from lib.access.erasure import Erasure
from lib.errors import Refused
from lib.exports.package import CannotAdd, Unsafe
from lib.exports.redacted_book import RedactedBook, redacted_book
from lib.ingest.read import Limits


def redact(data: bytes, erasure: Erasure, limits: Limits) -> RedactedBook:
    """The same file without what goes, proved to hold none of it; or the reason why that cannot be had."""
    try:
        return RedactedBook(redacted_book(data, erasure, limits))
    except CannotAdd as fault:
        return RedactedBook(reason=fault.reason)
    except Refused:
        return RedactedBook(reason=Unsafe.STRUCTURE)
