"""A presentation lies under a name that nobody can guess, opens only for those who may see it themselves, and says so when it is gone."""

from collections.abc import Callable

import pytest
from starlette.requests import Request
from starlette.responses import Response

from lib.identity import Identity, Role, SignIn
from lib.schema import Audience
from lib.ui import gate, presenting
from lib.ui.presenting import Recipe
from tests.loops import run_apart

OWNER = Identity("me", "me", SignIn.NONE, local=True)


@pytest.fixture(autouse=True)
def at_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks sits at the machine itself."""
    monkeypatch.setattr(gate, "of_request", lambda _request: OWNER)


def person(role: Role, board: str = "*", account: str = "a") -> Identity:
    return Identity(account, account, SignIn.PASSWORD, frozenset({role}), frozenset({board}))


def recipe(make: Callable[[Identity], bytes], audience: Audience = Audience.PUBLIC, board: str | None = "main") -> Recipe:
    return Recipe(make, audience, board, "me")


def ask(name: str) -> Response:
    """What the route answers to this name."""
    return run_apart(presenting.answer(Request({"type": "http", "path_params": {"name": name}})))


def words(answer: Response) -> str:
    return bytes(answer.body).decode()


def test_a_name_that_was_never_given_gets_one_sentence_in_each_language() -> None:
    answer = ask("0123456789abcdef")

    assert answer.status_code == 404
    assert "请回到" in words(answer)
    assert "Open it again" in words(answer)
    assert 'href="/meeting?lang=zh"' in words(answer)
    assert 'href="/meeting?lang=en"' in words(answer)


def test_a_recipe_is_made_when_it_is_asked_for_and_never_kept_by_the_browser() -> None:
    made = []
    name = presenting.offer("v1/public", recipe(lambda _asking: made.append(1) or b"<p>one</p>"))
    assert made == []

    answer = ask(name)

    assert words(answer) == "<p>one</p>"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("asking", "status"),
    [
        (OWNER, 200),
        (person(Role.HEAD), 200),
        (person(Role.OFFICE), 200),
        (person(Role.OFFICE, board="other"), 404),
        (person(Role.VIEWER), 404),
        (person(Role.ADMIN), 404),
        (Identity("", "", SignIn.NONE, visitor=True), 404),
        (Identity("", "", SignIn.PASSWORD), 404),
    ],
    ids=lambda case: str(case),
)
def test_a_link_that_was_passed_on_opens_nothing_that_its_holder_may_not_see(
    asking: Identity, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = presenting.offer("v1/leading_group", recipe(lambda _asking: b"<p>narrow</p>", Audience.LEADING_GROUP))
    monkeypatch.setattr(gate, "of_request", lambda _request: asking)

    answer = ask(name)

    assert answer.status_code == status
    assert ("narrow" in words(answer)) == (status == 200)


def test_what_is_made_knows_who_opened_it_and_not_only_to_whom_it_was_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    opened_by: list[str] = []
    name = presenting.offer("v1/public", recipe(lambda asking: opened_by.append(asking.account) or b""))
    monkeypatch.setattr(gate, "of_request", lambda _request: person(Role.HEAD, account="somebody else"))

    ask(name)

    assert opened_by == ["somebody else"]


def test_a_draft_is_presented_to_its_author_alone() -> None:
    draft = Recipe(lambda _asking: b"", Audience.PUBLIC, None, "a")

    assert draft.opens_for(person(Role.OFFICE, account="a"))
    assert not draft.opens_for(person(Role.OFFICE, account="b"))
    assert not draft.opens_for(person(Role.HEAD, account="b"))


def test_equal_content_has_one_name_and_another_audience_another() -> None:
    public, head = presenting.offer("v1/public", recipe(lambda _asking: b"a")), presenting.offer("v1/head", recipe(lambda _asking: b"b"))

    assert presenting.offer("v1/public", recipe(lambda _asking: b"a")) == public
    assert public != head
    assert len(public) == 40


def test_only_so_many_recipes_are_kept() -> None:
    first = presenting.offer("first", recipe(lambda _asking: b"first"))
    for number in range(presenting.MOST_KEPT):
        presenting.offer(f"later {number}", recipe(lambda _asking: b"later"))

    assert ask(first).status_code == 404
