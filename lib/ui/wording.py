"""Sentences about refusals and notices on the screens."""

from typing import Any

from lib.errors import PhaseboardError
from lib.i18n import Language, text


def refusal(fault: PhaseboardError, language: Language) -> str:
    """What was refused and how to mend it, in one sentence."""
    facts: dict[str, Any] = dict(fault.facts)
    return text(language, f"{fault.room}.{fault.code}", **facts)
