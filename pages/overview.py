"""总览: how far, what is late, what comes next. Layout only; every number comes from `lib`."""

import streamlit as st

from lib.ui.components import show_chart, show_figures, show_legend, show_organisation, show_task_lists
from lib.ui.page import open_page

view = open_page("overview")
if view.board.has_tasks:
    show_figures(view, "overview")
    with st.container(key="pair_overview"):
        phases, curve = st.columns([11, 10], gap="large")
    with phases:
        show_chart(view, "phase_progress")
    with curve:
        show_chart(view, "s_curve")
    show_task_lists(view, ("help_needed", "late", "stuck", "next"))
    show_legend(view)
    show_organisation(view)
elif view.board.has_opinions:
    show_figures(view, "feedback")
    with st.container(key="pair_opinions"):
        opinions, problems = st.columns(2, gap="large")
    with opinions:
        show_chart(view, "categories")
    with problems:
        show_chart(view, "rectification_by_category")
