"""The draft of a session: a file that was dropped, read and not published, and what was said about it by hand.

It lives in the session alone until it is published, so that nobody else sees it and a database that is gone for a
while takes nothing away.
"""

from dataclasses import dataclass, field, replace

from lib.desk.opening import Opened
from lib.errors import Refused
from lib.matching import Correction
from lib.store import Remembered
from lib.ui import looked_at, session

_KEY = "draft"
_LAST = "last_file"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was dropped: the workbook read from `data`, the version it may follow, and corrections of doubtful rows.

    `board` is the board whose version `base` is, None before the draft was compared with any. `said` holds each correction with the
    name of the version that it speaks of: a row's place means another row in another version. `memory` is what the board that it was read
    for remembered: year and columns beyond it were given by hand for this file.
    """

    opened: Opened
    data: bytes
    base: int | None
    board: str | None = None
    said: tuple[tuple[str, Correction], ...] = ()
    memory: Remembered = field(default_factory=Remembered)

    def corrections(self, against: str) -> tuple[Correction, ...]:
        """What was said of this draft's rows compared with that version."""
        return tuple(correction for version, correction in self.said if version == against)


@dataclass(frozen=True, slots=True)
class LastFile:
    """The file that was dropped last, also after its draft was given up."""

    name: str
    data: bytes


def draft() -> Draft | None:
    """The session's draft; None where nothing is dropped."""
    kept: Draft | None = session.chosen(_KEY)
    return kept if kept is not None and kept.opened is looked_at.opened() else None


def keep(opened: Opened, data: bytes, base: int | None, memory: Remembered) -> None:
    """Look at this draft from now on."""
    looked_at.keep_opened(opened)
    session.choose(_KEY, Draft(opened, data, base, memory=memory))


def discard() -> None:
    """Go back to what is published; the file stays at hand."""
    looked_at.keep_opened(None)
    session.choose(_KEY, None)


def follow(board: str, base: int | None) -> None:
    """Compare the draft with this version of this board from now on."""
    kept = draft()
    if kept is not None:
        session.choose(_KEY, replace(kept, board=board, base=base))


def correct(against: str, correction: Correction) -> None:
    """Keep what was said about one new row, compared with that version, in place of what was said before."""
    kept = draft()
    if kept is not None:
        others = tuple(each for each in kept.said if (each[0], each[1].new) != (against, correction.new))
        session.choose(_KEY, replace(kept, said=(*others, (against, correction))))


def take_back(against: str) -> None:
    """Forget what was said about rows compared with that version."""
    kept = draft()
    if kept is not None:
        session.choose(_KEY, replace(kept, said=tuple(each for each in kept.said if each[0] != against)))


def take_up(name: str, data: bytes) -> None:
    """Keep the file that was dropped last, also if it is refused: it may be read once its columns are named."""
    session.choose(_LAST, LastFile(name, data))


def last_file() -> LastFile | None:
    """The file that was dropped last."""
    kept: LastFile | None = session.chosen(_LAST)
    return kept


def taken() -> str | None:
    """The upload that was read last, so that a rerun does not read it again."""
    kept: str | None = session.chosen(session.Key.TAKEN)
    return kept


def take(upload: str) -> None:
    """Note that this upload has been read."""
    session.choose(session.Key.TAKEN, upload)


def refused() -> Refused | None:
    """Why the last file was refused, until another is read."""
    kept: Refused | None = session.chosen(session.Key.REFUSED)
    return kept


def refuse(fault: Refused | None) -> None:
    """Keep or clear the last refusal."""
    session.choose(session.Key.REFUSED, fault)
