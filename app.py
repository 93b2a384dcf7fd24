"""The ASGI entry: `streamlit run app.py` or `uvicorn app:app`. Nothing else lives here.

The main script is lib/ui/shell.py and not this file, because a `pages/` folder beside a main script is
served without it: a first visit to a page's address would then skip the gate.
"""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from lib.ui.server import FAULTS, lifespan, middleware, on_fault, prepare, routes  # noqa: E402 - the path must be set first, whoever starts this file

prepare()

app = st.App(
    ROOT / "lib" / "ui" / "shell.py",
    lifespan=lifespan,
    middleware=middleware(),
    routes=routes(),
    on_script_error=on_fault,
    exception_handlers=FAULTS,
)
