"""What a cell says of a report to a supervising body: a state a line, a day before or behind it left aside (3月17日已报).

Beside the vocabulary, words that are built like it: 尚未提交 is 待报, 审核中 已报, 均已审批 已审阅, 无需备案 无需, 驳回重报 退回修改.
What says neither who is to act nor what was answered (待审核, 完成) is not guessed.
"""

import re
import unicodedata

from lib.schema.words import GATE_WORDS, Gate

_STATES = {re.sub(r"\s", "", word).lower(): gate for gate, words in GATE_WORDS.items() for word in (*words, str(gate))}
_NOT_THE_WORD = re.compile(r"\s|\(.*?\)")
_SEND = "(?:报|报送|上报|呈报|提交|送审|上交|报出|送达|报告|汇报|函报|报批)"
_REVIEW = "(?:审阅|审核|审批|审定|审查|复核|批复|批准)"
_FILE = "(?:备案|报备|归档|存档)"
_DONE = "(?:已|已经|均已|都已|全部已|已全部)"
_BUILT: tuple[tuple[Gate, re.Pattern[str]], ...] = tuple(
    (gate, re.compile(pattern))
    for gate, pattern in (
        (Gate.NONE, f"(?:无需|不需|不需要|无须|不用|免|免于)(?:再|另行)?(?:{_SEND}|{_REVIEW}|{_FILE})|不涉及|不适用|not(?:required|applicable|needed)|n/?a"),
        (Gate.RETURNED, "(?:已|被|已被)?(?:退回|返回|打回|驳回)(?:修改|重报|补充|完善|重做|整改)?(?:中|后重报)?"),
        (Gate.RETURNED, "(?:需|须|要求|待)(?:修改|补充|完善)(?:后(?:重报|再报))?|修改中|(?:修改|补充)后(?:重报|再报)|补充修改"),
        (Gate.RETURNED, f"{_REVIEW}?(?:未|不|没有)(?:获)?(?:通过|同意)|rejected|(?:returned|sentback)(?:for.+)?|reviseandresubmit"),
        (Gate.DUE, f"(?:未|尚未|还未|暂未|没有|需|应|须|拟|准备|正在|待|即将)(?:{_SEND}|{_FILE})|(?:报送|上报|呈报|提交|准备)中|(?:not(?:yet)?|tobe)submitted|tosubmit"),
        (Gate.SUBMITTED, f"{_DONE}(?:按时|按期|如期|及时)?{_SEND}(?:完毕|了)?|已报待[批审]"),
        (Gate.SUBMITTED, f"{_REVIEW}中|(?:正在|在){_REVIEW}|报批中|待(?:批复|批准|批|反馈)|(?:under|in)review|received"),
        (Gate.FILED, f"(?:{_DONE}|完成|{_DONE}完成){_FILE}|{_FILE}(?:完成|完毕)|onfile|archived"),
        (Gate.REVIEWED, f"(?:{_DONE}|获|已获|经|{_DONE}完成)(?:{_REVIEW}|同意|通过)(?:通过|同意|完毕)?|{_REVIEW}(?:通过|同意|完成|完毕)|accepted|signedoff"),
    )
)  # fmt: skip
_ANSWERS = frozenset({Gate.REVIEWED, Gate.FILED, Gate.RETURNED})
_LINE_ENDS = re.compile(r"[\n;；]")
_DAY = r"(?:(?:\d{2,4}年)?\d{1,2}月\d{1,2}[日号]?|(?:\d{2,4}[-./])?\d{1,2}[-./]\d{1,2})"
_DATED = re.compile(rf"[已于]?{_DAY}[,:]?(?P<behind>\D+)|(?P<before>\D+?)[,:]?{_DAY}")


def gate_lines(cell: str) -> list[str]:
    """The lines of a cell, one a duty."""
    return [line.strip() for line in _LINE_ENDS.split(cell)]


def gate_of(written: str) -> Gate | None:
    """The state that one line names; None where its words are unknown.

    Of several clauses the last counts where it tells how the report was answered (5月19日报送，退回修改).
    """
    key = _NOT_THE_WORD.sub("", unicodedata.normalize("NFKC", written)).lower()
    before, comma, answer = key.rpartition(",")
    if comma and before and _gate_of_clause(answer) in _ANSWERS and answer != "备案":
        return _gate_of_clause(answer)
    return _gate_of_clause(key)


def _gate_of_clause(key: str) -> Gate | None:
    dated = _DATED.fullmatch(key)
    return _named(key) or (_named(dated["behind"] or dated["before"]) if dated else None)


def _named(key: str) -> Gate | None:
    return _STATES.get(key) or next((gate for gate, pattern in _BUILT if pattern.fullmatch(key)), None)
