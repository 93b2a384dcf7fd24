"""The page in plain Streamlit, as a newcomer writes it: Plotly Express, `st.plotly_chart`, `st.metric`, the framework's own settings.

Reading the workbook is cached (`st.cache_data`), which its tutorial teaches on the first page; nothing else is. The views are segments,
of which only the chosen one is drawn: with tabs, as many write it, all eight charts and the table would be drawn each time.

    FOLDER/bin/python -m streamlit run bench/peers/streamlit_board.py --server.port 18610
"""

import os
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

from bench.peers import counts

VIEWS = ("概况", "细看", "清单")


@st.cache_data
def read(workbook: bytes) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both sheets."""
    book = counts.read(workbook)
    return book.tasks, book.opinions


def book() -> tuple[pd.DataFrame, pd.DataFrame]:
    """What this visitor looks at: the file that was dropped, else the first one."""
    return read(st.session_state.get("dropped") or Path(os.environ["PHASEBOARD_BENCH_BOOK"]).read_bytes())


def head(found: counts.Summary) -> None:
    """The sentence and the figures."""
    st.title(found.conclusion)
    for column, (name, value) in zip(st.columns(len(found.figures)), found.figures, strict=True):
        column.metric(name, value)


def overview() -> None:
    """The page of the plan."""
    tasks, _ = book()
    head(counts.of_plan(tasks))
    left, right = st.columns(2)
    left.plotly_chart(px.bar(counts.states_by_phase(tasks), orientation="h"))
    curve = px.line(counts.plan_and_actual(tasks))
    curve.add_scatter(x=[counts.AS_OF], y=[(tasks[counts.STATUS] == counts.DONE).mean()], mode="lines+markers", name="实际")
    right.plotly_chart(curve)


def feedback() -> None:
    """The page of opinions."""
    _, opinions = book()
    wanted = st.multiselect("问题类别", sorted(opinions[counts.CATEGORY].unique()))
    shown = counts.chosen(opinions, tuple(wanted))
    head(counts.of_opinions(shown))
    view = st.segmented_control("视图", VIEWS, default=VIEWS[0])
    if view == VIEWS[1]:
        for column in (counts.CHANNEL, counts.GROUP):
            st.plotly_chart(px.imshow(counts.against_category(shown, column), text_auto=True))
        st.plotly_chart(raw_and_merged(shown, counts.SUBCATEGORY))
    elif view == VIEWS[2]:
        st.dataframe(shown)
    else:
        left, right = st.columns(2)
        left.plotly_chart(raw_and_merged(shown, counts.CATEGORY))
        right.plotly_chart(raw_and_merged(shown, counts.CHANNEL))
        left.plotly_chart(px.bar(counts.states_by_category(shown), orientation="h", text_auto=True))
        right.plotly_chart(px.bar(counts.raw_by_group(opinions), orientation="h", text_auto=True))
        st.plotly_chart(px.bar(counts.by_third_of_month(shown), barmode="overlay", text_auto=True))


def raw_and_merged(opinions: pd.DataFrame, column: str) -> object:
    """Raw behind merged."""
    return px.bar(counts.raw_and_merged(opinions, column), orientation="h", barmode="overlay", text_auto=True)


def data() -> None:
    """Where a file is dropped."""
    dropped = st.file_uploader("选择文件", type="xlsx")
    if dropped:
        st.session_state["dropped"] = dropped.getvalue()
        st.success(dropped.name)


if __name__ == "__main__":
    st.set_page_config(page_title="意见建议", layout="wide")
    st.navigation(
        [
            st.Page(overview, title="总览", url_path="overview", default=True),
            st.Page(feedback, title="意见建议", url_path="feedback"),
            st.Page(data, title="数据", url_path="data"),
        ],
        position="top",
    ).run()
