"""Figures across the versions of a board, in every file: what a version does not know is a gap or a mark, and never nought."""

import csv
import io
import zipfile
from datetime import datetime, timedelta

import docx
import openpyxl
import pytest
from pptx import Presentation

from lib.exports import documents, slides, tables_book, tables_csv
from lib.exports.documents_charts import grid_of_chart
from lib.exports.report import Report, Section
from lib.figures.charts import VERSION_CHARTS
from lib.i18n import Language
from lib.metrics.version_trends import FigureCourse, VersionTrends
from lib.metrics.versions import VersionFigure
from tests.exports.reports import written_report

TRENDS = VersionTrends(
    (1, 2, 3),
    tuple(datetime(2014, 6, 3, 8, 30) + timedelta(days=7 * n) for n in range(3)),
    (
        FigureCourse(VersionFigure.DONE_SHARE, (0.25, 0.5, 2 / 3)),
        FigureCourse(VersionFigure.CLOSED_SHARE, (None, 0.25, 0.5)),
        FigureCourse(VersionFigure.LATE, (1, None, 4)),
    ),
)


def report_of_versions(*names: str, language: Language = Language.ZH) -> Report:
    """A section with these charts across versions."""
    charts = tuple(VERSION_CHARTS[name](TRENDS, language) for name in names)
    return written_report(Section("versions", "各版对比", "共3版。", charts=charts), language=language)


def test_one_version_is_a_chart_in_no_file():
    one = VERSION_CHARTS["version_late"](VersionTrends((1,), TRENDS.published[:1], ()), Language.ZH)
    deck = Presentation(io.BytesIO(slides.render(written_report(Section("versions", "各版对比", "共1版。", charts=(one,))))))

    assert grid_of_chart(one) is None
    assert [shape for slide in deck.slides for shape in slide.shapes if shape.has_chart] == []


def test_on_a_slide_they_are_native_lines_with_gaps():
    deck = Presentation(io.BytesIO(slides.render(report_of_versions("version_shares", "version_late"))))
    shares, late = (shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart)

    assert list(shares.plots[0].categories) == ["第1版", "第2版", "第3版"]
    assert [(each.name, each.values) for each in shares.plots[0].series] == [
        ("完成比例", (0.25, 0.5, 2 / 3)),
        ("销号率", (None, 0.25, 0.5)),
    ]
    assert (shares.value_axis.minimum_scale, shares.value_axis.maximum_scale) == (0, 1)
    assert shares.value_axis.tick_labels.number_format == "0%"
    assert [each.values for each in late.plots[0].series] == [(1, None, 4)]
    assert late.value_axis.maximum_scale is None
    assert late.value_axis.tick_labels.number_format == "#,##0"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "version_shares",
            [
                ["版本", "日期", "完成比例", "销号率"],
                ["第1版", "6月3日", "25%", ""],
                ["第2版", "6月10日", "50%", "25%"],
                ["第3版", "6月17日", "66.7%", "50%"],
            ],
        ),
        (
            "version_late",
            [["版本", "日期", "逾期"], ["第1版", "6月3日", "1"], ["第2版", "6月10日", ""], ["第3版", "6月17日", "4"]],
        ),
    ],
)
def test_in_the_word_draft_they_are_a_row_a_version(name: str, rows: list[list[str]]):
    draft = docx.Document(io.BytesIO(documents.render(report_of_versions(name))))
    table = next(table for table in draft.tables if table.cell(0, 0).text == "版本")

    assert [[cell.text for cell in row.cells] for row in table.rows] == rows


def test_in_the_workbook_each_bears_the_moment_of_its_publishing():
    book = openpyxl.load_workbook(io.BytesIO(tables_book.render(report_of_versions("version_late"))))
    cells = [list(row) for row in book.worksheets[1].iter_rows() if str(row[0].value).startswith("第")]

    assert [[cell.value for cell in row[:3]] for row in cells] == [
        ["第1版", datetime(2014, 6, 3, 8, 30), 1],
        ["第2版", datetime(2014, 6, 10, 8, 30), "—"],
        ["第3版", datetime(2014, 6, 17, 8, 30), 4],
    ]
    assert cells[0][1].number_format == 'yyyy"年"m"月"d"日" hh:mm'


def test_in_separated_values_the_moment_can_be_sorted():
    with zipfile.ZipFile(io.BytesIO(tables_csv.render(report_of_versions("version_late")))) as archive:
        name = next(name for name in archive.namelist() if not name.startswith("00"))
        rows = list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))

    assert [row[:2] for row in rows if row and row[0].startswith("第")] == [
        ["第1版", "2014-06-03 08:30"],
        ["第2版", "2014-06-10 08:30"],
        ["第3版", "2014-06-17 08:30"],
    ]
