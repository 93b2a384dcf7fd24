"""Title, year and reported day of a file: taken from where they are said, and from no row of a table."""

from datetime import date, datetime
from typing import Any

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read, read_rows, sheet

HEAD = ["序号", "工作内容", "完成时限", "状态", "进展情况"]
ROWS = [[1, "征集意见", "3月下旬", "进行中", ""], [2, "动员", "3月中旬", "已完成", ""]]


def plan(
    *above: list[Any], rows: list[list[Any]] | None = None, settings: list[list[Any]] | None = None, year: int | None = None
) -> Workbook:
    sheets = [sheet([*above, HEAD, *(rows or ROWS)], name="任务")]
    if settings:
        sheets.append(sheet(settings, name="设置"))
    return read(*sheets, year=year)


def test_a_file_that_states_no_day_has_none():
    assert plan(["2014年安排"]).as_of is None


@pytest.mark.parametrize(
    "stated",
    [
        "截至6月10日",
        "（截止2014年6月10日）",
        "数据截止：2014.6.10",
        "统计截止到6月10日",
        "任务完成情况截止6月10日",
        "统计时间：2014年6月10日",
        "统计日期：2014.6.10",
        "截止时间：2014-06-10 17:00",
        "统计时间：2014年6月1日至6月10日",
        "as of 10 June 2014",
    ],
)
def test_a_line_above_the_table_states_the_day(stated: str):
    assert plan(["2014年安排"], [stated]).as_of == date(2014, 6, 10)


def test_a_line_below_the_table_states_the_day():
    assert plan(["2014年安排"], rows=[*ROWS, [], ["备注：数据截至6月10日"]]).as_of == date(2014, 6, 10)


def test_a_note_on_a_task_does_not_date_the_whole_file():
    rows = [[1, "征集意见", "3月下旬", "进行中", "截至5月20日，已收到问卷120份"], ROWS[1]]

    assert plan(["2014年安排"], rows=rows).as_of is None


@pytest.mark.parametrize("label", ["统计时间", "统计日期：", "数据截止日期", "截止时间"])
@pytest.mark.parametrize("day", ["2014年6月10日", datetime(2014, 6, 10)])
def test_the_day_may_stand_in_the_next_cell(label: str, day: Any):
    assert plan(["2014年安排"], [label, day]).as_of == date(2014, 6, 10)


@pytest.mark.parametrize("label", ["截止日期", "截止时间"])
@pytest.mark.parametrize("days", [["3月1日", "3月8日"], [datetime(2014, 3, 1), datetime(2014, 3, 8)]])
def test_a_header_beside_a_calendar_of_days_states_none(label: str, days: list[Any]):
    assert read_rows([["工作内容", label, *days], ["专题党课", "3月10日", "√", ""], ["生活会", "3月12日", "", "√"]]).as_of is None


@pytest.mark.parametrize("stated", ["统计时间：2014年1-6月", "统计时间：6月1日-10日", "统计时间：每月25日", "统计人：某"])
def test_a_stretch_of_time_without_a_last_day_states_none(stated: str):
    assert plan(["2014年安排"], [stated]).as_of is None


@pytest.mark.parametrize("line", ["统计时间：2014年6月10日", "截止日期：2014年6月10日"])
def test_a_year_that_only_the_stated_day_gives_is_said_with_its_line_as_written(line: str):
    workbook = plan(["重点工作安排"], [line])

    assert (workbook.year, workbook.as_of) == (2014, date(2014, 6, 10))
    assert [dict(finding.facts)["line"] for finding in workbook.findings if finding.code == "year_from_stated_day"] == [line]


@pytest.mark.parametrize("closing", ["报名截止6月10日，请按时报送", "材料报送截止：6月10日"])
def test_the_closing_day_of_something_else_is_not_the_reported_day(closing: str):
    assert plan(["2014年安排"], [closing]).as_of is None


@pytest.mark.parametrize("title", ["2014年城市更新重点工作任务表", "2014年机构编制管理工作安排", "2014年数据填报任务分工"])
def test_a_title_may_speak_of_renewal_posts_or_reports(title: str):
    workbook = plan([title])

    assert workbook.title == title
    assert (workbook.year, workbook.year_source) == (2014, "title")


YEAR, NO_AS_OF = "year_from_form_date", "form_day_is_no_as_of"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("填表日期：2014年3月1日", [YEAR, NO_AS_OF]),
        ("编制时间：2014.3.1", [YEAR]),
        ("2014年3月1日修订", [YEAR]),
        ("更新于2014-03-01", [YEAR, NO_AS_OF]),
        ("（2014年3月编制）", [YEAR]),
    ],
)
def test_the_date_of_a_form_is_no_title_and_a_weak_year(form: str, said: list[str]):
    workbook = plan([form])

    assert workbook.title == "plan"
    assert codes(workbook) == said


@pytest.mark.parametrize("written", [2014, "2014年", "二〇一四年", "2014-01-01"])
def test_the_settings_name_the_year(written: Any):
    assert plan(settings=[["活动名称", "某活动"], ["年份", written]]).year == 2014


@pytest.mark.parametrize(("written", "cell"), [("14", "B2"), ("待定", "B2")])
def test_a_year_that_cannot_be_read_is_said(written: str, cell: str):
    workbook = plan(settings=[["活动名称", "某活动"], ["年份", written]], year=2014)

    assert cells(workbook, "setting_year_unread") == [cell]


@pytest.mark.parametrize("written", ["待定", "下周五"])
def test_a_reported_day_that_cannot_be_read_is_said(written: str):
    workbook = plan(settings=[["年份", 2014], ["数据截止日期", written]])

    assert workbook.as_of is None
    assert cells(workbook, "setting_as_of_unread") == ["B2"]


def test_a_reported_day_in_excels_own_number_is_read():
    assert plan(settings=[["年份", 2014], ["数据截止日期", 41800]]).as_of == date(2014, 6, 10)


def test_settings_that_are_read_are_not_spoken_of():
    assert codes(plan(settings=[["年份", 2014], ["数据截止日期", "6月10日"]])) == []


def test_a_task_that_sums_up_is_a_task_and_a_sum_is_none():
    workbook = read_rows(
        [
            ["工作内容", "责任部门", "完成时限", "状态"],
            ["召开座谈会", "办公室", "3月中旬", "已完成"],
            ["征求意见汇总", "办公室", "3月下旬", "进行中"],
            ["汇总（梳理）问题", "办公室", "4月", "未启动"],
            ["合计", "", "", ""],
        ]
    )

    assert workbook.tasks["task"].tolist() == ["召开座谈会", "征求意见汇总", "汇总（梳理）问题"]
    assert [(row.row, row.reason) for row in workbook.tables[0].set_aside] == [(5, "total")]


def test_the_name_of_one_sheet_of_several_is_not_the_title_of_all():
    tables = [sheet([HEAD, [1, f"{name}的事", "3月", "", ""]], name=name) for name in ("办公室", "教务处")]

    assert read(*tables, file_name="2014年活动计划.xlsx").title == "2014年活动计划"
    assert read(tables[0], file_name="2014年活动计划.xlsx").title == "办公室"


BY_FORM = ["工作内容", "完成时限"], ["开会", "3月"], ["总结", "9月"]


@pytest.mark.parametrize(
    ("above", "cell"),
    [
        (["填表单位：办公室", "填表日期：2014年6月9日"], "B2"),
        (["填表单位：办公室　　填表时间：2014.6.9"], "A2"),
        (["填表日期", datetime(2014, 6, 9)], "A2"),
        (["填报日期", "", "2014-06-09"], "A2"),
        (["更新日期：2014年6月9日"], "A2"),
        (["报送日期：2014年6月9日"], "A2"),
        (["上报时间：6月9日"], "A2"),
    ],
)
def test_the_day_on_which_a_form_was_filled_in_is_no_as_of_day_and_that_is_said(above: list[Any], cell: str):
    workbook = read_rows([["2014年重点工作"], above, *BY_FORM])

    assert workbook.as_of is None
    assert cells(workbook, "form_day_is_no_as_of") == [cell]


def test_it_is_said_of_the_foot_of_a_sheet_and_of_the_settings_too():
    settings = sheet([["年份", 2014], ["填表日期", "2014年6月9日"]], name="设置")

    assert cells(read_rows([*BY_FORM, ["制表人：某", "制表日期：2014年6月9日"]]), "form_day_is_no_as_of") == ["B4"]
    assert cells(read(sheet(BY_FORM), settings), "form_day_is_no_as_of") == ["A2"]


@pytest.mark.parametrize(
    "above",
    [["填表日期：2014年6月9日", "数据截止日期：2014年6月8日"], ["填表单位：办公室", "填表日期：　年　月　日"], ["填表日期：", "审核人"]],
)
def test_beside_an_as_of_day_or_left_blank_it_needs_no_word(above: list[str]):
    assert cells(read_rows([["2014年重点工作"], above, *BY_FORM]), "form_day_is_no_as_of") == []


@pytest.mark.parametrize(
    "line",
    [
        "（更新至2014年6月9日）",
        "更新至：2014年6月9日",
        "数据更新至6月9日",
        "数据统计至2014年6月9日",
        "统计至6月9日",
        "（2014年6月9日更新）",
        "2014.6.9更新",
        "更新至 2014-06-09",
    ],
)
def test_up_to_which_day_a_table_is_updated_or_counted_is_its_as_of_day(line: str):
    beside = read_rows([["2014年重点工作", ""], [line, ""], *BY_FORM])
    behind = read_rows([[f"2014年重点工作（{line.strip('（）')}）", ""], *BY_FORM])

    assert (beside.title, beside.as_of, codes(beside)) == ("2014年重点工作", date(2014, 6, 9), [])
    assert (behind.title, behind.as_of, codes(behind)) == ("2014年重点工作", date(2014, 6, 9), [])


@pytest.mark.parametrize("line", ["老旧管网更新至2014年6月9日完工", "报送时间：6月9日前", "报送时间：每月9日", "设备更新到2014年"])
def test_an_update_of_something_else_or_the_last_day_to_report_is_neither(line: str):
    workbook = read_rows([["2014年重点工作", ""], [line, ""], *BY_FORM])

    assert workbook.as_of is None
    assert cells(workbook, "form_day_is_no_as_of") == []


def test_a_column_headed_by_a_report_s_time_is_no_form_s_day():
    assert cells(read_rows([["工作内容", "完成时限", "报送时间"], ["开会", "3月", "6月9日"]]), "form_day_is_no_as_of") == []


def test_it_becomes_the_as_of_day_by_the_words_that_the_hint_asks_for():
    for above in (["数据截止日期：2014年6月9日"], ["数据截止日期", datetime(2014, 6, 9)]):
        assert read_rows([["2014年重点工作"], above, *BY_FORM]).as_of == date(2014, 6, 9)


def test_a_column_that_tells_when_each_row_was_filled_in_is_no_form_s_day():
    rows = [["工作内容", "完成时限", "填报时间"], ["开会", "3月", "2014-06-09"], ["总结", "9月", "2014-06-09"]]

    assert cells(read_rows(rows), "form_day_is_no_as_of") == []


@pytest.mark.parametrize("first", [[], [["2014年听课登记"]]])
def test_a_sheet_that_is_not_read_is_named_with_its_headers(first: list[list[str]]):
    register = sheet([*first, ["周次", "班级", "听课内容"], [1, "一班", "数学"], [2, "二班", "语文"]], name="听课登记")
    workbook = read(sheet(BY_FORM, name="计划"), register, year=2014)
    ignored = next(finding for finding in workbook.findings if finding.code == "sheet_ignored")

    assert (ignored.sheet, ignored.value) == ("听课登记", "周次、班级、听课内容")


def test_columns_without_a_field_are_each_named_at_their_cell():
    rows = [["周次", "班级", "工作内容", "完成时限"], ["第1周", "一班", "开会", "3月"], ["第2周", "二班", "总结", "9月"]]
    workbook = read_rows(rows)

    assert cells(workbook, "header_unknown") == ["A1", "B1"]
