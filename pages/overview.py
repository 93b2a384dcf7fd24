"""总览: how far, what is late, what comes next. Layout only; every number comes from `lib`."""

from lib.ui.components import show_figures, show_legend, show_organisation, show_task_lists, show_way_to_changes
from lib.ui.page import open_page
from lib.ui.sheets import Beside, show_sheet

LISTS = ("help_needed", "late", "stuck", "next")

view = open_page("overview")
if view.board.has_tasks:
    show_figures(view, "overview")
    if view.is_narrow:  # what is to be decided, and whom to ask, before pictures that fill a phone each
        show_task_lists(view, LISTS)
        show_way_to_changes(view)
    show_sheet(view, Beside(["phase_progress"], ["s_curve"], shares=(11, 10)))
    if not view.is_narrow:
        show_task_lists(view, LISTS)
        show_way_to_changes(view)
    show_legend(view)
    show_organisation(view)
elif view.board.has_opinions:
    show_figures(view, "feedback")
    show_sheet(view, Beside(["categories"], ["rectification_by_category"]))
elif view.board.has_problems:
    show_figures(view, "rectification")
    show_sheet(view, "rectification_by_category")
