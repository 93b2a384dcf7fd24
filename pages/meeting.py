"""会议汇报: ten minutes before the meeting, one click; the files to take along. Layout only."""

from lib.ui.meeting import choose_plan, show_files, show_outline, show_start
from lib.ui.page import open_page
from lib.ui.reminders import show_reminders

view = open_page("meeting", sentence="overview")
if view.board.has_tasks or view.board.has_opinions or view.board.has_problems:
    plan = choose_plan(view)
    show_start(plan)
    show_outline(plan)
    show_files(plan)
    show_reminders(plan)
