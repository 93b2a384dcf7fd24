"""The draft of a session: a file that was dropped, read and not published, and what was said about it by hand.

It lives in the session alone until it is published, so that nobody else sees it and a database that is gone for a
while takes nothing away.
"""

from dataclasses import dataclass, replace

from lib.desk.opening import Opened
from lib.matching import Correction
from lib.ui import state

_KEY = "draft"
_LAST = "last_file"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was dropped: the workbook read from `data`, the version it may follow, and corrections of doubtful rows."""

    opened: Opened
    data: bytes
    base: int | None
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class LastFile:
    """The file that was dropped last, also after its draft was given up."""

    name: str
    data: bytes


def draft() -> Draft | None:
    """The session's draft; None where nothing is dropped."""
    kept: Draft | None = state.chosen(_KEY)
    return kept if kept is not None and kept.opened is state.opened() else None


def keep(opened: Opened, data: bytes, base: int | None) -> None:
    """Look at this draft from now on."""
    state.keep_opened(opened)
    state.choose(_KEY, Draft(opened, data, base))


def discard() -> None:
    """Go back to what is published; the file stays at hand."""
    state.keep_opened(None)
    state.choose(_KEY, None)


def follow(base: int | None) -> None:
    """Compare the draft with this version from now on."""
    kept = draft()
    if kept is not None:
        state.choose(_KEY, replace(kept, base=base))


def correct(new: str, correction: Correction | None) -> None:
    """Keep what was said about one new row; None takes it back."""
    kept = draft()
    if kept is not None:
        others = tuple(each for each in kept.corrections if each.new != new)
        state.choose(_KEY, replace(kept, corrections=(*others, correction) if correction else others))


def take_up(name: str, data: bytes) -> None:
    """Keep the file that was dropped last, also if it is refused: it may be read once its columns are named."""
    state.choose(_LAST, LastFile(name, data))


def last_file() -> LastFile | None:
    """The file that was dropped last."""
    kept: LastFile | None = state.chosen(_LAST)
    return kept
