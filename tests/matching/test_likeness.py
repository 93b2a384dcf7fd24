"""Dice's coefficient of neighbouring characters, checked by hand."""

import pyarrow as pa
import pytest

from lib.matching import likeness, plain
from lib.matching.writing import plain_forms


@pytest.mark.parametrize(
    ("old", "new", "alike"),
    [
        ("", "", 0.0),
        ("甲", "甲", 1.0),
        ("甲", "乙", 0.0),
        ("甲乙", "甲", 2 / 3),  # (begin, 甲), (甲, 乙) against (begin, 甲)
        ("甲乙丙", "乙丙", 2 / 5),  # three pairs and two, of which (乙, 丙) is shared
        ("甲甲甲", "甲甲", 1.0),  # a pair that repeats counts once
        ("召开大会😀", "召开大会😀", 1.0),
    ],
)
def test_likeness(old: str, new: str, alike: float) -> None:
    assert likeness([old], [new])[0] == pytest.approx(alike)


def test_likeness_is_counted_couple_by_couple() -> None:
    assert likeness(["甲乙", "", "丙丁"], ["甲乙", "甲", "丙戊"]).tolist() == [1.0, 0.0, 0.5]


def test_no_couples_have_no_likeness() -> None:
    assert likeness([], []).tolist() == []


def test_the_plain_form_has_neither_width_nor_white_space_nor_case() -> None:
    assert plain(" Ａ b\n　１") == "ab1"


@pytest.mark.parametrize("odd", ["e\u0301te\u0301", "ﬁle", "\u200b 值\u2003班 ", "한글", "a\x1fb", "İstanbul", "\u3000\t"])
def test_many_texts_at_once_have_the_plain_forms_that_each_has_by_itself(odd: str) -> None:
    texts = [*(f"第{n}条 意见，ＡＢ" for n in range(80)), odd, "", f"甲{odd}"]

    assert plain_forms(pa.array(texts, pa.large_string())).to_pylist() == [plain(text) for text in texts]
