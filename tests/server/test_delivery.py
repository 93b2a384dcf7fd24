"""What a run says is handled and sent in one go, in its order, and reaches nobody but whoever is there."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.session_manager import SessionClientDisconnectedError

from lib.ui.serving import delivery
from tests.loops import run_apart

SAID, STARTED = ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, ScriptRunnerEvent.SCRIPT_STARTED
OVER = ScriptRunnerEvent.SHUTDOWN


class Session:
    """The part of the framework's session that is asked; its messages are numbers that ride in a message."""

    def __init__(self) -> None:
        self.id = "one"
        self._event_loop = asyncio.get_running_loop()
        self._scriptrunner: object | None = SimpleNamespace()
        self._browser_queue = ForwardMsgQueue()
        self._message_enqueued_callback: Callable[[], None] | None = lambda: self.woken.append(1)
        self.woken: list[int] = []
        self.handled: list[Any] = []
        self.calls = 0
        self.settled = 0

    def _call_soon_on_event_loop(self, callback: Callable[[], None]) -> None:
        self.calls += 1
        self._event_loop.call_soon_threadsafe(callback)

    def _handle_scriptrunner_event_on_event_loop(self, _sender: object, event: ScriptRunnerEvent, forward_msg: int = 0) -> None:
        self.handled.append((event, forward_msg))
        if forward_msg < 0:
            raise ZeroDivisionError
        if event is OVER:
            self._scriptrunner = None
        if event is SAID:
            self._browser_queue.enqueue(ForwardMsg(hash=str(forward_msg)))
            if self._message_enqueued_callback:
                self._message_enqueued_callback()

    def on_flushed_messages_sent(self) -> None:
        self.settled += 1


@dataclass
class Server:
    """Who is there, and what was sent."""

    session: Any
    sent: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    is_there: bool = True
    goes_at: str = ""

    def __post_init__(self) -> None:
        self._session_mgr = self

    def get_active_session_info(self, _name: str) -> Any:
        return SimpleNamespace(session=self.session, client="line") if self.is_there else None

    def _send_message(self, _info: object, message: ForwardMsg) -> None:
        if message.hash == self.goes_at:
            raise SessionClientDisconnectedError
        self.sent.append(message.hash)

    def disconnect_session(self, name: str, *, client: object) -> None:
        self.ended.append(f"{name} {client}")


def played(monkeypatch: pytest.MonkeyPatch, play: Callable[[Any, Server], Awaitable[None]]) -> tuple[Session, Server]:
    """A session and its server after something was played to them on a loop."""
    found: list[tuple[Session, Server]] = []

    async def live() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        session = Session()
        server = Server(session)
        monkeypatch.setattr(delivery, "runtime", SimpleNamespace(exists=lambda: True, get_instance=lambda: server))
        await play(session, server)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        found.append((session, server))

    run_apart(live())
    return found[0]


def test_what_a_run_says_waits_until_it_is_over_and_goes_out_in_its_order(monkeypatch: pytest.MonkeyPatch):
    async def play(session: Any, server: Server) -> None:
        delivery._keep(session, None, event=STARTED)
        for n in (1, 2, 3):
            delivery._keep(session, None, event=SAID, forward_msg=n)
        await asyncio.sleep(0)
        assert session.calls == 0
        assert server.sent == []
        delivery._keep(session, None, event=ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS)
        delivery._keep(session, None, event=OVER)

    session, server = played(monkeypatch, play)

    assert server.sent == ["1", "2", "3"]
    assert [event for event, _ in session.handled] == [STARTED, SAID, SAID, SAID, ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS, OVER]
    assert (session.calls, session.woken, session.settled) == (1, [], 1)
    assert session._message_enqueued_callback is not None


def test_of_a_run_that_takes_long_is_shown_what_is_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(delivery, "PATIENCE_SECONDS", 0.001)
    monkeypatch.setattr(delivery, "_create", lambda _session, _data: None)

    async def play(session: Any, server: Server) -> None:
        delivery._create_and_look_after(session, None)
        for n in (1, 2):
            delivery._keep(session, None, event=SAID, forward_msg=n)
            for _ in range(1000):
                if len(server.sent) == n:
                    break
                await asyncio.sleep(0.001)
        assert server.sent == ["1", "2"]
        delivery._keep(session, None, event=OVER)

    session, server = played(monkeypatch, play)

    assert server.sent == ["1", "2"]
    assert delivery._events(session).timer is None  # type: ignore[arg-type]


def test_a_fault_with_one_message_keeps_none_of_the_others(monkeypatch: pytest.MonkeyPatch):
    async def play(session: Any, _server: Server) -> None:
        for n in (1, -1, 2):
            delivery._keep(session, None, event=SAID, forward_msg=n)
        delivery._keep(session, None, event=OVER)

    session, server = played(monkeypatch, play)

    assert server.sent == ["1", "2"]
    assert session._scriptrunner is None
    assert session._message_enqueued_callback is not None


def test_the_framework_s_own_round_sends_in_the_same_order(monkeypatch: pytest.MonkeyPatch):
    async def play(session: Any, server: Server) -> None:
        session._browser_queue.enqueue(ForwardMsg(hash="0"))
        assert delivery._flush_for_the_round(session) == []
        assert server.sent == ["0"]
        delivery._keep(session, None, event=SAID, forward_msg=1)
        delivery._keep(session, None, event=OVER)

    _, server = played(monkeypatch, play)

    assert server.sent == ["0", "1"]


def test_for_a_visitor_who_is_away_messages_stay_where_the_framework_keeps_them(monkeypatch: pytest.MonkeyPatch):
    async def play(session: Any, server: Server) -> None:
        server.is_there = False
        delivery._keep(session, None, event=SAID, forward_msg=1)
        delivery._keep(session, None, event=OVER)

    session, server = played(monkeypatch, play)

    assert server.sent == []
    assert [message.hash for message in session._browser_queue.flush()] == ["1"]


def test_another_session_under_the_same_name_is_sent_nothing(monkeypatch: pytest.MonkeyPatch):
    async def play(session: Any, server: Server) -> None:
        server.session = object()
        delivery._keep(session, None, event=SAID, forward_msg=1)
        delivery._keep(session, None, event=OVER)

    _, server = played(monkeypatch, play)

    assert server.sent == []


def test_a_visitor_who_goes_meanwhile_is_gone_once(monkeypatch: pytest.MonkeyPatch):
    async def play(session: Any, server: Server) -> None:
        server.goes_at = "2"
        for n in (1, 2, 3):
            delivery._keep(session, None, event=SAID, forward_msg=n)
        delivery._keep(session, None, event=OVER)

    _, server = played(monkeypatch, play)

    assert server.sent == ["1"]
    assert server.ended == ["one line"]


def test_what_is_shown_takes_the_shortest_way_and_keeps_its_place(monkeypatch: pytest.MonkeyPatch):
    class Runner:
        looked = 0

        def _maybe_handle_execution_control_request(self) -> None:
            self.looked += 1

    async def play(session: Any, server: Server) -> None:
        session._scriptrunner = runner
        monkeypatch.setattr(delivery, "_create", lambda _session, _data: None)
        delivery._create_and_look_after(session, None)
        delivery._keep_message(replaced, ForwardMsg(hash="0"))  # type: ignore[arg-type]
        delivery._keep_message(runner, ForwardMsg(hash="1"))  # type: ignore[arg-type]
        delivery._keep(session, runner, event=SAID, forward_msg=2)
        delivery._keep_message(runner, ForwardMsg(hash="3"))  # type: ignore[arg-type]
        vars(replaced)[delivery._KEPT] = delivery._events(session)
        delivery._keep_message(replaced, ForwardMsg(hash="4"))  # type: ignore[arg-type]
        delivery._keep(session, runner, event=OVER)

    runner, replaced = Runner(), Runner()
    passed: list[str] = []
    monkeypatch.setattr(delivery, "_say", lambda _runner, message: passed.append(message.hash))

    _, server = played(monkeypatch, play)

    assert server.sent == ["1", "2", "3"]
    assert passed == ["0"]  # a runner of which nothing is known says it as the framework does
    assert (runner.looked, replaced.looked) == (2, 1)


def test_the_framework_has_what_we_stand_in_for():
    for name in ("_on_scriptrunner_event", "_create_scriptrunner", "flush_browser_queue", "_call_soon_on_event_loop"):
        assert callable(getattr(AppSession, name))
    assert "flush_browser_queue" in Runtime._loop_coroutine.__code__.co_names
    assert callable(Runtime._send_message)
    assert {"_message_enqueued_callback", "_browser_queue", "_scriptrunner"} <= set(AppSession.__init__.__code__.co_names)
