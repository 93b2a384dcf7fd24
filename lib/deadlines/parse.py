"""The way in: a phrase and a year → a `Deadline`."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from lib.deadlines.combine import combine
from lib.deadlines.figures import YEARS
from lib.deadlines.grammar import PhraseReader
from lib.deadlines.model import Deadline, DeadlineNote, NoteLevel
from lib.deadlines.normalise import LONGEST, mended, normalise
from lib.deadlines.school import SchoolCalendar
from lib.deadlines.serial import day_of_serial
from lib.deadlines.tokens import chinese_number, tokenise
from lib.i18n import Language, text
from lib.i18n.formats import window
from lib.schema import DeadlineKind

_REMEMBERED = 16384
_WEEKDAYS = frozenset({"actual_weekday", "written_weekday"})
_WITH_DAYS = (DeadlineKind.WINDOW, DeadlineKind.BY)
_DITTO = frozenset({"'", "''", "′′"})
_WINDOWS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d(?:; \d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d)*")
_DAY_OR_DAYS = re.compile("(?<![〇一二三四五六七八九十])(一二|二三)(?=[日号])")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:\.[0-9]+)?")
_YEAR = re.compile(
    r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])|(?<![〇一二三四五六七八九十])[一二]〇?[〇一二三四五六七八九]{2,3}(?=年)|民国[0-9〇一二三四五六七八九十百]{2,4}(?=年)|(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])"
)


def parse_deadline(phrase: str, year: int | None, *, calendar: SchoolCalendar | None = None) -> Deadline:
    """Read a deadline phrase.

    Args:
        phrase: as written in the cell, any text at all.
        year: the plan's year, for phrases that name none; None where it is not known: such phrases then
            keep their kind and have no days.
        calendar: what school words mean; without it they are undetermined.
    """
    if calendar is None:
        return _remembered(phrase, year)
    return _read(phrase, year, calendar)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(phrase: str, year: int | None) -> Deadline:
    return _read(phrase, year, None)


def _read(phrase: str, year: int | None, calendar: SchoolCalendar | None) -> Deadline:
    if len(phrase) > LONGEST:
        return unparsed(phrase, "too_long", longest=str(LONGEST))
    plain = normalise(phrase)
    if not plain:
        return unparsed(phrase, "blank")
    if plain in _DITTO:
        plain = "同上"
    if _SERIAL.fullmatch(plain) and (day := day_of_serial(float(plain))) is not None:
        return unparsed(phrase, "serial_number", day=day.isoformat())
    plain, slips = mended(plain)
    found = combine(phrase, PhraseReader(tokenise(plain), year, calendar).read(), year)
    if found.kind is DeadlineKind.UNPARSED:
        return found
    doubts = _day_or_days(plain) if found.kind in _WITH_DAYS else ()
    doubts += tuple(DeadlineNote("slip", NoteLevel.WARNING, (("read", read), ("written", written))) for written, read in slips)
    return replace(found, notes=(*found.notes, *doubts)) if doubts else found


def _day_or_days(plain: str) -> tuple[DeadlineNote, ...]:
    """一二日 and 二三日 are read as the 12th and the 23rd, and may as well be two days that follow each other."""
    match = _DAY_OR_DAYS.search(plain)
    if match is None:
        return ()
    written = match.group()
    first, last = (str(chinese_number(numeral)) for numeral in written)
    return (
        DeadlineNote("day_or_days", NoteLevel.WARNING, (("first", first), ("last", last), ("read", first + last), ("written", written))),
    )


def unparsed(phrase: str, code: str, **facts: str) -> Deadline:
    """A phrase that says nothing that can be read, and why."""
    return Deadline(phrase, DeadlineKind.UNPARSED, None, None, (DeadlineNote(code, NoteLevel.WARNING, tuple(sorted(facts.items()))),))


def find_years(title: str) -> tuple[int, ...]:
    """The years that a text states, in order, each once: 2014年, 二〇一四年, 民国103年, 20140315."""
    years: list[int] = []
    for match in _YEAR.finditer(normalise(title)):
        written = match.group()
        if written.startswith("民国"):
            number = chinese_number(written[2:]) if not written[2:].isdigit() else int(written[2:])
            value = 1911 + number if number else 0
        else:
            value = int(written[:4]) if written.isdigit() else chinese_number(written) or 0
        if value in YEARS and value not in years:
            years.append(value)
    return tuple(years)


def note_text(note: DeadlineNote, language: Language) -> str:
    """The sentence of a note in the reader's language."""
    return text(language, f"deadline.{note.code}", None, **shown_facts(note.facts, language))


def shown_facts(facts: Iterable[tuple[str, str | int]], language: Language) -> dict[str, str | int]:
    """The facts of a note as a sentence shows them: a weekday, 1 for Monday, by its name, windows as people write them."""
    return {name: text(language, f"weekday.{value}") if name in _WEEKDAYS else _shown(value, language) for name, value in facts}


def _shown(value: str | int, language: Language) -> str | int:
    """2026-04-01/2026-06-30 as the window that it is; anything else as it stands."""
    if not isinstance(value, str) or not _WINDOWS.fullmatch(value):
        return value
    spans = [part.partition("/") for part in value.split("; ")]
    shown = [
        window(date.fromisoformat(first), date.fromisoformat(last), DeadlineKind.WINDOW, language, year=True) for first, _, last in spans
    ]
    return text(language, "wording.join.list").join(shown)
