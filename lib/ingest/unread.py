"""What stands unread in a workbook and could be mapped by hand: columns without a name, headers of sheets without a table.

Sample values are given for sheets of tasks alone: an unread column beside opinions may hold who said them.
"""

import re
from collections.abc import Sequence

from lib.ingest.choices import CHOOSABLE
from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import is_header_of, normal
from lib.ingest.locate import Located
from lib.ingest.mapped import MappedColumn
from lib.ingest.model import UnreadColumn
from lib.ingest.news_columns import columns_of_news
from lib.ingest.row_plan import RowPlan
from lib.ingest.samples import is_amount
from lib.ingest.split_days import parts_left_of
from lib.schema import SheetRole, Task

_NUMBERED = frozenset({SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION})
_MOST_SAMPLES = 3
_LONGEST_SAMPLE = 40
_LONGEST_HEADER = 40
_FIRST_ROWS = 12
_FEWEST = 2
_FEWEST_OF_TABLE = 3
_MOST_ROWS = 60
_OF_NO_WORK = re.compile(
    r"[:：]|电话|手机|联系方式|邮箱|地址|签到|签名|颜色|图例|含义|phone|mobile|e-?mail|address|signature|colou?r|meaning|legend",
    re.IGNORECASE,
)
"""What heads a list of addresses, of those present or of signs, or stands in a form."""


def unread_columns(tables: Sequence[tuple[Located, RowPlan]], ignored: Sequence[Grid]) -> tuple[UnreadColumn, ...]:
    """The unread columns of the tables, then the likely headers of the sheets that hold none."""
    of_tables = [column for located, plan in tables for column in _of_table(located, plan)]
    return (*of_tables, *(column for grid in ignored for column in likely_header(grid)))


def likely_header(grid: Grid) -> tuple[UnreadColumn, ...]:
    """The first row of different short texts with filled cells beneath most of them; () where no row is like that."""
    for y in range(min(grid.height - 1, _FIRST_ROWS)):
        own = grid.own(y)
        texts = [cell_text(grid.cells[y, x]) for x in own]
        words = all(isinstance(grid.cells[y, x], str) and len(text) <= _LONGEST_HEADER for x, text in zip(own, texts, strict=True))
        if len(own) < _FEWEST or not words or len({normal(text) for text in texts}) < len(own):
            continue
        if len(set(grid.own(y + 1)) & set(own)) >= max(_FEWEST, 0.5 * len(own)):
            return tuple(
                UnreadColumn(grid.name, SheetRole.IGNORED, " ".join(text.split()), grid.address(y, x))
                for x, text in zip(own, texts, strict=True)
            )
    return ()


def is_like_a_table(grid: Grid) -> bool:
    """Whether a sheet that holds no table that we know holds one all the same: headers, and rows beneath that tell of something in words.

    A legend of two columns, a form, a list of addresses and figures for a chart do not.
    """
    header = likely_header(grid)
    if len(header) < _FEWEST_OF_TABLE or any(_OF_NO_WORK.search(column.header) for column in header):
        return False
    first = next(y for y in range(grid.height) if any(grid.address(y, x) == header[0].cell for x in grid.own(y)))
    rows = [y for y in range(first + 1, grid.height) if len(grid.own(y)) >= max(_FEWEST, 0.5 * len(header))][:_MOST_ROWS]
    beside = [grid.cells[y, x] for y in rows for x in grid.own(y)[1:]]
    words = sum(isinstance(value, str) and not is_amount(value) for value in beside)
    return len(rows) >= _FEWEST and words >= 0.5 * len(beside)


def unread_of(located: Located) -> list[MappedColumn]:
    """The columns without a name that are not read in another way: as a level, a further start or end, a duration, a part of a day, plan or actual.

    A column under a header that is merged over several, with nothing of its own beneath, is none: its cells are the first column's.
    """
    mapped = located.mapped
    read = {*mapped.levels, *mapped.spans, *mapped.questions, *([] if mapped.duration is None else [mapped.duration.x]), mapped.versions}
    read |= {x for column in mapped.columns if column.name for x in parts_left_of(mapped, column)}
    if mapped.role not in _NUMBERED:  # whose schema has no place for a row's number, which says nothing
        read |= {column.x for column in mapped.columns if is_header_of(column.text, SheetRole.TASKS, Task.NUMBER)}
    if mapped.role is SheetRole.TASKS and mapped.place(Task.PROGRESS_NOTE) is None:
        read |= {column.x for column in columns_of_news(mapped.columns)}
    left = [column for column in mapped.columns if not column.name and not column.is_calendar and column.x not in read]
    return [column for column in left if not is_under_merged(located, column.x) or own_words(located, column.x)]


def is_under_merged(located: Located, x: int) -> bool:
    """Whether a column stands under a header that is merged with a column to the left."""
    anchor = located.grid.anchors.get((located.header[-1], x))
    return anchor is not None and anchor[1] < x


def own_words(located: Located, x: int) -> list[int]:
    """The rows of the table in which a column holds a value of its own."""
    return located.grid.filled(x, range(located.start, located.stop))


def _of_table(located: Located, plan: RowPlan) -> list[UnreadColumn]:
    mapped, grid = located.mapped, located.grid
    if mapped.role not in CHOOSABLE or mapped.is_list or mapped.is_further:
        return []
    return [
        UnreadColumn(
            grid.name,
            mapped.role,
            column.text,
            grid.address(located.header[-1], column.x),
            column.near,
            column.by_hand,
            _samples(grid, plan, column.x) if mapped.role is SheetRole.TASKS else (),
        )
        for column in unread_of(located)
    ]


def _samples(grid: Grid, plan: RowPlan, x: int) -> tuple[str, ...]:
    """The first different values of a column."""
    found: dict[str, None] = {}
    for y in plan.items:
        if grid.cells[y, x] is not None:
            found[cell_text(grid.cells[y, x])[:_LONGEST_SAMPLE]] = None
        if len(found) == _MOST_SAMPLES:
            break
    return tuple(found)
