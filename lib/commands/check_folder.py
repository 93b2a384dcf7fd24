"""What `check` prints for a folder: one line a file, its columns aligned."""

import unicodedata
from collections.abc import Sequence

from lib.i18n import Language, text


def folder_table(rows: Sequence[tuple[str, ...]], language: Language) -> str:
    """One line a file, columns aligned for full-width characters too."""
    head = tuple(text(language, f"check.folder.{name}") for name in ("head", "status", "tasks", "feedback", "findings"))
    table = [head, *rows]
    widths = [max(_width(row[place]) for row in table) for place in range(len(head) - 1)]
    return "\n".join("  ".join([*(_padded(row[place], width) for place, width in enumerate(widths)), row[-1]]) for row in table)


def _width(value: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in value)


def _padded(value: str, width: int) -> str:
    return value + " " * (width - _width(value))
