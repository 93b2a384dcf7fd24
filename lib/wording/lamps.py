"""The lamps in words: a shape beside every name, and the rule that lights each."""

from collections.abc import Mapping

from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.schema import Lamp, Rectification

LAMP_SYMBOLS: Mapping[Lamp, str] = {
    Lamp.DONE: "●",
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
    Lamp.DONE,
    Lamp.NOT_REPORTED,
    Lamp.UNDATED,
    Lamp.CANCELLED,
)
"""Worst first, as legends and tables list them."""


def lamp_label(lamp: Lamp, language: Language) -> str:
    """The shape and the word: ▲逾期, ▲ Overdue."""
    return text(language, "wording.lamp.label", symbol=LAMP_SYMBOLS[lamp], name=text(language, f"lamp.{lamp}"))


def rectification_label(state: Rectification, language: Language) -> str:
    """The shape and the word of a problem's state."""
    return text(language, "wording.lamp.label", symbol=RECTIFICATION_SYMBOLS[state], name=text(language, f"rectification.{state}"))


def lamp_rule(language: Language, due_soon_days: int) -> str:
    """The legend sentence: every lamp with its shape and the rule that lights it."""
    rules = [
        text(
            language,
            "wording.lamp.rule",
            label=lamp_label(lamp, language),
            rule=text(language, f"wording.lamp.rule.{lamp}", days=number(due_soon_days, language)),
        )
        for lamp in LAMP_ORDER
    ]
    return text(language, "wording.lamp.rules", rules=text(language, "wording.join.semicolon").join(rules))
