"""A route that fails as nobody foresaw, on a running server: one sentence with a number, and in the log that number and not one word more."""

import http.client
import json
import os
import re
import subprocess
import sys
import time

import pytest

from tests.attacker.secret_words import STUMBLED_ON
from tests.browser.conftest import ROOT, START_SECONDS, free_port

BOARD = "ihr-geheimnis"


def asked(port: int, path: str) -> tuple[http.client.HTTPResponse, str]:
    line = http.client.HTTPConnection("localhost", port, timeout=30)
    line.request("GET", path)
    answer = line.getresponse()
    return answer, answer.read().decode()


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[http.client.HTTPResponse, str, str]:
    """The answer of the failing route, what it says, and the whole log."""
    folder, port = tmp_path_factory.mktemp("unforeseen"), free_port()
    log = folder / "log.txt"
    words = [sys.executable, "-m", "uvicorn", "tests.attacker.failing_app:app", "--port", str(port)]
    kept = {**os.environ, "PHASEBOARD_DATABASE_URL": str(folder / "board.db"), "PYTHONUTF8": "1"}
    with log.open("wb") as out, subprocess.Popen(words, cwd=ROOT, env=kept, stdout=out, stderr=out) as process:
        try:
            wait_until_it_answers(port, process)
            answer, said = asked(port, f"/newest/{BOARD}?q={STUMBLED_ON.encode().hex()}")
            alive = asked(port, "/healthz")[0].status
        finally:
            process.terminate()
    assert alive == 200
    return answer, said, log.read_text(encoding="utf-8")


def wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            asked(port, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


def test_the_visitor_is_told_one_sentence_with_a_number_and_nothing_of_the_fault(answered: tuple[http.client.HTTPResponse, str, str]):
    answer, said, _ = answered
    chinese, english = said.splitlines()

    assert answer.status == 500
    assert re.fullmatch(r"出现未预料的问题，已记入日志，编号[0-9a-f]{8}。.*", chinese)
    assert re.fullmatch(r"Something unforeseen went wrong; it is logged as [0-9a-f]{8}\. .*", english)
    assert [word for word in ("Traceback", "RuntimeError", STUMBLED_ON, BOARD, ".py") if word in said] == []
    assert "default-src 'none'" in (answer.getheader("content-security-policy") or "")
    assert answer.getheader("x-content-type-options") == "nosniff"


def test_the_log_names_the_number_and_where_it_happened_and_quotes_nothing(answered: tuple[http.client.HTTPResponse, str, str]):
    _, said, log = answered
    number = re.findall(r"[0-9a-f]{8}", said)[0]
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    found = [line for line in lines if line.get("id") == number]

    assert [line["event"] for line in found] == ["a call ended by a fault"]
    assert found[0]["fault"][0]["type"] == "RuntimeError"
    assert "failing_app.py" in found[0]["fault"][0]["frames"][-1]
    assert [word for word in (STUMBLED_ON, STUMBLED_ON.encode().hex(), "could not read") if word in log] == []
    assert "Traceback" not in log
