"""The audit: every act has its entry in the same transaction, nothing of a workbook stands in it, and no entry can change unseen."""

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from lib.errors import Conflict
from lib.store import AuditAction, AuditBreak, AuditEvent, AuditFault, ColumnChoice, Store, open_store
from lib.store.audit_model import DETAIL_KEYS, FIRST, LONGEST_DETAIL
from lib.store.written_once import lifted
from tests.store.samples import BOARD, WHEN, WHO, publish_nth


def told(store: Store) -> list[str]:
    """What was done, the first thing first."""
    return [str(entry.event.action) for entry in store.audit_entries()[::-1]]


def signed_in(number: int) -> AuditEvent:
    """An event that the store itself knows nothing of."""
    return AuditEvent(WHEN + timedelta(minutes=number), f"u{number}", AuditAction.SIGNED_IN, "10.0.0.7", detail={"how": "password"})


def tampered(store: Store, statement: str) -> None:
    """What somebody does who owns the database and knows its triggers."""
    with store._database.writing() as connection, lifted(connection, ("audit",)):
        connection.execute(text(statement))


@pytest.fixture
def chain(store: Store) -> Store:
    """Five entries: the board was made, four people signed in."""
    for number in range(4):
        store.audit(signed_in(number))
    return store


def test_a_database_in_which_nothing_was_done_has_no_entry_and_holds(made_address: str):
    with closing(open_store(made_address)) as empty:
        assert empty.audit_entries() == ()
        assert (empty.audit_head().number, empty.audit_head().hash) == (0, FIRST)
        assert empty.verify_audit() is None


def test_every_act_of_the_store_has_its_entry(store: Store):
    publish_nth(store, 1, None, address="10.0.0.7")
    publish_nth(store, 2, 1)
    store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=2)
    store.mark_meeting(BOARD, 1, "周会", who=WHO, when=WHEN)
    store.log_export(BOARD, "pptx", "public", 1, who=WHO, when=WHEN, address="10.0.0.8")
    store.remember_year(BOARD, 2014, who=WHO, when=WHEN)
    store.remember_columns(BOARD, [ColumnChoice("tasks", "谁来办", "owner")], who=WHO, when=WHEN)
    store.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)
    store.rename_board(BOARD, "新名", who=WHO, when=WHEN)
    store.end_sessions("zhang", who="admin", when=WHEN, address="10.0.0.9")

    assert told(store) == [
        "board_made",
        "published",
        "published",
        "restored",
        "meeting_marked",
        "exported",
        "mapping_changed",
        "mapping_changed",
        "choice_changed",
        "board_renamed",
        "sessions_ended",
    ]
    entries = store.audit_entries()[::-1]
    assert (entries[1].event.address, entries[1].event.version, entries[1].event.board) == ("10.0.0.7", 1, BOARD)
    assert dict(entries[1].event.detail) == {"tasks": "2", "feedback": "1", "errors": "0", "warnings": "0"}
    assert dict(entries[5].event.detail) == {"kind": "pptx", "audience": "public"}
    assert dict(entries[7].event.detail) == {"columns": "1"}
    assert entries[10].event == AuditEvent(WHEN, "admin", AuditAction.SESSIONS_ENDED, "10.0.0.9", None, None, {"account": "zhang"})
    assert store.verify_audit() is None


def test_what_was_not_done_has_no_entry(store: Store):
    publish_nth(store, 1, None)
    publish_nth(store, 1, 1)
    with pytest.raises(Conflict):
        publish_nth(store, 2, None)
    store.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)
    store.remember_choice(BOARD, "sections", "late", who=WHO, when=WHEN)

    assert told(store) == ["board_made", "published", "choice_changed"]


def test_a_publish_whose_entry_cannot_be_written_is_not_published(store: Store, monkeypatch: pytest.MonkeyPatch):
    publish_nth(store, 1, None)
    monkeypatch.setattr("lib.store.audit.fingerprint", lambda *_: FIRST[:-1] + "1")
    store.audit(signed_in(1))

    with pytest.raises(Exception, match=r"(?i)unique"):
        publish_nth(store, 2, 1)
    assert store.board(BOARD).current == 1


def test_nothing_of_a_workbook_stands_in_the_audit(store: Store):
    publish_nth(store, 1, None)
    store.mark_meeting(BOARD, 1, "周会机密", who=WHO, when=WHEN)
    store.remember_columns(BOARD, [ColumnChoice("tasks", "张三的列", "owner")], who=WHO, when=WHEN)
    store.rename_board(BOARD, "机密名", who=WHO, when=WHEN)
    written = repr(store.audit_entries())

    for word in ("意见1", "第1周.xlsx", "第1次", "周会机密", "张三的列", "机密名", "任务0"):
        assert word not in written


def test_a_detail_has_only_names_that_hold_no_content(store: Store):
    for name in ("text", "password", "value", "note", "cell", "token"):
        assert name not in DETAIL_KEYS
        with pytest.raises(ValueError, match=name):
            store.audit(replace(signed_in(1), detail={name: "x"}))
    store.audit(replace(signed_in(1), detail={"reason": "长" * 1000}))

    assert store.audit_entries(1)[0].event.detail["reason"] == "长" * LONGEST_DETAIL
    assert told(store) == ["board_made", "signed_in"]


def test_entries_are_read_page_by_page(chain: Store):
    assert [entry.number for entry in chain.audit_entries(2)] == [5, 4]
    assert [entry.number for entry in chain.audit_entries(2, before=4)] == [3, 2]
    assert [entry.number for entry in chain.all_audit_entries()] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit SET who = 'other' WHERE number = 3", AuditBreak(3, AuditFault.ALTERED)),
        ("UPDATE audit SET action = 'nonsense' WHERE number = 3", AuditBreak(3, AuditFault.ALTERED)),
        ("UPDATE audit SET detail = '[1]' WHERE number = 3", AuditBreak(3, AuditFault.ALTERED)),
        ("UPDATE audit SET address = '' WHERE number = 5", AuditBreak(5, AuditFault.ALTERED)),
        ("UPDATE audit SET hash = previous || '' WHERE number = 5", AuditBreak(5, AuditFault.ALTERED)),
        ("DELETE FROM audit WHERE number = 1", AuditBreak(2, AuditFault.GAP)),
        ("DELETE FROM audit WHERE number = 3", AuditBreak(4, AuditFault.GAP)),
        ("UPDATE audit SET number = 9 WHERE number = 4", AuditBreak(5, AuditFault.GAP)),
        ("DELETE FROM audit WHERE number = 5", AuditBreak(5, AuditFault.CUT_OFF)),
        ("DELETE FROM audit", AuditBreak(1, AuditFault.CUT_OFF)),
        ("DELETE FROM audit_head", AuditBreak(6, AuditFault.CUT_OFF)),
    ],
)
def test_the_first_entry_that_does_not_hold_is_named(chain: Store, statement: str, found: AuditBreak):
    assert chain.verify_audit() is None
    if statement.startswith("UPDATE audit SET hash"):
        tampered(chain, "UPDATE audit SET hash = 'x' WHERE number = 4")

        assert chain.verify_audit() == AuditBreak(4, AuditFault.ALTERED)
        return
    tampered(chain, statement)

    assert chain.verify_audit() == found


def test_a_chain_that_was_cut_goes_on_and_never_heals(chain: Store):
    tampered(chain, "DELETE FROM audit WHERE number = 5")
    chain.audit(signed_in(9))

    assert chain.verify_audit() == AuditBreak(6, AuditFault.GAP)


def test_a_whole_new_chain_is_told_by_a_fingerprint_kept_elsewhere(chain: Store):
    kept = chain.audit_entries(1, before=4)[0].hash
    assert chain.verify_audit(kept) is None
    tampered(chain, "DELETE FROM audit")
    tampered(chain, "DELETE FROM audit_head")
    for number in range(3):
        chain.audit(signed_in(number))

    assert chain.verify_audit() is None
    assert chain.verify_audit(kept) == AuditBreak(3, AuditFault.OTHER_CHAIN)


def test_many_writers_make_one_chain(store: Store):
    people = [threading.Thread(target=lambda number=number: store.audit(signed_in(number))) for number in range(12)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert [entry.number for entry in store.audit_entries()] == list(range(13, 0, -1))
    assert {entry.event.who for entry in store.audit_entries()} == {WHO, *(f"u{number}" for number in range(12))}
    assert store.verify_audit() is None


def test_two_chains_cannot_begin_at_the_same_entry(chain: Store):
    with pytest.raises(Exception, match=r"(?i)unique"), chain._database.writing() as connection:
        connection.execute(
            text(
                "INSERT INTO audit (number, happened, who, action, address, detail, previous, hash) "
                "SELECT 99, happened, who, action, address, detail, previous, 'other' FROM audit WHERE number = 3"
            )
        )


def test_names_that_no_database_takes_are_kept_so_that_the_chain_holds(store: Store):
    store.audit(replace(signed_in(1), who="a\x00b\ud800", address="\ud800", detail={"reason": "\x00"}))

    assert store.audit_entries(1)[0].event.who == "ab?"
    assert store.verify_audit() is None


def test_sessions_were_never_ended_until_they_are(store: Store):
    assert store.sessions_ended("zhang") is None
    store.end_sessions("zhang", who="admin", when=WHEN)
    store.end_sessions("zhang", who="admin", when=WHEN - timedelta(hours=1))

    assert store.sessions_ended("zhang") == WHEN
    assert store.sessions_ended("li") is None
    store.end_sessions("zhang", who="zhang", when=WHEN + timedelta(hours=1))
    assert store.sessions_ended("zhang") == WHEN + timedelta(hours=1)


def test_what_a_version_releases_is_kept_with_it(store: Store):
    publish_nth(store, 1, None, released={"public": 1, "leading_group": 1})
    publish_nth(store, 2, 1, released={"public": 1, "leading_group": 2})
    publish_nth(store, 3, 2)
    store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=3, released={"public": 4})

    assert [dict(store.released(BOARD, number)) for number in (1, 2, 3, 4)] == [
        {"public": 1, "leading_group": 1},
        {"public": 1, "leading_group": 2},
        {},
        {"public": 4},
    ]


def test_a_chain_survives_the_way_of_a_backup_and_tells_of_it(store: Store, tmp_path: Path):
    publish_nth(store, 1, None)
    info = store.backup(tmp_path / "kept.backup", who=WHO, when=WHEN)
    with closing(open_store(str(tmp_path / "other.db"))) as other:
        other.audit(signed_in(7))
        other.restore_backup(tmp_path / "kept.backup", who="keeper", when=WHEN, address="10.0.0.3")

        assert told(other) == ["board_made", "published", "signed_in", "backup_taken"]
        assert other.verify_audit(info.head.hash) is None
        taken = other.audit_entries(1)[0].event
        assert (taken.who, taken.address, taken.detail["file"], taken.detail["head"]) == (
            "keeper",
            "10.0.0.3",
            "kept.backup",
            info.head.hash,
        )
    assert told(store) == ["board_made", "published", "backed_up"]
    assert (info.head.number, info.is_audited) == (2, True)


def test_a_database_that_is_held_is_backed_up_all_the_same_and_the_missing_entry_is_said(tmp_path: Path):
    path = tmp_path / "board.db"
    with closing(open_store(str(path), patience_seconds=0.2)) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        store.create_board(BOARD, "板", who=WHO, when=WHEN)
        other.execute("BEGIN IMMEDIATE")
        info = store.backup(tmp_path / "kept.backup", who=WHO, when=WHEN)
        other.execute("ROLLBACK")

        assert (info.boards, info.is_audited) == (1, False)
        assert told(store) == ["board_made"]
