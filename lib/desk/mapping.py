"""Mapping columns by hand: what stands unread, what each column may be taken for, and the sentences around it.

Sample values are there for sheets of tasks alone; beside opinions an unread column may hold who said them. Where no table
was found, the row that looks like a header is offered instead: the person says what the sheet is and names its columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from lib.errors import Refused
from lib.i18n import Language, text
from lib.ingest.choices import CHOOSABLE
from lib.ingest.headers import known_headers
from lib.ingest.model import ColumnChoice, UnreadColumn, Workbook
from lib.schema import SheetRole, columns_of
from lib.wording.phrases import listed


@dataclass(frozen=True, slots=True)
class UnmatchedColumn:
    """One header that could be mapped; `role` is IGNORED where the person must say first what the sheet is.

    `near` is the name of the column that the reader proposes, "" for none. `is_left_out` says that it stays unread on purpose.
    """

    sheet: str
    role: SheetRole
    header: str
    cell: str
    samples: tuple[str, ...]
    near: str
    is_left_out: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a header may be taken for; `column` is "" for leaving it unread."""

    column: str
    label: str


def unmatched(workbook: Workbook, language: Language) -> tuple[UnmatchedColumn, ...]:
    """The unread columns of every table, then the likely headers of sheets on which no table was found."""
    return tuple(_worded(column, language) for column in workbook.unread)


def unmatched_of_refusal(refusal: Refused, language: Language) -> tuple[UnmatchedColumn, ...]:
    """The likely header of a file that was refused for want of a table; () for any other refusal."""
    if refusal.code != "no_table" or "headers" not in refusal.facts:
        return ()
    headers, places = (str(refusal.facts[name]).split("\n") for name in ("headers", "cells"))
    sheet = str(refusal.facts["sheet"])
    return tuple(
        _worded(UnreadColumn(sheet, SheetRole.IGNORED, header, cell), language) for header, cell in zip(headers, places, strict=True)
    )


def roles(language: Language) -> tuple[tuple[SheetRole, str], ...]:
    """What a sheet may be said to be, in the order in which it is asked."""
    return tuple((role, text(language, f"sheet_role.{role}")) for role in CHOOSABLE)


def choices(role: SheetRole, language: Language) -> tuple[Choice, ...]:
    """What a header of such a sheet may mean: left unread first, then the columns as the schema orders them."""
    if role not in CHOOSABLE:
        return (Choice("", text(language, "mapping.unread")),)
    named = (Choice(str(column.name), text(language, f"column.{column.role}.{column.name}")) for column in columns_of(role))
    return (Choice("", text(language, "mapping.unread")), *named)


def changed(before: Sequence[ColumnChoice], given: Sequence[ColumnChoice]) -> tuple[ColumnChoice, ...]:
    """What was mapped before with what is given now: a new choice for a header takes the place of the old one."""
    replaced = {(choice.role, choice.header) for choice in given}
    return (*(choice for choice in before if (choice.role, choice.header) not in replaced), *given)


def headline(columns: Sequence[UnmatchedColumn], language: Language, *, is_refused: bool = False) -> str:
    """How many columns stand unread, and what can be done; those that are left out on purpose do not count.

    Where the file is refused it has no table at all; else a sheet without one may be left as it is, if nothing is to be read from it.
    """
    if is_refused:
        return text(language, "mapping.headline.no_table")
    sheets = dict.fromkeys(column.sheet for column in columns if column.role is SheetRole.IGNORED)
    of_tables = [column for column in columns if column.role is not SheetRole.IGNORED]
    open_ones = sum(not column.is_left_out for column in of_tables)
    said = [text(language, "mapping.headline", n=open_ones) if open_ones else text(language, "mapping.headline.none")]
    if sheets:
        of_sheets = text(language, "mapping.headline.sheets", n=len(sheets), sheets=listed(language, sheets))
        said = [*said, of_sheets] if of_tables else [of_sheets]
    return language.manners.gap.join(said)


def remembered(columns: Sequence[ColumnChoice], language: Language) -> tuple[str, ...]:
    """What was mapped by hand, one sentence a choice."""
    return tuple(
        text(
            language,
            "mapping.remembered" if choice.column else "mapping.remembered.unread",
            role=text(language, f"sheet_role.{choice.role}"),
            header=choice.header,
            column=label(choice, language),
        )
        for choice in columns
    )


def label(choice: ColumnChoice, language: Language) -> str:
    """What a choice takes its header for, in words; its bare name where a later release no longer has that column."""
    known = {each.column: each.label for each in choices(SheetRole(choice.role), language)} if choice.role in CHOOSABLE else {}
    return known.get(choice.column, choice.column)


def _worded(column: UnreadColumn, language: Language) -> UnmatchedColumn:
    near = dict(known_headers(column.role)).get(column.near, "")
    key = "left_out" if column.by_hand else "ignored" if column.role is SheetRole.IGNORED else "near" if near else "unknown"
    proposal = label(ColumnChoice(column.role, column.header, near), language) if near else ""
    sentence = text(language, f"mapping.column.{key}", sheet=column.sheet, cell=column.cell, header=column.header, near=proposal)
    return UnmatchedColumn(column.sheet, column.role, column.header, column.cell, column.samples, near, column.by_hand, sentence)
