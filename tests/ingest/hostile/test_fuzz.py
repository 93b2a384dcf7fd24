"""Mutated files never end the reading process: they load, or are refused by name."""

import os
from itertools import islice

import pytest

from lib.errors import Refused, WorkerDied
from lib.i18n import Language, has_message
from lib.ingest.worker import read_isolated
from tests.ingest.hostile import grids
from tests.ingest.hostile.mutate import mutations

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"


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
            if not has_message(Language.EN, key):
                nameless.add(refusal.code)

    assert deaths == []
    assert nameless == set()


@pytest.mark.parametrize("seed", [8, 9])
def test_a_good_container_of_a_mutated_table_is_answered_in_strict_json_or_refused_by_name(seed: int):
    files = islice(grids.mutations(seed), 400 if LONG else 8)

    assert {f"{number} {name}": fault for number, (name, content) in enumerate(files) if (fault := grids.fault_of(name, content))} == {}
