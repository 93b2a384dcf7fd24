"""How what is too high for one slide is shared out over several: on as few as hold it, and on those as evenly as can be.

No slide is then left nearly empty because the ones before it were filled to the brim. Lengths are points.
"""

from collections.abc import Callable


def shared_out(count: int, tall: Callable[[int, int], float], room: float, *, may_end: Callable[[int], bool] = bool) -> list[range]:
    """The places of so many rows by slides, in their order; a row higher than a slide has one of its own.

    Args:
        count: of the rows.
        tall: the height of those from one place up to another on a slide of their own; more rows are never less high.
        room: the height of a slide.
        may_end: whether a slide may end before that place, which is asked of all but the last; wherever it may, unless told otherwise.
    """
    best = [(0, 0.0, 0.0, 0)]  # of the rows so far: how many slides, the highest, the sum of their squares, where the last begins
    for end in range(1, count + 1):
        found = None
        for first in range(end - 1, -1, -1):
            if first and not may_end(first):
                continue
            height = tall(first, end)
            if found and height > room:
                break
            slides, highest, squares, _ = best[first]
            one = (slides + 1, max(highest, height), squares + height**2, first)
            found = min(found or one, one)
        best.append(found or best[0])
    ends = [count]
    while ends[-1]:
        ends.append(best[ends[-1]][3])
    return [range(first, end) for first, end in zip(ends[1:], ends, strict=False)][::-1]
