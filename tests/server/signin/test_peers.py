"""Who the other end of a connection is, nobody can claim with a header."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from lib.ui.serving.peers import UNKNOWN, TruePeer
from tests.browser.conftest import Server, start_server
from tests.server.asgi import Inner, call

only_long = pytest.mark.skipif(os.environ.get("PHASEBOARD_TEST_LONG") != "1", reason="starts a board of its own")


class Noting:
    """Keeps the peer that it is told of."""

    def __init__(self) -> None:
        self.client: object = None
        self.inner = Inner()

    async def __call__(self, scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        self.client = scope["client"]
        await self.inner(scope, receive, send)


def told(client: tuple[str, int] | None, *forwarded: str) -> object:
    """The peer that the board is told of."""
    noting = Noting()

    async def with_peer(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        await TruePeer(noting)({**scope, "client": client}, receive, send)

    call(with_peer, headers=(("host", "localhost"), *(("x-forwarded-for", each) for each in forwarded)))
    return noting.client


@pytest.mark.parametrize("forwarded", [(), ("203.0.113.7",), ("10.0.0.5",), ("203.0.113.7:1234",), ("", ",")])
def test_a_peer_of_the_network_stays_as_it_is(forwarded: tuple[str, ...]):
    assert told(("10.0.0.5", 50_123), *forwarded) == ("10.0.0.5", 50_123)


@pytest.mark.parametrize(
    ("client", "forwarded"),
    [
        (None, ()),
        (("10.0.0.5", 0), ("10.0.0.5",)),
        (("10.0.0.5", 443), ("10.0.0.5:443",)),
        (("10.0.0.5", 443), ("1.1.1.1", "2.2.2.2, 10.0.0.5:443 ")),
        (("fd00::5", 443), ("[fd00::5]:443",)),
    ],
)
def test_a_peer_that_only_a_header_claims_is_nobodys(client: tuple[str, int] | None, forwarded: tuple[str, ...]):
    assert told(client, *forwarded) == (UNKNOWN, 0)


ACCOUNTS = '[accounts.office]\nroles = ["office"]\nboards = ["*"]\n'


def status(address: str, **headers: str) -> int:
    """Whether somebody with these headers is let in: 403 no, 404 yes, for there is no such file."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.get(f"{address}/media/none.png", headers=sent, timeout=20).status_code


@pytest.fixture
def behind(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """A board that lets a proxy of this address sign people in."""
    (tmp_path / "accounts.toml").write_text(ACCOUNTS, encoding="utf-8")
    running = start_server(
        tmp_path / "board.log",
        PHASEBOARD_SIGN_IN="proxy",
        PHASEBOARD_PROXY_ADDRESSES=request.param,
        PHASEBOARD_ACCOUNTS=str(tmp_path / "accounts.toml"),
    )
    yield running
    running.process.terminate()
    running.process.wait(10)


@only_long
@pytest.mark.parametrize("behind", ["10.9.9.9"], indirect=True)
@pytest.mark.parametrize("claimed", ["10.9.9.9", "10.9.9.9:443", "10.9.9.9, 127.0.0.1"])
def test_a_running_board_takes_nobody_for_a_declared_proxy_by_a_header(behind: Server, claimed: str):
    assert status(behind.address, remote_user="office") == 403
    assert status(behind.address, remote_user="office", x_forwarded_for=claimed) == 403


@only_long
@pytest.mark.parametrize("behind", ["127.0.0.1, ::1"], indirect=True)
def test_a_running_board_behind_a_declared_proxy_of_this_machine_knows_whom_it_names(behind: Server):
    assert status(behind.address, remote_user="office", x_forwarded_for="203.0.113.7", x_forwarded_proto="https") == 404
    assert status(behind.address, x_forwarded_for="203.0.113.7") == 403


def test_the_provider_library_is_loaded_only_when_somebody_signs_in_there():
    asked = "import sys, lib.ui.server; print(sorted({'authlib', 'httpx', 'joserfc'} & set(sys.modules)))"
    answer = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)

    assert answer.stdout.splitlines()[-1] == "[]"
