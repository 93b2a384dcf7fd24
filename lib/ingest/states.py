"""What a status cell says: a canonical state, and what is unsure about it.

First the whole writing by the vocabulary, then without symbols and brackets, then as a number or a share, then
clause by clause. 完成8项 says how much and not that all is done; 未完成 and 预计完成 are never done.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.ingest.grid import compared
from lib.ingest.model import CellValue, ErrorValue
from lib.schema import Rectification, Status
from lib.schema.words import DELAYED_WORDS, OVERDUE_WORDS, RECTIFICATION_WORDS, STATUS_WORDS


@dataclass(frozen=True, slots=True)
class StateReading:
    """A state, None where the cell is not understood, with the codes of what must be said about it.

    `share` is a progress from 0 to 1 that the cell states on the way (完成50%).
    """

    state: str | None
    codes: tuple[str, ...] = ()
    share: float | None = None


_MORE_TASK_WORDS: Mapping[Status, tuple[str, ...]] = {
    Status.NOT_STARTED: (
        "未着手", "未进行", "未开工", "未执行", "尚未开始", "还未开始", "未实施", "计划中", "待定", "待安排", "准备中", "待执行", "待进行", "待分配",
        "notstartedyet", "queued", "ready", "scheduled", "upcoming", "assigned", "unassigned", "future", "waiting", "notbegun", "tbd", "proposed",
        "yettostart", "ns", "□", "☐", "○", "false", "⬜", "🔲", "notdone", "n", "未做", "没做", "没开始", "规划中", "待规划", "未处理", "⏳", "待修复", "待开发", "待测试", "待解决", "新建", "待确认", "triage", "accepted",
    ),
    Status.IN_PROGRESS: (
        "正在进行中", "实现中", "重新打开", "推进", "正常", "正常进行", "已开始", "开始", "执行中", "开发中", "测试中", "设计中", "评审中", "审核中", "待审核", "待验收", "待测试", "修改中",
        "进展顺利", "进行", "按计划进行", "整改中", "已部分完成", "尚未完成", "还未完成", "没有完成", "没完成", "未完工", "未全部完成", "大部分完成",
        "初步完成", "有序推进", "稳步推进", "持续进行", "持续", "长期", "常态化", "在推进", "在进行", "inreview", "review", "testing", "intesting",
        "underway", "inprocess", "working", "workingonit", "partial", "partially", "partiallydone", "partlycomplete", "continuing", "continuous",
        "indevelopment", "development", "inqa", "qa", "ongoing/continuous", "inwork", "running", "progressing", "incomplete", "notcomplete",
        "notcompleted", "begun", "draft", "indesign", "indev", "dev", "修复中", "联调中", "已提测", "提测", "halfdone", "almostdone", "nearlydone", "ip", "current", "processing", "reopened", "atrisk",
        "offtrack", "needsreview", "readyforqa", "readyfortest", "readyfortesting", "readyforreview", "readytotest", "pendingreview", "codereview", "◐", "in-process", "进行ing", "reviewing", "implementing", "部分落实",
    ),
    Status.DONE: (
        "已实现", "完成了", "已完", "已修复", "已测试", "已合并", "已归档", "完工", "已完工", "结束", "已关闭", "关闭", "已解决", "解决", "已上线", "已发布", "已交付", "已验收", "验收通过", "已处理",
        "已执行", "已实施", "落实", "已办", "已经完成", "圆满完成", "提前完成", "如期完成", "超期完成", "逾期完成", "延期完成", "全部落实", "已全部落实",
        "已召开", "已报送", "已上报", "已提交", "结项", "已结项", "达标", "已达成", "达成", "已通过", "顺利完成", "已做", "做完", "已做完", "ok", "true",
        "resolved", "fixed", "delivered", "released", "shipped", "merged", "deployed", "live", "achieved", "verified", "accomplished", "100",
        "1", "●", "☒", "💯", "🗹", "✔️", "✅️", "☑️", "alldone", "donedone", "dn", "met", "implemented", "launched", "published",
        "completedlate", "completedontime", "ended",
    ),
    Status.PAUSED: ("挂起", "停滞", "已暂停", "暂缓实施", "已搁置", "暂停中", "阻塞", "deferred", "postponed", "suspended", "paused/onhold", "parked", "waitingonsomeoneelse", "waitingonothers", "waitingforresponse", "halted", "impeded"),
    Status.CANCELLED: ("已拒绝", "废弃", "放弃", "不做", "终止", "已终止", "已作废", "不再执行", "不适用", "wontfix", "won'tfix", "won'tdo", "wontdo", "abandoned", "rejected", "n/a", "na", "notapplicable", "removed", "obsolete", "duplicate", "invalid", "terminated", "scrapped"),
}  # fmt: skip

_MORE_LEDGER_WORDS: Mapping[Rectification, tuple[str, ...]] = {
    Rectification.OPEN: ("尚未整改", "未启动整改", "未开展整改", "×", "✗", "否", "待办", "no", "false", "□", "☐", "未解决"),
    Rectification.IN_PROGRESS: (
        "推进", "正在落实", "落实中", "基本整改", "部分整改", "部分整改到位", "未整改到位", "尚未完成", "长期坚持", "长期整改", "常态化推进", "已启动",
        "按计划推进", "有序推进", "持续", "正在办理", "实施中", "处理中", "在办", "序时推进", "达到序时进度", "尚在整改", "还在整改", "inprogress", "wip",
        "未办结", "开展中", "已开展", "取得阶段性成效", "阶段性整改", "基本到位", "推进整改", "未销号",
    ),
    Rectification.DONE_UNCHECKED: (
        "已解决", "解决", "整改完毕", "完毕", "已整改到位", "已整改落实", "整改落实到位", "落实到位", "已全部整改", "全部完成", "全部整改到位", "已全部完成",
        "按期完成", "已到位", "到位", "落实", "已办理", "true", "yes", "y", "finished", "resolved", "立行立改完成", "整改已完成", "1", "ok", "提前完成",
        "已经完成", "如期完成", "已改正", "已纠正", "已处理",
    ),
    Rectification.CLOSED: ("已闭环销号", "完成销号", "已办结销号", "验收销号", "已完成销号", "同意闭环", "已结案"),
    Rectification.RETURNED: ("退回重改", "验收不通过", "复核不通过", "复核未通过", "不通过", "整改不彻底"),
    Rectification.REOPENED: ("问题反弹", "出现反弹", "再次整改", "回潮"),
}  # fmt: skip

_LAMPS = frozenset(
    f"{colour}{tail}" for colour in ("红", "黄", "绿", "蓝", "橙", "灰") for tail in ("", "色", "灯", "牌", "色灯", "旗")
) | frozenset({"red", "yellow", "amber", "green", "blue", "orange", "grey", "gray", "r", "a", "g", "🔴", "🟡", "🟢", "🔵", "🟠", "⚪"})

_SYMBOLS = re.compile(r"^[^\w%√✓✔☑✅×✗✘☐□●○◐]+|[^\w%√✓✔☑✅×✗✘☐□●○◐)]+$")
_ANY_SYMBOL = re.compile(r"^[^\w%]+|[^\w%]+$")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^】]*)】")
_PERCENT = re.compile(r"(?:已?完成|进度|进展|progress|done|complete[d]?)?[:约]?(\d{1,3}(?:\.\d+)?)%(?:已?完成|done|complete[d]?)?")
_PARTIAL = re.compile(
    r"(?:已|累计|已累计)?(?:完成|办结|整改|落实|销号|解决)(?:了|率|其中)?[:约]?(?:\d+(?:\.\d+)?|[一二三四五六七八九十两]+)(?:%|项|个|条|件|份|次|人|家|户|篇|场|期|页|所|类|批|步|轮|/\d+).*"
)
_OUT_OF = re.compile(r"(\d+)/(\d+)")
_WITH_DAY = re.compile(
    r"(?:已)?(?:于|在)?(?:\d{2,4}年)?(?:\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|底|初)?|\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,2})?)(?:前)?(?:全部|已|按时|按期|顺利)?(?:完成|办结|落实|召开|结束|整改完成|完毕|销号)(?:整改)?(?:了)?"
)
_FUTURE = re.compile(r"预计|拟|计划于|计划在|争取|力争|将于|将在|要求|应于|准备|打算|expected|plan|will|target|willbe|due")
_NOT = re.compile(r"未|没有|没能|尚|无法|不能|不再|难以|待|剩|部分|基本|初步|not|isn't|remaining|partial|除|仍|还需|还有|欠|差")
_CLAUSES = re.compile(r"[,，;；。、|/]|[-–—]+|\n|\bbut\b|但")
_ONGOING = re.compile(r"持续|长期|坚持|常态|巩固|深化|继续|跟踪|推进|保持|ongoing|monitor|continu|进行|每[年月周日]")


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
    tasks, ledger = _index(STATUS_WORDS, _MORE_TASK_WORDS), _index(RECTIFICATION_WORDS, _MORE_LEDGER_WORDS)
    for task, problem in _SAME:
        for writing in [key for key, state in ledger.items() if state == problem]:
            tasks.setdefault(writing, str(task))
        for writing in [key for key, state in tasks.items() if state == task]:
            ledger.setdefault(writing, str(problem))
    return tasks, ledger


_TASK_INDEX, _LEDGER_INDEX = _both()
_OVERDUE = frozenset(
    compared(word) for word in (*OVERDUE_WORDS, "已滞后", "进度滞后", "严重滞后", "延误", "已延误", "拖期", "pastdue", "delayed/overdue")
)
_DELAYED = frozenset(
    compared(word) for word in (*DELAYED_WORDS, "延后", "顺延", "延迟", "已延期", "申请延期", "推后", "延期中", "postponedto")
)


def is_state_word(text: str) -> bool:
    """Whether a cell reads as a state of a task or a problem as it stands."""
    key = _SYMBOLS.sub("", compared(text)) or compared(text)
    return (
        key in _TASK_INDEX or key in _LEDGER_INDEX or key in _OVERDUE or key in _DELAYED or key in _LAMPS or bool(_PERCENT.fullmatch(key))
    )


def is_lamp(value: CellValue) -> bool:
    """Whether a cell gives a colour and no state."""
    return isinstance(value, str) and compared(value) in _LAMPS


def plain_state(text: str) -> str | None:
    """The task state of a whole writing, None where the vocabulary lacks it."""
    return _TASK_INDEX.get(compared(text))


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
    return _read_text(compared(str(value)), ledger)


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


def _read_text(key: str, ledger: bool) -> StateReading:
    index = _LEDGER_INDEX if ledger else _TASK_INDEX
    ongoing = str(Rectification.IN_PROGRESS if ledger else Status.IN_PROGRESS)
    for writing in dict.fromkeys((key, _SYMBOLS.sub("", key), _ANY_SYMBOL.sub("", key))):
        found = _whole(writing, index, ongoing, ledger)
        if found is not None:
            return found
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
    if key in _OVERDUE:
        return StateReading(ongoing, ("status_overdue_typed",))
    if key in _DELAYED:
        return StateReading(ongoing, ("status_delayed",))
    if key in _LAMPS:
        return StateReading(None, ("status_is_lamp",))
    percent = _PERCENT.fullmatch(key)
    if percent:
        share = float(percent[1]) / 100
        return StateReading(_of_share(share, ledger), share=share) if share <= 1 else StateReading(None, ("status_unknown",))
    out_of = _OUT_OF.fullmatch(key)
    if out_of and int(out_of[2]) and int(out_of[1]) <= int(out_of[2]) and int(out_of[2]) > 12:
        share = int(out_of[1]) / int(out_of[2])
        return StateReading(_of_share(share, ledger), ("status_partial",) if share < 1 else (), share)
    if _PARTIAL.fullmatch(key):
        return StateReading(ongoing, ("status_partial",))
    if _WITH_DAY.fullmatch(key) and not _FUTURE.search(key):
        done = Rectification.CLOSED if ledger and "销号" in key else Rectification.DONE_UNCHECKED if ledger else Status.DONE
        return StateReading(str(done), ("status_with_day",))
    return None


def _by_clauses(key: str, index: Mapping[str, str], ongoing: str) -> StateReading:
    """A writing of several clauses, such as 已完成,持续坚持: the first clause counts, and it is said."""
    clauses = [_SYMBOLS.sub("", clause) for clause in _CLAUSES.split(key) if clause.strip()]
    if len(clauses) < 2:
        return StateReading(None, ("status_unknown",))
    first, others = clauses[0], clauses[1:]
    state = index.get(first)
    if state is None:
        if _PARTIAL.fullmatch(first) or _OUT_OF.fullmatch(first):
            return StateReading(ongoing, ("status_partial",))
        return StateReading(None, ("status_unknown",))
    if _is_done(state):
        other_states = {index[other] for other in others if other in index}
        unfinished = any(_NOT.search(other) for other in others)
        if unfinished and not all(_ONGOING.search(other) or _is_done(index.get(other, "")) for other in others):
            return StateReading(ongoing, ("status_compound",))
        if Status.NOT_STARTED in other_states or Status.CANCELLED in other_states:
            return StateReading(None, ("status_unknown",))
    return StateReading(state, ("status_compound",))


def _is_done(state: str) -> bool:
    return state in (Status.DONE, Rectification.DONE_UNCHECKED, Rectification.CLOSED)
