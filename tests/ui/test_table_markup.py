"""A table as print sets it: what keeps to one line, what stands flush right, what each cell is called on a phone."""

from lib.desk.tables import Table, table_of_rows
from lib.ui.table_markup import on_paper, table


def made(*rows: tuple[str, str, str, str], wide: tuple[str, ...] = ("note",), heading: str = "问题") -> Table:
    """A table of kinds with counts."""
    headings = (("name", "类型"), ("count", heading), ("note", "未完成的"), ("ref", ""))
    return table_of_rows("kinds", "按类型", headings, rows, wide, "没有。")


def test_a_table_without_rows_has_its_headings() -> None:
    assert "<th" in table(made())
    assert "<td" not in table(made())


def test_counts_stand_flush_right_and_words_do_not() -> None:
    markup = table(made(("立行立改", "33", "6个", "a"), ("长期坚持", "10", "7个", "b")))

    assert '<th scope="col" class="pb-count">问题</th>' in markup
    assert '<th scope="col">类型</th>' in markup


def test_one_figure_alone_may_be_a_name_and_stays_where_words_stand() -> None:
    assert "pb-count" not in table(made(("立行立改", "33", "6个", "a")))


def test_every_cell_bears_its_heading_for_a_phone_and_none_on_paper() -> None:
    shown = made(("立行立改", "33", "6个", "a"))

    assert 'data-label="未完成的"' in table(shown)
    assert "data-label" not in on_paper(shown)


def test_the_way_back_to_the_row_is_not_shown() -> None:
    assert "secret-ref" not in table(made(("立行立改", "33", "6个", "secret-ref")))


def test_a_short_cell_is_never_broken_and_a_long_one_has_a_line_of_its_own() -> None:
    markup = table(made(("立行立改", "33", "六个月内分三批逐步整改到位并复核", "a"), wide=()))

    assert '<td class="pb-short" data-label="类型">立行立改</td>' in markup
    assert '<td class="pb-long" data-label="未完成的">' in markup


def test_a_cell_too_long_for_one_place_of_a_block_takes_two_and_on_paper_none() -> None:
    shown = made(("立行立改", "80.6%（58/70）", "学习教育、听取意见", "a"), wide=())

    assert '<td class="pb-line pb-two" data-label="问题">' in table(shown)
    assert '<td class="pb-two" data-label="未完成的">' in table(shown)
    assert '<td class="pb-short" data-label="类型">' in table(shown)
    assert "pb-two" not in on_paper(shown)


def test_a_heading_too_long_for_one_place_takes_two_so_that_its_figure_stands_beside_the_others() -> None:
    shown = made(("立行立改", "33", "6", "a"), wide=(), heading="Completion rate")

    assert '<td class="pb-short pb-two" data-label="Completion rate">33</td>' in table(shown)
    assert '<td class="pb-short" data-label="未完成的">6</td>' in table(shown)


def test_where_one_cell_takes_two_places_all_of_its_column_do_so_that_the_same_thing_stands_at_the_same_place() -> None:
    shown = made(("立行立改", "33", "6", "a"), ("需上级单位协调", "5", "六个月内分三批逐步整改到位并复核", "b"), wide=())

    assert '<td class="pb-short pb-two" data-label="类型">立行立改</td>' in table(shown)
    assert '<td class="pb-line pb-two" data-label="类型">' in table(shown)
    assert '<td class="pb-short" data-label="未完成的">6</td>' in table(shown)
    assert '<td class="pb-long" data-label="未完成的">' in table(shown)


def test_text_is_never_markup() -> None:
    assert "<b>" not in table(made(("<b>甲</b>", "1", "", "a")))


def test_a_table_of_few_short_words_is_as_wide_as_they_are_and_one_with_sentences_as_wide_as_the_sheet() -> None:
    rows = (("动员部署", "1/1项达到", "", "a"), ("学习教育", "7/11项达到", "", "b"))

    assert "pb-narrow" in table(made(*rows, wide=()))
    assert "pb-narrow" not in table(made(*rows))
    assert "pb-narrow" not in table(made(("动员部署" * 8, "1/1项达到", "", "a"), wide=()))
