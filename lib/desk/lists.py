"""Short lists of tasks as a page or a slide sets them: a line a task, ready to print."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

import pandas as pd

from lib.i18n import Language, text
from lib.i18n.formats import day, day_beside
from lib.metrics.duties import DutyOnDay
from lib.metrics.model import AsOf
from lib.metrics.reviews import age_days
from lib.metrics.states import State
from lib.schema import DeadlineKind, Lamp, Rectification, Status, Task
from lib.wording import gates
from lib.wording.phrases import BLANK_TASK, name_or, sentence

_COLUMNS: tuple[Task | State, ...] = (
    Task.REF,
    State.LAMP,
    Task.NUMBER,
    Task.TASK,
    Task.PHASE,
    Task.OWNER_UNIT,
    Task.OWNER,
    Task.LEAD,
    Task.DUE,
    Task.DUE_TEXT,
    Task.KIND,
    Task.HELP_NEEDED,
)
NOT_COUNTED_DOWN = (Lamp.DONE, Lamp.CAUGHT_UP, Lamp.CANCELLED, Lamp.NOT_REPORTED)
"""Lamps of tasks whose due day is told without the days until it or since."""

_SAY_WHY = (Task.ISSUE, Task.PROGRESS_NOTE)
_LONGEST_REASON = 60
_REVIEWED = (DeadlineKind.OPEN_ENDED, DeadlineKind.RECURRING)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task, problem or opinion: its state, what it is, who owes it, and when; `ref` leads back to its row."""

    ref: str
    lamp: Lamp | Rectification | None  # None: an opinion of which no problem was made has no state
    number: str
    task: str
    phase: str  # the heading under which it stands in a long list
    owner: str
    when: str
    note: str
    why: str = ""  # what keeps a stuck task from going on


@dataclass(frozen=True, slots=True)
class TaskList:
    """Some lines under a heading; `total` may be more than the lines shown. `empty` is said where there are none.

    `legend` names the shapes of lines that stand under no heading of their states. `lamps` are those that just these tasks have; none
    where other tasks have them, too. `remark` says what the audience may not see.
    """

    name: str
    heading: str
    lines: tuple[TaskLine, ...]
    total: int
    empty: str
    legend: str = ""
    lamps: tuple[Lamp, ...] = ()
    remark: str = ""


def task_lines(states: pd.DataFrame, as_of: AsOf, language: Language, review: date | None = None) -> list[TaskLine]:
    """One line a row of the states frame, in its order.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
        language: the reader's language.
        review: the next review meeting, for tasks that go on for good; None where none is set.
    """
    rows = states[list(_COLUMNS)].itertuples(index=False, name=None)
    found = []
    for values, age in zip(rows, age_days(states, as_of), strict=True):
        row = dict(zip(_COLUMNS, values, strict=True))
        found.append(_line(row, _when(row, as_of, language) or _undated(row, age, _review(review, as_of, language), language), language))
    return found


def own_lamps(chosen: pd.DataFrame, states: pd.DataFrame) -> tuple[Lamp, ...]:
    """The lamps by which a filter finds these tasks and no others; none where there are no such."""
    found = chosen[State.LAMP].unique()
    return tuple(map(Lamp, found)) if states[State.LAMP].isin(found).sum() == len(chosen) else ()


def by_phase(lines: Iterable[TaskLine], language: Language, *, is_whole: bool) -> tuple[TaskList, ...]:
    """A list for each phase, named after it, in the order in which the lines stand; counted only where all lines are there."""
    found = [(phase, tuple(of_phase)) for phase, of_phase in groupby(lines, key=attrgetter("phase"))]
    return tuple(TaskList("phase", name_or(phase, language), of_phase, len(of_phase) if is_whole else 0, "") for phase, of_phase in found)


def with_reasons(lines: Sequence[TaskLine], states: pd.DataFrame, duties: Iterable[DutyOnDay], language: Language) -> list[TaskLine]:
    """The lines of stuck tasks, each with what it hangs on: that it is paused, and every report past its day or sent back.

    Of one that is paused and nothing else, what its row says of it: what stands in its way, or else its progress.

    Args:
        lines: of tasks that are stuck.
        states: what `task_states` gives; never modified.
        duties: every report on the day judged.
        language: the reader's language.
    """
    is_paused = states[Task.STATUS].eq(Status.PAUSED).fillna(False) & ~states[State.BEGINS_LATER]
    paused = {row[0]: row[1:] for row in states.loc[is_paused, [Task.REF, *_SAY_WHY]].itertuples(index=False, name=None)}
    late = [duty for duty in duties if duty.is_late]
    return [replace(line, why=_why(line.ref, paused, late, language)) for line in lines]


def _why(ref: str, paused: Mapping[str, Sequence[Any]], late: Sequence[DutyOnDay], language: Language) -> str:
    owed = [gates.hanging(duty, language) for duty in late if duty.ref == ref]
    if ref not in paused:
        return sentence(language, owed)
    state = text(language, "lamp.paused")
    told = next((words for cell in paused[ref] if (words := _at_a_glance(cell)) and words != state), "")
    if owed or not told:
        return sentence(language, [state, *owed])
    return text(language, "board.stuck.told", state=state, words=told if told.endswith("…") else sentence(language, [told]))


def _at_a_glance(cell: Any) -> str:
    """As much of a cell's words as one line of a list holds, without the stop at their end."""
    words = " ".join(_words(cell).split())
    return words.rstrip("。．.；;") if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]}…"


def _line(row: dict[Task | State, Any], when: str, language: Language) -> TaskLine:
    owner = next((words for column in (Task.OWNER_UNIT, Task.OWNER, Task.LEAD) if (words := _words(row[column]))), "")
    return TaskLine(
        ref=_words(row[Task.REF]),
        lamp=Lamp(str(row[State.LAMP])),
        number=_words(row[Task.NUMBER]),
        task=name_or(_words(row[Task.TASK]), language, BLANK_TASK),
        phase=_words(row[Task.PHASE]),
        owner=owner or text(language, "board.owner.none"),
        when=when,
        note=_words(row[Task.HELP_NEEDED]),
    )


def _review(review: date | None, as_of: AsOf, language: Language) -> str:
    return day_beside(review, as_of.day, language) if review else ""


def _undated(row: dict[Task | State, Any], age: Any, review: str, language: Language) -> str:
    """The phrase as it was written, and by its kind: the age of what is to be done at once, the next review of what goes on.

    Many offices hold no such meetings: where none is set, what goes on is told by its phrase alone.
    """
    phrase = _words(row[Task.DUE_TEXT])
    kind = _words(row[Task.KIND])
    if row[State.LAMP] in (Lamp.DONE, Lamp.CAUGHT_UP, Lamp.CANCELLED) and phrase:
        return phrase
    if kind == DeadlineKind.IMMEDIATE:
        return text(language, "board.undated.age_unknown", phrase=phrase) if pd.isna(age) else _aged(phrase, int(age), language)
    if kind in _REVIEWED:
        return text(language, "board.undated.review", phrase=phrase, day=review) if review else phrase
    return text(language, "board.undated.open", phrase=phrase or text(language, "board.when.none"))


def _aged(phrase: str, age: int, language: Language) -> str:
    return text(language, "board.undated.age", n=age, phrase=phrase)


def _when(row: dict[Task | State, Any], as_of: AsOf, language: Language) -> str:
    """The due day against the as-of day; "" where there is none."""
    due = row[Task.DUE]
    if due is None or pd.isna(due):
        return ""
    return when_due(pd.Timestamp(due).date(), as_of.day, language, counts=row[State.LAMP] not in NOT_COUNTED_DOWN)


def when_due(due: date, beside: date, language: Language, *, counts: bool, year: bool = False) -> str:
    """逾期10天（应于5月31日完成）: the due day against the day that is judged.

    Args:
        due: the last day of a window.
        beside: the day that is judged.
        language: the reader's language.
        counts: whether days count for it: neither where it is settled nor where its state is unknown.
        year: whether the day bears its year though it is the same as that of `beside`.
    """
    left, said = (due - beside).days, day(due, language, year=year or due.year != beside.year)
    if not counts:
        return text(language, "board.when.due", day=said)
    if left < 0:
        return text(language, "board.when.late", n=-left, day=said)
    if left == 0:
        return text(language, "board.when.today", day=said)
    return text(language, "board.when.left", n=left, day=said)


def _words(value: Any) -> str:
    return "" if value is None or pd.isna(value) else str(value).strip()
