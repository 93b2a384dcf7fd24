"""Bring the database back to the form that an older release knows, before that release is put in; without --yes it only tells the loss.

Forms: 0001 versions; 0002 meetings, figures, memory; 0003 choices; 0004 audit, sessions, releases, forgetting. Stop the board first, and
take a backup and an export of the audit. Going forward again happens by itself when the newer program opens the database.
Exit code 0: done, or nothing would be lost; 1: told what would be lost; 2: refused, with one sentence.
"""

import argparse
from contextlib import closing

from lib.commands.faults import fault_sentence
from lib.commands.speaking import add_language, say
from lib.errors import PhaseboardError
from lib.i18n import Language, text
from lib.settings import settings
from lib.store import open_store
from lib.store.downgrade import Loss


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("revision", metavar="FORM", help="0001, 0002 or 0003")
    parser.add_argument("--yes", action="store_true", help="do it, and lose what is told")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Tell the loss, or bring the database back."""
    language, code = Language(arguments.lang), 0
    try:
        with closing(open_store(settings().database_url)) as store:
            if arguments.yes:
                lost = store.step_down(arguments.revision, accepts_loss=True)
                sentences = [text(language, "audit.stepped_down", revision=arguments.revision), *_told(lost, language)]
            else:
                lost = store.would_lose(arguments.revision)
                sentences = [text(language, "audit.would_step_down", revision=arguments.revision), *_told(lost, language)]
                code = 1 if lost else 0
    except PhaseboardError as fault:
        sentences, code = [fault_sentence(fault, language)], 2
    say("\n".join(sentences))
    return code


def _told(lost: tuple[Loss, ...], language: Language) -> list[str]:
    return [text(language, f"audit.lost.{one.table}", one.rows) for one in lost]
