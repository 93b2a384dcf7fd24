"""Rows that are asked for by themselves show what they show among all; a cell of white space alone holds nothing."""

import numpy as np
import pandas as pd

from lib.access.opinions import readable, showing
from lib.access.scope import filled
from lib.schema import Audience
from tests.builders import make_feedback, make_workbook


def test_no_cells_are_filled_where_there_are_none():
    assert filled(pd.Series([], dtype="str")).tolist() == []
    assert filled(pd.Series([None, None], dtype="str")).tolist() == [False, False]


def test_a_cell_of_white_space_of_any_kind_holds_nothing():
    cells = pd.Series(["甲", "", " ", "\u3000\t", "\u00a0", "\u2003 a", None, "\u200b", "\n甲\n"], dtype="str")

    assert filled(cells).tolist() == [True, False, False, False, False, True, False, True, True]


def test_a_column_in_pieces_is_looked_at_like_one():
    cells = pd.concat([pd.Series(["甲", " "], dtype="str"), pd.Series([None, "乙"], dtype="str")])

    assert filled(cells).tolist() == [True, False, False, True]
    assert filled(cells).index.tolist() == [0, 1, 0, 1]


def test_one_row_of_many_shows_what_it_shows_among_them():
    workbook = make_workbook(feedback=make_feedback(60))
    places = np.array([41, 3])
    for audience in Audience:
        shown = showing(workbook, audience, readable(workbook, audience))

        pd.testing.assert_frame_equal(shown.frame(places), shown.frame().iloc[places])
