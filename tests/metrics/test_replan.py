"""The re-plan ledger: original, agreed and actual, and the days between them."""

from datetime import date
from typing import Any

from lib.metrics.model import AsOf
from lib.metrics.replan import Replan, replan
from lib.metrics.states import task_states
from lib.schema import Audience
from tests.builders import make_tasks, no_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def ledger(audience: Audience = Audience.HEAD, **facts: Any) -> Replan:
    return replan(task_states(make_tasks(**facts), JUNE_10), JUNE_10, audience)


def slips(**facts: Any) -> tuple[int | None, int | None, int | None]:
    (row,) = ledger(**facts).rows
    return row.agreed_slip, row.past_original, row.past_agreed


def test_no_tasks_have_no_ledger() -> None:
    nothing = replan(task_states(no_tasks(), JUNE_10), JUNE_10, Audience.HEAD)

    assert (nothing.dated, nothing.rows, nothing.longest) == (0, (), 0)


def test_a_task_that_keeps_its_day_is_not_in_the_ledger() -> None:
    assert ledger(due="2014-06-30").rows == ()
    assert ledger(due="2014-05-31", status="done", actual_done="2014-05-31").rows == ()


def test_slip_is_measured_against_both_days() -> None:
    assert slips(due="2014-05-20", agreed_due="2014-05-31", status="done", actual_done="2014-05-26") == (11, 6, -5)


def test_what_is_not_done_runs_to_the_day_judged_once_it_is_past() -> None:
    assert slips(due="2014-05-31", agreed_due="2014-06-06") == (6, 10, 4)
    assert slips(due="2014-05-31", agreed_due="2014-06-20") == (20, 10, None)
    assert slips(due="2014-06-30", agreed_due="2014-06-15") == (-15, None, None)


def test_what_is_done_on_an_unknown_day_has_no_actual_slip() -> None:
    assert slips(due="2014-05-20", agreed_due="2014-05-31", status="done") == (11, None, None)


def test_nothing_is_said_of_a_blank_status() -> None:
    assert slips(due="2014-05-20", agreed_due="2014-05-31", status=None) == (11, None, None)


def test_going_past_the_original_day_without_agreement_is_counted_apart() -> None:
    found = ledger(
        due=["2014-05-31", "2014-04-30", "2014-05-20"],
        agreed_due=[None, None, "2014-05-31"],
        status=["in_progress", "done", "in_progress"],
        actual_done=[None, "2014-05-05", None],
    )

    assert [(row.number, row.is_unagreed, row.past_original) for row in found.rows] == [("3", False, 21), ("1", True, 10), ("2", True, 5)]
    assert (found.dated, len(found.agreed), found.later, found.earlier, found.longest, found.unagreed) == (3, 1, 1, 0, 11, 2)


def test_cancelled_and_undated_tasks_do_not_count() -> None:
    found = ledger(due=["2014-05-31", None], status=["cancelled", "in_progress"])

    assert (found.dated, found.rows) == (0, ())


def test_a_reason_that_may_not_be_seen_is_not_called_missing() -> None:
    facts = {"due": "2014-05-20", "agreed_due": "2014-05-31", "task": "召开民主生活会"}

    assert ledger(Audience.HEAD, **facts).without_reason == 1
    assert ledger(Audience.PUBLIC, **facts).without_reason == 0
    assert ledger(Audience.PUBLIC, **facts).rows[0].is_withheld


def test_reason_and_partner_are_told_as_written() -> None:
    (row,) = ledger(due="2014-05-20", agreed_due="2014-05-31", replan_reason=" 会期顺延 ", agreed_by="督导联络组").rows

    assert (row.reason, row.agreed_by) == ("会期顺延", "督导联络组")


def test_what_nobody_agreed_on_stands_with_the_longest_past_first() -> None:
    found = ledger(due=["2014-06-09", "2014-05-31", "2014-06-10"], status="in_progress")

    assert [(row.number, row.past_original) for row in found.rows] == [("2", 10), ("1", 1)]


def test_an_agreed_day_on_a_task_without_an_original_one_stands_after_those_with_a_slip() -> None:
    found = ledger(due_text=["待定", "5月20日", "5月20日"], agreed_due=["2014-06-30", "2014-05-21", "2014-05-10"])

    assert [(row.number, row.agreed_slip) for row in found.rows] == [("2", 1), ("1", None), ("3", -10)]
    assert found.longest == 1


def test_the_partner_is_told_without_the_spaces_around_it() -> None:
    assert ledger(due="2014-05-20", agreed_due="2014-05-31", agreed_by=" 督导联络组 ").rows[0].agreed_by == "督导联络组"


def test_a_day_later_is_later_a_day_earlier_earlier_and_the_same_day_neither() -> None:
    found = ledger(due="2014-05-20", agreed_due=["2014-05-21", "2014-05-19", "2014-05-20"])

    assert (found.later, found.earlier, found.longest, len(found.agreed)) == (1, 1, 1, 3)
    assert ledger(due="2014-05-20", agreed_due="2014-05-19").longest == 0


def test_a_row_says_whether_its_task_is_done_and_nothing_of_a_blank() -> None:
    found = ledger(due="2014-05-20", agreed_due="2014-05-31", status=["done", "in_progress", "not_reported"])

    assert [row.is_done for row in found.rows] == [True, False, None]


def test_a_day_that_passed_unreported_is_neither_kept_nor_missed() -> None:
    found = ledger(
        due=["2014-06-09", "2014-06-10", "2014-05-31", "2014-05-31", "2014-05-31"],
        agreed_due=[None, None, "2014-06-20", None, None],
        status=["not_reported", "not_reported", "not_reported", "done", "done"],
        actual_done=[None, None, None, None, "2014-05-30"],
    )

    assert (found.unclear, found.unagreed) == (2, 0)


def test_a_task_with_an_agreed_day_alone_has_a_deadline() -> None:
    found = ledger(due_text=["待定", "5月20日"], agreed_due=["2014-06-30", None], status="in_progress")

    assert (found.dated, len(found.agreed)) == (2, 1)


def test_what_is_due_today_is_not_past_its_day_yet() -> None:
    assert slips(due="2014-05-31", agreed_due="2014-06-10") == (10, 10, None)


def test_where_nothing_was_agreed_nothing_was_put_off() -> None:
    found = ledger(due="2014-05-31", status="in_progress")

    assert (len(found.rows), found.later, found.earlier, found.longest, found.without_reason) == (1, 0, 0, 0, 0)


def test_a_change_whose_reason_is_written_is_not_without_one() -> None:
    assert ledger(due="2014-05-20", agreed_due="2014-05-31", replan_reason=["会期顺延", " "]).without_reason == 1
