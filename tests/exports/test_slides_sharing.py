"""What is too high for one slide is shared out evenly, and on as few slides as hold it."""

import pytest

from lib.exports.slides_sharing import shared_out


@pytest.mark.parametrize(
    ("heights", "room", "slides"),
    [
        ([], 10, []),
        ([4], 10, [1]),
        ([1] * 12, 12, [12]),
        ([1] * 12, 11, [6, 6]),
        ([1] * 7, 6, [4, 3]),
        ([1] * 12, 5, [4, 4, 4]),
        ([3, 3, 3, 1, 1, 1], 9, [2, 4]),
        ([30, 1], 10, [1, 1]),
        ([1, 30], 10, [1, 1]),
    ],
)
def test_as_few_slides_as_hold_the_rows_and_about_as_much_on_each(heights: list[int], room: int, slides: list[int]) -> None:
    found = shared_out(len(heights), lambda first, end: sum(heights[first:end]), room)

    assert sorted(map(len, found)) == sorted(slides)
    assert [place for each in found for place in each] == list(range(len(heights)))


def test_no_slide_ends_where_it_may_not() -> None:
    found = shared_out(12, lambda first, end: end - first, 6, may_end=lambda place: place != 6)

    assert [len(each) for each in found] == [4, 4, 4]
