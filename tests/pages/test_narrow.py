"""A phone: every page is in sight, nothing is folded away behind a sign."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.figures.plotly import Size
from lib.ui import screen
from tests.pages.test_pages import OVERVIEW, run


def links(app: AppTest) -> list[str]:
    """The pages that one can go to from the page itself."""
    return [element.proto.label for element in app.get("page_link")]


def test_a_phone_shows_the_way_to_every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "size", lambda: Size.PHONE)

    assert links(run(OVERVIEW, None)) == ["总览", "任务", "意见建议", "整改", "会议汇报", "数据"]


def test_a_wide_window_has_them_in_the_head_alone() -> None:
    assert links(run(OVERVIEW, None)) == []
