"""The plain pages of signing in and out: what is taken, from where, and what each is told who is not let in."""

from datetime import timedelta

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from lib.errors import DatabaseGone
from lib.identity import Identity, Role, SignIn
from lib.identity.cookie import COOKIE
from lib.identity.entrance import Tried, Verdict
from lib.ui import gate, signing
from tests.loops import run_apart

FROM_HERE = (("origin", "http://board.example"),)
NOBODY = Identity("", "", SignIn.PASSWORD)
OFFICE = Identity("office", "教务处<b>", SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset({"*"}))
TYPED = "account=office&password=right&to=/tasks%3Fphase%3Dp2"


@pytest.fixture(autouse=True)
def passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation with passwords of its own."""
    monkeypatch.setattr(signing, "sign_in_of", lambda _settings: SignIn.PASSWORD)


def ask(
    path: str, body: str | bytes | None = None, headers: tuple[tuple[str, str], ...] = FROM_HERE, query: str = "", pieces: int = 1
) -> Response:
    """The answer to a visit, or with a body to a form that was sent."""
    whole = body if isinstance(body, bytes) else (body or "").encode()
    cut = -(-len(whole) // pieces) or 1
    sent: list[Message] = [
        {"type": "http.request", "body": whole[at : at + cut], "more_body": at + cut < len(whole)} for at in range(0, len(whole), cut)
    ] or [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return sent.pop(0)

    lines = [(name.encode(), value.encode()) for name, value in (("host", "board.example"), *headers)]
    scope = {"type": "http", "method": "GET" if body is None else "POST", "path": path, "headers": lines, "query_string": query.encode()}
    scope |= {"scheme": "http", "server": ("board.example", 80), "client": ("10.0.0.9", 1)}
    return run_apart(signing.answer(Request(scope, receive)))


def told(answer: Response) -> tuple[int, str]:
    """Status, and the page or where it leads."""
    return answer.status_code, answer.headers.get("location") or bytes(answer.body).decode()


def answering(monkeypatch: pytest.MonkeyPatch, tried: Tried | Exception) -> list[tuple[object, ...]]:
    """What the gate says to every name and password; what it was asked is noted."""
    asked: list[tuple[object, ...]] = []

    def sign_in(_request: Request, *typed: str) -> Tried:
        asked.append(typed)
        if isinstance(tried, Exception):
            raise tried
        return tried

    monkeypatch.setattr(gate, "sign_in", sign_in)
    return asked


def test_the_form_stands_in_the_language_of_the_link_and_keeps_where_somebody_wanted_to_go():
    status, page = told(ask("/sign-in", query="lang=en&to=/tasks"))

    assert status == 200
    assert '<html lang="en">' in page
    assert 'name="to" value="/tasks"' in page
    assert 'action="/sign-in?lang=en"' in page
    assert 'href="/sign-in?to=/tasks&amp;lang=zh"' in page
    assert told(ask("/sign-in", query="lang=xx"))[1].count('<html lang="zh-CN">') == 1


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_where_people_sign_in_otherwise_both_addresses_lead_to_the_board(path: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(signing, "sign_in_of", lambda _settings: SignIn.PROVIDER)
    monkeypatch.setattr(gate, "of_request", lambda _request: Identity("a", "a", SignIn.PROVIDER, frozenset({Role.OFFICE})))

    assert told(ask(path)) == (303, "/")


def test_where_people_sign_in_otherwise_no_password_is_tried(monkeypatch: pytest.MonkeyPatch):
    asked = answering(monkeypatch, Tried(Verdict.IN, "office", "sealed", timedelta(hours=1)))
    monkeypatch.setattr(signing, "sign_in_of", lambda _settings: SignIn.PROVIDER)

    assert told(ask("/sign-in", TYPED))[0] == 400
    assert asked == []


def test_whoever_signs_in_goes_on_with_a_cookie_that_no_script_reads(monkeypatch: pytest.MonkeyPatch):
    asked = answering(monkeypatch, Tried(Verdict.IN, "office", "sealed", timedelta(hours=1)))
    answer = ask("/sign-in", TYPED, pieces=5)

    assert told(answer) == (303, "/tasks?phase=p2")
    assert answer.headers["set-cookie"] == f"{COOKIE}=sealed; HttpOnly; Max-Age=3600; Path=/; SameSite=lax"
    assert asked == [("office", "right")]


@pytest.mark.parametrize(
    ("to", "leads"), [("/tasks", "/tasks?lang=en"), ("/tasks?phase=p2", "/tasks?phase=p2&lang=en"), ("/tasks?lang=zh", "/tasks?lang=zh")]
)
def test_whoever_signs_in_in_english_goes_on_in_english(to: str, leads: str, monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, Tried(Verdict.IN, "office", "sealed", timedelta(hours=1)))

    assert told(ask("/sign-in", f"account=a&password=b&to={to.replace('?', '%3F')}", query="lang=en")) == (303, leads)


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        (Tried(Verdict.WRONG), 401, "账号或密码不对"),
        (Tried(Verdict.WAIT, wait=timedelta(seconds=30)), 429, "30"),
        (DatabaseGone("gone", database="board.db"), 503, "board.db"),
    ],
)
def test_whoever_is_not_let_in_is_told_why_and_may_try_again(
    said: Tried | Exception, status: int, words: str, monkeypatch: pytest.MonkeyPatch
):
    answering(monkeypatch, said)
    answer = ask("/sign-in", TYPED)

    assert answer.status_code == status
    assert words in told(answer)[1].partition('role="alert"')[2]
    assert 'name="to" value="/tasks?phase=p2"' in told(answer)[1]
    assert "set-cookie" not in answer.headers
    assert "right" not in told(answer)[1]  # a password is never sent back


def test_after_a_slip_the_name_stays_and_only_the_password_is_typed_again(monkeypatch: pytest.MonkeyPatch):
    answering(monkeypatch, Tried(Verdict.WRONG))
    fields = told(ask("/sign-in", "account=%22%3E%3Cb%3E&password=x"))[1].split("<input ")

    assert 'value="&quot;&gt;&lt;b&gt;"' in fields[2]
    assert "autofocus" not in fields[2]
    assert "autofocus" in fields[3]
    assert "autofocus" in told(ask("/sign-in"))[1].split("<input ")[2]


@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("origin", "http://evil.example"),),
        (("origin", "null"),),
        (("origin", "http://board.example"), ("sec-fetch-site", "cross-site")),
        (("origin", "http://board.example.evil.example"),),
    ],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_a_form_of_another_site_is_not_taken(path: str, headers: tuple[tuple[str, str], ...], monkeypatch: pytest.MonkeyPatch):
    asked = answering(monkeypatch, Tried(Verdict.IN, "office", "sealed", timedelta(hours=1)))
    monkeypatch.setattr(gate, "sign_out", lambda *_given, **_named: pytest.fail("signed out"))

    status, page = told(ask(path, TYPED, headers=headers))

    assert status == 400
    assert "这次提交没有被接受" in page
    assert asked == []


@pytest.mark.parametrize(
    "body", ["account=a&password=" + "b" * 4_096, "&".join(f"f{n}=1" for n in range(9)), "account=%FF", b"account=a&password=\xff"]
)
def test_a_form_that_is_no_such_form_is_not_taken(body: str | bytes, monkeypatch: pytest.MonkeyPatch):
    asked = answering(monkeypatch, Tried(Verdict.IN, "office", "sealed", timedelta(hours=1)))

    assert told(ask("/sign-in", body))[0] == 400
    assert asked == []


def test_whoever_is_in_is_asked_before_they_go(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate, "of_request", lambda _request: OFFICE)
    status, page = told(ask("/sign-out", query="lang=en"))

    assert status == 200
    assert "教务处&lt;b&gt;" in page
    assert 'action="/sign-out?lang=en"' in page
    assert 'name="everywhere" value="1"' in page


def test_whoever_is_not_in_has_nothing_to_go_out_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gate, "of_request", lambda _request: NOBODY)

    assert told(ask("/sign-out")) == (303, "/")


@pytest.mark.parametrize(("body", "everywhere"), [("", False), ("everywhere=", False), ("everywhere=1", True)])
def test_whoever_goes_leaves_no_cookie_behind(body: str, everywhere: bool, monkeypatch: pytest.MonkeyPatch):
    went: list[bool] = []
    monkeypatch.setattr(gate, "sign_out", lambda _request, *, everywhere: went.append(everywhere))
    answer = ask("/sign-out", body)

    assert told(answer) == (303, "/sign-in?lang=zh")
    assert f'{COOKIE}=""; ' in answer.headers["set-cookie"]
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert went == [everywhere]


def test_whoever_cannot_be_signed_out_is_told_and_stays_in(monkeypatch: pytest.MonkeyPatch):
    def gone(*_given: object, **_named: object) -> None:
        raise DatabaseGone("gone", database="board.db")

    monkeypatch.setattr(gate, "sign_out", gone)
    answer = ask("/sign-out", "")

    assert answer.status_code == 503
    assert "board.db" in told(answer)[1]
    assert "set-cookie" not in answer.headers
