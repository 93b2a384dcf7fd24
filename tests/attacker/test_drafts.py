"""A draft over the websocket: dropped by the office, which may not see everything in it either, and seen by nobody else; and the head, before
and after signing out.
"""

import os
import re
from collections.abc import Iterator

import pytest

from lib.i18n import Language, text
from lib.schema import Audience
from tests.attacker.live import FAULT, PAGES, WEEKLY_BOARD, Caller, signed_in
from tests.attacker.secret_file import secret_file
from tests.attacker.secret_words import SECRET, WIDE
from tests.browser.conftest import Server

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
BOARD = f"board={WEEKLY_BOARD}"
PARTS = ("findings", "columns", "reading", "changes")
LAST_WEEK, THIS_WEEK = "第1周", "第2周"


@pytest.fixture(scope="module")
def office(served: Server) -> Iterator[Caller]:
    """The office with this week's file dropped beside last week's version, and what was said of it."""
    with Caller(served, "t-office") as caller:
        caller.open("data", BOARD)
        caller.upload("周报.xlsx", secret_file(2))
        yield caller


@pytest.mark.parametrize("audience", WIDE if IS_LONG else (Audience.LEADING_GROUP,))
def test_the_preview_of_changes_tells_no_audience_more_than_its_pages_do(office: Caller, audience: Audience):
    seen = {"changes": office.look_as(audience, "data")}
    for part in PARTS:
        seen[part] = office.run(section_draft=[text(Language.ZH, f"ui.section.draft.{part}")])
    for page in PAGES[:5]:
        seen[f"page {page}"] = office.open(page, BOARD)
    office.page = "data"

    assert [name for name, said in seen.items() if FAULT in said] == []
    assert [name for name, said in seen.items() if SECRET.search(said)] == []
    assert f"可读整改措施{LAST_WEEK}" in seen["changes"]
    assert f"可读整改措施{THIS_WEEK}" in seen["changes"]


def test_a_draft_that_was_dropped_by_way_of_a_link_stays_with_the_board_of_that_link(office: Caller):
    office.open("tasks", BOARD)
    after = office.query
    office.page = "data"
    told = office.run(section_draft=[text(Language.ZH, "ui.section.draft.changes")])

    assert after == BOARD
    assert f"可读整改措施{LAST_WEEK}" in told


def test_nobody_else_is_sent_a_word_of_a_draft_or_has_a_file_of_it(served: Server, office: Caller):
    present = re.search(r"/present/[0-9a-f]{40}", office.open("meeting"))
    assert present
    with Caller(served, "t-head") as head:
        said = [head.open(page, BOARD) for page in ("", "feedback", "data")]
        address = office.address_of("file_csv")

        assert head.get(present.group()).status == 404
        assert head.get(address).status == 403
    assert office.get(address).status == 200
    office.page = "data"
    assert [each for each in said if THIS_WEEK in each] == []
    assert any(LAST_WEEK in each for each in said)


def test_the_head_reads_what_is_the_head_s_and_the_same_session_nothing_after_signing_out(served: Server):
    """The session stays connected and the file it made lies ready; visitors see what is public."""
    own = signed_in.__wrapped__(served.address, "t-head")
    with Caller(served, cookie=own) as head:
        head.open("feedback", BOARD)
        before = head.look_as(Audience.HEAD, "feedback")
        head.open("meeting")
        head.run(meeting_audience=text(Language.ZH, f"audience.{Audience.HEAD}"))
        address = head.address_of("file_csv")
        assert head.get(address).status == 200
        left = head.client.post("/sign-out")
        fetched, made = head.get(address), head.address_of("file_csv")
        after = {page: head.open(page) for page in PAGES}

        assert left.status_code == 303
        assert fetched.status == 403
        assert made == ""
    assert "密文内容0" in before
    assert "密文内容2" not in before
    assert [page for page, said in after.items() if SECRET.search(said) or "T head" in said] == []
    assert "受众：公示" in after["feedback"]
