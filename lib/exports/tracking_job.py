"""What the worker process does to make a tracking workbook; only `lib.isolation` calls it, in that process."""

from lib.errors import Refused
from lib.exports.package import CannotAdd, Unsafe
from lib.exports.tracking_book import tracking_book
from lib.exports.tracking_form import TrackingBook, TrackingRequest
from lib.ingest.read import Limits


def extend(data: bytes, request: TrackingRequest, limits: Limits) -> TrackingBook:
    """The worker's job: a tracking workbook out of one file.

    A file that is damaged where reading did not look is no reason to stop: a workbook is made anew then.
    """
    try:
        return TrackingBook(*tracking_book(data, request, limits))
    except CannotAdd as fault:
        return TrackingBook(reason=fault.reason)
    except Refused:
        return TrackingBook(reason=Unsafe.STRUCTURE)
