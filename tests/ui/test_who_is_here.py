"""Who stands behind a session is asked anew: each second of a long run, and at once when a browser comes back to it; what the last one
left is gone for the next, and an audience that was not offered is none.
"""

from dataclasses import dataclass
from typing import Any

import pytest

from lib.i18n import Language
from lib.identity import Identity, Role, SignIn
from lib.schema import Audience
from lib.ui import filter_choices, gate, looked_at, visitor
from lib.ui.session import Key

HEAD, VIEWER = (Identity(role, role, SignIn.PASSWORD, frozenset({role}), frozenset({"*"})) for role in (Role.HEAD, Role.VIEWER))
NOBODY = Identity("", "", SignIn.PASSWORD)


@dataclass
class Browser:
    """A window: what its session keeps; who comes by it, over which connection, when."""

    kept: dict[str, Any]
    person: Identity = HEAD
    connection: str = "first"
    second: float = 0.0


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch, kept: dict[str, Any]) -> Browser:
    here = Browser(kept)
    monkeypatch.setattr(gate, "of_session", lambda: here.person)
    monkeypatch.setattr(gate, "connection", lambda: here.connection)
    monkeypatch.setattr(visitor.time, "monotonic", lambda: here.second)
    return here


def test_within_one_run_a_person_is_asked_for_once(browser: Browser) -> None:
    assert visitor.identity() == HEAD
    browser.person, browser.second = VIEWER, 0.9

    assert visitor.identity() == HEAD


def test_after_a_second_who_it_is_is_asked_again(browser: Browser) -> None:
    visitor.identity()
    browser.person, browser.second = VIEWER, 1.1

    assert visitor.identity() == VIEWER


def test_whoever_comes_over_another_connection_is_asked_at_once(browser: Browser) -> None:
    visitor.identity()
    browser.person, browser.connection = VIEWER, "second"

    assert visitor.identity() == VIEWER


def test_what_one_person_left_is_gone_for_the_next_but_for_the_language(browser: Browser) -> None:
    visitor.identity()
    browser.kept |= {Key.OPENED: "a draft", "filter_units": ["u1"], Key.AUDIENCE: Audience.HEAD, Key.LANGUAGE: Language.EN}
    browser.person, browser.connection = VIEWER, "second"
    visitor.identity()

    assert looked_at.opened() is None
    assert filter_choices.current() == {}
    assert visitor.language() is Language.EN
    assert visitor.who() == VIEWER.account


def test_nobody_in_between_takes_nothing_away(browser: Browser) -> None:
    visitor.identity()
    browser.kept[Key.OPENED] = "a draft"
    for browser.person, browser.second in ((NOBODY, 2.0), (HEAD, 4.0)):
        visitor.identity()

    assert looked_at.opened() == "a draft"


@pytest.mark.parametrize(
    ("person", "chosen", "looked_as"),
    [
        (VIEWER, Audience.HEAD, Audience.ALL_MEMBERS),
        (VIEWER, "head", Audience.ALL_MEMBERS),
        (HEAD, Audience.HEAD, Audience.HEAD),
        (HEAD, "no audience", Audience.LEADING_GROUP),
        (HEAD, None, Audience.LEADING_GROUP),
    ],
)
def test_an_audience_that_was_not_offered_is_none(browser: Browser, person: Identity, chosen: object, looked_as: Audience) -> None:
    browser.person, browser.kept[Key.AUDIENCE] = person, chosen

    assert visitor.audience() is looked_as
