"""One term for one thing: what docs/glossary.md rules out stands on no screen, in no workbook of ours and in no document for readers."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lib.i18n import LANGUAGES, Language
from lib.i18n.catalogue import messages

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
DOCUMENTS = {
    Language.ZH: ("README.zh.md", "docs/guide.zh.md", "docs/deployment.zh.md"),
    Language.EN: ("README.md", "docs/guide.en.md"),
}
WORKBOOKS = ("data/sample.xlsx", "data/template.xlsx")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
QUOTED_ENGLISH = re.compile("[“”‘’]")


@dataclass(frozen=True)
class Ruled:
    """One thing: what it is called in a language, what it is never called, and the other things' names that hold such a word."""

    thing: str
    name: str
    never: tuple[str, ...]
    but: tuple[str, ...]

    def found_in(self, words: str, language: Language) -> list[str]:
        """The words that stand there although they are ruled out."""
        for name in self.but:
            words = words.replace(name, " ")
        if language is Language.ZH:
            return [word for word in self.never if word in words]
        return [
            word
            for word in self.never
            if re.search(rf"\b{re.escape(word)}(?:\b|s\b|(?<=\{{))", words, 0 if word[0].isupper() else re.IGNORECASE)
        ]


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split("、") if word.strip())


@lru_cache
def ruled(language: Language) -> tuple[Ruled, ...]:
    """The rows of the table."""
    rows = [line.strip("|").split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    name, never = (1, 3) if language is Language.ZH else (2, 4)
    found = []
    for cells in rows:
        wrong, _, but = cells[never].partition("但")
        found.append(Ruled(cells[0].strip(), cells[name].strip(), _words(wrong), _words(but)))
    return tuple(found)


def texts(language: Language) -> dict[str, str]:
    """Every message of a catalogue, each with the name of its key."""
    found = {key: message if isinstance(message, str) else "\n".join(message) for key, message in messages(language).items()}
    return {key: PLACEHOLDER.sub("{}", words) for key, words in found.items()}


def wrong_words(named: dict[str, str], language: Language) -> list[tuple[str, str, str]]:
    """Where a ruled-out word stands, which, and what it should be."""
    return [(where, word, row.name) for where, words in named.items() for row in ruled(language) for word in row.found_in(words, language)]


def test_the_table_names_every_thing_once_in_each_language():
    for language in LANGUAGES:
        names = [row.name for row in ruled(language)]

        assert len(names) == len(set(names)) >= 30
        assert all(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_calls_a_thing_by_another_name(language: Language):
    assert wrong_words(texts(language), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_document_for_readers_calls_a_thing_by_another_name(language: Language):
    documents = {
        name: re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", " ", (ROOT / name).read_text(encoding="utf-8"), flags=re.S)
        for name in DOCUMENTS[language]
    }

    assert wrong_words(documents, language) == []


@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_workbook_of_ours_calls_a_thing_by_another_name(name: str):
    """Headers and notes; what people wrote into the sample's cells is theirs."""
    book = load_workbook(ROOT / name)
    own = {
        f"{sheet.title}!{cell.coordinate}": "\n".join(
            filter(None, (str(cell.value or "") if cell.row <= 3 else "", cell.comment and cell.comment.text))
        )
        for sheet in book
        for row in sheet.iter_rows(max_row=4)
        for cell in row
    }

    assert wrong_words(own, Language.ZH) == []


def test_english_messages_have_straight_quotes():
    assert [key for key, words in texts(Language.EN).items() if QUOTED_ENGLISH.search(words)] == []


def test_chinese_messages_have_full_width_quotes_and_stops():
    """A straight quote stands only where a command is to be typed; a half-width comma or stop never follows a Chinese character."""
    words = {key: re.sub(r"`[^`]*`", "", found) for key, found in texts(Language.ZH).items()}

    assert [key for key, found in words.items() if '"' in found] == []
    assert [
        key
        for key, found in words.items()
        if re.search(r"[一-鿿][,;:!?](?!\S*[A-Za-z])", found) and not key.startswith("template.choices.")
    ] == []
