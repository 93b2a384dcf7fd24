"""Every file that a page offers, fetched over HTTP as a browser fetches it, and searched with its metadata: by whom it may be had, and for what.

The head's files do hold the words of one person's matters, so that nothing here holds because nothing was made.
"""

import os
import re
from collections.abc import Iterator

import pytest

from lib.desk.reporting import SECTIONS
from lib.exports.documents import DRAFTS
from lib.i18n import Language, text
from lib.schema import Audience
from tests.attacker.live import CLOSED, Caller, Fetched
from tests.attacker.secret_words import SECRET, WIDE, opened_parts
from tests.browser.conftest import Server

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
MEETING_FILES = {"file_html", "file_pptx", "file_docx", "file_xlsx", "file_csv", "file_draft", "reminder_all", "reminder_ics"}
SEEN_AS = {"viewer": WIDE[:2], "leader": WIDE, "office": WIDE, "head": WIDE}
CASES = [(role, audience) for role, audiences in SEEN_AS.items() for audience in audiences]
FEW = [("leader", Audience.LEADING_GROUP)]


def label(audience: Audience) -> str:
    return text(Language.ZH, f"audience.{audience}")


def meeting_files(served: Server, role: str, audience: Audience) -> Iterator[tuple[str, Fetched]]:
    """Each button of the meeting's page, clicked by somebody of a role for an audience; every paper among them."""
    with Caller(served, f"t-{role}") as caller:
        caller.open("meeting")
        sections = [text(Language.ZH, f"report.section.{name}") for name in SECTIONS]
        caller.run(meeting_audience=label(audience), meeting_sections=sections, reminder_unit="办公室")
        assert {name for name, file in caller.files.items() if file} >= MEETING_FILES
        for name in sorted(MEETING_FILES - {"file_draft"}):
            yield name, caller.get(caller.address_of(name))
        for paper in DRAFTS.values() if IS_LONG else list(DRAFTS.values())[:1]:
            caller.run(meeting_draft=paper.title(Language.ZH))
            yield paper.title(Language.ZH), caller.get(caller.address_of("file_draft"))


def words_of(fetched: Fetched) -> str:
    """All that can be read in an answer: its head, and every part of the file, once as it is and once without its tags."""
    parts = "\n".join(opened_parts(fetched.content))
    return f"{fetched.head}\n{parts}\n{re.sub(r'<[^>]*>', ' ', parts)}"


@pytest.mark.parametrize(("role", "audience"), CASES if IS_LONG else FEW)
def test_no_file_that_a_browser_gets_holds_a_restricted_word_or_a_small_group(served: Server, role: str, audience: Audience):
    """73 teachers, then 74; the gatekeepers are four; a paper of one audience is made for no wider one."""
    got = dict(meeting_files(served, role, audience))
    told = "密电" if audience is Audience.LEADING_GROUP else "\0"
    read = {name: words_of(file).replace(told, "") for name, file in got.items()}

    assert {file.status for file in got.values()} == {200}
    assert [name for name, words in read.items() if SECRET.search(words) or CLOSED in words] == []
    assert [name for name, words in read.items() if "门卫" in words or re.search(r"教师\D{0,9}74", words)] == []
    assert [name for name, words in read.items() if re.search(r"t-(viewer|leader|office|head)", words)] == []
    assert "召开座谈会" in read["file_docx"]
    assert "形式主义" in read["file_xlsx"]


@pytest.mark.parametrize("role", ["viewer", "leader", "office", "head", "admin", ""] if IS_LONG else ["office", ""])
def test_what_is_not_for_everybody_is_offered_only_to_whom_it_is_for(served: Server, role: str):
    with Caller(served, f"t-{role}" if role else "") as caller:
        caller.open("data")
        caller.run(section_data=[text(Language.ZH, "ui.section.data.versions")])
        for_all = {name for name in caller.files if caller.files[name]}

    assert for_all == {"template", "tracking", "marked", "version_original_2"} if role == "office" else for_all == {"template"}


@pytest.fixture(scope="module")
def of_the_head(served: Server) -> Iterator[Caller]:
    """The head, with the page of the meeting open for the head alone."""
    with Caller(served, "t-head") as head:
        head.open("meeting")
        head.run(meeting_audience=label(Audience.HEAD))
        yield head


def test_the_head_has_the_words_of_one_person_s_matters(of_the_head: Caller):
    read = words_of(of_the_head.get(of_the_head.address_of("file_docx")))

    assert "密文" in read
    assert "密群" not in read


@pytest.mark.parametrize("name", ["file_html", "file_docx", "file_csv"] if IS_LONG else ["file_csv"])
@pytest.mark.parametrize("role", ["viewer", "office", "admin", ""] if IS_LONG else ["viewer", ""])
def test_the_address_of_a_file_opens_it_for_nobody_else(served: Server, of_the_head: Caller, role: str, name: str):
    """Visitors are let in here, so that somebody at the same machine after a sign-out is one of them."""
    address = of_the_head.address_of(name)
    with Caller(served, f"t-{role}" if role else "") as other:
        assert other.get(address).status == 403
        assert other.get(address, Range="bytes=0-99").status == 403
        assert other.client.head(address).status_code == 403
        assert other.get(address.rpartition(".")[0]).status == 403
    assert of_the_head.get(address).status == 200


def test_the_number_under_which_a_file_is_offered_makes_it_for_nobody_else(served: Server, of_the_head: Caller):
    with Caller(served, "t-viewer") as other:
        other.open("")
        address = other.made(of_the_head.files["file_csv"])

        assert address == "" or other.get(address).status == 403


def test_the_template_is_for_everybody_who_may_look(served: Server):
    with Caller(served) as visitor:
        visitor.open("data")
        got = visitor.get(visitor.address_of("template"))

    assert got.status == 200
    assert got.content.startswith(b"PK")
