"""What a run of a page sends, sent together: a browser reads it in one go and draws it once, where thirty messages had it draw several times.

The framework's browser takes messages one by one and draws what came every ten milliseconds. A script of ours in the page
(`assets/joined.js`) asks for joined messages when it opens the websocket, and takes them apart again before the framework reads them;
whoever does not ask gets them one by one as ever. A message that stood in the run before as well is named by its place there.

A joined message is one byte (1: the run is over, so that its messages become those that the next one names; else 0), then parts. A part
is a number `n`; an even one stands before a message of `n / 2` bytes, an odd one before the number of messages that stand together in the
run before from place `(n - 1) / 2` on. Numbers are of seven bits a byte, the lowest first, the eighth bit saying that more follow.
"""

import asyncio
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ASKED = b"joined=1"
"""In the query of a websocket's address."""

PATIENCE_SECONDS = 0.06
FIRST_PATIENCE_SECONDS = 0.01
"""For so long what came waits for what follows: most runs are over by then. In the first run of a visit nothing is kept waiting."""

LAST_PATIENCE_SECONDS = 0.001
"""After its end, for the framework's word that nothing runs any more: by itself it would wait for the next run, and have the page drawn twice."""

MOST_BYTES = 200_000
MOST_MESSAGES = 500
"""A run beyond that goes out in pieces, and is remembered in pieces."""

SCRIPT = (Path(__file__).parents[1] / "assets" / "joined.js").read_text(encoding="utf-8")

_LONGEST_END = 256
_OVER, _GOES_ON = b"\x01", b"\x00"


class Joined:
    """Middleware around the framework: of a websocket that asked for it, messages that come together go out together."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on."""
        if scope["type"] == "websocket" and ASKED in scope.get("query_string", b"").split(b"&"):
            send = _Line(send).send
        await self.app(scope, receive, send)


class _Line:
    """One websocket: what waits to be sent on it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._waiting: list[bytes] = []
        self._size = 0
        self._packing = Packing()
        self._turn = asyncio.Lock()
        self._later: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None

    async def send(self, message: Message) -> None:
        """Send a message, or keep it for a moment."""
        data = message.get("bytes") if message["type"] == "websocket.send" else None
        if data is None:
            await self._flush()
            await self._send(message)
            return
        self._waiting.append(data)
        self._size += len(data)
        if self._size > MOST_BYTES:
            await self._flush()
        elif is_end(data):
            self._ring_in(LAST_PATIENCE_SECONDS)
        elif len(self._waiting) == 1:
            self._ring_in(PATIENCE_SECONDS if self._packing.knows_a_run else FIRST_PATIENCE_SECONDS)

    def _ring_in(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        if self._waiting:
            task = asyncio.create_task(self._flush_late())
            self._later.add(task)
            task.add_done_callback(self._later.discard)

    async def _flush_late(self) -> None:
        try:
            await self._flush()
        except OSError:
            return  # the visitor is gone, as whoever sends next is told

    async def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        async with self._turn:
            if self._waiting:
                messages, self._waiting, self._size = self._waiting, [], 0
                await self._send({"type": "websocket.send", "bytes": self._packing.joined(messages)})


class Packing:
    """Joins messages, and knows what stood in the run before: by the interpreter's own hashes, which nobody outside can foretell. A
    digest would let go of the interpreter's lock for each large message, and wait for it again."""

    def __init__(self) -> None:
        self._before: dict[tuple[int, int], int] = {}
        self._now: list[tuple[int, int]] = []

    @property
    def knows_a_run(self) -> bool:
        """Whether a run was over already."""
        return bool(self._before)

    def joined(self, messages: list[bytes]) -> bytes:
        """One message for all of them."""
        marks = [(len(each), hash(each)) for each in messages]
        self._now += marks
        is_over = any(map(is_end, messages)) or len(self._now) > MOST_MESSAGES
        parts, place = [_OVER if is_over else _GOES_ON], 0
        while place < len(messages):
            known = self._before.get(marks[place])
            if known is None:
                parts += (number(2 * len(messages[place])), messages[place])
                place += 1
            else:
                together = self._together(marks, place, known)
                parts += (number(2 * known + 1), number(together))
                place += together
        if is_over:
            self._before = {mark: place for place, mark in enumerate(self._now)}
            self._now = []
        return b"".join(parts)

    def _together(self, marks: list[tuple[int, int]], place: int, known: int) -> int:
        count = 1
        while place + count < len(marks) and self._before.get(marks[place + count]) == known + count:
            count += 1
        return count


def number(value: int) -> bytes:
    """A number, seven bits a byte."""
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    written.append(value)
    return bytes(written)


def is_end(data: bytes) -> bool:
    """Whether a message says that the run is over."""
    return len(data) < _LONGEST_END and ForwardMsg.FromString(data).WhichOneof("type") == "script_finished"
