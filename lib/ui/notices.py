"""What a click has to say at the head of the next run, once."""

from dataclasses import dataclass

from lib.ui import session


@dataclass(frozen=True, slots=True)
class Said:
    """What the next run is to say once at its head: a message with its facts, good or bad."""

    key: str
    facts: tuple[tuple[str, str | int], ...] = ()
    is_fault: bool = False


def say(said: Said | None) -> None:
    """Leave a message for the next run."""
    session.choose(session.Key.SAID, said)


def take() -> Said | None:
    """The message left by the last run, once."""
    said: Said | None = session.forget(session.Key.SAID)
    return said
