"""What changed as a phone folds it: a line a row, nothing lost, two rows of the same words apart."""

from lib.desk.tables import table_of_rows
from lib.i18n import Language
from lib.ui.change_markup import folded

HEADINGS = (("kind", "变动"), ("number", "序号"), ("what", "事项"), ("field", "栏目"), ("old", "原内容"), ("new", "现内容"))


def made(*rows: tuple[str, str, str, str, str, str]) -> str:
    """The folded lines of these changed cells."""
    return "".join(folded(table_of_rows("changes", "全部变动", HEADINGS, rows, ("what",), "没有变动。"), Language.ZH))


def test_the_cells_of_a_row_are_folded_under_one_line_with_its_kinds() -> None:
    markup = made(("新完成", "6", "自学", "状态", "进行中", "已完成"), ("时限调整", "6", "自学", "到期日", "6月6日", "6月9日"))

    assert markup.count("<details") == 1
    assert "<summary><b>新完成、时限调整</b> 6 自学</summary>" in markup
    assert [words for words in ("进行中", "已完成", "6月6日", "6月9日", "状态", "到期日") if words not in markup] == []


def test_two_rows_of_the_same_words_stay_two() -> None:
    assert made(("不再列出", "", "操场", "整行", "", ""), ("不再列出", "", "操场", "整行", "", "")).count("<details") == 2


def test_no_change_is_no_line_and_words_of_a_workbook_are_no_markup() -> None:
    assert made() == ""
    assert "<b>x" not in made(("新增", "1", "<b>x</b>", "整行", "", "<b>x</b>"))
