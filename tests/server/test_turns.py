"""Runs of pages take turns: one at a time, in a row, nobody kept waiting by a long one, and nothing of a run left behind on its thread."""

import asyncio
import inspect
import threading
from collections.abc import Callable
from contextvars import ContextVar
from queue import SimpleQueue
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_run_context import SCRIPT_RUN_CONTEXT_ATTR_NAME

from lib.ui.serving import turns
from lib.ui.serving.turns import MOST_AT_REST, Turns

PATIENCE = 10
whose: ContextVar[str] = ContextVar("whose", default="nobody's")


class Clock:
    """A clock that is set by hand."""

    moment = 0.0

    def __call__(self) -> float:
        return self.moment


class Work:
    """A run that says that it began, and goes on until it is let."""

    def __init__(self, name: str, begun: "SimpleQueue[str]") -> None:
        self.name, self.begun, self.may_end, self.has_ended = name, begun, threading.Event(), threading.Event()

    def __call__(self) -> None:
        self.begun.put(self.name)
        assert self.may_end.wait(PATIENCE)
        self.has_ended.set()


def at_rest(turns: Turns) -> None:
    """Wait until nobody is at it."""
    for _ in range(1000):
        if turns.is_idle:
            return
        threading.Event().wait(0.01)
    raise AssertionError


def asked(turns: Turns, *runs: Callable[[], None]) -> None:
    """Ask for turns, as the loop does; none of its later steps is waited for."""

    on_a_loop(lambda: [turns.ask(run) for run in runs])


def on_a_loop(step: Callable[[], object]) -> None:
    """Do something where a loop is, and wait for no more than that."""

    async def live() -> None:
        step()

    thread = threading.Thread(target=lambda: asyncio.run(live()))
    thread.start()
    thread.join(PATIENCE)


def test_nobody_has_a_turn_at_first():
    assert Turns().is_idle


def test_one_runs_at_a_time_in_the_order_in_which_they_asked():
    begun: SimpleQueue[str] = SimpleQueue()
    works = [Work(name, begun) for name in "abc"]
    turns = Turns(now=Clock())
    asked(turns, *works)

    seen = []
    for work in works:
        seen.append(begun.get(timeout=PATIENCE))
        assert begun.empty()
        work.may_end.set()
    at_rest(turns)

    assert seen == ["a", "b", "c"]


def test_a_run_beyond_its_slice_keeps_nobody_waiting():
    begun: SimpleQueue[str] = SimpleQueue()
    long, short, later = (Work(name, begun) for name in ("long", "short", "later"))
    clock = Clock()
    turns = Turns(slice_seconds=1.0, now=clock)
    asked(turns, long, short)
    assert begun.get(timeout=PATIENCE) == "long"
    clock.moment = 0.9
    on_a_loop(turns._look_again)
    assert begun.empty()
    clock.moment = 1.0

    asked(turns, later)

    assert begun.get(timeout=PATIENCE) == "short"
    long.may_end.set()
    assert long.has_ended.wait(PATIENCE)
    assert begun.empty()  # the end of one whose turn is over gives nobody a turn
    short.may_end.set()
    assert begun.get(timeout=PATIENCE) == "later"
    later.may_end.set()
    at_rest(turns)


def test_the_loop_looks_again_where_somebody_waits():
    begun: SimpleQueue[str] = SimpleQueue()
    long, short = Work("long", begun), Work("short", begun)
    turns = Turns(slice_seconds=0.01)

    async def ask() -> str:
        turns.ask(long)
        turns.ask(short)
        return await asyncio.to_thread(lambda: begun.get(timeout=PATIENCE) + begun.get(timeout=PATIENCE))

    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(asyncio.run(ask())))
    thread.start()
    thread.join(PATIENCE)
    long.may_end.set()
    short.may_end.set()

    assert found == ["longshort"]


def test_a_fault_ends_its_own_thread_and_the_next_has_its_turn(monkeypatch: pytest.MonkeyPatch):
    faults: SimpleQueue[type[BaseException]] = SimpleQueue()
    monkeypatch.setattr(threading, "excepthook", lambda told: faults.put(told.exc_type))
    done = threading.Event()

    def fails() -> None:
        raise ZeroDivisionError

    turns = Turns(now=Clock())
    asked(turns, fails, done.set)

    assert done.wait(PATIENCE)
    assert faults.get(timeout=PATIENCE) is ZeroDivisionError
    at_rest(turns)


def test_of_what_a_run_noted_in_its_context_the_next_on_the_same_thread_sees_nothing():
    seen: SimpleQueue[tuple[int, str]] = SimpleQueue()

    def note() -> None:
        seen.put((threading.get_ident(), whose.get()))
        whose.set("the last one's")

    turns = Turns(now=Clock())
    found = []
    for _ in range(3):
        asked(turns, note)
        found.append(seen.get(timeout=PATIENCE))
        at_rest(turns)

    assert {said for _, said in found} == {"nobody's"}
    assert len({thread for thread, _ in found}) == 1


def test_few_threads_wait_for_the_next():
    begun: SimpleQueue[str] = SimpleQueue()
    works = [Work(str(n), begun) for n in range(MOST_AT_REST + 3)]
    clock = Clock()
    turns = Turns(slice_seconds=1.0, now=clock)
    for work in works:
        asked(turns, work)
        clock.moment += 1
        begun.get(timeout=PATIENCE)
    for work in works:
        work.may_end.set()
    at_rest(turns)

    assert len(turns._at_rest) == MOST_AT_REST


class Runner:
    """The part of the framework's runner that is asked."""

    def __init__(self) -> None:
        self._script_thread: Any = None
        self.seen: SimpleQueue[tuple[Any, Any]] = SimpleQueue()

    def _run_script_thread(self) -> None:
        thread = threading.current_thread()
        self.seen.put((self._script_thread is thread, getattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, None)))
        setattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME, self)
        thread._streamlit_something_new = self  # type: ignore[attr-defined]


def test_a_session_is_taken_off_the_thread_before_the_next_run(monkeypatch: pytest.MonkeyPatch):
    own = Turns(now=Clock())
    monkeypatch.setattr(turns, "_turns", own)
    first, second = Runner(), Runner()

    on_a_loop(lambda: [turns._start_in_turn(runner) for runner in (first, second)])  # type: ignore[arg-type, func-returns-value]

    assert [runner.seen.get(timeout=PATIENCE) for runner in (first, second)] == [(True, None), (True, None)]
    at_rest(own)
    assert first._script_thread not in threading.enumerate()


def test_a_runner_is_started_once():
    runner = Runner()
    runner._script_thread = threading.current_thread()

    def start() -> None:
        with pytest.raises(RuntimeError):
            turns._start_in_turn(runner)  # type: ignore[arg-type]
        refused.append(True)

    refused: list[bool] = []
    on_a_loop(start)

    assert refused == [True]


def test_away_from_a_loop_a_run_starts_as_the_framework_starts_it(monkeypatch: pytest.MonkeyPatch):
    started: list[object] = []
    monkeypatch.setattr(turns, "_start", started.append)
    runner = Runner()
    thread = threading.Thread(target=lambda: turns._start_in_turn(runner))  # type: ignore[arg-type]
    thread.start()
    thread.join(PATIENCE)

    assert started == [runner]


def test_the_framework_starts_its_runs_where_ours_begin():
    assert "_run_script_thread" in inspect.getsource(turns._start)
    assert vars(ScriptRunner)["_run_script_thread"]
    assert {"_script_thread"} <= set(ScriptRunner.__init__.__code__.co_names)
    assert "start" in inspect.getsource(script_runner.ScriptRunner)
