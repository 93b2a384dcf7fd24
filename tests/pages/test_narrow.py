"""A phone and a small tablet: every page is in sight, nothing is folded away behind a sign."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.figures.plotly import Size
from lib.ui import components, meeting, screen, session, table
from tests.pages.whole import markup_of, run


def links(app: AppTest) -> list[str]:
    """The pages that one can go to from the page itself."""
    return [element.proto.label for element in app.get("page_link")]


@pytest.mark.parametrize("width", ["narrow", "folded"])
def test_a_phone_and_a_small_tablet_show_the_way_to_every_page(width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "_width", lambda: width)

    assert links(run("overview", None)) == ["总览", "任务", "意见建议", "整改", "会议汇报", "数据"]


def test_a_wide_window_has_them_in_the_head_alone() -> None:
    assert links(run("overview", None)) == []


def test_a_phone_is_told_to_swipe_and_a_wide_window_of_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "左右键翻页" in markup_of(run("meeting", None))

    monkeypatch.setattr(meeting, "size", lambda: Size.PHONE)

    assert "左右滑动翻页" in markup_of(run("meeting", None))
    assert "左右键翻页" not in markup_of(run("meeting", None))


def test_a_phone_reads_a_long_table_row_by_row_with_all_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "size", lambda: Size.PHONE)
    app = AppTest.from_function(_long_table, default_timeout=60).run()
    shown = markup_of(app)

    assert not app.exception
    assert app.selectbox[0].options == ["第1–60行，共1,100行", *app.selectbox[0].options[1:]]
    assert ("第1条" in shown, "第60条" in shown, "第61条" in shown) == (True, True, False)


def _long_table() -> None:
    import pandas as pd

    from lib.desk.tables import Table
    from lib.ui.table import show_frame

    cells = pd.DataFrame({"text": [f"第{n}条" for n in range(1, 1101)]}, dtype="str")
    show_frame(Table("opinions", "意见", (("text", "内容"),), cells, ("text",), ""))


def test_a_long_list_says_at_its_foot_that_it_goes_on_and_the_last_rows_do_not() -> None:
    app = AppTest.from_function(_foot_of_a_list, default_timeout=60).run()

    assert not app.exception
    assert [element.proto.body.count("以上为第1–60行，共96行，其余在一览上方选择。") for element in app.get("html")] == [1]


def _foot_of_a_list() -> None:
    import pandas as pd

    from lib.desk.tables import Table
    from lib.ui.table import tell_of_rows_below

    table = Table("opinions", "意见", (("text", "内容"),), pd.DataFrame({"text": ["条"] * 96}, dtype="str"), ("text",), "")
    tell_of_rows_below(table, slice(0, 60))
    tell_of_rows_below(table, slice(60, 120))


def test_on_a_phone_another_view_closes_the_row_in_full_and_elsewhere_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for width, left in ((Size.PAGE, "任务!3"), (Size.PHONE, None)):
        monkeypatch.setattr(components, "size", lambda width=width: width)
        app = run("tasks", None)
        app.session_state[session.Key.TASK] = "任务!3"
        app.segmented_control(key="section_tasks").set_value("timeline").run()

        assert app.session_state[session.Key.TASK] == left
