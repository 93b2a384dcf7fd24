"""A column of progress: 80 and 0.8 are the same share, and a cell that may be either is said."""

from typing import Any

import pytest

from lib.ingest.model import Workbook
from tests.ingest.raw import cells, codes, read, sheet


def progress(*written: Any, percent: frozenset[tuple[int, int]] = frozenset()) -> Workbook:
    """A plan of 2014 whose third column is the progress, from row 2 on."""
    rows = [[f"任务{place}", "6月", value] for place, value in enumerate(written, 1)]
    return read(sheet([["工作内容", "完成时限", "完成进度"], *rows], percent=percent), year=2014)


def shares(workbook: Workbook) -> list[float | None]:
    return [None if share != share else share for share in workbook.tasks["progress"]]


def test_a_blank_column_reports_no_progress():
    workbook = progress(None, None)

    assert shares(workbook) == [None, None]
    assert workbook.tasks["status"].tolist() == ["not_reported", "not_reported"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ((0, 50, 100), [0.0, 0.5, 1.0]),
        ((0, 0.5, 1), [0.0, 0.5, 1.0]),
        (("50%", "100%"), [0.5, 1.0]),
        (("50", "100"), [0.5, 1.0]),
        ((62.5, 80), [0.625, 0.8]),
    ],
)
def test_one_way_of_writing_a_column_is_read_in_silence(written: tuple[Any, ...], read_as: list[float]):
    workbook = progress(*written)

    assert shares(workbook) == read_as
    assert codes(workbook) == ["status_from_progress"]


def test_where_a_column_called_status_holds_notes_the_states_that_follow_from_the_progress_are_not_said_to_lack_a_column():
    rows = [
        ["Task", "Due", "Status", "% complete"],
        ["Issue", "2014-03-31", "Plan sent", "100%"],
        ["Study", "2014-05-31", "Two held", "60%"],
    ]
    workbook = read(sheet(rows), year=2014)

    assert workbook.tasks["status"].tolist() == ["done", "in_progress"]
    assert (codes(workbook), cells(workbook, "status_is_notes")) == (["status_is_notes"], ["D1"])


def test_a_fraction_among_numbers_to_a_hundred_is_a_share_and_said():
    workbook = progress(0.5, 80, 100)

    assert shares(workbook) == [0.5, 0.8, 1.0]
    assert cells(workbook, "progress_fraction") == ["C2"]


def test_a_slip_above_one_does_not_shrink_the_fractions_beside_it():
    workbook = progress(0.2, 0.5, 1.5)

    assert shares(workbook) == [0.2, 0.5, None]
    assert cells(workbook, "progress_out_of_range") == ["C4"]


def test_a_one_among_numbers_to_a_hundred_is_one_percent_and_said():
    workbook = progress(1, 50)

    assert shares(workbook) == [0.01, 0.5]
    assert cells(workbook, "progress_one") == ["C2"]


def test_a_one_among_fractions_is_the_whole_though_one_cell_counts_to_a_hundred():
    workbook = progress(1, 0.6, 0.9, 100)

    assert shares(workbook) == [1.0, 0.6, 0.9, 1.0]
    assert cells(workbook, "progress_one") == ["C2"]


def test_a_percent_format_settles_what_a_number_means():
    workbook = progress(1, 0.5, 80, percent=frozenset({(2, 3), (3, 3)}))

    assert shares(workbook) == [1.0, 0.5, 0.8]
    assert "progress_fraction" not in codes(workbook)
