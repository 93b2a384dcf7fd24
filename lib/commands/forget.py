"""Remove what is personal from every version of a board and from their files, for good; without --yes it only tells what would go.

Personal is (see lib/access/forgetting.py): all that is written about a matter of one person, the words of opinions given back to back, exact
days of receipt, contact data, who talked with whom, who was evaluated. Counts and figures stay as they are. Stop the board first: it keeps
what it has opened in memory. Backups, and files that people have taken, still hold everything: destroy or forget them by themselves.

Exit code 0: told, or done; 2: refused, with one sentence; nothing was changed then; 4: forgotten, but others use the database, so its
file could not be written anew: stop them and run it again. With --json standard output is one object: {"status":
"planned|forgotten|nothing|uncleared|refused", "versions": [{"version", "rows", "cells", "file"}], "other_boards": [code], "unread_sheets": [name]}.
"""

import argparse
import json
import sys
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum

from lib.commands.account import account
from lib.commands.faults import fault_sentence
from lib.commands.speaking import add_language, say
from lib.desk.forgetting import ForgetPlan, carry_out, plan
from lib.desk.shelf import Shelf, open_shelf
from lib.errors import DatabaseBusy, NotStored, PhaseboardError
from lib.i18n import Language, text
from lib.settings import settings


class Status(StrEnum):
    """What became of the wish, as machines read it."""

    PLANNED = "planned"
    FORGOTTEN = "forgotten"
    NOTHING = "nothing"
    UNCLEARED = "uncleared"
    REFUSED = "refused"


_EXIT = {Status.REFUSED: 2, Status.UNCLEARED: 4}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--board", required=True, metavar="CODE", help="the board's code")
    parser.add_argument("--yes", action="store_true", help="do it; it cannot be undone")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Tell or do it."""
    language, planned, sentences = Language(arguments.lang), None, []
    others: list[str] = []
    try:
        with closing(open_shelf(settings())) as shelf:
            others = [board.code for board in shelf.boards() if board.code != arguments.board]
            planned = plan(shelf, arguments.board)
            status = _done(shelf, planned, is_wanted=arguments.yes)
    except PhaseboardError as fault:
        status, sentences = Status.REFUSED, [fault_sentence(fault, language)]
        if isinstance(fault, NotStored) and others:
            sentences.append(text(language, "forget.known_boards", boards=text(language, "wording.join.list").join(others)))
    if planned is not None and status is not Status.REFUSED:
        sentences = _told(planned, status, language)
    if arguments.json:
        sys.stdout.write(json.dumps(_object(planned, status), ensure_ascii=False) + "\n")
    say("\n".join(sentences), beside_json=arguments.json)
    return _EXIT.get(status, 0)


def _done(shelf: Shelf, planned: ForgetPlan, *, is_wanted: bool) -> Status:
    if not is_wanted:
        return Status.PLANNED if planned.going else Status.NOTHING
    before = shelf.current(planned.board)
    try:
        carry_out(shelf, planned, who=account(), when=datetime.now(UTC))
    except DatabaseBusy:
        if shelf.current(planned.board) == before and planned.going:
            raise
        return Status.UNCLEARED
    return Status.FORGOTTEN if planned.going else Status.NOTHING


def _told(planned: ForgetPlan, status: Status, language: Language) -> list[str]:
    comma = text(language, "wording.join.list")
    lines = [text(language, f"forget.{status}", planned.versions, board=planned.board, cells=planned.cells)]
    for one in planned.going:
        named = comma.join(str(number) for number in one.versions)
        file = text(language, f"forget.file.{one.file}")
        lines.append(text(language, "forget.version", versions=named, rows=one.rows, cells=one.cells, file=file))
    if planned.other_boards:
        lines.append(text(language, "forget.other_boards", boards=comma.join(planned.other_boards)))
    if planned.unread_sheets:
        lines.append(text(language, "forget.unread_sheets", sheets=comma.join(planned.unread_sheets)))
    if status is not Status.PLANNED:
        lines.append(text(language, "forget.remains"))
    return lines


def _object(planned: ForgetPlan | None, status: Status) -> dict[str, object]:
    going = planned.going if planned else ()
    versions = [
        {"version": number, "rows": one.rows, "cells": one.cells, "file": str(one.file)} for one in going for number in one.versions
    ]
    return {
        "status": str(status),
        "versions": sorted(versions, key=lambda one: int(str(one["version"]))),
        "other_boards": list(planned.other_boards) if planned else [],
        "unread_sheets": list(planned.unread_sheets) if planned else [],
    }
