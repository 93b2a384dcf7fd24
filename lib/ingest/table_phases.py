"""The phase of every task where the table does not write it on each row.

Merged ranges are resolved already. What is left comes from banners, from a phase written once with blanks beneath where the
column is kept that way throughout, or from outline numbers; what is filled in is said.
"""

import itertools
import re

from lib.ingest.coded import coded, is_blank
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import Banner
from lib.ingest.row_words import PLAIN_NUMBERS, banner_phase, is_heading, ordinal_of
from lib.ingest.said_states import state_said
from lib.ingest.table import Table
from lib.schema import Task


def fill_phases(table: Table, noting: Noting) -> None:
    """Give every task its phase: by merged ranges (done), banners, or a phase written once."""
    x = table.column(Task.PHASE)
    if x is None:
        _phases_from_banners(table, noting)
        if Task.PHASE not in table.values:
            _phases_from_outline(table, noting)
        return
    _name_by_phase(table, x, noting)
    if not is_blank(table.values[Task.PHASE]).any():
        return
    phases = list(table.values[Task.PHASE])
    if table.plan.banners:
        _fill_from_banners(table, phases, [*table.plan.banners, *_phases_of_own(table, noting)])
    elif _is_written_once(table, x, phases):
        _fill_down(table, x, phases, noting)
    table.values[Task.PHASE] = coded(phases)


def title_as_banner(table: Table) -> None:
    """The line right above a table that is one of several, or whose header returns under such lines, names its phase."""
    located, grid = table.located, table.grid
    if table.column(Task.PHASE) is not None or (located.repeats and not table.plan.banners):
        return
    above = located.header[0] - 1
    own = [x for x in grid.own(above) if x in table.zone] if above in located.preamble else []
    title = grid.cells[above, own[0]] if len(own) == 1 else None
    if isinstance(title, str) and len(title) <= 30 and not state_said(title):
        table.plan.banners.insert(
            0,
            Banner(
                above,
                own[0],
                " ".join(cell_text(grid.cells[above, own[0]]).split()),
                sure=grid.span_width(above, own[0]) > 1 or is_heading(cell_text(grid.cells[above, own[0]])),
            ),
        )


def _name_by_phase(table: Table, x: int, noting: Noting) -> None:
    """A row with a phase, days or a state and no task of its own is the phase's summary: it is named by the phase."""
    own = [table.grid.cells[y, x] for y in table.rows]
    if all(value is not None for value in own):
        return  # written on every row, so that it heads none
    tasks, phases = list(table.values[Task.TASK]), table.values[Task.PHASE]
    for item, y in enumerate(table.rows):
        heads = item + 1 == len(own) or own[item + 1] is None
        if tasks[item] is None and own[item] is not None and heads:
            tasks[item] = phases[item]
            noting.add("task_named_by_phase", Severity.WARNING, table.grid, y, x, phases[item])
    table.values[Task.TASK] = coded(tasks)


def _is_written_once(table: Table, x: int, phases: list[CellValue]) -> bool:
    """No merged phase anywhere, no phase written twice in a row, and a phase on the first task."""
    if not phases or phases[0] is None:
        return False
    if any(table.grid.span_height(y, x) > 1 for y in table.rows):
        return False
    return all(before is None or now is None or before != now for before, now in itertools.pairwise(phases))


def _fill_down(table: Table, x: int, phases: list[CellValue], noting: Noting) -> None:
    """Fill blanks with the phase above, one finding for each run."""
    first = 0
    for item in range(1, len(phases) + 1):
        if item < len(phases) and phases[item] is None:
            phases[item] = phases[first]
            continue
        if item - first > 1:
            begin, end = table.grid.address(table.rows[first + 1], x), table.grid.address(table.rows[item - 1], x)
            facts = (("phase", cell_text(phases[first])), ("range", begin if begin == end else f"{begin}:{end}"))
            noting.add("phase_filled_down", Severity.WARNING, table.grid, table.rows[first + 1], x, phases[first], facts)
        first = item


def _fill_from_banners(table: Table, values: list[CellValue], banners: list[Banner]) -> None:
    texts = _texts_of_banners(table, banners)
    for item, value in enumerate(values):
        if value is None:
            values[item] = texts[item]


def _texts_of_banners(table: Table, banners: list[Banner]) -> list[CellValue]:
    """The banner above each item, None before the first."""
    found: list[CellValue] = []
    left = sorted(banners, key=lambda banner: banner.y)
    current: CellValue = None
    for y in table.rows:
        while left and left[0].y <= y:
            current = banner_phase(left.pop(0).text)
        found.append(current)
    return found


def _phases_of_own(table: Table, noting: Noting) -> list[Banner]:
    """Tasks that go on with the numbers of the banners (三 after 二, 4 after 3 over 3.1): each is a phase of its own, and that is said."""
    x = table.column(Task.TASK)
    heads = {banner.y: _ordinal(table, banner.y, banner.x) for banner in table.plan.banners}
    styles = {ordinal and ordinal[0] for ordinal in heads.values()}
    if x is None or len(styles) != 1 or None in styles:
        return []
    ordinals = {y: ordinal for y in table.rows if (ordinal := _ordinal(table, y, x)) and ordinal[0] in styles}
    numbers = [ordinal[1] for _, ordinal in sorted((heads | ordinals).items()) if ordinal]
    beneath = [y for y in table.rows if y not in ordinals]
    if len(ordinals) > len(beneath) or any(now != before + 1 for before, now in itertools.pairwise(numbers)):
        return []
    if styles == {PLAIN_NUMBERS} and not all(_OF_OUTLINE.match(_number(table, y)) for y in beneath):
        return []
    own = [Banner(y, x, " ".join(cell_text(table.grid.value(y, x)).split()), sure=True) for y in ordinals]
    for row in own:
        noting.add("phase_of_own", Severity.INFO, table.grid, row.y, row.x, row.text, (("phase", banner_phase(row.text)),))
    return own


_OF_OUTLINE = re.compile(r"\d{1,3}[.．]\d")


def _number(table: Table, y: int) -> str:
    """The number in a row, "" where there is none."""
    x = table.column(Task.NUMBER) if table.column(Task.NUMBER) is not None else table.column(Task.TASK_ID)
    return "" if x is None else cell_text(table.grid.cells[y, x]).strip()


def _ordinal(table: Table, y: int, x: int) -> tuple[str, int] | None:
    """How a row is numbered: in its column of numbers, else where its text begins."""
    return ordinal_of(_number(table, y) or cell_text(table.grid.value(y, x)))


def _phases_from_banners(table: Table, noting: Noting) -> None:
    """Where the table has no such column, its banners carry it; said at each banner."""
    if not table.plan.banners:
        return
    values = _texts_of_banners(table, [*table.plan.banners, *_phases_of_own(table, noting)])
    if all(value is None for value in values):
        return
    table.values[Task.PHASE] = coded(values)
    for banner in table.plan.banners:
        severity = Severity.INFO if banner.sure else Severity.WARNING
        noting.add("phase_from_banner", severity, table.grid, banner.y, banner.x, banner.text, (("phase", banner_phase(banner.text)),))


def _without_root(numbers: list[str]) -> list[str]:
    """Outline numbers without a first part that all share (1.1, 1.1.1, 1.2 → 1, 1.1, 2)."""
    while all("." in number for number in numbers if number) and len({number.partition(".")[0] for number in numbers if number}) == 1:
        numbers = [number.partition(".")[2] for number in numbers]
    return numbers


def _phases_from_outline(table: Table, noting: Noting) -> None:
    """Numbers such as 1, 1.1, 1.2, 2: the whole-numbered row above names the phase of those beneath it."""
    numbers = [cell_text(value).rstrip(".") for value in table.values.get(Task.NUMBER, [])]
    if len(numbers) < 4:
        return
    numbers = _without_root(numbers)
    beneath = [number.partition(".")[0] for number in numbers if "." in number]
    heads = {number: item for item, number in reversed(list(enumerate(numbers))) if number and "." not in number}
    if len(beneath) < 0.5 * len(numbers) or not all(top in heads for top in beneath):
        return
    tasks = table.values[Task.TASK]
    table.values[Task.PHASE] = coded(tasks[heads[top]] if (top := number.partition(".")[0]) in heads else None for number in numbers)
    first = min(heads.values())
    noting.add("phase_from_outline", Severity.WARNING, table.grid, table.rows[first], table.column(Task.NUMBER), numbers[first])
