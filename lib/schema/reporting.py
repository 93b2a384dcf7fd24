"""How a plan's text says that something goes to a supervising body, and how it says that something can be counted.

Words only: `lib.metrics` puts them into patterns. A body is what supervises from outside; an action is what it does
with what it is given, or what is done together with it.
"""

from collections.abc import Mapping
from enum import StrEnum


class DutyAction(StrEnum):
    """What a supervising body is asked for. The last two hand nothing in."""

    REVIEW = "review"
    APPROVE = "approve"
    FILE = "file"
    REPORT = "report"
    SUBMIT = "submit"
    AGREE = "agree"
    HOST = "host"

    @property
    def hands_in(self) -> bool:
        """Whether something is handed in or reported; else it is agreed on, or the body comes."""
        return self not in (DutyAction.AGREE, DutyAction.HOST)


SUPERVISING_BODIES: tuple[str, ...] = (
    "督导联络组",
    "督导组",
    "督查组",
    "督察组",
    "巡视组",
    "巡察组",
    "巡回指导组",
    "指导组",
    "检查组",
    "领导小组办公室",
    "上级党委",
    "上级主管部门",
    "主管部门",
    "上级部门",
)
"""Who supervises, the longer word before the one that it holds."""

DUTY_WORDS: Mapping[DutyAction, tuple[str, ...]] = {
    DutyAction.REVIEW: ("审阅", "审查", "审议", "阅示", "把关"),
    DutyAction.APPROVE: ("审核", "审批", "审定", "批准", "批复", "核准", "同意"),
    DutyAction.FILE: ("备案", "报备", "存档"),
    DutyAction.REPORT: ("汇报", "报告", "请示"),
    DutyAction.AGREE: ("商定", "商量", "商议", "协商", "会商", "沟通", "联系", "确定", "衔接"),
    DutyAction.HOST: ("参加", "到会", "派员", "列席", "出席", "点评"),
}
"""What stands after the body."""

HANDING_IN: tuple[str, ...] = ("报送", "报请", "报经", "上报", "呈报", "呈送", "提交", "送交", "送请", "报", "送", "呈")
GOING_THROUGH: tuple[str, ...] = ("经", "由", "请", "提请")
SPEAKING_TO: tuple[str, ...] = ("向",)
TOGETHER_WITH: tuple[str, ...] = ("与", "同", "和", "会同", "商")
RECEIVING: tuple[str, ...] = ("配合", "协助", "邀请", "迎接", "接受", "请")
"""What stands before the body: handing in, passing through, speaking to, agreeing with, receiving."""

NOT_HANDING_IN: tuple[str, ...] = ("报告会", "报名", "报到", "报销", "报刊", "报纸", "报道", "报表", "汇报会", "送教", "送温暖")
"""Words that begin like a report and are none."""

AT_LEAST: tuple[str, ...] = ("不得少于", "不少于", "不低于", "至少", "不得低于")

COUNTED_UNITS: tuple[str, ...] = (
    "个工作日",
    "个小时",
    "小时",
    "学时",
    "课时",
    "天",
    "次",
    "场",
    "份",
    "篇",
    "条",
    "项",
    "人次",
    "人",
    "户",
    "个",
    "轮",
    "字",
    "万字",
    "家",
    "件",
    "节",
)

REQUIREMENT_CLASSES: tuple[str, ...] = ("个一", "到位", "对照", "个必须", "个明确", "个结合", "有", "学", "问", "看", "查", "必")
"""What a numeral counts in a set phrase (五个一, 五到位, 四有, 三学, 四问, 五对照), the longer before the shorter."""

NOT_A_REQUIREMENT: Mapping[str, str] = {
    "学": "期年校生科时位者员",
    "问": "题",
    "看": "法台",
    "查": "人组",
    "有": "利效关限机趣",
    "必": "修要",
}
"""What follows a short class word where it is part of another word: 三学期, 四问题."""

BRANCH_MEETINGS: tuple[str, ...] = ("组织生活会", "民主评议")
"""Counts of these names stand on their own: how many branches held it, how many members took part."""

HAS_WORDS: tuple[str, ...] = ("有", "已有", "具备", "√", "✓", "是", "yes")
HAS_NOT_WORDS: tuple[str, ...] = ("无", "没有", "缺", "×", "否", "no")
"""A requirement that is there or not, where nothing is counted: 学习笔记 有."""
