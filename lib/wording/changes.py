"""What changed between two versions, in words: one sentence, the worst first, and what each kind is called."""

from collections.abc import Sequence

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.metrics.changes_model import ChangeKind, Changes, Side
from lib.wording.phrases import clauses, counted, listed, sentence

NAMED = 4
"""So many kinds a side are named, the worst; a dozen in a row is read by nobody, and the page counts each beneath the sentence."""


def changes(found: Changes, language: Language) -> str:
    """任务变动8项：撤销1项，退回或倒退1项，新完成3项；意见和问题变动2条：新销号1条，新增1条。"""
    parts = [_part(found, side, language) for side in Side]
    if any(parts):
        return sentence(language, parts)
    return text(language, "changes.none.visible" if found.personal_before or found.personal_after else "changes.none")


def changes_remarks(found: Changes, language: Language) -> tuple[str, ...]:
    """What must be known beside the sentence: deadlines that count as no slip, rows in doubt, and what is not compared."""
    counts = (("rewritten", found.rewritten), ("renumbered", found.renumbered), ("unsure", found.unsure))
    remarks = [counted(language, f"changes.{name}", n) for name, n in counts if n]
    if found.personal_before or found.personal_after:
        before = number(found.personal_before, language)
        remarks.append(counted(language, "changes.personal", found.personal_after, before=before))
    return tuple(sentence(language, [remark]) for remark in remarks)


def change_label(kind: ChangeKind, language: Language, sides: Sequence[Side] = (Side.TASKS,)) -> str:
    """What a kind of change is called among tasks, problems or both: a problem done by its unit is not done, it waits for its check."""
    if kind is not ChangeKind.NEWLY_DONE:
        return text(language, f"changes.kind.{kind}")
    names = {Side.TASKS: f"changes.kind.{kind}", Side.FEEDBACK: f"changes.kind.{kind}.feedback"}
    return listed(language, [text(language, names[side]) for side in Side if side in sides])


def sides_of(kind: ChangeKind, found: Changes) -> tuple[Side, ...]:
    """The tables that have changes of a kind; that of the tasks where neither has."""
    of_kind = [count for count in found.counts if count.kind is kind]
    sides = ((Side.TASKS, sum(count.tasks for count in of_kind)), (Side.FEEDBACK, sum(count.feedback for count in of_kind)))
    return tuple(side for side, n in sides if n) or (Side.TASKS,)


def _part(found: Changes, side: Side, language: Language) -> str:
    rows = {Side.TASKS: found.tasks, Side.FEEDBACK: found.feedback}[side]
    if not rows:
        return ""
    sizes = [(count.kind, count.tasks if side is Side.TASKS else count.feedback) for count in found.counts]
    kinds = [counted(language, f"changes.{side}.{kind}", n) for kind, n in sizes if n]
    if len(kinds) > NAMED + 1:
        kinds[NAMED:] = [counted(language, "changes.more", len(kinds) - NAMED)]
    return text(language, "changes.part", changed=counted(language, f"changes.{side}", rows), kinds=clauses(language, kinds))


def kinds_in_words(kinds: tuple[ChangeKind, ...], language: Language, side: Side) -> str:
    """Several kinds of one cell."""
    return listed(language, [change_label(kind, language, (side,)) for kind in kinds])
