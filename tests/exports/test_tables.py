"""The workbook and the separated values of a report: every number and every row is there, and nothing can act as a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lib.exports import tables_book, tables_csv, tables_rows
from lib.exports.report import Report
from lib.exports.table import Table
from lib.exports.tables import UNKNOWN_MARK, pages_of, table_grid
from lib.exports.tables_book import share_format
from lib.exports.tables_charts import chart_grid
from lib.exports.tables_grid import Content, Grid, Kind
from lib.figures.charts import CHARTS
from lib.figures.spec import BarChart, BarSeries, GanttChart, LineChart, WallChart
from lib.figures.tokens import Colour, Style
from lib.i18n import LANGUAGES, Language
from lib.i18n.formats import day, number, percent
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.exports.reports import opened, report_of, sample
from tests.figures.boards import SUBJECTS

HOSTILE = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\n=1",
    '=HYPERLINK("http://x","y")',
    "＝1",
    "a\x00b\x07c",
    "[Red]x & <b>&amp;",
    "乙\ufffe丙\uffff",
    "长" * 40_000,
)


def sheets(report: Report) -> dict[str, Worksheet]:
    """The workbook read again, sheet by sheet."""
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(io.BytesIO(tables_book.render(report)))}


def cells_of(sheet: Worksheet) -> list[list[object]]:
    """All rows as values."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def files(report: Report) -> dict[str, list[list[str]]]:
    """The files of the zip, read as a spreadsheet would."""
    with zipfile.ZipFile(io.BytesIO(tables_csv.render(report))) as archive:
        return {name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline=""))) for name in archive.namelist()}


def worded(content: Content, kind: Kind, language: Language) -> str:
    """A value as the report's words have it."""
    if isinstance(content, str):
        return content
    if isinstance(content, date):
        return day(content, language)
    return percent(content, language) if kind is Kind.SHARE else number(content, language)


def grids(report: Report) -> Iterator[Grid]:
    """Every grid of a report."""
    for page in pages_of(report):
        yield from page.grids


def test_a_report_of_nothing_is_one_sheet_that_says_what_it_is():
    empty = report_of(opened(make_workbook(no_tasks())))

    assert list(sheets(empty)) == ["说明"]
    assert list(files(empty)) == ["00_说明.csv"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_sheet_says_version_day_audience_sample_conclusions_and_definitions(language: Language):
    report = report_of(sample(), language)
    first = next(iter(sheets(report).values()))
    words = "\n".join(str(cell) for row in cells_of(first) for cell in row if cell)

    for said in (report.provenance.version, report.provenance.as_of, report.provenance.audience, report.provenance.lamp_rule):
        assert said in words
    assert ("虚构的示例" if language is Language.ZH else "Invented sample") in words
    for section in report.sections:
        assert section.sentence in words
        assert all(meaning.meaning in words for meaning in section.definitions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_behind_a_table_says_what_its_words_say(language: Language):
    tables = [table for section in report_of(sample(), language).sections for table in section.tables]
    compared = 0
    for table in tables:
        grid = table_grid(table, language)
        told = table.cells[[name for name, _ in table.headings]]
        for words, row in zip(told.itertuples(index=False, name=None), grid.rows, strict=True):
            for word, content, column in zip(words, row, grid.columns, strict=True):
                compared += not isinstance(content, str)
                assert worded(content, column.kind, language) == word

    assert compared > 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_every_table_and_chart_stands_in_the_workbook(language: Language):
    report = report_of(sample(), language)
    read = list(sheets(report).values())[1:]
    pages = pages_of(report)

    assert len(read) == len(pages)
    for page, sheet in zip(pages, read, strict=True):
        rows = cells_of(sheet)
        colon = "：" if language is Language.ZH else ": "
        first = page.grids[0].title
        assert rows[0][0] == (page.title if len(page.grids) == 1 or first == page.title else f"{page.title}{colon}{first}")
        assert rows[1][0] == page.sentence
        top = 0
        for grid in page.grids:
            wanted = [[_as_read(content) for content in row] for row in grid.rows]
            top = rows.index(_padded([column.heading for column in grid.columns], len(rows[0])), top + 1)
            assert [row[: len(grid.columns)] for row in rows[top + 1 : top + 1 + len(wanted)]] == wanted


def _as_read(content: Content) -> object:
    if isinstance(content, str):
        return content or None
    if isinstance(content, float):
        return pytest.approx(content, abs=1e-15)  # a workbook keeps sixteen digits
    return content if isinstance(content, int | datetime) else datetime(content.year, content.month, content.day)


def _padded(row: list[str], length: int) -> list[object]:
    return [*row, *[None] * (length - len(row))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_stands_in_the_separated_values(language: Language):
    report = report_of(sample(), language)
    read = list(files(report).values())[1:]

    assert [len(rows) for rows in read] == [1 + len(grid.rows) for grid in grids(report)]
    for rows, grid in zip(read, grids(report), strict=True):
        assert rows[0] == [column.heading for column in grid.columns]
        for written, row in zip(rows[1:], grid.rows, strict=True):
            for cell, content in zip(written, row, strict=True):
                assert cell.removeprefix("'") == content if isinstance(content, str) else cell == _plain(content)


def _plain(content: Content) -> str:
    return content.isoformat() if isinstance(content, date) else str(content)


def test_numbers_are_numbers_and_days_are_days_with_a_format():
    sheet = sheets(report_of(sample()))["全部任务"]
    heads = {cell.value: cell.column for cell in sheet[3]}
    agreed, progress, first = (sheet.cell(row, heads[name]) for name, row in (("商定时限", 9), ("完成进度", 4), ("序号", 4)))
    days = [sheet.cell(row, heads["商定时限"]) for row in range(4, 28)]

    assert first.value == 1
    assert (progress.value, progress.number_format) == (1, "0%")
    assert [cell.number_format for cell in days if cell.value] == ['yyyy"年"m"月"d"日"'] * 6
    assert agreed.value is None


def test_a_count_among_the_key_figures_is_a_number_and_a_rate_its_words():
    rows = [row[:2] for name in ("总体进度", "征求意见") for row in cells_of(sheets(report_of(sample()))[name])]

    assert [row for row in rows if row[0] in ("任务总数", "应完成", "逾期", "原始条数", "整改完成率")] == [
        ["任务总数", 24],
        ["应完成", 18],
        ["逾期", 2],
        ["原始条数", 312],
        ["整改完成率", "55.8%"],
    ]


@pytest.mark.parametrize(
    ("share", "printed"), [(0.5, "0%"), (2 / 3, "0.0%"), (1.0, "0%"), (0.9999, '">99.9%"'), (0.0, "0%"), (0.0001, '"<0.1%"')]
)
def test_a_share_that_is_not_quite_all_is_never_printed_as_all(share: float, printed: str):
    assert share_format(share, Language.ZH) == printed


def test_the_longest_table_is_frozen_and_filtered_and_pages_are_a4_across():
    for sheet in list(sheets(report_of(sample())).values())[1:]:
        assert sheet.freeze_panes == "A4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == ("landscape", 9, 0)


def test_text_that_begins_like_a_formula_stays_text_letter_for_letter():
    tasks = make_tasks(task=list(HOSTILE), owner_unit="=cmd|' /C calc'!A0", status="done")
    book = openpyxl.load_workbook(io.BytesIO(tables_book.render(report_of(opened(make_workbook(tasks))))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    guarded = {cell.value for cell in cells if cell.quotePrefix}

    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert {"=1+1", "+1", "-1+2", "@SUM(A1)", "=cmd|' /C calc'!A0"} <= guarded
    assert max(len(cell.value) for cell in cells if isinstance(cell.value, str)) == 32_767
    assert "abc" in {cell.value for cell in cells}


def test_in_separated_values_a_formula_gets_a_guard_that_the_explanations_name():
    tasks = make_tasks(task=list(HOSTILE), status="done")
    read = files(report_of(opened(make_workbook(tasks))))
    words = {cell for rows in read.values() for row in rows for cell in row}

    assert {"'=1+1", "'+1", "'-1+2", "'@SUM(A1)", "'\t=1", "'\n=1", "'＝1"} <= words
    assert [word for word in words if word.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []
    assert any("撇号（'）" in cell for row in read["00_说明.csv"] for cell in row)


def test_separated_values_begin_with_a_mark_and_end_lines_as_spreadsheets_do():
    with zipfile.ZipFile(io.BytesIO(tables_csv.render(report_of(sample())))) as archive:
        found = [archive.read(name) for name in archive.namelist()]

    assert all(content.startswith(b"\xef\xbb\xbf") for content in found)
    assert found[-1].count(b"\r\n") == 97


def test_equal_reports_give_equal_bytes():
    one, two = (report_of(sample()) for _ in range(2))

    assert tables_book.render(one) == tables_book.render(two)
    assert tables_csv.render(one) == tables_csv.render(two)


def test_a_plan_alone_shows_no_zero_for_what_was_not_reported():
    plan = report_of(opened(make_workbook(make_tasks(3, status=None, owner_unit="办公室"))))
    units = sheets(plan)["分部门情况"]

    assert [cell.value for cell in units[4]] == ["办公室", 3, 3, "未填报", "未填报", 0]


def test_three_thousand_rows_are_all_there():
    feedback = make_feedback(3000, text=[f"意见{n}号" for n in range(3000)], scope="public", openness="face_to_face")
    ledger = sheets(report_of(opened(make_workbook(feedback=feedback))))["意见与整改台账"]

    assert ledger.max_row >= 3003
    assert ledger.auto_filter.ref.endswith("3003")


def looks(report: Report) -> list[tuple[object, ...]]:
    """Every cell with what stands in it and how it is printed, every row with its height, every sheet with its extent."""
    found: list[tuple[object, ...]] = []
    for sheet in openpyxl.load_workbook(io.BytesIO(tables_book.render(report))):
        found.append((sheet.title, sheet.dimensions, sheet.auto_filter.ref, sheet.freeze_panes))
        found += [(sheet.title, number, row.height) for number, row in sheet.row_dimensions.items()]
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            style = (
                cell.number_format,
                cell.font.name,
                cell.font.sz,
                cell.alignment.horizontal,
                cell.alignment.wrap_text,
                cell.border.left.style,
            )
            found.append((cell.coordinate, type(cell.value), cell.value, cell.data_type, cell.quotePrefix, *style))
    return found


def test_rows_written_past_the_library_are_those_that_it_writes(monkeypatch: pytest.MonkeyPatch):
    hostile = [*HOSTILE, "one\ntwo\r\nthree", " kept ", "", "_x0041_", "😀"]
    feedback = make_feedback(
        len(hostile), text=hostile, measure=hostile[::-1], received="2014-04-02", scope="public", openness="face_to_face"
    )
    reports = [report_of(sample()), report_of(opened(make_workbook(make_tasks(len(hostile), task=hostile, owner_unit=hostile), feedback)))]
    as_usual = [looks(report) for report in reports]
    monkeypatch.setattr(tables_rows, "LONG", 2)

    assert [looks(report) for report in reports] == as_usual


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_gives_all_its_numbers(name: str, subject: str, language: Language):
    chart = CHARTS[name]
    spec = chart.build(SUBJECTS[subject][chart.needs], language)
    if spec.is_empty:
        return
    grid = chart_grid(spec, UNKNOWN_MARK)
    columns = list(zip(*grid.rows, strict=True))

    assert all(len(row) == len(grid.columns) for row in grid.rows)
    assert "⟦" not in "".join(column.heading for column in grid.columns)
    if isinstance(spec, BarChart):
        assert columns[0] == spec.categories
        for place, series in enumerate(spec.series, start=1):
            assert columns[place] == tuple(UNKNOWN_MARK if value is None else value for value in series.values)
    if isinstance(spec, LineChart):
        assert columns[0] == spec.days
        for place, line in enumerate(spec.series):
            assert columns[1 + 2 * place] == tuple("" if share is None else share for share in line.shares)
    if isinstance(spec, GanttChart):
        assert len(grid.rows) == sum(not row.is_phase for row in spec.rows)
    if isinstance(spec, WallChart):
        assert grid.rows[-2][2:] == tuple(column.due for column in spec.columns)
        assert grid.rows[-1][2:] == tuple(column.running for column in spec.columns)


def test_a_table_without_values_is_words_alone():
    table = next(table for section in report_of(sample()).sections for table in section.tables if table.name == "report_late")

    assert isinstance(table, Table)
    assert {column.kind for column in table_grid(table, Language.ZH).columns} == {Kind.WORDS}


def test_in_separated_values_done_of_all_is_no_day_of_march():
    made = tables_csv.separated([("3/4", "1-2", "1.10", "2014-03-05", "12/2014", "3/4 ▲1", "第3/4季度")])

    assert made.decode("utf-8-sig") == "'3/4,'1-2,1.10,2014-03-05,'12/2014,3/4 ▲1,第3/4季度\r\n"


def test_a_window_on_the_wall_chart_bears_the_same_name_as_on_the_page():
    """It is a window by plan: whether somebody is at work in it, or has finished long ago, the lamps say."""
    wall = next(page for page in pages_of(report_of(sample())) if page.name == "wall").grids[0]

    assert any("（在时限内2项）" in str(content) for content in wall.rows[2])


def test_bars_without_words_behind_them_have_no_column_for_such():
    spec = BarChart(
        name="bars", language=Language.ZH, title="条数", categories=("甲",), series=(BarSeries("意见", Style(Colour.BRAND), (3,)),)
    )

    assert [column.heading for column in chart_grid(spec, UNKNOWN_MARK).columns] == ["名称", "意见"]
    assert chart_grid(spec, UNKNOWN_MARK).rows == (("甲", 3),)


def test_rows_are_put_before_a_row_that_is_there_and_nowhere_else():
    sheet = b'<sheetData><row r="1" ht="9"/><row r="12" ht="9"/></sheetData>'

    assert tables_rows.spliced(sheet, b"<row/>", 12) == b'<sheetData><row r="1" ht="9"/><row/><row r="12" ht="9"/></sheetData>'
    with pytest.raises(ValueError, match="no row 2"):
        tables_rows.spliced(sheet, b"<row/>", 2)
