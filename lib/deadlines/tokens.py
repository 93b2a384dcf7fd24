"""A phrase cut into tokens: figures, dates in figures, and the words of `words`, the longest first.

What no word list knows becomes `K.OTHER`, one token for a run of characters. Spaces separate figures and are
then dropped; a line break is a list separator.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from lib.deadlines.english_words import ENGLISH, ENGLISH_PHRASES
from lib.deadlines.words import WORDS, K, Word


@dataclass(frozen=True, slots=True)
class Figures:
    """A date in figures: the parts as written, and what stood between them."""

    parts: tuple[int, ...]
    widths: tuple[int, ...]
    separator: str


Token = tuple[K, object, str]
"""Kind, value, text as normalised."""

_NUMERALS = "〇一二三四五六七八九十廿卅两百"
_DIGIT = {character: number for number, character in enumerate("〇一二三四五六七八九")} | {"两": 2}
_TAIL_OF_NUMBER = "月日号年旬个季周天点时分小星层项条名人次"


_NOT_BEFORE = {"期": "(?!间)", "今": "(?![年天日])", "报": "(?![送告名备表])"}
"""中期间 is 中 and 期间, 至今年 is 至 and 今年, 月报送 is 月 and 报送: words that end so are none before these characters."""


_SHELF = 20


def _alternatives(words: list[str]) -> str:
    """A pattern that matches the longest of the words; grouped by first character, and these by the score, to be fast."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[0], []).append(word[1:])
    parts = []
    for first, rests in sorted(groups.items()):
        longer = "|".join(re.escape(rest) + _NOT_BEFORE.get(rest[-1], "") for rest in sorted(rests, key=len, reverse=True) if rest)
        optional = "?" if "" in rests else ""
        parts.append(re.escape(first) + (f"(?:{longer}){optional}" if longer else ""))
    shelves = [range(start, min(start + _SHELF, len(parts))) for start in range(0, len(parts), _SHELF)]
    firsts = sorted(groups)
    return "|".join(
        f"(?=[{re.escape(''.join(firsts[number] for number in shelf))}])(?:{'|'.join(parts[number] for number in shelf)})"
        for shelf in shelves
    )


_UNIT_STARTS = "年月日号季周"
_UNIT_WORDS = [word for word in WORDS if word[0] in _UNIT_STARTS and len(word) > 1 and word[:2] not in {"年度", "年份", "月份", "季度"}]
_PLAIN = [word for word in WORDS if word[0] not in _NUMERALS and word not in _UNIT_WORDS]
_NUMERAL_FESTIVALS = [word for word, (kind, _) in WORDS.items() if kind is K.FESTIVAL and word[0] in _NUMERALS and word[-1] in _NUMERALS]
_NUMERAL_WORDS = [word for word in WORDS if word[0] in _NUMERALS and word not in _NUMERAL_FESTIVALS]

_MIDDLE = r"[^\W0-9_月季周旬日年前]"
"""What may stand between 按 and 要求: no word of time, and no punctuation."""

_TOKEN = re.compile(
    rf"""
      (?P<space>[^\S\n]+)
    | (?P<time>t?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]+)?)?(?:z|[+-][0-9]{{2}}:?[0-9]{{2}})?(?![0-9])|t[0-9]{{4,6}}z?(?![0-9])
         |(?:[0-9]{{1,2}}|[〇一二三四五六七八九十]{{1,3}})(?:点|时)(?:[0-9]{{1,2}}分?|半|整|钟|正)?(?!间|节))
    | (?=[0-9])(?:(?P<week>[0-9]{{4}}-?w[0-9]{{1,2}}(?:-[1-7])?(?![0-9]))
    | (?P<ymd>[0-9]{{4}}(?P<s1>[-./])[0-9]{{1,2}}(?P=s1)[0-9]{{1,2}}(?![0-9]))
    | (?P<dmy>(?<![a-z])[0-9]{{1,2}}(?P<s2>[-./])[0-9]{{1,2}}(?P=s2)(?:[0-9]{{4}}|[0-9]{{2}}|(?<=[0-9]{{2}}.[0-9].)[0-9]|(?<=[0-9]{{2}}.[0-9]{{2}}.)[0-9])(?![0-9]))
    | (?P<version>(?<=[a-z\u4e00-\u9fff])[0-9]{{1,2}}\.[0-9]{{1,2}}\.[0-9]{{1,2}}(?![0-9]))
    | (?P<my>(?:0?[1-9]|1[0-2])[-./](?:19|20)[0-9]{{2}}(?![0-9年./-]))
    | (?P<ym>(?:19|20)[0-9]{{2}}[-./][0-9]{{1,2}}(?![0-9]|[ ]?[年季]))
    | (?P<md>[0-9]{{1,2}}[./][0-9]{{1,2}}(?![0-9]|[ ]?[月日号年季%‰万亿元倍米天级名次]|[ ]?(?:个|小时|学时|课时|公里)|[./][0-9]))
    | (?P<packed>(?:19|20)[0-9]{{2}}(?:0[1-9]|1[0-2])(?:[0-9]{{2}})?(?![0-9])))
    | (?P<code>[1-4][qh](?![a-z])|[qh][1-4](?![a-z]))
    | (?=[1-4a-z])(?P<english>(?:{"|".join(re.escape(phrase) for phrase in sorted(ENGLISH_PHRASES, key=len, reverse=True))})(?![a-z]))
    | (?P<number>[0-9]+)
    | (?=[周星礼])(?P<weekday>(?:周|星期|礼拜)(?:[一二三四五六日天](?!月)|[1-7](?![0-9月])))
    | (?P<ordered>(?:按照?|依据?|根据|遵照|参照){_MIDDLE}{{0,12}}?(?:要求|通知|安排|部署|规定|情况|需要|文件|方案|计划|进度|指示|意见|决定)(?:时间|时限|期限)?)
    | (?P<decided>以{_MIDDLE}{{1,10}}?为准)
    | (?P<rate>[一二两三四五六半1-6]个?(?:月|季度|季|周|年|旬|天|日|学期)[一二两三四五六1-6](?:次(?!性)|[报调督查总评考讲研议梳通清公汇访谈会更]))
    | (?P<throughout>贯穿[^\s0-9年月,;。]{{0,12}}?(?:始终|全过程|全程|整个[^\s0-9年月,;。]*))
    | (?P<modes>边[^\s0-9]边[^\s0-9](?:边[^\s0-9])*|随[^\s0-9]随[^\s0-9])
    | (?P<lunar_day>(?<=[^每]月)初[一二三四五六七八九十](?![个天日周星年次级批轮{_NUMERALS}]))
    | (?P<seasons>(?<![第、,和及与至到~-])四季(?![度末初中内前]))
    | (?P<numword>{_alternatives(_NUMERAL_WORDS)})
    | (?P<festival>(?:{"|".join(re.escape(word) for word in sorted(_NUMERAL_FESTIVALS, key=len, reverse=True))})(?![{_NUMERALS}{_TAIL_OF_NUMBER}])(?!(?<=十一)[、至到~和及,-](?:十二|12)月))
    | (?P<chinese>[{_NUMERALS}]+)
    | (?P<unitword>(?<![0-9{_NUMERALS}个])(?<![0-9][ ])(?:{_alternatives(_UNIT_WORDS)}))
    | (?P<word>{_alternatives(_PLAIN)})
    | (?P<break>\n\s*)
    | (?P<letters>[a-z]+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile("[0-9]+")


@lru_cache(maxsize=4096)
def chinese_number(text: str) -> int | None:
    """The value of Chinese numerals, by place (二〇一四) or by value (二十六); None where they make no number."""
    if not any(character in "十廿卅百" for character in text):
        return int("".join(str(_DIGIT[character]) for character in text))
    match = re.fullmatch("(?:([一二两三四五六七八九])百)?(?:〇)?(?:([一二三四五六七八九]?)(十)|(廿|卅)十?)?([一二三四五六七八九])?", text)
    if match is None:
        return None
    hundreds, tens, ten, score, ones = match.groups()
    value = _DIGIT.get(hundreds, 0) * 100 + _DIGIT.get(ones, 0)
    if ten:
        value += 10 * (_DIGIT[tens] if tens else 1)
    elif score:
        value += 20 if score == "廿" else 30
    return value


def _figures(text: str) -> Token:
    parts = _NUMBER.findall(text)
    return K.DATE, Figures(tuple(map(int, parts)), tuple(map(len, parts)), text[len(parts[0])]), text


def _packed(text: str) -> Token:
    parts = (text[:4], text[4:6], text[6:]) if len(text) == 8 else (text[:4], text[4:])
    return K.DATE, Figures(tuple(map(int, parts)), tuple(map(len, parts)), ""), text


def _code(text: str) -> Token:
    kind = K.QUARTER_NAME if "q" in text else K.HALF_NAME
    number = int(text.strip("qh"))
    return (kind, number, text) if kind is K.QUARTER_NAME or number <= 2 else (K.OTHER, None, text)


def _chinese(text: str) -> Token:
    value = chinese_number(text)
    return (K.OTHER, None, text) if value is None else (K.NUMBER, value, text)


_NO_WORD: Word = (K.OTHER, None)


def tokenise(plain: str) -> list[Token]:
    """The tokens of a normalised phrase, spaces dropped."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(plain.lower()):
        group, text = match.lastgroup, match.group()
        if group == "word" or group == "numword" or group == "unitword":
            tokens.append((*WORDS[text], text))
        elif group == "number":
            tokens.append((K.NUMBER, int(text) if len(text) < 9 else 0, text))
        elif group == "space":
            continue
        elif group == "other":
            if tokens and tokens[-1][0] is K.OTHER:
                text = tokens.pop()[2] + text
            tokens.append((K.OTHER, None, text))
        elif text == "and" and any(token[2] == "between" for token in tokens):
            tokens.append((K.TO, None, text))
        else:
            tokens.append(_rare(str(group), text))
    return tokens


def _iso_week(text: str) -> Token:
    return K.DATE, Figures(tuple(map(int, _NUMBER.findall(text))), (), "w"), text


def _ordered(text: str) -> Token:
    return (K.ORDERED, None, text) if text[0] in "按遵参" else (K.UNSETTLED, "not_fixed", text)


_WEEKDAYS = dict(zip("一二三四五六日天1234567", (0, 1, 2, 3, 4, 5, 6, 6, 0, 1, 2, 3, 4, 5, 6), strict=True))

_SAME_FOR_ALL: dict[str, Word] = {
    "decided": (K.UNSETTLED, "not_fixed"),
    "rate": (K.RECURRING, None),
    "lunar_day": (K.LUNAR, None),
    "seasons": (K.UNSETTLED, "vague_season"),
    "throughout": (K.WATCH, None),
    "version": (K.OTHER, None),
    "modes": (K.IMMEDIATE, None),
    "break": (K.LIST, None),
    "time": (K.TIME, None),
}
"""Groups of the pattern whose every match is the same token."""

_READ: dict[str, Callable[[str], Token]] = {
    **dict.fromkeys(("ymd", "dmy", "my", "ym", "md"), _figures),
    "week": _iso_week,
    "packed": _packed,
    "chinese": _chinese,
    "code": _code,
    "ordered": _ordered,
    "letters": lambda text: (*ENGLISH.get(text, _NO_WORD), text),
    "english": lambda text: (*ENGLISH_PHRASES[text], text),
    "festival": lambda text: (*WORDS[text], text),
    "weekday": lambda text: (K.WEEKDAY, _WEEKDAYS[text[-1]], text),
}


def _rare(group: str, text: str) -> Token:
    return (*_SAME_FOR_ALL[group], text) if group in _SAME_FOR_ALL else _READ[group](text)
