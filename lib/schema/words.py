"""Closed vocabularies: what a cell may mean, and how people write it.

Each word list maps a canonical value to the writings that mean it. Writings are compared after NFKC,
case folding and removal of white space. A writing stands under one value only; a test makes sure. The file is a table, and long
as one: a value and its writings stand in one place.
"""

from collections.abc import Mapping
from enum import StrEnum


class DeadlineKind(StrEnum):
    """What sort of deadline a phrase is."""

    WINDOW = "window"
    BY = "by"
    RECURRING = "recurring"
    OPEN_ENDED = "open-ended"
    IMMEDIATE = "immediate"
    UNDETERMINED = "undetermined"
    UNPARSED = "unparsed"


class Status(StrEnum):
    """The state of a task as reported. Overdue is computed and never stands here."""

    NOT_REPORTED = "not_reported"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class Lamp(StrEnum):
    """The lamp of a task on one day; the first that holds, in this order."""

    CANCELLED = "cancelled"
    CAUGHT_UP = "caught_up"  # done after its due day; only under a rule that tells it apart
    DONE = "done"
    NOT_REPORTED = "not_reported"
    OVERDUE = "overdue"
    PAUSED = "paused"
    UNDATED = "undated"
    DUE_SOON = "due_soon"
    IN_PROGRESS = "in_progress"
    NOT_STARTED = "not_started"


class Rectification(StrEnum):
    """The state of a problem: done by the unit is not closed by the checker."""

    NOT_REPORTED = "not_reported"
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE_UNCHECKED = "done_unchecked"
    CLOSED = "closed"
    RETURNED = "returned"
    REOPENED = "reopened"


class RectificationKind(StrEnum):
    """How a problem is to be put right."""

    IMMEDIATE = "immediate"
    BY_DATE = "by_date"
    LONG_TERM = "long_term"
    NEEDS_SUPERIOR = "needs_superior"


class RuleAction(StrEnum):
    """What the campaign does with a rule (立改废)."""

    MADE = "made"
    CHANGED = "changed"
    ABOLISHED = "abolished"
    KEPT = "kept"


class Gate(StrEnum):
    """The state of a report to the supervising body."""

    NONE = "none"
    DUE = "due"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    FILED = "filed"
    RETURNED = "returned"


class Scope(StrEnum):
    """Who may be told about a row, narrowest last. Blank means the narrowest."""

    PUBLIC = "public"
    ALL_MEMBERS = "all_members"
    CIRCLE = "circle"
    LEADING_GROUP = "leading_group"
    PERSON = "person"


class Audience(StrEnum):
    """Who is looking, widest first. Each sees what the wider ones see and more."""

    PUBLIC = "public"
    ALL_MEMBERS = "all_members"
    CIRCLE = "circle"
    LEADING_GROUP = "leading_group"
    HEAD = "head"


class Openness(StrEnum):
    """Whether an opinion was given in the open. Blank means back to back."""

    FACE_TO_FACE = "face_to_face"
    BACK_TO_BACK = "back_to_back"


class TargetScope(StrEnum):
    """What an opinion is about; one person's matters are the most restricted."""

    LEADING_GROUP = "leading_group"
    PERSON = "person"
    MIDDLE = "middle"
    UNIT = "unit"
    MEMBERS = "members"
    SCHOOL = "school"


STATUS_WORDS: Mapping[Status, tuple[str, ...]] = {
    Status.NOT_REPORTED: ("未填报", "未报", "not reported"),
    Status.NOT_STARTED: (
        "未启动",
        "未开始",
        "待启动",
        "未开展",
        "待办",
        "待处理",
        "尚未启动",
        "尚未开展",
        "未动",
        "待开展",
        "待开始",
        "not started",
        "todo",
        "to do",
        "open",
        "new",
        "pending",
        "backlog",
        "planned",
        "×",
        "✗",
        "✘",
        "否",
        "no",
        "x",
    ),
    Status.IN_PROGRESS: (
        "进行中",
        "推进中",
        "正在进行",
        "办理中",
        "在办",
        "持续推进",
        "已启动",
        "阶段性完成",
        "正在推进",
        "正在办理",
        "实施中",
        "已开展",
        "开展中",
        "部分完成",
        "基本完成",
        "未完成",
        "未办结",
        "正在落实",
        "落实中",
        "处理中",
        "长期坚持",
        "按计划推进",
        "正常推进",
        "in progress",
        "ongoing",
        "wip",
        "doing",
        "started",
        "active",
        "in-progress",
        "on track",
        "partially complete",
        "延期",
        "推迟",
        "delayed",
    ),
    Status.DONE: (
        "已完成",
        "完成",
        "办结",
        "已办结",
        "已落实",
        "完毕",
        "100%",
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "是",
        "全部完成",
        "已全部完成",
        "按时完成",
        "按期完成",
        "已结束",
        "done",
        "complete",
        "completed",
        "finished",
        "closed",
        "yes",
        "y",
    ),
    Status.PAUSED: ("暂缓", "受阻", "暂停", "搁置", "中止", "paused", "blocked", "on hold", "on-hold", "hold", "stuck"),
    Status.CANCELLED: ("取消", "作废", "不再开展", "已撤销", "撤销", "已取消", "cancelled", "canceled", "dropped", "void"),
}

OVERDUE_WORDS: tuple[str, ...] = (
    "逾期",
    "滞后",
    "超期",
    "已逾期",
    "已超期",
    "逾期未完成",
    "未按时完成",
    "超时",
    "overdue",
    "late",
    "behind",
    "behind schedule",
)
DELAYED_WORDS: tuple[str, ...] = ("延期", "推迟", "delayed")

RECTIFICATION_WORDS: Mapping[Rectification, tuple[str, ...]] = {
    Rectification.NOT_REPORTED: ("未填报", "未报", "not reported"),
    Rectification.OPEN: ("待整改", "未整改", "未启动", "未开始", "待启动", "未开展", "not started", "open", "todo"),
    Rectification.IN_PROGRESS: (
        "整改中",
        "正在整改",
        "未完成",
        "进行中",
        "推进中",
        "持续推进",
        "持续整改",
        "正在推进",
        "办理中",
        "部分完成",
        "基本完成",
        "阶段性完成",
        "in progress",
        "ongoing",
    ),
    Rectification.DONE_UNCHECKED: (
        "已整改待复核",
        "已整改，待复核",
        "已整改",
        "已完成",
        "完成",
        "办结",
        "已办结",
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "待验收",
        "待复核",
        "自报完成",
        "整改完成",
        "已整改完成",
        "整改到位",
        "已完成整改",
        "完成整改",
        "已落实",
        "是",
        "100%",
        "done",
        "completed",
        "complete",
        "rectified",
        "awaiting check",
    ),
    Rectification.CLOSED: ("已销号", "销号", "已归档", "已闭环", "闭环", "办结销号", "同意销号", "closed"),
    Rectification.RETURNED: ("退回", "不予销号", "整改不到位", "退回整改", "未通过", "returned"),
    Rectification.REOPENED: ("重新整改", "重启", "反弹", "边改边犯", "反弹重启", "reopened"),
}

RECTIFICATION_KIND_WORDS: Mapping[RectificationKind, tuple[str, ...]] = {
    RectificationKind.IMMEDIATE: (
        "立行立改",
        "即知即改",
        "立即整改",
        "即行即改",
        "马上改",
        "马上就改",
        "立整立改",
        "立知立改",
        "立查立改",
        "即查即改",
        "immediate",
    ),
    RectificationKind.BY_DATE: ("限期整改", "限时整改", "年内", "限期", "限时", "限期完成", "限期解决", "限期办结", "by date"),
    RectificationKind.LONG_TERM: (
        "长期坚持",
        "持续整改",
        "常态化",
        "长期",
        "长期整改",
        "长期推进",
        "持续推进",
        "持续坚持",
        "持续改进",
        "常态长效",
        "常抓不懈",
        "long term",
        "long-term",
    ),
    RectificationKind.NEEDS_SUPERIOR: (
        "需上级协调",
        "需上级支持",
        "上级协调",
        "需上级解决",
        "需上级部门解决",
        "提请上级",
        "提请上级协调",
        "提请上级解决",
        "needs superior",
    ),
}

RULE_ACTION_WORDS: Mapping[RuleAction, tuple[str, ...]] = {
    RuleAction.MADE: ("立", "新立", "新建", "制定", "新制定", "建立", "出台", "新增", "新订", "制订", "新建制度", "made", "new"),
    RuleAction.CHANGED: ("改", "修订", "修改", "完善", "修订完善", "修改完善", "修编", "changed", "revised"),
    RuleAction.ABOLISHED: ("废", "废止", "废除", "取消", "abolished", "repealed"),
    RuleAction.KEPT: ("继续执行", "保留", "沿用", "继续", "继续有效", "继续沿用", "保持", "有效", "kept"),
}

GATE_WORDS: Mapping[Gate, tuple[str, ...]] = {
    Gate.NONE: ("无需", "不需要", "无", "无需报送", "不需报送", "none"),
    Gate.DUE: ("待报", "未报", "待报送", "待审", "未报送", "未上报", "待上报", "尚未报送", "due"),
    Gate.SUBMITTED: ("已报", "已报送", "已上报", "已呈报", "已提交", "已送审", "submitted"),
    Gate.REVIEWED: (
        "已审阅",
        "审核通过",
        "审阅同意",
        "已审核",
        "已审",
        "已审定",
        "已审批",
        "审批通过",
        "已批准",
        "已批复",
        "reviewed",
        "approved",
    ),
    Gate.FILED: ("已备案", "备案", "已报备", "filed"),
    Gate.RETURNED: ("退回修改", "退回", "已退回", "sent back", "returned"),
}

SCOPE_WORDS: Mapping[Scope, tuple[str, ...]] = {
    Scope.PUBLIC: ("公示", "公开", "对外公开", "public"),
    Scope.ALL_MEMBERS: ("全体通报", "全体", "全校通报", "全体党员", "all members"),
    Scope.CIRCLE: ("规定范围", "规定范围内", "一定范围", "circle"),
    Scope.LEADING_GROUP: ("班子内部", "领导班子", "班子成员", "leading group"),
    Scope.PERSON: ("反馈本人", "本人", "向本人反馈", "个人", "person"),
}

OPENNESS_WORDS: Mapping[Openness, tuple[str, ...]] = {
    Openness.FACE_TO_FACE: ("面对面", "实名", "署名", "记名", "具名", "实名反映", "署名反映", "是", "face to face", "named"),
    Openness.BACK_TO_BACK: (
        "背靠背",
        "背对背",
        "匿名",
        "不署名",
        "未署名",
        "不记名",
        "无记名",
        "不具名",
        "匿名反映",
        "匿名提交",
        "否",
        "back to back",
        "in confidence",
        "anonymous",
    ),
}

TARGET_WORDS: Mapping[TargetScope, tuple[str, ...]] = {
    TargetScope.LEADING_GROUP: ("领导班子", "班子", "校领导班子", "leading group"),
    TargetScope.PERSON: ("班子成员个人", "班子成员", "个人", "领导干部个人", "本人", "one leader", "person"),
    TargetScope.MIDDLE: ("中层", "中层干部", "middle management"),
    TargetScope.UNIT: ("部门", "处室", "科室", "unit"),
    TargetScope.MEMBERS: ("党员群众", "党员", "members"),
    TargetScope.SCHOOL: ("学校工作", "学校", "单位工作", "school"),
}

LISTENING_GROUPS_MINIMUM = 5
"""Cells of a source-group cut under this many raw opinions are hidden (DOMAIN, disclosure)."""
