"""What stands in the log: one object a line, what happened and where; never what somebody wrote, whoever logs it."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import Refused
from lib.settings import ROOT
from lib.ui.serving import logs
from lib.ui.serving.records import Facts, Structured, one_line

CANARY = "食堂的意见 kept-to-ourselves"

PROCESS = """
import asyncio, logging, sys, threading, warnings
from lib.ui.serving import logs
CANARY = sys.argv[1]
logs.set_up()
from streamlit.logger import get_logger

def fail():
    raise ValueError(f"cannot read {CANARY}")

try:
    fail()
except ValueError as fault:
    logging.getLogger("phaseboard").error("ours", exc_info=fault)
    get_logger("streamlit.made.later").error("Uncaught app execution", exc_info=fault)
logging.getLogger("uvicorn.error").error("Exception in ASGI application\\n", exc_info=ValueError(CANARY))
logging.getLogger("some.library").error(f"made at run time: {CANARY}")
logging.getLogger("some.library").error("constant %s", CANARY)
logging.getLogger("some.library").error(CANARY)
logging.getLogger("sqlalchemy.engine").info("INSERT %s", CANARY)
warnings.warn(f"careful with {CANARY}")
logging.getLogger("phaseboard").warning("two\\nlines %s", "a\\nb")
thread = threading.Thread(target=fail); thread.start(); thread.join()
async def forgotten():
    asyncio.get_running_loop().call_exception_handler({"message": f"lost {CANARY}", "exception": ValueError(CANARY)})
asyncio.run(forgotten())
logging.getLogger("phaseboard").info("%s", "broken", "arguments")
fail()
"""


def line(told: logging.LogRecord | None, *, is_plain: bool = False) -> str:
    assert told is not None
    return Structured(is_plain=is_plain).format(told)


class Kept(logging.Handler):
    """Formats at the moment of logging, as a server does, and keeps the line."""

    def __init__(self, *, is_plain: bool = False) -> None:
        super().__init__()
        self.setFormatter(Structured(is_plain=is_plain))
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Iterator[Kept]:
    handler = Kept(is_plain=getattr(request, "param", False))
    for name in ("phaseboard", "uvicorn.access", "foreign"):
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).setLevel(logging.INFO)
    yield handler
    for name in ("phaseboard", "uvicorn.access", "foreign"):
        logging.getLogger(name).removeHandler(handler)


def only(kept: Kept) -> dict[str, object]:
    assert len(kept.lines) == 1
    told: dict[str, object] = json.loads(kept.lines[0])
    return told


def test_a_line_says_when_how_grave_what_and_where(kept: Kept) -> None:
    logging.getLogger("phaseboard").warning("readiness has changed")

    told = only(kept)
    assert list(told) == ["time", "level", "event", "from"]
    assert (told["level"], told["event"]) == ("warning", "readiness has changed")
    assert str(told["time"]).endswith("+00:00")
    assert str(told["from"]).startswith("phaseboard:test_a_line_says_when_how_grave_what_and_where:")


def test_facts_of_ours_stand_under_their_names_and_empty_ones_do_not(kept: Kept) -> None:
    logging.getLogger("phaseboard").info("published", extra={"facts": Facts(id="1a2b", board="b1", version=3, account="office@school.cn")})

    told = only(kept)
    assert {name: told[name] for name in ("id", "board", "version", "account")} == {
        "id": "1a2b",
        "board": "b1",
        "version": 3,
        "account": "office@school.cn",
    }
    assert "code" not in told


def test_a_board_that_only_a_link_claims_is_told_as_a_code_or_not_at_all(kept: Kept) -> None:
    logging.getLogger("phaseboard").info("published", extra={"facts": Facts(board=CANARY, code=CANARY)})

    assert (only(kept)["board"], only(kept)["code"]) == ("…", "…")


def failing_page() -> None:
    from lib.ui.server import on_fault

    on_fault(ValueError("食堂的意见 kept-to-ourselves"))


def test_the_number_that_a_visitor_sees_is_the_number_in_the_log(kept: Kept) -> None:
    page = AppTest.from_function(failing_page, default_timeout=60).run()

    told = only(kept)
    assert len(page.error) == 1
    assert str(told["id"]) in page.error[0].value
    assert len(str(told["id"])) == 8
    assert "食堂" not in kept.lines[0] + page.error[0].value


def test_an_exception_gives_its_type_and_its_way_and_never_its_message(kept: Kept) -> None:
    with pytest.raises(ValueError, match=CANARY) as raised:
        pd.Series([CANARY]).astype("int64")
    logging.getLogger("phaseboard").error("a run ended by a fault", exc_info=raised.value, extra={"facts": Facts(id="1a2b")})

    told = only(kept)
    faults = told["fault"]
    assert isinstance(faults, list)
    assert faults[0]["type"] == "ValueError"
    assert faults[0]["frames"][0].startswith("tests/server/test_logs.py:")
    assert all(not frame.startswith("/") for frame in faults[0]["frames"])
    assert any(frame.startswith("pandas/") for frame in faults[0]["frames"])
    assert CANARY not in kept.lines[0]
    assert told["id"] == "1a2b"


def test_what_led_to_a_fault_is_told_in_the_same_way(kept: Kept) -> None:
    try:
        try:
            {}[CANARY]
        except KeyError as first:
            raise Refused("encrypted", file=CANARY) from first
    except Refused as fault:
        logging.getLogger("phaseboard").error("refused", exc_info=fault)

    faults = only(kept)["fault"]
    assert isinstance(faults, list)
    assert [(each["type"], each.get("code")) for each in faults] == [("lib.errors.Refused", "encrypted"), ("KeyError", None)]
    assert CANARY not in kept.lines[0]


def test_a_sentence_made_at_run_time_is_not_kept(kept: Kept) -> None:
    logging.getLogger("phaseboard").warning(f"read {CANARY}")
    logging.getLogger("foreign").warning(CANARY + "!")

    assert [json.loads(each)["event"] for each in kept.lines] == ["", ""]
    assert "食堂" not in "".join(kept.lines)


def test_of_what_is_put_into_a_sentence_only_numbers_and_our_codes_are_kept(kept: Kept) -> None:
    logging.getLogger("phaseboard").info("%s %s %s %s", 3, "worker_died", CANARY, {"file": CANARY})
    logging.getLogger("foreign").warning("%s %s", 3, "worker_died")

    assert [json.loads(each)["values"] for each in kept.lines] == [[3, "worker_died", "…", "…"], [3, "…"]]


def test_the_servers_own_lines_lose_queries_names_of_sessions_and_files(kept: Kept) -> None:
    logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', "10.0.0.1:5000", "GET", "/tasks?phase=p2&q=secret", "1.1", 200)
    logging.getLogger("uvicorn.access").info(
        '%s - "%s %s HTTP/%s" %d', "[::1]:5000", "PUT", "/_stcore/upload_file/7d66b44e-33cc/a.xlsx", "1.1", 204
    )
    logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', "10.0.0.1:5000", "GET", "/present/0123456789abcdef", "1.1", 200)
    logging.getLogger("uvicorn.access").info('%s - "%s %s HTTP/%s" %d', "10.0.0.1:5000", "GET", "/%E6%84%8F%E8%A7%81", "1.1", 200)

    assert [json.loads(each)["values"][2] for each in kept.lines] == ["/tasks", "/_stcore/upload_file/…/…", "/present/…", "/…"]
    assert json.loads(kept.lines[0])["values"] == ["10.0.0.1:5000", "GET", "/tasks", "1.1", 200]


def test_no_character_begins_another_line_or_turns_the_reading(kept: Kept) -> None:
    account = "a\r\nfaked\x1b[2J\u2028\u202e\ud800\x85z"
    logging.getLogger("phaseboard").info("signed in", extra={"facts": Facts(account=account)})

    assert kept.lines[0].isprintable()
    assert json.loads(kept.lines[0])["account"] == account
    assert one_line("a\nb\u202e") == "a\\u000ab\\u202e"


@pytest.mark.parametrize("kept", [True], indirect=True)
def test_plain_lines_tell_the_same(kept: Kept) -> None:
    logging.getLogger("phaseboard").warning("readiness has changed", extra={"facts": Facts(code="database", account="a\nb")})

    assert " warning readiness has changed from=" in kept.lines[0]
    assert kept.lines[0].endswith('account="a\\nb" code="database"')


def test_in_a_running_process_nothing_goes_round_it_not_even_its_end() -> None:
    ended = subprocess.run([sys.executable, "-c", PROCESS, CANARY], cwd=ROOT, capture_output=True, text=True, check=False)

    told = [json.loads(each) for each in ended.stderr.splitlines()]
    assert ended.returncode == 1
    assert "食堂" not in ended.stderr + ended.stdout
    assert "kept-to-ourselves" not in ended.stderr + ended.stdout
    assert [each["event"] for each in told if not each["from"].startswith("py.warnings")] == [
        "ours",
        "Uncaught app execution",
        "Exception in ASGI application",
        "",
        "constant %s",
        "",
        "two\nlines %s",
        "a thread ended by a fault",
        "",
        "%s",
        "ended by a fault",
    ]
    assert {fault["type"] for each in told for fault in each.get("fault", ())} == {"ValueError"}


def test_what_is_no_sentence_at_all_is_not_kept(kept: Kept) -> None:
    logging.getLogger("foreign").warning(ValueError(CANARY))

    assert only(kept)["event"] == ""
    assert "食堂" not in kept.lines[0]


def test_a_sentence_that_no_running_code_says_is_not_kept() -> None:
    told = logging.makeLogRecord({"name": "foreign", "levelname": "WARNING", "msg": CANARY, "pathname": "/else/where.py", "lineno": 1})

    assert json.loads(line(told))["event"] == ""


def test_of_a_long_way_to_a_fault_the_last_four_steps_are_told(kept: Kept) -> None:
    fault: BaseException = ValueError("first")
    for step in range(9):
        later = RuntimeError(str(step))
        later.__cause__ = fault
        fault = later
    logging.getLogger("phaseboard").error("ended", exc_info=fault)

    assert [each["type"] for each in only(kept)["fault"]] == ["RuntimeError"] * 4  # type: ignore[attr-defined]


def test_who_stops_the_server_by_hand_is_shown_what_python_shows(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda kind, *_rest: shown.append(kind))

    logs._uncaught(KeyboardInterrupt, KeyboardInterrupt(), None)
    logs._uncaught(ValueError, ValueError(CANARY), None)

    assert shown == [KeyboardInterrupt]
    assert only(kept)["event"] == "ended by a fault"


def test_a_thread_that_ends_without_a_fault_to_tell_leaves_no_line(kept: Kept) -> None:
    logs._uncaught_in_a_thread(threading.ExceptHookArgs((ValueError, None, None, None)))
    assert kept.lines == []

    logs._uncaught_in_a_thread(threading.ExceptHookArgs((ValueError, ValueError(CANARY), None, None)))
    assert only(kept)["event"] == "a thread ended by a fault"
