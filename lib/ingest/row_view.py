"""What the rows of one table are compared with: its columns, its header and title, and where its items end."""

import re

import numpy as np

from lib.ingest.grid import cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.row_words import FORM_NOTE, LEGEND, NOTE, SIGNATURE
from lib.ingest.states import plain_state
from lib.schema import Opinion, Rule, SheetRole, Task

FACTS = frozenset({Task.DUE_TEXT, Task.PLAN_START, Task.PLAN_DUE, Task.STATUS, Task.PROGRESS, Task.ACTUAL_DONE, Task.ACTUAL_START})
"""Columns that say when or how far; a heading has none of them."""

FILLED_LIKE_AN_ITEM = 3
"""Cells in a row, its subject or its number among them."""

_SUBJECTS: dict[SheetRole, tuple[str, ...]] = {
    SheetRole.TASKS: (Task.TASK,),
    SheetRole.FEEDBACK: (Opinion.TEXT, Opinion.ISSUE),
    SheetRole.RECTIFICATION: (Opinion.ISSUE, Opinion.TEXT, Opinion.MEASURE),
    SheetRole.RULES: (Rule.NAME,),
}
_FAR_APART = re.compile(r"\s{2,}")  # 部门负责人：　　　分管领导：, in one cell over the table


class RowView:
    """One table as its rows are looked at."""

    def __init__(self, table: Located, zone: range) -> None:
        self.table = table
        self.grid = table.grid
        self.zone = zone
        mapped = table.mapped
        self.columns = [column for column in mapped.columns if not column.is_calendar]
        self.inner = {column.x: column.name for column in self.columns}
        self.subjects = [x for x in (mapped.place(name) for name in _SUBJECTS.get(mapped.role, ())) if x is not None] or [mapped.left]
        self.subjects += [x for x in (*mapped.levels, *mapped.questions) if x not in self.subjects]
        self.inner |= {x: self.inner.get(x, "") for x in mapped.levels}
        self.inner |= {column.x: "calendar" for column in mapped.calendar}
        self.number = mapped.place(Task.NUMBER) if mapped.role is SheetRole.TASKS else mapped.place(Opinion.FEEDBACK_ID)
        self.outline = self.number if self.number is not None or mapped.role is not SheetRole.TASKS else mapped.place(Task.TASK_ID)
        self.phase = mapped.place(Task.PHASE) if mapped.role is SheetRole.TASKS else None
        self.titles = {compared(cell_text(self.grid.cells[y, x])) for y in table.preamble for x in self.grid.own(y)}
        self.headers = {column.x: {normal(part) for part in column.text.split("/")} | {normal(column.text)} for column in self.columns}
        places = [x for x in self.inner if x < self.grid.width]
        self.counts = sum((self.grid.columns[x].codes != 0 for x in places), np.zeros(self.grid.height, dtype=np.int64))
        self.last = self._last_row()
        self.cut = self._other_table()
        self.last_item = self.last
        self.last_item = self._last_item()
        self.usual = self._usual_columns()

    def _last_row(self) -> int:
        for y in range(self.table.stop - 1, self.table.start - 1, -1):
            if any(self.grid.cells[y, x] is not None or (y, x) in self.grid.anchors for x in self.zone):
                return y
        return self.table.start - 1

    def _other_table(self) -> int:
        """Where something else begins below: a blank row, then a row of words only, also where numbers or days stand above."""
        typed = [x for x in self.inner if self._is_typed(x)]
        start = self.table.start
        ends = np.flatnonzero((self.counts[start + 1 : self.last] <= 1) & (self.counts[start + 2 : self.last + 1] >= 2)) + start + 2
        for y in ends.tolist() if typed else ():
            own = self.filled(y)
            above = y - 1 if not self.filled(y - 1) else y - 2 if len(self.filled(y - 1)) == 1 and not self.filled(y - 2) else None
            if above is None or above <= start or y in self.table.repeats:
                continue
            words = all(isinstance(self.grid.cells[y, x], str) and not any(char.isdigit() for char in self.text(y, x)) for x in own)
            if words and any(x in typed for x in own) and not self.repeats_header(y, own) and not NOTE.match(self.text(y, own[0])):
                return above
        return self.last + 1

    def _is_typed(self, x: int) -> bool:
        """Whether a column holds numbers or days and hardly a word."""
        values = [self.grid.cells[y, x] for y in range(self.table.start, min(self.last + 1, self.table.start + 60))]
        filled = [value for value in values if value is not None]
        plain = sum(not isinstance(value, str) for value in filled[: max(2, len(filled) // 2)])
        return len(filled) >= 2 and plain >= 0.9 * len(filled[: max(2, len(filled) // 2)])

    def _last_item(self) -> int:
        """The last row with a subject and something beside it."""
        for y in range(min(self.last, self.cut - 1), self.table.start - 1, -1):
            own = self.filled(y)
            named = self.has_subject(y) or (self.phase in own and self.says_when_or_how(own))
            if named and len(own) >= 2 and not self.is_note(y, own):
                return y
        return self.last

    def _usual_columns(self) -> set[int]:
        """Named columns that most rows fill."""
        rows = np.arange(self.table.start, min(self.last + 1, self.table.start + 300))
        rows = rows[self.counts[rows] >= 2]
        counts = {x: self._filled_here(rows, x) for x, name in self.inner.items() if name}
        return {x for x, count in counts.items() if len(rows) and count >= 0.7 * len(rows)}

    def _filled_here(self, rows: np.ndarray, x: int) -> int:
        """In how many of these rows a column holds a value, its own or that of a merged range."""
        is_own = self.grid.columns[x].codes[rows] != 0
        inherited = rows[~is_own].tolist() if self.grid.anchors else []
        return int(is_own.sum()) + sum(self.grid.value(y, x) is not None for y in inherited)

    def filled(self, y: int) -> list[int]:
        """The table's columns that hold a value of their own in a row."""
        row = self.grid.cells[y]
        return [x for x in self.inner if row[x] is not None]

    def filled_below(self, y: int) -> int | None:
        """The next row that holds a value of its own."""
        return next((row for row in range(y + 1, self.last + 1) if self.filled(row)), None)

    def inherited(self, y: int) -> list[int]:
        """Columns whose value comes from a merged cell that began in a row above, inside the table."""
        if not self.grid.anchors:
            return []
        start = self.table.start
        return [x for x in self.inner if start <= self.grid.anchors.get((y, x), (y, x))[0] < y]

    def has_subject(self, y: int) -> bool:
        """Whether a row holds a text in a column of its subject."""
        return any(self.grid.cells[y, x] is not None for x in self.subjects)

    def text(self, y: int, x: int) -> str:
        """A cell as a reader would write it."""
        return cell_text(self.grid.cells[y, x])

    def is_numbered(self, y: int) -> bool:
        """Whether a row has a number of its own."""
        return self.number is not None and self.grid.cells[y, self.number] is not None

    def says_when_or_how(self, own: list[int]) -> bool:
        """Whether a row gives days, a state or a progress."""
        return any(self.inner[x] in FACTS for x in own)

    def repeats_header(self, y: int, own: list[int]) -> bool:
        """Whether a row says again what the header says."""
        same = sum(isinstance(self.grid.cells[y, x], str) and normal(self.text(y, x)) in self.headers.get(x, ()) for x in own)
        return same >= 2 and same >= 0.7 * len(own)

    def is_note(self, y: int, own: list[int]) -> bool:
        """Whether a row is a remark, a legend or a signature."""
        texts = [self.text(y, x) for x in own]
        if len(own) == 1 and FORM_NOTE.match(texts[0]):
            return True
        signed = texts if len(own) > 1 else _FAR_APART.split(texts[0].strip())
        if len(signed) > 1 and all(NOTE.match(text) or SIGNATURE.fullmatch(text) for text in signed):
            return True
        if not NOTE.match(texts[0]):
            return False
        if len(own) == 1:
            return (
                own[0] not in self.subjects
                or self.grid.span_width(y, own[0]) > 1
                or ":" in texts[0]
                or "：" in texts[0]
                or own[0] == self.table.mapped.left
            )
        if LEGEND.match(texts[0]) and all(plain_state(re.split("[/／、]", text)[0]) for text in texts[1:]):
            return True
        return len(own) <= 3 and y > self.last_item - 1 and not self.is_numbered(y)
