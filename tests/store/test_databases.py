"""Databases: made, migrated, refused; what was written once cannot be changed even by hand."""

import logging
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from string import Formatter
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from lib.errors import DatabaseDamaged, DatabaseGone, NewerDatabase, SettingInvalid, StoreRefused
from lib.i18n import LANGUAGES, Language
from lib.i18n.catalogue import messages
from lib.settings import read_settings
from lib.store import Store, open_store
from lib.store.address import database_address
from lib.store.engine import Database, make_file
from lib.store.packing import packed_file, packed_workbook, seal_of
from lib.store.tables import METADATA, REVISION, REVISION_TABLE, WRITTEN_ONCE, boards, contents, forgotten, originals, parts, versions
from lib.store.upgrade import _SCRIPTS
from tests.store.samples import BOARD, WHEN, WHO, assert_same, nth_bytes, nth_workbook, publish_nth

ROOT = Path(__file__).resolve().parents[2]


def bare(address: str) -> Database:
    """The database without anything made in it."""
    found = database_address(address)
    if found.path:
        make_file(found.path, found.shown)
    return Database(found, 5.0, lambda _: None)


def migrate_to(connection: Connection, revision: str) -> None:
    """Bring a database to an older form, as an older program left it."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def make_first_form(address: str) -> None:
    """A database as the first migration left it, with one version in it."""
    workbook, file = nth_workbook(1), packed_file(nth_bytes(1))
    packed = packed_workbook(workbook)
    with closing(bare(address)) as database, database.writing() as connection:
        migrate_to(connection, "0001")
        connection.execute(insert(boards).values(id=1, code=BOARD, title="旧板", created=WHEN))
        connection.execute(insert(originals).values(id=1, sha256=file.sha256, size=file.size, packing=file.packing, packed=file.packed))
        connection.execute(insert(contents).values(id=1, sha256=seal_of(packed)))
        rows = [{"content_id": 1, "name": part.name, "sha256": part.sha256, "packed": part.packed} for part in packed]
        connection.execute(insert(parts), rows)
        facts: dict[str, Any] = {"tasks": 2, "feedback": 1, "errors": 0, "warnings": 0, "original_id": 1, "content_id": 1}
        signed = {"published": WHEN, "who": WHO, "note": "第1次", "file_name": "第1周.xlsx", "title": "教育实践活动"}
        connection.execute(insert(versions).values(board_id=1, number=1, fingerprint="f" * 64, year=2014, **signed, **facts))


def test_the_newest_script_is_the_one_that_the_tables_name() -> None:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))

    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


def test_the_migrations_make_the_tables_that_the_program_uses(address: str) -> None:
    with closing(bare(address)) as database, database.writing() as connection:
        migrate_to(connection, "head")
        context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})

        assert compare_metadata(context, METADATA) == []


def test_an_older_database_is_migrated_with_everything_in_it(address: str) -> None:
    make_first_form(address)

    with closing(open_store(address)) as store:
        version = store.current(BOARD)
        assert version is not None
        assert (version.number, version.who, version.published, version.meetings) == (1, WHO, WHEN, ())
        assert_same(store.open_version(BOARD, 1), nth_workbook(1))
        assert store.original(BOARD, 1).data == nth_bytes(1)
        store.remember_year(BOARD, 2014, who=WHO, when=WHEN)
        assert store.mark_meeting(BOARD, 1, "会", who=WHO, when=WHEN).version == 1


def test_a_migration_that_fails_leaves_the_older_database_as_it_was(address: str) -> None:
    make_first_form(address)
    with closing(bare(address)) as database, database.writing() as connection:
        connection.execute(text("CREATE TABLE figures (x INTEGER)"))

    with pytest.raises(DBAPIError):
        open_store(address)

    with closing(bare(address)) as database, database.reading() as connection:
        assert connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar_one() == "0001"
        assert connection.execute(text("SELECT count(*) FROM versions")).scalar_one() == 1


def test_a_newer_database_is_refused_and_left_alone(address: str) -> None:
    open_store(address).close()
    with closing(bare(address)) as database, database.writing() as connection:
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '9999'"))

    with pytest.raises(NewerDatabase) as refused:
        open_store(address)

    assert (refused.value.facts["revision"], refused.value.facts["known"]) == ("9999", REVISION)
    with closing(bare(address)) as database, database.reading() as connection:
        assert connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar_one() == "9999"


def test_the_database_of_another_program_is_refused_and_left_alone(address: str) -> None:
    with closing(bare(address)) as database, database.writing() as connection:
        connection.execute(text("CREATE TABLE boards (x INTEGER)"))

    with pytest.raises(StoreRefused) as refused:
        open_store(address)

    assert refused.value.code == "foreign_database"


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no database at all, but longer than a header of a hundred bytes" * 9, encoding="utf-8")
    before = other.read_bytes()

    with pytest.raises(DatabaseDamaged) as refused:
        open_store(str(other))

    assert (refused.value.code, refused.value.facts["database"]) == ("not_a_database", "notes.txt")
    assert other.read_bytes() == before


def test_a_place_where_no_file_can_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(DatabaseGone) as refused:
        open_store(str(tmp_path / "file" / "board.db"))

    assert refused.value.code == "cannot_make"


def test_a_database_is_made_with_its_folder_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "资料 100%" / "board.db"
    open_store(str(path)).close()

    assert path.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_a_store_holds_is_there_when_it_is_opened_again(address: str) -> None:
    with closing(open_store(address)) as store:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        publish_nth(store, 1, None)
        before = (store.boards(), store.list_versions(BOARD), store.log())

    with closing(open_store(address)) as again:
        assert (again.boards(), again.list_versions(BOARD), again.log()) == before


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
@pytest.mark.parametrize("table", WRITTEN_ONCE)
def test_what_was_written_once_cannot_be_changed_even_by_hand(store: Store, made_address: str, table: str, statement: str) -> None:
    publish_nth(store, 1, None, released={"public": 1})
    store.mark_meeting(BOARD, 1, "会", who=WHO, when=WHEN)
    with store._database.writing() as connection:
        connection.execute(insert(forgotten).values(version_id=1, happened=WHEN, who=WHO, cells=1, file="redacted"))
    column = next(iter(METADATA.tables[table].columns)).name

    with closing(bare(made_address)) as database:
        with pytest.raises(DBAPIError, match="written once"), database.writing() as connection:
            connection.execute(text(statement.format(table, column, column)))
        with database.reading() as connection:
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0


def test_a_board_with_versions_cannot_be_deleted_even_by_hand(store: Store, made_address: str) -> None:
    publish_nth(store, 1, None)

    with closing(bare(made_address)) as database, pytest.raises(DBAPIError), database.writing() as connection:
        connection.execute(text("DELETE FROM boards"))

    assert store.board(BOARD).current == 1


def test_postgresql_tables_cannot_be_emptied_at_one_stroke(postgresql: Any) -> None:
    from tests.store.conftest import new_database

    address = new_database(postgresql)
    open_store(address).close()
    with psycopg.connect(address) as connection, pytest.raises(psycopg.Error, match="written once"):
        connection.execute("TRUNCATE versions CASCADE")


@pytest.mark.parametrize(
    "given", ["mysql://x/y", "http://x", "sqlite://", "sqlite:///:memory:", "://", "postgresql://u:geheim@h:notaport/d"]
)
def test_an_address_of_something_else_is_refused_without_repeating_it(given: str) -> None:
    with pytest.raises(SettingInvalid) as refused:
        database_address(given)

    assert "geheim" not in str(refused.value)


def test_an_address_may_be_written_in_the_usual_ways(tmp_path: Path) -> None:
    assert database_address("").path == ROOT / "data" / "phaseboard.db"
    assert database_address("data/other.db").path == ROOT / "data" / "other.db"
    assert database_address(f"sqlite:///{tmp_path}/a.db").path == tmp_path / "a.db"
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        found = database_address(f"{scheme}://user:geheim@server:5433/boards")
        assert (found.url.drivername, found.path, found.shown) == ("postgresql+psycopg", None, "server/boards")


def test_the_usual_variable_of_hosts_is_heard_after_our_own(tmp_path: Path) -> None:
    none = tmp_path / "none.toml"

    assert read_settings({"DATABASE_URL": "postgresql://host/a"}, none).database_url == "postgresql://host/a"
    assert read_settings({"DATABASE_URL": "postgresql://host/a", "PHASEBOARD_DATABASE_URL": "b.db"}, none).database_url == "b.db"
    assert read_settings({"DATABASE_URL": ""}, none).database_url == "data/phaseboard.db"


def test_a_password_stands_in_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DatabaseGone) as gone:
        open_store("postgresql://user:geheim@127.0.0.1:1/boards", patience_seconds=1)

    assert "geheim" not in str(gone.value) + str(gone.value.__cause__) + caplog.text


def test_every_fault_of_the_store_has_a_sentence_in_each_language() -> None:
    raised = re.compile(r"""(?:Conflict|NotStored|StoreRefused|NewerDatabase|Database\w+)(?:\(|, )"([a-z_]+)\"""")
    codes = {code for path in (ROOT / "lib" / "store").glob("*.py") for code in raised.findall(path.read_text(encoding="utf-8"))}

    assert len(codes) > 15
    for language in LANGUAGES:
        assert {f"store.{code}" for code in codes} - messages(language).keys() == set()


FACTS = {
    "conflict": {"board", "current", "base"},
    "conflict_ahead": {"board", "current", "base"},
    "nothing_published": {"board"},
    "no_board": {"board"},
    "no_version": {"board", "version"},
    "bad_code": {"board", "longest"},
    "board_exists": {"board"},
    "newer": {"database", "revision", "known"},
    "damaged_version": {"version"},
    "backup_exists": {"file"},
    "backup_unwritable": {"file"},
    "no_such_backup": {"file"},
    "not_a_backup": {"file"},
    "passphrase_short": {"shortest"},
    "passphrases_differ": set(),
    "audit_format": {"file"},
    "no_revision": {"revision", "known"},
    "would_lose": {"revision", "tables"},
    "passphrase_wanted": {"file"},
    "wrong_passphrase": {"file"},
    "sealed_damaged": {"file"},
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_asks_for_no_fact_that_its_fault_does_not_carry(language: Language) -> None:
    """Faults that are not listed carry the database's name alone."""
    for key, message in messages(language).items():
        if key.startswith("store."):
            asked = {name for _, name, _, _ in Formatter().parse(str(message)) if name}

            assert asked - FACTS.get(key.removeprefix("store."), {"database"}) == set(), key
