"""The re-plan ledger in words: how many moved, by how much, with which reason; what slipped without agreement."""

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.replan import Replan, Replanned
from lib.wording.charts import alternative_text
from lib.wording.phrases import as_of_lead, clauses, counted, sentence


def replan(found: Replan, language: Language, *, is_part: bool = False) -> str:
    """Of all tasks, or of a part: 截至6月10日，24项有时限的任务中调整时限6项，其中顺延5项、提前1项，最多顺延20天；另有2项未经商定已超过原定时限。"""
    lead = as_of_lead(found.as_of, language)
    if not found.dated:
        return sentence(language, [text(language, "replan.none_dated.in_part" if is_part else "replan.none_dated")])
    if not found.rows:
        key = "replan.none_agreed" if found.unclear else "replan.none_moved"
        return sentence(language, [counted(language, key, found.dated, lead=lead), *_unclear(found, language)])
    parts = [_agreed(found, lead, language)]
    if found.without_reason:
        parts.append(counted(language, "replan.without_reason", found.without_reason))
    if found.unagreed:
        parts.append(counted(language, "replan.unagreed", found.unagreed))
    return sentence(language, [*parts, *_unclear(found, language)])


def _unclear(found: Replan, language: Language) -> list[str]:
    return [counted(language, "replan.unclear", found.unclear)] if found.unclear else []


def _agreed(found: Replan, lead: str, language: Language) -> str:
    main = counted(language, "replan.agreed", len(found.agreed), lead=lead, dated=number(found.dated, language))
    parts = [counted(language, f"replan.{name}", n) for name, n in (("later", found.later), ("earlier", found.earlier)) if n]
    if found.longest:
        parts.append(counted(language, "replan.longest", found.longest))
    return clauses(language, [main, *parts])


def slip(days: int | None, language: Language) -> str:
    """晚5天, 早3天, 未变; "" where it is unknown or not past yet."""
    if days is None:
        return ""
    if not days:
        return text(language, "replan.days.same")
    return counted(language, "replan.days.later" if days > 0 else "replan.days.earlier", abs(days))


def slip_label(row: Replanned, language: Language) -> str:
    """What stands behind a bar of the slip chart: what was agreed, and how it turned out against the original day."""
    agreed = text(language, "replan.label.agreed", slip=slip(row.agreed_slip, language)) if row.agreed_slip is not None else ""
    key = "replan.label.done" if row.is_done else "replan.label.open"
    actual = text(language, key, slip=slip(row.past_original, language)) if row.past_original is not None else ""
    return clauses(language, [part for part in (agreed, actual) if part])


def slip_alt(found: Replan, language: Language) -> str:
    """Each task of the ledger with its slips."""
    items = [text(language, "replan.alt.one", task=row.number or row.task, slips=slip_label(row, language)) for row in found.rows]
    return alternative_text(language, "slip", items)
