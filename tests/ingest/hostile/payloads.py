"""The sample with everything that a person may write replaced by text that something might take for more than text.

Each payload that would become an element of a page bears the attribute `data-canary`; each that would run calls `canary()`;
each that would be fetched names the host `canary.invalid`.
"""

from functools import cache

from lib.ingest.read import read
from tests.ingest.hostile.grids import SAMPLE, Grid, grid_of, text, workbook

PAYLOADS = (
    "<script data-canary>canary()</script>",
    "<img src=x data-canary onerror=canary()>",
    "<svg data-canary onload=canary()><a xlink:href='javascript:canary()'><text>x</text></a></svg>",
    "<iframe data-canary src='https://canary.invalid/frame'></iframe>",
    "<style data-canary>*{display:none}@import 'https://canary.invalid/s.css';</style>",
    "<meta data-canary http-equiv=refresh content='0;url=https://canary.invalid/m'>",
    "<a data-canary href='javascript:canary()'>按此</a>",
    "<form data-canary action='https://canary.invalid/f'><input data-canary autofocus onfocus=canary()>",
    "<details data-canary open ontoggle=canary()>详</details>",
    "\"><img data-canary src='https://canary.invalid/i.png' onerror=canary()>",
    "'-canary()-'\"-canary()-\"",
    "</script><b data-canary>粗</b>",
    "</title></style></textarea><u data-canary>线</u>",
    "]]><b data-canary>段</b><![CDATA[",
    "<!-- --><i data-canary>注</i><!--",
    "&lt;b data-canary&gt;已转义&lt;/b&gt;&amp;&#60;img data-canary src=x&#62;",
    "[链接](javascript:canary())",
    "![图](https://canary.invalid/p.png)",
    "<https://canary.invalid/auto> https://canary.invalid/bare www.canary.invalid",
    "[引用]: https://canary.invalid/r\n[引用]",
    "# 标题 **粗** _斜_ ~~删~~ `代码`",
    "> 引\n- 项\n1. 条\n---",
    "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
    "```\n代码\n```",
    ":material/home: :red[红] :blue-background[蓝] :tada: :small[小]",
    "$\\frac{1}{2}$ $$\\href{javascript:canary()}{x}$$ \\(a\\)",
    '=HYPERLINK("https://canary.invalid/h","按此")',
    "=cmd|'/c calc'!A1",
    "+1+1|x",
    "-1+1+cmd|x",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "'=1+1",
    '甲","乙;丙\t丁',
    "../../../../etc/passwd",
    "..\\..\\windows\\x",
    "%0d%0aSet-Cookie:%20canary=1",
    "\x1b[31m红\x1b[0m\x07",
    "甲\nERROR phaseboard 伪造的一行\r\n2014-06-10 INFO 伪造",
    "{placeholder} {0} {} {file} %s %d %(n)s ${x} {{7*7}} {% x %} #{x}",
    "\u2028甲\u2029乙",
    "\u202egnp.exe\u202c \u2066甲\u2069",
    "<b>粗</b><br><a href='https://canary.invalid/plotly'>链</a><sup>上</sup>",
    "%{y}<extra></extra>%{customdata[0]}",
    "甲_x000D__x0007__x005F_x000D_乙",
    "a\u200bb\ufeffc",
    "constructor __proto__ toString",
    "' OR 1=1; DROP TABLE version; --",
    "../?phase=x&lang=en#<b data-canary>",
    "NaN",
    "null",
)
_FREE = {
    "任务": "工作内容及要求 调整原因 责任领导 责任部门 进展情况 存在问题 下步措施 责任人 配合部门 报送对象 成果形式 需协调事项 商定方",
    "意见建议": "征集方式 来源群体 意见建议内容 问题类别 小类 整改目标 整改措施 牵头领导 整改责任单位 责任人 专项整治 进展情况 整改成效 建章立制 复核人 佐证材料 答复反馈",
    "组织机构": "机构 职务 姓名或岗位 分工 联系方式",
    "制度": "制度名称 责任部门",
    "谈心谈话": "谈话人 谈话对象",
    "民主测评": "测评时点 测评对象 参评群体",
}
_FEW = ("责任领导", "责任部门", "征集方式", "来源群体", "问题类别", "整改责任单位", "牵头领导", "机构", "专项整治")
TITLE = "<img src=x data-canary onerror=canary()>**题**[链](javascript:canary()) $x$ :red[红] {file}%s"
FILE_NAME = "<img src=x data-canary onerror=canary()>**名** $x$ :red[红] {file}%s=1+1.xlsx"


def _header(grid: Grid, words: tuple[str, ...]) -> tuple[int, dict[int, str]]:
    """The row whose cells are those headers, and which column bears which."""
    for row in range(1, 6):
        found = {column: word for column in range(1, 60) for word in words if f">{word}<" in grid.cells.get((row, column), "")}
        if len(found) >= 2:
            return row, found
    return 0, {}


def _replaced(grid: Grid, shift: int) -> Grid:
    kind = grid.name
    row, columns = _header(grid, tuple(_FREE.get(kind, "").split()))
    for (y, x), _ in list(grid.cells.items()):
        if row and y > row and x in columns:
            index = y % 5 + x if columns[x] in _FEW else y + 7 * x + shift
            grid.cells[(y, x)] = text(PAYLOADS[index % len(PAYLOADS)])
        elif row and y > row and x == 1 and kind == "任务":
            grid.cells[(y, x)] = text(PAYLOADS[y % len(PAYLOADS)])
        elif row and y < row and x == 1:
            grid.cells[(y, x)] = text(TITLE)
    if row:
        last = grid.last[1] + 1
        grid.cells[(row, last)] = text(PAYLOADS[1])
        grid.cells[(row + 1, last)] = text(PAYLOADS[0])
    if kind == "设置":
        for (y, x), cell in list(grid.cells.items()):
            if x == 1 and ">活动名称<" in cell:
                grid.cells[(y, 2)] = text(TITLE)
        bottom = grid.last[0]
        for number, payload in enumerate(PAYLOADS[:12], 1):
            grid.cells[(bottom + number, 1)], grid.cells[(bottom + number, 2)] = text(payload), text(PAYLOADS[-number])
    grid.name = f"{kind}<b data-canary>&'{{0}}"[:31]
    return grid


@cache
def hostile_sample(shift: int = 0) -> bytes:
    """The workbook; another `shift` has other payloads at the same places, so that everything is changed between two."""
    grids = [_replaced(grid_of(sheet), shift) for sheet in read(SAMPLE.read_bytes(), "sample.xlsx").sheets]
    return workbook(grids)
