"""What cannot be understood gets the narrowest treatment."""

import os

import pandas as pd
import pytest

from lib.access import Shown, disclose
from lib.ingest.model import Workbook
from lib.schema import Audience, Opinion
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks

AUDIENCES = tuple(Audience) if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else (Audience.PUBLIC,)
OPEN = {"openness": "face_to_face", "scope": "public", "target": "unit"}


def without(column: str) -> Workbook:
    return make_workbook(no_tasks(), make_feedback(1, **OPEN).drop(columns=column))


@pytest.mark.parametrize("name", ["", "admin", "HEAD", "leader", "head "])
def test_an_unknown_audience_is_the_widest(name: str) -> None:
    workbook = make_workbook(make_tasks(due="2014-06-01", lead="某甲"), make_feedback(1, openness="face_to_face", scope="all_members"))

    board = disclose(workbook, name)  # type: ignore[arg-type]

    assert board.audience is Audience.PUBLIC
    assert board.tasks["lead"].isna().all()
    assert board.feedback["text"].isna().all()


def test_an_audience_by_its_name_is_that_audience() -> None:
    assert disclose(make_workbook(no_tasks()), "head").audience is Audience.HEAD  # type: ignore[arg-type]


@pytest.mark.parametrize("column", [Opinion.SCOPE, Opinion.TARGET, Opinion.TARGET_PERSON])
def test_without_a_column_that_tells_whose_matter_it_is_every_row_is_a_persons(column: Opinion) -> None:
    row = disclose(without(column), Audience.LEADING_GROUP).feedback.iloc[0]

    assert not row[Shown.COUNTED_IN_CUTS]
    assert pd.isna(row["text"])


def test_without_openness_every_row_is_back_to_back() -> None:
    assert disclose(without(Opinion.OPENNESS), Audience.HEAD).feedback["text"].isna().all()


@pytest.mark.parametrize("column", Opinion)
def test_any_column_may_be_missing_without_a_fall(column: Opinion) -> None:
    for audience in AUDIENCES:
        shown = disclose(without(column), audience).feedback

        assert len(shown) == 1
        assert {*Opinion, *Shown} == set(shown.columns)


def test_a_column_that_nobody_knows_does_not_pass() -> None:
    feedback = make_feedback(1, **OPEN).assign(reporter="某甲")
    tasks = make_tasks(due="2014-06-01").assign(secret="x")

    board = disclose(make_workbook(tasks, feedback), Audience.HEAD)

    assert "reporter" not in board.feedback
    assert "secret" not in board.tasks
