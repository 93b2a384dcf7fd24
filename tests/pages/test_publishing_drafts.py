"""The section 上传与发布 with a draft: what is shown is what is published, and what was said of one file or version holds for it alone."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.errors import Refused, WorkerDied
from lib.ingest.model import Workbook
from lib.matching import Correction
from lib.ui import cache
from lib.ui.draft import Draft, LastFile
from lib.ui.state import Key
from tests.builders import make_tasks, make_workbook
from tests.pages.test_pages import FILES, SHELL
from tests.pages.test_versions_shown import WHEN, publish, shelf

__all__ = ["shelf"]
"""The fixture: a database of its own behind the pages."""

DATA = FILES[-1]


def drop(workbook: Workbook, name: str = "draft", app: AppTest | None = None) -> AppTest:
    """A draft in a session, as though the file had been dropped, and the page 数据 drawn with it."""
    app = app or AppTest.from_file(SHELL, default_timeout=60)
    opened = Opened(workbook, name, "草稿.xlsx")
    app.session_state[Key.OPENED] = opened
    app.session_state["draft"] = Draft(opened, name.encode(), None)
    return app.run().switch_page(DATA).run()


def other_plan(n: int) -> Workbook:
    return make_workbook(make_tasks(task=[f"购置图书{n}册", f"粉刷教室{n}间"], phase="后勤"), title="后勤工作")


def publish_workbook(shelf: Shelf, workbook: Workbook) -> None:
    """The first version of the board."""
    shelf.publish("main", "", Opened(workbook, "x", "计划.xlsx"), b"x", who="office", when=WHEN, note="", base_version=None)
    cache.forget_newest()


def test_a_workbook_that_shares_no_row_is_confirmed_anew_when_another_is_dropped(shelf: Shelf) -> None:
    publish(shelf, count=3)
    app = drop(other_plan(1), "first")
    assert app.button(key="publish").disabled
    app.checkbox[0].check().run()
    assert not app.button(key="publish").disabled

    app = drop(other_plan(2), "second", app)

    assert not app.checkbox[0].value
    assert app.button(key="publish").disabled


def test_a_click_made_while_another_board_is_chosen_publishes_nothing(shelf: Shelf) -> None:
    publish(shelf, count=3)
    publish(shelf, count=4, board="b2")
    app = drop(make_workbook(make_tasks(count=5)))
    app.run()

    app.radio(key="target_board").set_value("b2")
    app.button(key="publish").click()
    app.run()

    assert [len(shelf.versions(board)) for board in ("main", "b2")] == [1, 1]
    app.button(key="publish").click().run()
    assert [len(shelf.versions(board)) for board in ("main", "b2")] == [1, 2]


def test_boards_of_one_title_can_be_told_apart(shelf: Shelf) -> None:
    publish(shelf, count=3)
    publish(shelf, count=3, board="b2")
    publish(shelf, count=4, board="b3")
    app = drop(make_workbook(make_tasks(count=5)))

    assert app.radio(key="target_board").options == ["计划3（main）", "计划3（b2）", "计划4", "新看板……"]
    app.selectbox(key="board_switch").select("计划3（b2）").run()
    assert app.session_state[Key.BOARD] == "b2"


def test_a_draft_goes_along_to_the_board_that_is_looked_at(shelf: Shelf) -> None:
    publish(shelf, count=3)
    publish(shelf, count=4, board="b2")
    publish(shelf, count=5, board="b2")
    app = drop(make_workbook(make_tasks(count=6)))
    assert app.button(key="publish").label == "发布为第2版"

    app.selectbox(key="board_switch").select("计划4").run()

    assert app.radio(key="target_board").value == "b2"
    assert app.button(key="publish").label == "发布为第3版"


def test_what_was_said_of_rows_holds_for_the_version_compared_with() -> None:
    first, second = Correction("任务!4", "任务!5"), Correction(None, "任务!6")
    kept = Draft(Opened(make_workbook(), "draft", "草稿.xlsx"), b"", 1, "main", (("v1", first), ("v2", second)))

    assert kept.corrections("v1") == (first,)
    assert kept.corrections("v3") == ()


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("**粗** ![i](http://evil.example/x.png)", r"\*\*粗\*\* \!\[i\]\(http\://evil\.example/x\.png\)"),
        ("$x^2$ :red[红]", r"\$x^2\$ \:red\[红\]"),
        ("a_b_c <b>", r"a\_b\_c \<b\>"),
        ("整治“四风”第2期", "整治“四风”第2期"),
    ],
)
def test_a_boards_title_is_no_markdown(shelf: Shelf, title: str, shown: str) -> None:
    publish_workbook(shelf, make_workbook(make_tasks(count=2), title=title))
    app = drop(make_workbook(make_tasks(count=3)))

    assert app.radio(key="target_board").options == [shown, "新看板……"]


@pytest.mark.parametrize(
    ("fault", "is_offered"), [(WorkerDied("worker_died", file="a.xlsx"), True), (Refused("empty", file="a.xlsx"), False)]
)
def test_a_file_whose_reading_broke_off_can_be_read_again_without_dropping_it(shelf: Shelf, fault: Refused, is_offered: bool) -> None:
    app = AppTest.from_file(SHELL, default_timeout=60)
    app.session_state[Key.REFUSED] = fault
    app.session_state["last_file"] = LastFile("a.xlsx", b"")
    app.run().switch_page(DATA).run()

    assert ("take_again" in {str(button.key) for button in app.button}) is is_offered
