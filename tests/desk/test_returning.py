"""A workbook given back: what the findings quote depends on the audience, and plans alone are made to track."""

import io

import openpyxl

from lib.desk.opening import Opened
from lib.desk.returning import marked, needs_tracking, tracking
from lib.i18n import Language
from lib.ingest.model import Finding, Severity, TableReading
from lib.ingest.worker import read_unisolated
from lib.schema import Audience, SheetRole
from tests.builders import make_workbook, no_tasks
from tests.exports.plans import HEADER, ROWS, plan


def opened(data: bytes) -> Opened:
    return Opened(read_unisolated(data, "plan.xlsx"), "v", "plan.xlsx")


def test_a_workbook_without_tasks_needs_no_tracking():
    assert not needs_tracking(Opened(make_workbook(tasks=no_tasks()), "v", "plan.xlsx"))


def test_a_plan_needs_tracking_and_a_plan_with_states_does_not():
    with_states = [(*row, state) for row, state in zip((HEADER, *ROWS), ("状态", "已完成", ""), strict=True)]

    assert needs_tracking(opened(plan()))
    assert not needs_tracking(opened(plan(rows=with_states)))


def test_a_tracking_workbook_needs_no_further_tracking():
    data = plan()
    made = tracking(opened(data), data, Language.ZH)

    assert made.file_name == "plan_跟踪表.xlsx"
    assert not needs_tracking(opened(made.data))


def test_opinions_that_say_the_same_are_proposed_in_the_marked_up_workbook_alone():
    head = ("序号", "意见建议内容", "问题类别", "征集方式")
    data = plan(more_sheets={"意见建议": [head, (1, "食堂中午排队太长", "", "座谈会"), (2, "食堂中午排队太长", "", "问卷")]})
    book = opened(data)
    again = marked(book, data, Audience.HEAD, Language.ZH).data
    sheet = openpyxl.load_workbook(io.BytesIO(again))["归并建议"]

    assert [cell.value for cell in sheet[7]][:2] == ["1 (意见建议!2)", "2 (意见建议!3)"]
    assert opened(again).workbook.feedback.equals(book.workbook.feedback)


def test_a_marked_up_workbook_quotes_what_the_audience_may_read():
    facts = (("cell", "B2"), ("value", "看某人情况"))
    finding = Finding("status_unknown", Severity.WARNING, "意见", "B2", 2, "看某人情况", facts)
    tables = [TableReading("意见", SheetRole.FEEDBACK, (1,), 1, (), (("B", "整改状态", "status"),))]
    book = Opened(make_workbook(findings=[finding], tables=tables), "v", "plan.xlsx")
    values = [
        openpyxl.load_workbook(io.BytesIO(marked(book, plan(), audience, Language.ZH).data))["校验结果"]["E4"].value
        for audience in (Audience.HEAD, Audience.LEADING_GROUP, Audience.PUBLIC)
    ]

    assert values == ["看某人情况", "…", "…"]
