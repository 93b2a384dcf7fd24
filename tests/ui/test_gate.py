"""Who stands behind a session: what was signed out is out in every window, and a header said twice is no header."""

import asyncio
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import HTTPConnection, Request
from starlette.types import Message
from streamlit.runtime.context import StreamlitHeaders

from lib.errors import AccountsInvalid, DatabaseGone
from lib.identity import Identity, Role, SignIn
from lib.identity.accounts import change_accounts, load_accounts
from lib.identity.cookie import COOKIE, sealed
from lib.identity.entrance import Tried, Verdict
from lib.identity.people import Account, Accounts
from lib.settings import settings
from lib.store import AuditAction
from lib.ui import barrier, cache, gate, signing, visitor
from tests.loops import run_apart

SECRET = "a secret of more than thirty-two characters"
WHEN = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Told:
    """A shelf that only listens."""

    def __init__(self) -> None:
        self.actions: list[tuple[AuditAction, str]] = []
        self.ended: list[tuple[str, str]] = []

    def audit(self, event: object) -> None:
        self.actions.append((event.action, event.who))  # type: ignore[attr-defined]

    def sessions_ended(self, _account: str) -> None:
        return None

    def end_sessions(self, account: str, *, who: str, **_when: object) -> None:
        self.ended.append((account, who))


class Forgetting:
    """An answer about accounts that can be forgotten."""

    def __call__(self, _account: str) -> None:
        return None

    def clear(self) -> None:
        return None


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """An installation with one account and passwords, whose audit is listened to."""
    monkeypatch.setenv("PHASEBOARD_SIGN_IN", "password")
    monkeypatch.setenv("PHASEBOARD_SIGN_IN_SECRET", SECRET)
    monkeypatch.setenv("PHASEBOARD_ACCOUNTS", str(tmp_path / "accounts.toml"))
    settings.cache_clear()
    account = Account(
        "office", "Office", frozenset({Role.OFFICE}), frozenset({"*"}), password="$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"
    )
    change_accounts(tmp_path / "accounts.toml", lambda _old: Accounts({"office": account}))
    listening = Told()
    monkeypatch.setattr(cache, "shelf", lambda: listening)
    monkeypatch.setattr(cache, "sessions_ended", lambda _account: None)
    monkeypatch.setattr(gate, "now", lambda: WHEN)
    yield listening
    settings.cache_clear()


def request(*headers: tuple[str, str]) -> Request:
    lines = [(name.encode(), value.encode()) for name, value in (("host", "board.example"), *headers)]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": lines, "client": ("10.0.0.9", 1), "query_string": b""})


def signed_in() -> tuple[str, str]:
    """The cookie of a fresh sign-in."""
    return "cookie", f"{COOKIE}={sealed('office', WHEN, load_accounts(settings()).secret)}"


def test_nobody_is_known_without_a_cookie(told: Told) -> None:
    assert not gate.of_request(request()).may_look
    assert told.actions == []


def test_a_sign_in_that_was_ended_is_over_in_every_window_and_the_next_one_is_not(told: Told) -> None:
    first, second = signed_in(), signed_in()
    assert gate.of_request(request(first)).account == "office"

    gate.sign_out(request(first), everywhere=False)

    assert not gate.of_request(request(first)).may_look
    assert gate.of_request(request(second)).account == "office"
    assert told.actions == [(AuditAction.SIGNED_OUT, "office")]


def test_what_was_typed_as_a_name_and_is_none_stands_nowhere(told: Told) -> None:
    gate.sign_in(request(), "my secret password", "x")
    gate.sign_in(request(), "office", "x")

    assert told.actions == [(AuditAction.SIGN_IN_REFUSED, ""), (AuditAction.SIGN_IN_REFUSED, "office")]


def test_only_so_many_ended_sign_ins_are_remembered(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MOST_SIGNED_OUT", 3)
    for _ in range(5):
        gate.sign_out(request(signed_in()), everywhere=False)

    assert len(gate._signed_out) == 3
    assert len(told.actions) == 5


def test_a_header_said_twice_stays_two_values() -> None:
    twice = HTTPConnection({"type": "http", "headers": [(b"remote-user", b"office"), (b"remote-user", b"head")]})

    assert gate._joined(twice.headers.items()) == {"remote-user": "office, head"}


def test_a_header_said_twice_when_a_page_was_opened_stays_two_values_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = StreamlitHeaders([("Remote-User", "head"), ("remote-user", "office"), ("Host", "board.example")])
    monkeypatch.setattr(gate.st, "context", SimpleNamespace(headers=sent, ip_address="10.0.0.9", cookies={}))

    assert gate._session_asking().headers == {"remote-user": "head, office", "host": "board.example"}


def test_somebody_else_who_comes_back_to_a_session_is_asked_for_at_once(monkeypatch: pytest.MonkeyPatch, kept: dict[str, Any]) -> None:
    office, head = (Identity(name, name, SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset({"*"})) for name in ("office", "head"))
    connected = {"of": "office"}
    monkeypatch.setattr(gate, "connection", lambda: (connected["of"],))
    monkeypatch.setattr(gate, "of_session", lambda: office if connected["of"] == "office" else head)
    assert visitor.who() == "office"
    kept["draft"] = "of the office"

    connected["of"] = "head"

    assert visitor.who() == "head"
    assert "draft" not in kept


def test_who_waits_for_a_password_to_be_tried_takes_no_thread_from_the_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "sign_in_of", lambda _settings: SignIn.PASSWORD)
    at_once: list[int] = []

    def slow(*_told: object) -> Tried:
        at_once.append(signing._few_at_a_time().borrowed_tokens)
        time.sleep(0.02)
        return Tried(Verdict.WRONG)

    monkeypatch.setattr(gate, "sign_in", slow)

    async def all_at_the_same_time() -> list[int]:
        answers = await asyncio.gather(*(signing._take_in(form("account=a&password=b")) for _ in range(20)))
        return [answer.status_code for answer in answers]

    assert run_apart(all_at_the_same_time()) == [401] * 20
    assert max(at_once) == signing.TRIED_AT_ONCE


def form(body: str) -> Request:
    """A form as a browser sends it from this very site."""
    sent = [{"type": "http.request", "body": body.encode(), "more_body": False}]

    async def receive() -> Message:
        return sent.pop()

    return Request(request(("origin", "http://board.example")).scope, receive)


@pytest.mark.parametrize(
    ("to", "goes_on"),
    [
        ("", "/"),
        ("/tasks", "/tasks"),
        ("/tasks?phase=p2&lang=en", "/tasks?phase=p2&lang=en"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/tasks?to=https://evil.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/" + "a" * 200, "/"),
    ],
)
def test_whoever_signed_in_goes_on_to_a_page_of_this_board_and_nowhere_else(to: str, goes_on: str) -> None:
    assert signing._after(to) == goes_on


def test_the_door_remembers_where_somebody_wanted_to_go_and_in_which_language() -> None:
    assert barrier._to_the_door("/tasks", "phase=p2&lang=en") == "/sign-in?to=/tasks%3Fphase%3Dp2%26lang%3Den&lang=en"
    assert barrier._to_the_door("/", "lang=<x>") == "/sign-in?to=/%3Flang%3D%3Cx%3E"


def test_while_the_database_is_away_the_last_answer_about_an_account_holds_and_without_one_nobody_is_let_in(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_account: str) -> None:
        raise DatabaseGone("gone", database="board.db")

    cookie = signed_in()
    monkeypatch.setattr(gate, "_ended_before", {})
    monkeypatch.setattr(cache, "sessions_ended", away)
    assert not gate.of_request(request(cookie)).is_known

    monkeypatch.setattr(cache, "sessions_ended", lambda _account: None)
    assert gate.of_request(request(cookie)).account == "office"
    monkeypatch.setattr(cache, "sessions_ended", away)
    assert gate.of_request(request(cookie)).account == "office"


def test_whoever_has_to_wait_leaves_no_line_for_each_try(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate._entrance, "try_password", lambda *_given, **_named: Tried(Verdict.WAIT))

    assert gate.sign_in(request(), "office", "x").verdict is Verdict.WAIT
    assert told.actions == []


def test_whoever_comes_in_stands_in_the_audit_under_the_name_of_the_account(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate._entrance, "try_password", lambda *_given, **_named: Tried(Verdict.IN, "office", "sealed"))
    gate.sign_in(request(), "OFFICE", "x")

    assert told.actions == [(AuditAction.SIGNED_IN, "office")]


def test_nobody_cannot_sign_out(told: Told) -> None:
    gate.sign_out(request(), everywhere=True)

    assert told.actions == []
    assert told.ended == []


def test_whoever_signs_out_everywhere_ends_every_sign_in_of_theirs(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "sessions_ended", Forgetting())
    gate.sign_out(request(signed_in()), everywhere=True)

    assert told.ended == [("office", "office")]
    assert told.actions == [(AuditAction.SIGNED_OUT, "office")]


def test_accounts_that_cannot_be_read_let_nobody_in_and_say_why(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_settings: object) -> Accounts:
        raise AccountsInvalid("unreadable", file="accounts.toml")

    cookie = signed_in()
    assert gate.fault() is None
    monkeypatch.setattr(gate, "load_accounts", unreadable)

    assert str(getattr(gate.fault(), "code", "")) == "unreadable"
    assert not gate.of_request(request(cookie)).may_look
