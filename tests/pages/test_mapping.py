"""Columns that were not read: each may be said to mean something, is read so at once, and may be taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.desk.opening import Opened, open_file
from lib.errors import Refused
from lib.settings import settings
from lib.ui import views
from lib.ui.draft import Draft, LastFile
from lib.ui.session import Key
from tests.exports.plans import plan
from tests.pages.whole import arrived, markup_of, visitor, words_of

HEADER = ("工作步骤", "序号", "工作内容及要求", "完成时限", "谁来抓")
PLAN = plan(
    rows=(HEADER, ("筹备", 1, "学习文件", "3月15日", "**甲**"), ("筹备", 2, "制定方案", "3月20日", "乙")),
    more_sheets={"说明": [["年份", "2014"]]},
)
NO_TABLE = plan(rows=(("何时", "何事", "何人"), ("三月", "学习", "甲"), ("四月", "讨论", "乙")))


def columns_of_draft() -> None:
    from lib.ui import looked_at, mapping

    opened = looked_at.opened()
    assert opened is not None
    mapping.show_columns(opened)


def columns_of_refused() -> None:
    from lib.ui import mapping

    mapping.show_columns_of_refused()


def with_draft(app: AppTest, opened: Opened) -> AppTest:
    app.session_state[Key.OPENED] = opened
    app.session_state["draft"] = Draft(opened, PLAN, None)
    return app


def read(app: AppTest) -> Opened:
    opened: Opened = app.session_state[Key.OPENED]
    return opened


def test_a_column_is_read_as_what_it_is_said_to_mean_and_plainly_again_when_that_is_taken_back():
    app = with_draft(AppTest.from_function(columns_of_draft, default_timeout=60), open_file(PLAN, "计划.xlsx", settings())).run()
    assert [box.label for box in app.selectbox if "谁来抓" in box.label]
    assert read(app).workbook.tasks["owner"].isna().all()

    app.button[0].click().run()  # nothing is chosen yet
    assert read(app).columns == ()
    app.selectbox[0].select("责任人")
    app.button[0].click().run()

    assert not app.exception
    assert read(app).workbook.tasks["owner"].tolist() == ["**甲**", "乙"]
    assert "谁来抓" in markup_of(app)
    app.button(key="forget_columns").click().run()
    assert read(app).columns == ()
    assert read(app).workbook.tasks["owner"].isna().all()


def test_a_file_without_a_known_table_is_read_once_its_sheet_and_columns_are_named():
    app = AppTest.from_function(columns_of_refused, default_timeout=60)
    with pytest.raises(Refused) as refused:
        open_file(NO_TABLE, "安排.xlsx", settings())
    app.session_state[Key.REFUSED] = refused.value
    app.session_state["last_file"] = LastFile("安排.xlsx", NO_TABLE)
    app.run()
    assert len(app.selectbox) == 1  # what the sheet is comes first

    app.selectbox[0].select("任务").run()
    app.button[0].click().run()
    for box, column in zip(app.selectbox[1:], ("完成时限", "工作内容及要求", "责任人"), strict=True):
        box.select(column)
    app.button[0].click().run()

    assert not app.exception
    assert read(app).workbook.tasks["task"].tolist() == ["学习", "讨论"]
    assert app.session_state[Key.REFUSED] is None
    assert not app.selectbox


def test_a_refusal_for_another_reason_offers_no_columns():
    app = AppTest.from_function(columns_of_refused, default_timeout=60)
    app.session_state[Key.REFUSED] = Refused("encrypted", file="a.xlsx")
    app.session_state["last_file"] = LastFile("a.xlsx", b"")

    assert not app.run().selectbox


def test_columns_of_a_draft_and_of_a_file_refused_after_it_stand_beside_each_other():
    app = with_draft(visitor(), open_file(PLAN, "计划.xlsx", settings()))
    with pytest.raises(Refused) as refused:
        open_file(NO_TABLE, "安排.xlsx", settings())
    app.session_state[Key.REFUSED] = refused.value
    app.session_state["last_file"] = LastFile("安排.xlsx", NO_TABLE)
    app.session_state[views.section_key("draft")] = "columns"
    arrived(app, "data")

    assert not app.exception
    assert "⟦" not in words_of(app)
    assert "安排.xlsx" in "".join(each.value.replace("\\", "") for each in app.error)
    assert len([box for box in app.selectbox if "谁来抓" in box.label]) == 1
    assert sorted(button.form_id for button in app.button if button.form_id) == ["mapping_form", "mapping_refused_form", "year_form"]
