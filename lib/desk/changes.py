"""Comparing two versions: a draft with the current one, with what the last meeting saw, or any two.

Each side is judged on the day that it speaks of (its 数据截止日期, else the day it was published, else today), so that what fell
due between the two is newly late, and the same workbook compared with itself has not changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from lib.access import Disclosed, DisclosedPair, disclose_pair
from lib.desk.change_table import change_table
from lib.desk.changed_settings import changed_settings
from lib.desk.doubts import Doubt, count_doubts, doubts
from lib.desk.opening import Opened
from lib.desk.tables import Table
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.matching import Correction, Joint, Matching, match_rows
from lib.metrics.as_of import judge_day, last_due_day
from lib.metrics.changes import changes
from lib.metrics.changes_model import Changed, ChangeKind, Changes, Side
from lib.metrics.figures import DUE_SOON_DAYS
from lib.metrics.model import AsOf
from lib.schema import Audience
from lib.wording.changes import change_label, changes_remarks, sides_of
from lib.wording.changes import changes as changes_in_words

_OF_ONE_ROW = ("kind", "field", "old", "new")
"""Columns that say something where the row is known."""


@dataclass(frozen=True, slots=True)
class LabelledCount:
    """How many rows are of one kind, with what the kind is called."""

    kind: ChangeKind
    label: str
    n: int


@dataclass(frozen=True)
class Comparison:
    """What may be asked about two versions; computed when first asked for and then kept."""

    old: Opened
    new: Opened
    audience: Audience
    today: date
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def matching(self) -> Matching:
        """Which row is which, over the whole workbooks: shown to nobody."""
        return match_rows(self.old.workbook, self.new.workbook, self.corrections, self._joint)

    @cached_property
    def pair(self) -> DisclosedPair:
        """Both versions as the audience may compare them."""
        return disclose_pair(self.old.workbook, self.new.workbook, self.matching, self.audience, self._joint)

    @cached_property
    def _joint(self) -> Joint:
        return Joint(self.old.workbook.feedback, self.new.workbook.feedback)

    @cached_property
    def old_as_of(self) -> AsOf:
        """The day on which the old version is judged."""
        return self._own_day(0, self.pair.old_plan, self.old)

    @cached_property
    def new_as_of(self) -> AsOf:
        """The day on which the new version is judged."""
        return self._own_day(1, self.pair.new_plan, self.new)

    def _own_day(self, side: int, plan: Disclosed, opened: Opened) -> AsOf:
        last_due = last_due_day(plan.tasks, self.pair.feedback.dues(side))
        judged = judge_day(plan.as_of, opened.published, self.today, last_due, None)
        return AsOf(judged.reported, judged.reported, judged.held, judged.in_another_year)

    @cached_property
    def changes(self) -> Changes:
        """Rows and cells that changed."""
        declared = [side.settings.due_soon_days for side in (self.pair.old_plan, self.pair.new_plan)]
        soon = [DUE_SOON_DAYS if days is None else days for days in declared]
        return changes(self.pair, self.old_as_of, self.new_as_of, *soon)

    @property
    def is_empty(self) -> bool:
        """Whether no row that the audience may compare has changed; settings are told apart."""
        return not self.changes.total

    def settings(self, language: Language) -> Table:
        """What changed beside the rows: settings, who is who, rules; empty where nothing did."""
        return changed_settings(self.pair, language)

    @property
    def shares_no_row(self) -> bool:
        """Whether both sides have rows and none is the same: most likely another plan's workbook."""
        both = [len(side.workbook.tasks) + len(side.workbook.feedback) for side in (self.old, self.new)]
        return min(both) > 0 and not self.changes.shared

    def conclusion(self, language: Language) -> str:
        """What changed, in one sentence, the worst first; what changed beside the rows is counted in another."""
        beside = len(self.settings(language).cells)
        if not beside:
            return changes_in_words(self.changes, language)
        if self.is_empty:
            return text(language, "changes.settings.only", n=beside, count=number(beside, language))
        return changes_in_words(self.changes, language) + text(language, "changes.settings.said", n=beside, count=number(beside, language))

    def remarks(self, language: Language) -> tuple[str, ...]:
        """Rows in doubt, what is not compared, and why an opinion's words or cell may be missing."""
        told = changes_remarks(self.changes, language)
        if self.audience is Audience.HEAD or not self.changes.feedback:
            return told
        return (*told, text(language, "changes.not_shown", audience=text(language, f"audience.{self.audience}")))

    def counts(self, language: Language) -> tuple[LabelledCount, ...]:
        """The kinds that occur, the worst first, with how many rows are of each."""
        sides = {each.kind: sides_of(each.kind, self.changes) for each in self.changes.counts}
        return tuple(
            LabelledCount(each.kind, change_label(each.kind, language, sides[each.kind]), each.rows) for each in self.changes.counts
        )

    def table(self, kind: ChangeKind | None, language: Language) -> Table:
        """The changed cells of one kind, or all of them."""
        return change_table(self.changes, self.pair, kind, language)

    def of_task(self, ref: str, language: Language) -> Table:
        """What changed in one task of the new version, cell by cell; empty where nothing did."""
        fields = self.changes.fields
        own = fields[fields[Changed.TABLE].eq(str(Side.TASKS)) & fields[Changed.NEW_REF].eq(ref)]
        table = change_table(replace(self.changes, fields=own), self.pair, None, language)
        kept = tuple((name, title) for name, title in table.headings if name in _OF_ONE_ROW)
        return replace(table, name="task_changes", headings=kept, cells=table.cells[[name for name, _ in kept]])

    def unsure(self, language: Language) -> tuple[Doubt, ...]:
        """The doubtful pairs that somebody may put right, each with what else the row could be."""
        return doubts(self.pair, language)

    @property
    def unsure_rows(self) -> int:
        """How many pairs are doubtful, those that are not listed among them."""
        return count_doubts(self.pair)


def comparison(old: Opened, new: Opened, audience: Audience, today: date, corrections: Sequence[Correction] = ()) -> Comparison:
    """Compare two versions.

    Args:
        old, new: as opened: published versions, or a draft.
        audience: who is looking.
        today: the clock's day, from the caller.
        corrections: what somebody said about rows in doubt.
    """
    return Comparison(old, new, audience, today, tuple(corrections))
