"""Their own workbook back with what was found in it: a sheet 校验结果, notes on the cells, and a sheet 归并建议 where anything is proposed.

Where nothing can be added to a file without risk (another format, a protected or signed workbook), the findings come as a
workbook of their own, and the reason is told. The caller passes findings that are already disclosed to the audience;
proposals tell words of opinions, and go into this workbook alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from lib.exports import workbook_style as style
from lib.exports.marked_sheet import HEADER_ROW, SEVERITY_INKS, WIDTHS, MarkedBook, MarkedLine, MarkedLines, MarkedWords, height_of
from lib.exports.marked_sorting import SORTING_WIDTHS, ProposalSheet, ProposalTable, sheet_lines
from lib.exports.package import Unsafe
from lib.exports.package_text import plain
from lib.exports.returned_name import suffixed
from lib.exports.sheet_look import BODY_FONT, HEAD_FONT
from lib.exports.workbook_file import packed, write
from lib.i18n import Language, text
from lib.ingest.model import Finding, Severity
from lib.ingest.own_sheets import CHECK_MARK, SORTING_MARK
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.worker import ceilings_of
from lib.isolation import run_isolated
from lib.metrics.sorting import SortingHelp
from lib.wording.findings import message_of, one_a_column
from lib.wording.sorting import SheetTable, sheet_name, sorting_tables

_HEADS = ("number", "severity", "sheet", "cell", "value", "message", "hint")
_MOST_PLACES = 1_500  # in a cell, which takes 32,767 characters
_NO_PROPOSALS = SortingHelp((), ())


@dataclass(frozen=True, slots=True)
class Marked:
    """A workbook with findings; `is_separate` where it is not their own, `reason` says why then."""

    data: bytes
    file_name: str
    is_separate: bool = False
    reason: Unsafe | None = None

    def why(self, language: Language) -> str:
        """The reason in one sentence; "" where the workbook is their own."""
        return text(language, f"package.reason.{self.reason.value}") + text(language, "marked.separate") if self.reason else ""


def mark_up_isolated(
    data: bytes,
    file_name: str,
    findings: Sequence[Finding],
    language: Language,
    limits: Limits = DEFAULT_LIMITS,
    proposed: SortingHelp = _NO_PROPOSALS,
) -> Marked:
    """Mark a file from outside up, in the worker process.

    Args:
        data: the file.
        file_name: as it was dropped.
        findings: already disclosed to the audience.
        language: of all that is written.
        limits: the ceilings of the worker process.
        proposed: which opinions might be merged or sorted; without any there is no such sheet.

    Raises:
        WorkerDied: the process died, or was stopped at the ceiling of memory or time.
    """
    lines, proposals = _lines(findings, language), _proposals(proposed, file_name, language)
    words = _words(findings, lines, file_name, language)
    job = (data, lines, words, proposals, limits)
    book = run_isolated("lib.exports.marked_job:mark_up", job, MarkedBook, file_name=file_name, ceilings=ceilings_of(limits))
    return _marked(book, file_name, lines, words, proposals, language)


def marked_up(
    data: bytes,
    file_name: str,
    findings: Sequence[Finding],
    language: Language,
    limits: Limits = DEFAULT_LIMITS,
    proposed: SortingHelp = _NO_PROPOSALS,
) -> Marked:
    """The same in this process, without ceilings of memory and time: for files of our own and for tests."""
    # Here and not above, so that the serving process does not load what only its workers need.
    from lib.exports.marked_job import mark_up

    lines, proposals = _lines(findings, language), _proposals(proposed, file_name, language)
    words = _words(findings, lines, file_name, language)
    return _marked(mark_up(data, lines, words, proposals, limits), file_name, lines, words, proposals, language)


def _marked(
    book: MarkedBook,
    file_name: str,
    lines: MarkedLines,
    words: MarkedWords,
    proposals: ProposalSheet,
    language: Language,
) -> Marked:
    suffix = text(language, "marked.file_suffix")
    if book.reason is None:
        return Marked(book.data, suffixed(file_name, suffix, book.extension))
    separate = Marked(b"", suffixed(file_name, suffix, "xlsx"), is_separate=True, reason=book.reason)
    why = separate.why(language)
    above = f"{why}{words.summary}{text(language, 'marked.how_separate')}"
    return replace(separate, data=_separate(lines.listed, words, proposals, above))


def _lines(findings: Sequence[Finding], language: Language) -> MarkedLines:
    """The findings in words, the worst first, each sort in the order of the workbook."""
    ranks = list(Severity)
    ordered = sorted(findings, key=lambda one: ranks.index(one.severity))
    noted = {id(one): _line(one, language) for one in ordered}
    listed = tuple(
        noted[id(told)]
        if told is alike[0]
        else replace(_line(told, language), cell=alike[0].cell, cells=told.cell, message=message_of(told, alike, language))
        for told, alike in one_a_column(ordered, language, _MOST_PLACES)
    )
    return MarkedLines(listed, tuple(noted[id(one)] for one in ordered))


def _line(one: Finding, language: Language) -> MarkedLine:
    return MarkedLine(one.severity, one.sheet, one.cell, one.value, one.message(language), one.hint(language))


def _words(findings: Sequence[Finding], lines: MarkedLines, file_name: str, language: Language) -> MarkedWords:
    counts = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    listed = text(language, "marked.between").join(
        text(language, f"marked.count.{severity.value}", count) for severity, count in counts.items() if count
    )
    summary = text(language, "marked.summary", len(findings), listed=listed) if findings else text(language, "marked.nothing")
    summary += text(language, "marked.gathered") if len(lines.listed) < len(lines.noted) else ""
    title = text(language, "marked.title", file=file_name)
    return MarkedWords(
        sheet_name=text(language, "marked.sheet"),
        title=f"{CHECK_MARK} {title}".strip(),
        summary=summary,
        how=text(language, "marked.how") if findings else "",
        heads=tuple(text(language, f"marked.head.{head}") for head in _HEADS),
        severities=tuple((severity, text(language, f"severity.{severity.value}")) for severity in Severity),
        note_hint=text(language, "marked.note_hint"),
    )


def _proposals(proposed: SortingHelp, file_name: str, language: Language) -> ProposalSheet:
    """The proposals in words, and where the opinions stand that they name."""
    tables = tuple(_proposal_table(table) for table in sorting_tables(proposed, language))
    return ProposalSheet(
        sheet_name=sheet_name(language),
        title=f"{SORTING_MARK} {text(language, 'sorting.title', file=file_name)}".strip(),
        summary=text(language, "sorting.summary" if tables else "sorting.nothing"),
        tables=tables,
    )


def _proposal_table(table: SheetTable) -> ProposalTable:
    parted = tuple(tuple(ref.rpartition("!") for ref in refs) for refs in table.refs)
    rows = tuple(tuple((sheet, place.lstrip(ascii_uppercase)) for sheet, _, place in refs) for refs in parted)  # C14 of an answer
    places = tuple(tuple((sheet, int(row)) if row.isdecimal() else ("", 0) for sheet, row in refs) for refs in rows)
    return ProposalTable(table.heading, table.note, table.headers, table.rows, places)


def _separate(lines: Sequence[MarkedLine], words: MarkedWords, proposals: ProposalSheet, above: str) -> bytes:
    """The findings, and the proposals if any, as a workbook of their own, with the reason above them."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = words.sheet_name
    style.style_title(sheet, words.title, above, len(WIDTHS))
    sheet.row_dimensions[style.FILLED_BY_ROW].height = 36
    sheet.cell(style.FILLED_BY_ROW, 1).alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    sheet.row_dimensions[HEADER_ROW].height = 26
    for place, (head, width) in enumerate(zip(words.heads, WIDTHS, strict=True), start=1):
        write(sheet.cell(HEADER_ROW, place), head)
        style.style_header(sheet.cell(HEADER_ROW, place))
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, line in enumerate(lines, start=1):
        texts = words.row(number, line)
        for place, content in enumerate(texts, start=1):
            cell = sheet.cell(HEADER_ROW + number, place)
            write(cell, number if place == 1 else plain(content))
            style.style_plain(cell, is_centred=place <= 4)
            if place == 2:
                cell.font = Font(name=HEAD_FONT, size=10.5, color=SEVERITY_INKS[line.severity])
        sheet.row_dimensions[HEADER_ROW + number].height = height_of(texts)
    sheet.freeze_panes = f"A{HEADER_ROW + 1}"
    style.set_single_page(sheet, "landscape")
    if proposals.tables:
        _separate_proposals(book, proposals)
    return packed(book)


def _separate_proposals(book: Workbook, proposals: ProposalSheet) -> None:
    """The same sheet of proposals, without links: their opinions stand in another file."""
    sheet = book.create_sheet(proposals.sheet_name)
    last = get_column_letter(len(SORTING_WIDTHS))
    for place, width in enumerate(SORTING_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, line in enumerate(sheet_lines(proposals), start=1):
        sheet.row_dimensions[number].height = line.height
        if line.is_wide:
            sheet.merge_cells(f"A{number}:{last}{number}")
        for place, content in enumerate(line.texts, start=1):
            cell = sheet.cell(number, place)
            write(cell, plain(content))
            if line.kind == "head":
                style.style_header(cell)
            elif line.kind == "row":
                style.style_plain(cell, is_centred=False)
            else:
                is_big = line.kind in ("title", "heading")
                cell.font = Font(name=HEAD_FONT if is_big else BODY_FONT, size={"title": 16, "heading": 12}.get(line.kind, 10.5))
                cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.sheet_view.showGridLines = False
    style.set_single_page(sheet, "landscape")
    sheet.print_title_rows = None
