"""Accounts and audit: who has an account and may be signed out everywhere, who did what, and whether the chain holds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.shelf import Shelf
from lib.errors import AccountsInvalid, DatabaseGone
from lib.identity import Role
from lib.identity.accounts import change_accounts
from lib.identity.people import Account, Accounts
from lib.settings import settings
from lib.store import AuditAction, AuditEvent
from lib.ui import administration, cache
from tests.pages.whole import markup_of

WHEN = datetime(2026, 3, 2, 8, tzinfo=UTC)
PASSWORD = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"


@pytest.fixture(params=["password"])
def two_accounts(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installation with two accounts, of which one is out of use."""
    monkeypatch.setenv("PHASEBOARD_SIGN_IN", request.param)
    monkeypatch.setenv("PHASEBOARD_ACCOUNTS", str(tmp_path / "accounts.toml"))
    settings.cache_clear()
    office = Account("office", "教务处", frozenset({Role.OFFICE}), frozenset({"*"}), password=PASSWORD)
    former = Account("former", "", frozenset({Role.VIEWER}), frozenset({"main"}), password=PASSWORD, disabled=True)
    change_accounts(tmp_path / "accounts.toml", lambda _old: Accounts({"office": office, "former": former}))
    cache.sessions_ended.clear()
    yield
    cache.sessions_ended.clear()
    settings.cache_clear()


def accounts_page() -> None:
    import streamlit as st

    from lib.ui import administration

    administration.show_accounts(st.container())


def audit_page() -> None:
    import streamlit as st

    from lib.ui import administration

    administration.show_audit(st.container())


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def test_every_account_stands_there_with_how_many_are_in_use(shelf: Shelf, two_accounts: None) -> None:
    app = AppTest.from_function(accounts_page, default_timeout=60).run()

    assert not app.exception
    assert "共2个账号，其中在用1个。" in markup_of(app)
    assert app.dataframe[0].value["account"].tolist() == ["office", "former"]
    assert app.button(key="account_end").disabled


def test_an_account_is_signed_out_everywhere_and_that_is_said_and_kept(shelf: Shelf, two_accounts: None) -> None:
    app = AppTest.from_function(accounts_page, default_timeout=60).run()
    app.selectbox(key="account_chosen").select("office").run()
    app.button(key="account_end").click().run()

    assert [each.value.replace("\\", "") for each in app.success] == ["账号“office”已在所有设备上退出。"]
    assert shelf.sessions_ended("office") is not None
    assert shelf.sessions_ended("former") is None
    assert app.dataframe[0].value["ended"].tolist()[0] != ""
    assert [(each.event.action, each.event.who) for each in shelf.audit_entries(5)] == [(AuditAction.SESSIONS_ENDED, "tester")]


def test_where_a_database_refuses_nobody_is_said_to_be_signed_out(
    shelf: Shelf, two_accounts: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_given: object, **_named: object) -> None:
        raise DatabaseGone("gone", database="board.db")

    app = AppTest.from_function(accounts_page, default_timeout=60).run()
    app.selectbox(key="account_chosen").select("office").run()
    monkeypatch.setattr(shelf, "end_sessions", gone)
    app.button(key="account_end").click().run()

    assert not app.success
    assert ["board.db" in each.value.replace("\\", "") for each in app.error] == [True]


@pytest.mark.parametrize("two_accounts", ["proxy"], indirect=True)
def test_a_sign_in_that_is_not_the_boards_is_not_offered_to_be_ended(shelf: Shelf, two_accounts: None) -> None:
    app = AppTest.from_function(accounts_page, default_timeout=60).run()

    assert not app.exception
    assert len(app.dataframe) == 1
    assert keys(app) == set()


def test_accounts_that_cannot_be_read_are_one_sentence(shelf: Shelf, two_accounts: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_settings: object) -> Accounts:
        raise AccountsInvalid("unreadable", file="accounts.toml")

    monkeypatch.setattr(administration, "load_accounts", unreadable)
    app = AppTest.from_function(accounts_page, default_timeout=60).run()

    assert "accounts.toml 无法读取" in markup_of(app)
    assert not app.dataframe


def note(shelf: Shelf, count: int) -> None:
    for number in range(count):
        shelf.audit(AuditEvent(WHEN + timedelta(minutes=number), f"office{number}", AuditAction.SIGNED_IN, "10.0.0.9"))


def test_an_empty_audit_says_so(shelf: Shelf) -> None:
    app = AppTest.from_function(audit_page, default_timeout=60).run()

    assert "共0条审计记录" in markup_of(app)
    assert "还没有审计记录" in markup_of(app)
    assert not app.dataframe
    assert keys(app) == {"audit_check"}


def test_a_long_audit_is_read_page_by_page_from_the_newest_back(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(administration, "ENTRIES_A_PAGE", 2)
    note(shelf, 5)
    app = AppTest.from_function(audit_page, default_timeout=60).run()

    seen = [app.dataframe[0].value["who"].tolist()]
    assert keys(app) == {"audit_check", "audit_earlier"}
    while "audit_earlier" in keys(app):
        app.button(key="audit_earlier").click().run()
        seen.append(app.dataframe[0].value["who"].tolist())
    assert seen == [["office4", "office3"], ["office2", "office1"], ["office0"]]
    assert keys(app) == {"audit_check", "audit_newest"}
    app.button(key="audit_newest").click().run()
    assert app.dataframe[0].value["who"].tolist() == ["office4", "office3"]


def test_the_chain_is_proved_when_it_is_asked_for(shelf: Shelf) -> None:
    note(shelf, 2)
    app = AppTest.from_function(audit_page, default_timeout=60).run()
    assert not app.success

    app.button(key="audit_check").click().run()

    assert len(app.success) == 1
    assert shelf.audit_head().hash in app.success[0].value
    assert not app.error


@pytest.mark.parametrize("when", ["before", "while it is proved"])
def test_a_database_that_goes_away_is_one_sentence_and_proves_nothing(shelf: Shelf, when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_given: object) -> None:
        raise DatabaseGone("gone", database="board.db")

    app = AppTest.from_function(audit_page, default_timeout=60).run()
    monkeypatch.setattr(shelf, "audit_head" if when == "before" else "verify_audit", gone)
    app.button(key="audit_check").click().run()

    assert not app.exception
    assert not app.success
    assert "board.db" in markup_of(app) + "".join(each.value.replace("\\", "") for each in app.error)
