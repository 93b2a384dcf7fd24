"""Any sequence of publishing, restoring, marking and reopening on two boards is what two simple lists say it is."""

import itertools
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.errors import Conflict, NotStored
from lib.ingest.model import ColumnChoice, Workbook
from lib.metrics.versions import VersionFigure
from lib.store import PublishStatus, Remembered, open_store
from tests.builders import make_tasks, make_workbook
from tests.store.samples import WHEN, WHO, assert_same

EXAMPLES = 200 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 6
BOARDS = st.sampled_from(["a", "b"])
MEMORIES = (Remembered(), Remembered(2014), Remembered(None, (ColumnChoice("tasks", "谁来办", "owner_unit"),)))
_RUNS = itertools.count(1)


@dataclass(frozen=True)
class Content:
    """What one publish brings: a plan of five tasks of which so many are done, and what was given by hand."""

    done: int
    memory: int

    @property
    def workbook(self) -> Workbook:
        return make_workbook(make_tasks(status=["done"] * self.done + ["in_progress"] * (5 - self.done)), file_name=f"{self.done}.xlsx")

    @property
    def data(self) -> bytes:
        return f"bytes {self.done}".encode()

    @property
    def draft(self) -> Opened:
        given = MEMORIES[self.memory]
        return Opened(self.workbook, "draft", f"{self.done}.xlsx", year=given.year, columns=given.columns)

    def is_same(self, other: "Content") -> bool:
        """Whether publishing the one over the other would change nothing: the year given by hand is in the workbook, or changed nothing."""
        return (self.data, self.draft.columns) == (other.data, other.draft.columns)


@dataclass
class Paper:
    """A board as a person would keep it on paper."""

    contents: list[Content] = field(default_factory=list)
    restored: list[int | None] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)
    year: int | None = None
    columns: tuple[ColumnChoice, ...] = ()
    acts: list[str] = field(default_factory=list)


class History(RuleBasedStateMachine):
    """The shelf beside the paper; the database is kept between runs and each run has boards of its own."""

    address = ""
    keeper: "list[Shelf]"

    def __init__(self) -> None:
        super().__init__()
        self.run = next(_RUNS)
        self.papers = {"a": Paper(), "b": Paper()}
        self.turn = 0

    @property
    def shelf(self) -> Shelf:
        return self.keeper[0]

    def code(self, board: str) -> str:
        return f"{board}-{self.run}"

    def now(self) -> datetime:
        self.turn += 1
        return WHEN + timedelta(minutes=self.turn)

    @rule(board=BOARDS, done=st.integers(0, 5), memory=st.integers(0, 2), behind=st.sampled_from([0, 0, 0, 1]))
    def publish(self, board: str, done: int, memory: int, behind: int) -> None:
        paper, content = self.papers[board], Content(done, memory)
        current = len(paper.contents)
        wish: dict[str, Any] = {"who": WHO, "when": self.now(), "note": str(done), "base_version": current - behind or None}
        is_behind = (wish["base_version"] or 0) != current
        if not paper.acts:
            paper.acts.append("create_board")
        if current and paper.contents[-1].is_same(content):
            again = self.shelf.publish(self.code(board), "板", content.draft, content.data, **wish)
            assert (again.status, again.version.number) == (PublishStatus.ALREADY, current)
        elif is_behind:
            with pytest.raises(Conflict) as conflict:
                self.shelf.publish(self.code(board), "板", content.draft, content.data, **wish)
            assert conflict.value.current == (current or None)
        else:
            published = self.shelf.publish(self.code(board), "板", content.draft, content.data, **wish)
            assert (published.status, published.version.number) == (PublishStatus.PUBLISHED, current + 1)
            paper.contents.append(content)
            paper.restored.append(None)
            paper.acts.append("publish")
            self.remember(paper, MEMORIES[memory])

    def remember(self, paper: Paper, given: Remembered) -> None:
        if given.year is not None and given.year != paper.year:
            paper.year = given.year
            paper.acts.append("remember_year")
        if given.columns != paper.columns:
            paper.columns = given.columns
            paper.acts.append("remember_columns")

    @rule(board=BOARDS, number=st.integers(1, 5), is_behind=st.sampled_from([False, False, True]))
    def restore(self, board: str, number: int, is_behind: bool) -> None:
        paper = self.papers[board]
        current = len(paper.contents)
        wish: dict[str, Any] = {"who": WHO, "when": self.now(), "note": "退回", "base_version": current - is_behind}
        if number > current:
            with pytest.raises(NotStored):
                self.shelf.restore(self.code(board), number, **wish)
        elif paper.contents[number - 1].is_same(paper.contents[-1]):
            assert self.shelf.restore(self.code(board), number, **wish).status is PublishStatus.ALREADY
        elif is_behind:
            with pytest.raises(Conflict):
                self.shelf.restore(self.code(board), number, **wish)
        else:
            assert self.shelf.restore(self.code(board), number, **wish).version.number == current + 1
            paper.contents.append(paper.contents[number - 1])
            paper.restored.append(number)
            paper.acts.append("restore")

    @rule(board=BOARDS, number=st.integers(1, 5), name=st.sampled_from(["周会", "月会"]))
    def mark(self, board: str, number: int, name: str) -> None:
        paper = self.papers[board]
        if number > len(paper.contents):
            with pytest.raises(NotStored):
                self.shelf.mark_meeting(self.code(board), number, name, who=WHO, when=self.now())
            return
        self.shelf.mark_meeting(self.code(board), number, name, who=WHO, when=self.now())
        paper.marks.append((number, name))
        paper.acts.append("mark_meeting")

    @rule()
    def reopen(self) -> None:
        self.shelf.close()
        self.keeper[0] = Shelf(open_store(self.address))

    @rule(board=BOARDS, number=st.integers(1, 5))
    def open_any(self, board: str, number: int) -> None:
        paper = self.papers[board]
        if number > len(paper.contents):
            with pytest.raises(NotStored):
                self.shelf.open(self.code(board), number)
            return
        content = paper.contents[number - 1]

        assert_same(self.shelf.open(self.code(board), number).workbook, content.workbook)
        assert self.shelf.original(self.code(board), number).data == content.data

    @invariant()
    def tells_what_the_paper_tells(self) -> None:
        shown = {board.code for board in self.shelf.boards()}
        for board, paper in self.papers.items():
            code = self.code(board)
            versions = self.shelf.versions(code)[::-1]
            baseline = self.shelf.meeting_baseline(code)
            share = self.shelf.trends(code, [VersionFigure.DONE])[0]

            assert (code in shown) == bool(paper.contents)
            assert [version.number for version in versions] == list(range(1, len(paper.contents) + 1))
            assert [version.file_name for version in versions] == [f"{content.done}.xlsx" for content in paper.contents]
            assert [version.restored_from for version in versions] == paper.restored
            assert [point.value for point in share.points] == [content.done for content in paper.contents]
            assert [(mark.version, mark.name) for mark in self.shelf.meetings(code)] == paper.marks[::-1]
            assert (baseline.number if baseline else None) == (paper.marks[-1][0] if paper.marks else None)
            assert self.shelf.current(code) == (versions[-1] if versions else None)
            assert self.shelf.remembered(code) == Remembered(paper.year, paper.columns)
            assert [str(entry.action) for entry in self.shelf.log(code)[::-1]] == (paper.acts if paper.contents else [])


@pytest.fixture
def machine(made_address: str) -> Iterator[type[History]]:
    """The machine on one database."""
    keeper = [Shelf(open_store(made_address))]
    yield type("HistoryHere", (History,), {"address": made_address, "keeper": keeper})
    with closing(keeper[0]):
        pass


def test_any_sequence_of_acts_on_two_boards_is_what_two_lists_say(machine: type[History]):
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=EXAMPLES, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)),
    )
