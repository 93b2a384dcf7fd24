"""The sections of a meeting: what is chosen in another order than the board keeps can be kept for the next one."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.desk.reporting import MEETING
from lib.desk.shelf import MEETING_SECTIONS, Shelf
from lib.errors import DatabaseGone
from lib.i18n import Language
from lib.identity import Identity, SignIn
from lib.metrics.filters import FilterOptions, Filters
from lib.schema import Audience
from lib.ui import cache, meeting
from lib.ui.meeting import Plan
from tests.pages.parts import TODAY, drawn
from tests.pages.published import publish


@pytest.fixture
def kept(shelf: Shelf) -> Shelf:
    """A board with one version, which keeps no choice yet."""
    publish(shelf, count=3)
    cache.kept_choice.clear()
    return shelf


def offered(shelf: Shelf, names: tuple[str, ...], opened: Opened | None = None) -> AppTest:
    """Whether keeping is offered for these sections."""
    plan = Plan(
        opened or shelf.open("main", 1),
        Audience.ALL_MEMBERS,
        Filters(),
        FilterOptions(),
        TODAY,
        None,
        names,
        "",
        Language.ZH,
        Identity("office", "office", SignIn.NONE, local=True),
    )
    return drawn(meeting._offer_keeping, plan=plan)


def keys(app: AppTest) -> list[str]:
    return [str(button.key) for button in app.button]


def test_what_the_board_has_at_first_and_nothing_at_all_need_not_be_kept(kept: Shelf) -> None:
    assert keys(offered(kept, tuple(MEETING))) == []
    assert keys(offered(kept, ())) == []


def test_a_draft_has_no_board_to_keep_anything(kept: Shelf) -> None:
    found = kept.open("main", 1)

    assert keys(offered(kept, ("late",), Opened(found.workbook, "draft", "草稿.xlsx"))) == []


def test_another_order_is_kept_and_then_offered_no_more(kept: Shelf) -> None:
    app = offered(kept, ("late", "overview"))
    assert keys(app) == ["keep_sections"]

    app.button(key="keep_sections").click().run()
    assert kept.choice("main", MEETING_SECTIONS) == "late,overview"
    assert keys(app) == []
    assert keys(offered(kept, ("overview", "late"))) == ["keep_sections"]


def test_where_it_cannot_be_kept_that_is_said_letter_by_letter(kept: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_given: object, **_named: object) -> None:
        raise DatabaseGone("gone", database="**board**.db")

    app = offered(kept, ("late",))
    monkeypatch.setattr(kept, "remember_choice", gone)
    app.button(key="keep_sections").click().run()

    assert [r"\*\*board\*\*\.db" in each.value for each in app.error] == [True]
    assert keys(app) == ["keep_sections"]
