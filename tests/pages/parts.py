"""One part of a page drawn by itself: a hundred times quicker than the page around it."""

from collections.abc import Callable
from datetime import date

from streamlit.testing.v1 import AppTest

from lib.access import disclose
from lib.desk.board import Board
from lib.figures.plotly import Size
from lib.figures.tokens import ThemeName
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.ui.view import View
from tests.pages.whole import opened

TODAY = date(2014, 6, 10)


def look(workbook: Workbook, audience: Audience = Audience.HEAD, size: Size = Size.PAGE) -> View:
    """What a page looks at when this workbook is open, in Chinese, on the tenth of June."""
    board, draft = Board(disclose(workbook, audience), Filters(), TODAY), opened(workbook)
    return View(board, Language.ZH, ThemeName.LIGHT, size, f"{draft.version}/{audience}", draft, "")


def drawn(part: Callable[..., object], **given: object) -> AppTest:
    """The part, drawn once."""
    return AppTest.from_function(draw, default_timeout=60, args=(part, given)).run()


def draw(part: object, given: dict) -> None:  # type: ignore[type-arg]
    """Run by itself, as a page's script is: no name of this file is known here."""
    part(**given)  # type: ignore[operator]
