"""Phrases with the window that a careful person reads, as literal facts.

`golden_phrases.tsv` is ours: one form of the rules a line; "." in the last column means no warning, "!" that a
finding must be there. `given_phrases.tsv` are the phrases that came with the task, with their notes.
`golden_notes.tsv` says what is noted beside the window: codes, "!" behind a warning, facts; a phrase of the other
tables that does not stand there has no note at all.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from lib.deadlines import Deadline, NoteLevel, note_text, parse_deadline
from lib.i18n import Language

HERE = Path(__file__).parent
KINDS_AS_GIVEN = {"point": "by", "by-date": "by", "unparseable": "unparsed"}


class Phrase(NamedTuple):
    text: str
    year: int
    start: str
    end: str
    kind: str
    last_column: str


def read_phrases(name: str) -> list[Phrase]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    cells = [[*line.split("\t"), ""][:6] for line in lines if line]
    return [Phrase(text.replace("\\n", "\n"), int(year), start, end, kind, last) for text, year, start, end, kind, last in cells]


def reading(deadline: Deadline) -> tuple[str, str, str]:
    return (
        deadline.start.isoformat() if deadline.start else "",
        deadline.end.isoformat() if deadline.end else "",
        deadline.kind.value,
    )


def has_warning(deadline: Deadline) -> bool:
    return any(note.level is NoteLevel.WARNING for note in deadline.notes)


GOLDEN = read_phrases("golden_phrases.tsv")
GIVEN = read_phrases("given_phrases.tsv")
NOTES = {
    (text.replace("\\n", "\n"), int(year)): notes
    for text, year, notes in (line.split("\t") for line in (HERE / "golden_notes.tsv").read_text(encoding="utf-8").splitlines()[1:])
}


def noted(deadline: Deadline) -> str:
    """The notes of a deadline as the table writes them."""
    return " | ".join(
        " ".join((note.code + "!" * (note.level is NoteLevel.WARNING), *(f"{name}={value}" for name, value in note.facts)))
        for note in deadline.notes
    )


@pytest.mark.parametrize("phrase", GOLDEN, ids=lambda phrase: repr(phrase.text))
def test_a_phrase_means_its_window(phrase: Phrase):
    assert reading(parse_deadline(phrase.text, phrase.year)) == (phrase.start, phrase.end, phrase.kind)


@pytest.mark.parametrize("phrase", [phrase for phrase in GOLDEN if phrase.last_column == "."], ids=lambda phrase: repr(phrase.text))
def test_an_unambiguous_phrase_carries_no_warning(phrase: Phrase):
    assert not has_warning(parse_deadline(phrase.text, phrase.year))


@pytest.mark.parametrize("phrase", [phrase for phrase in GOLDEN if phrase.last_column == "!"], ids=lambda phrase: repr(phrase.text))
def test_a_doubtful_phrase_is_never_silent(phrase: Phrase):
    assert parse_deadline(phrase.text, phrase.year).notes


def test_every_phrase_of_the_tables_is_answered_to_the_letter():
    answers = {(one.text, one.year): parse_deadline(one.text, one.year) for one in (*GOLDEN, *GIVEN)}

    kind = {(one.text, one.year): KINDS_AS_GIVEN.get(one.kind, one.kind) for one in (*GIVEN, *GOLDEN)}
    windows = {(one.text, one.year): (one.start, one.end) for one in (*GIVEN, *GOLDEN)}
    told = {key: (*reading(answer), noted(answer)) for key, answer in answers.items()}
    assert told == {key: (*windows[key], kind[key], NOTES.get(key, "")) for key in windows}
    assert NOTES.keys() <= answers.keys()


def test_a_note_quotes_the_words_that_it_is_about():
    for phrase in ("整改期间", "整改期间完成"):
        assert f"“{phrase}”" in note_text(parse_deadline(phrase, 2014).notes[0], Language.ZH)
    silent = [
        one.text for one in (*GOLDEN, *GIVEN) for note in parse_deadline(one.text, one.year).notes if "“”" in note_text(note, Language.ZH)
    ]
    assert silent == []


@pytest.mark.parametrize("language", list(Language))
def test_every_finding_of_the_tables_is_a_sentence(language: Language):
    notes = {note for phrase in [*GOLDEN, *GIVEN] for year in (phrase.year, None) for note in parse_deadline(phrase.text, year).notes}

    assert [note.code for note in notes if "⟦" in note_text(note, language) or "{" in note_text(note, language)] == []


def test_no_day_of_the_stand_in_year_is_ever_shown():
    notes = {note for phrase in GOLDEN for note in parse_deadline(phrase.text, None).notes if "2000" not in phrase.text}

    assert [note for note in notes if any("2000" in value for _, value in note.facts)] == []


def test_the_golden_table_holds_each_phrase_once():
    keys = [(phrase.text, phrase.year) for phrase in GOLDEN]

    assert len(keys) == len(set(keys))
    assert len(keys) >= 300


@pytest.mark.parametrize("phrase", GIVEN, ids=lambda phrase: repr(phrase.text))
def test_a_given_phrase_means_its_window(phrase: Phrase):
    start, end, kind = reading(parse_deadline(phrase.text, phrase.year))

    assert (start, end, kind) == (phrase.start, phrase.end, KINDS_AS_GIVEN.get(phrase.kind, phrase.kind))


def test_no_given_date_is_wrong_in_silence():
    silent = [
        phrase.text
        for phrase in GIVEN
        if reading(deadline := parse_deadline(phrase.text, phrase.year))[:2] != (phrase.start, phrase.end) and not deadline.notes
    ]

    assert silent == []
