"""Phases and texts: a task without one, a phase without tasks, a phase that looks wrong where it stands."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from lib.deadlines import parse_deadline
from lib.ingest.grid import compared
from lib.ingest.model import Finding, Severity
from lib.ingest.no_opinions import says_none
from lib.ingest.row_words import banner_phase
from lib.ingest.rules.reading import Reading, ReadTable, places
from lib.ingest.unread import unread_of
from lib.schema import DeadlineKind, Opinion, SheetRole, Status, Task

_SAME_TASKS = 0.5
_WORDS = re.compile(r"[^\W\d_]{2}")


def tasks_without_text(reading: Reading) -> Iterator[Finding]:
    """A row with a number, a deadline or an owner and no task; an opinion without its text."""
    for table in reading.of(SheetRole.TASKS):
        for item in places(table.frame[Task.TASK].isna()):
            if not table.table.is_uncached(item, Task.TASK):
                yield table.finding("task_without_text", Severity.ERROR, item, Task.TASK)
    for table in reading.of(SheetRole.FEEDBACK, SheetRole.RECTIFICATION):
        without = [table.frame[name].isna().to_numpy() for name in (Opinion.TEXT, Opinion.ISSUE, Opinion.MEASURE)]
        name = Opinion.TEXT if table.role is SheetRole.FEEDBACK else Opinion.ISSUE
        unread = [column.x for column in unread_of(table.table.located)]
        for item in np.flatnonzero(np.logical_and.reduce(without)).tolist():
            written = _written_in(table, unread, item)
            if written:
                yield table.finding("opinion_text_elsewhere", Severity.ERROR, item, name, cells=written)
            else:
                yield table.finding("opinion_without_text", Severity.ERROR, item, name)


def _written_in(table: ReadTable, unread: list[int], item: int) -> str:
    """The first cell of a row that holds words in one of some columns; "" where there is none."""
    grid, y = table.table.grid, table.table.rows[item]
    for x in unread:
        value = grid.value(y, x)
        if isinstance(value, str) and _WORDS.search(value) and not says_none(value):
            return grid.address(y, x)
    return ""


def tasks_without_phase(reading: Reading) -> Iterator[Finding]:
    """A task whose phase cell is blank where others have one."""
    for table in reading.of(SheetRole.TASKS):
        blank = table.frame[Task.PHASE].isna()
        if Task.PHASE in table.table.values and not blank.all():
            for item in places(blank):
                yield table.finding("task_without_phase", Severity.WARNING, item, Task.PHASE)


def phases_without_tasks(reading: Reading) -> Iterator[Finding]:
    """A phase that the settings or a banner name and no task has."""
    found = set(reading.tasks[Task.PHASE].dropna().map(compared))
    for phase in reading.settings.phase_order:
        if len(reading.tasks) and compared(phase) not in found:
            yield Finding("phase_without_tasks", Severity.WARNING, value=phase, facts=(("phase", phase),))
    for table in reading.of(SheetRole.TASKS):
        plan, grid = table.table.plan, table.table.grid
        for banner in plan.banners:
            phase = banner_phase(banner.text)
            if compared(phase) not in found:
                place = (grid.name, grid.address(banner.y, banner.x), grid.row_number(banner.y))
                yield Finding("phase_without_tasks", Severity.WARNING, *place, banner.text[:200], (("phase", phase),))


def phases_apart(reading: Reading) -> Iterator[Finding]:
    """A phase that returns after another: a task in the wrong place, or the wrong phase on a task."""
    for table in reading.of(SheetRole.TASKS):
        phases = table.frame[Task.PHASE]
        begins = phases.ne(phases.shift()) & phases.notna()
        starts = places(begins)
        distinct = int(phases.nunique())
        if distinct < 2 or len(starts) > 1.5 * distinct + 1:
            continue  # kept as a category, not as a sequence
        seen: set[str] = set()
        for item in starts:
            phase = str(phases.iloc[item])
            if phase in seen:
                yield table.finding("phase_apart", Severity.WARNING, item, Task.PHASE, phase=phase)
            seen.add(phase)


def phases_with_days(reading: Reading) -> Iterator[Finding]:
    """Days in the names of phases where no task has a deadline: whose they are is not guessed, so that no deadline is known."""
    for table in reading.of(SheetRole.TASKS):
        grid = table.table.grid
        if not len(table.frame) or table.frame[[Task.KIND, Task.DUE]].notna().to_numpy().any():
            continue
        told = [(y, x, banner_phase(" ".join(text.split())), days) for y, x, text in _as_written(table) if (days := _days_in(text))]
        if told:
            y, x, _, days = told[0]
            shown = [phase if phase == days else f"{phase}：{days}" for _, _, phase, days in told]
            phases = "；".join(shown[:_MOST_NAMED]) + ("…" if len(shown) > _MOST_NAMED else "")
            facts = (("phases", phases), ("days", days))
            yield Finding("phases_with_days", Severity.WARNING, grid.name, grid.address(y, x), grid.row_number(y), "", facts)


def _as_written(table: ReadTable) -> list[tuple[int, int, str]]:
    """Where the phases of a plan are written, and how: in its headings, else where each first stands in its column."""
    banners = sorted(table.table.plan.banners, key=lambda banner: banner.y)
    if banners:
        return [(banner.y, banner.x, banner.text) for banner in banners]
    first: dict[str, int] = {}
    for item, phase in enumerate(table.frame[Task.PHASE].tolist()):
        if isinstance(phase, str):
            first.setdefault(phase, item)
    return [(table.table.rows[item], table.table.place(item, Task.PHASE), phase) for phase, item in first.items()]


_MOST_NAMED = 6
_DAYS_IN_PHASE = re.compile(r"[(（]([^()（）]*[月旬季年][^()（）]*)[)）]|((?:\d{4}年)?\d{1,2}月[^,，。;；、:：()（）\s]{0,16})")
_ANY_YEAR = 2000


def _days_in(phase: str) -> str:
    """The piece of time that the name of a phase gives beside it (准备阶段（3月1日—4月20日）), "" where there is none."""
    found = _DAYS_IN_PHASE.search(phase)
    text = (found[1] or found[2]).strip() if found else ""
    return text if parse_deadline(text, _ANY_YEAR).kind in (DeadlineKind.WINDOW, DeadlineKind.BY) else ""


def phases_misspelt(reading: Reading) -> Iterator[Finding]:
    """A phase on one task that is almost the name of a phase on several."""
    for table in reading.of(SheetRole.TASKS):
        phases = table.frame[Task.PHASE]
        counts = Counter(phases.dropna())
        if len(counts) > 40:
            continue
        often = [phase for phase, count in counts.items() if count > 1]
        for phase, count in counts.items():
            close = difflib.get_close_matches(phase, often, n=1, cutoff=0.75) if count == 1 and len(phase) >= 3 else []
            if close and not _differs_in_ordinal(phase, close[0]):
                item = int((phases == phase).to_numpy().argmax())
                yield table.finding("phase_misspelt", Severity.WARNING, item, Task.PHASE, phase=phase, near=close[0])


def _differs_in_ordinal(one: str, other: str) -> bool:
    """Phase 1 and Phase 2, 第一阶段 and 第二阶段 are no slips of one another."""
    drop = str.maketrans("", "", "0123456789一二三四五六七八九十IVXivx ABCDEabcde")
    return one.translate(drop) == other.translate(drop)


def same_tasks_on_sheets(reading: Reading) -> Iterator[Finding]:
    """Two sheets that list mostly the same tasks: both are read, so that each would count twice."""
    tables = [table for table in reading.of(SheetRole.TASKS) if len(table.frame) >= 3]
    texts = [set(table.frame[Task.TASK].dropna().map(compared)) for table in tables]
    for later in range(1, len(tables)):
        for earlier in range(later):
            if tables[later].table.grid.name == tables[earlier].table.grid.name:
                continue
            shared = len(texts[later] & texts[earlier])
            if shared >= max(3, _SAME_TASKS * min(len(texts[later]), len(texts[earlier]))):
                yield _same(tables[later], tables[earlier], shared)
                break


def _same(later: ReadTable, earlier: ReadTable, shared: int) -> Finding:
    facts = (("other", earlier.table.grid.name), ("shared", shared))
    return Finding("same_tasks_on_sheets", Severity.WARNING, later.table.grid.name, facts=facts)


def tasks_carried_over(reading: Reading) -> Iterator[Finding]:
    """A task that is not done on one sheet and stands again on a later one, as months carry it over: it counts on both, and that is said."""
    open_before: dict[str, tuple[ReadTable, int]] = {}
    same = {(found.sheet, dict(found.facts)["other"]) for found in same_tasks_on_sheets(reading)}
    for table in reading.of(SheetRole.TASKS):
        texts = [None if text != text or text is None else compared(text) for text in table.frame[Task.TASK].tolist()]
        for item, text in enumerate(texts):
            earlier, place = open_before.get(text, (None, 0)) if text else (None, 0)
            if earlier is not None and _may_be_carried(earlier, table, same):
                grid = earlier.table.grid
                cell = grid.address(earlier.table.rows[place], earlier.table.place(place, Task.TASK))
                yield table.finding("task_carried_over", Severity.WARNING, item, Task.TASK, other=grid.name, cells=cell)
        states = table.frame[Task.STATUS].tolist()
        open_before |= {text: (table, item) for item, text in enumerate(texts) if text and states[item] not in _OVER}


_OVER = (Status.DONE, Status.CANCELLED)


def _may_be_carried(earlier: ReadTable, later: ReadTable, same: set[tuple[str, str | int]]) -> bool:
    """Whether two tables stand on sheets of their own of which it is not said already that they list the same tasks."""
    sheets = (later.table.grid.name, earlier.table.grid.name)
    return sheets[0] != sheets[1] and sheets not in same
