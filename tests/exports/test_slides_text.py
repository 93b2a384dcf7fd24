"""How wide a text stands and where it breaks: never narrower than a program sets it, and no character lost."""

import pytest

from lib.exports.slides_text import brackets_whole, broken, by_clauses, cut, fitting, width


def test_nothing_has_no_width_and_one_empty_line():
    assert width("", 14) == 0
    assert broken("", 100, 14) == [""]


@pytest.mark.parametrize(
    ("word", "in_bold"),  # ems by the face's own advance widths
    [("Group", 3.000), ("Overdue", 4.057), ("Who", 2.166), ("100%", 2.557), ("due soon", 4.445)],
)
def test_a_latin_word_is_at_least_as_wide_as_the_bold_face_sets_it_and_not_much_wider(word: str, in_bold: float):
    assert in_bold * 14 <= width(word, 14) <= in_bold * 14 * 1.05


def test_a_chinese_character_is_one_em_and_leaves_a_gap_before_a_latin_one_but_none_before_a_space():
    assert width("逾期", 10) == 20
    assert width("逾期3", 10) == pytest.approx(20 + 2.5 + 5.6)
    assert width("逾期 3", 10) == pytest.approx(20 + 2.8 + 5.6)


def test_a_text_breaks_between_words_and_joined_lines_are_the_text():
    text = "Task 1: draw up and hand in the programme，并报领导小组。\n下一行"

    lines = broken(text, 120, 14)

    assert "".join(lines) == text
    assert max(width(line.rstrip(), 14) for line in lines) <= 120
    assert [line for line in lines if line.startswith(("，", "。"))] == []


def test_no_line_ends_between_a_number_and_the_name_joined_to_it():
    assert broken("逾期1项：“7\u00a0制定学习计划”10天。", 85, 14) == ["逾期1项：", "“7\u00a0制定学", "习计划”10", "天。"]
    assert width("7\u00a0制", 10) == width("7 制", 10)


def test_what_has_no_room_ends_with_an_ellipsis_and_what_has_is_left_alone():
    assert cut("督导组", 60, 14) == "督导组"
    assert cut("督导联络组办公室", 60, 14) == "督导联…"
    assert fitting(["督导联络组办公室"], 60, 20, (14, 12)) is None
    assert fitting(["督导联络组"], 60, 20, (14, 12)) == 12


def test_a_conclusion_ends_its_lines_where_clauses_end_and_not_in_quotes_or_brackets():
    chinese = "截至6月10日，24项任务中逾期2项：“学习、听取意见”1项，“查摆问题、开展批评”1项（5月31日，含补报）；受阻2项。"
    english = 'As of 10 Jun, 2 tasks are overdue: 1 in "A, B", 1 in "C"; 2 are stuck.'

    assert by_clauses(chinese, 700, 20).split("\n") == [
        "截至6月10日，24项任务中逾期2项：“学习、听取意见”1项，",
        "“查摆问题、开展批评”1项（5月31日，含补报）；受阻2项。",
    ]
    assert by_clauses(english, 500, 20).split("\n") == ['As of 10 Jun, 2 tasks are overdue: 1 in "A, B",', '1 in "C"; 2 are stuck.']


def test_a_conclusion_that_fits_or_would_take_more_lines_stays_as_it_is():
    long = "逾期2项；最久的是“制定集中学习计划并组织实施”10天。"

    assert by_clauses("受阻2项；需领导协调2项。", 400, 20) == "受阻2项；需领导协调2项。"
    assert by_clauses(long, 400, 20) == long
    assert by_clauses("", 400, 20) == ""


def test_brackets_at_the_end_of_a_short_cell_stand_whole_where_they_would_be_parted():
    assert brackets_whole("逾期10天（应于5月31日完成）", 160, 14) == "逾期10天\n（应于5月31日完成）"
    assert brackets_whole("71 days left (20 Aug)", 100, 14) == "71 days left\n(20 Aug)"
    assert brackets_whole("还有71天（8月20日）", 200, 14) == "还有71天（8月20日）"
    assert brackets_whole("还有71天（8月20日）", 40, 14) == "还有71天（8月20日）"
