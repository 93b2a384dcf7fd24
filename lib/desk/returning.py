"""The same workbook back: marked up with what was found in it, or made from a plan into a tracking workbook.

The copy holds everything that the file holds, whatever the audience: offer it only where the file itself may be had. What writes workbooks is
loaded when the first one is asked for: the serving process does without it until then.
"""

from typing import TYPE_CHECKING

from lib.access.reading import disclose_findings
from lib.access.returned import returned_opinions
from lib.desk.opening import Opened
from lib.exports.returned_name import suffixed
from lib.i18n import Language, text
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.metrics.sorting import SortingHelp, sorting_help
from lib.schema import Audience, SheetRole, Status, Task

if TYPE_CHECKING:
    from lib.exports.marked import Marked
    from lib.exports.tracking import Tracking


def marked(opened: Opened, data: bytes, audience: Audience, language: Language, limits: Limits = DEFAULT_LIMITS) -> "Marked":
    """The workbook with a sheet of findings, notes on its cells, and a sheet of what might be merged or sorted, where there is anything.

    Args:
        opened: the workbook as it was read.
        data: the file that it was read from.
        audience: what the findings may quote.
        language: of the findings.
        limits: the ceilings of the worker process.

    Raises:
        WorkerDied: the process died, or was stopped at the ceiling of memory or time.
    """
    from lib.exports.marked import mark_up_isolated

    findings = disclose_findings(opened.workbook, audience)
    return mark_up_isolated(data, opened.file_name, findings, language, limits, proposals(opened))


def proposals(opened: Opened) -> SortingHelp:
    """Which opinions might be merged or sorted; seconds for thousands of opinions, and for the marked-up workbook alone."""
    workbook = opened.workbook
    return sorting_help(returned_opinions(workbook), workbook.settings.category_order)


def tracking(opened: Opened, data: bytes, language: Language, limits: Limits = DEFAULT_LIMITS) -> "Tracking":
    """The plan with columns to fill in and an empty sheet of opinions.

    Args:
        opened: the workbook as it was read.
        data: the file that it was read from.
        language: of titles and hints; headers and words to pick are those of the schema.
        limits: the ceilings of the worker process.

    Raises:
        WorkerDied: the process died, or was stopped at the ceiling of memory or time.
    """
    from lib.exports.tracking import tracking_isolated

    return tracking_isolated(data, opened.file_name, opened.workbook, language, year=opened.year, choices=opened.columns, limits=limits)


def needs_tracking(opened: Opened) -> bool:
    """Whether tasks were read and nothing says how far they are: no table of tasks has a column of states, of progress or of done days."""
    columns = {name for table in opened.workbook.tables if table.role is SheetRole.TASKS for _, _, name in table.columns}
    tasks = opened.workbook.tasks
    is_reported = bool(tasks[Task.STATUS].ne(str(Status.NOT_REPORTED)).any())
    return not tasks.empty and not is_reported and not columns & {Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE}


def marked_name(file_name: str, language: Language) -> str:
    """The name that `marked` will give its workbook, for a page that offers it before it is made."""
    return suffixed(file_name, text(language, "marked.file_suffix"), _extension(file_name))


def tracking_name(file_name: str, language: Language) -> str:
    """The name that `tracking` will give its workbook."""
    return suffixed(file_name, text(language, "tracking.file_suffix"), _extension(file_name))


def _extension(file_name: str) -> str:
    """A workbook with macros keeps its ending; every other comes back as .xlsx."""
    return "xlsm" if file_name.lower().endswith((".xlsm", ".xltm")) else "xlsx"
