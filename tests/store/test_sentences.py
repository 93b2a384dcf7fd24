"""Every fault that the store can raise has a sentence in each language, and brings the facts that the sentence names."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import lib.errors
from lib.errors import StoreError
from lib.i18n import Language
from lib.i18n.catalogue import messages
from lib.store import faults

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (*sorted((ROOT / "lib" / "store").glob("*.py")), ROOT / "lib" / "desk" / "shelf.py")


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Code and names of the facts of every store error that the sources make, and of those that drivers' complaints become."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            kind = getattr(lib.errors, node.func.id, None) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
            if isinstance(node, ast.Call) and isinstance(kind, type) and issubclass(kind, StoreError):
                codes = [part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                yield from ((code, frozenset(str(fact.arg) for fact in node.keywords)) for code in codes)
    for table in (faults._SQLITE, faults._POSTGRESQL, faults._POSTGRESQL_FAMILIES):
        yield from ((code, frozenset({"database"})) for _, code in table.values())


def test_the_sources_raise_the_faults_that_this_page_knows():
    assert {"conflict", "conflict_ahead", "no_board", "no_version", "nothing_published", "busy", "full", "gone"} <= {
        code for code, _ in raised()
    }


@pytest.mark.parametrize("language", list(Language))
def test_every_fault_has_a_sentence_whose_facts_it_brings(language: Language):
    sentences = messages(language)
    for code, facts in set(raised()):
        sentence = sentences.get(f"store.{code}")

        assert isinstance(sentence, str), code
        assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= facts, code
