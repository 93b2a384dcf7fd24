"""What a header may mean: the dictionary of the schema, then names that are built by a pattern.

A header is compared after NFKC, case folding, in simplified characters, and removal of white space, punctuation, and brackets with what is
in them. Three tiers, best first: the schema's own header and synonyms in their order; compound names that follow
a pattern (计划 + 完成 + 日期, planned + finish + date); words that only serve when nothing better stands in the
table (Item, Name, 名称). The same word may fit several columns; `mapping` decides by the whole header and the cells.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.ingest.header_patterns import OPINION_PATTERNS, TASK_PATTERNS
from lib.schema import COLUMNS, SheetRole
from lib.schema.traditional import simplified, traditional_of
from lib.schema.weak_headers import WEAK_HEADERS

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|《[^《》]*》|\([^()]*$")
_NOISE = re.compile(r"[\s_\-–—./\\·、,，。:：;；*?!'\"“”‘’|+~&▼▲↑↓★☆※●■]+")
_LEADING_NUMBER = re.compile(r"^\d{1,2}(?=[^\d\s])")
_ALTERNATIVES = re.compile(
    r"[/／|｜\n]|(?<=[\u4e00-\u9fff])\s*(?=[A-Za-z#%])|(?<=[A-Za-z.#%])\s*(?=[\u4e00-\u9fff])|\s&\s|\s(?:or|and)\s", re.IGNORECASE
)
_LONGEST = 60
_LONGEST_LABEL = 12  # 计划（P）：

_BRACKET_SIGNS = str.maketrans("", "", "()[]【】〔〕<>《》")
PATTERN_RANK = 100
WEAK_RANK = 200


@dataclass(frozen=True, slots=True)
class Match:
    """One column that a header may name; a smaller rank is a better match."""

    name: str
    rank: int


def normal(text: str) -> str:
    """A header as the dictionary compares it; a header that is all brackets keeps what is in them. Short ones are remembered."""
    return _normal(text) if len(text) <= _LONGEST else _normal.__wrapped__(text)


@lru_cache(maxsize=16_384)
def _normal(text: str) -> str:
    folded = simplified(unicodedata.normalize("NFKC", text).casefold()).replace("情形", "情况")
    bare = folded
    for _ in range(2):
        bare = _BRACKETS.sub("", bare)
    for candidate in (bare, folded.translate(_BRACKET_SIGNS)):
        found = _NOISE.sub("", candidate)
        if found:
            return _LEADING_NUMBER.sub("", found) or found
    return folded.strip()


_NOW = re.compile("^(截至|截止|到)?(目前|当前|现阶段|现今)(为止)?(的)?")


def _dictionary() -> dict[str, dict[SheetRole, dict[str, int]]]:
    """Normalised header → role → column name → rank."""
    found: dict[str, dict[SheetRole, dict[str, int]]] = {}

    def add(header: str, role: SheetRole, name: str, rank: int) -> None:
        names = found.setdefault(normal(header), {}).setdefault(role, {})
        names[name] = min(rank, names.get(name, rank))

    for column in COLUMNS:
        for rank, header in enumerate((column.header, *column.synonyms)):
            add(header, column.role, column.name, rank)
    for role, names in WEAK_HEADERS.items():
        for name, headers in names.items():
            for rank, header in enumerate(headers):
                add(header, role, name, WEAK_RANK + rank)
    return found


_DICTIONARY = _dictionary()
_PATTERNS: Mapping[SheetRole, tuple[tuple[re.Pattern[str], str], ...]] = {
    SheetRole.TASKS: tuple((re.compile(pattern), str(name)) for pattern, name in TASK_PATTERNS),
    SheetRole.FEEDBACK: tuple((re.compile(pattern), str(name)) for pattern, name in OPINION_PATTERNS),
}


_IDEOGRAPH = "[\u4e00-\u9fff]"  # the same after NFKC and case folding, and never noise
_KNOWN_SIGNS = "".join(
    sorted(
        {
            sign
            for text in (*_DICTIONARY, *(each for each, _ in (*TASK_PATTERNS, *OPINION_PATTERNS)))
            for sign in text
            if re.match(_IDEOGRAPH, sign)
        }
    )
)
_KNOWN_SIGNS += traditional_of(_KNOWN_SIGNS)
# Ideographs from the first on, one of which no header has, and nothing behind at which `_ALTERNATIVES` could cut.
_UNKNOWN = re.compile(rf"[{_KNOWN_SIGNS}]*(?![{_KNOWN_SIGNS}]){_IDEOGRAPH}[^/／|｜\n&A-Za-z.#%\u017f\u212a]*")


is_surely_unknown = _UNKNOWN.fullmatch
"""Something where a text is so plainly no header that `matches` need not be asked: much quicker, and None in doubt."""

SURELY_UNKNOWN = rf"^[{_KNOWN_SIGNS}]*[^{_KNOWN_SIGNS}\x{{0}}-\x{{4dff}}\x{{a000}}-\x{{10ffff}}][^/／|｜\n&A-Za-z.#%\x{{17f}}\x{{212a}}]*$"
"""The same in the grammar of RE2, for a whole column at once."""


@lru_cache(maxsize=65_536)
def matches(text: str) -> Mapping[SheetRole, tuple[Match, ...]]:
    """The columns that a header may name, by role, best first; empty where no tier knows it."""
    if len(text) > _LONGEST * 3:
        return {}
    key = normal(text)
    if not key or len(key) > _LONGEST:
        return {}
    return _of_key(key) or _of_alternatives(text)


def _of_alternatives(text: str) -> Mapping[SheetRole, tuple[Match, ...]]:
    """A header of two words for one thing (Activity / Task): the first that is known, as a weaker match."""
    for part in (*_after_label(text), *_without_now(text), *(_ALTERNATIVES.split(text) if _ALTERNATIVES.search(text) else ())):
        found = _of_key(normal(part)) if part.strip() else {}
        if found:
            return {role: tuple(Match(match.name, max(match.rank, PATTERN_RANK)) for match in each) for role, each in found.items()}
    return {}


def _after_label(text: str) -> tuple[str, ...]:
    """What stands behind a label: 计划（P）：存在问题."""
    label, sign, rest = text.replace("：", ":").partition(":")
    return (rest,) if sign and len(label) <= _LONGEST_LABEL and ":" not in rest else ()


def _without_now(text: str) -> tuple[str, ...]:
    """What is as it is now: 目前整改情况 is 整改情况."""
    bare = _NOW.sub("", normal(text))
    return (bare,) if bare != normal(text) else ()


def _of_key(key: str) -> Mapping[SheetRole, tuple[Match, ...]]:
    found = {role: dict(names) for role, names in _DICTIONARY.get(key, {}).items()}
    for role, patterns in _PATTERNS.items():
        if any(rank < PATTERN_RANK for rank in found.get(role, {}).values()):
            continue
        for rank, (pattern, name) in enumerate(patterns):
            if pattern.fullmatch(key):
                found.setdefault(role, {}).setdefault(name, PATTERN_RANK + min(rank, WEAK_RANK - PATTERN_RANK - 1))
                break
    return {
        role: tuple(sorted((Match(name, rank) for name, rank in names.items()), key=lambda match: match.rank))
        for role, names in found.items()
    }


def is_header_of(text: str, role: SheetRole, name: str, *, weak: bool = False) -> bool:
    """Whether a header is one that the schema gives a column, `weak` also one that serves where nothing better stands."""
    rank = _DICTIONARY.get(normal(text), {}).get(_in_schema(role), {}).get(name)
    return rank is not None and (weak or rank < WEAK_RANK)


@lru_cache(maxsize=16)
def known_headers(role: SheetRole) -> tuple[tuple[str, str], ...]:
    """The schema's headers of a role as (header, column name), for near misses."""
    wanted = _in_schema(role)
    return tuple((header, column.name) for column in COLUMNS if column.role is wanted for header in (column.header, *column.synonyms))


def _in_schema(role: SheetRole) -> SheetRole:
    """The role under which the schema lists the columns of a table: opinions and problems share theirs."""
    return SheetRole.FEEDBACK if role is SheetRole.RECTIFICATION else role
