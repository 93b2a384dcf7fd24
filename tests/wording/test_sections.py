"""Sentences of the views within the page of tasks: nothing, something, everything."""

from datetime import date
from typing import Any

import pytest

from lib.i18n import Language
from lib.metrics.duties import duties
from lib.metrics.evidence import evidence
from lib.metrics.model import AsOf
from lib.metrics.replan import replan
from lib.metrics.states import task_states
from lib.schema import Audience
from lib.wording import evidence as evidence_words
from lib.wording import gates
from lib.wording import replan as replan_words
from tests.builders import make_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
ZH, EN = Language.ZH, Language.EN


def said_of_duties(language: Language = ZH, **facts: Any) -> str:
    return gates.duties(duties(task_states(make_tasks(**{"due": "2014-06-30", **facts}), JUNE_10), JUNE_10), language)


def said_of_replan(language: Language = ZH, **facts: Any) -> str:
    return replan_words.replan(replan(task_states(make_tasks(**facts), JUNE_10), JUNE_10, Audience.HEAD), language)


def test_without_duties_the_sentence_says_what_the_texts_propose() -> None:
    assert said_of_duties() == "工作簿没有填写报送事项。"
    assert said_of_duties(task="方案送督导组审阅") == "工作簿没有填写报送事项；从任务文字中识别出报送1件，均待核实。"
    assert said_of_duties(task="与督导组商定会期") == "工作簿没有填写报送事项；从任务文字中识别出商定或配合1件，均待核实。"


def test_the_sentence_of_reporting_adds_up_and_names_the_next() -> None:
    facts = {
        "gate_status": "待报\n已报\n已备案\n待报",
        "gate_action": "方案\n报告\n小结\n总结",
        "gate_body": "督导组",
        "gate_date": "6月20日\n6月1日\n6月2日\n6月8日",
    }

    assert said_of_duties(**facts) == (
        "截至6月10日，报送事项4件，其中已审阅或备案1件，待我方办理2件，待对方答复1件；逾期或被退回2件；下一件：方案（督导组，6月20日前）。"
    )
    assert said_of_duties(EN, **facts) == (
        "As of 10 Jun, of 4 reports owed, 1 is reviewed or filed, 2 wait for us, 1 waits for the other side; "
        "2 are overdue or were sent back; next: 方案 (督导组, by 20 Jun)."
    )


def test_a_ledger_without_moves_says_so() -> None:
    assert said_of_replan(due="2014-06-30") == "截至6月10日，1项有时限的任务都没有调整时限，也没有超过原定时限。"
    assert said_of_replan(due=None) == "任务没有可判断的时限，因此没有调整记录。"


def test_the_ledger_tells_agreed_moves_then_those_without_a_reason_then_those_without_agreement() -> None:
    facts: dict[str, Any] = {
        "due": ["2014-05-20", "2014-06-30", "2014-05-31"],
        "agreed_due": ["2014-06-12", "2014-06-15", None],
        "replan_reason": ["会期顺延", None, None],
    }

    assert said_of_replan(**facts) == (
        "截至6月10日，3项有时限的任务中，商定调整时限2项，顺延1项，提前1项，最多顺延23天；1项没有写调整原因；另有1项未经商定，已超过原定时限。"
    )


@pytest.mark.parametrize(
    ("days", "chinese", "english"), [(None, "", ""), (0, "未变", "unchanged"), (1, "晚1天", "1 day later"), (-3, "早3天", "3 days earlier")]
)
def test_a_slip_is_later_earlier_or_none(days: int | None, chinese: str, english: str) -> None:
    assert (replan_words.slip(days, ZH), replan_words.slip(days, EN)) == (chinese, english)


def said_of_evidence(language: Language = ZH, audience: Audience = Audience.HEAD, **facts: Any) -> str:
    states = task_states(make_tasks(**{"due": "2014-06-30", **facts}), JUNE_10)
    return evidence_words.evidence(evidence(states, JUNE_10, audience), language)


def test_evidence_says_what_is_met_shown_and_lacking() -> None:
    facts: dict[str, Any] = {"status": "done", "actual_n": ["学习 3/4；心得 2篇", None], "output": ["笔记", None]}

    assert said_of_evidence() == "工作簿没有填写量化要求。"
    assert said_of_evidence(**facts) == (
        "截至6月10日，量化要求2项，已达到0项，数字不全1项；已完成的2项任务中，1项写明成果材料；有缺项的任务2项。"
    )
    assert said_of_evidence(EN, **facts) == (
        "As of 10 Jun, 0 of 2 countable requirements are met, 1 lacks a number; of 2 tasks that are done, 1 with a material named; 2 tasks lack something."
    )
