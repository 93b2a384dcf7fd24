"""Of what a browser can ask through its websocket, only what our pages need reaches the framework."""

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from lib.ui.serving.messages import OPERATIONS, PASSED, Heard
from tests.loops import run_apart

DEBUGGING = {"debug_disconnect_websocket", "debug_shutdown_runtime"}


def passed_on(*messages: bytes) -> list[bytes]:
    """Which of these messages the application hears."""
    heard: list[bytes] = []

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(message["bytes"])

    async def run() -> None:
        coming: list[Message] = [{"type": "websocket.receive", "bytes": each} for each in messages]
        coming.append({"type": "websocket.disconnect", "code": 1000})

        async def receive() -> Message:
            return coming.pop(0)

        async def send(_message: Message) -> None:
            raise AssertionError("nothing is answered")

        await Heard(app)({"type": "websocket"}, receive, send)

    run_apart(run())
    return heard


def asking_for(kind: str) -> bytes:
    """A message of one kind, however little it says."""
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type is None:
        setattr(message, kind, "x" if field.cpp_type == field.CPPTYPE_STRING else True)
    else:
        getattr(message, kind).SetInParent()
    return message.SerializeToString()


KINDS = sorted(field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields)


def test_nothing_said_is_nothing_heard() -> None:
    assert passed_on() == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_message_is_heard_only_where_pages_need_it(kind: str) -> None:
    run = asking_for("rerun_script")

    assert passed_on(asking_for(kind), run) == ([asking_for(kind), run] if kind in PASSED else [run])


def test_nobody_empties_the_caches_of_all_visitors_asks_for_the_repository_or_stops_the_server() -> None:
    assert set(KINDS) - PASSED == {"clear_cache", "load_git_info", "set_run_on_save", *DEBUGGING}


def operation(name: str) -> bytes:
    message = BackMsg()
    getattr(message.backend_operation_request, name).SetInParent()
    return message.SerializeToString()


def test_of_the_frameworks_operations_files_and_rows_are_heard_and_no_installing() -> None:
    known = {field.name for field in BackMsg().backend_operation_request.DESCRIPTOR.oneofs_by_name["payload"].fields}

    heard = {name for name in known if passed_on(operation(name))}

    assert heard == OPERATIONS
    assert "install_skills" in known


def test_what_is_no_message_is_left_to_the_framework_to_refuse() -> None:
    assert passed_on(b"\xff\xff\xff", b"") == [b"\xff\xff\xff", b""]
