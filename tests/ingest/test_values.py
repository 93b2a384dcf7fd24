"""Cells as clerks fill them in: counts with their unit, shares as words or ratios, words outside a closed list; read, or said with their cell."""

from datetime import date, datetime
from typing import Any

import pytest

from lib.i18n import LANGUAGES, Language, text
from lib.ingest.coded import CodedRows, coded
from lib.ingest.days import DeadlineReader
from lib.ingest.frames import typed_frame
from lib.ingest.headers import matches
from lib.ingest.model import ColumnChoice, ErrorValue, RawWorkbook
from lib.ingest.rules.opinions import count_numbered
from lib.ingest.states import read_state
from lib.ingest.understand import understand
from lib.schema import Opinion, SheetRole, Task
from lib.schema.words import OPENNESS_WORDS, RECTIFICATION_KIND_WORDS, SCOPE_WORDS
from tests.ingest.raw import cells, codes, read, read_rows, sheet

OPINIONS = ["序号", "意见建议内容", "听取方式", "反映次数"]


def opinions(*rows: list[Any]) -> Any:
    return read_rows([OPINIONS, *([number, f"意见{number}", *row] for number, row in enumerate(rows, 1))])


@pytest.mark.parametrize(("written", "count"), [("3条", 3), ("约12人次", 12), ("1,200", 1200), ("5.0", 5), (7, 7)])
def test_a_count_may_carry_its_unit(written: Any, count: int):
    workbook = opinions(["面对面", 2], ["面对面", written])

    assert workbook.feedback[Opinion.RAW_COUNT].tolist() == [2, count]
    assert codes(workbook) == ["no_tasks", "words_for_the_head"]


@pytest.mark.parametrize("written", ["若干", 2.5, -1, "十几条"])
def test_a_count_that_is_none_stays_blank_and_is_said(written: Any):
    workbook = opinions(["面对面", 2], ["面对面", written])

    assert workbook.feedback[Opinion.RAW_COUNT].isna().tolist() == [False, True]
    assert cells(workbook, "count_unread") == ["D3"]


def test_a_way_of_listening_that_the_closed_list_does_not_know_is_said_and_not_guessed():
    workbook = opinions(["面对面（座谈）", 1], ["托人转告", 1], ["", 1])

    assert workbook.feedback[Opinion.OPENNESS].isna().tolist() == [False, True, True]
    assert cells(workbook, "word_unknown") == ["C3"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_beside_an_unknown_word_names_words_that_are_read(language: Language):
    hint = text(language, "finding.word_unknown.hint").casefold()
    lists = (OPENNESS_WORDS, SCOPE_WORDS, RECTIFICATION_KIND_WORDS)

    assert [value for words in lists for value, writings in words.items() if not any(writing in hint for writing in writings)] == []


@pytest.mark.parametrize(
    ("written", "share"),
    [("3/4", 0.75), ("已完成", 1.0), ("未启动", 0.0), ("完成60%", 0.6), ("4/3", None), ("3/0", None), (True, 1.0)],
)
def test_a_progress_may_be_a_ratio_or_a_word(written: Any, share: float | None):
    workbook = read_rows([["工作内容", "完成时限", "完成进度"], ["写方案", "3月", "50%"], ["开会", "4月", written]])

    assert workbook.tasks[Task.PROGRESS].isna().tolist()[1] == (share is None)
    assert share is None or workbook.tasks[Task.PROGRESS].tolist()[1] == share
    assert ("progress_unread" in codes(workbook)) == (share is None)


def test_a_column_headed_done_that_holds_only_crosses_is_ticked_with_them():
    workbook = read_rows([["Task", "Due", "Done"], ["Write the plan", "2014-03-20", "x"], ["Hold the meeting", "2014-04-10", ""]])

    assert workbook.tasks[Task.STATUS].tolist() == ["done", "not_reported"]
    assert cells(workbook, "status_crossed") == ["C2"]


@pytest.mark.parametrize(
    ("written", "state", "code"),
    [
        ("顺延", "in_progress", "status_delayed"),
        ("申请延期", "in_progress", "status_delayed"),
        ("已完成、取消", None, "status_unknown"),
        ("进行中，缺经费", "in_progress", "status_compound"),
        ("3/5", None, "status_unknown"),
        ("9/24", "in_progress", "status_partial"),
    ],
)
def test_a_state_in_several_words_is_read_by_the_first_and_never_done_by_half(written: str, state: str | None, code: str):
    reading = read_state(written)

    assert (reading.state, reading.codes) == (state, (code,))


def test_an_error_in_a_deadline_stays_with_its_row_and_one_elsewhere_leaves_a_blank():
    workbook = read_rows(
        [["工作内容", "完成时限", "责任部门"], ["写方案", ErrorValue("#REF!"), "办公室"], ["开会", "4月", ErrorValue("#N/A")]]
    )

    assert cells(workbook, "error_cell") == ["B2", "C3"]
    assert workbook.tasks[Task.DUE_TEXT].tolist()[0] == "#REF!"
    assert workbook.tasks[Task.KIND].tolist() == ["unparsed", "window"]
    assert workbook.tasks[Task.OWNER_UNIT].isna().tolist() == [False, True]


def test_an_opinion_without_a_word_is_said():
    head = ["序号", "意见建议内容", "征求渠道", "来源群体"]

    assert cells(read_rows([head, [1, "会多", "问卷", "教师"], [2, "", "问卷", "学生"]]), "opinion_without_text") == ["B3"]


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("工资应为原来的2.5倍", 0), ("①会多②文多③检查多", 3), ("②文多，①会多", 1), ("1.会多 2.文多", 2)]
)
def test_parts_of_an_opinion_are_counted_as_far_as_they_go_on(text: str, count: int):
    assert count_numbered(text) == count


def test_a_figure_with_a_point_is_no_second_opinion():
    head = ["序号", "意见建议内容", "征求渠道"]
    workbook = read_rows([head, [1, "补贴应为原来的2.5倍", "问卷"], [2, "1.会多。2.文多。", "问卷"]])

    assert cells(workbook, "several_opinions") == ["B3"]


def test_a_ledger_of_measures_alone_has_no_answers_to_set_aside():
    head = ["序号", "整改措施", "整改时限", "责任部门", "整改状态"]
    workbook = read_rows([head, [1, "无", "5月", "办公室", "整改中"], [2, "减少会议", "6月", "办公室", "整改中"]])

    assert len(workbook.feedback) == 2
    assert "no_opinion_rows" not in codes(workbook)


def test_problems_told_on_a_sheet_of_opinions_are_not_searched_for_several_in_one():
    rows = [["序号", "说法", "征求渠道", "来源群体"], [1, "①会多②文多", "问卷", "教师"]]
    choice = ColumnChoice("feedback", "说法", "issue")
    workbook = understand(RawWorkbook("a.xlsx", "xlsx", (sheet(rows, name="征求意见"),)), year=2014, columns=(choice,))

    assert workbook.feedback[Opinion.ISSUE].tolist() == ["①会多②文多"]
    assert "several_opinions" not in codes(workbook)


@pytest.mark.parametrize("choice", [ColumnChoice("settings", "时限", "due_text"), ColumnChoice("tasks", "  ", "due_text")])
def test_a_choice_for_no_header_or_no_table_says_nothing(choice: ColumnChoice):
    rows = [["序号", "工作内容", "时限"], [1, "写方案", "3月"]]
    workbook = understand(RawWorkbook("a.xlsx", "xlsx", (sheet(rows),)), year=2014, columns=(choice,))

    assert workbook.tasks[Task.DUE_TEXT].tolist() == ["3月"]
    assert codes(workbook) == []


def test_a_paragraph_names_no_column():
    assert matches("完成时限") != {}
    assert matches("完成时限" * 60) == {}


def test_each_couple_of_a_start_and_an_end_is_read_once():
    reader = DeadlineReader(2014)

    assert reader.span("3月1日", "3月5日") is reader.span("3月1日", "3月5日")


def test_rows_kept_by_columns_are_equal_to_the_same_rows_and_to_nothing_else():
    rows = CodedRows([coded(["甲", None]), coded([1, 2])], 2)

    assert rows == [["甲", 1], [None, 2]]
    assert rows != [["甲", 1]]
    assert rows != "甲"


def test_a_frame_takes_no_column_that_its_sheet_does_not_have():
    with pytest.raises(KeyError, match="weather"):
        typed_frame(SheetRole.TASKS, {"weather": ["rain"]}, 1)


def test_moments_and_written_days_become_days_in_a_frame():
    frame = typed_frame(SheetRole.TASKS, {Task.DUE: [datetime(2014, 3, 20), None], Task.START: ["2014-03-11", None]}, 2)

    assert [frame[name].iloc[0].date() for name in (Task.DUE, Task.START)] == [date(2014, 3, 20), date(2014, 3, 11)]
    assert frame[Task.DUE].isna().tolist() == [False, True]


def test_a_reported_day_that_is_a_third_of_a_month_is_its_last_day_and_it_is_said():
    plan = sheet([["序号", "工作内容", "完成时限"], [1, "写方案", "3月"]], name="任务")
    workbook = read(plan, sheet([["年份", 2014], ["数据截止日期", "6月上旬"]], name="设置"))

    assert workbook.as_of == date(2014, 6, 10)
    assert cells(workbook, "day_from_window") == ["B2"]


@pytest.mark.parametrize("day", [datetime(2014, 6, 10), date(2014, 6, 10)])
def test_a_day_beside_its_label_above_the_table_is_the_reported_day(day: date):
    workbook = read_rows([["某活动安排", "", ""], ["数据截止日期", day, ""], ["序号", "工作内容", "完成时限"], [1, "写方案", "3月"]])

    assert workbook.as_of == date(2014, 6, 10)


@pytest.mark.parametrize(
    ("deadlines", "year", "code"),
    [
        (["2014-03-01", "2014-04-01", "2015-05-01", "6月"], 2014, "year_several"),
        (["2014-03-01", "4月", "5月", "6月"], 2014, "year_from_few"),
    ],
)
def test_a_year_that_few_or_several_deadlines_name_is_taken_and_said(deadlines: list[str], year: int, code: str):
    workbook = read_rows([["工作内容", "完成时限"], *([f"任务{number}", due] for number, due in enumerate(deadlines))], year=None)

    assert (workbook.year, codes(workbook)) == (year, [code])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("截至2014年6月9日", []),
        ("填报日期：2014年6月9日", ["form_day_is_no_as_of"]),
        ("截至2015年1月9日", ["year_from_few"]),
        ("截至6月9日", ["year_from_few"]),
    ],
)
def test_a_year_that_few_deadlines_and_the_day_above_them_name_needs_no_word_on_the_year(line: str, said: list[str]):
    rows = [
        ["某校推进计划", ""],
        [line, ""],
        ["工作内容", "完成时限"],
        ["动员", "2014-03-01"],
        ["走访", "4月"],
        ["座谈", "5月"],
        ["总结", "6月"],
    ]
    workbook = read_rows(rows, year=None)

    assert (workbook.year, codes(workbook)) == (2014, said)


def test_a_day_of_completion_beside_a_blank_closing_is_what_speaks_without_a_state():
    head = ["序号", "问题", "整改措施", "整改状态", "整改完成时间", "销号时间"]
    rows = [
        [1, "会多", "减少会议", "整改中", "", ""],
        [2, "文多", "减少文件", "", "5月6日", ""],
        [3, "课多", "控制总量", "已销号", "5月6日", "5月9日"],
    ]

    assert cells(read_rows([head, *rows]), "day_without_status") == ["E3"]


def test_a_year_in_the_header_of_the_deadlines_is_theirs():
    workbook = read_rows([["序号", "工作内容", "完成时限（2014年）"], [1, "写方案", "3月中旬"], [2, "开会", "4月"]], year=None)

    assert (workbook.year, workbook.year_source, workbook.year_evidence) == (2014, "title", "Sheet1!C1")
    assert workbook.tasks[Task.END].dt.date.tolist() == [date(2014, 3, 20), date(2014, 4, 30)]


def test_a_reference_beside_what_it_was_merged_into_is_not_read_again():
    head = ["编号", "意见来源", "意见内容", "归并编号"]
    workbook = read_rows([head, ["Y1", "座谈会", "停车难", ""], ["Y2", "走访", "食堂拥挤", ""], ["Y3", "意见箱", "同Y1", "Y2"]])

    assert workbook.feedback[Opinion.MERGED_INTO].tolist()[2] == "Y2"
    assert {"merged_by_text", "merged_unresolved"}.isdisjoint(codes(workbook))


def test_what_is_struck_through_beside_the_tasks_says_nothing_of_them():
    rows = [["序号", "工作内容", "完成时限"], [1, "开会", "3月"]]

    assert "struck_rows" not in codes(read(sheet(rows, struck=frozenset({(2, 3)})), year=2014))


def test_a_day_in_two_columns_has_the_year_of_the_plan():
    top, under = ["事项", "责任处室", "计划完成时间", ""], ["", "", "月", "日"]
    workbook = read_rows([top, under, ["调研", "政研室", 3, 15], ["审议", "办公室", 6, ""]], merged=["A1:A2", "B1:B2", "C1:D1"])

    assert workbook.tasks[Task.END].dt.date.tolist() == [date(2014, 3, 15), date(2014, 6, 30)]


@pytest.mark.parametrize(("written", "end"), [("3/5/24", date(2024, 3, 5)), ("24.5.20", date(2024, 5, 20)), ("24/5/20", None)])
def test_three_short_figures_with_points_may_begin_with_a_year_beside_days_with_the_month_first(written: str, end: date | None):
    read_by = DeadlineReader(None, ["5/13/2024"]).one(written)

    assert read_by is not None
    assert read_by.end == end
