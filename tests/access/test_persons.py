"""A matter of one person: in the grand total alone, and read by nobody but the head."""

from typing import Any

import pandas as pd
import pytest

from lib.access import Shown, disclose
from lib.ingest.frames import typed_frame
from lib.schema import Audience, SheetRole
from tests.builders import make_feedback, make_workbook, no_tasks

WIDE = tuple(audience for audience in Audience if audience is not Audience.HEAD)
OPEN = {"openness": "face_to_face", "scope": "public"}
PERSONAL = [
    {"target": "person"},
    {"target_person": "某甲"},
    {"scope": "person"},
    {"target": "unit", "target_person": "某甲"},
    {"scope": "不认识的写法"},
]


def rows(audience: Audience, **facts: Any) -> pd.DataFrame:
    return disclose(make_workbook(no_tasks(), make_feedback(**facts)), audience).feedback


@pytest.mark.parametrize("audience", WIDE)
@pytest.mark.parametrize("personal", PERSONAL)
def test_below_the_head_it_shows_nothing_but_that_it_exists(audience: Audience, personal: dict[str, str]) -> None:
    facts = {
        "category": "作风",
        "channel": "信件",
        "status": "closed",
        "owner_unit": "校办",
        "measure": "谈话",
        "received": "2014-03-05",
        "raw_count": 4,
    }
    row = rows(audience, count=1, **{**OPEN, **facts, **personal}).iloc[0]

    assert not row[Shown.COUNTED_IN_CUTS]
    assert row.dropna().to_dict() == {
        "raw_count": 4,
        "ref": "#1",
        "row": 1,
        "role": "feedback",
        "counted_in_cuts": False,
        "text_shown": False,
        "is_problem": True,
        "has_measure": False,
        "has_check": False,
        "is_checked_here": False,
        "is_lost": False,
        "is_taken_up": True,
        "has_opinion": True,
        "is_linked_here": True,
    }


@pytest.mark.parametrize("personal", PERSONAL)
def test_the_head_reads_it_where_it_was_said_openly(personal: dict[str, str]) -> None:
    open_row = rows(Audience.HEAD, count=1, **{**OPEN, **personal}).iloc[0]
    closed = rows(Audience.HEAD, count=1, **{**OPEN, **personal, "openness": None}).iloc[0]

    assert open_row[Shown.COUNTED_IN_CUTS]
    assert open_row["text"] == "意见1"
    assert open_row["target_person"] == personal.get("target_person") or "target_person" not in personal
    assert closed[["text", "target_person"]].isna().all()


def test_a_white_cell_names_nobody() -> None:
    assert rows(Audience.PUBLIC, target_person="  ").loc[0, Shown.COUNTED_IN_CUTS]


def test_what_was_merged_into_a_persons_matter_is_one_too() -> None:
    shown = rows(
        Audience.ALL_MEMBERS,
        feedback_id=["Y1", "Y2", "Y3", "Y4", "Y5"],
        merged_into=[None, "Y1", " Y2 ", None, "Y4"],
        target=["person", "unit", None, "unit", None],
    )

    assert int((~shown[Shown.COUNTED_IN_CUTS]).sum()) == 3


def test_a_ledger_row_behind_which_only_a_persons_matters_stand_is_one_too() -> None:
    def counted(*targets: str | None) -> bool:
        shown = rows(
            Audience.LEADING_GROUP,
            role=[*["feedback"] * len(targets), "rectification"],
            issue_id="W1",
            target=[*targets, None],
            due=None,
        )
        return bool(shown.loc[shown["role"] == "rectification", Shown.COUNTED_IN_CUTS].item())

    assert not counted("person")
    assert not counted("person", "person")
    assert counted("person", "unit")
    assert counted(None)


def test_a_target_that_nobody_can_read_closes_the_text_and_not_the_count() -> None:
    row = rows(Audience.LEADING_GROUP, **OPEN, target_text="李副校长").iloc[0]

    assert row[Shown.COUNTED_IN_CUTS]
    assert row[["text", "target_text", "measure"]].isna().all()


def test_a_target_that_the_organisation_names_is_a_person() -> None:
    feedback = make_feedback(1, **OPEN, target_text="副校长")
    organisation = typed_frame(SheetRole.ORGANISATION, {"name": ["副校长 "]}, 1)

    shown = disclose(make_workbook(no_tasks(), feedback, organisation=organisation), Audience.LEADING_GROUP).feedback

    assert not shown.loc[0, Shown.COUNTED_IN_CUTS]


def test_a_label_that_holds_the_name_of_a_person_concerned_is_blank() -> None:
    shown = rows(Audience.LEADING_GROUP, target_person=["某甲", None, None], subcategory=["x", "某甲的作风", "食堂"])

    assert shown["subcategory"].dropna().tolist() == ["食堂"]
