"""A board: one version as one audience sees it, filtered, on one day. Asks the rooms, decides no number.

Everything is computed when it is first asked for and then kept; a board is never changed, so that one may be
shared by all visitors who look at the same thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import attrgetter

import pandas as pd

from lib import wording
from lib.access import Disclosed, Shown
from lib.desk.detail import TaskDetail, task_detail
from lib.desk.kept import kept
from lib.desk.lamps import lamp_words
from lib.desk.lists import TaskLine, TaskList, task_lines
from lib.desk.rectification import RectificationView
from lib.desk.section import Section
from lib.desk.sections import SECTIONS
from lib.desk.tables import Table, opinion_table, organisation_table, task_table
from lib.desk.unit import UnitView, unit_view
from lib.figures.charts import CHARTS, Needs, gantt
from lib.figures.dialects import dressed, style_of
from lib.figures.sparkline import Sparkline, sparkline
from lib.figures.spec import ChartSpec
from lib.figures.tokens import Colour
from lib.i18n import Language, text
from lib.metrics import feedback as opinions
from lib.metrics import rectification, task_lists, units
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
from lib.metrics.reviews import next_review, review_days
from lib.metrics.s_curve import s_curve
from lib.metrics.states import task_states
from lib.metrics.talks import Talks, talks
from lib.metrics.timeline import timeline
from lib.metrics.trends import trend
from lib.metrics.wall import wall
from lib.schema import Lamp, Task
from lib.schema.lamp_rules import LampRule
from lib.wording.definitions import FigureId
from lib.wording.key_figures import KeyFigure, of_feedback, of_tasks

TASK_LISTS = {
    "late": task_lists.late_tasks,
    "help_needed": task_lists.help_needed,
    "stuck": task_lists.stuck_tasks,
    "next": task_lists.next_tasks,
    "undated": task_lists.undated_tasks,
}
"""The short lists by name; each has a heading `board.list.<name>` and a sentence for when it is empty."""


@dataclass(frozen=True)
class Board:
    """What may be asked about one version. The attributes that charts need bear the names of `Needs`."""

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
        return phase_progress(self.states, self.as_of, self.disclosed.settings.phase_order)

    @cached_property
    def s_curve(self) -> SCurve:
        """Both shares over time."""
        return s_curve(self.states, self.as_of)

    @cached_property
    def timeline(self) -> Timeline:
        """The dated tasks as bars, by phase."""
        return self.timeline_by(Grouping.PHASE)

    @property
    def is_timeline_long(self) -> bool:
        """Whether the timeline sums up unless all of it is asked for."""
        return len(self.timeline.bars) > gantt.MOST_TASKS

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
        """The responsible units that owe anything, in the organisation's order."""
        return units.unit_names(self.disclosed)

    def unit_report(self, unit: str) -> UnitReport:
        """All that one unit owes; the filters apply."""
        return units.unit_report(self.states, self.opinions, self.as_of, unit)

    def unit_view(self, unit: str, language: Language) -> UnitView:
        """One unit as a page shows it."""
        return unit_view(self.unit_report(unit), self.states, self.opinions, self.lamp_words(language))

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
        return evidence(self.states, self.as_of, self.disclosed.audience, self.disclosed.settings.phase_order)

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

    @kept
    def section(self, name: str, language: Language) -> Section:
        """One of `SECTIONS`: a view within a page."""
        return SECTIONS[name](self, language)

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
        """Problems by category and state."""
        return rectification.rectification_by_category(self.opinions, self.disclosed.settings.category_order)

    @cached_property
    def rectification_view(self) -> RectificationView:
        """What the page 整改 asks."""
        return RectificationView(self.disclosed, self.opinions, self.as_of)

    @kept
    def conclusion(self, page: str, language: Language) -> str:
        """The one sentence at the head of a page."""
        match page:
            case "overview" if self.has_tasks:
                return wording.overview(self.progress, self.due_soon_days, "", language)
            case "tasks" if self.has_tasks:
                return wording.tasks(self.progress, self.phases, language)
            case "timeline" if self.has_tasks:
                return wording.timeline(self.timeline, self.progress, language)
            case "wall" if self.has_tasks:
                return wording.wall(self.wall, language)
            case "talks" if not self.has_talks:
                return self.conclusion("tasks", language)
            case _ if page in SECTIONS:
                return self.section(page, language).sentence
            case "overview" | "feedback" if self.has_opinions:
                return wording.feedback(self.feedback_totals, self.categories, language)
            case "rectification" if self.has_problems:
                return self.rectification_view.conclusion(language)
            case "overview" if self.has_problems:
                return wording.rectification(self.rectification, language)
            case "feedback" | "rectification" if self.filters != Filters() and not self.disclosed.feedback.empty:
                return text(language, "board.table.opinions.empty")
            case "rectification":
                return text(language, f"board.empty.rectification.{'opinions' if self.has_opinions else 'plan'}")
            case _:
                return text(language, f"board.empty.{page}")

    @kept
    def remarks(self, page: str, language: Language) -> tuple[str, ...]:
        """What must be known beside the conclusion: unknowns, the day, the other half of the story."""
        if self.lacks_year:
            return (text(language, "board.year.missing"),)
        if page in ("overview", "tasks", "timeline", "wall") and self.has_tasks:
            return wording.remarks(self.progress, language)
        if page == "rectification" and self.has_problems:
            return self.rectification_view.remarks(language)
        if page == "feedback" and self.has_problems:
            return (wording.rectification(self.rectification, language),)
        return ()

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

    @kept
    def key_figures(self, page: str, language: Language) -> tuple[KeyFigure, ...]:
        """The few figures at the head of a page."""
        if page == "rectification":
            return self.rectification_view.key_figures(language)
        if page == "feedback":
            return of_feedback(self.feedback_totals, self.rectification, language)
        return of_tasks(self.progress, self.due_soon_days, language)

    @kept
    def sparkline(self, figure: FigureId, language: Language) -> Sparkline | None:
        """The small trend of one figure, None where it has none."""
        found = sparkline(self.trend, figure, language)
        is_late = found is not None and found.colour is Colour.OVERDUE
        return replace(found, colour=style_of(Lamp.OVERDUE, self.declared_rule).colour) if found and is_late else found

    @kept
    def chart(self, name: str, language: Language, grouping: Grouping = Grouping.PHASE, *, whole: bool = False) -> ChartSpec:
        """A chart of the registry, described; `grouping` holds for the timeline and the wall chart, `whole` for the timeline."""
        if whole and name == gantt.NAME:
            return dressed(gantt.build(self.timeline_by(grouping), language, most_tasks=None), self.declared_rule, language)
        chart = CHARTS[name]
        by_group = {Needs.TIMELINE: self.timeline_by, Needs.WALL: self.wall_by}.get(chart.needs)
        figures = attrgetter(chart.needs)(self) if by_group is None or grouping is Grouping.PHASE else by_group(grouping)
        return dressed(chart.build(figures, language), self.declared_rule, language)

    @kept
    def task_list(self, name: str, language: Language, most: int = 6) -> TaskList:
        """One of `TASK_LISTS`, at most so many lines of it."""
        chosen = TASK_LISTS[name](self.states)
        meetings = review_days(self.disclosed.settings.other, self.disclosed.year)
        lines: Sequence[TaskLine] = task_lines(chosen.head(most), self.as_of, language, next_review(meetings, self.as_of))
        return TaskList(
            name=name,
            heading=text(language, f"board.list.{name}"),
            lines=tuple(lines),
            total=len(chosen),
            empty=self._why_empty(name, language),
        )

    def _why_empty(self, name: str, language: Language) -> str:
        """None found, or nothing known: a plan without reported progress says nothing about lateness."""
        known = self.progress.is_reported or name in ("next", "undated")
        return text(language, f"board.list.{name}.empty" if known else "board.list.unknown")

    @property
    def lacks_year(self) -> bool:
        """Whether the workbook leaves the year open, so that its deadlines are no days yet."""
        return self.disclosed.year is None and self.has_tasks and bool(self.all_states[Task.DUE].isna().any())

    def table(self, name: str, language: Language) -> Table:
        """A whole table: `tasks`, `organisation` or `opinions`."""
        if name == "tasks":
            return task_table(self.states, self.lamp_words(language))
        if name == "organisation":
            return organisation_table(self.disclosed.organisation, language)
        return opinion_table(self.opinions, language)

    def detail(self, ref: str, language: Language) -> TaskDetail | None:
        """One task in full, unless the filters or the audience leave it out."""
        return task_detail(self.states, ref, self.disclosed.tables, self.lamp_words(language))

    def lamp_words(self, language: Language) -> wording.LampWords:
        """Shapes, words and rule of the lamps: what stands outside charts names a lamp by these alone."""
        return lamp_words(self.disclosed.settings, language)

    @kept
    def lamp_rule(self, language: Language) -> str:
        """The rule that lights the lamps, in words."""
        return wording.lamp_rule(language, self.due_soon_days, self.declared_rule)

    @kept
    def shown_and_total(self, page: str) -> tuple[int, int]:
        """How many rows the filters leave, and of how many."""
        if page == "feedback":
            return len(self.opinions), len(self.disclosed.feedback)
        if page == "rectification":
            return int(self.opinions[Shown.IS_PROBLEM].sum()), int(self.disclosed.feedback[Shown.IS_PROBLEM].sum())
        return len(self.states), len(self.all_states)
