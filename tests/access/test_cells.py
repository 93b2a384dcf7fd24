"""What is asked of the cells of a sheet is answered alike, whether its rows stand alone or were numbered beside another version's."""

import os

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.access.opinions import names_concerned, readable, showing
from lib.access.scope import Cells
from lib.ingest.model import Workbook
from lib.matching import Joint
from lib.schema import Audience
from tests.builders import make_feedback, no_feedback
from tests.desk.test_comparing import versions

TIMES = 20 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 1


def test_of_no_rows_nothing_is_asked() -> None:
    cells = Cells(no_feedback())

    assert [len(each) for each in (cells.filled("text"), cells.is_any("scope", ["public"]), *cells.merging, cells.problems)] == [0] * 5


@pytest.mark.parametrize("is_numbered", [False, True])
def test_a_blank_holds_nothing_is_no_word_and_white_space_fills_no_cell(is_numbered: bool) -> None:
    frame = make_feedback(target_text=["某", " 某 ", " ", None], checked=["2014-06-03", None, None, None])
    joint = Joint(frame, make_feedback(target_text="别的"))
    cells = Cells(frame, joint, 0) if is_numbered else Cells(frame)

    assert cells.is_any("target_text", ["某"]).tolist() == [True, False, False, False]
    assert cells.is_any_trimmed("target_text", {"某"}).tolist() == [True, True, False, False]
    assert cells.asked("target_text", lambda text: "某" in text).tolist() == [True, True, False, False]
    assert cells.filled("target_text").tolist() == [True, True, False, False]
    assert cells.filled("checked").tolist() == [True, False, False, False]


def test_a_column_that_is_missing_holds_nothing() -> None:
    cells = Cells(make_feedback(2).drop(columns=["scope", "checked"]))

    assert cells.is_any("scope", ["public"]).tolist() == cells.filled("checked").tolist() == [False, False]


def test_of_rows_numbered_beside_others_the_persons_of_both_are_named() -> None:
    old, new = Cells.of_both(Joint(make_feedback(target_person=["张三", " 李 "]), make_feedback(target_person=["王五 ", None])))

    assert sorted(names_concerned(old)) == sorted(names_concerned(new)) == ["张三", "王五"]


@settings(max_examples=5 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(books=versions(), audience=st.sampled_from(tuple(Audience)))
def test_who_may_read_what_is_the_same_beside_another_version(books: tuple[Workbook, Workbook], audience: Audience) -> None:
    beside = Cells.of_both(Joint(books[0].feedback, books[1].feedback))
    for book, other, cells in zip(books, reversed(books), beside, strict=True):
        alone, together = readable(book, audience), readable(book, audience, cells)

        for name in ("personal", "text", "plan", "persons"):
            assert getattr(alone, name).equals(getattr(together, name))
        names = names_concerned(other.feedback)
        assert showing(book, audience, alone, names).frame().equals(showing(book, audience, together, names).frame())
        assert leads(*alone.cells.merging) == leads(*together.cells.merging)


def leads(ids: np.ndarray, parents: np.ndarray) -> list[list[int]]:
    """For each row the rows that are merged into it; the numbers themselves say nothing."""
    return [np.flatnonzero((parents == number) & (number >= 0)).tolist() for number in ids]
