"""Which tables of source groups a version of a board shows: its own, an earlier version's, or none.

The rule stands in `lib.access.releases`; here the versions of a board are gone through in their order. What was decided at a publish is kept
with the version, so that one that was withheld is not opened again; where nothing is kept, as of versions from before this was
asked, it is decided now, and each version says the same whenever it is opened. Tables are small and are kept in this process.
A version that cannot be read stops everything after it: without the predecessor there is no table.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock

from lib.access import NO_GROUPS, SourceGroups
from lib.access.groups import GroupCounts, group_counts
from lib.access.releases import Release, is_told, released_with
from lib.ingest.model import Workbook
from lib.schema import Audience
from lib.store import Store

MOST_BOARDS = 64
"""Of so many boards and circles what was released is kept at hand."""


CIRCLE_OF: Mapping[Audience, str] = dict.fromkeys(Audience, "wide")
"""The circle of readers that each audience belongs to. There is but one: whoever may look as two audiences could subtract their tables."""

CIRCLES = tuple(dict.fromkeys(CIRCLE_OF.values()))


@dataclass(frozen=True, slots=True)
class _Step:
    """One version: what it released of its own, and whose tables it shows."""

    own: Release | None
    shown: Release | None


class Releases:
    """What the boards of one store released. Threads may share it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str], tuple[_Step, ...]] = OrderedDict()

    def of_version(self, board: str, number: int, audience: Audience) -> SourceGroups:
        """The tables that a published version shows.

        Raises:
            StoreError: an earlier version, or this one, cannot be read; then there is no table.
        """
        shown = self._steps(board, number, CIRCLE_OF[audience])[number - 1].shown
        return NO_GROUPS if shown is None else shown.shown_by(number)

    def of_draft(self, workbook: Workbook, board: str, base: int | None, audience: Audience) -> SourceGroups:
        """The tables that a workbook would show as the version after `base`.

        Raises:
            StoreError: an earlier version cannot be read; then there is no table.
        """
        number = (base or 0) + 1
        counts, day = group_counts(workbook), workbook.as_of or date.min
        shown = self._step(self._steps(board, base or 0, CIRCLE_OF[audience]), counts, number, day).shown
        return NO_GROUPS if shown is None else shown.shown_by(number)

    def next_numbers(self, counts: GroupCounts, day: date | None, board: str, base: int | None) -> dict[str, int]:
        """By circle, the number of the version whose tables the version after `base` shows.

        Args:
            counts: what the tables of that version are made of.
            day: the day that it speaks of, None where it says none.
            board, base: which version it follows.

        Raises:
            StoreError: an earlier version cannot be read.
        """
        number = (base or 0) + 1
        steps = {circle: self._step(self._steps(board, base or 0, circle), counts, number, day or date.min) for circle in CIRCLES}
        return {circle: step.shown.number for circle, step in steps.items() if step.shown is not None}

    def _steps(self, board: str, number: int, circle: str) -> tuple[_Step, ...]:
        """The versions up to a number."""
        with self._lock:
            steps = self._kept.get((board, circle), ())
        for each in range(len(steps) + 1, number + 1):
            steps = (*steps, self._next(steps, board, each, circle))
        with self._lock:
            if len(steps) >= len(self._kept.get((board, circle), ())):
                self._kept[board, circle] = steps
            self._kept.move_to_end((board, circle))
            while len(self._kept) > MOST_BOARDS:
                self._kept.popitem(last=False)
        return steps

    def _next(self, before: tuple[_Step, ...], board: str, number: int, circle: str) -> _Step:
        """A published version; one of which it is kept that it was withheld is not opened."""
        if self._store.released(board, number).get(circle, number) != number:
            return _Step(None, _last_told(before))
        info = self._store.version(board, number)
        workbook = self._store.open_version(board, number)
        return self._step(before, group_counts(workbook), number, workbook.as_of or info.published.astimezone().date())

    def _step(self, before: tuple[_Step, ...], counts: GroupCounts, number: int, day: date) -> _Step:
        earlier = [step.own for step in before if step.own is not None]
        own = released_with(earlier, counts, number, day)
        return _Step(own, _last_told(before) if own is None else own)


def _last_told(steps: tuple[_Step, ...]) -> Release | None:
    """The last release that said anything of groups."""
    return next((step.own for step in reversed(steps) if step.own is not None and is_told(step.own)), None)
