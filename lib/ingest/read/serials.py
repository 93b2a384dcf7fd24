"""Serial day numbers as dates, in the 1900 and the 1904 system.

In the 1900 system day 60 is the 29th of February 1900, which never was; days before it count from
1899-12-31, days after it from 1899-12-30. What no calendar holds stays a number.
"""

import math
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from lib.ingest.model import CellValue
from lib.ingest.read.number_formats import Meaning

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's days have no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST = 2_958_466  # the day after 9999-12-31


def from_serial(serial: float, meaning: Meaning, is_1904: bool) -> float | date | datetime | time | timedelta:
    """A number under a date or time-span format as what it means; other numbers as they are.

    A whole number is a day, a fraction below one a time of day, anything else a moment.
    """
    if meaning not in (Meaning.DATE, Meaning.MONTH, Meaning.SPAN) or not math.isfinite(serial):
        return serial
    if meaning is Meaning.SPAN:
        return timedelta(seconds=round(serial * 86_400)) if abs(serial) < _LAST else serial
    if serial < 0 or serial >= _LAST - (1_462 if is_1904 else 0):
        return serial
    if serial < 1:
        return _time_of_day(serial)
    return _moment(serial, is_1904)


def _time_of_day(part: float) -> time:
    seconds = min(round(part * 86_400), 86_399)
    return time(seconds // 3600, seconds // 60 % 60, seconds % 60)


@lru_cache(maxsize=8_192)  # the same days stand in many cells
def _moment(serial: float, is_1904: bool) -> date | datetime:
    shift = 0 if is_1904 or serial >= 60 else 1
    moment = (_EPOCH_1904 if is_1904 else _EPOCH_1900) + timedelta(days=int(serial) + shift, seconds=round((serial % 1) * 86_400))
    return moment.date() if moment.time() == time(0) and serial == int(serial) else moment


def iso_moment(written: str) -> CellValue:
    """A date, a moment or a time as ISO writes it; other text as it is."""
    plain = written.strip().removesuffix("Z")
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            moment = read(plain)
        except ValueError:
            continue
        if isinstance(moment, (datetime, time)):
            return moment.replace(tzinfo=None)
        return moment
    return written
