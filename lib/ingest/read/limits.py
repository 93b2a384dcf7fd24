"""How much one file may cost before it is refused.

Sizes are bytes, time is seconds of wall clock for one file, the start of a cold worker included. An
honest workbook of 100,000 rows takes a quarter of the default time, a file that stalls is given up.
`check` gives what its start has left of ten seconds; a server that accepts larger workbooks passes a
longer time; nothing else changes.
"""

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """The ceilings of one reading.

    `cells` counts cells with a value on all sheets, `area` the rectangle around the used cells of one
    sheet, blanks included. A cell further than `gap_rows` or `gap_columns` from the rest is left out.
    """

    file_bytes: int = 50 * _MEGABYTE
    unpacked_bytes: int = 500 * _MEGABYTE
    memory_bytes: int = 1500 * _MEGABYTE
    seconds: float = 8.0
    entries: int = 20_000
    sheets: int = 255
    cells: int = 4_000_000
    area: int = 8_000_000
    merges: int = 100_000
    gap_rows: int = 2_000
    gap_columns: int = 500
    answer_bytes: int = 400 * _MEGABYTE


DEFAULT_LIMITS = Limits()
