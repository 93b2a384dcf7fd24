"""How the app is served: what stands around it, its routes, warm-up, and the one sentence for faults nobody foresaw."""

import asyncio
import gc
import logging
import threading
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lib.errors import NotAllowed
from lib.ui.serving import (
    banner,
    collecting,
    deflated,
    delivery,
    lean,
    logs,
    memory,
    new_session,
    packed,
    peers,
    presented,
    pulse,
    repeated,
    short_names,
    turns,
)
from lib.ui.serving.addresses import root
from lib.ui.serving.deferred import Deferred, answering, load
from lib.ui.serving.entrance import Entrance
from lib.ui.serving.first_page import Lightened
from lib.ui.serving.headers import Dressed, dress
from lib.ui.serving.joined import Joined
from lib.ui.serving.line import is_secure
from lib.ui.serving.messages import Heard
from lib.ui.serving.records import Facts
from lib.ui.serving.starting import Started
from lib.ui.serving.uploads import Weighed, tell_the_framework

log = logging.getLogger("phaseboard")


def prepare() -> None:
    """Before anything is served: the log's form, no banner, no peer but the true one, memory that is given back, runs that cost less."""
    memory.give_back_at_once()
    logs.set_up()
    banner.silence()
    peers.believe_no_header()
    deflated.look_back()
    new_session.copy_once_written()
    lean.leave_out()
    repeated.ask_once()
    presented.look_plainly()
    short_names.name_briefly()
    turns.take_turns()
    delivery.deliver_together()


def middleware() -> list[Middleware]:
    """What every call passes, the outermost first.

    Compression cuts the first visit to a third; Plotly's script alone goes from 4.7 to 1.4 MB, packed once for everybody.
    """
    return [
        Middleware(Started),
        Middleware(peers.TruePeer),
        Middleware(Dressed),
        Middleware(Entrance),
        Middleware(Heard),
        Middleware(Weighed),
        Middleware(Deferred, "lib.ui.barrier", "Gate"),
        Middleware(packed.Packed),
        Middleware(GZipMiddleware, minimum_size=1000),
        Middleware(Lightened),
        Middleware(Joined),
    ]


def routes() -> list[Route]:
    """Routes of our own beside the pages, below the path under which the board is served; the probes also without it."""
    probes = [Route(pulse.ALIVE, pulse.alive), Route(pulse.READY, answering("lib.ui.serving.health", "ready"))]
    ours = [
        *probes,
        Route("/newest/{board}", answering("lib.ui.newer", "answer")),
        Route("/scripts/{name}", answering("lib.ui.scripts", "answer")),
        Route("/present/{name}", answering("lib.ui.presenting", "answer")),
        *(Route(path, answering("lib.ui.signing", "answer"), methods=["GET", "POST"]) for path in ("/sign-in", "/sign-out")),
    ]
    own = root()
    return [Route(own + route.path, route.endpoint, methods=route.methods) for route in ours] + (probes if own else [])


async def _failed(request: Request, fault: Exception) -> Response:
    """A route's unforeseen fault: one sentence with an id that stands in the log; dressed here, for it is answered outside the middleware."""
    from lib.i18n import Language, text

    fault_id = uuid.uuid4().hex[:8]
    log.error("a call ended by a fault", exc_info=fault, extra={"facts": Facts(id=fault_id)})
    answer = PlainTextResponse("\n".join(text(language, "ui.fault", fault_id=fault_id) for language in Language), status_code=500)
    start = {"headers": answer.raw_headers}
    dress(start, request.headers.get("host", ""), is_secure=is_secure(request.scope))
    answer.raw_headers = start["headers"]
    return answer


FAULTS = {Exception: _failed}
"""What the framework answers with where a route fails."""


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Answer at once; meanwhile warm what every first visitor would wait for."""
    logs.set_up()  # the server has set up its own logging meanwhile
    tell_the_framework()
    threading.Thread(target=_warm, name="warm-up", daemon=True).start()
    caretaker = asyncio.create_task(collecting.Caretaker(turns.is_idle).stay())
    yield {}
    caretaker.cancel()


def _warm() -> None:
    """Import the house, open what is shown, then spare it every later collection.

    Without a full collection after each run (see .streamlit/config.toml) the collector only ever looks
    at young objects; freezing keeps it from walking the imported libraries when it looks at all.
    """
    load()
    from lib.ui import scripts
    from lib.ui.cache import warm

    warm()
    scripts.warm()
    packed.warm()
    collecting.look_at_new_objects_only()
    gc.collect()
    gc.freeze()


def on_fault(fault: Exception) -> bool:
    """Log an unforeseen fault under an id and show one sentence with that id; never a traceback. What is not allowed is said as that."""
    from lib.i18n import text
    from lib.ui import looked_at, visitor
    from lib.ui.wording import refusal

    if isinstance(fault, NotAllowed):
        st.error(refusal(fault, visitor.language()))
        return True
    fault_id = uuid.uuid4().hex[:8]
    board = looked_at.board_code() or ""
    pin = looked_at.pinned(board)
    facts = Facts(id=fault_id, board=board, version=pin.version if pin else None, account=visitor.who())
    log.error("a run ended by a fault", exc_info=fault, extra={"facts": facts})
    st.error(text(visitor.language(), "ui.fault", fault_id=fault_id))
    return True
