"""Words of closed vocabularies: the state of a report built like those that are known, and what offices write besides."""

import itertools
from collections.abc import Iterable

import pytest

from lib.schema import Gate
from lib.schema.gate_states import gate_of
from lib.schema.words import GATE_WORDS
from tests.ingest.raw import codes, read_rows

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


@pytest.mark.parametrize(
    ("header", "column", "words"),
    [
        (
            "整改类型",
            "rectification_kind",
            {"立整立改": "immediate", "限期办结": "by_date", "持续推进": "long_term", "提请上级解决": "needs_superior"},
        ),
        (
            "听取方式",
            "openness",
            {"背对背": "back_to_back", "不记名": "back_to_back", "无记名": "back_to_back", "实名反映": "face_to_face"},
        ),
    ],
)
def test_words_of_closed_vocabularies_as_offices_write_them(header: str, column: str, words: dict[str, str]):
    workbook = read_rows([["序号", "存在问题", "整改措施", header], *([n, "会多", "减会", word] for n, word in enumerate(words, 1))])

    assert dict(zip(words, workbook.feedback[column], strict=True)) == words
    assert "word_unknown" not in codes(workbook)
