"""Cells to typed values: text, states, shares, counts, closed vocabularies. What cannot be read is said.

Every different value is read once and mapped back; nothing is replaced by a guess.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from lib.ingest.coded import Coded, is_blank, together
from lib.ingest.days import DOUBTS, DeadlineReader, is_no_day, is_serial
from lib.ingest.file_texts import FileTexts
from lib.ingest.grid import cell_text, compared
from lib.ingest.headers import normal
from lib.ingest.model import CellValue, Severity
from lib.ingest.noting import Noting
from lib.ingest.states import StateReading, percent_in_words, read_state
from lib.ingest.table import Table
from lib.ingest.targets import target_of
from lib.ingest.text_columns import stripped
from lib.schema import ColumnType, DeadlineKind, Opinion, Status, TargetScope, Task
from lib.schema.gate_states import gate_lines, gate_of
from lib.schema.words import OPENNESS_WORDS, RECTIFICATION_KIND_WORDS, SCOPE_WORDS, TARGET_WORDS

_MOST_COUNTED = 1e9
_LEAST_OF_HUNDRED = 2  # a number from here on is no share; one between 1 and 2 is a slip
_COUNT = re.compile(r"约?(\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?)(?:[条项件次个人票份]|次数|人次)?")
_SHARE = re.compile(r"(?:已?完成|约|大约)?(-?\d+(?:\.\d+)?)(%?)")
_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]+")
_RATIO = re.compile(r"(\d+)/(\d+)")

_CLOSED: Mapping[ColumnType, Mapping[StrEnum, tuple[str, ...]]] = {
    ColumnType.RECTIFICATION_KIND: RECTIFICATION_KIND_WORDS,  # type: ignore[dict-item]
    ColumnType.SCOPE: SCOPE_WORDS,  # type: ignore[dict-item]
    ColumnType.OPENNESS: OPENNESS_WORDS,  # type: ignore[dict-item]
    ColumnType.TARGET: TARGET_WORDS,  # type: ignore[dict-item]
}


def texts(values: Coded[CellValue]) -> Coded[str | None]:
    """Cells as text, None where blank."""
    if isinstance(values.distinct, FileTexts):
        return stripped(values, values.distinct)
    texts_alone = values.distinct[1:] if values.distinct and values.distinct[0] is None else values.distinct
    if {*map(type, texts_alone)} <= {str}:
        bare = list(map(str.strip, texts_alone))  # type: ignore[arg-type]
        if all(bare) and not _is_mended("".join(bare)):
            return Coded(values.codes, [*([None] * (len(values.distinct) - len(bare))), *bare])
    return values.mapped(lambda value: None if value is None else _text(value))


def labels(values: Coded[CellValue]) -> Coded[str | None]:
    """Cells as names of groups: 形式主义方面 is one however its narrow cell breaks or spaces it.

    Where a part stands alone in another cell the cell may name several groups: it stays as written, and a rule says so.
    """
    written = texts(values)
    alone = {written.distinct[code] for code in written.here()}
    return written.mapped(lambda text: text and _joined(text, alone))


def written_upright(values: Coded[CellValue], longest: int) -> Coded[str | None]:
    """Cells as text, a name that stands upright (筹/备/阶/段, so many signs a line and no more) on one line."""

    def on_one_line(text: str | None) -> str | None:
        parts = text.split() if text else []
        most = longest if text and "\n" in text else 1  # 筹 备 阶 段 is spaced out
        return "".join(parts) if len(parts) > 1 and all(len(part) <= most and _IDEOGRAPHS.fullmatch(part) for part in parts) else text

    return texts(values).mapped(on_one_line)


def _joined(text: str, alone: set[str | None]) -> str:
    parts = _BETWEEN_IDEOGRAPHS.split(text)
    return "".join(parts) if alone.isdisjoint(parts) else text


def _is_mended(text: str) -> bool:
    return "\r" in text or "_x000D_" in text


def _text(value: CellValue) -> str | None:
    text = value.strip() if type(value) is str else cell_text(value)
    return (text.replace("\r\n", "\n").replace("_x000D_", "") if _is_mended(text) else text) or None


def vocabulary(table: Table, name: str, kind: ColumnType, noting: Noting) -> Coded[str | None]:
    """Cells of a closed vocabulary; an unknown writing is blank and said."""
    index = {compared(writing): str(value) for value, writings in _CLOSED[kind].items() for writing in writings}
    if kind is ColumnType.OPENNESS and _asks_if_anonymous(table, name):
        index |= {"是": index["否"], "否": index["是"]}

    def known(value: CellValue) -> str | None:
        text = compared(cell_text(value))
        found = index.get(text) or index.get(re.sub(r"[(（].*?[)）]", "", text))
        is_leader = found is None and kind is ColumnType.TARGET and target_of(text) is TargetScope.PERSON
        return str(TargetScope.PERSON) if is_leader else found

    values = table.values[name]
    if kind is not ColumnType.TARGET:
        for item in values.places(lambda value: bool(compared(cell_text(value))) and known(value) is None):
            table.note(noting, "word_unknown", Severity.WARNING, item, name)
    return values.mapped(known)


def note_gates(table: Table, noting: Noting) -> None:
    """Say which cells for the state of a report hold a line whose words are unknown; the cells stay as they are written."""

    def is_unknown(value: CellValue) -> bool:
        return any(line and gate_of(line) is None for line in gate_lines(cell_text(value)))

    if Task.GATE_STATUS in table.values:
        for item in table.values[Task.GATE_STATUS].places(is_unknown):
            table.note(noting, "gate_unknown", Severity.WARNING, item, Task.GATE_STATUS)


def _asks_if_anonymous(table: Table, name: str) -> bool:
    """Whether a yes under the header (是否匿名) means that the person is not named."""
    header = normal(table.header(name))
    return "匿名" in header and not any(word in header for word in ("实名", "署名", "记名"))


def days(table: Table, name: str, reader: DeadlineReader, noting: Noting) -> Coded[date | None]:
    """Cells that hold one day; a month or a third of one is its last day, and that is said."""
    read = table.values[name].mapped(lambda value: _day(value, reader, table.year))
    for item in read.places(lambda day: bool(day.code)):
        day = read[item]
        facts = dict(day.facts) or ({"day": day.day.isoformat()} if day.day else {})
        is_told_by_thirds = name == Opinion.RECEIVED and day.code == "day_from_window"  # what was received is counted by 旬
        table.note(noting, day.code, Severity.INFO if is_told_by_thirds else Severity.WARNING, item, name, **facts)
    _note_order(table, name, read, noting)
    return read.mapped(lambda day: day.day)


def _note_order(table: Table, name: str, read: "Coded[_Day]", noting: Noting) -> None:
    """Say once for a column that 10/5 was read as 5 October: nothing in the table settles which of the two is the month."""
    unsettled = read.places(lambda day: day.order_unsettled)
    if unsettled:
        table.note(noting, "day_order", Severity.WARNING, unsettled[0], name)


@dataclass(frozen=True, slots=True)
class _Day:
    """The day in a cell, and the code of what must be said about it."""

    day: date | None
    code: str = ""
    order_unsettled: bool = False
    facts: tuple[tuple[str, str], ...] = ()


def _day(value: CellValue, reader: DeadlineReader, year: int | None) -> _Day:
    if value is None or is_no_day(value):
        return _Day(None)
    read = reader.one(value)
    is_dated = read is not None and read.kind in (DeadlineKind.WINDOW, DeadlineKind.BY)
    day = read.end or read.start if read is not None and is_dated else None
    doubt = next((note for note in read.notes if note.code in DOUBTS), None) if read is not None else None
    if doubt is not None:
        return _Day(None, doubt.code, facts=doubt.facts)
    if read is None or day is None:
        return _Day(None, "" if is_dated and year is None else "day_unread")  # without a year it waits for it: asked for once
    if read.start is not None and read.start != day:
        return _Day(day, "day_from_window")
    order_unsettled = any(note.code == "day_month_order" for note in read.notes)
    return _Day(day, "day_from_number" if is_serial(value) else "", order_unsettled)


def counts(table: Table, name: str, noting: Noting) -> Coded[int | None]:
    """Cells that hold a whole number of things; a blank stays blank, and the sum treats it as the schema says."""
    values = table.values[name]
    for item in values.places(lambda value: value is not None and _count(value) is None):
        table.note(noting, "count_unread", Severity.WARNING, item, name)
    return values.mapped(_count)


def _count(value: CellValue) -> int | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and 0 <= value < _MOST_COUNTED else None
    match = _COUNT.fullmatch(compared(cell_text(value)))
    return int(float(match[1].replace(",", ""))) if match and len(match[1]) <= 9 else None


def shares(table: Table, name: str, noting: Noting) -> Coded[float | None]:
    """Cells that hold a progress, 0 to 1: by the number format, else by the column's other cells.

    Beside numbers up to a hundred a fraction stays a share, as nobody writes half a percent; it is said, and so is a 1: the whole
    where the column's numbers are fractions for the greater part, one percent otherwise.
    """
    shown = together(table.values[name], percent_cells(table, name), lambda value, percent: (value, percent))
    here = shown.values_here()
    plain = [number for value, percent in here if not percent and (number := number_in(value)) is not None]
    of_hundred = any(number >= _LEAST_OF_HUNDRED for number in plain)
    one = 1.0 if sum(0 < number < 1 for number in plain) > sum(number >= _LEAST_OF_HUNDRED for number in plain) else 0.01
    header = table.header(name)
    written_percent = "%" in compared(header) or any(isinstance(value, str) and "%" in value for value, _ in here)
    found = shown.mapped(lambda cell: _progress(*cell, of_hundred, one, is_mixed=of_hundred or written_percent))
    for item in found.places(lambda share: bool(share.code)):
        share = found[item]
        severity = Severity.ERROR if share.code == "progress_out_of_range" else Severity.WARNING
        facts = {} if share.share is None else {"read": f"{share.share * 100:g}%"}
        table.note(noting, share.code, severity, item, name, **facts)
    return found.mapped(lambda share: share.share)


def percent_cells(table: Table, name: str) -> Coded[bool]:
    """Which cells of a column are shown as a percentage."""
    x, sheet = table.column(name), table.grid.sheet
    shown = np.zeros(len(table.rows), dtype=np.int32)
    if x is not None and sheet.percent:
        shown[:] = [table.grid.is_percent(y, x) for y in table.rows]
    return Coded(shown, [False, True])


@dataclass(frozen=True, slots=True)
class _Progress:
    """The share in a cell, and the code of what must be said about it."""

    share: float | None
    code: str = ""


def _progress(value: CellValue, percent: bool, of_hundred: bool, one: float, *, is_mixed: bool) -> _Progress:
    plain = number_in(value)
    share = one if plain == 1 and of_hundred and not percent else _share(value, plain, percent, of_hundred)
    state = read_state(value) if share is None and isinstance(value, str) else StateReading(None)
    if value is not None and share is None and state.state in (Status.DONE, Status.NOT_STARTED):
        share = 1.0 if state.state == Status.DONE else 0.0
    if value is not None and (share is None or not 0 <= share <= 1):
        return _Progress(None, "progress_unread" if share is None else "progress_out_of_range")
    if plain == 1 and not percent and is_mixed:
        return _Progress(share, "progress_one")
    return _Progress(share, "progress_fraction" if plain is not None and 0 < plain < 1 and not percent and of_hundred else "")


def number_in(value: CellValue) -> float | None:
    """The number in a cell or in its text, without a percent sign."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    match = _SHARE.fullmatch(compared(value)) if isinstance(value, str) else None
    return float(match[1]) if match and not match[2] else None


def _share(value: CellValue, plain: float | None, percent: bool, of_hundred: bool) -> float | None:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if plain is not None:
        return round(plain / 100, 6) if of_hundred and not percent and plain >= 1 else plain
    if isinstance(value, str):
        text = compared(value)
        match = _SHARE.fullmatch(text)
        if match:
            return round(float(match[1]) / 100, 6)
        in_words = percent_in_words(text)
        if in_words is not None:
            return in_words
        ratio = _RATIO.fullmatch(text)
        if ratio and int(ratio[2]) >= int(ratio[1]) and int(ratio[2]):
            return int(ratio[1]) / int(ratio[2])
    return None


def has_progress(table: Table) -> bool:
    """Whether the table has a progress column with anything in it."""
    return Task.PROGRESS in table.values and not is_blank(table.values[Task.PROGRESS]).all()
