"""Headers that serve only when nothing better stands in a table: Item, Name, 名称, 内容.

Each stands under the column that it then means, the better ones first. They may stand under several columns and are no synonyms:
`columns` has those. The reader decides by the other headers and by what the cells hold.
"""

from collections.abc import Mapping

from lib.schema.columns import Opinion, Rule, SheetRole, Task

_EVENTS = ("培训", "学习", "教研", "研修", "研讨", "演练", "讲座", "宣讲", "党课", "授课", "比赛", "竞赛", "志愿服务")
EVENT_HEADERS = tuple(f"{event}{what}" for event in _EVENTS for what in ("内容", "主题", "项目", "名称"))
"""What a plan of events is headed by; 会议 is none of them, since minutes are headed so."""

WEAK_HEADERS: Mapping[SheetRole, Mapping[str, tuple[str, ...]]] = {
    SheetRole.TASKS: {
        Task.TASK: (
            "key result", "key results", "关键结果", "content", "subtask", "sub task", "subtasks", "子任务", "任务项", "事项内容", "需求名称", "功能点", "功能", "需求", "标题", "issue", "issues",
            "bug", "feature", "features", "user story", "story", "requirement", "item", "items", "工作", "内容", "活动", "活动内容", "活动名称",
            "要求", "名称", "项目名称", "指标", "项目", "工作目标", "措施", "描述", "name", "step", "what", "work", "goal", "objective", "topic", "subject", "milestone",
            "milestones", "里程碑", "deliverables", "module", "模块", "event", "process", "epic", "整改措施", "整改任务", "具体措施", "主题",
            "课题", "事件", "details", "问题描述", "问题内容", "bug描述", "缺陷描述", "缺陷", "问题", "strategy", "objective", "key activities", "test", "experiment", "theme", "行动", "行动项", "待办事项", "待办", "安排", "okr", "功能模块",
            *EVENT_HEADERS,
        ),
        Task.PHASE: (
            "objective", "所属模块", "所属迭代", "所属项目", "所属计划", "epic", "sprint", "iteration", "迭代", "版本", "里程碑", "项目阶段", "模块", "功能模块", "一级任务", "大类", "板块", "类别", "分类",
            "项目", "工作类别", "任务类别", "任务分类", "category", "section", "group", "module", "component", "area", "feature", "theme",
            "project", "list", "类型", "milestone", "release", "版块", "专项", "领域", "范畴", "方面", "维度", "tasktype", "parent task", "main task", "parent",
            "project name", "bucket", "list name", "section/column", "swimlane",
        ),
        Task.ACTUAL_DONE: ("完成时间", "完成日期", "结束时间", "结束日期", "finish", "end", "end date", "finish date", "completion", "done", "完成", "closed", "resolved", "actual"),
        Task.ACTUAL_START: ("开始时间", "开始日期", "start", "start date", "started"),
        Task.PLAN_START: ("from", "开始", "起", "启动", "起始", "动工"),
        Task.PLAN_DUE: ("to", "until", "结束", "止", "终止", "完成", "截止", "end time", "完工", "竣工", "竣工时间", "竣工日期"),
        Task.DUE_TEXT: ("日期", "date", "期限", "周期", "month", "月份", "week", "周次", "finish date", "eta", "release date", "quarter", "季度", "target quarter", "限时", "时限要求"),
        Task.STATUS: ("完成进度", "目前进度", "当前进度", "完成", "进展", "进展情况", "done", "落实情况", "check", "checked", "√", "✓", "✔", "rag", "stage", "进度", "progress", "情况", "打勾", "完成打勾", "是否打勾", "打勾情况", "完成标记", "红绿灯", "亮灯", "灯号", "亮灯情况", "预警灯", "亮牌", "勾选", "督办结果", "办理结果", "处理结果"),
        Task.PROGRESS: ("完成", "%", "进展", "完成情况", "done"),
        Task.PROGRESS_NOTE: ("完成情况", "进度", "办理进度", "工作进度", "推进进度", "完成进度", "落实进度", "推进情况", "状态说明", "情况", "情况说明", "progress", "status", "办理情况", "执行情况", "办理结果", "落实结果", "处理结果", "完成结果", "督办结果", "工作完成情况", "完成情况说明", "进展情况说明", "进展说明", "进度说明", "update"),
        Task.OWNER: ("lead", "leader", "name", "人员", "参与人", "参与人员", "执行", "执行人员", "person", "开发", "member", "成员", "by whom", "staff", "姓名"),
        Task.NUMBER: ("编号", "id", "item", "任务编号", "step", "task", "key", "序列", "项"),
        Task.GATE_STATUS: ("报送情况", "上报情况"),
        Task.GATE_DATE: ("报送时限", "报送期限", "上报时限", "上报期限"),
        Task.NOTE: ("description", "details", "描述", "备注说明", "其他", "information", "link"),
        Task.OWNER_UNIT: ("部门", "单位", "科室", "owner", "负责部门", "function", "责任主体", "牵头", "主办", "承办", "负责"),
    },
    SheetRole.RULES: {Rule.ACTION: ("类别", "制定方式", "废改立", "立废改", "性质", "方式", "类型"), Rule.STATUS: ("进展", "进展情况", "落实情况", "制定情况", "办理情况", "进度")},
    SheetRole.FEEDBACK: {
        Opinion.TEXT: ("内容", "主要内容", "问题", "具体内容", "问题及建议", "问题和建议"),
        Opinion.ISSUE: ("反映问题", "清单", "事项", "整改事项", "整改问题"),
        Opinion.MEASURE: ("具体内容", "改进措施"),
        Opinion.RECEIVED: ("时间",),
        Opinion.DUE_TEXT: ("时间", "due date", "target date", "日期"),
        Opinion.DONE: ("完成时间", "办结时间", "closed on", "销号时间", "销号日期"),
        Opinion.STATUS: ("处理状态", "办理状态", "处理结果", "办理结果", "整改进展", "落实情况", "进展情况", "整改落实情况", "办理情况", "进展", "整改结果", "处理进度", "整改进度", "落实进度", "整改落实进度", "办理进度", "办理类别", "办理结果类别", "答复类别", "答复类型"),
        Opinion.PROGRESS_NOTE: ("整改情况", "完成情况", "整改完成情况", "办理情况", "执行情况", "处理情况", "办理结果", "处理结果"),
        Opinion.NOTE: ("处理意见", "采纳情况", "是否采纳", "remarks"),
        Opinion.OWNER_UNIT: ("部门", "单位", "科室", "处室", "责任主体", "处理部门"),
        Opinion.RESULT: ("效果评价", "整改效果", "改进效果", "成效", "效果"),
        Opinion.CATEGORY: ("项目", "方面", "type"),
        Opinion.RAW_COUNT: ("次数", "人次", "数量", "人数", "频次"),
        Opinion.GROUP: ("来源", "部门", "群体", "人员", "代表团", "提案人"),
        Opinion.TARGET: ("涉及部门", "涉及单位"),
    },
}  # fmt: skip
