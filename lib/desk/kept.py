"""Answers that are given once: a board is never changed, so that what it said in words and charts stays true for as long as it lives.

Only for answers that are small and whose questions are few: names, languages, groupings. Whole tables are kept by `lib.ui.cache`,
which bounds how many there are.
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

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
