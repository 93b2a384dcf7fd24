"""Loading the catalogues and looking one message up."""

from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

from lib.i18n.manners import MANNERS, Manners

_HERE = Path(__file__).parent


class Language(StrEnum):
    """The languages of the interface; the value is the code used in links and commands."""

    ZH = "zh"
    EN = "en"

    @property
    def manners(self) -> Manners:
        """How the language is called, joins its sentences and writes its days."""
        return MANNERS[self.value]


LANGUAGES = tuple(Language)


def missing_message(key: str) -> str:
    """What is shown where a catalogue lacks a key; no test passes in which that happens (tests/conftest.py)."""
    return f"⟦{key}⟧"


@lru_cache(maxsize=4)
def messages(language: Language) -> dict[str, str | tuple[str, ...]]:
    """Every message of one language: key to text, or to its plural forms in the catalogue's order."""
    found: dict[str, str | tuple[str, ...]] = {}
    for path in sorted((_HERE / language.manners.locale).glob("*.po")):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=language.manners.locale)
        for message in catalogue:
            if not message.id:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key in found:
                raise ValueError(f"{path.name}: {key} stands in two catalogues")
            found[key] = message.string if isinstance(message.string, str) else tuple(message.string or ())
    return found


def has_message(language: Language, key: str) -> bool:
    """Whether a language says something under this key."""
    return bool(messages(language).get(key))


def text(language: Language, key: str, n: int | None = None, **values: object) -> str:
    """One message in one language.

    Args:
        language: the reader's language.
        key: the message's name.
        n: the count that picks the plural form; the placeholder `{n}` is the count with its thousands apart (1,234).
        values: what the placeholders name; already formatted where the format matters.
    """
    template = messages(language).get(key)
    if not template:
        return missing_message(key)
    if isinstance(template, tuple):
        template = template[_plural_index(n, len(template))]
    if n is not None:
        values = {"n": f"{n:,}", **values}
    return template.format(**values) if values else template.replace("{{", "{").replace("}}", "}")


def named(language: Language, vocabulary: str, word: str) -> str:
    """A word of a vocabulary such as `scope` by its name; one that this release does not know stands as it was kept."""
    key = f"{vocabulary}.{word}"
    return text(language, key) if has_message(language, key) else word


def _plural_index(n: int | None, forms: int) -> int:
    """English has two forms, Chinese one."""
    return 0 if n == 1 else forms - 1
