"""Whatever the reader can say has its sentence and its hint in every language."""

import re
from pathlib import Path

import pytest

from lib.i18n import LANGUAGES, Language
from lib.i18n.catalogue import messages
from lib.ingest.model import Finding, Severity
from lib.ingest.row_plan import Reason

CHOSEN = re.compile(r"(?:code = |else )\"([a-z]+_[a-z_]+)\"")
INGEST = Path(__file__).parents[2] / "lib" / "ingest"
CODE = re.compile(r"(?:noting\.add|table\.note|\.finding|Finding|StateReading)\(\s*(?:noting,\s*|[^\"()]*\(?)?\"([a-z_]+)\"")


def codes_in_the_source() -> set[str]:
    """Every code that a finding or a state may carry; two states are put into words by rules of other names."""
    files = [path for path in [*INGEST.glob("*.py"), *(INGEST / "rules").glob("*.py")] if not path.name.startswith("worker")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return {*CODE.findall(text), *CHOSEN.findall(text)} - {"status_overdue_typed", "status_delayed"}


def test_the_source_is_searched_for_codes():
    assert {"error_cell", "ditto", "duplicate_number", "year_missing", "phase_from_banner", "overdue_not_due"} <= codes_in_the_source()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_in_the_source_has_its_sentence_and_hint(language: Language):
    known = messages(language)

    assert [code for code in sorted(codes_in_the_source()) if f"finding.{code}" not in known or f"finding.{code}.hint" not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_setting_a_row_aside_has_its_words(language: Language):
    assert [reason for reason in Reason if f"set_aside.{reason}" not in messages(language)] == []


def test_numbers_of_rows_are_set_apart_as_the_reader_does_and_words_of_the_workbook_stay() -> None:
    missing = Finding("missing_number", Severity.WARNING, "任务", "B9", facts=(("missing", "3、4、5"),))
    phase = Finding("phase_without_tasks", Severity.WARNING, "任务", facts=(("phase", "学习教育、听取意见"),))

    assert missing.message(Language.EN) == "The numbering skips 3, 4, 5 (see B9)."
    assert missing.message(Language.ZH) == "序号不连续，缺3、4、5（见 B9）。"
    assert "学习教育、听取意见" in phase.message(Language.EN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_counts_are_written_as_everywhere(language: Language):
    found = Finding("deadline_without_day", Severity.INFO, "意见", facts=(("count", 33_334),))

    assert "33,334" in found.message(language)
