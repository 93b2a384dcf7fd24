"""The part of 数据 where a person says what a column means; the board remembers it from the next publish on."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lib.desk import mapping
from lib.desk.mapping import UnmatchedColumn
from lib.desk.opening import Opened
from lib.i18n import Language, text
from lib.ingest.model import ColumnChoice
from lib.schema import SheetRole
from lib.ui import draft, markup, upload, visitor
from lib.ui.literal import literal

MOST_COLUMNS = 40
"""More unread columns than this are no matter of a name or two: the header itself was misread."""


@dataclass(frozen=True, slots=True)
class _File:
    """What is read again with the choices."""

    name: str
    data: bytes
    year: int | None
    columns: tuple[ColumnChoice, ...]


def show_columns(opened: Opened) -> None:
    """The columns of a draft that were left unread, each with a choice; and what was chosen before."""
    language = visitor.language()
    columns = mapping.unmatched(opened.workbook, language)
    st.html(markup.note(mapping.headline(columns, language)))
    for sentence in mapping.remembered(opened.columns, language):
        st.html(markup.note(sentence))
    if columns:
        _form(columns, _File(opened.file_name, upload.data_of(opened), opened.year, opened.columns), language, "mapping")
    if opened.columns:
        st.button(text(language, "ui.mapping.forget"), key="forget_columns", on_click=_read_plainly, args=(opened,), type="tertiary")


def show_columns_of_refused() -> None:
    """Where a file was refused for want of a known table: what looks like its header, with choices."""
    language, fault, last = visitor.language(), draft.refused(), draft.last_file()
    if fault is None or last is None:
        return
    columns = mapping.unmatched_of_refusal(fault, language)
    if columns:
        st.html(markup.note(mapping.headline(columns, language, is_refused=True)))
        _form(columns, _File(last.name, last.data, None, upload.remembered().columns), language, "mapping_refused")


def _form(columns: Sequence[UnmatchedColumn], file: _File, language: Language, key: str) -> None:
    """The choices; `key` tells those of a draft from those of a file that was refused while the draft stays."""
    roles = _roles_of_unknown(columns, language, key)
    with st.form(f"{key}_form"):
        given = []
        for place, column in enumerate(columns[:MOST_COLUMNS]):
            role = roles.get(column.sheet) if column.role is SheetRole.IGNORED else column.role
            if role is not None:
                chosen = _choice(column, role, language, f"{key}_{place}_{role}_{column.sheet}_{column.header}")
                given += [ColumnChoice(str(role), column.header, chosen)] if chosen is not None else []
        if st.form_submit_button(text(language, "ui.mapping.use"), type="primary") and given:
            upload.read(file.data, file.name, year=file.year, columns=mapping.changed(file.columns, given))
            st.rerun()


def _roles_of_unknown(columns: Sequence[UnmatchedColumn], language: Language, key: str) -> dict[str, SheetRole | None]:
    """What each sheet without a table is said to be."""
    roles = dict(mapping.roles(language))
    sheets = dict.fromkeys(column.sheet for column in columns if column.role is SheetRole.IGNORED)
    return {
        sheet: st.selectbox(
            literal(text(language, "ui.mapping.role", sheet=sheet)),
            list(roles),
            index=None,
            format_func=lambda role: roles[role],
            placeholder=text(language, "ui.mapping.role.none"),
            key=f"{key}_role_{place}_{sheet}",
            width=360,
        )
        for place, sheet in enumerate(sheets)
    }


def _choice(column: UnmatchedColumn, role: SheetRole, language: Language, key: str) -> str | None:
    labels = {choice.column: choice.label for choice in mapping.choices(role, language)}
    samples = text(language, "wording.join.comma").join(column.samples)
    chosen: str | None = st.selectbox(
        literal(column.sentence),
        list(labels),
        index=0 if column.is_left_out else None,
        format_func=lambda name: labels[name],
        placeholder=text(language, "ui.mapping.choose"),
        key=key,
        help=literal(text(language, "ui.mapping.samples", samples=samples)) if samples else None,
        width=480,
    )
    return chosen


def _read_plainly(opened: Opened) -> None:
    upload.read(upload.data_of(opened), opened.file_name, year=opened.year, columns=())
