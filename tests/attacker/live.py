"""A board with accounts on a real server, and callers who speak to it as a browser does or as no browser would.

Every message is taken apart: words stand in it as they are, tables as Arrow, charts as JSON. A caller keeps what was sent to it, the names
of the widgets, and the address that the page wrote, and may answer with any widget state, real or forged.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

import httpx
import pandas as pd
import pyarrow as pa
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect

from lib.desk.opening import Opened, open_file
from lib.desk.shelf import open_shelf
from lib.i18n import Language, text
from lib.identity import Role
from lib.identity.accounts import change_accounts
from lib.identity.cookie import COOKIE
from lib.identity.keeping import adding
from lib.identity.passwords import Passwords
from lib.identity.people import Account
from lib.ingest.model import Workbook
from lib.schema import Audience
from lib.settings import Settings
from lib.ui.views import VIEWS
from tests.attacker.secret_file import secret_file
from tests.attacker.secret_words import secret_workbook
from tests.browser.conftest import Server, start_server
from tests.builders import make_feedback, make_tasks, make_workbook

WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)
PAGES = ("", "tasks", "feedback", "rectification", "meeting", "data")
QUIET_SECONDS = 60
Value = str | bool | Sequence[str] | bytes
"""What a widget is set to: a choice, a click, several choices, or the bytes of a whole state as no browser would send it."""

PASSWORD = "Kranich-und-Eiche-17"
CLOSED_BOARD = "b2"
WEEKLY_BOARD = "b3"
"""Holds the secret file as the office dropped it; open to the office and to the head."""

CLOSED = "禁区"
"""Stands in every word of the board that none of these accounts may open."""

FAULT = "编号告诉管理员"
"""Stands in the one sentence with which a run ends that nobody foresaw."""


def with_groups(teachers: int) -> Workbook:
    """The secret workbook beside opinions of three groups, a row each: so many of the teachers, and four of the gatekeepers."""
    book = secret_workbook()
    groups = ["教师"] * teachers + ["学生"] * 61 + ["门卫"] * 4
    more = make_feedback(group=groups, raw_count=1, category="民生", received="2014-04-17")
    groupless = book.feedback.assign(group=None)
    return replace(book, feedback=pd.concat([groupless, more], ignore_index=True))


def closed_workbook() -> Workbook:
    """A board of somebody else's: each of its words says so."""
    tasks = make_tasks(task=f"{CLOSED}任务", phase=f"{CLOSED}阶段", owner_unit=f"{CLOSED}处", lead=f"{CLOSED}人", due="2014-05-20")
    return make_workbook(tasks, make_feedback(3, category=f"{CLOSED}类", channel=f"{CLOSED}渠道"), title=f"{CLOSED}活动")


def start_board(folder: Path) -> Server:
    """A server with one account a role, a board of two versions, and one that is closed to all of them; visitors see what is public."""
    log = folder / "log.txt"
    with closing(open_shelf(Settings(database_url=str(log.with_suffix(".db"))))) as shelf:
        for week, teachers in enumerate((73, 74)):
            draft, when = Opened(with_groups(teachers), "draft", "周报.xlsx"), WHEN + timedelta(weeks=week)
            shelf.publish("main", "", draft, bytes([week]), who="t-office", when=when, note="", base_version=week or None)
        shelf.mark_meeting("main", 1, "例会", who="t-office", when=WHEN)
        weekly = secret_file(1)
        read = open_file(weekly, "周报.xlsx", Settings())
        shelf.publish(WEEKLY_BOARD, "周报", read, weekly, who="t-office", when=WHEN, note="", base_version=None)
        closed = Opened(closed_workbook(), "draft", f"{CLOSED}.xlsx")
        shelf.publish(CLOSED_BOARD, f"{CLOSED}活动", closed, b"closed", who="t-office", when=WHEN, note="", base_version=None)
    accounts = folder / "accounts.toml"
    hashed = Passwords().hashed(PASSWORD)
    for role in Role:
        boards = {"main", WEEKLY_BOARD} if role in (Role.OFFICE, Role.HEAD) else {"main"}
        one = Account(f"t-{role}", f"T {role}", frozenset({role}), frozenset(boards), hashed)
        change_accounts(accounts, adding(one))
    return start_server(
        log, PHASEBOARD_SIGN_IN="password", PHASEBOARD_ACCOUNTS=str(accounts), PHASEBOARD_VISITORS="public", PHASEBOARD_TODAY="2014-06-10"
    )


def texts(message: Message) -> Iterator[str]:
    """Every text inside a message, tables opened."""
    for field_of, value in message.ListFields():
        for each in value if field_of.is_repeated and not field_of.message_type else [value]:
            if isinstance(each, str):
                yield each
            elif isinstance(each, bytes):
                yield arrow_text(each)
        if field_of.message_type is not None:
            inside = value.values() if hasattr(value, "values") else value if field_of.is_repeated else [value]
            for each in inside:
                if isinstance(each, Message):
                    yield from texts(each)
                else:
                    yield str(each)


def arrow_text(content: bytes) -> str:
    """A table as text; other bytes as they are."""
    try:
        table: pa.Table = pa.ipc.open_stream(content).read_all()
    except pa.ArrowInvalid:
        return content.decode("utf-8", "replace")
    return repr(table.to_pydict())


def spelled_out(said: str) -> str:
    """The signs that JSON writes as numbers, as they are read."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found.group(1), 16)), said)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a browser gets for one address: the head of the answer and all its bytes."""

    status: int
    head: str
    content: bytes


class Caller:
    """One browser of one account, or of nobody: its cookies, its websocket, and what it was sent last."""

    def __init__(self, served: Server, account: str = "", *, cookie: str = "") -> None:
        self.served = served
        self.client = httpx.Client(base_url=served.address, timeout=60, headers={"Origin": served.address})
        self.client.get("/_stcore/health")
        if account or cookie:
            self.client.cookies.set(COOKIE, cookie or signed_in(served.address, account))
        self.line = self._connect()
        self.session = ""
        self.page = ""
        self.query = ""
        self.widgets: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.options: dict[str, list[str]] = {}
        self.chosen: dict[str, Value] = {}
        self.words: list[str] = []

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.line.close()
        self.client.close()

    def _connect(self, session: str = "") -> ClientConnection:
        token = self.client.cookies["_streamlit_xsrf"]
        cookie = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        return connect(
            f"{self.served.address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit", token, *([session] if session else [])],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie, "Origin": self.served.address},
            max_size=None,
            legacy=True,  # type: ignore[call-arg]
        )

    def connect_again(self, session: str) -> None:
        """Leave, and come back as if the session of this name were one's own."""
        self.line.close()
        self.line = self._connect(session)

    def open(self, page: str, query: str = "", **chosen: Value) -> str:
        """Go to a page, with these widgets set; all that is sent until the run ends, and of the opinions all that each view sends."""
        self.page, self.query = page, query
        return self._in_every_view(self.run(**chosen))

    def run(self, **chosen: Value) -> str:
        """One more run of the same page after some widgets were set."""
        self.chosen |= chosen
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = self.page, self.query
        for name, value in self.chosen.items():
            state = asked.rerun_script.widget_states.widgets.add()
            set_state(state, self.widgets.get(name, name), value)
        self.chosen = {name: value for name, value in self.chosen.items() if value is not True}
        self.send(asked)
        return self.received()

    def look_as(self, audience: Audience, page: str = "") -> str:
        """Open a page and choose an audience on it."""
        if "audience" not in self.widgets:
            self.open(page)
        self.page = page
        return self._in_every_view(self.run(audience=text(Language.ZH, f"audience.{audience}")))

    def _in_every_view(self, said: str) -> str:
        """What was sent of a page of opinions, and what its other views send; the first is shown again in the end."""
        words = self.words
        if self.page == "feedback" and "section_feedback" in self.widgets:
            first, *others = VIEWS["feedback"]
            for view in (*others, first):
                said += self.run(section_feedback=[text(Language.ZH, f"ui.section.feedback.{view}")])
                words = [*words, *self.words]
            self.chosen.pop("section_feedback")
        self.words = words
        return said

    def send(self, asked: BackMsg) -> None:
        self.line.send(asked.SerializeToString())

    def received(self, until: str = "script_finished") -> str:
        """All that is sent until a message of this kind."""
        said: list[str] = []
        self.words = []
        while True:
            message = self._next()
            self.words += texts(message)
            said.append(message.SerializeToString().decode("utf-8", "ignore"))
            if message.WhichOneof("type") == until:
                return spelled_out("\n".join(said + self.words))

    def _next(self) -> ForwardMsg:
        message = ForwardMsg()
        message.ParseFromString(self.line.recv(QUIET_SECONDS))  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            for each in texts(message):
                if found := re.fullmatch(r"\$\$ID-[0-9a-f]+-(.+)", each):
                    self.widgets[found[1]] = each
            choice = message.delta.new_element.multiselect
            if choice.id:
                self.options[choice.id.split("-", 2)[2]] = list(choice.options)
            button = message.delta.new_element.download_button
            if button.id:
                self.files[button.id.split("-", 2)[2]] = "" if button.disabled else button.deferred_file_id
        return message

    def address_of(self, name: str) -> str:
        """Click a download: where its file lies then; "" where it was refused."""
        return self.made(self.files[name])

    def made(self, file: str) -> str:
        """Have a file made, by the number under which a page offered it to whomever."""
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id, request.deferred_file.file_id = "1", self.session, file
        self.send(asked)
        while True:
            message = self._next()
            if message.WhichOneof("type") == "backend_operation_response":
                return message.backend_operation_response.deferred_file.url

    def upload(self, name: str, content: bytes) -> str:
        """Drop a file on the page of the data, as the widget there does; all that is sent until it was read and shown."""
        asked = BackMsg()
        asked.file_urls_request.request_id, asked.file_urls_request.session_id = "1", self.session
        asked.file_urls_request.file_names.append(name)
        self.send(asked)
        while (message := self._next()).WhichOneof("type") != "file_urls_response":
            pass
        place = message.file_urls_response.file_urls[0]
        headers = {"X-Xsrftoken": self.client.cookies["_streamlit_xsrf"]}
        answer = self.client.put(place.upload_url, files={name: (name, content)}, headers=headers)
        assert answer.status_code == 204, answer.text
        state = WidgetState()
        dropped = state.file_uploader_state_value.uploaded_file_info.add()
        dropped.file_id, dropped.name, dropped.size = place.file_id, name, len(content)
        dropped.file_urls.CopyFrom(place)
        said = self.run(dropped=state.SerializeToString())
        return said + self.run()

    def get(self, address: str, **headers: str) -> Fetched:
        """One address over plain HTTP."""
        answer = self.client.get(address, headers=headers)
        head = "\n".join(f"{name}: {unquote(value)}" for name, value in answer.headers.items())
        return Fetched(answer.status_code, head, answer.content)


@cache
def signed_in(address: str, account: str) -> str:
    """The cookie of an account that has signed in with its password."""
    with httpx.Client(base_url=address, timeout=60, headers={"Origin": address}) as client:
        answer = client.post("/sign-in", data={"account": account, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return str(answer.cookies[COOKIE])


def set_state(state: WidgetState, name: str, value: Value) -> None:
    """One widget's state as the browser words it."""
    if isinstance(value, bytes):
        state.ParseFromString(value)
    elif isinstance(value, bool):
        state.trigger_value = value
    elif isinstance(value, str):
        state.string_value = value
    else:
        state.string_array_value.data.extend(value)
    state.id = name
