"""佐证 as a page shows it: n of m by phase, the branches' meetings, and per task what can be shown and what is missing."""

from lib.desk.section import Section, numbered, section_table
from lib.i18n import text
from lib.metrics.evidence import Evidence, TaskEvidence
from lib.wording import evidence as words
from lib.wording.lamps import LampWords
from lib.wording.phrases import listed, name_or

_BY_PHASE = ("phase", "met")
_BRANCHES = ("meeting",)
_BY_TASK = ("lamp", "task", "requirements", "materials", "missing", "owner_unit", "ref")
_PROPOSED = ("proposal", "words", "task", "ref")


def evidence_section(found: Evidence, lamps: LampWords, *, is_part: bool = False) -> Section:
    """The view of evidence, of all tasks or of a part; proposals stand last and are marked as such."""
    language = lamps.language
    phases = [(name_or(phase.phase, language), words.rate(phase.met, language)) for phase in found.phases]
    branches = [(words.requirement(each, language),) for each in found.branches]
    listed_tasks = [_row(task, lamps) for task in found.tasks if task.requirements or task.materials or task.missing]
    proposed = [
        (words.proposal(each, language), each.words, numbered(task.number, task.task), task.ref)
        for task in found.tasks
        for each in task.proposed
    ]
    tables = (
        section_table("evidence", "phases", _BY_PHASE, phases, (), language),
        section_table("evidence", "branches", _BRANCHES, branches, (), language),
        section_table("evidence", "tasks", _BY_TASK, listed_tasks, ("task", "requirements"), language),
        section_table("evidence", "proposed", _PROPOSED, proposed, ("task",), language),
    )
    notes = [text(language, "evidence.note")] if found.phases else []
    notes += [text(language, "evidence.note.proposed")] if proposed else []
    said = words.evidence(found, language, is_part=is_part)
    return Section("evidence", said, tuple(table for table in tables if not table.is_empty), notes=tuple(notes))


def _row(task: TaskEvidence, lamps: LampWords) -> tuple[str, ...]:
    language = lamps.language
    return (
        lamps.label(task.lamp),
        numbered(task.number, task.task),
        "\n".join(words.requirement(each, language) for each in task.requirements),
        listed(language, task.materials),
        words.missing(task, language),
        task.owner_unit,
        task.ref,
    )
