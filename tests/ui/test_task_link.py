"""The task shown in full stands in the link and is opened from it; a link to a list of another length is not followed."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from lib.i18n import LANGUAGES
from lib.i18n.catalogue import messages
from lib.schema import Task
from lib.ui import links, looked_at, task_link

BOARD: Any = SimpleNamespace(states=pd.DataFrame({Task.REF: ["任务!4", "任务!5", "任务!9"]}))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the link says under `link`, and which row is shown in full under `row`."""
    kept: dict[str, Any] = {"link": {}, "row": None}
    monkeypatch.setattr(links, "parameters", lambda: kept["link"])
    monkeypatch.setattr(looked_at, "picked_row", lambda: kept["row"])
    monkeypatch.setattr(looked_at, "pick_row", lambda ref: kept.__setitem__("row", ref))
    return kept


def test_what_is_shown_in_full_is_opened_from_its_own_link(here: dict[str, Any]) -> None:
    here["row"] = "任务!9"
    said = task_link.link_parameters("tasks", BOARD)
    here.update(link={name: list(values) for name, values in said.items()}, row=None)

    assert (said, task_link.take_over_link("tasks", BOARD), here["row"]) == ({"task": ("t3~3",)}, (), "任务!9")


@pytest.mark.parametrize("code", ["t3~4", "t4~3", "t0~3", "3", "任务!9", "<script>", ""])
def test_a_task_that_is_not_here_is_told_and_no_other_is_shown(here: dict[str, Any], code: str) -> None:
    here["link"] = {"task": [code]}

    assert (task_link.take_over_link("tasks", BOARD), here["row"]) == (("task",), None)


@pytest.mark.parametrize(("page", "row"), [("tasks", None), ("tasks", "问题!9"), ("rectification", "任务!9")])
def test_where_no_task_is_shown_in_full_the_link_names_none(here: dict[str, Any], page: str, row: str | None) -> None:
    here["row"] = row

    assert task_link.link_parameters(page, BOARD) == {"task": ()}


def test_a_link_to_another_page_opens_no_task(here: dict[str, Any]) -> None:
    here["link"] = {"task": ["t1~3"]}

    assert (task_link.take_over_link("overview", BOARD), here["row"]) == ((), None)


def test_a_task_that_is_not_here_is_named_in_words() -> None:
    assert [language for language in LANGUAGES if "ui.filter.task" not in messages(language)] == []
