"""One way of writing: the same characters for the same thing, before any word is looked at.

Full-width letters and digits, Traditional characters, the many dashes, brackets and commas become one of
each. Only writing changes here, never meaning; what a slip such as 月低 means is the grammar's business.
"""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 200
"""A phrase longer than this many characters is prose, not a deadline; it is not read."""

_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⑴-⒇⒈-⒛]")
_UNITS_AFTER_CIRCLED = frozenset("月日号號年季旬周週-—–至~～、到")
_DASH_WORD = re.compile("(?<=[月日号旬底初末年])一(?=[ ]?[0-9])")
_LETTER_O = re.compile("(?<=[0-9])[oO](?=[0-9年月日号])")
_NUMERAL_ZERO = re.compile("(?<=[一二三四五六七八九〇])[oO0](?=[一二三四五六七八九〇])")
_BRACKETED_PART = re.compile(r"\(([上中下](?:[、/]?[中下])?)\)(?=旬)")
_FULL_STOP_IN_FIGURES = re.compile("(?<=[0-9])。(?=[0-9])")
_ISO_INTERVAL = re.compile("(?<![0-9])([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)/(?=[0-9]{2,4}(?:-|$))")
_SPACED_FIGURES = re.compile("((?:19|20)[0-9]{2}) ?([./]) ?([0-9]{1,2})(?: ?\\2 ?([0-9]{1,2}))?(?![0-9])")
_SPACED_SLASH = re.compile("(?<![0-9./])([0-9]{1,2})(?: / ?|/ )([0-9]{1,2})(?![0-9./])")
_RANGE_AFTER_NAME = re.compile("(?<=[0-9])([- ]?[A-Za-z]{3,9}[.]?)(?: +- *|- +)(?=[0-9]{1,2}(?![0-9]))")
_TWO_NEIGHBOURS = re.compile("(?<![一二三四五六七八九十])(二?十)?([一二三四五六七八])([二三四五六七八九])(?=[日号]|(?<=十..)月)")
_ERA_IN_FIGURES = re.compile("(?<![0-9./-])(1[0-3][0-9])([./-])([0-9]{1,2})\\2([0-9]{1,2})(?![0-9./-])")
_FIRST_MONTH = re.compile("(?<![0-9〇一二三四五六七八九十百千万])元月")
_QUOTED = re.compile("'([\u4e00-\u9fff.]{1,8})'")
_SPACE_IN_WORDS = re.compile("(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])")
_BREAK_IN_DATE = re.compile(r"\s*\n\s*(?=[上中下初末底旬月日号年前之以起止至到)~-])|(?<=[第~至到(年月-])\s*\n\s*")

_TRADITIONAL = "週號後結開學個內間時點節國慶隨長續經進達動報會約計劃預擬總從執畢應舉辦確務遲於兩當議貫態現終這屆級發備審閱實啟啓驗歸檔暫據體詳見單農曆陰業測試領導協調關聯雙禮陽勞婦兒軍黨師聖誕臘歷盡儘馬邊準為徵"
_SIMPLIFIED = "周号后结开学个内间时点节国庆随长续经进达动报会约计划预拟总从执毕应举办确务迟于两当议贯态现终这届级发备审阅实启启验归档暂据体详见单农历阴业测试领导协调关联双礼阳劳妇儿军党师圣诞腊历尽尽马边准为征"
_BANKER = dict(zip("壹贰貳叁參陆陸柒捌玖拾〸○Ｏ零", "一二二三三六六七八九十十〇〇〇", strict=True))
_SAME = {
    **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)),
    **_BANKER,
    **dict.fromkeys("‐‑‒–—―−─━ー﹣－─", "-"),
    **dict.fromkeys("～〜∼∽˜﹏", "~"),
    **dict.fromkeys("（【〔［｛「『《〈<[{", "("),
    **dict.fromkeys("）】〕］｝」』》〉>]}", ")"),
    **dict.fromkeys("→⇒➔", "~"),
    **dict.fromkeys("·•・‧∙", "."),
    **dict.fromkeys('“”‘’＇`´"', "'"),
    "，": ",",
    "；": ";",
    "：": ":",
    "∶": ":",
    **dict(zip("ⅠⅡⅢⅣⅤⅥⅦⅧⅨ", "123456789", strict=True)),
    "\u3000": " ",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\ufeff": "",
    "*": "",
    "伍": "五",
    "肆": "四",
    "卄": "廿",
    "\r": "\n",
    "\v": "\n",
    "\f": "\n",
    "\u2028": "\n",
}
_TABLE = str.maketrans(_SAME)


def _circled(match: re.Match[str]) -> str:
    after = match.string[match.end() : match.end() + 1]
    if after not in _UNITS_AFTER_CIRCLED:
        return ";"
    return str(int(unicodedata.numeric(match.group())))


_LETTER_ONE = re.compile("(?<=[0-9年月第./-])[lI|](?=[0-9月日号季])|(?<![A-Za-z])[lI|](?=[0-9]?[0-9月日号](?![A-Za-z]))")
_LIKE_DAY = re.compile("(?<=月[0-9]|[0-9]{2})曰")
_MONTH_LOST = re.compile("(?<=旬[-~至到])([1-9]|1[0-2])(?=[上中下]旬)")
_SLIPS = ((_LETTER_ONE, "1"), (_LIKE_DAY, "日"), (_MONTH_LOST, r"\1月"))
"""A letter that stands for a figure (3月l5日), a sign for the one that looks like it, a month without its sign (3月下旬-4上旬)."""


def mended(plain: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The phrase without slips of one sign, and of each kind that there was the first as written and as read."""
    found = []
    for pattern, instead in _SLIPS:
        if match := pattern.search(plain):
            found.append((match.group(), match.expand(instead)))
            plain = pattern.sub(instead, plain)
    return plain, tuple(found)


def _neighbours(match: re.Match[str]) -> str:
    """十一二月 and 三四日 name two that follow each other; 一二日 and 二三日 may as well be the 12th and the 23rd."""
    tens, first, second = match.groups()
    one, other = "一二三四五六七八九".index(first) + 1, "一二三四五六七八九".index(second) + 1
    if other != one + 1 or (not tens and one < 3):
        return match.group()
    above = {"十": 10, "二十": 20}.get(tens, 0)
    return f"{above + one}-{above + other}"


def _together(match: re.Match[str]) -> str:
    """2014. 3. 15 without its spaces."""
    year, separator, *rest = match.groups()
    return separator.join([year, *(part for part in rest if part)])


_BEGINS = re.compile("(?<=[日号月旬底初年])始(?=[,，、;；至到 ]|$)")
"""9月20日始，3月1日止 begins as 9月20日起 does."""

_POINT_IN_DAY = re.compile(
    r"(?<![0-9./:])(?:(?<![0-9]-)|(?<=\.[0-9]-)|(?<=\.[0-9][0-9]-))(1[0-2]|[1-9])\.(?:(?=[12][0-9]|3[01])|(?=[1-9][日号](?:前|之前|以前|[-~至到])))([0-9]{1,2})[日号]"
    r"(?=$|前|之前|以前|[-~至到起]|[,，、;；。 ])"
)
"""5.10日前 is 5月10日前; 1.5日 alone may be a day and a half."""

_Way = tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""A sign without which the pattern cannot match, which is quick to look for; the pattern; what stands instead."""

_CHINESE_WAYS: tuple[_Way, ...] = (
    ("一", _DASH_WORD, "-"),
    ("一", _NUMERAL_ZERO, "〇"),
    (" ", _SPACE_IN_WORDS, ""),
    ("日", _POINT_IN_DAY, r"\1月\2日"),
    ("号", _POINT_IN_DAY, r"\1月\2日"),
    ("日", _TWO_NEIGHBOURS, _neighbours),
    ("号", _TWO_NEIGHBOURS, _neighbours),
    ("月", _TWO_NEIGHBOURS, _neighbours),
    ("始", _BEGINS, "起"),
    ("元月", _FIRST_MONTH, "1月"),
    ("'", _QUOTED, r"\1"),
    ("旬", _BRACKETED_PART, r"\1"),
    ("。", _FULL_STOP_IN_FIGURES, "."),
)
_ALL_WAYS: tuple[_Way, ...] = (
    (". ", _SPACED_FIGURES, _together),
    ("/ ", _SPACED_FIGURES, _together),
    ("1", _ERA_IN_FIGURES, r"民国\1年\3月\4日"),
    ("/ ", _SPACED_SLASH, r"\1/\2"),
    (" /", _SPACED_SLASH, r"\1/\2"),
    (" -", _RANGE_AFTER_NAME, r"\1~"),
    ("- ", _RANGE_AFTER_NAME, r"\1~"),
    ("/", _ISO_INTERVAL, r"\1~"),
    ("\n", _BREAK_IN_DATE, ""),
    ("o", _LETTER_O, "0"),
    ("O", _LETTER_O, "0"),
)


def normalise(text: str) -> str:
    """The phrase in one way of writing.

    A circled number before a unit (③月) is a digit; before anything else (①3月中旬) it numbers an item.
    """
    if text.isascii():
        plain = text.translate(_TABLE)
    else:
        plain = unicodedata.normalize("NFKC", _CIRCLED.sub(_circled, text).translate(_TABLE)).translate(_TABLE)
        plain = _rewritten(plain, _CHINESE_WAYS)
    return _rewritten(plain, _ALL_WAYS).strip()


def _rewritten(plain: str, ways: tuple[_Way, ...]) -> str:
    for sign, pattern, instead in ways:
        if sign in plain:
            plain = pattern.sub(instead, plain)
    return plain
