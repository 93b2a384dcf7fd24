"""Read a workbook and say what was recognised and what is unsure; for a folder, one line a file.

Exit code 0: it loads; 1: it loads with errors in rows; 2: refused. With --json standard output is one JSON object
by the contract of the architecture page: dates are ISO, rows are 1-based, every key is always present.
One file is answered within ten seconds, the start of the program included. So the worker process reads the file and
writes the answer too, both under one ceiling: what the start has left of the time.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from lib.commands.check_folder import folder_table
from lib.commands.checked import Checked, Form, Piece, refusal_of
from lib.commands.faults import fault_sentence, file_bytes
from lib.commands.speaking import add_language
from lib.errors import Refused
from lib.exports.returned_name import WORKBOOK_ENDINGS
from lib.i18n import Language, text
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.read.cell_text import plain_file_name
from lib.isolation import Ceilings, run_isolated

_SEARCHED = frozenset(WORKBOOK_ENDINGS) - {".xml"}  # which may be anything, and would be refused
_EXIT = {"ok": 0, "warnings": 0, "errors": 1, "refused": 2}
PROMISED_SECONDS = 10.0
SPARED_SECONDS = 0.7  # until a stopped process is gone and the answer is out
LEAST_SECONDS = 5.0  # an honest workbook is read also where the start was slow
FAIR_SHARE = (
    0.4  # of a processor: a ledger of 100,000 rows needs less and is answered later on a busy machine; the rest is given up in time
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE|FOLDER", help="a workbook, or a folder of workbooks")
    parser.add_argument("--year", type=int, default=None, help="the plan's year, where the file leaves it open")
    parser.add_argument("--sheet", default=None, metavar="NAME", help="read this sheet alone, also where it is hidden")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the report")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="D", help="add the figures as of this day (ISO)")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Check one file or every file of a folder."""
    language = Language(arguments.lang)
    place = Path(arguments.file)
    if place.is_dir():
        return _check_folder(place, arguments, language)
    return _check_file(place, arguments, language)


def limits_within(elapsed: float) -> Limits:
    """The ceilings for one file, so that its answer is there in time; `elapsed` is seconds since the program was started."""
    return replace(DEFAULT_LIMITS, seconds=max(LEAST_SECONDS, PROMISED_SECONDS - SPARED_SECONDS - elapsed))


def _check_file(path: Path, arguments: argparse.Namespace, language: Language) -> int:
    limits = limits_within(time.monotonic() - arguments.started)
    checked = _checked(path, arguments, limits, Form.JSON if arguments.json else Form.REPORT)
    if isinstance(checked, Refused):
        reason = fault_sentence(checked, language, path.name)
        _write([_refusal(reason) if arguments.json else _bytes(text(language, "check.refused", reason=reason))])
        return _EXIT["refused"]
    _write(checked.answer)
    return _EXIT[checked.status]


def _check_folder(folder: Path, arguments: argparse.Namespace, language: Language) -> int:
    """The worst of all files decides the exit code."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _SEARCHED and not path.name.startswith("~$")
    )
    rows: list[tuple[str, ...]] = []
    answers: list[bytes] = []
    worst = 0
    for path in files:
        name = str(path.relative_to(folder))
        checked = _checked(path, arguments, DEFAULT_LIMITS, Form.JSON if arguments.json else Form.COUNTS, name)
        if isinstance(checked, Refused):
            reason = fault_sentence(checked, language, path.name)
            worst = _EXIT["refused"]
            rows.append((name, text(language, "check.status.refused"), "", "", reason))
            answers.append(_refusal(reason, name))
            continue
        worst = max(worst, _EXIT[checked.status])
        counts = "/".join(map(str, checked.findings))
        rows.append((name, text(language, f"check.status.{checked.status}"), str(checked.tasks), str(checked.feedback), counts))
        answers.append(b"".join(checked.answer))
    if arguments.json:
        _write([b'{"files": [\n', b",\n".join(answers), b"\n]}"])
    elif rows:
        _write([_bytes(folder_table(rows, language))])
    else:
        _write([_bytes(text(language, "check.folder.empty", folder=str(folder)))])
    return worst


def _checked(path: Path, arguments: argparse.Namespace, limits: Limits, form: Form, listed_as: str = "") -> Checked | Refused:
    """Read and answer in the worker process: a file that is slow to answer is stopped as one that is slow to read."""
    name = plain_file_name(path.name)
    language = Language(arguments.lang)
    ceilings = Ceilings(limits.memory_bytes, limits.seconds, limits.answer_bytes, FAIR_SHARE)
    try:
        data = file_bytes(path)
        if len(data) > limits.file_bytes:
            return Refused("file_too_large", file=name, megabytes=limits.file_bytes >> 20)
        asked = (data, name, arguments.year, arguments.sheet, limits, form, language, arguments.as_of, listed_as)
        return run_isolated("lib.commands.check_job:check", asked, Checked, file_name=name, ceilings=ceilings)
    except Refused as refusal:
        return refusal


def _refusal(reason: str, listed_as: str = "") -> bytes:
    first = {"file": listed_as} if listed_as else {}
    return _bytes(json.dumps(first | refusal_of(reason), ensure_ascii=False, indent=1))


def _bytes(answer: str) -> bytes:
    """UTF-8; a lone surrogate becomes the replacement character."""
    return answer.encode("utf-8", errors="replace")


def _write(answer: Iterable[Piece]) -> None:
    """One answer on standard output."""
    sys.stdout.flush()
    for piece in answer:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.write(b"\n")
    sys.stdout.buffer.flush()
