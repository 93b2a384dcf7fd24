"""A board: one version as one audience sees it, in sentences, charts, lists and tables. Its figures are those of `Measures`.

What it says is kept like what it counts: a board is never changed, so that one may be shared by all visitors who look at the same thing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from lib import wording
from lib.desk.detail import TaskDetail, task_detail
from lib.desk.kept import kept
from lib.desk.lamps import lamp_words
from lib.desk.lists import TaskLine, TaskList, by_phase, own_lamps, task_lines, with_reasons
from lib.desk.measures import Measures
from lib.desk.rectification import RectificationView
from lib.desk.section import Section
from lib.desk.sections import SECTIONS
from lib.desk.tables import Table, opinion_table, organisation_table, plan_bears_years, task_table
from lib.desk.unit import UnitView, unit_view
from lib.figures.charts import CHARTS, Needs, gantt
from lib.figures.dialects import dressed, style_of
from lib.figures.sparkline import FIGURES, Sparkline, sparkline
from lib.figures.spec import ChartSpec
from lib.figures.tokens import Colour
from lib.i18n import Language, text
from lib.metrics import task_lists
from lib.metrics.filters import Filters
from lib.metrics.model import Grouping
from lib.metrics.reviews import next_review, review_days
from lib.schema import Lamp, Task
from lib.wording.definitions import FigureId
from lib.wording.key_figures import KeyFigure, of_feedback, of_tasks
from lib.wording.phrases import counted
from lib.wording.report import none_late, none_stuck

TASK_LISTS = {
    "late": task_lists.late_tasks,
    "help_needed": task_lists.help_needed,
    "stuck": task_lists.stuck_tasks,
    "next": task_lists.next_tasks,
    "undated": task_lists.undated_tasks,
}
"""The short lists by name; each has a heading `board.list.<name>` and a sentence for when it is empty."""


_PAST_FILTERS = frozenset({Needs.GROUPS, Needs.GROUP_BY_CATEGORY})
"""What no filter reaches, so that nothing can be subtracted."""


@dataclass(frozen=True)
class Board(Measures):
    """What one version says, to readers of either language."""

    @property
    def is_timeline_long(self) -> bool:
        """Whether the timeline sums up unless all of it is asked for."""
        return len(self.timeline.bars) > gantt.MOST_TASKS

    def unit_view(self, unit: str, language: Language) -> UnitView:
        """One unit as a page shows it."""
        return unit_view(
            self.unit_report(unit), self.states, self.opinions, self.lamp_words(language), is_filtered=not self.filters.is_empty
        )

    @kept
    def section(self, name: str, language: Language) -> Section:
        """One of `SECTIONS`: a view within a page."""
        return SECTIONS[name](self, language)

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
            case "rectification" if self.filters != Filters() and self.holds_problems:
                return text(language, "board.table.ledger.empty")
            case "overview" | "feedback" | "rectification" if self.filters != Filters() and not self.disclosed.feedback.empty:
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
        if figure not in FIGURES:
            return None  # and the tasks need not be followed back for it
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
        built = chart.build(figures, language)
        if chart.needs in _PAST_FILTERS and self.opinions_are_filtered and not built.is_empty:
            of_all = text(language, "figures.note.past_filters")
            built = replace(built, note=language.manners.gap.join(part for part in (of_all, built.note) if part))
        return dressed(built, self.declared_rule, language)

    @kept
    def task_list(self, name: str, language: Language, most: int = 6) -> TaskList:
        """One of `TASK_LISTS`, at most so many lines of it."""
        chosen = TASK_LISTS[name](self.states)
        meetings = review_days(self.disclosed.settings.other, self.disclosed.year)
        lines: Sequence[TaskLine] = task_lines(chosen.head(most), self.as_of, language, next_review(meetings, self.as_of))
        if name == "stuck":
            lines = with_reasons(lines, chosen, self.duties.duties, language)
        return TaskList(
            name=name,
            heading=text(language, f"board.list.{name}"),
            lines=tuple(lines),
            total=len(chosen),
            empty=self._why_empty(name, language),
            lamps=own_lamps(chosen, self.states),
            remark=self._not_shown(language) if name == "help_needed" else "",
        )

    def _not_shown(self, language: Language) -> str:
        """Of how many it is not shown whether they ask for help; nothing where no progress is reported, which is said in its place."""
        is_said = self.help_withheld and self.progress.is_reported
        return counted(language, "board.list.help_needed.withheld", self.help_withheld) if is_said else ""

    @property
    def help_withheld(self) -> int:
        """Tasks not done of which this audience may not see whether help is asked for."""
        return task_lists.help_withheld(self.states, self.disclosed.audience)

    def tasks_by_phase(self, refs: Sequence[str], language: Language, *, is_whole: bool) -> tuple[TaskList, ...]:
        """These tasks as lines under their phases, in the workbook's order; `is_whole` where they are all that are asked for."""
        meetings = review_days(self.disclosed.settings.other, self.disclosed.year)
        chosen = self.states[self.states[Task.REF].isin(refs)]
        return by_phase(task_lines(chosen, self.as_of, language, next_review(meetings, self.as_of)), language, is_whole=is_whole)

    def _why_empty(self, name: str, language: Language) -> str:
        """None found, or nothing known: a plan without reported progress says nothing about lateness. No tasks are no want of reports."""
        if not self.progress.total:
            return text(language, "board.list.no_tasks")
        if self.progress.is_undated and name in ("late", "next"):
            return text(language, "board.list.none_dated")
        if not self.progress.is_reported and name not in ("next", "undated"):
            return text(language, "board.list.unknown")
        if name in ("late", "stuck"):
            return (none_late if name == "late" else none_stuck)(self.progress, language)
        return text(language, f"board.list.{name}.empty")

    def table(self, name: str, language: Language) -> Table:
        """A whole table: `tasks`, `organisation` or `opinions`."""
        if name == "tasks":
            return task_table(self.states, self.lamp_words(language), year=plan_bears_years(self.states, self.as_of.day))
        if name == "organisation":
            return organisation_table(self.disclosed.organisation, language)
        return opinion_table(self.opinions, language, self.as_of.day)

    def detail(self, ref: str, language: Language) -> TaskDetail | None:
        """One task in full, unless the filters or the audience leave it out."""
        return task_detail(self.states, ref, self.disclosed.tables, self.lamp_words(language), self.as_of.day)

    @kept
    def lamp_words(self, language: Language) -> wording.LampWords:
        """Shapes, words and rule of the lamps: what stands outside charts names a lamp by these alone."""
        return lamp_words(self.disclosed.settings, language)

    @kept
    def lamp_rule(self, language: Language) -> str:
        """The rule that lights the lamps, in words."""
        return wording.lamp_rule(language, self.due_soon_days, self.declared_rule)
