"""Due days as a review meeting saw them, and how far they have moved since."""

from datetime import date
from typing import Any

from lib.access import disclose_pair
from lib.ingest.model import Workbook
from lib.matching import match_rows
from lib.metrics.replan_since import SinceMeeting, since_meeting
from lib.schema import Audience
from tests.builders import make_tasks, make_workbook, no_tasks

TEXTS = ["制定方案", "召开座谈会", "报送材料"]


def since(old: Workbook, new: Workbook) -> SinceMeeting:
    return since_meeting(disclose_pair(old, new, match_rows(old, new), Audience.PUBLIC), "例会", 2, date(2014, 6, 3))


def book(**facts: Any) -> Workbook:
    return make_workbook(make_tasks(task=TEXTS, **facts))


def test_without_tasks_nothing_has_moved() -> None:
    nothing = since(make_workbook(no_tasks()), make_workbook(no_tasks()))

    assert (nothing.rows, nothing.later, nothing.earlier) == ((), 0, 0)


def test_a_day_moves_by_agreement_or_by_being_written_anew() -> None:
    old = book(due=["2014-06-10", "2014-06-20", "2014-06-30"])
    new = book(due=["2014-06-10", "2014-06-25", "2014-06-30"], agreed_due=[None, None, "2014-06-28"])
    found = since(old, new)

    assert [(row.then, row.now, row.moved) for row in found.rows] == [
        (date(2014, 6, 10), date(2014, 6, 10), 0),
        (date(2014, 6, 20), date(2014, 6, 25), 5),
        (date(2014, 6, 30), date(2014, 6, 28), -2),
    ]
    assert (found.later, found.earlier, [row.task for row in found.moved]) == (1, 1, ["召开座谈会", "报送材料"])


def test_a_task_that_the_meeting_did_not_know_or_that_was_cancelled_is_left_out() -> None:
    old = make_workbook(make_tasks(task=TEXTS[:2]))
    new = book(status=["open", "cancelled", "open"])

    assert [row.task for row in since(old, new).rows] == ["制定方案"]


def test_without_a_day_on_either_side_the_slip_is_unknown() -> None:
    found = since(book(due_text="待定"), book(due="2014-06-10"))

    assert [(row.then, row.moved) for row in found.rows] == [(None, None)] * 3
    assert (found.moved, found.later, found.earlier) == ((), 0, 0)


def test_only_some_rows_can_be_looked_at() -> None:
    found = since(book(due="2014-06-10"), book(due="2014-06-12"))

    assert found.within({found.rows[0].ref}).later == 1


def test_one_task_is_found_by_its_row() -> None:
    found = since(book(due="2014-06-10"), book(due="2014-06-12"))

    assert found.of(found.rows[1].ref) is found.rows[1]
    assert found.of("任务!99") is None


def test_a_blank_unit_is_an_empty_text_and_a_row_that_was_taken_out_is_not_looked_at() -> None:
    found = since(book(due="2014-06-10"), make_workbook(make_tasks(task=TEXTS[:1], owner_unit=None, due="2014-06-10")))

    assert [(row.task, row.owner_unit) for row in found.rows] == [("制定方案", "")]


def test_a_day_is_enough_to_have_moved() -> None:
    found = since(book(due="2014-06-10"), book(due=["2014-06-11", "2014-06-09", "2014-06-10"]))

    assert (found.later, found.earlier, len(found.moved)) == (1, 1, 2)


def test_a_task_that_may_be_one_of_two_has_no_day_then() -> None:
    old = make_workbook(make_tasks(task=["召开第一次支部学习会议", "召开第二次支部学习会议"], number=None))
    new = make_workbook(make_tasks(task=["召开支部学习会议"], number=None))

    assert since(old, new).rows == ()
