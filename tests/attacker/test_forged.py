"""What no browser sends: choices that were not offered, states under the names of what a session keeps, another's session, other file numbers.

Such a call may break the page of whoever makes it; it gives nothing that their own page would not.
"""

import os

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from lib.i18n import Language, text
from lib.schema import Audience
from lib.ui.session import Key
from tests.attacker.live import CLOSED, CLOSED_BOARD, WEEKLY_BOARD, Caller, Value
from tests.attacker.secret_words import SECRET
from tests.browser.conftest import Server

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
ROLES = ("viewer", "office", "leader", "admin", "")
HEAD = text(Language.ZH, f"audience.{Audience.HEAD}")


def state(**value: object) -> bytes:
    """A widget's state of any kind."""
    return WidgetState(**value).SerializeToString()  # type: ignore[arg-type]


CHOICES: tuple[Value, ...] = (HEAD, "head", "Audience.HEAD", ["head"], state(int_value=4), state(json_value='"head"'))
KEPT = {Key.BOARD: CLOSED_BOARD, Key.AUDIENCE: "head", Key.IDENTITY: "t-head", Key.OWNER: "t-head", Key.PINS: "{}", Key.OPENED: "1"}


def given_away(said: str, role: str) -> list[str]:
    """What this role may not have."""
    told = said.replace("密电", "") if role in ("leader", "office") else said
    return [*SECRET.findall(told), *([CLOSED] if role and CLOSED in said else []), *(["head"] if f"受众：{HEAD}。" in said else [])]


@pytest.mark.parametrize("role", ROLES if IS_LONG else ("viewer",))
def test_an_audience_that_was_not_offered_is_not_looked_as(served: Server, role: str):
    with Caller(served, f"t-{role}" if role else "") as caller:
        for choice in CHOICES if IS_LONG else CHOICES[:2]:
            caller.open("feedback")
            assert given_away(caller.run(audience=choice), role) == []
            caller.chosen.clear()
            caller.open("meeting")
            assert given_away(caller.run(meeting_audience=choice), role) == []
            assert role not in ("viewer",) or f"受众：{HEAD}" not in caller.get(caller.address_of("file_csv")).content.decode(
                "utf-8", "ignore"
            )
            caller.chosen.clear()


@pytest.mark.parametrize("role", ROLES if IS_LONG else ("viewer",))
def test_a_state_under_the_name_of_what_a_session_keeps_is_not_taken_for_it(served: Server, role: str):
    for kept, value in KEPT.items() if IS_LONG else [*KEPT.items()][:3]:
        for form in (value, state(json_value=f'"{value}"'), state(bytes_value=value.encode())) if IS_LONG else (value,):
            with Caller(served, f"t-{role}" if role else "") as caller:
                assert given_away(caller.open("feedback", **{kept: form}), role) == []
                assert given_away(caller.run(**{kept: form, "board_switch": CLOSED_BOARD, "target_board": CLOSED_BOARD}), role) == []


@pytest.mark.parametrize("role", ROLES if IS_LONG else ("viewer", ""))
def test_whoever_comes_back_to_another_s_session_finds_nothing_of_theirs(served: Server, role: str):
    with Caller(served, "t-head") as head, Caller(served, f"t-{role}" if role else "") as thief:
        head.open("feedback", f"board={WEEKLY_BOARD}")
        assert "密文内容0" in head.look_as(Audience.HEAD, "feedback")
        head.line.close()
        thief.widgets |= head.widgets
        thief.connect_again(head.session)
        said = thief.open("feedback", f"board={WEEKLY_BOARD}", audience=HEAD)

        assert thief.session == head.session
        assert given_away(said, role) == []
        assert "T head" not in said


def test_a_message_that_was_sent_before_is_worth_no_more_when_it_is_sent_by_another(served: Server):
    """The head's own run, with all its states, byte for byte."""
    with Caller(served, "t-head") as head, Caller(served, "t-viewer") as viewer:
        sent: list[bytes] = []
        send, head.send = head.send, lambda asked: (sent.append(asked.SerializeToString()), send(asked))[1]  # type: ignore[method-assign]
        assert "密文text·0" in head.look_as(Audience.HEAD, "feedback")
        said = ""
        for message in sent:
            viewer.line.send(message)
            said += viewer.received()

    assert given_away(said, "viewer") == []


@pytest.mark.parametrize("role", ROLES if IS_LONG else ("viewer",))
def test_a_file_is_taken_into_nobody_else_s_session(served: Server, role: str):
    """Office alone may bring files; the name of a session is known to nobody else, and a guess is none."""
    with Caller(served, "t-office") as office, Caller(served, f"t-{role}" if role else "") as other:
        office.open("data")
        headers = {"X-Xsrftoken": other.client.cookies["_streamlit_xsrf"]}
        for session in (office.session, "none", office.session[:-1] + "0", "../" + office.session):
            answer = other.client.put(f"/_stcore/upload_file/{session}/x", files={"x": b"x"}, headers=headers)
            gone = other.client.delete(f"/_stcore/upload_file/{session}/x", headers=headers)
            if role != "office":
                assert {answer.status_code, gone.status_code} <= {403, 404, 405}
            elif session != office.session:
                assert answer.status_code in (400, 404, 405)
