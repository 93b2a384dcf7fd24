"""The optional 设置 sheet: two columns, a name and its value, with or without a header."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from unicodedata import normalize

from lib.deadlines import Deadline, SchoolCalendar, deadline_of_date, parse_deadline
from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import normal
from lib.ingest.model import BoardSettings, CellValue
from lib.ingest.school_year import SCHOOL_SETTINGS, school_year
from lib.ingest.states import plain_state

_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "活动名称", "名称", "标题", "项目名称", "campaign", "campaign title", "project"),
    "year": ("year", "年份", "年度", "活动年份"),
    "as_of": ("as_of", "as of", "数据截止日期", "截止日期", "数据截至", "截至日期", "数据日期", "as-of day", "reported on", "data date"),
    "phase_order": ("phase order", "阶段顺序", "环节顺序", "步骤顺序", "阶段", "工作步骤顺序", "phases"),
    "category_order": ("category order", "类别顺序", "问题类别顺序", "分类顺序", "categories"),
    "due_soon_days": ("due soon days", "即将到期天数", "到期提醒天数", "预警天数", "即将到期", "due soon"),
    "is_sample": ("is sample", "示例数据", "是否示例", "示例", "sample", "sample data"),
    "lamps": ("lamp", "lamps", "亮灯规则", "灯号说明", "红黄绿灯", "lamp dialect", "图例"),
}
_NAMES |= SCHOOL_SETTINGS
_HEADER = frozenset(normal(header) for header in ("设置项", "项目", "名称", "name", "setting", "key"))
_INDEX = {normal(header): name for name, headers in _NAMES.items() for header in headers}
_SHEET = re.compile(r"(设置|参数|配置|基本信息|settings?|config(uration)?)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[、，,;；\n>→|]+|-{2,}|—+")
_DAYS = re.compile(r"(?:提前)?(\d{1,3})\s*(?:天|日|days?)?(?:内|以内)?", re.IGNORECASE)
_LAMP = re.compile(r"([红黄绿蓝橙灰])(?:色|灯|牌|色灯)?\s*(?:[:：=]|为|表示|代表|——?|-)\s*([\w%]+)")


@dataclass(frozen=True, slots=True)
class DeclaredSettings:
    """What a settings sheet says; `rows` are its lines as Excel counts them, `year_cell` where the year stands."""

    board: BoardSettings
    title: str = ""
    year: int | None = None
    year_cell: str = ""
    as_of: date | None = None
    lamps: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    calendar: SchoolCalendar | None = None
    unread: tuple[tuple[str, str], ...] = ()  # lines about the school year that gave no days: their cell and what it says
    other_cells: tuple[str, ...] = ()  # where the values of `board.other` stand, in its order
    unread_days: tuple[tuple[str, str], ...] = ()  # numbers of days that are none: their cell and what it says


def is_settings(grid: Grid) -> bool:
    """Whether a sheet declares settings: by its name and one known line, or by three different known lines of two cells."""
    rows = range(min(grid.height, 60))
    names = {_name(grid, y) for y in rows if len(grid.own(y)) == 2} - {None}
    # 开学, 寒假 and 暑假 may also head the lines of a plan, so that they count only on a sheet that calls itself settings
    return len(names - set(SCHOOL_SETTINGS)) >= 3 or (bool(names) and bool(_SHEET.search(grid.name)))


def read_settings(grid: Grid) -> DeclaredSettings:
    """Read name and value line by line; what is not known is kept as it stands."""
    found: dict[str, tuple[CellValue, int, int]] = {}
    other: list[tuple[str, str]] = []
    cells: list[str] = []
    rows = 0
    for y in range(grid.height):
        own = grid.own(y)
        if len(own) < 2:
            continue
        rows += 1
        name = _name(grid, y)
        value = grid.cells[y, own[1]]
        if name is not None and name not in found:
            found[name] = (value, y, own[1])
        elif y > 3 or normal(cell_text(grid.cells[y, own[0]])) not in _HEADER:
            other.append((cell_text(grid.cells[y, own[0]]), cell_text(value)))
            cells.append(grid.address(y, own[1]))

    def text(name: str) -> str:
        return cell_text(found[name][0]) if name in found else ""

    if "lamps" in found and not lamp_meanings(text("lamps")):  # no legend of colours but the name of a lamp rule
        other.append(("lamp rule", text("lamps")))
        cells.append(grid.address(*found["lamps"][1:]))
    soon = _number_of_days(text("due_soon_days"))
    year = re.search(r"(19|20)\d{2}", text("year"))
    board = BoardSettings(
        phase_order=_list(text("phase_order")),
        category_order=_list(text("category_order")),
        due_soon_days=soon,
        is_sample=text("is_sample").casefold() in ("是", "true", "yes", "1", "示例数据", "y"),
        other=tuple(other),
    )
    school = school_year({part: _deadline(found[part][0], int(year[0]) if year else None) for part in SCHOOL_SETTINGS if part in found})
    return DeclaredSettings(
        board=board,
        title=text("title"),
        year=int(year[0]) if year else None,
        year_cell=f"{grid.name}!{grid.address(found['year'][1], found['year'][2])}" if year else "",
        as_of=_day(found["as_of"][0], int(year[0]) if year else None) if "as_of" in found else None,
        lamps=lamp_meanings(text("lamps")),
        rows=rows,
        calendar=school.calendar,
        unread=tuple((grid.address(found[part][1], found[part][2]), cell_text(found[part][0])) for part in school.unread),
        other_cells=tuple(cells),
        unread_days=((grid.address(*found["due_soon_days"][1:]), text("due_soon_days")),) if soon is None and text("due_soon_days") else (),
    )


def _number_of_days(text: str) -> int | None:
    """3, 3天 or 3 days; None for anything else."""
    written = _DAYS.fullmatch(normalize("NFKC", text).strip())
    return int(written[1]) if written else None


def lamp_meanings(text: str) -> tuple[tuple[str, str], ...]:
    """What a legend says that colours mean (绿：已完成；黄：推进中), as far as the words are states."""
    return tuple((colour, meaning) for colour, meaning in _LAMP.findall(text) if plain_state(meaning) is not None)


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
    return deadline_of_date(value) if isinstance(value, date) else parse_deadline(cell_text(value), year)


def _day(value: CellValue, year: int | None) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_deadline(cell_text(value), year).end if value is not None else None
