"""Rows that head those beneath: banners that carry a phase, the upper levels of an outline, and a phase's own row above its tasks."""

from lib.ingest.row_plan import Banner
from lib.ingest.row_view import RowView
from lib.ingest.row_words import CHINESE_ORDINAL, HEADING
from lib.ingest.targets import target_of
from lib.schema import Opinion, SheetRole, TargetScope

_LONGEST_LAST = 30  # characters of a banner below the last item; what is longer there is a remark
_LONGEST_LONE = 40  # characters of a heading that nothing but its loneliness tells


def heading_column(view: RowView, y: int, own: list[int], inherited: list[int]) -> int | None:
    """The column whose text heads the rows beneath, None where the row heads none.

    Args:
        view: the table.
        y: the row.
        own: the columns that hold a value of their own in it.
        inherited: those whose value comes from a merged cell above.
    """
    if _is_banner(view, y, own, inherited):
        return own[0]
    if _is_upper_level(view, y, own) or _is_numbered_over_next(view, y, own, inherited) or _names_whom(view, y, own, inherited):
        return next(x for x in own if x in view.subjects)
    return None


def summary_column(view: RowView, y: int, own: list[int]) -> int | None:
    """The column of phases where a row without a task sums up the phase of the task beneath, which names none; else None."""
    x = view.phase
    if x is None or x not in own or y + 1 > view.last or view.grid.span_height(y, x) > 1 or view.says_when_or_how(own):
        return None
    return x if view.has_subject(y + 1) and view.grid.cells[y + 1, x] is None else None


def banner_at(view: RowView, y: int, x: int) -> Banner:
    """What a row that heads others says, and how surely."""
    text = view.text(y, x)
    numbered = view.number is not None and bool(CHINESE_ORDINAL.fullmatch(view.text(y, view.number)))
    sure = view.grid.span_width(y, x) > 1 or x == view.phase or bool(HEADING.match(text)) or x not in view.subjects or numbered
    return Banner(y, x, " ".join(text.split()), sure)


def _is_banner(view: RowView, y: int, own: list[int], inherited: list[int]) -> bool:
    if len(own) != 1 or inherited or not isinstance(view.grid.cells[y, own[0]], str):
        return False
    x = own[0]
    wide = view.grid.span_width(y, x) > 1
    heading = bool(HEADING.match(view.text(y, x)))
    if y > view.last_item:
        return wide and heading and len(view.text(y, x)) <= _LONGEST_LAST
    if x == view.phase:
        return view.grid.span_height(y, x) == 1
    if wide or (x == view.table.mapped.left and x not in view.subjects):
        return True
    if x not in view.subjects or view.table.mapped.role is not SheetRole.TASKS:
        return False
    return heading or _stands_out(view, y, x)


def _stands_out(view: RowView, y: int, x: int) -> bool:
    """A lone task text among rows that are all filled, with such a row right beneath: a heading, most likely."""
    others = view.usual - {x}
    if view.phase is not None or len(others) < 2 or len(view.text(y, x)) > _LONGEST_LONE:
        return False
    below = view.filled_below(y)
    return below is not None and len(view.usual & set(view.filled(below))) >= 2 and view.has_subject(below)


def _is_upper_level(view: RowView, y: int, own: list[int]) -> bool:
    """The upper level of an outline in columns, without days or a state, above a row of a lower level."""
    levels = view.table.mapped.levels
    if y + 1 > view.last or not set(own) & set(levels[:-1]) or view.says_when_or_how(own):
        return False
    below = [x for x in levels if view.grid.cells[y + 1, x] is not None]
    return bool(below) and max(x for x in own if x in levels) < below[0]


def _is_numbered_over_next(view: RowView, y: int, own: list[int], inherited: list[int]) -> bool:
    """Number and text only, where the next row's number lies beneath this one's (1, then 1.1)."""
    x = view.outline
    if view.table.mapped.role is not SheetRole.TASKS or x is None or inherited or len(own) != 2 or set(own) != {x, view.subjects[0]}:
        return False
    below = view.filled_below(y)
    if below is None:
        return False
    if CHINESE_ORDINAL.fullmatch(view.text(y, x)) and not CHINESE_ORDINAL.fullmatch(view.text(below, x)):
        return view.grid.cells[below, x] is not None and len(view.filled(below)) > 2
    here, next_number = view.text(y, x).rstrip("."), view.text(below, x)
    return bool(here) and next_number.startswith(here + ".") and len(view.filled(below)) > 2


def _names_whom(view: RowView, y: int, own: list[int], inherited: list[int]) -> bool:
    """Nothing but whom what stands beneath is about, where an opinion or a problem would be: 领导班子, 二、对院长的意见, with a number or a count."""
    subject = view.subjects[0]
    beside = {view.number, view.table.mapped.place(Opinion.RAW_COUNT), subject}
    if view.table.mapped.role not in (SheetRole.FEEDBACK, SheetRole.RECTIFICATION) or inherited or subject not in own or set(own) - beside:
        return False
    return target_of(view.text(y, subject)) in (TargetScope.PERSON, TargetScope.LEADING_GROUP)
