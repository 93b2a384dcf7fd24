"""Whom opinions are about (班子成员), and how a district writes what became of them."""

import pytest

from lib.access import disclose
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.schema import Audience, Opinion, Rectification, SheetRole, TargetScope
from tests.ingest.raw import cells, codes, read, read_rows, sheet

_MEMBERS = ["班子成员", "序号", "意见建议内容", "类别", "条数"]


def test_opinions_by_member_name_the_person_and_those_of_the_whole_group_its_target():
    rows = [
        _MEMBERS,
        ["领导班子", 1, "会议多", "形式主义", 6],
        ["", 2, "检查多", "形式主义", 3],
        ["张某\n（校长）", 3, "听课少", "官僚主义", 2],
    ]
    workbook = read_rows(rows, merged=["A2:A3"])

    assert workbook.feedback[Opinion.TARGET].tolist()[:2] == [TargetScope.LEADING_GROUP] * 2
    assert workbook.feedback[Opinion.TARGET_PERSON].notna().tolist() == [False, False, True]
    assert not {"header_unknown", "value_unknown"} & set(codes(workbook))


def test_what_became_of_opinions_is_their_state_where_its_column_holds_nothing_else():
    head = ["编号", "意见建议内容", "条数", "责任股室", "办理措施", "办理情况"]
    states = ["整改中", "已整改", "已整改", "整改中", "暂时无法解决"]
    workbook = read_rows([head, *([n, f"意见{n}", 3, "办公室", "发文", state] for n, state in enumerate(states, 1))])

    assert workbook.feedback[Opinion.STATUS].tolist()[:2] == [Rectification.IN_PROGRESS, Rectification.DONE_UNCHECKED]
    assert workbook.feedback[Opinion.MEASURE].tolist() == ["发文"] * 5
    assert cells(workbook, "problem_status_unknown") == ["F6"]


def test_a_column_of_progress_in_a_ledger_that_holds_only_states_is_the_state():
    head = ["序号", "存在问题", "整改措施", "责任人", "落实情况"]
    workbook = read_rows([head, [1, "会议多", "合并", "甲", "已整改"], [2, "调研少", "蹲点", "乙", "整改中"]])

    assert workbook.feedback[Opinion.STATUS].tolist() == [Rectification.DONE_UNCHECKED, Rectification.IN_PROGRESS]


def test_what_became_of_opinions_stays_a_note_in_prose():
    head = ["日期", "意见建议", "人数", "办理情况"]
    workbook = read_rows([head, ["5月4日", "宿舍维修慢", 2, "已联系后勤，下周换锁"], ["5月5日", "菜咸", 1, "已完成"]])

    assert workbook.feedback[Opinion.PROGRESS_NOTE].tolist() == ["已联系后勤，下周换锁", "已完成"]


def test_a_category_is_one_however_its_narrow_cell_breaks_it():
    rows = [
        ["类别", "存在问题", "整改措施", "整改情况"],
        ["形式主义\n方面", "甲", "乙", "已完成"],
        ["形\n式 主 义 方面", "丙", "丁", "已完成"],
    ]

    assert read_rows(rows).feedback[Opinion.CATEGORY].tolist() == ["形式主义方面"] * 2


@pytest.mark.parametrize("between", ["\n", " ", "\n ", "、"])
def test_two_categories_in_one_cell_are_not_run_together(between: str):
    both = f"形式主义{between}官僚主义"
    workbook = read_rows([["类别", "存在问题", "整改措施"], ["形式主义", "甲", "乙"], [both, "丙", "丁"], ["官僚主义", "戊", "己"]])

    assert workbook.feedback[Opinion.CATEGORY].nunique() == 3
    assert "形式主义官僚主义" not in workbook.feedback[Opinion.CATEGORY].tolist()
    assert [finding.cell for finding in workbook.findings if finding.code == "several_categories"] == ["A3"]


def test_the_number_of_an_attachment_is_no_part_of_the_title_beside_it():
    head = ["序号", "存在问题", "整改措施", "责任人", "整改情况"]
    rows = [["附件2：一中班子问题清单及整改措施"], head, [1, "会议多", "合并", "甲", "已整改"]]
    alone = [["附件2"], ["一中班子问题清单"], *rows[1:]]

    assert read_rows(rows).title == "一中班子问题清单及整改措施"
    assert read_rows(alone).title == "一中班子问题清单"
    assert read(sheet(rows)).tables[0].role is SheetRole.RECTIFICATION


_OPINIONS = ["序号", "意见建议", "来源", "提出次数"]


def _under(*parts: tuple[str, int], above: str = "") -> Workbook:
    """Opinions under headings that are merged over the table, so many under each."""
    rows: list[list[object]] = [[above, "", "", ""], _OPINIONS] if above else [_OPINIONS]
    merged = []
    for heading, count in parts:
        rows.append([heading, "", "", ""])
        merged.append(f"A{len(rows)}:D{len(rows)}")
        rows += [[n, f"{heading[:6]}之下的意见{n}", "座谈会", 2] for n in range(1, count + 1)]
    return read_rows(rows, merged=merged)


def _told(workbook: Workbook) -> list[tuple[str | None, str | None]]:
    frame = workbook.feedback[[Opinion.TARGET, Opinion.CATEGORY]].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def test_headings_that_say_whom_are_the_target_of_their_rows_and_no_category():
    workbook = _under(
        ("一、对领导班子的意见建议（2条）", 2), ("二、对馆长的意见建议（1条）", 1), ("三、对副馆长（行政）的意见建议（无）", 0)
    )

    assert _told(workbook) == [("leading_group", None), ("leading_group", None), ("person", None)]
    assert (cells(workbook, "target_from_heading"), cells(workbook, "person_from_heading")) == (["A2"], ["A5"])
    assert "category_from_banner" not in codes(workbook)


def test_rows_under_a_leader_count_in_the_grand_total_only():
    told = disclose(_under(("一、对领导班子的意见建议", 2), ("二、对馆长王某某同志的意见建议", 1)), Audience.PUBLIC)

    assert "馆长" not in told.feedback.to_csv()
    assert told.feedback[Opinion.RAW_COUNT].sum() == 6
    assert "馆长" not in " ".join(finding.message(Language.ZH) for finding in told.findings)


@pytest.mark.parametrize(
    "headings",
    [("领导班子", "院长", "副院长"), ("领导班子", "张三", "李四"), ("一、对领导班子的意见", "二、对张三的意见", "三、对李四的意见")],
)
def test_bare_posts_and_names_beside_the_leading_group_are_leaders(headings: tuple[str, ...]):
    found = [target for target, _ in _told(_under(*((heading, 1) for heading in headings)))]

    assert found[1:] == ["person", "person"]


@pytest.mark.parametrize(
    "headings", [("形式主义", "官僚主义"), ("一、领导班子", "二、教学管理"), ("对高三的意见", "对食堂的意见"), ("学校工作", "班主任")]
)
def test_headings_beside_which_no_leader_stands_are_categories_as_before(headings: tuple[str, ...]):
    workbook = _under(*((heading, 1) for heading in headings))

    assert [target for target, _ in _told(workbook)] == [None, None]
    assert [category for _, category in _told(workbook)] == [heading.partition("、")[2] or heading for heading in headings]


def test_a_kind_of_problem_beneath_a_leader_stays_that_leader_s_matter():
    workbook = _under(
        ("一、对馆长的意见", 0), ("（一）形式主义", 1), ("（二）官僚主义", 1), ("二、对领导班子的意见", 0), ("（一）形式主义", 1)
    )

    assert _told(workbook) == [("person", "形式主义"), ("person", "官僚主义"), ("leading_group", "形式主义")]


def test_a_leader_beneath_a_kind_of_problem_is_over_with_the_next_of_his_rank():
    workbook = _under(("一、形式主义", 0), ("（一）对馆长的意见", 1), ("（二）其他意见", 1), ("二、官僚主义", 1))

    assert [target for target, _ in _told(workbook)] == ["person", None, None]


def test_the_title_of_a_table_about_one_leader_makes_all_its_rows_that_leader_s_matter():
    workbook = _under(("一、形式主义", 1), above="对馆长的意见建议汇总表")

    assert _told(workbook) == [("person", "形式主义")]
    assert cells(workbook, "person_from_heading") == ["A1"]


def test_posts_among_categories_are_whom_the_rows_are_about():
    rows = [
        ["类别", "意见建议", "来源"],
        ["对领导班子", "会议多", "座谈会"],
        ["", "检查多", "问卷"],
        ["对校长", "听课少", "问卷"],
        ["教学", "作业多", "问卷"],
    ]
    workbook = read_rows(rows, merged=["A2:A3"])

    assert _told(workbook) == [("leading_group", None), ("leading_group", None), ("person", None), (None, "教学")]
    assert cells(workbook, "person_from_category") == ["A4"]


def test_categories_without_a_leader_s_post_stay_as_they_are():
    rows = [["类别", "意见建议", "来源"], ["领导班子", "会议多", "座谈会"], ["班主任", "检查多", "问卷"], ["学校工作", "听课少", "问卷"]]

    assert _told(read_rows(rows)) == [(None, "领导班子"), (None, "班主任"), (None, "学校工作")]


def test_a_target_that_is_written_stays_but_under_a_leader():
    rows = [
        [*_OPINIONS, "涉及对象"],
        ["一、对领导班子的意见"],
        [1, "会议多", "问卷", 1, "部门"],
        ["二、对馆长的意见"],
        [1, "急躁", "问卷", 1, "部门"],
    ]
    workbook = read_rows([[*row, *[""] * (5 - len(row))] for row in rows], merged=["A2:E2", "A4:E4"])

    assert [target for target, _ in _told(workbook)] == ["unit", "person"]


def test_a_leader_over_a_column_of_answers_is_whom_they_are_about():
    head = [["来源", "意见建议", "", ""], ["", "对领导班子", "对校长", "教学"]]
    workbook = read_rows([*head, ["问卷", "会议多", "急躁", "作业多"], ["座谈会", "检查多", "", ""]], merged=["A1:A2", "B1:D1"])

    assert ("person", None) in _told(workbook)
    assert not workbook.feedback[Opinion.CATEGORY].str.contains("校长", na=False).any()


@pytest.mark.parametrize("above", ["对馆长的意见建议汇总表", "市图书馆馆长个人问题清单", "王某某同志整改清单"])
def test_a_line_above_the_table_that_names_one_leader_speaks_of_all_its_rows(above: str):
    workbook = _under(("形式主义", 2), above=above)

    assert [target for target, _ in _told(workbook)] == ["person", "person"]
    assert cells(workbook, "person_from_heading") == ["A1"]


@pytest.mark.parametrize("above", ["市图书馆领导班子征求意见汇总表", "填报单位负责人：张某某", "校长信箱意见汇总"])
def test_another_line_above_the_table_says_nothing_of_its_rows(above: str):
    assert [target for target, _ in _told(_under(("形式主义", 1), above=above))] == [None]


def test_a_sheet_named_after_one_leader_holds_that_leader_s_matters():
    rows = [_OPINIONS, [1, "听课少", "问卷", 2]]
    workbook = read(sheet(rows, name="副校长"), sheet(rows, name="校长信箱"))

    assert [target for target, _ in _told(workbook)] == ["person", None]
    assert [finding.sheet for finding in workbook.findings if finding.code == "person_from_sheet"] == ["副校长"]


@pytest.mark.parametrize(
    ("written", "target"), [("校长", "person"), ("李处长", "person"), ("班子成员", "person"), ("班主任", None), ("食堂", None)]
)
def test_a_leader_s_post_in_the_column_of_targets_is_a_matter_of_one_person(written: str, target: str | None):
    workbook = read_rows([["意见建议", "来源", "类别", "涉及对象"], ["听课少", "问卷", "作风", written]])

    assert _told(workbook) == [(target, "作风")]


def test_parts_under_headers_that_return_keep_their_leader():
    rows = [["一、对领导班子的意见"], _OPINIONS, [1, "会议多", "问卷", 1], ["二、对馆长的意见"], _OPINIONS, [1, "急躁", "问卷", 1]]
    workbook = read_rows([[*row, *[""] * (4 - len(row))] for row in rows], merged=["A1:D1", "A4:D4"])

    assert [target for target, _ in _told(workbook)][1] == "person"


@pytest.mark.parametrize("numbers", [("一", "二", "三"), ("（一）", "（二）", "（三）"), ("", "", "")])
def test_headings_where_an_opinion_would_stand_are_no_opinions(numbers: tuple[str, str, str]):
    heads = [[number, text, "", ""] for number, text in zip(numbers, ("领导班子", "院长", "副院长"), strict=True)]
    rows = [heads[0], [1, "会议多", "座谈会", 3], heads[1], [1, "急躁", "问卷", 2], heads[2], [1, "慢", "问卷", 1]]
    workbook = read_rows([_OPINIONS, *rows])

    assert workbook.feedback[Opinion.TEXT].tolist() == ["会议多", "急躁", "慢"]
    assert [target for target, _ in _told(workbook)] == ["leading_group", "person", "person"]


def test_a_heading_with_its_count_and_one_without_an_opinion_are_headings_too():
    workbook = read_rows([_OPINIONS, ["二", "对院长的意见", "", 2], [1, "急躁", "问卷", 2], ["三", "对副院长的意见（无）", "", ""]])

    assert workbook.feedback[Opinion.TEXT].tolist() == ["急躁"]
    assert _told(workbook) == [("person", None)]


def test_no_finding_counts_what_was_said_of_one_leader():
    found = [
        *_under(("二、对馆长的意见", 3)).findings,
        *read_rows([["类别", "意见建议", "来源"], ["对校长", "急躁", "问卷"]]).findings,
        *read(sheet([_OPINIONS, [1, "听课少", "问卷", 2]], name="副校长")).findings,
    ]

    told = [dict(finding.facts) for finding in found if finding.code.startswith("person_from_")]
    assert len(told) == 3
    assert not any("count" in facts for facts in told)
