"""Write everything that was ever published into one new file, while the board goes on running.

With --encrypt it is sealed with a passphrase, which is read from --passphrase-file, the environment or standard input (docs/store.md).
Exit code 0: written; 2: refused, with one sentence that says why; nothing was overwritten then.
"""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lib.commands import passphrase
from lib.commands.account import account
from lib.commands.faults import fault_sentence
from lib.commands.speaking import add_language, say
from lib.desk.shelf import open_shelf
from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.settings import settings
from lib.store import BackupInfo
from lib.store.sealed import must_be_long_enough


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", metavar="OUT", help="the file to write; there must be none of that name")
    parser.add_argument("--encrypt", action="store_true", help="seal it with a passphrase; without the passphrase nobody can open it again")
    passphrase.add_argument(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write one backup."""
    language, out = Language(arguments.lang), Path(arguments.out)
    try:
        secret = passphrase.given_passphrase(arguments, is_new=True) if arguments.encrypt else ""
        if arguments.encrypt:
            must_be_long_enough(secret)
        with closing(open_shelf(settings())) as shelf:
            info = shelf.backup(out, who=account(), when=datetime.now(UTC), passphrase=secret)
        sentence, code = _told(info, out.name, language), 0
    except PhaseboardError as fault:
        sentence, code = fault_sentence(fault, language, out.name), 2
    say(sentence)
    return code


def _told(info: BackupInfo, name: str, language: Language) -> str:
    lines = [text(language, "shelf.backed_up", file=name, content=content_of(info, language))]
    lines.append(text(language, "audit.backup_head", number=info.head.number, hash=info.head.hash))
    if not info.is_audited:
        lines.append(text(language, "audit.backup_untold"))
    return "\n".join(lines)


def content_of(info: BackupInfo, language: Language) -> str:
    """How much a backup holds, in words."""
    boards, versions = text(language, "shelf.boards", info.boards), text(language, "shelf.versions", info.versions)
    return text(language, "shelf.both", first=boards, second=versions)
