"""What was said of a draft's rows by hand, and what becomes of it when there is no draft any more."""

import pytest

from lib.desk.opening import Opened
from lib.matching import Correction
from lib.store import Remembered
from lib.ui import draft, looked_at
from tests.builders import make_workbook

pytestmark = pytest.mark.usefixtures("kept")


def drop(name: str = "draft") -> Opened:
    opened = Opened(make_workbook(), name, f"{name}.xlsx")
    draft.keep(opened, name.encode(), 3, Remembered())
    return opened


def said(against: str) -> tuple[Correction, ...]:
    kept = draft.draft()
    assert kept is not None
    return kept.corrections(against)


def test_without_a_draft_nothing_is_kept_of_what_is_said():
    draft.correct("v1", Correction("任务!2", "任务!3"))
    draft.take_back("v1")
    draft.follow("main", 2)

    assert draft.draft() is None


def test_the_last_word_about_a_row_counts_and_each_version_has_its_own():
    drop()
    draft.correct("v1", Correction("任务!2", "任务!5"))
    draft.correct("v1", Correction("任务!4", "任务!6"))
    draft.correct("v1", Correction(None, "任务!5"))
    draft.correct("v2", Correction("任务!9", "任务!5"))

    assert said("v1") == (Correction("任务!4", "任务!6"), Correction(None, "任务!5"))
    assert said("v2") == (Correction("任务!9", "任务!5"),)
    draft.take_back("v1")
    assert said("v1") == ()
    assert said("v2") == (Correction("任务!9", "任务!5"),)


def test_a_draft_follows_the_version_that_it_was_compared_with_last():
    drop()
    draft.follow("north", 7)
    kept = draft.draft()

    assert kept is not None
    assert (kept.board, kept.base) == ("north", 7)


def test_another_draft_begins_without_what_was_said_of_the_last_and_one_that_was_given_up_is_none():
    drop()
    draft.correct("v1", Correction("任务!2", "任务!5"))
    drop("other")
    assert said("v1") == ()

    draft.discard()
    assert draft.draft() is None
    assert looked_at.opened() is None
