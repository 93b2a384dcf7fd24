"""How wide a text stands and where it breaks: never narrower than a program sets it, and no character lost."""

import pytest

from lib.exports.slides_text import broken, cut, fitting, width


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


def test_what_has_no_room_ends_with_an_ellipsis_and_what_has_is_left_alone():
    assert cut("督导组", 60, 14) == "督导组"
    assert cut("督导联络组办公室", 60, 14) == "督导联…"
    assert fitting(["督导联络组办公室"], 60, 20, (14, 12)) is None
    assert fitting(["督导联络组"], 60, 20, (14, 12)) == 12
