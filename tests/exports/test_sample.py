"""The sample workbook: its bytes, its facts, its hand-counted figures."""

import io
import zipfile
from collections import Counter
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from lib.access import disclose
from lib.deadlines import parse_deadline
from lib.desk.opening import open_bundled
from lib.exports.sample import TARGET, build_sample
from lib.exports.sample_facts import SOURCE, read_facts
from lib.metrics.model import AsOf, Rate
from lib.metrics.progress import progress
from lib.metrics.states import State, task_states
from lib.schema import Audience
from lib.settings import Settings

AS_OF = date(2014, 6, 10)

# Number, day it is due (agreed before original), day it was done: counted by hand from the plan's
# windows (a 旬 ends on the 10th, the 20th or the last day of the month) and the clerk's entries.
BY_HAND = [
    ("1", date(2014, 3, 20), date(2014, 3, 14)),
    ("2", date(2014, 3, 20), date(2014, 3, 19)),
    ("3", date(2014, 3, 20), date(2014, 3, 19)),
    ("4", date(2014, 3, 20), date(2014, 3, 20)),
    ("5", date(2014, 3, 31), date(2014, 3, 28)),
    ("6", date(2014, 8, 31), None),
    ("7", date(2014, 5, 31), None),  # overdue
    ("8", date(2014, 3, 31), date(2014, 3, 27)),
    ("9", date(2014, 4, 30), date(2014, 4, 30)),
    ("10", date(2014, 4, 20), date(2014, 4, 24)),  # four days late
    ("11", date(2014, 4, 30), date(2014, 5, 5)),  # five days late
    ("12", date(2014, 5, 10), date(2014, 5, 8)),
    ("13", date(2014, 5, 10), date(2014, 5, 9)),
    ("14", date(2014, 5, 10), date(2014, 5, 9)),
    ("15", date(2014, 5, 10), date(2014, 5, 9)),
    ("16", date(2014, 5, 16), date(2014, 5, 16)),  # agreed, six days after the window
    ("17", date(2014, 5, 31), date(2014, 5, 26)),  # agreed
    ("18", date(2014, 6, 10), date(2014, 6, 6)),  # agreed
    ("19", date(2014, 6, 6), None),  # agreed and overdue
    ("20", date(2014, 6, 30), date(2014, 6, 9)),  # early
    ("21", date(2014, 6, 15), None),  # agreed earlier than the plan, due soon
    ("22", date(2014, 8, 20), None),  # agreed
    ("13", date(2014, 8, 31), None),
    ("24", date(2014, 9, 30), None),
]


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(build_sample()))


def _rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The table's rows by header; a header's note in brackets is left out."""
    heads = [str(cell.value).split("\n")[0] for cell in sheet[3]]
    rows = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=4)]
    return [row for row in rows if row[heads[1]] is not None]


def _due(row: dict[str, object]) -> date | None:
    counted = row["商定时限"] or row["完成时限"]
    return counted.date() if isinstance(counted, datetime) else parse_deadline(str(counted), 2014).end


def test_the_bytes_are_the_same_every_time():
    assert build_sample() == build_sample()


def test_the_committed_file_is_what_the_code_builds():
    assert TARGET.read_bytes() == build_sample()


def test_no_part_carries_a_time_or_depends_on_a_compressor():
    with zipfile.ZipFile(io.BytesIO(build_sample())) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in parts.infolist()} == {zipfile.ZIP_STORED}
        assert b">2014-06-10T00:00:00Z</dcterms:modified>" in parts.read("docProps/core.xml")


def test_the_workbook_has_its_seven_sheets_and_no_formula(book):
    assert book.sheetnames == ["任务", "意见建议", "组织机构", "制度", "谈心谈话", "民主测评", "设置"]
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []


def test_every_title_says_that_it_is_a_sample(book):
    assert [sheet.title for sheet in book if "示例数据" not in str(sheet["A1"].value)] == []


def test_the_plan_is_the_schedule_as_published(book):
    tasks = _rows(book["任务"])
    phases = Counter()
    phase = ""
    for task in tasks:
        phase = str(task["工作步骤"] or phase)
        phases[phase] += 1

    assert [str(task["序号"]) for task in tasks] == [number for number, _, _ in BY_HAND]
    assert list(phases.items()) == [
        ("筹备工作", 1),
        ("动员部署", 3),
        ("学习教育、听取意见", 10),
        ("查摆问题、开展批评", 5),
        ("整改落实、建章立制", 3),
        ("总结评估", 2),
    ]
    assert {
        str(area) for area in book["任务"].merged_cells.ranges if str(area).startswith("A") and area.min_row >= 4 and area.max_col == 1
    } == {
        "A5:A7",
        "A8:A17",
        "A18:A22",
        "A23:A25",
        "A26:A27",
    }


def test_due_and_done_days_are_those_counted_by_hand(book):
    tasks = _rows(book["任务"])
    done = [task["实际完成时间"].date() if task["实际完成时间"] else None for task in tasks]

    assert [_due(task) for task in tasks] == [due for _, due, _ in BY_HAND]
    assert done == [day for _, _, day in BY_HAND]


def test_the_board_of_the_sample_says_what_was_counted_by_hand():
    # 截至6月10日，24项任务应完成18项，其中已完成16项，逾期2项；另提前完成1项
    reported = AsOf(AS_OF, AS_OF)
    states = task_states(disclose(open_bundled(Settings()).workbook, Audience.PUBLIC).tasks, reported)
    board = progress(states, reported)

    assert (board.total, board.should_be_done, board.done_of_due, board.overdue, board.done_early) == (24, 18, 16, 2, 1)
    assert (board.due_today, board.due_soon, board.due_unreported, board.undated, board.cancelled) == (0, 1, 0, 0, 0)
    assert board.on_time == Rate(14, 18)
    assert [day.date() for day in states["due"]] == [due for _, due, _ in BY_HAND]
    assert states.loc[states[State.IS_OVERDUE], "number"].tolist() == ["7", "19"]
    assert states.loc[states[State.IS_DUE_SOON], "number"].tolist() == ["21"]
    assert states.loc[states[State.DONE_DAY_KNOWN] & states[State.DAYS_LATE].notna(), "number"].tolist() == ["10", "11"]


def test_a_task_is_done_exactly_where_it_has_a_day(book):
    tasks = _rows(book["任务"])

    assert [task["序号"] for task in tasks if (task["状态"] == "已完成") != (task["实际完成时间"] is not None)] == []
    assert Counter(task["状态"] for task in tasks) == {"已完成": 17, "进行中": 4, "暂缓": 1, "未启动": 2}


def test_nine_tasks_submit_something_and_three_agree_or_host(book):
    duties = [(task["序号"], task["报送状态"].split("\n")) for task in _rows(book["任务"]) if task["报送对象"]]
    lines = [
        {str(task[head]).count("\n") for head in ("报送对象", "报送要求", "报送状态")} for task in _rows(book["任务"]) if task["报送对象"]
    ]

    assert [number for number, states in duties if states != ["无需"]] == [2, 5, 10, 11, 14, 16, 19, 20, 13]
    assert [number for number, states in duties if states == ["无需"]] == [3, 4, 17]
    assert [number for number, states in duties if len(states) == 2] == [2, 10, 19]
    assert all(len(counts) == 1 for counts in lines)


def test_312_raw_opinions_are_merged_into_82(book):
    opinions = _rows(book["意见建议"])
    merged = [row for row in opinions if not row["归并编号"]]
    heads = {row["意见编号"] for row in merged}

    assert len(opinions) == 96
    assert len(merged) == 82
    assert sum(row["原始条数"] for row in opinions) == 312
    assert [row["意见编号"] for row in opinions if row["归并编号"] and row["归并编号"] not in heads] == []
    assert len({row["意见建议内容"] for row in opinions}) == 96


def test_every_way_of_listening_and_every_stage_is_there(book):
    merged = [row for row in _rows(book["意见建议"]) if not row["归并编号"]]

    assert {row["征集方式"] for row in merged} == {"座谈会", "个别谈话", "问卷", "意见箱", "走访"}
    assert {row["来源群体"] for row in merged} == {"教师", "学生", "家长", "职工", "党员"}
    assert {row["听取方式"] for row in merged} == {"面对面", "背靠背"}
    assert {row["通报范围"] for row in merged} == {"公示", "全体通报", "规定范围", "班子内部", "反馈本人", None}
    assert {row["专项整治"] for row in merged} - {None} == {"公务用车", "财经纪律", "违规补课", "乱收费", "吃拿卡要", "侵害师生利益"}
    assert Counter(row["问题类别"] for row in merged) == {
        "切身利益": 33,
        "联系服务": 15,
        "官僚主义": 11,
        "形式主义": 10,
        "奢靡之风": 7,
        "享乐主义": 6,
    }
    assert Counter(row["整改状态"] for row in merged) == {
        "已销号": 34,
        "整改中": 22,
        "已整改待复核": 14,
        "待整改": 6,
        "退回": 3,
        "重新整改": 3,
    }
    assert Counter(row["整改类型"] for row in merged) == {"立行立改": 38, "限期整改": 29, "长期坚持": 10, "需上级协调": 5}


def test_rectification_days_are_in_order_and_none_lies_after_the_report(book):
    for row in _rows(book["意见建议"]):
        days = [row[head].date() for head in ("收集时间", "整改完成时间", "复核时间", "销号时间") if row[head]]

        assert days == sorted(days), row["意见编号"]
        assert days[-1] <= AS_OF, row["意见编号"]
        assert (row["整改状态"] == "已销号") == (row["销号时间"] is not None), row["意见编号"]


def test_people_are_named_by_their_office_alone():
    facts = read_facts()
    offices = ("主任", "书记", "校长", "主席", "负责人", "联络员", "岗位", "复核组")
    named = [
        str(cell)
        for table in (facts.tasks, facts.feedback, facts.organisation)
        for column, *cells in zip(table.columns, *table.rows, strict=True)
        if column.name in ("lead", "owner", "name", "target_person", "checked_by")
        for cell in cells
        if cell
    ]

    assert len(named) > 200
    assert [name for name in named if not name.endswith(offices)] == []


def test_the_sheet_is_set_up_for_reading_and_printing(book):
    tasks = book["任务"]

    assert tasks.freeze_panes == "D4"
    assert tasks.print_title_rows == "$3:$3"
    assert tasks.page_setup.orientation == "landscape"
    assert tasks["J4"].number_format == "0%"
    assert tasks["K4"].number_format == 'm"月"d"日"'
    assert {str(rule.sqref) for rule in tasks.data_validations.dataValidation} >= {"I4:I27"}
    assert len(tasks.conditional_formatting) > 0


def test_the_settings_say_what_the_reader_asks_for(book):
    settings = {row[0].value: row[1].value for row in book["设置"].iter_rows(min_row=4)}

    assert settings["年份"] == 2014
    assert settings["数据截止日期"].date() == AS_OF
    assert settings["示例数据"] == "是"
    assert settings["即将到期天数"] == 7


def test_the_facts_are_read_from_files_that_a_person_can_edit():
    assert sorted(path.name for path in SOURCE.iterdir()) == ["board.toml", "feedback.csv", "tasks.toml"]


def test_the_rules_done_are_those_that_the_task_counts(book):
    rules = _rows(book["制度"])
    done = {rule["制度名称"] for rule in rules if rule["状态"] == "已完成"}
    named = {str(row["建章立制"]).split("（")[0] for row in _rows(book["意见建议"]) if row["建章立制"] and row["整改状态"] == "已销号"}

    assert Counter(rule["处理"] for rule in rules) == {"立": 8, "改": 9, "废": 2, "继续执行": 1}
    assert len(done) == 14
    assert "制度 14/20" in {task["已完成量"] for task in _rows(book["任务"])}
    assert named <= done


def test_few_group_cuts_are_too_small_to_be_shown(book):
    # Cells under five raw opinions are hidden from the wide tiers; the matters of one person are in no cut.
    cuts: Counter[tuple[object, object]] = Counter()
    for row in _rows(book["意见建议"]):
        if row["涉及对象"] != "班子成员个人":
            cuts[row["来源群体"], row["问题类别"]] += row["原始条数"]

    assert len(cuts) == 30
    assert {cut: count for cut, count in cuts.items() if count < 5} == {
        ("学生", "享乐主义"): 4,
        ("学生", "奢靡之风"): 3,
        ("家长", "享乐主义"): 3,
        ("家长", "奢靡之风"): 4,
    }
