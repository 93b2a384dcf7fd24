"""The shipped nginx before one process of the board: TLS, headers once, no word of a visitor about themselves believed."""

import os
import socket
import ssl
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Server, Visit, chromium, start_server, visiting
from tests.server.front import Front, ask, nginx_before

__all__ = ["chromium"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(os.environ.get("PHASEBOARD_TEST_LONG") != "1", reason="long: a board behind nginx"),
]

SHIPPED_PORT = 8501
ONCE = ("content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy", "strict-transport-security", "date")
NOT_BELIEVED = {
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Proto": "http",
    "Forwarded": "for=127.0.0.1",
    "X-Real-IP": "127.0.0.1",
    "Remote-User": "head",
}


@dataclass(frozen=True)
class Behind:
    """A board and the proxy before it; `path` is where it is served."""

    server: Server
    front: Front
    path: str = ""

    @property
    def address(self) -> str:
        return f"{self.front.address}{self.path}"


def board_behind_nginx(*, path: str = "", **environment: str) -> Iterator[Behind]:
    with tempfile.TemporaryDirectory(prefix="phaseboard-nginx-") as name:
        folder = Path(name)
        given = {"PHASEBOARD_PROXY_ADDRESSES": "127.0.0.1", **environment}
        server = start_server(folder / "log.txt", **given)
        edit = {"location / {": f"location {path}/ {{"} if path else None
        port = int(server.address.rpartition(":")[2])
        try:
            with nginx_before("nginx.conf", folder, {SHIPPED_PORT: port}, edit=edit) as front:
                yield Behind(server, front, path)
        finally:
            server.process.terminate()
            server.process.wait(10)


@pytest.fixture(scope="module")
def behind() -> Iterator[Behind]:
    """A board as it is started on a school's server, and nginx as it is shipped."""
    yield from board_behind_nginx()


@pytest.fixture
def guest(behind: Behind, chromium: Browser) -> Iterator[Visit]:
    yield from visiting(Server(behind.address, behind.server.process, behind.server.log), chromium, ignore_https_errors=True)


def test_whoever_comes_without_encryption_is_sent_to_it(behind: Behind):
    site = (behind.front.folder / "site.conf").read_text(encoding="utf-8")
    plain = site.split("listen 127.0.0.1:")[1].split(";")[0]

    answer = ask(f"http://localhost:{plain}/tasks?lang=en")

    assert (answer.status, answer.all("location")) == (301, ["https://localhost/tasks?lang=en"])


def test_every_header_stands_once_and_no_server_names_its_version(behind: Behind):
    answer = ask(f"{behind.address}/")

    assert answer.status == 200
    assert {name: len(answer.all(name)) for name in ONCE} == dict.fromkeys(ONCE, 1)
    assert answer.all("server") == ["nginx"]


def test_the_board_compresses_and_the_proxy_does_not_a_second_time(behind: Behind):
    script = ask(f"{behind.address}/").body.decode().split('src="./static/js/')[1].split('"')[0]

    answer = ask(f"{behind.address}/static/js/{script}", headers={"Accept-Encoding": "gzip"})

    assert answer.all("content-encoding") == ["gzip"]
    assert answer.body[:2] == b"\x1f\x8b"


def test_cookies_are_for_encrypted_lines_only(behind: Behind):
    cookies = ask(f"{behind.address}/_stcore/health").all("set-cookie")

    assert [cookie for cookie in cookies if "Secure" not in cookie.split("; ")] == []
    assert len(cookies) == 1


def test_more_than_a_file_may_have_is_refused_before_it_is_read(behind: Behind):
    answer = ask(f"{behind.address}/_stcore/upload_file/a/b", data=bytes(53 * 1024 * 1024), method="PUT")

    assert answer.status == 413


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the protocol itself
def test_an_old_protocol_is_refused(behind: Behind):
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    host, _, port = behind.front.address.removeprefix("https://").partition(":")
    with socket.create_connection((host, int(port))) as line, pytest.raises((ssl.SSLError, ConnectionError)):
        old.wrap_socket(line, server_hostname=host)


def test_a_page_is_drawn_through_the_proxy_and_its_reader_is_a_visitor_and_not_whoever_sits_at_the_server(guest: Visit):
    guest.page.set_extra_http_headers(NOT_BELIEVED)
    guest.open("/data")

    assert guest.page.locator("input[type=file]").count() == 0
    assert guest.foreign_requests == []


def test_under_a_path_pages_the_offer_of_a_newer_version_and_the_probes_are_found(chromium: Browser):
    for behind in board_behind_nginx(path="/board", STREAMLIT_SERVER_BASE_URL_PATH="board"):
        assert ask(f"{behind.address}/healthz").body == b'{"status":"ok"}'
        assert b'"version":null' in ask(f"{behind.address}/newest/main").body
        assert ask(f"{behind.server.address}/healthz").status == 200
        for guest in visiting(Server(behind.address, behind.server.process, behind.server.log), chromium, ignore_https_errors=True):
            guest.open("/tasks?lang=en")
            assert "Tasks" in guest.text
            guest.page.get_by_role("link", name="Overview").click()
            guest.settle()
            assert guest.page.url == f"{behind.address}/?lang=en"
