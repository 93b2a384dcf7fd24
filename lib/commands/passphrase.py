"""Where a passphrase comes from: a file, the environment, or standard input; never from the command line, which others can list."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from lib.commands.faults import file_bytes
from lib.errors import StoreRefused
from lib.i18n import Language, text

VARIABLE = "PHASEBOARD_BACKUP_PASSPHRASE"


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Declare the file that holds it."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help=f"its first line is the passphrase; without it {VARIABLE} in the environment, else a line of standard input",
    )


def given_passphrase(arguments: argparse.Namespace, *, is_new: bool = False) -> str:
    """The passphrase; "" where there is none. A new one is asked for twice: nobody could open what was sealed with a slip of the hand.

    Raises:
        Refused: the file cannot be read.
        StoreRefused: the two differ.
    """
    if arguments.passphrase_file:
        return _first_line(file_bytes(Path(arguments.passphrase_file)).decode("utf-8-sig", "surrogateescape"))
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if sys.stdin.isatty():
        language = Language(arguments.lang)
        typed = asked(text(language, "passphrase.ask"))
        if is_new and asked(text(language, "passphrase.ask_again")) != typed:
            raise StoreRefused("passphrases_differ")
        return typed
    return _first_line(sys.stdin.readline())


def asked(prompt: str) -> str:
    """What somebody types without its being shown; "" where they end the input instead."""
    try:
        return getpass.getpass(prompt)
    except EOFError:
        return ""


def _first_line(written: str) -> str:
    return written.split("\n", 1)[0].rstrip("\r")
