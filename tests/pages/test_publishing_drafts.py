"""The section 上传与发布 with a draft: what is shown is what is published, and what was said of one file or version holds for it alone."""

from itertools import count

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.errors import Conflict, Refused, WorkerDied
from lib.identity import Identity, Role, SignIn
from lib.ingest.model import ColumnChoice, Workbook
from lib.matching import Correction
from lib.store import Remembered
from lib.ui import cache, gate, preview, upload
from lib.ui.draft import Draft, LastFile
from lib.ui.session import Key
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.pages.parts import draw
from tests.pages.published import WHEN, publish
from tests.pages.whole import arrived, markup_of, visitor


def drop(workbook: Workbook, name: str = "draft", app: AppTest | None = None) -> AppTest:
    """A draft in a session, as though the file had been dropped, and the page 数据 drawn with it."""
    app = app or visitor()
    opened = Opened(workbook, name, "草稿.xlsx")
    app.session_state[Key.OPENED] = opened
    app.session_state["draft"] = Draft(opened, name.encode(), None)
    return arrived(app, "data")


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


def test_the_plan_of_another_school_is_confirmed_though_its_rows_are_the_same(shelf: Shelf) -> None:
    publish_workbook(shelf, make_workbook(make_tasks(count=3), title="东山小学任务表"))
    app = drop(make_workbook(make_tasks(count=3), title="西山_小学_任务表"))
    assert app.button(key="publish").disabled
    assert app.checkbox[0].label == "当前版本的标题写的是“东山小学”，这个工作簿写的是“西山\\_小学”；确认没有拿错文件"

    app.checkbox[0].check().run()

    assert not app.button(key="publish").disabled


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


def test_after_publishing_on_another_board_that_one_is_shown_and_named_in_the_choice_of_boards(shelf: Shelf) -> None:
    publish(shelf, count=3)
    publish(shelf, count=4, board="b2")
    app = drop(make_workbook(make_tasks(count=5), title="计划五"))
    app.radio(key="target_board").set_value("b2").run()

    app.button(key="publish").click().run()

    assert "计划五" in markup_of(app)
    assert app.selectbox(key="board_switch").value == "b2"


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
    app = visitor()
    app.session_state[Key.REFUSED] = fault
    app.session_state["last_file"] = LastFile("a.xlsx", b"")
    arrived(app, "data")

    assert ("take_again" in {str(button.key) for button in app.button}) is is_offered


_NUMBERS = count(1)
"""Of drafts: two of one name would be one to the caches."""


def publish_as(shelf: Shelf, workbook: Workbook, board: str = "main") -> None:
    current = shelf.current(board)
    base = current.number if current else None
    shelf.publish(board, "", Opened(workbook, "x", "计划.xlsx"), f"{board} {base}".encode(), who="a", when=WHEN, note="", base_version=base)
    cache.forget_newest()


def publishing(shelf: Shelf, workbook: Workbook) -> AppTest:
    """The part of the page that publishes, with this draft."""
    opened = Opened(workbook, f"draft {next(_NUMBERS)}", "草稿.xlsx")
    app = AppTest.from_function(draw, default_timeout=60, args=(prepare_and_show, {}))
    app.session_state[Key.OPENED] = opened
    app.session_state["draft"] = Draft(opened, b"draft", None)
    return app.run()


def prepare_and_show() -> None:
    prepared = preview.prepare()
    if prepared is not None:
        preview.show_publishing(prepared)
        if prepared.changes is not None:
            preview.show_changes(prepared.kept, prepared.changes)


def test_a_row_that_points_at_no_single_row_keeps_the_draft_from_being_published(shelf: Shelf) -> None:
    feedback = make_feedback(feedback_id=["1", "1", "2"], merged_into=[None, None, "1"])
    app = publishing(shelf, make_workbook(feedback=feedback))

    assert len(app.error) == 1
    assert "意见\\!4" in app.error[0].value
    assert app.button(key="publish").disabled


def test_a_workbook_without_rows_is_confirmed_before_it_empties_a_board(shelf: Shelf) -> None:
    publish_as(shelf, make_workbook())
    app = publishing(shelf, make_workbook(no_tasks()))
    assert app.button(key="publish").disabled

    app.checkbox[0].check().run()
    assert not app.button(key="publish").disabled
    app.button(key="publish").click().run()
    current = shelf.current("main")
    assert current is not None
    assert (current.number, current.tasks) == (2, 0)


def test_the_first_workbook_of_all_needs_no_confirming(shelf: Shelf) -> None:
    app = publishing(shelf, make_workbook(no_tasks()))

    assert not app.checkbox
    assert app.button(key="publish").label == "发布为第1版"


def test_a_draft_may_be_compared_with_what_the_last_meeting_saw(shelf: Shelf) -> None:
    for done in range(3):
        publish_as(shelf, make_workbook(make_tasks(status=["done"] * done + ["in_progress"] * (4 - done))))
        if done == 0:
            shelf.mark_meeting("main", 1, "六月例会", who="a", when=WHEN)
    cache.forget_newest()
    app = publishing(shelf, make_workbook(make_tasks(status=["done"] * 3 + ["in_progress"])))
    assert "新完成1项" in markup_of(app)

    choice = next(each for each in app.get("button_group") if each.key == "compare_against")
    assert choice.options == ["与当前第3版比较", "与上次会议版本比较（六月例会，第1版）"]
    choice.set_value("meeting").run()
    assert "新完成3项" in markup_of(app)


def test_a_draft_may_become_a_board_of_its_own(shelf: Shelf) -> None:
    publish_as(shelf, make_workbook(make_tasks(count=3)))
    app = publishing(shelf, make_workbook(make_tasks(count=5), title="后勤"))
    app.radio(key="target_board").set_value("+").run()
    assert app.button(key="publish").label == "发布为第1版"

    app.text_input(key="target_title").set_value("后勤看板").run()
    app.button(key="publish").click().run()

    assert [(board.code, board.title) for board in shelf.boards()] == [("main", "教育实践活动"), ("b2", "后勤看板")]
    assert app.session_state[Key.BOARD] == "b2"


def test_a_database_that_fell_behind_the_draft_is_said_as_that_and_not_as_somebody_elses_version(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def behind(*_given: object, **_named: object) -> None:
        raise Conflict("conflict_ahead", board="main", current=1, base=3)

    publish_as(shelf, make_workbook(make_tasks(count=3)))
    app = publishing(shelf, make_workbook(make_tasks(count=4)))
    monkeypatch.setattr(shelf, "publish", behind)
    app.button(key="publish").click().run()

    assert app.session_state[Key.SAID].key == "store.conflict_ahead"


def test_who_handles_one_board_is_offered_no_other(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_as(shelf, make_workbook())
    publish_as(shelf, make_workbook(), "b2")
    north = Identity("n", "n", SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset({"main"}))
    monkeypatch.setattr(gate, "of_session", lambda: north)
    app = publishing(shelf, make_workbook(make_tasks(count=2)))

    assert not app.radio
    assert app.button(key="publish").label == "发布为第2版"


def test_a_doubtful_row_is_put_right_and_that_may_be_taken_back(shelf: Shelf) -> None:
    publish_as(shelf, make_workbook(make_tasks(task=["召开第一次支部学习会议", "召开第二次支部学习会议"], number=None)))
    app = publishing(shelf, make_workbook(make_tasks(task=["召开支部学习会议"], number=None)))
    box = next(each for each in app.selectbox if "召开支部学习会议" in each.label)
    assert box.placeholder == "目前看作：召开第一次支部学习会议"

    box.select_index(1).run()
    assert not [each for each in app.selectbox if "召开支部学习会议" in each.label]
    assert [correction for _, correction in kept_of(app).said] == [Correction("任务!3", "任务!2")]

    app.button(key="doubts_take_back").click().run()
    assert kept_of(app).said == ()
    assert [each for each in app.selectbox if "召开支部学习会议" in each.label]


def kept_of(app: AppTest) -> Draft:
    kept: Draft = app.session_state["draft"]
    return kept


def test_for_another_board_a_draft_is_read_with_what_that_board_remembers(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand, of_first, of_other = (ColumnChoice("tasks", header, "owner") for header in ("谁来办", "谁管", "谁抓"))
    opened = Opened(make_workbook(), "draft", "草稿.xlsx", year=2014, columns=(by_hand, of_first))
    memory = {"b2": Remembered(2015, (of_other,)), "same": Remembered(2014, (of_first,))}
    monkeypatch.setattr(shelf, "remembered", lambda board: memory[board])
    read: list[tuple[object, ...]] = []
    monkeypatch.setattr(upload, "_read", lambda *given: read.append(given))

    def of_board(board: str, *, has_draft: bool = True) -> list[tuple[object, ...]]:
        read.clear()
        app = AppTest.from_function(draw, default_timeout=60, args=(upload.read_for, {"board": board}))
        if has_draft:
            app.session_state[Key.OPENED] = opened
            app.session_state["draft"] = Draft(opened, b"data", None, memory=Remembered(2014, (of_first,)))
        app.run()
        return list(read)

    assert of_board("b2", has_draft=False) == []
    assert of_board("same") == []
    assert of_board("b2") == [(b"data", "草稿.xlsx", 2015, (of_other, by_hand), Remembered(2015, (of_other,)))]
