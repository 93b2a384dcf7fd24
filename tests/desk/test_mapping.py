"""Mapping by hand: what is offered, how it is worded, and that nothing sensitive is shown as a sample."""

import pytest

from lib.desk import mapping
from lib.errors import Refused
from lib.i18n import LANGUAGES, Language
from lib.ingest.model import ColumnChoice, RawSheet, RawWorkbook, Workbook
from lib.ingest.understand import understand
from lib.schema import SheetRole
from tests.ingest.raw import sheet

PLAN = [
    ["序号", "工作内容", "时限", "抓总同志", "责任部们"],
    [1, "制定实施方案", "3月中旬", "甲", "办公室"],
    [2, "召开动员大会", "4月", "乙", "教务处"],
    [3, "组织集中学习", "5月", "甲", "工会"],
]
OPINIONS = [["意见建议", "征集方式", "谁说的"], ["会议太多", "座谈会", "某某"], ["作业太多", "问卷", "某人"]]
STRANGE = [["甲栏", "乙栏"], ["制定实施方案", "3月中旬"], ["召开动员大会", "4月"]]


def read(*sheets: RawSheet, columns: tuple[ColumnChoice, ...] = ()) -> Workbook:
    return understand(RawWorkbook("plan.xlsx", "xlsx", sheets), year=2014, columns=columns)


def test_where_everything_is_read_nothing_is_offered():
    workbook = read(sheet([["工作内容", "时限"], ["制定实施方案", "3月"]]))

    assert mapping.unmatched(workbook, Language.ZH) == ()
    assert mapping.headline((), Language.ZH) == "各栏都已对应。"


def test_an_unread_column_is_offered_with_its_place_and_its_first_different_values():
    first, second = mapping.unmatched(read(sheet(PLAN)), Language.ZH)

    assert (first.header, first.cell, first.role, first.samples, first.near) == ("抓总同志", "D1", SheetRole.TASKS, ("甲", "乙"), "")
    assert (second.header, second.near) == ("责任部们", "owner_unit")
    assert second.sentence == "工作表“Sheet1”E1 的“责任部们”没有读取，与“责任部门”相近。"


def test_beside_opinions_no_sample_is_taken():
    (column,) = mapping.unmatched(read(sheet(OPINIONS)), Language.ZH)

    assert (column.header, column.role, column.samples) == ("谁说的", SheetRole.FEEDBACK, ())


def test_a_column_left_out_on_purpose_is_shown_as_that_and_not_counted():
    columns = mapping.unmatched(read(sheet(PLAN), columns=(ColumnChoice("tasks", "抓总同志", ""),)), Language.ZH)

    assert [column.is_left_out for column in columns] == [True, False]
    assert mapping.headline(columns, Language.ZH) == "有1栏没有读取，可以在此指定含义。"
    assert mapping.headline(columns, Language.EN) == "1 column was not read; you can say here what it means."


def test_a_sheet_without_a_table_offers_the_row_that_looks_like_its_header():
    columns = [column for column in mapping.unmatched(read(sheet(PLAN), sheet(STRANGE, name="二")), Language.ZH) if column.sheet == "二"]

    assert [(column.header, column.cell, column.role) for column in columns] == [
        ("甲栏", "A1", SheetRole.IGNORED),
        ("乙栏", "B1", SheetRole.IGNORED),
    ]
    assert all(column.samples == () for column in columns)


def test_a_sheet_without_tasks_or_opinions_may_be_left_as_it_is():
    left_aside = mapping.unmatched(read(sheet([["工作内容", "完成时限"], ["写方案", "3月"]]), sheet(STRANGE, name="汇总")), Language.ZH)
    beside_unread = mapping.unmatched(read(sheet(PLAN), sheet(STRANGE, name="汇总")), Language.ZH)
    said = "工作表“汇总”没有认出表头。表中没有任务、问题或意见的（如手工汇总表），不必处理；有的，请指明是什么表，再指定各栏的含义。"

    assert mapping.headline(left_aside, Language.ZH) == said
    assert 'on the sheet "汇总". If it holds no tasks' in mapping.headline(left_aside, Language.EN)
    assert mapping.headline(beside_unread, Language.ZH) == f"有2栏没有读取，可以在此指定含义。{said}"


def test_a_refused_file_offers_its_likely_header_and_is_read_once_it_is_mapped():
    with pytest.raises(Refused) as refusal:
        read(sheet(STRANGE))
    columns = mapping.unmatched_of_refusal(refusal.value, Language.ZH)
    chosen = (ColumnChoice("tasks", columns[0].header, "task"), ColumnChoice("tasks", columns[1].header, "due_text"))

    assert mapping.headline(columns, Language.ZH, is_refused=True) == "没有认出表头。请指明这张表是什么，再指定各栏的含义。"
    assert read(sheet(STRANGE), columns=chosen).tasks["task"].tolist() == ["制定实施方案", "召开动员大会"]


def test_another_refusal_offers_nothing():
    assert mapping.unmatched_of_refusal(Refused("encrypted", file="a.xlsx"), Language.ZH) == ()


def test_the_choices_begin_with_leaving_unread_and_follow_the_schema():
    offered = mapping.choices(SheetRole.TASKS, Language.ZH)

    assert [(each.column, each.label) for each in offered[:4]] == [
        ("", "不读取"),
        ("task_id", "任务编号"),
        ("number", "序号"),
        ("phase", "工作步骤"),
    ]
    assert "due" not in {each.column for each in offered}  # computed


def test_a_ledger_has_the_choices_of_opinions():
    assert mapping.choices(SheetRole.RECTIFICATION, Language.EN) == mapping.choices(SheetRole.FEEDBACK, Language.EN)


def test_a_new_choice_takes_the_place_of_the_old_one_for_the_same_header():
    before = (ColumnChoice("tasks", "抓总同志", "lead"), ColumnChoice("tasks", "备忘", "note"))
    given = (ColumnChoice("tasks", "抓总同志", "owner"),)

    assert mapping.changed(before, given) == (ColumnChoice("tasks", "备忘", "note"), ColumnChoice("tasks", "抓总同志", "owner"))


def test_what_is_remembered_is_said_in_words():
    choices = (ColumnChoice("tasks", "抓总", "owner"), ColumnChoice("rectification", "其他", ""))

    assert mapping.remembered(choices, Language.ZH) == ("任务：“抓总”读作“责任人”。", "整改台账：“其他”不读取。")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_has_its_words(language: Language):
    labels = [each.label for role, _ in mapping.roles(language) for each in mapping.choices(role, language)]

    assert [label for label in labels if "⟦" in label] == []


@pytest.mark.parametrize("role", [SheetRole.SETTINGS, SheetRole.IGNORED])
def test_a_sheet_that_is_no_table_of_ours_has_no_columns_to_choose(role: SheetRole):
    assert [choice.column for choice in mapping.choices(role, Language.ZH)] == [""]
