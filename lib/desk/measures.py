"""What one version amounts to for one audience, filtered, on one day: every figure that a board words, draws or lists.

Asks `metrics`, decides no number and words none. Everything is computed when it is first asked for and then kept; measures are never
changed, so that all visitors who look at the same thing share them.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from lib.access import Disclosed, Shown
from lib.desk.kept import kept
from lib.desk.lamps import lamp_words
from lib.i18n import Language
from lib.metrics import feedback as opinions
from lib.metrics import rectification, units
from lib.metrics.as_of import judge_day, last_due_day
from lib.metrics.duties import Duties, duties
from lib.metrics.evaluation import Evaluations, evaluations
from lib.metrics.evidence import Evidence, evidence
from lib.metrics.figures import DUE_SOON_DAYS
from lib.metrics.filters import FilterOptions, Filters, filter_feedback, filter_options, filter_tasks
from lib.metrics.grouping import available_groupings, group_order
from lib.metrics.model import (
    AsOf,
    CategoryBreakdown,
    CategoryRectification,
    CrossTable,
    FeedbackGroup,
    FeedbackTotals,
    Grouping,
    PhaseProgress,
    Progress,
    RectificationTotals,
    SCurve,
    Timeline,
    Trend,
    UnitReport,
    Wall,
)
from lib.metrics.progress import phase_progress, progress
from lib.metrics.replan import Replan, replan
from lib.metrics.s_curve import s_curve
from lib.metrics.states import task_states
from lib.metrics.talks import Talks, talks
from lib.metrics.timeline import timeline
from lib.metrics.trends import trend
from lib.metrics.units import UnitProblems, problems_by_unit
from lib.metrics.wall import wall
from lib.schema import Opinion, SheetRole, Task
from lib.schema.lamp_rules import LampRule


@dataclass(frozen=True)
class Measures:
    """What may be asked about one version in figures. What charts need bears the names of `Needs`."""

    disclosed: Disclosed
    filters: Filters
    today: date
    chosen_day: date | None = None
    published: date | None = None

    @cached_property
    def as_of(self) -> AsOf:
        """The day judged and the day reported on."""
        last = last_due_day(self.disclosed.tasks, self.disclosed.feedback)
        return judge_day(self.disclosed.as_of, self.published, self.today, last, self.chosen_day)

    @cached_property
    def due_soon_days(self) -> int:
        """How many days ahead a due day is soon: the workbook's setting, else seven."""
        declared = self.disclosed.settings.due_soon_days
        return DUE_SOON_DAYS if declared is None else declared

    @cached_property
    def declared_rule(self) -> LampRule:
        """How lamps look: the rule that the workbook's settings name, else the standard one."""
        return lamp_words(self.disclosed.settings, Language.ZH).rule

    @cached_property
    def options(self) -> FilterOptions:
        """What can be chosen in the filters."""
        return filter_options(self.disclosed)

    @cached_property
    def all_states(self) -> pd.DataFrame:
        """Every task with its state on the day."""
        return task_states(self.disclosed.tasks, self.as_of, self.due_soon_days, marks_late_done=self.declared_rule.marks_late_done)

    @cached_property
    def states(self) -> pd.DataFrame:
        """The tasks that the filters leave."""
        return filter_tasks(self.all_states, self.filters, self.options)

    @property
    def is_part(self) -> bool:
        """Whether the filters leave any task out: what the rest does not hold may be in the workbook all the same."""
        return len(self.states) < len(self.all_states)

    @cached_property
    def opinions(self) -> pd.DataFrame:
        """The opinions and problems that the filters leave."""
        return filter_feedback(self.disclosed.feedback, self.filters, self.options)

    @cached_property
    def progress(self) -> Progress:
        """Plan against actual over the filtered tasks."""
        return progress(self.states, self.as_of)

    @cached_property
    def phases(self) -> tuple[PhaseProgress, ...]:
        """Each phase of the filtered tasks."""
        return phase_progress(self.states, self.as_of, group_order(self.disclosed, Grouping.PHASE))

    @cached_property
    def s_curve(self) -> SCurve:
        """Both shares over time."""
        return s_curve(self.states, self.as_of)

    @cached_property
    def timeline(self) -> Timeline:
        """The dated tasks as bars, by phase."""
        return self.timeline_by(Grouping.PHASE)

    def timeline_by(self, grouping: Grouping) -> Timeline:
        """The dated tasks as bars, by phase, unit or leader."""
        return timeline(self.states, self.as_of, grouping, group_order(self.disclosed, grouping))

    @cached_property
    def wall(self) -> Wall:
        """The wall chart by phase."""
        return self.wall_by(Grouping.PHASE)

    def wall_by(self, grouping: Grouping) -> Wall:
        """The wall chart by phase, unit or leader."""
        return wall(self.states, self.as_of, grouping, group_order(self.disclosed, grouping))

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """By what the timeline and the wall chart can be grouped for this audience."""
        return available_groupings(self.states)

    @cached_property
    def trend(self) -> Trend:
        """Should be done, done, overdue and due soon, 旬 by 旬 up to the as-of day."""
        return trend(self.states, self.as_of, self.due_soon_days)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The responsible units that owe anything, in the organisation's order; where a filter names units, these alone."""
        chosen = self.options.names("units", self.filters.units)
        return tuple(name for name in units.unit_names(self.disclosed) if not chosen or name in chosen)

    def unit_report(self, unit: str) -> UnitReport:
        """All that one unit owes; the filters apply."""
        return units.unit_report(self.states, self.opinions, self.as_of, unit, self._problems_by_unit)

    @cached_property
    def _problems_by_unit(self) -> dict[str, UnitProblems]:
        return problems_by_unit(self.opinions, self.as_of)

    @cached_property
    def duties(self) -> Duties:
        """The reports owed to supervising bodies, and those that the tasks' texts propose."""
        return duties(self.states, self.as_of)

    @cached_property
    def replan(self) -> Replan:
        """Original, agreed and actual days of the tasks that moved."""
        return replan(self.states, self.as_of, self.disclosed.audience)

    @cached_property
    def evidence(self) -> Evidence:
        """Which countable requirements are met, what tasks can show and what is missing."""
        return evidence(self.states, self.as_of, self.disclosed.audience, group_order(self.disclosed, Grouping.PHASE))

    @cached_property
    def talks(self) -> Talks:
        """Coverage of the rounds of talks; empty for all but the narrow audience."""
        return talks(self.disclosed.talks, self.as_of)

    @cached_property
    def evaluations(self) -> Evaluations:
        """Democratic evaluation before and after; empty for all but the narrow audience."""
        return evaluations(self.disclosed.evaluation)

    @property
    def has_talks(self) -> bool:
        """Whether this audience has any talk or evaluation to look at."""
        return bool(self.talks.pairs or self.evaluations.groups)

    @cached_property
    def feedback_totals(self) -> FeedbackTotals:
        """Raw and merged opinions."""
        return opinions.feedback_totals(self.opinions)

    @cached_property
    def categories(self) -> tuple[FeedbackGroup, ...]:
        """Opinions by category."""
        return opinions.by_category(self.opinions, self.disclosed.settings.category_order)

    @cached_property
    def subcategories(self) -> tuple[CategoryBreakdown, ...]:
        """Opinions by subcategory within category."""
        return opinions.by_category_and_subcategory(self.opinions, self.disclosed.settings.category_order)

    @cached_property
    def channels(self) -> tuple[FeedbackGroup, ...]:
        """Opinions by channel."""
        return opinions.by_channel(self.opinions)

    @cached_property
    def feedback_by_xun(self) -> tuple[FeedbackGroup, ...]:
        """Opinions by the third of a month."""
        return opinions.by_period(self.opinions)

    @cached_property
    def groups(self) -> CrossTable:
        """Opinions by source group, as prepared for the audience; filters do not reach it."""
        return opinions.group_totals(self.disclosed)

    @cached_property
    def group_by_category(self) -> CrossTable:
        """Opinions by source group and category, as prepared for the audience; filters do not reach it."""
        return opinions.group_by_category(self.disclosed)

    @property
    def opinions_are_filtered(self) -> bool:
        """Whether the filters leave less than all opinions, beside which a table that no filter reaches is of all."""
        return len(self.opinions) < len(self.disclosed.feedback)

    @cached_property
    def channel_by_category(self) -> CrossTable:
        """Opinions by channel and category."""
        return opinions.channel_by_category(self.opinions, self.disclosed.settings.category_order)

    @cached_property
    def rectification(self) -> RectificationTotals:
        """Problems by state, with both rates."""
        return rectification.rectification_totals(self.opinions, self.as_of)

    @cached_property
    def rectification_by_category(self) -> tuple[CategoryRectification, ...]:
        """Problems by category and state; equal ones stand as in the chart of opinions beside them."""
        beside = [group.name for group in self.categories]
        return rectification.rectification_by_category(self.opinions, self.disclosed.settings.category_order, beside)

    @property
    def has_tasks(self) -> bool:
        """Whether the workbook has any task."""
        return not self.disclosed.tasks.empty

    @property
    def has_opinions(self) -> bool:
        """Whether the filters leave any opinion."""
        return bool(self.feedback_totals.merged or self.feedback_totals.merged_away)

    @property
    def has_problems(self) -> bool:
        """Whether the filters leave any problem to be put right."""
        return bool(self.rectification.problems)

    @property
    def lists_ledger_apart(self) -> bool:
        """Whether the rows of feedback hold a ledger's beside opinions: these are then two kinds of rows."""
        return set(self.disclosed.feedback[Opinion.ROLE].dropna()) >= {str(SheetRole.FEEDBACK), str(SheetRole.RECTIFICATION)}

    @property
    def holds_problems(self) -> bool:
        """Whether there is any problem to be put right without the filters."""
        return bool(self.disclosed.feedback[Shown.IS_PROBLEM].any())

    @property
    def lacks_year(self) -> bool:
        """Whether the workbook leaves the year open, so that its deadlines are no days yet."""
        return self.disclosed.year is None and self.has_tasks and bool(self.all_states[Task.DUE].isna().any())

    @kept
    def shown_and_total(self, page: str) -> tuple[int, int]:
        """How many rows the filters leave, and of how many."""
        if page == "feedback":
            return len(self.opinions), len(self.disclosed.feedback)
        if page == "rectification":
            return int(self.opinions[Shown.IS_PROBLEM].sum()), int(self.disclosed.feedback[Shown.IS_PROBLEM].sum())
        return len(self.states), len(self.all_states)
