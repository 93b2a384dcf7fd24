"""Read deadline phrases and print one JSON object a line: kind, window, findings."""

import argparse
import json
import sys
from collections.abc import Iterable

from lib.commands.speaking import add_language
from lib.deadlines import Deadline, note_text, parse_deadline
from lib.i18n import Language

_DESCRIPTION_OF_INPUT = "phrases; from standard input, one a line, when none is given"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--year", type=int, default=None, help="the plan's year, for phrases that name none")
    add_language(parser)
    parser.add_argument("phrases", nargs="*", metavar="PHRASE", help=_DESCRIPTION_OF_INPUT)


def run(arguments: argparse.Namespace) -> int:
    """Answer every phrase, blank ones too, in order."""
    language = Language(arguments.lang)
    for phrase in arguments.phrases or _lines():
        deadline = parse_deadline(_without_surrogates(phrase), arguments.year)
        sys.stdout.write(json.dumps(_answer(deadline, language), ensure_ascii=False, allow_nan=False) + "\n")
    return 0


def _lines() -> Iterable[str]:
    """The lines of standard input; only a line feed ends one, and a byte order mark is no part of the first."""
    for number, raw in enumerate(sys.stdin.buffer):
        line = raw.decode("utf-8", errors="replace").rstrip("\r\n")
        yield line.removeprefix("\ufeff") if number == 0 else line


def _without_surrogates(phrase: str) -> str:
    """Bytes of a command line that are not UTF-8 become the replacement character."""
    return phrase.encode("utf-8", errors="surrogatepass").decode("utf-8", errors="replace")


def _answer(deadline: Deadline, language: Language) -> dict[str, object]:
    return {
        "phrase": deadline.text,
        "kind": deadline.kind.value,
        "start": deadline.start.isoformat() if deadline.start else None,
        "end": deadline.end.isoformat() if deadline.end else None,
        "findings": [{"code": note.code, "level": note.level.value, "message": note_text(note, language)} for note in deadline.notes],
    }
