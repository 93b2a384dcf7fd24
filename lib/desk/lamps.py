"""The lamps of a board in words: the one place that asks which rule its settings declare."""

from lib.i18n import Language
from lib.ingest.model import BoardSettings
from lib.schema.lamp_rules import declared_lamp_rule
from lib.wording import LampWords


def lamp_words(settings: BoardSettings, language: Language) -> LampWords:
    """The lamps as these settings want them; the standard ones where they name no known rule."""
    rule, _ = declared_lamp_rule(settings.other)
    return LampWords(language, rule)
