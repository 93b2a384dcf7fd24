"""Answers that visitors share: each computed once for its question, in plain dictionaries, bounded by number and by bytes.

The framework's caches take signatures apart and hash every argument at every look-up, which was a tenth of a page's time. Here the question
itself is the key: the first arguments, up to the first whose name begins with an underscore. Whoever writes such a function names in it
all that tells one visitor's answer from another's: board and version, audience, filters, day, language. Answers are never changed.
"""

import inspect
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Any, Generic, ParamSpec, TypeVar

Question = ParamSpec("Question")
Answer = TypeVar("Answer")

REST_SECONDS = 2.0
"""Whoever asked for an answer so long ago is done with it: it has grown as far as it will until somebody asks again."""


@dataclass(slots=True)
class _Kept(Generic[Answer]):
    answer: Answer
    until: float
    asked: float
    weight: int | None = None  # None: may have grown since it was weighed


class Shared(Generic[Question, Answer]):
    """A function whose answers are kept; the one that was asked for longest ago goes first.

    Two who ask the same at once wait for one computation. A fault is nobody's answer and is asked again.
    """

    def __init__(
        self,
        ask: Callable[Question, Answer],
        most: int,
        lasts: float | None,
        weigh: Callable[[Answer], int] | None,
        most_bytes: int,
        grows: bool,
        least: int = 1,
    ) -> None:
        names = list(inspect.signature(ask).parameters)
        self._keyed = next((place for place, name in enumerate(names) if name.startswith("_")), len(names))
        if not all(name.startswith("_") for name in names[self._keyed :]):
            raise TypeError("what is no part of the question comes last")
        self._ask, self._least = ask, least
        self._most, self._lasts, self._weigh, self._most_bytes, self._grows = most, lasts, weigh, most_bytes, grows
        self._answers: OrderedDict[tuple[Any, ...], _Kept[Answer]] = OrderedDict()
        self._turns: dict[tuple[Any, ...], threading.Lock] = {}
        self._lock = threading.Lock()
        self._cleared = 0
        update_wrapper(self, ask)

    def __call__(self, *arguments: Question.args, **named: Question.kwargs) -> Answer:
        """The kept answer, or a new one."""
        if named:
            raise TypeError("a question is asked by place")
        key = arguments[: self._keyed]
        with self._lock:
            kept = self._fresh(key)
            if kept is not None:
                return kept.answer
            turn = self._turns.setdefault(key, threading.Lock())
        with turn:
            return self._in_turn(key, arguments)

    def _in_turn(self, key: tuple[Any, ...], arguments: tuple[Any, ...]) -> Answer:
        with self._lock:
            kept, cleared = self._fresh(key), self._cleared
        if kept is not None:
            return kept.answer
        try:
            answer = self._ask(*arguments)  # type: ignore[call-arg] # all of them, in their places
            weight = None if self._weigh is None or self._grows else self._weigh(answer)
            now = time.monotonic()
            with self._lock:
                if cleared == self._cleared:  # what was forgotten meanwhile is not brought back
                    self._answers[key] = _Kept(answer, float("inf") if self._lasts is None else now + self._lasts, now, weight)
                    self._answers.move_to_end(key)
            self._make_room()
            return answer
        finally:
            with self._lock:
                self._turns.pop(key, None)

    def _fresh(self, key: tuple[Any, ...]) -> _Kept[Answer] | None:
        kept, now = self._answers.get(key), time.monotonic()
        if kept is None or now >= kept.until:
            return None
        self._answers.move_to_end(key)
        if self._grows:
            kept.asked, kept.weight = now, None
        return kept

    def _make_room(self) -> None:
        """Answers may grow as they are asked on: those that somebody may still be asking are weighed anew. The newest always stay."""
        with self._lock:
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
            if self._weigh is None:
                return
            left, at_rest = self._most_bytes, time.monotonic() - REST_SECONDS
            for place, key in enumerate(reversed(list(self._answers))):
                kept = self._answers[key]
                weight = self._weigh(kept.answer) if kept.weight is None else kept.weight
                if kept.asked <= at_rest:
                    kept.weight = weight
                left -= weight
                if left < 0 and place >= self._least:
                    del self._answers[key]

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._answers)

    def clear(self) -> None:
        """Forget every answer, also those that are just being computed."""
        with self._lock:
            self._answers.clear()
            self._cleared += 1


def shared(
    *,
    most: int,
    lasts: float | None = None,
    weigh: Callable[[Any], int] | None = None,
    most_bytes: int = 0,
    grows: bool = True,
    least: int = 1,
) -> Callable[[Callable[Question, Answer]], Shared[Question, Answer]]:
    """Keep a function's answers.

    Args:
        most: how many.
        lasts: for how many seconds each is passed on; None for as long as there is room.
        weigh: how many bytes an answer takes now, where number alone does not bound them.
        most_bytes: how many bytes all together may take.
        grows: whether an answer comes to weigh more while it is kept; one that does not is weighed once, however many there are.
        least: how many of those asked for last stay whatever they weigh: what one page looks at, and what stands beside it.
    """

    def keep(ask: Callable[Question, Answer]) -> Shared[Question, Answer]:
        return Shared(ask, most, lasts, weigh, most_bytes, grows, least)

    return keep
