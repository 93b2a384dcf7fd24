"""The columns of every sheet: name, type, header, synonyms, sensitivity.

To add a column, add a member to its enum and one `Column(...)` to `COLUMNS`, and its name `column.<sheet>.<name>` to the
catalogues. Headers are matched after NFKC and removal of white space, line breaks, brackets and what is in them.

The file is long because it is a table: names and headers stand together, so that a column is touched in one place.
"""

from dataclasses import dataclass
from enum import StrEnum


class SheetRole(StrEnum):
    """What a table in a workbook is."""

    TASKS = "tasks"
    FEEDBACK = "feedback"
    RECTIFICATION = "rectification"
    SETTINGS = "settings"
    ORGANISATION = "organisation"
    RULES = "rules"
    TALKS = "talks"
    EVALUATION = "evaluation"
    IGNORED = "ignored"


class ColumnType(StrEnum):
    """How a cell of the column is read."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DEADLINE = "deadline"
    SHARE = "share"
    STATUS = "status"
    RECTIFICATION = "rectification"
    RECTIFICATION_KIND = "rectification_kind"
    SCOPE = "scope"
    OPENNESS = "openness"
    TARGET = "target"


class Sensitivity(StrEnum):
    """What the access room must do with the column."""

    OPEN = "open"
    TEXT = "sensitive_text"
    PERSON = "person"
    SOURCE = "source_group"
    DAY = "exact_date"


class Task(StrEnum):
    """Columns of the tasks frame. The lower part is computed by the reader, never typed."""

    TASK_ID = "task_id"
    NUMBER = "number"
    PHASE = "phase"
    TASK = "task"
    LEAD = "lead"
    OWNER_UNIT = "owner_unit"
    OWNER = "owner"
    CO_UNITS = "co_units"
    DUE_TEXT = "due_text"
    PLAN_START = "plan_start"
    PLAN_DUE = "plan_due"
    AGREED_DUE = "agreed_due"
    REPLAN_REASON = "replan_reason"
    AGREED_BY = "agreed_by"
    ACTUAL_START = "actual_start"
    ACTUAL_DONE = "actual_done"
    STATUS = "status"
    PROGRESS = "progress"
    PROGRESS_NOTE = "progress_note"
    ISSUE = "issue"
    NEXT_STEP = "next_step"
    GATE_BODY = "gate_body"
    GATE_ACTION = "gate_action"
    GATE_STATUS = "gate_status"
    GATE_DATE = "gate_date"
    OUTPUT = "output"
    HELP_NEEDED = "help_needed"
    TARGET_N = "target_n"
    ACTUAL_N = "actual_n"
    UPDATED = "updated"
    NOTE = "note"

    REF = "ref"  # "sheet!row", unique in a workbook: the way back to the cell
    SHEET = "sheet"
    ROW = "row"  # 1-based, as Excel shows it
    STATUS_TEXT = "status_text"  # as written
    KIND = "kind"  # a DeadlineKind
    START = "start"  # first day of the original window
    END = "end"  # last day of the original window
    DUE = "due"  # agreed, else planned, else end of the window; NaT when there is no due day
    ORIGINAL_DUE = "original_due"  # planned, else end of the window
    SLIP_DAYS = "slip_days"  # agreed minus original, in days


class Opinion(StrEnum):
    """Columns of the feedback frame: opinions and ledger rows, told apart by `role`."""

    FEEDBACK_ID = "feedback_id"
    RECEIVED = "received"
    CHANNEL = "channel"
    OPENNESS = "openness"
    GROUP = "group"
    RAW_COUNT = "raw_count"
    MERGED_INTO = "merged_into"
    TEXT = "text"
    TARGET = "target"
    TARGET_PERSON = "target_person"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    ORIGIN = "origin"
    SCOPE = "scope"
    ISSUE_ID = "issue_id"
    ISSUE = "issue"
    CAUSE = "cause"
    GOAL = "goal"
    MEASURE = "measure"
    LEAD = "lead"
    OWNER_UNIT = "owner_unit"
    OWNER = "owner"
    RECTIFICATION_KIND = "rectification_kind"
    CAMPAIGN = "campaign"
    DUE_TEXT = "due_text"
    AGREED_DUE = "agreed_due"
    DONE = "done"
    STATUS = "status"
    PROGRESS_NOTE = "progress_note"
    RESULT = "result"
    RULE_MADE = "rule_made"
    CHECKED_BY = "checked_by"
    CHECKED = "checked"
    VERDICT = "verdict"
    CLOSED = "closed"
    SATISFACTION = "satisfaction"
    REPLY = "reply"
    EVIDENCE = "evidence"
    UPDATED = "updated"
    NOTE = "note"

    REF = "ref"
    SHEET = "sheet"
    ROW = "row"
    ROLE = "role"  # SheetRole.FEEDBACK or SheetRole.RECTIFICATION
    STATUS_TEXT = "status_text"
    TARGET_TEXT = "target_text"
    KIND = "kind"
    START = "start"
    END = "end"
    DUE = "due"
    ORIGINAL_DUE = "original_due"
    SLIP_DAYS = "slip_days"


class Organisation(StrEnum):
    """Who is who; orders units and leaders everywhere."""

    BODY = "body"
    POSITION = "position"
    NAME = "name"
    DUTY = "duty"
    CONTACT = "contact"


class Rule(StrEnum):
    """Rules that the campaign made, changed, abolished or kept."""

    NAME = "name"
    ACTION = "action"
    OWNER_UNIT = "owner_unit"
    DUE_TEXT = "due_text"
    STATUS = "status"


class Talk(StrEnum):
    """Talks of one round between two roles; there is no column for content."""

    ROUND = "round"
    FROM_ROLE = "from_role"
    TO_ROLE = "to_role"
    DAY = "talk_day"


class Evaluation(StrEnum):
    """Democratic evaluation: ballots of one group on one occasion."""

    OCCASION = "occasion"
    SUBJECT = "subject"
    GROUP = "rated_by"
    BALLOTS = "ballots"
    SATISFIED = "satisfied"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one sheet."""

    role: SheetRole
    name: str
    type: ColumnType
    header: str
    synonyms: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.OPEN
    core: bool = False  # one of the few that the template shows without unfolding


def _tasks(
    name: Task, kind: ColumnType, header: str, *synonyms: str, core: bool = False, sensitivity: Sensitivity = Sensitivity.OPEN
) -> Column:
    return Column(SheetRole.TASKS, name, kind, header, synonyms, sensitivity, core)


def _opinion(
    name: Opinion, kind: ColumnType, header: str, *synonyms: str, core: bool = False, sensitivity: Sensitivity = Sensitivity.OPEN
) -> Column:
    return Column(SheetRole.FEEDBACK, name, kind, header, synonyms, sensitivity, core)


_T = ColumnType.TEXT

COLUMNS: tuple[Column, ...] = (
    _tasks(Task.TASK_ID, _T, "任务编号", "事项编号", "编号", "任务ID", "督办编号", "Task ID", "ID", "Key"),
    _tasks(Task.NUMBER, _T, "序号", "序", "No.", "No", "#", "Number", core=True),
    _tasks(
        Task.PHASE,
        _T,
        "工作步骤",
        "阶段",
        "环节",
        "工作阶段",
        "步骤",
        "时段",
        "工作环节",
        "活动阶段",
        "Phase",
        "Stage",
        "Milestone",
        "Workstream",
        core=True,
    ),
    _tasks(
        Task.TASK,
        _T,
        "工作内容及要求",
        "工作内容",
        "任务名称",
        "工作任务",
        "重点任务",
        "事项名称",
        "督办事项",
        "任务要求",
        "主要工作",
        "具体内容",
        "任务",
        "事项",
        "工作事项",
        "具体任务",
        "任务内容",
        "工作项目",
        "主要任务",
        "工作要求",
        "任务描述",
        "Task",
        "Task name",
        "Task description",
        "Activity",
        "Work item",
        "Action",
        "Action item",
        "Deliverable",
        "Title",
        "Summary",
        "Description",
        core=True,
    ),
    _tasks(Task.LEAD, _T, "责任领导", "牵头领导", "分管领导", "包抓领导", "Lead", "Sponsor", core=True),
    _tasks(
        Task.OWNER_UNIT,
        _T,
        "责任部门",
        "责任单位",
        "牵头单位",
        "主办单位",
        "承办部门",
        "承办单位",
        "责任科室",
        "处室",
        "牵头部门",
        "主责部门",
        "Department",
        "Team",
        "Responsible unit",
        "Owner unit",
        core=True,
    ),
    _tasks(
        Task.OWNER,
        _T,
        "责任人",
        "负责人",
        "主办人",
        "经办人",
        "联系人",
        "承办人",
        "具体负责人",
        "Owner",
        "Assignee",
        "Assigned to",
        "Responsible",
        "Who",
    ),
    _tasks(Task.CO_UNITS, _T, "配合部门", "协办单位", "配合单位", "参与部门", "协办部门", "Support", "Supporting units"),
    _tasks(
        Task.DUE_TEXT,
        ColumnType.DEADLINE,
        "完成时限",
        "办理时限",
        "时限",
        "完成时间",
        "时间安排",
        "计划完成时间",
        "时间节点",
        "截止时间",
        "拟办结时间",
        "要求完成时间",
        "时间",
        "时间要求",
        "时限要求",
        "进度安排",
        "起止时间",
        "完成期限",
        "截止日期",
        "计划时间",
        "工作时间",
        "Deadline",
        "Due",
        "Due date",
        "Target date",
        "Timeline",
        "Timeframe",
        "When",
        core=True,
    ),
    _tasks(
        Task.PLAN_START,
        ColumnType.DEADLINE,
        "计划开始",
        "开始时间",
        "计划开始时间",
        "开始日期",
        "起始时间",
        "计划开始日期",
        "Start",
        "Start date",
        "Planned start",
        "Begin",
    ),
    _tasks(
        Task.PLAN_DUE,
        ColumnType.DEADLINE,
        "计划完成",
        "计划完成日期",
        "计划结束",
        "计划结束时间",
        "结束时间",
        "结束日期",
        "End",
        "End date",
        "Finish",
        "Planned finish",
        "Planned end",
        "Finish date",
    ),
    _tasks(
        Task.AGREED_DUE,
        ColumnType.DEADLINE,
        "商定时限",
        "调整后时限",
        "延期至",
        "变更后完成时间",
        "Agreed due",
        "Revised due",
        "New due date",
        "Revised deadline",
    ),
    _tasks(Task.REPLAN_REASON, _T, "调整原因", "延期原因", "变更说明", "Reason for change"),
    _tasks(Task.AGREED_BY, _T, "商定方", "同意单位", "调整同意单位", "调整批准单位", "Agreed with", "Agreed by"),
    _tasks(Task.ACTUAL_START, ColumnType.DATE, "实际开始", "实际开始时间", "实际开始日期", "Actual start"),
    _tasks(
        Task.ACTUAL_DONE,
        ColumnType.DATE,
        "实际完成时间",
        "办结时间",
        "办结日期",
        "完成日期",
        "实际完成",
        "实际完成日期",
        "实际结束时间",
        "Actual finish",
        "Actual end",
        "Completed on",
        "Date completed",
        "Done date",
        core=True,
    ),
    _tasks(
        Task.STATUS,
        ColumnType.STATUS,
        "状态",
        "完成情况",
        "推进状态",
        "办理状态",
        "进度状态",
        "是否完成",
        "任务状态",
        "完成状态",
        "当前状态",
        "Status",
        "State",
        core=True,
    ),
    _tasks(
        Task.PROGRESS,
        ColumnType.SHARE,
        "完成进度",
        "进度",
        "完成率",
        "完成百分比",
        "完成比例",
        "当前进度",
        "目前进度",
        "Progress",
        "% complete",
        "% done",
        "Percent complete",
        "Completion",
        "完成度",
    ),
    _tasks(Task.PROGRESS_NOTE, _T, "进展情况", "工作进展", "落实情况", "进展", "工作进展情况", "Progress note", "Latest update", core=True),
    _tasks(Task.ISSUE, _T, "存在问题", "困难问题", "存在困难", "问题及困难", "Issues", "Issue", "Risks"),
    _tasks(Task.NEXT_STEP, _T, "下步措施", "下一步工作", "下步打算", "下一步措施", "下一步计划", "Next step", "Next steps"),
    _tasks(Task.GATE_BODY, _T, "报送对象", "审核单位", "督导组", "报送单位", "Reports to"),
    _tasks(Task.GATE_ACTION, _T, "报送要求", "审阅", "审核", "备案", "汇报", "Report duty"),
    _tasks(Task.GATE_STATUS, _T, "报送状态", "审核情况", "报备情况", "Report status"),
    _tasks(Task.GATE_DATE, _T, "报送时间", "报送日期", "Report date"),
    _tasks(
        Task.OUTPUT, _T, "成果形式", "成果", "形成材料", "佐证材料", "支撑材料", "附件", "工作成果", "Output", "Deliverables", "Evidence"
    ),
    _tasks(Task.HELP_NEEDED, _T, "需协调事项", "需领导解决的问题", "提请协调事项", "需协调解决的问题", "Help needed"),
    _tasks(Task.TARGET_N, _T, "量化要求", "目标值", "量化目标", "Target"),
    _tasks(Task.ACTUAL_N, _T, "已完成量", "完成数", "完成值", "Actual"),
    _tasks(Task.UPDATED, ColumnType.DATE, "最近反馈时间", "更新时间", "填报时间", "Updated", "Last updated"),
    _tasks(Task.NOTE, _T, "备注", "说明", "Note", "Notes", "Comment", "Comments", "Remarks"),
    _opinion(Opinion.FEEDBACK_ID, _T, "意见编号", "编号", "序号", "序", "No.", "ID", core=True),
    _opinion(
        Opinion.RECEIVED,
        ColumnType.DATE,
        "收集时间",
        "征求时间",
        "日期",
        "反映时间",
        "Received",
        "Date",
        core=True,
        sensitivity=Sensitivity.DAY,
    ),
    _opinion(
        Opinion.CHANNEL,
        _T,
        "征集方式",
        "收集渠道",
        "来源渠道",
        "意见来源",
        "征求渠道",
        "途径",
        "征求方式",
        "渠道",
        "来源",
        "Channel",
        core=True,
    ),
    _opinion(Opinion.OPENNESS, ColumnType.OPENNESS, "听取方式", "面对面/背靠背", "是否署名", "实名/匿名", "Named or anonymous"),
    _opinion(
        Opinion.GROUP,
        _T,
        "来源群体",
        "反映人类别",
        "征求对象",
        "提出人类别",
        "提出人",
        "身份",
        "反映人",
        "Group",
        "From",
        "Raised by",
        core=True,
        sensitivity=Sensitivity.SOURCE,
    ),
    _opinion(
        Opinion.RAW_COUNT,
        ColumnType.NUMBER,
        "原始条数",
        "条数",
        "提及次数",
        "反映次数",
        "人次",
        "反映人次",
        "票数",
        "件数",
        "Count",
        "Times raised",
        "Mentions",
    ),
    _opinion(Opinion.MERGED_INTO, _T, "归并编号", "合并到", "并案", "Merged into"),
    _opinion(
        Opinion.TEXT,
        _T,
        "意见建议内容",
        "意见建议",
        "反映问题",
        "主要意见",
        "原始意见",
        "意见内容",
        "意见",
        "建议",
        "意见和建议",
        "Feedback",
        "Opinion",
        "Comment",
        core=True,
        sensitivity=Sensitivity.TEXT,
    ),
    _opinion(Opinion.TARGET, ColumnType.TARGET, "涉及对象", "对象", "针对对象", "反映对象", "About"),
    _opinion(Opinion.TARGET_PERSON, _T, "涉及人员", "本人", "班子成员", "领导班子成员", "Person concerned", sensitivity=Sensitivity.PERSON),
    _opinion(Opinion.CATEGORY, _T, "问题类别", "类别", "分类", "四风类别", "问题性质", "问题类型", "Category", core=True),
    _opinion(Opinion.SUBCATEGORY, _T, "小类", "二级类别", "Subcategory"),
    _opinion(Opinion.ORIGIN, _T, "问题来源", "线索来源", "Origin"),
    _opinion(Opinion.SCOPE, ColumnType.SCOPE, "通报范围", "知悉范围", "公开范围", "密级", "Disclosure"),
    _opinion(Opinion.ISSUE_ID, _T, "问题编号", "Problem ID"),
    _opinion(
        Opinion.ISSUE,
        _T,
        "问题",
        "存在问题",
        "突出问题",
        "具体表现",
        "查摆问题",
        "查摆的问题",
        "问题描述",
        "主要问题",
        "Problem",
        sensitivity=Sensitivity.TEXT,
    ),
    _opinion(Opinion.CAUSE, _T, "原因分析", "问题原因", "Cause", sensitivity=Sensitivity.TEXT),
    _opinion(Opinion.GOAL, _T, "整改目标", "目标要求", "整改要求", "Goal"),
    _opinion(Opinion.MEASURE, _T, "整改措施", "具体措施", "整改内容", "整改任务", "措施", "Measure", "Corrective action", core=True),
    _opinion(Opinion.LEAD, _T, "牵头领导", "责任领导", "分管领导", "Lead"),
    _opinion(Opinion.OWNER_UNIT, _T, "整改责任单位", "责任部门", "承办部门", "责任单位", "牵头单位", "Owner unit", core=True),
    _opinion(Opinion.OWNER, _T, "责任人", "整改责任人", "负责人", "Owner", "Responsible", sensitivity=Sensitivity.OPEN),
    _opinion(Opinion.RECTIFICATION_KIND, ColumnType.RECTIFICATION_KIND, "整改类型", "整改方式", "Kind"),
    _opinion(Opinion.CAMPAIGN, _T, "专项整治", "专项治理", "整治专项", "Special campaign"),
    _opinion(
        Opinion.DUE_TEXT,
        ColumnType.DEADLINE,
        "整改时限",
        "完成时限",
        "整改期限",
        "办结时限",
        "时限",
        "完成时间",
        "Deadline",
        "Due",
        core=True,
    ),
    _opinion(Opinion.AGREED_DUE, ColumnType.DEADLINE, "商定时限", "调整后时限", "延期至", "Agreed due"),
    _opinion(Opinion.DONE, ColumnType.DATE, "整改完成时间", "整改完成日期", "实际完成时间", "完成日期", "Done on"),
    _opinion(
        Opinion.STATUS,
        ColumnType.RECTIFICATION,
        "整改状态",
        "整改情况",
        "整改完成情况",
        "完成情况",
        "状态",
        "是否完成",
        "Status",
        core=True,
    ),
    _opinion(Opinion.PROGRESS_NOTE, _T, "进展情况", "整改进展", "进展", "落实情况", "整改落实情况", "Progress note"),
    _opinion(Opinion.RESULT, _T, "整改成效", "整改结果", "成效", "Result"),
    _opinion(Opinion.RULE_MADE, _T, "建章立制", "制度成果", "立改废", "Rule made"),
    _opinion(Opinion.CHECKED_BY, _T, "复核人", "验收人", "Checked by"),
    _opinion(Opinion.CHECKED, ColumnType.DATE, "复核时间", "验收时间", "Checked on"),
    _opinion(Opinion.VERDICT, _T, "复核结果", "验收结果", "复查结果", "Check result"),
    _opinion(Opinion.CLOSED, _T, "销号时间", "销号日期", "是否销号", "销号情况", "办结销号", "Closed", "Closed on", "Date closed"),
    _opinion(Opinion.SATISFACTION, _T, "群众满意度", "评价", "满意率", "回访情况", "满意度", "Satisfaction"),
    _opinion(Opinion.REPLY, _T, "答复反馈", "反馈情况", "答复情况", "Reply", "Response", sensitivity=Sensitivity.TEXT),
    _opinion(Opinion.EVIDENCE, _T, "佐证材料", "附件", "Evidence"),
    _opinion(
        Opinion.UPDATED,
        ColumnType.DATE,
        "最近反馈时间",
        "更新时间",
        "填报时间",
        "Updated",
        "Last updated",
        sensitivity=Sensitivity.DAY,
    ),
    _opinion(Opinion.NOTE, _T, "备注", "说明", "Note", "Notes", sensitivity=Sensitivity.TEXT),
    Column(SheetRole.ORGANISATION, Organisation.BODY, _T, "机构", ("组织机构", "Body"), core=True),
    Column(SheetRole.ORGANISATION, Organisation.POSITION, _T, "职务", ("岗位", "Position"), core=True),
    Column(SheetRole.ORGANISATION, Organisation.NAME, _T, "姓名或岗位", ("姓名", "Name"), core=True),
    Column(SheetRole.ORGANISATION, Organisation.DUTY, _T, "分工", ("职责", "工作分工", "Duty"), core=True),
    Column(SheetRole.ORGANISATION, Organisation.CONTACT, _T, "联系方式", ("电话", "联系电话", "Contact"), Sensitivity.PERSON),
    Column(SheetRole.RULES, Rule.NAME, _T, "制度名称", ("名称", "Rule"), core=True),
    Column(SheetRole.RULES, Rule.ACTION, _T, "处理", ("处理方式", "立改废", "类型", "Action"), core=True),
    Column(SheetRole.RULES, Rule.OWNER_UNIT, _T, "责任部门", ("责任单位", "牵头部门", "Owner unit"), core=True),
    Column(SheetRole.RULES, Rule.DUE_TEXT, ColumnType.DEADLINE, "时限", ("完成时限", "Deadline"), core=True),
    Column(SheetRole.RULES, Rule.STATUS, ColumnType.STATUS, "状态", ("完成情况", "Status"), core=True),
    Column(SheetRole.TALKS, Talk.ROUND, _T, "轮次", ("谈心轮次", "谈话轮次", "Round"), core=True),
    Column(SheetRole.TALKS, Talk.FROM_ROLE, _T, "谈话人", ("谈心人", "谈话人职务", "主谈人", "Talk by"), Sensitivity.PERSON, core=True),
    Column(SheetRole.TALKS, Talk.TO_ROLE, _T, "谈话对象", ("谈心对象", "谈话对象职务", "Talk with"), Sensitivity.PERSON, core=True),
    Column(SheetRole.TALKS, Talk.DAY, ColumnType.DATE, "谈话时间", ("谈心时间", "谈话日期", "Day of the talk"), Sensitivity.DAY, core=True),
    Column(SheetRole.EVALUATION, Evaluation.OCCASION, _T, "测评时点", ("测评轮次", "整改前后", "Occasion"), core=True),
    Column(SheetRole.EVALUATION, Evaluation.SUBJECT, _T, "测评对象", ("评议对象",), Sensitivity.PERSON, core=True),
    Column(SheetRole.EVALUATION, Evaluation.GROUP, _T, "参评群体", ("参评人员类别", "测评群体", "Group"), Sensitivity.SOURCE, core=True),
    Column(SheetRole.EVALUATION, Evaluation.BALLOTS, ColumnType.NUMBER, "收回票数", ("有效票数", "收回票", "Ballots"), core=True),
    Column(SheetRole.EVALUATION, Evaluation.SATISFIED, ColumnType.NUMBER, "满意票数", ("满意票", "Satisfied"), core=True),
)


def columns_of(role: SheetRole) -> tuple[Column, ...]:
    """The columns that a sheet of this role may have; a ledger has those of the feedback sheet."""
    wanted = SheetRole.FEEDBACK if role is SheetRole.RECTIFICATION else role
    return tuple(column for column in COLUMNS if column.role is wanted)
