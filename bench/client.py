"""A browser's side of a session without a browser: the websocket, one run after another, what came back and how long it took.

It speaks as the framework's own page does: a cookie and a token, then one message a run. Large parts that it already has are named by
their hash, as a browser names them, and are not sent again. It asks for joined messages as our page does, unless it is told not to,
and a server that knows of none sends them one by one.
Milliseconds and bytes are those of the websocket's messages, unpacked; a session that asks for packing also knows what came down its
line, frames included.
"""

import asyncio
import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.joined import Taking

PATIENCE_SECONDS = 180


@dataclass(slots=True)
class Run:
    """What one run brought: its time until the script had finished, its bytes and messages, and what was wrong."""

    milliseconds: float
    size: int = 0
    messages: int = 0
    faults: list[str] = field(default_factory=list)
    words: str = ""
    on_the_line: int = 0


class _Counted(ClientConnection):
    """A connection that knows how many bytes came down it."""

    down = 0

    def data_received(self, data: bytes) -> None:
        """Count what came, then go on."""
        self.down += len(data)
        super().data_received(data)


class Session:
    """One visitor. Runs follow each other; nothing is sent while one is under way."""

    def __init__(self, address: str, query: str = "", *, packs: bool = False, joins: bool = True) -> None:
        self.address, self.query, self.packs = address, query, packs
        self._joined = Taking() if joins else None
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, str] = {}
        self._kept: set[str] = set()
        self._line: _Counted | None = None

    async def open(self) -> Run:
        """Connect, and wait for the first run."""
        host = urlsplit(self.address).netloc
        cookie = await asyncio.to_thread(_cookie, host)
        self._line = await connect(  # type: ignore[assignment] # it is made by what is named below
            f"ws://{host}/_stcore/stream{'?joined=1' if self._joined else ''}",
            subprotocols=["streamlit", cookie.partition("=")[2] or "none"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else {},
            origin=self.address,  # type: ignore[arg-type]
            max_size=None,
            compression="deflate" if self.packs else None,
            create_connection=_Counted,
            ping_interval=None,
            open_timeout=PATIENCE_SECONDS,
        )
        return await self.run()

    async def close(self) -> None:
        """Leave."""
        if self._line is not None:
            await self._line.close()

    async def run(self, page: str = "", chosen: dict[str, list[str]] | None = None) -> Run:
        """One run of a page, by its address; `chosen` sets choices of several, by the end of the widget's name."""
        assert self._line is not None
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_script_hash = self.pages.get(page, "")
        asked.rerun_script.cached_message_hashes.extend(self._kept)
        for name, values in (chosen or {}).items():
            state = asked.rerun_script.widget_states.widgets.add(id=self.widget(name))
            state.string_array_value.data.extend(values)
        start, down = time.perf_counter(), self._line.down
        await self._line.send(asked.SerializeToString())
        result = Run(0)
        while True:
            data = await asyncio.wait_for(self._line.recv(), PATIENCE_SECONDS)
            assert isinstance(data, bytes)
            result.size += len(data)
            for message in self._messages(data):
                result.messages += 1
                if message.WhichOneof("type") != "script_finished" or message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self._take(message, result)
                    continue
                result.milliseconds = (time.perf_counter() - start) * 1000
                result.on_the_line = self._line.down - down
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    result.faults.append(f"ended with {message.script_finished}")
                return result

    def _messages(self, data: bytes) -> list[ForwardMsg]:
        """What came: no message of the framework's begins as joined ones do."""
        is_joined = data[:1] in (b"\x00", b"\x01")
        return [ForwardMsg.FromString(each) for each in (self._joined.taken(data) if self._joined and is_joined else [data])]

    def widget(self, name: str) -> str:
        """The full name of a widget, as the page that was seen last has it."""
        return next(known for known in reversed(self.widgets) if known.endswith(name))

    def _take(self, message: ForwardMsg, result: Run) -> None:
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        match message.WhichOneof("type"):
            case "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            case "delta":
                self._look(message.delta, result)

    def _look(self, delta: object, result: Run) -> None:
        element = delta.new_element  # type: ignore[attr-defined]
        kind = element.WhichOneof("type")
        if kind == "exception":
            result.faults.append(element.exception.type)
        elif kind == "alert":
            result.faults.append(element.alert.body[:80])
        elif kind == "html":
            result.words += element.html.body
        elif kind == "multiselect":
            self.widgets.pop(element.multiselect.id, None)
            self.widgets[element.multiselect.id] = ""


def _cookie(host: str) -> str:
    """The cookie against forged calls, which the websocket must bring along; "" where the server sets none."""
    line = http.client.HTTPConnection(host, timeout=PATIENCE_SECONDS)
    try:
        line.request("GET", "/_stcore/health")
        found = line.getresponse().getheader("set-cookie") or ""
    finally:
        line.close()
    return found.partition(";")[0]
