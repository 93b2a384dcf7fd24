"""One call to an application, made without a network: what goes in is chosen byte by byte, what comes out is kept."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.loops import run_apart

HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 is none at all, and `code` the one with which a websocket was closed."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    code: int = 0

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    def one(self, name: str) -> str:
        found = self.all(name)
        assert len(found) == 1, (name, found)
        return found[0]


def call(
    app: ASGIApp,
    method: str = "GET",
    path: str = "/",
    *,
    headers: Sequence[tuple[str, str]] = (("host", "localhost"),),
    chunks: Sequence[bytes] = (b"",),
    hangs: bool = False,
    kind: str = "http",
    scheme: str = "http",
    client: str = HERE,
    server: str = HERE,
    query: bytes = b"",
) -> Answer:
    """Ask once.

    Args:
        chunks: the body, in the pieces in which it arrives.
        hangs: nothing comes after them, and no end either.
    """
    scope: Scope = {
        "type": kind,
        "method": method,
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "client": (client, 50_000),
        "server": (server, 8501),
        "http_version": "1.1",
    }
    return run_apart(_call(app, scope, list(chunks), hangs=hangs))


async def _call(app: ASGIApp, scope: Scope, chunks: list[bytes], *, hangs: bool) -> Answer:
    sent: list[Message] = []

    async def receive() -> Message:
        if scope["type"] == "websocket":
            return {"type": "websocket.connect"}
        if chunks:
            chunk = chunks.pop(0)
            return {"type": "http.request", "body": chunk, "more_body": hangs or bool(chunks)}
        if hangs:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next((each for each in sent if each["type"] == "http.response.start"), None)
    closed = next((each["code"] for each in sent if each["type"] == "websocket.close"), 0)
    if start is None:
        return Answer(0, code=closed)
    told = tuple((name.decode().lower(), value.decode()) for name, value in start["headers"])
    return Answer(start["status"], told, b"".join(each.get("body", b"") for each in sent if each["type"] == "http.response.body"))


@dataclass
class Inner:
    """The application behind: says what it was sent, under the headers that it is given."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("content-type", "text/html; charset=utf-8"),)
    calls: int = 0
    received: int = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            return
        more = True
        while more:
            message = await receive()
            self.received += len(message.get("body", b""))
            more = message.get("more_body", False)
        told = [(name.encode(), value.encode()) for name, value in self.headers]
        await send({"type": "http.response.start", "status": self.status, "headers": told})
        await send({"type": "http.response.body", "body": b"inner"})
