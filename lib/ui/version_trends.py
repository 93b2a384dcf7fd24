"""The trends across all versions of a board: small charts side by side, in the section 版本 of the page 数据."""

from functools import partial

import streamlit as st

from lib.desk.versions import History, trend_charts, trends
from lib.errors import StoreError
from lib.figures.plotly import Size, drawn_figure
from lib.figures.spec import VersionChart
from lib.i18n import Language, text
from lib.ui import cache, markup
from lib.ui.charts import Chart, Column, written
from lib.ui.charts import show as show_charts
from lib.ui.literal import literal
from lib.ui.screen import size
from lib.ui.view import theme
from lib.ui.wording import refusal
from lib.wording import versions as words

CHART_PIXELS = 400
"""Each trend is as wide; as many stand side by side as there is room for."""


def show_trends(listed: History, language: Language) -> None:
    """Small charts side by side, each with its own unit; one sentence where there is no trend yet."""
    try:
        charts = trend_charts(trends(cache.shelf(), listed), language)
    except StoreError as fault:
        st.error(literal(refusal(fault, language)))
        return
    st.html(markup.chart_title(text(language, "versions.trends"), text(language, "versions.trends.explained")))
    if all(chart.is_empty for chart in charts):
        st.html(markup.note(charts[0].empty))
        return
    is_narrow = size() is Size.PHONE
    with st.container(horizontal=not is_narrow, gap="medium", key="version_trends"):
        for chart in charts:
            with st.container(width="stretch" if is_narrow else CHART_PIXELS, key=f"box_{chart.name}"):
                _show_trend(listed, chart, language)


def _show_trend(listed: History, chart: VersionChart, language: Language) -> None:
    meanings = words.of_version_chart(chart.name, language)
    st.html(markup.chart_title(chart.title, "", meanings, text(language, "ui.definitions")))
    if chart.is_empty:
        st.html(markup.note(chart.empty))
        return
    st.html(markup.note(chart.subtitle))
    show_charts(
        cache.sheet(listed.newest.key, chart.name, language, theme(), Size.PHONE, partial(_written, chart, language)),
        key=f"chart_{chart.name}",
    )


def _written(chart: VersionChart, language: Language) -> bytes:
    drawn = Chart(chart.name, drawn_figure(chart, theme(), Size.PHONE), chart.alt, notes=[[chart.note]] if chart.note else ())
    return written([[Column([drawn])]], language, narrow=False)
