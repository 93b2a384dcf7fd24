"""The lamps in words: a shape beside every name, and the rule that lights each."""

from collections.abc import Mapping
from dataclasses import dataclass

from lib.i18n import Language, text
from lib.schema import Lamp, Rectification
from lib.schema.lamp_rules import STANDARD_RULE, Dialect, LampRule
from lib.wording.phrases import counted

LAMP_SYMBOLS: Mapping[Lamp, str] = {
    Lamp.DONE: "●",
    Lamp.CAUGHT_UP: "◉",
    Lamp.IN_PROGRESS: "◐",
    Lamp.DUE_SOON: "◆",
    Lamp.OVERDUE: "▲",
    Lamp.NOT_STARTED: "○",
    Lamp.PAUSED: "■",
    Lamp.NOT_REPORTED: "□",
    Lamp.UNDATED: "◇",
    Lamp.CANCELLED: "×",
}

RECTIFICATION_SYMBOLS: Mapping[Rectification, str] = {
    Rectification.CLOSED: "●",
    Rectification.DONE_UNCHECKED: "◉",
    Rectification.IN_PROGRESS: "◐",
    Rectification.OPEN: "○",
    Rectification.RETURNED: "◀",
    Rectification.REOPENED: "◁",
    Rectification.NOT_REPORTED: "□",
}

LAMP_ORDER = (
    Lamp.OVERDUE,
    Lamp.PAUSED,
    Lamp.DUE_SOON,
    Lamp.IN_PROGRESS,
    Lamp.NOT_STARTED,
    Lamp.CAUGHT_UP,
    Lamp.DONE,
    Lamp.NOT_REPORTED,
    Lamp.UNDATED,
    Lamp.CANCELLED,
)
"""Worst first, as legends and tables list them."""


DONE_FLAG = "⚑"
"""What is done, where a red flag says so."""


def lamp_symbol(lamp: Lamp, rule: LampRule = STANDARD_RULE) -> str:
    """The shape of a lamp under the declared rule."""
    return DONE_FLAG if lamp is Lamp.DONE and rule.dialect is Dialect.RED_FLAG else LAMP_SYMBOLS[lamp]


def lamp_label(lamp: Lamp, language: Language, rule: LampRule = STANDARD_RULE) -> str:
    """The shape and the word: ▲逾期, ▲ Overdue."""
    return text(language, "wording.lamp.label", symbol=lamp_symbol(lamp, rule), name=text(language, f"lamp.{lamp}"))


@dataclass(frozen=True, slots=True)
class LampWords:
    """The lamps of one board in one language, as its declared rule shows them: what stands outside charts asks nothing else."""

    language: Language
    rule: LampRule

    def symbol(self, lamp: Lamp) -> str:
        """The shape alone, where its word stands beside it or is read out."""
        return lamp_symbol(lamp, self.rule)

    def name(self, lamp: Lamp) -> str:
        """The word alone."""
        return text(self.language, f"lamp.{lamp}")

    def label(self, lamp: Lamp) -> str:
        """The shape and the word."""
        return lamp_label(lamp, self.language, self.rule)


def rectification_label(state: Rectification, language: Language) -> str:
    """The shape and the word of a problem's state."""
    return text(language, "wording.lamp.label", symbol=RECTIFICATION_SYMBOLS[state], name=text(language, f"rectification.{state}"))


def lamp_rule(language: Language, due_soon_days: int, rule: LampRule = STANDARD_RULE) -> str:
    """The legend sentence: what the colours of the declared rule mean, then every lamp with its shape and the rule that lights it."""
    rules = [
        text(
            language,
            "wording.lamp.rule",
            label=lamp_label(lamp, language, rule),
            rule=text(language, _lit_by(lamp, rule), days=counted(language, "wording.days", due_soon_days)),
        )
        for lamp in LAMP_ORDER
        if lamp is not Lamp.CAUGHT_UP or rule.marks_late_done
    ]
    shapes = text(language, "wording.lamp.rules", rules=text(language, "wording.join.semicolon").join(rules))
    colours = _colours(rule, due_soon_days, language)
    return text(language, "lamps.whole", colours=colours, shapes=shapes) if colours else shapes


def _lit_by(lamp: Lamp, rule: LampRule) -> str:
    """The message that says what lights a lamp: done is done in time where what was done late has a lamp of its own."""
    return "lamps.rule.done_in_time" if lamp is Lamp.DONE and rule.marks_late_done else f"wording.lamp.rule.{lamp}"


def _colours(rule: LampRule, due_soon_days: int, language: Language) -> str:
    """What each colour of the dialect means; "" for the standard look, whose shapes say it all."""
    if rule.dialect is Dialect.STANDARD:
        return ""
    said = text(language, f"lamps.dialect.{rule.dialect}", n=due_soon_days)
    late = text(language, "lamps.late_done") if rule.marks_late_done else ""
    return text(language, "lamps.colours", said=said + late)
