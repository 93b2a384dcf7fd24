"""Charts on a page, with the words around them: one component of our own for all that stand together, changed in place.

The framework names a chart by what is drawn in it, so that each filter throws away every chart and builds another; and each title, note
and column is a part of its own that is made, sent and drawn with every run. Here a sheet of charts is one part that keeps its place by its
key: the browser fetches a third of Plotly once (`lib/ui/scripts.py`), what all charts have in common is fetched with it, and what a run
changes is changed in one turn. Words are set with `textContent`: text from a workbook is never markup. Heights are in CSS pixels.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.figures.plotly import DrawnFigure
from lib.i18n import Language, text
from lib.ui import scripts, session
from lib.wording.definitions import Definition

_FETCHED = f"""const found = import(new URL("{scripts.address(scripts.CHARTS)}", location.origin))
export default async (it) => {{
  const place = it.parentElement
  if (!place.firstChild) place.style.minHeight = `${{JSON.parse(new TextDecoder().decode(it.data)).height}}px`
  return (await found).default(it)
}}"""
"""Goes out with every sheet, so that it is short; a text of one line would be taken for the name of a file. Keeps the place free."""

_SHEET = st.components.v2.component("phaseboard_charts", js=_FETCHED, isolate_styles=False)

_HEAD, _NOTE = 42, 34
"""What a title and a line of notes take with the gap beside them."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, its title above and what is said beneath it."""

    name: str
    figure: DrawnFigure | None  # None: there is nothing to draw, and the notes say why
    alt: str  # the chart in words, for those who do not see it; a figure that is a form has its own
    title: str = ""
    subtitle: str = ""
    meanings: Sequence[Definition] = ()
    notes: Sequence[Sequence[str]] = ()  # lines that belong together stand close together
    zooms: bool = False  # whether it can be enlarged
    picks: bool = False  # whether its marks can be clicked
    window: int = 0  # the height within which it scrolls; 0: it stands there whole


@dataclass(frozen=True, slots=True)
class Column:
    """Charts beneath each other; its width is `share` of the sum of the shares of its row."""

    charts: Sequence[Chart]
    share: int = 1


Row = Sequence[Column]


@dataclass(frozen=True, slots=True)
class Picked:
    """The mark that was clicked: of which chart, which it is in its series, what it carries. It comes from a browser: anything may stand in it."""

    chart: str
    index: int
    carried: Any


def written(rows: Sequence[Row], language: Language, *, narrow: bool) -> bytes:
    """A sheet as it is sent: what changes with a filter stands at its end.

    Args:
        rows: beneath each other.
        language: of the few words that the charts say themselves.
        narrow: whether columns stand beneath each other, too.
    """
    said = _json({"language": language.manners.tag, "heading": text(language, "ui.definitions")})
    inside = ",".join(f"[{','.join(map(_column, row))}]" for row in rows)
    figures = (chart.figure for row in rows for column in row for chart in column.charts)
    told = ",".join(figure.told for figure in figures if figure is not None and figure.told)
    height = sum((sum if narrow else max)(map(_height, row)) for row in rows)
    return f'{said[:-1]},"rows":[{inside}],"told":[{told}],"height":{height}}}'.encode()


def show(sheet: bytes, *, key: str, on_pick: Callable[[Picked], None] | None = None) -> None:
    """Draw a sheet, or change the one that stands under this key; `on_pick` gets the mark that was clicked."""

    def picked() -> None:
        told = session.chosen(key).get("picked")
        if on_pick is not None and isinstance(told, dict) and isinstance(told.get("chart"), str) and isinstance(told.get("index"), int):
            on_pick(Picked(told["chart"], told["index"], told.get("customdata")))

    _SHEET(data=sheet, key=key, on_picked_change=picked)


def _height(column: Column) -> int:
    """What to keep free until the script has come."""
    return sum(_HEAD + (chart.window or (chart.figure.height if chart.figure else 0)) + _NOTE * len(chart.notes) for chart in column.charts)


def _column(column: Column) -> str:
    return f'{{"share":{column.share},"charts":[{",".join(map(_chart, column.charts))}]}}'


def _chart(chart: Chart) -> str:
    said = "".join(f',"{name}":{value}' for name, value in _parts(chart))
    return f'{{"name":{_json(chart.name)}{said}}}'


def _parts(chart: Chart) -> Iterator[tuple[str, str]]:
    """What there is to say of a chart; what a reader would not miss is not said."""
    for name in ("title", "subtitle", "notes", "zooms", "picks", "window"):
        if value := getattr(chart, name):
            yield name, _json(value)
    if chart.meanings:
        yield "meanings", _json([(each.name, each.meaning) for each in chart.meanings])
    if chart.figure is not None:
        yield "of", _json(chart.figure.of)
        if chart.figure.is_bars:
            yield "bars", "true"
        if chart.figure.told:
            yield "form", chart.figure.written
        else:
            yield "figure", chart.figure.written
            yield "alt", _json(chart.alt)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
