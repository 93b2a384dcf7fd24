"""The section 版本 of the page 数据: every version, what may be done with one, two compared, and trends across all.

What changes anything is asked twice and done over the version that the reader saw: when somebody publishes meanwhile, nothing is
restored and that is said. Marking, restoring and originals are for those who may publish; an original holds everything.
"""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.desk.versions import History, history
from lib.errors import Conflict, PhaseboardError, StoreError
from lib.figures.plotly import Size
from lib.i18n import Language, text
from lib.identity import Identity, Right
from lib.store import AuditAction, Published, PublishStatus, VersionInfo
from lib.ui import audit, cache, compare, downloads, gate, looked_at, markup, notices, session, shown, versions_markup, views, visitor, ways
from lib.ui.screen import size
from lib.ui.table import show_frame
from lib.ui.version_trends import show_trends
from lib.ui.view import now
from lib.ui.wording import refusal
from lib.wording import versions as words
from lib.wording.phrases import counted

PICK = "version_picked"
_RESTORED = "version_restored"
SEARCHED_FROM = 12
"""So many versions are looked through faster than searched."""

ROWS_SEEN = 8
LATEST_ON_A_PHONE = 6
"""So many versions stand at the head of a phone's list; earlier ones are folded away."""

LONGEST_NAME = 60
LONGEST_NOTE = 200


def show_versions(place: DeltaGenerator) -> None:
    """Draw the section.

    Args:
        place: the head of the page, for the sentence that says which version is current.
    """
    language = visitor.language()
    try:
        board = shown.shown_board()
        listed = history(cache.shelf(), board.code, visitor.audience(), language) if board else None
    except StoreError as fault:
        with place:
            st.html(markup.conclusion(refusal(fault, language), ()))
        st.button(text(language, "versions.retry"), key="versions_retry")
        return
    with place:
        sentence = listed.standing(_seen(listed), language) if listed else text(language, "versions.none")
        st.html(markup.conclusion(sentence, _remarks(listed is None, language)))
        notices.show(language)
    if listed is None:
        if visitor.may_publish():
            go = (views.section_key("data"), "workbook")
            st.button(text(language, "versions.none.go"), key="versions_go", on_click=session.choose, args=go)
        return
    _show_list(listed, language)
    _show_picked(listed, language)
    compare.show_comparison(listed, language, anew=bool(session.chosen(_RESTORED)))
    session.choose(_RESTORED, None)
    show_trends(listed, language)


def _remarks(is_empty: bool, language: Language) -> tuple[str, ...]:
    """What to do next, or where more can be done."""
    if visitor.may_publish():
        return (text(language, "versions.none.next"),) if is_empty else ()
    why = visitor.why_closed()
    if why != "ui.upload.closed":
        return (text(language, why if is_empty else "versions.closed.role"),)
    return (text(language, "versions.none.elsewhere" if is_empty else "versions.here_only"),)


def _seen(listed: History) -> int | None:
    """The version that the board pages show now; None for a draft."""
    try:
        info = shown.shown().info
    except PhaseboardError:
        return None
    return info.number if info is not None and info.board == listed.board else None


def _say_fault(fault: StoreError, key: str = "") -> None:
    """Leave a refusal for the next run, in its own sentence or another; the list it belongs to is then read anew."""
    cache.forget_newest()
    notices.say_fault(fault, key)


def _show_list(listed: History, language: Language) -> None:
    """Every version: a grid whose rows can be chosen, or on a phone a list that needs no sideways scrolling."""
    if size() is Size.PHONE:
        lines = listed.lines(_seen(listed), language)
        st.html(versions_markup.lines(lines[:LATEST_ON_A_PHONE]))
        earlier = lines[LATEST_ON_A_PHONE:]
        if earlier:
            with st.expander(counted(language, "versions.earlier", len(earlier))):
                st.html(versions_markup.lines(earlier))
        return
    table = listed.table(_seen(listed), language)
    if len(listed.versions) > SEARCHED_FROM:
        searched = st.text_input(
            text(language, "ui.search"),
            key="search_versions",
            placeholder=text(language, "ui.search"),
            label_visibility="collapsed",
            type="search",
            live="300ms",
            width=280,
        )
        table = table.matching(searched)
    if table.is_empty:
        st.html(markup.note(table.empty))
        return
    anew = table.named(f"{table.name}_{listed.newest.number}", table.title)  # a box that was ticked is of another row since
    show_frame(anew, on_pick=_pick, how="versions.pick.how", most_rows=ROWS_SEEN)


def _pick(number: str) -> None:
    session.choose(PICK, int(number))


def _show_picked(listed: History, language: Language) -> None:
    """One version: what is known of it, and what may be done with it."""
    if session.chosen(_RESTORED) or session.chosen(PICK) not in listed.numbers:
        session.choose(PICK, listed.newest.number)
    with st.container(border=True, key="version_picked_box"):
        number = st.selectbox(
            text(language, "versions.pick"),
            listed.numbers,
            format_func=lambda each: words.choice(listed.version(each), language),
            key=PICK,
            width=560,
        )
        picked = listed.version(number)
        st.html(markup.note(words.facts(picked, language)))
        with st.container(horizontal=True, gap="small", key="version_actions"):
            _offer_opening(listed, picked, language)
            if visitor.may_publish():
                _offer_marking(picked, language)
                _offer_restoring(listed, picked, language)
                _offer_original(picked, language)
        if visitor.may_publish() and picked.number == listed.newest.number and len(listed.versions) > 1:
            st.html(markup.note(text(language, "versions.restore.is_current")))
        if looked_at.opened() is not None:
            st.html(markup.note(text(language, "versions.draft")))


def _offer_opening(listed: History, picked: VersionInfo, language: Language) -> None:
    """The whole board as it was on the day of publishing; for this session alone."""
    is_current = picked.number == listed.newest.number
    label = text(language, "versions.open.current" if is_current else "versions.open")
    explained = None if is_current else text(language, "versions.open.help")
    if st.button(label, key="version_open", type="primary", help=explained, disabled=looked_at.opened() is not None):
        looked_at.pin(listed.board, None if is_current else picked.number, as_it_was=not is_current)
        st.switch_page(ways.page_of("overview"))


def _offer_marking(picked: VersionInfo, language: Language) -> None:
    if st.button(text(language, "versions.meeting"), key="version_mark"):
        _ask("versions.meeting", language, partial(_ask_for_meeting, picked, language))


def _offer_restoring(listed: History, picked: VersionInfo, language: Language) -> None:
    is_current = picked.number == listed.newest.number
    explained = text(language, "versions.open.is_current") if is_current else None
    if st.button(text(language, "versions.restore"), key="version_restore", disabled=is_current, help=explained):
        _ask("versions.restore", language, partial(_ask_to_restore, picked, listed.newest.number, language))


def _offer_original(picked: VersionInfo, language: Language) -> None:
    """The bytes, fetched when they are asked for; a database that cannot give them is said on the page as well."""

    def fetch() -> bytes:
        return cache.shelf().original(picked.board, picked.number).data

    def check() -> None:
        try:
            fetch()
        except StoreError as fault:
            _say_fault(fault)

    downloads.offer(
        text(language, "versions.original"),
        fetch,
        file_name=picked.file_name,
        key=f"version_original_{picked.number}",
        right=Right.HANDLE,
        explained=text(language, "versions.original.help"),
        tell=partial(_tell_of_original, picked),
        board=picked.board,
        on_click=check,
    )


def _tell_of_original(picked: VersionInfo, asking: Identity) -> None:
    audit.tell(asking, AuditAction.ORIGINAL_TAKEN, cache.version(picked.board, picked.number))


def _ask(title: str, language: Language, ask: Callable[[], None]) -> None:
    """A question over the page; what it is about stays as it was when the question was opened."""
    st.dialog(text(language, title))(ask)()


def _ask_for_meeting(picked: VersionInfo, language: Language) -> None:
    st.html(markup.note(words.choice(picked, language)))
    st.html(markup.note(text(language, "versions.meeting.explained")))
    with st.form("meeting_form", border=False):
        name = st.text_input(
            text(language, "versions.meeting.name"),
            key="meeting_name",
            placeholder=text(language, "versions.meeting.example"),
            max_chars=LONGEST_NAME,
        ).strip()
        if not st.form_submit_button(text(language, "versions.meeting.do"), type="primary"):
            return
    if not name:
        st.error(text(language, "versions.meeting.nameless"))
        return
    asking = gate.require(Right.HANDLE, picked.board)
    try:
        cache.shelf().mark_meeting(picked.board, picked.number, name, who=asking.account, when=now(), address=asking.address)
        notices.say(notices.Said("versions.meeting.marked", (("number", picked.number), ("name", name))))
    except StoreError as fault:
        _say_fault(fault)
    st.rerun()


def _ask_to_restore(picked: VersionInfo, newest: int, language: Language) -> None:
    """Say what will happen, then do it over the version that was newest when the question was opened."""
    st.html(markup.note(words.choice(picked, language)))
    st.markdown(words.restoring(picked.number, newest, language))
    with st.form("restore_form", border=False):
        note = st.text_input(text(language, "versions.restore.note"), key="restore_note", max_chars=LONGEST_NOTE)
        if not st.form_submit_button(text(language, "versions.restore.do", number=newest + 1), type="primary"):
            return
    asking = gate.require(Right.HANDLE, picked.board)
    try:
        with st.spinner(""):
            done = cache.shelf().restore(
                picked.board,
                picked.number,
                who=asking.account,
                when=now(),
                note=note.strip(),
                base_version=newest,
                address=asking.address,
            )
        _say_restored(picked, done)
    except Conflict as fault:
        _say_fault(fault, "versions.restore.conflict")
    except StoreError as fault:
        _say_fault(fault)
    st.rerun()


def _say_restored(picked: VersionInfo, done: Published) -> None:
    cache.forget_newest()
    if looked_at.opened() is None:
        looked_at.pin(picked.board, done.version.number)
    session.choose(_RESTORED, done.version.number)
    key = "versions.restore.done" if done.status is PublishStatus.PUBLISHED else "versions.restore.same"
    facts = (("picked", picked.number), ("number", done.version.number))
    notices.say(notices.Said(key, facts))
