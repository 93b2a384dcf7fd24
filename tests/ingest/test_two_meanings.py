"""A header that may mean two columns is decided by its cells; what they do not decide is said."""

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read_rows


def opinions(sources: list[str], header: str = "来源", **more: str) -> Workbook:
    """One opinion a source, with further columns that are alike in each row."""
    head = ["序号", header, "意见建议", *more]
    return read_rows([head, *([n, source, f"第{n}条：食堂菜价偏高", *more.values()] for n, source in enumerate(sources, 1))])


def column(workbook: Workbook, name: str) -> list[str]:
    """A column of the opinions, "" where blank."""
    return workbook.feedback[name].fillna("").tolist()


@pytest.mark.parametrize("header", ["来源", "意见来源", "来源 Source"])
@pytest.mark.parametrize("people", [["学生", "教师", "家长"], ["高三（2）班", "教务处", "退休老师代表"], ["患者家属", "内科医生", "护士"]])
def test_a_source_that_names_people_is_who_spoke(header: str, people: list[str]):
    workbook = opinions(people, header)

    assert column(workbook, "group") == people
    assert column(workbook, "channel") == ["", "", ""]
    assert not {"header_meanings_mixed", "header_meaning_unclear"} & set(codes(workbook))


@pytest.mark.parametrize(
    "ways", [["座谈会", "问卷", "意见箱"], ["学生座谈会", "问卷（教师）", "家长来信"], ["12345热线", "走访群众", "微信公众号"]]
)
def test_a_source_that_names_ways_is_how_it_was_collected(ways: list[str]):
    workbook = opinions(ways)

    assert column(workbook, "channel") == ways
    assert column(workbook, "group") == ["", "", ""]


def test_who_put_the_problem_forward_is_its_origin():
    assert column(opinions(["自己找", "上级点", "群众提"]), "origin") == ["自己找", "上级点", "群众提"]


def test_of_a_mixed_source_each_cell_goes_where_it_belongs_and_that_is_said():
    workbook = opinions(["学生", "座谈会", "家长", "问卷", ""])

    assert column(workbook, "group") == ["学生", "", "家长", "", ""]
    assert column(workbook, "channel") == ["", "座谈会", "", "问卷", ""]
    assert len(workbook.feedback) == 5
    assert cells(workbook, "header_meanings_mixed") == ["B1"]
    said = next(finding for finding in workbook.findings if finding.code == "header_meanings_mixed")
    assert dict(said.facts) == {"count": 2, "column": "征集方式"}


def test_one_who_spoke_far_down_keeps_the_column_from_being_open_to_all():
    workbook = opinions([*["问卷"] * 70, "学生"])

    assert column(workbook, "group")[-1] == "学生"
    assert column(workbook, "channel") == [*["问卷"] * 70, ""]


def test_a_source_that_tells_nothing_is_read_as_the_column_that_fewer_may_see_and_that_is_said():
    workbook = opinions(["张某", "李某"])

    assert column(workbook, "group") == ["张某", "李某"]
    assert column(workbook, "channel") == ["", ""]
    assert cells(workbook, "header_meaning_unclear") == ["B1"]


def test_beside_a_column_of_ways_a_mixed_source_keeps_its_cells():
    workbook = opinions(["学生", "座谈会"], 征集方式="走访")

    assert column(workbook, "group") == ["学生", "座谈会"]
    assert column(workbook, "channel") == ["走访", "走访"]
    assert cells(workbook, "header_meaning_unclear") == ["B1"]


def test_an_empty_source_is_no_doubt():
    assert not {"header_meanings_mixed", "header_meaning_unclear"} & set(codes(opinions(["", ""])))


@pytest.mark.parametrize("people", [["家长", "教师", "职工"], ["小班家长", "退休教师", "保育员"], ["门诊患者", "住院家属", "医护"]])
def test_an_object_that_names_those_who_speak_is_who_spoke_and_that_is_said(people: list[str]):
    workbook = opinions(people, "对象")

    assert column(workbook, "group") == people
    assert column(workbook, "target_text") == ["", "", ""]
    assert cells(workbook, "group_by_cells") == ["B1"]
    assert "header_meaning_unclear" not in codes(workbook)


@pytest.mark.parametrize("about", [["领导班子", "中层干部", "学校工作"], ["教务处", "总务科", "食堂"]])
def test_an_object_that_names_whom_it_is_about_stays_the_target(about: list[str]):
    workbook = opinions(about, "对象")

    assert column(workbook, "target_text") == about
    assert column(workbook, "group") == ["", "", ""]
    assert not {"group_by_cells", "header_meanings_mixed", "header_meaning_unclear"} & set(codes(workbook))


def test_of_a_mixed_object_each_cell_goes_where_it_belongs_and_that_is_said():
    workbook = opinions(["领导班子", "教师", "其他"], "对象")

    assert column(workbook, "group") == ["", "教师", "其他"]
    assert column(workbook, "target_text") == ["领导班子", "", ""]
    assert (cells(workbook, "header_meanings_mixed"), cells(workbook, "header_meaning_unclear")) == (["B1"], ["B1"])


def test_an_object_beside_who_spoke_is_whom_it_is_about():
    workbook = opinions(["教师", "领导班子"], "对象", 来源群体="学生")

    assert column(workbook, "group") == ["学生", "学生"]
    assert column(workbook, "target_text") == ["教师", "领导班子"]
    assert not {"group_by_cells", "header_meanings_mixed", "header_meaning_unclear"} & set(codes(workbook))


def test_an_object_that_tells_nothing_is_read_as_its_header_says_and_that_is_said():
    workbook = opinions(["某某", "某某"], "对象")

    assert column(workbook, "target_text") == ["某某", "某某"]
    assert cells(workbook, "header_meaning_unclear") == ["B1"]
