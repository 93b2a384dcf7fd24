"""Talks and evaluations are for the leading group and the head, and name nobody who was evaluated."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from lib.access import Disclosed, disclose
from lib.ingest.frames import typed_frame
from lib.schema import Audience, SheetRole
from tests.builders import make_workbook

INSIDE = (Audience.LEADING_GROUP, Audience.HEAD)


def shown(audience: Audience, subjects: Sequence[str | None] = (None,), ballots: int | None = 5, satisfied: int | None = 4) -> Disclosed:
    n = len(subjects)
    talks = typed_frame(SheetRole.TALKS, {"round": ["第一轮"], "from_role": ["校长"], "to_role": ["教师"]}, 1)
    evaluation = typed_frame(SheetRole.EVALUATION, {"subject": list(subjects), "ballots": [ballots] * n, "satisfied": [satisfied] * n}, n)
    return disclose(replace(make_workbook(), talks=talks, evaluation=evaluation), audience)


def test_a_workbook_without_talks_shows_none_to_anybody() -> None:
    for audience in Audience:
        board = disclose(make_workbook(), audience)

        assert (len(board.talks), len(board.evaluation)) == (0, 0)


@pytest.mark.parametrize("audience", Audience)
def test_talks_and_evaluations_are_empty_outside_the_leading_group(audience: Audience) -> None:
    board = shown(audience)

    assert (len(board.talks), len(board.evaluation)) == ((1, 1) if audience in INSIDE else (0, 0))


@pytest.mark.parametrize("audience", INSIDE)
def test_an_evaluation_of_a_group_or_a_unit_passes_and_one_of_a_person_never(audience: Audience) -> None:
    board = shown(audience, ["领导班子", " 领导班子 ", "中层", "部门", "学校工作", None, "丙某", "班子成员个人"])

    assert board.evaluation["subject"].fillna("").str.strip().tolist() == ["领导班子", "领导班子", "中层", "部门", "学校工作", ""]


@pytest.mark.parametrize(("ballots", "told"), [(0, False), (4, False), (5, True), (6, True), (None, False)])
def test_fewer_than_five_ballots_are_not_told(ballots: int | None, told: bool) -> None:
    (row,) = shown(Audience.HEAD, ["领导班子"], ballots, 4).evaluation.itertuples()

    assert (pd.notna(row.ballots), pd.notna(row.satisfied)) == (told, told)
