"""What was read from a file is said in one whole sentence, also where it is nothing to follow."""

from dataclasses import replace

import pytest

from lib.i18n import Language
from lib.wording.reading import conclusion, year
from tests.builders import make_workbook


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ZH, "已读取名册.xlsx：没有任务，也没有意见；没有需要核对的地方。"),
        (Language.EN, "名册.xlsx was read: neither tasks nor opinions; nothing needs checking."),
    ],
)
def test_a_file_without_tasks_and_opinions_says_so(language: Language, said: str) -> None:
    assert conclusion(make_workbook(), "名册.xlsx", language) == said


def test_a_year_is_told_with_where_it_stands() -> None:
    workbook = make_workbook()

    assert year(workbook, Language.ZH) == "年份2014：取自标题。"
    assert year(replace(workbook, year_evidence="2014年教育实践活动"), Language.ZH) == "年份2014：取自标题（2014年教育实践活动）。"
    assert year(replace(workbook, year_source="given", year_evidence="2014"), Language.ZH) == "年份2014：由您填写。"
    assert year(replace(workbook, year_source="given"), Language.EN) == "Year 2014: as you gave it."
