"""The workbooks that go back to the office, each made when it is asked for, in the worker process.

They hold everything that the dropped file holds, so they are offered only to those who may publish.
"""

from collections.abc import Callable
from functools import partial
from pathlib import PurePath

import streamlit as st

from lib.desk import returning
from lib.desk.opening import Opened, limits_of
from lib.i18n import Language, text
from lib.identity import Right
from lib.schema import Audience
from lib.settings import settings
from lib.store import AuditAction
from lib.ui import audit, cache, downloads, markup, upload, visitor

_THEIR_OWN = (".xlsx", ".xlsm", ".xltx", ".xltm")
"""Formats that can be handed back as they are; others come back as a workbook of their own, and that is said."""


def offer_marked(opened: Opened) -> None:
    """Their own workbook with the findings in it, and with what might be merged or sorted."""
    if not visitor.may_publish() or not upload.has_bytes(opened):
        return
    # What is proposed takes seconds in a large workbook, so that it is asked for only where the findings do not decide.
    if not opened.workbook.findings and not cache.has_proposals(opened.version, opened):
        return
    language = visitor.language()
    downloads.offer(
        text(language, "ui.marked"),
        partial(_marked, opened, upload.bytes_behind(opened), visitor.audience(), language),
        file_name=returning.marked_name(opened.file_name, language),
        key="marked",
        right=Right.HANDLE,
        explained=text(language, "ui.marked.help"),
        tell=lambda asking: audit.tell(asking, AuditAction.MARKED_COPY_TAKEN, opened, kind="marked"),
        audience=visitor.audience(),
        board=opened.info.board if opened.info else None,
    )
    if PurePath(opened.file_name).suffix.lower() not in _THEIR_OWN:
        st.html(markup.note(text(language, "package.reason.other_format") + text(language, "marked.separate")))


def offer_tracking(opened: Opened) -> None:
    """For a plan without states: the same plan with columns to fill in."""
    if not visitor.may_publish() or not upload.has_bytes(opened) or not returning.needs_tracking(opened):
        return
    language = visitor.language()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="tracking_line"):
        st.html(markup.note(text(language, "ui.tracking.why")), width="content")
        downloads.offer(
            text(language, "ui.tracking"),
            partial(_tracking, opened, upload.bytes_behind(opened), language),
            file_name=returning.tracking_name(opened.file_name, language),
            key="tracking",
            right=Right.HANDLE,
            explained=text(language, "ui.tracking.help"),
            tell=lambda asking: audit.tell(asking, AuditAction.MARKED_COPY_TAKEN, opened, kind="tracking"),
            board=opened.info.board if opened.info else None,
        )


def _marked(opened: Opened, fetch: Callable[[], bytes], audience: Audience, language: Language) -> bytes:
    """Called when the button is clicked, outside the session's run: all that it needs was given to it."""
    return returning.marked(opened, fetch(), audience, language, limits_of(settings())).data


def _tracking(opened: Opened, fetch: Callable[[], bytes], language: Language) -> bytes:
    return returning.tracking(opened, fetch(), language, limits_of(settings())).data
