"""Backups: consistent while others publish, from either database and for either, never over anything."""

import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.errors import DatabaseDamaged, NewerDatabase, StoreRefused
from lib.store import BackupInfo, ColumnChoice, Store, open_store
from lib.store.tables import REVISION_TABLE
from tests.store.conftest import wiped
from tests.store.publishers import publish_for_ever, started
from tests.store.samples import BOARD, WHEN, WHO, assert_whole, number_in, publish_nth
from tests.store.test_databases import make_first_form


@pytest.fixture
def filled(store: Store) -> Store:
    """Two boards with versions, marks and memories."""
    store.create_board("second", "另一板", who=WHO, when=WHEN)
    for number in (1, 2, 3):
        publish_nth(store, number, number - 1)
    publish_nth(store, 1, None, board="second")
    store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=3, note="第1次")
    store.mark_meeting(BOARD, 2, "周会", who=WHO, when=WHEN)
    store.remember_year(BOARD, 2014, who=WHO, when=WHEN)
    store.remember_columns(BOARD, [ColumnChoice("tasks", "谁来办", "owner")], who=WHO, when=WHEN)
    return store


def everything(store: Store) -> list[object]:
    """All that a store tells about itself."""
    told: list[object] = [store.boards(), store.log()]
    for board in store.boards():
        told += [store.list_versions(board.code), store.meetings(board.code), store.columns(board.code)]
        told.append(store.trends(board.code, ["done_share", "closed_share"]))
        told += [store.original(board.code, version.number) for version in store.list_versions(board.code)]
    return told


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty database of either sort."""
    if request.param == "sqlite":
        empty = str(shutil.copyfile(request.getfixturevalue("made_file"), tmp_path / "elsewhere.db"))
    else:
        empty = wiped(request.getfixturevalue("made_databases")[1])
    with closing(open_store(empty)) as opened:
        yield opened


def test_a_backup_restored_elsewhere_is_the_same_history(filled: Store, elsewhere: Store, tmp_path: Path) -> None:
    backup = tmp_path / "folder" / "backup.db"

    taken = filled.backup(backup, who=WHO, when=WHEN)
    restored = elsewhere.restore_backup(backup, who=WHO, when=WHEN)

    assert taken == BackupInfo(2, 5, backup.stat().st_size, head=taken.head)
    assert (restored.boards, restored.versions) == (2, 5)
    assert everything(elsewhere) == everything(filled)
    for version in elsewhere.list_versions(BOARD):
        assert elsewhere.open_version(BOARD, version.number).file_name == f"第{number_in(version)}周.xlsx"


def test_after_a_restore_the_history_goes_on(filled: Store, elsewhere: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup.db", who=WHO, when=WHEN)
    elsewhere.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

    assert publish_nth(elsewhere, 7, 4).version.number == 5
    assert elsewhere.create_board("third", "第三板", who=WHO, when=WHEN).current is None
    assert elsewhere.mark_meeting(BOARD, 5, "会", who=WHO, when=WHEN).version == 5


def test_a_backup_of_an_empty_database_is_an_empty_backup(address: str, tmp_path: Path) -> None:
    with closing(open_store(address)) as empty:
        taken = empty.backup(tmp_path / "backup.db", who=WHO, when=WHEN)

        assert (taken.boards, taken.versions) == (0, 0)
        assert empty.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN).boards == 0


def test_a_backup_is_one_plain_file_for_its_owner_alone(filled: Store, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    filled.backup(folder / "backup.db", who=WHO, when=WHEN)

    assert [path.name for path in folder.iterdir()] == ["backup.db"]
    assert (folder / "backup.db").stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(folder / "backup.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_backup_never_overwrites(filled: Store, tmp_path: Path) -> None:
    out = tmp_path / "backup.db"
    out.write_bytes(b"mine")

    with pytest.raises(StoreRefused) as refused:
        filled.backup(out, who=WHO, when=WHEN)

    assert (refused.value.code, out.read_bytes()) == ("backup_exists", b"mine")


def test_a_place_that_cannot_be_written_is_said(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(StoreRefused) as refused:
        filled.backup(tmp_path / "file" / "backup.db", who=WHO, when=WHEN)

    assert refused.value.code == "backup_unwritable"


def test_a_backup_taken_while_others_publish_is_one_moment_of_the_history(store: Store, made_address: str, tmp_path: Path) -> None:
    with started(publish_for_ever, made_address) as (_, receiver):
        for turn in range(2):
            seen = receiver.recv()
            taken = store.backup(tmp_path / f"{turn}.db", who=WHO, when=WHEN)
            with closing(open_store(str(tmp_path / f"restored {turn}.db"))) as restored:
                restored.restore_backup(tmp_path / f"{turn}.db", who=WHO, when=WHEN)
                versions = restored.list_versions(BOARD)

                assert taken.versions >= seen
                assert [version.number for version in versions] == list(range(taken.versions, 0, -1))
                assert len(restored.log(BOARD)) == taken.versions + 1
                assert_whole(restored, versions[0], rows=300, size=40_000)


def test_readers_and_writers_go_on_during_a_backup(filled: Store, tmp_path: Path) -> None:
    with filled._database.snapshot() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM versions").scalar_one()
        writer = threading.Thread(target=publish_nth, args=(filled, 9, 4))
        writer.start()
        writer.join()

        assert filled.board(BOARD).current == 5
        assert connection.exec_driver_sql("SELECT count(*) FROM versions").scalar_one() == before


def test_nothing_is_restored_over_boards(filled: Store, tmp_path: Path) -> None:
    filled.backup(tmp_path / "backup.db", who=WHO, when=WHEN)
    publish_nth(filled, 9, 4)
    before = everything(filled)

    with pytest.raises(StoreRefused) as refused:
        filled.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

    assert refused.value.code == "not_empty"
    assert everything(filled) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 a workbook", b"SQLite format 3\x00" + bytes(4080)])
def test_what_is_no_backup_is_refused(elsewhere: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "backup.db").write_bytes(content)

    with pytest.raises(StoreRefused) as refused:
        elsewhere.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

    assert refused.value.code == "not_a_backup"
    assert elsewhere.boards() == ()
    assert (tmp_path / "backup.db").read_bytes() == content


def test_a_backup_that_is_not_there_is_said(elsewhere: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreRefused) as refused:
        elsewhere.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

    assert refused.value.code == "no_such_backup"


def change_first_byte(path: Path, table: str, where: str) -> None:
    """What a failing disk does, behind the database's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DROP TRIGGER {table}_no_update")
        packed = connection.execute(f"SELECT packed FROM {table} WHERE {where}").fetchone()[0]
        connection.execute(f"UPDATE {table} SET packed = ? WHERE {where}", (bytes([packed[0] ^ 1]) + packed[1:],))


@pytest.mark.parametrize("table", ["parts", "originals"])
def test_a_backup_with_one_changed_byte_is_refused_whole(filled: Store, elsewhere: Store, tmp_path: Path, table: str) -> None:
    backup = tmp_path / "backup.db"
    filled.backup(backup, who=WHO, when=WHEN)
    change_first_byte(backup, table, f"rowid = (SELECT max(rowid) FROM {table})")

    with pytest.raises(DatabaseDamaged):
        elsewhere.restore_backup(backup, who=WHO, when=WHEN)

    assert elsewhere.boards() == ()


def test_a_newer_backup_is_refused(filled: Store, elsewhere: Store, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    filled.backup(backup, who=WHO, when=WHEN)
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute(f"UPDATE {REVISION_TABLE} SET version_num = '9999'")

    with pytest.raises(NewerDatabase):
        elsewhere.restore_backup(backup, who=WHO, when=WHEN)


def test_an_older_backup_is_brought_up_to_date_and_stays_as_it_was(elsewhere: Store, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    make_first_form(str(backup))
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    before = backup.read_bytes()

    assert elsewhere.restore_backup(backup, who=WHO, when=WHEN).versions == 1
    assert publish_nth(elsewhere, 2, 1).version.number == 2
    assert backup.read_bytes() == before


def test_a_version_that_was_damaged_on_the_disk_is_said_and_the_others_open(tmp_path: Path) -> None:
    path = tmp_path / "board.db"
    with closing(open_store(str(path))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        publish_nth(store, 2, 1)
        change_first_byte(path, "parts", "content_id = 1 AND name = 'tasks'")

        with pytest.raises(DatabaseDamaged) as damage:
            store.open_version(BOARD, 1)
        assert damage.value.facts["version"] == "main 1"
        assert_whole(store, store.version(BOARD, 2))


def test_text_where_bytes_should_be_is_damage_too(tmp_path: Path) -> None:
    path = tmp_path / "board.db"
    with closing(open_store(str(path))) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("DROP TRIGGER originals_no_update")
            connection.execute("UPDATE originals SET packed = CAST(x'ff00fe' AS TEXT)")

        with pytest.raises(DatabaseDamaged):
            store.original(BOARD, 1)
