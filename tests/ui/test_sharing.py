"""What visitors share is computed once, bounded, and never one visitor's answer for another's question."""

import threading
import time
from dataclasses import replace

import pandas as pd
import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.kept import bytes_kept
from lib.desk.opening import Opened
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.ui import sharing
from lib.ui.cache import _board, _disclosed, disclosed, version
from lib.ui.sharing import shared
from tests.builders import make_feedback, make_workbook


def test_a_question_is_answered_once_and_each_part_of_it_counts():
    asked = []

    @shared(most=8)
    def answer(board: str, audience: Audience, _rows: object) -> str:
        asked.append((board, audience))
        return f"{board} for {audience}"

    assert [answer("a", Audience.PUBLIC, object()) for _ in range(3)] == ["a for public"] * 3
    assert answer("a", Audience.HEAD, None) == "a for head"
    assert answer("b", Audience.PUBLIC, None) == "b for public"
    assert asked == [("a", Audience.PUBLIC), ("a", Audience.HEAD), ("b", Audience.PUBLIC)]


def test_what_is_no_part_of_the_question_comes_last_and_is_asked_by_place():
    with pytest.raises(TypeError):
        shared(most=1)(lambda _rows, board: board)
    with pytest.raises(TypeError):
        shared(most=1)(lambda board, _rows=None: board)(board="a")


def test_the_answer_asked_for_longest_ago_goes_first():
    asked = []

    @shared(most=2)
    def answer(number: int) -> int:
        asked.append(number)
        return number

    for number in (1, 2, 1, 3, 1, 2):
        answer(number)

    assert asked == [1, 2, 3, 2]
    assert len(answer) == 2


def test_an_answer_lasts_as_long_as_was_said(monkeypatch: pytest.MonkeyPatch):
    clock = [100.0]
    monkeypatch.setattr(sharing.time, "monotonic", lambda: clock[0])
    asked = []

    @shared(most=1, lasts=2.0)
    def answer() -> int:
        asked.append(clock[0])
        return len(asked)

    assert (answer(), answer()) == (1, 1)
    clock[0] = 101.9
    assert answer() == 1
    clock[0] = 102.0
    assert answer() == 2


def test_a_fault_is_nobodys_answer():
    asked = []

    @shared(most=1)
    def answer() -> str:
        asked.append(1)
        if len(asked) == 1:
            raise LookupError
        return "there"

    with pytest.raises(LookupError):
        answer()

    assert answer() == "there"


def test_two_who_ask_at_once_wait_for_one_computation():
    asked, found = [], []

    @shared(most=1)
    def answer() -> int:
        asked.append(1)
        time.sleep(0.05)
        return len(asked)

    threads = [threading.Thread(target=lambda: found.append(answer())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [1, 1, 1, 1]


def test_what_was_forgotten_while_it_was_computed_is_not_brought_back():
    begun, go_on = threading.Event(), threading.Event()
    truth = ["before"]

    @shared(most=1)
    def answer() -> str:
        said = truth[0]
        begun.set()
        go_on.wait(5)
        return said

    asking = threading.Thread(target=answer)
    asking.start()
    begun.wait(5)
    truth[0] = "after"
    answer.clear()
    go_on.set()
    asking.join()

    assert answer() == "after"


def test_rows_are_bounded_by_their_bytes_and_the_newest_stays():
    @shared(most=99, weigh=bytes_kept, most_bytes=2_500)
    def rows(count: int) -> pd.DataFrame:
        return pd.DataFrame({"n": range(count)})

    for count in (100, 101, 102):
        rows(count)
    assert len(rows) == 2

    rows(10_000)
    assert len(rows) == 1


def test_what_one_page_looks_at_stays_together_whatever_it_weighs():
    asked = []

    @shared(most=100, weigh=lambda answer: answer, most_bytes=10, grows=False, least=2)
    def answer(bytes_: int, _more: int = 0) -> int:
        asked.append(bytes_)
        return bytes_

    for bytes_ in (30, 40, 30, 40, 1, 40, 30):
        answer(bytes_)

    assert asked == [30, 40, 1, 30]


def test_a_large_version_is_disclosed_once_for_the_page_and_once_for_the_meeting(monkeypatch: pytest.MonkeyPatch):
    opened = Opened(make_workbook(feedback=make_feedback(text=["食堂", "操场"])), "large", "x.xlsx", is_bundled=True)
    monkeypatch.setattr(_disclosed, "_most_bytes", 1)
    _disclosed.clear()

    seen = [disclosed("large", audience, opened) for audience in (Audience.PUBLIC, Audience.ALL_MEMBERS) * 2]

    assert seen[2] is seen[0]
    assert seen[3] is seen[1]
    _disclosed.clear()


def test_what_does_not_grow_is_weighed_once():
    weighed = []

    def weigh(answer: int) -> int:
        weighed.append(answer)
        return answer

    @shared(most=99, weigh=weigh, most_bytes=10, grows=False)
    def number(asked: int) -> int:
        return asked

    for asked in (3, 4, 5, 1):
        number(asked)

    assert weighed == [3, 4, 5, 1]
    assert len(number) == 3


def test_what_may_grow_is_weighed_until_nobody_asks_for_it_any_more_and_again_when_somebody_does(monkeypatch: pytest.MonkeyPatch):
    clock, weighed = [100.0], []
    monkeypatch.setattr(sharing.time, "monotonic", lambda: clock[0])

    def weigh(answer: list[int]) -> int:
        weighed.append(answer[0])
        return len(answer)

    @shared(most=99, weigh=weigh, most_bytes=10)
    def grown(asked: int) -> list[int]:
        return [asked]

    grown(1).extend([0] * 3)
    clock[0] += 1
    grown(2)
    assert weighed == [1, 2, 1]
    clock[0] += 2
    grown(3)
    assert weighed[3:] == [3, 2, 1]
    clock[0] += 2
    grown(4)
    assert weighed[6:] == [4, 3]
    grown(1).extend([0] * 5)
    grown(5)
    assert weighed[8:] == [5, 1, 4]
    assert len(grown) == 2


def test_versions_of_a_whole_city_of_small_schools_are_kept_and_those_of_large_boards_are_few():
    small = make_workbook(feedback=make_feedback(3))
    large = pd.DataFrame({"n": range(5_000_000)})

    assert version._most >= 300
    assert version._weigh is not None
    assert 300 * version._weigh(Opened(small, "small", "plan.xlsx")) <= version._most_bytes
    assert 6 * version._weigh(Opened(replace(small, feedback=large), "large", "plan.xlsx")) > version._most_bytes


def test_a_board_weighs_what_it_came_to_keep_and_not_what_it_shares():
    disclosed = disclose(make_workbook(feedback=make_feedback(3, role="rectification")), Audience.PUBLIC)
    board = Board(disclosed, Filters(), pd.Timestamp("2014-06-10").date())

    assert _board._weigh is not None
    assert _board._weigh(board) == 0
    assert board.opinions is disclosed.feedback
    assert _board._weigh(board) == 0
    assert len(board.rectification_view.problems) == 3
    assert _board._weigh(board) == bytes_kept(board.rectification_view.problems) > 0
