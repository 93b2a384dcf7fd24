"""Evidence: what of the countable requirements is fulfilled, and what each task can show for itself.

A requirement counts as fulfilled where n is at least m; one without a number is unknown and named beside the figure. A task
that is done, or whose due day has come, lacks something where a requirement falls short, has no count, or no material is named.
Materials are judged only where the workbook names any at all, and never where this audience may not see them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from lib.access.plan import is_content_withheld
from lib.access.scope import filled
from lib.metrics.model import AsOf, Rate
from lib.metrics.progress import in_order
from lib.metrics.requirements import ProposedRequirement, Requirement, proposed_requirements, requirements_of
from lib.metrics.states import State, known_done
from lib.schema import Audience, Lamp, Task
from lib.schema.reporting import BRANCH_MEETINGS

_MATERIAL_ENDS = re.compile(r"[、；;\n，]")


class Missing(StrEnum):
    """What a task lacks that is done or due."""

    SHORT = "short"
    NO_COUNT = "no_count"
    NO_MATERIAL = "no_material"


@dataclass(frozen=True, slots=True)
class TaskEvidence:
    """One task: its requirements, what its text proposes besides, the materials it names, and what is missing."""

    ref: str
    number: str
    task: str
    phase: str
    owner_unit: str
    lamp: Lamp
    requirements: tuple[Requirement, ...]
    proposed: tuple[ProposedRequirement, ...]
    materials: tuple[str, ...]
    missing: tuple[Missing, ...]
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class PhaseEvidence:
    """One phase: its requirements fulfilled of all whose numbers are known."""

    phase: str
    met: Rate


@dataclass(frozen=True, slots=True)
class Evidence:
    """All tasks that require, show or lack anything, in the workbook's order.

    `met`: fulfilled of all requirements with known numbers. `shown`: done tasks that name a material, of all done tasks whose materials
    this audience may see; None where the workbook names none at all. `branches`: the counts of meetings held branch by branch.
    """

    as_of: AsOf
    tasks: tuple[TaskEvidence, ...]
    met: Rate
    shown: Rate | None
    phases: tuple[PhaseEvidence, ...]
    branches: tuple[Requirement, ...]

    @property
    def lacking(self) -> int:
        """How many tasks lack something."""
        return sum(bool(task.missing) for task in self.tasks)

    @property
    def proposed(self) -> int:
        """How many requirements the texts propose; they are in no figure."""
        return sum(len(task.proposed) for task in self.tasks)


def evidence(states: pd.DataFrame, as_of: AsOf, audience: Audience, phase_order: Sequence[str] = ()) -> Evidence:
    """What the tasks that count require and show.

    A cell holds several counts in words of its own, so that the tasks are read one by one.

    Args:
        states: what `task_states` gives; never modified.
        as_of: the day judged and the day reported on.
        audience: whom the tasks were disclosed to; tells a material that is missing from one that is withheld.
        phase_order: the phases that come first.
    """
    counted = states[states[State.COUNTS]]
    names_materials = bool(filled(counted[Task.OUTPUT]).any())
    withheld = is_content_withheld(counted, audience)
    done = known_done(counted)
    columns = (Task.REF, Task.NUMBER, Task.TASK, Task.PHASE, Task.OWNER_UNIT, Task.TARGET_N, Task.ACTUAL_N, Task.OUTPUT)
    rows = zip(
        counted[list(columns)].fillna("").itertuples(index=False, name=None),
        counted[State.LAMP],
        done | counted[State.IS_DUE].astype(bool),
        withheld,
        strict=True,
    )
    read = [_task(row, Lamp(lamp), bool(is_time), bool(closed), names_materials) for row, lamp, is_time, closed in rows]
    every = [requirement for task in read for requirement in task.requirements]
    shows = done & ~withheld
    return Evidence(
        as_of=as_of,
        tasks=tuple(task for task in read if task.requirements or task.proposed or task.materials or task.missing),
        met=rate_of(every),
        shown=Rate(int((shows & filled(counted[Task.OUTPUT])).sum()), int(shows.sum()), int((done & withheld).sum()))
        if names_materials
        else None,
        phases=_phases(read, in_order(counted[Task.PHASE].fillna(""), phase_order)),
        branches=tuple(each for each in every if any(word in each.name for word in BRANCH_MEETINGS)),
    )


def rate_of(requirements: Sequence[Requirement]) -> Rate:
    """Fulfilled of all with known numbers."""
    judged = [each.is_met for each in requirements]
    return Rate(judged.count(True), len(judged) - judged.count(None), judged.count(None))


def _task(row: tuple[str, ...], lamp: Lamp, is_time: bool, is_withheld: bool, names_materials: bool) -> TaskEvidence:
    ref, number, task, phase, owner_unit, target, actual, output = row
    requirements = requirements_of(target, actual)
    materials = tuple(part.strip() for part in _MATERIAL_ENDS.split(output) if part.strip())
    lacks = {
        Missing.SHORT: any(each.is_met is False for each in requirements),
        Missing.NO_COUNT: any(each.is_met is None for each in requirements),
        Missing.NO_MATERIAL: names_materials and not materials and not is_withheld,
    }
    return TaskEvidence(
        ref=ref,
        number=number,
        task=task,
        phase=phase,
        owner_unit=owner_unit,
        lamp=lamp,
        requirements=requirements,
        proposed=proposed_requirements(task, requirements),
        materials=materials,
        missing=tuple(kind for kind, holds in lacks.items() if holds) if is_time else (),
        is_withheld=is_withheld,
    )


def _phases(tasks: Sequence[TaskEvidence], order: Sequence[str]) -> tuple[PhaseEvidence, ...]:
    found = [PhaseEvidence(name, rate_of([each for task in tasks if task.phase == name for each in task.requirements])) for name in order]
    return tuple(phase for phase in found if phase.met.denominator or phase.met.unknown)
