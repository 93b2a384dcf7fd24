"""A line of a list says when: the due day against the as-of day, and without one what is known of its kind."""

from datetime import date

import pytest

from lib.desk.lists import task_lines, with_reasons
from lib.i18n import Language
from lib.metrics.duties import duties
from lib.metrics.model import AsOf
from lib.metrics.states import task_states
from tests.builders import make_tasks, no_tasks

ZH, EN = Language.ZH, Language.EN
JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))


def when(language: Language = ZH, review: date | None = None, **facts: object) -> str:
    states = task_states(make_tasks(**facts), JUNE_10)  # type: ignore[arg-type]
    return task_lines(states, JUNE_10, language, review)[0].when


def test_no_task_no_line() -> None:
    assert task_lines(task_states(no_tasks(), JUNE_10), JUNE_10, ZH) == []


def test_a_due_day_is_told_against_the_as_of_day() -> None:
    assert when(due="2014-06-09") == "逾期1天（应于6月9日完成）"
    assert when(EN, due="2014-06-09") == "1 day overdue (due 9 Jun)"
    assert when(EN, due="2014-06-11") == "1 day left (11 Jun)"


def test_a_due_day_of_another_year_says_its_year() -> None:
    assert when(due="2013-12-31") == "逾期161天（应于2013年12月31日完成）"
    assert when(EN, due="2015-01-10") == "214 days left (10 Jan 2015)"


def test_what_is_to_be_done_at_once_says_how_old_it_is() -> None:
    assert when(due_text="立行立改", actual_start="2014-05-11") == "立行立改（已30天）"
    assert when(EN, due_text="立行立改", actual_start="2014-06-09") == "立行立改 (1 day old)"


def test_an_age_that_nobody_knows_is_said_to_be_unknown() -> None:
    assert when(due_text="即知即改") == "即知即改（开始日期未填，已有几天不详）"


@pytest.mark.parametrize("phrase", ["长期坚持", "每月"])
def test_what_goes_on_says_when_it_is_looked_at_next(phrase: str) -> None:
    assert when(review=date(2014, 6, 12), due_text=phrase) == f"{phrase}（下次督导会议：6月12日）"


@pytest.mark.parametrize("phrase", ["长期坚持", "每月"])
def test_what_goes_on_where_no_meeting_is_set_is_told_by_its_phrase_alone(phrase: str) -> None:
    assert when(due_text=phrase) == when(EN, due_text=phrase) == phrase


def test_the_rest_is_to_be_confirmed() -> None:
    assert when(due_text="另行通知") == "另行通知（待确认）"
    assert when(EN, due=None) == "No deadline given (to be confirmed)"


def test_what_is_done_needs_no_review() -> None:
    assert when(due_text="立行立改", status="done", actual_done="2014-06-01") == "立行立改"


def why(language: Language = ZH, **facts: object) -> str:
    states = task_states(make_tasks(**facts), JUNE_10)  # type: ignore[arg-type]
    return with_reasons(task_lines(states, JUNE_10, language), states, duties(states, JUNE_10).duties, language)[0].why


def test_a_stuck_task_says_what_it_hangs_on() -> None:
    assert why(status="paused") == "暂缓。"
    assert why(EN, gate_status="due", gate_action="报送专项报告", gate_date="2014-06-06") == "报送专项报告: To be submitted, 4 days past."
    assert (
        why(status="paused", gate_status="待报\n退回修改", gate_action="报送方案\n报送报告", gate_date="6月6日\n")
        == "暂缓；报送方案：待报，已过4天；报送报告：退回修改，至今4天。"
    )


def test_a_paused_task_says_what_its_row_tells_of_it() -> None:
    assert why(status="paused", progress_note="资金未到位。") == "暂缓：资金未到位。"
    assert why(status="paused", progress_note="已报方案", issue="资金\n未到位；") == "暂缓：资金 未到位。"
    assert why(EN, status="paused", issue="No funds yet.") == "Paused: No funds yet."
    assert why(status="paused", progress_note="暂缓") == "暂缓。"
    assert why(status="paused", progress_note="长" * 61) == f"暂缓：{'长' * 60}…"


def test_what_a_row_tells_stands_behind_the_reports_that_are_late() -> None:
    late = {"gate_status": "due", "gate_action": "报送专项报告", "gate_date": "2014-06-06"}

    assert why(status="paused", progress_note="资金未到位", **late) == "暂缓；报送专项报告：待报，已过4天。"


def test_a_task_under_way_is_not_explained_by_its_news() -> None:
    assert why(progress_note="资金未到位") == ""


def test_a_report_in_time_is_no_reason() -> None:
    assert why(gate_status="待报", gate_action="报送专项报告", gate_date="6月20日") == ""
