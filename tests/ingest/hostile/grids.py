"""A mutator that knows what a table is: good tables with hostile values, moved rows, doubled headers, odd merges.

Bytes that are flipped mostly break the container; this leaves the container whole and asks the understanding: what it
makes of a year of 99999999, of two header rows that were swapped, of a deadline that is a merged area of the whole sheet.

python -m tests.ingest.hostile.grids SECONDS [SEED]    prints what ends other than by refusal or an answer in JSON
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lib.commands.check_json import answer_pieces
from lib.errors import Refused, WorkerDied
from lib.i18n import Language
from lib.ingest.model import ErrorValue, RawSheet
from lib.ingest.read import Limits, read
from lib.ingest.read.references import address
from lib.ingest.worker import read_isolated
from tests.ingest.hostile.package import sheet_xml, workbook_xml, xlsx

EXAMPLES = Path(__file__).parents[1] / "examples"
SAMPLE = Path(__file__).parents[3] / "data" / "sample.xlsx"
PATIENT = Limits(seconds=120.0)
"""A busy machine must not look like a stall."""

_EPOCH = datetime(1899, 12, 30)
_STYLES = (
    '<styleSheet><numFmts count="1"><numFmt numFmtId="200" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="9"/><xf numFmtId="57"/><xf numFmtId="200"/></cellXfs></styleSheet>'
)
_ODD_NUMBERS = (
    "0",
    "-1",
    "0.5",
    "1",
    "60",
    "2958465",
    "2958466",
    "-693594",
    "1e15",
    "1e308",
    "99999999999999999999",
    "1e-300",
    "41699.99999",
)
_ODD_TEXTS = (
    "",
    " ",
    "　",
    "-",
    "/",
    "无",
    "合计",
    "小计：",
    "注：",
    "序号",
    "状态",
    "完成时限",
    "工作内容",
    "意见建议内容",
    "整改措施",
    "阶段",
    "设置",
    "年份",
    "2014",
    "99999999",
    "二〇一四年",
    "10000年13月32日",
    "0年0月0日",
    "1月0日",
    "2月30日-2月31日",
    "3月-",
    "-3月",
    "3月至至4月",
    "1月-2月-3月-4月",
    "12月31日至1月1日",
    "99月下旬",
    "第99999999999999季度",
    "每" * 300,
    "3月、" * 500,
    "(" * 2_000,
    "（" * 2_000 + "）" * 2_000,
    "９９９９年１２月３１日",
    "1899-12-31",
    "9999-12-31",
    "9999年12月下旬",
    "0001-01-01",
    "NaN",
    "inf",
    "-inf",
    "1e999",
    "100%",
    "1/0",
    "-50%",
    "99999999999999999999%",
    "5/3/1",
    "3/0",
    "①②③",
    "⁵",
    "½",
    "٣",
    "Ⅻ月",
    "五百亿",
    "{file}",
    "%s%n%d",
    "#REF!",
    "=1+1",
    "A\nB\nC",
    "归并到1",
    "1",
    "01",
    "1.0",
    "１",
    "-",
    "true",
    "√",
    "是",
    "背靠背",
    "逾期",
    "已完成",
    "销号",
    "长" * 33_000,
    "e" + "\u0301" * 3_000,
    "\u202e反",
    "_x000D_",
    "_xD800_",
    "🀄" * 100,
)


@dataclass
class Grid:
    """One sheet to mutate: written cells by (row, column), 1-based, and merged areas."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden: bool = False

    @property
    def last(self) -> tuple[int, int]:
        return max((row for row, _ in self.cells), default=1), max((column for _, column in self.cells), default=1)


def text(words: str) -> str:
    """A text cell without its address."""
    return f' t="inlineStr"><is><t xml:space="preserve">{escape(words)}</t></is></c>'


def number(written: str, style: int = 0) -> str:
    """A number cell without its address."""
    return f' s="{style}"><v>{escape(written)}</v></c>'


def _written(value: object, percent: bool) -> str:
    if isinstance(value, bool):
        return f' t="b"><v>{int(value)}</v></c>'
    if isinstance(value, (int, float)):
        return number(repr(value), 2 if percent else 0)
    if isinstance(value, ErrorValue):
        return ' t="e"><v>#REF!</v></c>'
    if isinstance(value, (date, datetime)):
        moment = value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time())
        return number(str((moment - _EPOCH) / timedelta(days=1)), 1)
    return text(str(value))


def grid_of(sheet: RawSheet) -> Grid:
    """A sheet as it was read, ready to be mutated."""
    grid = Grid(sheet.name, hidden=sheet.hidden)
    for y, row in enumerate(sheet.grid):
        for x, value in enumerate(row):
            if value is not None:
                place = (sheet.top + y, sheet.left + x)
                grid.cells[place] = _written(value, place in sheet.percent)
    grid.merged = [f"{address(one.top, one.left)}:{address(one.bottom, one.right)}" for one in sheet.merged]
    return grid


def originals() -> list[list[Grid]]:
    """Good workbooks as grids."""
    paths = [*sorted(EXAMPLES.glob("*.xlsx")), SAMPLE]
    return [[grid_of(sheet) for sheet in read(path.read_bytes(), path.name).sheets] for path in paths]


def workbook(grids: list[Grid]) -> bytes:
    """The grids as a workbook."""
    sheets, parts, relations = "", {}, ""
    for index, grid in enumerate(grids, 1):
        lines: dict[int, list[str]] = {}
        for (row, column), cell in sorted(grid.cells.items()):
            lines.setdefault(row, []).append(f'<c r="{address(row, column)}"{cell}')
        rows = "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in lines.items())
        merged = "".join(f'<mergeCell ref="{one}"/>' for one in grid.merged)
        parts[f"xl/worksheets/sheet{index}.xml"] = sheet_xml(rows=rows, after=f"<mergeCells>{merged}</mergeCells>" if merged else "")
        state = ' state="hidden"' if grid.hidden else ""
        sheets += f'<sheet name={quoteattr(grid.name)} sheetId="{index}"{state} r:id="rId{index}"/>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
            f'Target="worksheets/sheet{index}.xml"/>'
            for index in range(1, len(grids) + 1)
        )
        + '<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        + "</Relationships>"
    )
    return xlsx(workbook=workbook_xml(sheets), relations=relations, styles=_STYLES, **parts)


def mutations(seed: int) -> Iterator[tuple[str, bytes]]:
    """Endless mutated workbooks, the same for the same seed."""
    draw = random.Random(seed)
    books = originals()
    while True:
        book = [Grid(one.name, dict(one.cells), list(one.merged), one.hidden) for one in draw.choice(books)]
        for _ in range(draw.choice((1, 1, 2, 3, 5, 12, 40))):
            _mutate(book, draw)
        yield draw.choice(("a.xlsx", "2014年计划.xlsx", "99999年台账.xlsx", "{file} %s.xlsx")), workbook(book)


def _mutate(book: list[Grid], draw: random.Random) -> None:
    grid = draw.choice(book)
    if not grid.cells:
        return
    spots = sorted(grid.cells)
    row, column = draw.choice(spots)
    way = draw.randrange(14)
    if way <= 3:
        grid.cells[(row, column)] = _odd(draw)
    elif way == 4:
        other = draw.choice(spots)
        grid.cells[(row, column)], grid.cells[other] = grid.cells[other], grid.cells[(row, column)]
    elif way == 5:
        grid.cells.pop((row, column))
    elif way == 6:
        _move_rows(grid, row, draw.choice((-2, -1, 1, 2, 50, 3_000)))
    elif way == 7:
        _copy_column(grid, column, draw.randint(1, grid.last[1] + 2))
    elif way == 8:
        _copy_row(grid, row, draw.randint(1, grid.last[0] + 2))
    elif way == 9:
        bottom, right = row + draw.choice((0, 1, 3, 500)), column + draw.choice((0, 1, 3, 300))
        grid.merged.append(f"{address(row, column)}:{address(bottom, right)}")
    elif way == 10:
        value = _odd(draw)
        for one in [spot for spot in spots if spot[1] == column and draw.random() < 0.8]:
            grid.cells[one] = value if draw.random() < 0.5 else _odd(draw)
    elif way == 11:
        grid.cells = {(across, down): cell for (down, across), cell in grid.cells.items()} if draw.random() < 0.3 else grid.cells
        grid.hidden = draw.random() < 0.2
    elif way == 12:
        grid.name = draw.choice(("任务", "意见", "设置", "整改台账", "制度", "组织机构", "校验结果", "x" * 31, "=1", "'a'!b", "{0}"))
    else:
        book.append(Grid(draw.choice(("表", grid.name)), dict(grid.cells), list(grid.merged)))


def _odd(draw: random.Random) -> str:
    way = draw.randrange(8)
    if way <= 3:
        return text(draw.choice(_ODD_TEXTS))
    if way == 4:
        return text("".join(draw.choice(_ODD_TEXTS)[:40] for _ in range(3)))
    if way == 5:
        return draw.choice((' t="b"><v>1</v></c>', ' t="e"><v>#N/A</v></c>', "><f>A1</f></c>", ' t="d"><v>2014-02-29</v></c>'))
    return number(draw.choice(_ODD_NUMBERS), draw.randrange(5))


def _move_rows(grid: Grid, start: int, by: int) -> None:
    moved = {(row + by if row >= start else row, column): cell for (row, column), cell in grid.cells.items()}
    grid.cells = {spot: cell for spot, cell in moved.items() if spot[0] >= 1}


def _copy_column(grid: Grid, column: int, onto: int) -> None:
    grid.cells |= {(row, onto): cell for (row, across), cell in grid.cells.items() if across == column}


def _copy_row(grid: Grid, row: int, onto: int) -> None:
    grid.cells |= {(onto, column): cell for (down, column), cell in grid.cells.items() if down == row}


def fault_of(name: str, content: bytes, as_of: date = date(2014, 6, 10)) -> str:
    """What went wrong with one file: "" where it was refused by name, or read and answered in strict JSON."""
    try:
        read_book = read_isolated(content, name, limits=PATIENT)
    except WorkerDied as death:
        return death.code
    except Refused:
        return ""
    try:
        for language in Language:
            answer = b"".join(answer_pieces(read_book, language, as_of)).decode("utf-8")
            json.loads(answer, parse_constant=_never)
            if "⟦" in answer and "⟦" not in str(content):
                return f"a sentence is missing in {language}"
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, NotImplementedError, RecursionError) as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def _never(constant: str) -> None:
    raise ValueError(constant)


def main() -> None:
    """Run for a while; each astray file is kept where the program was started."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    end = time.monotonic() + seconds
    count, slowest = 0, 0.0
    for name, content in mutations(seed):
        started = time.monotonic()
        if started > end:
            break
        count += 1
        fault = fault_of(name, content)
        if fault:
            kept = Path(f"astray-{seed}-{count}.xlsx")
            kept.write_bytes(content)
            sys.stdout.write(f"{kept} {fault}\n")
            sys.stdout.flush()
        slowest = max(slowest, time.monotonic() - started)
    sys.stdout.write(f"seed {seed}: {count} files, slowest {slowest:.1f} s\n")


if __name__ == "__main__":
    main()
