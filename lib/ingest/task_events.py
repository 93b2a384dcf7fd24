"""Plans of trainings, studies and other events: what is held stands under 培训内容, when under 培训时间, who holds it under 主讲人.

A register of what was held is headed almost alike, so one that calls itself a record, or says who came, is no plan. Minutes of meetings
(会议内容) are no plan at all.
"""

import re
from collections.abc import Sequence

from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import PATTERN_RANK, WEAK_RANK, matches, normal
from lib.ingest.mapped import HeaderCell
from lib.ingest.naming import place_of
from lib.ingest.task_days import planned_times
from lib.schema import Opinion, SheetRole, Task
from lib.schema.weak_headers import EVENT_HEADERS

_EVENTS = frozenset(map(normal, EVENT_HEADERS))
_SPEAKER = re.compile("(主讲|主持|授课|宣讲|领学|培训)(人|人员|者|老师|教师|专家)")
_OF_A_RECORD = re.compile(
    "记录|纪实|纪要|登记|签到|实到|出勤|缺席|考勤|(参训|到会|到场|实际参加)人|成绩|得分|获奖|名次|心得|体会|感悟|小结|总结|效果|成效|满意|照片"
)
_OPINIONS = frozenset({Opinion.TEXT, Opinion.ISSUE})
_ROWS_ABOVE = 6
"""As many rows as a header and the titles over it take."""


def leave_records(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int], body: range) -> None:
    """Take the name of the tasks from 培训内容 and the like where the table is a record of what was held, or one of opinions."""
    if _lists_events(cells, names) and (_is_record(grid, body) or any(map(_is_of_opinions, cells))):
        place = place_of(names, Task.TASK)
        del names[place], ranks[place]


def held_at(grid: Grid, cells: Sequence[HeaderCell], names: dict[int, str], body: range) -> bool:
    """Whether the table lists events and the one column that says when each is held is headed by them (培训时间)."""
    if not _lists_events(cells, names):
        return False
    return len(planned_times(grid, [cell for cell in cells if cell.x not in names], body)) == 1


def name_speakers(cells: Sequence[HeaderCell], names: dict[int, str], ranks: dict[int, int]) -> None:
    """Who holds an event answers for it where no other column says who does."""
    speakers = [cell.x for cell in cells if cell.x not in names and _SPEAKER.fullmatch(normal(cell.parts[-1]))]
    if len(speakers) == 1 and Task.OWNER not in names.values() and _lists_events(cells, names):
        names[speakers[0]], ranks[speakers[0]] = str(Task.OWNER), PATTERN_RANK


def _lists_events(cells: Sequence[HeaderCell], names: dict[int, str]) -> bool:
    place = place_of(names, Task.TASK)
    return any(cell.x == place and normal(cell.parts[-1]) in _EVENTS for cell in cells)


def _is_record(grid: Grid, body: range) -> bool:
    """Whether the header, a title over it or the name of the sheet calls the table a record, or tells of those who came."""
    above = range(max(0, body.start - _ROWS_ABOVE), body.start)
    texts = (cell_text(grid.cells[y, x]) for y in above for x in grid.own(y))
    return any(map(_OF_A_RECORD.search, (grid.name, *texts)))


def _is_of_opinions(cell: HeaderCell) -> bool:
    offered = matches(cell.text).get(SheetRole.FEEDBACK, ())
    return any(match.name in _OPINIONS and match.rank < WEAK_RANK for match in offered)
