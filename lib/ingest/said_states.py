"""What a heading, a title or the name of a sheet says of how its rows stand: 一、已完成事项, 整改清单（未完成）, 已办结.

Only words that no one takes for a subject: 已…, 未…, 正在…, …中. What is to be done yet (待整改, 待办) says so beside another state alone, for a
list of what is to be done may be called so too.
"""

import re

from lib.ingest.grid import compared
from lib.ingest.row_words import banner_phase
from lib.ingest.states import is_state_word, read_state

_LONGEST = 40
_SAYS = re.compile(
    r"(?!未填?报)(?:已|未|尚未|还未|正在|逾期|超期|全部|基本|部分|阶段性)[\u4e00-\u9fff]{1,8}|[\u4e00-\u9fff]{1,6}中|在办|在建|暂缓|暂停|中止|搁置|取消|撤销|终止|作废|"
    r"completed|done|finished|inprogress|ongoing|notstarted|incomplete"
)
_YET_TO_DO = re.compile(r"待[\u4e00-\u9fff]{1,6}")
_TAIL = re.compile(
    r"(?:的|整改|推进|办理|落实|实施|督办|重点|主要|年度|工作|任务|事项|问题|隐患|项目|意见|建议|清单|台账|台帐|部分|内容|情况|明细|汇总|一览|表|"
    r"tasks?|items?|actions?|issues?|problems?)*(?:共?\d+[项个条件]?)?[:]?"
)
_BEFORE = re.compile(r"^(?:\d{4}年?(?:度|\d{1,2}月份?)?|\d{1,2}[.、](?!\d))")
_ENDS_WITH_STATE = re.compile(r"\s*(?:[(（【\[]([^()（）【】\[\]]{2,20})[)）】\]]|[-–—]+([^-–—]{2,20}))\s*$")


def state_said(text: str, *, yet_to_do: bool = False) -> str:
    """The state that a heading says and nothing else (一、已完成整改的问题（4项）); "" where it says none.

    Args:
        text: the heading as written.
        yet_to_do: 待整改 counts too.
    """
    if len(text) > _LONGEST:
        return ""
    bare = _BEFORE.sub("", compared(banner_phase(text)))
    says = [pattern for pattern in (_SAYS, _YET_TO_DO if yet_to_do else None) if pattern is not None]
    for end in range(len(bare), 1, -1):
        word = bare[:end]
        if any(each.fullmatch(word) for each in says) and _TAIL.fullmatch(bare[end:]) and is_state_word(word):
            return word
    return ""


def state_of_title(text: str) -> str:
    """The state that a title or a sheet's name says, by itself or at its end (整改清单（已完成）, 隐患-未整改); "" where it says none."""
    found = _ENDS_WITH_STATE.search(text)
    return state_said(text) or (state_said(found[1] or found[2]) if found else "")


def without_state(title: str) -> str:
    """A title without the state at its end: that of one sheet is not the workbook's."""
    found = _ENDS_WITH_STATE.search(title)
    return title[: found.start()] if found and found.start() and state_said(found[1] or found[2]) else title


def reads_as(word: str, *, ledger: bool) -> str | None:
    """The state that a word is in a table of this kind, None where it is none there (取消 of a problem)."""
    return read_state(word, ledger=ledger).state
