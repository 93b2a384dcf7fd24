"""What the earlier versions of a board say beside the one that is shown: problems that came back, due days as at the last meeting.

Rows are matched over whole workbooks, which is shown to nobody, and the pairs disclosed to the audience before anything is
asked of them. Computed when first asked for and then kept: versions never change.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from lib.access import Disclosed, DisclosedPair, disclose_pair
from lib.desk.opening import Opened
from lib.ingest.model import Workbook
from lib.matching import match_rows
from lib.metrics.history import SentBackHistory, Step, sent_back_history
from lib.metrics.replan_since import SinceMeeting, since_meeting
from lib.store import MeetingMark, VersionInfo

MOST_VERSIONS = 12
"""So many versions are looked at, the one shown among them."""


@dataclass(frozen=True)
class Past:
    """What may be asked of the versions before the one that is shown.

    `earlier` are they, the newest first, `meetings` the review meetings, the last marked first; `fetch` opens a version by its number
    and may raise a StoreError, and so may every question.
    """

    shown: Disclosed
    opened: Opened
    info: VersionInfo
    earlier: tuple[VersionInfo, ...]
    meetings: tuple[MeetingMark, ...]
    fetch: Callable[[int], Opened]

    @cached_property
    def sent_back(self) -> SentBackHistory:
        """The problems that were sent back or reopened in any of the last versions."""
        looked_at = self.earlier[: MOST_VERSIONS - 1]
        steps = [Step(each.number, _day(each), self._pair(each, _without_tasks)) for each in reversed(looked_at)]
        return sent_back_history(self.shown, self.info.number, _day(self.info), steps, len(self.earlier) - len(looked_at))

    @cached_property
    def since_meeting(self) -> SinceMeeting | None:
        """What moved since the last meeting that looked at an earlier version; None where none did."""
        numbered = {each.number: each for each in self.earlier}
        mark = next((mark for mark in self.meetings if mark.version in numbered), None)
        if mark is None:
            return None
        then = numbered[mark.version]
        return since_meeting(self._pair(then, _without_feedback), mark.name, then.number, _day(then))

    def _pair(self, older: VersionInfo, part: Callable[[Workbook], Workbook]) -> DisclosedPair:
        old, new = part(self.fetch(older.number).workbook), part(self.opened.workbook)
        return disclose_pair(old, new, match_rows(old, new), self.shown.audience)


def _without_tasks(workbook: Workbook) -> Workbook:
    """Opinions and problems are followed without the tasks, which take as long again."""
    return replace(workbook, tasks=workbook.tasks.iloc[:0], findings=())


def _without_feedback(workbook: Workbook) -> Workbook:
    return replace(workbook, feedback=workbook.feedback.iloc[:0], findings=())


def _day(info: VersionInfo) -> date:
    """The day of publishing on this machine's wall."""
    return info.published.astimezone().date()
