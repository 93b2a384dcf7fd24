"""Take everything from a backup into a database without boards: a new one, or one of the other sort (SQLite, PostgreSQL).

Exit code 0: taken; 2: refused, with one sentence that says why; nothing was changed then.
"""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lib.commands.account import account
from lib.commands.backup import content_of
from lib.commands.faults import fault_sentence
from lib.desk.shelf import open_shelf
from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.settings import settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a file that `backup` wrote")
    parser.add_argument(
        "--lang", choices=[language.value for language in Language], default=Language.ZH.value, help="language of the messages"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take one backup."""
    language, source = Language(arguments.lang), Path(arguments.file)
    try:
        with closing(open_shelf(settings())) as shelf:
            info = shelf.restore_backup(source, who=account(), when=datetime.now(UTC))
            sentence, code = text(language, "shelf.taken", file=source.name, database=shelf.name, content=content_of(info, language)), 0
    except PhaseboardError as fault:
        sentence, code = fault_sentence(fault, language, source.name), 2
    sys.stdout.write(sentence.encode("utf-8", errors="replace").decode("utf-8") + "\n")
    return code
