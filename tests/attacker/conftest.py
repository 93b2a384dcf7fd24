"""The one server of all attackers: a board with an account for each role, started once."""

from collections.abc import Iterator

import pytest

from tests.attacker.live import start_board
from tests.browser.conftest import Server, chromium

__all__ = ["chromium", "served"]


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_board(tmp_path_factory.mktemp("attacker"))
    yield running
    running.process.terminate()
    running.process.wait(10)
