"""Talks and democratic evaluation: counts only, for the narrow audience, and nothing of a person."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lib.access import Disclosed, disclose
from lib.desk.board import Board
from lib.i18n import LANGUAGES, Language
from lib.ingest.frames import typed_frame
from lib.metrics.evaluation import Evaluations, GroupEvaluation, evaluations
from lib.metrics.filters import Filters
from lib.metrics.model import AsOf, Rate
from lib.metrics.talks import Talks, talks
from lib.schema import Audience, SheetRole
from tests.builders import make_workbook
from tests.ingest.raw import read, sheet

JUNE_10 = AsOf(date(2014, 6, 10), date(2014, 6, 10))
TALKS = {
    "round": ["第二轮", "第一轮", "第一轮", "第一轮"],
    "from_role": ["主要负责人"] * 4,
    "to_role": ["班子成员", "班子成员", "班子成员", "中层干部"],
    "talk_day": pd.to_datetime([None, "2014-05-06", "2014-06-20", "2014-05-09"]),
}
BALLOTS = {
    "occasion": ["整改前", "整改后", "整改前", "整改前"],
    "subject": ["领导班子", "领导班子", "领导班子", "某同志"],
    "rated_by": ["教师", "教师", "家长", "教师"],
    "ballots": [50, 50, 4, 50],
    "satisfied": [40, 45, 4, 10],
}


def shown(audience: Audience = Audience.HEAD, **frames: Any) -> Disclosed:
    from dataclasses import replace

    roles = {"talks": SheetRole.TALKS, "evaluation": SheetRole.EVALUATION}
    made = {name: typed_frame(roles[name], columns, len(next(iter(columns.values())))) for name, columns in frames.items()}
    return disclose(replace(make_workbook(), **made), audience)


def counted(audience: Audience = Audience.HEAD) -> Talks:
    return talks(shown(audience, talks=TALKS).talks, JUNE_10)


def evaluated(audience: Audience = Audience.HEAD) -> Evaluations:
    return evaluations(shown(audience, evaluation=BALLOTS).evaluation)


def test_a_workbook_without_these_sheets_has_neither() -> None:
    board = Board(disclose(make_workbook(), Audience.HEAD), Filters(), date(2014, 6, 10))

    assert (board.talks.pairs, board.evaluations.groups, board.has_talks) == ((), (), False)


def test_coverage_is_held_of_listed_by_pair_and_round() -> None:
    found = counted()

    assert found.rounds == ("第一轮", "第二轮")
    assert [(pair.to_role, pair.rounds) for pair in found.pairs] == [
        ("班子成员", (Rate(1, 2), Rate(0, 1))),
        ("中层干部", (Rate(1, 1), None)),
    ]
    assert found.held == Rate(2, 4)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.CIRCLE])
def test_wider_audiences_get_no_row(audience: Audience) -> None:
    assert counted(audience).pairs == ()
    assert evaluated(audience).groups == ()


def test_before_and_after_stand_per_group_and_a_person_is_left_out() -> None:
    found = evaluated(Audience.LEADING_GROUP)

    assert found.occasions == ("整改前", "整改后")
    assert [(each.group, each.occasions) for each in found.groups] == [("教师", (Rate(40, 50), Rate(45, 50))), ("家长", (None, None))]
    assert found.groups[0].change == pytest.approx(0.1)


def test_fewer_than_five_ballots_leave_no_count_in_the_frame() -> None:
    frame = shown(evaluation=BALLOTS).evaluation

    assert list(frame["rated_by"]) == ["教师", "教师", "家长"]
    assert frame[["ballots", "satisfied"]].iloc[2].isna().all()
    assert evaluated().groups[1].change is None


def test_both_sheets_are_read_by_their_headers() -> None:
    workbook = read(
        sheet([["序号", "工作步骤", "工作内容及要求", "完成时限"], [1, "筹备", "制定方案", "3月中旬"]], name="任务"),
        sheet([["轮次", "谈话人", "谈话对象", "谈话时间"], ["第一轮", "主要负责人", "班子成员", "2014-05-06"]], name="谈心谈话"),
        sheet([["测评时点", "测评对象", "参评群体", "收回票数", "满意票数"], ["整改前", "领导班子", "教师", 50, 40]], name="民主测评"),
    )

    assert [(table.sheet, table.role) for table in workbook.tables][1:] == [
        ("谈心谈话", SheetRole.TALKS),
        ("民主测评", SheetRole.EVALUATION),
    ]
    assert list(workbook.talks["talk_day"].dt.date) == [date(2014, 5, 6)]
    assert (workbook.evaluation["ballots"].iloc[0], workbook.evaluation["satisfied"].iloc[0]) == (50, 40)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_section_words_both(language: Language) -> None:
    board = Board(shown(talks=TALKS, evaluation=BALLOTS), Filters(), date(2014, 6, 10))
    section = board.section("talks", language)

    assert [table.name for table in section.tables] == ["talks_coverage", "talks_evaluation"]
    assert "⟦" not in section.sentence + "".join(section.notes) + section.tables[1].cells.to_string()
    if language is Language.ZH:
        assert section.sentence == "截至6月10日，列入的谈心谈话4次，已开展2次；民主测评2次，涉及2个群体。"


def test_the_page_falls_back_to_the_tasks_where_there_is_nothing_to_be_seen() -> None:
    board = Board(shown(Audience.PUBLIC, talks=TALKS), Filters(), date(2014, 6, 10))

    assert board.conclusion("talks", Language.ZH) == board.conclusion("tasks", Language.ZH)


def test_a_talk_on_the_day_judged_is_held() -> None:
    facts = {
        "round": ["第一轮"] * 2,
        "from_role": ["甲"] * 2,
        "to_role": ["乙"] * 2,
        "talk_day": pd.to_datetime(["2014-06-10", "2014-06-11"]),
    }

    assert talks(shown(talks=facts).talks, JUNE_10).held == Rate(1, 2)


def test_rounds_stand_by_the_numeral_in_their_name_and_others_after_them() -> None:
    names = ["补谈", "第３轮", "第12轮", "第十轮", "第一轮", "第二轮", "2轮", "ab轮"]
    facts = {"round": names, "from_role": ["甲"] * 8, "to_role": ["乙"] * 8, "talk_day": pd.to_datetime([None] * 8)}

    assert talks(shown(talks=facts).talks, JUNE_10).rounds == ("第一轮", "2轮", "第二轮", "第３轮", "第十轮", "第12轮", "ab轮", "补谈")


def test_a_talk_that_names_neither_its_round_nor_its_roles_is_counted_under_blanks() -> None:
    facts = {"round": [None, None], "from_role": [None, "甲"], "to_role": [None, None], "talk_day": pd.to_datetime(["2014-06-01", None])}
    found = talks(shown(talks=facts).talks, JUNE_10)

    assert (found.rounds, found.held) == (("",), Rate(1, 2))
    assert [(pair.from_role, pair.to_role, pair.rounds) for pair in found.pairs] == [("", "", (Rate(1, 1),)), ("甲", "", (Rate(0, 1),))]


def test_a_count_that_is_missing_or_more_than_the_ballots_gives_no_share() -> None:
    facts = {
        "occasion": ["整改前"] * 4,
        "subject": ["领导班子"] * 4,
        "rated_by": ["教师", "家长", "学生", "职工"],
        "ballots": [50, 50, None, 50],
        "satisfied": [50, 51, 40, None],
    }
    found = evaluations(shown(evaluation=facts).evaluation)

    assert [(each.group, each.occasions) for each in found.groups] == [
        ("教师", (Rate(50, 50),)),
        ("家长", (None,)),
        ("学生", (None,)),
        ("职工", (None,)),
    ]
    assert found.hidden == 3


@pytest.mark.parametrize(
    ("occasions", "change"),
    [
        ((), None),
        ((Rate(1, 2),), None),
        ((Rate(1, 2), None), None),
        ((None, Rate(1, 2)), None),
        ((Rate(1, 4), None, Rate(3, 4)), 0.5),
    ],
)
def test_a_change_is_from_the_first_occasion_to_the_last_where_both_are_known(
    occasions: tuple[Rate | None, ...], change: float | None
) -> None:
    assert GroupEvaluation("教师", occasions).change == change


def test_a_group_or_an_occasion_without_a_name_is_one_of_its_own() -> None:
    facts = {"occasion": [None], "subject": ["领导班子"], "rated_by": [None], "ballots": [50], "satisfied": [40]}
    found = evaluations(shown(evaluation=facts).evaluation)

    assert (found.occasions, found.groups, found.hidden) == (("",), (GroupEvaluation("", (Rate(40, 50),)),), 0)
