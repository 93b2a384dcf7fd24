"""Talks and democratic evaluation as a page shows them: who with whom in which round, and before and after per group."""

from lib.desk.section import Section
from lib.desk.tables import Table, table_of_rows
from lib.i18n import Language, text
from lib.metrics.evaluation import Evaluations
from lib.metrics.talks import Talks
from lib.wording import talks as words
from lib.wording.phrases import name_or


def talks_section(found: Talks, evaluated: Evaluations, language: Language) -> Section:
    """The view of talks and evaluation; the reader must be of the narrow audience to get any row."""
    tables = (_coverage(found, language), _evaluated(evaluated, language))
    notes = [text(language, "talks.note")] if found.pairs else []
    notes += [text(language, "talks.note.evaluation")] if evaluated.groups else []
    return Section(
        "talks", words.talks(found, evaluated, language), tuple(table for table in tables if not table.is_empty), notes=tuple(notes)
    )


def _coverage(found: Talks, language: Language) -> Table:
    rows = [
        (name_or(pair.from_role, language), name_or(pair.to_role, language), *(words.coverage(rate, language) for rate in pair.rounds))
        for pair in found.pairs
    ]
    headings = (
        ("from_role", text(language, "column.talks.from_role")),
        ("to_role", text(language, "column.talks.to_role")),
        *((f"round_{place}", name_or(name, language)) for place, name in enumerate(found.rounds)),
    )
    return table_of_rows("talks_coverage", text(language, "talks.table.coverage"), headings, rows, (), "")


def _evaluated(evaluated: Evaluations, language: Language) -> Table:
    rows = [
        (name_or(each.group, language), *(words.satisfied(rate, language) for rate in each.occasions), words.change(each.change, language))
        for each in evaluated.groups
    ]
    headings = (
        ("group", text(language, "column.evaluation.rated_by")),
        *((f"occasion_{place}", name_or(name, language)) for place, name in enumerate(evaluated.occasions)),
        ("change", text(language, "talks.column.change")),
    )
    return table_of_rows("talks_evaluation", text(language, "talks.table.evaluation"), headings, rows, (), "")
