"""Take everything from a backup into a database without boards: a new one, or one of the other sort (SQLite, PostgreSQL).

A sealed backup asks for its passphrase: --passphrase-file, the environment or standard input (docs/store.md).
Exit code 0: taken; 2: refused, with one sentence that says why; nothing was changed then.
"""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lib.commands import passphrase
from lib.commands.account import account
from lib.commands.backup import content_of
from lib.commands.faults import fault_sentence
from lib.commands.speaking import add_language, say
from lib.desk.shelf import open_shelf
from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.settings import settings
from lib.store.sealed import is_sealed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help="a file that `backup` wrote")
    passphrase.add_argument(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Take one backup."""
    language, source = Language(arguments.lang), Path(arguments.file)
    try:
        secret = passphrase.given_passphrase(arguments) if is_sealed(source) else ""
        with closing(open_shelf(settings())) as shelf:
            info = shelf.restore_backup(source, who=account(), when=datetime.now(UTC), passphrase=secret)
            sentence = text(language, "shelf.taken", file=source.name, database=shelf.name, content=content_of(info, language))
        sentence += "\n" + text(language, "audit.taken_head", number=info.head.number, hash=info.head.hash)
        code = 0
    except PhaseboardError as fault:
        sentence, code = fault_sentence(fault, language, source.name), 2
    say(sentence)
    return code
