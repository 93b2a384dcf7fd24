"""Which colours and flags show a task's state: places differ, so the rule is declared in the settings sheet.

The states are the same everywhere; a dialect decides how they look, and whether what was done late is told apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Dialect(StrEnum):
    """A way of colouring the states of tasks."""

    STANDARD = "standard"
    GREEN_YELLOW_RED = "green_yellow_red"
    BLUE_YELLOW_RED = "blue_yellow_red"
    RED_FLAG = "red_flag"


@dataclass(frozen=True, slots=True)
class LampRule:
    """A dialect, and whether a task done after its due day turns yellow (逾期补办转黄)."""

    dialect: Dialect = Dialect.STANDARD
    marks_late_done: bool = False


STANDARD_RULE = LampRule()

SETTING_NAMES: tuple[str, ...] = (
    "亮灯方案",
    "灯号方案",
    "亮灯规则",
    "灯号规则",
    "灯号",
    "红黄绿灯",
    "lamp rule",
    "lamp dialect",
    "lamp scheme",
    "lamps",
    "lamp",
)

DIALECT_WORDS: Mapping[Dialect, tuple[str, ...]] = {
    Dialect.STANDARD: ("标准", "默认", "缺省", "standard", "default"),
    Dialect.GREEN_YELLOW_RED: ("绿黄红", "红黄绿", "绿黄红灯", "红黄绿灯", "green-yellow-red", "red-amber-green", "rag"),
    Dialect.BLUE_YELLOW_RED: ("蓝黄红", "红黄蓝", "蓝黄红灯", "红黄蓝灯", "blue-yellow-red"),
    Dialect.RED_FLAG: ("红旗", "插红旗", "挂红旗", "完成插红旗", "完成挂红旗", "red flag"),
}

LATE_DONE_WORDS: tuple[str, ...] = (
    "逾期补办转黄",
    "逾期补办转黄灯",
    "逾期完成转黄",
    "逾期完成转黄灯",
    "补办转黄",
    "late done turns yellow",
    "caught up late turns yellow",
)

_SEPARATORS = re.compile(r"[;；,，、+＋\n]")
_NOT_THE_WORD = re.compile(r"[\s“”\"_\-—－]")


def lamp_rule_of(written: str) -> LampRule | None:
    """The rule that a settings line names, such as 绿黄红；逾期补办转黄; None where a part of it is no known name."""
    parts = [part for part in (_key(piece) for piece in _SEPARATORS.split(written)) if part]
    unknown = [part for part in parts if part not in _DIALECTS and part not in _LATE_DONE]
    dialects = list(dict.fromkeys(_DIALECTS[part] for part in parts if part in _DIALECTS))
    if not parts or unknown or len(dialects) > 1:
        return None
    return LampRule(dialects[0] if dialects else Dialect.STANDARD, any(part in _LATE_DONE for part in parts))


def declared_lamp_rule(lines: Iterable[tuple[str, str]]) -> tuple[LampRule, str]:
    """The rule that the settings declare, and "" – or the standard one, and the writing that names no known rule.

    Args:
        lines: name and value of settings lines, as they stand.
    """
    written = next((value for name, value in lines if _key(name) in _NAMES and value.strip()), "")
    rule = lamp_rule_of(written) if written else STANDARD_RULE
    return (STANDARD_RULE, written) if rule is None else (rule, "")


def declares_lamps(name: str, value: str) -> bool:
    """Whether a settings line names a known rule, and nothing else."""
    return _key(name) in _NAMES and lamp_rule_of(value) is not None


def _key(word: str) -> str:
    return _NOT_THE_WORD.sub("", unicodedata.normalize("NFKC", word)).casefold()


_NAMES = frozenset(_key(name) for name in SETTING_NAMES)
_DIALECTS = {_key(word): dialect for dialect, words in DIALECT_WORDS.items() for word in words}
_LATE_DONE = frozenset(_key(word) for word in LATE_DONE_WORDS)
