"""The sections 账号 and 审计 of the page 数据, for administrators alone: who has an account, who did what."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.desk.accounts import account_table
from lib.errors import PhaseboardError, StoreError
from lib.i18n import Language, text
from lib.identity import Right, SignIn
from lib.identity.accounts import load_accounts
from lib.identity.choices import sign_in_of
from lib.settings import settings
from lib.ui import cache, gate, markup, state
from lib.ui.literal import literal
from lib.ui.table import show_frame
from lib.ui.wording import refusal

SECTIONS = (("accounts", Right.ACCOUNTS),)

_CHOSEN = "account_chosen"


def sections() -> tuple[str, ...]:
    """The sections that this session's person may see."""
    return tuple(name for name, right in SECTIONS if state.may(right))


def show_accounts(place: DeltaGenerator) -> None:
    """Every account, and a way to end its sign-ins everywhere."""
    gate.require(Right.ACCOUNTS)
    language = state.language()
    try:
        accounts = load_accounts(settings())
        ended = {name: cache.sessions_ended(name) for name in (one.account for one in accounts.people.values())}
    except PhaseboardError as fault:
        with place:
            st.html(markup.conclusion(refusal(fault, language), ()))
        return
    is_set_up = sign_in_of(settings()) is not SignIn.NONE
    in_use = sum(not account.disabled for account in accounts.people.values())
    sentence = text(language, "accounts.head", n=len(accounts.people), active=in_use) if is_set_up else text(language, "accounts.head.none")
    with place:
        st.html(markup.conclusion(sentence, (text(language, "accounts.how" if is_set_up else "accounts.how.none"),)))
        _say(language)
    if not accounts.people:
        return
    show_frame(account_table(accounts, ended, language))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="account_acts"):
        chosen = st.selectbox(
            text(language, "accounts.choose"), [one.account for one in accounts.people.values()], key=_CHOSEN, index=None, width=280
        )
        if st.button(text(language, "accounts.end"), key="account_end", disabled=chosen is None) and chosen:
            _end(str(chosen))


def _end(account: str) -> None:
    asking = gate.require(Right.ACCOUNTS)
    try:
        gate.end_everywhere(asking, account)
        state.say(state.Said("accounts.ended", (("account", account),)))
    except StoreError as fault:
        state.say(state.Said(f"{fault.room}.{fault.code}", tuple((name, str(value)) for name, value in fault.facts.items()), is_fault=True))
    st.rerun()


def _say(language: Language) -> None:
    said = state.take_said()
    if said is not None:
        (st.error if said.is_fault else st.success)(literal(text(language, said.key, None, **dict(said.facts))))
