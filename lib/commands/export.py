"""Make the files of a meeting from a workbook or from a board; made for a weekly task that nobody watches.

The ending of OUT says what is made: .html, .pptx, .docx, .xlsx, .csv.zip or .ics; a folder (OUT ends with a slash, or is one)
gets all of them. A file is written whole or not at all. Exit code 0: written; 2: refused, with one sentence that says why.
Without --audience the files hold what everybody may see.
"""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from lib.access import SourceGroups, disclose
from lib.commands.account import account
from lib.commands.faults import fault_sentence, file_bytes
from lib.commands.speaking import add_language, say
from lib.desk import reporting
from lib.desk.board import Board
from lib.desk.opening import Opened, open_file
from lib.desk.reminders import has_deadlines, unit_calendar
from lib.desk.shelf import MEETING_SECTIONS, Shelf, open_shelf
from lib.errors import PhaseboardError, Refused
from lib.exports.registry import EXPORTS
from lib.exports.report import Report
from lib.i18n import Language, text
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import settings
from lib.wording import Counted, Selection, filters_in_words

ICS = ".ics"
ENDINGS = (*(export.suffix for export in EXPORTS.values()), ICS)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made, of what: the report, and what the calendar rests on."""

    board: Board
    report: Report
    unit: str | None
    stamp: datetime

    def made(self, ending: str) -> bytes:
        """One file, by its ending."""
        return self._makers()[ending]()

    @property
    def has_deadlines(self) -> bool:
        """Whether a calendar would hold anything."""
        return has_deadlines(self.board, self.unit, self.report.provenance, self.report.language)

    def _makers(self) -> Mapping[str, Callable[[], bytes]]:
        report = self.report
        makers: dict[str, Callable[[], bytes]] = {each.suffix: partial(each.render, report) for each in EXPORTS.values()}
        makers[ICS] = partial(unit_calendar, self.board, self.unit, report.provenance, report.language, self.stamp)
        return makers


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", nargs="?", help="a workbook; or --board")
    parser.add_argument("--board", default=None, metavar="CODE", help="what is published on this board, instead of FILE")
    parser.add_argument("--version", type=int, default=None, metavar="N", help="an earlier version of the board, as on its day")
    parser.add_argument("--to", required=True, metavar="OUT", help=f"a file ending with {', '.join(ENDINGS)}; or a folder for all of them")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="D", help="the day that is judged (ISO)")
    parser.add_argument("--year", type=int, default=None, help="the plan's year, where the file leaves it open")
    parser.add_argument("--audience", choices=[tier.value for tier in Audience], default=Audience.PUBLIC.value, help="for whom")
    parser.add_argument("--sections", default="", metavar="A,B", help=f"what, in this order: {', '.join(reporting.SECTIONS)}")
    parser.add_argument("--unit", default=None, metavar="NAME", help="only what concerns this unit")
    add_language(parser, of="files")


def run(arguments: argparse.Namespace) -> int:
    """Make one file, or all."""
    language = Language(arguments.lang)
    try:
        sentence, code = _exported(arguments, language), 0
    except PhaseboardError as fault:
        sentence, code = fault_sentence(fault, language, Path(arguments.file or "").name), 2
    say(sentence)
    return code


def _exported(arguments: argparse.Namespace, language: Language) -> str:
    """Make what was asked for and say what was made.

    Raises:
        PhaseboardError: the file, the database or the place of the result stands against it.
    """
    if (arguments.file is None) == (arguments.board is None) or (arguments.version is not None and arguments.board is None):
        raise Refused("export_source")
    endings = _endings(arguments.to)
    if arguments.board is None:
        opened = open_file(file_bytes(Path(arguments.file)), Path(arguments.file).name, settings(), year=arguments.year)
        return _written(arguments, opened, None, endings, language, [])
    with closing(open_shelf(settings())) as shelf:
        opened = shelf.open(arguments.board, arguments.version)
        arguments.sections = arguments.sections or _kept(shelf, arguments.board)
        groups = shelf.source_groups(opened, Audience(arguments.audience))
        made: list[str] = []
        try:
            return _written(arguments, opened, groups, endings, language, made)
        finally:  # what was written before a place refused the next has left the board too
            _note_in_log(shelf, opened, made, arguments)


def _written(
    arguments: argparse.Namespace,
    opened: Opened,
    groups: SourceGroups | None,
    endings: tuple[str, ...],
    language: Language,
    made: list[str],
) -> str:
    """Write the files and say so; the ending of each that was written is added to `made`."""
    wish = _wish(arguments, opened, groups, language)
    source = wish.report.provenance
    if ICS in endings and not wish.has_deadlines:
        endings = tuple(ending for ending in endings if ending != ICS)
    if not endings:
        raise Refused("export_no_deadline")
    out = Path(arguments.to)
    places = {ending: out / f"{source.stem}{ending}" if _is_folder(arguments.to) else out for ending in endings}
    for ending, place in places.items():
        write_whole(place, wish.made(ending))
        made.append(ending)
    names = text(language, "wording.join.list").join(place.name for place in places.values())
    return text(language, "export.written", len(places), files=names, audience=source.audience, as_of=source.as_of)


def _wish(arguments: argparse.Namespace, opened: Opened, groups: SourceGroups | None, language: Language) -> Wish:
    """The report that was asked for.

    Raises:
        Refused: there is no such section or unit, or nothing to tell.
    """
    disclosed = disclose(opened.workbook, Audience(arguments.audience), groups)
    today, published = _today(arguments, opened), opened.published
    board = Board(disclosed, Filters(), today, arguments.as_of, published)
    filters = ""
    if arguments.unit is not None:
        option = next((each for each in board.options.units if each.name == arguments.unit), None)
        if option is None:
            known = text(language, "wording.join.list").join(each.name for each in board.options.units)
            raise Refused("export_unit", unit=arguments.unit, units=known or text(language, "wording.blank_name"))
        board = Board(disclosed, Filters(units=(option.code,)), today, arguments.as_of, published)
        selection = Selection(text(language, "ui.filter.units"), (option.name,))
        filters = filters_in_words([selection], *board.shown_and_total("tasks"), Counted.TASKS, language)
    report = reporting.report(board, opened, _sections(arguments.sections, language), filters, language)
    if not report.sections:
        raise Refused("export_nothing")
    return Wish(board, report, arguments.unit, datetime.now(UTC))


def _today(arguments: argparse.Namespace, opened: Opened) -> date:
    """Today, or the day that the settings take for it; a version that was asked for is looked at as on its day."""
    if arguments.version is not None and opened.published is not None:
        return opened.published
    declared = settings().today
    return date.fromisoformat(declared) if declared else date.today()  # noqa: DTZ011 - the day on the wall where the task runs


def _sections(given: str, language: Language) -> tuple[str, ...]:
    """The sections in the order asked for, or kept; without either those of a meeting, then the whole tables."""
    names = tuple(name for part in given.split(",") if (name := part.strip()))
    unknown = [name for name in names if name not in reporting.SECTIONS]
    if unknown:
        comma = text(language, "wording.join.list")
        raise Refused("export_section", section=comma.join(unknown), sections=comma.join(reporting.SECTIONS))
    rest = tuple(name for name in reporting.SECTIONS if name not in reporting.MEETING)
    return names or (*reporting.MEETING, *rest)


def _kept(shelf: Shelf, board: str) -> str:
    """The sections that the board's meetings are shown, as far as this program knows them."""
    kept = (shelf.choice(board, MEETING_SECTIONS) or "").split(",")
    return ",".join(name for name in kept if name in reporting.SECTIONS)


def _endings(to: str) -> tuple[str, ...]:
    """What is to be made: all for a folder, else what the name ends with.

    Raises:
        Refused: nothing is made with such an ending.
    """
    if _is_folder(to):
        return ENDINGS
    found = next((ending for ending in ENDINGS if Path(to).name.lower().endswith(ending)), None)
    if found is None:
        raise Refused("export_ending", file=Path(to).name, endings=" ".join(ENDINGS))
    return (found,)


def _is_folder(to: str) -> bool:
    return to.endswith(("/", os.sep)) or Path(to).is_dir()


def write_whole(place: Path, content: bytes) -> None:
    """Write a file so that its name never stands for half of it; an earlier one is kept until then.

    Raises:
        Refused: its folder cannot be made or written.
    """
    part = place.with_name(f".{place.name[:80]}.{os.getpid()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(place)
        finally:
            with suppress(FileNotFoundError):
                part.unlink()
    except OSError as fault:
        raise Refused("export_unwritable", file=place.name) from fault


def _note_in_log(shelf: Shelf, opened: Opened, endings: Sequence[str], arguments: argparse.Namespace) -> None:
    if not endings:
        return
    assert opened.info is not None  # it was opened from the shelf
    shelf.log_export(
        opened.info.board,
        " ".join(endings),
        Audience(arguments.audience),
        opened.info.number,
        who=account(),
        when=datetime.now(UTC),
    )
