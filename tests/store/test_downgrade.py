"""A database goes forward and back between its forms with everything in it that the older form has; what would be lost is told first."""

from contextlib import closing

import pytest
from sqlalchemy import inspect

from lib.errors import StoreRefused
from lib.store import AuditAction, AuditEvent, ColumnChoice, Store, open_store
from lib.store.backup import _go_on_counting
from lib.store.tables import METADATA, REVISION
from lib.store.upgrade import migrate, revision_of
from tests.store.samples import BOARD, WHEN, WHO, assert_same, nth_workbook, publish_nth
from tests.store.test_databases import bare, make_first_form


def form_of(address: str) -> str | None:
    """The form that a database has now."""
    with closing(bare(address)) as database, database.reading() as connection:
        return revision_of(connection)


def fill(store: Store) -> None:
    """Something in every table."""
    with store._database.writing() as connection:
        _go_on_counting(connection)  # the first form was made with keys that were given
    publish_nth(store, 2, 1, released={"public": 2})
    store.mark_meeting(BOARD, 1, "周会", who=WHO, when=WHEN)
    store.remember_year(BOARD, 2014, who=WHO, when=WHEN)
    store.remember_columns(BOARD, [ColumnChoice("tasks", "谁来办", "owner")], who=WHO, when=WHEN)
    store.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)
    store.end_sessions("zhang", who="admin", when=WHEN)


def test_a_database_goes_to_the_head_back_a_step_and_to_the_head_again(address: str):
    make_first_form(address)
    with closing(open_store(address)) as store:
        fill(store)
        store.step_down("0003", accepts_loss=True)

    assert form_of(address) == "0003"
    with closing(open_store(address)) as again:
        assert [version.number for version in again.list_versions(BOARD)] == [2, 1]
        assert_same(again.open_version(BOARD, 1), nth_workbook(1))
        assert again.choice(BOARD, "sections") == "late"
        assert (again.meetings(BOARD)[0].name, again.board(BOARD).year, len(again.columns(BOARD))) == ("周会", 2014, 1)
        assert (again.audit_entries(), again.sessions_ended("zhang"), dict(again.released(BOARD, 2))) == ((), None, {})
        publish_nth(again, 3, 2)
        assert [str(entry.event.action) for entry in again.audit_entries()] == ["published"]
        assert again.verify_audit() is None


@pytest.mark.parametrize("form", ["0001", "0002", "0003"])
def test_each_way_back_leaves_just_the_tables_of_that_form(address: str, form: str):
    with closing(bare(address)) as database, database.writing() as connection:
        migrate(connection, form)
        wanted = {
            table: [column["name"] for column in inspect(connection).get_columns(table)]
            for table in sorted(inspect(connection).get_table_names())
        }
        migrate(connection, "head")
        migrate(connection, form, is_down=True)
        inspected = inspect(connection)

        assert {
            table: [column["name"] for column in inspected.get_columns(table)] for table in sorted(inspected.get_table_names())
        } == wanted
        migrate(connection, "head")
        assert set(METADATA.tables) < set(inspect(connection).get_table_names())


def test_what_would_be_lost_is_told_and_refused_until_it_is_accepted(address: str):
    make_first_form(address)
    with closing(open_store(address)) as store:
        fill(store)

        assert {loss.table: loss.rows for loss in store.would_lose("0003")} == {"audit": 6, "sessions_ended": 1, "releases": 1}
        assert {loss.table for loss in store.would_lose("0001")} == {
            "meetings",
            "figures",
            "column_choices",
            "board_choices",
            "board_years",
            "audit",
            "sessions_ended",
            "releases",
        }
        with pytest.raises(StoreRefused, match="would_lose"):
            store.step_down("0003", accepts_loss=False)
        assert store.sessions_ended("zhang") == WHEN


def test_where_nothing_would_be_lost_nothing_has_to_be_accepted(address: str):
    make_first_form(address)
    with closing(open_store(address)) as store:
        assert store.step_down("0001", accepts_loss=False) == ()

    assert form_of(address) == "0001"
    with closing(open_store(address)) as again:
        assert_same(again.open_version(BOARD, 1), nth_workbook(1))


@pytest.mark.parametrize("form", ["", "0005", "head", "-1"])
def test_a_form_that_there_is_not_is_refused(store: Store, form: str):
    store.audit(AuditEvent(WHEN, WHO, AuditAction.SIGNED_IN))

    with pytest.raises(StoreRefused, match="no_revision"):
        store.step_down(form, accepts_loss=True)
    assert len(store.audit_entries()) == 2


def test_a_database_that_is_in_that_form_already_loses_nothing_and_stays_open(store: Store):
    store.audit(AuditEvent(WHEN, WHO, AuditAction.SIGNED_IN))

    assert store.step_down(REVISION, accepts_loss=False) == ()
    assert len(store.audit_entries()) == 2
