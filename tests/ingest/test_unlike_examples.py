"""Workbooks unlike the examples: traditional characters, signs with a legend beneath, short headers, no plan at all."""

import pytest

from lib.i18n import Language
from lib.schema.traditional import simplified
from tests.ingest.raw import cells, codes, read, read_rows, sheet

HEADER = ["序号", "工作内容", "完成时间", "完成情况"]


def test_a_plan_in_traditional_characters_is_read_and_shown_as_written():
    workbook = read_rows(
        [
            ["2025年度重點工作進度表"],
            ["項次", "工作項目", "主辦單位", "預定完成日", "實際完成日", "執行狀況", "備註"],
            [1, "校務會議籌備", "教務處", "2025/3/15", "2025/3/12", "已辦結", ""],
            [2, "校舍耐震補強", "總務處", "114年5月31日", "", "執行中", "廠商延誤"],
            ["", "合計", "", "", "", "", "2項"],
        ],
        year=None,
    )

    assert list(workbook.tasks["task"]) == ["校務會議籌備", "校舍耐震補強"]
    assert list(workbook.tasks["owner_unit"]) == ["教務處", "總務處"]
    assert list(workbook.tasks["status"]) == ["done", "in_progress"]
    assert [end.date().isoformat() for end in workbook.tasks["end"]] == ["2025-03-15", "2025-05-31"]
    assert "header_unknown" not in codes(workbook)


def test_only_the_vocabularys_characters_have_a_simplified_form():
    assert simplified("項次 No. 1 執行") == "项次 No. 1 执行"
    assert simplified("鄉土") == "鄉土"


@pytest.mark.parametrize(
    ("legend", "state"), [("注：√完成 ○进行中 △未开始", "in_progress"), ("说明：○表示未启动；√已完成", "not_started"), ("", "not_started")]
)
def test_a_legend_beneath_the_table_says_what_a_sign_means(legend: str, state: str):
    rows = [["2025年计划"], HEADER, [1, "课程方案", "3月", "√"], [2, "教研检查", "4月", "○"], *([[legend]] if legend else [])]

    assert list(read_rows(rows, year=None).tasks["status"]) == ["done", state]


def test_a_sign_that_only_the_legend_knows_is_no_finding():
    rows = [["2025年计划"], HEADER, [1, "课程方案", "3月", "√"], [2, "教研检查", "4月", "△"], ["注：√完成，△未开始"]]

    workbook = read_rows(rows, year=None)

    assert list(workbook.tasks["status"]) == ["done", "not_started"]
    assert "status_unknown" not in codes(workbook)


def test_short_headers_of_a_supervision_list_are_known():
    rows = [
        ["编号", "督办事项", "牵头", "限时", "红绿灯"],
        ["DB1", "食堂招标", "总务处", "4月底", "红"],
        ["DB2", "机房改造", "电教中心", "5月", "绿"],
    ]

    workbook = read_rows(rows, year=2025)

    assert list(workbook.tasks["owner_unit"]) == ["总务处", "电教中心"]
    assert [end.date().isoformat() for end in workbook.tasks["end"]] == ["2025-04-30", "2025-05-31"]
    assert "status_is_lamp" in codes(workbook)


def test_a_column_of_ticks_is_a_state():
    rows = [["序号", "重点工作", "时间", "完成打勾"], [1, "课堂教学", "3月", "√"], [2, "期中分析", "4月", ""]]

    assert list(read_rows(rows, year=2025).tasks["status"]) == ["done", "not_reported"]


def test_a_problem_that_is_not_finished_is_being_put_right():
    rows = [["编号", "问题描述", "整改措施", "整改期限", "是否完成"], [1, "电梯年检过期", "联系检测", "6月", "未完"]]

    assert list(read_rows(rows, year=2025).feedback["status"]) == ["in_progress"]


def test_a_roster_alone_is_said_to_hold_nothing_to_follow():
    workbook = read(
        sheet([["姓名", "部门", "职务", "电话"], ["某甲", "教务处", "教师", "1"], ["某乙", "教务处", "教师", "2"]], name="花名册")
    )

    assert "nothing_to_follow" in codes(workbook)
    assert "no_tasks" not in codes(workbook)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("第8周周四周五", "deadline_needs_weeks"),
        ("第18-19周", "deadline_needs_weeks"),
        ("暑假前", "deadline_needs_school_year"),
        ("待定", "deadline_undetermined"),
        ("2月30日", "deadline_unparsed"),
        ("开题后", "deadline_undetermined"),
    ],
)
def test_an_unclear_deadline_is_one_finding_which_says_what_is_missing(phrase: str, code: str):
    workbook = read_rows([["截至2014年6月1日"], ["序号", "工作内容", "完成时限"], [1, "期中考试", phrase], [2, "总结", "6月"]])

    assert codes(workbook) == [code]


def test_the_reason_why_a_deadline_is_unread_stands_behind_the_finding():
    finding = read_rows([["序号", "工作内容", "完成时限"], [1, "期中考试", "2月30日"], [2, "总结", "6月"]]).findings[0]

    assert finding.message(Language.ZH) == "C2 的时限“2月30日”看不懂，标为待确认，不计入到期和逾期。没有这样的日期。"
    assert finding.message(Language.EN).endswith(". There is no such date.")


def test_the_first_week_on_the_settings_sheet_settles_the_weeks():
    plan = sheet([["序号", "工作内容", "完成时限"], [1, "期中考试", "第8周周四周五"], [2, "期末考试", "第18-19周"]], name="任务")
    settings = sheet([["年份", 2025], ["第一周", "2月17日"]], name="设置")
    workbook = read(plan, settings)

    windows = zip(workbook.tasks["start"], workbook.tasks["end"], strict=True)

    assert [f"{start:%m-%d} {end:%m-%d}" for start, end in windows] == ["04-10 04-11", "06-16 06-29"]
    assert codes(workbook) == []


def test_a_colour_beside_a_progress_is_one_finding_and_is_not_called_unreported():
    rows = [
        ["序号", "项目", "责任单位", "完成时限", "亮灯", "进度"],
        [1, "甲", "一处", "6月", "绿", "80%"],
        [2, "乙", "二处", "5月", "红", "0%"],
    ]
    workbook = read_rows(rows)

    assert list(workbook.tasks["status"]) == ["in_progress", "not_started"]
    assert codes(workbook) == ["status_lamp_by_progress"]


def test_a_colour_without_a_progress_beside_it_is_still_said():
    rows = [
        ["序号", "项目", "责任单位", "完成时限", "亮灯", "进度"],
        [1, "甲", "一处", "6月", "绿", "80%"],
        [2, "乙", "二处", "5月", "红", ""],
    ]
    workbook = read_rows(rows)

    assert list(workbook.tasks["status"]) == ["in_progress", "not_reported"]
    assert cells(workbook, "status_is_lamp") == ["E3"]


def test_a_column_that_is_a_state_on_one_sheet_is_one_on_the_next():
    first = sheet([HEADER, [1, "甲事", "6月", "已完成"], [2, "乙事", "7月", "进行中"]], name="一处")
    second = sheet(
        [HEADER, [1, "丙事", "6月", "已按要求形成清单并报送上级部门审核"], [2, "丁事", "7月", "已完成"], [3, "戊事", "7月", "看情况"]],
        name="二处",
    )
    workbook = read(first, second, year=2014)

    assert list(workbook.tasks["status"]) == ["done", "in_progress", "not_reported", "done", "not_reported"]
    assert cells(workbook, "status_unknown") == ["D2", "D4"]


def test_states_beside_other_words_make_a_column_of_states():
    rows = [
        [1, "甲事", "6月", "已完成1次"],
        [2, "乙事", "7月", "正在梳理"],
        [3, "丙事", "7月", "进行中，完成80%"],
        [4, "丁事", "7月", "已完成第一轮"],
    ]
    workbook = read_rows([HEADER, *rows])

    assert list(workbook.tasks["status"]) == ["in_progress"] * 4


def test_a_state_column_full_of_prose_is_a_note_and_that_is_said():
    prose = ["已印发方案并召开动员部署会，各单位正按计划推进", "已开展三轮走访，梳理问题十二个，正在逐项研究整改措施"]
    workbook = read_rows([HEADER, [1, "甲事", "6月", prose[0]], [2, "乙事", "7月", prose[1]]])

    assert list(workbook.tasks["progress_note"]) == prose
    assert cells(workbook, "state_column_read_as_note") == ["D1"]


def test_a_column_of_notes_and_states_gives_the_states_and_each_note_that_tells_none_is_said():
    notes = [
        "已完成",
        "正在征求各处室意见，预计下周定稿",
        "进行中",
        "初稿已完成，待局长办公会审议",
        "未启动",
        None,
        "已完成，共学习4天",
        "无",
    ]
    rows = [[n, f"第{n}件事", "6月", note] for n, note in enumerate(notes, 1)]
    workbook = read_rows([["序号", "工作内容", "完成时限", "进展情况"], *rows])
    silent = "not_reported"

    assert list(workbook.tasks["status"]) == ["done", silent, "in_progress", silent, "not_started", silent, "done", silent]
    plain = {"已完成", "进行中", "未启动"}
    assert [note if isinstance(note, str) else None for note in workbook.tasks["progress_note"]] == [
        None if note in plain else note for note in notes
    ]
    assert cells(workbook, "note_tells_no_state") == ["D3", "D5", "D9"]
    assert cells(workbook, "states_in_notes") == ["D1"]
    assert cells(workbook, "status_compound") == ["D8"]
    assert cells(workbook, "state_column_read_as_note") == []


@pytest.mark.parametrize("header", ["整改情况", "落实情况", "进展情况"])
def test_a_ledger_that_tells_its_progress_in_prose_alone_says_that_no_state_is_known(header: str):
    rows = [
        ["序号", "存在问题", "整改措施", header],
        [1, "排队久", "增加窗口", "已与食堂协商，增加了两个窗口"],
        [2, "作业多", "统筹", "各年级组正在统计作业量"],
    ]
    workbook = read_rows(rows, name="整改台账")

    assert workbook.feedback["status"].tolist() == ["not_reported", "not_reported"]
    assert cells(workbook, "state_column_read_as_note") == ["D1"]


@pytest.mark.parametrize("states", [2, 10])
def test_a_note_among_states_is_the_same_note_however_many_of_them_there_are(states: int):
    prose = ["正在征求各处室意见，预计下周定稿", "已发放300份，收回286份"]
    rows = [[n, f"第{n}件事", "6月", note] for n, note in enumerate([*prose, *["已完成"] * states], 1)]
    workbook = read_rows([["序号", "工作内容", "完成时限", "进展情况"], *rows])

    assert list(workbook.tasks["status"]) == ["not_reported"] * 2 + ["done"] * states
    assert list(workbook.tasks["progress_note"].dropna()) == prose
    assert list(workbook.tasks["status_text"].dropna()) == ["已完成"] * states
    assert cells(workbook, "note_tells_no_state") == ["D2", "D3"]
    assert cells(workbook, "states_in_notes") == ["D1"]


def test_notes_beside_a_state_or_a_progress_stay_notes():
    header = ["序号", "工作内容", "完成时限", "进展情况", "完成进度"]
    workbook = read_rows(
        [
            header,
            [1, "甲事", "6月", "已完成", "50%"],
            [2, "乙事", "6月", "已印发方案并召开动员部署会", "30%"],
            [3, "丙事", "6月", "问卷收回过半，待统计", "30%"],
        ]
    )

    assert list(workbook.tasks["status"]) == ["in_progress"] * 3
    assert cells(workbook, "note_tells_no_state") == []


def test_notes_on_the_rows_of_a_table_are_said_to_be_unread_and_those_on_its_header_are_not():
    rows = [HEADER, [1, "甲事", "6月", "进行中"]]

    assert codes(read(sheet(rows, noted=frozenset({(1, 2)})), year=2014)) == []
    assert cells(read(sheet(rows, noted=frozenset({(2, 4)})), year=2014), "cell_notes") == ["D2"]


def test_the_days_in_a_finding_are_written_as_people_write_them():
    finding = read_rows([["序号", "工作内容", "完成时限"], [1, "调研", "二季度、四季度"], [2, "总结", "6月"]]).findings[0]

    assert finding.message(Language.ZH) == "一格里写了几个时间（2014年4月至6月、2014年10月至12月），按整段读取。"
    assert "(Apr – Jun 2014, Oct – Dec 2014)" in finding.message(Language.EN)


def test_a_problem_over_the_rows_of_its_measures_counts_row_by_row_and_that_is_said_once():
    rows = [
        ["序号", "存在问题", "整改措施", "责任单位", "整改时限"],
        [1, "会风不严", "压减会议", "办公室", "3月"],
        ["", "", "推行无会日", "办公室", "4月"],
    ]
    workbook = read_rows([*rows, [2, "调研不深", "建立台账", "组织部", "4月"]], merged=["A2:A3", "B2:B3"])

    assert len(workbook.feedback) == 3
    assert cells(workbook, "problems_over_rows") == ["B2"]
    assert "duplicate_id" not in codes(workbook)


def test_a_line_of_signatures_below_a_gap_is_a_note():
    rows = [["序号", "目标任务", "责任单位", "完成时限", "目前进度（%）"], [1, "甲", "一处", "6月", "60"], [2, "乙", "二处", "7月", "100"]]
    workbook = read_rows([*rows, [], ["填表人：", "", "审核人：", "", "联系电话："]])

    assert [row.reason for row in workbook.tables[0].set_aside] == ["blank", "note"]
    assert list(workbook.tasks["progress"]) == [0.6, 1.0]
    assert "other_table_below" not in codes(workbook)
