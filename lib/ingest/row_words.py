"""What the words of a row say of it: a total, a note, a heading, a header continued; and the phase that a banner names."""

import re

from lib.deadlines.tokens import chinese_number

LONGEST_LINE = 120
"""Characters of a line of text that are looked at."""
LONGEST_SIGN = 40
"""Characters; what is longer is no header, no total and no note, and a text of its own."""

TOTAL = re.compile(
    r"[\w、（(]{0,14}(合计|小计|总计|共计|累计|汇总|平均)[)）]?[:：]?(\d.*|共.*)?|(?:平均|均)(?:值|分|得分|数)|(sub[-\s]?|grand\s*)?totals?\s*[:：]?.{0,12}|sum[:：]?|overall\s*(total|progress)?[:：]?"
)
TOTAL_IN_WORDS = re.compile(r".{0,14}(?:合计|小计|总计|共计|累计|totals?)\s*[:：].{0,30}\d.{0,30}")
"""A total alone in its row, with what it is of: 合计：问题3个，制度2项."""
RATE = re.compile(
    r"(?:总|总体|\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?|第?[一二三四1-4]季度|整体|合计|本周|本月|累计)?(?:完成率|办结率|完成比例|完成比率|总进度|completion rate|% complete)[:：]?"
)
"""A row headed so, which names no item, sums up the others."""
CONTINUED = re.compile(r"[(（\[]?(?:续表?[一二三四五六\d]*|接上[表页]|continued|cont'?d\.?)[)）\]]?$")
COUNT_ONLY = re.compile(
    r"共?\d+(\.\d+)?%?[条项件个次人份处起例家户名宗笔类所场]?(?:问题|隐患|提案|工单|材料|措施|任务|事项|意见|建议|意见建议|整改措施|工作)?|[-—/]"
)
NOTE = re.compile(
    r"[(（【\[*※★•·\s]*(?:"
    r"(?:备\s*注|附\s*注|注|说\s*明|填表说明|填写说明|编制说明|图\s*例|附\s*件|来源|notes?|legend|remarks?|source|key)\s*(?:[:：]|\d+\s*[、.．:：]|[①一]\s*[、.．]?|$)|"
    r"(?:填\s*表|填\s*报|审\s*核|审\s*批|制\s*表|编\s*制|汇\s*总|统\s*计|单位负责人|负责人|联\s*系|打\s*印|签\s*字|签\s*名|盖\s*章|主\s*管(?:领导)?|分管领导|经办)"
    r"(?:人|单位|时间|日期|部门|电话|签字|人签字|意见)?\s*(?:[:：_]|[(（][^()（）]{0,6}[签盖章]|[(（]\s*[)）])|"
    r"(?:被?检查|复查|验收|核查|巡查|记录|考核|督查)(?:人员?|单位|组|组长)\s*(?:签\s*[字名])?\s*[:：_]|"
    r"单位\s*[（(]盖章|日\s*期\s*[:：]|(?:prepared|approved|reviewed|created)\s+by|page\s+\d+|last\s+updated|抄\s*送)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r".{0,10}(?:签\s*[字名章]|盖\s*章|(?:填表|审核|审批|制表|经办|记录|负责|联系)人|[校园院局所]长|书记|电话|(?:填表|填报|上报)?(?:日期|时间))"
    r"\s*(?:[(（][^()（）]{0,6}[)）])?\s*[:：][_\s]*.{0,12}"
)
"""One of several cells that are all to be signed: 校长签字：, 分管领导（签字）：."""
NO_NUMBER = re.compile(
    r"(?!第?[\d零一二三四五六七八九十百]+[项条个次号类批款章]$)(?!.*\d\s*号$)(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){4}"
    r"|[^月]*\d\s*月\s*\d{1,2}\s*日|(?:[^a-z]*\b[a-z]{2,}\b){3}",
    re.IGNORECASE,
)
"""What stands in a column of numbers and says something: 共10项，已完成6项, 某校办公室, 2014年6月10日, but neither 第3项 nor 建督〔2014〕9号."""
LEGEND = re.compile(r"[(（【\[]?(?:图\s*例|legend|key)\s*[)）】\]]?\s*[:：]?$", re.IGNORECASE)
"""How a row begins that holds nothing but what colours and signs mean."""
NOTES_BEGIN = "备附注说填编图来审制汇统单负联打签盖主分经日抄被检复验核巡记考督"
"""The ideographs with which a note may begin."""
WORD_OF_BODY = re.compile(rf"(?![{NOTES_BEGIN}])[\u4e00-\u9fff]")
"""How a text begins that `NOTE` surely does not match: with an ideograph with which no note begins."""
FORM_NOTE = re.compile(
    r"(insert|add|copy|to add)\b.{0,30}\brows?\b|.{0,12}(此行|本行|上方|下方)(以上|之上|以下)?.{0,6}(插入|添加)|(示例|例如|example)\s*[:：]",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"(第\s*[一二三四五六七八九十\d]+\s*(阶段|步|环节|部分|季度|批|轮|周|期|章|类|项|个)|[一二三四五六七八九十]+\s*[、.．,，:：]|[(（][一二三四五六七八九十]+[)）]|"
    r"(phase|stage|milestone|sprint|step|part|section|week|module|iteration|release|epic|quarter|workstream|theme|track)\b|m\d\b|q[1-4]\b|[ivx]+\.\s|[a-h][.)、]\s?\S)",
    re.IGNORECASE,
)
CHINESE_ORDINAL = re.compile(
    r"第?[一二三四五六七八九十]{1,3}(?:阶段|部分)?[、.．]?|[(（][一二三四五六七八九十]{1,3}[)）]|[ivxIVX]{1,4}[、.]?"
)
_BANNER_ORDINAL = re.compile(
    r"^\s*(第\s*[一二三四五六七八九十\d]+\s*(阶段|步|环节|部分)\s*[:：、,，—\-\s]*|[一二三四五六七八九十]+\s*[、.．,，:：]\s*|[(（][一二三四五六七八九十]+[)）]\s*)"
)
_BANNER_TAIL = re.compile(r"\s*[(（][^()（）]*(\d|月|季|年|共)[^()（）]*[)）]\s*$|[:：]\s*$")
WORDS_OF_TOTALS = re.compile(r"计|汇总|total|sum|overall")


def is_heading(text: str) -> bool:
    """Whether a text reads as the heading of a part: 一、…, 第二阶段…, Phase 3."""
    return bool(HEADING.match(text.strip()))


def banner_phase(text: str) -> str:
    """The phase that a banner names: without its ordinal and the dates in brackets, unless nothing else is left."""
    bare = _BANNER_TAIL.sub("", _BANNER_ORDINAL.sub("", text.strip().strip("【】[]〔〕"))).strip()
    return bare or text.strip()


PLAIN_NUMBERS = "1"
"""The style of 1, 2. and 3、, in which items are numbered as well as their headings."""

_STYLES = (
    ("第", re.compile(r"第\s*([一二三四五六七八九十]+|\d{1,3})\s*(?:阶段|步|环节|部分|季度|批|轮|周|期|章|类|项|个)")),
    ("(一)", re.compile(r"[(（]\s*([一二三四五六七八九十]+)\s*[)）]")),
    ("(1)", re.compile(r"[(（]\s*(\d{1,3})\s*[)）]")),
    ("一", re.compile(r"([一二三四五六七八九十]+)\s*(?:[、.．,，:：]|$)")),
    (PLAIN_NUMBERS, re.compile(r"(\d{1,3})\s*(?:[、.．)）](?!\d)|$)")),
)


def ordinal_of(text: str) -> tuple[str, int] | None:
    """The style in which a heading or a number cell is numbered and its number (三、总结 and 三 alike); None where it is not."""
    for style, pattern in _STYLES:
        found = pattern.match(text.strip())
        if found:
            number = int(found[1]) if found[1].isdecimal() else chinese_number(found[1])
            return None if number is None else (style, number)
    return None
