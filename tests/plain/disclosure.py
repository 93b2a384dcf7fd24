"""`disclose`: the one door between a workbook and everything that shows it."""

from lib.access.groups import source_groups
from lib.access.model import Disclosed, SourceGroups
from lib.access.plan import disclose_organisation, disclose_tasks, known_columns
from lib.access.reading import disclose_findings
from lib.access.talks import disclose_evaluation, disclose_talks
from lib.ingest.model import Workbook
from lib.schema import Audience, SheetRole
from tests.plain.opinions import disclose_feedback, readable
from tests.plain.scope import audience_or_widest


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
    feedback = disclose_feedback(workbook, who, rows)
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
        findings=disclose_findings(workbook, who),
        groups=source_groups(workbook, ~rows.personal) if groups is None else groups,
    )
