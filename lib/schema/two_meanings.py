"""Headers that mean one column in one place and another in the next: 来源 over 座谈会 is a way, over 学生 it is who spoke, as 对象 is.

The header decides nothing; each cell does. A header is named here with the columns that it may mean and the words by which a cell tells
which, tried in their order. Where no cell tells, the column is the first of `undecided`: the one that fewer people may see.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lib.schema.columns import Opinion, SheetRole

_WAYS = (
    "座谈|恳谈|交流会|听证|问卷|测评表|意见(箱|本|簿|表|函)|信箱|邮箱|邮件|走访|家访|下访|回访|来信|来访|来电|信访|热线|电话|短信|微信|公众号|qq|"
    "网络|网上|手机提交|链接|扫码|二维码|小程序|浏览器|网站|平台|留言|访谈|面谈|谈话|谈心|个别谈|个别听|调研|接待日|家长会|教代会|职代会|代表大会|民主生活会|班会|例会|大会|12345|投诉|反馈表|"
    "survey|interview|hotline|mail|questionnaire|visit|meeting|phone|online|letter|suggestionbox"
)
_PEOPLE = (
    "师生|教师|老师|教职工|职工|员工|工人|学生|同学|家长|党员|团员|干部|群众|居民|村民|社员|农户|商户|患者|病人|家属|客户|顾客|业主|校友|代表|委员|会员|成员|人员|"
    "服务对象|企业|中层|领导|班主任|医生|护士|医护|研究生|本科生|毕业生|新生|志愿者|学生会|工会|家委会|妇联|团委|支部|党组|年级|班级|班|院系|学院|"
    "处|科|科室|部门|教研组|教研室|村|社区|乡|镇|街道|单位|teacher|student|parent|staff|member|worker|patient|resident|employee|client"
)
_ORIGINS = "群众提|自己找|上级点|互相帮|自查|巡视|巡察|审计|督导|督查|上级|检查发现|专项检查"

_LONGEST = 24
"""Characters of a cell that names something; a longer one tells a story."""


@dataclass(frozen=True, slots=True)
class TwoMeanings:
    """The columns that one header may mean, and those that it is offered to, best first, where no cell tells."""

    words: tuple[tuple[str, re.Pattern[str]], ...]
    undecided: tuple[str, ...]
    narrow: str
    """The column that it is as soon as one cell says so: what stands in it is for fewer eyes."""
    otherwise: str = ""
    """The column that it is all the same where another header names that one: 对象 beside 来源群体."""

    def meant_by(self, cell: str) -> str:
        """The column of which a cell speaks, compared as `compared` writes it; "" where it tells nothing."""
        return next((name for name, words in self.words if words.fullmatch(cell)), "") if len(cell) <= _LONGEST else ""


_SOURCE = TwoMeanings(
    (
        (Opinion.GROUP, re.compile(r"[^走家下回]{0,16}(代表|委员|会员|成员|人员)")),
        (Opinion.CHANNEL, re.compile(rf".*({_WAYS}).*", re.DOTALL)),
        (Opinion.ORIGIN, re.compile(rf".*({_ORIGINS}).*", re.DOTALL)),
        (Opinion.GROUP, re.compile(rf".{{0,16}}({_PEOPLE})(们|s)?")),
    ),
    undecided=(Opinion.GROUP, Opinion.CHANNEL),
    narrow=Opinion.GROUP,
)

_ABOUT = "领导|班子|班子成员|中层|中层干部|领导干部|处|科|室|(?<!干)部|办|处室|科室|部门|机关|单位|学校|医院|食堂|中心|支部|党委|党组|工作|管理|leadinggroup|middlemanagement|unit|school"
_SPEAKERS = (
    "师生|教师|老师|教职工|职工|员工|工人|学生|同学|家长|居民|村民|社员|农户|商户|患者|病人|家属|客户|顾客|业主|校友|代表|服务对象|企业|医生|护士|医护|"
    "研究生|本科生|毕业生|新生|志愿者|保育员|干部|teacher|student|parent|staff|worker|patient|resident|employee|client"
)

_WHOM = TwoMeanings(
    (
        (Opinion.TARGET, re.compile(rf".{{0,16}}({_ABOUT})(个人)?")),
        (Opinion.GROUP, re.compile(rf".{{0,16}}({_SPEAKERS})(们|s)?")),
    ),
    undecided=(Opinion.TARGET, Opinion.GROUP),
    narrow=Opinion.GROUP,
    otherwise=Opinion.TARGET,
)

TWO_MEANINGS: Mapping[SheetRole, Mapping[str, TwoMeanings]] = {
    SheetRole.FEEDBACK: {"来源": _SOURCE, "意见来源": _SOURCE, "意见建议来源": _SOURCE, "建议来源": _SOURCE, "对象": _WHOM},
}
"""By role and by header as it is compared."""
