"""Every hostile file is refused by its own sentence or loads, and the next good file loads too."""

from collections.abc import Callable, Iterator

import pytest

from lib.errors import Refused, WorkerDied
from lib.i18n import LANGUAGES, text
from lib.ingest.worker import read_isolated
from tests.ingest.hostile.build import ANY, LOADS, Case, cases, groups
from tests.ingest.hostile.package import xlsx


def outcome(case: Case) -> str:
    try:
        read_isolated(case.content, case.name)
    except WorkerDied as death:
        return f"died: {death.code}"
    except Refused as refusal:
        for language in LANGUAGES:
            sentence = text(language, f"refused.{refusal.code}", **refusal.facts)
            assert not sentence.startswith("⟦")
            assert "{" not in sentence
        return refusal.code
    return LOADS


@pytest.mark.parametrize("group", groups(), ids=lambda group: group.__name__.strip("_"))
def test_each_file_ends_as_it_should_and_the_next_good_file_loads(group: Callable[[], Iterator[Case]]):
    astray: dict[str, str] = {}
    for case in group():
        came = outcome(case)
        if came.startswith("died") or (came not in case.outcomes and case.outcomes != ANY):
            astray[case.name] = came

    assert astray == {}
    assert len(read_isolated(xlsx(), "good.xlsx").tasks) == 2


def test_the_corpus_is_large_and_each_case_has_its_own_name():
    names = [case.name for case in cases()]

    assert len(names) >= 150
    assert len(set(names)) == len(names)
