"""Runs that are sent together: nothing is lost, nothing waits for long, what a run has in common with the one before is only named."""

import asyncio
import re
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import file_util
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.joined import Taking
from lib.ui.serving import joined
from lib.ui.serving.joined import ASKED, Joined, Packing, number
from tests.loops import run_apart


def said(words: str) -> bytes:
    """Some message, two bytes longer than the words in it."""
    return ForwardMsg(hash=words).SerializeToString()


END = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
RUN = [said("head"), said("sentence"), said("x" * 300), b"", said("foot"), END]


def sent(packing: Packing, messages: list[bytes], browser: Taking) -> int:
    """Bytes of what was sent; the browser must read what was meant."""
    together = packing.joined(messages)

    assert browser.taken(together) == messages
    return len(together)


def test_a_run_as_before_is_named_in_three_bytes() -> None:
    packing, browser = Packing(), Taking()

    assert sent(packing, RUN, browser) > 300
    assert sent(packing, RUN, browser) == 3
    assert sent(packing, RUN, browser) == 3


def test_what_changed_is_sent_and_the_rest_is_named() -> None:
    packing, browser = Packing(), Taking()
    sent(packing, RUN, browser)
    changed = [RUN[0], said("another sentence"), *RUN[2:]]

    assert sent(packing, changed, browser) == 1 + 2 + 1 + 2 + len("another sentence") + 2
    assert sent(packing, list(reversed(RUN)), browser) < 60
    assert sent(packing, RUN, browser) < 60


def test_a_run_in_pieces_is_one_run_to_the_next() -> None:
    packing, browser = Packing(), Taking()
    for piece in (RUN[:2], RUN[2:4], RUN[4:]):
        sent(packing, piece, browser)

    assert sent(packing, RUN, browser) == 3
    assert [sent(packing, piece, browser) for piece in (RUN[:1], RUN[1:])] == [3, 3]


def test_what_is_remembered_of_a_run_without_end_is_bounded() -> None:
    packing, browser = Packing(), Taking()
    for n in range(3_000):
        sent(packing, [said(f"message {n}")], browser)

    assert len(packing._before) <= joined.MOST_MESSAGES + 1
    assert len(packing._now) <= joined.MOST_MESSAGES


@pytest.mark.parametrize(("value", "written"), [(0, b"\x00"), (127, b"\x7f"), (128, b"\x80\x01"), (300_000, b"\xe0\xa7\x12")])
def test_a_number_has_seven_bits_a_byte(value: int, written: bytes) -> None:
    assert number(value) == written


def served(messages: list[Message | float], query: bytes = ASKED, kind: str = "websocket") -> list[Message]:
    """What goes out when the framework sends this; a number is a pause in seconds."""
    out: list[Message] = []

    async def framework(_scope: Scope, _receive: Receive, send: Send) -> None:
        for message in messages:
            if isinstance(message, float):
                await asyncio.sleep(message)
            else:
                await send(message)
        await asyncio.sleep(0.05)  # what waits for what follows is sent

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        out.append(message)

    run_apart(Joined(framework)({"type": kind, "query_string": query}, receive, send))
    return out


def binary(data: bytes) -> Message:
    return {"type": "websocket.send", "bytes": data}


def read(out: list[Message]) -> list[list[bytes]]:
    browser = Taking()
    return [browser.taken(message["bytes"]) for message in out if message["type"] == "websocket.send"]


def test_a_run_goes_out_in_one_piece_at_its_end() -> None:
    assert read(served([binary(each) for each in RUN])) == [RUN]


def test_what_the_framework_says_after_the_end_goes_out_with_it() -> None:
    run = [*RUN, said("idle")]

    assert read(served([binary(each) for each in (*run, *run)])) == [[*run, *run]]
    assert read(served([*map(binary, run), 0.05, *map(binary, run), 0.05])) == [run, run]


def test_what_comes_late_does_not_keep_waiting_what_came_before() -> None:
    late = [binary(RUN[0]), binary(RUN[1]), joined.PATIENCE_SECONDS * 10, *(binary(each) for each in RUN[2:])]

    assert read(served(late)) == [RUN[:2], RUN[2:]]


def test_in_the_first_run_of_a_visit_nothing_waits_as_long_as_later() -> None:
    pause = (joined.FIRST_PATIENCE_SECONDS + joined.PATIENCE_SECONDS) / 2
    run: list[Message | float] = [binary(RUN[0]), pause, *(binary(each) for each in RUN[1:])]

    assert read(served([*run, 0.05, *run])) == [RUN[:1], RUN[1:], RUN]


def test_what_belongs_to_no_run_goes_out_by_itself() -> None:
    assert read(served([binary(said("file")), joined.PATIENCE_SECONDS * 10])) == [[said("file")]]


def test_a_long_run_goes_out_in_pieces() -> None:
    long = b"x" * (joined.MOST_BYTES // 2 + 1)

    assert read(served([binary(each) for each in (long, long, RUN[4], END)])) == [[long, long], [RUN[4], END]]


def test_a_line_is_closed_after_what_waited() -> None:
    out = served([{"type": "websocket.accept"}, binary(RUN[0]), {"type": "websocket.close", "code": 1000}])

    assert [message["type"] for message in out] == ["websocket.accept", "websocket.send", "websocket.close"]
    assert read(out) == [[RUN[0]]]


@pytest.mark.parametrize(("query", "kind"), [(b"", "websocket"), (b"joined=0", "websocket"), (b"unjoined=1", "websocket"), (ASKED, "http")])
def test_whoever_did_not_ask_gets_messages_one_by_one(query: bytes, kind: str) -> None:
    assert served([binary(each) for each in RUN], query, kind) == [binary(each) for each in RUN]


def test_the_framework_s_script_opens_its_websocket_and_listens_as_ours_expects() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in (Path(file_util.get_static_dir()) / "static" / "js").glob("index.*.js"))
    opening = scripts.split("new WebSocket(")

    assert len(opening) == 2
    assert re.match(r"\w+,\[`streamlit`", opening[1])
    assert "binaryType=`arraybuffer`" in opening[1][:200]
    assert ".addEventListener(`message`" in opening[1][:600]
    assert not re.search(r"websocket\.(onmessage|removeEventListener)", scripts)
    assert "_stcore/stream" in scripts
