"""A line of text in the column of numbers is named for what it is, and not as a form row that nobody filled in."""

from typing import Any

import pytest

from lib.i18n import Language
from lib.i18n.catalogue import text
from lib.ingest.model import Workbook
from tests.ingest.raw import read_rows

TASKS = [["序号", "工作内容", "完成时限", "状态"], [1, "召开座谈会", "3月", "已完成"], [2, "征求意见", "4月", "进行中"]]


def reasons(workbook: Workbook) -> list[tuple[int, str]]:
    return [(row.row, row.reason) for row in workbook.tables[0].set_aside]


def test_a_table_without_such_a_line_sets_nothing_aside():
    assert reasons(read_rows(TASKS)) == []


@pytest.mark.parametrize(
    "line",
    [
        "共10项，已完成6项，整改中3项，未完成1项。",
        "育才中学校长办公室",
        "                                        育才中学校长办公室",
        "院办公室制表",
        "截止2014年6月10日",
        "2014年6月10日",
        "内审组组长：          日期：",
        "共5个问题在办",
        "Ten items in all",
    ],
)
def test_a_line_of_text_beneath_the_numbers_is_a_line_outside_the_table(line: str):
    workbook = read_rows([*TASKS, [line]])

    assert reasons(workbook) == [(4, "text")]
    assert len(workbook.tasks) == 2


@pytest.mark.parametrize("number", [3, "3", "第3项", "第十二条", "（三）", "1.3", "ZG-2014-03", "建督〔2014〕9号", "市政府督〔2014〕9号"])
def test_a_number_without_anything_behind_it_is_a_form_row(number: Any):
    assert reasons(read_rows([*TASKS, [number]])) == [(4, "prefilled")]


def test_it_is_named_so_in_both_languages():
    assert text(Language.ZH, "set_aside.text") == "表外文字"
    assert text(Language.EN, "set_aside.text") == "line of text outside the table"
