"""The page 数据: dropping a workbook, what was recognised, what is wrong and how to mend it."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.desk.mapping import changed
from lib.desk.opening import Opened, open_file
from lib.errors import PhaseboardError, Refused, StoreError, WorkerDied
from lib.i18n import text
from lib.identity import Right
from lib.ingest.model import ColumnChoice
from lib.settings import ROOT, settings
from lib.store import Remembered
from lib.ui import cache, downloads, draft, gate, markup, notices, shown, visitor
from lib.ui.literal import literal
from lib.ui.wording import refusal
from lib.wording import reading

TEMPLATE = ROOT / "data" / "template.xlsx"


def plain_head(place: DeltaGenerator, section: str) -> None:
    """The sentence at the head of a section that has no figures to conclude from."""
    with place:
        st.html(markup.conclusion(text(visitor.language(), f"ui.section.data.{section}.head"), ()))


def drop_zone(head: DeltaGenerator) -> Opened | None:
    """Take a dropped file, or show what is open; None where nothing can be shown. What was read is said at the head."""
    language = visitor.language()
    if visitor.may_publish():
        if _took(text(language, "ui.upload"), "dropped"):
            st.rerun()  # what stands above was drawn before the file was read
        _offer_last_file()
    opened, sentence = _shown()
    with head:
        _head(sentence)
    return opened


def drop_first(words: str) -> bool:
    """Take the first workbook of an empty installation, and say whether one has just been read."""
    return visitor.may_publish() and _took(words, "dropped_first")


def _took(words: str, key: str) -> bool:
    language = visitor.language()
    dropped = st.file_uploader(words, key=key, help=text(language, "ui.upload.help"))
    if dropped is None or dropped.file_id == draft.taken():
        return False
    draft.take(dropped.file_id)
    with st.spinner(literal(text(language, "ui.upload.reading", file=dropped.name)), show_time=True):
        read(dropped.getvalue(), dropped.name)
    return True


def read(data: bytes, file_name: str, *, year: int | None = None, columns: Sequence[ColumnChoice] | None = None) -> None:
    """Read a file into a draft; a refusal changes nothing.

    Args:
        data: the file's bytes.
        file_name: its name, for people.
        year: given by hand just now; else the year that the board remembers.
        columns: mapped by hand just now; else the columns that the board remembers.
    """
    kept = draft.draft()
    known = remembered() if kept is None else kept.memory
    _read(data, file_name, year or known.year, known.columns if columns is None else tuple(columns), known)


def read_for(board: str) -> None:
    """Read the draft's file again with what another board remembers; what was given by hand for this very file stays.

    Args:
        board: the code of the board that the draft is now for; it need not be there yet.
    """
    kept = draft.draft()
    if kept is None:
        return
    known, opened = _remembered(board), kept.opened
    if known == kept.memory:
        return
    by_hand = tuple(choice for choice in opened.columns if choice not in kept.memory.columns)
    year = opened.year if opened.year != kept.memory.year else known.year
    _read(kept.data, opened.file_name, year, changed(known.columns, by_hand), known)


def _read(data: bytes, file_name: str, year: int | None, columns: tuple[ColumnChoice, ...], known: Remembered) -> None:
    gate.require(Right.HANDLE)
    draft.take_up(file_name, data)
    try:
        draft.keep(open_file(data, file_name, settings(), year=year, columns=columns), data, _base(), known)
        draft.refuse(None)
    except Refused as fault:
        draft.refuse(fault)


def remembered() -> Remembered:
    """The year and the columns once given by hand for the board looked at; nothing while the database does not answer."""
    try:
        board = shown.shown_board()
    except StoreError:
        return Remembered()
    return _remembered(board.code) if board else Remembered()


def _remembered(board: str) -> Remembered:
    try:
        return cache.shelf().remembered(board)
    except StoreError:
        return Remembered()


def _base() -> int | None:
    try:
        board = shown.shown_board()
        newest = cache.newest(board.code) if board else None
    except StoreError:
        return None
    return newest.number if newest else None


def _offer_last_file() -> None:
    """The file that was dropped last can be taken up again without looking for it; also where not the file was at fault but its reading."""
    last, fault = draft.last_file(), draft.refused()
    if last is not None and (isinstance(fault, WorkerDied) or (fault is None and draft.draft() is None)):
        words = literal(text(visitor.language(), "ui.upload.again", file=last.name))
        st.button(words, key="take_again", on_click=read, args=(last.data, last.name), type="tertiary")


def _shown() -> tuple[Opened | None, str]:
    """What is open, and the sentence at the head: what was read of it, or why nothing can be shown."""
    language = visitor.language()
    try:
        opened = shown.shown()
    except Refused as fault:
        draft.refuse(fault)
        return None, text(language, "ui.upload.nothing")
    except PhaseboardError as fault:
        return None, refusal(fault, language)
    return opened, reading.conclusion(opened.workbook, opened.file_name, language)


def _head(sentence: str) -> None:
    """The conclusion; what was refused and what came of the last click stand over it."""
    language = visitor.language()
    fault = draft.refused()
    if fault is not None:
        st.error(literal(refusal(fault, language)))
        st.html(markup.note(text(language, "ui.upload.unchanged")))
    notices.show(language)
    remarks = () if visitor.may_publish() else (text(language, visitor.why_closed()),)
    st.html(markup.conclusion(sentence, remarks))


def ask_for_year(opened: Opened) -> None:
    """Ask once for the year; the file is then read again with it, and the board remembers it from its next publish."""
    language = visitor.language()
    if not visitor.may_publish():
        return
    with st.form("year_form", width=560):
        year = st.number_input(
            text(language, "ui.year.asked"),
            min_value=1980,
            max_value=2100,
            value=None,
            step=1,
            format="%d",
            placeholder=text(language, "ui.year.form"),
            key="year",
        )
        if st.form_submit_button(text(language, "ui.year.use"), type="primary") and year:
            try:
                read(data_of(opened), opened.file_name, year=int(year), columns=opened.columns)
            except StoreError as fault:
                st.error(literal(refusal(fault, language)))
                return
            st.rerun()


def data_of(opened: Opened) -> bytes:
    """The bytes behind what is shown.

    Raises:
        StoreError: they lie in a database that does not answer.
    """
    return bytes_behind(opened)()


def has_bytes(opened: Opened) -> bool:
    """Whether the file behind a workbook is at hand: always, but for a draft that another page of this session gave up."""
    kept = draft.draft()
    return not opened.is_draft or (kept is not None and kept.opened is opened)


def bytes_behind(opened: Opened) -> Callable[[], bytes]:
    """What fetches the bytes behind a workbook. It knows the file by now, so that it may be called outside the session's run."""
    if opened.info is not None:
        board, number = opened.info.board, opened.info.number
        return lambda: cache.shelf().original(board, number).data
    if opened.is_bundled:
        return cache.bundled_bytes
    kept = draft.draft()
    if kept is None or kept.opened is not opened:
        raise LookupError("a draft without its bytes")
    data = kept.data
    return lambda: data


def offer_template(key: str = "template") -> None:
    """The empty workbook to begin with."""
    language = visitor.language()
    if TEMPLATE.is_file():
        downloads.offer(
            text(language, "ui.template"),
            TEMPLATE.read_bytes,
            file_name=text(language, "ui.template.file"),
            key=key,
            right=None,
            explained=text(language, "ui.template.help"),
        )
