"""Which version a session looks at: the newest at first, the same from then on, an earlier one as it was."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.figures.plotly import Size
from lib.ui import cache, change_rows
from tests.builders import make_tasks, make_workbook
from tests.pages.published import WHEN, publish
from tests.pages.whole import PAGE, markup_of, visitor, words_of


def visit(**link: str) -> AppTest:
    """The front page as somebody sees it first who comes by such a link."""
    app = visitor()
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


def test_before_anything_is_published_the_bundled_workbook_is_shown(shelf: Shelf) -> None:
    app = visit()

    assert "sample.xlsx" in markup_of(app)


def test_the_newest_version_is_shown_with_its_number(shelf: Shelf) -> None:
    publish(shelf, count=2)
    publish(shelf, count=3)

    app = visit()

    assert "计划3" in markup_of(app)
    assert "第2版" in markup_of(app)


def test_a_session_stays_with_the_version_it_saw_first(shelf: Shelf) -> None:
    publish(shelf, count=2)
    app = visit()

    publish(shelf, count=3)
    app.run()

    assert "计划2" in markup_of(app)
    assert "计划3" in markup_of(visit())


def test_a_link_opens_an_earlier_version_as_it_was_and_says_so(shelf: Shelf) -> None:
    publish(shelf, count=2)
    publish(shelf, count=3)

    app = visit(version="1")

    assert "计划2" in markup_of(app)
    assert "当时的样子" in markup_of(app)
    app.button(key="back_to_current").click().run()
    assert "计划3" in markup_of(app)
    assert "当时的样子" not in markup_of(app)


@pytest.mark.parametrize("named", ["7", "-1", "0", "x", "²", "99999999999999999999"])
def test_a_link_to_a_version_that_is_not_there_shows_the_newest(shelf: Shelf, named: str) -> None:
    publish(shelf, count=2)

    assert "计划2" in markup_of(visit(version=named))


def test_a_link_names_the_board_and_a_board_that_is_not_there_is_the_first(shelf: Shelf) -> None:
    publish(shelf, count=2)
    publish(shelf, count=5, board="b2")

    assert "计划5" in markup_of(visit(board="b2"))
    assert "计划2" in markup_of(visit(board="nowhere"))
    assert "计划2" in markup_of(visit())


def test_the_choice_of_a_board_appears_with_the_second(shelf: Shelf) -> None:
    publish(shelf, count=2)
    assert [box.key for box in visit().selectbox] == []

    publish(shelf, count=5, board="b2")
    app = visit()
    app.selectbox(key="board_switch").select("b2").run()

    assert "计划5" in markup_of(app)


def test_a_version_seen_once_is_shown_while_the_database_is_away(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(shelf, count=2)
    app = visit()

    _take_away(monkeypatch)
    app.run()

    assert not app.exception
    assert "计划2" in markup_of(app)


def test_a_first_visit_while_the_database_is_away_gets_one_sentence(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    _take_away(monkeypatch)

    app = visit()

    assert not app.exception
    assert "暂时连接不上" in words_of(app)


def _take_away(monkeypatch: pytest.MonkeyPatch) -> None:
    from lib.errors import DatabaseGone

    def gone() -> Shelf:
        raise DatabaseGone("gone", database="board.db")

    monkeypatch.setattr(cache, "shelf", gone)
    cache.forget_newest()


def test_a_task_in_full_says_what_changed_since_the_version_before(shelf: Shelf) -> None:
    for number, state in enumerate(("in_progress", "done"), start=1):
        workbook = make_workbook(tasks=make_tasks(count=1, status=state))
        opened = Opened(workbook, f"draft{number}", "计划.xlsx")
        base = number - 1 or None
        shelf.publish("main", "", opened, state.encode(), who="office", when=WHEN, note="", base_version=base)
    cache.forget_newest()
    app = visit()

    app.session_state["task"] = str(workbook.tasks["ref"].iloc[0])
    app.switch_page(PAGE["tasks"]).run()

    assert "与第1版相比的变动" in markup_of(app)
    assert "新完成" in markup_of(app)


def shown_in_full(app: AppTest) -> list[str]:
    """The rows shown in full, by their refs."""
    return re.findall(r'data-ref="([^"]*)', markup_of(app))


def test_a_task_in_full_is_closed_on_another_board_where_the_same_row_is_another_task(shelf: Shelf) -> None:
    publish(shelf, count=2)
    publish(shelf, count=5, board="b2")
    app = visit().switch_page(PAGE["tasks"])
    app.session_state["task"] = "任务!2"
    assert shown_in_full(app.run()) == ["任务!2"]

    app.selectbox(key="board_switch").select("b2").run()

    assert "计划5" in markup_of(app)
    assert shown_in_full(app) == []


def test_a_task_in_full_is_closed_on_the_way_from_an_earlier_version_to_the_current_one(shelf: Shelf) -> None:
    publish(shelf, count=2)
    publish(shelf, count=3)
    app = visit(version="1").switch_page(PAGE["tasks"])
    app.session_state["task"] = "任务!2"
    assert shown_in_full(app.run()) == ["任务!2"]

    app.button(key="back_to_current").click().run()

    assert shown_in_full(app) == []


def test_a_unit_that_is_chosen_stays_chosen_when_a_newer_version_lists_another_before_it(shelf: Shelf) -> None:
    for base, units in ((None, ["教务处", "总务处"]), (1, ["办公室", "教务处", "总务处"])):
        workbook = make_workbook(tasks=make_tasks(owner_unit=units))
        shelf.publish(
            "main", "", Opened(workbook, "draft", "计划.xlsx"), str(units).encode(), who="a", when=WHEN, note="", base_version=base
        )
    cache.forget_newest()
    app = visit(version="1", unit="u1")
    assert "责任部门为教务处" in words_of(app)

    app.button(key="back_to_current").click().run()

    assert app.session_state["filter_units"] == ["u2"]
    assert "责任部门为教务处" in words_of(app)
    assert app.query_params["unit"] == "u2~3"


def test_the_front_page_leads_to_what_changed_as_soon_as_there_is_a_version_before(shelf: Shelf) -> None:
    publish(shelf, count=2)
    assert "see_changes" not in [button.key for button in visit().button]

    publish(shelf, count=3)
    app = visit()
    app.button(key="see_changes").click().run()

    assert not app.exception
    assert "已发布2版" in markup_of(app)
    assert '<details class="pb-fold">' not in markup_of(app)
    assert app.query_params["view"] == "versions"


def test_a_phone_folds_what_changed_and_prints_it_whole(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(shelf, count=2)
    publish(shelf, count=3)
    monkeypatch.setattr(change_rows, "size", lambda: Size.PHONE)
    app = visit()
    app.button(key="see_changes").click().run()

    assert '<details class="pb-fold"><summary><b>新增、新逾期</b> 3 任务3</summary>' in markup_of(app)
    assert '<div class="pb-paper">' in markup_of(app)


NO_BOARD, NO_VERSION = "链接所指的看板不存在，或当前账号无权打开", "链接所指的版本不存在"


@pytest.mark.parametrize(("link", "said"), [({}, None), ({"board": "nope"}, NO_BOARD), ({"version": "99"}, NO_VERSION)])
def test_before_anything_is_published_a_link_to_a_board_or_a_version_is_answered_by_one_sentence(
    shelf: Shelf, link: dict[str, str], said: str | None
) -> None:
    words = words_of(visit(**link))

    assert [each for each in (NO_BOARD, NO_VERSION) if each in words] == ([said] if said else [])
    assert ("下面显示的是示例数据" in words) is bool(said)


def test_a_link_to_a_version_that_is_not_there_says_so_and_one_that_is_there_does_not(shelf: Shelf) -> None:
    for count in (1, 2):
        publish(shelf, count=count)

    said = {number: NO_VERSION in words_of(visit(version=number)) for number in ("1", "2", "3", "0", "x")}
    assert said == {"1": False, "2": False, "3": True, "0": True, "x": True}
