"""The optional 设置 sheet: two columns, a name and its value, with or without a header."""

import re
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from lib.deadlines import Deadline, SchoolCalendar, deadline_of_date, deadline_of_serial, parse_deadline
from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import normal
from lib.ingest.model import BoardSettings, CellValue
from lib.ingest.school_year import SCHOOL_SETTINGS, school_year
from lib.ingest.states import plain_state
from lib.ingest.years import years_in
from lib.schema import DeadlineKind

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "活动名称", "名称", "标题", "项目名称", "campaign", "campaign title", "project"),
    "year": ("year", "年份", "年度", "活动年份"),
    "as_of": (
        "as_of",
        "as of",
        "数据截止日期",
        "截止日期",
        "数据截至",
        "截至日期",
        "数据日期",
        "统计日期",
        "统计时间",
        "截止时间",
        "as-of day",
        "reported on",
        "data date",
    ),
    "phase_order": ("phase order", "阶段顺序", "环节顺序", "步骤顺序", "阶段", "工作步骤顺序", "phases"),
    "category_order": ("category order", "类别顺序", "问题类别顺序", "分类顺序", "categories"),
    "due_soon_days": ("due soon days", "即将到期天数", "到期提醒天数", "预警天数", "即将到期", "due soon"),
    "is_sample": ("is sample", "示例数据", "是否示例", "示例", "sample", "sample data"),
    "lamps": ("lamp", "lamps", "亮灯规则", "灯号说明", "红黄绿灯", "lamp dialect", "图例"),
}
_NAMES |= SCHOOL_SETTINGS
_HEADER = frozenset(normal(header) for header in ("设置项", "项目", "名称", "name", "setting", "key"))
_OF_VALUES = frozenset(
    normal(header) for header in ("值", "数值", "取值", "设置值", "内容", "填写内容", "value", "values", "setting", "content")
)
_HEADER_ROWS = 4
_INDEX = {normal(header): name for name, headers in _NAMES.items() for header in headers}
_SHEET = re.compile(r"(设置|参数|配置|基本信息|settings?|config(uration)?)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[、，,;；\n>→|]+|-{2,}|—+")
_DAYS = re.compile(r"(?:提前)?(\d{1,3})\s*(?:天|日|days?)?(?:内|以内)?", re.IGNORECASE)
_LAMP = re.compile(r"([红黄绿蓝橙灰])(?:色|灯|牌|色灯)?\s*(?:[:：=]|为|表示|代表|——?|-)\s*([\w%]+)")

_SIGN = re.compile(r"([√✓✔×✗○●◎◐△▲▽□■☆★◇◆])\s*(?:[:：=]|为|是|表示|代表|——?|-)?\s*([\w%]+)")

_STRUCK = re.compile(r"(?<!\w)(\w{2,8}?)的?(?:请|一律)?(?:打|画|划|填写?|用|标)[“\"'‘]?([√✓✔×✗○●◎◐△▲▽□■☆★◇◆])")
"""完成打√，未完成打×: the other way round."""


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line that says nothing that can be used: the code of its finding, its cell and what it says."""

    code: str
    cell: str
    value: str


@dataclass(frozen=True, slots=True)
class DeclaredSettings:
    """What a settings sheet says; `rows` are its lines as Excel counts them, `year_cell` where the year stands."""

    board: BoardSettings
    title: str = ""
    year: int | None = None
    year_cell: str = ""
    as_of: CellValue = None  # as written: `reported_day` reads it, once the year is known
    as_of_cell: str = ""
    lamps: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    calendar: SchoolCalendar | None = None
    unread: tuple[UnreadLine, ...] = ()
    other_cells: tuple[str, ...] = ()  # where the values of `board.other` stand, in its order


def is_settings(grid: Grid) -> bool:
    """Whether a sheet declares settings: by its name and one known line, or by three different known lines of two cells."""
    rows = range(min(grid.height, 60))
    names = {_name(grid, y) for y in rows if len(grid.own(y)) == 2} - {None}
    # 开学, 寒假 and 暑假 may also head the lines of a plan, so that they count only on a sheet that calls itself settings
    return len(names - set(SCHOOL_SETTINGS)) >= 3 or (bool(names) and bool(_SHEET.search(grid.name)))


@dataclass(slots=True)
class _Lines:
    """The lines of the sheet: those that are known by our names, each with its place, and the others as they stand."""

    grid: Grid
    known: dict[str, tuple[CellValue, int, int]] = field(default_factory=dict)
    other: list[tuple[str, str]] = field(default_factory=list)
    other_cells: list[str] = field(default_factory=list)
    rows: int = 0

    def value(self, name: str) -> CellValue:
        """What a known line says, None where there is none."""
        return self.known[name][0] if name in self.known else None

    def text(self, name: str) -> str:
        """The same as text."""
        return cell_text(self.value(name))

    def cell(self, name: str) -> str:
        """Where it stands, "" where there is none."""
        return self.grid.address(*self.known[name][1:]) if name in self.known else ""

    def keep(self, name: str, value: str, cell: str) -> None:
        """Keep a line that is not known."""
        self.other.append((name, value))
        self.other_cells.append(cell)


def read_settings(grid: Grid) -> DeclaredSettings:
    """Read name and value line by line; what is not known is kept as it stands."""
    lines = _lines_of(grid)
    lamps = lamp_meanings(lines.text("lamps"))
    if lines.text("lamps") and not lamps:  # no legend of colours but the name of a lamp rule
        lines.keep("lamp rule", lines.text("lamps"), lines.cell("lamps"))
    year = next(iter(years_in(lines.text("year"))), None)
    soon = _number_of_days(lines.text("due_soon_days"))
    school = school_year({part: _deadline(lines.value(part), year) for part in SCHOOL_SETTINGS if part in lines.known})
    faulty = [*(("setting_unread", part) for part in school.unread)]
    faulty += [("setting_year_unread", "year")] if year is None else []
    faulty += [("due_soon_unread", "due_soon_days")] if soon is None else []
    return DeclaredSettings(
        board=BoardSettings(
            phase_order=_list(lines.text("phase_order")),
            category_order=_list(lines.text("category_order")),
            due_soon_days=soon,
            is_sample=lines.text("is_sample").casefold() in ("是", "true", "yes", "1", "示例数据", "y"),
            other=tuple(lines.other),
        ),
        title=lines.text("title"),
        year=year,
        year_cell=f"{grid.name}!{lines.cell('year')}" if year else "",
        as_of=lines.value("as_of"),
        as_of_cell=lines.cell("as_of"),
        lamps=lamps,
        rows=lines.rows,
        calendar=school.calendar,
        unread=tuple(UnreadLine(code, lines.cell(name), lines.text(name)) for code, name in faulty if lines.text(name)),
        other_cells=tuple(lines.other_cells),
    )


def _lines_of(grid: Grid) -> _Lines:
    lines = _Lines(grid)
    for y in range(grid.height):
        own = grid.own(y)
        if len(own) < 2:
            continue
        name, first, value = _name(grid, y), cell_text(grid.cells[y, own[0]]), grid.cells[y, own[1]]
        if y < _HEADER_ROWS and normal(cell_text(value)) in _OF_VALUES and (name == "title" or normal(first) in _HEADER):
            continue  # 名称｜值 heads the lines and is no title
        if name is not None and name not in lines.known:
            lines.known[name] = (value, y, own[1])
            lines.rows += 1
        elif y >= _HEADER_ROWS or normal(first) not in _HEADER:
            lines.keep(first, cell_text(value), grid.address(y, own[1]))
            lines.rows += 1
    return lines


def reported_day(declared: DeclaredSettings, year: int | None) -> Deadline | None:
    """The day that the sheet says the workbook speaks of, as a deadline with an end; None where it cannot be read.

    Args:
        declared: the settings; `as_of` is given.
        year: the workbook's, for a day without one; the sheet's own comes first.
    """
    read = _deadline(declared.as_of, declared.year or year)
    return read if read.kind in (DeadlineKind.WINDOW, DeadlineKind.BY) and read.end is not None else None


def _number_of_days(text: str) -> int | None:
    """3, 3天 or 3 days; None for anything else."""
    written = _DAYS.fullmatch(normalize("NFKC", text).strip())
    return int(written[1]) if written else None


def lamp_meanings(text: str) -> tuple[tuple[str, str], ...]:
    """What a legend says that colours and signs mean (绿：已完成；△未开始), as far as the words are states."""
    struck = [(sign, meaning) for meaning, sign in _STRUCK.findall(text)]
    return tuple(
        (sign, meaning) for sign, meaning in (*_LAMP.findall(text), *_SIGN.findall(text), *struck) if plain_state(meaning) is not None
    )


def _name(grid: Grid, y: int) -> str | None:
    own = grid.own(y)
    return _INDEX.get(normal(cell_text(grid.cells[y, own[0]]))) if len(own) >= 2 else None


def _list(text: str) -> tuple[str, ...]:
    """A list in one cell. Phase names hold 、 themselves, so other separators go before it."""
    strong = [part.strip() for part in re.split(r"[,，;；\n>→|]+|-{2,}|—+", text) if part.strip()]
    if len(strong) > 1:
        return tuple(strong)
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


def _deadline(value: CellValue, year: int | None) -> Deadline:
    if isinstance(value, date):
        return deadline_of_date(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = deadline_of_serial(float(value))
        return found if found.end is not None else parse_deadline(cell_text(value), year)
    return parse_deadline(cell_text(value), year)
