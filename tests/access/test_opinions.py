"""Feedback rows column by column: what may be read of each, and what is known of it without its text."""

from typing import Any

import pandas as pd
import pytest

from lib.access.model import Shown
from lib.access.opinions import first_day_of_ten, is_naming, names_concerned, no_feedback, numbered, readable, showing, without_names
from lib.schema import Audience, Opinion
from tests.builders import make_feedback, make_workbook

OPEN = {"openness": "face_to_face", "scope": "public", "target": "unit"}


def read(audience: Audience, **facts: Any) -> tuple[bool, bool, bool]:
    """Whether the text, the plan and the persons of one row may be read."""
    rows = readable(make_workbook(feedback=make_feedback(1, **facts)), audience)
    return bool(rows.text.item()), bool(rows.plan.item()), bool(rows.persons.item())


def shown(audience: Audience, *also_named: str, **facts: Any) -> pd.DataFrame:
    workbook = make_workbook(feedback=make_feedback(**facts))
    return showing(workbook, audience, readable(workbook, audience), also_named).frame()


def test_without_opinions_every_column_is_there_in_its_type() -> None:
    empty = no_feedback()

    assert len(empty) == 0
    assert {*Opinion, *Shown} == set(empty.columns)
    assert {str(kind) for kind in empty[[*Shown]].dtypes} == {"bool"}


@pytest.mark.parametrize(
    ("facts", "public", "members", "head"),
    [
        (OPEN, (True, True, False), (True, True, True), (True, True, True)),
        ({**OPEN, "openness": None}, (False, True, False), (False, True, False), (False, True, False)),
        ({**OPEN, "scope": "all_members"}, (False, False, False), (True, True, True), (True, True, True)),
        ({**OPEN, "scope": None}, (False, False, False), (False, False, False), (True, True, True)),
        ({**OPEN, "target": "person"}, (False, False, False), (False, False, False), (True, True, True)),
        ({**OPEN, "target": None, "target_text": "门卫"}, (False, False, False), (False, False, False), (True, True, True)),
    ],
)
def test_text_plan_and_persons_of_a_row_are_read_by(facts: dict[str, Any], public: Any, members: Any, head: Any) -> None:
    """The plan of a published row is public though its opinion is not."""
    assert [read(each, **facts) for each in (Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.HEAD)] == [public, members, head]


@pytest.mark.parametrize("column", ["issue", "measure", "rectification_kind", "owner_unit"])
def test_without_a_ledger_an_opinion_in_hand_is_a_problem(column: str) -> None:
    rows = shown(Audience.HEAD, **{column: ["x", "x", None]}, merged_into=[None, "1", None])

    assert rows[Shown.IS_PROBLEM].tolist() == [True, False, False]


def test_without_a_ledger_a_state_makes_a_problem_and_not_reported_is_none() -> None:
    assert shown(Audience.HEAD, status=["open", "not_reported", None])[Shown.IS_PROBLEM].tolist() == [True, False, False]


def test_with_a_ledger_its_rows_alone_are_problems() -> None:
    rows = shown(Audience.HEAD, role=["feedback", "rectification"], measure=["x", None], status=["open", None], due=None)

    assert rows[Shown.IS_PROBLEM].tolist() == [False, True]


def test_measures_and_checks_are_known_without_their_texts() -> None:
    rows = shown(
        Audience.PUBLIC,
        measure=["x", None, None, None, None],
        checked_by=[None, "某甲", None, None, None],
        checked=[None, None, "2014-06-03", None, None],
        closed=[None, None, None, "是", None],
    )

    assert rows[["measure", "checked_by", "closed"]].isna().all(axis=None)
    assert rows[Shown.HAS_MEASURE].tolist() == [True, False, False, False, False]
    assert rows[Shown.HAS_CHECK].tolist() == [False, True, True, True, False]


def test_what_says_that_it_is_not_closed_is_no_check_and_yet_speaks_of_checks() -> None:
    rows = shown(Audience.PUBLIC, measure="x", status="closed", closed=["是", "否", "未销号", "2014-06-03", None])
    of_one = shown(Audience.PUBLIC, measure="x", status="open", closed="否")

    assert rows[Shown.HAS_CHECK].tolist() == [True, False, False, True, False]
    assert of_one[[Shown.HAS_CHECK, Shown.IS_CHECKED_HERE]].to_numpy().tolist() == [[False, True]]


def test_a_verdict_is_a_check_and_a_name_beside_it_alone_is_none() -> None:
    rows = shown(Audience.PUBLIC, measure="x", status="open", verdict=["合格", "不合格，退回", "某丙", None])
    checked_too = shown(Audience.PUBLIC, measure="x", status="open", verdict=["某丙", None], checked_by=[None, "某甲"])

    assert rows["verdict"].isna().all()
    assert rows[Shown.HAS_CHECK].tolist() == [True, True, False, False]
    assert checked_too[Shown.HAS_CHECK].tolist() == [False, True]


def test_a_workbook_checks_where_a_problem_that_counts_was_checked_or_closed() -> None:
    def checks(audience: Audience = Audience.PUBLIC, **facts: Any) -> list[bool]:
        found: list[bool] = shown(audience, **({"measure": "x", "status": "open"} | facts))[Shown.IS_CHECKED_HERE].tolist()
        return found

    assert checks(status=["open", "fixed"]) == [False, False]
    assert checks(status=["open", "closed"]) == [True, True]
    assert checks(checked_by=[None, "某甲"]) == [True, True]
    assert checks(checked_by=[None, "某甲"], status=["open", None], measure=["x", None]) == [False, False]
    assert checks(status=["open", "closed"], target=["unit", "person"]) == [False, False]
    assert checks(Audience.HEAD, status=["open", "closed"], target=["unit", "person"]) == [True, True]


def test_of_a_persons_matter_below_the_head_only_what_totals_need_is_left() -> None:
    rows = shown(Audience.CIRCLE, **OPEN | {"target": ["person", "unit"]}, category="甲", measure="x", checked_by="某", raw_count=3)

    assert rows["category"].fillna("").tolist() == ["", "甲"]
    assert rows["raw_count"].tolist() == [3, 3]
    assert rows[[Shown.HAS_MEASURE, Shown.HAS_CHECK, Shown.COUNTED_IN_CUTS]].to_numpy().tolist() == [[False] * 3, [True] * 3]


def test_the_source_group_is_in_no_row_and_the_person_in_the_heads_alone() -> None:
    for audience in Audience:
        rows = shown(audience, **OPEN | {"target": "person"}, group="教师", target_person="某甲")

        assert rows["group"].isna().all()
        assert rows["target_person"].fillna("").tolist() == (["某甲"] if audience is Audience.HEAD else [""])


def test_a_label_with_the_name_of_a_person_concerned_here_or_elsewhere_is_blank_below_the_head() -> None:
    facts = {"channel": ["某甲信箱", "问卷", "某乙信箱"], "target_person": ["某甲", None, None]}

    assert shown(Audience.CIRCLE, **facts)["channel"].fillna("").tolist() == ["", "问卷", "某乙信箱"]
    assert shown(Audience.CIRCLE, "某乙", **facts)["channel"].fillna("").tolist() == ["", "问卷", ""]
    assert shown(Audience.HEAD, "某乙", **facts)["channel"].tolist() == ["某甲信箱", "问卷", "某乙信箱"]


def test_one_sign_is_no_name_and_white_space_none_of_it() -> None:
    rows = make_feedback(target_person=[" 某甲 ", "乙", None, "某甲"])

    assert names_concerned(rows) == ["某甲"]
    assert is_naming(pd.Series(["找某甲谈", None, "某", "乙"], dtype="str"), ["某甲"]).tolist() == [True, False, False, False]
    assert is_naming(pd.Series(["找某甲谈", "某乙、某甲", "丙"], dtype="str"), ["某甲", "某乙"]).tolist() == [True, True, False]


def test_a_name_is_known_without_the_post_written_beside_it() -> None:
    rows = make_feedback(target_person=["某甲\n（校长）", "某乙(书记)", None])

    assert set(names_concerned(rows)) >= {"某甲", "某乙"}


def test_labels_of_a_frame_lose_names_only_where_there_are_any() -> None:
    rows = make_feedback(category=["某甲的事", "食堂"])

    assert without_names(rows.copy(), make_feedback(target_person=["某甲", None]))["category"].fillna("").tolist() == ["", "食堂"]
    assert without_names(rows.copy(), rows)["category"].tolist() == ["某甲的事", "食堂"]


@pytest.mark.parametrize(
    ("day", "first"),
    [("2014-03-01", 1), ("2014-03-10 23:59", 1), ("2014-03-11", 11), ("2014-03-20", 11), ("2014-03-21", 21), ("2014-03-31 08:00", 21)],
)
def test_a_day_is_told_as_the_first_of_its_ten(day: str, first: int) -> None:
    assert first_day_of_ten(pd.Series(pd.DatetimeIndex([day]))).tolist() == [pd.Timestamp(2014, 3, first)]


def test_no_day_and_the_day_that_means_none_stay_blank() -> None:
    days = pd.Series(pd.DatetimeIndex([None, "1980-01-01", "1980-01-02"]).astype("datetime64[us]"), index=[4, 5, 6], name="received")
    found = first_day_of_ten(days)

    assert found.isna().tolist() == [True, True, False]
    assert (found.index.tolist(), found.name, found.dtype) == ([4, 5, 6], "received", "datetime64[us]")


def test_rows_are_numbered_as_they_stand() -> None:
    rows = numbered(make_feedback(3).iloc[[2, 0]])

    assert (rows["row"].tolist(), rows["ref"].tolist(), rows["text"].tolist()) == ([1, 2], ["#1", "#2"], ["意见3", "意见1"])
    assert (rows["row"].dtype, rows.index.tolist()) == ("int64", [0, 1])


def test_the_head_may_read_every_open_row() -> None:
    rows = readable(make_workbook(feedback=make_feedback(3, **OPEN | {"target": ["unit", "person", None]})), Audience.HEAD)

    assert [each.tolist() for each in (rows.text, rows.plan, rows.persons)] == [[True] * 3] * 3


def test_a_column_that_the_frame_lacks_is_blank_in_its_type() -> None:
    rows = make_feedback(2, **OPEN).drop(columns=["note", "due", "row"])
    workbook = make_workbook(feedback=rows)
    found = showing(workbook, Audience.HEAD, readable(workbook, Audience.HEAD)).frame()

    assert found[["note", "due"]].isna().all(axis=None)
    assert found["row"].tolist() == [0, 0]
    assert found[[*Opinion]].dtypes.to_dict() == make_feedback(2)[[*Opinion]].dtypes.to_dict()


def test_a_column_that_is_wanted_alone_is_disclosed_as_among_all() -> None:
    facts = {**OPEN, "received": "2014-06-17", "owner_unit": ["总务处", "张三丰办公室"], "target_person": ["张三丰", None]}
    workbook = make_workbook(feedback=make_feedback(**facts))
    rows = readable(workbook, Audience.PUBLIC)
    found = showing(workbook, Audience.PUBLIC, rows, wanted=(Opinion.RECEIVED, Opinion.OWNER_UNIT))

    assert found.column(Opinion.RECEIVED).tolist()[1] == pd.Timestamp(2014, 6, 11)
    assert found.column(Opinion.OWNER_UNIT).isna().all()
