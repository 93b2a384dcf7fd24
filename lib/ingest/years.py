"""The year that deadlines without one are read in, and the title.

In this order: the settings sheet, the rows above the table, the sheet's name, the file's name, the dates inside,
a form's own date (weaker, and said), and last what the caller gives. Where two sources differ the first holds and
it is said. The year is never taken from the clock.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath

import numpy as np
import pandas as pd

from lib.deadlines import find_years
from lib.ingest.academic import AcademicYear, academic_year_in
from lib.ingest.grid import Grid, cell_text
from lib.ingest.headers import normal
from lib.ingest.locate import Located
from lib.ingest.model import CellValue, Finding, Severity
from lib.schema import Opinion, Task

_FORM_WORK = "(?:填表|填报|制表|编制|汇总|打印|修订|更新)"
_FORM_DATE = re.compile(
    rf"{_FORM_WORK}\s*(?:时间|日期|人|单位|部门|[于:：])|[年月日号\d]\s*{_FORM_WORK}\s*[)）]?\s*$|日期\s*[:：]|date\s*:|printed|prepared",
    re.IGNORECASE,
)
_COVER_DATE = re.compile(
    r"(?:(?:19|20)\d\d|二[〇○零O]\S{2})\s*年\s*(?:[\d一二三四五六七八九十]{1,3}\s*月(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?)?"
)
_COHORT = re.compile(r"(?:19|20)\d\d\s*[级級]")  # 2013级: those who came that year
_NEXT_IN_SHORT = re.compile(r"((?:19|20)\d\d)\s*[-–—/]\s*(\d\d)(?![\d年月日号./-])")  # 2013–14
_FILE_NUMBER = re.compile(r"[〔\[﹝(（](?:19|20)\d\d[〕\]﹞)）]\s*第?\s*\d{1,4}\s*号")  # 三院发〔2025〕17号, as official letters bear
_SPOKEN_OF = re.compile(
    r"\s*[(（](?:(?:(?:数据|统计|进展)?截[至止]|(?:数据|情况|进度|进展)?(?:统计|更新)[至到])[^()（）]{1,24}|[\d年月日号./\s-]{3,16}更新)[)）]\s*$"
)  # another one each week, and said beside the title anyway
_ATTACHED = re.compile(r"^附[件表]\s*(?:[\d一二三四五六七八九十]{1,3}\s*[:：、.．]?|[:：])\s*")  # 附件2：问题清单, as it was sent out
_PART_OF_SHEET = re.compile(r"^[一二三四五六七八九十]{1,2}、\s*(?=.{2})")  # 一、问题清单, where 二、制度清单 stands beneath
_ISSUED = re.compile(r"关于(?:印发|下发|转发|制定|公布)《(.{4,60}?)》(?:等.{0,8})?的通知")
_NO_TITLES = ("附件", "（", "(", "单位")
_DAY_IN_SIGNS = r"(?:\d{4}\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*\d{1,2}\s*[日号]?"
STATED_DAY = re.compile(
    r"(?:截至(?:日期|时间)?|(?:(?<![\u4e00-\u9fff])|(?<=数据|统计|情况|进度|进展))截止(?:日期|时间)?|(?<![\u4e00-\u9fff])(?:数据|情况|进度|进展)?统计(?:日期|时间)"
    r"|(?<![\u4e00-\u9fff])(?:数据|情况|进度|进展|信息|台账)?已?(?:统计|更新)[至到]"
    r"|as\s+of|status\s+date|report(?:ing)?\s+date|data\s+date)\s*[:：]?\s*(?:于|到)?\s*"
    rf"(?:{_DAY_IN_SIGNS}\s*[-—–~～至到]+\s*)?"  # 统计时间：6月1日至6月10日 ends on the day it speaks of
    rf"({_DAY_IN_SIGNS}|\d{{1,2}}\s+[A-Za-z]{{3,9}}\s+\d{{4}}|[A-Za-z]{{3,9}}\s+\d{{1,2}},?\s+\d{{4}})"
    r"(?![\d日号]|\s*月|\s*[-—–~～至到]+\s*\d)"
    rf"|(?<![^\s(（])({_DAY_IN_SIGNS})\s*更新(?=\s*(?:[)）]|$))",
    re.IGNORECASE,
)
_PLAIN_SHEET = re.compile(
    r"(sheet|工作表|表|table|feuil|tabelle|hoja)\s*\d*|.{0,1}|(重点|工作|任务|意见|建议|问题|整改|计划|安排|进度|台账|清单|汇总)+表?\s*\d*"
    r"|tasks?(\s*list)?|plan|schedule|feedback|issues",
    re.IGNORECASE,
)
_DAY_COLUMNS = (
    Task.DUE_TEXT,
    Task.PLAN_START,
    Task.PLAN_DUE,
    Task.AGREED_DUE,
    Task.ACTUAL_DONE,
    Task.ACTUAL_START,
    Opinion.RECEIVED,
    Opinion.DONE,
)
_HANDED_OUT = re.compile("(会议|交办|布置|下达|部署|批示|转办|派单|登记|发文|来文|立项)(召开)?(的)?(时间|日期)")
_OLDEST, _NEWEST = 1990, 2100
_ROWS_OF_HEAD = 12


@dataclass(frozen=True, slots=True)
class YearSource:
    """A year with where it was found."""

    year: int
    source: str  # "settings", "title", "sheet_name", "file_name", "dates", "given"
    evidence: str
    is_form_date: bool = False
    academic: AcademicYear | None = None  # where a title names a school year: `year` is then that of what names no month
    line: str = ""  # for a form date: the words and the day of a line that says what day the workbook speaks of (截止日期：2014年6月10日)
    others: tuple[int, ...] = ()  # where a title names several years and no school year (2013—2014年): those after `year`

    def year_of(self, phrase: str) -> int:
        """The year of a phrase that names none."""
        return self.academic.year_of(phrase) if self.academic else self.year


def years_in(text: str) -> tuple[int, ...]:
    """The plausible years named in a text, in their order."""
    return tuple(year for year in find_years(text) if _OLDEST <= year <= _NEWEST)


def preamble_texts(table: Located) -> list[tuple[int, int, str]]:
    """The texts above a table as (y, x, text)."""
    grid = table.grid
    return [(y, x, cell_text(grid.cells[y, x])) for y in table.preamble for x in grid.own(y) if isinstance(grid.cells[y, x], str)]


def title_of(table: Located) -> str:
    """The title row's text: the first text above the table that is no date or unit line, "" for none; beneath a letterhead what was issued."""
    lines = [
        _ATTACHED.sub("", _SPOKEN_OF.sub("", " ".join(text.split()))) for y, _, text in preamble_texts(table) if len(table.grid.own(y)) <= 2
    ]
    lines = [line for line in lines if 2 <= len(line) <= 120 and not is_form_line(line)]
    if any(_FILE_NUMBER.search(line) for line in lines):
        issued = next((match[1] for line in lines if (match := _ISSUED.search(line))), "")
        return issued or next((line for line in lines if not _FILE_NUMBER.search(line) and not line.endswith(("文件", "：", ":"))), "")
    return _PART_OF_SHEET.sub("", lines[0]) if lines else ""


def is_form_line(text: str) -> bool:
    """Whether a line above a table or on a cover is no title: a date, who filled the form in, a unit of measure."""
    return bool(_FORM_DATE.search(text) or _COVER_DATE.fullmatch(text)) or text.startswith(_NO_TITLES)


def plain_title(sheet_name: str, file_name: str) -> str:
    """A title where no row carries one: the sheet's name, or the file's where the sheet's says nothing."""
    return PurePath(file_name).stem if _PLAIN_SHEET.fullmatch(sheet_name.strip()) else sheet_name.strip()


def table_year(table: Located) -> YearSource | None:
    """The year that a table's own title rows or sheet name give."""
    for y, x, text in preamble_texts(table):
        bare = STATED_DAY.sub("", text)  # 2014年进展情况表（截至5月31日） names the plan's own year beside that day
        years = years_in(_COHORT.sub("", bare))
        if years and not _FORM_DATE.search(bare):
            return _named(years, text, "title", f"{table.grid.name}!{table.grid.address(y, x)}")
    years = years_in(table.grid.name)
    return _named(years, table.grid.name, "sheet_name", table.grid.name) if years else None


def _named(years: Sequence[int], text: str, source: str, evidence: str) -> YearSource:
    """The first year that a text names, or the one in which its school term lies."""
    academic = academic_year_in(text)
    if academic is not None:
        return YearSource(academic.year, source, evidence, academic=academic)
    return YearSource(years[0], source, evidence, others=_after_the_first(years, _FILE_NUMBER.sub("", text)))


def _after_the_first(years: Sequence[int], text: str) -> tuple[int, ...]:
    """The years that a text names beside its first: 2013—2014年, 2013–14."""
    short = _NEXT_IN_SHORT.search(text)
    followed = (years[0] + 1,) if short and int(short[1]) == years[0] and int(short[2]) == (years[0] + 1) % 100 else ()
    return tuple(year for year in dict.fromkeys((*years_in(_COHORT.sub("", text)), *followed)) if year != years[0])


def of_several(source: YearSource, inside: YearSource | None, given: int | None) -> YearSource:
    """The year of a title that names several: the one that is given, else the only one that the dates inside name, else the first."""
    wanted = given if given is not None else inside.year if inside else None
    return replace(source, year=wanted, others=(source.year,)) if wanted in source.others else source


def header_year(table: Located) -> YearSource | None:
    """A year that a header of a deadline column names (完成时限（2014年）)."""
    for column in table.mapped.columns:
        if column.name in _DAY_COLUMNS:
            years = years_in(column.text)
            if years:
                return YearSource(years[0], "title", f"{table.grid.name}!{table.grid.address(table.header[-1], column.x)}")
    return None


def file_year(file_name: str) -> YearSource | None:
    """The year in a file's name."""
    stem = PurePath(file_name).stem
    years = years_in(stem)
    is_told = len(set(years)) == 1 or academic_year_in(stem) is not None
    return _named(years, stem, "file_name", PurePath(file_name).name) if is_told else None


@dataclass(frozen=True, slots=True)
class DatesInside:
    """What the dates inside say: a year, whether they name several, and how many of the filled cells name one."""

    source: YearSource | None
    is_several: bool = False
    share: float = 0.0


def year_from_dates(tables: Sequence[tuple[Located, np.ndarray]]) -> DatesInside:
    """The year that the dates inside name: the commonest where one prevails, else the first."""
    filled = 0
    naming = 0
    seen: Counter[int] = Counter()
    first: dict[int, str] = {}
    for table, rows in tables:
        for column in table.mapped.columns:
            if column.name not in _DAY_COLUMNS:
                continue
            values = table.grid.columns[column.x].taken(rows)
            counts, places = values.counts(), values.first_places()
            for code in sorted(values.here().tolist(), key=lambda code: int(places[code])):
                value, count = values.distinct[code], int(counts[code])
                if value is None:
                    continue
                named = tuple(_years_of_cell(value))
                filled += count
                naming += count * bool(named)
                for year in named:
                    seen[year] += count
                    first.setdefault(year, f"{table.grid.name}!{table.grid.address(int(rows[places[code]]), column.x)}")
    if not seen:
        return DatesInside(None)
    best = min(seen) if len(seen) > 1 else next(iter(seen))
    most = seen.most_common(1)[0][0]
    chosen = most if seen[most] > sum(seen.values()) / 2 else best
    return DatesInside(YearSource(chosen, "dates", first[chosen]), len(seen) > 1, naming / filled)


def handed_out_year(tables: Sequence[tuple[Located, np.ndarray]]) -> YearSource | None:
    """The one year of the days on which things were decided or handed out (会议时间, 交办时间), which no column of ours holds; else None."""
    first: dict[int, str] = {}
    for table, rows in tables:
        for column in table.mapped.columns:
            if column.name or not _HANDED_OUT.fullmatch(normal(column.text)):
                continue
            for y in rows.tolist():
                for year in _years_of_cell(table.grid.cells[y, column.x]):
                    first.setdefault(year, f"{table.grid.name}!{table.grid.address(y, column.x)}")
    return YearSource(next(iter(first)), "dates", next(iter(first.values()))) if len(first) == 1 else None


def _years_of_cell(value: CellValue) -> Iterable[int]:
    if isinstance(value, datetime | date):
        return (value.year,) if _OLDEST <= value.year <= _NEWEST else ()
    if isinstance(value, str) and len(value) <= 60 and any(char.isdigit() or char in "〇零" for char in value):
        return years_in(value)
    return ()


def year_of_days(days: pd.Series) -> YearSource | None:
    """The commonest year of the days that were read, where nothing else named one."""
    found = days.dropna()
    if found.empty:
        return None
    return YearSource(int(found.dt.year.mode().iloc[0]), "dates", "")


def edges(grid: Grid, foot: int = 8) -> list[int]:
    """The rows near a sheet's head and foot, where it says what is true of the whole."""
    return [*range(min(grid.height, _ROWS_OF_HEAD)), *range(max(grid.height - foot, _ROWS_OF_HEAD), grid.height)]


def form_year(grids: Iterable[Grid]) -> YearSource | None:
    """The year of the day on which a form was filled in: weaker, used only where nothing else tells."""
    for grid in grids:
        for y in edges(grid, foot=12):
            for x in grid.own(y):
                value = grid.cells[y, x]
                stated = STATED_DAY.search(value) if isinstance(value, str) else None
                if isinstance(value, str) and (stated or _FORM_DATE.search(value) or _COVER_DATE.fullmatch(value.strip())):
                    named = years_in(value)
                    if named:
                        line = stated[0] if stated and named[0] in years_in(stated[0]) else ""
                        return YearSource(named[0], "dates", f"{grid.name}!{grid.address(y, x)}", is_form_date=True, line=line)
    return None


def contradictions(chosen: YearSource, others: Iterable[YearSource | None], given: int | None) -> list[Finding]:
    """Sources that name another year than the one chosen."""
    found = [
        Finding("year_sources_differ", Severity.WARNING, value=str(other.year), facts=(*_facts(chosen), ("other_evidence", other.evidence)))
        for other in others
        if other is not None and other.year != chosen.year
    ]
    if given is not None and chosen.source != "given" and given != chosen.year:
        found.append(Finding("year_given_differs", Severity.WARNING, value=str(given), facts=_facts(chosen)))
    return found


def several_named(chosen: YearSource) -> Finding:
    """That a title names several years, and in which of them deadlines without one were read."""
    named = "/".join(str(year) for year in sorted((chosen.year, *chosen.others)))
    return Finding("year_of_several", Severity.WARNING, value=str(chosen.year), facts=(("evidence", chosen.evidence), ("years", named)))


def weakly_told(chosen: YearSource) -> Finding:
    """That the year is that of a form's own date, or of a line that says what day the workbook speaks of, which is then named as it is written."""
    code = "year_from_stated_day" if chosen.line else "year_from_form_date"
    facts = (("evidence", chosen.evidence), *((("line", chosen.line),) if chosen.line else ()))
    return Finding(code, Severity.WARNING, value=str(chosen.year), facts=facts)


def _facts(source: YearSource) -> tuple[tuple[str, str | int], ...]:
    return (("year", source.year), ("evidence", source.evidence))
