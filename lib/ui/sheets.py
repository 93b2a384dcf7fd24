"""Charts on a page, beneath each other or beside: each under its title, or the sentence that says why there is none.

What a click on one does stands here, too: it shows a task in full, or filters by what was clicked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from lib.figures.plotly import Size, drawn_figure
from lib.figures.spec import BarChart
from lib.metrics.model import Grouping
from lib.ui import cache, charts, filters, looked_at
from lib.ui.charts import Picked
from lib.ui.view import View
from lib.wording import of_chart

WHOLE_HEIGHT = 720
"""Pixels of a window onto a chart that is longer than any screen."""

PICKS_TASK = ("gantt", "wall_chart")
PICKS_FILTER = {
    "phase_progress": "phases",
    "categories": "categories",
    "channels": "channels",
    "rectification_by_category": "categories",
    "rectification_rates_category": "categories",
    "rectification_rates_unit": "units",
    "rectification_rates_campaign": "campaigns",
}
"""What a click on a chart does: show the task in full, or filter by what was clicked."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns of charts, each with its charts by name from above to below; `shares` are their widths."""

    left: Sequence[str]
    right: Sequence[str]
    shares: tuple[int, int] = (1, 1)


def show_sheet(view: View, *rows: Beside | str) -> None:
    """Charts by their names, beneath each other or beside; each under its title, or the sentence that says why there is none."""
    first = rows[0].left[0] if isinstance(rows[0], Beside) else rows[0]

    def written() -> bytes:
        return _written(view, [_row(view, row) for row in rows])

    _show(view, first, cache.sheet(view.key, repr(rows), view.language, view.theme, view.size, written))


def show_chart(
    view: View, name: str, grouping: Grouping = Grouping.PHASE, *, whole: bool = False, notes: Sequence[Sequence[str]] = ()
) -> None:
    """A chart by its name, or the sentence that says why there is none; a `whole` one is long and scrolls within itself.

    Args:
        view: what is looked at.
        name: which chart.
        grouping: by what a timeline or a wall chart is grouped.
        whole: whether everything is drawn, and not only what matters now.
        notes: what else is said beneath it; lines that belong together stand close together.
    """

    def written() -> bytes:
        return _written(view, [[charts.Column([_chart(view, name, grouping, whole=whole, notes=notes)])]])

    sheet = cache.sheet(view.key, f"{name}/{grouping}/{whole}/{notes!r}", view.language, view.theme, view.size, written)
    _show(view, name, sheet, grouping, whole=whole)


def _show(view: View, first: str, sheet: bytes, grouping: Grouping = Grouping.PHASE, *, whole: bool = False) -> None:
    charts.show(sheet, key=f"charts_{first}", on_pick=partial(_picked, view, grouping, whole))


def _row(view: View, row: Beside | str) -> charts.Row:
    if isinstance(row, str):
        return [charts.Column([_chart(view, row)])]
    columns = zip((row.left, row.right), row.shares, strict=True)
    return [charts.Column([_chart(view, name) for name in names], share) for names, share in columns]


def _written(view: View, rows: Sequence[charts.Row]) -> bytes:
    return charts.written(rows, view.language, narrow=view.is_narrow)


def _chart(
    view: View, name: str, grouping: Grouping = Grouping.PHASE, *, whole: bool = False, notes: Sequence[Sequence[str]] = ()
) -> charts.Chart:
    spec = view.board.chart(name, view.language, grouping, whole=whole)
    zooms = spec.can_zoom and view.size is Size.PAGE
    note = spec.note_on_phone if view.size is Size.PHONE else spec.note
    how = " ".join(part for part in (note, spec.hint if zooms else "") if part)
    beneath = [[spec.empty]] if spec.is_empty else [[how]] if how else []
    return charts.Chart(
        name,
        None if spec.is_empty else drawn_figure(spec, view.theme, view.size, briefly=True),
        spec.alt,
        spec.title,
        spec.subtitle,
        of_chart(name, view.language),
        [*beneath, *notes],
        zooms=zooms,
        picks=name in PICKS_TASK or name in PICKS_FILTER,
        window=WHOLE_HEIGHT if whole and not spec.is_empty else 0,
    )


def _picked(view: View, grouping: Grouping, whole: bool, mark: Picked) -> None:
    """A click on a mark of a chart."""
    name = mark.chart
    if name in PICKS_TASK:
        looked_at.pick_row(_first_word(mark.carried))
    elif name in PICKS_FILTER:
        spec = view.board.chart(name, view.language, grouping, whole=whole)
        if isinstance(spec, BarChart) and 0 <= mark.index < len(spec.categories):
            filters.choose_named(PICKS_FILTER[name], spec.categories[mark.index], view.board.options, view.language)


def _first_word(nested: Any) -> str | None:
    """The first text in what a mark carries; a mark of many tasks leads to the first of them."""
    while isinstance(nested, list | tuple):
        nested = next((part for part in nested if part), None)
    return str(nested) if nested else None
