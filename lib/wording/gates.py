"""Reporting to a supervising body in words: how many, whose turn, what is next; a shape beside every state."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from lib.i18n import Language, text
from lib.i18n.formats import day, day_beside
from lib.metrics.duties import Duties, DutyOnDay, Stay, Turn
from lib.metrics.model import DutyMark
from lib.schema import Gate
from lib.wording.phrases import as_of_lead, clauses, counted, sentence

GATE_SYMBOLS: Mapping[Gate, str] = {
    Gate.NONE: "–",
    Gate.DUE: "○",
    Gate.SUBMITTED: "◐",
    Gate.REVIEWED: "◉",
    Gate.FILED: "●",
    Gate.RETURNED: "◀",
}


class Standing(StrEnum):
    """How a report stands, as marks on a timeline tell it."""

    LATE = "late"
    OPEN = "open"
    SETTLED = "settled"


_STANDING_SYMBOLS = {Standing.LATE: "▽", Standing.OPEN: "▽", Standing.SETTLED: "▼"}


def duties(found: Duties, language: Language, *, is_part: bool = False) -> str:
    """Of all tasks, or of a part, which cannot tell what the workbook holds: 截至6月10日，报送事项11件，其中已审阅或备案9件、待我方办理1件、待对方答复1件；逾期或被退回2件；下一件……。"""
    if not found.duties:
        missing = "gates.none_owed" if found.not_needed else "gates.not_written"
        nothing = text(language, f"{missing}.in_part" if is_part else missing)
        proposed = _proposed(found, language)
        how = "" if is_part or proposed or found.not_needed else text(language, "gates.how_to_write")
        return sentence(language, [nothing, proposed, how])
    main = counted(language, "gates.owed", len(found.duties), lead=as_of_lead(found.as_of, language, as_reported=True))
    unknown = sum(duty.turn is Turn.UNKNOWN for duty in found.duties)
    parts = [
        counted(language, f"gates.part.{name}", n)
        for name, n in (("settled", found.settled), ("ours", len(found.ours)), ("theirs", len(found.theirs)), ("unknown", unknown))
        if n
    ]
    late = counted(language, "gates.late", len(found.late)) if found.late else ""
    return sentence(language, [clauses(language, [main, *parts]), late, _next(found.next_up, found.as_of.day, language)])


def _next(duty: DutyOnDay | None, today: date, language: Language) -> str:
    if duty is None or duty.by is None:
        return ""
    body = duty.body or text(language, "gates.no_body")
    return text(language, "gates.next", what=duty.action or duty.task, body=body, day=day_beside(duty.by, today, language))


def _proposed(found: Duties, language: Language) -> str:
    handed_in = sum(each.action.hands_in for each in found.proposed)
    others = len(found.proposed) - handed_in
    parts = [counted(language, "gates.proposed", handed_in)] if handed_in else []
    if others:
        parts.append(counted(language, "gates.proposed.others" if handed_in else "gates.proposed.only_others", others))
    return clauses(language, [*parts, text(language, "gates.proposed.unconfirmed")]) if parts else ""


def gate_label(state: Gate | None, language: Language, *, is_late: bool = False) -> str:
    """The shape and the word of a state; ▲ before it where it is late."""
    if state is None:
        return text(language, "gates.state.unknown")
    label = text(language, "wording.lamp.label", symbol=GATE_SYMBOLS[state], name=text(language, f"gate.{state}"))
    return text(language, "gates.state.late", label=label) if is_late else label


def standing_of(mark: DutyMark) -> Standing:
    """Late, whatever its state; else settled or still open."""
    if mark.is_late:
        return Standing.LATE
    return Standing.SETTLED if mark.is_settled else Standing.OPEN


def standing_symbol(standing: Standing) -> str:
    """The shape of a mark: filled once it is settled."""
    return _STANDING_SYMBOLS[standing]


def standing_label(standing: Standing, language: Language) -> str:
    """What a mark of this kind means."""
    return text(language, f"gates.mark.{standing}")


def mark_in_words(mark: DutyMark, language: Language) -> str:
    """One report as a pointer tells it: to whom, what, how it stands, its day."""
    facts = [mark.body, mark.action, gate_label(mark.state, language, is_late=mark.is_late), day(mark.day, language)]
    return text(language, "gates.mark", facts=clauses(language, [fact for fact in facts if fact]))


def marks_in_words(marks: Sequence[DutyMark], language: Language) -> str:
    """How many reports a timeline shows, and how many of them are late; "" of none."""
    if not marks:
        return ""
    late = sum(mark.is_late for mark in marks)
    parts = [counted(language, "gates.marks", len(marks)), counted(language, "gates.late", late) if late else ""]
    return clauses(language, [part for part in parts if part])


def turn_label(turn: Turn, language: Language) -> str:
    """Whose turn it is: 我方, 对方, or nothing where it is settled."""
    return text(language, f"gates.turn.{turn}")


def duration(duty: DutyOnDay, language: Language) -> str:
    """Since when it stands so, or how far its date is; "" once it is settled, and said to be unknown where no day tells."""
    if duty.turn is Turn.NOBODY:
        return ""
    if duty.days_left is not None:
        if duty.days_left < 0:
            return text(language, "gates.days.past", n=-duty.days_left)
        return text(language, "gates.days.today") if not duty.days_left else text(language, "gates.days.left", n=duty.days_left)
    if duty.days_in_state is not None:
        return text(language, "gates.days.since", n=duty.days_in_state)
    return text(language, "gates.days.unknown")


def hanging(duty: DutyOnDay, language: Language) -> str:
    """报送专项报告：待报，已过4天: what a task waits for, in what state and for how long where that is known."""
    state = text(language, f"gate.{duty.state}") if duty.state else text(language, "gates.state.unknown")
    is_dated = duty.days_left is not None or duty.days_in_state is not None
    facts = clauses(language, [state, duration(duty, language)] if is_dated else [state])
    return text(language, "gates.hanging", what=duty.action or duty.body or text(language, "gates.no_action"), facts=facts)


def course(stays: Sequence[Stay], language: Language) -> str:
    """The states one after the other with their days; "" where only one is known."""
    if len(stays) < 2:
        return ""
    return text(language, "gates.course.join").join(
        text(
            language,
            "gates.course.one",
            n=stay.days,
            state=text(language, f"gate.{stay.state}") if stay.state else text(language, "gates.state.unknown"),
        )
        for stay in stays
    )
