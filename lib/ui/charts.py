"""Charts on a page: a component of our own, which changes a chart in place where the framework's would draw it anew.

The framework names a chart by what is drawn in it, so that each filter throws away every chart and builds another. Here a chart keeps
its place by its key, the browser fetches a third of Plotly once (`lib/ui/scripts.py`), and what all charts have in common is fetched with it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.figures.plotly import DrawnFigure
from lib.i18n import Language
from lib.ui import scripts, state

_FETCHED = f"""const found = import(new URL("{scripts.address(scripts.CHARTS)}", location.origin))
export default async (it) => (await found).default(it)"""
"""Goes out with every chart, so that it is short; a text of one line would be taken for the name of a file."""

_CHART = st.components.v2.component("phaseboard_chart", js=_FETCHED, isolate_styles=False)


@dataclass(frozen=True, slots=True)
class Picked:
    """The mark that was clicked: which it is in its series, and what it carries. It comes from a browser: anything may stand in it."""

    index: int
    carried: Any


def show(
    figure: DrawnFigure,
    *,
    key: str,
    alt: str,
    language: Language,
    zooms: bool = False,
    on_pick: Callable[[Picked], None] | None = None,
) -> None:
    """Draw a figure, or change the one that stands under this key.

    Args:
        figure: what is drawn.
        key: names the place.
        alt: the chart in words, for those who do not see it.
        language: of the few words that the chart says itself.
        zooms: whether it can be enlarged.
        on_pick: gets the mark that was clicked; without it marks cannot be clicked.
    """

    def picked() -> None:
        told = state.chosen(key).get("picked")
        if on_pick is not None and isinstance(told, dict) and isinstance(told.get("index"), int):
            on_pick(Picked(told["index"], told.get("customdata")))

    told = {"alt": alt, "language": language.manners.tag, "of": figure.of, "zooms": zooms, "picks": on_pick is not None}
    data = f'{{"figure":{figure.written},{json.dumps(told, ensure_ascii=False)[1:]}'.encode()
    _CHART(data=data, key=key, height=figure.height, on_picked_change=picked)
