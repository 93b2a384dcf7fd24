"""The page 整改 of the sample against counts made by hand, and what each audience may be told."""

import os

import pytest

from lib.i18n import LANGUAGES, Language
from lib.metrics.filters import Filters
from lib.metrics.rectification_model import Stage
from lib.schema import Audience
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.desk.boards import board, sample

ZH = Language.ZH
LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"


FUNNEL_BY_HAND = {
    # counted in data/sample/feedback.csv: the head, then everybody else, who sees five persons' matters in the total only
    Stage.RAW: (312, 312),
    Stage.MERGED: (82, 82),
    Stage.PROBLEMS: (82, 82),
    Stage.WITH_MEASURES: (82, 77),
    Stage.DONE: (48, 43),
    Stage.CLOSED: (34, 33),
}
KINDS_BY_HAND = {
    # kind: problems, done, closed, and what hangs, for everybody but the head
    "立行立改": ("33", "81.8%", "69.7%", "6个，收到至今：31至60天5个，60天以上1个，最久的至少61天"),
    "限期整改": ("29", "55.2%", "34.5%", "13个：逾期3个，10天内到期3个，11至20天到期5个，20天后到期2个"),
    "长期坚持": ("10", "0%", "0%", "10个：下次督导会议6月12日"),
    "需上级协调": ("5", "0%", "0%", "5个：20天后到期5个"),
}


@pytest.mark.parametrize("stage", Stage)
def test_the_funnel_of_the_sample_is_what_a_hand_counts(stage: Stage) -> None:
    shown = tuple(sample(who).rectification_view.funnel.count(stage) for who in (Audience.HEAD, Audience.PUBLIC))

    assert shown == FUNNEL_BY_HAND[stage]


def test_each_kind_of_the_sample_is_what_a_hand_counts() -> None:
    cells = sample().rectification_view.kinds_table(ZH).cells

    assert {row[0]: row[1:] for row in cells.itertuples(index=False, name=None)} == KINDS_BY_HAND


def test_the_page_says_in_one_sentence_what_hangs_and_who_must_act() -> None:
    assert sample(Audience.HEAD).conclusion("rectification", ZH) == (
        "截至6月10日，整改问题82个，整改完成率58.5%，销号率41.5%；未完成34个，其中逾期3个、退回或重新整改6个；待复核14个。"
    )


def test_how_a_step_follows_from_the_one_before_is_written_out() -> None:
    assert sample().rectification_view.sums(ZH) == (
        "归并后意见82条 = 原始意见312 − 同一行内重复反映193 − 并入其他意见的各条原有37",
        "已定措施77个 = 整改问题82 − 涉及个人、只计总数5",
        "已完成43个 = 已定措施77 − 未完成34",
        "已销号33个 = 已完成43 − 待复核10",
    )


def test_rows_that_do_not_add_up_are_named_to_the_head_and_counted_to_all_others() -> None:
    workbook = make_workbook(feedback=make_feedback(raw_count=[5, 3], merged_into=[None, "99"], measure="办法"))
    head, public = (board(workbook, audience=who).rectification_view.faults(ZH) for who in (Audience.HEAD, Audience.PUBLIC))

    assert head == ("3条原始意见的归并编号找不到对应的意见，没有计入归并后（意见!3）。",)
    assert public == ("3条原始意见的归并编号找不到对应的意见，没有计入归并后。",)


def test_a_ledger_without_checks_has_no_closure_rate_and_says_why() -> None:
    shown = board(make_workbook(feedback=make_feedback(role="rectification", status=["done_unchecked", "open"], due="2014-06-30")))
    completion, closure, *_ = shown.key_figures("rectification", ZH)

    assert (completion.value, closure.value, closure.context) == ("50%", "未填报", "没有复核、销号记录")
    assert "整改完成率50%，销号率未填报" in shown.conclusion("rectification", ZH)
    assert "工作簿没有复核或销号的记录，销号率按未填报显示。" in shown.remarks("rectification", ZH)


def test_a_ledger_without_states_counts_and_judges_nothing() -> None:
    shown = board(make_workbook(feedback=make_feedback(role="rectification", status=[None, None], due="2014-01-01")))

    assert [figure.value for figure in shown.key_figures("rectification", ZH)] == ["未填报"] * 5
    assert shown.conclusion("rectification", ZH) == "截至6月10日，整改问题2个，均未填报整改状态。"


def test_beside_what_is_overdue_stands_how_many_do_not_say_their_state() -> None:
    ledger = make_feedback(2, role="rectification", due_text="5月底前", measure="x", status=["closed", None])
    shown = board(make_workbook(feedback=ledger)).key_figures("rectification", ZH)[2]

    assert (shown.value, shown.context) == ("0", "未完成0个之中，另1个未填报")


def test_without_problems_the_page_says_what_to_do() -> None:
    plan = board(make_workbook(tasks=make_tasks(count=2)))
    heard = board(make_workbook(feedback=make_feedback(count=2)))

    assert plan.conclusion("rectification", ZH).startswith("工作簿里没有整改问题：加一张“整改台账”表")
    assert heard.conclusion("rectification", ZH).startswith("意见还没有列为整改问题")


def test_a_problem_in_full_tells_its_place_to_the_head_alone() -> None:
    head, public = sample(Audience.HEAD).rectification_view, sample().rectification_view
    of_head = head.detail(head.problems["ref"].iloc[0], ZH)
    of_public = public.detail(public.problems["ref"].iloc[0], ZH)

    assert of_head is not None
    assert of_public is not None
    assert of_head.cell.startswith("意见建议!")
    assert of_public.cell == ""
    assert of_public.heading == "背靠背意见，不显示原话"
    assert ("到期日", "逾期10天（应于5月31日完成）") in of_public.fields
    assert head.detail("意见建议!9999", ZH) is None


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status": "closed"}, "5月31日到期"),
        ({"status": None}, "5月31日到期"),
        ({"status": "open", "rectification_kind": "long_term"}, "5月31日到期"),
        ({"status": "open"}, "逾期10天（应于5月31日完成）"),
    ],
)
def test_a_problem_is_counted_overdue_only_where_it_is_open_and_has_an_end(facts: dict[str, str | None], said: str) -> None:
    view = board(make_workbook(feedback=make_feedback(role="rectification", due_text="5月底前", **facts))).rectification_view
    detail = view.detail(view.problems["ref"].iloc[0], ZH)

    assert detail is not None
    assert dict(detail.fields)["到期日"] == said


def test_leaders_are_no_cut_for_the_public_and_no_ranking_for_the_head() -> None:
    assert "lead" not in sample().rectification_view.groupings
    assert [each.name for each in sample(Audience.HEAD).rectification_view.by_lead][:3] == ["党总支书记", "校长", "教学副校长"]


def test_a_filter_by_state_or_campaign_narrows_the_ledger_and_the_figures_alike() -> None:
    whole = sample()
    sent_back = sample(filters=Filters(states=("returned", "reopened")))
    code = next(option.code for option in whole.options.campaigns if option.name == "乱收费")

    assert len(sent_back.rectification_view.ledger_table(ZH).cells) == 6
    assert sent_back.rectification.problems == 6
    assert sample(filters=Filters(campaigns=(code,))).rectification.problems == 3
    assert sent_back.shown_and_total("rectification") == (6, 82)


def test_the_rules_of_the_sample_are_counted_by_what_is_done_with_them() -> None:
    shown = sample().rectification_view

    assert shown.rules_sentence(ZH) == "制度20项：立8项（已完成7项），改9项（已完成7项），废2项（已完成0项），继续执行1项（已完成0项）。"
    assert len(shown.rules_table(ZH).cells) == 20


def test_without_a_sheet_of_rules_it_says_how_to_add_one() -> None:
    assert "加一张“制度”表" in board(make_workbook(feedback=make_feedback(measure="办法"))).rectification_view.rules_sentence(ZH)


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_worded_for_every_audience_in_each_language(language: Language, audience: Audience) -> None:
    shown = sample(audience).rectification_view
    tables = (shown.kinds_table(language), shown.ledger_table(language), shown.sent_back_table(language), shown.rules_table(language))
    words = [*shown.sums(language), *shown.faults(language), shown.ages(language), *shown.remarks(language), shown.rules_sentence(language)]
    words += [heading for table in tables for _, heading in table.headings] + [
        str(cell) for table in tables for cell in table.cells.to_numpy().flat
    ]
    for ref in shown.problems["ref"][:: 1 if LONG else 9]:
        detail = shown.detail(ref, language)
        assert detail is not None
        words += [detail.heading, *(part for field in detail.fields for part in field)]

    assert not [word for word in words if "⟦" in word]


def test_problems_over_new_year_say_which_year_they_are_due_in() -> None:
    feedback = make_feedback(2, role="rectification", due_text=["2013年12月底前", "2014年6月底前"], year=None)
    view = board(make_workbook(feedback=feedback)).rectification_view
    refs = view.problems["ref"].tolist()
    detail = view.detail(refs[1], ZH)

    assert sorted(view.ledger_table(ZH).cells["due"]) == ["2013年12月31日", "2014年6月30日"]
    assert detail is not None
    assert dict(detail.fields)["到期日"] == "还有20天（2014年6月30日）"


def test_a_problem_in_full_says_the_year_of_what_came_before_the_year_that_is_judged() -> None:
    told = {"openness": "face_to_face", "scope": "public", "target": "school", "due_text": "6月底前", "checked": ["2013-12-28", None]}
    view = board(make_workbook(feedback=make_feedback(2, role="rectification", **told))).rectification_view
    of_last_year, of_this = (dict(view.detail(ref, ZH).fields) for ref in view.problems["ref"])  # type: ignore[union-attr]

    assert (of_last_year["复核时间"], of_last_year["到期日"]) == ("2013年12月28日", "还有20天（2014年6月30日）")
    assert of_this["到期日"] == "还有20天（6月30日）"


def test_opinions_of_last_year_say_so_beside_a_problem_that_is_due_in_this() -> None:
    feedback = make_feedback(role="rectification", due_text="6月底前", received="2013-12-25")
    view = board(make_workbook(feedback=feedback)).rectification_view
    detail = view.detail(view.problems["ref"].iloc[0], ZH)

    assert detail is not None
    assert dict(detail.fields)["收集时间"] == "2013年12月下旬"


def test_the_ledger_names_the_subject_that_a_reader_may_look_for() -> None:
    feedback = make_feedback(2, role="rectification", category="切身利益", subcategory=["食堂伙食", None])
    table = board(make_workbook(feedback=feedback), audience=Audience.PUBLIC).rectification_view.ledger_table(ZH)

    assert [str(cell) for cell in table.matching("食堂").cells["subcategory"]] == ["食堂伙食"]
