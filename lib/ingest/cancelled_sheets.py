"""Tasks on a sheet of their own whose name says that they were given up (已撤销, 作废): cancelled, where nothing else says how they stand."""

import re

from lib.ingest.coded import coded
from lib.ingest.model import Severity
from lib.ingest.noting import Noting
from lib.ingest.sheet_notes import SAY_STATES
from lib.ingest.table import Table
from lib.schema import SheetRole, Task
from lib.schema.words import STATUS_WORDS, Status

_GIVEN_UP = re.compile(r"(?:已)?(?:撤销|取消|作废|终止|撤项)(?:的)?(?:事项|任务|项目|工作|清单|台账)?|cancell?ed(?: tasks)?", re.IGNORECASE)


def states_from_sheet_name(table: Table, noting: Noting) -> None:
    """Give the tasks of such a sheet their state, and say so."""
    name = table.grid.name.strip()
    if table.role is not SheetRole.TASKS or not table.rows or not _GIVEN_UP.fullmatch(name) or not SAY_STATES.isdisjoint(table.values):
        return
    table.values[Task.STATUS] = coded([STATUS_WORDS[Status.CANCELLED][0]] * len(table.rows))
    noting.add("status_from_sheet_name", Severity.WARNING, table.grid, None, None, name, (("count", len(table.rows)),))
