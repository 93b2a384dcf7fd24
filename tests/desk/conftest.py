"""What tests of the desk share."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.desk.shelf import Shelf, open_shelf
from lib.settings import Settings


@pytest.fixture
def shelf(made_file: Path, tmp_path: Path) -> Iterator[Shelf]:
    """A shelf on which nothing was ever published."""
    path = shutil.copyfile(made_file, tmp_path / "board.db")
    with closing(open_shelf(Settings(database_url=str(path)))) as opened:
        yield opened
