"""Counts by two things."""

from dataclasses import dataclass

from lib.figures.spec.chart import ChartSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatmapChart(ChartSpec):
    """Counts by two things; a hidden count is None and reads `hidden_label`."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[int | None, ...], ...] = ()
    hidden_label: str = ""
