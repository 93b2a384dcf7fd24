"""Every word of the vocabulary has its label in both languages; one term for one thing."""

from enum import StrEnum

import pytest

from lib.i18n import LANGUAGES, Language, has_message, text
from lib.ingest.model import Severity
from lib.schema import (
    Audience,
    DeadlineKind,
    Gate,
    Lamp,
    Openness,
    Opinion,
    Organisation,
    Rectification,
    RectificationKind,
    Rule,
    Scope,
    SheetRole,
    Status,
    TargetScope,
    Task,
)

LABELLED: dict[str, type[StrEnum]] = {
    "column.tasks": Task,
    "column.feedback": Opinion,
    "column.organisation": Organisation,
    "column.rules": Rule,
    "lamp": Lamp,
    "status": Status,
    "rectification": Rectification,
    "rectification_kind": RectificationKind,
    "gate": Gate,
    "scope": Scope,
    "audience": Audience,
    "openness": Openness,
    "target": TargetScope,
    "deadline_kind": DeadlineKind,
    "sheet_role": SheetRole,
    "severity": Severity,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", LABELLED)
def test_every_value_has_a_label(prefix: str, language: Language):
    keys = [f"{prefix}.{value.value}" for value in LABELLED[prefix]]

    assert [key for key in keys if not has_message(language, key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_audience_says_who_that_is(language: Language):
    keys = [f"audience.{value.value}.help" for value in Audience]

    assert [key for key in keys if not has_message(language, key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lamp_and_a_status_of_the_same_name_share_one_word(language: Language):
    shared = {lamp.value for lamp in Lamp} & {status.value for status in Status}

    assert shared == {"cancelled", "done", "not_reported", "paused", "in_progress", "not_started"}
    assert [name for name in sorted(shared) if text(language, f"lamp.{name}") != text(language, f"status.{name}")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_values_of_one_list_share_a_label(language: Language):
    for prefix, values in LABELLED.items():
        labels = [text(language, f"{prefix}.{value.value}") for value in values]

        assert len(set(labels)) == len(labels), prefix


def test_the_glossary_holds():
    assert text(Language.EN, "lamp.overdue") == "Overdue"
    assert text(Language.ZH, "lamp.overdue") == "逾期"
    assert text(Language.EN, "rectification.done_unchecked") == "Done, awaiting check"
    assert text(Language.ZH, "rectification.closed") == "已销号"
