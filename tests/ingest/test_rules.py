"""Each rule fires where it should and is silent where it should not."""

from datetime import datetime
from typing import Any

import pytest

from lib.i18n import LANGUAGES
from lib.i18n.catalogue import messages
from lib.ingest.model import BoardSettings, RawSheet, Severity, Workbook
from lib.ingest.rules import RULES
from tests.ingest.raw import cells, codes, read, read_rows, sheet

HEAD = ["序号", "工作步骤", "工作内容", "完成时限", "状态"]


def plan(*rows: list[Any], head: list[str] | None = None, title: str = "", settings: list[list[Any]] | None = None) -> Workbook:
    """A schedule of 2014 with some rows."""
    above = [[title]] if title else []
    sheets = [sheet([*above, head or HEAD, *rows], name="任务")]
    if settings:
        sheets.append(sheet(settings, name="设置"))
    return read(*sheets, year=2014)


def task(number: Any = 1, phase: Any = "筹备", text: Any = None, due: Any = "3月中旬", status: Any = "进行中") -> list[Any]:
    return [number, phase, f"任务{number}的内容" if text is None else text, due, status]


GOOD = (task(1), task(2), task(3))


def test_a_clean_schedule_has_nothing_to_be_said_about_it():
    assert codes(plan(*GOOD)) == []


def test_a_header_without_rows_loads_and_is_silent():
    workbook = plan()

    assert len(workbook.tasks) == 0
    assert codes(workbook) == []


@pytest.mark.parametrize(
    ("code", "rows", "cell"),
    [
        ("duplicate_number", [task(1), task(2), task(2, text="另一项")], "A4"),
        ("missing_number", [task(1), task(2), task(4), task(5)], "A4"),
        ("task_without_text", [task(1), task(2, text=""), task(3)], "C3"),
        ("task_without_phase", [task(1), task(2), task(3, phase="")], "B4"),
        ("phase_apart", [task(1), task(2, phase="动员"), task(3, phase="动员"), task(4)], "B5"),
        ("phase_misspelt", [task(1, phase="动员部署"), task(2, phase="动员部署"), task(3, phase="动员部暑")], "B4"),
        ("deadline_unparsed", [task(1), task(2, due="2月30日"), task(3)], "D3"),
        ("deadline_undetermined", [task(1), task(2, due="待定"), task(3)], "D3"),
        ("deadline_missing", [task(1), task(2), task(3), task(4, due="")], "D5"),
        ("status_unknown", [task(1), task(2, status="看情况"), task(3)], "E3"),
        ("overdue_unchecked", [task(1), task(2, status="逾期"), task(3)], "E3"),
        ("delayed_without_agreed", [task(1), task(2, status="延期"), task(3)], "E3"),
        ("status_partial", [task(1), task(2, status="完成8项"), task(3)], "E3"),
        ("status_is_lamp", [task(1), task(2, status="红灯"), task(3)], "E3"),
        ("error_cell", [task(1), task(2, text=None), task(3)], ""),
        ("deadline_outside_campaign", [*(task(n) for n in range(1, 12)), task(12, due="2031年3月")], "D13"),
    ],
)
def test_a_rule_fires_at_its_cell(code: str, rows: list[list[Any]], cell: str):
    if code == "error_cell":
        from lib.ingest.model import ErrorValue

        rows[1][4] = ErrorValue("#REF!")
        cell = "E3"

    assert cells(plan(*rows), code) == [cell]
    assert code not in codes(plan(*GOOD))


def test_numbering_that_starts_anew_in_each_phase_is_no_duplicate():
    workbook = plan(task(1), task(2), task(1, phase="动员", text="召开大会"), task(2, phase="动员", text="印发方案"))

    assert "duplicate_number" not in codes(workbook)


def test_a_number_missing_from_a_list_full_of_gaps_is_not_said():
    assert "missing_number" not in codes(plan(task(1), task(10), task(25), task(40)))


HEAD_DONE = ["序号", "工作内容", "完成时限", "状态", "完成进度", "实际开始", "实际完成时间", "商定时限"]


@pytest.mark.parametrize(
    ("code", "row", "cell"),
    [
        ("done_without_date", [1, "写方案", "3月中旬", "已完成", "100%", "", "", ""], "G2"),
        ("date_without_done", [1, "写方案", "3月中旬", "进行中", "50%", "", "3月12日", ""], "D2"),
        ("status_against_progress", [1, "写方案", "3月中旬", "已完成", "80%", "", "3月12日", ""], "D2"),
        ("status_against_progress", [1, "写方案", "3月中旬", "未启动", "30%", "", "", ""], "D2"),
        ("progress_out_of_range", [1, "写方案", "3月中旬", "进行中", "180%", "", "", ""], "E2"),
        ("progress_unread", [1, "写方案", "3月中旬", "进行中", "一半吧", "", "", ""], "E2"),
        ("done_before_start", [1, "写方案", "3月中旬", "已完成", "100%", "3月12日", "3月10日", ""], "G2"),
        ("day_unread", [1, "写方案", "3月中旬", "已完成", "100%", "", "快了", ""], "G2"),
        ("day_from_window", [1, "写方案", "3月中旬", "已完成", "100%", "", "3月中旬", ""], "G2"),
    ],
)
def test_a_rule_about_progress_fires_at_its_cell(code: str, row: list[Any], cell: str):
    silent = [1, "写方案", "3月中旬", "已完成", "100%", "3月1日", "3月12日", ""]
    other = [2, "开大会", "3月中旬", "进行中", "40%", "", "", ""]

    assert cells(read_rows([HEAD_DONE, row, other]), code) == [cell]
    assert code not in codes(read_rows([HEAD_DONE, silent, other]))


LEDGER = ["序号", "问题", "整改措施", "整改状态", "整改完成时间"]


@pytest.mark.parametrize(
    ("status", "done", "said"),
    [
        ("整改中", "6月1日", {"date_without_done": ["D3"]}),
        ("待整改", "6月1日", {"date_without_done": ["D3"]}),
        ("已整改", "6月20日", {"done_after_as_of": ["E3"]}),
        ("已整改", "6月10日", {}),
        ("退回", "6月1日", {}),
        ("整改中", "", {}),
    ],
)
def test_the_day_on_which_a_problem_was_put_right_is_held_against_its_state_and_the_report(
    status: str, done: str, said: dict[str, list[str]]
):
    workbook = read_rows(
        [["整改台账（截至2014年6月10日）"], LEDGER, [1, "会议多", "精简", status, done], [2, "停车难", "增设", "整改中", ""]]
    )

    assert {code: cells(workbook, code) for code in ("date_without_done", "done_after_as_of") if code in codes(workbook)} == said


def test_a_new_deadline_beside_the_word_delayed_is_silent_and_gives_the_slip():
    workbook = read_rows(
        [HEAD_DONE, [1, "写方案", "3月20日", "延期", "50%", "", "", "4月1日"], [2, "开会", "3月20日", "进行中", "1%", "", "", ""]]
    )

    assert "delayed_without_agreed" not in codes(workbook)
    assert workbook.tasks["slip_days"].iloc[0] == 12
    assert workbook.tasks["status"].iloc[0] == "in_progress"


def test_a_plan_that_ends_before_it_starts_is_said():
    head = ["工作内容", "计划开始", "计划完成"]
    rows = [["写方案", datetime(2014, 4, 1), datetime(2014, 3, 1)], ["开会", datetime(2014, 3, 1), datetime(2014, 4, 1)]]

    assert cells(read_rows([head, *rows]), "end_before_start") == ["C2"]


def test_done_after_the_day_the_workbook_speaks_of_is_said():
    rows = [["截至2014年6月10日", "", "", ""], ["工作内容", "完成时限", "状态", "实际完成时间"], ["写方案", "3月中旬", "已完成", "6月12日"]]

    assert cells(read_rows(rows), "done_after_as_of") == ["D3"]


def test_typed_lateness_is_held_against_the_deadline():
    rows = [["截至2014年6月10日", "", ""], ["工作内容", "完成时限", "状态"], ["写方案", "3月中旬", "逾期"], ["开会", "9月", "逾期"]]
    workbook = read_rows(rows)

    assert cells(workbook, "overdue_typed") == ["C3"]
    assert cells(workbook, "overdue_not_due") == ["C4"]
    assert workbook.tasks["status_text"].tolist() == ["逾期", "逾期"]


def test_a_total_that_differs_from_the_sum_is_said_and_one_that_agrees_is_not():
    head, rows = ["序号", "意见建议内容", "反映次数"], [[1, "会多", 3], [2, "文多", 4]]

    assert cells(read_rows([head, *rows, ["合计", "", 8]]), "total_differs") == ["C4"]
    assert "total_differs" not in codes(read_rows([head, *rows, ["合计", "2条", 7]]))


def test_an_opinion_without_a_count_is_said_only_where_others_are_counted():
    head = ["序号", "意见建议内容", "征求渠道", "反映次数"]

    assert cells(read_rows([head, [1, "会多", "问卷", 3], [2, "文多", "问卷", ""]]), "count_missing") == ["D3"]
    assert "count_missing" not in codes(read_rows([head, [1, "会多", "问卷", ""], [2, "文多", "问卷", ""]]))


def test_a_category_is_unknown_only_against_a_declared_order():
    opinions = sheet([["序号", "类别", "意见建议内容"], [1, "形式主义", "会多"], [2, "其他", "别的"]], name="意见")
    order = sheet([["年份", 2014], ["类别顺序", "形式主义；官僚主义"]], name="设置")

    assert cells(read(opinions, order), "category_unknown") == ["B3"]
    assert "category_unknown" not in codes(read(opinions))


def test_a_phase_of_the_declared_order_without_tasks_is_said():
    workbook = plan(*GOOD, settings=[["年份", 2014], ["工作步骤顺序", "筹备；动员"]])

    assert [finding.value for finding in workbook.findings if finding.code == "phase_without_tasks"] == ["动员"]


def test_a_duplicate_identifier_is_said():
    rows = [["任务编号", "工作内容", "完成时限"], ["T-1", "写方案", "3月"], ["T-1", "开会", "4月"]]

    assert cells(read_rows(rows), "duplicate_id") == ["A3"]


def test_the_same_tasks_on_two_sheets_are_said():
    rows = [HEAD, *(task(n) for n in range(1, 5))]

    assert "same_tasks_on_sheets" in codes(read(sheet(rows, name="总表"), sheet(rows, name="分表"), year=2014))


@pytest.mark.parametrize("header", ["存在问题", "反馈问题", "意见建议"])
def test_the_same_problems_on_two_sheets_are_said(header: str):
    head = ["序号", header, "整改措施", "整改责任单位"]
    first, second, third = (
        sheet([head, *([n, issue, "改进", "甲处"] for n, issue in enumerate(told, 1))], name=name)
        for name, told in (
            ("总表", ["排队久", "会议多", "文件多"]),
            ("分表", ["会议多", "排队久", "文件多"]),
            ("另表", ["甲", "乙", "会议多"]),
        )
    )

    found = [(each.sheet, dict(each.facts)) for each in read(first, second, third).findings if each.code == "same_problems_on_sheets"]

    assert found == [("分表", {"other": "总表", "shared": 3})]


def test_problems_and_their_measures_on_two_sheets_are_said_to_count_twice():
    problems = sheet(
        [["序号", "问题类型", "具体问题", "责任处室"], [1, "形式主义", "会议多", "办公室"], [2, "官僚主义", "下年级少", "教务处"]],
        name="问题清单",
    )
    head = ["序号", "整改任务", "整改措施", "完成时限", "责任处室", "完成情况"]
    rows = [[1, "精简会议", "合并例会", "4月底", "办公室", "已完成"], [2, "深入课堂", "每周听课2节", "5月底", "教务处", "进行中"]]
    measures, alone = (sheet([head, *([n + more, *row] for n, *row in rows)], name="任务清单") for more in (0, 10))

    found = [(each.sheet, dict(each.facts)) for each in read(problems, measures).findings if each.code == "measures_on_another_sheet"]

    assert found == [("任务清单", {"other": "问题清单", "shared": 2})]
    assert "measures_on_another_sheet" not in codes(read(problems, alone))


def test_problems_and_measures_one_list_beneath_the_other_numbered_by_their_lists_are_said_to_count_twice():
    rows = [
        ["编号", "问题表现", "问题类别", "涉及对象"],
        ["W-1", "报销慢", "官僚主义", "学校工作"],
        ["W-2", "文件多", "形式主义", "领导班子"],
        [],
        ["编号", "整改措施", "牵头部门", "完成时限", "完成情况"],
        ["R-1", "线上审批", "财务处", "6月底", "正在办理"],
        ["R-2", "减少30%", "党政办", "5月31日", "已完成"],
    ]

    found = [(each.cell, dict(each.facts)) for each in read_rows(rows).findings if each.code == "measures_on_another_sheet"]

    assert found == [("A5", {"other": "Sheet1!A1", "shared": 2})]


def test_a_formula_without_a_stored_value_and_a_text_at_the_limit_are_said():
    grid = [["工作内容", "完成时限", "状态"], ["长" * 40, None, "进行中"]]
    raw = RawSheet("任务", grid, uncached=frozenset({(2, 2)}), cut=frozenset({(2, 1)}))
    workbook = read(raw, year=2014)

    assert cells(workbook, "formula_uncached") == ["B2"]
    assert cells(workbook, "text_cut") == ["A2"]


def test_more_than_two_hundred_findings_of_one_kind_are_counted_and_not_listed():
    workbook = read_rows([HEAD, *([n, "筹备", f"任务{n}", "看情况定", "进行中"] for n in range(1, 301))])

    assert codes(workbook).count("deadline_unparsed") + codes(workbook).count("deadline_undetermined") == 200
    assert codes(workbook).count("more_of_the_same") == 1


def test_settings_hold_what_they_declare():
    workbook = plan(
        *GOOD,
        settings=[
            ["设置项", "值"],
            ["活动名称", "某活动"],
            ["年份", 2015],
            ["数据截止日期", datetime(2015, 6, 10)],
            ["类别顺序", "甲；乙"],
            ["即将到期天数", 10],
            ["示例数据", "是"],
        ],
    )

    assert workbook.title == "某活动"
    assert (workbook.year, workbook.year_source, workbook.year_evidence) == (2015, "settings", "设置!B3")
    assert workbook.as_of is not None
    assert workbook.as_of.isoformat() == "2015-06-10"
    assert workbook.settings == BoardSettings(category_order=("甲", "乙"), due_soon_days=10, is_sample=True)
    assert "year_given_differs" in codes(workbook)


@pytest.mark.parametrize(
    "header", [("名称", "值"), ("名称", "内容"), ("名称", "数值"), ("项目名称", "内容"), ("设置项", "值"), ("项目", "设置值")]
)
def test_the_header_of_the_settings_gives_the_board_no_title(header: tuple[str, str]):
    alone = plan(*GOOD, settings=[[*header], ["年份", 2015]])
    named = plan(*GOOD, settings=[[*header], ["名称", "某活动"], ["年份", 2015]])

    assert (alone.title, alone.year) == ("plan", 2015)
    assert named.title == "某活动"
    assert (alone.settings.other, named.settings.other) == ((), ())


def test_every_rule_is_listed_once():
    assert len(set(RULES)) == len(RULES) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_of_the_made_workbooks_has_its_sentence_and_hint(language: Any):
    known = messages(language)
    hints = [key for key in known if key.startswith("finding.") and key.endswith(".hint")]

    assert {key.removesuffix(".hint") for key in hints} - {"finding.deadline_note"} <= set(known)
    assert all(f"{key}.hint" in known for key in known if key.startswith("finding.") and not key.endswith(".hint"))


def test_severities_follow_what_is_lost():
    workbook = plan(task(1), task(2, text=""), task(2, text="另一项"))
    found = {finding.code: finding.severity for finding in workbook.findings}

    assert found["task_without_text"] is Severity.ERROR
    assert found["duplicate_number"] is Severity.WARNING


def test_unread_deadlines_without_an_as_of_day_are_said_with_where_to_write_it():
    """Of 24 tasks three could not be read: whether the plan is past is not known from the other 21."""
    rows = [["序号", "工作内容", "完成时限"], *([n, f"事项{n}", "3月中旬" if n > 3 else "按上级部署"] for n in range(1, 25))]
    workbook = read_rows(rows)

    found = [finding for finding in workbook.findings if finding.code == "as_of_unnamed"]
    assert [dict(finding.facts) for finding in found] == [{"count": 3, "rows": "2、3、4", "last": "2014-03-20"}]
    assert "as_of_unnamed" not in codes(read_rows([*rows[:1], *rows[4:]]))
    assert "as_of_unnamed" not in codes(read(sheet(rows), sheet([["数据截止日期", "2014-06-10"]], name="设置"), year=2014))


@pytest.mark.parametrize("heard", [None, ""])
def test_a_list_that_never_says_how_opinions_were_heard_says_so(heard):
    head, rows = ["序号", "意见内容", "问题类别"], [[1, "会议多", "形式主义"], [2, "报销慢", "官僚主义"]]
    if heard is not None:
        head, rows = [*head, "听取方式"], [[*row, heard] for row in rows]

    found = [(each.sheet, each.facts) for each in read_rows([head, *rows]).findings if each.code == "words_kept_back"]
    assert found == [("Sheet1", ())]


@pytest.mark.parametrize("heard", ["面对面", "背靠背"])
def test_a_list_that_says_how_one_opinion_was_heard_says_nothing_of_kept_words(heard):
    head = ["序号", "意见内容", "问题类别", "听取方式"]
    assert "words_kept_back" not in codes(read_rows([head, [1, "会议多", "形式主义", heard], [2, "报销慢", "官僚主义", None]]))


def test_a_list_that_tells_no_words_keeps_none_back():
    assert "words_kept_back" not in codes(
        read_rows([["问题编号", "整改措施", "责任部门", "整改时限", "整改状态"], ["W1", "精简会议", "办公室", "6月底", "整改中"]])
    )


@pytest.mark.parametrize(
    ("category", "is_said"),
    [
        ("奢靡", True),
        ("奢靡之风问题", True),
        ("奢靡之风", False),
        ("奢靡之风、享乐主义", False),
        ("奢靡之风和享乐主义", False),
        ("奢靡之风2", False),
        ("奢", False),
        ("食堂", False),
        (None, False),
    ],
)
def test_a_category_written_short_or_long_for_another_of_the_workbook_is_said(category, is_said):
    head, own = ["序号", "意见内容", "问题类别"], [1, "公车私用", "奢靡之风"]
    assert ("category_alike" in codes(read_rows([head, own, [2, "接待超标", category]]))) is is_said
    assert "category_alike" not in codes(read_rows([head, [1, "会议多", "会风"], [2, "接待超标", category]]))


@pytest.mark.parametrize(
    ("heard", "scope", "is_said"), [("面对面", None, True), ("背靠背", None, False), ("面对面", "公示", False), (None, None, False)]
)
def test_words_that_the_head_alone_reads_for_want_of_a_scope_are_said(heard, scope, is_said):
    rows = [["序号", "意见内容", "听取方式", "通报范围"], [1, "会议多", heard, scope], [2, "报销慢", None, None]]
    assert ("words_for_the_head" in codes(read_rows(rows))) is is_said
