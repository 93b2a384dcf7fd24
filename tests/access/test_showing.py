"""Rows with what is blanked and replaced, written out in any part of them."""

import numpy as np
import pandas as pd

from lib.access.model import Shown
from lib.access.showing import Showing, in_order_of_cells, only, refs_of_places
from tests.builders import make_feedback, no_feedback


def shown(frame: pd.DataFrame, counted: list[bool] | None = None) -> Showing:
    found = Showing(frame)
    found.replace(Shown.COUNTED_IN_CUTS, pd.Series([True] * len(frame) if counted is None else counted, index=frame.index, dtype=bool))
    return found


def cells(found: Showing, name: str) -> list[str]:
    return found.column(name).fillna("").tolist()


def test_of_no_rows_none_are_written_out() -> None:
    empty = shown(no_feedback())

    assert len(empty) == len(empty.frame()) == 0
    assert in_order_of_cells(empty).tolist() == []


def test_a_cell_is_read_only_where_everything_said_about_it_lets_it() -> None:
    rows = Showing(make_feedback(text=["a", "b", "c"]))
    rows.keep(["text"], np.array([True, True, False]))
    rows.keep(["text", "note"], pd.Series([False, True, True]))

    assert cells(rows, "text") == ["", "b", ""]
    assert rows.kept("note") is not None
    assert rows.kept("category") is None


def test_to_keep_all_says_nothing_of_a_column() -> None:
    rows = Showing(make_feedback(text=["a", "b"]))
    rows.keep(["text"], np.array([True, True]))

    assert rows.kept("text") is None


def test_what_is_shown_instead_is_blanked_where_the_cell_may_not_be_read() -> None:
    rows = Showing(make_feedback(text=["a", "b"], received=["2014-06-03", "2014-06-04"]))
    rows.keep(["text", "received"], np.array([False, True]))
    rows.replace("text", pd.Series(["x", "y"], dtype="str"))

    assert rows.is_replaced("text")
    assert not rows.is_replaced("received")
    assert cells(rows, "text") == ["", "y"]
    assert rows.column("received").isna().tolist() == [True, False]


def test_a_column_without_cells_stays_one_when_some_are_blanked() -> None:
    assert only(pd.Series([None, None], dtype="str"), np.array([True, False])).isna().tolist() == [True, True]


def test_some_rows_are_written_as_they_are_among_all_in_the_order_asked_for() -> None:
    rows = shown(make_feedback(text=[f"意见{n}" for n in range(50)]), [n != 7 for n in range(50)])
    rows.keep(["text"], np.arange(50) != 9)
    whole = rows.frame()

    for places in ([9, 7, 0], list(range(49, 9, -1)), []):
        pd.testing.assert_frame_equal(rows.frame(np.array(places, dtype="int64")), whole.iloc[places])
    assert rows.frame(np.array([9, 8]), ["text"]).fillna("").to_numpy().tolist() == [[""], ["意见8"]]


def test_numbers_of_the_sheet_are_left_out_but_that_a_row_was_merged() -> None:
    rows = Showing(make_feedback(feedback_id=["1", "2"], issue_id="W1", merged_into=[None, "1"]))
    rows.leave_numbers()
    frame = rows.frame()

    assert frame[["feedback_id", "issue_id", "ref"]].isna().all(axis=None)
    assert frame["row"].tolist() == [0, 0]
    assert frame["merged_into"].fillna("").tolist() == ["", "merged"]


def test_the_first_ref_is_one() -> None:
    assert list(refs_of_places(np.array([0, 10]))) == ["#1", "#11"]


def test_rows_stand_by_category_then_by_all_else_and_a_persons_matters_last() -> None:
    frame = make_feedback(
        category=["乙", "丙", None, "丙", "丙"],
        channel=["问卷", "问卷", "走访", "信箱", "问卷"],
        text=["a", "b", "c", "d", "A"],
    )
    rows = shown(frame, [False, True, True, True, True])
    rows.leave_numbers()
    order = in_order_of_cells(rows)

    assert frame["text"].iloc[order].tolist() == ["c", "d", "A", "b", "a"]


def test_where_rows_have_many_different_cells_the_first_columns_still_decide() -> None:
    """Forty values in each of fourteen columns: more orders than one whole number holds."""
    names = ["lead", "owner", "note", "reply", "cause", "result", "goal", "measure", "evidence", "closed", "origin", "campaign"]
    columns = {name: [f"{(n * 7 + place) % 40:02}" for n in range(40)] for place, name in enumerate(names)}
    frame = make_feedback(category=[f"{(n * 11) % 40:02}" for n in range(40)], text=[f"{n:02}" for n in range(40)], **columns)

    assert frame["category"].iloc[in_order_of_cells(shown(frame))].tolist() == [f"{n:02}" for n in range(40)]


def test_what_is_shown_in_place_of_a_column_stands_where_that_stood_and_a_new_one_last() -> None:
    frame = make_feedback(1)
    rows = shown(frame)
    rows.replace("text", pd.Series(["x"], dtype="str"))

    assert rows.names == (*frame.columns, "counted_in_cuts")


def test_a_blank_subcategory_carries_no_row_before_those_of_another_category() -> None:
    rows = shown(make_feedback(category=["a", "b"], subcategory=["x", None], channel=["2", "1"], text="意见"))
    rows.leave_numbers()

    assert in_order_of_cells(rows).tolist() == [0, 1]


def test_rows_that_are_asked_for_keep_the_types_of_their_columns() -> None:
    source = make_feedback(30, raw_count=[1, None] * 15, received="2014-06-03").assign(note=pd.Series(["甲"] * 30, dtype="object"))
    rows = Showing(source)

    for places in (np.array([2, 1]), np.arange(30)):
        assert rows.frame(places).equals(source.iloc[places])
        assert rows.frame(places).dtypes.to_dict() == source.dtypes.to_dict()
