"""Who looks: the person, the audience that they look as, what they may, their language."""

import time

import streamlit as st

from lib.i18n import Language
from lib.identity import Identity, Right, SignIn
from lib.schema import Audience
from lib.ui import gate, session

_SAME_RUN_SECONDS = 1.0


def language() -> Language:
    """The session's language: the switch, else the link, else Chinese."""
    chosen = session.chosen(session.Key.LANGUAGE)
    if chosen is None:
        chosen = st.query_params.get("lang")
    return Language(chosen) if chosen in tuple(Language) else Language.ZH


def identity() -> Identity:
    """Who stands behind this session; asked for anew by every run, in a long one each second, and at once when a browser comes back to it."""
    kept: tuple[Identity, float, object] | None = session.chosen(session.Key.IDENTITY)
    moment, connection = time.monotonic(), gate.connection()
    if kept is None or moment - kept[1] > _SAME_RUN_SECONDS or connection != kept[2]:
        kept = (gate.of_session(), moment, connection)
        if kept[0].may_look:
            _belong_to(kept[0].account)
        session.choose(session.Key.IDENTITY, kept)
    return kept[0]


def ask_again() -> None:
    """Ask anew who stands behind this session before anything else is shown to them."""
    session.forget(session.Key.IDENTITY)


def _belong_to(account: str) -> None:
    """When another person comes to the same window: what the last one dropped, chose and filtered is not theirs.

    Nobody in between, as after the end of a day, takes nothing away: they see nothing.
    """
    if session.chosen(session.Key.OWNER) not in (None, account):
        for key in session.names():
            if key != session.Key.LANGUAGE:
                session.forget(key)
    session.choose(session.Key.OWNER, account)


def audience() -> Audience:
    """The audience that the session looks as. Anything that its identity does not open falls back to what stands first."""
    allowed = allowed_audiences()
    chosen = session.chosen(session.Key.AUDIENCE)
    return Audience(chosen) if chosen in allowed else usual_audience()


def usual_audience() -> Audience:
    """What stands first: at the machine itself the widest, for it may hang on a wall; for somebody signed in what their role
    opens, but matters of one person only when they are asked for."""
    asking = identity()
    if asking.local:
        return Audience.PUBLIC
    return max((each for each in asking.audiences if each is not Audience.HEAD), key=tuple(Audience).index)


def allowed_audiences() -> tuple[Audience, ...]:
    """The audiences that this session may look as, widest first."""
    return identity().audiences


def may(right: Right) -> bool:
    """Whether this session's person may do this; what acts asks `gate.require` once more."""
    return identity().may(right)


def is_signed_in() -> bool:
    """Whether an account stands behind this session, and not just somebody at this machine or a visitor."""
    asking = identity()
    return asking.is_known and not asking.local


def why_closed() -> str:
    """Names the sentence that says why this session uploads nothing, and who does."""
    asking = identity()
    if is_signed_in():
        return "ui.upload.closed.role"
    return "ui.upload.closed" if asking.local or asking.how is SignIn.NONE else "ui.upload.closed.visitor"


def may_publish() -> bool:
    """Whether this visitor may drop, publish, mark and restore."""
    return may(Right.HANDLE)


def opens(board: str) -> bool:
    """Whether this session may open the board of this code."""
    return identity().opens(board)


def who() -> str:
    """The name that stands in the log."""
    return identity().account


def looked() -> frozenset[tuple[str, str]]:
    """The versions and narrow audiences of which the audit was told in this session."""
    kept: frozenset[tuple[str, str]] = session.chosen(session.Key.LOOKED) or frozenset()
    return kept


def note_looked(seen: tuple[str, str]) -> None:
    """The audit knows of this."""
    session.choose(session.Key.LOOKED, looked() | {seen})
