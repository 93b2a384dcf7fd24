"""What the verbs share in speaking: the argument that says in which language, and a sentence on its way out."""

import argparse
import sys

from lib.i18n import LANGUAGES, Language


def add_language(parser: argparse.ArgumentParser, *, of: str = "messages") -> None:
    """Declare the language of what a verb says or makes."""
    parser.add_argument(
        "--lang", choices=[language.value for language in LANGUAGES], default=Language.ZH.value, help=f"language of the {of}"
    )


def say(sentence: str, *, beside_json: bool = False) -> None:
    """Write a sentence and end its line; beside JSON a person reads standard error. A lone surrogate becomes the replacement character."""
    (sys.stderr if beside_json else sys.stdout).write(sentence.encode("utf-8", errors="replace").decode("utf-8") + "\n")
