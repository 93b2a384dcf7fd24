"""Who calls us by a strange name, from a strange page, or with too much in hand, is turned away before anything is done."""

from ipaddress import ip_network

import pytest

from lib.ui.serving import entrance
from lib.ui.serving.entrance import Entrance
from tests.server.asgi import Answer, Inner, call


def ask(host: str = "localhost:8501", *more: tuple[str, str], **how: object) -> Answer:
    return call(Entrance(Inner()), headers=(("host", host), *more), **how)  # type: ignore[arg-type]


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation that says what it is called."""
    monkeypatch.setattr(entrance, "_set_names", lambda: frozenset({"board.school.cn", "*.office.cn"}))


@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "LOCALHOST.", "127.0.0.1:8501", "[::1]:8501"])
def test_on_ones_own_machine_its_own_names_are_let_in(host: str) -> None:
    assert ask(host).status == 200


@pytest.mark.parametrize(
    "host", ["", "evil.test", "localhost.evil.test", "127.0.0.1.evil.test", "user@localhost", "localhost/x", "[::1", "localhost:port"]
)
def test_a_name_that_was_made_to_point_here_is_turned_away_in_a_sentence(host: str) -> None:
    answer = ask(host)

    assert answer.status == 421
    assert "主机名" in answer.body.decode()
    assert "host name" in answer.body.decode()


def test_a_websocket_by_a_strange_name_is_closed_before_it_is_open() -> None:
    inner = Inner()
    answer = call(Entrance(inner), kind="websocket", scheme="ws", path="/_stcore/stream", headers=(("host", "evil.test"),))

    assert (answer.code, inner.calls) == (1008, 0)


def test_at_an_address_that_others_reach_any_name_is_taken_until_names_are_set() -> None:
    assert ask("board.school.cn", server="10.0.0.5").status == 200


@pytest.mark.parametrize(("host", "status"), [("board.school.cn", 200), ("a.office.cn:443", 200), ("office.cn", 421), ("localhost", 421), ("evil.test", 421)])  # fmt: skip
def test_where_names_are_set_only_those_are_taken(named: None, host: str, status: int) -> None:
    assert ask(host, server="10.0.0.5").status == status


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_machine_that_asks_for_health_needs_no_name(named: None, path: str) -> None:
    assert ask("10.0.0.5:8501", path=path).status == 200


def test_behind_a_declared_proxy_the_proxy_knows_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.ui.serving.line.declared_proxies", lambda: (ip_network("127.0.0.1"),))

    assert ask("board.school.cn").status == 200


@pytest.mark.parametrize("origin", ["http://evil.test", "http://localhost:9999", "http://localhost", "https://localhost:8502", "null", "localhost:8501", "http://", "http://localhost:port"])  # fmt: skip
def test_a_websocket_from_a_page_that_is_not_ours_is_closed(origin: str) -> None:
    inner = Inner()
    answer = call(Entrance(inner), kind="websocket", scheme="ws", headers=(("host", "localhost:8501"), ("origin", origin)))

    assert (answer.code, inner.calls) == (1008, 0)


@pytest.mark.parametrize(("host", "origin"), [("localhost:8501", "http://localhost:8501"), ("localhost", "http://localhost:80"), ("LocalHost", "https://localhost"), ("localhost:443", "https://localhost")])  # fmt: skip
def test_a_websocket_from_our_own_page_is_let_in(host: str, origin: str) -> None:
    inner = Inner()
    call(Entrance(inner), kind="websocket", scheme="ws", headers=(("host", host), ("origin", origin)))

    assert inner.calls == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_whatever_changes_something_must_come_from_our_own_page(method: str) -> None:
    assert ask("localhost:8501", method=method).status == 200
    assert ask("localhost:8501", ("origin", "http://localhost:8501"), method=method).status == 200
    assert ask("localhost:8501", ("origin", "http://evil.test"), method=method).status == 403
    assert ask("localhost:8501", ("sec-fetch-site", "cross-site"), method=method).status == 403


def test_a_link_on_another_page_may_lead_to_the_board() -> None:
    assert ask("localhost:8501", ("sec-fetch-site", "cross-site"), ("origin", "http://portal.test")).status == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/agent/interact", "/_stcore/script-health-check"])
def test_routes_of_the_framework_that_nobody_needs_are_closed(path: str) -> None:
    for method in ("GET", "POST"):
        assert ask(path=path, method=method).status == 404


def test_under_a_path_of_its_own_the_closed_routes_are_closed_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.ui.serving.addresses.root", lambda: "/board")

    assert ask(path="/board/_stcore/metrics").status == 404
    assert ask(path="/boards/_stcore/metrics").status == 200


def test_an_address_that_is_too_long_and_headers_that_are_too_large_are_refused() -> None:
    assert ask(query=b"q=" + b"a" * 8_180).status == 200
    assert ask(query=b"q=" + b"a" * 8_192).status == 414
    assert ask("localhost", ("x", "a" * 32_700)).status == 200
    assert ask("localhost", ("x", "a" * 32_768)).status == 431
