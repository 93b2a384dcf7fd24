"""Columns mapped by hand: the choice wins over the dictionary, in tables of its role and nowhere else."""

from datetime import date

import pytest

from lib.errors import Refused
from lib.i18n import LANGUAGES, Language
from lib.ingest.model import ColumnChoice, RawSheet, RawWorkbook, Workbook
from lib.ingest.understand import understand
from lib.schema import SheetRole
from tests.ingest.raw import cells, codes, sheet

PLAN = [
    ["序号", "工作内容", "时限", "抓总同志", "备注"],
    [1, "制定实施方案", "3月中旬", "办公室", "甲"],
    [2, "召开动员大会", "4月", "教务处", "乙"],
]
LEDGER = [
    ["序号", "问题", "整改措施", "整改状态", "抓总同志"],
    [1, "会议多", "减少会议", "整改中", "办公室"],
    [2, "作业多", "控制总量", "已整改", "教务处"],
]


def read_with(*columns: ColumnChoice, sheets: tuple[RawSheet, ...] = (sheet(PLAN),)) -> Workbook:
    return understand(RawWorkbook("plan.xlsx", "xlsx", sheets), year=2014, columns=columns)


def task(header: str, column: str) -> ColumnChoice:
    return ColumnChoice("tasks", header, column)


def names_of(workbook: Workbook, table: int = 0) -> dict[str, str]:
    return {header: name for _, header, name in workbook.tables[table].columns}


def test_without_choices_an_unknown_header_stays_unread():
    assert names_of(read_with())["抓总同志"] == ""


def test_a_chosen_header_means_what_was_chosen():
    workbook = read_with(task("抓总同志", "owner_unit"))

    assert workbook.tasks["owner_unit"].tolist() == ["办公室", "教务处"]
    assert names_of(workbook)["抓总同志"] == "owner_unit"
    assert cells(workbook, "column_by_hand") == ["D1"]
    assert "header_unknown" not in codes(workbook)


@pytest.mark.parametrize(("language", "label"), [(Language.ZH, "责任部门"), (Language.EN, "Responsible unit")])
def test_the_finding_names_the_column_in_the_language_of_the_reader(language: Language, label: str):
    workbook = read_with(task("抓总同志", "owner_unit"))
    said = next(finding for finding in workbook.findings if finding.code == "column_by_hand")

    assert label in said.message(language)
    assert "抓总同志" in said.message(language)


def test_a_choice_is_found_again_whatever_white_space_and_brackets_the_header_has():
    workbook = read_with(task("抓 总\n同志（科级）", "owner_unit"))

    assert workbook.tasks["owner_unit"].tolist() == ["办公室", "教务处"]


def test_a_choice_wins_over_the_dictionary_and_the_loser_stays_unread():
    workbook = read_with(task("备注", "due_text"))

    assert workbook.tasks["due_text"].tolist() == ["甲", "乙"]
    assert names_of(workbook)["时限"] == ""


def test_the_loser_goes_on_to_its_next_meaning():
    rows = [["工作内容", "完成情况", "办理"], ["制定实施方案", "已完成", "进行中"], ["召开动员大会", "已完成", "未启动"]]
    workbook = read_with(task("办理", "status"), sheets=(sheet(rows),))

    assert workbook.tasks["status"].tolist() == ["in_progress", "not_started"]
    assert names_of(workbook)["完成情况"] == "progress_note"


def test_an_empty_choice_leaves_the_column_unread():
    workbook = read_with(task("时限", ""))

    assert workbook.tasks["due_text"].isna().all()
    assert cells(workbook, "column_unread_by_hand") == ["C1"]


def test_two_headers_that_differ_in_their_brackets_are_told_apart():
    rows = [["工作内容", "落实（甲）", "落实（乙）"], ["制定方案", "办公室", "教务处"], ["召开大会", "工会", "团委"]]
    chosen = (task("落实（乙）", "owner_unit"), task("工作内容", "task"))
    workbook = read_with(*chosen, sheets=(sheet(rows),))

    assert workbook.tasks["owner_unit"].tolist() == ["教务处", "团委"]
    assert names_of(workbook)["落实（甲）"] == ""


def test_a_choice_speaks_only_of_tables_of_its_role():
    workbook = read_with(task("抓总同志", "owner_unit"), sheets=(sheet(PLAN, name="计划"), sheet(LEDGER, name="台账")))

    assert workbook.tables[1].role is SheetRole.RECTIFICATION
    assert names_of(workbook, 1)["抓总同志"] == ""


def test_a_ledger_takes_the_choices_of_ledgers_and_stays_one():
    workbook = read_with(ColumnChoice("rectification", "抓总同志", "lead"), sheets=(sheet(LEDGER),))

    assert workbook.tables[0].role is SheetRole.RECTIFICATION
    assert workbook.feedback["lead"].tolist() == ["办公室", "教务处"]


def test_a_group_header_is_part_of_what_was_chosen():
    rows = [["工作内容", "安排", "", "落实", ""], ["", "甲方", "乙方", "甲方", "乙方"], ["制定方案", "3月", "甲", "丙", "丁"]]
    merged = ("B1:C1", "D1:E1", "A1:A2")
    workbook = read_with(task("落实/甲方", "owner"), task("安排/甲方", "due_text"), sheets=(sheet(rows, merged=merged),))

    assert workbook.tasks["owner"].tolist() == ["丙"]
    assert workbook.tasks["end"].dt.date.tolist() == [date(2014, 3, 31)]


STRANGE = [["甲栏", "乙栏", "丙栏"], ["制定实施方案", "3月中旬", "办公室"], ["召开动员大会", "4月", "教务处"]]


def test_a_table_that_no_header_explains_is_refused():
    with pytest.raises(Refused):
        read_with(sheets=(sheet(STRANGE),))


def test_such_a_table_becomes_readable_when_its_subject_is_chosen():
    workbook = read_with(task("甲栏", "task"), task("乙栏", "due_text"), sheets=(sheet(STRANGE),))

    assert workbook.tasks["task"].tolist() == ["制定实施方案", "召开动员大会"]
    assert workbook.tasks["end"].dt.date.tolist() == [date(2014, 3, 20), date(2014, 4, 30)]


def test_a_table_of_opinions_is_made_readable_the_same_way():
    rows = [["甲栏", "乙栏"], ["会议太多", "座谈会"], ["作业太多", "问卷"]]
    chosen = (ColumnChoice("feedback", "甲栏", "text"), ColumnChoice("feedback", "乙栏", "channel"))
    workbook = read_with(*chosen, sheets=(sheet(rows),))

    assert workbook.tables[0].role is SheetRole.FEEDBACK
    assert workbook.feedback["text"].tolist() == ["会议太多", "作业太多"]


def test_a_choice_that_would_leave_no_table_is_not_heeded_and_it_is_said():
    rows = [["工作内容", "时限"], ["制定实施方案", "3月中旬"]]
    workbook = read_with(task("工作内容", ""), sheets=(sheet(rows),))

    assert workbook.tasks["task"].tolist() == ["制定实施方案"]
    assert cells(workbook, "column_choice_unheeded") == ["A1"]


def test_choices_that_no_header_answers_to_say_nothing():
    workbook = read_with(task("别的表头", "owner"), ColumnChoice("tasks", "备注", "no_such_column"), ColumnChoice("nonsense", "备注", ""))

    assert names_of(workbook) == names_of(read_with())
    assert codes(workbook) == codes(read_with())


def test_one_column_cannot_be_given_twice():
    workbook = read_with(task("备注", "owner"), task("抓总同志", "owner"))

    assert workbook.tasks["owner"].tolist() == ["办公室", "教务处"]
    assert names_of(workbook)["备注"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_two_columns_with_one_header_the_first_is_read_and_it_is_said_of_the_second(language: Language):
    twice = [["序号", "工作内容", "时限", "抓总同志", "抓总同志"], [1, "制定实施方案", "3月中旬", "办公室", "甲"]]
    workbook = read_with(task("抓总同志", "owner_unit"), sheets=(sheet(twice),))
    said = next(finding for finding in workbook.findings if finding.code == "column_taken_by_hand")

    assert workbook.tasks["owner_unit"].tolist() == ["办公室"]
    assert cells(workbook, "column_taken_by_hand") == ["E1"]
    assert dict(said.facts)["first"] == "D"
    assert "⟦" not in said.message(language) + said.hint(language)
    assert "column_unread_by_hand" not in codes(workbook)


def test_what_was_chosen_as_read_changes_nothing():
    plain = read_with()
    chosen = read_with(*(ColumnChoice(plain.tables[0].role, header, name) for header, name in names_of(plain).items()))

    assert chosen.tasks.equals(plain.tasks)
    assert names_of(chosen) == names_of(plain)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_of_a_choice_is_a_sentence(language: Language):
    workbook = read_with(task("抓总同志", "owner_unit"), task("备注", ""), task("工作内容", "task"))

    assert workbook.findings
    assert all("⟦" not in finding.message(language) + finding.hint(language) for finding in workbook.findings)


def test_sheets_of_talks_and_evaluations_can_be_mapped_by_hand_too():
    talked = sheet([["次别", "主人", "客人", "日子"], ["第一轮", "书记", "委员", "5月6日"]], name="表甲")
    asked = sheet([["什么时候", "问了谁", "收了几张", "几张满意"], ["整改前", "教师", 60, 40]], name="表乙")
    talks = [ColumnChoice("talks", header, name) for header, name in (("次别", "round"), ("主人", "from_role"), ("客人", "to_role"))]
    names = (("什么时候", "occasion"), ("问了谁", "rated_by"), ("收了几张", "ballots"), ("几张满意", "satisfied"))
    evaluations = [ColumnChoice("evaluation", header, name) for header, name in names]
    workbook = read_with(*talks, *evaluations, sheets=(sheet(PLAN), talked, asked))

    assert workbook.talks[["round", "from_role", "to_role"]].to_numpy().tolist() == [["第一轮", "书记", "委员"]]
    assert workbook.evaluation[["occasion", "rated_by", "ballots", "satisfied"]].to_numpy().tolist() == [["整改前", "教师", 60, 40]]
