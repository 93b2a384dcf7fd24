"""The wall chart: what stands in its boxes, when it counts, and how a phone shows it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from lib.figures.charts import wall_chart
from lib.figures.plotly import Size, draw
from lib.figures.spec import WallBox, WallChart, WallColumn, WallEntry, WallLine, WallSpan
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.metrics.model import AsOf, Grouping, Step, Wall, WallCell, WallLoad, WallRow
from lib.schema import Lamp
from tests.figures.boards import AS_OF, EMPTY, HUGE, SAMPLE, WALL, Needs, make_wall, mark

ZH, EN = Language.ZH, Language.EN


def test_nothing_dated_and_days_too_far_apart_say_different_things() -> None:
    nothing = EMPTY[Needs.WALL]

    assert "补上完成时限" in wall_chart.build(nothing, ZH).empty
    assert "核对工作簿中的年份" in wall_chart.build(replace(nothing, is_too_long=True), ZH).empty


def test_rows_keep_the_order_given_and_name_done_of_all() -> None:
    spec = wall_chart.build(WALL, ZH)

    assert [(line.name, line.caption) for line in spec.lines] == [("书记", "2/4  ▲1"), ("校长", "3/4"), ("未注明", "0/1")]
    assert spec.subtitle == "按责任领导"


def test_a_box_marks_what_is_due_by_shape_and_number_and_leads_to_the_row() -> None:
    spec = wall_chart.build(WALL, ZH)

    assert spec.lines[0].boxes[8] == WallBox((WallEntry("▲", "7", 0, "r7"),), 1, "▲逾期　7　第7项")
    assert spec.lines[0].boxes[7] == WallBox((), 2, "")


def test_windows_are_spans_from_the_start_to_the_due_day() -> None:
    spec = wall_chart.build(WALL, ZH)

    assert spec.lines[0].spans == (WallSpan(0, 8, 0), WallSpan(0, 17, 2))
    assert spec.lines[1].spans == (WallSpan(9, 10, 1),)


def test_columns_are_named_by_month_and_third_and_carry_the_load() -> None:
    spec = wall_chart.build(WALL, ZH)

    assert spec.columns[6] == WallColumn("5月", "上", "5月上旬", "3项到期", 3, 2)
    assert wall_chart.build(WALL, EN).columns[6] == WallColumn("May", "1–", "early May", "3 due", 3, 2)
    assert spec.peaks == (6,)
    assert (spec.now, spec.now_label) == (9, "截至6月10日")


def test_a_wall_that_crosses_new_year_says_the_year_where_it_begins() -> None:
    spec = wall_chart.build(make_wall({"甲": {0: (mark(1, Lamp.DONE),), 31: (mark(2, Lamp.DONE),)}}, 32), ZH)

    assert [column.group for column in spec.columns if "年" in column.group] == [*["2014年3月"] * 3, *["2015年1月"] * 2]
    assert spec.columns[31].name == "2015年1月中旬"


def test_a_wall_of_another_year_than_the_day_judged_says_its_year_where_it_begins() -> None:
    spec = wall_chart.build(replace(WALL, as_of=AsOf(date(2015, 1, 20), date(2015, 1, 20)), now=None), ZH)

    assert [column.group for column in spec.columns if "年" in column.group] == ["2014年3月"] * 3
    assert spec.columns[6].name == "2014年5月上旬"


def test_too_many_tasks_are_counted_by_lamp() -> None:
    spec = wall_chart.build(HUGE[Needs.WALL], ZH)

    assert spec.is_counted
    assert spec.lines[0].boxes[0] == WallBox((WallEntry("▲", "1", 0), WallEntry("●", "2", 1)), 0)
    assert spec.lines[0].spans == ()
    assert spec.note.startswith("任务较多")
    assert "底色" not in spec.note  # each is due in the period in which it begins: no ground is shaded


def test_the_ground_is_explained_where_it_is_shaded() -> None:
    due = tuple(mark(n, Lamp.OVERDUE) for n in range(9))
    spec = wall_chart.build(make_wall({"甲": {3: due}}, 5, windows={due[0].ref: (1, 3)}), ZH)

    assert spec.is_counted
    assert "底色越重，在时限内的任务越多。" in spec.note


@pytest.mark.parametrize(("in_one_box", "is_counted"), [(8, False), (9, True)])
def test_one_full_box_is_enough_to_count(in_one_box: int, is_counted: bool) -> None:
    due = tuple(mark(n, Lamp.DONE) for n in range(in_one_box))

    assert wall_chart.build(make_wall({"甲": {0: due}}, 2), ZH).is_counted is is_counted


@pytest.mark.parametrize(("tasks", "is_counted"), [(90, False), (91, True)])
def test_ninety_tasks_still_have_their_numbers(tasks: int, is_counted: bool) -> None:
    rows: dict[str, dict[int, tuple[object, ...]]] = {"甲": {}}
    for n in range(tasks):
        rows["甲"].setdefault(n // 5, ())
        rows["甲"][n // 5] += (mark(n, Lamp.DONE),)

    assert wall_chart.build(make_wall(rows, 36), ZH).is_counted is is_counted  # type: ignore[arg-type]


def test_a_plan_without_progress_names_totals_and_no_nought() -> None:
    row = WallRow("甲", (WallCell((mark(1, Lamp.NOT_REPORTED),), ()),), 3, None, 2)
    load = WallLoad(date(2014, 3, 1), date(2014, 3, 10), 1, 0)
    spec = wall_chart.build(Wall(Grouping.UNIT, Step.XUN, (row,), (load,), None, AS_OF, 2), ZH)

    assert spec.lines[0].caption == "共3项"
    assert spec.now is None
    assert spec.note.endswith("另有2项没有可计算的到期日，未画出。")


def test_longer_plans_say_that_a_column_is_a_month() -> None:
    loads = tuple(WallLoad(date(2014, n, 1), date(2014, n, 28), int(n == 2), 0) for n in (1, 2, 3))
    row = WallRow("甲", (WallCell((), ()), WallCell((mark(1, Lamp.DONE),), ()), WallCell((), ())), 1, 1, 0)
    spec = wall_chart.build(Wall(Grouping.PHASE, Step.MONTH, (row,), loads, 0, AS_OF, 0), ZH)

    assert [(column.group, column.label, column.name) for column in spec.columns[:2]] == [("2014", "1月", "1月"), ("2014", "2月", "2月")]
    assert "每格为一个月" in spec.note


def test_the_alternative_text_names_the_peak_and_each_row() -> None:
    assert wall_chart.build(WALL, ZH).alt == (
        "进度挂图：任务何时到期。5月上旬最集中，3项到期；书记：共4项，已完成2项，逾期1项；校长：共4项，已完成3项；未注明：共1项，已完成0项。"
    )


def cells_of(spec: WallChart, size: Size) -> list[str]:
    traces = [trace for trace in draw(spec, ThemeName.LIGHT, size).data if trace.type == "scatter" and trace.mode == "text"]
    return [text for trace in traces for text in trace.text]


def test_a_drawn_mark_is_a_coloured_shape_and_a_number() -> None:
    assert '<span style="color:#C8372D">▲</span>7' in cells_of(wall_chart.build(WALL, ZH), Size.PAGE)


def test_a_drawn_box_gives_its_tasks_back() -> None:
    figure = draw(wall_chart.build(WALL, ZH), ThemeName.LIGHT)
    marked = next(trace for trace in figure.data if trace.customdata is not None)

    assert [list(refs) for refs in marked.customdata][:2] == [["r1", "r2"], ["r7"]]


def test_a_phone_lists_period_by_period_and_leaves_out_the_empty_ones() -> None:
    lines = cells_of(SAMPLE_CHART, Size.PHONE)
    heads = [line for line in lines if "<b>" in line]

    assert [head.split("<b>")[1].split("</b>")[0] for head in heads] == [
        "3月中旬",
        "5月上旬",
        "5月下旬",
        "6月上旬",
        "6月中旬",
        "8月下旬",
        "9月下旬",
    ]
    assert "3项到期" in heads[1]
    assert "截至6月10日" in heads[3]


SAMPLE_CHART = wall_chart.build(SAMPLE[Needs.WALL], ZH)


def test_on_a_phone_a_name_beside_few_marks_stands_there_whole() -> None:
    def listed(marks: int) -> str:
        boxes = (WallBox(tuple(WallEntry("▲", str(n), 0) for n in range(marks))),)
        columns = (WallColumn("3月", "上", "3月上旬", f"{marks}项到期", marks, 0),)
        line = WallLine("学习教育、听取意见环节", "0/2", boxes, ())
        return cells_of(replace(SAMPLE_CHART, columns=columns, lines=(line,), now=None, peaks=()), Size.PHONE)[1]

    assert "学习教育、听取意见环节" in listed(2)
    assert "学习教育、听取…" in listed(20)


def test_every_mark_of_the_table_is_in_the_phones_list() -> None:
    listed = "".join(cells_of(SAMPLE_CHART, Size.PHONE))

    assert [n for n in ("1", "2", "7", "6", "12", "13", "15", "21", "24") if f"</span>{n}" not in listed] == []


def test_a_finger_on_a_mark_of_the_phones_list_gives_its_task_back_and_on_a_name_all_of_its_line() -> None:
    figure = draw(wall_chart.build(WALL, ZH), ThemeName.LIGHT, Size.PHONE)
    reach = next(trace for trace in figure.data if trace.customdata is not None)
    words = next(trace for trace in figure.data if trace.type == "scatter")
    met = {(left, y): list(refs) for left, y, refs in zip(reach.base, reach.y, reach.customdata, strict=True)}
    opened = [(re.sub("<.*?>", "", text), met.get((x, y))) for x, y, text in zip(words.x, words.y, words.text, strict=True)]

    assert {said: refs for said, refs in opened if said in ("●1", "●2", "▲7")} == {"●1": ["r1"], "●2": ["r2"], "▲7": ["r7"]}
    assert next(refs for said, refs in opened if said == WALL.rows[0].name) == ["r1", "r2"]
    assert [said for said, refs in opened if refs is None and "\u3000" not in said] == []


def test_what_a_finger_meets_in_the_phones_list_is_a_place_for_each_mark_as_large_as_it_needs() -> None:
    for spec in (SAMPLE_CHART, wall_chart.build(WALL, EN)):
        reach = next(trace for trace in draw(spec, ThemeName.LIGHT, Size.PHONE).data if trace.customdata is not None)
        places = sorted(zip(reach.y, reach.base, reach.x, strict=True))

        assert reach.width >= 24
        assert min(reach.x) >= 24
        assert [one for one, other in pairwise(places) if one[0] == other[0] and one[1] + one[2] > other[1] + 0.1] == []
        assert [one for one, other in pairwise(places) if one[0] < other[0] < one[0] + reach.width] == []


def test_counts_in_the_phones_list_lead_to_no_task() -> None:
    assert [trace for trace in draw(wall_chart.build(HUGE[Needs.WALL], ZH), ThemeName.LIGHT, Size.PHONE).data if trace.customdata] == []


@pytest.mark.parametrize("size", [Size.PAGE, Size.WALL])
def test_marks_do_not_meet_those_of_the_next_column(size: Size) -> None:
    figure = draw(wall_chart.build(HUGE[Needs.WALL], ZH), ThemeName.LIGHT, size)
    marked = next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "text")
    column = ({Size.PAGE: 1000, Size.WALL: 1840}[size] - figure.layout.margin.l - figure.layout.margin.r) / 36

    assert marked.textfont.size * (1 + 0.56) <= column
    assert marked.textfont.size >= 9.5


def test_names_are_the_largest_words() -> None:
    figure = draw(wall_chart.build(WALL, ZH), ThemeName.LIGHT)
    sizes = {note.text.split("<br>")[0]: note.font.size for note in figure.layout.annotations}

    assert sizes["<b>书记</b>"] > max(size for text, size in sizes.items() if text not in ("<b>书记</b>", "<b>校长</b>", "<b>未注明</b>"))


def test_the_column_of_the_day_is_tinted() -> None:
    (band,) = draw(wall_chart.build(WALL, ZH), ThemeName.LIGHT).layout.shapes

    assert (band.x0, band.x1) == (9, 10)


def test_the_boards_own_dates_are_thirds_of_months() -> None:
    """The builder of these tests agrees with the calendar."""
    assert [load.first.day for load in WALL.loads[:3]] == [1, 11, 21]
    assert all(this.last + timedelta(days=1) == following.first for this, following in zip(WALL.loads, WALL.loads[1:], strict=False))


def test_columns_of_years_bear_the_year_alone() -> None:
    loads = tuple(WallLoad(date(year, 1, 1), date(year, 12, 31), 1, 0) for year in (2014, 2015))
    rows = (WallRow("书记", (WallCell((mark(1, Lamp.DONE),), ()), WallCell((mark(2, Lamp.DONE),), ())), 2, 2, 0),)
    spec = wall_chart.build(Wall(Grouping.LEAD, Step.YEAR, rows, loads, 0, AS_OF, 0), ZH)

    assert [(column.group, column.label) for column in spec.columns] == [("", "2014"), ("", "2015")]


def test_on_a_phone_a_box_of_many_marks_goes_on_in_further_lines() -> None:
    boxes = (WallBox(tuple(WallEntry("▲", str(100 + n), 0) for n in range(40))),)
    columns = (WallColumn("3月", "上", "3月上旬", "40项到期", 40, 0),)
    spec = replace(SAMPLE_CHART, columns=columns, lines=(WallLine("书记", "0/40", boxes, ()),), now=None, peaks=())
    said = [re.findall(r"▲(?:</span>)?(\d+)", line) for line in cells_of(spec, Size.PHONE) if "▲" in line]

    assert [number for line in said for number in line] == [str(100 + n) for n in range(40)]
    assert len(said) > 1


def test_large_loads_are_written_as_everywhere() -> None:
    spec = wall_chart.build(WALL, Language.ZH)
    crowded = replace(spec, columns=tuple(replace(column, due=1_200) for column in spec.columns), peaks=())

    assert "1,200" in cells_of(crowded, Size.PAGE)
