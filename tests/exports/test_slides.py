"""A deck says what its report says: every figure, sentence, chart value and table row, and nothing else."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import openpyxl
import pytest
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.table import _Cell
from pptx.util import Pt

from lib.exports import slides_tables
from lib.exports.presented_rows import presented_rows
from lib.exports.report import Report, Section
from lib.exports.slides import render
from lib.exports.slides_text import LINE, broken, shown
from lib.exports.slides_theme import EAST_ASIAN, FOOTER_TOP, HEIGHT, WIDTH
from lib.figures.spec import (
    Arrangement,
    BarChart,
    BarSeries,
    ChartSpec,
    DayTick,
    GanttChart,
    HeatmapChart,
    LegendEntry,
    LineChart,
    LineSeries,
    PlanMarks,
    WallBox,
    WallChart,
    WallColumn,
    WallEntry,
    WallLine,
    WallSpan,
)
from lib.figures.tokens import Colour, Pattern, Style
from lib.i18n import LANGUAGES, Language, text
from lib.i18n.formats import number
from lib.wording.definitions import FigureId
from lib.wording.key_figures import KeyFigure
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks
from tests.exports.reports import meeting_report, report_of, sample, written_report, written_section, written_table

CJK = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")


def deck_of(report: Report) -> Deck:
    """The deck, read again."""
    return Presentation(io.BytesIO(render(report)))


def charts(deck: Deck) -> Iterator:
    """Every native chart."""
    for slide in deck.slides:
        yield from ((shape.name, shape.chart) for shape in slide.shapes if shape.has_chart)


def tables(deck: Deck) -> Iterator:
    """Every table with its name."""
    for slide in deck.slides:
        yield from ((shape.name, shape.table) for shape in slide.shapes if shape.has_table)


def rows_of(deck: Deck, name: str) -> list[tuple[str, ...]]:
    """The rows of a table over all its slides, without their headers."""
    return [
        tuple(cell.text.replace("\v", "\n") for cell in row.cells)
        for found, table in tables(deck)
        if found == name
        for row in list(table.rows)[1:]
    ]


def words(deck: Deck, *, with_notes: bool = True) -> str:
    """All text of a deck without white space."""
    found = []
    for slide in deck.slides:
        found += [run.text or "" for run in slide._element.iter(qn("a:t"))]
        if with_notes and slide.has_notes_slide:
            found += [slide.notes_slide.notes_text_frame.text]
    for _, chart in charts(deck):
        found += [each.text or "" for each in chart._chartSpace.iter(qn("c:v"), qn("a:t"))]
    return bare("".join(found))


def bare(said: str) -> str:
    """Without white space, which line breaks add."""
    return re.sub(r"\s+", "", shown(said))


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest) -> tuple[Report, Deck]:
    """The sample's report in each language, and its deck."""
    report = meeting_report(sample().workbook, language=request.param)
    return report, deck_of(report)


def test_a_report_of_nothing_is_a_cover_and_one_sentence() -> None:
    deck = deck_of(meeting_report(make_workbook(no_tasks(), no_feedback())))

    assert len(deck.slides) == 2
    assert "所选范围内没有可汇报的数据" in words(deck)


def test_every_sentence_figure_and_remark_stands_in_the_deck(made: tuple[Report, Deck]) -> None:
    report, deck = made
    found = words(deck)
    said = [section.sentence for section in report.sections]
    said += [remark for section in report.sections for remark in section.remarks]
    said += [part for section in report.sections for each in section.figures for part in (each.label, each.value, each.context)]
    said += [chart.title for section in report.sections for chart in section.charts]
    said += [each.meaning for section in report.sections for each in section.definitions]
    said += [section.behind for section in report.sections]
    said += [
        text(report.language, "report.kind"),
        report.provenance.title,
        report.provenance.as_of,
        report.provenance.version,
        report.provenance.lamp_rule,
    ]

    assert [each for each in said if bare(each) not in found] == []


def test_every_row_of_every_table_stands_in_the_deck(made: tuple[Report, Deck]) -> None:
    report, deck = made
    for section in report.sections:
        for table in section.tables:
            kept = [name for name, heading in table.headings if heading]
            wanted = [tuple(bare(cell) for cell in row) for row in table.cells[kept].fillna("").itertuples(index=False, name=None)]

            assert [tuple(bare(cell) for cell in row) for row in rows_of(deck, table.name)] == wanted, table.name


def test_every_bar_is_a_native_value(made: tuple[Report, Deck]) -> None:
    report, deck = made
    specs = [chart for section in report.sections for chart in section.charts if isinstance(chart, BarChart)]
    for spec in specs:
        parts = [chart for name, chart in charts(deck) if name == spec.name]
        names = [category for chart in parts for category in chart.plots[0].categories]

        assert names == list(spec.categories)
        for place, series in enumerate(spec.series):
            drawn = [chart.plots[0].series[place] for chart in parts]
            assert {each.name for each in drawn} == {series.name}
            assert [value for each in drawn for value in each.values] == list(series.values)
    assert len(specs) == 3


def test_the_curve_is_a_line_of_the_shares_themselves(made: tuple[Report, Deck]) -> None:
    report, deck = made
    spec = next(chart for section in report.sections for chart in section.charts if isinstance(chart, LineChart))
    chart = next(chart for name, chart in charts(deck) if name == spec.name)

    assert [tuple(each.values) for each in chart.plots[0].series] == [series.shares for series in spec.series]


def test_a_window_begins_and_lasts_as_the_plan_says(made: tuple[Report, Deck]) -> None:
    report, deck = made
    spec = next(chart for section in report.sections for chart in section.charts if isinstance(chart, GanttChart))
    found: dict[str, tuple[date, date]] = {}
    for _, chart in (each for each in charts(deck) if each[0] == spec.name):
        first, *rest = chart.plots[0].series
        lengths = [next(value for value in values if value is not None) for values in zip(*(each.values for each in rest), strict=True)]
        for name, start, length in zip(chart.plots[0].categories, first.values, lengths, strict=True):
            begin = date(1899, 12, 30) + timedelta(days=int(start))
            found[str(name)] = (begin, begin + timedelta(days=int(length) - 1))
    wanted = {row.label if row.is_phase else f"{row.symbol} {row.label}": (row.start or row.end, row.end) for row in spec.rows}

    assert found == wanted


def test_every_mark_of_the_wall_chart_stands_in_its_column(made: tuple[Report, Deck]) -> None:
    report, deck = made
    spec = next(chart for section in report.sections for chart in section.charts if isinstance(chart, WallChart))
    found = [table for name, table in tables(deck) if name == spec.name]

    rows = [tuple(bare(cell.text) for cell in row.cells) for table in found for row in list(table.rows)[2:]]
    for line, row in zip(spec.lines, rows[:-1], strict=True):
        assert row[0] == bare(line.name + line.caption)
        assert list(row[1:]) == [bare("".join(entry.symbol + entry.label for entry in box.entries)) for box in line.boxes]
    assert list(rows[-1][1:]) == [str(column.due) if column.due else "" for column in spec.columns]


def test_no_number_stands_in_the_deck_that_the_report_does_not_have(made: tuple[Report, Deck]) -> None:
    """Apart from the numbers of slides and of parts."""
    report, deck = made
    known = repr(report) + " ".join(
        str(cell) for section in report.sections for table in section.tables for cell in table.cells.to_numpy().ravel()
    )
    known_numbers = set(re.findall(r"\d+", known)) | {"100"}
    counters = {str(n) for n in range(1, len(deck.slides) + 1)}
    said = "\n".join(
        run.text or "" for slide in deck.slides for shape in slide.shapes for run in shape._element.iter(qn("a:t")) if not shape.has_chart
    )

    assert set(re.findall(r"\d+", said)) - known_numbers - counters == set()


def test_every_run_names_its_east_asian_face(made: tuple[Report, Deck]) -> None:
    _, deck = made
    runs = [run for slide in deck.slides for run in slide._element.iter(qn("a:r"))]
    runs += [run for slide in deck.slides if slide.has_notes_slide for run in slide.notes_slide._element.iter(qn("a:r"))]
    runs += [run for _, chart in charts(deck) for run in chart._chartSpace.iter(qn("a:r"))]
    faceless = [run for run in runs if CJK.search("".join(run.itertext())) and run.find(f"{qn('a:rPr')}/{qn('a:ea')}") is None]
    looks = [look for _, chart in charts(deck) for look in chart._chartSpace.iter(qn("a:defRPr"))]

    assert len(runs) > 500
    assert faceless == []
    assert [look for look in looks if look.find(qn("a:ea")) is None] == []
    assert {face.get("typeface") for slide in deck.slides for face in slide._element.iter(qn("a:ea"))} == {EAST_ASIAN}


def test_colours_are_those_of_the_theme(made: tuple[Report, Deck]) -> None:
    _, deck = made
    parts = [slide._element for slide in deck.slides] + [chart._chartSpace for _, chart in charts(deck)]

    assert [colour for part in parts for colour in part.iter(qn("a:srgbClr"))] == []


def test_nothing_leaves_the_slide_and_no_type_is_too_small(made: tuple[Report, Deck]) -> None:
    _, deck = made
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0, shape.name
            assert shape.top >= 0, shape.name
            assert shape.left + shape.width <= Pt(WIDTH) + 2, shape.name
            assert shape.top + shape.height <= Pt(HEIGHT), shape.name
            sizes = [int(look.get("sz")) for look in shape._element.iter(qn("a:rPr")) if look.get("sz")]
            least = 1050 if shape.name in ("footer", "number") else 1200
            assert all(size >= least for size in sizes), shape.name


def test_each_slide_has_one_title_and_at_most_one_chart_or_table(made: tuple[Report, Deck]) -> None:
    _, deck = made
    for slide in deck.slides:
        things = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]

        assert len(things) <= 1
        assert slide.shapes.title.text_frame.text
        assert all(thing._element.nvGraphicFramePr.cNvPr.get("descr") for thing in things)


def test_a_title_of_two_lines_ends_the_first_where_a_clause_ends(made: tuple[Report, Deck]) -> None:
    _, deck = made
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]

    assert [title for title in titles if "\v" in title]
    assert [line for title in titles for line in title.split("\v")[:-1] if line[-1] not in "，；：。,;:"] == []


def test_the_lamps_stand_a_line_each_without_the_name_that_leads_the_rule(made: tuple[Report, Deck]) -> None:
    _, deck = made
    lines = next(shape for shape in deck.slides[-1].shapes if shape.name == "body").text_frame.text.splitlines()

    assert lines[0].startswith("▲")
    assert [line for line in lines if line[0] not in "▲■◆◐○●□◇×"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_without_progress_claims_none(language: Language) -> None:
    deck = deck_of(meeting_report(make_workbook(make_tasks(3, status=None)), language=language))

    assert text(language, "wording.key.unknown") in "".join(
        shape.text_frame.text for shape in deck.slides[1].shapes if shape.has_text_frame
    )


def test_feedback_alone_makes_a_deck_of_feedback() -> None:
    report = meeting_report(make_workbook(no_tasks(), make_feedback(4)))
    deck = deck_of(report)

    assert [section.name for section in report.sections] == ["feedback"]
    assert bare(report.sections[0].sentence) in words(deck)


def test_one_task_makes_a_whole_deck() -> None:
    report = meeting_report(make_workbook(make_tasks(1)))

    assert all(bare(section.sentence) in words(deck_of(report)) for section in report.sections)


def test_of_five_hundred_overdue_tasks_the_worst_stand_on_a_few_slides_and_the_last_counts_the_others() -> None:
    tasks = make_tasks(500, task=[f"第{n}号任务" for n in range(1, 501)], phase=[f"阶段{n % 7}" for n in range(500)])
    report = meeting_report(make_workbook(tasks), ("late",))
    late = report.section("late")
    deck = deck_of(report)

    assert late is not None
    table = late.tables[0]
    shown_rows = [row[1] for row in rows_of(deck, "report_late")]
    assert shown_rows == table.cells["task"].tolist()[: presented_rows(table)]
    assert len(deck.slides) <= 1 + 5
    assert f"本表其余{len(table.cells) - len(shown_rows)}行不在此列出" in words(deck, with_notes=False)


def test_a_list_that_is_only_a_little_longer_is_shown_whole() -> None:
    table = written_table([(str(n), f"第{n}项工作") for n in range(1, 56)], ("序号", "工作"))
    deck = deck_of(written_report(written_section(table)))

    assert len(rows_of(deck, "written")) == 55
    assert "不在此列出" not in words(deck)


def test_cells_longer_than_slides_stop_at_a_bound_and_the_last_slide_says_how_many_rows_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slides_tables, "MOST_SLIDES", 2)
    table = written_table([(str(n), "意见要求改进工作作风，" * 200) for n in range(1, 5)], ("序号", "意见"), ("意见",))
    deck = deck_of(written_report(written_section(table)))
    rows = [row[0] for row in rows_of(deck, "written") if row[0]]

    assert len(deck.slides) == 1 + 2
    assert f"本表其余{4 - len(rows)}行不在此列出" in words(deck, with_notes=False)


def test_rows_past_the_bound_are_counted_and_not_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out: list[str] = []
    monkeypatch.setattr(slides_tables, "shown", lambda words: laid_out.append(words) or words)
    table = written_table([(str(n), "短") for n in range(1, 100_001)], ("序号", "工作"))
    deck = deck_of(written_report(written_section(table)))

    assert len(laid_out) < 2_000
    assert f"本表其余{number(100_000 - len(rows_of(deck, 'written')), Language.ZH)}行不在此列出" in words(deck, with_notes=False)


def test_a_cell_longer_than_a_slide_goes_on_in_the_next_row_without_losing_a_character() -> None:
    long = "".join(f"第{n}条意见要求改进工作作风，" for n in range(400))
    table = written_table([("1", long), ("2", "短")], ("序号", "意见"), ("意见",))
    deck = deck_of(written_report(written_section(table)))
    rows = rows_of(deck, "written")

    assert "".join(row[1] for row in rows) == long + "短"
    assert [row[0] for row in rows if row[0]] == ["1", "2"]


@pytest.mark.parametrize(("count", "rows"), [(2, [2]), (9, [9]), (24, [12, 12])])
def test_a_table_takes_the_room_of_its_slides_within_a_bound_and_stands_evenly_on_them(count: int, rows: list[int]) -> None:
    table = written_table([(str(n), f"第{n}项工作") for n in range(1, count + 1)], ("序号", "工作"))
    frames = [
        shape for slide in deck_of(written_report(written_section(table))).slides for shape in slide.shapes if shape.name == "written"
    ]
    size = frames[0].table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt
    tall = {row.height.pt for frame in frames for row in list(frame.table.rows)[1:]}

    assert [len(frame.table.rows) - 1 for frame in frames] == rows
    assert len(tall) == 1
    assert size * 1.8 < tall.pop() < size * 2.5  # a line takes 1.7 with its margins
    assert all(frame.top.pt + sum(row.height.pt for row in frame.table.rows) <= FOOTER_TOP for frame in frames)


def test_headings_of_several_words_break_once_and_sentences_have_the_room() -> None:
    headings = (
        "No.",
        "Task",
        "Original",
        "Agreed",
        "Agreed against original",
        "Actual",
        "Actual against original",
        "Actual against agreed",
    )
    task = "各党支部召开组织生活会并开展民主评议，全体党员提出各自的改进办法，督导组派员到会并作评价。"
    row = (
        task,
        "20 May",
        "10 Jun",
        "21 days later",
        "6 Jun",
        "17 days later",
        "4 days earlier",
        "组织生活会随之顺延",
        "督导联络组",
        "党总支书记",
    )
    table = written_table([(str(n), *row) for n in range(1, 15)], (*headings, "Reason", "Agreed with", "Responsible unit"), ("Task",))
    deck = deck_of(written_report(written_section(table), language=Language.EN))
    frames = [shape for slide in deck.slides for shape in slide.shapes if shape.name == "written"]
    size = frames[0].table.cell(1, 0).text_frame.paragraphs[0].runs[0].font.size.pt

    assert {frame.table.rows[0].height.pt < size * LINE * 3 for frame in frames} == {True}
    assert [len(frame.table.rows) - 1 for frame in frames] == [4, 5, 5]


def test_more_columns_than_a_slide_holds_go_on_with_the_number_repeated() -> None:
    headings = ("序号", *(f"第{n}列" for n in range(1, 25)))
    rows = [tuple(f"内容{row}之{column}号字样" if column else str(row) for column in range(25)) for row in range(1, 4)]
    deck = deck_of(written_report(written_section(written_table(rows, headings))))
    found = words(deck)

    assert all(cell in found for row in rows for cell in row)
    assert all(table.cell(0, 0).text == "序号" for _, table in tables(deck))


@pytest.mark.parametrize(
    "hostile",
    [
        "=cmd|'/c calc'!A1",
        "<b>粗体</b>&amp;",
        "a\x00b\x1bc",
        "\u202e转向\u202c",
        "https://example.org",
        "{0}%s",
        "\u2028新行",
        "📊图",
        "x" * 4000,
    ],
)
def test_text_from_a_workbook_is_only_ever_text(hostile: str) -> None:
    tasks = make_tasks(2, task=[hostile, "任务"], phase=[hostile, "阶段"], owner_unit=[hostile, "处"], status="in_progress")
    report = meeting_report(make_workbook(tasks, title=hostile))
    deck = deck_of(report)
    found = words(deck)

    assert bare(hostile) in found
    assert "\u202e" not in found
    for _, chart in charts(deck):
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert all(cell.data_type != "f" and cell.hyperlink is None for row in book.active.iter_rows() for cell in row)


def test_a_sentence_too_long_for_a_title_goes_on_slides_of_its_own() -> None:
    sentence = "截至6月10日，" + "责任部门应当完成的事项尚未完成，" * 40
    deck = deck_of(written_report(Section("late", "逾期任务", sentence)))

    assert deck.slides[1].shapes.title.text_frame.text == "逾期任务"
    assert bare(sentence) in words(deck, with_notes=False)


def test_figures_without_a_chart_stand_on_one_slide_under_their_conclusion() -> None:
    figure = KeyFigure(FigureId.DONE, "已完成", "3", "占4项的75%", "")
    deck = deck_of(written_report(Section("overview", "总体进度", "4项任务已完成3项。", figures=(figure,))))

    assert [slide.shapes.title.text_frame.text for slide in deck.slides][1:] == ["4项任务已完成3项。"]
    assert "已完成3占4项的75%" in words(deck, with_notes=False)


def needed_height(cell: _Cell, width: float) -> float:
    """How high a cell must be for its words, in points."""
    lines = 0.0
    for paragraph in cell.text_frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs), default=6.0)
        lines += len(broken("".join(run.text for run in paragraph.runs), width, size)) * size * LINE
    return lines + cell.margin_top.pt + cell.margin_bottom.pt


def long_charts() -> tuple[ChartSpec, ...]:
    """Tables drawn as charts, with names longer than a slide."""
    boxes = (WallBox(tuple(WallEntry("▲", str(n), 0) for n in range(8))), WallBox())
    windows = tuple(WallSpan(0, 1, 0) for _ in range(200))
    columns = tuple(WallColumn("3月", label, f"3月{label}旬", "", 1234, 0) for label in "上中")
    lamps = (LegendEntry("▲逾期", Style(Colour.OVERDUE, Pattern.SOLID)),)
    lines = (WallLine("很长的阶段名称" * 90, "1/8", boxes, windows), *(WallLine(f"第{n}阶段", "1/8", boxes, windows) for n in range(5)))
    wall = WallChart(name="wall", language=Language.ZH, title="挂图", columns=columns, lines=lines, lamps=lamps, load_label="各旬到期项数")
    names = tuple("很长的类别名称" * 60 + str(n) for n in range(9))
    heat = HeatmapChart(
        name="heat",
        language=Language.ZH,
        title="方式与类别",
        rows=names,
        columns=("座谈会" * 80, "问卷"),
        cells=((1234, None),) * 9,
        note="注" * 3000,
    )
    return wall, heat


@pytest.mark.parametrize("chart", long_charts(), ids=lambda chart: chart.name)
def test_long_names_leave_a_table_on_its_slide_and_stand_whole_in_the_notes(chart: ChartSpec) -> None:
    deck = deck_of(written_report(Section("long", "长名称", "共9条。", charts=(chart,))))
    found = words(deck)
    whole = [each.name for each in chart.lines] if isinstance(chart, WallChart) else [*chart.rows, *chart.columns, chart.note]

    for slide in deck.slides:
        for shape in (shape for shape in slide.shapes if shape.has_table):
            rows = list(shape.table.rows)
            assert shape.top + sum(row.height for row in rows) <= Pt(FOOTER_TOP), shape.name
            for row in rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    room = column.width.pt - cell.margin_left.pt - cell.margin_right.pt
                    assert cell.is_spanned or cell.is_merge_origin or needed_height(cell, room) <= row.height.pt + 0.1, cell.text
        for shape in slide.shapes:
            assert shape.top + shape.height <= Pt(HEIGHT), shape.name
    assert [name for name in whole if bare(name) not in found] == []
    assert "1,234" in found


def test_a_hidden_count_is_a_word_and_no_number() -> None:
    heat = HeatmapChart(
        name="heat",
        language=Language.ZH,
        title="方式与类别",
        rows=("座谈会", "问卷"),
        columns=("民生", "作风"),
        cells=((7, None), (None, 12)),
        hidden_label="少于5",
    )
    deck = deck_of(written_report(Section("heat", "征求意见", "共19条。", charts=(heat,))))
    rows = [tuple(cell.text for cell in row.cells) for _, table in tables(deck) for row in table.rows]

    assert rows == [("", "民生", "作风"), ("座谈会", "7", "少于5"), ("问卷", "少于5", "12")]


def timeline_deck(**facts: object) -> tuple[GanttChart, Deck]:
    """The timeline of some tasks on 10 June, and its slides."""
    report = meeting_report(make_workbook(make_tasks(**facts)), names=("phases",))  # type: ignore[arg-type]
    spec = report.sections[0].charts[0]
    assert isinstance(spec, GanttChart)
    return spec, deck_of(report)


def test_every_report_owed_stands_on_its_task_and_in_the_legend() -> None:
    spec, deck = timeline_deck(
        count=2, gate_body="督导组", gate_action="审阅", gate_status=["待报", "已备案"], gate_date=["2014-03-12", "2014-03-18"]
    )
    marks = [shape for slide in deck.slides for shape in slide.shapes if shape.name == "report"]

    assert len(marks) == sum(len(row.marks) for row in spec.rows) == 2
    assert marks[0].left < marks[1].left
    assert all(kind.label in words(deck, with_notes=False) for kind in spec.marks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rows_of_a_timeline_stand_evenly_on_its_slides_and_take_their_room(language: Language) -> None:
    deck = deck_of(meeting_report(sample().workbook, ("phases",), language))
    slides = [[shape for shape in slide.shapes if shape.name == "name"] for slide in deck.slides]
    rows = [len(names) for names in slides if names]

    assert len(rows) == 3
    assert max(rows) - min(rows) <= 1
    for slide, names in zip(deck.slides, slides, strict=True):
        notes = [shape.top.pt for shape in slide.shapes if shape.name == "note"]
        legends = [shape.top.pt + shape.height.pt for shape in slide.shapes if shape.name == "legend"]
        assert not names or notes[0] - legends[0] < 40, "the room between the legend and the note lies idle"


def test_an_approximate_deadline_is_marked_as_one() -> None:
    _, about = timeline_deck(count=1, due_text="3月20日前后")
    _, exact = timeline_deck(count=1, due_text="3月20日")

    assert [words(deck, with_notes=False).count("≈") for deck in (about, exact)] == [2, 0]  # behind its bar, and in the note


def test_a_day_outside_the_time_shown_has_no_mark_at_its_edge() -> None:
    _, deck = timeline_deck(count=2, due_text="3月", status="done", actual_done=["2014-03-12", "2014-05-30"])

    assert len([shape for slide in deck.slides for shape in slide.shapes if shape.name == "done"]) == 1


def test_a_footer_gives_way_in_its_title_and_filters_and_never_in_its_audience() -> None:
    report = written_report(written_section(written_table([("1",)], ("序号",))), title="很长的活动名称" * 30)
    long = replace(report, provenance=replace(report.provenance, filters="责任部门：教务处、总务处、学生处；" * 20))
    footer = next(shape for shape in deck_of(long).slides[1].shapes if shape.name == "footer").text_frame.text

    assert footer.endswith("… · 受众：全体通报")
    assert "第3版 · 截至2014年6月10日 · 责任部门：" in footer


def test_chinese_sentences_stand_side_by_side_without_a_space() -> None:
    section = written_section(written_table([("1",)], ("序号",)))
    deck = deck_of(written_report(replace(section, remarks=("第一句。", "第二句。"))))

    assert "第一句。第二句。" in [shape.text_frame.text for shape in deck.slides[1].shapes if shape.name == "note"]


def test_a_time_over_two_years_names_the_first_of_them_and_no_two_names_meet() -> None:
    _, deck = timeline_deck(due_text=["2013年11月中旬", "2014年12月"], year=None)
    ticks = [shape for shape in deck.slides[1].shapes if shape.name == "tick" and shape.has_text_frame]

    assert [tick.text_frame.text for tick in ticks][:2] == ["2013年11月", "2014年1月"]
    assert [one.text_frame.text for one, other in pairwise(ticks) if one.left + one.width > other.left + Pt(4)] == []


def test_a_line_begins_with_the_name_of_its_first_month() -> None:
    deck = deck_of(meeting_report(make_workbook(make_tasks(due_text=["3月上旬", "9月"])), names=("curve",)))
    ticks = [shape.text_frame.text for shape in deck.slides[1].shapes if shape.name == "tick"]

    assert ticks[0] == "3月"


def test_the_curve_begins_on_its_axis_where_the_name_of_its_first_day_stands() -> None:
    deck = deck_of(meeting_report(make_workbook(make_tasks(due_text=["3月上旬", "9月"])), names=("curve",)))
    chart = next(chart for _, chart in charts(deck))

    assert [each.get("val") for each in chart._chartSpace.iter(qn("c:crossBetween"))] == ["midCat"]


def curve(**facts: object) -> LineChart:
    """Two days of a plan, half and all of it."""
    series = LineSeries("计划", Colour.PLAN, True, (0.5, 1.0), (1, 2), "计划 100%（2项）", 1)
    days = (date(2014, 6, 1), date(2014, 6, 30))
    return replace(LineChart(name="s_curve", language=Language.ZH, title="曲线", days=days, series=(series,)), **facts)


@pytest.mark.parametrize(
    ("as_of", "marks"), [(None, 0), (date(2014, 5, 31), 0), (date(2014, 6, 1), 1), (date(2014, 6, 30), 1), (date(2014, 7, 1), 0)]
)
def test_the_day_judged_is_marked_only_within_the_days_shown(as_of: date | None, marks: int) -> None:
    spec = curve(as_of=DayTick(as_of, "截至") if as_of else None)
    deck = deck_of(written_report(Section("curve", "曲线", "共2项。", charts=(spec,))))

    assert sum(shape.name == "as of" and shape.has_text_frame for shape in deck.slides[1].shapes) == marks


def bars(count: int, **facts: object) -> BarChart:
    """So many bars of one series, 1, 2, 3 …"""
    series = (BarSeries("意见", Style(Colour.BRAND), tuple(range(1, count + 1))),)
    names = tuple(f"第{n}旬" for n in range(1, count + 1))
    return replace(BarChart(name="bars", language=Language.ZH, title="条数", categories=names, series=series), **facts)


def chart_of(spec: BarChart) -> Chart:
    """The chart as it stands on its slide."""
    return next(chart for _, chart in charts(deck_of(written_report(Section("bars", "条数", "共若干条。", charts=(spec,))))))


@pytest.mark.parametrize(("count", "every"), [(12, None), (13, "2"), (25, "3")])
def test_of_many_upright_bars_every_second_or_third_is_named(count: int, every: str | None) -> None:
    chart = chart_of(bars(count, upright=True))
    skips = [each.get("val") for each in chart._chartSpace.iter(qn("c:tickLblSkip"))]

    assert skips == ([every] if every else [])
    assert list(chart.plots[0].series[0].values) == list(range(1, count + 1))
    assert not chart.has_legend


def test_upright_bars_of_two_series_have_a_legend() -> None:
    two = bars(3, upright=True)
    chart = chart_of(replace(two, series=(*two.series, BarSeries("问题", Style(Colour.DONE), (1, 1, 1)))))

    assert chart.has_legend


def test_a_bar_without_a_plan_has_no_mark() -> None:
    marks = PlanMarks("计划", (0.5, None), (1, None))
    spec = bars(2, marks=marks)
    deck = deck_of(written_report(Section("bars", "条数", "共2条。", charts=(spec,))))

    assert [shape.name for slide in deck.slides for shape in slide.shapes if shape.name.startswith("计划 ")] == ["计划 1"]


def test_a_window_is_drawn_only_on_the_slides_whose_columns_it_reaches() -> None:
    columns = tuple(WallColumn("2014年", f"{n}月", f"2014年{n}月", "", 1, 0) for n in range(1, 25))
    boxes = tuple(WallBox((WallEntry("●", f"任务{n}号事项", 0),)) for n in range(24))
    wall_line = WallLine("筹备", "24/24", boxes, (WallSpan(0, 1, 0), WallSpan(0, 23, 0)))
    lamps = (LegendEntry("●已完成", Style(Colour.DONE)),)
    wall = WallChart(name="wall", language=Language.ZH, title="挂图", columns=columns, lines=(wall_line,), lamps=lamps)
    deck = deck_of(written_report(Section("wall", "挂图", "共24项。", charts=(wall,))))
    windows = [sum(shape.name == "window" for shape in slide.shapes) for slide in deck.slides][1:]

    assert windows[0] == 2
    assert set(windows[1:]) == {1}


def test_the_lines_of_a_wall_chart_stand_evenly_on_as_few_slides_as_hold_them() -> None:
    columns = tuple(WallColumn("3月", str(n), f"第{n}旬", "", 1, 0) for n in range(21))
    lines = tuple(WallLine(f"第{n}阶段", "1/1", tuple(WallBox((WallEntry("●", str(n), 0),) * 3) for _ in columns)) for n in range(7))
    lamps = (LegendEntry("●已完成", Style(Colour.DONE)),)
    wall = WallChart(name="wall", language=Language.ZH, title="挂图", columns=columns, lines=lines, lamps=lamps, load_label="各旬到期项数")
    deck = deck_of(written_report(Section("wall", "挂图", "共7项。", charts=(wall,))))

    assert [len(list(table.rows)[2:]) for _, table in tables(deck)] == [4, 3 + 1]  # the last slide has the load under its lines


@pytest.mark.parametrize(("language", "month"), [(Language.ZH, "2014年2月"), (Language.EN, "Feb 2014")])
def test_the_name_of_a_month_of_one_column_pushes_down_what_stands_under_it(language: Language, month: str) -> None:
    columns = tuple(WallColumn(month if n == 0 else "3月", "下", f"第{n}旬", "", 1, 0) for n in range(13))
    boxes = tuple(WallBox((WallEntry("●", str(n), 0),)) for n in range(13))
    lines = tuple(WallLine(f"第{n}阶段", "3/3", boxes, (WallSpan(0, 2, 0),)) for n in range(8))
    lamps = (LegendEntry("●已完成", Style(Colour.DONE)),)
    wall = WallChart(name="wall", language=language, title="挂图", columns=columns, lines=lines, lamps=lamps, load_label="各旬到期项数")
    deck = deck_of(written_report(Section("wall", "挂图", "共24项。", charts=(wall,)), language=language))
    shapes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]

    assert shapes
    for shape in shapes:
        for row in list(shape.table.rows)[:2]:
            for cell, column in zip(row.cells, shape.table.columns, strict=True):
                room = column.width.pt * (cell.span_width if cell.is_merge_origin else 1) - cell.margin_left.pt - cell.margin_right.pt
                assert cell.is_spanned or needed_height(cell, room) <= row.height.pt + 0.1, cell.text
    for slide in deck.slides:
        for table in (shape for shape in slide.shapes if shape.has_table):
            heads = table.top + sum(row.height for row in list(table.table.rows)[:2])
            assert min(shape.top for shape in slide.shapes if shape.name == "window") > heads + Pt(12)
            assert min(shape.top for shape in slide.shapes if shape.name == "legend") > table.top + sum(
                row.height for row in table.table.rows
            )


def test_where_a_section_has_but_a_table_without_rows_its_sentence_has_a_slide_of_its_own() -> None:
    deck = deck_of(written_report(written_section(written_table([], ("序号", "工作")), sentence="没有逾期任务。")))

    assert [slide.shapes.title.text_frame.text for slide in deck.slides][1:] == ["没有逾期任务。"]
    assert list(tables(deck)) == []


def test_sections_of_a_sentence_each_stand_together_and_each_sentence_once() -> None:
    first = replace(written_section(written_table([("1",)], ("序号",)), sentence="均无到期日。"), title="总体进度")
    alone = [("曲线", "无法排出时间。"), ("分阶段", "均无到期日。"), ("挂图", "无法排出时间。"), ("逾期", "逾期情况不明。")]
    deck = deck_of(written_report(first, *(Section(title, title, sentence) for title, sentence in alone)))
    slide = deck.slides[2]

    assert [each.shapes.title.text_frame.text for each in deck.slides][1:] == ["均无到期日。", "以下几项没有图表，只列结论"]
    assert "曲线、挂图：无法排出时间。\n逾期：逾期情况不明。" in [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "逾期情况不明。" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize(("plan", "place"), [(0.2, "ctr"), (0.5, "inBase"), (0.51, "inBase")])
def test_a_count_gives_way_to_the_mark_of_the_plan_that_would_strike_it_out(plan: float, place: str) -> None:
    done = BarSeries("已完成", Style(Colour.DONE), (4,), ("4",))
    spec = bars(1, series=(done,), marks=PlanMarks("计划", (plan,), (2,)), arrangement=Arrangement.WHOLE)

    assert [each.get("val") for each in chart_of(spec)._chartSpace.iter(qn("c:dLblPos"))] == [place]


def test_the_heading_of_a_chart_stands_between_the_key_figures_and_the_chart() -> None:
    slides = [slide for slide in deck_of(report_of(sample())).slides if any(shape.name == "figure 1" for shape in slide.shapes)]

    assert slides
    for slide in slides:
        figures = [shape for shape in slide.shapes if shape.name.startswith("figure ")]
        below = [shape for shape in slide.shapes if shape.has_chart or shape.has_table]
        for heading in (shape for shape in slide.shapes if shape.name == "heading"):
            assert max(shape.top + shape.height for shape in figures) <= heading.top
            assert heading.top + heading.height <= min(shape.top for shape in below) + Pt(8)


def test_numbers_before_words_keep_their_distance_where_there_is_room() -> None:
    """In EMU: the right margin of a number's cell before words, before a number, and of words."""
    rows = [(f"甲{n}", str(n), "座谈会", str(n), str(n)) for n in range(1, 9)]
    deck = deck_of(written_report(written_section(written_table(rows, ("类别", "条数", "方式", "已完成", "已销号")))))
    [table] = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    margins = [[table.cell(y, x).margin_right for x in range(5)] for y in range(len(table.rows))]

    assert len({tuple(line) for line in margins}) == 1
    words, before_words, again, before_number, last = margins[0]
    assert before_words >= words + Pt(20)
    assert words == again == before_number == last


def test_a_count_that_has_no_room_in_its_part_of_a_bar_is_left_out() -> None:
    """As on the screen: 1 of 2,001 has a part of a third of a point; two halves have room for theirs."""
    parts = [
        BarSeries("已销号", Style(Colour.DONE, Pattern.SOLID), (1, 1000), ("1", "1,000")),
        BarSeries("整改中", Style(Colour.BRAND, Pattern.TINT), (2000, 1000), ("2,000", "1,000")),
    ]
    spec = BarChart(
        name="problems",
        language=Language.ZH,
        title="题",
        alt="",
        categories=("甲", "乙"),
        series=tuple(parts),
        arrangement=Arrangement.WHOLE,
    )
    [(_, chart)] = charts(deck_of(written_report(replace(written_section(), charts=(spec,)))))
    left_out = [
        [int(each.find(qn("c:idx")).get("val")) for each in series.data_labels._element.findall(qn("c:dLbl"))]
        for series in chart.plots[0].series
    ]

    assert left_out == [[0], []]
    assert [list(series.values) for series in chart.plots[0].series] == [[1, 1000], [2000, 1000]]
