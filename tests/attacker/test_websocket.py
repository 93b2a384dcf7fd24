"""A real server, and all that it sends over the websocket: every page as every audience, searched for what may not be known.

The messages are taken apart: words stand in them as they are, tables as Arrow, charts as JSON.
"""

import os
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lib.desk.opening import Opened
from lib.desk.sections import SECTIONS
from lib.desk.shelf import open_shelf
from lib.i18n import Language, text
from lib.ingest.model import Workbook
from lib.schema import Audience
from lib.settings import Settings
from tests.attacker.secret_words import SECRET, WIDE, secret_workbook
from tests.attacker.test_files_and_figures import board_of
from tests.browser.conftest import Server, start_server
from tests.builders import make_feedback
from tests.server.test_live_server import Visitor, ask

pytestmark = pytest.mark.xdist_group("live")

WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)
PAGES = ("", "tasks", "feedback", "rectification", "meeting", "data")
VIEWS = {
    "tasks": ("timeline", "wall", "unit", "gates", "replan", "evidence"),
    "rectification": ("ledger", "rules"),
    "data": ("versions", "definitions"),
}
"""Views of a page that a click opens; each with the name of its page."""

QUIET_SECONDS = 20


def with_groups(teachers: int) -> Workbook:
    """The secret workbook beside opinions of three groups, a row each: so many of the teachers, and four of the gatekeepers."""
    book = secret_workbook()
    groups = ["教师"] * teachers + ["学生"] * 61 + ["门卫"] * 4
    more = make_feedback(group=groups, raw_count=1, category="民生", received="2014-04-17")
    groupless = book.feedback.assign(group=None)
    return replace(book, feedback=pd.concat([groupless, more], ignore_index=True))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("attacker") / "log.txt"
    with closing(open_shelf(Settings(database_url=str(log.with_suffix(".db"))))) as shelf:
        for week, teachers in enumerate((73, 74)):
            draft = Opened(with_groups(teachers), "draft", "周报.xlsx")
            when = WHEN + timedelta(weeks=week)
            shelf.publish("main", "", draft, bytes([week]), who="办公室", when=when, note="", base_version=week or None)
    running = start_server(log)
    yield running
    running.process.terminate()
    running.process.wait(10)


def texts(message: Message) -> Iterator[str]:
    """Every text inside a message, tables opened."""
    for field, value in message.ListFields():
        for each in value if field.is_repeated and not field.message_type else [value]:
            if isinstance(each, str):
                yield each
            elif isinstance(each, bytes):
                yield arrow_text(each)
        if field.message_type is not None:
            inside = value.values() if hasattr(value, "values") else value if field.is_repeated else [value]
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


def sent_for(served: Server, page: str, audience: Audience) -> str:
    """All that the server sends to a browser that opens a page and then looks as an audience."""
    visitor = Visitor(served)
    with visitor.connect(served.address) as line:
        said, choice = run(line, page, None)
        if audience is not Audience.PUBLIC:
            assert choice, "no choice of audience was sent"
            said, _ = run(line, page, (choice, audience))
    assert "编号告诉管理员" not in said  # no run ended in a fault
    return said


def run(line: object, page: str, choice: tuple[str, Audience] | None) -> tuple[str, str]:
    """One run of a page; what was sent, and the name of the choice of audience."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    if choice is not None:
        state = asked.rerun_script.widget_states.widgets.add()
        state.id, state.string_value = choice[0], text(Language.ZH, f"audience.{choice[1]}")
    line.send(asked.SerializeToString())  # type: ignore[attr-defined]
    whole = received(line)
    found = re.search(r"\$\$ID-[0-9a-f]+-audience\b", whole)
    return whole, found.group() if found else ""


def clicked(line: object, page: str, name: str, view: str) -> str:
    """One run of a page after a click on one of its views."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    state = asked.rerun_script.widget_states.widgets.add()
    state.id = name
    state.string_array_value.data.append(text(Language.ZH, f"ui.section.{page}.{view}"))
    line.send(asked.SerializeToString())  # type: ignore[attr-defined]
    return received(line)


def received(line: object) -> str:
    """All that is sent until a run ends."""
    said: list[str] = []
    while True:
        content = line.recv(QUIET_SECONDS)  # type: ignore[attr-defined]
        message = ForwardMsg()
        message.ParseFromString(content)
        said += [content.decode("utf-8", "ignore"), *texts(message)]
        if message.WhichOneof("type") == "script_finished":
            return spelled_out("\n".join(said))


def spelled_out(said: str) -> str:
    """The signs that JSON writes as numbers, as they are read."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found.group(1), 16)), said)


@pytest.mark.parametrize("audience", WIDE)
def test_over_the_websocket_no_page_sends_a_restricted_word(served: Server, audience: Audience):
    for page in PAGES:
        said = sent_for(served, page, audience)

        if page not in ("meeting", "data"):
            assert f"受众：{text(Language.ZH, f'audience.{audience}')}。" in said
        assert [word for word in SECRET.findall(said) if (word, audience) != ("密电", Audience.LEADING_GROUP)] == [], page


@pytest.mark.parametrize("audience", WIDE)
def test_over_the_websocket_the_table_of_groups_is_the_last_released_one(served: Server, audience: Audience):
    """73 teachers, then 74; the gatekeepers are four."""
    said = sent_for(served, "feedback", audience)

    assert "截至2014年6月10日（第1版）的数据" in said
    assert "教师：73" in said
    assert "教师：74" not in said
    assert "门卫" not in said


@pytest.mark.parametrize("page", VIEWS)
def test_no_view_that_a_click_opens_sends_a_restricted_word(served: Server, page: str):
    for audience in WIDE if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else (Audience.CIRCLE,):
        with Visitor(served).connect(served.address) as line:
            said, choice = run(line, page, None)
            if choice:
                said, _ = run(line, page, (choice, audience))
            switch = re.search(rf"\$\$ID-[0-9a-f]+-section_{page}\b", said)
            assert switch
            seen = {view: clicked(line, page, switch.group(), view) for view in VIEWS[page]}

        assert [view for view, words in seen.items() if len(words) == len(said)] == []  # a click that opened nothing
        assert [view for view, words in seen.items() if "编号告诉管理员" in words] == []
        told = "密电" if audience is Audience.LEADING_GROUP else "\0"
        assert [view for view, words in seen.items() if SECRET.search(words.replace(told, ""))] == []
        assert [
            view for view in seen if view in SECTIONS and SECTIONS[view](board_of(audience), Language.ZH).sentence not in seen[view]
        ] == []


def test_the_head_is_sent_the_words_of_one_person_s_matters_and_not_those_given_back_to_back(served: Server):
    """So that nothing here holds because nothing was sent."""
    said = sent_for(served, "feedback", Audience.HEAD)

    assert "密文text·0" in said
    assert "密文text·3" not in said
    assert "密群" not in said


def test_the_source_of_the_presentation_holds_no_restricted_word(served: Server):
    found = re.search(r"/present/[0-9a-f]+", sent_for(served, "meeting", Audience.PUBLIC))
    assert found
    answer, source = ask(served, found.group())

    assert answer.status == 200
    assert "形式主义" in spelled_out(unescape(source.decode()))
    assert SECRET.search(spelled_out(unescape(source.decode()))) is None


def test_the_log_of_the_server_holds_no_restricted_word(served: Server):
    assert SECRET.search(Path(served.log).read_text(encoding="utf-8", errors="replace")) is None
