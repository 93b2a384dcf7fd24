"""Labels break where a reader would break them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.figures.wrapping import balanced, cut, visible, width, wrap


def test_nothing_is_no_line() -> None:
    assert wrap("", 10) == []
    assert wrap("   ", 10) == []


def test_a_chinese_character_is_two_units_wide() -> None:
    assert width("4月中旬") == 7
    assert width("，“（") == 6
    assert width("May 4") == 5


@pytest.mark.parametrize(
    ("text", "units", "lines"),
    [
        ("学习教育、听取意见", 10, ["学习教育、", "听取意见"]),
        ("学习教育听，取意见", 10, ["学习教育听，", "取意见"]),
        ("征求意见（第二轮）", 10, ["征求意见", "（第二轮）"]),
        ("集中学习4.5天以上", 9, ["集中学习", "4.5天以上"]),
        ("Hold the meeting", 9, ["Hold the", "meeting"]),
        ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
        ("一行\n两行", 20, ["一行 两行"]),
    ],
)
def test_lines_break_between_characters_and_words(text: str, units: int, lines: list[str]) -> None:
    assert wrap(text, units) == lines


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    assert wrap("制定整改方案、专项整治方案和制度建设计划", 12, 2) == ["制定整改方案、", "专项整治方…"]
    assert cut("制定整改方案", 12) == "制定整改方案"
    assert cut("制定整改方案", 10) == "制定整改…"


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(4, 40))
def test_unbounded_wrapping_loses_no_character(text: str, units: int) -> None:
    assert "".join("".join(wrap(text, units)).split()) == "".join(text.split())


@settings(deadline=None)
@given(st.text(max_size=80), st.integers(4, 40), st.integers(1, 3))
def test_there_are_never_more_lines_than_asked_for(text: str, units: int, lines: int) -> None:
    assert len(wrap(text, units, lines)) <= lines


def test_a_heading_breaks_in_the_middle() -> None:
    assert balanced("形式主义", 6, 3) == ["形式", "主义"]
    assert balanced("形式主义", 8, 3) == ["形式主义"]
    assert balanced("联系服务群众", 8, 3) == ["联系服", "务群众"]


def test_rare_characters_of_names_stay_and_what_cannot_be_seen_is_a_space():
    assert "".join(map(visible, "张\ue863\U000323b0\u202e\x07\ufdd0某")) == "张\ue863\U000323b0   某"
