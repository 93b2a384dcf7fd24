"""Every file that leaves the board through a page: one button, which asks who is asking when it is used, not only when it is drawn.

A test holds that no other file of this room offers one.
"""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from lib.identity import Identity, Right
from lib.schema import Audience
from lib.ui import gate, made_files, visitor
from lib.ui.made_files import Terms


def offer(
    label: str,
    make: Callable[[], bytes],
    *,
    file_name: str,
    key: str,
    right: Right | None = Right.EXPORT,
    explained: str = "",
    mime: str = "application/octet-stream",
    kind: Literal["secondary", "tertiary"] = "secondary",
    disabled: bool = False,
    on_click: Callable[[], None] | Literal["ignore"] = "ignore",
    tell: Callable[[Identity], object] | None = None,
    audience: Audience | None = None,
    board: str | None = None,
) -> None:
    """A button for one file; nothing for those who may not have it.

    Args:
        label: the button's words.
        make: makes the file, outside the session's run: all that it needs is known to it.
        file_name: the name it is saved under.
        key: the button's key.
        right: what one must be allowed to; None for what everybody may have.
        explained: the button's help.
        mime: the media type.
        kind: how the button is drawn, in the framework's words.
        disabled: there is nothing to make a file of.
        on_click: what else a click does; by default the page is not drawn again.
        tell: told who took the file, once it is made.
        audience: for whom the file is made; who may not look as that any more when it is made does not get it.
        board: the code of the published board that it is made of; asked about in the same way.
    """
    if right is not None and not visitor.may(right):
        return
    st.download_button(
        label,
        _for_all(make) if right is None else gate.guarded(make, right, tell, audience=audience, board=board),
        file_name=file_name,
        mime=mime,
        key=key,
        help=explained or None,
        type=kind,
        on_click=on_click,
        disabled=disabled,
    )


def _for_all(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same recipe for what everybody may have who may look."""

    def noted() -> bytes:
        made = make()
        made_files.note(made, Terms())
        return made

    return noted
