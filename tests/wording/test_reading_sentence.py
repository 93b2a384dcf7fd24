"""What was read from a file is said in one whole sentence, also where it is nothing to follow."""

import pytest

from lib.i18n import Language
from lib.wording.reading import conclusion
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
