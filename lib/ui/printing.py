"""Paper: what the browser's own print needs to be told, once a page. What is printed how stands in `board.css`."""

from pathlib import Path

import streamlit as st

_PRINTING = st.components.v2.component(
    "phaseboard_printing",
    js=(Path(__file__).parent / "assets" / "printing.js").read_text(encoding="utf-8"),
)


def prepare() -> None:
    """Let charts shrink to the sheet when the page is printed; nothing is shown."""
    _PRINTING(key="printing", height=1, width=1)
