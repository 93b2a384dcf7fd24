"""Responsible units from the names of sheets, where each sheet of tasks is one department's and no column says whose a task is.

Only where every name reads as a department (教务处, 党委办公室), and it is said. The names of months, steps and persons are none.
"""

import re
from collections.abc import Sequence

from lib.ingest.model import Finding, Severity
from lib.ingest.noting import Noting
from lib.ingest.rules import ReadTable
from lib.schema import SheetRole, Task

_LONGEST_NAMES = 80
_UNIT = re.compile(
    r"[\u4e00-\u9fff（）()、]{1,14}(?:处|科|室|办|办公室|中心|学院|系|教研组|年级组|年级|所|局|馆|委|委员会|支部|总支|工会|团委|书院|公司|校区|分校|街道|社区|医院|大队|学生会|分厂|车间|班组|小组|村|镇|乡)"
    r"|(?:党|团|纪)委|工会|妇联|科协|文联|侨联|[\u4e00-\u9fff]{1,6}(?<!第)[^\d一二三四五六七八九十]部"
)


def units_from_sheets(read: Sequence[ReadTable], noting: Noting) -> bool:
    """Give the tasks of each sheet the sheet's name as their unit, and say so; whether that was done."""
    tables = [table for table in read if table.role is SheetRole.TASKS]
    names = [table.table.grid.name.strip() for table in tables]
    if len(set(names)) < 2 or any(table.frame[Task.OWNER_UNIT].notna().any() for table in tables):
        return False
    if not all(_UNIT.fullmatch(name) for name in names):
        return False
    for table, name in zip(tables, names, strict=True):
        table.frame[Task.OWNER_UNIT] = table.frame[Task.OWNER_UNIT].fillna(name)
    shown = "、".join(dict.fromkeys(names))
    noting.take(Finding("unit_from_sheets", Severity.INFO, tables[0].table.grid.name, value=shown[:_LONGEST_NAMES]))
    return True
