"""How wide the reader's screen is, so that charts are drawn for it; and what the browser's own print needs to be told.

The server does not know the width of a window. A phone names itself in its first request; a narrow window
says so once it is open, and when it is turned or drawn to another width, which costs it one more run; so does a change from
light to dark while a page is open. What is printed how stands in `board.css`. Where a row in full is out of sight,
and how the keyboard comes into what a button unfolds (`popovers.js`), is known to the window alone, too.
"""

from pathlib import Path

import streamlit as st

from lib.figures.plotly import Size
from lib.ui import looked_at, session

NARROW = 640
"""Pixels; the framework stacks its columns at the same width."""

FOLDED = 768
"""Pixels; up to this width, a small tablet's or that of a laptop at twice the size, the framework folds its navigation away behind a sign."""

_KEY = "screen"
_ASSETS = Path(__file__).parent / "assets"
_SCRIPT = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in ("popovers.js", "window.js"))
_WINDOW = st.components.v2.component("phaseboard_window", js=_SCRIPT)


def watch() -> None:
    """Ask the window how wide it is, let charts shrink to the sheet when the page is printed, and bring a row that was just chosen into
    view; nothing is shown."""
    data = {"width": _width(), "narrow": NARROW, "folded": FOLDED, "detail": looked_at.picked_row() or ""}
    _WINDOW(data=data, key=_KEY, on_width_change=_told, on_shade_change=_told, height=1, width=1)


def size() -> Size:
    """Phone for a narrow window, page for any other."""
    return Size.PHONE if _width() == "narrow" else Size.PAGE


def folds_pages() -> bool:
    """Whether the framework's own navigation would be out of sight in this window."""
    return _width() != "wide"


def _width() -> str:
    """What the window said of itself: narrow, folded or wide; a phone names itself before that."""
    told = session.chosen(_KEY)
    return str((told and told.get("width")) or ("narrow" if "Mobi" in st.context.headers.get("User-Agent", "") else "wide"))


def _told() -> None:
    """The component keeps what it was told; the run that follows draws for it."""
