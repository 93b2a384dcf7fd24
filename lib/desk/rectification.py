"""The page 整改 of a board: the funnel, both rates by whatever tells problems apart, the ledger, and the rules made.

Everything is computed when it is first asked for. Rows are named to the head alone: for every other audience a row's place in the sheet
is taken away before this room sees it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pandas as pd

from lib.access import Disclosed
from lib.desk.detail import TaskDetail
from lib.desk.kept import kept
from lib.desk.lamps import lamp_words
from lib.desk.ledger import ledger_table, problem_detail
from lib.desk.lists import TaskLine, TaskList, by_phase
from lib.desk.problem_lines import legend, numbered_lines, problem_lines
from lib.desk.rules import rules_table
from lib.desk.tables import Table, table_of_rows
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics import ledger as ledgers
from lib.metrics.funnel import funnel
from lib.metrics.history import SentBackHistory
from lib.metrics.ledger import Problem
from lib.metrics.model import AsOf
from lib.metrics.rectification_model import (
    Funnel,
    KindOfProblems,
    ProblemGroup,
    ProblemGrouping,
    Quiet,
    RectificationPicture,
    RulesMade,
)
from lib.metrics.reviews import next_review, review_days
from lib.metrics.rules_made import rule_states, rules_made
from lib.schema import Audience, Opinion, Rectification
from lib.wording import problems as wording
from lib.wording.history import sent_back as sent_back_in_words
from lib.wording.history import sent_back_note
from lib.wording.key_figures import KeyFigure
from lib.wording.phrases import rate_in_words

HISTORY_COLUMN = "history"
"""In which versions a problem was sent back or reopened, in words."""


@dataclass(frozen=True)
class RectificationView:
    """What may be asked about the problems of one board; the attributes that charts need are named in `Needs`."""

    disclosed: Disclosed
    feedback: pd.DataFrame
    as_of: AsOf

    @cached_property
    def picture(self) -> RectificationPicture:
        """Totals and who must act next."""
        return ledgers.picture(self.feedback, self.as_of)

    @cached_property
    def funnel(self) -> Funnel:
        """From raw opinions to closed problems."""
        return funnel(self.feedback, self.disclosed.feedback)

    @cached_property
    def problems(self) -> pd.DataFrame:
        """The ledger, worst first."""
        return ledgers.ledger(self.feedback, self.as_of)

    @cached_property
    def kinds(self) -> tuple[KindOfProblems, ...]:
        """What hangs in each kind."""
        return ledgers.kinds_of_problems(self.problems, self.as_of)

    @cached_property
    def by_category(self) -> tuple[ProblemGroup, ...]:
        """Both rates by category."""
        return self._groups(ProblemGrouping.CATEGORY)

    @cached_property
    def by_unit(self) -> tuple[ProblemGroup, ...]:
        """Both rates by responsible unit."""
        return self._groups(ProblemGrouping.UNIT)

    @cached_property
    def by_lead(self) -> tuple[ProblemGroup, ...]:
        """Both rates by responsible leader, as far as rows may be read."""
        return self._groups(ProblemGrouping.LEAD)

    @cached_property
    def by_campaign(self) -> tuple[ProblemGroup, ...]:
        """Both rates by special campaign."""
        return self._groups(ProblemGrouping.CAMPAIGN)

    def _groups(self, grouping: ProblemGrouping) -> tuple[ProblemGroup, ...]:
        return ledgers.problem_groups(self.disclosed, self.feedback, self.as_of, grouping)

    @property
    def groupings(self) -> tuple[ProblemGrouping, ...]:
        """Those that tell any problems apart for this audience."""
        found: Mapping[ProblemGrouping, tuple[ProblemGroup, ...]] = {
            ProblemGrouping.UNIT: self.by_unit,
            ProblemGrouping.CATEGORY: self.by_category,
            ProblemGrouping.LEAD: self.by_lead,
            ProblemGrouping.CAMPAIGN: self.by_campaign,
        }
        return tuple(grouping for grouping, groups in found.items() if groups)

    @cached_property
    def quiet(self) -> Quiet:
        """Open problems without news. A report asks for no more than their count, so the whole ledger is not kept for it."""
        problems = ledgers.ledger(self.feedback[list(ledgers.COUNTED)], self.as_of)
        return ledgers.quiet_problems(problems, self.as_of, ledgers.declared_quiet_days(self.disclosed.settings.other))

    @cached_property
    def next_review(self) -> date | None:
        """The next review meeting, None where none is set."""
        return next_review(review_days(self.disclosed.settings.other, self.disclosed.year), self.as_of)

    @cached_property
    def rule_states(self) -> pd.DataFrame:
        """The rules with what each is on the day."""
        return rule_states(self.disclosed.rules, self.disclosed.year, self.as_of)

    @cached_property
    def rules(self) -> RulesMade:
        """The rules counted."""
        return rules_made(self.rule_states)

    @property
    def names_rows(self) -> bool:
        """Whether this reader may be told where a row stands."""
        return self.disclosed.audience is Audience.HEAD

    @kept
    def conclusion(self, language: Language) -> str:
        """The sentence at the head of the page."""
        return wording.picture(self.picture, self.as_of, language)

    @kept
    def remarks(self, language: Language) -> tuple[str, ...]:
        """What must be known beside it."""
        return wording.remarks(self.picture, self.quiet, language)

    @kept
    def key_figures(self, language: Language) -> tuple[KeyFigure, ...]:
        """The row of figures."""
        return wording.key_figures(self.picture, language)

    @kept
    def sums(self, language: Language) -> tuple[str, ...]:
        """How each step of the funnel follows from the one before."""
        return wording.funnel_sums(self.funnel, language)

    @kept
    def faults(self, language: Language) -> tuple[str, ...]:
        """What does not add up, with its rows where they may be told."""
        return wording.funnel_faults(self.funnel, language, names_rows=self.names_rows)

    @kept
    def ages(self, language: Language) -> str:
        """How long the open problems have been known, and which had no news, in words."""
        waiting = self.problems[[Opinion.RECEIVED, Problem.AGE]][self.problems[Problem.IS_OPEN]]
        said = [wording.ages_in_words(ledgers.age_buckets(waiting), language), wording.quiet_in_words(self.quiet, language)]
        return language.manners.gap.join(part for part in said if part)

    @kept
    def kinds_table(self, language: Language) -> Table:
        """A line a kind: how many, both rates, and what hangs."""
        columns = ("name", "problems", "completion", "closure", "hangs")
        rows = [
            (
                wording.kind_label(kind.kind, language),
                number(kind.totals.problems, language),
                rate_in_words(kind.totals.completion, language),
                rate_in_words(kind.totals.closure, language),
                wording.kind_in_words(kind, self.next_review, language),
            )
            for kind in self.kinds
        ]
        headings = tuple((name, text(language, f"board.kind.{name}")) for name in columns)
        return table_of_rows(
            "kinds", text(language, "board.table.kinds"), headings, rows, ("hangs",), text(language, "board.table.kinds.empty")
        )

    def ledger_table(self, language: Language) -> Table:
        """Every problem that may be shown, worst first."""
        return self._table("ledger", self.problems, language)

    def sent_back_table(self, language: Language, history: SentBackHistory | None = None) -> Table:
        """Those sent back or reopened, and in which versions they were, as far as `history` tells."""
        chosen = ledgers.problems_in(self.problems, (Rectification.RETURNED, Rectification.REOPENED))
        table = self._table("sent_back", chosen, language)
        said = [sent_back_in_words(history.of(ref), language) if history else "" for ref in chosen[Opinion.REF]]
        if not any(said):
            return table
        cells = table.cells.copy()
        cells.insert(1, HISTORY_COLUMN, said)
        headings = (table.headings[0], (HISTORY_COLUMN, text(language, "history.column")), *table.headings[1:])
        return replace(table, headings=headings, cells=cells, wide=(HISTORY_COLUMN, *table.wide))

    def sent_back_note(self, history: SentBackHistory, language: Language) -> str:
        """What must be known of the history beside the list; "" where nothing."""
        back = ledgers.problems_in(self.problems, (Rectification.RETURNED, Rectification.REOPENED))
        others = self.problems[Opinion.REF][~self.problems[Opinion.REF].isin(back[Opinion.REF])]
        return sent_back_note(history, frozenset(others), language)

    def _table(self, name: str, problems: pd.DataFrame, language: Language) -> Table:
        return ledger_table(name, problems, language, self.as_of.day, names_rows=self.names_rows)

    def detail(self, ref: str, language: Language) -> TaskDetail | None:
        """One problem in full as far as the audience may see it; its place in the workbook for the head alone."""
        return problem_detail(self.problems, ref, language, self.as_of.day, names_rows=self.names_rows)

    def opinion(self, ref: str, language: Language) -> TaskDetail | None:
        """The same of any opinion, whether a problem was made of it or not."""
        chosen = ledgers.as_problems(self.feedback[self.feedback[Opinion.REF].eq(ref).fillna(False)], self.as_of)
        return problem_detail(chosen, ref, language, self.as_of.day, names_rows=self.names_rows)

    def lines(
        self, refs: Sequence[str], language: Language, notes: Mapping[str, str] | None = None, *, is_whole: bool
    ) -> tuple[TaskList, ...]:
        """These problems as lines under their states, worst first; `is_whole` where they are all that are asked for."""
        return by_phase(self._lines(refs, language, notes), language, is_whole=is_whole)

    def sent_back_lines(self, refs: Sequence[str], language: Language, notes: Mapping[str, str] | None = None) -> tuple[TaskList, ...]:
        """Those sent back in one list: an "overdue" among them would be read as all that are."""
        lines = self._lines(refs, language, notes)
        return (TaskList("sent_back", "", tuple(lines), 0, "", legend(lines, language)),)

    def _lines(self, refs: Sequence[str], language: Language, notes: Mapping[str, str] | None) -> list[TaskLine]:
        chosen = self.problems[self.problems[Opinion.REF].isin(refs)]
        lamps = lamp_words(self.disclosed.settings, language)
        return problem_lines(chosen, lamps, self.as_of.day, names_rows=self.names_rows, notes=notes)

    def opinion_lines(self, places: Sequence[int], language: Language) -> tuple[TaskList, ...]:
        """The opinions in these places of the frame as lines, in their order: one list without a heading."""
        chosen = ledgers.as_problems(self.feedback.loc[list(places)], self.as_of)
        lines = problem_lines(chosen, lamp_words(self.disclosed.settings, language), self.as_of.day, names_rows=self.names_rows)
        return (TaskList("opinions", "", numbered_lines(lines, chosen), 0, "", legend(lines, language)),)

    @kept
    def rules_table(self, language: Language) -> Table:
        """The rules, the overdue first."""
        return rules_table(self.rule_states, lamp_words(self.disclosed.settings, language))

    @kept
    def rules_sentence(self, language: Language) -> str:
        """How many were made, changed, abolished; or that the workbook has no such sheet, and what to do."""
        return wording.rules(self.rules, language) or text(language, "rules.none")
