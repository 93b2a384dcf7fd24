"""Publish a workbook as the next version of a board; made for a weekly task that nobody watches.

Exit code 0: published, or it was published already; 3: somebody published meanwhile; 2: refused. With --json standard output is
{"status": "published|already|conflict|refused", "version": n} and the reason stands on standard error; `version` is the board's
current one, null where there is none or it cannot be told.
"""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from lib.commands.account import account
from lib.commands.faults import fault_sentence, file_bytes
from lib.commands.speaking import add_language, say
from lib.desk.blocking import blockers, is_empty
from lib.desk.opening import Opened, open_file
from lib.desk.shelf import DEFAULT_BOARD, Shelf, open_shelf
from lib.errors import Conflict, PhaseboardError
from lib.i18n import Language, text
from lib.settings import Settings, settings
from lib.store import Published, PublishStatus, VersionInfo


class Status(StrEnum):
    """What became of the wish to publish, as machines read it."""

    PUBLISHED = "published"
    ALREADY = "already"
    CONFLICT = "conflict"
    REFUSED = "refused"


_EXIT = {Status.PUBLISHED: 0, Status.ALREADY: 0, Status.CONFLICT: 3, Status.REFUSED: 2}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The answer to a machine, and the sentences for a person."""

    status: Status
    version: int | None
    sentence: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a workbook")
    parser.add_argument("--board", default=DEFAULT_BOARD, metavar="CODE", help=f"the board's code; {DEFAULT_BOARD} without it")
    parser.add_argument("--note", default="", metavar="TEXT", help="what is said about this version")
    parser.add_argument("--title", default="", metavar="TEXT", help="the title of a new board; the workbook's without it")
    parser.add_argument("--year", type=int, default=None, help="the plan's year, where the file leaves it open; the board remembers it")
    parser.add_argument(
        "--base", type=int, default=None, metavar="N", help="publish only over version N (0: none); the current one without it"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a sentence")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Publish one file."""
    outcome = _outcome(arguments, Language(arguments.lang))
    if arguments.json:
        sys.stdout.write(json.dumps({"status": outcome.status.value, "version": outcome.version}) + "\n")
    say(outcome.sentence, beside_json=arguments.json)
    return _EXIT[outcome.status]


def _outcome(arguments: argparse.Namespace, language: Language) -> Outcome:
    """What came of it; every fault becomes an answer."""
    path = Path(arguments.file)
    current: VersionInfo | None = None
    try:
        chosen = settings()
        with closing(open_shelf(chosen)) as shelf:
            current = shelf.current(arguments.board)
            return _published(arguments, path, chosen, shelf, current, language)
    except Conflict as conflict:
        return Outcome(Status.CONFLICT, conflict.current, fault_sentence(conflict, language, path.name))
    except PhaseboardError as fault:
        return _refused(current, fault_sentence(fault, language, path.name))


def _published(
    arguments: argparse.Namespace, path: Path, chosen: Settings, shelf: Shelf, current: VersionInfo | None, language: Language
) -> Outcome:
    """Read the file as the board remembers to read it, and publish it over the version that was current at the start.

    Raises:
        Conflict: somebody published meanwhile, or after the version given as base.
        PhaseboardError: the file or the database stands against it.
    """
    data = file_bytes(path)
    remembered = shelf.remembered(arguments.board)
    year = arguments.year if arguments.year is not None else remembered.year
    draft = open_file(data, path.name, chosen, year=year, columns=remembered.columns)
    hindrance = _hindrance(draft, current, language)
    if hindrance:
        return _refused(current, hindrance)
    seen = current.number if current else None
    published = shelf.publish(
        arguments.board,
        arguments.title,
        draft,
        data,
        who=account(),
        when=datetime.now(UTC),
        note=arguments.note,
        base_version=seen if arguments.base is None else arguments.base or None,
    )
    return Outcome(Status(published.status), published.version.number, _told(published, current, language))


def _hindrance(draft: Opened, current: VersionInfo | None, language: Language) -> str:
    """Why a readable file is not published: what would be miscounted, or an empty file over a full board, which only a person may do."""
    if is_empty(draft.workbook) and current is not None and (current.tasks or current.feedback):
        return text(language, "shelf.would_empty", file=draft.file_name, board=current.board)
    return "\n".join(blockers(draft.workbook, language))


def _refused(current: VersionInfo | None, sentence: str) -> Outcome:
    return Outcome(Status.REFUSED, current.number if current else None, sentence)


def _told(published: Published, before: VersionInfo | None, language: Language) -> str:
    """One sentence about the outcome; one more where the file has errors."""
    version = published.version
    if published.status is PublishStatus.ALREADY:
        return text(language, "shelf.already", board=version.board, version=version.number)
    told = text(language, "shelf.published", board=version.board, version=version.number, content=_content(version, language))
    if before is not None and (before.tasks, before.feedback) != (version.tasks, version.feedback):
        told += text(language, "shelf.before", version=before.number, content=_content(before, language))
    if version.errors:
        told += text(language, "shelf.errors", version.errors)
    return told


def _content(version: VersionInfo, language: Language) -> str:
    tasks, feedback = text(language, "shelf.tasks", version.tasks), text(language, "shelf.feedback", version.feedback)
    return text(language, "shelf.both", first=tasks, second=feedback)
