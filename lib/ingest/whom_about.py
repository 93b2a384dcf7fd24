"""Whom opinions are about: in a column of its own, in the headings over them, or among categories.

In one column 领导班子 stands over its own opinions, then each of its members by name: what the closed list of targets knows and is no
person goes to the column of targets, so that what is said of the whole group counts as such, and each name stays a matter of one person.
A heading or a category that says whom its rows are about is their target and no category: under a leader's post a count would name him.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.ingest.coded import Coded, coded, together
from lib.ingest.grid import cell_text, compared
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.row_plan import Banner
from lib.ingest.row_words import banner_phase, ordinal_of
from lib.ingest.table import Table
from lib.ingest.targets import may_be_name, says_one, says_whom, target_of
from lib.schema import Opinion, SheetRole, TargetScope
from lib.schema.words import TARGET_WORDS

_NO_PERSONS = frozenset(
    compared(writing) for target, writings in TARGET_WORDS.items() if target is not TargetScope.PERSON for writing in writings
)

_OF_PERSON = TARGET_WORDS[TargetScope.PERSON][0]


def split_targets(table: Table) -> None:
    """Move the cells that name no person from the column of persons concerned to that of targets, where no other column is it."""
    column = next((column for column in table.located.mapped.columns if column.name == Opinion.TARGET_PERSON), None)
    if table.role is SheetRole.TASKS or column is None or column.by_hand or Opinion.TARGET in table.values:
        return
    values: Coded[CellValue] = table.values[Opinion.TARGET_PERSON]
    if values.places(_is_no_person):
        table.values[Opinion.TARGET] = values.mapped(lambda value: value if _is_no_person(value) else None)
        table.values[Opinion.TARGET_PERSON] = values.mapped(lambda value: None if _is_no_person(value) else value)


def _is_no_person(value: CellValue) -> bool:
    return compared(cell_text(value)) in _NO_PERSONS


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with the style in which it is numbered, and whom it is about; None where it is a category."""

    banner: Banner
    style: str
    target: TargetScope | None


_ON_THE_SHEET = -1  # where the name of a sheet stands: above all its rows


def take_headings(table: Table, noting: Noting) -> None:
    """Give the rows under a heading that says whom they are about this target, those under another heading it as their category."""
    headings = [*_title(table), *_headings(table)]
    of_rows = list(_of_rows(headings, table.rows))
    if Opinion.CATEGORY not in table.values and any(category for _, category in of_rows):
        table.values[Opinion.CATEGORY] = coded(banner_phase(category.banner.text) if category else None for _, category in of_rows)
        for heading in headings:
            if heading.target is None:
                _note(table, noting, "category_from_banner", heading.banner, phase=banner_phase(heading.banner.text))
    if any(whom for whom, _ in of_rows):
        _take_targets(table, coded(whom.target if whom else None for whom, _ in of_rows))
    counts = Counter(whom.banner.y for whom, _ in of_rows if whom)
    for heading in headings:
        if heading.target and counts[heading.banner.y]:
            _note_whom(table, noting, heading, heading.target, counts[heading.banner.y])


def _note_whom(table: Table, noting: Noting, heading: _Heading, target: TargetScope, count: int) -> None:
    """Say whom the rows under a heading are about; how many are about one leader is told nowhere."""
    if heading.banner.y == _ON_THE_SHEET:
        noting.add("person_from_sheet", Severity.WARNING, table.grid)
    elif target is TargetScope.PERSON:
        _note(table, noting, "person_from_heading", heading.banner)
    else:
        _note(table, noting, "target_from_heading", heading.banner, word=TARGET_WORDS[target][0], count=count)


def _note(table: Table, noting: Noting, code: str, banner: Banner, **facts: str | int) -> None:
    severity = Severity.INFO if banner.sure else Severity.WARNING
    noting.add(code, severity, table.grid, banner.y, banner.x, banner.text, tuple(facts.items()))


def _title(table: Table) -> Iterator[_Heading]:
    """The name of the sheet, or the line above a table, that says of all its rows that they are about one leader (对馆长的意见建议汇总表)."""
    if target_of(table.grid.name) is TargetScope.PERSON:
        yield _Heading(Banner(_ON_THE_SHEET, 0, table.grid.name, sure=False), "sheet", TargetScope.PERSON)
    for y in table.located.preamble:
        own = [x for x in table.grid.own(y) if x in table.zone]
        text = cell_text(table.grid.cells[y, own[0]]) if len(own) == 1 else ""
        if (says_whom(text) or says_one(text)) and target_of(text) is TargetScope.PERSON:
            yield _Heading(Banner(y, own[0], " ".join(text.split()), sure=True), "title", TargetScope.PERSON)


def _headings(table: Table) -> list[_Heading]:
    """The headings among the rows. Where none is about one leader, only one that says so (对领导班子的意见) is about somebody."""
    banners = table.plan.banners
    targets = [target_of(banner.text) for banner in banners]
    are_whom = all(target or may_be_name(banner.text) for target, banner in zip(targets, banners, strict=True))
    if {TargetScope.PERSON, TargetScope.LEADING_GROUP}.isdisjoint(targets):
        targets = [None] * len(banners)
    else:
        targets = [
            TargetScope.PERSON if target is None and may_be_name(banner.text) and (are_whom or says_whom(banner.text)) else target
            for target, banner in zip(targets, banners, strict=True)
        ]
    is_of_persons = TargetScope.PERSON in targets
    found = [
        _Heading(banner, _style(table, banner), target if is_of_persons or says_whom(banner.text) else None)
        for target, banner in zip(targets, banners, strict=True)
    ]
    return sorted(found, key=lambda heading: heading.banner.y)


def _style(table: Table, banner: Banner) -> str:
    """How a heading is numbered, in its own cell or in the one for numbers; "" where it is not."""
    x = table.column(Opinion.FEEDBACK_ID)
    number = cell_text(table.grid.cells[banner.y, x]) if x is not None else ""
    ordinal = ordinal_of(number) or ordinal_of(banner.text)
    return ordinal[0] if ordinal else ""


def _of_rows(headings: Sequence[_Heading], rows: Sequence[int]) -> Iterator[tuple[_Heading | None, _Heading | None]]:
    """For each row the headings that say whom it is about and what its category is: one that is numbered otherwise stands beneath the other."""
    left = list(headings)
    over: list[_Heading] = []
    for y in rows:
        while left and left[0].banner.y < y:
            heading = left.pop(0)
            same = next((n for n, above in enumerate(over) if above.style == heading.style), len(over))
            over = [*over[:same], heading]
        yield (
            next((heading for heading in reversed(over) if heading.target), None),
            next((heading for heading in reversed(over) if not heading.target), None),
        )


def take_categories(table: Table, noting: Noting) -> None:
    """Take posts of one leader, and what else says whom a row is about beside them, out of the categories: a count of them would name him."""
    for name in (Opinion.CATEGORY, Opinion.SUBCATEGORY):
        values = table.values.get(name)
        if values is None or not values.places(_names_leader):
            continue
        targets = values.mapped(_target_in)
        persons = targets.places(lambda target: target is TargetScope.PERSON)
        table.note(noting, "person_from_category", Severity.WARNING, persons[0], name, column=table.header(name))
        table.values[name] = values.mapped(lambda value: value if _target_in(value) is None else None)
        _take_targets(table, targets)


def _names_leader(value: CellValue) -> bool:
    return isinstance(value, str) and target_of(value) is TargetScope.PERSON


def _target_in(value: CellValue) -> TargetScope | None:
    text = cell_text(value) if isinstance(value, str) else ""
    return target_of(text) or (TargetScope.PERSON if says_whom(text) and may_be_name(text) else None)


def _take_targets(table: Table, targets: Coded[TargetScope | None]) -> None:
    """Write whom rows are about into the column of targets: what stands there stays, unless the row is about one person."""
    words: Coded[CellValue] = targets.mapped(lambda target: TARGET_WORDS[target][0] if target else None)
    written = table.values.get(Opinion.TARGET)
    if written is not None:
        words = together(written, words, lambda before, now: now if now == _OF_PERSON else before or now)
    table.values[Opinion.TARGET] = words
