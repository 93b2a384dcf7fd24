"""A line between a browser and a server that counts what comes down it: every byte, headers and frames included, as it is packed.

The browser itself tells of a websocket only what it unpacked. Both sides of a comparison are reached through a line of their own, so
that what the line costs (some copying on the loopback address) both pay.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

PIECE = 65_536


class Line:
    """Where it can be reached, and bytes down so far."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._host, self._port = parts.hostname or "localhost", parts.port or 80
        self.address = ""
        self.down = 0

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
        await asyncio.gather(self._copy(reader, asks, counts=False), self._copy(answers, writer, counts=True))

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, counts: bool) -> None:
        try:
            while data := await source.read(PIECE):
                self.down += len(data) if counts else 0
                target.write(data)
                await target.drain()
        except OSError:
            pass
        finally:
            target.close()


@contextmanager
def counted(server: str) -> Iterator[Line]:
    """A line to a server, in a thread of its own."""
    line, loop = Line(server), asyncio.new_event_loop()
    loop.run_until_complete(line.listen())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
