"""States as people compose them: a word for how far (尚未, 按期, 基本, 全部, 待) before one for the doing (办结, 落实, 整改到位).

Each is said again in the vocabulary's plainest words; what says no more than that nobody knows yet (待印发, 已立项) is left as it is.
"""

import re

_CORE = "完成|办结|整改|整改完成|整改到位|落实|落实到位|解决|处理|办理|销号|验收|归档"
_WHOLE = "完成|办结|整改完成|整改到位|落实到位|销号|解决|归档"
_SAID_AGAIN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("(?:尚未|还未|还没有?|没有|没|暂未|暂时未|仍未|至今未|均未|都未)((?:全部|完全)?(?:" + _CORE + "|实施|启动|开展|开工))", r"未\1"),
        (f"未(?:全部|完全|能|能全部)(?:{_CORE})|未(?:整改完成|落实到位)", "部分完成"),
        ("已落实到位", "已落实"),
        (f"已?(?:全面|圆满|顺利)({_WHOLE})", r"已\1"),
        ("(?:立行立改|即知即改|边查边改)(?:并|且)?已?(完成|整改到位)", r"已\1"),
        ("已?(?:办结|完成)(归档|销号)", r"已\1"),
        ("已?通过验收|已?验收合格", "验收通过"),
        ("已?(?:进入)?收尾(?:阶段|工作)?|扫尾(?:阶段|中)?|已?接近尾声", "进行中"),
        ("已(?:启动|开展|开工)(?:但|尚|还)?未(?:完成|办结)", "进行中"),
        (f"(?:按期|按时|如期|按计划|按要求|顺利|圆满|提前|已按期|已按时|已如期|已提前|已顺利)({_WHOLE})", r"已\1"),
        ("(?:已?逾期|已?超期)(办结|整改完成|销号)", r"已\1"),
        (f"(?:均已|都已|全已|现已|全部已|已全部|全部|均)(?:予以)?({_CORE})", r"已\1"),
        ("已?(?:全部|均)?(?:整改|办理|处理|落实|解决|实施)完毕", "已完成"),
        (f"(?:已?基本|已?部分|已?初步|已?大部分|大部)(?:{_CORE})", "部分完成"),
        ("待(?:实施|落实|办理|推进|召开|开工|部署)", "未启动"),
        ("(?:拟|计划|准备|即将|近期拟|拟近期)(?:启动|开展|实施|召开|开工)", "未启动"),
        (
            "(?:正|持续|正常|稳步|有序|扎实|加快|积极|深入|全面|有效|全力|抓紧|加紧|继续|协调)(?:落实|实施|办理|处理|整改|推进|开展|解决)中?",
            "进行中",
        ),
    )
)


def said_again(writing: str) -> str:
    """The plainest words for a composed state: 未办结 for 尚未办结; anything else as it is."""
    for pattern, plain in _SAID_AGAIN:
        found = pattern.fullmatch(writing)
        if found and (plainer := found.expand(plain)) != writing:
            return said_again(plainer)
    return writing
