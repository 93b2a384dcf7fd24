"""意见建议: what was said, by category, channel and group, and how far it has been put right. Layout only."""

import streamlit as st

from lib.ui.components import choose_section, show_chart, show_figures, show_table
from lib.ui.page import open_page
from lib.ui.views import VIEWS

view = open_page("feedback")
if view.board.has_opinions or view.board.has_problems:
    section = choose_section("feedback", VIEWS["feedback"], view.language)
    if section == "list":
        show_table(view, "opinions")
    elif section == "detail":
        show_chart(view, "channel_by_category")
        show_chart(view, "group_by_category")
        show_chart(view, "subcategories")
    else:
        show_figures(view, "feedback")
        with st.container(key="pair_feedback"):
            left, right = st.columns(2, gap="large")
        with left:
            show_chart(view, "categories")
            show_chart(view, "channels")
        with right:
            show_chart(view, "rectification_by_category")
            show_chart(view, "groups")
        show_chart(view, "feedback_by_xun")
