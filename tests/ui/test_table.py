"""A table on a page: which row is meant by a touch or a tick, and how wide a column is."""

import pandas as pd
import pytest

from lib.desk.tables import Table
from lib.figures.plotly import Size
from lib.i18n import Language
from lib.ui import table as grid
from lib.ui.table import _chosen, _in_one_line, _in_sight, _widths


def make_table(*names: str, wide: tuple[str, ...] = ()) -> Table:
    """A table of two rows with these columns."""
    cells = pd.DataFrame({"ref": ["任务!4", "任务!5"], **{name: ["甲", "不再列出、新逾期"] for name in names}}, dtype="str")
    return Table("tasks", "任务一览", tuple((name, name) for name in names), cells, wide, "")


def test_nothing_touched_is_no_row() -> None:
    assert _chosen(make_table("kind"), {"rows": [], "cells": []}) is None


def test_a_row_is_meant_by_its_box_and_by_any_of_its_cells() -> None:
    assert _chosen(make_table("kind"), {"rows": [1], "cells": []}) == "任务!5"
    assert _chosen(make_table("kind"), {"rows": [], "cells": [(0, "kind")]}) == "任务!4"


def test_a_row_that_is_no_longer_there_is_none() -> None:
    assert _chosen(make_table("kind"), {"rows": [2], "cells": []}) is None


def test_the_first_column_holds_its_longest_words() -> None:
    assert _widths(make_table("kind")) == {"kind": 16 * 7.5 + 20}


def test_among_many_columns_each_holds_its_longest_words_up_to_a_width_that_leaves_the_others_in_sight() -> None:
    names = [f"column{number}" for number in range(9)]
    shown = make_table(*names, wide=("column8",))
    shown.cells["column1"] = ["甲", "需上级协调并报督导联络组审核后再行研究"]

    assert _widths(shown) == dict.fromkeys(names[:8], 140) | {"column1": 170}


def test_several_lines_of_a_cell_are_told_apart_in_the_one_line_of_the_grid() -> None:
    cells = pd.DataFrame({"state": ["已审阅\n已备案", None], "done": ["学习天数 3/4；\n五个一 4/5", "一行"]}, dtype="str")

    assert _in_one_line(cells)["state"].fillna("").tolist() == ["已审阅；已备案", ""]
    assert _in_one_line(cells)["done"].tolist() == ["学习天数 3/4；五个一 4/5", "一行"]


def test_a_line_that_goes_on_behind_a_comma_or_a_stop_gets_no_mark_in_the_grid() -> None:
    cells = pd.DataFrame({"task": ["一、同意\n《考核办法》，\n由人事处修改。\n二、另议", "3月\n20日前", "3月\n6月"]}, dtype="str")

    assert _in_one_line(cells)["task"].tolist() == ["一、同意；《考核办法》，由人事处修改。二、另议", "3月20日前", "3月；6月"]


def test_what_only_names_a_row_is_no_column() -> None:
    shown = make_table("kind")
    named = Table("replan", "", (*shown.headings, ("ref", "")), shown.cells, (), "")

    assert _in_sight(named)[0] == ["kind"]


def test_a_phone_and_a_wide_screen_choose_among_other_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    monkeypatch.setattr(grid.visitor, "language", lambda: Language.ZH)
    monkeypatch.setattr(grid.st, "selectbox", lambda *_, key, **__: keys.append(key) or 0)

    for at_a_time in (60, 100, 100):
        grid.choose_rows(make_table("kind"), at_a_time)

    assert keys[0] != keys[1] == keys[2]


def test_three_wide_columns_leave_each_other_in_sight() -> None:
    before_and_after = ("what", "old", "new")

    assert _in_sight(make_table("kind", *before_and_after, wide=before_and_after[:2]))[1] == 400
    assert _in_sight(make_table("kind", *before_and_after, wide=before_and_after))[1] == 270


def test_on_a_phone_the_third_column_is_one_that_most_rows_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "size", lambda: Size.PHONE)
    shown = make_table("state", "late", "unit", "words", "measure", wide=("words", "measure"))

    assert _in_sight(shown)[0] == ["state", "late", "words", "unit", "measure"]
    shown.cells["words"] = ["", ""]
    assert _in_sight(shown)[0] == ["state", "late", "measure", "unit", "words"]
