"""What a browser may ask of the framework through its websocket; whatever else it can be asked is not passed on.

The framework does what a message says, whoever sent it: it empties the caches of all visitors and lets go of the database for anybody
who has opened a page, signed in or not, and tells them the name of the repository that it was started from. Those are a developer's
tools, which no page of ours offers.
"""

import logging

from google.protobuf.message import DecodeError  # type: ignore[import-untyped] # it brings no types
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from lib.ui.serving.records import Facts

log = logging.getLogger("phaseboard")

PASSED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request"})
"""A run of a page, its end, a sign of life, where to send a file, and one of `OPERATIONS`."""

OPERATIONS = frozenset({"deferred_file", "dataframe_chunk"})
"""A file made when it is asked for, and the rows of a table below those seen."""


class Heard:
    """Takes out of a websocket what is none of a visitor's business; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; of a websocket only the messages that may be heard."""

        async def receive_heard() -> Message:
            while True:
                message = await receive()
                refused = _refused(message.get("bytes")) if message["type"] == "websocket.receive" else ""
                if not refused:
                    return message
                log.warning("a message was not passed on", extra={"facts": Facts(code=refused)})

        await self.app(scope, receive_heard if scope["type"] == "websocket" else receive, send)


def _refused(data: bytes | None) -> str:
    """What a message asks for, where that is not passed on; "" for the others, and for what the framework itself refuses."""
    asked = BackMsg()
    try:
        asked.ParseFromString(data or b"")
    except DecodeError:
        return ""
    kind = asked.WhichOneof("type") or ""
    if kind == "backend_operation_request":
        operation = asked.backend_operation_request.WhichOneof("payload") or ""
        return "" if not operation or operation in OPERATIONS else operation
    return "" if not kind or kind in PASSED else kind
