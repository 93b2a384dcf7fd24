"""Every hostile file is refused by its own sentence or loads, asks nothing of the system, and the next good file loads too."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lib.ingest.read import Limits
from lib.isolation import pool
from tests.ingest.hostile.build import cases, groups, long_groups
from tests.ingest.hostile.case import LOADS, Case
from tests.ingest.hostile.package import xlsx
from tests.ingest.hostile.watch import Watched

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
CEILING_MEGABYTES = 1_500
PATIENT = Limits(seconds=60.0)
"""In the ordinary run, so that a busy machine does not look like a stall; the long run holds the true ceiling."""
_STEPS = {"renamed": 7, "cut": 4, "flipped": 4, "text_lies": 2}  # of these the ordinary run takes every so many

everything = (*groups(), *long_groups()) if LONG else groups()


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with Watched(tmp_path_factory.mktemp("watched"), Limits() if LONG else PATIENT) as watching:
        yield watching


@pytest.mark.parametrize("group", everything, ids=lambda group: group.__name__.strip("_"))
def test_each_file_ends_as_it_should_asks_nothing_and_the_next_good_file_loads(group: Callable[[], Iterator[Case]], watched: Watched):
    before = watched.asked()
    step = 1 if LONG else _STEPS.get(group.__name__, 1)
    outcomes = [watched.read(case) for number, case in enumerate(group()) if LONG or not (case.is_slow or number % step)]

    assert {one.case.name: one.fault for one in outcomes if one.fault} == {}
    assert {one.case.name: one.megabytes for one in outcomes if one.megabytes > CEILING_MEGABYTES} == {}
    assert watched.asked() == before
    assert watched.read(Case("good.xlsx", xlsx(), (LOADS,))).fault == ""


@pytest.mark.skipif(not LONG, reason="builds every file")
def test_the_corpus_is_large_and_each_case_has_its_own_name():
    names = [case.name for case in cases()]

    assert len(names) >= 1_250
    assert len(set(names)) == len(names)


def test_the_watch_sees_what_a_reader_asks_of_the_system(tmp_path: Path):
    curious = "exec('''def bad(*_):\\n    open(\"/etc/hostname\").close()\\n    import socket; socket.socket()''')"
    with Watched(tmp_path, PATIENT) as watching:
        pool._COMMAND = pool._COMMAND.replace("serve()", f"{curious}; import lib.ingest.worker_job as w; w.read = bad; serve()")
        outcome = watching.read(Case("good.xlsx", xlsx(), (LOADS,)))
        asked = watching.asked()

    assert outcome.fault == "the process died: worker_died"
    assert asked == ["read /etc/hostname", "socket.__new__"]
