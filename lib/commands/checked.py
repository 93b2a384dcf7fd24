"""What `check` says about one file, as it comes back from the worker process; loads nothing that opens a file.

A large ledger gives an answer of many megabytes, which the serving side only passes on: so it is bytes, piece by piece, which come as views and arrive as byte arrays.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What is asked of a file that was read."""

    JSON = "json"
    REPORT = "report"  # for a person
    COUNTS = "counts"  # no answer, for a line of a folder's table


Piece = bytes | bytearray | memoryview


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was read."""

    status: str  # "ok", "warnings" or "errors"
    answer: tuple[Piece, ...]  # UTF-8; empty where only the counts were asked for
    tasks: int
    feedback: int
    findings: tuple[int, ...]  # by severity, the worst first


def refusal_of(reason: str) -> dict[str, object]:
    """The answer about a file that was refused."""
    return {
        "status": "refused",
        "reason": reason,
        "title": None,
        "year": None,
        "year_source": "none",
        "year_evidence": "",
        "as_of": None,
        "sheets": [],
        "phases": [],
        "tasks": [],
        "feedback": [],
        "findings": [],
    }
