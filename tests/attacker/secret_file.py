"""A workbook as an office keeps it, with a word of its own in every restricted cell, comment, hidden sheet and property; two weeks of it.

Rows 0 and 1 are matters of one person, row 2 was given back to back, row 3 has no scope: no row of these is read below the head. Row 4 is
made public, and said so. In the second week every word is another one, so that each stands among the changes.
"""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment

HEADERS = {
    "意见编号": "密号",
    "收集时间": "",
    "征集方式": "密文渠道",
    "听取方式": "",
    "来源群体": "密群",
    "意见建议内容": "密文内容",
    "涉及对象": "",
    "涉及人员": "密人",
    "问题类别": "密文类别",
    "小类": "密文小类",
    "通报范围": "",
    "问题": "密题",
    "原因分析": "密文原因",
    "整改目标": "密文目标",
    "整改措施": "密文措施",
    "牵头领导": "密人领导",
    "整改责任单位": "密文单位",
    "责任人": "密人责任",
    "整改时限": "密文时限",
    "整改状态": "",
    "进展情况": "密文进展",
    "整改成效": "密文成效",
    "复核人": "密人复核",
    "建章立制": "密文制度",
    "答复反馈": "密文答复",
    "备注": "密文备注",
    "反映人登记": "密人登记",
}
"""Each header with the word that stands under it; those without hold what decides who may read."""

_PERSONAL = ("班子成员个人", "面对面", "公示")
_ROWS = (
    _PERSONAL,
    ("部门", "面对面", "反馈本人"),
    ("学校工作", "背靠背", "公示"),
    ("部门", "面对面", None),
    ("学校工作", "面对面", "公示"),
)
_LABELS = ("征集方式", "问题类别", "小类", "整改责任单位")
_OF_THE_PLAN = ("整改目标", "整改措施", "整改时限")
NOBODY_S = 3
OPEN = 4
"""The row that may be read by everybody."""


def secret_file(week: int = 1) -> bytes:
    """The bytes of one week's workbook."""
    book = Workbook()
    book.properties.creator = book.properties.description = "密人·作者"
    tasks = book.worksheets[0]
    tasks.title = "任务"
    tasks.append(("序号", "工作步骤", "工作内容", "完成时限", "状态", "责任部门"))
    tasks.append((1, "动员部署", "召开座谈会", "2014年5月20日", "已完成" if week > 1 else "进行中", "办公室"))
    tasks.append((2, "动员部署", "报送材料", "2014年6月20日", "进行中", "办公室"))
    sheet = book.create_sheet("意见")
    sheet.append(tuple(HEADERS))
    for n in range(len(_ROWS)):
        sheet.append(tuple(_cell(header, n, week) for header in HEADERS))
    for n in range(12):
        common = {"意见编号": f"K{n}", "听取方式": "背靠背", "意见建议内容": f"密文常见{n}", "问题类别": "民生", "通报范围": "公示"}
        sheet.append(tuple(common.get(header) for header in HEADERS))
    sheet["F2"].comment = Comment("密人·批注", "密人·批者")
    hidden = book.create_sheet("草稿")
    hidden.append(("密文·草稿",))
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(header: str, n: int, week: int) -> object:
    target, openness, scope = _ROWS[n]
    decides = {"收集时间": date(2014, 4, 17), "听取方式": openness, "涉及对象": target, "通报范围": scope, "整改状态": "整改中"}
    if header in decides:
        return decides[header]
    if header == "意见编号":
        return f"密号{n}"
    if header == "涉及人员" and n > 1:
        return None
    if n >= 2 and header in _LABELS:
        return {"征集方式": "问卷", "问题类别": "形式主义", "小类": "文风", "整改责任单位": "办公室"}[header]
    if n == OPEN or (n == 2 and header in _OF_THE_PLAN):
        return f"可读{header}第{week}周" if HEADERS[header].startswith("密文") else None
    return f"{HEADERS[header]}{n}第{week}周"
