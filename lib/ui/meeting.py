"""The page 会议汇报: what the meeting is shown, to whom, and the files that go with it. Everything is made on click.

What is made outside the session's run (a presentation, a download) is made of a `Plan`, which knows all that it needs by then.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from lib.access import Disclosed
from lib.desk import reporting
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.desk.shelf import MEETING_SECTIONS
from lib.errors import StoreError
from lib.exports.documents import DRAFTS, Draft, draft_document
from lib.exports.registry import EXPORTS
from lib.exports.report import Report
from lib.figures.plotly import Size
from lib.i18n import Language, text
from lib.identity import Identity, Right
from lib.metrics.filters import NUMBERED, FilterOptions, Filters, renumbered
from lib.schema import Audience
from lib.ui import audit, cache, downloads, gate, markup, presenting, publishing_markup, shown, visitor
from lib.ui.literal import literal
from lib.ui.screen import size
from lib.ui.serving.addresses import root
from lib.ui.view import View, now
from lib.ui.wording import refusal

log = logging.getLogger("phaseboard")

_SECTIONS = "meeting_sections"
_AUDIENCE = "meeting_audience"
_DRAFT = "meeting_draft"
_ROOM = Audience.ALL_MEMBERS
"""Who sits in the room unless somebody says otherwise: 全体通报."""

_NOWHERE = ("",)  # the code of nothing


@dataclass(frozen=True, slots=True)
class Plan:
    """What a report is made of. `chosen` are codes of `options`, those of the page, and `filters` says them in words; `today` and `moved` are the
    days that the board is judged by; `asking` is named in the log; `follows` is the board that a draft may be published on."""

    opened: Opened
    audience: Audience
    chosen: Filters
    options: FilterOptions
    today: date
    moved: date | None
    names: tuple[str, ...]
    filters: str
    language: Language
    asking: Identity
    follows: str | None = None

    @property
    def board(self) -> Board:
        """The board as this audience may see it."""
        return self._filtered(self._chosen)

    def _filtered(self, filters: Filters) -> Board:
        disclosed, published = self._disclosed, self.opened.published
        return cache.board(self.opened.version, self.audience, filters, self.today, self.moved, published, disclosed)

    @property
    def _chosen(self) -> Filters:
        """What is chosen as this audience's codes; a name that this audience does not see leaves no row, and not all of them."""
        if self.chosen.is_empty:
            return self.chosen
        found = renumbered(self.chosen, self.options, self._filtered(Filters()).options)
        hidden = {field: _NOWHERE for field in NUMBERED if getattr(self.chosen, field) and not getattr(found, field)}
        return replace(found, **hidden)

    @property
    def _disclosed(self) -> Disclosed:
        return cache.disclosed(self.opened.version, self.audience, self.opened, self.follows)

    @property
    def code(self) -> str | None:
        """The code of the published board; None for a draft."""
        return self.opened.info.board if self.opened.info else None

    @property
    def key(self) -> str:
        """Names what is shown; one draft has other source groups on another board."""
        shown_as = f"{hash(self._chosen)}/{self.today}/{self.moved}/{self.language}/{hash(self._disclosed.groups)}"
        return f"{self.opened.version}/{self.audience}/{shown_as}/{'.'.join(self.names)}"

    def report(self) -> Report:
        """The report; made once for all who ask for the same."""
        return cache.report(self.key, lambda: reporting.report(self.board, self.opened, self.names, self.filters, self.language))

    def render(self, export: str) -> bytes:
        """The report as one kind of file; that it was made is logged."""
        made = EXPORTS[export].render(self.report())
        self.tell(export)
        return made

    def audience_of(self, paper: Draft) -> Audience:
        """For whom a paper is made: one for a certain audience is never made for another."""
        return paper.audience or self.audience

    def draft(self, name: str) -> bytes:
        """One draft of a paper."""
        paper = DRAFTS[name]
        own = replace(self, names=paper.sections, audience=self.audience_of(paper))
        made = draft_document(paper, own.report())
        own.tell(f"docx:{name}")
        return made

    def tell(self, kind: str) -> None:
        """A database that is away keeps nobody from a meeting; that the log lacks a line is said there."""
        info = self.opened.info
        if info is None:
            return
        try:
            who, address = self.asking.account, self.asking.address
            cache.shelf().log_export(info.board, kind, self.audience, info.number, who=who, when=now(), address=address)
        except StoreError as fault:
            log.warning("an export was not logged: %s %s", fault.code, kind)


def choose_plan(view: View) -> Plan:
    """To whom and what: the sections stand in the order in which they were chosen."""
    language = view.language
    with st.container(horizontal=True, vertical_alignment="top", gap="small", key="meeting_choice"):
        audience = _choose_audience(language)
        names = _choose_sections(view.opened, language)
    audit.looked(view.opened, audience)
    board = view.board
    return Plan(
        view.opened,
        audience,
        board.filters,
        board.options,
        shown.day_shown(view.opened),
        board.chosen_day,
        names,
        view.filters,
        language,
        visitor.identity(),
        shown.follows(view.opened),
    )


def show_start(plan: Plan) -> None:
    """The button that begins: a window of its own, which shows this version to this audience until it is closed."""
    language = plan.language
    recipe = presenting.Recipe(partial(_presented, plan), plan.audience, plan.code, plan.asking.account)
    name = presenting.offer(plan.key, recipe)
    address = f"{root()}/present/{name}#present"
    may = visitor.may(Right.EXPORT)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="meeting_start"):
        if may:
            st.link_button(text(language, "meeting.present"), address, type="primary", disabled=not plan.names)
        how = "meeting.present.how.phone" if size() is Size.PHONE else "meeting.present.how"
        st.html(markup.note(text(language, how if may else "meeting.locked")), width="content")
        _offer_keeping(plan)


def _presented(plan: Plan, asking: Identity) -> bytes:
    """What is presented. The log names whoever opens it, who need not be the one to whom it was offered."""
    return replace(plan, asking=asking).render("html")


def show_outline(plan: Plan) -> None:
    """What will be said, screen by screen; a section chosen that has nothing to say is left out, and that is said."""
    sections = plan.report().sections
    left_out = len(plan.names) - len(sections)
    st.html(markup.chart_title(text(plan.language, "meeting.outline"), text(plan.language, "meeting.outline.count", n=len(sections))))
    st.html(publishing_markup.outline(sections))
    if left_out:
        why = "meeting.outline.left_out" if plan.chosen.is_empty else "meeting.outline.left_out.filtered"
        st.html(markup.note(text(plan.language, why, n=left_out)))


def show_files(plan: Plan) -> None:
    """The files to take along or hand round, and the drafts of papers."""
    language = plan.language
    if not visitor.may(Right.EXPORT):
        return
    stem = reporting.provenance(plan.board, plan.opened, plan.filters, language).stem
    st.html(markup.chart_title(text(language, "meeting.files"), text(language, "meeting.files.how")))
    with st.container(horizontal=True, gap="small", key="meeting_files"):
        for export in EXPORTS.values():
            downloads.offer(
                text(language, f"meeting.file.{export.name}"),
                partial(plan.render, export.name),
                file_name=f"{stem}{export.suffix}",
                mime=export.media_type,
                key=f"file_{export.name}",
                explained=text(language, f"meeting.file.{export.name}.help"),
                disabled=not plan.names,
                audience=plan.audience,
                board=plan.code,
            )
    _show_papers(plan, stem)


def _show_papers(plan: Plan, stem: str) -> None:
    """One draft of a paper, by choice."""
    language = plan.language
    st.html(markup.chart_title(text(language, "meeting.papers"), text(language, "meeting.papers.how")))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="meeting_drafts"):
        name = str(
            st.selectbox(
                text(language, "meeting.draft"),
                _papers(),
                format_func=lambda each: DRAFTS[each].title(language),
                key=_DRAFT,
                persist_state="session",
                width=360,
            )
        )
        downloads.offer(
            text(language, "meeting.draft.get"),
            partial(plan.draft, name),
            file_name=f"{stem}_{DRAFTS[name].title(language)}.docx",
            mime=EXPORTS["docx"].media_type,
            key="file_draft",
            explained=text(language, "meeting.draft.help"),
            audience=plan.audience_of(DRAFTS[name]),
            board=plan.code,
        )


def _papers() -> list[str]:
    """The papers that this person may have: one that is made for a narrower circle than they belong to is not offered."""
    allowed = visitor.allowed_audiences()
    return [name for name, paper in DRAFTS.items() if paper.audience is None or paper.audience in allowed]


def _choose_audience(language: Language) -> Audience:
    allowed = visitor.allowed_audiences()
    default = _ROOM if _ROOM in allowed else allowed[0]
    return Audience(
        st.selectbox(
            text(language, "meeting.audience"),
            allowed,
            index=allowed.index(default),
            format_func=lambda tier: text(language, f"audience.{tier}"),
            key=_AUDIENCE,
            help=text(language, "meeting.audience.help"),
            persist_state="session",
            width=240,
        )
    )


def _choose_sections(opened: Opened, language: Language) -> tuple[str, ...]:
    names: Sequence[str] = st.multiselect(
        text(language, "meeting.sections"),
        list(reporting.SECTIONS),
        default=list(_kept(opened) or reporting.MEETING),
        format_func=lambda name: text(language, f"report.section.{name}"),
        key=_SECTIONS,
        placeholder=text(language, "meeting.sections.none"),
        help=text(language, "meeting.sections.help"),
        select_all=False,  # the framework says it in English alone
        persist_state="session",
        wrap=True,
    )
    return tuple(names)


def _kept(opened: Opened) -> tuple[str, ...]:
    """The sections that the board keeps; none before anything was kept, and while the database is away."""
    if opened.info is None:
        return ()
    try:
        kept = cache.kept_choice(opened.info.board, MEETING_SECTIONS)
    except StoreError:
        return ()
    return tuple(name for name in (kept or "").split(",") if name in reporting.SECTIONS)


def _offer_keeping(plan: Plan) -> None:
    """Where another choice or order stands than the board keeps, it can be kept for the next meeting."""
    info = plan.opened.info
    if info is None or not visitor.may_publish() or not plan.names or plan.names == (_kept(plan.opened) or reporting.MEETING):
        return
    if st.button(text(plan.language, "meeting.keep"), key="keep_sections", type="tertiary", help=text(plan.language, "meeting.keep.help")):
        asking = gate.require(Right.HANDLE, info.board)
        try:
            cache.shelf().remember_choice(
                info.board, MEETING_SECTIONS, ",".join(plan.names), who=asking.account, when=now(), address=asking.address
            )
        except StoreError as fault:
            st.error(literal(refusal(fault, plan.language)))
            return
        cache.kept_choice.clear()
        st.rerun()
