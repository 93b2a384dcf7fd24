"""How property tests are run: the same examples in every ordinary run, new ones with `run.py test --long`."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from lib.i18n import catalogue
from tests.measured_workers import measure_workers, save_measured

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("searching" if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else "steady")

os.environ.setdefault("PHASEBOARD_DATABASE_URL", str(Path(tempfile.mkdtemp(prefix="phaseboard-tests-")) / "board.db"))
"""No test may touch the database of the person who runs it, and none finds what another run left."""


measure_workers()

LONG_FIRST = ("browser", "server", "attacker", "deploy", "store")
"""Folders whose files start servers, databases or a browser: begun last, one of them would run on when all others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first, browsers before all; otherwise the order stays."""
    folders = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(folders).parts[0]
        return LONG_FIRST.index(folder) if folder in LONG_FIRST else len(LONG_FIRST)

    items.sort(key=place)


def pytest_collection_finish() -> None:
    """What was collected stays to the end: looked through for garbage again and again, it would cost each test a twentieth more."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Coverage is written out while there is time: a test worker that takes more than ten seconds to end is killed with what it has seen."""
    save_measured()


@pytest.fixture(autouse=True)
def the_same_main_program() -> Iterator[None]:
    """A page run without a browser takes the place of the main program, which processes started later would run again."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(autouse=True)
def every_message_is_there(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test passes in which a reader would have seen the name of a message in place of its words."""
    asked: list[str] = []
    shown = catalogue.missing_message

    def noted(key: str) -> str:
        asked.append(key)
        return shown(key)

    monkeypatch.setattr(catalogue, "missing_message", noted)
    yield
    assert asked == []


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, to be copied: making them takes longer than most tests."""
    from lib.store import open_store  # not for those who only collect

    path = tmp_path_factory.mktemp("made") / "board.db"
    open_store(str(path)).close()
    return path
