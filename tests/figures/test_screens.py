"""A chart over several screens: nothing lost, nothing twice, nothing too high."""

import json
from dataclasses import replace

import pytest

from lib.figures.charts import CHARTS, Needs
from lib.figures.plotly import Size, figure_json, height_of
from lib.figures.screens import parts_of
from lib.figures.spec import BarChart, BarSeries, GanttChart, WallChart
from lib.figures.tokens import LAMP_STYLES, ThemeName
from lib.i18n import Language
from lib.schema import Lamp
from tests.figures.boards import HUGE, SAMPLE, SUBJECTS

ROOM = 744


@pytest.mark.parametrize("name", ["phase_progress", "gantt", "wall_chart"])
def test_an_empty_chart_is_one_part(name: str) -> None:
    spec = CHARTS[name].build(SUBJECTS["empty"][CHARTS[name].needs], Language.ZH)

    assert parts_of(spec, Size.WALL, ROOM) == (spec,)


def test_a_chart_that_fits_stays_whole() -> None:
    spec = CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], Language.ZH)

    assert parts_of(spec, Size.WALL, ROOM) == (spec,)


def test_no_part_of_a_large_plan_is_higher_than_its_screen() -> None:
    for name in ("phase_progress", "gantt", "wall_chart"):
        spec = CHARTS[name].build(HUGE[CHARTS[name].needs], Language.ZH)
        parts = parts_of(spec, Size.WALL, 900)

        assert len(parts) > 1
        assert max(height_of(part, Size.WALL) for part in parts) <= 900


def test_the_list_that_a_wall_chart_is_on_a_phone_is_shared_out_by_its_columns() -> None:
    spec = CHARTS["wall_chart"].build(SAMPLE[CHARTS["wall_chart"].needs], Language.ZH)
    assert isinstance(spec, WallChart)
    parts = [part for part in parts_of(spec, Size.PHONE, 250) if isinstance(part, WallChart)]

    assert len(parts) > 1
    assert max(height_of(part, Size.PHONE) for part in parts) <= 250
    listed = [column.name for place, column in enumerate(spec.columns) if column.due or place == spec.now]
    assert [column.name for part in parts for column in part.columns] == listed
    assert sum(len(box.entries) for part in parts for line in part.lines for box in line.boxes) == sum(
        len(box.entries) for line in spec.lines for box in line.boxes
    )
    assert [part.columns[part.now].name for part in parts if part.now is not None] == [spec.columns[spec.now].name] * (spec.now is not None)


def test_bars_are_shared_out_with_their_labels_and_marks() -> None:
    spec = CHARTS["phase_progress"].build(HUGE[Needs.PHASES], Language.ZH)
    assert isinstance(spec, BarChart)
    parts = [part for part in parts_of(spec, Size.WALL, ROOM) if isinstance(part, BarChart)]

    assert [name for part in parts for name in part.categories] == list(spec.categories)
    assert [label for part in parts for label in part.end_labels] == list(spec.end_labels)
    assert [value for part in parts for value in part.series[0].values] == list(spec.series[0].values)
    assert [count for part in parts if part.marks for count in part.marks.counts] == list(spec.marks.counts if spec.marks else ())


def test_bars_keep_their_scale_over_all_screens() -> None:
    counts = (40, *range(30, 0, -1))
    series = BarSeries("条数", LAMP_STYLES[Lamp.DONE], counts)
    spec = BarChart(name="categories", language=Language.ZH, title="", categories=tuple(f"类{n}" for n in counts), series=(series,))

    parts = parts_of(spec, Size.WALL, ROOM)
    ranges = [json.loads(figure_json(part, ThemeName.LIGHT, Size.WALL))["layout"]["xaxis"]["range"] for part in parts]

    assert len(parts) > 2
    assert ranges == [[-0.08, 40.12]] * len(parts)


def test_every_task_of_a_timeline_stands_once_and_under_its_phase() -> None:
    spec = CHARTS["gantt"].build(SAMPLE[Needs.TIMELINE], Language.ZH)
    assert isinstance(spec, GanttChart)
    parts = [part for part in parts_of(spec, Size.WALL, 500) if isinstance(part, GanttChart)]
    heads: list[str] = []
    under = {}
    for row in spec.rows:
        heads += [row.label] if row.is_phase else []
        under[row.label] = heads[-1]

    assert len(parts) > 1
    assert [row.label for part in parts for row in part.rows if not row.is_phase] == [row.label for row in spec.rows if not row.is_phase]
    for part in parts:
        assert part.rows[0].is_phase
        assert part.rows[0].label == under[part.rows[1].label]
    assert [part.rows[-1].label for part in parts[:-1] if part.rows[-1].is_phase] == []


def test_a_wall_chart_keeps_its_load_on_every_part() -> None:
    spec = CHARTS["wall_chart"].build(SAMPLE[Needs.WALL], Language.ZH)
    assert isinstance(spec, WallChart)
    parts = [part for part in parts_of(spec, Size.WALL, 450) if isinstance(part, WallChart)]

    assert len(parts) > 1
    assert [line.name for part in parts for line in part.lines] == [line.name for line in spec.lines]
    assert all(replace(part, lines=spec.lines) == spec for part in parts)


def test_a_chart_of_which_not_even_one_row_fits_stays_whole() -> None:
    spec = CHARTS["phase_progress"].build(SAMPLE[Needs.PHASES], Language.ZH)

    assert parts_of(spec, Size.WALL, 10) == (spec,)
