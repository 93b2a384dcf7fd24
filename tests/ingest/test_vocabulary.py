"""The words of the domain: every header and every state as people write it means what the domain says."""

import pytest

from lib.ingest.headers import matches
from lib.ingest.states import read_state
from lib.schema import SheetRole
from tests.ingest.raw import read_rows

HEADERS = [
    ("tasks", "task_id", "任务编号 事项编号 编号 任务ID 督办编号"),
    ("tasks", "number", "序号 序 No."),
    ("tasks", "phase", "工作步骤 阶段 环节 工作阶段 步骤 时段 工作环节"),
    ("tasks", "task", "工作内容及要求 工作内容 任务名称 工作任务 重点任务 事项名称 督办事项 任务要求 主要工作 具体内容"),
    ("tasks", "lead", "责任领导 牵头领导 分管领导 包抓领导"),
    ("tasks", "owner_unit", "责任部门 责任单位 牵头单位 主办单位 承办部门 承办单位 责任科室 处室"),
    ("tasks", "owner", "责任人 负责人 主办人 经办人 联系人 承办人"),
    ("tasks", "co_units", "配合部门 协办单位 配合单位 参与部门"),
    ("tasks", "due_text", "完成时限 办理时限 时限 完成时间 时间安排 计划完成时间 时间节点 截止时间 拟办结时间 要求完成时间"),
    ("tasks", "plan_start", "计划开始 开始时间"),
    ("tasks", "plan_due", "计划完成"),
    ("tasks", "agreed_due", "商定时限 调整后时限 延期至 变更后完成时间"),
    ("tasks", "replan_reason", "调整原因 延期原因 变更说明"),
    ("tasks", "actual_start", "实际开始"),
    ("tasks", "actual_done", "实际完成时间 办结时间 完成日期"),
    ("tasks", "status", "状态 完成情况 推进状态 办理状态 进度状态 是否完成"),
    ("tasks", "progress", "完成进度 进度 完成率 完成百分比"),
    ("tasks", "progress_note", "进展情况 工作进展 落实情况"),
    ("tasks", "issue", "存在问题 困难问题"),
    ("tasks", "next_step", "下步措施 下一步工作"),
    ("tasks", "gate_body", "报送对象 审核单位 督导组"),
    ("tasks", "gate_action", "报送要求 审阅 审核 备案 汇报"),
    ("tasks", "gate_status", "报送状态 审核情况 报备情况"),
    ("tasks", "gate_date", "报送时间"),
    ("tasks", "output", "成果形式 成果 形成材料 佐证材料 支撑材料 附件"),
    ("tasks", "help_needed", "需协调事项 需领导解决的问题 提请协调事项"),
    ("tasks", "target_n", "量化要求 目标值"),
    ("tasks", "actual_n", "已完成量 完成数"),
    ("tasks", "updated", "最近反馈时间 更新时间 填报时间"),
    ("tasks", "note", "备注 说明"),
    ("feedback", "feedback_id", "意见编号 编号 序号"),
    ("feedback", "received", "收集时间 征求时间 日期 反映时间"),
    ("feedback", "channel", "征集方式 收集渠道 来源渠道 征求渠道 途径 征求方式"),
    ("feedback", "openness", "听取方式 面对面/背靠背 是否署名 实名/匿名"),
    ("feedback", "group", "来源群体 反映人类别 征求对象 提出人类别 提出人 身份"),
    ("feedback", "raw_count", "原始条数 条数 提及次数 反映次数 票数"),
    ("feedback", "merged_into", "归并编号 合并到 并案"),
    ("feedback", "text", "意见建议内容 意见建议 反映问题 主要意见 原始意见 意见内容"),
    ("feedback", "target", "涉及对象 对象 针对对象 反映对象"),
    ("feedback", "target_person", "涉及人员 本人"),
    ("feedback", "category", "问题类别 类别 分类 四风类别 问题性质"),
    ("feedback", "subcategory", "小类"),
    ("feedback", "origin", "问题来源 线索来源"),
    ("feedback", "scope", "通报范围 知悉范围 公开范围 密级"),
    ("feedback", "issue_id", "问题编号"),
    ("feedback", "issue", "问题 存在问题 突出问题 具体表现 查摆问题"),
    ("feedback", "cause", "原因分析 问题原因"),
    ("feedback", "goal", "整改目标 目标要求 整改要求"),
    ("feedback", "measure", "整改措施 具体措施 整改内容 整改任务"),
    ("feedback", "lead", "牵头领导 责任领导"),
    ("feedback", "owner_unit", "整改责任单位 责任部门 承办部门"),
    ("feedback", "owner", "责任人 整改责任人"),
    ("feedback", "rectification_kind", "整改类型"),
    ("feedback", "campaign", "专项整治 专项治理 整治专项"),
    ("feedback", "due_text", "整改时限 完成时限 整改期限 办结时限"),
    ("feedback", "agreed_due", "商定时限"),
    ("feedback", "done", "整改完成时间"),
    ("feedback", "status", "整改状态 整改情况 整改完成情况"),
    ("feedback", "result", "整改成效 整改结果"),
    ("feedback", "rule_made", "建章立制 制度成果 立改废"),
    ("feedback", "checked_by", "复核人 验收人 核查意见"),
    ("feedback", "checked", "复核时间"),
    ("feedback", "closed", "销号时间 是否销号 销号情况 办结销号"),
    ("feedback", "satisfaction", "群众满意度 评价 满意率 回访情况"),
    ("feedback", "reply", "答复反馈 反馈情况"),
    ("feedback", "evidence", "佐证材料 附件"),
]
TASKS = {
    "not_reported": "未填报",
    "not_started": "未启动 未开始 待启动 未开展 待办 待处理",
    "in_progress": "进行中 推进中 正在进行 办理中 在办 持续推进 已启动 阶段性完成 延期 推迟 逾期 滞后",
    "done": "已完成 完成 办结 已办结 已落实 完毕 100% √ ✓ 是",
    "paused": "暂缓 受阻 暂停",
    "cancelled": "取消 作废 不再开展 已撤销",
}
PROBLEMS = {
    "open": "待整改",
    "in_progress": "整改中 正在整改 未完成",
    "done_unchecked": "已整改待复核 已整改 已完成 完成 办结 √ 待验收 自报完成",
    "closed": "已销号 销号 已归档 已闭环",
    "returned": "退回 不予销号 整改不到位",
    "reopened": "重新整改 重启 反弹 边改边犯",
}


@pytest.mark.parametrize(("role", "name", "written"), HEADERS)
def test_a_header_may_name_the_column_that_the_domain_says(role: str, name: str, written: str):
    unknown = [header for header in written.split() if name not in [match.name for match in matches(header).get(SheetRole(role), ())]]

    assert unknown == []


@pytest.mark.parametrize(("state", "written"), TASKS.items())
def test_a_state_of_a_task_is_read_as_the_domain_says(state: str, written: str):
    assert {word: read_state(word).state for word in written.split()} == dict.fromkeys(written.split(), state)


@pytest.mark.parametrize(("state", "written"), PROBLEMS.items())
def test_a_state_of_a_problem_is_read_as_the_domain_says(state: str, written: str):
    assert {word: read_state(word, ledger=True).state for word in written.split()} == dict.fromkeys(written.split(), state)


@pytest.mark.parametrize(
    ("header", "name", "meanings"),
    [
        (
            "整改类型",
            "rectification_kind",
            {"即知即改": "immediate", "限时整改": "by_date", "常态化": "long_term", "需上级支持": "needs_superior"},
        ),
        (
            "通报范围",
            "scope",
            {"公示": "public", "全体通报": "all_members", "规定范围": "circle", "班子内部": "leading_group", "反馈本人": "person"},
        ),
        ("听取方式", "openness", {"面对面": "face_to_face", "背靠背": "back_to_back"}),
        (
            "涉及对象",
            "target",
            {"领导班子": "leading_group", "班子成员个人": "person", "中层": "middle", "部门": "unit", "学校工作": "school"},
        ),
    ],
)
def test_a_closed_list_is_read_as_the_domain_says(header: str, name: str, meanings: dict[str, str]):
    rows = [[place, f"问题{place}", "措施", word] for place, word in enumerate(meanings, 1)]
    workbook = read_rows([["序号", "存在问题", "整改措施", header], *rows])

    assert workbook.feedback[name].tolist() == list(meanings.values())
