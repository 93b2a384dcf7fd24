"""The counting line of the bench (bench/line.py): it hands on every byte as it came, also when it is slowed, and counts those that come down."""

import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench.line import counted

BODY = bytes(range(256)) * 100
FASTER_THAN_ANY = 1_000_000.0


class Answering(BaseHTTPRequestHandler):
    """Always the same bytes."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    answering = ThreadingHTTPServer(("localhost", 0), Answering)
    threading.Thread(target=answering.serve_forever, daemon=True).start()
    yield f"http://localhost:{answering.server_address[1]}"
    answering.shutdown()
    answering.server_close()


def fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=10) as answer:
        found: bytes = answer.read()
        return found


def test_nothing_has_come_down_a_line_that_nobody_used(server):
    with counted(server) as line:
        assert line.down == 0


def test_a_line_hands_on_every_byte_and_counts_them_with_their_headers(server):
    with counted(server) as line:
        assert fetched(line.address) == BODY
        assert len(BODY) < line.down < len(BODY) + 500


def test_a_slowed_line_hands_on_the_same_bytes(server):
    with counted(server) as line, line.slowed(FASTER_THAN_ANY):
        assert fetched(line.address) == BODY
        assert line.down > len(BODY)
