"""Rows whose state is their colour: read by a legend, said to be unread without one."""

import io

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from lib.ingest.read import read as read_file
from lib.ingest.read.xlsx_fills import colour_name
from tests.ingest.raw import cells, codes, read, sheet

HEADER = ["序号", "工作任务", "责任处室", "完成时间"]
ROWS = [HEADER, [1, "修订章程", "法规处", "3月"], [2, "职称评审", "人事处", "6月"], [3, "安全检查", "保卫处", "9月"]]
COLOURS = {(2, 2): "绿", (3, 2): "黄"}


def test_a_sheet_without_colours_says_nothing():
    assert codes(read(sheet(ROWS), year=2025)) == []


def test_colours_without_a_legend_are_said_to_be_unread():
    workbook = read(sheet(ROWS, filled=COLOURS), year=2025)

    assert list(workbook.tasks["status"]) == ["not_reported"] * 3
    assert cells(workbook, "colours_unread") == ["A2"]


def test_colours_are_states_by_the_sheets_own_legend():
    rows = [["图例：绿色为已完成，黄色为进行中"], *ROWS]
    workbook = read(sheet(rows, filled={(3, 2): "绿", (4, 2): "黄"}), year=2025)

    assert list(workbook.tasks["status"]) == ["done", "in_progress", "not_reported"]
    assert cells(workbook, "status_from_colours") == ["A3"]


def test_a_legend_that_lacks_a_colour_settles_none():
    rows = [["图例：绿色为已完成"], *ROWS]
    workbook = read(sheet(rows, filled={(3, 2): "绿", (4, 2): "黄"}), year=2025)

    assert list(workbook.tasks["status"]) == ["not_reported"] * 3
    assert "colours_unread" in codes(workbook)


BLANK_STATES = [[*HEADER, "完成情况"], *([*row, ""] for row in ROWS[1:])]


def test_colours_in_a_column_of_states_without_a_word_are_said_to_be_unread():
    workbook = read(sheet(BLANK_STATES, filled={(2, 5): "绿", (3, 5): "黄"}), year=2025)

    assert list(workbook.tasks["status"]) == ["not_reported"] * 3
    assert cells(workbook, "colours_unread") == ["A2"]


@pytest.mark.parametrize("below", [False, True])
def test_cells_painted_with_what_they_say_are_a_legend(below: bool):
    legend = ["图例：", "已完成", "进行中", "未启动/未安排"]
    rows = [*BLANK_STATES, [], legend] if below else [legend, *BLANK_STATES]
    at, first = (6, 2) if below else (1, 3)
    painted = {(at, 2): "绿", (at, 3): "黄", (at, 4): "红"} | {(first + row, 5): colour for row, colour in enumerate("绿黄红")}
    workbook = read(sheet(rows, filled=painted), year=2025)

    assert list(workbook.tasks["status"]) == ["done", "in_progress", "not_started"]
    assert "status_from_colours" in codes(workbook)


def test_a_colour_that_a_legend_gives_two_meanings_has_none():
    rows = [["图例：", "已完成", "进行中", "未启动"], *BLANK_STATES]
    painted = {(1, 2): "绿", (1, 3): "黄", (1, 4): "黄", (3, 5): "绿", (4, 5): "黄"}

    assert "colours_unread" in codes(read(sheet(rows, filled=painted), year=2025))


def test_one_colour_or_stripes_in_blue_are_no_states():
    assert codes(read(sheet(ROWS, filled={(2, 2): "绿", (4, 2): "绿"}), year=2025)) == []
    assert codes(read(sheet(ROWS, filled={(2, 2): "蓝", (3, 2): "灰"}), year=2025)) == []


def test_a_written_state_stands_before_any_colour():
    rows = [[*HEADER, "状态"], [1, "修订章程", "法规处", "3月", "进行中"], [2, "职称评审", "人事处", "6月", "已完成"]]
    workbook = read(sheet(rows, filled=COLOURS), year=2025)

    assert list(workbook.tasks["status"]) == ["in_progress", "done"]
    assert "status_from_colours" not in codes(workbook)


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        ("FF0000", "红"),
        ("C00000", "红"),
        ("FFC000", "黄"),
        ("FFFF00", "黄"),
        ("92D050", "绿"),
        ("00B050", "绿"),
        ("00B0F0", "蓝"),
        ("FF7F00", "橙"),
    ],
)
def test_a_spreadsheets_standard_colours_have_their_names(rgb: str, name: str):
    assert colour_name(rgb) == name


@pytest.mark.parametrize("rgb", ["FFFFFF", "000000", "F2F2F2", "FFF2CC", "7030A0"])
def test_white_black_pale_tints_and_purple_have_none(rgb: str):
    assert colour_name(rgb) == ""


def test_the_colours_of_a_files_cells_are_known():
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    for place, rgb in (("B2", "FF92D050"), ("B3", "FFFF0000")):
        book.active[place].fill = PatternFill("solid", fgColor=rgb)
    out = io.BytesIO()
    book.save(out)

    assert read_file(out.getvalue(), "plan.xlsx").sheets[0].filled == {(2, 2): "绿", (3, 2): "红"}


def test_problems_that_say_their_state_by_colour_are_read_by_the_note_beneath():
    head = ["编号", "问题描述", "整改措施", "整改期限"]
    rows = [head, ["01", "排队时间长", "加窗口", "4月"], ["02", "停车位不足", "启用西侧", "6月"], ["03", "热水不稳", "换锅炉", "7月"]]
    colours = {(2, 2): "绿", (3, 2): "黄", (4, 2): "红"}
    told = read(sheet([*rows, [], ["注：绿色为已整改，黄色为正在整改，红色为未整改"]], filled=colours), year=2025)
    untold = read(sheet(rows, filled=colours), year=2025)

    assert list(told.feedback["status"]) == ["done_unchecked", "in_progress", "open"]
    assert cells(told, "status_from_colours") == cells(untold, "colours_unread") == ["A2"]
    assert list(untold.feedback["status"]) == ["not_reported"] * 3
