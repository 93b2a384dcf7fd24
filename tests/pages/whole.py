"""Whole pages, drawn without a browser: the frame around them, their charts, and all their words."""

import json
import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.schema import Audience
from lib.ui.frame import PAGES
from lib.ui.session import Key

ROOT = Path(__file__).resolve().parents[2]
SHELL = str(ROOT / "lib" / "ui" / "shell.py")

PAGE = {address: str(ROOT / "pages" / file) for address, file in PAGES}
"""The file of each page, by its address."""

FRONT = PAGES[0][0]


_OPENED: dict[int, Workbook] = {}
"""Held to the end: what is kept of a workbook under its name must not be found by another that came to lie at its place."""


def opened(workbook: Workbook, file_name: str = "") -> Opened:
    """The workbook as it was dropped; the same name for the same workbook, and for no other."""
    _OPENED[id(workbook)] = workbook
    return Opened(workbook, f"{id(workbook):x}", file_name or workbook.file_name)


def visitor() -> AppTest:
    """Somebody who comes with a new window, which has drawn nothing yet."""
    return AppTest.from_file(SHELL, default_timeout=60)


def arrived(app: AppTest, page: str) -> AppTest:
    """The page drawn at once, as for somebody who comes by its own address: the front page is not drawn on the way."""
    if page != FRONT:  # the framework knows it by no name until it was drawn
        app.switch_page(PAGE[page])
    return app.run()


def run(page: str, workbook: Workbook | None, language: Language = Language.ZH, audience: Audience = Audience.PUBLIC) -> AppTest:
    """One page drawn with one workbook in one session; without one, with the bundled sample."""
    app = visitor()
    app.session_state[Key.LANGUAGE] = language
    app.session_state[Key.AUDIENCE] = audience
    if workbook is not None:
        app.session_state[Key.OPENED] = opened(workbook)
    return arrived(app, page)


def markup_of(app: AppTest) -> str:
    """All our own markup on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def charts_of(app: AppTest) -> list[dict[str, Any]]:
    """Every chart on the page as the browser is told of it, with its title and notes."""
    sheets = [json.loads(each.proto.bytes) for each in app.get("bidi_component") if each.proto.component_name == "phaseboard_charts"]
    return [chart for sheet in sheets for row in sheet["rows"] for column in row for chart in column["charts"]]


def words_around_charts(app: AppTest) -> str:
    """Titles, definitions and notes of the charts on the page."""
    return "\n".join(str([chart.get(part, "") for part in ("title", "subtitle", "meanings", "notes")]) for chart in charts_of(app))


def words_of(app: AppTest) -> str:
    """Everything on the page that is text."""
    plain = [words_around_charts(app)]
    plain += [str(getattr(element, "value", "")) for kind in ("caption", "markdown", "error", "button") for element in app.get(kind)]
    return re.sub(r"<style>.*?</style>", "", markup_of(app), flags=re.S) + "\n".join(plain)
