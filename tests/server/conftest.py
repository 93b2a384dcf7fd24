"""Both databases, and a small disk, as the tests of the store have them."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from lib.desk.shelf import Shelf
from lib.store import open_store
from tests.store.conftest import made_address, made_databases, postgresql, tmp_path
from tests.store.test_survival import small_disk

__all__ = ["made_address", "made_databases", "postgresql", "shelf", "small_disk", "tmp_path"]


@pytest.fixture
def shelf(made_address: str) -> Iterator[Shelf]:
    """A shelf on which nothing was published, over each sort of database in turn."""
    with closing(Shelf(open_store(made_address))) as opened:
        yield opened
