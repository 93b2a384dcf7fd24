"""What each row of a table is: an item, or something set aside with its reason.

Set aside are blank separators, totals, banners that carry a phase, header rows that return, notes and signatures,
rows of a form that nobody filled in, and the further rows of an item that is merged over several. A row in doubt
is read as an item, and the rules then say what it lacks.
"""

import re

import numpy as np

from lib.ingest.coded import Coded
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import compared
from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.model import CellValue
from lib.ingest.row_plan import Banner, Reason, RowPlan
from lib.ingest.row_view import FACTS, RowView
from lib.ingest.row_words import (
    CHINESE_ORDINAL,
    CONTINUED,
    COUNT_ONLY,
    HEADING,
    NOTE,
    NOTES_BEGIN,
    RATE,
    TOTAL,
    TOTAL_IN_WORDS,
    WORD_OF_BODY,
    WORDS_OF_TOTALS,
)
from lib.ingest.task_columns import is_actual
from lib.schema import Opinion, SheetRole, Task

_ENOUGH = 3
_LONG = 40
_PLAIN_ID = re.compile("[A-Za-z]{0,2}[0-9]{1,30}")
_PLAINLY_FILLED = 4  # cells; with fewer, a header that returns may hide behind a number
_TASK_FACTS = FACTS - {Task.PROGRESS}  # a total may give the progress of all
_FORM_COLUMNS = frozenset({"", Task.NUMBER, Task.TASK_ID, Opinion.FEEDBACK_ID, Task.PROGRESS})


def _begins_plainly(first: str) -> bool:
    if len(first) > _LONG or not first.isalnum() or not any(char.isdigit() for char in first):
        return False
    return not WORDS_OF_TOTALS.search(first.casefold()) and not NOTE.match(first)


def _unlike_at_once(signs: str) -> str:
    """The same pattern in the grammar of RE2, which cannot look ahead, for a whole column at once."""
    others = r"\x{0}-\x{4dff}\x{a000}-\x{10ffff}"
    begins = "".join(sign for sign in signs if sign not in NOTES_BEGIN)
    after_sign = f"[{begins}][{signs}]*[^{signs}{others}]|" if begins else ""
    return f"^(?:{after_sign}[^{signs}{NOTES_BEGIN}{others}])"


def _by_row(by_code: list[bool], column: Coded[CellValue]) -> np.ndarray:
    return np.array(by_code, dtype=bool).take(column.codes)


def _is_no_beginning(column: Coded[CellValue], longest: int | None) -> np.ndarray:
    """In which rows stands no text, or one that is longer than any header, total or note."""
    if isinstance(column.distinct, FileTexts):
        lengths = column.distinct.lengths[column.codes]
        return np.asarray((lengths == 0) | (lengths > (lengths.max() if longest is None else longest)))
    return column.where(lambda value: not isinstance(value, str) or (longest is not None and len(value) > longest))


class _Sorter(RowView):
    """Sorts the rows of one table."""

    def __init__(self, table: Located, zone: range) -> None:
        super().__init__(table, zone)
        known = {sign for header in self.headers.get(self.subjects[0], ()) for sign in header if "\u4e00" <= sign <= "\u9fff"}
        signs = "".join(sorted(known)) or "一"
        # A text with an ideograph among its first that no header of the column has, and which begins no note.
        self._unlike_headers = re.compile(rf"(?={WORD_OF_BODY.pattern})[{signs}]*(?![{signs}])[\u4e00-\u9fff]")
        self._unlike_at_once = _unlike_at_once(signs)

    def sort(self) -> RowPlan:
        plan = RowPlan(cut=self.cut if self.cut <= self.last else None)
        start = self.table.start
        for y in (np.flatnonzero(~self._plainly_items()) + start).tolist():
            plan.items.extend(range(start, y))
            start = y + 1
            reason = self._reason(y, plan)
            if reason is None:
                plan.items.append(y)
                continue
            plan.aside.append((y, reason))
            if reason is Reason.TOTAL:
                plan.totals.append(y)
        plan.items.extend(range(start, self.last + 1))
        return plan

    def _reason(self, y: int, plan: RowPlan) -> Reason | None:
        own = self.filled(y)
        if y >= self.cut:
            return Reason.OUTSIDE if own else Reason.BLANK
        inherited = self.inherited(y)
        if not own:
            return self._without_own(y, inherited, plan)
        if y in self.table.repeats or self.repeats_header(y, own) or self._repeats_title(y, own):
            return Reason.REPEATED_HEADER
        if self._is_total(y, own) or self._is_count_under_total(y, own, plan):
            return Reason.TOTAL
        if self.is_note(y, own) or self._trails(y, own, plan):
            return Reason.NOTE
        if self._is_actual_of_above(y, plan) or self._continues_item(y, plan):
            return Reason.CONTINUATION
        if self._is_banner(y, own, inherited):
            return self._take_banner(y, own[0], plan)
        if self._level_heading(y, own):
            return self._take_banner(y, next(x for x in own if x in self.subjects), plan)
        if self._outline_heading(y, own, inherited):
            return self._take_banner(y, next(x for x in own if x in self.subjects), plan)
        if self.has_subject(y) or self._inherits_subject(inherited):
            return None
        if self._heads_next(y, own):
            return self._take_banner(y, self.phase or 0, plan)
        return self._without_subject(y, own)

    def _plainly_items(self) -> np.ndarray:
        """The ordinary rows: a subject and two cells more, none of which could be a header, total or note."""
        rows = np.arange(self.table.start, self.last + 1)
        plain: np.ndarray = (self.counts[rows] >= _ENOUGH) & (rows < self.cut)
        plain &= ~np.isin(rows, list(self.table.repeats))
        plain &= self._has_plain_subject(self.grid.columns[self.subjects[0]].taken(rows))
        waiting = plain.copy()  # rows whose first cell is still to be found
        several = self.counts[rows] >= _PLAINLY_FILLED
        for x in (place for place in self.inner if place < self.grid.width):
            column = self.grid.columns[x].taken(rows)
            here = waiting & (column.codes != 0)
            if here.any():
                first = Coded(np.where(here, column.codes, 0), column.distinct)
                surely = ~here | _is_no_beginning(first, _LONG if x == self.subjects[0] else None)
                plain &= surely | (several & self._plain_beginnings(first))
                waiting &= ~here
        return plain

    def _has_plain_subject(self, column: Coded[CellValue]) -> np.ndarray:
        """In which rows the subject is a text that is no header and no note."""
        headers = self.headers[self.subjects[0]]
        if isinstance(column.distinct, FileTexts):
            texts = column.distinct
            plain = texts.lengths > _LONG
            plain |= texts.matching(self._unlike_at_once, ~plain)
            return texts.judged(plain, ~plain, lambda text: normal(text) not in headers and not NOTE.match(text)).take(column.codes)
        unlike = self._unlike_headers.match
        by_code = [
            isinstance(value, str)
            and (len(value) > _LONG or unlike(value) is not None or (normal(value) not in headers and not NOTE.match(value)))
            for value in column.distinct
        ]
        return _by_row(by_code, column)

    def _plain_beginnings(self, column: Coded[CellValue]) -> np.ndarray:
        """In which rows the first text, such as Y000017, can be no total, note, heading or header."""
        if self.table.mapped.levels:
            return np.zeros(len(column), dtype=bool)
        if isinstance(column.distinct, FileTexts):
            here = column.counts() > 0
            is_id = column.distinct.matching(f"^{_PLAIN_ID.pattern}$", here)
            return column.distinct.judged(is_id, here & ~is_id, _begins_plainly).take(column.codes)
        matches = _PLAIN_ID.fullmatch
        by_code = [isinstance(value, str) and (matches(value) is not None or _begins_plainly(value)) for value in column.distinct]
        return _by_row(by_code, column)

    def _without_own(self, y: int, inherited: list[int], plan: RowPlan) -> Reason:
        if inherited and plan.items:
            plan.continues[y] = plan.items[-1]
            return Reason.CONTINUATION
        outer = [x for x in self.zone if self.grid.cells[y, x] is not None]
        return Reason.OUTSIDE if outer else Reason.BLANK

    def _inherits_subject(self, inherited: list[int]) -> bool:
        return any(x in self.subjects for x in inherited)

    def _repeats_title(self, y: int, own: list[int]) -> bool:
        if len(own) != 1:
            return False
        text = compared(self.text(y, own[0]))
        bare = CONTINUED.sub("", text)
        return text in self.titles or (bare != text and (not bare or bare in self.titles))

    def _is_total(self, y: int, own: list[int]) -> bool:
        first = self.grid.cells[y, own[0]]
        if isinstance(first, str) and own[0] not in self.subjects and RATE.fullmatch(compared(first)):
            return all(not self.text(y, x) or COUNT_ONLY.fullmatch(self.text(y, x)) for x in self.subjects)
        if isinstance(first, str) and len(own) == 1 and own[0] not in self.subjects and TOTAL_IN_WORDS.fullmatch(compared(first)):
            return True
        if not isinstance(first, str) or len(first) > _LONG or not TOTAL.fullmatch(compared(first)):
            return False
        if compared(first).endswith("汇总") and len(own) > 1 and any(self.inner[x] in _TASK_FACTS for x in own):
            return False  # 征求意见汇总 is a task where it is said when it is due or how it stands
        return all(x == own[0] or not self.text(y, x) or COUNT_ONLY.fullmatch(self.text(y, x)) for x in self.subjects)

    def _is_count_under_total(self, y: int, own: list[int], plan: RowPlan) -> bool:
        """A word and a bare number right beneath a total (Closed: 3): the total goes on."""
        if len(own) != 2 or own[1] not in self.subjects or not plan.aside or plan.aside[-1] != (y - 1, Reason.TOTAL):
            return False
        word, count = self.grid.cells[y, own[0]], self.text(y, own[1])
        return isinstance(word, str) and not any(char.isdigit() for char in word) and bool(COUNT_ONLY.fullmatch(count))

    def _trails(self, y: int, own: list[int], plan: RowPlan) -> bool:
        """One text below the last full item, with a blank row or a note between: a remark or a legend."""
        if y <= self.last_item or len(own) != 1 or not plan.aside:
            return False
        before, reason = plan.aside[-1]
        return before > self.last_item and reason in (Reason.BLANK, Reason.NOTE, Reason.OUTSIDE, Reason.TOTAL)

    def _continues_item(self, y: int, plan: RowPlan) -> bool:
        """The item above is merged over this row: its subject, its number and its deadline where there are such."""
        inherited = set(self.inherited(y))
        if not plan.items or not any(x in inherited for x in self.subjects[:1]):
            return False
        place = self.table.mapped.place
        alone = [x for x in (self.number, place(Task.DUE_TEXT), place(Task.PLAN_DUE), place(Task.STATUS)) if x is not None]
        if any(self.grid.cells[y, x] is not None for x in alone):
            return False
        plan.continues[y] = plan.items[-1]
        return True

    def _is_actual_of_above(self, y: int, plan: RowPlan) -> bool:
        """The second row of a task that is written as 计划 and 实际: its own cells say only what happened."""
        x = self.table.mapped.versions
        if x is None or not plan.items or not is_actual(self.grid.cells[y, x]):
            return False
        if any(self.grid.cells[y, subject] is not None for subject in self.subjects):
            return False
        plan.actuals[y] = plan.items[-1]
        return True

    def _is_banner(self, y: int, own: list[int], inherited: list[int]) -> bool:
        if len(own) != 1 or inherited or not isinstance(self.grid.cells[y, own[0]], str):
            return False
        x = own[0]
        wide = self.grid.span_width(y, x) > 1
        heading = bool(HEADING.match(self.text(y, x)))
        if y > self.last_item:
            return wide and heading and len(self.text(y, x)) <= 30
        if x == self.phase:
            return self.grid.span_height(y, x) == 1
        if wide or (x == self.table.mapped.left and x not in self.subjects):
            return True
        if x not in self.subjects or self.table.mapped.role is not SheetRole.TASKS:
            return False
        return heading or self._stands_out(y, x)

    def _stands_out(self, y: int, x: int) -> bool:
        """A lone task text among rows that are all filled, with such a row right beneath: a heading, most likely."""
        others = self.usual - {x}
        if self.phase is not None or len(others) < 2 or len(self.text(y, x)) > 40:
            return False
        below = next((row for row in range(y + 1, self.last + 1) if self.filled(row)), None)
        return below is not None and len(self.usual & set(self.filled(below))) >= 2 and self.has_subject(below)

    def _level_heading(self, y: int, own: list[int]) -> bool:
        """The upper level of an outline in columns, without days or a state, above a row of a lower level."""
        levels = self.table.mapped.levels
        if not levels or y + 1 > self.last or not set(own) & set(levels[:-1]) or self.says_when_or_how(own):
            return False
        here = max(x for x in own if x in levels) if set(own) & set(levels) else -1
        below = [x for x in levels if self.grid.cells[y + 1, x] is not None]
        return bool(below) and here < below[0]

    def _outline_heading(self, y: int, own: list[int], inherited: list[int]) -> bool:
        """Number and text only, where the next row's number lies beneath this one's (1, then 1.1)."""
        x = self.outline
        if self.table.mapped.role is not SheetRole.TASKS or x is None or inherited or len(own) != 2 or set(own) != {x, self.subjects[0]}:
            return False
        below = next((row for row in range(y + 1, self.last + 1) if self.filled(row)), None)
        if below is None:
            return False
        if CHINESE_ORDINAL.fullmatch(self.text(y, x)) and not CHINESE_ORDINAL.fullmatch(self.text(below, x)):
            return self.grid.cells[below, x] is not None and len(self.filled(below)) > 2
        here, next_number = self.text(y, x).rstrip("."), self.text(below, x)
        return bool(here) and next_number.startswith(here + ".") and len(self.filled(below)) > 2

    def _heads_next(self, y: int, own: list[int]) -> bool:
        """A phase without a task of its own above a task without a phase: the phase's summary row."""
        if self.phase is None or self.phase not in own or y + 1 > self.last or self.grid.span_height(y, self.phase) > 1:
            return False
        if self.says_when_or_how(own):
            return False
        return self.has_subject(y + 1) and self.grid.cells[y + 1, self.phase] is None

    def _take_banner(self, y: int, x: int, plan: RowPlan) -> Reason:
        text = self.text(y, x)
        numbered = self.number is not None and bool(CHINESE_ORDINAL.fullmatch(self.text(y, self.number)))
        sure = self.grid.span_width(y, x) > 1 or x == self.phase or bool(HEADING.match(text)) or x not in self.subjects or numbered
        plan.banners.append(Banner(y, x, " ".join(text.split()), sure))
        return Reason.BANNER

    def _without_subject(self, y: int, own: list[int]) -> Reason | None:
        """No task, no opinion: a form row that nobody filled in, something below the table, or an item that lacks it."""
        names = {self.inner[x] for x in own}
        if names <= _FORM_COLUMNS:
            return Reason.PREFILLED if names - {""} else Reason.OUTSIDE
        if y <= self.last_item:
            return None if names - {"", Task.NOTE, Task.PHASE} else Reason.OUTSIDE
        if self.counts[y - 1] and len(names & FACTS) >= 1 and len(names - {""}) >= _ENOUGH:
            return None  # right beneath an item and filled like one
        if not self.is_numbered(y):
            return Reason.OUTSIDE
        return Reason.PREFILLED if names <= _FORM_COLUMNS | {Task.STATUS} else None


def sort_rows(table: Located, zone: range) -> RowPlan:
    """Sort a table's rows.

    Args:
        table: the table found.
        zone: the sheet's columns that belong to it; all of them where no other table stands beside it.
    """
    return _Sorter(table, zone).sort()
