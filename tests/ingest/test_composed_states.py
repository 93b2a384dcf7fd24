"""States as people compose them are those of the plainest words; what says no more than its words do is left and said."""

import pytest

from lib.ingest.states import is_state_word, plain_state, read_state

COMPOSED = {
    "done": "按期办结 如期完成 提前整改完成 均已落实 全部已解决 已全部办结 全部处理 整改完毕 已全部办理完毕 做完了 都做好了 已搞定 逾期办结 已落实到位 已按时归档 已全面完成 立行立改已完成 办结归档 验收合格 已通过验收 超额完成 已补办 已补齐",
    "in_progress": "尚未办结 暂未完成 仍未落实 没有完成 基本落实 部分解决 已基本整改到位 初步整改 未全部完成 未能解决 未整改完成 稳步实施 持续落实 有序推进 深入推进 还没做完 没弄好 还在办 开始了 刚启动 快完成了 收尾阶段 接近尾声 已启动未完成 顺利推进 筹备中",
    "not_started": "还未整改 暂未实施 尚未开工 没启动 至今未处理 待实施 待落实 待召开 还没开始 没有开始 还没动 拟启动 计划开展 即将召开",
}
OF_TASKS_ALONE = {"paused": "先停 停了 暂时停下", "cancelled": "不做了 取消了 不搞了"}
OF_PROBLEMS = {"done": "done_unchecked", "in_progress": "in_progress", "not_started": "open"}


@pytest.mark.parametrize(("state", "written"), [(state, written) for state, all_ in COMPOSED.items() for written in all_.split()])
def test_a_composed_state_is_the_one_of_its_plainest_words(state: str, written: str):
    read, of_problem = read_state(written), read_state(written, ledger=True)

    assert (read.state, read.codes) == (state, ())
    assert of_problem.state == ("closed" if written.endswith("归档") else OF_PROBLEMS[state])
    assert plain_state(written) == state
    assert is_state_word(written)


@pytest.mark.parametrize(("state", "written"), [(state, written) for state, all_ in OF_TASKS_ALONE.items() for written in all_.split()])
def test_a_task_that_is_stopped_or_given_up_in_plain_speech(state: str, written: str):
    assert (read_state(written).state, read_state(written).codes) == (state, ())


@pytest.mark.parametrize(
    "written",
    ["待印发", "已立项", "计划完成", "拟整改", "按期整改", "没有问题", "即将完成", "待销号审批", "尚未明确", "全部师生", "基本情况"],
)
def test_what_says_no_more_than_its_words_is_no_state_and_is_said(written: str):
    assert (read_state(written).state, read_state(written).codes) == (None, ("status_unknown",))
    assert not is_state_word(written)
