"""The cells of a column of states: a state and a share for each, and what is unsure said at its cell.

What a cell says alone is read in `states`; here its column tells the rest: its header, the colours and signs that the workbook explains, the
other cells beside it.
"""

import re
from collections.abc import Mapping

from lib.ingest.coded import Coded, together
from lib.ingest.coerce import number_in, percent_cells
from lib.ingest.grid import cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.states import StateReading, read_state
from lib.ingest.table import Table
from lib.schema import Rectification, SheetRole, Status
from lib.schema.state_words import RULE_DONE_WORDS

_TENTH = 10  # whole numbers below are no progress to a hundred, where nothing larger stands beside them


def states(
    table: Table, name: str, noting: Noting, lamps: Mapping[str, str], beside: Coded[float | None] | None = None
) -> tuple[Coded[str | None], Coded[float | None]]:
    """The states of a status column and the shares that its cells state on the way.

    Args:
        table: the table.
        name: its status column.
        noting: where to say what is unsure.
        lamps: the meaning of a colour or a sign where the workbook declares one.
        beside: the progress of each row, which says the state where the cell gives a colour alone.
    """
    ledger = table.role not in (SheetRole.TASKS, SheetRole.RULES)
    are_keys = _are_keys(table.values[name])

    def reading_of(value: CellValue, percent: bool) -> StateReading:
        if are_keys and not percent and number_in(value) is not None:
            return StateReading(None, ("status_unknown",))
        if table.role is SheetRole.RULES and compared(cell_text(value)) in RULE_DONE_WORDS:
            return StateReading(str(Status.DONE))
        percent = percent and isinstance(value, int | float)
        reading = read_state(value, ledger=ledger, percent=percent) if value is not None else StateReading(None)
        writing = compared(cell_text(value))
        declared = lamps.get(writing[:1]) if "status_is_lamp" in reading.codes else lamps.get(writing) if len(writing) == 1 else None
        return reading if declared is None else read_state(declared, ledger=ledger)

    written = _no_as_answered(table, name, _crosses_as_ticks(table, name, noting), noting)
    _note_circles(table, name, lamps, noting)
    readings = together(written, percent_cells(table, name), reading_of)
    said_later = SAID_BY_RULES if table.role is SheetRole.RULES else SAID_BY_RULES | SAID_WITH_THE_DAY
    for item in readings.places(lambda reading: bool(set(reading.codes) - said_later)):
        reading = readings[item]
        taken = state_named(reading.state, ledger=ledger)
        for code in reading.codes:
            if code in said_later:
                continue
            if code == "status_is_lamp" and beside is not None and beside[item] is not None:
                continue
            severity = Severity.INFO if code in ("status_partial", "status_with_day", "status_compound") else Severity.WARNING
            is_of_problem = ledger and code == "status_unknown"
            table.note(noting, "problem_status_unknown" if is_of_problem else code, severity, item, name, state=taken)
    return readings.mapped(lambda reading: reading.state), readings.mapped(lambda reading: reading.share)


def _are_keys(values: Coded[CellValue]) -> bool:
    """Whether the numbers of a status column are a place's own key to its states (1, 2, 3), not shares of a hundred."""
    numbers = [number for value in values.values_here() if (number := number_in(value)) is not None]
    return any(number > 1 for number in numbers) and all(number.is_integer() and 0 <= number < _TENTH for number in numbers)


_DONE_HEADERS = frozenset({"done", "completed", "complete", "finished", "check", "checked", "✓", "√", "✔", "完成", "是否完成", "已完成"})


def _crosses_as_ticks(table: Table, name: str, noting: Noting) -> Coded[CellValue]:
    """A column headed Done that holds nothing but "x" is ticked with it; elsewhere x means no."""
    values, header = table.values[name], table.header(name)
    crosses = [value for value in values.values_here() if value is not None]
    only = all(compared(cell_text(value)) == "x" for value in crosses)
    if not crosses or not only or normal(header) not in _DONE_HEADERS:
        return values
    table.note(noting, "status_crossed", Severity.INFO, values.places(lambda value: value is not None)[0], name)
    return values.mapped(lambda value: None if value is None else "✓")


_ASKS = re.compile(r"是否已?(?:经)?(?:全部)?([\u4e00-\u9fff]{2,4})|([\u4e00-\u9fff]{2,4}?)(?:与否|否|情况)?")
_NO = frozenset({"否", "no", "n", "false"})


def _no_as_answered(table: Table, name: str, values: Coded[CellValue], noting: Noting) -> Coded[CellValue]:
    """A no answers its header: under 是否办结, 办结情况 or 办结 it says 未办结, which is no 未启动, and that is said once; under 是否整改 it says 未整改.

    A sign (×) stands among others for what is being done, and is left to the vocabulary.
    """
    header = table.header(name)
    asked = _ASKS.fullmatch(normal(header))
    noes = values.places(_says_no) if asked else []
    answer = _answer_no(asked[1] or asked[2]) if asked else ""
    read = read_state(answer, ledger=table.role is not SheetRole.TASKS)
    if not noes or read.state is None:
        return values
    if read.state in (Status.IN_PROGRESS, Rectification.IN_PROGRESS):
        facts: dict[str, str | int] = {"column": header, "count": len(noes), "answer": answer}
        table.note(noting, "no_read_as_unfinished", Severity.WARNING, noes[0], name, **facts)
    return values.mapped(lambda value: answer if _says_no(value) else value)


def _says_no(value: CellValue) -> bool:
    return value is False or compared(cell_text(value)) in _NO


def _answer_no(asked: str) -> str:
    """What a no says of what is asked, in a word for a state: of 整改完成 it says that it is 未完成."""
    return f"未{asked}" if "完成" not in asked else "未完成"


_CIRCLES = frozenset("○〇◯")
_TICKS_AND_CROSSES = frozenset("√✓✔☑✅×✗✘") | {"是", "否"}


def _note_circles(table: Table, name: str, lamps: Mapping[str, str], noting: Noting) -> None:
    """Say what an empty circle is read as where it stands among ticks and crosses and no line beside the table explains it."""
    circles = table.values[name].places(lambda value: cell_text(value).strip() in _CIRCLES)
    if circles and not _CIRCLES & set(lamps) and table.values[name].places(lambda value: cell_text(value).strip() in _TICKS_AND_CROSSES):
        code = "circle_among_ticks" if table.role in (SheetRole.TASKS, SheetRole.RULES) else "problem_circle_among_ticks"
        table.note(noting, code, Severity.WARNING, circles[0], name, count=len(circles))


def state_named(state: str | None, *, ledger: bool) -> str:
    """A state as a fact of a finding, which tells those of problems from those of tasks; "" of none."""
    return f"{'rectification' if ledger else 'status'}.{state}" if state else ""


SAID_BY_RULES = frozenset({"status_overdue_typed", "status_delayed"})
"""What a rule says, with the due day beside it."""


SAID_WITH_THE_DAY = frozenset({"status_with_day"})
"""What `announced` says once it is known which day the workbook speaks of."""


def not_reported(table: Table) -> str:
    """What a blank state is: said to be not reported."""
    return str(Status.NOT_REPORTED if table.role is SheetRole.TASKS else Rectification.NOT_REPORTED)
