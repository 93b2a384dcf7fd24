"""任务: every task with its lamp, as a list and on the timeline. Layout only."""

from lib.ui.components import choose_section, show_chart, show_detail, show_legend, show_table, show_task_lists
from lib.ui.page import open_page
from lib.ui.state import chosen_section

view = open_page("tasks", sentence="timeline" if chosen_section("tasks") == "timeline" else "tasks")
if view.board.has_tasks:
    show_detail(view)
    if choose_section("tasks", ("list", "timeline"), view.language) == "timeline":
        show_chart(view, "gantt")
        show_task_lists(view, ("undated",), even_empty=False)
    else:
        show_chart(view, "phase_progress")
        show_table(view, "tasks")
    show_legend(view)
