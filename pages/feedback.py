"""意见建议: what was said, by category, channel and group, and how far it has been put right. Layout only."""

from lib.ui.components import choose_section, show_figures, show_table
from lib.ui.page import open_page
from lib.ui.rectification import show_opinion
from lib.ui.sheets import Beside, show_sheet
from lib.ui.views import VIEWS

view = open_page("feedback")
if view.board.has_problems and not view.board.has_opinions and view.board.filters.is_empty:
    show_sheet(view, "rectification_by_category")  # a ledger alone: of opinions there is no count, not even nought
elif view.board.has_opinions or view.board.has_problems:
    section = choose_section("feedback", VIEWS["feedback"], view.language)
    if section == "list":
        show_opinion(view)
        show_table(view, "opinions")
    elif section == "detail":
        show_sheet(view, "channel_by_category", "group_by_category", "subcategories")
    else:
        show_figures(view, "feedback")
        show_sheet(view, Beside(["categories", "channels"], ["rectification_by_category", "groups"]), "feedback_by_xun")
