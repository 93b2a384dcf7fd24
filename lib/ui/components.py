"""What a page places: figures, lists, tables, the switches between them. Each takes the View and a name; charts stand in `sheets`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from lib.desk.lists import TaskList
from lib.desk.section import KEY_COLUMN
from lib.desk.tables import Table
from lib.desk.unit import UnitView
from lib.figures.plotly import Size
from lib.i18n import Language, text
from lib.metrics.model import Grouping
from lib.schema import Audience
from lib.ui import filter_choices, looked_at, markup, past, session, table_markup, task_lists, views, ways
from lib.ui.cache import part
from lib.ui.cache import table as whole_table
from lib.ui.screen import size
from lib.ui.table import MOST_ROWS_IN_BLOCKS, MOST_ROWS_IN_PRINT, choose_rows, show_frame, tell_of_rows_below
from lib.ui.view import View
from lib.wording import definitions
from lib.wording.phrases import counted
from lib.wording.wall import grouping_label


def show_figures(view: View, page: str) -> None:
    """The row of key figures, each of what and against which plan, with its trend and its definition at hand."""
    figures = view.board.key_figures(page, view.language)
    trends = {figure.figure: view.board.sparkline(figure.figure, view.language) for figure in figures}
    st.html(markup.key_figures(figures, trends, view.theme, view.board.lamp_words(view.language)))


def choose_grouping(view: View) -> Grouping:
    """By what the timeline or the wall chart is grouped."""
    groupings = view.board.groupings
    if len(groupings) < 2:
        return Grouping.PHASE
    chosen = st.segmented_control(
        text(view.language, "ui.grouping"),
        groupings,
        default=groupings[0],
        format_func=lambda grouping: grouping_label(grouping, view.language),
        key="grouping",
        label_visibility="collapsed",
        required=True,
        persist_state="session",
        wrap=True,
    )
    return Grouping(chosen or groupings[0])


def choose_whole(view: View) -> bool:
    """Whether the timeline draws every task, or what matters now; asked only where there are too many for one look."""
    if not view.board.is_timeline_long:
        return False
    chosen = st.segmented_control(
        text(view.language, "ui.whole"),
        ("summary", "all"),
        default="summary",
        format_func=lambda extent: text(view.language, f"ui.whole.{extent}"),
        key="whole",
        label_visibility="collapsed",
        required=True,
        persist_state="session",
        wrap=True,
    )
    return chosen == "all"


def show_unit(view: View) -> None:
    """One responsible unit at a time: all it owes, in the order in which a meeting speaks of it."""
    units = view.board.units
    if not units:
        st.html(markup.note(text(view.language, "ui.unit.none")))
        return
    unit = st.selectbox(
        text(view.language, "ui.unit"),
        units,
        format_func=lambda name: name or text(view.language, "ui.filter.blank"),
        key="unit",
        label_visibility="collapsed",
        persist_state="session",
        width=280,
    )
    shown: UnitView = part(view.key, f"unit/{unit}", view.language, partial(view.board.unit_view, str(unit), view.language))
    st.html(markup.sentence(shown.sentence))
    for table in shown.tables:
        st.html(markup.chart_title(table.title, counted(view.language, "board.table.rows", len(table.cells))))
        if len(table.cells) > MOST_ROWS_IN_PRINT:
            show_frame(table)
        else:
            st.html(table_markup.table(table))


def show_task_lists(view: View, names: Sequence[str], *, even_empty: bool = True, most: int = 6) -> None:
    """Short lists of tasks side by side; a line leads to the task in full."""
    lists = [view.board.task_list(name, view.language, most) for name in names]
    lists = [each for each in lists if each.lines or even_empty]
    if lists:
        lamps = view.board.lamp_words(view.language)
        task_lists.show(lists, view.theme, lamps, key=f"lists_{names[0]}", on_pick=open_task, on_more=open_list)


def open_task(ref: str) -> None:
    """Go to the page of tasks with this one in full, unless we are there."""
    left = filter_choices.page()
    if left == "tasks":
        looked_at.pick_row(ref)
    else:
        looked_at.pick_on_the_way(ref, left)
    st.switch_page(ways.page_of("tasks"))


def open_list(shown: TaskList) -> None:
    """Go to the page of tasks with all of a list, and nothing else."""
    filter_choices.choose_on_the_way("lamps", [str(lamp) for lamp in shown.lamps])
    session.choose(views.section_key("tasks"), views.VIEWS["tasks"][0])
    session.forget("search_tasks")
    looked_at.close_detail()
    st.switch_page(ways.page_of("tasks"))


def show_way_to_changes(view: View) -> None:
    """From the front page to what changed since the last meeting, or the version before; nothing where there is none."""
    info = view.opened.info
    if info is not None and info.number > 1 and st.button(text(view.language, "ui.changes.see"), key="see_changes"):
        session.choose(views.section_key("data"), "versions")
        st.switch_page(ways.page_of("data"))


def show_phases(view: View) -> None:
    """The phases as a path with their states."""
    st.html(markup.phase_path(view.board.phases, view.theme, view.board.lamp_words(view.language)))


def show_table(view: View, name: str) -> None:
    """A whole table with a search over it, or the sentence that says why it is empty."""
    table = whole_table(view.key, name, view.language, "", view.board)
    key = f"search_{name}"
    words = str(session.chosen(key) or "").strip()
    found = whole_table(view.key, name, view.language, words, view.board)
    show_searched_head(view, name, markup.chart_title(table.title, counted(view.language, "board.table.rows", len(found.cells))))
    if found.is_empty:
        tell_of_nothing(view, table if table.is_empty else None)
        return
    if name == "tasks" and view.is_narrow:
        _show_task_lines(view, found)
        return
    if name == "opinions" and view.is_narrow:
        _show_opinion_lines(view, found)
        tell_of_blanks(view, of=name)
        return
    show_frame(found, on_pick=looked_at.pick_row if name == "tasks" else None)
    tell_of_blanks(view, of=name)


def tell_of_nothing(view: View, table: Table | None) -> None:
    """Why no row stands here: what the table says of itself, or, without one, that the search found none."""
    st.html(markup.note(table.empty if table else text(view.language, "ui.search.none")))


def show_searched_head(view: View, name: str, title: str) -> None:
    """The title of a table, and the search over it: at its right on every page. `search_<name>` keeps what is sought."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", key=f"head_{name}"):
        st.html(title)
        st.text_input(
            text(view.language, "ui.search"),
            key=f"search_{name}",
            placeholder=text(view.language, "ui.search"),
            label_visibility="collapsed",
            type="search",
            live="300ms",
            width=280,
        )


def _show_task_lines(view: View, found: Table) -> None:
    """The rows as a phone reads them: what, whose, when, under their phases; a finger opens the row in full."""
    shown = _in_sight(found)
    refs, is_whole = _refs(found, shown)
    show_lines(view, "tasks", refs, partial(view.board.tasks_by_phase, refs, view.language, is_whole=is_whole))
    tell_of_rows_below(found, shown)


def show_problem_lines(view: View, found: Table, notes: Mapping[str, str] | None = None) -> None:
    """Problems likewise, under their states, with what `notes` says of a row by its ref."""
    shown = _in_sight(found)
    refs, is_whole = _refs(found, shown)
    shown_as = view.board.rectification_view
    lines = partial(shown_as.lines, refs, view.language, notes, is_whole=is_whole)
    if found.name == "sent_back":
        lines = partial(shown_as.sent_back_lines, refs, view.language, notes)
    show_lines(view, found.name, [*refs, *(notes or {}).values()], lines)
    tell_of_rows_below(found, shown)


def _show_opinion_lines(view: View, found: Table) -> None:
    """Opinions by their places: to most audiences their table tells no reference."""
    shown = _in_sight(found)
    places = found.cells.index[shown].tolist()
    show_lines(view, "opinions", places, partial(view.board.rectification_view.opinion_lines, places, view.language))
    tell_of_rows_below(found, shown)


def _in_sight(found: Table) -> slice:
    """The rows that a phone is sent: so many at a time, by choice."""
    first = choose_rows(found, MOST_ROWS_IN_BLOCKS) if len(found.cells) > MOST_ROWS_IN_BLOCKS else 0
    return slice(first, first + MOST_ROWS_IN_BLOCKS)


def _refs(found: Table, shown: slice) -> tuple[list[str], bool]:
    """Their references, and whether they are all."""
    return found.cells[KEY_COLUMN].iloc[shown].tolist(), len(found.cells) <= MOST_ROWS_IN_BLOCKS


def show_lines(view: View, name: str, named: Sequence[object], make: Callable[[], tuple[TaskList, ...]]) -> None:
    """Lines that are made once for whoever looks at the same rows; `named` tells these from others."""
    lines = part(view.key, f"lines/{name}/{hash(tuple(named))}", view.language, make)
    task_lists.show(lines, view.theme, view.board.lamp_words(view.language), key=f"lists_{name}", on_pick=looked_at.pick_row)


def tell_of_blanks(view: View, *, of: str) -> None:
    """Why cells of tasks or of opinions may be blank: of tasks nothing is kept from the head, of opinions what was given back to back."""
    is_head = view.board.disclosed.audience is Audience.HEAD
    if of == "opinions" or not is_head:
        st.html(markup.note(text(view.language, f"ui.table.blank.{of}.head" if is_head else f"ui.table.blank.{of}")))


def show_detail(view: View) -> None:
    """The task that was clicked, in full, until it is closed."""
    ref = looked_at.picked_row()
    detail = view.board.detail(ref, view.language) if ref else None
    if detail is None:
        return
    with st.container(border=True, key="detail"):
        st.html(markup.detail(detail, view.language))
        changed = past.of_task(view, detail.ref)
        if changed is not None:
            st.html(markup.chart_title(changed.title, ""))
            st.html(table_markup.table(changed))
        st.button(text(view.language, "ui.detail.close"), key="close_detail", on_click=looked_at.close_detail)


def choose_section(page: str, sections: Sequence[str], language: Language) -> str:
    """The views of one page as a switch; the first is shown at the start, and where a link or another workbook had one that is not here."""
    key = views.section_key(page)
    if session.chosen(key) not in (None, *sections):
        session.choose(key, sections[0])
    chosen = st.segmented_control(
        text(language, f"ui.section.{page}"),
        sections,
        default=sections[0],
        format_func=lambda section: text(language, f"ui.section.{page}.{section}"),
        key=key,
        on_change=_section_changed,
        label_visibility="collapsed",
        required=True,
        persist_state="session",
        wrap=True,
    )
    return str(chosen or sections[0])


def _section_changed() -> None:
    """A row in full fills a phone: left open, it would hide the view that was asked for."""
    if size() is Size.PHONE:
        looked_at.close_detail()


def show_definitions(language: Language) -> None:
    """What every figure means, generated from the figures themselves."""
    st.html(markup.definitions(definitions(language)))


def show_organisation(view: View) -> None:
    """The leading group and who does what, folded away; nothing where the workbook does not say."""
    table = whole_table(view.key, "organisation", view.language, "", view.board)
    if not table.is_empty:
        with st.expander(table.title):
            show_frame(table)


def show_legend(view: View) -> None:
    """The rule of the lamps, once a page."""
    st.html(markup.note(view.board.lamp_rule(view.language)))
