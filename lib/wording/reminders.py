"""催办单: what one unit is asked to do, in words that can be sent as they are.

Facts and courtesy, no pressure: number, task, due day, days late. Nothing is said of a unit that owes nothing but that it does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from lib.i18n import Language, text
from lib.i18n.formats import day_beside
from lib.metrics.model import AsOf
from lib.schema import Gate, Rectification
from lib.wording.lamps import rectification_label
from lib.wording.phrases import as_of_lead, counted, name_or

_SENTENCE_ENDS = "：:；;。\n"
_LONGEST_NAME = 32


class Concern(StrEnum):
    """Why something stands in a reminder, in the order in which it is told; a task stands under the first that holds."""

    LATE = "late"
    UNREPORTED = "unreported"  # its day has come, and its state was not reported
    SOON = "soon"
    STUCK = "stuck"
    REPORT = "report"  # an open report that is late, due soon or was sent back
    PROBLEM = "problem"  # an open problem that is late, due soon or was sent back


@dataclass(frozen=True, slots=True)
class Item:
    """One line: what is asked for, by when, and how many days it is late at A (0: due that day; negative: days left); both None where no day is set.

    Of a report that was submitted or sent back, `due` is the day of that, and it has stood so for `days_in_state`, None where unknown.
    """

    concern: Concern
    number: str
    what: str
    due: date | None
    days_late: int | None
    gate: Gate | None = None
    state: Rectification | None = None
    body: str = ""
    is_paused: bool = False
    days_in_state: int | None = None
    is_withheld: bool = False
    phrase: str = ""
    """The deadline in the workbook's words where it is no day, such as 立行立改."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """All that one unit is reminded of, on one day; `name` is "" where the workbook names no unit."""

    name: str
    title: str
    version: str
    as_of: AsOf
    due_soon_days: int
    items: tuple[Item, ...]


def short_name(task: str) -> str:
    """As much of a task's text as one reads at a glance: its first clause, cut where that is long."""
    first = task.strip()
    for sign in _SENTENCE_ENDS:
        first = first.split(sign, 1)[0] or first
    return first if len(first) <= _LONGEST_NAME else f"{first[:_LONGEST_NAME]}…"


def reminder_text(reminder: Reminder, language: Language) -> str:
    """The text for a chat or a mail; ends with a line end."""
    lead = as_of_lead(reminder.as_of, language, year=True)
    unit = name_or(reminder.name, language)
    facts: dict[str, Any] = {"unit": unit, "title": reminder.title, "version": reminder.version, "lead": lead}
    if not reminder.items:
        return text(language, "reminder.nothing", days=_days(reminder, language), **facts) + "\n"
    opening = "reminder.opening" if reminder.name else "reminder.opening.nobody"
    lines = [counted(language, opening, len(reminder.items), **facts)]
    for concern in Concern:
        found = [item for item in reminder.items if item.concern is concern]
        if found:
            lines += ["", _heading(concern, len(found), reminder, language)]
            lines += [f"{place}. {_line(item, reminder.as_of.day, language)}" for place, item in enumerate(found, start=1)]
    return "\n".join([*lines, "", text(language, "reminder.closing")]) + "\n"


def summary(reminder: Reminder, language: Language) -> str:
    """How much there is under each heading, in one line; "" where there is nothing."""
    counts = [(concern, sum(item.concern is concern for item in reminder.items)) for concern in Concern]
    return _joined([counted(language, f"reminder.count.{concern}", count) for concern, count in counts if count], language)


def _heading(concern: Concern, count: int, reminder: Reminder, language: Language) -> str:
    return counted(language, f"reminder.heading.{concern}", count, days=_days(reminder, language))


def _days(reminder: Reminder, language: Language) -> str:
    """How far ahead soon is: 7天, 1 day."""
    return counted(language, "wording.days", reminder.due_soon_days)


def _line(item: Item, today: date, language: Language) -> str:
    """〔7〕制定学习计划：5月31日到期，已过10天."""
    named = (text(language, "reminder.number", number=item.number) if item.number else "") + item.what
    has_moved = item.gate not in (None, Gate.DUE)
    said = _since(item, today, language) if has_moved else [_when(item, today, language), *_states(item, language)]
    return text(language, "reminder.line", what=named, said=_joined([part for part in said if part], language))


def _when(item: Item, today: date, language: Language) -> str:
    late = item.days_late
    if item.due is None or late is None:
        return text(language, "reminder.when.phrase", phrase=item.phrase) if item.phrase else text(language, "reminder.when.none")
    due = day_beside(item.due, today, language)
    if late > 0:
        return text(language, "reminder.when.late", n=late, day=due)
    return text(language, "reminder.when.left", n=-late, day=due) if late else text(language, "reminder.when.today", day=due)


def _since(item: Item, today: date, language: Language) -> Sequence[str]:
    """报督导组，6月4日已报，至今6天，待对方答复: of a report that is no longer with the unit, or is so again."""
    body = text(language, "reminder.body", body=item.body) if item.body else ""
    state = text(language, f"gate.{item.gate}")
    if item.due is not None and item.days_in_state is not None:
        state = text(language, "reminder.when.since", n=item.days_in_state, day=day_beside(item.due, today, language), state=state)
    return [body, state, text(language, "reminder.theirs") if item.gate is Gate.SUBMITTED else ""]


def _states(item: Item, language: Language) -> Sequence[str]:
    said = [text(language, "reminder.body", body=item.body)] if item.body else []
    if item.gate is not None:
        said.append(text(language, f"gate.{item.gate}"))
    if item.state is not None:
        said.append(rectification_label(item.state, language))
    return [*said, text(language, "reminder.paused")] if item.is_paused else said


def _joined(parts: Sequence[str], language: Language) -> str:
    return text(language, "wording.join.comma").join(parts)
