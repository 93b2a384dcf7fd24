"""Parts of pages in cases that the sample does not show: nothing to group by, nothing found, more rows than one looks at."""

from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib.desk.board import Board
from lib.desk.lists import TaskList
from lib.desk.section import Section
from lib.desk.tables import table_of_rows
from lib.errors import NotAllowed
from lib.figures.tokens import ThemeName
from lib.i18n import Language, text
from lib.identity import Identity, SignIn
from lib.ingest.frames import typed_frame
from lib.ingest.model import Finding, Severity
from lib.metrics.filters import Filters
from lib.schema import Lamp, SheetRole
from lib.schema.lamp_rules import LampRule
from lib.ui import (
    components,
    doctor,
    filters,
    gate,
    looked_at,
    rectification,
    returned_files,
    sections,
    server,
    session,
    table,
    task_lists,
    upload,
    ways,
)
from lib.ui.draft import Draft
from lib.ui.session import Key
from lib.ui.table import show_frame
from lib.ui.view import View
from lib.wording.lamps import LampWords
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks
from tests.ingest.raw import read_rows
from tests.pages.parts import TODAY, draw, drawn, look
from tests.pages.whole import markup_of, opened


def grouping(view: View) -> None:
    st.caption(components.choose_grouping(view))


def whole(view: View) -> None:
    st.caption(str(components.choose_whole(view)))


def said(app: AppTest) -> str:
    return str(app.caption[0].value)


def test_where_there_is_nothing_but_phases_nobody_is_asked_how_to_group():
    app = drawn(grouping, view=look(make_workbook(make_tasks(count=3))))
    assert (said(app), len(app.get("button_group"))) == ("phase", 0)

    app = drawn(grouping, view=look(make_workbook(make_tasks(lead=["甲", "乙"]))))
    assert (said(app), len(app.get("button_group"))) == ("phase", 1)


def test_only_a_long_timeline_asks_whether_all_of_it_is_wanted():
    app = drawn(whole, view=look(make_workbook(make_tasks(count=3))))
    assert (said(app), len(app.get("button_group"))) == ("False", 0)

    app = drawn(whole, view=look(make_workbook(make_tasks(count=300))))
    assert (said(app), len(app.get("button_group"))) == ("False", 1)
    app.get("button_group")[0].set_value("all").run()
    assert said(app) == "True"


def test_without_units_the_view_of_one_unit_says_so():
    app = drawn(components.show_unit, view=look(make_workbook(no_tasks())))

    assert not app.selectbox
    assert "没有符合筛选的责任部门。" in markup_of(app)


def test_what_a_unit_owes_stands_whole_until_it_is_a_book(monkeypatch: pytest.MonkeyPatch):
    view = look(make_workbook(make_tasks(count=4, owner_unit="教务处", status="not_started")))
    assert not drawn(components.show_unit, view=view).dataframe

    monkeypatch.setattr(components, "MOST_ROWS_IN_PRINT", 3)
    assert len(drawn(components.show_unit, view=view).dataframe) == 1


NOTHING_FOUND = "没有一行含有要查找的字"


def test_a_search_that_finds_nothing_says_so_and_draws_no_empty_table():
    app = drawn(components.show_table, view=look(make_workbook(make_tasks(task=["召开动员会", "制定方案"]))), name="tasks")
    assert len(app.dataframe) == 1
    assert "2行" in markup_of(app)

    app.text_input(key="search_tasks").set_value("食堂").run()
    assert not app.dataframe
    assert "0行" in markup_of(app)
    assert NOTHING_FOUND in markup_of(app)


def test_a_long_table_of_a_view_scrolls_within_itself(monkeypatch: pytest.MonkeyPatch):
    view = look(make_workbook())
    rows = table_of_rows("rows", "成果", (("ref", ""), ("task", "任务")), [("1", "一"), ("2", "二")], (), "没有")
    monkeypatch.setattr(sections, "_section", lambda _view, _name: Section("evidence", "成果。", (rows,), (), ("另有说明。",)))
    app = drawn(sections.show_section, view=view, name="evidence")
    assert (len(app.dataframe), "另有说明。" in markup_of(app)) == (0, True)

    monkeypatch.setattr(sections, "MOST_WHOLE_ROWS", 1)
    assert len(drawn(sections.show_section, view=view, name="evidence").dataframe) == 1


LEDGER = make_feedback(count=3, role="rectification", category=["形式主义", "官僚主义", "形式主义"])


def test_a_click_on_a_problem_opens_it_in_full_and_another_closes_it():
    view = look(make_workbook(no_tasks(), LEDGER))
    app = AppTest.from_function(draw, default_timeout=60, args=(rectification.show_problem, {"view": view}))
    app.session_state[Key.TASK] = "整改台账!3"
    app.run()
    assert 'data-ref="整改台账!3"' in markup_of(app)

    app.button(key="close_problem").click().run()
    assert markup_of(app) == ""


def test_a_row_that_is_not_there_opens_nothing():
    app = AppTest.from_function(
        draw, default_timeout=60, args=(rectification.show_problem, {"view": look(make_workbook(no_tasks(), LEDGER))})
    )
    app.session_state[Key.TASK] = "整改台账!99"

    assert markup_of(app.run()) == ""


def test_without_problems_there_are_no_rates_to_compare():
    assert drawn(rectification.show_groups, view=look(make_workbook())).main.children == {}


def test_how_long_problems_have_been_known_is_said_of_open_ones_alone():
    still_open, closed = (
        look(make_workbook(no_tasks(), make_feedback(role="rectification", received="2014-04-01", status=status)))
        for status in ("open", "closed")
    )

    assert "未完成问题从收到至今的天数（按旬计，至少）：60天以上1个。" in markup_of(drawn(rectification.show_kinds, view=still_open))
    assert "未完成问题从收到至今" not in markup_of(drawn(rectification.show_kinds, view=closed))


def test_rules_are_counted_in_a_sentence_and_listed_where_there_are_any():
    rules = typed_frame(SheetRole.RULES, {"name": ["会议制度"], "action": ["立"]}, 1)

    assert "会议制度" in markup_of(drawn(rectification.show_rules, view=look(make_workbook(rules=rules))))
    assert "<table" not in markup_of(drawn(rectification.show_rules, view=look(make_workbook())))


def test_rules_that_no_filter_reaches_say_so():
    rules = typed_frame(SheetRole.RULES, {"name": ["会议制度"], "action": ["立"]}, 1)
    whole = look(make_workbook(rules=rules))
    filtered = replace(whole, board=Board(whole.board.disclosed, Filters(units=("u1",)), TODAY))

    assert [text(Language.ZH, "rules.whole") in markup_of(drawn(rectification.show_rules, view=view)) for view in (whole, filtered)] == [
        False,
        True,
    ]


def test_a_ledger_in_which_nothing_is_found_says_so():
    app = drawn(rectification.show_ledger, view=look(make_workbook(no_tasks(), LEDGER)))
    assert len(app.dataframe) == 1

    app.text_input(key="search_ledger").set_value("食堂").run()
    assert not app.dataframe
    assert NOTHING_FOUND in markup_of(app)


def test_where_there_is_no_row_to_search_the_table_says_why():
    app = drawn(rectification.show_ledger, view=look(make_workbook(no_tasks(), no_feedback())))
    app.text_input(key="search_ledger").set_value("食堂").run()

    assert NOTHING_FOUND not in markup_of(app)
    assert text(Language.ZH, "board.table.ledger.empty") in markup_of(app)


MANY = tuple(
    Finding(
        "missing_number",
        Severity.ERROR if row % 2 else Severity.WARNING,
        f"任务{row}",
        f"B{row}",
        row,
        "",
        (("missing", "23"), ("number", row)),
    )
    for row in range(2, 44)
)


def test_findings_of_one_severity_may_be_looked_at_alone_and_of_many_forty_stand_there_at_a_time():
    app = drawn(doctor.show_findings, opened=opened(make_workbook(findings=MANY)))
    assert "42处" in markup_of(app)
    assert [len(box.options) for box in app.selectbox] == [2]  # 1 to 40, 41 and 42

    app.get("button_group")[0].set_value("error").run()
    assert not app.selectbox  # there are 21 of them


def test_what_was_read_names_the_year_only_where_there_is_one():
    with_year, without = (opened(make_workbook(make_tasks(year=year), year=year)) for year in (2014, None))

    assert "年份2014：取自标题。" in markup_of(drawn(doctor.show_reading, opened=with_year))
    assert "年份" not in markup_of(drawn(doctor.show_reading, opened=without))


@pytest.mark.parametrize(("file_name", "is_told"), [("周报.xlsx", False), ("周报.XLSM", False), ("周报.et", True), ("周报.csv", True)])
def test_a_copy_that_comes_back_as_another_kind_of_file_says_so(file_name: str, is_told: bool):
    workbook = make_workbook(findings=MANY)
    given = opened(workbook, file_name)
    app = AppTest.from_function(draw, default_timeout=60, args=(returned_files.offer_marked, {"opened": given}))
    app.session_state[Key.OPENED] = given
    app.session_state["draft"] = Draft(given, b"x", None)
    app.run()

    assert len(app.get("download_button")) == 1
    assert ("校验结果这次另成一份。" in markup_of(app)) is is_told


def test_headers_alone_ask_for_no_year():
    empty, given = (opened(make_workbook(tasks, year=None)) for tasks in (no_tasks(), make_tasks(year=None)))
    assert [len(drawn(doctor.show_needs, opened=each).number_input) for each in (empty, given)] == [0, 1]


def test_opinions_without_any_day_ask_for_no_year():
    heads = [["序号", "意见建议"], ["序号", "意见建议", "收集时间"]]
    given = [opened(read_rows([head, [1, "菜价偏高", "3月5日"][: len(head)]], year=None)) for head in heads]

    assert [len(drawn(doctor.show_needs, opened=each).number_input) for each in given] == [0, 1]


def test_who_may_not_publish_is_not_asked_for_the_year(monkeypatch: pytest.MonkeyPatch):
    given = opened(make_workbook(make_tasks(year=None), year=None))
    assert len(drawn(upload.ask_for_year, opened=given).number_input) == 1

    monkeypatch.setattr(gate, "of_session", lambda: Identity("", "", SignIn.NONE, visitor=True))
    assert not drawn(upload.ask_for_year, opened=given).number_input


def test_an_installation_without_its_template_offers_none(monkeypatch: pytest.MonkeyPatch):
    assert len(drawn(upload.offer_template).get("download_button")) == 1

    monkeypatch.setattr(upload, "TEMPLATE", upload.ROOT / "data" / "none.xlsx")
    assert not drawn(upload.offer_template).get("download_button")


def test_a_draft_whose_file_was_given_up_has_none_to_hand_back():
    given = opened(make_workbook(findings=MANY))

    assert not drawn(returned_files.offer_marked, opened=given).get("download_button")
    with pytest.raises(LookupError):
        upload.bytes_behind(given)


def test_what_is_not_allowed_is_said_as_that_and_not_as_a_fault():
    app = drawn(server.on_fault, fault=NotAllowed("handle"))

    assert [each.value for each in app.error] == ["当前账号不能上传、发布或恢复。请用办公室账号登录。"]


@pytest.mark.parametrize("told", [{"picked": None}, {"picked": ""}, {}])
def test_a_list_of_tasks_that_says_that_nothing_is_picked_opens_nothing(told: dict[str, object], monkeypatch: pytest.MonkeyPatch):
    asked: list[Any] = []
    monkeypatch.setattr(task_lists, "_LISTS", lambda **given: asked.append(given["on_picked_change"]))
    monkeypatch.setattr(session, "chosen", lambda _key: told)
    picked: list[str] = []
    task_lists.show([], ThemeName.LIGHT, LampWords(Language.ZH, LampRule()), key="lists", on_pick=picked.append)
    asked[0]()
    assert picked == []

    told["picked"] = "任务!3"
    asked[0]()
    assert picked == ["任务!3"]


def test_the_rest_of_a_list_is_asked_for_only_where_lamps_lead_to_it(monkeypatch: pytest.MonkeyPatch):
    heard: list[Any] = []
    told: dict[str, object] = {}
    monkeypatch.setattr(task_lists, "_LISTS", lambda **given: heard.append(given["on_more_change"]))
    monkeypatch.setattr(session, "chosen", lambda _key: told)
    late, stuck = (TaskList(name, "", (), 9, "", lamps=lamps) for name, lamps in (("late", (Lamp.OVERDUE,)), ("stuck", ())))
    asked: list[TaskList] = []
    words = LampWords(Language.ZH, LampRule())
    task_lists.show([late, stuck], ThemeName.LIGHT, words, key="lists", on_pick=lambda _ref: None, on_more=asked.append)
    for told["more"] in (None, "", "stuck", "<script>"):
        heard[0]()
    assert asked == []

    told["more"] = "late"
    heard[0]()
    assert asked == [late]


def test_the_rest_of_a_list_is_a_filter_on_the_page_of_tasks_whatever_was_chosen_there(monkeypatch: pytest.MonkeyPatch):
    units, lamps = "filter_units", "filter_lamps"
    kept: dict[str, Any] = {
        Key.FILTERS: {units: ["u1"], lamps: ["done"]},
        Key.FILTERED_PAGE: "overview",
        Key.TASK: "任务!3",
        "search_tasks": "方案",
        "section_tasks": "wall",
    }
    monkeypatch.setattr(session, "chosen", kept.get)
    monkeypatch.setattr(session, "choose", kept.__setitem__)
    monkeypatch.setattr(session, "forget", lambda key: kept.pop(key, None))
    monkeypatch.setattr(session, "names", lambda: list(kept))
    monkeypatch.setattr(ways, "page_of", str)
    went: list[str] = []
    monkeypatch.setattr(st, "switch_page", went.append)
    components.open_list(TaskList("late", "", (), 9, "", lamps=(Lamp.OVERDUE,)))

    before, after = {units: ["u1"], lamps: ["done"]}, {units: ["u1"], lamps: ["overdue"]}
    assert kept.pop(Key.WAY) == (kept.pop(Key.FILTERED_PAGE), before, after)
    assert kept == {Key.FILTERS: after, lamps: ["overdue"], Key.TASK: None, "section_tasks": "list"}
    assert went == ["tasks"]


def long_table(view: View) -> None:
    show_frame(view.board.table("tasks", Language.ZH), on_pick=looked_at.pick_row)


def test_in_a_table_that_is_longer_than_is_sent_at_once_no_row_is_picked_and_paper_says_how_long_it_is(monkeypatch: pytest.MonkeyPatch):
    view = look(make_workbook(make_tasks(count=4)))
    assert "点" in markup_of(drawn(long_table, view=view))

    monkeypatch.setattr(table, "MOST_ROWS_TO_PICK", 3)
    monkeypatch.setattr(table, "MOST_ROWS_TO_TURN", 3)
    monkeypatch.setattr(table, "MOST_ROWS_IN_PRINT", 3)
    body = markup_of(drawn(long_table, view=view))
    assert text(Language.ZH, "ui.table.too_long_to_pick", n=4, most=3) in body
    assert text(Language.ZH, "ui.print.rows", n=4) in body


def test_any_row_of_some_hundreds_can_be_opened_a_hundred_at_a_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table, "MOST_ROWS_TO_PICK", 3)
    monkeypatch.setattr(table, "ROWS_AT_A_TIME", 3)
    app = drawn(long_table, view=look(make_workbook(make_tasks(count=4))))

    assert app.selectbox[0].options == ["第1–3行，共4行", "第4–4行，共4行"]
    assert len(app.dataframe[0].value) == 3
    assert text(Language.ZH, "ui.table.pick") in markup_of(app)

    app.selectbox[0].select_index(1).run()
    assert len(app.dataframe[0].value) == 1


def test_a_click_on_what_is_no_filter_chooses_nothing(monkeypatch: pytest.MonkeyPatch):
    chosen: dict[str, Any] = {}
    monkeypatch.setattr(session, "choose", chosen.__setitem__)
    options = look(make_workbook(make_tasks(phase=["筹备", "总结"]))).board.options

    filters.choose_named("phases", "其余各项", options, Language.ZH)
    assert chosen == {}
    filters.choose_named("phases", "总结", options, Language.ZH)
    assert len(chosen.pop("filter_phases")) == 1
    assert chosen == {Key.FILTERS_SET: 1}
