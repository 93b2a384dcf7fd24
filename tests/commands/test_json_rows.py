"""Rows as JSON: what stands in each row, however many pieces the answer comes in."""

import json

import pandas as pd
import pytest

from lib.commands import json_rows
from lib.commands.json_rows import entries, written

KEYS = (("row", "row"), ("number", "no"), ("text", "text"), ("day", "day"), ("share", "share"), ("count", "count"))


def frame(rows: int) -> pd.DataFrame:
    """Each third row says the same, and every column but the first has blanks."""
    kinds = [("1", 'He said "no"\n', "2014-03-11", 0.5, 7), ("二", None, None, None, None), (None, "好", "2014-03-20", 1.0, -1)]
    columns = list(zip(*(kinds[row % 3] for row in range(rows)), strict=True))
    return pd.DataFrame(
        {
            "row": pd.array(range(1, rows + 1), dtype="int64"),
            "no": pd.array(columns[0], dtype="str"),
            "text": pd.array(columns[1], dtype="str"),
            "day": pd.to_datetime(pd.Series(columns[2], dtype=object)),
            "share": pd.array(columns[3], dtype="float64"),
            "count": pd.array(columns[4], dtype="Int64"),
        }
    )


def answered(rows: pd.DataFrame) -> list[dict[str, object]]:
    answer: list[dict[str, object]] = json.loads(b"".join(entries(rows, KEYS)))
    return answer


def test_no_rows_are_an_empty_list():
    assert list(entries(frame(3).iloc[:0], KEYS)) == [b"[]"]


def test_blanks_are_null_days_are_iso_and_a_number_is_one_where_it_is_written_so():
    assert answered(frame(3)) == [
        {"row": 1, "number": 1, "text": 'He said "no"\n', "day": "2014-03-11", "share": 0.5, "count": 7},
        {"row": 2, "number": "二", "text": None, "day": None, "share": None, "count": None},
        {"row": 3, "number": None, "text": "好", "day": "2014-03-20", "share": 1.0, "count": -1},
    ]


@pytest.mark.parametrize("rows", [1, 2, 3, 4, 5, 6, 7])
def test_an_answer_in_pieces_is_the_answer_in_one(rows: int, monkeypatch: pytest.MonkeyPatch):
    whole = answered(frame(rows))
    monkeypatch.setattr(json_rows, "PIECE_ROWS", 3)

    assert answered(frame(rows)) == whole
    assert [row["row"] for row in whole] == list(range(1, rows + 1))


def test_a_row_that_is_not_at_the_beginning_of_its_frame_is_itself():
    assert answered(frame(7).iloc[4:6]) == answered(frame(7))[4:6]


def test_infinity_is_an_error_and_half_a_character_is_replaced():
    assert written("a\ud800b") == '"a?b"'
    with pytest.raises(ValueError, match="JSON"):
        written(float("inf"))


@pytest.mark.parametrize("blank", [None, pd.NaT, pd.NA, float("nan")])
def test_a_cell_without_anything_in_it_is_null(blank: object):
    assert json_rows._plain("task", blank) is None
