"""What a status cell says: a canonical state, and what is unsure about it.

First the whole writing by the vocabulary, then without symbols and brackets, then as a number or a share, then
clause by clause. 完成8项 says how much and not that all is done; 未完成 and 预计完成 are never done.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.deadlines.tokens import chinese_number
from lib.ingest.composed_states import said_again
from lib.ingest.grid import compared
from lib.ingest.model import CellValue, ErrorValue
from lib.schema import Rectification, Status
from lib.schema.state_words import (
    LAMP_WORDS,
    MORE_DELAYED_WORDS,
    MORE_OVERDUE_WORDS,
    MORE_RECTIFICATION_WORDS,
    MORE_STATUS_WORDS,
    NO_STATE_WORDS,
)
from lib.schema.words import DELAYED_WORDS, OVERDUE_WORDS, RECTIFICATION_WORDS, STATUS_WORDS


@dataclass(frozen=True, slots=True)
class StateReading:
    """A state, None where the cell is not understood, with the codes of what must be said about it.

    `share` is a progress from 0 to 1 that the cell states on the way (完成50%).
    """

    state: str | None
    codes: tuple[str, ...] = ()
    share: float | None = None


_LAMPS = frozenset(LAMP_WORDS)
_LONGEST_COMPOSED = 12

_SYMBOLS = re.compile(r"^[^\w%√✓✔☑✅×✗✘☐□●○◐]+|[^\w%√✓✔☑✅×✗✘☐□●○◐)]+$")
_ANY_SYMBOL = re.compile(r"^[^\w%]+|[^\w%]+$")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^】]*)】")
_PERCENT = re.compile(
    r"(?:(?:已?完成|办结|整改|整改完成|落实|解决)(?:率|度|比例)?|进度|进展|progress|done|complete[d]?)?[:约]?(\d{1,3}(?:\.\d+)?)%(?:已?完成|done|complete[d]?)?"
)
PERCENT_IN_WORDS = re.compile(r"百分之(\d{1,3}|[一二三四五六七八九十百两]{1,4})")
"""百分之五十, 百分之80, 百分之百."""
_PARTIAL = re.compile(
    r"(?:已|累计|已累计)?(?:完成|办结|整改|落实|销号|解决)(?:了|率|其中)?[:约]?第?(?:\d+(?:\.\d+)?|[一二三四五六七八九十两]+)(?:%|项|个|条|件|份|次|人|家|户|篇|场|期|页|所|类|批|步|轮|/\d+).*"
)
_DOING = re.compile(r"(?:目前)?正在(?!验收|复核|审核|销号|申请)[\w、]{2,12}")
_GOING_ON = re.compile(r"(?!.*(?:停|搁|冻|休|待|排队|排期|筹备|集中))[\u4e00-\u9fff]{2,6}中")
"""征求意见中, 招标中: what is being done; 等待中 and 停工中 are not."""
_OUT_OF = re.compile(r"(\d+)/(\d+)")
_DONE_OUT_OF = re.compile(r"(?:已|已累计|累计)?(?:完成|办结|落实|解决)[:]?(\d+)/(\d+)[项个条件份次人家户篇场期页]?")
_WITH_DAY = re.compile(
    r"(?:已)?(?:于|在)?(?P<day>(?:\d{2,4}年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|底|初)?|\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,2})?))(?P<before>前)?(?:全部|已|按时|按期|顺利)?(?:完成|办结|落实|召开|结束|整改完成|完毕|销号)(?:整改)?(?:了)?"
)
_HAS_HAPPENED = re.compile("已|了|完毕|按时|按期|顺利")
_FUTURE = re.compile(r"预计|拟|计划于|计划在|争取|力争|将于|将在|要求|应于|准备|打算|expected|plan|will|target|willbe|due")
_NOT = re.compile(r"未|没有|没能|尚|无法|不能|不再|难以|待|剩|部分|基本|初步|not|isn't|remaining|partial|除|仍|还需|还有|欠|差")
_CLAUSES = re.compile(r"[,，;；。、|/]|[-–—]+|\n|\bbut\b|但|并(?=长期|持续|常态|巩固|坚持|不断)")
_ONGOING = re.compile(r"持续|长期|坚持|常态|巩固|深化|继续|跟踪|推进|保持|ongoing|monitor|continu|进行|每[年月周日]")


_OVERDUE_SO_FAR = re.compile(
    r"(?:已|已经)?(?:严重)?(?:逾期|超期|超时限?|滞后|延误|拖期)(?:\d{1,4}(?:天|日|周|个月|个工作日))?(?:(?:仍|尚|还)?未(?:能)?(?:完成|办结|整改|落实|销号|办理|解决|完)|未完|\d{1,4}(?:天|日|周|个月|个工作日))?|"
    r"未(?:能)?(?:按时|按期|如期)(?:完成|办结|整改|落实|销号|办理|解决)"
)
"""逾期3天, 超期未办结: the word with how long, or with what is still open; 逾期完成 is done."""
_DELAYED_UNTIL = re.compile(
    r"(?:已|申请|拟|同意)?(?:延期|推迟|顺延|延后|推后|延迟|改期|延至|结转|转)(?:至|到|为)?"
    r"[\d一二三四五六七八九十年下本明次上个第月日号周旬季度学期底初中寒暑假前后./-]{1,12}(?:完成|办结|开展)?"
)
"""推迟至第15周, 延期到7月: put off, with the day to which."""
_DELAYED_FOR = re.compile(
    rf"(?:(?:因|由于|受)[^不]{{1,20}})?(?:{_DELAYED_UNTIL.pattern}|(?:已|申请|拟)?(?:延期|推迟|顺延|延后|推后|延迟|改期))"
)
"""因汛期值班推迟到7月: put off, with the reason."""


def _index(*lists: Mapping[Status, tuple[str, ...]] | Mapping[Rectification, tuple[str, ...]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for words in lists:
        for state, writings in words.items():
            for writing in writings:
                found.setdefault(compared(writing), str(state))
    return found


_SAME: tuple[tuple[Status, Rectification], ...] = (
    (Status.NOT_STARTED, Rectification.OPEN),
    (Status.IN_PROGRESS, Rectification.IN_PROGRESS),
    (Status.DONE, Rectification.DONE_UNCHECKED),
)


def _both() -> tuple[dict[str, str], dict[str, str]]:
    """The two indices, each filled up with the other's words for the same thing."""
    tasks, ledger = _index(STATUS_WORDS, MORE_STATUS_WORDS), _index(RECTIFICATION_WORDS, MORE_RECTIFICATION_WORDS)
    for task, problem in _SAME:
        for writing in [key for key, state in ledger.items() if state == problem]:
            tasks.setdefault(writing, str(task))
        for writing in [key for key, state in tasks.items() if state == task]:
            ledger.setdefault(writing, str(problem))
    return tasks, ledger


_TASK_INDEX, _LEDGER_INDEX = _both()
_OVERDUE = frozenset(compared(word) for word in (*OVERDUE_WORDS, *MORE_OVERDUE_WORDS))
_DELAYED = frozenset(compared(word) for word in (*DELAYED_WORDS, *MORE_DELAYED_WORDS))


def percent_in_words(text: str) -> float | None:
    """The share that 百分之五十 says, 0 to 1; None for any other text."""
    match = PERCENT_IN_WORDS.fullmatch(text)
    number = (int(match[1]) if match[1].isdecimal() else chinese_number(match[1])) if match else None
    return None if number is None or number > 100 else number / 100


def is_state_word(text: str) -> bool:
    """Whether a cell reads as a state of a task or a problem as it stands."""
    key = _key(_SYMBOLS.sub("", compared(text)) or compared(text))
    return (
        key in _TASK_INDEX or key in _LEDGER_INDEX or key in _OVERDUE or key in _DELAYED or key in _LAMPS or bool(_PERCENT.fullmatch(key))
    )


def is_lamp(value: CellValue) -> bool:
    """Whether a cell gives a colour and no state."""
    return isinstance(value, str) and compared(value) in _LAMPS


def plain_state(text: str) -> str | None:
    """The task state of a whole writing, None where the vocabulary lacks it."""
    return _TASK_INDEX.get(_key(text))


def is_plain_state(text: str) -> bool:
    """Whether a whole writing is a state of a task or of a problem, as a header is that is ticked where it holds."""
    key = _key(text)
    return key in _TASK_INDEX or key in _LEDGER_INDEX


def _key(text: str) -> str:
    """A state as the vocabulary compares it; 已经完成 says no more than 已完成, 尚未办结 no more than 未办结."""
    key = re.sub("^已经(?=.)", "已", compared(text))
    if key in _TASK_INDEX or key in _LEDGER_INDEX or len(key) > _LONGEST_COMPOSED:
        return key
    plain = said_again(key)
    return plain if plain in _TASK_INDEX or plain in _LEDGER_INDEX else key


@lru_cache(maxsize=16_384, typed=True)
def read_state(value: CellValue, *, ledger: bool = False, percent: bool = False) -> StateReading:
    """What a status cell says.

    Args:
        value: the cell.
        ledger: a problem's state (`Rectification`), not a task's (`Status`).
        percent: the cell is shown as a percentage, so that 1 is 100 %.
    """
    if value is None or isinstance(value, ErrorValue):
        return StateReading(None)
    if isinstance(value, bool):
        return StateReading(_of_share(1.0 if value else 0.0, ledger))
    if isinstance(value, int | float):
        return _read_number(float(value), ledger, percent)
    return _read_text(_key(str(value)), ledger)


def _read_number(number: float, ledger: bool, percent: bool) -> StateReading:
    share = number if percent or number <= 1 else number / 100
    if not 0 <= share <= 1 or (number > 1 and number not in range(2, 101) and not percent):
        return StateReading(None, ("status_unknown",))
    return StateReading(_of_share(share, ledger), share=share)


def _of_share(share: float, ledger: bool) -> str:
    if share >= 1:
        return Rectification.DONE_UNCHECKED if ledger else Status.DONE
    if share > 0:
        return Rectification.IN_PROGRESS if ledger else Status.IN_PROGRESS
    return Rectification.OPEN if ledger else Status.NOT_STARTED


_EMPTY, _FULL = "□☐◻⬜", "■☑☒✔✅√✓"
_BOX_FIRST = re.compile(rf"([{_EMPTY}{_FULL}])([^{_EMPTY}{_FULL}]*)")
_BOX_LAST = re.compile(rf"([^{_EMPTY}{_FULL}]+)([{_EMPTY}{_FULL}])")


def _ticked_box(key: str) -> str | None:
    """The one choice that is ticked among boxes (☑已完成 □未完成); None for anything else."""
    is_before = key[:1] in {*_EMPTY, *_FULL}
    choices = _BOX_FIRST.findall(key) if is_before else [(box, text) for text, box in _BOX_LAST.findall(key)]
    ticked = [text.strip(" ,，、;；/") for box, text in choices if box in _FULL]
    return ticked[0] if len(choices) > 1 and len(ticked) == 1 and ticked[0] else None


_TWICE = re.compile(r"([a-z][a-z' -]*[a-z])[-/|·.]?([\u4e00-\u9fff]{2,8})|([\u4e00-\u9fff]{2,8})[-/|·.]?([a-z][a-z' -]*[a-z])")
"""Done 已完成, 进行中 In progress: one state in two languages."""

_TICKED_REMARK = re.compile(rf"[{_FULL}][^{_EMPTY}{_FULL}]+")


def _read_text(key: str, ledger: bool) -> StateReading:
    ticked = _ticked_box(key)
    if ticked is not None:
        return _read_text(ticked, ledger)
    index = _LEDGER_INDEX if ledger else _TASK_INDEX
    ongoing = str(Rectification.IN_PROGRESS if ledger else Status.IN_PROGRESS)
    if key in NO_STATE_WORDS:
        return StateReading(None, ("status_unknown",))
    for writing in dict.fromkeys((key, _SYMBOLS.sub("", key), _ANY_SYMBOL.sub("", key))):
        found = _whole(writing, index, ongoing, ledger)
        if found is not None:
            return found
    twice = _TWICE.fullmatch(key)
    if twice and index.get(twice[1] or twice[4]) == index.get(twice[2] or twice[3], ""):
        return StateReading(index[twice[1] or twice[4]])
    in_brackets = "".join("".join(groups) for groups in _IN_BRACKETS.findall(key))
    bare = _SYMBOLS.sub("", _IN_BRACKETS.sub("", key))
    if in_brackets and bare in index and index[bare] != Status.NOT_REPORTED:
        if _NOT.search(in_brackets) and _is_done(index[bare]):
            return StateReading(ongoing, ("status_compound",))
        return StateReading(index[bare], () if not _NOT.search(in_brackets) else ("status_compound",))
    return _by_clauses(key, index, ongoing)


def _whole(key: str, index: Mapping[str, str], ongoing: str, ledger: bool) -> StateReading | None:
    """The writing as one: a word, a lamp, a share, a part of the whole, a done with its day."""
    if key in index:
        return StateReading(index[key], ("status_delayed",) if key in _DELAYED else ())
    if key in _OVERDUE or _OVERDUE_SO_FAR.fullmatch(key):
        return StateReading(ongoing, ("status_overdue_typed",))
    if key in _DELAYED or _DELAYED_UNTIL.fullmatch(key):
        return StateReading(ongoing, ("status_delayed",))
    if key in _LAMPS:
        return StateReading(None, ("status_is_lamp",))
    percent = _PERCENT.fullmatch(key)
    if percent:
        share = float(percent[1]) / 100
        return StateReading(_of_share(share, ledger), share=share) if share <= 1 else StateReading(None, ("status_unknown",))
    done_out_of, out_of = _DONE_OUT_OF.fullmatch(key), _OUT_OF.fullmatch(key)
    if out_of and int(out_of[2]) <= 12:
        out_of = None  # a day as well, or a half
    ratio = done_out_of or out_of
    if ratio and int(ratio[2]) and int(ratio[1]) <= int(ratio[2]):
        share = int(ratio[1]) / int(ratio[2])
        return StateReading(_of_share(share, ledger), ("status_partial",) if share < 1 else (), share)
    if _PARTIAL.fullmatch(key):
        return StateReading(ongoing, ("status_partial",))
    if (_DOING.fullmatch(key) or _GOING_ON.fullmatch(key)) and not _NOT.search(key):
        return StateReading(ongoing)
    dated = _WITH_DAY.fullmatch(key)
    if dated and not _FUTURE.search(key) and not (dated["before"] and "已" not in key):  # 6月底前完成 is what is asked for
        done = Rectification.CLOSED if ledger and "销号" in key else Rectification.DONE_UNCHECKED if ledger else Status.DONE
        return StateReading(str(done), ("status_with_day",))
    return None


@dataclass(frozen=True, slots=True)
class DayInState:
    """The day, as written, that a cell names beside what is done, and whether its words say that it has happened."""

    phrase: str
    has_happened: bool


def day_in_state(value: CellValue) -> DayInState | None:
    """The day in a state such as 6月10日完成; None in any other."""
    if not isinstance(value, str) or "status_with_day" not in read_state(value).codes:
        return None
    key = _key(value)
    writings = (_ticked_box(key) or key, _SYMBOLS.sub("", key), _ANY_SYMBOL.sub("", key))
    dated = next((match for writing in writings if (match := _WITH_DAY.fullmatch(writing))), None)
    return dated and DayInState(dated["day"], _HAS_HAPPENED.search(dated[0]) is not None)


def _by_clauses(key: str, index: Mapping[str, str], ongoing: str) -> StateReading:
    """A writing of several clauses, such as 已完成,持续坚持: the first clause counts, and it is said."""
    if _TICKED_REMARK.fullmatch(key) and not _NOT.search(key) and not _FUTURE.search(key) and not _ONGOING.search(key):
        return StateReading(index["√"], ("status_compound",))  # ☑ 已挂牌: ticked, with a remark
    clauses = [_SYMBOLS.sub("", clause) for clause in _CLAUSES.split(key) if clause.strip()]
    if len(clauses) < 2:
        return StateReading(None, ("status_unknown",))
    first, others = clauses[0], clauses[1:]
    state = index.get(first)
    if state is None:
        is_doing = any(_DOING.fullmatch(clause) and not _NOT.search(clause) for clause in others)
        return (
            StateReading(ongoing, ("status_compound",)) if is_doing and not _NOT.search(first) else StateReading(None, ("status_unknown",))
        )
    if _is_done(state):
        other_states = {index[other] for other in others if other in index}
        unfinished = any(_NOT.search(other) for other in others)
        if unfinished and not all(_ONGOING.search(other) or _is_done(index.get(other, "")) for other in others):
            return StateReading(ongoing, ("status_compound",))
        if Status.NOT_STARTED in other_states or Status.CANCELLED in other_states:
            return StateReading(None, ("status_unknown",))
    is_delayed = not _is_done(state) and any(_DELAYED_FOR.fullmatch(other) for other in others)
    return StateReading(state, ("status_compound", "status_delayed") if is_delayed else ("status_compound",))


def _is_done(state: str) -> bool:
    return state in (Status.DONE, Rectification.DONE_UNCHECKED, Rectification.CLOSED)
