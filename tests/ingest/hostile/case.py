"""One hostile file and what must come of it."""

from dataclasses import dataclass

LOADS = "loads"
ANY = ("*",)
CEILING = ("worker_time", "worker_memory")
"""For a file whose very point is a ceiling: the process is stopped, and the sentence says at which."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file; `outcomes` are refusal codes that would be right, `LOADS`, or `ANY`."""

    name: str
    content: bytes
    outcomes: tuple[str, ...]

    @property
    def is_slow(self) -> bool:
        """Whether it takes more than a quarter of a second of work: for the long run."""
        return self.name in _SLOW or self.name.startswith(_SLOW_GROUPS)


_SLOW_GROUPS = ("large_", "huge_", "message_parts_", "relations_many", "merge_1000")
_SLOW = frozenset(
    [
        "100_sheets.xlsx",
        "biff_200_sheets_one_place.xls",
        "cells_all_longest.xlsx",
        "headers_longest.xlsx",
        "html_span_million.html",
        "million_blank_rows.xlsx",
        "ods_columns_filled_many.ods",
        "ods_paragraphs.ods",
        "ods_repeated_rows_blank_many.ods",
        "ods_spaces.ods",
        "one_part_250_times.xlsx",
        "phases_all_different.xlsx",
        "random_letters_1000000.csv",
        "random_1000000.xlsx",
        "sheets_255_tables.xlsx",
        "text_quote_never_closed.csv",
    ]
)
