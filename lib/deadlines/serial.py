"""Excel's day numbers: 41718 is 2014-03-20 where the workbook counts from 1900."""

from datetime import date, timedelta

_EPOCH_1900 = date(1899, 12, 30)  # Excel believes in 1900-02-29, so days before March 1900 are one off and not offered
_EPOCH_1904 = date(1904, 1, 1)
_FIRST, _LAST = 61, 2958465


def day_of_serial(number: float, date1904: bool = False) -> date | None:
    """The day of a serial number, its time of day dropped; None where it is none."""
    if not _FIRST <= number <= _LAST:
        return None
    try:
        return (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(days=int(number))
    except OverflowError:
        return None
