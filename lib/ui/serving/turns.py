"""Runs of pages take turns: those who wait for a page wait in a row, and the loop that answers everybody has one rival at most.

The framework starts a thread for each run, all at once. The interpreter lets one of them compute, and hands its lock on by chance and no
sooner than after five milliseconds: with ten runs at once the loop waits for ten of them before it may send a page that is ready, and each
run takes as long as all. In turn the first is done when its own work is done. A run that takes longer than a slice (the first look at a
large board, a file being read) keeps nobody waiting: the next one begins beside it.

A thread serves one run after another, each in a context of its own, and nothing of a run stays behind on it: what the framework notes on
a thread, the session among it, is taken off before the next.
"""

import asyncio
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextvars import Context
from functools import partial
from queue import SimpleQueue
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

SLICE_SECONDS = 0.03
"""For so long a run has its turn for itself; most are over in half of it."""

MOST_AT_REST = 4
"""Threads that wait for the next run; those beyond end."""

HAND_OVER_SECONDS = 0.001
"""After so long a run gives the interpreter's lock to the loop, where that asks for it; with one rival that costs nothing."""

_NAME = "ScriptRunner.scriptThread"
_NOT_ON_A_THREAD: Any = object()


class Turn:
    """One run, until it was done."""

    __slots__ = ("go",)

    def __init__(self, go: Callable[[], None]) -> None:
        self.go: Callable[[], None] | None = go


class Turns:
    """The row, and the threads that serve it."""

    def __init__(self, slice_seconds: float = SLICE_SECONDS, now: Callable[[], float] = time.monotonic) -> None:
        self._slice, self._now = slice_seconds, now
        self._row: deque[Turn] = deque()
        self._at_rest: list[SimpleQueue[Turn]] = []
        self._current: Turn | None = None
        self._since = 0.0
        self._lock = threading.Lock()
        self._looks_again_at = 0.0
        self._under_way = 0

    @property
    def is_idle(self) -> bool:
        """Whether nobody runs, and nobody waits."""
        return not self._under_way and not self._row

    def ask(self, go: Callable[[], None]) -> None:
        """Stand in the row; called on the loop."""
        with self._lock:
            self._row.append(Turn(go))
        self.go_on()

    def go_on(self) -> None:
        """Let the next one begin where nobody has the turn, or has had it for too long; look again later where somebody waits."""
        with self._lock:
            turn = self._take()
            waiting = self._at_rest.pop() if turn is not None and self._at_rest else None
            now = self._now()
            look_again = bool(self._row) and now >= self._looks_again_at
            if look_again:
                self._looks_again_at = now + self._slice
        if look_again:
            asyncio.get_running_loop().call_later(self._slice, self._look_again)
        if turn is not None:
            self._hand(turn, waiting)

    def _look_again(self) -> None:
        self._looks_again_at = 0.0
        self.go_on()

    def _hand(self, turn: Turn, waiting: "SimpleQueue[Turn] | None") -> None:
        if waiting is not None:
            waiting.put(turn)
        else:
            threading.Thread(target=self._serve, args=(turn,), name=_NAME, daemon=True).start()

    def _serve(self, turn: Turn | None) -> None:
        """One thread's life. A fault of a run ends it as it would end a thread of its own; the turn goes on to another."""
        is_over = False
        try:
            while turn is not None:
                go, turn.go = turn.go, None
                if go is not None:
                    Context().run(go)
                del go
                turn = self._next(turn)
            is_over = True
        finally:
            if not is_over:
                self._pass_on(turn)

    def _next(self, done: Turn) -> Turn | None:
        with self._lock:
            self._give_back(done)
            turn = self._take()
            if turn is not None:
                return turn
            if len(self._at_rest) >= MOST_AT_REST:
                return None
            mine: SimpleQueue[Turn] = SimpleQueue()
            self._at_rest.append(mine)
        return mine.get()

    def _pass_on(self, done: Turn | None) -> None:
        with self._lock:
            if done is not None:
                self._give_back(done)
            turn = self._take()
            waiting = self._at_rest.pop() if turn is not None and self._at_rest else None
        if turn is not None:
            self._hand(turn, waiting)

    def _give_back(self, done: Turn) -> None:
        self._under_way -= 1
        if self._current is done:
            self._current = None

    def _take(self) -> Turn | None:
        if not self._row or (self._current is not None and self._now() - self._since < self._slice):
            return None
        self._current, self._since = self._row.popleft(), self._now()
        self._under_way += 1
        return self._current


_turns = Turns()
_start = ScriptRunner.start


def take_turns() -> None:
    """From now on runs of pages take turns."""
    ScriptRunner.start = _start_in_turn  # type: ignore[assignment, method-assign]
    sys.setswitchinterval(HAND_OVER_SECONDS)


def is_idle() -> bool:
    """Whether no page is being made for anybody."""
    return _turns.is_idle


def _start_in_turn(runner: ScriptRunner) -> None:
    """Begin when it is this run's turn; away from the loop at once, as the framework does."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        _start(runner)
        return
    if runner._script_thread is not None:
        raise RuntimeError("ScriptRunner was already started")
    runner._script_thread = _NOT_ON_A_THREAD
    _turns.ask(partial(_run, runner))


def _run(runner: ScriptRunner) -> None:
    """One run on this thread, which knows nothing of it afterwards."""
    thread = threading.current_thread()
    own = set(vars(thread))
    runner._script_thread = thread
    try:
        runner._run_script_thread()
    finally:
        runner._script_thread = _NOT_ON_A_THREAD
        for name in set(vars(thread)) - own:
            delattr(thread, name)
