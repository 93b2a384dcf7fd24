"""What a click has to say at the head of the next run, once."""

from dataclasses import dataclass

import streamlit as st

from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.ui import session
from lib.ui.literal import literal


@dataclass(frozen=True, slots=True)
class Said:
    """What the next run is to say once at its head: a message with its facts, good or bad."""

    key: str
    facts: tuple[tuple[str, str | int], ...] = ()
    is_fault: bool = False


def say(said: Said) -> None:
    """Leave a message for the next run."""
    session.choose(session.Key.SAID, said)


def say_fault(fault: PhaseboardError, key: str = "") -> None:
    """Leave a refusal for the next run, in its own sentence or another."""
    facts = tuple((name, str(value)) for name, value in fault.facts.items())
    say(Said(key or f"{fault.room}.{fault.code}", facts, is_fault=True))


def show(language: Language) -> None:
    """The message left by the last run, if any, once."""
    said: Said | None = session.forget(session.Key.SAID)
    if said is not None:
        (st.error if said.is_fault else st.success)(literal(text(language, said.key, None, **dict(said.facts))))
