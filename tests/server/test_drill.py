"""The drill: back up while others publish, lose the database, restore on an empty machine, and stand where the backup stood."""

from contextlib import closing
from pathlib import Path

import pytest

from lib.desk.shelf import Shelf
from lib.metrics.versions import VersionFigure
from lib.store import AuditAction, open_store
from lib.store.sealed import seal
from tests.server.publishers import ROWS, assert_whole_on_shelf, publish_nth_draft, publish_on_shelf_for_ever
from tests.store.conftest import new_database
from tests.store.publishers import started
from tests.store.samples import BOARD, WHEN, WHO

SECRET = "演练用的长口令，不止八个字"


@pytest.fixture
def empty_machine(request: pytest.FixtureRequest, made_address: str, tmp_path: Path) -> str:
    """A database of the same sort that nobody used."""
    return new_database(request.getfixturevalue("postgresql")) if "://" in made_address else str(tmp_path / "new machine" / "board.db")


def test_the_board_stands_again_where_its_backup_stood(
    shelf: Shelf, made_address: str, empty_machine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("lib.store.backup.seal", lambda source, target, secret: seal(source, target, secret, cost=14))
    publish_nth_draft(shelf, 1, None)
    shelf.mark_meeting(BOARD, 1, "例会", who=WHO, when=WHEN)
    with started(publish_on_shelf_for_ever, made_address) as (_, receiver):
        seen = int(receiver.recv())
        info = shelf.backup(tmp_path / "kept.backup", who=WHO, when=WHEN, passphrase=SECRET)
        receiver.recv()
    before = [version for version in shelf.versions(BOARD) if version.number <= info.versions]
    points = shelf.trends(BOARD, [VersionFigure.ALL_TASKS])[0].points[: info.versions]
    lose(shelf, made_address)

    with closing(Shelf(open_store(empty_machine))) as again:
        again.restore_backup(tmp_path / "kept.backup", who="keeper", when=WHEN, passphrase=SECRET)

        assert info.versions >= seen
        assert list(again.versions(BOARD)) == before
        assert again.trends(BOARD, [VersionFigure.ALL_TASKS])[0].points == points
        assert [mark.name for mark in again.meetings(BOARD)] == ["例会"]
        for version in before:
            assert_whole_on_shelf(again, version, rows=ROWS)
        assert again.verify_audit(info.head.hash) is None
        last = again.audit_entries(1)[0].event
        assert (last.action, last.who, last.detail["versions"]) == (AuditAction.BACKUP_TAKEN, "keeper", str(info.versions))
        assert publish_nth_draft(again, 900, info.versions).version.number == info.versions + 1
        assert again.verify_audit(info.head.hash) is None


def lose(shelf: Shelf, address: str) -> None:
    """The machine is gone: its file, or the server as far as this installation is concerned."""
    shelf.close()
    if "://" not in address:
        for path in Path(address).parent.glob(Path(address).name + "*"):
            path.unlink()
