"""Sentences of the views within the page of tasks: nothing, something, everything."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lib.i18n import Language
from lib.metrics.duties import duties
from lib.metrics.evaluation import Evaluations, GroupEvaluation
from lib.metrics.evidence import Missing, TaskEvidence, evidence
from lib.metrics.history import ProblemHistory, SentBackHistory
from lib.metrics.model import AsOf, Rate
from lib.metrics.replan import replan
from lib.metrics.requirements import Requirement
from lib.metrics.states import task_states
from lib.metrics.talks import Talks
from lib.schema import Audience, Lamp
from lib.wording import evidence as evidence_words
from lib.wording import gates
from lib.wording import replan as replan_words
from lib.wording.history import sent_back_note
from lib.wording.talks import talks
from tests.builders import make_tasks

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
ZH, EN = Language.ZH, Language.EN


def said_of_duties(language: Language = ZH, **facts: Any) -> str:
    return gates.duties(duties(task_states(make_tasks(**{"due": "2014-06-30", **facts}), JUNE_10), JUNE_10), language)


def said_of_replan(language: Language = ZH, **facts: Any) -> str:
    return replan_words.replan(replan(task_states(make_tasks(**facts), JUNE_10), JUNE_10, Audience.HEAD), language)


def test_without_duties_the_sentence_says_what_the_texts_propose() -> None:
    assert said_of_duties() == "工作簿没有填写报送事项；需要跟踪的，请在任务表填写“报送对象”“报送要求”“报送状态”和“报送时间”。"
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
    assert said_of_replan(due=["2014-05-31", "2014-05-20"], status="not_reported") == (
        "截至6月10日，2项有时限的任务都没有调整时限；2项原定时限已过，是否按期完成不明。"
    )


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

    assert said_of_evidence() == "工作簿没有填写量化要求；需要核对的，请在任务表填写“量化要求”“已完成量”和“成果形式”。"
    assert said_of_evidence(**facts) == (
        "截至6月10日，量化要求2项，已达到0项，数字不全1项；已完成的2项任务中，1项写明成果材料；有缺项的任务2项。"
    )
    assert said_of_evidence(EN, **facts) == (
        "As of 10 Jun, 0 of 2 countable requirements are met, 1 lacks a number; 1 of 2 tasks that are done name their material; 2 tasks lack something."
    )


def test_evidence_takes_what_is_not_shown_off_all_that_is_done() -> None:
    found = replace(evidence(task_states(make_tasks(), JUNE_10), JUNE_10, Audience.HEAD), shown=Rate(9, 11, 6))

    assert "已完成的17项任务中，6项的材料不显示，其余11项中9项写明成果材料" in evidence_words.evidence(found, ZH)
    assert "of 17 tasks that are done, the materials of 6 are not shown; of the other 11, 9 name theirs" in evidence_words.evidence(
        found, EN
    )


@pytest.mark.parametrize(
    ("done", "target", "chinese", "english"),
    [
        (None, None, "□ 五个一", "□ 五个一"),
        (None, 5, "□ 五个一 要求5项，实际未填", "□ 五个一 5 项 asked for, count not given"),
        (4, None, "□ 五个一 已有4项，要求未填", "□ 五个一 4 项, requirement not given"),
        (4, 5, "◐ 五个一 4/5项", "◐ 五个一 4/5 项"),
        (5, 5, "● 五个一 5/5项", "● 五个一 5/5 项"),
    ],
)
def test_a_requirement_without_a_number_is_neither_met_nor_missed(done: int | None, target: int | None, chinese: str, english: str) -> None:
    one = Requirement("五个一", done, target, "项")

    assert evidence_words.requirement(one, ZH) == chinese
    assert evidence_words.requirement(one, EN) == english


def test_materials_that_may_not_be_seen_are_not_said_to_be_missing() -> None:
    withheld = TaskEvidence("r2", "2", "方案", "动员部署", "办公室", Lamp.DONE, (), (), (), (), is_withheld=True)

    assert evidence_words.missing(withheld, ZH) == "材料不显示"
    assert evidence_words.missing(replace(withheld, is_withheld=False), ZH) == ""
    assert evidence_words.missing(replace(withheld, materials=("方案文本",)), ZH) == ""
    assert evidence_words.missing(replace(withheld, missing=(Missing.NO_MATERIAL,)), ZH) == "材料未写"


def test_requirements_read_from_texts_are_named_only_where_no_cell_gives_one() -> None:
    assert said_of_evidence(task="集中学习不少于4天") == "工作簿没有填写量化要求；从任务文字中识别出1项，待核实。"
    assert "识别" not in said_of_evidence(task="集中学习不少于4天", actual_n="心得 2/2")


def test_where_no_report_has_a_day_none_is_named_as_next() -> None:
    assert said_of_duties(gate_status="待报", gate_action="方案", gate_body="督导组").endswith("待我方办理1件。")


def test_agreed_moves_alone_are_told_alone() -> None:
    said = said_of_replan(due="2014-06-20", agreed_due="2014-06-25", replan_reason="会期顺延")

    assert said == "截至6月10日，1项有时限的任务中，商定调整时限1项，顺延1项，最多顺延5天。"


def test_talks_and_evaluations_are_told_each_by_itself() -> None:
    no_talks, no_evaluation = Talks(JUNE_10, (), (), Rate(0, 0)), Evaluations((), (), 0)
    evaluated = Evaluations(("年初",), (GroupEvaluation("教师", (Rate(44, 50),)),), 0)

    assert talks(no_talks, no_evaluation, ZH) == "没有可以查看的谈心谈话和民主测评记录。"
    assert talks(no_talks, evaluated, ZH) == "民主测评1次，涉及1个群体。"
    assert talks(no_talks, evaluated, EN) == "Democratic evaluation by 1 group (rounds: 1)."


def test_how_far_back_was_looked_is_said_where_older_versions_were_left_out() -> None:
    found = SentBackHistory((ProblemHistory("r2", ()),), versions=12, earlier=3)

    assert sent_back_note(found, frozenset(), ZH) == "只比对最近12版。"
    assert sent_back_note(found, frozenset({"r2"}), ZH) == "另有1个问题曾被退回或重新整改，现已不在此列。只比对最近12版。"
    assert sent_back_note(found, frozenset(), EN) == "Only the last 12 versions were compared."
