"""Phases from the names of sheets, where every sheet of tasks is one phase of the same plan.

Only where no table has a phase of its own and every name reads as a step (第一阶段, 二、动员部署, Phase 2). The names of
months, departments and persons are no phases: a sheet a month may be a step, or the same plan reported month by month.
That they were not taken is said, so that whoever means them as phases can write them into a column.
"""

import re
from collections.abc import Sequence

from lib.ingest.model import Finding, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_words import banner_phase
from lib.ingest.rules import ReadTable
from lib.ingest.said_states import state_of_title
from lib.schema import SheetRole, Task

_LONGEST_NAMES = 80
_STEP = re.compile(
    r"(第\s*[一二三四五六七八九十\d]+\s*(阶段|步|环节|部分)|[一二三四五六七八九十]\s*[、.．]|[(（][一二三四五六七八九十][)）]|(phase|stage|sprint|milestone|iteration|step)\b).*"
    r"|.*(阶段|环节|步骤|\bphase|\bstage)\s*[一二三四五六七八九十\d]*",
    re.IGNORECASE,
)


def phases_from_sheets(read: Sequence[ReadTable], noting: Noting, *, are_units: bool = False) -> None:
    """Give the tasks of each sheet the sheet's name as their phase, and say so; say too where the names were taken for nothing.

    Args:
        read: the tables; their frames are changed.
        noting: where to say it.
        are_units: the names were taken for the responsible units already.
    """
    tables = [table for table in read if table.role is SheetRole.TASKS]
    names = [table.table.grid.name.strip() for table in tables]
    if are_units or len(set(names)) < 2 or any(table.frame[Task.PHASE].notna().any() for table in tables):
        return
    if all(state_of_title(name) for name in names):
        return
    if not all(_STEP.fullmatch(name) for name in names):
        shown = "、".join(dict.fromkeys(names))
        noting.take(Finding("sheets_no_phases", Severity.INFO, tables[0].table.grid.name, value=shown[:_LONGEST_NAMES]))
        return
    for table, name in zip(tables, names, strict=True):
        table.frame[Task.PHASE] = table.frame[Task.PHASE].fillna(banner_phase(name))
        noting.take(Finding("phase_from_sheets", Severity.INFO, table.table.grid.name, value=name, facts=(("phase", banner_phase(name)),)))
