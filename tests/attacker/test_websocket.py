"""A real server, and all that it sends over the websocket: every page as every audience, searched for what may not be known.

The messages are taken apart: words stand in them as they are, tables as Arrow, charts as JSON.
"""

import os
import re
from html import unescape
from pathlib import Path

import pytest

from lib.desk.sections import SECTIONS
from lib.i18n import Language, text
from lib.schema import Audience
from lib.ui import views
from tests.attacker.live import FAULT, PAGES, Caller, spelled_out
from tests.attacker.secret_words import SECRET, WIDE
from tests.attacker.test_files_and_figures import board_of
from tests.browser.conftest import Server

VIEWS = {page: [view for view in names[1:] if view != "talks"] for page, names in views.VIEWS.items()} | {
    "data": ["versions", "definitions"]
}
"""Views of a page that a click opens; that of talks is there for the head alone."""


def sent_for(served: Server, page: str, audience: Audience) -> str:
    """All that the server sends to a browser that opens a page and then looks as an audience."""
    with Caller(served, "t-head") as head:
        said = head.look_as(audience, page)
    assert FAULT not in said
    return said


@pytest.mark.parametrize("audience", WIDE)
def test_over_the_websocket_no_page_sends_a_restricted_word(served: Server, audience: Audience):
    with Caller(served, "t-head") as head:
        sent = {page: head.look_as(audience, page) for page in PAGES}

    assert [page for page, said in sent.items() if FAULT in said] == []
    for page in set(PAGES) - {"meeting", "data"}:
        assert f"受众：{text(Language.ZH, f'audience.{audience}')}。" in sent[page]
    told = "密电" if audience is Audience.LEADING_GROUP else "\0"
    assert [page for page, said in sent.items() if SECRET.search(said.replace(told, ""))] == []


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
        with Caller(served, "t-head") as head:
            said = head.look_as(audience, page)
            names = {view: [text(Language.ZH, f"ui.section.{page}.{view}")] for view in VIEWS[page]}
            seen = {view: head.run(**{f"section_{page}": name}) for view, name in names.items()}

        assert [view for view, words in seen.items() if len(words) == len(said)] == []  # a click that opened nothing
        assert [view for view, words in seen.items() if FAULT in words] == []
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
    with Caller(served, "t-head") as head:
        found = re.search(r"/present/[0-9a-f]+", head.open("meeting"))
        assert found
        answer = head.get(found.group())
    source = spelled_out(unescape(answer.content.decode()))

    assert answer.status == 200
    assert "形式主义" in source
    assert SECRET.search(source) is None


def test_the_log_of_the_server_holds_no_restricted_word(served: Server):
    assert SECRET.search(Path(served.log).read_text(encoding="utf-8", errors="replace")) is None
