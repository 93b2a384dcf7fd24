"""The main script of every visit, whichever address it comes to: the gate, the frame, then the page."""

from lib.ui.serving.deferred import load

load()

from lib.ui.frame import run_page  # noqa: E402 - nobody may come upon it half imported

run_page()
