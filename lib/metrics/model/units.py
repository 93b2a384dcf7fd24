"""One unit, with all that it owes."""

from dataclasses import dataclass

from lib.metrics.model.progress import Progress
from lib.metrics.model.rectification import RectificationTotals
from lib.metrics.model.timeline import ReportDuty
from lib.schema import Lamp


@dataclass(frozen=True, slots=True)
class UnitReport:
    """All that one responsible unit owes, in the order in which a meeting speaks of it.

    `tasks` are references, the worst first; `problems` are references of those that are not closed, the overdue first.
    `name` is "" where the workbook names no unit.
    """

    name: str
    progress: Progress
    lamps: tuple[tuple[Lamp, int], ...]
    tasks: tuple[str, ...]
    rectification: RectificationTotals
    problems: tuple[str, ...]
    duties: tuple[ReportDuty, ...]
