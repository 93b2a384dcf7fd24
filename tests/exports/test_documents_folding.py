"""A table too broad for a sheet keeps every cell: what belongs together shares one, and what is left goes on in a second table."""

from dataclasses import replace

import pytest

from lib.exports.documents_charts import Grid
from lib.exports.documents_columns import column_widths
from lib.exports.documents_folding import fitted
from lib.i18n import Language

ROOM = 638.0
SIZE = 9.0


def grid(columns: dict[str, tuple[str, ...]], wide: tuple[str, ...] = (), note: str = "") -> Grid:
    """A table by its columns, which bear the names of the headings."""
    names = tuple(columns)
    rows = tuple(zip(*columns.values(), strict=True))
    return Grid("台账", names, rows, tuple(name in wide for name in names), note, names)


def test_a_table_that_fits_stays_as_it_is() -> None:
    table = grid({"owner_unit": ("教务处",), "lead": ("校长",)})

    assert fitted(table, ROOM, SIZE, Language.ZH) == [table]


@pytest.mark.parametrize(("language", "colon"), [(Language.ZH, "："), (Language.EN, ": ")])
def test_what_belongs_together_shares_a_cell_and_a_blank_leaves_no_name_behind(language: Language, colon: str) -> None:
    others = {f"说明{n}": ("内容是这样的", "内容是这样的") for n in range(8)}
    table = grid({"number": ("1", "2"), "owner_unit": ("教务处", ""), **others, "lead": ("校长", "书记"), "owner": ("主任", "")})
    (found,) = fitted(table, ROOM, SIZE, language)

    assert found.headings == ("number", "owner_unit", *others)
    assert [row[1] for row in found.rows] == [f"教务处\nlead{colon}校长\nowner{colon}主任", f"lead{colon}书记"]


def test_a_window_that_repeats_its_phrase_is_not_told_again() -> None:
    others = {f"说明{n}": ("内容是这样的",) * 3 for n in range(10)}
    table = grid({"due_text": ("3月中旬", "3月-8月", "立行立改"), "end": ("3月中旬", "3月至8月", "4月1日"), **others})
    (found,) = fitted(table, ROOM, SIZE, Language.ZH)

    assert [row[0] for row in found.rows] == ["3月中旬", "3月-8月", "立行立改\nend：4月1日"]


def test_no_more_shares_a_cell_than_the_sheet_asks_for() -> None:
    others = {f"说明{n}": ("内容是这样的",) for n in range(6)}
    table = grid(
        {"owner_unit": ("教务处教务处",), "lead": ("校长和书记们",), "original": ("5月31日前",), "agreed": ("6月15日前",), **others}
    )
    (found,) = fitted(table, ROOM, SIZE, Language.ZH)

    assert found.headings == ("owner_unit", "original", "agreed", *others)


def test_what_still_does_not_fit_goes_on_in_a_second_table_under_the_same_key_and_loses_nothing() -> None:
    columns = {"序号": ("1", "2"), **{f"第{n}列": (f"内容是这样的{n}", f"别的内容{n}") for n in range(30)}}
    table = grid(columns, note="注。")
    parts = fitted(table, ROOM, SIZE, Language.ZH)

    assert [part.title for part in parts] == [f"台账（{n}/{len(parts)}）" for n in range(1, len(parts) + 1)]
    assert {part.headings[0] for part in parts} == {"序号"}
    assert [heading for part in parts for heading in part.headings[1:]] == list(columns)[1:]
    assert [cell for part in parts for cell in part.rows[1][1:]] == list(table.rows[1][1:])
    assert [part.note for part in parts] == [""] * (len(parts) - 1) + ["注。"]
    assert min(width / SIZE for part in parts for width in column_widths(part, ROOM, (SIZE,))[1][1:]) >= 4


def test_the_numbers_of_a_chart_are_parted_too() -> None:
    columns = {"名称": ("教师", "家长"), **{f"第{n}类意见": ("12", "3") for n in range(24)}}
    parts = fitted(replace(grid(columns), names=()), ROOM, SIZE, Language.ZH)

    assert len(parts) > 1
    assert [cell for part in parts for cell in part.rows[0][1:]] == ["12"] * 24
