"""A line between a browser and a server that counts what comes down it: every byte, headers and frames included, as it is packed; and that
can be as slow as somebody's line at home.

The browser itself tells of a websocket only what it unpacked. Both sides of a comparison are reached through a line of their own, so
that what the line costs (some copying on the loopback address) both pay. It is slowed here and not in the browser: Chromium's own
emulation at times holds back bytes that it has already read, for 65,536 of the packets of 1,500 bytes that it counts in, which is 39.3 s
at 20 Mbit/s, twice in such a visit.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

PIECE = 65_536
SMALL_PIECE = 8_192
"""On a slow line: 3 ms at 20 Mbit/s, so that connections share it as they do a real one."""


class Line:
    """Where it can be reached, and bytes down so far."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._host, self._port = parts.hostname or "localhost", parts.port or 80
        self._megabits: float | None = None
        self._free_at = {True: 0.0, False: 0.0}
        self.address = ""
        self.down = 0

    @contextmanager
    def slowed(self, megabits: float) -> Iterator[None]:
        """All connections together get no more than this, each way, for as long as it lasts."""
        self._megabits = megabits
        try:
            yield
        finally:
            self._megabits = None

    async def listen(self) -> asyncio.Server:
        """Begin to answer, on any free port."""
        listening = await asyncio.start_server(self._joined, "localhost", 0)
        self.address = f"http://localhost:{listening.sockets[0].getsockname()[1]}"
        return listening

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            answers, asks = await asyncio.open_connection(self._host, self._port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(self._copy(reader, asks, is_down=False), self._copy(answers, writer, is_down=True))

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, is_down: bool) -> None:
        try:
            while data := await source.read(SMALL_PIECE if self._megabits else PIECE):
                self.down += len(data) if is_down else 0
                await self._wait_for_its_turn(len(data), is_down)
                target.write(data)
                await target.drain()
        except OSError:
            pass
        finally:
            target.close()

    async def _wait_for_its_turn(self, size: int, is_down: bool) -> None:
        if self._megabits is None:
            return
        now = asyncio.get_running_loop().time()
        self._free_at[is_down] = max(self._free_at[is_down], now) + size * 8 / (self._megabits * 1e6)
        await asyncio.sleep(self._free_at[is_down] - now)


@contextmanager
def counted(server: str) -> Iterator[Line]:
    """A line to a server, in a thread of its own."""
    line, loop = Line(server), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(line.listen(), loop).result()
    try:
        yield line
    finally:
        asyncio.run_coroutine_threadsafe(_hang_up(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _hang_up() -> None:
    """End whatever is still being handed on."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for each in others:
        each.cancel()
    await asyncio.gather(*others, return_exceptions=True)
