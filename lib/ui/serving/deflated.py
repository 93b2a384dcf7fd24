"""What the websocket sends, packed against what it sent before: a run of a page is mostly words that the browser has seen.

The server's own way of packing looks back 4 kB, which is less than one run. Here it looks back as far as the format allows, 32 kB, and
keeps what that takes, some 270 kB a line, only while something is being sent: afterwards the last 32 kB themselves are kept, packed, and
the next run begins from them. What a browser sends is unpacked message by message, within the server's bound for the size of a message.
What is secret (cookies, tokens against forged calls) never goes through the websocket, so that lengths tell nothing of it.
"""

import asyncio
import zlib
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import CTRL_OPCODES, Frame
from websockets.typing import ExtensionParameter

WINDOW = 32_768
"""Bytes that the format lets a message refer back to."""

REST_SECONDS = 0.25
"""After so long without a message a run is taken to be over: what a run sends comes in one piece or two (`joined`), and those who think need no packer."""

_LEVEL = 6
_LEVEL_AT_REST = 1


def look_back() -> None:
    """Have the server pack so; a server of another kind goes on as it does."""
    websockets_sansio_impl.ServerPerMessageDeflateFactory = LookingBack  # type: ignore[assignment, attr-defined]


class LookingBack(ServerPerMessageDeflateFactory):
    """Agrees with a browser on packing: ours refers back, theirs does not."""

    def __init__(self, **_narrow: Any) -> None:
        super().__init__(client_no_context_takeover=True, compress_settings={"level": _LEVEL})

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        """What to answer, and the packing itself; whoever asks for a shorter look back, or for none, gets the usual one."""
        answer, usual = super().process_request_params(params, accepted_extensions)
        if usual.local_no_context_takeover or usual.local_max_window_bits < 15:
            return answer, usual
        return answer, Resting(usual.remote_max_window_bits)


class Resting(PerMessageDeflate):
    """Packs against the last 32 kB, and holds little while nothing is sent."""

    def __init__(self, remote_max_window_bits: int, later: Callable[[float, Callable[[], None]], object] | None = None) -> None:
        super().__init__(True, False, remote_max_window_bits, 15, {"level": _LEVEL})
        self._later = later
        self._sent: deque[bytes] = deque()
        self._size = 0
        self._kept = b""
        self._is_awake = self._is_busy = False
        del self.encoder

    def encode(self, frame: Frame) -> Frame:
        """A message, packed."""
        if frame.opcode in CTRL_OPCODES:
            return frame
        if not self._is_awake:
            self._wake()
        self._is_busy = True
        packed = super().encode(frame)
        self._remember(bytes(frame.data))
        return packed

    def _wake(self) -> None:
        before = zlib.decompress(self._kept) if self._kept else b""
        self._kept = b""
        self._sent, self._size = deque([before]), len(before)
        self.encoder = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15, zdict=before)
        self._is_awake = True
        self._ask_later()

    def _ask_later(self) -> None:
        self._is_busy = False
        later = self._later or asyncio.get_running_loop().call_later
        later(REST_SECONDS, self._rest_if_over)

    def _rest_if_over(self) -> None:
        if self._is_busy:
            self._ask_later()
            return
        self._kept = zlib.compress(b"".join(self._sent)[-WINDOW:], _LEVEL_AT_REST)
        self._sent.clear()
        self._is_awake = False
        del self.encoder

    def _remember(self, data: bytes) -> None:
        self._sent.append(data)
        self._size += len(data)
        while self._size - len(self._sent[0]) >= WINDOW:
            self._size -= len(self._sent.popleft())
