"""Which column of a table is which: the header by the dictionary, and the cells where a header may mean two things.

Every header is tried with its group (计划 / 开始时间), then alone. Each name is given once, the best match first; a
header whose best name is taken or does not fit what its cells hold gets its next one. What is left unnamed is
said, near misses are offered, and nothing is assumed but the task's own text in a table that is otherwise clear.
A header mapped by hand has its name before all others; it decides what the table is only where no header says so.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lib.ingest.calendar import CalendarColumn, DurationColumn, calendar_columns, duration_column, is_marked, is_worded
from lib.ingest.choices import NO_CHOICES, Choices
from lib.ingest.grid import Grid, cell_text, compared
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK, Match, known_headers, matches, normal
from lib.ingest.model import CellValue
from lib.ingest.samples import Sample, fits, look_at
from lib.ingest.spans import ACTUAL, join_spans
from lib.ingest.states import plain_state
from lib.schema import Opinion, Organisation, Rule, SheetRole, Task

_GROUP_TAIL = re.compile(r"(时间安排|时间|安排|情况|日期|进度|节点|dates?|schedule|time)$")
_MISFIT = 400
_BLANK_TASK = 250
_BLANK_WEAK = 120  # after every filled column that may be the same
_SAMPLE = 60
_SPARSE = 0.2
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One column's header: the texts from its group down to itself; `is_calendar` for a date or number."""

    x: int
    parts: tuple[str, ...]
    is_calendar: bool = False
    chosen: str | None = None  # the name mapped by hand, "" to leave it unread; None where nobody chose

    @property
    def text(self) -> str:
        """The header as written, group first."""
        return "/".join(self.parts)


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a table: its place, its header as written, its name in the schema or ""."""

    x: int
    text: str
    name: str
    near: str = ""  # a header of the schema that is almost the same
    is_calendar: bool = False
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Mapped:
    """A header understood. `assumed` is the column taken for the task's text without a header that says so."""

    role: SheetRole
    columns: tuple[MappedColumn, ...]
    score: float
    assumed: int | None = None
    ticks: tuple[tuple[int, str], ...] = ()  # columns headed by a state and ticked where it holds
    levels: tuple[int, ...] = ()  # columns that hold the task's text, one for each level of an outline
    planned: int | None = None  # a column of completion days that was read as the plan
    calendar: tuple[CalendarColumn, ...] = ()  # columns of months or days whose marks are the only deadlines
    duration: DurationColumn | None = None
    versions: int | None = None  # a column that says whether a row is the plan or the actual
    spans: tuple[int, ...] = ()  # columns of several starts and ends, joined into one span
    is_list: bool = False  # read without a table about it
    state: str = ""  # the state of all its tasks, where a board's column says so
    unheeded: tuple[str, ...] = ()  # headers mapped by hand in a way that would leave no table

    def place(self, name: str) -> int | None:
        """The column of a name, None where the table lacks it."""
        return next((column.x for column in self.columns if column.name == name), None)

    @property
    def left(self) -> int:
        """The first column."""
        return self.columns[0].x

    @property
    def right(self) -> int:
        """The last column."""
        return self.columns[-1].x


_TASK_SIGNS = frozenset(
    {
        Task.NUMBER, Task.PHASE, Task.LEAD, Task.OWNER_UNIT, Task.OWNER, Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.ACTUAL_DONE,
        Task.STATUS, Task.PROGRESS, Task.PROGRESS_NOTE, Task.TASK_ID, Task.NOTE, Task.ACTUAL_START, Task.OUTPUT, Task.AGREED_DUE,
    }
)  # fmt: skip
_ENDS = frozenset({Task.DUE_TEXT, Task.PLAN_DUE, Task.AGREED_DUE, Task.PLAN_START})
_TASK_TIME = frozenset({Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE})
_LEDGER_SIGNS = frozenset(
    {
        Opinion.ISSUE, Opinion.MEASURE, Opinion.GOAL, Opinion.RECTIFICATION_KIND, Opinion.CLOSED, Opinion.DUE_TEXT, Opinion.STATUS,
        Opinion.CHECKED, Opinion.CHECKED_BY, Opinion.RESULT, Opinion.DONE, Opinion.CAUSE,
    }
)  # fmt: skip
_OPINION_SIGNS = frozenset(
    {Opinion.TEXT, Opinion.CHANNEL, Opinion.GROUP, Opinion.RAW_COUNT, Opinion.OPENNESS, Opinion.RECEIVED, Opinion.MERGED_INTO}
)
_SUBJECTS = frozenset({Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE})
_OF_OPINIONS = (SheetRole.FEEDBACK, SheetRole.RECTIFICATION)


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


def _chosen_cells(cells: Sequence[HeaderCell], chosen: dict[str, str]) -> list[HeaderCell]:
    """The header with what was mapped by hand; of several columns that claim one name the first has it."""
    given: set[str] = set()
    found = []
    for cell in cells:
        name = chosen.get(cell.text)
        found.append(cell if name is None else replace(cell, is_calendar=False, chosen="" if name in given else name))
        given.add(name or "")
    return found


def _map(grid: Grid, cells: Sequence[HeaderCell], body: range, role: SheetRole | None = None) -> Mapped | None:
    """Name the columns, of the given role alone where it is settled."""
    calendar = calendar_columns([(cell.x, cell.parts, cell.is_calendar) for cell in cells if cell.chosen is None])
    timed = {column.x for column in calendar}
    cells = [replace(cell, is_calendar=True) if cell.x in timed else cell for cell in cells]
    samples = {cell.x: look_at(_sample(grid, cell.x, body)) for cell in cells if not cell.is_calendar}
    ticks = _tick_columns(cells, samples)
    if ticks:
        ticked = {x for x, _ in ticks[1:]}
        mapped = _map(grid, [cell for cell in cells if cell.x not in ticked and cell.x != ticks[0][0]], body, role)
        return mapped if mapped is None or mapped.place(Task.STATUS) is not None else _with_ticks(mapped, cells, ticks)
    if role is None:
        return _best(grid, cells, samples, body, calendar)
    if role is SheetRole.TASKS:
        return _as_tasks(grid, cells, samples, body, calendar)
    return _as_opinions(cells, samples, role) if role in _OF_OPINIONS else _as_other(cells, samples, role)


def _best(
    grid: Grid, cells: Sequence[HeaderCell], samples: dict[int, Sample], body: range, calendar: tuple[CalendarColumn, ...]
) -> Mapped | None:
    """The role whose names fit best."""
    best = _preferred(_as_tasks(grid, cells, samples, body, calendar), _as_opinions(cells, samples))
    for other in [_as_other(cells, samples, role) for role in (SheetRole.ORGANISATION, SheetRole.RULES)]:
        if other is not None and (best is None or other.score > best.score):
            best = other
    return best


def _tick_columns(cells: Sequence[HeaderCell], samples: dict[int, Sample]) -> tuple[tuple[int, str], ...]:
    """Neighbouring columns headed by states (已完成 | 进行中 | 未启动) that hold nothing but ticks."""
    found = [
        (cell.x, cell.parts[-1])
        for cell in cells
        if cell.chosen is None
        and cell.x in samples
        and len(cell.parts[-1]) > 1
        and plain_state(cell.parts[-1]) is not None
        and samples[cell.x].tick == 1
    ]
    side_by_side = all(now[0] - before[0] == 1 for before, now in pairwise(found))
    some = any(samples[x].count for x, _ in found)
    return tuple(found) if len(found) >= 2 and side_by_side and some else ()


def _with_ticks(mapped: Mapped, cells: Sequence[HeaderCell], ticks: tuple[tuple[int, str], ...]) -> Mapped:
    named = {column.x: column for column in mapped.columns}
    first = ticks[0][0]
    columns = tuple(
        named.get(cell.x, MappedColumn(cell.x, cell.text, str(Task.STATUS) if cell.x == first else f"{Task.STATUS}:{cell.parts[-1]}"))
        for cell in cells
    )
    return replace(mapped, columns=columns, score=mapped.score + 2.0, ticks=ticks)


def _preferred(tasks: Mapped | None, opinions: Mapped | None) -> Mapped | None:
    if tasks is None or opinions is None:
        return tasks or opinions
    return tasks if tasks.score >= opinions.score else opinions


def _as_tasks(
    grid: Grid, cells: Sequence[HeaderCell], samples: dict[int, Sample], body: range, calendar: tuple[CalendarColumn, ...]
) -> Mapped | None:
    names, ranks = _assign(cells, samples, SheetRole.TASKS, must=Task.TASK)
    free = [cell for cell in cells if cell.chosen is None]
    spans = join_spans(free, names)
    ranks.update({x: PATTERN_RANK for x in names if x not in ranks})
    planned = _planned_instead(grid, free, names, body)
    _state_in_words(free, names, ranks, samples)
    found = set(names.values())
    timed = calendar if all(column.phrase for column in calendar) else ()
    if found & _ENDS or not all(column.phrase for column in calendar) or not is_marked(grid, calendar, body):
        calendar = ()
    _split_subtasks(free, samples, names, ranks)
    if Task.TASK in found:
        weak = ranks[_key_of(names, Task.TASK)] >= WEAK_RANK
        by_calendar = bool(calendar) or (bool(timed) and is_worded(grid, timed, body))
        signs = len(found & _TASK_SIGNS) + (2 if by_calendar else 0)
        by_hand = any(cell.chosen == Task.TASK for cell in cells)
        if not by_hand and (signs < (2 if weak else 1) or (weak and not found & _TASK_TIME and not by_calendar)):
            return None
        levels = _levels(grid, cells, names, samples, body)
        for x in levels[1:]:
            names.pop(x, None)
        duration = duration_column([(cell.x, cell.text) for cell in free if cell.x not in names and not cell.is_calendar])
        mapped = _mapped(SheetRole.TASKS, cells, names, ranks)
        versions = _versions_column(grid, free, body)
        if versions is not None and names.get(versions) == Task.PHASE:
            columns = tuple(replace(column, name="") if column.x == versions else column for column in mapped.columns)
            mapped = replace(mapped, columns=columns)
        return replace(mapped, levels=levels, planned=planned, calendar=calendar, duration=duration, versions=versions, spans=spans)
    if len(found & _TASK_SIGNS) < 3 or not found & _TASK_TIME:
        return None
    prose = [cell.x for cell in free if cell.x in samples and cell.x not in names and _is_prose(samples[cell.x])]
    if not prose:
        return None
    assumed = max(prose, key=lambda x: samples[x].length * samples[x].different)
    names[assumed] = str(Task.TASK)
    ranks[assumed] = WEAK_RANK
    return _mapped(SheetRole.TASKS, cells, names, ranks, assumed=assumed)


def _state_in_words(cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], samples: dict[int, Sample]) -> None:
    """A column of progress in words that holds nothing but states is the status where no other column is."""
    x = _key_of(names, Task.PROGRESS_NOTE)
    if x not in {cell.x for cell in cells}:
        return
    if Task.STATUS not in names.values() and samples[x].count and samples[x].state >= _NEARLY_ALL:
        names[x], ranks[x] = str(Task.STATUS), max(ranks[x], PATTERN_RANK)


_VERSIONS = frozenset({"计划", "实际", "预计", "plan", "planned", "actual"})
_ACTUAL_VERSION = frozenset({"实际", "actual"})


def is_actual(value: CellValue) -> bool:
    """Whether a cell says that its row is what happened, not what was planned."""
    return isinstance(value, str) and compared(value) in _ACTUAL_VERSION


def _versions_column(grid: Grid, cells: Sequence[HeaderCell], body: range) -> int | None:
    """The column that says 计划 and 实际 by turns, where a plan and its actual stand in two rows."""
    for cell in cells:
        filled = [value for y in body if (value := grid.cells[y, cell.x]) is not None]
        words = {compared(value) if isinstance(value, str) else "" for value in filled[:_SAMPLE]}
        if len(words) == len(_ACTUAL_VERSION) and words <= _VERSIONS and words & _ACTUAL_VERSION:
            return cell.x
    return None


_SUBTASK = re.compile(r"(子任务|subtasks?|actionitems?|subactivit(y|ies)|substeps?|子项|子项目|小项)(name|名称|描述)?")


def _split_subtasks(cells: Sequence[HeaderCell], samples: dict[int, Sample], names: dict[int, str], ranks: dict[int, int]) -> None:
    """Task and Subtask side by side: the subtask is what is done, the task above it its phase."""
    sub = next((cell.x for cell in cells if cell.x not in names and _SUBTASK.fullmatch(normal(cell.parts[-1]))), None)
    task = _key_of(names, Task.TASK)
    if sub is None or task not in {cell.x for cell in cells} or Task.PHASE in names.values():
        return
    if samples[sub].count >= 0.8 * samples[task].count:
        names[task], names[sub] = str(Task.PHASE), str(Task.TASK)
        ranks[sub] = PATTERN_RANK


_LEVEL = re.compile(r"第?[一二三四五1-5]级.*|level[1-5].*|[二三四]级.*|l[1-5]")


def _levels(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], samples: dict[int, Sample], body: range) -> tuple[int, ...]:
    """The task's column and those right of it that go on with its outline: the same header, a lower level, or none."""
    task = _key_of(names, Task.TASK)
    headers = {cell.x: normal(cell.parts[-1]) for cell in cells}
    chosen = {cell.x for cell in cells if cell.chosen is not None}
    found = [task]
    for x in range(task + 1, min(task + 6, grid.width)):
        header = headers.get(x)
        sample = samples.get(x) or look_at(_sample(grid, x, body))
        goes_on = header is None or header == headers[task] or bool(_LEVEL.fullmatch(header)) or bool(_SUBTASK.fullmatch(header))
        if not goes_on or not sample.count or sample.text < 0.6 or (x in names and header != headers[task]) or x in chosen:
            break
        if header is None and not _alternate(grid, found, x, body):
            break
        found.append(x)
    return tuple(found) if len(found) > 1 else ()


def _alternate(grid: Grid, before: Sequence[int], x: int, body: range) -> bool:
    """Whether a column without a header is filled mostly where the levels left of it are blank."""
    filled = [y for y in body if grid.cells[y, x] is not None]
    alone = sum(all(grid.cells[y, left] is None for left in before) for y in filled)
    return bool(filled) and alone >= 0.6 * len(filled)


def _planned_instead(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], body: range) -> int | None:
    """A column headed 完成日期 where no other holds the plan's end: beside a start, or filled on unfinished tasks, it is the plan."""
    done = _key_of(names, Task.ACTUAL_DONE)
    given = set(names.values())
    if done not in {cell.x for cell in cells} or given & {Task.DUE_TEXT, Task.PLAN_DUE, Task.ACTUAL_START}:
        return None
    if any(ACTUAL.search(normal(cell.text)) for cell in cells if cell.x == done):
        return None
    state = next((x for x, name in names.items() if name == Task.STATUS), None)
    unfinished = state is not None and any(
        grid.cells[y, done] is not None and plain_state(cell_text(grid.cells[y, state])) in ("not_started", "in_progress") for y in body
    )
    if Task.PLAN_START not in given and not unfinished:
        return None
    names[done] = str(Task.PLAN_DUE)
    return done


def _is_prose(sample: Sample) -> bool:
    return sample.count >= 1 and sample.text > 0.7 and sample.length >= 4 and sample.different > 0.6 and sample.day < 0.5


def _as_opinions(cells: Sequence[HeaderCell], samples: dict[int, Sample], role: SheetRole | None = None) -> Mapped | None:
    names, ranks = _assign(cells, samples, SheetRole.FEEDBACK, must="")
    found = set(names.values())
    subjects = [x for x, name in names.items() if name in _SUBJECTS]
    if role is not None and any(cell.chosen in _SUBJECTS for cell in cells):
        return _mapped(role, cells, names, ranks)
    if not subjects or all(ranks[x] >= WEAK_RANK for x in subjects) or len(found) < 2:
        return None
    if max(samples[x].count for x in subjects) < _SPARSE * max(sample.count for sample in samples.values()):
        return None  # a column that hardly a row fills is not what the table lists
    opinion, ledger = found & _OPINION_SIGNS, found & _LEDGER_SIGNS
    if _is_issue_tracker(cells, found):
        return None
    if not opinion and len(ledger) < 2:
        return None
    is_opinion = Opinion.TEXT in found and (len(opinion) >= 2 or len(ledger) < 2)
    return _mapped(role or (SheetRole.FEEDBACK if is_opinion else SheetRole.RECTIFICATION), cells, names, ranks)


_TRACKED = re.compile(r"问题(描述|内容|标题)?|bug.*|缺陷.*|issue.*")
_LEDGER_ONLY = frozenset(
    {
        Opinion.MEASURE,
        Opinion.GOAL,
        Opinion.CAUSE,
        Opinion.RECTIFICATION_KIND,
        Opinion.CLOSED,
        Opinion.TEXT,
        Opinion.CHANNEL,
        Opinion.CATEGORY,
    }
)


def _is_issue_tracker(cells: Sequence[HeaderCell], found: set[str]) -> bool:
    """A software team's list of issues: problems described, and nothing of a rectification about it."""
    headers = [normal(cell.parts[-1]) for cell in cells]
    return (
        any(_TRACKED.fullmatch(header) for header in headers)
        and not found & _LEDGER_ONLY
        and not any("整改" in header for header in headers)
    )


def _as_other(cells: Sequence[HeaderCell], samples: dict[int, Sample], role: SheetRole) -> Mapped | None:
    names, ranks = _assign(cells, samples, role, must="")
    found = set(names.values())
    if role is SheetRole.RULES:
        named = _key_of(names, Rule.NAME)
        header = next((cell.text for cell in cells if cell.x == named), "")
        known = Rule.NAME in found and len(found) >= 2 and ("制度" in header or "rule" in header.casefold())
    else:
        known = (len(found) >= 3 and Organisation.NAME in found) or (Organisation.BODY in found and len(found) >= 2)
    known = known or any(cell.chosen in (Rule.NAME, Organisation.NAME, Organisation.BODY) for cell in cells)
    return _mapped(role, cells, names, ranks) if known else None


def _key_of(names: dict[int, str], name: str) -> int:
    return next((x for x, given in names.items() if given == name), -1)


def _mapped(
    role: SheetRole, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], assumed: int | None = None
) -> Mapped:
    score = sum(3.0 if ranks[x] < PATTERN_RANK else 2.0 if ranks[x] < WEAK_RANK else 1.0 for x in names)
    if role is SheetRole.TASKS and ranks[_key_of(names, Task.TASK)] < PATTERN_RANK:
        score += 4.0
    columns = tuple(
        MappedColumn(
            cell.x,
            cell.text,
            names.get(cell.x, ""),
            "" if cell.x in names or cell.chosen is not None else _near(cell, role, names),
            cell.is_calendar,
            cell.chosen is not None,
        )
        for cell in cells
    )
    return Mapped(role, columns, score, assumed)


def _assign(cells: Sequence[HeaderCell], samples: dict[int, Sample], role: SheetRole, must: str) -> tuple[dict[int, str], dict[int, int]]:
    """Give each name to its best column: what was mapped by hand, then the smallest rank, then from the left."""
    offers: list[tuple[int, int, str]] = []
    for cell in cells:
        if cell.is_calendar or cell.chosen is not None:
            continue
        candidates = list(_candidates(cell, role))
        for match in candidates:
            misfit = 0 if fits(match.name, samples[cell.x]) else _MISFIT
            if match.name == Task.TASK and not samples[cell.x].count and any(sample.count for sample in samples.values()):
                misfit = _BLANK_TASK
            if misfit and match.rank >= PATTERN_RANK and len(candidates) > 1:
                continue
            if misfit and match.rank >= WEAK_RANK:
                continue
            if match.rank >= WEAK_RANK and not samples[cell.x].count:
                misfit = _BLANK_WEAK
            offers.append((match.rank + misfit, cell.x, match.name))
    names = {cell.x: cell.chosen for cell in cells if cell.chosen}
    ranks = dict.fromkeys(names, 0)
    for rank, x, name in sorted(offers):
        if x not in names and name not in names.values():
            names[x], ranks[x] = name, rank % _MISFIT
    if must and must not in names.values():
        for rank, x, name in sorted(offers):
            if name == must and (rank < _MISFIT or rank - _MISFIT < PATTERN_RANK):
                names[x], ranks[x] = name, rank % _MISFIT
                break
    return names, ranks


def _candidates(cell: HeaderCell, role: SheetRole) -> Iterable[Match]:
    """What a header may name: with its group before it stands alone, the group alone last."""
    best: dict[str, int] = {}
    own = cell.parts[-1]
    groups = cell.parts[:-1]
    forms: list[tuple[str, int]] = [(own, 10 if groups else 0)]
    for group in groups:
        short = _GROUP_TAIL.sub("", normal(group))
        forms += [(group + own, -30), (short + own, -30) if short else (own, 0), (own + group, 0), (group, 120)]
    for form, shift in forms:
        for match in matches(form).get(role, ()):
            rank = (
                match.rank + shift if match.rank < PATTERN_RANK or shift > 0 else match.rank - PATTERN_RANK + 5 if shift < 0 else match.rank
            )
            best[match.name] = min(best.get(match.name, rank), rank)
    return [Match(name, rank) for name, rank in best.items()]


def _sample(grid: Grid, x: int, body: range) -> list[CellValue]:
    found: list[CellValue] = []
    for y in body:
        value = grid.cells[y, x] if x < grid.width else None
        if value is not None and grid.span_width(y, x) == 1 and cell_text(value) not in ("同上", "〃", '"', "″"):
            found.append(value)
            if len(found) >= _SAMPLE:
                break
    return found


def _near(cell: HeaderCell, role: SheetRole, taken: dict[int, str]) -> str:
    """A header of the schema that is almost the same, not yet given to another column."""
    if cell.is_calendar or role not in (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        return ""
    key = normal(cell.parts[-1])
    free = {normal(header): header for header, name in known_headers(role) if name not in taken.values()}
    close = difflib.get_close_matches(key, list(free), n=1, cutoff=0.72)
    if close:
        return free[close[0]]
    inside = [header for known, header in free.items() if len(known) >= 2 and known in key and not known.isascii()]
    return max(inside, key=len, default="")
