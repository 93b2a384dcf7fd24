"""More ways of writing a state, which the reader understands and no sheet of ours offers.

`words` has those of the vocabulary; these are looked up after them, compared in the same way.
"""

from collections.abc import Mapping

from lib.schema.words import Rectification, Status

MORE_STATUS_WORDS: Mapping[Status, tuple[str, ...]] = {
    Status.NOT_STARTED: (
        "未着手", "暂未启动", "暂未开始", "暂未开展", "未进行", "未开工", "未执行", "尚未开始", "还未开始", "未实施", "计划中", "待定", "待安排", "准备中", "待执行", "待进行", "待分配",
        "notstartedyet", "queued", "ready", "scheduled", "upcoming", "assigned", "unassigned", "future", "waiting", "notbegun", "tbd", "proposed",
        "yettostart", "ns", "□", "☐", "○", "false", "⬜", "🔲", "notdone", "n", "未做", "没做", "未办", "未办理", "没开始", "规划中", "待规划", "未处理", "⏳", "待修复", "待开发", "待测试", "待解决", "新建", "未到时间", "时间未到", "未到开展时间", "未到实施时间", "未到启动时间", "待确认", "triage", "accepted",
    ),
    Status.IN_PROGRESS: (
        "正在进行中", "跟进中", "正在跟进", "持续跟进", "部分", "在做", "正常开展", "有序开展", "按计划开展", "实现中", "重新打开", "推进", "正常", "正常进行", "已开始", "开始", "执行中", "开发中", "测试中", "设计中", "评审中", "审核中", "待审核", "待验收", "待测试", "修改中",
        "进展顺利", "按序时进度推进", "按序时推进", "按时序推进", "按时序进度推进", "按序时进度", "符合序时进度", "达到序时进度", "达序时进度", "按进度推进", "按期推进", "正按计划推进", "进行", "按计划进行", "整改中", "已部分完成", "尚未完成", "还未完成", "没有完成", "没完成", "未完", "未完工", "未落实", "未全部完成", "大部分完成",
        "初步完成", "有序推进", "稳步推进", "持续进行", "持续", "长期", "常态化", "常态化开展", "常态化进行", "持续开展", "在推进", "在进行", "inreview", "review", "testing", "intesting",
        "underway", "inprocess", "working", "workingonit", "partial", "partially", "partiallydone", "partlycomplete", "continuing", "continuous",
        "indevelopment", "development", "inqa", "qa", "ongoing/continuous", "inwork", "running", "progressing", "incomplete", "notcomplete",
        "notcompleted", "begun", "draft", "indesign", "indev", "dev", "修复中", "联调中", "已提测", "提测", "halfdone", "almostdone", "nearlydone", "ip", "current", "processing", "reopened", "atrisk",
        "offtrack", "needsreview", "readyforqa", "readyfortest", "readyfortesting", "readyforreview", "readytotest", "pendingreview", "codereview", "◐", "in-process", "进行ing", "reviewing", "implementing", "部分落实", "在建", "采购中", "招标中", "施工中", "起草中", "审批中", "洽谈中", "协商中", "协调中", "编制中", "制作中", "论证中", "调试中", "安装中", "装修中", "修订中", "公示中", "报批中", "征求意见中", "筹备中",
    ),
    Status.DONE: (
        "已结案", "结案", "已实现", "完成了", "已完", "已修复", "已测试", "已合并", "已归档", "完工", "已完工", "结束", "已关闭", "关闭", "已解决", "解决", "已上线", "已发布", "已交付", "已验收", "验收通过", "已处理",
        "已执行", "已实施", "落实", "已办", "已经完成", "圆满完成", "提前完成", "如期完成", "超期完成", "逾期完成", "延期完成", "全部落实", "已全部落实",
        "已召开", "已齐", "已备齐", "已交齐", "准备就绪", "已报送", "已上报", "已提交", "结项", "已结项", "达标", "已达成", "达成", "已通过", "顺利完成", "已办复", "办复", "已完结", "完结", "办毕", "销账", "已销账", "已做", "做完", "已做完", "ok", "true",
        "resolved", "fixed", "delivered", "released", "shipped", "merged", "deployed", "live", "achieved", "verified", "accomplished", "100",
        "1", "●", "☒", "💯", "🗹", "✔️", "✅️", "☑️", "已补办", "已补齐", "已补签", "已补交", "已补报", "alldone", "donedone", "dn", "met", "implemented", "launched", "published",
        "completedlate", "completedontime", "ended",
    ),
    Status.PAUSED: ("挂起", "停滞", "停工", "已停工", "停建", "缓建", "已暂停", "暂缓实施", "已搁置", "暂停中", "阻塞", "deferred", "postponed", "suspended", "paused/onhold", "parked", "waitingonsomeoneelse", "waitingonothers", "waitingforresponse", "halted", "impeded"),
    Status.CANCELLED: ("已拒绝", "废弃", "放弃", "不做", "终止", "已终止", "已作废", "不再执行", "wontfix", "won'tfix", "won'tdo", "wontdo", "abandoned", "rejected", "removed", "obsolete", "duplicate", "invalid", "terminated", "scrapped"),
}  # fmt: skip

MORE_RECTIFICATION_WORDS: Mapping[Rectification, tuple[str, ...]] = {
    Rectification.OPEN: ("尚未整改", "未启动整改", "未开展整改", "×", "✗", "否", "待办", "no", "false", "□", "☐", "未解决"),
    Rectification.IN_PROGRESS: (
        "推进", "跟进中", "正在跟进", "持续跟进", "正在落实", "落实中", "基本整改", "部分整改", "部分整改到位", "未整改到位", "尚未完成", "长期坚持", "长期整改", "常态化推进", "已启动",
        "按计划推进", "有序推进", "持续", "正在办理", "实施中", "处理中", "在办", "序时推进", "达到序时进度", "尚在整改", "还在整改", "inprogress", "wip",
        "未办结", "开展中", "已开展", "取得阶段性成效", "阶段性整改", "基本到位", "推进整改", "未销号",
    ),
    Rectification.DONE_UNCHECKED: (
        "已解决", "解决", "整改完毕", "完毕", "已整改到位", "已整改落实", "整改落实到位", "落实到位", "已全部整改", "全部完成", "全部整改到位", "已全部完成",
        "按期完成", "已到位", "到位", "落实", "已办理", "true", "yes", "y", "finished", "resolved", "立行立改完成", "整改已完成", "1", "ok", "提前完成",
        "已经完成", "如期完成", "已改正", "已纠正", "已处理",
    ),
    Rectification.CLOSED: ("销账", "已销账", "已闭环销号", "完成销号", "已办结销号", "验收销号", "已完成销号", "同意闭环", "已结案"),
    Rectification.RETURNED: ("退回重改", "验收不通过", "复核不通过", "复核未通过", "不通过", "整改不彻底"),
    Rectification.REOPENED: ("问题反弹", "出现反弹", "再次整改", "回潮"),
}  # fmt: skip

RULE_DONE_WORDS = frozenset({"已印发", "已出台", "已制定", "已修订", "已废止", "已发文", "已下发", "已颁布", "已公布", "印发", "出台"})
"""What is said of a rule that is there, or gone; said of a task it may be a step on the way."""

MORE_OVERDUE_WORDS: tuple[str, ...] = ("已滞后", "进度滞后", "严重滞后", "延误", "已延误", "拖期", "pastdue", "delayed/overdue")
MORE_DELAYED_WORDS: tuple[str, ...] = (
    "延后",
    "顺延",
    "延迟",
    "已延期",
    "申请延期",
    "已申请延期",
    "拟延期",
    "推后",
    "延期中",
    "postponedto",
)

NO_STATE_WORDS: tuple[str, ...] = ("n/a", "na", "notapplicable", "不适用")
"""Say that a state does not apply, and not which: cancelled would take the task out of every total."""

_COLOURS = ("红", "黄", "绿", "蓝", "橙", "灰")
_SIGNALS = ("", "色", "灯", "牌", "色灯", "旗")
LAMP_WORDS: tuple[str, ...] = (
    *(f"{colour}{signal}" for colour in _COLOURS for signal in _SIGNALS),
    *("red", "yellow", "amber", "green", "blue", "orange", "grey", "gray", "r", "a", "g", "🔴", "🟡", "🟢", "🔵", "🟠", "⚪"),
)
"""Colours of lamps, which mean a state only where the workbook says which."""
