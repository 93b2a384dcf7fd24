"""Mutated files never end the reading process: they load, or are refused by name."""

from itertools import islice

import pytest

from lib.errors import Refused, WorkerDied
from lib.i18n import Language, missing_message, text
from lib.ingest.worker import read_isolated
from tests.ingest.hostile.mutate import mutations


@pytest.mark.parametrize("seed", [2014, 2026])
def test_a_mutated_file_loads_or_is_refused_by_name(seed: int):
    deaths: list[str] = []
    nameless: set[str] = set()
    for name, content in islice(mutations(seed), 150):
        try:
            read_isolated(content, name)
        except WorkerDied as death:
            deaths.append(f"{name}: {death.code}")
        except Refused as refusal:
            key = f"refused.{refusal.code}"
            if text(Language.EN, key, **refusal.facts) == missing_message(key):
                nameless.add(refusal.code)

    assert deaths == []
    assert nameless == set()
