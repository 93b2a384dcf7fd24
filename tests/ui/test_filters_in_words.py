"""A page names the filters that say something on it, and no other."""

from dataclasses import fields
from typing import Any

import pytest

from lib.i18n import Language
from lib.metrics.filters import FilterOptions, Filters, Option
from lib.schema import Lamp
from lib.schema.lamp_rules import LampRule
from lib.ui import state
from lib.ui.filters import in_words, take_over_link, unknown_in_words
from lib.wording.lamps import LampWords

LAMPS = LampWords(Language.ZH, LampRule())
NOTHING = {field.name: () for field in fields(FilterOptions)}
OPTIONS = FilterOptions(**{**NOTHING, "lamps": (Option("overdue", Lamp.OVERDUE.value),), "units": (Option("u1", "教务处"),)})


def test_nothing_chosen_is_nothing_named() -> None:
    assert in_words("tasks", Filters(), OPTIONS, LAMPS) == []


def test_a_status_of_tasks_is_not_named_where_opinions_are_counted() -> None:
    chosen = Filters(lamps=("overdue",), units=("u1",))

    assert [each.name for each in in_words("tasks", chosen, OPTIONS, LAMPS)] == ["责任部门", "状态"]
    assert [each.name for each in in_words("feedback", chosen, OPTIONS, LAMPS)] == ["责任部门"]
    assert [each.name for each in in_words("rectification", chosen, OPTIONS, LAMPS)] == ["责任部门"]


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session keeps, and what its link says under `link`."""
    kept: dict[str, Any] = {"link": {}}
    monkeypatch.setattr(state, "link", lambda: kept["link"])
    monkeypatch.setattr(state, "choose", kept.__setitem__)
    return kept


def test_a_link_that_asks_for_nothing_leaves_nothing_out(session: dict[str, Any]) -> None:
    assert take_over_link(OPTIONS) == ()
    assert list(session) == ["link"]


def test_what_a_link_asks_for_is_chosen_and_what_is_not_here_is_told(session: dict[str, Any]) -> None:
    session["link"] = {"lamp": ["overdue", "l1"], "unit": ["u9"], "day": ["2014-13-01"]}

    assert take_over_link(OPTIONS) == ("units", "lamps", "day")
    assert session["filter_lamps"] == ["overdue"]
    assert "filter_units" not in session


def test_what_others_hang_on_a_link_is_no_filter(session: dict[str, Any]) -> None:
    session["link"] = {"from": ["singlemessage"], "isappinstalled": ["0"], "unit": ["u1"]}

    assert take_over_link(OPTIONS) == ()


def test_the_filter_is_named_and_never_what_a_stranger_wrote_into_the_link() -> None:
    assert unknown_in_words(("units", "day"), Language.ZH) == "链接里有这个看板上找不到的内容（责任部门、截至日期），没有按它筛选。"
