"""Whom words are about, wherever they stand: the leading group, one of its members by post or by name, the middle, a unit.

A heading, a question or a category that names the post of one leader makes what stands under it a matter of one person, so that a text in
doubt (副校长, of whom there may be two) is such a matter; a post of which every place has many (班主任) is not.
"""

import re

from lib.ingest.grid import compared
from lib.schema import TargetScope
from lib.schema.words import TARGET_WORDS

_SCOPE_OF = {compared(writing): scope for scope, writings in TARGET_WORDS.items() for writing in writings}
_LONGEST = 40

_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十\d]{1,3}(?:部分|[、.,:)])|\([一二三四五六七八九十\d]{1,3}\))")
_BRACKETS = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_TO = re.compile(
    r"^请?[您你]?们?(?:对于?|关于|针对|给|向|涉及)|^(?:comments?|opinions?|feedback|suggestions?|views?)?(?:about|on|for|regarding|concerning|of)(?:the)?"
)
_WHAT = re.compile(
    r"(?:[的有和与及、:;。]|提出|反映|存在|征求|收集|到|方面|类|批评|意见|建议|问题|不足|评价|看法|希望|要求|什么|哪些|还有|何|宝贵|其他|具体|整改|措施|汇总表?|清单|一览表|台账|情况|共|\d+[条项个件])+$"
)
_AND = re.compile("[、,/和与及]")

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康"
    "毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_NAME = rf"(?:[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff](?:某{{1,2}}|[x×*○]{{1,2}}))"
_POST = (
    "(?:[校园院馆局处科所部厅司署行社台县市区镇乡村州会组厂店矿站]|(?<!排)队|秘书|理事|董事)长|(?<!班)主任|书记|(?<!客户)(?<!大堂)经理|"
    "总裁|总监|主席|总工(?:程师)?|总会计师|总经济师|党组成员|(?:党委|纪委)委员|负责人|(?:主要|分管|主管|直接|包抓)领导|一把手"
)
_SELF = "(?:同志|个人|本人)"
_WORK = "(?:的?(?:个人|工作|思想)?(?:工作|作风|履职|履职尽责|廉洁自律))?"
_ONE_PERSON = re.compile(
    rf"(?!(?:各|全体|所有|广大|部分))(?:[\u4e00-\u9fff]{{0,12}}?(?:{_POST})(?:{_NAME})?{_SELF}?{_WORK}|{_NAME}{_SELF}{_WORK}|[\u4e00-\u9fff](?:某{{1,2}}|[x×*○]{{1,2}})|"
    rf"(?:其他|各位)?(?:领导)?班子(?:其他|其它)?成员(?:个人)?{_WORK}|"
    r"(?:the)?(?:deputy|vice|assistant|executive)?-?(?:principal|headmaster|headteacher|director|president|secretary|manager|dean|ceo|chairman|chairperson))"
)
_GROUP = re.compile(r"[\u4e00-\u9fff]{0,14}班子(?:整体|集体)?(?:工作|作风)?|(?:the)?(?:leadershipteam|leadinggroup)")
_HERE = re.compile("^(?:学校|本校|我校|校)(?=.)")
_ONE = re.compile(f"{_SELF}$")
_BARE_NAME = re.compile(_NAME)


def target_of(text: str) -> TargetScope | None:
    """Whom a short text is about (对领导班子的意见建议, 副馆长（业务）, 王某某同志); None where it does not say so in words that we know."""
    found = _of_whom(whom_in(text))
    return TargetScope.PERSON if found is None and _of_whom(_in_brackets(text)) is TargetScope.PERSON else found


def says_whom(text: str) -> bool:
    """Whether a text says of itself that it is about somebody or something (对…的意见), whoever that is."""
    key = compared(text)
    return len(key) <= _LONGEST and bool(_TO.match(_ORDINAL.sub("", key)))


def says_one(text: str) -> bool:
    """Whether a text says of itself that it is about one person (校长个人问题清单)."""
    return bool(_ONE.search(whom_in(text)))


def may_be_name(text: str) -> bool:
    """Whether a text is about what may be a person's name; beside texts that are about leaders it is one, alone it may be anything (高三)."""
    return bool(_BARE_NAME.fullmatch(whom_in(text)))


def whom_in(text: str) -> str:
    """The words for whom a text is about: without its number, 对…的意见建议 around it and brackets; "" where it is too long to say that."""
    key = compared(text)
    bare = _ORDINAL.sub("", _BRACKETS.sub("", key)) if len(key) <= _LONGEST else ""
    return _WHAT.sub("", _TO.sub("", bare))


def _in_brackets(text: str) -> str:
    """What stands in the first brackets: 张某（校长）."""
    found = _BRACKETS.search(compared(text)) if len(text) <= _LONGEST else None
    return found[1] if found else ""


def _of_whom(whom: str) -> TargetScope | None:
    """Whom these words name; several of whom one is one leader are a matter of that leader."""
    known = _SCOPE_OF.get(whom) or _SCOPE_OF.get(_HERE.sub("", whom))
    if known or not whom:
        return known
    parts = [part for part in _AND.split(whom) if part]
    if any(_ONE_PERSON.fullmatch(part) and "成员" not in part for part in parts) or all(map(_ONE_PERSON.fullmatch, parts)):
        return TargetScope.PERSON
    return TargetScope.LEADING_GROUP if _GROUP.fullmatch(whom) else None
