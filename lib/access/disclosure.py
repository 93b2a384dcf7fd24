"""`disclose`: the one door between a workbook and everything that shows it."""

import pandas as pd

from lib.access.groups import GroupCounts, counts_of, source_groups
from lib.access.model import NO_GROUPS, Disclosed, Shown, SourceGroups
from lib.access.opinions import Rows, disclose_feedback, no_feedback, readable, showing
from lib.access.plan import disclose_organisation, disclose_tasks, known_columns
from lib.access.reading import disclose_findings
from lib.access.scope import audience_or_widest
from lib.access.talks import disclose_evaluation, disclose_talks
from lib.ingest.model import Finding, Workbook
from lib.schema import Audience, Opinion, SheetRole

SUMMED = (Opinion.CATEGORY, Opinion.STATUS, Opinion.RECTIFICATION_KIND, Opinion.KIND, Opinion.DUE, *Shown)
"""The columns that sums over problems are made of."""


def disclose(workbook: Workbook, audience: Audience, groups: SourceGroups | None = None) -> Disclosed:
    """What `audience` may see of a workbook.

    Args:
        workbook: as read; never modified.
        audience: who is asking; a name that is no audience is treated as the widest, which sees least.
        groups: the tables of source groups that may be shown to this audience beside those of earlier versions
            (see `releases`); without them the workbook's own, which is right only where no version came before.
    """
    who = audience_or_widest(audience)
    rows = readable(workbook, who)
    if groups is None:
        groups = source_groups(workbook, ~rows.personal)
    return _disclosed(workbook, who, disclose_feedback(workbook, who, rows), disclose_findings(workbook, who), groups)


def disclose_for_sums(workbook: Workbook, audience: Audience) -> Disclosed:
    """The same for figures that are sums over all rows, and never to be shown: opinions and problems in the order of the sheet, with the
    columns of `SUMMED` alone; no groups and no findings.
    """
    return _summed(workbook, audience, readable(workbook, audience))


def sums_and_groups(workbook: Workbook, audience: Audience) -> tuple[Disclosed, GroupCounts]:
    """What `disclose_for_sums` gives, and what the tables of source groups are made of: for a publish, which asks for both at once."""
    rows = readable(workbook, audience)
    return _summed(workbook, audience, rows), counts_of(workbook, ~rows.personal)


def _summed(workbook: Workbook, audience: Audience, rows: Rows) -> Disclosed:
    return _disclosed(workbook, audience, showing(workbook, audience, rows, wanted=SUMMED).frame(names=SUMMED), (), NO_GROUPS)


def disclose_plan(workbook: Workbook, audience: Audience) -> Disclosed:
    """The same without opinions and problems, their groups, and findings."""
    return _disclosed(workbook, audience, no_feedback(), (), NO_GROUPS)


def _disclosed(workbook: Workbook, who: Audience, feedback: pd.DataFrame, findings: tuple[Finding, ...], groups: SourceGroups) -> Disclosed:
    return Disclosed(
        audience=who,
        file_name=workbook.file_name,
        title=workbook.title,
        year=workbook.year,
        year_source=workbook.year_source,
        as_of=workbook.as_of,
        tables=workbook.tables,
        tasks=disclose_tasks(workbook.tasks, who),
        feedback=feedback,
        organisation=disclose_organisation(workbook.organisation, who),
        rules=known_columns(workbook.rules, SheetRole.RULES),
        talks=disclose_talks(workbook.talks, who),
        evaluation=disclose_evaluation(workbook.evaluation, who),
        settings=workbook.settings,
        findings=findings,
        groups=groups,
    )
