"""A marked-up copy of somebody's workbook: a sheet with the findings, notes on the cells they are about, and a sheet of proposals where there are any.

Nothing of theirs is changed: parts are added, and the list of sheets, the formats and the content types are added to.
Marking a marked copy again replaces our sheets and our notes. At the end both files are read, and the copy is given up
where anything but our sheets differs.
"""

from collections.abc import Sequence
from dataclasses import replace

from lib.errors import Refused
from lib.exports.marked_notes import NoteWriter
from lib.exports.marked_sheet import MarkedLine, MarkedLines, MarkedWords, sheet_xml
from lib.exports.marked_sorting import ProposalSheet, sorting_xml
from lib.exports.package import CannotAdd, EditedPackage, Unsafe
from lib.exports.package_book import BookSheets
from lib.exports.package_styles import StyleSheet
from lib.ingest.model import RawWorkbook, Severity
from lib.ingest.own_sheets import CHECK_MARK, OWN_MARKS, SORTING_MARK
from lib.ingest.read import Limits, read
from lib.ingest.read.references import place

MOST_NOTES = 5_000
"""Notes in one workbook; the worst findings come first, and all of them stand in the sheet."""

_LONGEST_NOTE = 1_500
_BY_SEVERITY = {severity: rank for rank, severity in enumerate(Severity)}


def marked_book(data: bytes, lines: MarkedLines, words: MarkedWords, proposals: ProposalSheet, limits: Limits) -> tuple[bytes, str]:
    """The marked-up copy and the extension its name must have.

    Raises:
        CannotAdd: nothing can be added to this file without risk.
        Refused: the file is damaged.
    """
    package = EditedPackage(data, limits)
    book = BookSheets(package)
    first_texts = {one.target: book.first_text(one.target) for one in book.worksheets}
    ours = {mark: part for mark in OWN_MARKS for part, said in reversed(first_texts.items()) if said.startswith(mark)}
    writer = NoteWriter(package)
    for entry in book.worksheets:
        writer.clear(entry.target)
    for name, notes in _notes(lines.noted, words).items():
        part = book.part_of(name)
        if part and part not in ours.values():
            writer.write(part, notes)
    styles = StyleSheet(package)
    real_names = {name: one.name for name, one in book.by_name.items()}
    sheets = [(CHECK_MARK, words.sheet_name, sheet_xml(lines.listed, words, real_names, styles, has_views=book.has_views))]
    if proposals.tables or SORTING_MARK in ours:
        sheets.append((SORTING_MARK, proposals.sheet_name, sorting_xml(proposals, real_names, styles)))
    styles.save()
    for mark, name, content in sheets:
        if mark in ours:
            package.replace(ours[mark], content)
            package.drop_relations(ours[mark])
        else:
            book.add(name, content)
    if any(mark not in ours for mark, _, _ in sheets):
        book.save()
    marked = package.packed()
    _compare(data, marked, limits)
    return marked, package.extension


def _notes(lines: Sequence[MarkedLine], words: MarkedWords) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet → place → the text of its note; the worst first where there are too many."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    count = 0
    for line in sorted(lines, key=lambda one: _BY_SEVERITY[one.severity]):
        spot = place(line.cell)
        if spot is None:
            continue
        notes = found.setdefault(line.sheet, {})
        if spot not in notes:
            if count == MOST_NOTES:
                continue
            count += 1
        text = "\n".join(part for part in (notes.get(spot, ""), _note(line, words)) if part)
        notes[spot] = text if len(text) <= _LONGEST_NOTE else text[:_LONGEST_NOTE] + "…"
    return found


def _note(line: MarkedLine, words: MarkedWords) -> str:
    hint = f"\n{words.note_hint}{line.hint}" if line.hint else ""
    return f"【{words.severity(line.severity)}】{line.message}{hint}"


def _compare(before: bytes, after: bytes, limits: Limits) -> None:
    """Raise CannotAdd where the copy does not read as the original does, our own sheets apart."""
    if len(after) > limits.file_bytes:
        raise CannotAdd(Unsafe.FULL)
    try:
        found = [_theirs(read(data, "", limits)) for data in (before, after)]
    except Refused as refusal:
        raise CannotAdd(Unsafe.STRUCTURE) from refusal
    if found[0] != found[1]:
        raise CannotAdd(Unsafe.STRUCTURE)


def _theirs(raw: RawWorkbook) -> RawWorkbook:
    return replace(raw, sheets=tuple(one for one in raw.sheets if not str(one.cell(1, 1) or "").startswith(OWN_MARKS)))
