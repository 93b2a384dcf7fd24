"""Faults that a database or a disk rarely gives: each is named as what it is, nothing is half done, and a mistake of ours is not hidden."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from enum import Enum
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from lib.errors import Conflict, DatabaseBusy, DatabaseDamaged, DatabaseFull, DatabaseGone, NotStored, StoreError, StoreRefused
from lib.store import FileState, PublishStatus, Store, backup, engine, open_store, outline, versions
from lib.store.address import database_address
from lib.store.faults import told_plainly
from lib.store.forgetting import Remainder
from lib.store.tables import UtcTime
from tests.store.samples import BOARD, WHEN, WHO, nth_workbook, publish_nth

HERE = database_address("board.db")


def named(fault: Exception) -> tuple[type[Exception], str]:
    """What becomes of a driver's complaint."""
    with pytest.raises(Exception) as raised, told_plainly(HERE):  # noqa: PT011 - which one is the question
        raise fault
    return type(raised.value), raised.value.code if isinstance(raised.value, StoreError) else ""


class WithState(psycopg.Error):
    """A complaint of a server that has answered."""

    sqlstate = "42601"  # a statement that is none


def test_a_mistake_of_the_program_stays_what_it_is():
    assert named(sqlite3.ProgrammingError("a mistake")) == (sqlite3.ProgrammingError, "")
    assert named(psycopg.ProgrammingError("a mistake")) == (psycopg.ProgrammingError, "")
    assert named(WithState()) == (WithState, "")
    assert named(DBAPIError("SELECT", {}, sqlite3.ProgrammingError("a mistake"))) == (DBAPIError, "")
    assert named(DBAPIError("SELECT", {}, ValueError("of another driver"))) == (DBAPIError, "")


def test_a_file_without_our_tables_is_no_database_of_ours_and_a_server_without_an_answer_is_gone():
    assert named(sqlite3.OperationalError("no such table: boards")) == (DatabaseDamaged, "not_a_database")
    assert named(DBAPIError("SELECT", {}, sqlite3.OperationalError("no such table: boards"))) == (DatabaseDamaged, "not_a_database")
    assert named(psycopg.OperationalError("connection refused")) == (DatabaseGone, "gone")
    assert named(psycopg.InterfaceError("the connection is closed")) == (DatabaseGone, "gone")


@pytest.fixture
def file(tmp_path: Path, made_file: Path) -> Path:
    """A database file with all tables."""
    return Path(shutil.copyfile(made_file, tmp_path / "board.db"))


@pytest.fixture
def own(file: Path) -> Iterator[Store]:
    """An open store on it with one board and two versions, which does not wait long for a lock."""
    with closing(open_store(str(file), patience_seconds=0.05)) as opened:
        opened.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(opened, 1, None)
        publish_nth(opened, 2, 1)
        yield opened


@pytest.mark.parametrize(("number", "kind", "code"), [(errno.ENOSPC, DatabaseFull, "full"), (errno.EIO, StoreRefused, "backup_unwritable")])
def test_a_backup_for_which_there_is_no_room_leaves_nothing_behind(
    own: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[StoreError], code: str
):
    def fails(*_given: object) -> None:
        raise OSError(number, "")

    monkeypatch.setattr(backup, "_write", fails)
    before = sorted(tmp_path.iterdir())

    with pytest.raises(kind) as raised:
        own.backup(tmp_path / "backup.db", who=WHO, when=WHEN)
    assert (raised.value.code, sorted(tmp_path.iterdir())) == (code, before)


@pytest.mark.parametrize(("number", "kind", "code"), [(errno.ENOSPC, DatabaseFull, "full"), (errno.EACCES, StoreRefused, "no_such_backup")])
def test_a_backup_that_cannot_be_laid_open_is_not_taken(
    own: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[StoreError], code: str
):
    def fails(*_given: object) -> None:
        raise OSError(number, "")

    own.backup(tmp_path / "backup.db", who=WHO, when=WHEN)
    monkeypatch.setattr(backup.shutil, "copyfile", fails)
    with closing(open_store(str(tmp_path / "empty.db"))) as empty:
        with pytest.raises(kind) as raised:
            empty.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

        assert raised.value.code == code
        assert empty.boards() == ()


def test_a_backup_whose_pages_contradict_each_other_is_damaged(own: Store, tmp_path: Path):
    own.backup(tmp_path / "backup.db", who=WHO, when=WHEN)
    with closing(sqlite3.connect(tmp_path / "backup.db")) as connection, connection:
        connection.execute("CREATE TABLE strange(said TEXT)")
        connection.execute("INSERT INTO strange VALUES (NULL)")
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE strange(said TEXT NOT NULL)' WHERE name = 'strange'")
    with closing(open_store(str(tmp_path / "empty.db"))) as empty:
        with pytest.raises(DatabaseDamaged) as raised:
            empty.restore_backup(tmp_path / "backup.db", who=WHO, when=WHEN)

        assert (raised.value.code, raised.value.facts["database"]) == ("damaged", "backup.db")
        assert empty.boards() == ()


def test_a_file_that_is_exchanged_while_it_is_read_is_gone(own: Store, file: Path, tmp_path: Path):
    other = shutil.copyfile(file, tmp_path / "other.db")

    with pytest.raises(DatabaseGone), own._database.reading():
        Path(other).replace(file)


def test_a_file_whose_journal_others_hold_is_waited_for_and_then_busy(file: Path, monkeypatch: pytest.MonkeyPatch):
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(engine.sqlite3, "connect", _impatient)
        with pytest.raises(DatabaseBusy):
            engine._use_write_ahead_log(file, HERE, -1.0)

        waited: list[float] = []
        monkeypatch.setattr(engine.time, "sleep", lambda seconds: (waited.append(seconds), other.rollback()))
        engine._use_write_ahead_log(file, HERE, 60.0)
        assert len(waited) == 1


_CONNECT = sqlite3.connect


def _impatient(*given: object, **named: object) -> sqlite3.Connection:
    """A connection that does not wait for a lock by itself."""
    return _CONNECT(*given, **named, timeout=0.0)  # type: ignore[call-overload, no-any-return]


def remainder(store: Store, *, file: FileState = FileState.UNTOUCHED, data: bytes = b"") -> Remainder:
    """The first version with a workbook of fewer words in its place."""
    return Remainder(store.holdings(BOARD)[0], nth_workbook(9), 3, file, data, "余下.xlsx")


def test_what_is_left_takes_the_place_of_what_was_held_and_the_files_are_written_anew(store: Store):
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)
    store.forget(BOARD, [remainder(store, file=FileState.REDACTED, data=b"redacted")], who=WHO, when=WHEN, base_version=2)
    store.write_files_anew()

    assert store.open_version(BOARD, 1).tasks["task"].tolist() == nth_workbook(9).tasks["task"].tolist()
    assert store.original(BOARD, 1).data == b"redacted"
    assert [each.file_name for each in store.list_versions(BOARD)] == ["第2周.xlsx", "余下.xlsx"]
    assert store.open_version(BOARD, 2).tasks["task"].tolist() == nth_workbook(2).tasks["task"].tolist()


def test_a_file_that_held_nothing_personal_stays_when_cells_are_forgotten(store: Store):
    first = publish_nth(store, 1, None).version
    before = store.original(BOARD, 1)
    store.forget(BOARD, [remainder(store)], who=WHO, when=WHEN, base_version=1)

    assert store.original(BOARD, 1) == before
    assert store.list_versions(BOARD)[0].file_name == first.file_name


@pytest.mark.parametrize(("base", "code"), [(1, "conflict"), (3, "conflict_ahead")])
def test_nothing_is_forgotten_over_a_version_that_was_not_looked_at(store: Store, base: int, code: str):
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)

    with pytest.raises(Conflict) as raised:
        store.forget(BOARD, [remainder(store)], who=WHO, when=WHEN, base_version=base)
    assert raised.value.code == code
    assert store.open_version(BOARD, 1).tasks["task"].tolist() == nth_workbook(1).tasks["task"].tolist()


def test_while_somebody_reads_the_files_are_not_all_written_anew_and_that_is_said(own: Store, file: Path):
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM versions").fetchone()
        with pytest.raises(DatabaseBusy):
            own.write_files_anew()

        reader.rollback()
    own.write_files_anew()


def test_two_who_publish_the_same_at_once_make_one_version(own: Store, monkeypatch: pytest.MonkeyPatch):
    """The second has asked before the first was done, and is answered within its own transaction."""
    publish_nth(own, 3, 2)
    asked: list[int] = []
    answered = versions.answered

    def at_first_unknown(*given: object) -> object:
        asked.append(1)
        return answered(*given) if len(asked) > 1 else None  # type: ignore[arg-type]

    monkeypatch.setattr(versions, "answered", at_first_unknown)
    published = publish_nth(own, 3, 2)

    assert (published.status, published.version.number, len(asked)) == (PublishStatus.ALREADY, 3, 2)
    assert len(own.list_versions(BOARD)) == 3


def test_of_a_version_that_is_not_there_no_release_is_told(own: Store):
    with pytest.raises(NotStored) as raised:
        own.released(BOARD, 9)

    assert (raised.value.code, raised.value.facts["version"]) == ("no_version", 9)


def test_what_has_no_place_in_an_outline_is_a_mistake_and_never_left_out():
    class Other(Enum):
        ONE = object()

    with pytest.raises(TypeError, match="Other"):
        outline._plain([1, "a", None, date(2014, 6, 10), Other.ONE])


def test_an_outline_without_what_it_always_had_is_damage():
    with pytest.raises(KeyError, match="file_name"):
        outline._typed(type(nth_workbook(1)), {})


def test_a_time_that_is_not_known_is_none_both_ways(own: Store):
    assert UtcTime().process_bind_param(None, None) is None  # type: ignore[arg-type]
    assert UtcTime().process_result_value(None, None) is None  # type: ignore[arg-type]
