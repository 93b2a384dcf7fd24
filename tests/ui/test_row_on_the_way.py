"""A row that is opened from another page is closed when the reader is back there, as a step back closes any row in full."""

import pytest

from lib.ui import looked_at

pytestmark = pytest.mark.usefixtures("kept")


def test_a_row_opened_on_the_way_stays_until_the_reader_is_back_on_the_page_that_led_to_it() -> None:
    looked_at.pick_on_the_way("任务!9", "overview")

    looked_at.back_on("tasks")
    assert looked_at.picked_row() == "任务!9"

    looked_at.back_on("overview")
    assert looked_at.picked_row() is None


def test_another_row_that_was_opened_meanwhile_stays_open() -> None:
    looked_at.pick_on_the_way("任务!9", "overview")
    looked_at.pick_row("任务!4")

    looked_at.back_on("overview")

    assert looked_at.picked_row() == "任务!4"


def test_a_row_that_was_opened_where_it_is_shown_stays_open_however_often_one_comes_by() -> None:
    looked_at.pick_on_the_way("任务!9", "overview")
    looked_at.back_on("overview")
    looked_at.pick_row("任务!9")

    looked_at.back_on("overview")

    assert looked_at.picked_row() == "任务!9"
