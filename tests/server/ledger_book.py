"""A workbook with personal matters in every place that a workbook has for them, each told by a word that stands nowhere else."""

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.comments import Comment

CANARIES = {
    "person": "金丝雀甲某某",
    "text of a person": "金丝雀班子成员个人作风不够深入基层",
    "back to back": "金丝雀背靠背食堂价格偏高希望改进",
    "note": "金丝雀备注由某班级学生口头反映",
    "reply": "金丝雀答复已当面向本人说明情况",
    "unknown column": "金丝雀未识别列里的反映人姓名",
    "comment": "金丝雀批注写着谁说了这句话",
    "contact": "金丝雀电话13900001234",
    "talk": "金丝雀谈话人乙",
    "evaluated": "金丝雀被测评人丙",
}
"""What must go, by what it is."""

KEPT = ("保留任务动员大会", "保留公开意见改进图书馆开放", "保留问题文风会风")
"""What must stay."""

_HEADERS = (
    "编号",
    "收集时间",
    "听取方式",
    "来源群体",
    "意见建议内容",
    "涉及对象",
    "涉及人员",
    "问题类别",
    "通报范围",
    "反映人登记",
    "备注",
    "答复反馈",
)


def ledger_book(extra: str = "") -> bytes:
    """The bytes; `extra` tells one such workbook from another."""
    book = Workbook()
    tasks = book.worksheets[0]
    tasks.title = "任务"
    for row in (
        ("序号", "工作内容", "完成时限", "状态"),
        (1, KEPT[0] + extra, "2014年3月中旬", "已完成"),
        (2, "学习研讨", "2014年4月底前", "进行中"),
    ):
        tasks.append(row)
    _opinions(book)
    people = book.create_sheet("组织机构")
    people.append(("机构", "职务", "姓名", "分工", "联系方式"))
    people.append(("领导小组", "组长", "丁", "全面", CANARIES["contact"]))
    talks = book.create_sheet("谈心谈话")
    talks.append(("轮次", "谈话人", "谈话对象", "谈话时间"))
    talks.append(("第一轮", CANARIES["talk"], "教研组长", date(2014, 5, 6)))
    rated = book.create_sheet("民主测评")
    rated.append(("测评时点", "测评对象", "参评群体", "收回票数", "满意票数"))
    rated.append(("第一次", CANARIES["evaluated"], "教师", 30, 28))
    rated.append(("第一次", "领导班子", "教师", 30, 27))
    scratch = book.create_sheet("草稿")
    scratch.append(("随手记",))
    scratch.append((CANARIES["back to back"],))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opinions(book: Workbook) -> None:
    sheet = book.create_sheet("意见")
    sheet.append(_HEADERS)
    day, secret, note = date(2014, 4, 17), CANARIES["unknown column"], CANARIES["note"]
    sheet.append(
        (
            "Y1",
            day,
            "面对面",
            "教师",
            CANARIES["text of a person"],
            "班子成员个人",
            CANARIES["person"],
            "享乐主义",
            "",
            secret,
            note,
            CANARIES["reply"],
        )
    )
    sheet.append(("Y2", day, "背靠背", "学生", CANARIES["back to back"], "学校工作", "", "官僚主义", "", secret, note, ""))
    sheet.append(("Y3", day, "面对面", "家长", KEPT[1], "学校工作", "", "形式主义", "公示", "", "", ""))
    for number in range(4, 10):
        sheet.append(
            (f"Y{number}", day, "背靠背", "教师", f"背靠背的第{number}条一般性建议内容", "学校工作", "", "形式主义", "公示", "", "", "")
        )
    sheet["E2"].comment = Comment(CANARIES["comment"], "某人")
    ledger = book.create_sheet("整改台账")
    ledger.append(("问题编号", "问题", "整改措施", "责任部门", "整改状态"))
    ledger.append(("W1", KEPT[2], "精简会议", "办公室", "整改中"))
