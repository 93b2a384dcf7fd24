"""A board that signs people in at a provider of its own, both started afresh, and people who go there with or without a browser."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from tests.browser.conftest import ROOT, START_SECONDS, Server, chromium, free_port, start_server
from tests.server.signin.provider import CLIENT, CLIENT_SECRET

__all__ = ["Person", "board", "chromium", "provider"]

COOKIE_SECRET = "a cookie secret of the tests, long enough"
SECRETS = f"""
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "{CLIENT}"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{{provider}}/.well-known/openid-configuration"
"""
ACCOUNTS = """
[accounts."office@school.example"]
name = "办公室"
roles = ["office"]
boards = ["*"]

[[claims]]
claim = "groups"
value = "leaders"
roles = ["leader"]
boards = ["*"]
"""


@pytest.fixture(scope="session")
def provider() -> str:
    """The address at which the provider will listen."""
    return f"http://127.0.0.1:{free_port()}"


@pytest.fixture(scope="session")
def board(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The board and its provider, running."""
    folder = tmp_path_factory.mktemp("signin")
    (folder / "secrets.toml").write_text(SECRETS.replace("{provider}", provider), encoding="utf-8")
    (folder / "accounts.toml").write_text(ACCOUNTS, encoding="utf-8")
    running = start_server(
        folder / "board.log",
        PHASEBOARD_SIGN_IN="provider",
        PHASEBOARD_ACCOUNTS=str(folder / "accounts.toml"),
        STREAMLIT_SECRETS_FILES=str(folder / "secrets.toml"),
    )
    module = "tests.server.signin.provider"
    command = (sys.executable, "-m", module, provider.rsplit(":", 1)[1], f"{running.address}/oauth2callback", str(folder))
    with (
        (folder / "provider.log").open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ}) as process,
    ):
        try:
            _wait_for(f"{provider}/.well-known/openid-configuration", process, folder / "provider.log")
            yield running
        finally:
            for each in (process, running.process):
                each.terminate()
                each.wait(10)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the provider did not start:\n{log.read_text(errors='replace')}")


@dataclass
class Person:
    """Somebody without a browser, who sends what a browser would send."""

    board: Server
    provider: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20))

    def asks(self) -> dict[str, str]:
        """Begin to sign in; what the board asks the provider, with its state and nonce."""
        token = jwt.encode({"alg": "HS256"}, {"provider": "default", "exp": int(time.time()) + 60}, OctKey.import_key(COOKIE_SECRET))
        sent = self.client.get(f"{self.board.address}/auth/login", params={"provider": token}).headers["location"]
        assert sent.startswith(self.provider)
        return {name: values[0] for name, values in parse_qs(urlsplit(sent).query).items()}

    def is_vouched_for(self, name: str, asked: dict[str, str]) -> dict[str, str]:
        """Sign in at the provider; what it sends back to the board."""
        form = self.client.get(f"{self.provider}/authorization?{urlencode(asked)}").text
        token = form.split('name="token" value="', 1)[1].split('"', 1)[0]
        back = self.client.post(f"{self.provider}/verify/user", data={"token": token, "username": name}).headers["location"]
        assert back.startswith(f"{self.board.address}/oauth2callback?")
        return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}

    def comes_back(self, brought: dict[str, str]) -> bool:
        """Come back to the board from the provider; whether the framework takes them as signed in."""
        answer = self.client.get(f"{self.board.address}/oauth2callback", params=brought)
        assert answer.status_code == 302
        return bool(self.client.cookies.get("_streamlit_user"))

    def signs_in(self, name: str) -> "Person":
        """All of it."""
        assert self.comes_back(self.is_vouched_for(name, self.asks()))
        return self

    @property
    def may_look(self) -> bool:
        """Whether the board would give them a page's files; it has none of this name."""
        status = self.client.get(f"{self.board.address}/media/none.png").status_code
        assert status in (403, 404)
        return status == 404

    @property
    def may_upload(self) -> bool:
        """Whether the gate lets an upload through to the framework, which then misses its own token of the form."""
        own = {"origin": self.board.address, "sec-fetch-site": "same-origin"}
        answer = self.client.put(f"{self.board.address}/_stcore/upload_file/none/none", headers=own, content=b"x")
        assert answer.status_code == 403
        return "XSRF" in answer.text
