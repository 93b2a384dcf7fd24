"""A real server, started as a newcomer starts it, and spoken to byte by byte: what the framework and the server add is seen too."""

import http.client
import json
import os
import socket
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.browser.conftest import Server, start_server

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
BOUNDARY = "between"
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
CUT_OFF = 0
"""The line was closed while the body was still being sent, so that no client had time to read why."""

SECRET = "opinion-in-a-query"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    told = {"PHASEBOARD_MAX_FILE_MB": "1", "PHASEBOARD_HOSTS": "localhost", "PHASEBOARD_PROXY_ADDRESSES": "127.0.0.1"}
    running = start_server(tmp_path_factory.mktemp("live") / "log.txt", **told)
    yield running
    running.process.terminate()
    running.process.wait(10)


def port(live: Server) -> int:
    found = urlsplit(live.address).port
    assert found
    return found


def ask(live: Server, path: str, method: str = "GET", body: object = None, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    line = http.client.HTTPConnection("localhost", port(live), timeout=20)
    line.request(method, path, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})  # type: ignore[arg-type]
    answer = line.getresponse()
    return answer, answer.read()


def raw(live: Server, data: bytes) -> bytes:
    """The answer to bytes that no client would send."""
    with socket.create_connection(("localhost", port(live)), timeout=20) as line:
        line.sendall(data)
        return line.recv(65_536)


class Visitor:
    """A browser's side of a session: its cookie, its websocket, its session."""

    def __init__(self, live: Server) -> None:
        self.live = live
        cookie = ask(live, "/_stcore/health")[0].getheader("set-cookie") or ""
        self.cookie = cookie.partition(";")[0]
        self.token = self.cookie.partition("=")[2]

    def connect(self, origin: str) -> ClientConnection:
        told = {"Cookie": self.cookie, "Origin": origin}
        return connect(
            f"ws://localhost:{port(self.live)}/_stcore/stream",
            subprotocols=["streamlit", self.token],  # type: ignore[list-item]
            additional_headers=told,
            max_size=None,
            legacy=True,  # type: ignore[call-arg]
        )

    def session(self, line: ClientConnection) -> str:
        run = BackMsg()
        run.rerun_script.query_string = ""
        line.send(run.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(line.recv(20))  # type: ignore[arg-type]
            if message.WhichOneof("type") == "new_session":
                return message.new_session.initialize.session_id

    def put(self, session: str, name: str, size: int, **headers: str) -> int:
        told = {"Content-Type": FORM["Content-Type"], "Cookie": self.cookie, "X_Xsrftoken": self.token, **headers}
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="f"; filename="a.xlsx"\r\n\r\n'.encode()
        body = head + b"a" * size + f"\r\n--{BOUNDARY}--\r\n".encode()
        try:
            return ask(self.live, f"/_stcore/upload_file/{session}/{name}", "PUT", body, **told)[0].status
        except OSError:
            return CUT_OFF


@pytest.fixture(scope="module")
def visitor(live: Server) -> Visitor:
    return Visitor(live)


@pytest.mark.parametrize("path", ["/", "/tasks", "/healthz", "/readyz", "/_stcore/health", "/_stcore/host-config", "/media/none", "/nothing/at/all", "/newest/b1", "/..%2f..%2fetc/passwd"])  # fmt: skip
def test_every_answer_is_dressed_and_none_names_its_server(live: Server, path: str) -> None:
    answer, _ = ask(live, path)

    told = {name.lower() for name, _ in answer.getheaders()}
    assert {"content-security-policy", "x-content-type-options", "cache-control", "referrer-policy", "permissions-policy"} <= told
    assert {"server", "x-powered-by", "access-control-allow-origin"} & told == set()


def test_the_page_is_served_with_the_hash_of_the_script_inside_it(live: Server) -> None:
    from lib.ui.serving.policy import frame_scripts

    answer, page = ask(live, "/")

    assert [script for script in frame_scripts() if script.encode() not in page] == []
    assert "'sha256-" in (answer.getheader("content-security-policy") or "")


def test_machines_are_told_that_it_lives_and_that_it_is_ready(live: Server) -> None:
    assert (ask(live, "/healthz")[1], ask(live, "/readyz")[1]) == (b'{"status":"ok"}', b'{"status":"ready"}')


def test_the_frameworks_cookie_can_be_read_by_its_page_and_is_marked_otherwise(live: Server) -> None:
    cookies = ask(live, "/_stcore/health")[0].headers.get_all("set-cookie") or []

    assert [cookie.partition("=")[0] for cookie in cookies] == ["_streamlit_xsrf"]
    assert "SameSite=Lax" in cookies[0]
    assert "HttpOnly" not in cookies[0]


def test_over_tls_every_cookie_is_secure(live: Server) -> None:
    """This server declares a proxy on its own machine, and takes its word for it."""
    cookies = ask(live, "/_stcore/health", X_Forwarded_Proto="https")[0].headers.get_all("set-cookie") or []

    assert cookies
    assert all(cookie.endswith("; Secure") for cookie in cookies)


def test_the_framework_tells_strangers_neither_counts_nor_its_hosts(live: Server) -> None:
    assert ask(live, "/_stcore/metrics")[0].status == 404
    assert json.loads(ask(live, "/_stcore/host-config")[1])["allowedOrigins"] == []


@pytest.mark.parametrize("data", [b"GARBAGE\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"])  # fmt: skip
def test_what_is_no_request_is_refused_plainly(live: Server, data: bytes) -> None:
    answer = raw(live, data)

    assert answer.split(b" ", 2)[1] in (b"400", b"405", b"414", b"431")
    assert b"\r\nserver:" not in answer.lower()
    assert b"traceback" not in answer.lower()
    assert b"uvicorn" not in answer.lower()


@pytest.mark.parametrize("origin", ["http://evil.test", "http://localhost:1", "null"])
def test_a_websocket_of_another_page_is_refused(visitor: Visitor, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        visitor.connect(origin)

    assert refused.value.response.status_code == 403


def test_an_upload_needs_the_token_the_right_page_and_a_size_within_the_limit(live: Server, visitor: Visitor) -> None:
    with visitor.connect(live.address) as line:
        assert "server" not in {name.lower() for name, _ in line.response.headers.raw_items()}  # type: ignore[union-attr]
        session = visitor.session(line)

        assert visitor.put(session, "first", 10) == 204
        assert visitor.put(session, "untold", 10, X_Xsrftoken="") == 403
        assert visitor.put(session, "forged", 10, X_Xsrftoken="2|00000000|00|1") == 403
        assert visitor.put(session, "cookieless", 10, Cookie="") == 403
        assert visitor.put(session, "foreign", 10, Origin="http://evil.test") == 403
        assert visitor.put("no-session", "strange", 10) == 400
        assert visitor.put(session, "largest", 2**20 - 1_000) == 204
        assert visitor.put(session, "too-large", 2**20 + 70_000) in (413, CUT_OFF)
        assert [visitor.put(session, f"many-{n}", 10) for n in range(8)] == [204] * 6 + [413] * 2
    assert ask(live, "/healthz")[0].status == 200


def test_a_body_that_lies_about_its_size_is_cut_off_and_the_server_lives(live: Server, visitor: Visitor) -> None:
    head = f"PUT /_stcore/upload_file/s/f HTTP/1.1\r\nHost: localhost:{port(live)}\r\nCookie: {visitor.cookie}\r\nX-Xsrftoken: {visitor.token}\r\n"
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    with socket.create_connection(("localhost", port(live)), timeout=20) as line:
        line.sendall(head.encode() + f"Content-Type: {FORM['Content-Type']}\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        sent = 0
        try:
            while sent < 64 * 2**20:
                line.sendall(chunk)
                sent += len(chunk)
        except OSError:
            pass  # it was cut off

    assert sent < 64 * 2**20
    assert ask(live, "/healthz")[0].status == 200


def test_a_message_that_is_too_large_or_none_ends_its_own_session_only(live: Server, visitor: Visitor) -> None:
    for message in (b"\x00" * 4_100_000, b"\xff not a message", "text"):
        with visitor.connect(live.address) as line:
            line.send(message)
            with pytest.raises(ConnectionClosed):
                deque(iter(lambda: line.recv(20), None), maxlen=0)
    assert ask(live, "/healthz")[0].status == 200


def test_the_log_is_one_object_a_line_and_holds_no_query_token_or_file(live: Server, visitor: Visitor) -> None:
    ask(live, f"/tasks?q={SECRET}")
    ask(live, f"/{SECRET}", Host="evil.test")

    # What stands before the first object is the framework's greeting, printed and not logged.
    lines = [line for line in Path(live.log).read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    told = [json.loads(line) for line in lines]
    assert "Application startup complete." in [each["event"] for each in told]
    assert {"a call was turned away"} <= {each["event"] for each in told}
    assert [word for word in (SECRET, visitor.token, "a.xlsx", "Traceback") if word in Path(live.log).read_text(encoding="utf-8")] == []


@pytest.mark.skipif(not IS_LONG, reason="starts one more server; whole with `run.py test --long`")
def test_started_by_another_server_the_same_holds(tmp_path: Path) -> None:
    import subprocess
    import sys
    import time

    from tests.browser.conftest import ROOT

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        at = probe.getsockname()[1]
    words = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(at)]
    with subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, "PHASEBOARD_DATABASE_URL": str(tmp_path / "b.db")}, stderr=subprocess.PIPE
    ) as process:
        running = Server(f"http://localhost:{at}", process, tmp_path / "none")
        try:
            for _ in range(300):
                try:
                    answer, _ = ask(running, f"/?q={SECRET}")
                    break
                except OSError:
                    time.sleep(0.1)
            told = {name.lower() for name, _ in answer.getheaders()}
        finally:
            process.terminate()
        assert process.stderr
        log = process.stderr.read().decode()

    assert "content-security-policy" in told
    assert "server" not in told
    assert '"GET", "/", ' in log
    assert SECRET not in log
