"""Two versions of a board compared: chosen in place, told in a sentence, counted by kind, then row by row."""

import streamlit as st

from lib.desk.versions import History
from lib.errors import StoreError
from lib.i18n import Language, text
from lib.ui import audit, cache, markup, session, visitor
from lib.ui.change_rows import show_rows
from lib.ui.literal import literal
from lib.ui.view import today
from lib.ui.wording import refusal
from lib.wording import versions as words

OLD, NEW = "compare_old", "compare_new"


def show_comparison(listed: History, language: Language, *, anew: bool = False) -> None:
    """Choose two versions and see what changed from the earlier to the later one.

    Args:
        listed: every version of the board.
        language: the reader's language.
        anew: forget what was chosen, since the reader made another version.
    """
    with st.container(key="compare_head"):  # where the way from the overview ends (`window.js`)
        head = st.empty()
    head.html(markup.chart_title(text(language, "versions.compare"), ""))
    pair = listed.first_pair()
    if pair is None:
        st.html(markup.note(text(language, "versions.compare.one")))
        return
    first, last = _choose(listed, pair, language, anew=anew)
    if first == last:
        st.html(markup.note(text(language, "versions.compare.same")))
        return
    head.html(markup.chart_title(text(language, "versions.compare"), words.compared(first, last, language)))
    try:
        old, new = cache.version(listed.board, first), cache.version(listed.board, last)
    except StoreError as fault:
        st.error(literal(refusal(fault, language)))
        return
    for each in (old, new):
        audit.looked(each, visitor.audience())
    changes = cache.comparison(old.version, new.version, visitor.audience(), today(), (), old, new)
    st.html(markup.sentence(changes.conclusion(language)))
    show_rows(changes, language, "compare")


def _choose(listed: History, pair: tuple[int, int], language: Language, *, anew: bool) -> tuple[int, int]:
    """The two numbers, the earlier one first in whichever order they were chosen."""
    with st.container(horizontal=True, gap="small", key="compare_choice"):
        chosen = []
        for key, label, first_choice in zip((OLD, NEW), ("old", "new"), pair, strict=True):
            if anew or session.chosen(key) not in listed.numbers:
                session.choose(key, first_choice)
            chosen.append(
                st.selectbox(
                    text(language, f"versions.compare.{label}"),
                    listed.numbers,
                    format_func=lambda each: words.choice(listed.version(each), language),
                    key=key,
                    width=400,
                )
            )
    return min(chosen), max(chosen)
