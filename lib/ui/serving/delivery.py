"""What a run says reaches its visitor in one go: the loop is called once a run, where the framework calls it twice for each message.

The framework hands every message to the loop by itself, wakes a second task for it, goes through all sessions, sends one message and steps
aside, message by message, and rests ten milliseconds after each round. Each of those steps gives the interpreter's lock away, and waits
for it again while another page is computed. Here messages wait until their run is over, or for a moment where it takes long, and are
then handled and sent together, in the order in which they came.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.session_manager import SessionClientDisconnectedError

PATIENCE_SECONDS = 0.02
"""So often the loop looks after a run that is not over yet."""

_MAY_WAIT = (ScriptRunnerEvent.SCRIPT_STARTED, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG)
_KEPT = "_phaseboard_events"

_say = ScriptRunner._enqueue_forward_msg
_create = AppSession._create_scriptrunner
_flush = AppSession.flush_browser_queue


class Events:
    """What the runs of one session said and the loop has not heard yet."""

    __slots__ = ("is_called", "timer", "told")

    def __init__(self) -> None:
        self.told: deque[Callable[[], None] | tuple[ScriptRunner, ForwardMsg]] = deque()
        self.is_called = False
        self.timer: asyncio.TimerHandle | None = None


def deliver_together() -> None:
    """From now on what runs say is delivered so."""
    ScriptRunner._enqueue_forward_msg = _keep_message  # type: ignore[assignment, method-assign]
    AppSession._on_scriptrunner_event = _keep  # type: ignore[assignment, method-assign]
    AppSession._create_scriptrunner = _create_and_look_after  # type: ignore[assignment, method-assign]
    AppSession.flush_browser_queue = _flush_for_the_round  # type: ignore[assignment, method-assign]


def _events(session: AppSession) -> Events:
    events: Events | None = vars(session).get(_KEPT)
    if events is None:
        events = vars(session).setdefault(_KEPT, Events())
    return events


def _keep(session: AppSession, sender: Any, event: ScriptRunnerEvent, *rest: Any, **named: Any) -> None:
    """A run says something, on its own thread: a message waits, whatever ends it calls the loop."""
    events = _events(session)
    events.told.append(partial(session._handle_scriptrunner_event_on_event_loop, sender, event, *rest, **named))
    if event not in _MAY_WAIT and not events.is_called:
        events.is_called = True
        session._call_soon_on_event_loop(partial(_deliver, session))


def _keep_message(runner: ScriptRunner, msg: ForwardMsg) -> None:
    """A run shows something: what most of its events are, so that they go the shortest way."""
    events: Events | None = vars(runner).get(_KEPT)
    if events is None:
        _say(runner, msg)
        return
    runner._maybe_handle_execution_control_request()
    events.told.append((runner, msg))


def _create_and_look_after(session: AppSession, initial_rerun_data: Any) -> None:
    _create(session, initial_rerun_data)
    if session._scriptrunner is not None:
        vars(session._scriptrunner)[_KEPT] = _events(session)
    session._call_soon_on_event_loop(partial(_look_later, session))


def _look_later(session: AppSession) -> None:
    events = _events(session)
    if events.timer is None and session._scriptrunner is not None:
        events.timer = session._event_loop.call_later(PATIENCE_SECONDS, _look, session)


def _look(session: AppSession) -> None:
    _events(session).timer = None
    _deliver(session)
    _look_later(session)


def _deliver(session: AppSession) -> None:
    """Handle what was said so far and send it; on the loop. A fault with one message leaves the others to the loop's next step."""
    events = _events(session)
    events.is_called = False
    wake, session._message_enqueued_callback = session._message_enqueued_callback, None
    try:
        while events.told:
            told = events.told.popleft()
            if not isinstance(told, tuple):
                told()
            elif told[0] is session._scriptrunner:  # a run that another has replaced is not listened to any more
                session._browser_queue.enqueue(told[1])
    finally:
        session._message_enqueued_callback = wake
        if events.told and not events.is_called:
            events.is_called = True
            session._call_soon_on_event_loop(partial(_deliver, session))
        _send_waiting(session)
    if session._scriptrunner is None and events.timer is not None:
        events.timer.cancel()
        events.timer = None


def _send_waiting(session: AppSession) -> bool:
    """Send what waits for a visitor who is there; whether one is."""
    ours = runtime.get_instance() if runtime.exists() else None
    info = ours._session_mgr.get_active_session_info(session.id) if ours is not None else None
    if ours is None or info is None or info.session is not session:
        return False
    for message in _flush(session):
        try:
            ours._send_message(info, message)
        except SessionClientDisconnectedError:
            ours.disconnect_session(session.id, client=info.client)
            break
    session.on_flushed_messages_sent()
    return True


def _flush_for_the_round(session: AppSession) -> list[ForwardMsg]:
    """What the framework's own round has to send of a session: nothing, so that messages keep one order."""
    return [] if _send_waiting(session) else _flush(session)
