"""What each row of a table is: an item, or something set aside with its reason.

Set aside are blank separators, totals, banners that carry a phase, header rows that return, notes and signatures,
rows of a form that nobody filled in, lines of text in the column of numbers, and the further rows of an item that is merged over several. A row in doubt
is read as an item, and the rules then say what it lacks.
"""

import numpy as np

from lib.ingest.grid import compared
from lib.ingest.heading_rows import banner_at, heading_column, summary_column
from lib.ingest.locate import Located
from lib.ingest.plain_rows import plainly_items
from lib.ingest.plan_and_actual import is_actual
from lib.ingest.row_plan import Reason, RowPlan
from lib.ingest.row_view import FACTS, FILLED_LIKE_AN_ITEM, RowView
from lib.ingest.row_words import CONTINUED, COUNT_ONLY, LONGEST_LINE, LONGEST_SIGN, NO_NUMBER, RATE, TOTAL, TOTAL_IN_WORDS
from lib.schema import Opinion, Task

_TASK_FACTS = FACTS - {Task.PROGRESS}  # a total may give the progress of all
_NUMBER_COLUMNS = frozenset({Task.NUMBER, Task.TASK_ID, Opinion.FEEDBACK_ID})
_FORM_COLUMNS = frozenset({"", *_NUMBER_COLUMNS, Task.PROGRESS})


class _Sorter(RowView):
    """Sorts the rows of one table."""

    def sort(self) -> RowPlan:
        plan = RowPlan(cut=self.cut if self.cut <= self.last else None)
        start = self.table.start
        for y in (np.flatnonzero(~plainly_items(self)) + start).tolist():
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
        heading = heading_column(self, y, own, inherited)
        if heading is None:
            if self.has_subject(y) or self._inherits_subject(inherited):
                return None
            heading = summary_column(self, y, own)
        if heading is None:
            return self._without_subject(y, own)
        plan.banners.append(banner_at(self, y, heading))
        return Reason.BANNER

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
        if not isinstance(first, str) or len(first) > LONGEST_SIGN or not TOTAL.fullmatch(compared(first)):
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

    def _without_subject(self, y: int, own: list[int]) -> Reason | None:
        """No task, no opinion: a form row that nobody filled in, something below the table, or an item that lacks it."""
        names = {self.inner[x] for x in own}
        if names <= _FORM_COLUMNS:
            if any(self.inner[x] in _NUMBER_COLUMNS and NO_NUMBER.match(self.text(y, x)[:LONGEST_LINE]) for x in own):
                return Reason.TEXT
            return Reason.PREFILLED if names - {""} else Reason.OUTSIDE
        if y <= self.last_item:
            return None if names - {"", Task.NOTE, Task.PHASE} else Reason.OUTSIDE
        if self.counts[y - 1] and len(names & FACTS) >= 1 and len(names - {""}) >= FILLED_LIKE_AN_ITEM:
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
