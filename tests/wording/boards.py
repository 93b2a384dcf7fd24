"""Figures for the sentences to speak of: one literal progress, changed one fact at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from lib.metrics.model import AsOf, PhaseProgress, Progress, Rate
from lib.schema import Lamp

JUNE_10 = AsOf(day=date(2014, 6, 10), reported=date(2014, 6, 10))
HELD = AsOf(day=date(2014, 9, 30), reported=date(2014, 9, 30), held=True)
EARLIER = AsOf(day=date(2014, 4, 30), reported=date(2014, 6, 10))
LATER = AsOf(day=date(2014, 6, 20), reported=date(2014, 6, 10))

FULL = Progress(
    as_of=JUNE_10,
    total=24,
    cancelled=0,
    should_be_done=18,
    done=17,
    done_of_due=16,
    due_today=0,
    overdue=2,
    due_unreported=0,
    done_early=1,
    done_undated=0,
    due_soon=3,
    not_reported=0,
    undated=0,
    stuck=0,
    on_time=Rate(15, 18),
)
NONE = replace(FULL, total=0, should_be_done=0, done=0, done_of_due=0, overdue=0, done_early=0, due_soon=0, on_time=Rate(0, 0))
PLAN_ONLY = replace(FULL, done=None, done_of_due=None, due_today=None, overdue=None, done_early=None, done_undated=None, on_time=None)


def progress(**facts: Any) -> Progress:
    """The full board with some facts changed."""
    return replace(FULL, **facts)


def phase(name: str, total: int = 10, overdue: int = 0) -> PhaseProgress:
    """A phase, all due, done but for the overdue ones."""
    done = total - overdue
    of_phase = progress(total=total, should_be_done=total, done=done, done_of_due=done, overdue=overdue, done_early=0)
    return PhaseProgress(
        name, of_phase, ((Lamp.DONE, done), (Lamp.OVERDUE, overdue)), date(2014, 3, 1), date(2014, 5, 31), is_begun=bool(done or overdue)
    )
