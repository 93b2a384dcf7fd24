"""Tasks and the organisation, audience by audience: column by column."""

import numpy as np
import pandas as pd
import pytest

from lib.access.plan import (
    disclose_organisation,
    disclose_tasks,
    is_content_withheld,
    is_criticism,
    known_columns,
    settings_lines,
    withhold_criticism,
)
from lib.ingest.frames import column_names, typed_frame
from lib.ingest.model import BoardSettings
from lib.schema import Audience, SheetRole, Task
from tests.builders import make_tasks, no_tasks

CONTENT = (Task.PROGRESS_NOTE, Task.ISSUE, Task.NEXT_STEP, Task.HELP_NEEDED, Task.NOTE, Task.REPLAN_REASON, Task.OUTPUT, Task.STATUS_TEXT)


def test_of_no_tasks_none_is_about_criticism() -> None:
    assert is_criticism(no_tasks()).tolist() == []
    assert len(disclose_tasks(no_tasks(), Audience.PUBLIC)) == 0


@pytest.mark.parametrize(
    ("phase", "task", "is_about"),
    [
        ("动员部署", "学习", False),
        ("查摆问题、开展批评", "学习", True),
        ("动员部署", "召开专题民主生活会", True),
        (None, "召开专题民主生活会", True),
        ("组织生活会", None, True),
        (None, "学习", False),
        (None, None, False),
        ("Step 4", "SELF-EXAMINATION papers", True),
    ],
)
def test_a_task_is_about_criticism_by_its_own_words_or_those_of_its_phase(phase: str | None, task: str | None, is_about: bool) -> None:
    tasks = make_tasks(phase=phase, task=task, progress_note="已开")

    assert is_criticism(tasks).tolist() == [is_about]
    assert disclose_tasks(tasks, Audience.PUBLIC)[Task.PROGRESS_NOTE].isna().tolist() == [is_about]


def test_the_circle_reads_what_is_written_about_criticism() -> None:
    tasks = make_tasks(task="召开专题民主生活会")

    assert [bool(is_content_withheld(tasks, audience).item()) for audience in Audience] == [True, True, False, False, False]


def test_all_that_is_written_about_a_task_is_withheld_and_nothing_else_of_it() -> None:
    tasks = make_tasks(task=["召开专题民主生活会", "学习"], owner_unit="校办", **{str(name): "写着" for name in CONTENT})
    shown = disclose_tasks(tasks, Audience.ALL_MEMBERS)

    assert shown[list(CONTENT)].notna().sum(axis=1).tolist() == [0, 8]
    assert shown[[Task.TASK, Task.STATUS, Task.DUE_TEXT, Task.OWNER_UNIT]].notna().all(axis=None)


def test_those_responsible_are_named_to_members() -> None:
    tasks = make_tasks(lead="某甲", owner="某乙", agreed_by="某丙")

    assert [int(disclose_tasks(tasks, each)[["lead", "owner", "agreed_by"]].notna().sum(axis=1).item()) for each in Audience] == [
        0,
        3,
        3,
        3,
        3,
    ]


def test_how_to_reach_people_is_for_the_leading_group() -> None:
    people = typed_frame(SheetRole.ORGANISATION, {"name": ["校长"], "contact": ["8001"]}, 1)

    assert [int(disclose_organisation(people, each)["contact"].notna().sum()) for each in Audience] == [0, 0, 0, 1, 1]


def test_a_task_about_criticism_in_either_version_is_closed_in_both_and_its_neighbours_are_not() -> None:
    old = make_tasks(task=["召开会议", "学习", "民主生活会"], progress_note="旧")
    new = make_tasks(task=["学习", "民主生活会", "总结"], progress_note="新")
    pairs = np.array([0, 1, 2, -1]), np.array([1, 0, -1, 2])

    first, second = withhold_criticism(old, new, *pairs, Audience.PUBLIC)
    assert first[Task.PROGRESS_NOTE].fillna("").tolist() == ["", "旧", "旧"]
    assert second[Task.PROGRESS_NOTE].fillna("").tolist() == ["新", "", "新"]
    second, first = withhold_criticism(new, old, *reversed(pairs), Audience.PUBLIC)
    assert first[Task.PROGRESS_NOTE].fillna("").tolist() == ["", "旧", "旧"]
    assert second[Task.PROGRESS_NOTE].fillna("").tolist() == ["新", "", "新"]
    assert withhold_criticism(old, new, *pairs, Audience.CIRCLE)[0] is old


def test_known_columns_are_all_there_in_their_types_and_no_other() -> None:
    frame = make_tasks(2, due="2014-06-01").drop(columns=["row", "note", "due"]).assign(secret="x")
    shown = known_columns(frame, SheetRole.TASKS)

    assert tuple(shown.columns) == tuple(column_names(SheetRole.TASKS))
    assert shown.dtypes.to_dict() == known_columns(make_tasks(1), SheetRole.TASKS).dtypes.to_dict() == make_tasks(1).dtypes.to_dict()
    assert shown["row"].tolist() == [0, 0]
    assert shown[["note", "due"]].isna().all(axis=None)
    assert pd.api.types.is_datetime64_any_dtype(shown["due"])


def test_beside_a_column_that_is_not_known_the_known_ones_keep_what_they_say() -> None:
    shown = known_columns(make_tasks(task=["写方案"]).assign(secret="甲").drop(columns=Task.NOTE), SheetRole.TASKS)

    assert shown[Task.TASK].tolist() == ["写方案"]
    assert shown[Task.NOTE].isna().all()


@pytest.mark.parametrize("audience", list(Audience))
def test_whom_to_telephone_stands_in_a_free_line_of_the_settings_and_is_for_the_leading_group(audience: Audience) -> None:
    lamps, telephone = ("亮灯方案", "红黄绿"), ("联系电话", "13800000000")
    settings = BoardSettings(other=(lamps, telephone))
    is_told = audience in (Audience.LEADING_GROUP, Audience.HEAD)

    assert settings_lines(settings, audience) == ((lamps, telephone) if is_told else (lamps,))
