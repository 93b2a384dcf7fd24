"""Which column of a table is which, and so what the table is: tasks, opinions, a ledger, persons or rules.

`naming` gives the names, `task_columns` and `opinion_columns` know the sheets. What is left unnamed is said, near misses
are offered. A header mapped by hand has its name before all others; it decides what the table is only where no header says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from lib.ingest.calendar import CalendarColumn, calendar_columns
from lib.ingest.choices import NO_CHOICES, Choices
from lib.ingest.grid import Grid, compared
from lib.ingest.headers import WEAK_RANK, matches
from lib.ingest.mapped import HeaderCell, Mapped, MappedColumn
from lib.ingest.naming import sample_of
from lib.ingest.opinion_columns import OF_OPINIONS, SUBJECTS, as_opinions, as_other, puts_nothing_right
from lib.ingest.row_words import LONGEST_SIGN, TOTAL
from lib.ingest.samples import CELLS_LOOKED_AT, MOSTLY_TICKS, Sample, is_tick, look_at
from lib.ingest.states import is_plain_state, plain_state
from lib.ingest.task_columns import FEWEST_SIGNS, as_tasks
from lib.ingest.task_outline import is_subtask
from lib.ingest.two_meanings import names_told
from lib.schema import Evaluation, Opinion, Organisation, Rule, SheetRole, Status, Talk, Task

_FEWEST_NAMES = 2


def map_columns(grid: Grid, cells: Sequence[HeaderCell], body: range, choices: Choices = NO_CHOICES) -> Mapped | None:
    """Name the columns under one header, None where it is no table that we know."""
    natural = _map(grid, cells, body)
    headers = [cell.text for cell in cells]
    roles = choices.roles(headers) if natural is None else [natural.role]
    found = natural
    for role in roles:
        chosen = choices.of_role(role, headers)
        mapped = _map(grid, _chosen_cells(cells, chosen), body, role) if chosen else None
        if mapped is not None and (found is natural or found is None or mapped.score > found.score):
            found = mapped
        elif chosen and natural is not None:
            found = replace(natural, unheeded=tuple(chosen))
    return found


_SUBJECT_OF: dict[SheetRole, frozenset[str]] = {
    SheetRole.TASKS: frozenset({Task.TASK}),
    SheetRole.FEEDBACK: SUBJECTS,
    SheetRole.ORGANISATION: frozenset({Organisation.NAME, Organisation.BODY}),
    SheetRole.RULES: frozenset({Rule.NAME}),
    SheetRole.TALKS: frozenset({Talk.ROUND}),
    SheetRole.EVALUATION: frozenset({Evaluation.OCCASION}),
}


def may_be_table(cells: Sequence[HeaderCell]) -> bool:
    """Whether the words of a header of one row could name a table that we know, whatever stands beneath; nothing is chosen by hand."""
    for role, subjects in _SUBJECT_OF.items():
        offers = _offers(cells, role)
        has_subject = any(not subjects.isdisjoint(names) for names in offers)
        if role is SheetRole.TASKS and (has_subject or len(offers) >= FEWEST_SIGNS):
            return True  # a calendar beside the task alone is a table too
        if has_subject and len(offers) >= _FEWEST_NAMES:
            return True
    return False


def most_named(cells: Sequence[HeaderCell]) -> int:
    """How many columns the header of one table, of one row, can name at most, whatever stands beneath; nothing is chosen by hand."""
    most = 0
    for role in _SUBJECT_OF:
        offers = _offers(cells, role)
        named = min(len(offers), len(frozenset().union(*offers)))
        assumed = role is SheetRole.TASKS and named >= FEWEST_SIGNS  # one more column may then be taken for the tasks
        most = max(most, named + assumed)
    ticks = sum(not cell.is_calendar and is_plain_state(cell.text) for cell in cells)
    return most + ticks + sum(is_subtask(cell.text) for cell in cells)


def _offers(cells: Sequence[HeaderCell], role: SheetRole) -> list[frozenset[str]]:
    """The names that each cell may give in one role, without the cells that give none."""
    found = [matches(cell.text).get(role, ()) for cell in cells if not cell.is_calendar]
    return [frozenset(match.name for match in offered) for offered in found if offered]


def _chosen_cells(cells: Sequence[HeaderCell], chosen: dict[str, str]) -> list[HeaderCell]:
    """The header with what was mapped by hand; of several columns that claim one name the first has it."""
    given: set[str] = set()
    found = []
    for cell in cells:
        name = chosen.get(cell.text)
        claimed = name if name and name in given else ""
        found.append(cell if name is None else replace(cell, is_calendar=False, chosen="" if claimed else name, claimed=claimed))
        given.add(name or "")
    return found


def _map(grid: Grid, cells: Sequence[HeaderCell], body: range, role: SheetRole | None = None) -> Mapped | None:
    """Name the columns, of the given role alone where it is settled."""
    calendar = calendar_columns([(cell.x, cell.parts, cell.is_calendar) for cell in cells if cell.chosen is None])
    timed = {column.x for column in calendar}
    cells = [replace(cell, is_calendar=True) if cell.x in timed else cell for cell in cells]
    cells = [replace(cell, told=told) if (told := names_told(grid, cell, SheetRole.FEEDBACK, body)) is not None else cell for cell in cells]
    samples = {cell.x: look_at(sample_of(grid, cell.x, body)) for cell in cells if not cell.is_calendar}
    ticks = _tick_columns(grid, cells, samples, body)
    if ticks:
        return _ticked(grid, cells, ticks, body, role)
    if role is None:
        return _best(grid, cells, samples, body, calendar)
    if role is SheetRole.TASKS:
        return as_tasks(grid, cells, samples, body, calendar)
    return as_opinions(grid, cells, samples, body, role) if role in OF_OPINIONS else as_other(cells, samples, role)


def _best(
    grid: Grid, cells: Sequence[HeaderCell], samples: dict[int, Sample], body: range, calendar: tuple[CalendarColumn, ...]
) -> Mapped | None:
    """The role whose names fit best."""
    tasks, opinions = as_tasks(grid, cells, samples, body, calendar), as_opinions(grid, cells, samples, body)
    is_plan = tasks is not None and tasks.assumed is None and opinions is not None and puts_nothing_right(grid, opinions, body)
    best = tasks if is_plan else _preferred(tasks, opinions)
    for other in [
        as_other(cells, samples, role) for role in (SheetRole.ORGANISATION, SheetRole.RULES, SheetRole.TALKS, SheetRole.EVALUATION)
    ]:
        if other is not None and (best is None or other.score > best.score or _is_list_of_rules(best, other)):
            best = other
    return best


def _is_list_of_rules(tasks: Mapped, other: Mapped) -> bool:
    """Whether what was taken for the tasks, for want of a header that says so, is headed as the names of rules (制度名称)."""
    return other.role is SheetRole.RULES and tasks.assumed is not None and tasks.assumed == other.place(Rule.NAME)


def _tick_columns(grid: Grid, cells: Sequence[HeaderCell], samples: dict[int, Sample], body: range) -> tuple[tuple[int, str], ...]:
    """Neighbouring columns headed by states (已完成 | 进行中 | 未启动) that hold ticks."""
    headed = [
        (cell.x, cell.parts[-1])
        for cell in cells
        if cell.chosen is None and cell.x in samples and len(cell.parts[-1]) > 1 and is_plain_state(cell.parts[-1])
    ]
    found = [(x, word) for x, word in headed if samples[x].tick == 1 or _holds_ticks(grid, x, body)]
    side_by_side = all(now[0] - before[0] == 1 for before, now in pairwise(found))
    some = any(samples[x].count for x, _ in found)
    are_stages = all(
        plain_state(word) is None or plain_state(word) == Status.DONE for _, word in found
    )  # 整改完成 | 销号: one after the other
    of_tasks = all(plain_state(word) is not None for _, word in found)
    return tuple(found) if len(found) >= 2 and side_by_side and some and (of_tasks or not are_stages) else ()


def _holds_ticks(grid: Grid, x: int, body: range) -> bool:
    """Whether a column holds ticks, a stray remark among them, and no number but in the row of totals."""
    rows = [y for y in grid.filled(x, body)[:CELLS_LOOKED_AT] if not _is_of_totals(grid, y)]
    values = [grid.cells[y, x] for y in rows]
    ticks = sum(is_tick(value) is not None for value in values)
    return all(isinstance(value, str | bool) or is_tick(value) for value in values) and ticks >= MOSTLY_TICKS * len(values)


def _is_of_totals(grid: Grid, y: int) -> bool:
    """Whether a row bears the sign of a total (合计)."""
    texts = (grid.cells[y, x] for x in grid.own(y))
    return any(isinstance(text, str) and len(text) <= LONGEST_SIGN and TOTAL.fullmatch(compared(text)) for text in texts)


def _ticked(
    grid: Grid, cells: Sequence[HeaderCell], ticks: tuple[tuple[int, str], ...], body: range, role: SheetRole | None
) -> Mapped | None:
    """The header with its columns of ticks as one state; without them where another column is the state."""
    places = {x for x, _ in ticks}
    others = [cell for cell in cells if cell.x not in places]
    mapped = _map(grid, others, body, role)
    if mapped is None:  # a list that only its states tell
        state = next(replace(cell, chosen=str(Task.STATUS)) for cell in cells if cell.x in places)
        mapped = _map(grid, sorted([*others, state], key=lambda cell: cell.x), body, role)
    elif mapped.place(Task.STATUS) is not None:
        return _with_columns(mapped, cells, dict.fromkeys(places, ""))
    if mapped is None:
        return None
    names = {x: f"{Task.STATUS}:{word}" for x, word in ticks} | {ticks[0][0]: str(Task.STATUS)}
    return replace(_with_columns(mapped, cells, names), score=mapped.score + 2.0, ticks=ticks)


def _with_columns(mapped: Mapped, cells: Sequence[HeaderCell], names: Mapping[int, str]) -> Mapped:
    """The header with further columns, each under its name."""
    named = {column.x: column for column in mapped.columns} | {
        cell.x: MappedColumn(cell.x, cell.text, names[cell.x]) for cell in cells if cell.x in names
    }
    return replace(mapped, columns=tuple(named[cell.x] for cell in cells if cell.x in named))


def _preferred(tasks: Mapped | None, opinions: Mapped | None) -> Mapped | None:
    if tasks is None or opinions is None:
        return tasks or opinions
    return opinions if opinions.score > tasks.score or _are_measures_against_problems(tasks, opinions) else tasks


def _are_measures_against_problems(tasks: Mapped, opinions: Mapped) -> bool:
    """Whether what may be tasks are measures, each behind the problem that it puts right (存在问题 | 整改措施, Finding | Action)."""
    measure, issue = _sure_place(opinions, Opinion.MEASURE), _sure_place(opinions, Opinion.ISSUE)
    return measure is not None and issue is not None and issue < measure and tasks.place(Task.TASK) in (measure, issue)


def _sure_place(opinions: Mapped, name: str) -> int | None:
    """The column of a name that its header gives it of itself, and not for want of a better one."""
    x = opinions.place(name)
    header = next((column.text for column in opinions.columns if column.x == x), "")
    return x if any(match.name == name and match.rank < WEAK_RANK for match in matches(header).get(SheetRole.FEEDBACK, ())) else None
