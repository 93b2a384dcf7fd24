"""A page names the filters that say something on it, and no other."""

from dataclasses import fields

from lib.i18n import Language
from lib.metrics.filters import FilterOptions, Filters, Option
from lib.schema import Lamp
from lib.schema.lamp_rules import LampRule
from lib.ui.filters import in_words
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
