"""A presentation lies under a name that nobody can guess, and says so when it is gone."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response

from lib.ui import presenting


def ask(name: str) -> Response:
    """What the route answers to this name. In a thread of its own: the tests of the browser leave a loop running in theirs."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, presenting.answer(Request({"type": "http", "path_params": {"name": name}}))).result()


def words(answer: Response) -> str:
    return bytes(answer.body).decode()


def test_a_name_that_was_never_given_gets_one_sentence_in_each_language() -> None:
    answer = ask("0123456789abcdef")

    assert answer.status_code == 404
    assert "请回到" in words(answer)
    assert "Open it again" in words(answer)


def test_a_recipe_is_made_when_it_is_asked_for_and_never_kept_by_the_browser() -> None:
    made = []
    name = presenting.offer("v1/public", lambda: made.append(1) or b"<p>one</p>")
    assert made == []

    answer = ask(name)

    assert words(answer) == "<p>one</p>"
    assert answer.headers["cache-control"] == "no-store"


def test_equal_content_has_one_name_and_another_audience_another() -> None:
    public, head = presenting.offer("v1/public", lambda: b"a"), presenting.offer("v1/head", lambda: b"b")

    assert presenting.offer("v1/public", lambda: b"a") == public
    assert public != head
    assert len(public) == 40


def test_only_so_many_recipes_are_kept() -> None:
    first = presenting.offer("first", lambda: b"first")
    for number in range(presenting.MOST_KEPT):
        presenting.offer(f"later {number}", lambda: b"later")

    assert ask(first).status_code == 404
