"""The sections 账号 and 审计 of the page 数据, for administrators alone: who has an account, who did what."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.desk import auditing
from lib.desk.accounts import account_table
from lib.desk.shelf import Shelf
from lib.errors import PhaseboardError, StoreError
from lib.i18n import Language, text
from lib.identity import Right, SignIn
from lib.identity.accounts import load_accounts
from lib.identity.choices import sign_in_of
from lib.settings import settings
from lib.store import AuditAction
from lib.ui import audit, cache, downloads, gate, markup, notices, session, visitor
from lib.ui.literal import literal
from lib.ui.table import show_frame
from lib.ui.wording import refusal

SECTIONS = (("accounts", Right.ACCOUNTS), ("audit", Right.AUDIT))

ENTRIES_A_PAGE = 200

_CHOSEN = "account_chosen"
_BEFORE = "audit_before"


def sections() -> tuple[str, ...]:
    """The sections that this session's person may see."""
    return tuple(name for name, right in SECTIONS if visitor.may(right))


def show_accounts(place: DeltaGenerator) -> None:
    """Every account, and a way to end its sign-ins everywhere."""
    gate.require(Right.ACCOUNTS)
    language = visitor.language()
    try:
        accounts = load_accounts(settings())
        ended = {name: cache.sessions_ended(name) for name in (one.account for one in accounts.people.values())}
    except PhaseboardError as fault:
        with place:
            st.html(markup.conclusion(refusal(fault, language), ()))
        return
    way = sign_in_of(settings())
    is_set_up = way is not SignIn.NONE
    in_use = sum(not account.disabled for account in accounts.people.values())
    sentence = text(language, "accounts.head", n=len(accounts.people), active=in_use) if is_set_up else text(language, "accounts.head.none")
    with place:
        st.html(markup.conclusion(sentence, (text(language, "accounts.how" if is_set_up else "accounts.how.none"),)))
        notices.show(language)
    if accounts.people:
        show_frame(account_table(accounts, ended, language))
        if way in gate.ENDED_HERE:
            _offer_ending([one.account for one in accounts.people.values()], language)


def _offer_ending(accounts: Sequence[str], language: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="account_acts"):
        chosen = st.selectbox(
            text(language, "accounts.choose"),
            accounts,
            key=_CHOSEN,
            index=None,
            width=280,
            placeholder=text(language, "accounts.choose.none"),
        )
        if st.button(text(language, "accounts.end"), key="account_end", disabled=chosen is None) and chosen:
            _end(str(chosen))


def _end(account: str) -> None:
    asking = gate.require(Right.ACCOUNTS)
    try:
        gate.end_everywhere(asking, account)
        notices.say(notices.Said("accounts.ended", (("account", account),)))
    except StoreError as fault:
        notices.say_fault(fault)
    st.rerun()


def show_audit(place: DeltaGenerator) -> None:
    """Who did what and when, the newest first; the whole of it as a file; whether the chain holds is asked by a button."""
    gate.require(Right.AUDIT)
    language, shelf = visitor.language(), cache.shelf()
    try:
        head = shelf.audit_head()
        page = auditing.table(shelf, language, most=ENTRIES_A_PAGE, before=session.chosen(_BEFORE))
    except StoreError as fault:
        with place:
            st.html(markup.conclusion(refusal(fault, language), ()))
        return
    with place:
        st.html(markup.conclusion(text(language, "audit.head", n=head.number), (text(language, "audit.head.how"),)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="audit_acts"):
        is_asked = st.button(text(language, "audit.check"), key="audit_check")
        for kind in auditing.AuditFormat:
            downloads.offer(
                text(language, f"audit.file.{kind}"),
                partial(auditing.exported, shelf, kind, language),
                file_name=f"{text(language, 'audit.file')}.{kind}",
                key=f"audit_{kind}",
                right=Right.AUDIT,
                tell=partial(audit.tell_of_installation, AuditAction.AUDIT_EXPORTED, kind=str(kind)),
            )
    if is_asked:
        _check(shelf, language)
    entries = auditing.as_table(page, language)
    if entries.is_empty:
        st.html(markup.note(entries.empty))
    else:
        show_frame(entries)
    _turn_pages(page, language)


def _check(shelf: Shelf, language: Language) -> None:
    """Whether the chain holds; a database that goes away meanwhile has not said so."""
    try:
        with st.spinner(text(language, "audit.checking")):
            found = auditing.check(shelf, language)
    except StoreError as fault:
        st.error(literal(refusal(fault, language)))
        return
    (st.success if found.holds else st.error)(literal(found.sentence))


def _turn_pages(page: auditing.AuditTable, language: Language) -> None:
    with st.container(horizontal=True, gap="small", key="audit_pages"):
        if session.chosen(_BEFORE) is not None:
            st.button(text(language, "audit.newest"), key="audit_newest", on_click=session.choose, args=(_BEFORE, None))
        if page.next_before is not None:
            st.button(text(language, "audit.earlier"), key="audit_earlier", on_click=session.choose, args=(_BEFORE, page.next_before))
