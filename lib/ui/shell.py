"""The main script of every visit, whichever address it comes to: the gate, the frame, then the page."""

from lib.ui.frame import run_page

run_page()
