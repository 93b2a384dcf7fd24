"""The rules about a workbook's contents: each one function that yields findings.

To add a rule, write one function here or beside, list it in `RULES`, and add its sentence and hint to the
catalogues (`finding.<code>` and `finding.<code>.hint`).
"""

from collections.abc import Callable, Iterable

from lib.ingest.model import Finding
from lib.ingest.rules import dates, joint_names, numbers, opinions, phases, settings, states
from lib.ingest.rules.reading import Reading, ReadTable

RULES: tuple[Callable[[Reading], Iterable[Finding]], ...] = (
    dates.year_missing,
    dates.day_unnamed,
    dates.no_tasks,
    phases.tasks_without_text,
    phases.tasks_without_phase,
    phases.phases_without_tasks,
    phases.phases_apart,
    phases.phases_misspelt,
    phases.phases_with_days,
    phases.same_tasks_on_sheets,
    phases.tasks_carried_over,
    numbers.duplicate_numbers,
    numbers.missing_numbers,
    numbers.summaries_beside_parts,
    numbers.duplicate_ids,
    numbers.totals,
    numbers.missing_counts,
    opinions.several_in_one,
    joint_names.several_tasks,
    joint_names.several_categories,
    joint_names.several_units,
    opinions.problems_over_rows,
    opinions.same_problems_on_sheets,
    opinions.measures_on_another_sheet,
    opinions.words_kept_back,
    dates.dayless_deadlines,
    dates.end_before_start,
    dates.outside_campaign,
    dates.done_after_report,
    states.done_without_day,
    states.day_without_done,
    states.day_without_status,
    states.closed_without_status,
    states.status_against_progress,
    states.overdue_typed,
    states.delayed_without_agreed,
    states.unknown_categories,
    states.categories_alike,
    settings.unknown_lamp_rule,
)

__all__ = ["RULES", "ReadTable", "Reading"]
