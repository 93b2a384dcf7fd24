"""Page tests have no browser behind them: they look as somebody who sits at the machine itself, unless they say otherwise."""

import shutil
from collections.abc import Iterator
from functools import cache as kept
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from lib.desk.shelf import Shelf
from lib.identity import Identity, SignIn
from lib.store import open_store
from lib.ui import cache, gate

HERE = Identity("tester", "tester", SignIn.NONE, local=True)


@pytest.fixture(scope="session", autouse=True)
def packages_looked_through_once() -> Iterator[None]:
    """With every new session of a test the framework looks through all installed packages for components, which takes as long as drawing a page."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(manifest_scanner, "scan_component_manifests", kept(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's person owns the machine."""
    monkeypatch.setattr(gate, "of_session", lambda: HERE)


@pytest.fixture
def shelf(made_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A database of its own behind the pages."""
    own = Shelf(open_store(str(shutil.copyfile(made_file, tmp_path / "board.db"))))
    monkeypatch.setattr(cache, "shelf", lambda: own)
    _forget()
    yield own
    _forget()
    own.close()


def _forget() -> None:
    cache.forget_newest()
    cache.version.clear()
