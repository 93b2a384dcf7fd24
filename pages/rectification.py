"""整改: is what people said dealt with, what hangs, and who must act. Layout only; every number comes from `lib`."""

import streamlit as st

from lib.ui.components import choose_section, show_figures
from lib.ui.page import open_page
from lib.ui.rectification import show_funnel, show_groups, show_kinds, show_ledger, show_problem, show_rules, show_sent_back, show_way_on
from lib.ui.views import VIEWS

view = open_page("rectification")
if view.board.has_problems:
    section = choose_section("rectification", VIEWS["rectification"], view.language)
    show_problem(view)
    if section == "rules":
        show_rules(view)
    elif section == "ledger":
        show_ledger(view)
    else:
        show_figures(view, "rectification")
        with st.container(key="pair_rectification"):
            funnel, groups = st.columns(2, gap="large")
        with funnel:
            show_funnel(view)
        with groups:
            show_groups(view)
        show_kinds(view)
        show_sent_back(view)
else:
    if view.board.has_opinions:
        show_way_on(view)
    if not view.board.disclosed.rules.empty:
        show_rules(view)
