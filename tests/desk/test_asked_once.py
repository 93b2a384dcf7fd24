"""What is asked of every row of a large board is asked once, however many units, groups or figures want to know it."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lib.access import disclose, opinions, scope
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.desk.reporting import report
from lib.desk.shelf import open_shelf
from lib.i18n import Language
from lib.metrics import ledger, units
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import Settings
from tests.builders import make_feedback, make_workbook

WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)


def counted(monkeypatch: pytest.MonkeyPatch, room: Any, name: str) -> list[str]:
    """The list that gets one more with every call of a function."""
    calls: list[str] = []
    asked: Callable[..., Any] = getattr(room, name)

    def ask(*arguments: Any, **named: Any) -> Any:
        calls.append(name)
        return asked(*arguments, **named)

    monkeypatch.setattr(room, name, ask)
    return calls


def board(of_units: int) -> Board:
    """A board on which each of so many units has one problem."""
    feedback = make_feedback(role="rectification", owner_unit=[f"单位{n}" for n in range(of_units)], status="open")
    return Board(disclose(make_workbook(feedback=feedback), Audience.PUBLIC), Filters(), date(2014, 6, 10))


def test_the_problems_of_all_units_are_counted_at_once(monkeypatch: pytest.MonkeyPatch):
    calls = counted(monkeypatch, units, "totals_by")
    many = board(30)

    made = report(many, Opened(make_workbook(), "x", "x.xlsx"), ("units",), "", Language.ZH)

    assert len(made.sections[0].tables[0].cells) == 30 + 1  # and the tasks that name no unit
    assert calls == ["totals_by"]


def test_both_rates_of_all_groups_are_counted_at_once(monkeypatch: pytest.MonkeyPatch):
    calls = counted(monkeypatch, ledger, "totals_by")

    assert len(board(30).rectification_view.by_unit) == 30
    assert calls == ["totals_by"]


def test_a_publish_asks_once_whose_matter_a_row_is_and_follows_each_number_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    persons, links = counted(monkeypatch, opinions, "is_about_person"), counted(monkeypatch, scope, "linked_numbers")
    draft = Opened(make_workbook(feedback=make_feedback(3, group="教师")), "draft", "x.xlsx")
    with closing(open_shelf(Settings(database_url=str(tmp_path / "board.db")))) as shelf:
        shelf.publish("main", "", draft, b"x", who="office", when=WHEN, note="", base_version=None)

    assert (persons, links) == (["is_about_person"], ["linked_numbers"])
