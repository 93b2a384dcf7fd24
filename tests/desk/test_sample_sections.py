"""The sample's reporting, re-planning, evidence, talks and evaluation, counted by hand from data/sample."""

from datetime import date

import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import open_file
from lib.exports.sample import build_sample
from lib.i18n import Language
from lib.metrics.filters import Filters
from lib.metrics.model import Rate
from lib.schema import Audience, Gate
from lib.settings import Settings


@pytest.fixture(scope="module")
def board() -> Board:
    workbook = open_file(build_sample(), "sample.xlsx", Settings()).workbook
    return Board(disclose(workbook, Audience.LEADING_GROUP), Filters(), date(2014, 6, 10))


def test_twelve_reports_are_owed_and_the_two_of_the_special_report_are_late(board: Board) -> None:
    found = board.duties

    assert (len(found.duties), found.settled, len(found.ours), len(found.theirs)) == (12, 9, 2, 1)
    assert [(duty.number, duty.state, duty.days_in_state, duty.days_left) for duty in found.late] == [
        ("19", Gate.SUBMITTED, 6, None),
        ("19", Gate.DUE, None, -4),
    ]
    assert [duty.number for duty in found.not_needed] == ["3", "4", "17"]
    assert found.proposed == ()


def test_the_papers_sent_back_once_tell_their_course(board: Board) -> None:
    (papers,) = [duty for duty in board.duties.duties if duty.number == "16"]

    assert [(stay.state, stay.days) for stay in papers.stays] == [
        (Gate.SUBMITTED, 3),
        (Gate.RETURNED, 2),
        (Gate.SUBMITTED, 2),
        (Gate.REVIEWED, 25),
    ]


def test_six_deadlines_were_agreed_anew_and_three_passed_without(board: Board) -> None:
    found = board.replan

    assert [(row.number, row.agreed_slip, row.past_original, row.past_agreed) for row in found.rows] == [
        ("18", 21, 17, -4),
        ("22", 20, None, None),
        ("17", 11, 6, -5),
        ("16", 6, 6, 0),
        ("19", 6, 10, 4),
        ("21", -15, None, None),
        ("7", None, 10, None),
        ("11", None, 5, None),
        ("10", None, 4, None),
    ]
    assert (found.later, found.earlier, found.longest, found.without_reason, found.unagreed) == (5, 1, 21, 0, 3)
    assert {row.agreed_by for row in found.agreed} == {"督导组", "督导联络组"}


def test_twelve_of_seventeen_requirements_are_met(board: Board) -> None:
    found = board.evidence

    assert found.met == Rate(12, 17)
    assert [(phase.phase, phase.met) for phase in found.phases] == [
        ("动员部署", Rate(1, 1)),
        ("学习教育、听取意见", Rate(7, 11)),
        ("查摆问题、开展批评", Rate(3, 3)),
        ("整改落实、建章立制", Rate(1, 2)),
    ]
    assert found.shown == Rate(13, 17)
    assert [(each.name, each.done, each.target) for each in found.branches] == [("组织生活会", 5, 5), ("民主评议", 62, 62)]


def test_the_first_round_of_talks_is_complete_and_the_second_is_not(board: Board) -> None:
    found = board.talks

    assert [(pair.from_role, pair.to_role, pair.rounds) for pair in found.pairs] == [
        ("主要负责人", "班子成员", (Rate(8, 8), None)),
        ("主要负责人", "主要负责人", (Rate(1, 1), None)),
        ("班子成员", "班子成员", (Rate(6, 6), None)),
        ("主要负责人", "中层干部", (None, Rate(3, 4))),
        ("班子成员", "分管部门负责人", (None, Rate(5, 8))),
    ]
    assert found.held == Rate(23, 27)


def test_four_parents_are_too_few_to_be_shown(board: Board) -> None:
    groups = {each.group: each.occasions for each in board.evaluations.groups}

    assert groups["教师"] == (Rate(58, 72), Rate(62, 70))
    assert groups["家长代表"] == (Rate(9, 12), None)
    assert board.section("talks", Language.ZH).tables[1].cells.to_string().count("不显示") == 1
