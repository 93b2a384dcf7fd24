"""Languages: each catalogue is complete, and its placeholders are those of the other."""

import re
import string
from pathlib import Path

import pytest

from lib.i18n import catalogue
from lib.i18n.catalogue import LANGUAGES, Language, messages, named, text

ROOT = Path(__file__).resolve().parent.parent
KEY = re.compile(r"""text\(\s*[^,()]+(?:\(\))?,\s*"([a-z_]+(?:\.[a-z_0-9]+)+)\"""")


WRITTEN_IN_CHINESE = ("ui.language.zh", "template.choices.")
"""A language names itself in itself; the template's drop-downs offer the words that the workbook is written in."""


def placeholders(message: str | tuple[str, ...]) -> set[str]:
    """The named placeholders of a message, over all plural forms."""
    forms = (message,) if isinstance(message, str) else message
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_every_language_has_every_message() -> None:
    keys = {language: set(messages(language)) for language in LANGUAGES}

    assert keys[Language.ZH] == keys[Language.EN]
    assert len(keys[Language.ZH]) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_empty(language: Language) -> None:
    assert [key for key, message in messages(language).items() if not message or not all(message)] == []


def test_placeholders_are_the_same_in_every_language() -> None:
    chinese, english = messages(Language.ZH), messages(Language.EN)
    differing = [key for key in chinese if placeholders(chinese[key]) - {"n"} != placeholders(english[key]) - {"n"}]

    assert differing == []


def test_every_key_named_in_the_code_has_a_message() -> None:
    named = {
        key
        for folder in ("lib", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for key in KEY.findall(path.read_text(encoding="utf-8"))
    }

    assert len(named) > 30
    assert named - messages(Language.ZH).keys() == set()


def test_english_has_no_chinese_in_it_but_where_a_term_is_quoted() -> None:
    """A Chinese term may stand in an English message only as the name of a sheet or a header to write."""
    chinese = re.compile(r"[\u4e00-\u9fff]")
    untranslated = [
        key
        for key, message in messages(Language.EN).items()
        for form in ((message,) if isinstance(message, str) else message)
        if chinese.search(form) and len(chinese.findall(form)) > len(form) / 2
    ]

    assert {key for key in untranslated if not key.startswith(WRITTEN_IN_CHINESE)} == set()


def test_a_brace_in_a_value_stays_a_brace() -> None:
    assert "{evil}" in text(Language.ZH, "ui.fault", fault_id="{evil}")


def test_a_count_has_its_thousands_apart_in_every_message() -> None:
    assert text(Language.ZH, "wording.key.merged_away", n=14584) == "14,584条并入其他意见"
    assert text(Language.EN, "wording.key.merged_away", n=14584) == "14,584 rows merged into others"


COUNTED = re.compile(r"\{(?:n|count|cells|versions)\} (?:more |further )?([a-z-]+)")
VERBS = {"falls", "fall", "lacks", "waits", "stands", "concerns", "needs", "is", "was", "has", "does"}


def test_the_name_of_a_file_stands_in_quotes_and_the_title_of_a_document_in_brackets_of_its_own() -> None:
    assert [key for key, message in messages(Language.ZH).items() if "《{file}》" in str(message)] == []


def test_english_never_counts_one_in_the_plural() -> None:
    """Where a count stands before a noun, the message has two forms, and the first of them is a singular."""
    wrong = []
    for key, message in messages(Language.EN).items():
        one = message if isinstance(message, str) else message[0]
        nouns = [word for word in COUNTED.findall(one) if word not in VERBS and word.endswith("s") and not word.endswith("ss")]
        wrong += [(key, one)] if nouns else []

    assert wrong == []


def test_a_plural_of_english_differs_from_its_singular_where_a_noun_is_counted() -> None:
    counted = {
        key: message
        for key, message in messages(Language.EN).items()
        if isinstance(message, tuple)
        and message[0] == message[-1]
        and re.search(r"\{(?:n|count)\} (?:more )?(?:task|row|day|item|problem|opinion|report)s?\b", message[0])
    }

    assert counted == {}


@pytest.mark.parametrize(
    ("key", "one", "many"),
    [
        ("board.table.rows", "1 row", "2 rows"),
        ("wording.days", "1 day", "2 days"),
        ("wall.columns.month", "1 month", "2 months"),
        ("board.path.plan", "1 task planned", "2 tasks planned"),
    ],
)
def test_one_is_told_from_many(key: str, one: str, many: str) -> None:
    assert text(Language.EN, key, 1, count="1") == one
    assert text(Language.EN, key, 2, count="2") == many


def test_a_message_that_stands_in_two_catalogues_is_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zh_CN").mkdir()
    for name in ("a.po", "b.po"):
        (tmp_path / "zh_CN" / name).write_text('msgid "ui.brand"\nmsgstr "看板"\n', encoding="utf-8")
    monkeypatch.setattr(catalogue, "_HERE", tmp_path)

    with pytest.raises(ValueError, match=r"b\.po: ui\.brand stands in two catalogues"):
        catalogue.messages.__wrapped__(Language.ZH)


def test_a_word_that_this_release_does_not_know_stands_as_it_was_kept() -> None:
    assert named(Language.ZH, "scope", "person") == text(Language.ZH, "scope.person")
    assert named(Language.ZH, "scope", "未知") == "未知"
