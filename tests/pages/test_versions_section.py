"""The section 版本 of the page 数据: drawn with none, one and several versions; who may do what; a database that is gone is said."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.desk.versions import history
from lib.errors import DatabaseGone
from lib.figures.plotly import Size
from lib.i18n import Language
from lib.identity import Identity, SignIn
from lib.schema import Audience
from lib.ui import cache, gate, looked_at, notices, version_trends, versions
from lib.ui.session import Key
from lib.ui.views import section_key
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.pages.parts import draw, drawn
from tests.pages.published import WHEN
from tests.pages.whole import arrived, markup_of, visitor, words_of

ACTIONS = ("version_open", "version_mark", "version_restore")


def publish(shelf: Shelf, done: int, **facts: str) -> None:
    """Publish a plan of four tasks, so many of them done."""
    current = shelf.current("main")
    status = ["done"] * done + ["in_progress"] * (4 - done)
    workbook = make_workbook(make_tasks(status=status), make_feedback(2), file_name=facts.get("file", f"周报{done}.xlsx"))
    base = current.number if current else None
    note = facts.get("note", f"完成{done}项")
    shelf.publish("main", "", Opened(workbook, "draft", ""), f"{done}".encode(), who="office", when=WHEN, note=note, base_version=base)
    cache.forget_newest()


def visit(language: Language = Language.ZH, **kept: object) -> AppTest:
    """The section in a session of its own."""
    app = visitor()
    app.session_state[Key.LANGUAGE] = language
    app.session_state[section_key("data")] = "versions"
    for name, value in kept.items():
        app.session_state[name] = value
    return arrived(app, "data")


def buttons(app: AppTest) -> set[str]:
    """The keys of the buttons that can be pressed."""
    return {str(button.key) for button in app.button if not button.disabled}


def test_before_anything_is_published_it_says_what_to_do_and_leads_there(shelf: Shelf) -> None:
    app = visit()

    assert "还没有发布过版本。" in words_of(app)
    assert "第一版就列在这里" in words_of(app)
    app.button(key="versions_go").click().run()
    assert app.session_state[section_key("data")] == "workbook"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("count", [1, 3])
def test_it_is_drawn_with_one_version_and_with_several(shelf: Shelf, count: int, language: Language) -> None:
    for done in range(count):
        publish(shelf, done)
    app = visit(language)

    assert not app.exception
    assert not app.error
    assert markup_of(app).count('class="pb-conclusion"') == 1
    assert "⟦" not in words_of(app)


def test_the_newest_two_are_compared_before_anybody_chooses(shelf: Shelf) -> None:
    for done in range(3):
        publish(shelf, done)
    app = visit()

    assert "第2版 → 第3版" in words_of(app)
    assert "新完成1项" in words_of(app)


def test_two_that_are_one_are_no_comparison(shelf: Shelf) -> None:
    publish(shelf, 0)
    publish(shelf, 1)
    app = visit()
    app.selectbox(key="compare_old").set_value(2).run()

    assert "选的是同一版" in words_of(app)


def test_an_earlier_version_is_opened_as_it_was(shelf: Shelf) -> None:
    publish(shelf, 0)
    publish(shelf, 1)
    app = visit()
    app.selectbox(key="version_picked").set_value(1).run()
    app.button(key="version_open").click().run()

    assert app.session_state[Key.PINS] == {"main": looked_at.Pin(1, as_it_was=True)}


def test_the_current_version_cannot_be_restored(shelf: Shelf) -> None:
    publish(shelf, 0)
    publish(shelf, 1)
    app = visit()

    assert buttons(app) & {*ACTIONS} == {"version_open", "version_mark"}
    assert "所选的就是当前版本，不需要恢复" in words_of(app)
    app.selectbox(key="version_picked").set_value(1).run()
    assert buttons(app) & {*ACTIONS} == {*ACTIONS}


def test_a_visitor_from_elsewhere_may_look_and_compare_but_not_restore_or_take_the_file(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(shelf, 0)
    publish(shelf, 1)
    visitor = Identity("", "", SignIn.NONE, visitor=True)
    monkeypatch.setattr(gate, "of_session", lambda: visitor)
    app = visit()
    app.selectbox(key="version_picked").set_value(1).run()

    assert buttons(app) & {*ACTIONS} == {"version_open"}
    assert not app.get("download_button")
    assert "只能在运行看板的电脑上进行" in words_of(app)


def test_a_draft_is_not_lost_by_opening_another_version(shelf: Shelf) -> None:
    publish(shelf, 0)
    draft = make_workbook(make_tasks())
    app = visit(**{Key.OPENED: Opened(draft, "draft", "草稿.xlsx")})

    assert "version_open" not in buttons(app)
    assert "先发布或放弃它" in words_of(app)


def test_a_database_that_is_gone_is_said_and_asked_again(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(shelf, 0)

    def gone(_board: str) -> None:
        raise DatabaseGone("gone", database="board.db")

    with monkeypatch.context() as broken:
        broken.setattr(shelf, "versions", gone)
        app = visit()

        assert not app.exception
        assert "“board.db”暂时连接不上" in words_of(app)
    app.button(key="versions_retry").click().run()
    assert "已发布1版" in words_of(app)


def test_what_people_write_about_a_version_is_never_markup(shelf: Shelf) -> None:
    publish(shelf, 0, note="<img src=x onerror=alert(1)>", file="<b>甲</b>.xlsx")
    body = markup_of(visit(audience=Audience.LEADING_GROUP))

    assert not re.search(r"<img src=x|<b>甲", body)
    assert "&lt;img src=x" in body


def listed(shelf: Shelf, count: int) -> AppTest:
    """The list alone, with so many versions, as the head sees it."""
    for done in range(count):
        publish(shelf, done, note=f"第{done + 1}周")
    found = history(shelf, "main", Audience.HEAD, Language.ZH)
    assert found is not None
    return drawn(versions._show_list, listed=found, language=Language.ZH)


@pytest.mark.parametrize(("count", "folded"), [(2, 0), (3, 1)])
def test_on_a_phone_versions_are_lines_and_earlier_ones_are_folded_away(
    shelf: Shelf, count: int, folded: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "size", lambda: Size.PHONE)
    monkeypatch.setattr(versions, "LATEST_ON_A_PHONE", 2)
    app = listed(shelf, count)

    assert len(app.expander) == folded
    assert [f"第{count}周" in markup_of(app), "第1周" in markup_of(app), bool(app.dataframe)] == [True, True, False]


def test_many_versions_can_be_searched_and_what_is_not_found_is_said(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "SEARCHED_FROM", 2)
    app = listed(shelf, 3)
    assert len(app.dataframe[0].value) == 3

    app.text_input(key="search_versions").set_value("第2周").run()
    assert app.dataframe[0].value["version"].tolist() == ["2"]
    app.text_input(key="search_versions").set_value("第9周").run()
    assert not app.dataframe
    assert "没有符合" in markup_of(app)


def test_before_anything_is_published_a_visitor_is_led_nowhere(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "of_session", lambda: Identity("", "", SignIn.NONE, visitor=True))
    app = visit()

    assert "还没有发布过版本。" in words_of(app)
    assert "versions_go" not in buttons(app)


@pytest.mark.parametrize(("has_draft", "pins"), [(False, {"main": looked_at.Pin(3)}), (True, {})])
def test_what_was_restored_is_looked_at_unless_a_draft_is(shelf: Shelf, has_draft: bool, pins: dict[str, looked_at.Pin]) -> None:
    publish(shelf, 0)
    publish(shelf, 1)
    picked = shelf.versions("main")[-1]
    done = shelf.restore("main", 1, who="a", when=WHEN, note="", base_version=2)
    app = AppTest.from_function(draw, default_timeout=60, args=(versions._say_restored, {"picked": picked, "done": done}))
    app.session_state[Key.OPENED] = Opened(make_workbook(), "draft", "草稿.xlsx") if has_draft else None
    app.session_state[Key.PINS] = {}
    app.run()

    assert not app.exception
    assert app.session_state[Key.PINS] == pins
    assert app.session_state[Key.SAID] == notices.Said("versions.restore.done", (("picked", 1), ("number", 3)))


def test_a_trend_of_which_the_workbooks_say_nothing_says_so_beside_the_others(shelf: Shelf) -> None:
    for done in range(2):
        current = shelf.current("main")
        opened = Opened(make_workbook(make_tasks(status=["done"] * done + ["in_progress"] * 4)), "draft", "")
        base = current.number if current else None
        shelf.publish("main", "", opened, f"{done}".encode(), who="office", when=WHEN, note="", base_version=base)
    found = history(shelf, "main", Audience.PUBLIC, Language.ZH)
    assert found is not None
    app = drawn(version_trends.show_trends, listed=found, language=Language.ZH)

    charts = [each for each in app.get("bidi_component") if each.proto.component_name == "phaseboard_charts"]
    assert 0 < len(charts) < 4
    assert not app.exception
