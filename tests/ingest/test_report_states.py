"""The state of a report in words that are built like those of the vocabulary: composed here, part by part."""

import itertools
from collections.abc import Iterable

import pytest

from lib.schema import Gate
from lib.schema.gate_states import gate_of
from lib.schema.words import GATE_WORDS

SEND = ("报", "报送", "上报", "呈报", "提交", "送审", "上交")
REVIEW = ("审阅", "审核", "审批", "审定", "批复", "批准")
FILE = ("备案", "报备", "归档", "存档")


def composed(*parts: Iterable[str]) -> list[str]:
    return ["".join(words) for words in itertools.product(*parts)]


@pytest.mark.parametrize(
    ("words", "gate"),
    [
        (composed(("已", "已经", "均已", "已按时"), SEND), Gate.SUBMITTED),
        (composed(("正在", "在"), REVIEW) + composed(REVIEW, ("中",)) + ["报批中", "已报待批", "待批复"], Gate.SUBMITTED),
        ([*composed(("未", "尚未", "待", "暂未", "需", "正在"), (*SEND, *FILE)), "报送中"], Gate.DUE),
        (composed(("已", "已经", "均已", "获"), REVIEW) + composed(REVIEW, ("通过", "同意", "完成")), Gate.REVIEWED),
        ([*composed(("已", "均已", "已完成"), FILE), "备案完成"], Gate.FILED),
        ([*composed(("无需", "不需", "免"), (*SEND, *FILE)), "不涉及", "N/A", "Not required"], Gate.NONE),
        (composed(("", "已", "被"), ("退回", "驳回", "打回"), ("", "修改", "重报")), Gate.RETURNED),
        (["需修改", "修改中", "修改后重报", "未通过", "审核未通过", "不同意", "Rejected", "Returned for revision"], Gate.RETURNED),
        (["Not submitted", "Not yet submitted", "To be submitted"], Gate.DUE),
        (["Under review", "Accepted", "On file"], None),
    ],
    ids=["sent", "with them", "to be sent", "answered", "filed", "none", "sent back", "in other words", "English, to be sent", "English"],
)
def test_a_state_built_like_the_vocabularys_is_read(words: list[str], gate: Gate | None):
    if gate is None:
        assert [gate_of(word) for word in words] == [Gate.SUBMITTED, Gate.REVIEWED, Gate.FILED]
    else:
        assert {word: gate_of(word) for word in words} == dict.fromkeys(words, gate)


@pytest.mark.parametrize("word", ["完成", "√", "待审核", "未审阅", "按时报送", "报告", "审核", "口头", "", "已"])
def test_what_tells_neither_who_acts_nor_what_was_answered_is_not_guessed(word: str):
    assert gate_of(word) is None


def test_no_word_of_the_vocabulary_is_read_as_another_state():
    assert all(gate_of(word) is gate for gate, words in GATE_WORDS.items() for word in words)
