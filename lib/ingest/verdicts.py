"""What a checker's cell says of a problem: that it passed, may be closed, or is sent back; or nothing, as a name does.

The words are those of a state (`states`), and the checker's own: 合格, 符合要求, 同意, 不合格, 不同意销号, 需重新整改. A name or a remark
beside the verdict takes nothing from it (张某某，合格); where one clause takes back what another says, it is not guessed.
"""

import re
from enum import Enum
from functools import lru_cache
from unicodedata import normalize

from lib.ingest.model import CellValue
from lib.ingest.states import read_state
from lib.schema import Rectification


class Verdict(Enum):
    """What was found; `UNCLEAR` speaks of it in a way that leaves open what."""

    PASSED = "passed"
    MAY_CLOSE = "may_close"
    SENT_BACK = "sent_back"
    UNCLEAR = "unclear"


_CHECK = "(?:复核|验收|核查|审核|复查|核实|检查|查验|验证)"
_CLAUSES = re.compile(r"(?:[,，;；。、:：/|()\[\]【】\s]|\d[\d.年月日号-]*)+")
_WAITING = re.compile(f"(?:待|未|尚未|还未|暂未|等待|等候|正在|计划|拟|申请)?{_CHECK}(?:中|人|组)?|(?:待|未|尚未|暂未)销号")
_SENT_BACK = re.compile(
    "不(?:合格|达标|符合|彻底|到位)|(?:不|未)(?:予|能|获|准)?(?:以)?(?:验收|审核|复核)?(?:通过|同意|认可)|不(?:同意|予|准)(?:以)?(?:验收|销号|结案|闭环)|"
    "退回|打回|驳回|返工|(?:重新|继续|再次|限期|进一步)(?:进行)?(?:落实)?整改|未整改|未完成|未(?:达到|达)(?:标|要求|标准)|(?:整改|落实)未到位"
)
_TAKEN_BACK = re.compile("无|没有|未发现|未见|如果|如有|若|已(?:经)?(?:重新|再次|继续|返工|整改)|原|曾|第一次|首次|初次|上次")
_AFTERWARDS = re.compile("后.*(?<![不未])(?:合格|达标|通过|符合要求|到位|同意)$")
_CONDITION = re.compile("方可|才可|才能|方能|再予")
_MAY_CLOSE = re.compile("(?:同意|予以|准予|可以|可|准许)(?:验收)?(?:销号|结案|闭环)")
_PASSED = re.compile("合格|达标|通过|符合(?:要求|标准|规定|条件)|(?:整改|落实)到位|同意(?:验收)?|认可")
_NOT = re.compile("未|不|没|无法|基本|部分|初步|待|需|应|须|是否|后|争取|确保|力争|预计|计划|拟|仍|尚|建议|原则")
_TICKS = frozenset("√✓✔☑")
_SILENT = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "n/a", "na"})
_IN_ENGLISH = {
    **dict.fromkeys(("pass", "passed", "accepted", "approved"), Verdict.PASSED),
    **dict.fromkeys(("fail", "failed", "rejected", "not accepted", "not approved", "not passed", "rework"), Verdict.SENT_BACK),
}
_LONGEST = 200
_OF_STATE = {
    str(Rectification.CLOSED): Verdict.MAY_CLOSE,
    str(Rectification.DONE_UNCHECKED): Verdict.PASSED,
    str(Rectification.RETURNED): Verdict.SENT_BACK,
    str(Rectification.REOPENED): Verdict.SENT_BACK,
}


@lru_cache(maxsize=16_384, typed=True)
def verdict_of(value: CellValue) -> Verdict | None:
    """What a checker's cell says; None where it says no verdict: a name, a day, 待复查.

    Args:
        value: the cell, as stored or as it was read.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        return None
    text = normalize("NFKC", value).strip()
    if text.isascii():
        return _IN_ENGLISH.get(text.casefold().rstrip(".")) or _of_state(text)
    clauses = [clause for clause in _CLAUSES.split(text) if clause]
    said = [found for found in map(_of_clause, clauses) if found is not None]
    different = set(said)
    if not different or (len(different) == 1 and Verdict.SENT_BACK in different):
        return Verdict.SENT_BACK if different else None
    is_doubted = any(_of_clause(clause) is None and _NOT.search(clause) for clause in clauses)
    if is_doubted or not different <= {Verdict.PASSED, Verdict.MAY_CLOSE}:
        return Verdict.UNCLEAR
    return Verdict.MAY_CLOSE if Verdict.MAY_CLOSE in different else Verdict.PASSED


def _of_clause(clause: str) -> Verdict | None:
    """What one clause says; None where it speaks of something else."""
    if _WAITING.fullmatch(clause) or _CONDITION.search(clause):
        return None
    if clause in _TICKS:
        return Verdict.PASSED
    if _SENT_BACK.search(clause):
        return Verdict.UNCLEAR if _TAKEN_BACK.search(clause) or _AFTERWARDS.search(clause) else Verdict.SENT_BACK
    for pattern, verdict in ((_MAY_CLOSE, Verdict.MAY_CLOSE), (_PASSED, Verdict.PASSED)):
        found = [match for match in pattern.finditer(clause) if match.end() == len(clause)]
        if found:
            return Verdict.UNCLEAR if _NOT.search(clause) else verdict
    return _of_state(clause)


def _of_state(text: str) -> Verdict | None:
    """What a word of the vocabulary of states says as a verdict."""
    read = read_state(text, ledger=True)
    return _OF_STATE.get(read.state or "") if not read.codes and text.casefold() not in _PLAIN_ANSWERS else None


_PLAIN_ANSWERS = frozenset({"是", "1", "y", "yes", "ok", "true", "100%"})
"""Answer what the header asks, of which nobody knows whether it is the verdict."""


def is_silent(value: CellValue) -> bool:
    """Whether a cell of verdicts holds none yet: blank, a dash, 待复查, or a day."""
    text = normalize("NFKC", value).strip().casefold() if isinstance(value, str) else ""
    return text in _SILENT or not _CLAUSES.sub("", text) or bool(_WAITING.fullmatch(text))
