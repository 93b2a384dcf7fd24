"""The sheet 归并建议: proposals with their reasons, marked as such."""

from lib.i18n import LANGUAGES, Language
from lib.metrics.sorting import CategoryProposal, MergeProposal, SortingHelp
from lib.wording.sorting import sheet_name, sorting_tables

FOUND = SortingHelp(
    (MergeProposal("意见!2", "意见!4", "1", "3", ("食堂", "排队"), 0.51),),
    (CategoryProposal("意见!5", "", "切身利益", ("热水",)),),
    unlisted=2,
)


def test_without_proposals_there_is_no_table() -> None:
    assert sorting_tables(SortingHelp((), ()), Language.ZH) == ()


def test_each_row_says_which_rows_what_and_why() -> None:
    merges, categories = sorting_tables(FOUND, Language.ZH)

    assert merges.rows == (("1 (意见!2)", "3 (意见!4)", "“食堂”、“排队”", "51%"),)
    assert merges.note.endswith("另有2对相近的意见未列出。")
    assert categories.rows == (("意见!5", "切身利益", "“热水”"),)


def test_where_only_the_first_opinions_were_looked_at_it_is_said() -> None:
    found = SortingHelp(FOUND.merges, FOUND.categories, 0, compared=10_000, uncompared=12)

    tables = sorting_tables(found, Language.ZH)
    assert len(tables) == 2
    assert all(table.note.endswith("意见较多，只看了前10,000条，其余12条没有看。") for table in tables)


def test_every_table_says_that_it_only_proposes() -> None:
    for language in LANGUAGES:
        assert sheet_name(language)
        assert all("⟦" not in "".join((each.heading, each.note, *each.headers)) for each in sorting_tables(FOUND, language))
    assert all("仅供参考，没有改动工作簿" in each.note for each in sorting_tables(FOUND, Language.ZH))
