"""Filters in words, in links, and from one version to the next: a choice is never silently another one."""

from datetime import date
from typing import Any

import pytest

from lib.i18n import Language
from lib.metrics.filters import FilterOptions, Filters, Option
from lib.schema import Lamp
from lib.schema.lamp_rules import LampRule
from lib.ui import filter_choices, filters, links, session
from lib.ui.filters import DAY_KEY, carry_over, in_words, take_over_link, unknown_in_words, write_link
from lib.ui.session import Key
from lib.wording.lamps import LampWords

LAMPS = LampWords(Language.ZH, LampRule())
OPTIONS = FilterOptions(lamps=(Option("overdue", Lamp.OVERDUE.value),), units=(Option("u1", "教务处"),))


def test_nothing_chosen_is_nothing_named() -> None:
    assert in_words("tasks", Filters(), OPTIONS, LAMPS) == []


def test_a_status_of_tasks_is_not_named_where_opinions_are_counted() -> None:
    chosen = Filters(lamps=("overdue",), units=("u1",))

    assert [each.name for each in in_words("tasks", chosen, OPTIONS, LAMPS)] == ["责任部门", "状态"]
    assert [each.name for each in in_words("feedback", chosen, OPTIONS, LAMPS)] == ["责任部门"]
    assert [each.name for each in in_words("rectification", chosen, OPTIONS, LAMPS)] == ["责任部门"]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the session keeps, and what its link says under `link`."""
    kept: dict[str, Any] = {"link": {}}
    monkeypatch.setattr(links, "parameters", lambda: kept["link"])
    monkeypatch.setattr(session, "choose", kept.__setitem__)
    return kept


def test_a_link_that_asks_for_nothing_leaves_nothing_out(here: dict[str, Any]) -> None:
    assert take_over_link(OPTIONS) == ()
    assert list(here) == ["link"]


def test_what_a_link_asks_for_is_chosen_and_what_is_not_here_is_told(here: dict[str, Any]) -> None:
    here["link"] = {"lamp": ["overdue", "l1"], "unit": ["u9"], "day": ["2014-13-01"]}

    assert take_over_link(OPTIONS) == ("units", "lamps", "day")
    assert here["filter_lamps"] == ["overdue"]
    assert "filter_units" not in here


@pytest.mark.parametrize("day", ["1989-12-31", "2101-01-01"])
def test_a_day_of_a_year_in_which_no_plan_lies_is_not_here(here: dict[str, Any], day: str) -> None:
    here["link"] = {"day": [day]}

    assert take_over_link(OPTIONS) == ("day",)
    assert filters.DAY_KEY not in here


@pytest.mark.parametrize(
    ("written", "unknown"), [("u2~3", ()), ("u2", ()), ("u2~2", ("units",)), ("u2~", ("units",)), ("u4~3", ("units",))]
)
def test_a_place_in_a_list_that_has_become_longer_or_shorter_is_not_here(
    here: dict[str, Any], written: str, unknown: tuple[str, ...]
) -> None:
    here["link"] = {"unit": [written]}

    assert take_over_link(options("总务处", "教务处", "政教处")) == unknown
    assert here.get("filter_units") == (None if unknown else ["u2"])


def test_a_link_says_of_how_many_a_place_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(links, "write", told.append)
    chosen = Filters(units=("u2",), lamps=("overdue",))

    write_link(chosen, options("总务处", "教务处", "政教处"), None, Language.ZH, {})

    assert told == [{"unit": ["u2~3"], "lamp": ["overdue"]}]


def options(*units: str) -> FilterOptions:
    """A board on which these units can be chosen."""
    return FilterOptions(lamps=OPTIONS.lamps, units=tuple(Option(f"u{place}", unit) for place, unit in enumerate(units, start=1)))


def test_what_is_chosen_stays_the_same_names_where_another_version_numbers_them_otherwise(kept: dict[str, Any]) -> None:
    kept |= {"filter_units": ["u1", "u2"], "filter_lamps": ["overdue"], Key.FILTERS: {"filter_units": ["u2"]}}
    carry_over(options("总务处", "教务处"))

    carry_over(options("政教处", "教务处", "办公室", "总务处"))
    assert kept["filter_units"] == ["u2", "u4"]
    assert kept["filter_lamps"] == ["overdue"]
    assert kept[Key.FILTERS] == {"filter_units": ["u2"]}

    carry_over(options("办公室", "教务处"))
    assert kept["filter_units"] == ["u2"]


def test_what_others_hang_on_a_link_is_no_filter(here: dict[str, Any]) -> None:
    here["link"] = {"from": ["singlemessage"], "isappinstalled": ["0"], "unit": ["u1"]}

    assert take_over_link(OPTIONS) == ()


def test_the_filter_is_named_and_never_what_a_stranger_wrote_into_the_link() -> None:
    assert unknown_in_words(("units", "day"), Language.ZH) == "链接里有这个看板上找不到的内容（责任部门、截至日期），没有按它显示。"


def overview_then_tasks(kept: dict[str, Any], before: dict[str, Any], on_tasks: dict[str, Any]) -> None:
    """The rest of the overview's list of late tasks was looked at with `on_tasks` chosen, and the overview opened again."""
    kept.update(before)
    filter_choices.keep("overview", filter_choices.current())
    filter_choices.choose_on_the_way("lamps", ["overdue"])
    filter_choices.bring_back("tasks")
    kept.update(on_tasks)
    filter_choices.keep("tasks", filter_choices.current())
    filter_choices.bring_back("feedback")
    filter_choices.keep("feedback", filter_choices.current())
    filter_choices.bring_back("overview")


@pytest.mark.parametrize("before", [{}, {"filter_units": ["u1"]}, {"filter_lamps": ["done"]}])
def test_whoever_looked_at_the_rest_of_a_list_finds_the_page_as_they_left_it(kept: dict[str, Any], before: dict[str, Any]) -> None:
    overview_then_tasks(kept, before, {})

    assert filter_choices.current() == before


def test_what_was_chosen_beside_it_meanwhile_stays_chosen(kept: dict[str, Any]) -> None:
    overview_then_tasks(kept, {}, {"filter_units": ["u2"]})

    assert filter_choices.current() == {"filter_lamps": ["overdue"], "filter_units": ["u2"]}


def test_the_way_back_is_gone_once(kept: dict[str, Any]) -> None:
    overview_then_tasks(kept, {}, {})
    kept["filter_lamps"] = ["overdue"]
    filter_choices.keep("overview", filter_choices.current())
    filter_choices.bring_back("tasks")
    filter_choices.keep("tasks", filter_choices.current())
    filter_choices.bring_back("overview")

    assert filter_choices.current() == {"filter_lamps": ["overdue"]}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, kept: dict[str, Any]) -> dict[str, Any]:
    """What the session keeps; the field of the as-of day gives back what stands under its key, as the framework's does."""
    monkeypatch.setattr(filters.st, "date_input", lambda _label, *, key, **_said: kept.get(key))
    return kept


def test_the_field_takes_the_years_of_which_a_plan_is_read_whatever_the_clocks_day_is(
    drawn: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left to the framework it refuses, without a word, a day more than ten years from the clock's: every day of the sample."""
    said: dict[str, Any] = {}
    monkeypatch.setattr(filters.st, "date_input", lambda _label, **told: said.update(told))

    filters._day("overview", Language.ZH)

    assert (said["min_value"], said["max_value"]) == (date(1990, 1, 1), date(2100, 12, 31))


def test_a_day_that_was_cleared_stays_cleared_whatever_the_browser_keeps_of_its_field(drawn: dict[str, Any]) -> None:
    """In a closed popover the browser keeps what a field showed last, and sends it with the next click."""
    filters._day("overview", Language.ZH)
    (field,) = (name for name in drawn if name.startswith(f"{DAY_KEY}_"))
    drawn[field] = date(2014, 5, 20)  # the reader's hand
    filters._day("overview", Language.ZH)
    assert filter_choices.current() == {DAY_KEY: date(2014, 5, 20)}

    filter_choices.forget()
    filters._day("overview", Language.ZH)
    drawn[field] = date(2014, 5, 20)  # what comes with the next click
    filters._day("overview", Language.ZH)

    assert filter_choices.current() == {}


def test_a_day_that_a_link_or_another_page_chose_stands_in_the_field_and_may_be_cleared_there(drawn: dict[str, Any]) -> None:
    filters._day("overview", Language.ZH)
    drawn[DAY_KEY] = date(2014, 5, 20)
    filters._day("overview", Language.ZH)
    (field,) = (name for name in drawn if name.startswith(f"{DAY_KEY}_"))
    assert drawn[field] == drawn[DAY_KEY] == date(2014, 5, 20)

    drawn[field] = None
    filters._day("overview", Language.ZH)

    assert filter_choices.current() == {}


def test_a_day_that_a_link_chose_stays_on_the_next_page_where_the_framework_forgets_it(drawn: dict[str, Any]) -> None:
    drawn[DAY_KEY] = date(2014, 5, 1)
    filters._day("overview", Language.ZH)
    (field,) = (name for name in drawn if name.startswith(f"{DAY_KEY}_"))
    del drawn[field]

    filters._day("tasks", Language.ZH)

    assert filter_choices.current() == {DAY_KEY: date(2014, 5, 1)}
