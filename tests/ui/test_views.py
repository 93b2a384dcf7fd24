"""The view within a page stands in the link, so that whoever gets the link sees the same."""

from typing import Any

import pytest

from lib.i18n import LANGUAGES
from lib.i18n.catalogue import messages
from lib.ui import state, views


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session keeps, and what its link says under `link`."""
    kept: dict[str, Any] = {"link": {}}
    monkeypatch.setattr(state, "link", lambda: kept["link"])
    monkeypatch.setattr(state, "choose", kept.__setitem__)
    monkeypatch.setattr(state, "chosen_section", lambda page: kept.get(state.section_key(page)))
    return kept


def test_a_link_without_a_view_chooses_none(session: dict[str, Any]) -> None:
    views.take_over_link("tasks")

    assert state.section_key("tasks") not in session


def test_a_link_opens_the_view_that_it_names(session: dict[str, Any]) -> None:
    session["link"] = {"view": ["wall"]}
    views.take_over_link("tasks")

    assert session[state.section_key("tasks")] == "wall"


@pytest.mark.parametrize(("page", "view"), [("tasks", "ledger"), ("feedback", "<script>"), ("meeting", "list")])
def test_a_view_that_the_page_does_not_have_says_nothing(session: dict[str, Any], page: str, view: str) -> None:
    session["link"] = {"view": [view]}
    views.take_over_link(page)

    assert state.section_key(page) not in session


def test_the_first_view_needs_no_word_in_the_link_and_another_has_one(session: dict[str, Any]) -> None:
    assert views.link_parameters("rectification") == {"view": ()}
    session[state.section_key("rectification")] = "picture"
    assert views.link_parameters("rectification") == {"view": ()}
    session[state.section_key("rectification")] = "ledger"
    assert views.link_parameters("rectification") == {"view": ("ledger",)}


def test_every_view_has_its_name_on_the_page() -> None:
    named = [f"ui.section.{page}.{view}" for page, found in views.VIEWS.items() for view in found]

    assert [(language, name) for language in LANGUAGES for name in named if name not in messages(language)] == []
