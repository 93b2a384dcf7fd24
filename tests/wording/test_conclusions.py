"""The conclusion sentence of each page, word for word."""

from dataclasses import replace
from datetime import date

from lib.i18n import Language
from lib.metrics.model import AsOf, FeedbackGroup, FeedbackTotals, Rate, RectificationTotals, TaskBar, Timeline
from lib.schema import Lamp
from lib.wording import as_of_lead, feedback, rectification, tasks, timeline
from tests.wording.boards import FULL, JUNE_10, PLAN_ONLY, phase, progress

ZH, EN = Language.ZH, Language.EN

CATEGORIES = (FeedbackGroup("形式主义", 96, 30, 30 / 82), FeedbackGroup("民生", 62, 14, 14 / 82))
OPINIONS = FeedbackTotals(raw=312, merged=82, merged_away=0, unknown_raw=0)
PROBLEMS = RectificationTotals(60, (), completion=Rate(33, 60), closure=Rate(18, 60), overdue=4, long_term=6)
BAR = TaskBar("r1", "1", "开会", "动员部署", "", "", None, date(2014, 3, 20), None, None, None, Lamp.DONE, False)
SHOWN = Timeline((BAR,), 0, JUNE_10, date(2014, 3, 11), date(2014, 9, 30))


def test_tasks_without_a_late_one_say_the_headline() -> None:
    board = progress(done=19, done_of_due=18, overdue=0)

    assert tasks(board, (phase("动员部署"),), ZH) == "截至6月10日，24项任务应完成18项，均已完成；另提前完成1项。"


def test_stuck_tasks_are_told_whether_one_is_late_or_none() -> None:
    on_time = progress(done=19, done_of_due=18, overdue=0, stuck=1)

    assert tasks(on_time, (phase("动员部署"),), ZH).endswith("另提前完成1项；受阻1项。")
    assert tasks(on_time, (phase("动员部署"),), EN).endswith("1 is stuck.")
    assert tasks(progress(overdue=4, stuck=2), (phase("甲", overdue=4),), ZH).endswith("“甲”4项；受阻2项。")


def test_late_tasks_are_placed_in_their_phases_worst_first() -> None:
    phases = (phase("甲", overdue=1), phase("乙"), phase("丙", overdue=3))
    board = progress(overdue=4)

    assert tasks(board, phases, ZH) == "截至6月10日，24项任务中逾期4项：“丙”3项，“甲”1项。"
    assert tasks(board, phases, EN) == 'As of 10 Jun, 4 of 24 tasks are overdue: 3 in "丙", 1 in "甲".'


def test_a_plan_that_names_no_phase_is_not_told_by_phases() -> None:
    board = progress(overdue=2)

    assert tasks(board, (phase("", overdue=2),), ZH) == tasks(board, (), ZH)
    assert "“" not in tasks(board, (phase("", overdue=2),), ZH)


def test_past_three_phases_the_rest_are_counted() -> None:
    phases = tuple(phase(name, overdue=1) for name in "甲乙丙丁戊")

    assert tasks(progress(overdue=5), phases, ZH).endswith("“甲”1项，“乙”1项，“丙”1项，其他2个阶段也有。")
    assert tasks(progress(overdue=5), phases, EN).endswith("and in 2 more phases.")


def test_the_timeline_sets_plan_against_actual() -> None:
    assert timeline(SHOWN, FULL, ZH) == "截至6月10日，计划应完成18项（75%），实际完成17项（70.8%），比计划少1项。"
    assert timeline(SHOWN, FULL, EN) == "As of 10 Jun, 18 should be done (75%), 17 done (70.8%): 1 task behind the plan."


def test_what_was_done_without_a_due_day_is_no_lead_over_the_plan() -> None:
    behind = progress(should_be_done=6, done=13, done_undated=8, undated=12)

    assert "实际完成13项（54.2%），其中有到期日的5项，比计划少1项" in timeline(SHOWN, behind, ZH)
    assert "13 done (54.2%), 5 of them with a due day: 1 task behind the plan" in timeline(SHOWN, behind, EN)
    assert "其中有到期日的7项，比计划多1项" in timeline(SHOWN, progress(should_be_done=6, done=13, done_undated=6), ZH)
    assert "其中有到期日的6项，总数与计划持平" in timeline(SHOWN, progress(should_be_done=6, done=13, done_undated=7), ZH)


def test_what_is_due_and_not_reported_is_said_beside_the_lag() -> None:
    assert timeline(SHOWN, progress(should_be_done=18, done=17, due_unreported=1, not_reported=3), ZH).endswith(
        "比计划少1项；到期未填报1项。"
    )


def test_on_an_earlier_day_nothing_is_called_behind_that_may_have_been_done() -> None:
    earlier = AsOf(date(2014, 6, 10), date(2014, 6, 30))
    past = replace(progress(should_be_done=18, done=2), as_of=earlier, not_reported=9, due_unreported=8)

    assert timeline(SHOWN, past, ZH) == "截至6月10日，计划应完成18项（75%），已知完成2项，另有9项当时是否完成不详。"
    assert timeline(SHOWN, past, EN).endswith("2 known to be done; of 9 tasks it is not known whether they were done by then.")


def test_the_timeline_of_a_plan_alone_says_that_progress_is_missing() -> None:
    assert timeline(SHOWN, PLAN_ONLY, ZH) == "截至6月10日，按计划应完成18项（75%）；均未填报进度。"


def test_a_timeline_ahead_or_level_is_said_so() -> None:
    assert timeline(SHOWN, progress(done=20), ZH).endswith("比计划多2项。")
    assert timeline(SHOWN, progress(done=18), EN).endswith("level with the plan.")


def test_a_timeline_without_days_says_why() -> None:
    nothing = Timeline((), 4, JUNE_10, None, None)

    assert timeline(nothing, FULL, ZH) == "4项任务均无可确认的到期日，无法排出时间。"
    assert timeline(replace(nothing, undated=0), FULL, EN) == "There are no tasks to place in time."


def test_no_opinions_are_said_to_be_none() -> None:
    assert feedback(FeedbackTotals(0, 0, 0, 0), (), ZH) == "还没有征集到意见建议。"


def test_raw_merged_and_share_stand_together() -> None:
    assert feedback(OPINIONS, CATEGORIES, ZH) == "共征集312条，归并后82条；“形式主义”最多，归并后30条，占36.6%。"
    assert feedback(OPINIONS, CATEGORIES, EN) == '312 opinions collected, 82 after merging; "形式主义" leads with 30 merged, 36.6%.'


def test_two_largest_categories_are_both_named() -> None:
    tied = (FeedbackGroup("甲", 5, 2, 0.4), FeedbackGroup("乙", 9, 2, 0.4), FeedbackGroup("", 1, 1, 0.2))
    totals = FeedbackTotals(15, 5, 0, 0)

    assert feedback(totals, tied, ZH) == "共征集15条，归并后5条；甲、乙并列最多，归并后各2条，各占40%；未分类1条。"


def test_counts_that_cannot_be_read_are_said() -> None:
    assert "1条的原始条数无法识读" in feedback(replace(OPINIONS, unknown_raw=1), CATEGORIES, ZH)


def test_what_concerns_one_person_is_counted_and_no_more() -> None:
    assert feedback(replace(OPINIONS, personal=3), CATEGORIES, ZH).endswith("全部意见中涉及个人的3条只计总数。")


def test_both_rates_stand_side_by_side() -> None:
    assert rectification(PROBLEMS, ZH) == "整改问题60个，整改完成率55%，销号率30%；逾期4个；长期坚持6个，不计逾期。"
    assert rectification(PROBLEMS, EN) == (
        "60 problems: completion rate 55%, closure rate 30%; 4 are overdue; 6 are long-term and not counted as overdue."
    )


def test_what_concerns_one_person_is_said_of_all_problems() -> None:
    assert rectification(replace(PROBLEMS, personal=5), ZH) == (
        "整改问题60个，整改完成率55%，销号率30%；全部问题中涉及个人的5个只计总数，不计入两率；逾期4个；长期坚持6个，不计逾期。"
    )


def test_an_unknown_closure_is_not_nought() -> None:
    assert rectification(replace(PROBLEMS, closure=None, overdue=0, long_term=0), ZH) == "整改问题60个，整改完成率55%，销号率未填报。"


def test_an_unreported_ledger_says_so() -> None:
    board = replace(PROBLEMS, completion=None, closure=None, overdue=None)

    assert rectification(board, ZH) == "整改问题60个；均未填报整改状态。"
    assert rectification(RectificationTotals(0, (), None, None, None, 0), ZH) == "还没有列出整改问题。"


def test_days_of_two_years_bear_their_years() -> None:
    assert as_of_lead(AsOf(date(2026, 11, 22), date(2014, 6, 10)), ZH) == "截至2026年11月22日（按2014年6月10日的数据）"
    assert as_of_lead(AsOf(date(2014, 6, 20), date(2014, 6, 10)), ZH) == "截至6月20日（按6月10日的数据）"
    assert as_of_lead(AsOf(date(2014, 4, 15), date(2014, 6, 10)), ZH) == "截至4月15日"
    assert as_of_lead(AsOf(date(2013, 12, 1), date(2013, 12, 1), in_another_year=True), ZH) == "截至2013年12月1日"


def test_opinions_of_which_none_has_a_category_name_no_largest() -> None:
    assert feedback(OPINIONS, (FeedbackGroup("", 312, 82, 1.0),), ZH) == "共征集312条，归并后82条；未分类82条。"
