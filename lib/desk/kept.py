"""Answers that are given once: a board is never changed, so that what it said in words and charts stays true for as long as it lives.

Only for answers that are small and whose questions are few: names, languages, groupings. Whole tables are kept by `lib.ui.cache`,
which bounds how many bytes there are: `bytes_kept` says how many.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

Owner = TypeVar("Owner")
Question = ParamSpec("Question")
Answer = TypeVar("Answer")


def kept(ask: Callable[Concatenate[Owner, Question], Answer]) -> Callable[Concatenate[Owner, Question], Answer]:
    """The same method, which computes each answer once for each object; two threads may compute the same one."""
    place = f"_kept_{ask.__name__}"

    def answer(self: Owner, /, *args: Question.args, **named: Question.kwargs) -> Answer:
        answers: dict[Any, Answer] = self.__dict__.setdefault(place, {})
        question = (args, tuple(sorted(named.items())))
        if question not in answers:
            answers[question] = ask(self, *args, **named)
        return answers[question]

    update_wrapper(answer, ask)
    return answer


def bytes_kept(owner: object, besides: object = None) -> int:
    """How many bytes of rows an object holds by now, with what it has come to keep since it was made.

    A frame that stands in several places of it counts once; what is no frame is too small to count.

    Args:
        owner: a board, a version, a table.
        besides: a dataclass that it shares with others; its frames are not counted.
    """
    shared = () if besides is None else (besides, *(getattr(besides, field.name) for field in fields(besides)))  # type: ignore[arg-type]
    frames = {id(frame): frame for frame in _frames(owner, frozenset(map(id, shared)))}
    return sum(int(frame.memory_usage().sum()) for frame in frames.values())


def _frames(owner: object, left_out: frozenset[int]) -> Iterator[pd.DataFrame]:
    if id(owner) in left_out:
        return
    if isinstance(owner, pd.DataFrame):
        yield owner
        return
    parts: list[object] = []
    if isinstance(owner, Mapping):
        parts = list(owner.values())
    elif isinstance(owner, tuple):
        parts = list(owner)
    elif is_dataclass(owner) and not isinstance(owner, type):
        parts = [*(getattr(owner, field.name) for field in fields(owner)), dict(getattr(owner, "__dict__", {}))]
    for part in parts:
        yield from _frames(part, left_out)
