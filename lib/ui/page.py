"""How every page begins: conclusion, what it is of, one filter bar. Gives the View that the rest is drawn from."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import streamlit as st

from lib.access import Disclosed
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.i18n.formats import day
from lib.metrics.filters import Filters
from lib.metrics.model import AsOf
from lib.ui import (
    audit,
    cache,
    filter_choices,
    filters,
    links,
    looked_at,
    markup,
    publishing_markup,
    shown,
    task_link,
    views,
    visitor,
    ways,
)
from lib.ui.screen import size
from lib.ui.upload import ask_for_year
from lib.ui.view import View, theme
from lib.ui.wording import refusal
from lib.wording import Counted, as_of_lead, filters_in_words

_COUNTED = {"feedback": Counted.OPINIONS, "rectification": Counted.PROBLEMS}
"""Every other page counts tasks. What these count stands as reported, whatever the day."""


def open_page(page: str, *, sentence: str = "", of_views: Mapping[str, str] = MappingProxyType({})) -> View:
    """Draw the head of a page and return what it looks at.

    Args:
        page: the page's name, as in the navigation.
        sentence: which conclusion stands at the head; the page's own by default.
        of_views: the conclusion of each view that has one of its own.
    """
    language = visitor.language()
    opened = _opened_or_stop()
    audience = visitor.audience()
    audit.looked(opened, audience)
    disclosed = cache.disclosed(opened.version, audience, opened, shown.follows(opened))
    plain = _board(opened, disclosed, Filters(), None)
    looked_at.back_on(page)
    filters.carry_over(plain.options)
    if links.is_unread() and not shown.is_another_board(opened):
        filter_choices.keep_unknown(page, (*filters.take_over_link(plain.options), *task_link.take_over_link(page, plain)))
        views.take_over_link(page)
    asked, in_link = page, views.link_parameters(page) | task_link.link_parameters(page, plain)
    has_opinions = plain.has_opinions or plain.has_problems
    page = _instead_of_tasks(plain) if page == "overview" and has_opinions and not plain.has_tasks else page
    head = st.container()
    has_rows = has_opinions if page in ("feedback", "rectification") else plain.has_tasks or has_opinions
    choices = _choices(page, plain, language) if has_rows else filter_choices.current()
    chosen, moved = filters.chosen_filters(plain.options, choices), filters.chosen_day(choices)
    board = _board(opened, disclosed, chosen, moved)
    filters.write_link(chosen, plain.options, moved, language, shown.link_parameters(opened) | in_link)
    counted = page if plain.has_tasks or page == "rectification" else _instead_of_tasks(plain)
    view = View(board, language, theme(), size(), _key(board, opened, chosen), opened, _filters(board, counted, chosen, language))
    with head:
        if unknown := filter_choices.unknown_in_link(asked, choices):
            st.html(publishing_markup.standing(filters.unknown_in_words(unknown, language)))
        sentence = of_views.get(views.chosen_section(page) or "", sentence) or page
        _conclude(view, sentence, [_provenance(view, page)] if has_rows else [])
    if not has_rows:
        with st.container(key="way_on"):
            st.page_link(ways.page_of("data"), label=text(language, "ui.go_to_data"))
    return view


def _board(opened: Opened, disclosed: Disclosed, chosen: Filters, moved: date | None) -> Board:
    """The board with these filters, on the day that the reader moved to."""
    return cache.board(opened.version, disclosed.audience, chosen, shown.day_shown(opened), moved, opened.published, disclosed)


def _key(board: Board, opened: Opened, chosen: Filters) -> str:
    """Names what is shown."""
    disclosed = board.disclosed
    return f"{opened.version}/{disclosed.audience}/{hash(chosen)}/{board.as_of}/{hash(disclosed.groups)}"


def _choices(page: str, plain: Board, language: Language) -> dict[str, Any]:
    """What is chosen in the filters of a page, as they are drawn."""
    filter_choices.bring_back(page)
    choices = filters.filter_bar(page, plain.options, plain.lamp_words(language))
    filter_choices.keep(page, choices)
    return choices


def _conclude(view: View, sentence: str, provenance: Sequence[str]) -> None:
    """The conclusion under its name, with what has to be said beside it; where no year is known it is asked for."""
    board, language = view.board, view.language
    st.html(markup.conclusion(board.conclusion(sentence, language), (*board.remarks(sentence, language), *provenance)))
    if board.lacks_year:
        ask_for_year(view.opened)


def _instead_of_tasks(plain: Board) -> str:
    """The page that says what there is, where there is no task to speak of: opinions, or a ledger of problems alone."""
    return "rectification" if plain.has_problems and not plain.has_opinions else "feedback"


def _filters(board: Board, of: str, chosen: Filters, language: Language) -> str:
    """What is chosen, and how many of the rows that a page is `of` this leaves."""
    counted = _COUNTED.get(of, Counted.TASKS)
    if counted is Counted.OPINIONS and board.lists_ledger_apart:
        counted = Counted.OPINIONS_AND_PROBLEMS
    left, total = board.shown_and_total(of)
    return filters_in_words(filters.in_words(of, chosen, board.options, board.lamp_words(language)), left, total, counted, language)


def _as_of_tasks(as_of: AsOf, language: Language) -> str:
    """The day tasks are judged on; on one before the report, a task not begun stands beside the progress it has made since."""
    key = "ui.provenance.earlier" if as_of.day < as_of.reported else "wording.as_of.plain"
    return text(language, key, day=day(as_of.day, language, year=True), reported=day(as_of.reported, language, year=True))


def _provenance(view: View, page: str) -> str:
    """As-of day, filters and audience, once a page; for whom a meeting is prepared is chosen on its page."""
    board, language = view.board, view.language
    lead = as_of_lead(board.as_of, language, year=True, as_reported=True) if page in _COUNTED else _as_of_tasks(board.as_of, language)
    return text(
        language,
        "ui.provenance.meeting" if page == "meeting" else "ui.provenance",
        as_of=lead,
        filters=view.filters,
        audience=text(language, f"audience.{board.disclosed.audience}"),
    )


def _opened_or_stop() -> Opened:
    try:
        return shown.shown()
    except PhaseboardError as fault:
        st.html(markup.conclusion(refusal(fault, visitor.language()), ()))
        st.stop()
