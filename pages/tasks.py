"""任务: every task with its lamp, on a list, a timeline and a wall chart, and one unit at a time. Layout only."""

import streamlit as st

from lib.ui.components import (
    choose_grouping,
    choose_section,
    choose_whole,
    show_detail,
    show_legend,
    show_phases,
    show_table,
    show_task_lists,
    show_unit,
)
from lib.ui.page import open_page
from lib.ui.sections import show_section
from lib.ui.sheets import show_chart
from lib.ui.views import VIEWS

SECTIONS = ("gates", "replan", "evidence")
SENTENCES = {name: name for name in ("timeline", "wall", "talks", *SECTIONS)}

view = open_page("tasks", of_views=SENTENCES)
if view.board.has_tasks or view.board.units:
    switches = st.container(horizontal=not view.is_narrow, gap="medium")
    with switches:
        section = (
            choose_section("tasks", [name for name in VIEWS["tasks"] if name != "talks" or view.board.has_talks], view.language)
            if view.board.has_tasks
            else "unit"
        )
    show_detail(view)
    if section == "unit":
        show_unit(view)
    elif section in (*SECTIONS, "talks"):
        show_section(view, section)
    elif section == "timeline":
        with switches:
            grouping, whole = choose_grouping(view), choose_whole(view)
        show_chart(view, "gantt", grouping, whole=whole)
        show_task_lists(view, ("undated",), even_empty=False, most=200)
    elif section == "wall":
        with switches:
            grouping = choose_grouping(view)
        show_chart(view, "wall_chart", grouping)
        show_task_lists(view, ("undated",), even_empty=False, most=200)
    else:
        show_phases(view)
        show_table(view, "tasks")
    if view.board.has_tasks:
        show_legend(view)
