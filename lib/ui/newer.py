"""Offers a newer version to everybody who has the board open, and never changes what is shown by itself.

The page asks a small route of ours every few seconds; a run of the script for each of two hundred viewers would
be a load without a use. Nothing is asked while the window is hidden or the server away.

Where several processes serve a board, or one was started anew, the page may find itself at another process, which knows nothing of
its session. The framework connects again without a run; so the page asks for one, while its address still says what was chosen.
"""

import secrets
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.i18n import Language, text
from lib.store import VersionInfo
from lib.ui import gate, looked_at, shown
from lib.ui.serving.addresses import root

SECONDS = 5
"""Between two questions; a publish is offered within ten seconds everywhere."""

ROUTE = "/newest/{board}"

PROCESS = secrets.token_hex(8)
"""Tells this process from any other that serves the same board."""

_ASSETS = Path(__file__).parent / "assets"
_KEY = "newer"
_OFFER = st.components.v2.component(
    "phaseboard_newer",
    css=(_ASSETS / "newer.css").read_text(encoding="utf-8"),
    js=(_ASSETS / "newer.js").read_text(encoding="utf-8"),
)


def offer(info: VersionInfo, language: Language) -> None:
    """Ask for newer versions than this one of its board, and show a button when there is one."""

    def go() -> None:
        looked_at.close_detail()
        looked_at.pin(info.board, None)

    _OFFER(
        data={
            "address": f"{root()}/newest/{info.board}",
            "version": info.number,
            "process": PROCESS,
            "seconds": SECONDS,
            "words": text(language, "ui.newer", number="{number}"),
            "button": text(language, "ui.newer.look"),
        },
        key=_KEY,
        on_go_change=go,
        on_moved_change=lambda: None,
    )


async def answer(request: Request) -> JSONResponse:
    """The process, and the number of a board's current version, or null: also for whoever may not open that board."""
    number = await run_in_threadpool(_number_for, request)
    return JSONResponse({"version": number, "process": PROCESS}, headers={"Cache-Control": "no-store"})


def _number_for(request: Request) -> int | None:
    board = str(request.path_params["board"])
    asking = gate.of_request(request)
    return shown.newest_number(board) if asking.may_look and asking.opens(board) else None
