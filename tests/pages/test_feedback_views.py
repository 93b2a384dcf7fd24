"""The page of opinions draws one view at a time: the picture first."""

from lib.ui.views import section_key
from tests.pages.whole import run, words_of


def test_the_picture_comes_first_and_the_long_charts_wait() -> None:
    words = words_of(run("feedback", None))

    assert "各类别意见条数" in words
    assert "各小类意见条数" not in words
    assert "意见与整改一览" not in words


def test_breakdown_and_list_stand_a_click_away() -> None:
    app = run("feedback", None)
    app.session_state[section_key("feedback")] = "detail"

    assert "各小类意见条数" in words_of(app.run())
    app.session_state[section_key("feedback")] = "list"
    assert "意见与整改一览" in words_of(app.run())
