"""How often a problem came back: a time begins where the state begins, and only rows that an audience may follow are followed."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from lib.access import disclose, disclose_pair
from lib.ingest.model import Workbook
from lib.matching import match_rows
from lib.metrics.history import SentBackHistory, Step, sent_back_history
from lib.schema import Audience, Opinion
from tests.builders import make_feedback, make_workbook, no_feedback, no_tasks

FIRST = date(2014, 6, 3)
OPEN: dict[str, Any] = {"scope": "public", "openness": "face_to_face", "target": "unit", "role": "rectification"}


def book(states: Sequence[str | None], **facts: Any) -> Workbook:
    """Problems of one text each, in these states."""
    texts = [f"第{'甲乙丙丁'[n]}个问题" for n in range(len(states))]
    return make_workbook(no_tasks(), make_feedback(status=list(states), text=texts, **(OPEN | facts)))


def followed(books: Sequence[Workbook], audience: Audience = Audience.PUBLIC) -> SentBackHistory:
    *earlier, shown = books
    steps = [
        Step(n, FIRST + timedelta(weeks=n - 1), disclose_pair(each, shown, match_rows(each, shown), audience))
        for n, each in enumerate(earlier, 1)
    ]
    return sent_back_history(disclose(shown, audience), len(books), FIRST + timedelta(weeks=len(books) - 1), steps)


def told(books: Sequence[Workbook], audience: Audience = Audience.PUBLIC) -> list[list[tuple[str, int]]]:
    return [[(str(each.state), each.version) for each in row.occasions] for row in followed(books, audience).rows]


def test_without_problems_there_is_no_history() -> None:
    nothing = make_workbook(no_tasks(), no_feedback())

    assert followed([nothing]).rows == ()
    assert followed([nothing, nothing]).rows == ()


def test_one_version_has_no_history() -> None:
    found = followed([book(["returned"])])

    assert (found.rows, found.versions) == ((), 1)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.HEAD])
def test_a_problem_sent_back_again_after_another_state_came_back_twice(audience: Audience) -> None:
    states = ("open", "in_progress", "returned", "in_progress", "returned")

    assert told([book([state]) for state in states], audience) == [[("returned", 3), ("returned", 5)]]


def test_a_state_that_lasts_is_one_time_and_bears_the_day_of_its_first_version() -> None:
    (row,) = followed([book([state]) for state in ("open", "returned", "returned")]).rows

    assert [(each.version, each.published) for each in row.occasions] == [(2, date(2014, 6, 10))]


def test_sent_back_and_reopened_are_told_apart() -> None:
    assert told([book([state]) for state in ("returned", "reopened", "closed")]) == [[("returned", 1), ("reopened", 2)]]


def test_each_problem_has_its_own_history_wherever_its_row_stands() -> None:
    later = book(["closed", "returned"])
    turned = make_workbook(no_tasks(), later.feedback.iloc[::-1].reset_index(drop=True))
    found = followed([book(["returned", "open"]), turned], Audience.HEAD)
    refs = turned.feedback.set_index(Opinion.TEXT)[Opinion.REF]

    assert [each.version for each in found.of(refs["第甲个问题"])] == [1]
    assert [each.version for each in found.of(refs["第乙个问题"])] == [2]


def test_a_problem_that_no_earlier_version_knows_has_no_history() -> None:
    assert told([book(["open"]), book(["open", "returned"])]) == []


def test_a_version_without_the_row_ends_nothing() -> None:
    without = make_workbook(no_tasks(), no_feedback())

    assert told([book(["returned"]), without, book(["returned"])]) == [[("returned", 1)]]


def test_a_matter_of_one_person_is_followed_for_the_head_alone() -> None:
    books = [book([state], target="person") for state in ("returned", "open")]

    assert told(books, Audience.PUBLIC) == told(books, Audience.LEADING_GROUP) == []
    assert told(books, Audience.HEAD) == [[("returned", 1)]]


def test_a_row_that_was_a_persons_matter_before_is_not_followed() -> None:
    assert told([book(["returned"], target="person"), book(["open"])]) == []


def test_a_row_whose_text_an_earlier_version_closes_is_not_followed_there() -> None:
    books = [book(["returned"], scope="leading_group"), book(["open"])]

    assert told(books, Audience.PUBLIC) == []
    assert told(books, Audience.LEADING_GROUP) == [[("returned", 1)]]


def test_rows_that_show_the_same_are_not_told_apart_below_the_head() -> None:
    closed = {"scope": None, "text": ["第一", "第二"]}
    books = [
        make_workbook(no_tasks(), make_feedback(status=states, **(OPEN | closed))) for states in (["returned", "open"], ["open", "open"])
    ]

    assert told(books, Audience.PUBLIC) == []
    assert told(books, Audience.HEAD) == [[("returned", 1)]]


def test_for_everybody_a_row_is_followed_wherever_it_stands() -> None:
    later = book(["closed", "returned"])
    turned = make_workbook(no_tasks(), later.feedback.iloc[::-1].reset_index(drop=True))

    assert told([book(["returned", "open"]), turned]) == [[("returned", 2)], [("returned", 1)]]


def test_a_row_that_an_earlier_version_makes_the_like_of_another_is_not_taken_for_it() -> None:
    """The first was for the leading group alone: beside that version both show nothing but their state."""
    facts = OPEN | {"text": ["第一", "第二"]}
    books = [
        make_workbook(no_tasks(), make_feedback(status=states, **(facts | {"scope": scopes})))
        for states, scopes in ((["returned", "open"], ["leading_group", None]), (["open", "open"], ["public", None]))
    ]

    assert told(books) == []
    assert told(books, Audience.HEAD) == [[("returned", 1)]]


def test_an_opinion_beside_the_ledger_has_no_history() -> None:
    books = [book([state, state], role=["feedback", "rectification"]) for state in ("returned", "open")]

    assert told(books) == told(books, Audience.HEAD) == [[("returned", 1)]]


def test_of_forty_problems_each_keeps_its_own_times_in_the_order_of_the_sheet() -> None:
    texts = [f"第{chr(0x4E00 + n)}个问题" for n in range(40)]
    first, then, last = (
        make_workbook(no_tasks(), make_feedback(text=texts, status=[one, other] * 20, **OPEN))
        for one, other in (("returned", "open"), ("open", "returned"), ("reopened", "open"))
    )

    assert told([first, then, last], Audience.HEAD) == [[("returned", 1), ("reopened", 3)], [("returned", 2)]] * 20


def test_a_row_that_may_be_one_of_two_is_not_followed() -> None:
    facts = OPEN | {"feedback_id": None}
    old = make_workbook(
        no_tasks(), make_feedback(text=["召开第一次支部学习会议太长", "召开第二次支部学习会议太长"], status="returned", **facts)
    )
    new = make_workbook(no_tasks(), make_feedback(text="召开支部学习会议太长", status="open", **facts))

    assert [str(each.how) for each in match_rows(old, new).feedback if each.new] == ["unsure"]
    assert told([old, new], Audience.HEAD) == []
