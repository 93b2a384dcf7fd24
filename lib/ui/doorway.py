"""Coming in and going out: what somebody sees who is not let in, and who is looking, at the head of every page.

Passwords are typed into a plain page of our own (`lib.ui.signing`), never into one of the framework's widgets, whose values
travel with every run.
"""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from lib.errors import StoreError
from lib.i18n import Language, text
from lib.identity import SignIn
from lib.identity.accounts import load_accounts
from lib.identity.choices import sign_in_of
from lib.identity.explaining import how_to_sign_in, standing
from lib.schema import Audience
from lib.settings import settings
from lib.ui import cache, gate, links, markup, session, visitor
from lib.ui.barrier import SIGN_OUT, way_in
from lib.ui.literal import literal
from lib.ui.serving.addresses import root
from lib.ui.wording import refusal


def is_open() -> bool:
    """Whether this session may see any page: somebody is let in, and for one board at least where there are any."""
    return visitor.identity().may_look and _has_board()


def _has_board() -> bool:
    try:
        boards = cache.boards()
    except StoreError:
        return True  # the pages say it
    return not boards or any(visitor.opens(board.code) for board in boards)


def show_door(language: Language, page: str) -> None:
    """What stands in place of every page for somebody who is not let in: one sentence, and the way in, which leads back to this page."""
    fault = gate.fault()
    if fault is not None:
        st.html(markup.conclusion(refusal(fault, language), (text(language, "signin.shut"),)))
        return
    way, known = sign_in_of(settings()), gate.claimed_name()
    if visitor.identity().may_look:
        sentence, how = text(language, "signin.no_board", account=visitor.identity().account), []
    else:
        sentence, *how = _how(language, is_at_provider=bool(known))
    st.html(markup.conclusion(sentence, (*how, text(language, "signin.why"))))
    with st.container(horizontal=True, gap="small", key="door"):
        if known or visitor.identity().is_known:
            _offer_sign_out(way, language)
        else:
            _offer_sign_in(way, language, "primary", page)


def _how(language: Language, *, is_at_provider: bool = False) -> Sequence[str]:
    """How one signs in here, or what is still missing for it."""
    kept, bound = settings(), str(st.get_option("server.address") or "")
    has_provider = "auth" in st.secrets if sign_in_of(kept) is SignIn.PROVIDER else False
    told = how_to_sign_in(kept, load_accounts(kept), language, has_provider=has_provider, is_at_provider=is_at_provider, bound_to=bound)
    return [words.replace("`", "") for words in told]  # set as print here, not as Markdown


def show_person(language: Language, page: str) -> None:
    """Who is looking and how much they see: a popover at the head of every page, `page` among them."""
    asking = visitor.identity()
    seen = text(language, "ui.audience", audience=text(language, f"audience.{visitor.audience()}"))
    label = f"{asking.name} · {seen}" if asking.is_known and not asking.local else seen
    with st.popover(literal(label), width="content"):
        _show_audiences(language)
        if asking.is_known and not asking.local:
            st.html(markup.note(standing(asking, language)))
            with st.container(horizontal=True, gap="small"):
                _offer_sign_out(asking.how, language)
        elif not asking.local and asking.how is not SignIn.NONE:
            _offer_sign_in(asking.how, language, "secondary", page)


def _show_audiences(language: Language) -> None:
    """The audiences that this person may look as; the reason where there is but one."""
    allowed, current, asking = visitor.allowed_audiences(), visitor.audience(), visitor.identity()
    if asking.is_known:
        st.markdown(text(language, "ui.audience.explained" if asking.local else "ui.audience.explained.signed"))
    if len(allowed) == 1:
        if asking.how is SignIn.NONE:
            st.html("".join(markup.note(words) for words in _how(language)))
        elif not asking.is_known:
            st.caption(text(language, "ui.audience.visitor"))
        return
    st.radio(
        text(language, "ui.audience.choose"),
        allowed,
        index=allowed.index(current),
        format_func=lambda tier: text(language, f"audience.{tier}"),
        captions=[text(language, f"audience.{tier}.help") for tier in allowed],
        key=session.Key.AUDIENCE,
        persist_state="session",
    )
    if current is not Audience.PUBLIC:
        st.caption(text(language, "ui.audience.narrow"))


def _offer_sign_in(way: SignIn, language: Language, kind: Literal["primary", "secondary"], page: str) -> None:
    if way is SignIn.PASSWORD:
        st.link_button(text(language, "signin.do"), way_in(links.here(page, language), language), type=kind)
    elif way is SignIn.PROVIDER:
        st.button(text(language, "signin.do"), key="sign_in", type=kind, on_click=st.login)


def _offer_sign_out(way: SignIn, language: Language) -> None:
    """Out of this browser, or for somebody with an account here out of every one; a proxy signs people out itself."""
    if way is SignIn.PASSWORD:
        st.link_button(text(language, "signin.out"), f"{root()}{SIGN_OUT}?lang={language}")
    elif way is SignIn.PROVIDER:
        st.button(text(language, "signin.out"), key="sign_out", on_click=st.logout)
    if way not in gate.ENDED_HERE or not visitor.identity().is_known:
        return
    if st.button(text(language, "signin.out.everywhere"), key="sign_out_everywhere", help=text(language, "signin.out.everywhere.help")):
        _end_everywhere(language)


def _end_everywhere(language: Language) -> None:
    try:
        gate.end_everywhere(gate.of_session())
    except StoreError as fault:
        st.error(literal(refusal(fault, language)))
        return
    visitor.ask_again()
    st.rerun()
