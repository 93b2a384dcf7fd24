"""Any sequence of publishing, restoring, marking, remembering and reopening is what a simple list says it is."""

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from lib.errors import Conflict, NotStored
from lib.store import ColumnChoice, PublishStatus, Store, open_store
from tests.store.samples import WHEN, WHO, assert_same, nth_bytes, nth_workbook, publish_nth

CONTENTS = st.integers(1, 4)
HEADERS = st.sampled_from(["谁来办", "啥时候完", "备注二"])
EXAMPLES = 200 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 8
_BOARDS = itertools.count(1)


@dataclass
class Model:
    """A board as a person would keep it on paper: the content of each version, and what was said of it."""

    contents: list[int] = field(default_factory=list)
    restored: list[int | None] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    meetings: list[tuple[int, str]] = field(default_factory=list)
    year: int | None = None
    columns: dict[str, str] = field(default_factory=dict)


class History(RuleBasedStateMachine):
    """The store beside the model; the database is kept between runs and each run has a board of its own."""

    address = ""
    keeper: "list[Store]"

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.code = f"board-{next(_BOARDS)}"
        self.turn = 0

    @property
    def store(self) -> Store:
        return self.keeper[0]

    def now(self) -> Any:
        self.turn += 1
        return WHEN + timedelta(minutes=self.turn)

    @initialize()
    def make_the_board(self) -> None:
        self.store.create_board(self.code, "板", who=WHO, when=WHEN)

    @rule(content=CONTENTS, behind=st.sampled_from([0, 0, 0, 1, 2]))
    def publish(self, content: int, behind: int) -> None:
        current = len(self.model.contents)
        base = current - behind
        if self.model.contents and self.model.contents[-1] == content:
            again = publish_nth(self.store, content, base, board=self.code)
            assert (again.status, again.version.number) == (PublishStatus.ALREADY, current)
        elif behind:
            with pytest.raises(Conflict) as conflict:
                publish_nth(self.store, content, base, board=self.code)
            assert conflict.value.current == (current or None)
        else:
            published = publish_nth(self.store, content, base or None, board=self.code)
            assert (published.status, published.version.number) == (PublishStatus.PUBLISHED, current + 1)
            self.add(content, None, f"第{content}次")

    @precondition(lambda self: self.model.contents)
    @rule(data=st.data(), is_behind=st.booleans())
    def restore(self, data: st.DataObject, is_behind: bool) -> None:
        current = len(self.model.contents)
        number = data.draw(st.integers(1, current))
        wish: dict[str, Any] = {"who": "乙", "when": self.now(), "note": "退回", "base_version": current - is_behind}
        content = self.model.contents[number - 1]
        if content == self.model.contents[-1]:
            assert self.store.restore(self.code, number, **wish).status is PublishStatus.ALREADY
        elif is_behind:
            with pytest.raises(Conflict):
                self.store.restore(self.code, number, **wish)
        else:
            assert self.store.restore(self.code, number, **wish).version.number == current + 1
            self.add(content, number, "退回")

    def add(self, content: int, restored: int | None, note: str) -> None:
        self.model.contents.append(content)
        self.model.restored.append(restored)
        self.model.notes.append(note)

    @rule(number=st.integers(1, 6), name=st.sampled_from(["周会", "月会", ""]))
    def mark(self, number: int, name: str) -> None:
        if number > len(self.model.contents):
            with pytest.raises(NotStored):
                self.store.mark_meeting(self.code, number, name, who=WHO, when=self.now())
            return
        self.store.mark_meeting(self.code, number, name, who=WHO, when=self.now())
        self.model.meetings.append((number, name))

    @rule(year=st.none() | st.integers(2010, 2020))
    def remember_year(self, year: int | None) -> None:
        self.store.remember_year(self.code, year, who=WHO, when=self.now())
        self.model.year = year

    @rule(choices=st.dictionaries(HEADERS, st.sampled_from(["owner", "due_text", ""])))
    def remember_columns(self, choices: dict[str, str]) -> None:
        kept = [ColumnChoice("tasks", header, column) for header, column in choices.items()]
        self.store.remember_columns(self.code, kept, who=WHO, when=self.now())
        self.model.columns = choices

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.keeper[0] = open_store(self.address)

    @precondition(lambda self: self.model.contents)
    @rule(data=st.data())
    def open_any(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.model.contents)))
        content = self.model.contents[number - 1]

        assert_same(self.store.open_version(self.code, number), nth_workbook(content))
        assert self.store.original(self.code, number).data == nth_bytes(content)

    @invariant()
    def tells_what_the_model_tells(self) -> None:
        if not any(board.code == self.code for board in self.store.boards()):
            return
        versions = self.store.list_versions(self.code)[::-1]
        board = self.store.board(self.code)

        assert [version.number for version in versions] == list(range(1, len(self.model.contents) + 1))
        assert [version.file_name for version in versions] == [f"第{content}周.xlsx" for content in self.model.contents]
        assert [version.restored_from for version in versions] == self.model.restored
        assert [version.note for version in versions] == self.model.notes
        assert [(mark.version, mark.name) for mark in self.store.meetings(self.code)] == self.model.meetings[::-1]
        assert (board.current, board.year) == (len(versions) or None, self.model.year)
        assert {choice.header: choice.column for choice in self.store.columns(self.code)} == self.model.columns
        assert self.store.current(self.code) == (versions[-1] if versions else None)


@pytest.fixture
def machine(made_address: str) -> Iterator[type[History]]:
    """The machine on one database."""
    keeper = [open_store(made_address)]
    yield type("HistoryHere", (History,), {"address": made_address, "keeper": keeper})
    keeper[0].close()


def test_any_sequence_of_acts_is_what_a_simple_list_says(machine: type[History]) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)),
    )
