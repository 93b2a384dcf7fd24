"""What tests of the desk share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.desk.shelf import Shelf, open_shelf
from lib.settings import Settings


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A shelf on which nothing was ever published."""
    with closing(open_shelf(Settings(database_url=str(tmp_path / "board.db")))) as opened:
        yield opened
