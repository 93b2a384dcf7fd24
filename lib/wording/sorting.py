"""归并建议 as tables for the marked-up workbook: what is proposed, and why. Marked as proposals; nothing is applied.

Only for the copy that goes back to the one who brought the workbook: it tells words of opinions that no page shows.
"""

from dataclasses import dataclass

from lib.i18n import Language, text
from lib.i18n.formats import number, percent
from lib.metrics.sorting import SortingHelp
from lib.wording.phrases import counted, listed


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One table of a sheet: a heading, a note beneath it, the headers and the rows, all in words; `refs` are the rows that each row's first cells name."""

    heading: str
    note: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    refs: tuple[tuple[str, ...], ...] = ()


def sorting_tables(found: SortingHelp, language: Language) -> tuple[SheetTable, ...]:
    """Which opinions might be merged, then which categories might be filled in; a list without proposals is left out."""
    tables = (_merges(found, language), _categories(found, language))
    return tuple(table for table in tables if table.rows)


def sheet_name(language: Language) -> str:
    """The name of the sheet that holds the tables."""
    return text(language, "sorting.sheet")


def _merges(found: SortingHelp, language: Language) -> SheetTable:
    rows = tuple(
        (
            _opinion(each.keep_id, each.keep),
            _opinion(each.merge_id, each.merge),
            listed(language, [text(language, "sorting.word", word=word) for word in each.shared]) or text(language, "sorting.same"),
            percent(each.likeness, language),
        )
        for each in found.merges
    )
    note = text(language, "sorting.merges.note")
    if found.uncompared:
        note += text(language, "sorting.bounded", first=number(found.compared, language), rest=number(found.uncompared, language))
    if found.unlisted:
        note += counted(language, "sorting.merges.more", found.unlisted)
    headers = tuple(text(language, f"sorting.merges.{name}") for name in ("keep", "merge", "shared", "likeness"))
    return SheetTable(text(language, "sorting.merges"), note, headers, rows, tuple((each.keep, each.merge) for each in found.merges))


def _categories(found: SortingHelp, language: Language) -> SheetTable:
    rows = tuple(
        (
            _opinion(each.feedback_id, each.ref),
            each.category,
            listed(language, [text(language, "sorting.word", word=word) for word in each.keywords]),
        )
        for each in found.categories
    )
    headers = tuple(text(language, f"sorting.categories.{name}") for name in ("opinion", "category", "keywords"))
    note = text(language, "sorting.categories.note")
    if found.uncompared:
        note += text(language, "sorting.bounded", first=number(found.compared, language), rest=number(found.uncompared, language))
    return SheetTable(text(language, "sorting.categories"), note, headers, rows, tuple((each.ref,) for each in found.categories))


def _opinion(own_number: str, ref: str) -> str:
    """An opinion by its number, with its place in the workbook."""
    return f"{own_number} ({ref})" if own_number else ref
