"""Rules about what the settings sheet declares."""

from collections.abc import Iterator

from lib.ingest.model import Finding, Severity
from lib.ingest.rules.reading import Reading
from lib.schema.lamp_rules import declared_lamp_rule


def unknown_lamp_rule(reading: Reading) -> Iterator[Finding]:
    """A lamp rule that nobody knows: the standard one holds, and it is said."""
    _, unknown = declared_lamp_rule([(line.name, line.value) for line in reading.setting_lines])
    if unknown:
        line = next(line for line in reading.setting_lines if line.value == unknown)
        yield Finding("unknown_lamp_rule", Severity.WARNING, line.sheet, line.cell, value=unknown[:200])
