"""What a deadline phrase means: a kind, a window, and what is unsure about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lib.schema import DeadlineKind


class NoteLevel(StrEnum):
    """How much a reader should care."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class DeadlineNote:
    """One thing to be said about the reading of a phrase.

    `code` names the message `deadline.<code>` in the catalogues; `facts` fill its placeholders.
    """

    code: str
    level: NoteLevel
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A phrase and the window it means; late only after `end`.

    `start` is None where only the end is given, `end` is None where there is no end or it cannot be
    known. `text` is the phrase as written.
    """

    text: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    notes: tuple[DeadlineNote, ...] = ()
