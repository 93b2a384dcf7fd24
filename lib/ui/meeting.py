"""The page 会议汇报: what the meeting is shown, to whom, and the files that go with it. Everything is made on click."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from lib.desk import reporting
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.exports.registry import EXPORTS
from lib.exports.report import Report
from lib.i18n import Language, text
from lib.schema import Audience
from lib.ui import cache, markup, newer, presenting, publishing_markup, shown, state
from lib.ui.view import View

_SECTIONS = "meeting_sections"
_AUDIENCE = "meeting_audience"
_ROOM = Audience.ALL_MEMBERS
"""Who sits in the room unless somebody says otherwise: 全体通报."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a report is made of; enough to make it outside the session's run."""

    board: Board
    opened: Opened
    names: tuple[str, ...]
    filters: str
    language: Language
    key: str

    def report(self) -> Report:
        """The report; made once for all who ask for the same."""
        return cache.report(self.key, lambda: reporting.report(self.board, self.opened, self.names, self.filters, self.language))

    def render(self, export: str) -> bytes:
        """The report as one kind of file."""
        return EXPORTS[export].render(self.report())


def choose_plan(view: View) -> Plan:
    """To whom and what: the sections stand in the order in which they were chosen."""
    language = view.language
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="meeting_choice"):
        audience = _choose_audience(language)
        names = _choose_sections(language)
    disclosed = cache.disclosed(view.opened.version, audience, view.opened)
    then = shown.day_shown(view.opened)
    moved = view.board.chosen_day
    board = cache.board(view.opened.version, audience, view.board.filters, then, moved, view.opened.published, disclosed)
    key = f"{view.opened.version}/{audience}/{hash(view.board.filters)}/{board.as_of}/{language}/{'.'.join(names)}"
    return Plan(board, view.opened, names, view.filters, language, key)


def show_start(plan: Plan) -> None:
    """The button that begins: a window of its own, which shows this version to this audience until it is closed."""
    language = plan.language
    name = presenting.offer(plan.key, partial(plan.render, "html"))
    address = f"{newer.root()}/present/{name}#present"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="meeting_start"):
        st.link_button(text(language, "meeting.present"), address, type="primary", disabled=not plan.names)
        st.html(markup.note(text(language, "meeting.present.how")), width="content")


def show_outline(plan: Plan) -> None:
    """What will be said, screen by screen; a section chosen that has nothing to say is left out, and that is said."""
    sections = plan.report().sections
    left_out = len(plan.names) - len(sections)
    st.html(markup.chart_title(text(plan.language, "meeting.outline"), text(plan.language, "meeting.outline.count", n=len(sections))))
    st.html(publishing_markup.outline(sections))
    if left_out:
        st.html(markup.note(text(plan.language, "meeting.outline.left_out", n=left_out)))


def show_files(plan: Plan) -> None:
    """The files to take along or hand round."""
    language = plan.language
    stem = reporting.provenance(plan.board, plan.opened, plan.filters, language).stem
    st.html(markup.chart_title(text(language, "meeting.files"), text(language, "meeting.files.how")))
    with st.container(horizontal=True, gap="small", key="meeting_files"):
        for export in EXPORTS.values():
            st.download_button(
                text(language, f"meeting.file.{export.name}"),
                partial(plan.render, export.name),
                file_name=f"{stem}{export.suffix}",
                mime=export.media_type,
                key=f"file_{export.name}",
                help=text(language, f"meeting.file.{export.name}.help"),
                on_click="ignore",
                disabled=not plan.names,
            )


def _choose_audience(language: Language) -> Audience:
    allowed = state.allowed_audiences()
    default = _ROOM if _ROOM in allowed else allowed[0]
    return Audience(
        st.selectbox(
            text(language, "meeting.audience"),
            allowed,
            index=allowed.index(default),
            format_func=lambda tier: text(language, f"audience.{tier}"),
            key=_AUDIENCE,
            persist_state="session",
            width=240,
        )
    )


def _choose_sections(language: Language) -> tuple[str, ...]:
    names: Sequence[str] = st.multiselect(
        text(language, "meeting.sections"),
        list(reporting.SECTIONS),
        default=list(reporting.MEETING),
        format_func=lambda name: text(language, f"report.section.{name}"),
        key=_SECTIONS,
        placeholder=text(language, "meeting.sections.none"),
        help=text(language, "meeting.sections.help"),
        persist_state="session",
    )
    return tuple(names)
