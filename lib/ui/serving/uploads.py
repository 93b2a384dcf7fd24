"""How much a call may bring, how slowly, and how many at once; counted as it arrives, whatever it says of itself.

Sizes in bytes, times in seconds. The framework holds a file in memory until its session ends, so what one session and all sessions
together hold is limited too.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config as framework

from lib.errors import SettingInvalid
from lib.settings import Settings, settings
from lib.ui.serving.addresses import inner_path

UPLOADS = "/_stcore/upload_file/"

AROUND_A_FILE = 65_536
"""What the form around a file takes: its borders and the file's name."""

SMALL_BODY = 65_536
"""Whatever is no upload: a sign-in form, a marker."""

LONGEST_PAUSE = 20.0
LONGEST_UPLOAD = 300.0
MOST_AT_ONCE = 6
MOST_AT_ONCE_PER_ADDRESS = 3
FILES_PER_SESSION = 8
FILES_IN_ALL = 24
"""Times the largest file: what all sessions together may hold."""


class _Stopped(BaseException):
    """Ends the application's reading of a body that was cut off; never seen outside."""


class Weighed:
    """Counts every body and cuts it off where it grows too large or too slow."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on, with its body watched."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        is_upload = inner_path(scope).startswith(UPLOADS) and scope["method"] == "PUT"
        most = largest_file() + AROUND_A_FILE if is_upload else SMALL_BODY
        status = self._refusal(scope, most, is_upload=is_upload)
        if status:
            await _answer(status, scope, receive, send)
            return
        address = str((scope.get("client") or ("",))[0])
        self._under_way[address] += is_upload
        try:
            await _Body(most, receive).passed_to(self.app, scope, send)
        finally:
            self._under_way[address] -= is_upload
            self._under_way += Counter()

    def _refusal(self, scope: Scope, most: int, *, is_upload: bool) -> int:
        stated = Headers(scope=scope).get("content-length")
        if stated is not None and not (stated.isascii() and stated.isdigit()):
            return 400
        if stated is not None and int(stated) > most:
            return 413
        if not is_upload:
            return 0
        address = str((scope.get("client") or ("",))[0])
        if self._under_way.total() >= MOST_AT_ONCE or self._under_way[address] >= MOST_AT_ONCE_PER_ADDRESS:
            return 503
        return 413 if is_full(inner_path(scope).removeprefix(UPLOADS).partition("/")[0]) else 0


class _Body:
    """One body on its way in."""

    def __init__(self, most: int, receive: Receive) -> None:
        self._most = most
        self._receive = receive
        self._seen = 0
        self._until = time.monotonic() + LONGEST_UPLOAD
        self._status = 0
        self._is_whole = False
        self._is_answered = False

    async def passed_to(self, app: ASGIApp, scope: Scope, send: Send) -> None:
        async def send_noted(message: Message) -> None:
            self._is_answered = True
            if message["type"] == "http.response.start" and not self._is_whole:
                MutableHeaders(scope=message)["connection"] = "close"  # else what is left of the body would be read for nothing
            await send(message)

        try:
            await app(scope, self._next, send_noted)
        except _Stopped:
            if not self._is_answered:
                await _answer(self._status, scope, self._receive, send)

    async def _next(self) -> Message:
        if self._is_whole:
            return await self._receive()
        try:
            patience = min(LONGEST_PAUSE, self._until - time.monotonic())
            message = await asyncio.wait_for(self._receive(), max(patience, 0))
        except TimeoutError:
            self._status = 408
            raise _Stopped from None
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
        if self._seen > self._most:
            self._status = 413
            raise _Stopped
        return message


def largest_file() -> int:
    """The largest file that is taken in, in bytes; a little more than is opened, so that the reader can say it in a sentence."""
    return _megabytes() * 2**20


def tell_the_framework() -> None:
    """Its own limit, of which it tells visitors before they send anything, is the one that is set for the board."""
    framework.set_option("server.maxUploadSize", _megabytes(), "PHASEBOARD_MAX_FILE_MB")


def _megabytes() -> int:
    try:
        return settings().max_file_mb
    except SettingInvalid:
        return Settings().max_file_mb


def is_full(session: str) -> bool:
    """Whether a session, or all together, hold as much as they may."""
    held = _held()
    sizes = {each: sum(files.values()) for each, files in held.items()}
    return len(held.get(session, {})) >= FILES_PER_SESSION or sum(sizes.values()) >= FILES_IN_ALL * largest_file()


def _held() -> Mapping[str, Mapping[str, int]]:
    """The sizes of the files that the framework keeps for its sessions."""
    from streamlit.runtime import exists, get_instance
    from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

    manager = get_instance().uploaded_file_mgr if exists() else None
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    return {session: {name: len(each.data) for name, each in dict(files).items()} for session, files in dict(manager.file_storage).items()}


async def _answer(status: int, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"Connection": "close"}
    if status == 503:
        headers["Retry-After"] = "5"
    await PlainTextResponse(str(status), status_code=status, headers=headers)(scope, receive, send)
