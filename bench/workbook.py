"""A made workbook of any size: 24 tasks and as many opinions as asked for, fourteen columns wide."""

import functools
import io
from datetime import datetime, timedelta

from openpyxl import Workbook

HEADERS = (
    "意见编号",
    "收集时间",
    "征集方式",
    "来源群体",
    "听取方式",
    "原始条数",
    "意见建议内容",
    "问题类别",
    "小类",
    "整改措施",
    "责任部门",
    "整改类型",
    "整改时限",
    "整改状态",
)
CHANNELS = ("座谈会", "个别谈话", "问卷", "意见箱", "走访")
GROUPS = ("教师", "学生", "家长", "职工", "党员")
CATEGORIES = ("形式主义", "官僚主义", "享乐主义", "奢靡之风", "切身利益", "联系服务")
STATES = ("待整改", "整改中", "已整改待复核", "已销号", "退回")
DEADLINES = ("6月底前", "5月中旬", "立行立改", "长期坚持", "2014年7月", "5月上旬–6月中旬")


@functools.lru_cache(maxsize=2)
def large_workbook(rows: int) -> bytes:
    """An .xlsx with `rows` opinions and a plan of 24 tasks."""
    book = Workbook(write_only=True)
    tasks = book.create_sheet("任务")
    tasks.append(("2014年工作安排",))
    tasks.append(("工作步骤", "序号", "工作内容及要求", "责任部门", "完成时限", "状态"))
    for n in range(24):
        tasks.append(
            (f"第{n // 4 + 1}步", n + 1, f"任务{n + 1}", f"部门{n % 6 + 1}", f"{n // 4 + 3}月中旬", "已完成" if n < 12 else "进行中")
        )
    opinions = book.create_sheet("意见建议")
    opinions.append(HEADERS)
    first = datetime(2014, 3, 1)  # noqa: DTZ001 - a cell's date has no zone
    for n in range(rows):
        opinions.append(
            (
                f"Y{n + 1:06}",
                first + timedelta(days=n % 90),
                CHANNELS[n % 5],
                GROUPS[n // 3 % 5],
                "面对面" if n % 2 else "背靠背",
                n % 4 + 1,
                f"关于第{n % 997}类事项的意见，希望尽快答复并说明办理情况（{n}）",
                CATEGORIES[n // 7 % 6],
                f"小类{n % 23}",
                f"由责任部门提出第{n % 311}号整改措施",
                f"部门{n % 6 + 1}",
                "限期整改",
                DEADLINES[n % 6],
                STATES[n % 5],
            )
        )
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
