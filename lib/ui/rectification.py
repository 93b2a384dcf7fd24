"""What the page 整改 places: the funnel with its sums, both rates by group, what hangs in each kind, the ledger, the rules."""

from functools import partial

import streamlit as st

from lib.desk.detail import TaskDetail
from lib.desk.rectification import HISTORY_COLUMN
from lib.desk.section import KEY_COLUMN
from lib.desk.tables import Table
from lib.i18n import text
from lib.metrics.rectification_model import ProblemGrouping
from lib.ui import looked_at, markup, past, session, table_markup, ways
from lib.ui.cache import part
from lib.ui.components import show_problem_lines, show_searched_head, tell_of_blanks, tell_of_nothing
from lib.ui.sheets import show_chart
from lib.ui.table import show_frame, show_pages
from lib.ui.view import View
from lib.wording import definition
from lib.wording.definitions import FigureId
from lib.wording.phrases import counted

MOST_ROWS_SET = 12
"""Longer lists scroll within themselves instead of standing there whole."""

_MEANINGS = {
    "kinds": (FigureId.COMPLETION, FigureId.CLOSURE, FigureId.PROBLEM_AGE, FigureId.DUE_BUCKET, FigureId.LONG_TERM, FigureId.QUIET),
    "sent_back": (FigureId.RETURNED, FigureId.REOPENED),
    "ledger": (FigureId.PROBLEMS, FigureId.RECTIFICATION_OVERDUE, FigureId.PROBLEM_AGE),
    "rules": (FigureId.RULES, FigureId.RULES_DONE, FigureId.RULES_LATE),
}


def show_funnel(view: View) -> None:
    """From opinion to closure; beneath it what does not add up, and how each step follows from the one before."""
    shown = view.board.rectification_view
    faults = [f"▲ {text(view.language, 'ui.rectification.faults')}", *found] if (found := shown.faults(view.language)) else []
    show_chart(view, "rectification_funnel", notes=[lines for lines in (faults, list(shown.sums(view.language))) if lines])


def show_groups(view: View) -> None:
    """Both rates by unit, category, leader or campaign; a click on a bar filters by it."""
    groupings = view.board.rectification_view.groupings
    if not groupings:
        return
    chosen = groupings[0]
    if len(groupings) > 1:
        chosen = st.segmented_control(
            text(view.language, "ui.problem_grouping"),
            groupings,
            default=groupings[0],
            format_func=lambda grouping: text(view.language, f"problem_grouping.{grouping}"),
            key="problem_grouping",
            label_visibility="collapsed",
            required=True,
            persist_state="session",
            wrap=True,
        )
    show_chart(view, f"rectification_rates_{ProblemGrouping(chosen or groupings[0])}")


def show_kinds(view: View) -> None:
    """A line a kind, and how long the open problems have been known."""
    shown = view.board.rectification_view
    _set(view, shown.kinds_table(view.language))
    ages = shown.ages(view.language)
    if ages:
        st.html(markup.note(ages))


def show_sent_back(view: View) -> None:
    """The problems sent back or reopened, with their number; nothing where there are none or no state is reported."""
    shown = view.board.rectification_view
    wanted = not past.is_long(view) or st.toggle(
        text(view.language, "ui.past.show"), key="show_past", help=text(view.language, "ui.past.show.help"), persist_state="session"
    )
    history = past.sent_back(view) if wanted else None
    name = "sent_back/followed" if history else "sent_back"
    table: Table = part(view.key, name, view.language, partial(shown.sent_back_table, view.language, history))
    if not table.is_empty:
        _set(view, table, picks=True, key=f"{view.key}/{name}")
    note = part(view.key, f"{name}/note", view.language, partial(shown.sent_back_note, history, view.language)) if history else ""
    if note:
        st.html(markup.note(note))


def show_problem(view: View) -> None:
    """The problem that was clicked, in full as far as this audience may see it, until it is closed."""
    ref = looked_at.picked_row()
    _show_in_full(view, view.board.rectification_view.detail(ref, view.language) if ref else None)


def show_opinion(view: View) -> None:
    """The same of the opinion whose line was tapped; a wide window shows its row whole."""
    ref = looked_at.picked_row()
    _show_in_full(view, view.board.rectification_view.opinion(ref, view.language) if ref and view.is_narrow else None)


def _show_in_full(view: View, detail: TaskDetail | None) -> None:
    if detail is None:
        return
    with st.container(border=True, key="problem_detail"):
        st.html(markup.detail(detail, view.language))
        st.button(text(view.language, "ui.detail.close"), key="close_problem", on_click=looked_at.close_detail)


def show_ledger(view: View) -> None:
    """The whole ledger with a search over it; a click shows the row in full."""
    found = _ledger(view, str(session.chosen("search_ledger") or "").strip())
    _set(view, found, picks=True, scrolls=True, search="ledger")
    tell_of_blanks(view, of="opinions")


def _ledger(view: View, words: str) -> Table:
    """The ledger, or the rows of it in which all of `words` stand."""
    whole = partial(view.board.rectification_view.ledger_table, view.language)
    table: Table = part(view.key, "ledger", view.language, whole)
    found: Table = part(view.key, f"ledger/{words}", view.language, partial(table.matching, words)) if words else table
    return found


def show_way_on(view: View) -> None:
    """Where opinions were heard and none became a problem: the way to the page that takes the workbook."""
    with st.container(key="way_on"):
        st.page_link(ways.page_of("data"), label=text(view.language, "ui.go_to_data"))


def show_rules(view: View) -> None:
    """What was made, changed and abolished: the counts in a sentence, then the list."""
    shown = view.board.rectification_view
    st.html(markup.sentence(shown.rules_sentence(view.language)))
    table = shown.rules_table(view.language)
    if not table.is_empty:
        if not view.board.filters.is_empty:
            st.html(markup.note(text(view.language, "rules.whole")))
        _set(view, table)


def _history(table: Table) -> dict[str, str]:
    """In which versions a problem was sent back, by its ref; nothing where the table does not tell."""
    if HISTORY_COLUMN not in table.cells:
        return {}
    told = zip(table.cells[KEY_COLUMN], table.cells[HISTORY_COLUMN], strict=True)
    return {str(ref): words for ref, words in told if words}


def _set(view: View, table: Table, *, picks: bool = False, scrolls: bool = False, key: str = "", search: str = "") -> None:
    """A table under its title with its number of rows and what its figures mean; one with a key comes page by page where it is long.

    `search` names the search at the right of the title; "" where there is none.
    """
    rows = "" if table.name == "kinds" else counted(view.language, "board.table.rows", len(table.cells))
    meanings = [definition(figure, view.language) for figure in _MEANINGS[table.name]]
    title = markup.chart_title(table.title, rows, meanings, text(view.language, "ui.definitions"))
    if search:
        show_searched_head(view, search, title)
    else:
        st.html(title)
    if table.is_empty:
        tell_of_nothing(view, None if search and not view.board.rectification_view.problems.empty else table)
    elif picks and view.is_narrow:
        show_problem_lines(view, table, _history(table))
    elif key:
        show_pages(table, on_pick=looked_at.pick_row, key=key)
    elif picks or scrolls or len(table.cells) > MOST_ROWS_SET:
        show_frame(table, on_pick=looked_at.pick_row if picks else None)
    else:
        st.html(table_markup.table(table))
