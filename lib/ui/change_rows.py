"""What changed between two versions: counts by kind to choose from, then the changed cells; doubtful rows can be put right."""

from collections.abc import Sequence

import streamlit as st

from lib.desk.changes import Comparison
from lib.desk.doubts import Doubt
from lib.figures.plotly import Size
from lib.i18n import Language, text
from lib.i18n.formats import number
from lib.matching import Correction
from lib.ui import change_markup, draft, markup, session, table_markup
from lib.ui.literal import literal
from lib.ui.screen import size
from lib.ui.table import show_frame
from lib.wording.phrases import counted

MOST_ROWS_SET = 60
"""So many stand there with all their words, before and after side by side; longer tables scroll within themselves."""

_MOST_DOUBTS = 20
_NONE = ""


def show_rows(changes: Comparison, language: Language, key: str) -> None:
    """The kinds that occur with their numbers, the table of one kind or of all, and what changed beside the rows."""
    if not changes.is_empty:
        _show_table(changes, language, key)
    beside = changes.settings(language)
    if not beside.is_empty:
        st.html(markup.chart_title(beside.title, counted(language, "board.table.rows", len(beside.cells))))
        st.html(table_markup.table(beside))
    for remark in changes.remarks(language):
        st.html(markup.note(remark))


def _show_table(changes: Comparison, language: Language, key: str) -> None:
    counts = {str(each.kind): each for each in changes.counts(language)}
    kind = st.pills(
        text(language, "ui.preview.kinds"),
        list(counts),
        format_func=lambda name: text(language, "ui.preview.kind", label=counts[name].label, n=counts[name].n),
        key=f"{key}_kind",
        label_visibility="collapsed",
    )
    table = changes.table(counts[kind].kind if kind in counts else None, language)
    is_folded = size() is Size.PHONE and len(table.cells) <= MOST_ROWS_SET
    lines = change_markup.folded(table, language) if is_folded else []
    st.html(markup.chart_title(table.title, counted(language, "board.table.rows", len(lines if is_folded else table.cells))))
    if len(table.cells) > MOST_ROWS_SET:
        show_frame(table)
    elif is_folded:
        st.html("".join(lines))
        st.html(table_markup.on_paper(table))
    else:
        st.html(table_markup.table(table))


def show_doubts(changes: Comparison, said: Sequence[Correction], language: Language) -> None:
    """Each doubtful row with what else it could have been; the answer holds for this draft and this older version.

    Args:
        changes: the draft compared with the older version.
        said: what was answered so far, and can be taken back.
        language: the reader's language.
    """
    against = changes.old.version
    if said:
        words = text(language, "ui.doubts.take_back", len(said))
        st.button(words, key="doubts_take_back", on_click=draft.take_back, args=(against,), type="tertiary")
    doubts = changes.unsure(language)
    if not doubts:
        return
    listed, rows = doubts[:_MOST_DOUBTS], changes.unsure_rows
    with st.expander(text(language, "ui.doubts", n=rows)):
        st.html(markup.note(text(language, "ui.doubts.how")))
        if len(listed) < rows:
            st.html(markup.note(text(language, "ui.doubts.first", len(listed), total=number(rows, language))))
        for place, doubt in enumerate(listed):
            _ask(doubt, against, f"doubt_{changes.new.version}_{against}_{place}_{doubt.new_ref}", language)


def _ask(doubt: Doubt, against: str, key: str, language: Language) -> None:
    words = {choice.old_ref or _NONE: choice.words for choice in doubt.choices}

    def answered() -> None:
        old = session.chosen(key)
        if old is not None:
            draft.correct(against, Correction(old or None, doubt.new_ref))

    st.selectbox(
        literal(text(language, "ui.doubts.row", words=doubt.new_words)),
        list(words),
        index=None,
        format_func=lambda ref: words[ref],
        placeholder=text(language, "ui.doubts.taken", words=doubt.old_words),
        key=key,
        on_change=answered,
    )
