"""报送: what goes to a supervising body, where it stands, since when, and whose turn it is.

Duties come from the columns. Where these say nothing about a task, its text may propose some by the patterns of
`lib.schema.reporting`; a proposal is shown apart and counts in no figure. 无需 (nothing to hand in) is no duty either.
States are as reported on R; lateness and days are judged at A.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

import pandas as pd

from lib.metrics.gates import SETTLED, Duty, GateStep, duties_of, has_duty_columns, owed_duties
from lib.metrics.model import AsOf
from lib.metrics.states import State
from lib.schema import Gate, Task
from lib.schema.reporting import (
    DUTY_WORDS,
    GOING_THROUGH,
    HANDING_IN,
    NOT_HANDING_IN,
    RECEIVING,
    SPEAKING_TO,
    SUPERVISING_BODIES,
    TOGETHER_WITH,
    DutyAction,
)

_OURS = (Gate.DUE, Gate.RETURNED)


class Turn(StrEnum):
    """Whose turn it is (当前待办方)."""

    OURS = "ours"
    THEIRS = "theirs"
    NOBODY = "nobody"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a duty stayed in one state, in days: until the next state, or until A for the last one."""

    state: Gate | None
    since: date
    days: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class DutyOnDay:
    """One duty on one day.

    `days_in_state` is None where the day on which its state began is not known; so it is for 待报, whose date is the day by which it
    is due. `days_left` counts to that date, below zero past it; None for other states or without one.
    """

    ref: str
    number: str
    task: str
    owner_unit: str
    body: str
    action: str
    state: Gate | None
    by: date | None
    is_late: bool
    turn: Turn
    days_in_state: int | None
    days_left: int | None
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class ProposedDuty:
    """What a task's text seems to ask for; `words` are those it was read from."""

    ref: str
    number: str
    task: str
    body: str
    action: DutyAction
    words: str


@dataclass(frozen=True, slots=True)
class Duties:
    """All duties, late ones first, then open ones by date, then settled ones; beside them what hands nothing in, and proposals.

    `not_needed` are those marked 无需: agreed on with the body, or attended by it. Each list holds tasks that count only.
    """

    as_of: AsOf
    duties: tuple[DutyOnDay, ...]
    not_needed: tuple[DutyOnDay, ...]
    proposed: tuple[ProposedDuty, ...]

    @property
    def late(self) -> tuple[DutyOnDay, ...]:
        """Sent back, or due or submitted and past their date."""
        return tuple(duty for duty in self.duties if duty.is_late)

    @property
    def settled(self) -> int:
        """Reviewed or filed."""
        return sum(duty.state in SETTLED for duty in self.duties)

    @property
    def ours(self) -> tuple[DutyOnDay, ...]:
        """Those on which we have to act."""
        return tuple(duty for duty in self.duties if duty.turn is Turn.OURS)

    @property
    def theirs(self) -> tuple[DutyOnDay, ...]:
        """Those on which the supervising body has to act."""
        return tuple(duty for duty in self.duties if duty.turn is Turn.THEIRS)

    @property
    def next_up(self) -> DutyOnDay | None:
        """The duty to report next: of those to be handed in and not late, the one with the nearest date; None without one."""
        return next((duty for duty in self.duties if duty.state is Gate.DUE and not duty.is_late and duty.by is not None), None)


def duties(states: pd.DataFrame, as_of: AsOf) -> Duties:
    """The duties of all tasks that count, and what the texts of the other tasks propose.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
    """
    counted = states[states[State.COUNTS]]
    found = duties_of(counted)
    return Duties(
        as_of=as_of,
        duties=_on_day(counted, owed_duties(found, as_of.day), as_of.day),
        not_needed=_on_day(counted, [duty for duty in found if duty.state is Gate.NONE], as_of.day),
        proposed=proposed_duties(counted),
    )


def _on_day(tasks: pd.DataFrame, listed: Sequence[Duty], day: date) -> tuple[DutyOnDay, ...]:
    """These duties of these tasks, in the order given."""
    named = tasks.loc[[duty.task for duty in listed], [Task.REF, Task.NUMBER, Task.TASK, Task.OWNER_UNIT]].fillna("")
    return tuple(_duty_on_day(duty, row, day) for duty, row in zip(listed, named.itertuples(index=False, name=None), strict=True))


def _duty_on_day(duty: Duty, row: tuple[str, str, str, str], day: date) -> DutyOnDay:
    ref, number, task, owner_unit = row
    stays = _stays(duty, day)
    left = (duty.by - day).days if duty.by is not None and duty.state is Gate.DUE else None
    return DutyOnDay(
        ref=ref,
        number=number,
        task=task,
        owner_unit=owner_unit,
        body=duty.body,
        action=duty.action,
        state=duty.state,
        by=duty.by,
        is_late=duty.is_late(day),
        turn=_turn(duty.state),
        days_in_state=days_in_state(duty, day),
        days_left=left,
        stays=stays,
    )


def days_in_state(duty: Duty, day: date) -> int | None:
    """How long it has stood as it stands, up to `day`; None where the day on which that began is not known."""
    stays = _stays(duty, day)
    return stays[-1].days if stays and stays[-1].is_now else None


def _turn(state: Gate | None) -> Turn:
    if state is None:
        return Turn.UNKNOWN
    if state in _OURS:
        return Turn.OURS
    return Turn.THEIRS if state is Gate.SUBMITTED else Turn.NOBODY


def _stays(duty: Duty, day: date) -> tuple[Stay, ...]:
    """How long in each state, up to `day`; nothing where no day is known, or where the only date is that of what is still due."""
    steps = duty.course or (() if duty.by is None or duty.state in (None, Gate.DUE, Gate.NONE) else (GateStep(duty.state, duty.by),))
    begun = [step for step in steps if step.since <= day]
    if not begun:
        return ()
    over = [Stay(step.state, step.since, (after.since - step.since).days, False) for step, after in pairwise(begun)]
    is_latest = len(begun) == len(steps)
    last = begun[-1]
    state = duty.state if is_latest and last.state is None else last.state
    return (*over, Stay(state, last.since, (day - last.since).days, is_latest and state is duty.state))


def proposed_duties(tasks: pd.DataFrame) -> tuple[ProposedDuty, ...]:
    """What the texts of tasks propose whose columns say nothing about reporting.

    Args:
        tasks: columns of `Task`; never modified.
    """
    silent = tasks[~has_duty_columns(tasks) & tasks[Task.TASK].str.contains("|".join(SUPERVISING_BODIES))]
    rows = silent[[Task.REF, Task.NUMBER, Task.TASK]].fillna("").itertuples(index=False, name=None)
    return tuple(
        ProposedDuty(ref, number, task, body, action, words) for ref, number, task in rows for body, action, words in duties_in_text(task)
    )


def duties_in_text(text: str) -> tuple[tuple[str, DutyAction, str], ...]:
    """The body, what it is asked for, and the words that say so, in the order of the text.

    What is agreed on with a body before something is handed in is a step of that, not a matter of its own.
    """
    found = [each for clause in _CLAUSE_ENDS.split(text) for each in _in_clause(clause)]
    handed_in = [each for each in found if each[1].hands_in]
    return tuple(dict.fromkeys(handed_in or found))


_CLAUSE_ENDS = re.compile(r"[，。；;,！!\n：:（）()]")
_BODIES = "|".join(SUPERVISING_BODIES)
_BETWEEN = r"(?:(?![报送呈])[^，。；]){0,20}?"  # 局党委, or the whole name of a campaign, between the verb and the body
_NEAR = r"[^，。；]{0,10}?"


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(words) + ")"


def _does(*actions: DutyAction) -> str:
    return "(?P<does>" + "|".join(word for action in actions for word in DUTY_WORDS[action]) + ")"


_HANDS_IN = (DutyAction.REVIEW, DutyAction.APPROVE, DutyAction.FILE, DutyAction.REPORT)
_NOT_A_REPORT = f"(?!{'|'.join(word[1:] for word in NOT_HANDING_IN if word[0] in HANDING_IN)})"
_PATTERNS: tuple[tuple[re.Pattern[str], DutyAction], ...] = (
    (re.compile(rf"{_any(SPEAKING_TO)}{_BETWEEN}(?P<body>{_BODIES}){_NEAR}{_does(*_HANDS_IN)}"), DutyAction.REPORT),
    (
        re.compile(rf"(?<![汇申填]){_any(HANDING_IN)}{_NOT_A_REPORT}{_BETWEEN}(?P<body>{_BODIES})(?:{_NEAR}{_does(*_HANDS_IN)})?"),
        DutyAction.SUBMIT,
    ),
    (re.compile(rf"{_any(GOING_THROUGH)}{_BETWEEN}(?P<body>{_BODIES}){_NEAR}{_does(*_HANDS_IN[:3])}"), DutyAction.REVIEW),
    (re.compile(rf"{_any(TOGETHER_WITH)}{_BETWEEN}(?P<body>{_BODIES})(?:{_NEAR}{_does(DutyAction.AGREE)})"), DutyAction.AGREE),
    (re.compile(rf"商(?P<body>{_BODIES})"), DutyAction.AGREE),
    (re.compile(rf"{_any(RECEIVING)}{_BETWEEN}(?P<body>{_BODIES})"), DutyAction.HOST),
    (re.compile(rf"(?P<body>{_BODIES}){_NEAR}{_does(DutyAction.HOST)}"), DutyAction.HOST),
)
"""Each way of saying it, the surer before the looser; the action holds where no word after the body says another."""

_ACTION_OF = {word: action for action, words in DUTY_WORDS.items() for word in words}


def _in_clause(clause: str) -> Iterator[tuple[str, DutyAction, str]]:
    """The surest reading of each body of one clause."""
    taken: set[int] = set()
    found: list[tuple[int, str, DutyAction, str]] = []
    for pattern, usual in _PATTERNS:
        for match in pattern.finditer(clause):
            place = match.start("body")
            if place in taken:
                continue
            taken.add(place)
            does = match.groupdict().get("does")
            found.append((place, match["body"], _ACTION_OF[does] if does else usual, match.group()))
    for _, body, action, words in sorted(found, key=lambda each: each[0]):
        yield body, action, words
