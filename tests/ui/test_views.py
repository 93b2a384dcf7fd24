"""The view within a page stands in the link, so that whoever gets the link sees the same."""

from typing import Any

import pytest

from lib.i18n import LANGUAGES, Language
from lib.i18n.catalogue import messages
from lib.ui import links, session, views


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session keeps, and what its link says under `link`."""
    kept: dict[str, Any] = {"link": {}}
    monkeypatch.setattr(links, "parameters", lambda: kept["link"])
    monkeypatch.setattr(session, "choose", kept.__setitem__)
    monkeypatch.setattr(views, "chosen_section", lambda page: kept.get(views.section_key(page)))
    return kept


def test_a_link_without_a_view_chooses_none(here: dict[str, Any]) -> None:
    views.take_over_link("tasks")

    assert views.section_key("tasks") not in here


def test_a_link_opens_the_view_that_it_names(here: dict[str, Any]) -> None:
    here["link"] = {"view": ["wall"]}
    views.take_over_link("tasks")

    assert here[views.section_key("tasks")] == "wall"


@pytest.mark.parametrize(("page", "view"), [("tasks", "ledger"), ("feedback", "<script>"), ("meeting", "list")])
def test_a_view_that_the_page_does_not_have_says_nothing(here: dict[str, Any], page: str, view: str) -> None:
    here["link"] = {"view": [view]}
    views.take_over_link(page)

    assert views.section_key(page) not in here


def test_the_first_view_needs_no_word_in_the_link_and_another_has_one(here: dict[str, Any]) -> None:
    assert views.link_parameters("rectification") == {"view": ()}
    here[views.section_key("rectification")] = "picture"
    assert views.link_parameters("rectification") == {"view": ()}
    here[views.section_key("rectification")] = "ledger"
    assert views.link_parameters("rectification") == {"view": ("ledger",)}


def test_the_page_of_data_names_its_view_and_language_and_keeps_what_else_its_link_says(
    here: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[dict[str, Any]] = []
    monkeypatch.setattr(links, "write", written.append)
    here["link"] = {"board": ["b2"]}
    for section, language in (("versions", Language.EN), ("accounts", Language.ZH), ("contents", Language.ZH)):
        here[views.section_key("data")] = section
        views.keep_in_link("data", language)

    assert written == [{"board": ["b2"], "view": ("versions",), "lang": ("en",)}, {"board": ["b2"]}, {"board": ["b2"]}]


def test_every_view_has_its_name_on_the_page() -> None:
    named = [f"ui.section.{page}.{view}" for page, found in views.VIEWS.items() for view in found]

    assert [(language, name) for language in LANGUAGES for name in named if name not in messages(language)] == []
