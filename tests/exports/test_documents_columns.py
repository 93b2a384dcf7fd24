"""The columns of a document's table share its width so that words stay whole and sentences have most of the room."""

import pytest

from lib.exports.documents_charts import Grid
from lib.exports.documents_columns import column_widths, is_narrower
from lib.exports.slides_text import width

ROOM = 442.0
SIZES = (12.0, 10.5, 9.0)


def grid(headings: tuple[str, ...], *rows: tuple[str, ...], wide: tuple[str, ...] = ()) -> Grid:
    """A table by its headings and rows."""
    return Grid("台账", headings, rows, tuple(heading in wide for heading in headings))


@pytest.mark.parametrize(
    "table",
    [
        grid(("序号", "任务")),
        grid(("序号", "任务"), ("1", "制定方案"), wide=("任务",)),
        grid(tuple(f"第{n}列" for n in range(30)), tuple("内容" * n for n in range(30))),
    ],
)
def test_the_columns_fill_the_width_and_none_is_without(table: Grid):
    _, found = column_widths(table, ROOM, SIZES)

    assert sum(found) == pytest.approx(ROOM)
    assert min(found) > 0


def test_a_short_table_is_set_in_the_wanted_size_and_a_broad_one_smaller():
    assert column_widths(grid(("序号", "任务"), ("1", "制定方案")), ROOM, SIZES)[0] == 12.0
    broad = grid(tuple(f"第{n}列" for n in range(9)), ("内容是这样的",) * 9)
    assert column_widths(broad, ROOM, SIZES)[0] == 9.0
    assert is_narrower(broad, ROOM, 9.0)


def test_headings_stay_on_one_line_before_sentences_take_the_rest():
    table = grid(("责任部门", "即将到期", "任务"), ("办公室", "0", "制定方案并组织实施" * 9), wide=("任务",))
    size, found = column_widths(table, ROOM, SIZES)

    assert found[1] >= width("即将到期", size)
    assert found[2] > ROOM / 2


def test_a_column_of_long_sentences_has_more_than_one_that_is_nearly_blank():
    rows = (("制定方案并组织实施" * 9, ""), ("制定方案", "请协调"))
    _, found = column_widths(grid(("任务", "需协调事项"), *rows, wide=("任务", "需协调事项")), ROOM, SIZES)

    assert found[0] > 2 * found[1]


def test_where_not_all_have_what_they_want_no_latin_word_is_parted():
    words = ("Department of Continuing Professional Development", "Administration and International Co-operation", "10 Mar 2014")
    table = grid(("Responsible unit", "Responsible leader", "Window", *(f"Column {n}" for n in range(6))), (*words, *words, *words))
    size, found = column_widths(table, 600.0, SIZES)

    assert size == 9.0
    for place, cell in enumerate(table.rows[0]):
        assert all(0.85 * width(word, size) <= found[place] for word in (*cell.split(), *table.headings[place].split())), place


def test_where_not_all_have_what_they_want_the_longer_text_has_more():
    headings = ("任务", "进展", *(f"第{n}列" for n in range(12)))
    table = grid(headings, ("制定方案并组织实施" * 9, "制定方案", *("内容是这样的",) * 12), wide=("任务", "进展"))
    _, found = column_widths(table, 697.0, SIZES)

    assert found[0] > 2 * max(found[1:])


def test_a_long_sentence_beside_numbers_has_the_room_before_headings_that_may_break():
    rows = (("召开专题民主生活会，督导组派员到会并作评价；" * 3, "21", "17", "商定晚21天，实际晚17天"), ("短", "6", "10", "商定晚6天"))
    table = grid(("名称", "商定比原定晚", "实际比原定晚", "说明"), *rows, wide=("名称", "说明"))
    size, found = column_widths(table, ROOM, SIZES)

    assert found[0] / size > 13
    assert min(found) / size > 3.9


def test_a_column_is_no_narrower_than_four_characters_where_its_heading_is_longer():
    headings = ("征集方式与渠道", *(f"第{n}列" for n in range(10)))
    size, found = column_widths(grid(headings, ("问卷", *("内容是这样的",) * 10)), 697.0, SIZES)

    assert found[0] / size >= 4


def test_a_table_whose_long_sentence_would_stand_as_a_pillar_is_too_broad_for_an_upright_sheet():
    facts = {
        "状态": "未填报",
        "序号": "7",
        "工作步骤": "学习教育、听取意见",
        "完成时限": "3月-5月",
        "时限窗口": "3月至5月",
        "位置": "任务!10",
    }
    short, long = (grid((*facts, "任务"), (*facts.values(), words), wide=("任务",)) for words in ("制定方案", "制定方案并组织实施" * 15))

    assert not is_narrower(short, ROOM, 9.0)
    assert is_narrower(long, ROOM, 9.0)
