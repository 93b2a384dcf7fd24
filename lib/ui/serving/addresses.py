"""The address of a call as this house counts it: without the path under which the board is served."""

import streamlit as st
from starlette.types import Scope


def root() -> str:
    """The path under which the board is served, without a slash at its end."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def inner_path(scope: Scope) -> str:
    """The path of a call below that root."""
    path = str(scope.get("path", ""))
    own = root()
    return path.removeprefix(own) if own and (path == own or path.startswith(own + "/")) else path
