"""What a task is and what stands over it, where several columns may be either: a name beside its contents, parts of a task, levels, phases."""

import re
from collections.abc import Sequence

from lib.ingest.grid import Grid
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK, matches, normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.naming import place_of, sample_of
from lib.ingest.samples import MOSTLY, NEARLY_ALL, Sample, look_at
from lib.schema import SheetRole, Task

_SUBTASK = re.compile(r"(子任务|subtasks?|actionitems?|subactivit(y|ies)|substeps?|子项|子项目|小项)(name|名称|描述)?")


def is_subtask(header: str) -> bool:
    """Whether a header names a part of a task."""
    return bool(_SUBTASK.fullmatch(normal(header)))


def split_subtasks(cells: Sequence[HeaderCell], samples: dict[int, Sample], names: dict[int, str], ranks: dict[int, int]) -> None:
    """Task and Subtask side by side: the subtask is what is done, the task above it its phase."""
    sub = next((cell.x for cell in cells if cell.x not in names and is_subtask(cell.parts[-1])), None)
    task = place_of(names, Task.TASK)
    if sub is None or task not in {cell.x for cell in cells} or Task.PHASE in names.values():
        return
    if samples[sub].count >= 0.8 * samples[task].count:
        names[task], names[sub] = str(Task.PHASE), str(Task.TASK)
        ranks[sub] = PATTERN_RANK


_NAME_OF_WORKS = re.compile(r"(重点|重大|建设|工程|民生|实事|惠民|技改|年度)*(项目|工程|实事|课题)(名称|名)")
_DETAIL = re.compile(r"(具体|主要|详细|办理|工作|任务)(内容|要求|标准)(及要求|及标准|和要求|与要求)?")
_CONTENTS_OF_WORKS = re.compile(
    r"(主要|项目|工程|年度|建设)*(建设|项目|工程|改造|研究)(的)?(主要)?(内容|规模|内容及规模|规模及内容|内容和规模|规模和内容)"
)


def _is_task(cell: HeaderCell) -> bool:
    return any(match.name == Task.TASK and match.rank < WEAK_RANK for match in matches(cell.parts[-1]).get(SheetRole.TASKS, ()))


def named_over_contents(cells: Sequence[HeaderCell], samples: dict[int, Sample], names: dict[int, str], ranks: dict[int, int]) -> None:
    """项目名称 beside 建设内容, 改革举措 beside 具体内容: a row is what has the name, not what it is made of."""
    task = place_of(names, Task.TASK)
    header = next((normal(cell.parts[-1]) for cell in cells if cell.x == task), "")
    unnamed = [cell for cell in cells if cell.x not in names and cell.x in samples]  # a column of a calendar has no sample
    free = [cell.x for cell in unnamed if _NAME_OF_WORKS.fullmatch(normal(cell.parts[-1]))]
    if _DETAIL.fullmatch(header):
        free = [cell.x for cell in unnamed if cell.x == task - 1 and _is_task(cell)]
    elif not _CONTENTS_OF_WORKS.fullmatch(header):
        return
    named = next((x for x in free if samples[x].count >= samples[task].count and samples[x].different >= NEARLY_ALL), None)
    if named is not None:
        del names[task]
        names[named], ranks[named] = str(Task.TASK), PATTERN_RANK


_PART_OF_MERGED = re.compile(r"(工作|具体|主要|重点|推进|落实|细化)*(的)?(措施|举措|任务分解|分解任务|细化任务|任务|工作|事项|内容)")


def _is_merged_over_parts(grid: Grid, task: int, x: int, body: range) -> bool:
    """Whether most tasks are merged over several rows, in which another column tells them apart."""
    filled = grid.filled(task, body)
    high = [y for y in filled if grid.span_height(y, task) > 1]
    parts = [sum(grid.cells[row, x] is not None for row in range(y, y + grid.span_height(y, task))) for y in high]
    return len(high) >= MOSTLY * max(len(filled), 1) and all(parts) and any(count > 1 for count in parts)


_LEVEL = re.compile(r"第?[一二三四五1-5]级.*|level[1-5].*|[二三四]级.*|l[1-5]")


def levels_of(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], samples: dict[int, Sample], body: range) -> tuple[int, ...]:
    """The task's column and those right of it that go on with its outline: the same header, a lower level, or none."""
    task = place_of(names, Task.TASK)
    headers = {cell.x: normal(cell.parts[-1]) for cell in cells}
    chosen = {cell.x for cell in cells if cell.chosen is not None}
    found = [task]
    for x in range(task + 1, min(task + 6, grid.width)):
        header = headers.get(x)
        sample = samples.get(x) or look_at(sample_of(grid, x, body))
        goes_on = header is None or header == headers[task] or bool(_LEVEL.fullmatch(header)) or is_subtask(header)
        goes_on = goes_on or (_PART_OF_MERGED.fullmatch(header or "") is not None and _is_merged_over_parts(grid, task, x, body))
        if not goes_on or not sample.count or sample.text < 0.6 or (x in names and header != headers[task]) or x in chosen:
            break
        if header is None and not _alternate(grid, found, x, body):
            break
        found.append(x)
    return tuple(found) if len(found) > 1 else ()


def _alternate(grid: Grid, before: Sequence[int], x: int, body: range) -> bool:
    """Whether a column without a header is filled mostly where the levels left of it are blank."""
    filled = grid.filled(x, body)
    alone = sum(all(grid.cells[y, left] is None for left in before) for y in filled)
    return bool(filled) and alone >= 0.6 * len(filled)


_HEADS_NOTHING = re.compile(
    r"姓名|(党内|行政)?职务|岗位|职称|职级|性别|政治面貌|(联系)?电话|联系方式|手机(号码?)?|name|position|post|phone|星期|周几|时间|地点|weekday|time|place"
)
"""Headers of what is told of a person, or of an hour and a place, which heads no part of a plan though it is merged over what the person answers for."""


_FEWEST_PHASES = 2


def phase_by_merges(
    grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], samples: dict[int, Sample], body: range
) -> int | None:
    """A column of words left of the tasks without a known header, most of whose cells are merged over several of them, becomes the phase."""
    task = place_of(names, Task.TASK)
    if Task.PHASE in names.values():
        return None
    for cell in cells:
        if cell.x >= task or cell.x in names or cell.x not in samples or samples[cell.x].text < MOSTLY:
            continue
        if _HEADS_NOTHING.fullmatch(normal(cell.parts[-1])):
            continue
        filled = grid.filled(cell.x, body)
        if len(filled) >= _FEWEST_PHASES and sum(grid.span_height(y, cell.x) > 1 for y in filled) >= MOSTLY * len(filled):
            names[cell.x], ranks[cell.x] = str(Task.PHASE), WEAK_RANK
            return cell.x
    return None
