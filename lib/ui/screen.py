"""How wide the reader's screen is, so that charts are drawn for it.

The server does not know the width of a window. A phone names itself in its first request; a narrow window
says so once it is open, which costs it one more run.
"""

import streamlit as st

from lib.figures.plotly import Size

NARROW = 640
"""Pixels; the framework stacks its columns at the same width."""

_KEY = "screen"
_WIDTH = st.components.v2.component(
    "phaseboard_width",
    js=f"""
export default function (component) {{
  const {{ data, setStateValue }} = component
  const narrow = window.innerWidth <= {NARROW}
  if (narrow !== data.narrow) setStateValue("narrow", narrow)
}}
""",
)


def measure() -> None:
    """Ask the window how wide it is; nothing is shown."""
    _WIDTH(data={"narrow": size() is Size.PHONE}, key=_KEY, on_narrow_change=_told, height=1, width=1)


def size() -> Size:
    """Phone for a narrow window, page for any other."""
    told = st.session_state.get(_KEY)
    narrow = told.get("narrow") if told else None
    if narrow is None:
        narrow = "Mobi" in st.context.headers.get("User-Agent", "")
    return Size.PHONE if narrow else Size.PAGE


def _told() -> None:
    """The component keeps what it was told; the run that follows draws for it."""
