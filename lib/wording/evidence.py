"""Evidence in words: how many requirements are fulfilled, what tasks can show, what is missing."""

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.evidence import Evidence, Missing, TaskEvidence
from lib.metrics.model import Rate
from lib.metrics.requirements import ProposedRequirement, Requirement
from lib.wording.phrases import as_of_lead, clauses, counted, listed, sentence

_MARKS = {True: "●", False: "◐", None: "□"}


def evidence(found: Evidence, language: Language, *, is_part: bool = False) -> str:
    """Of all tasks, or of a part, which cannot tell what the workbook holds: 截至6月10日，量化要求20项，已达到17项；已完成的18项任务中，14项写明成果材料；3项任务有缺项。"""
    parts = [_met(found, language, is_part=is_part), _shown(found.shown, language)]
    if found.lacking:
        parts.append(counted(language, "evidence.lacking", found.lacking))
    if not found.met.denominator and not found.met.unknown and found.proposed:
        parts.append(counted(language, "evidence.proposed", found.proposed))
    if not is_part and not any(parts[1:]) and not found.met.denominator and not found.met.unknown:
        parts.append(text(language, "evidence.how_to_write"))
    return sentence(language, parts)


def _met(found: Evidence, language: Language, *, is_part: bool) -> str:
    every = found.met.denominator + found.met.unknown
    if not every:
        return text(language, "evidence.not_written.in_part" if is_part else "evidence.not_written")
    lead = as_of_lead(found.as_of, language, as_reported=True)
    main = counted(language, "evidence.met", every, lead=lead, met=number(found.met.numerator, language))
    unknown = counted(language, "evidence.unknown", found.met.unknown) if found.met.unknown else ""
    return clauses(language, [part for part in (main, unknown) if part])


def _shown(shown: Rate | None, language: Language) -> str:
    """Of all that is done, so that the number is the same as elsewhere; those whose materials are not shown are taken off in words."""
    if shown is None or not shown.denominator:
        return ""
    named = number(shown.numerator, language)
    if not shown.unknown:
        return counted(language, "evidence.shown", shown.denominator, shown=named)
    done, seen = (number(count, language) for count in (shown.denominator + shown.unknown, shown.denominator))
    return counted(language, "evidence.shown.withheld", shown.unknown, done=done, seen=seen, shown=named)


def requirement(one: Requirement, language: Language) -> str:
    """●学习天数 4/4天, ◐五个一 4/5项, □学习笔记 要求1，实际未填."""
    name = " ".join(part for part in (_MARKS[one.is_met], one.name) if part)
    if one.done is None and one.target is None:
        return name
    if one.done is None:
        return text(language, "evidence.only_target", name=name, target=number(one.target or 0, language), unit=one.unit)
    if one.target is None:
        return text(language, "evidence.only_done", name=name, done=number(one.done, language), unit=one.unit)
    return text(language, "evidence.of", name=name, done=number(one.done, language), target=number(one.target, language), unit=one.unit)


def proposal(one: ProposedRequirement, language: Language) -> str:
    """建议：集中学习 4天（不少于4天）."""
    return text(language, "evidence.proposal", name=one.name, target=number(one.target, language), unit=one.unit)


def missing(task: TaskEvidence, language: Language) -> str:
    """What a task lacks, as a list; what this audience may not see is said to be so."""
    said = [text(language, f"evidence.missing.{kind}") for kind in task.missing]
    if task.is_withheld and not task.materials and Missing.NO_MATERIAL not in task.missing:
        said.append(text(language, "evidence.withheld"))
    return listed(language, said)


def rate(met: Rate, language: Language) -> str:
    """3/4, and how many are unknown beside it."""
    said = text(language, "evidence.rate", n=met.denominator, met=number(met.numerator, language), known=number(met.denominator, language))
    return clauses(language, [said, counted(language, "evidence.unknown", met.unknown)]) if met.unknown else said
