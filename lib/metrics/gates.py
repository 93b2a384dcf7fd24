"""Reports owed to a supervising body: which of a task's duties are past their date or sent back.

A task may carry several duties, one a line in the cells for state, action, body and date; the n-th line of one cell
belongs to the n-th of the others. A single date, or a single body, holds for all lines. A date may be a course
(5月9日已报→5月12日退回→5月16日已审阅): its last day is then the duty's date. A date without a year lies in that of the task's due day;
what would lie before the task begins, and in the year after soon behind its end (a task of December, reported by 1月10日), lies in the year after.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from lib.deadlines import find_years, parse_deadline
from lib.schema import Gate, Task
from lib.schema.gate_states import gate_lines, gate_of

_ARROW = re.compile(r"\s*(?:→|⟶|->|=>)\s*")
_DATED_STATE = re.compile(r"(?P<before>\D*?)(?P<day>\d.*\d[日号]?)(?P<after>\D*)")
_WAITING = (Gate.DUE, Gate.SUBMITTED)
_SOON_AFTER = timedelta(days=62)
SETTLED = (Gate.REVIEWED, Gate.FILED)


@dataclass(frozen=True, slots=True)
class GateStep:
    """The day on which a duty came into a state; the state is None where its word is unknown."""

    state: Gate | None
    since: date


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of the task under this label of the frame's index.

    `state` is None where none is written or its word is unknown; `by` is the last day that its date means, None
    where none can be read. `course` are the steps that the date cell tells, in time's order; empty where it holds one date.
    """

    task: Hashable
    body: str
    action: str
    state: Gate | None
    by: date | None
    course: tuple[GateStep, ...] = ()

    def is_late(self, day: date) -> bool:
        """Whether it was sent back, or is due or submitted past its day."""
        return self.state is Gate.RETURNED or (self.state in _WAITING and self.by is not None and self.by < day)


def is_gate_stuck(tasks: pd.DataFrame, day: date) -> pd.Series:
    """Whether a task has a duty that was sent back, or is due or submitted past its date at `day`.

    Args:
        tasks: columns of `Task`; never modified.
        day: the day judged. A duty without a readable date is never past it; a window is past after its last day.
    """
    stuck = {duty.task for duty in duties_of(tasks) if duty.is_late(day)}
    return pd.Series(tasks.index.isin(list(stuck)), index=tasks.index)


def duties_of(tasks: pd.DataFrame) -> tuple[Duty, ...]:
    """Every duty of every task: as many a task as the longest of its cells for state, action and body has lines.

    Each cell holds lines that belong to those of the cells beside it, so that the few tasks with duties are gone through one by one.

    Args:
        tasks: columns of `Task`; never modified.
    """
    owing = tasks[has_duty_columns(tasks)]
    spans = zip(owing[Task.START], owing[Task.DUE].fillna(owing[Task.START]), strict=True)
    cells = owing[[Task.GATE_STATUS, Task.GATE_ACTION, Task.GATE_BODY, Task.GATE_DATE]].fillna("")
    read: dict[tuple[str, object, object], tuple[GateStep, ...]] = {}
    found: list[Duty] = []
    for label, span, written in zip(owing.index, spans, cells.itertuples(index=False, name=None), strict=True):
        states, actions, bodies, dates = (gate_lines(cell) for cell in written)
        for place in range(max(len(states), len(actions), len(bodies))):
            state, action = _at(states, place), _at(actions, place)
            body, by = _at(bodies, place) or _single(bodies), _at(dates, place) or _single(dates)
            if not (state or action or _at(bodies, place)):
                continue
            key = (by, *span)
            if key not in read:
                read[key] = _steps_of_task(by, *map(_day, span))
            steps = read[key]
            found.append(Duty(label, body, action, gate_of(state), steps[-1].since if steps else None, steps if len(steps) > 1 else ()))
    return tuple(found)


def owed_duties(duties: Iterable[Duty], day: date) -> list[Duty]:
    """Late ones at `day`, then open ones, then settled ones, each by its day, those without one last; 无需 is no duty."""
    owed = (duty for duty in duties if duty.state is not Gate.NONE)
    return sorted(owed, key=lambda duty: (not duty.is_late(day), duty.state in SETTLED, duty.by or date.max))


def has_duty_columns(tasks: pd.DataFrame) -> pd.Series:
    """Whether the columns say anything about reporting for each task; a date alone says nothing."""
    named: pd.Series = tasks[[Task.GATE_STATUS, Task.GATE_ACTION, Task.GATE_BODY]].notna().any(axis=1)
    return named


def _day(stamp: pd.Timestamp) -> date | None:
    return None if pd.isna(stamp) else stamp.date()


def _steps_of_task(written: str, start: date | None, due: date | None) -> tuple[GateStep, ...]:
    """The days of a date line beside a task with this first and last day."""
    steps = _steps(written, due.year if due else None)
    in_order = len(steps) > 1  # 2013年1月10日报送→2月20日审阅 is of that year, 2013年12月20日报送→1月10日审阅 goes on in the next
    if not steps or start is None or due is None or steps[-1].since >= start or (in_order and find_years(written)):
        return steps
    later = _steps(written, due.year + 1)
    return later if later and later[-1].since - due <= _SOON_AFTER else steps


def _steps(written: str, year: int | None) -> tuple[GateStep, ...]:
    """The days of a date line; a course of which one day cannot be read, or that runs backwards, tells nothing but its last day."""
    pieces = [piece for piece in _ARROW.split(written) if piece]
    if len(pieces) < 2:
        end = parse_deadline(written, year).end
        return () if end is None else (GateStep(None, end),)
    steps = [_step(piece, year) for piece in pieces]
    known = [step for step in steps if step is not None]
    days = [step.since for step in known]
    if len(known) == len(steps) and days == sorted(days):
        return tuple(known)
    return () if steps[-1] is None else (steps[-1],)


def _step(piece: str, year: int | None) -> GateStep | None:
    dated = _DATED_STATE.fullmatch(piece)
    if dated is None:
        return None
    end = parse_deadline(dated["day"], year).end
    return None if end is None else GateStep(gate_of(dated["after"]) or gate_of(dated["before"]), end)


def _at(lines: Sequence[str], place: int) -> str:
    return lines[place] if place < len(lines) else ""


def _single(lines: Sequence[str]) -> str:
    """The one line that is filled, which then holds for all; "" where there are several."""
    filled = [line for line in lines if line]
    return filled[0] if len(filled) == 1 else ""
