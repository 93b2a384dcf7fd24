"""A body is counted as it arrives: too large, too slow, too many at once are cut off, whatever the caller says of it."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Receive, Scope, Send

from lib.ui.serving import uploads
from lib.ui.serving.uploads import AROUND_A_FILE, SMALL_BODY, Weighed
from tests.loops import run_apart
from tests.server.asgi import Answer, Inner, call

UPLOAD = "/_stcore/upload_file/session-1/file-1"
MEGABYTE = 2**20


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of up to one megabyte, so that a large one is soon made."""
    monkeypatch.setattr(uploads, "largest_file", lambda: MEGABYTE)


def put(
    inner: Inner, chunks: list[bytes], *headers: tuple[str, str], hangs: bool = False, path: str = UPLOAD, method: str = "PUT"
) -> Answer:
    return call(Weighed(inner), method, path, headers=(("host", "localhost"), *headers), chunks=chunks, hangs=hangs)


def test_an_empty_body_and_one_of_the_largest_size_pass_whole() -> None:
    for chunks in ([b""], [b"a" * (MEGABYTE // 2)] * 2, [b"a"] * 100):
        inner = Inner()

        assert put(inner, chunks).status == 200
        assert inner.received == sum(map(len, chunks))


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read() -> None:
    inner = Inner()
    answer = put(inner, [b"a"], ("content-length", str(MEGABYTE + AROUND_A_FILE + 1)))

    assert (answer.status, answer.one("connection"), inner.calls) == (413, "close", 0)


@pytest.mark.parametrize("stated", ["-1", "1e9", "ten", "", "１２"])
def test_a_length_that_is_no_number_is_refused(stated: str) -> None:
    assert put(Inner(), [b"a"], ("content-length", stated)).status == 400


@pytest.mark.parametrize("headers", [(), (("content-length", "10"),), (("transfer-encoding", "chunked"),)])
def test_a_body_that_grows_too_large_is_cut_off_whatever_it_says(headers: tuple[tuple[str, str], ...]) -> None:
    inner = Inner()
    answer = put(inner, [b"a" * 100_000] * 1_000, *headers)

    assert answer.status == 413
    assert inner.received <= MEGABYTE + AROUND_A_FILE


def test_a_body_that_is_no_upload_may_be_small_only() -> None:
    assert put(Inner(), [b"a" * SMALL_BODY], path="/sign-in", method="POST").status == 200
    assert put(Inner(), [b"a" * SMALL_BODY, b"a"], path="/sign-in", method="POST").status == 413
    assert put(Inner(), [b"a" * SMALL_BODY, b"a"], path="/anything", method="DELETE").status == 413


def test_a_body_that_stops_on_its_way_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LONGEST_PAUSE", 0.01)

    assert put(Inner(), [b"a"], hangs=True).status == 408


def test_a_body_that_drips_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LONGEST_UPLOAD", 0.0)

    assert put(Inner(), [b"a"] * 10, hangs=True).status == 408


def test_an_answer_before_the_end_of_a_body_ends_the_line() -> None:
    async def refuses(scope: object, receive: object, send: Callable[[dict[str, object]], Awaitable[None]]) -> None:
        await send({"type": "http.response.start", "status": 403, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    assert call(Weighed(refuses), "PUT", UPLOAD, chunks=[b"a"] * 9).one("connection") == "close"  # type: ignore[arg-type]
    assert put(Inner(), [b"a"] * 9).all("connection") == []


def test_what_is_only_looked_at_is_not_weighed() -> None:
    assert put(Inner(), [b"a" * SMALL_BODY, b"a"], method="GET").status == 200


def test_one_address_sends_three_files_at_once_and_all_together_six() -> None:
    async def at_once(addresses: list[str]) -> list[int]:
        release, begun = asyncio.Event(), 0

        async def slow(scope: object, receive: object, send: object) -> None:
            nonlocal begun
            begun += 1
            await release.wait()

        weighed = Weighed(slow)  # type: ignore[arg-type]
        answers: list[int] = []

        async def one(address: str) -> None:
            async def send(message: dict[str, object]) -> None:
                if message["type"] == "http.response.start":
                    answers.append(int(str(message["status"])))

            scope = {"type": "http", "method": "PUT", "path": UPLOAD, "headers": [], "client": (address, 1)}
            await weighed(scope, asyncio.Event().wait, send)  # type: ignore[arg-type]

        calls = [asyncio.create_task(one(address)) for address in addresses]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        release.set()
        await asyncio.gather(*calls)
        return [begun, *answers]

    assert run_apart(at_once(["10.0.0.1"] * 3)) == [3]
    assert run_apart(at_once(["10.0.0.1"] * 5)) == [3, 503, 503]
    assert run_apart(at_once([f"10.0.0.{n}" for n in range(8)])) == [6, 503, 503]


def test_an_upload_that_ended_makes_room_for_the_next() -> None:
    weighed = Weighed(Inner())

    assert [call(weighed, "PUT", UPLOAD).status for _ in range(10)] == [200] * 10


def test_one_session_keeps_eight_files_and_all_together_so_many_times_the_largest(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"session-1": {str(n): 10 for n in range(8)}, "session-2": {"a": 10}}
    monkeypatch.setattr(uploads, "_held", lambda: held)

    assert put(Inner(), [b"a"]).status == 413
    assert put(Inner(), [b"a"], path="/_stcore/upload_file/session-2/b").status == 200

    held["session-2"]["a"] = 24 * MEGABYTE
    assert put(Inner(), [b"a"], path="/_stcore/upload_file/session-3/b").status == 413


def test_an_application_that_answered_before_the_body_grew_too_large_is_left_with_its_answer() -> None:
    async def answers_first(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 202, "headers": []})
        while True:
            await receive()

    answer = call(Weighed(answers_first), "POST", "/sign-in", chunks=[b"a" * SMALL_BODY, b"a"])

    assert (answer.status, answer.one("connection"), answer.body) == (202, "close", b"")


def test_after_a_whole_body_an_application_may_wait_for_the_visitor_to_leave() -> None:
    heard: list[str] = []

    async def listens_on(scope: Scope, receive: Receive, send: Send) -> None:
        heard.extend([(await receive())["type"], (await receive())["type"]])

    call(Weighed(listens_on), "POST", "/sign-in", chunks=[b"a"])

    assert heard == ["http.request", "http.disconnect"]


def test_a_visitor_who_leaves_half_way_is_told_to_the_application() -> None:
    heard: list[str] = []

    async def listens_on(scope: Scope, receive: Receive, send: Send) -> None:
        heard.append((await receive())["type"])

    call(Weighed(listens_on), "PUT", UPLOAD, chunks=[])

    assert heard == ["http.disconnect"]
