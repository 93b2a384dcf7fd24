"""Write everything that was ever published into one new file, while the board goes on running.

Exit code 0: written; 2: refused, with one sentence that says why; nothing was overwritten then.
"""

import argparse
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lib.commands.account import account
from lib.commands.faults import fault_sentence
from lib.desk.shelf import open_shelf
from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.settings import settings
from lib.store import BackupInfo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("out", metavar="OUT", help="the file to write; there must be none of that name")
    parser.add_argument(
        "--lang", choices=[language.value for language in Language], default=Language.ZH.value, help="language of the messages"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write one backup."""
    language, out = Language(arguments.lang), Path(arguments.out)
    try:
        with closing(open_shelf(settings())) as shelf:
            sentence, code = (
                text(
                    language,
                    "shelf.backed_up",
                    file=out.name,
                    content=content_of(shelf.backup(out, who=account(), when=datetime.now(UTC)), language),
                ),
                0,
            )
    except PhaseboardError as fault:
        sentence, code = fault_sentence(fault, language, out.name), 2
    sys.stdout.write(sentence.encode("utf-8", errors="replace").decode("utf-8") + "\n")
    return code


def content_of(info: BackupInfo, language: Language) -> str:
    """How much a backup holds, in words."""
    boards, versions = text(language, "shelf.boards", info.boards), text(language, "shelf.versions", info.versions)
    return text(language, "shelf.both", first=boards, second=versions)
