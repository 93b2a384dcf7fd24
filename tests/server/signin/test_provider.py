"""Signing in at a real, certified provider: roles come from what it vouches for, and nothing else that is brought along lets in."""

import json
import os
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from itsdangerous import URLSafeTimedSerializer
from playwright.sync_api import Browser

from lib.i18n import Language, text
from tests.browser.conftest import Server, Visit, visiting
from tests.server.signin.conftest import COOKIE_SECRET, Person

pytestmark = pytest.mark.browser

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
only_long = pytest.mark.skipif(not IS_LONG, reason="the rules stand in the default run without a browser")


SIGN_IN = text(Language.ZH, "identity.how.provider")
NO_ROLE = text(Language.ZH, "identity.how.unknown")


@pytest.fixture
def person(board: Server, provider: str) -> Iterator[Person]:
    """Somebody who has not signed in."""
    somebody = Person(board, provider)
    yield somebody
    somebody.client.close()


def test_without_signing_in_nothing_is_given(person: Person):
    assert (person.may_look, person.may_upload) == (False, False)


def test_an_account_of_the_file_has_its_role_however_the_provider_writes_the_address(person: Person):
    person.signs_in("office")

    assert (person.may_look, person.may_upload) == (True, True)


def test_a_group_of_the_provider_gives_its_role_and_no_more(person: Person):
    person.signs_in("leader")

    assert (person.may_look, person.may_upload) == (True, False)


@pytest.mark.parametrize("name", ["stranger", "claimer"])
def test_whom_the_board_does_not_know_or_the_provider_does_not_vouch_for_has_nothing(person: Person, name: str):
    """One has no account; the other claims the office's address, which the provider has not verified."""
    person.signs_in(name)

    assert not person.may_look


def test_a_state_that_this_browser_did_not_begin_with_is_refused(person: Person):
    """Otherwise somebody could be made to work in another person's name."""
    stranger = Person(person.board, person.provider)
    brought = stranger.is_vouched_for("office", stranger.asks())

    assert not person.comes_back(brought)
    assert not person.may_look


def test_a_code_of_another_sign_in_is_refused_by_its_nonce(person: Person):
    """A code that was caught elsewhere, brought with a state of one's own."""
    stranger = Person(person.board, person.provider)
    caught = stranger.is_vouched_for("office", stranger.asks())

    assert not person.comes_back({**caught, "state": person.asks()["state"]})
    assert not person.may_look
    assert "nonce" in person.board.log.read_text(errors="replace")


def test_a_code_is_taken_once(person: Person):
    brought = person.is_vouched_for("office", person.asks())

    assert person.comes_back(brought)
    person.client.cookies.delete("_streamlit_user")
    assert not person.comes_back(brought)


def framework_cookie(address: str, age_hours: float, secret: str = COOKIE_SECRET) -> str:
    """The framework's own cookie, as it would be after so many hours."""
    since = time.time() - age_hours * 3600
    said = {
        "email": "office@school.example",
        "email_verified": True,
        "iat": since,
        "exp": since + 300,
        "origin": address,
        "is_logged_in": True,
    }
    kept: str = URLSafeTimedSerializer(secret, salt="_streamlit_user").dumps(json.dumps(said))  # type: ignore[assignment]
    return kept


@pytest.mark.parametrize(("age_hours", "known"), [(11, True), (13, False)])
def test_a_sign_in_is_over_after_the_hours_that_are_set(person: Person, age_hours: float, known: bool):
    person.client.cookies.set("_streamlit_user", framework_cookie(person.board.address, age_hours))

    assert person.may_look is known


def test_a_cookie_that_somebody_else_signed_is_none(person: Person):
    person.client.cookies.set("_streamlit_user", framework_cookie(person.board.address, 1, "another secret, long enough as well"))

    assert not person.may_look


def guest_of(board: Server, chromium: Browser) -> Iterator[Visit]:
    """A browser of somebody who has not signed in."""
    yield from visiting(board, chromium)


@pytest.fixture
def guest(board: Server, chromium: Browser) -> Iterator[Visit]:
    yield from guest_of(board, chromium)


def sign_in(guest: Visit, name: str) -> None:
    """Through the door, by the provider's form, and back."""
    guest.open()
    guest.page.get_by_role("button", name="登录").click()
    guest.page.get_by_label("who").fill(name)
    guest.page.get_by_role("button", name="go").click()
    guest.page.wait_for_url(f"{guest.server.address}/**")
    guest.page.locator(".pb-conclusion").first.wait_for()
    guest.settle()


def test_the_office_signs_in_sees_what_its_role_opens_and_is_out_after_signing_out(guest: Visit):
    sign_in(guest, "office")

    assert guest.says("办公室 · 受众：班子内部")
    assert guest.says("应完成")
    guest.page.get_by_role("button", name="办公室 · ").click()
    guest.page.get_by_role("button", name="退出登录").click()
    assert guest.says(SIGN_IN)
    assert "应完成" not in guest.text
    guest.open("/feedback")
    assert guest.says(SIGN_IN)


@only_long
@pytest.mark.parametrize("name", ["stranger", "claimer"])
def test_whom_the_board_does_not_know_sees_no_page(guest: Visit, name: str):
    sign_in(guest, name)

    assert guest.says(NO_ROLE)
    for path in ("/tasks", "/feedback", "/rectification", "/meeting", "/data"):
        guest.open(path)
        assert guest.says(NO_ROLE)
        assert "应完成" not in guest.text


@only_long
def test_a_leader_of_the_provider_sees_the_groups_view_and_cannot_upload(guest: Visit):
    sign_in(guest, "leader")

    assert guest.says("分管校长 · 受众：班子内部")
    guest.open("/data")
    assert guest.page.locator("input[type=file]").count() == 0


@only_long
def test_an_old_sign_in_is_out_in_a_browser_too(guest: Visit):
    kept = {"name": "_streamlit_user", "value": framework_cookie(guest.server.address, 13), "url": guest.server.address}
    guest.page.context.add_cookies([kept])  # type: ignore[list-item]

    guest.open("/feedback")
    assert guest.says(NO_ROLE)
    assert "意见" not in guest.text.replace("看板里有师生和家长的意见", "")


@only_long
@pytest.mark.parametrize("path", ["/oauth2callback", "/auth/login", "/auth/logout"])
def test_what_is_sent_to_the_frameworks_routes_by_hand_leads_back_to_the_board(person: Person, path: str):
    rubbish = urlencode({"state": "x", "code": "x", "provider": "x", "error": "x\r\nSet-Cookie: a=b", "next": "https://evil.example"})

    answer = person.client.get(f"{person.board.address}{path}?{rubbish}")

    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    assert "evil.example" not in str(answer.headers)
