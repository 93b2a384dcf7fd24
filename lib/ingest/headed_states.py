"""States that stand once over many rows: in the heading of a section, in the title of a table, in the name of a sheet.

Offices keep 已完成 and 未完成 apart and write no state on the rows. Such a heading is no phase and no category: the rows under it that
have no state of their own take its state, and it is said. Of headings within each other the inner one counts, one that is numbered like
it ends it, and where a sheet and its title are at odds neither is taken.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.ingest.coded import coded, is_blank
from lib.ingest.grid import cell_text
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import Banner
from lib.ingest.row_words import ordinal_of
from lib.ingest.said_states import reads_as, state_of_title, state_said
from lib.ingest.table import Table
from lib.schema import Opinion, SheetRole, Status, Task
from lib.schema.words import STATUS_WORDS

_ROLES = (SheetRole.TASKS, SheetRole.FEEDBACK, SheetRole.RECTIFICATION)
_OUTER = "outer"  # over other headings, and numbered in no way


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading, how it is numbered, and the state that it says, "" for none."""

    banner: Banner
    style: str
    state: str


@dataclass(frozen=True, slots=True)
class _Over:
    """What says the state of a whole table: its title, or the name of its sheet where it stands in no cell."""

    code: str
    state: str
    y: int | None = None
    x: int | None = None
    text: str = ""


def set_states_apart(table: Table) -> None:
    """Take the headings that say how their rows stand out of those that name phases and categories."""
    plan = table.plan
    if table.role not in _ROLES or not plan.banners:
        return
    says = any(_says(table, banner) for banner in plan.banners)
    plan.states = [banner for banner in plan.banners if says and _says(table, banner, yet_to_do=True)]
    if plan.states:
        plan.banners = [banner for banner in plan.banners if banner not in plan.states]


def _says(table: Table, banner: Banner, *, yet_to_do: bool = False) -> str:
    """The state that a heading says in this table, "" for none."""
    word = state_said(banner.text, yet_to_do=yet_to_do)
    return word if word and reads_as(word, ledger=table.role is not SheetRole.TASKS) else ""


def states_from_headings(table: Table, noting: Noting) -> None:
    """Give the rows without a state of their own the one that stands over them, and say so at each heading."""
    if table.role not in _ROLES or not table.rows or _has_progress(table):
        return
    over = _over_all(table, noting)
    if not table.plan.states and over is None:
        return
    told = list(_of_rows(_headings(table), table.rows))
    words: list[CellValue] = []
    counts: Counter[Banner | None] = Counter()
    for own, heading in zip(_own_states(table), told, strict=True):
        state = heading.state if heading else over.state if over else None
        words.append(state if own is None else own)
        if own is None and state is not None:
            counts[heading.banner if heading else None] += 1
    if counts:
        table.values[Task.STATUS] = coded(words)
        if None not in words:
            noting.drop("note_tells_no_state", [table.grid.name])  # which goes on to say that it stays unreported
    _note(table, noting, over, counts)


def _has_progress(table: Table) -> bool:
    """Whether the rows say themselves how far they are."""
    return table.role is SheetRole.TASKS and Task.PROGRESS in table.values and not is_blank(table.values[Task.PROGRESS]).all()


def _own_states(table: Table) -> Iterator[CellValue]:
    """What each row says of itself: its state, or that it was done on a day."""
    written = table.values.get(Task.STATUS)
    days = table.values.get(Task.ACTUAL_DONE if table.role is SheetRole.TASKS else Opinion.DONE)
    for item in range(len(table.rows)):
        if written is not None and written[item] is not None:
            yield written[item]
        else:
            yield STATUS_WORDS[Status.DONE][0] if days is not None and days[item] is not None else None


def _over_all(table: Table, noting: Noting) -> _Over | None:
    """What says the state of the whole table; None where nothing does, or the title and the sheet's name are at odds."""
    ledger, grid = table.role is not SheetRole.TASKS, table.grid
    found = []
    for y in table.located.preamble:
        own = [x for x in grid.own(y) if x in table.zone]
        text = " ".join(cell_text(grid.cells[y, own[0]]).split()) if len(own) == 1 else ""
        if text and (word := state_of_title(text)) and reads_as(word, ledger=ledger):
            found.append(_Over("state_from_title", word, y, own[0], text))
    name = grid.name.strip()
    if (word := state_of_title(name)) and reads_as(word, ledger=ledger):
        found.append(_Over("state_from_sheet", word, text=name))
    if len({reads_as(each.state, ledger=ledger) for each in found}) < 2:
        return found[-1] if found else None
    shown = "、".join(f"“{each.text}”" for each in found)
    noting.add("states_over_differ", Severity.WARNING, grid, None, None, shown, (("count", len(table.rows)),))
    return None


def _headings(table: Table) -> list[_Heading]:
    """All headings among the rows, with the state of those that say one."""
    plan = table.plan
    every = sorted([*plan.banners, *plan.states], key=lambda banner: banner.y)
    rows = iter([*every[1:], None])
    return [
        _Heading(banner, _style(table, banner, next(rows)), _says(table, banner, yet_to_do=True) if banner in plan.states else "")
        for banner in every
    ]


def _style(table: Table, banner: Banner, below: Banner | None) -> str:
    """How a heading is numbered, in its own cell or in the one for numbers; one without a number right over another stands above it."""
    x = table.column(Task.NUMBER if table.role is SheetRole.TASKS else Opinion.FEEDBACK_ID)
    number = cell_text(table.grid.cells[banner.y, x]) if x is not None else ""
    ordinal = ordinal_of(number) or ordinal_of(banner.text)
    if ordinal:
        return ordinal[0]
    return _OUTER if below is not None and not any(banner.y < y < below.y for y in table.rows) else ""


def _of_rows(headings: Sequence[_Heading], rows: Sequence[int]) -> Iterator[_Heading | None]:
    """For each row the innermost heading over it that says a state."""
    left = list(headings)
    over: list[_Heading] = []
    for y in rows:
        while left and left[0].banner.y < y:
            heading = left.pop(0)
            same = next((n for n, above in enumerate(over) if above.style == heading.style), len(over))
            over = [*over[:same], heading]
        yield next((heading for heading in reversed(over) if heading.state), None)


def _note(table: Table, noting: Noting, over: _Over | None, counts: Counter[Banner | None]) -> None:
    """Say which rows took a state from where, and which headings say what each row says for itself."""
    for banner in table.plan.states:
        state, place = _says(table, banner, yet_to_do=True), (table.grid, banner.y, banner.x, banner.text)
        if counts[banner]:
            noting.add("state_from_heading", _severity(state), *place, (("count", counts[banner]), ("state", state)))
        else:
            noting.add("state_heading_unused", Severity.INFO, *place)
    if over is not None and counts[None]:
        facts = (("count", counts[None]), ("state", over.state))
        noting.add(over.code, _severity(over.state), table.grid, over.y, over.x, over.text, facts)


def _severity(state: str) -> Severity:
    """What is cancelled leaves every total, and is to be checked."""
    return Severity.WARNING if reads_as(state, ledger=False) == Status.CANCELLED else Severity.INFO
