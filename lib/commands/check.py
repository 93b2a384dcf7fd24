"""Read a workbook and say what was recognised and what is unsure; for a folder, one line a file.

Exit code 0: it loads; 1: it loads with errors in rows; 2: refused. With --json standard output is one JSON object
by the contract of the architecture page: dates are ISO, rows are 1-based, every key is always present.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from lib.commands.check_json import answer_of, refusal_of, status_of
from lib.commands.check_text import folder_table, report_of
from lib.commands.faults import fault_sentence, file_bytes
from lib.errors import Refused
from lib.i18n import Language, text
from lib.ingest.model import Severity, Workbook
from lib.ingest.worker import read_isolated

_SUFFIXES = frozenset(
    {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et", ".ett", ".csv", ".tsv", ".txt", ".html", ".htm", ".mht", ".xltx", ".xltm"}
)
_EXIT = {"ok": 0, "warnings": 0, "errors": 1, "refused": 2}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE|FOLDER", help="a workbook, or a folder of workbooks")
    parser.add_argument("--year", type=int, default=None, help="the plan's year, where the file leaves it open")
    parser.add_argument("--sheet", default=None, metavar="NAME", help="read this sheet alone, also where it is hidden")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the report")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None, metavar="D", help="add the figures as of this day (ISO)")
    parser.add_argument(
        "--lang", choices=[language.value for language in Language], default=Language.ZH.value, help="language of the messages"
    )


def run(arguments: argparse.Namespace) -> int:
    """Check one file or every file of a folder."""
    language = Language(arguments.lang)
    place = Path(arguments.file)
    if place.is_dir():
        return _check_folder(place, arguments, language)
    return _check_file(place, arguments, language)


def _check_file(path: Path, arguments: argparse.Namespace, language: Language) -> int:
    read = _read(path, arguments)
    if isinstance(read, Refused):
        reason = fault_sentence(read, language, path.name)
        _write(_json(refusal_of(reason)) if arguments.json else text(language, "check.refused", reason=reason))
        return _EXIT["refused"]
    status = status_of(read)
    _write(_json(answer_of(read, language, arguments.as_of)) if arguments.json else report_of(read, language))
    return _EXIT[status]


def _check_folder(folder: Path, arguments: argparse.Namespace, language: Language) -> int:
    """The worst of all files decides the exit code."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _SUFFIXES and not path.name.startswith("~$")
    )
    rows: list[tuple[str, ...]] = []
    answers: list[Mapping[str, object]] = []
    worst = 0
    for path in files:
        read = _read(path, arguments)
        name = str(path.relative_to(folder))
        if isinstance(read, Refused):
            reason = fault_sentence(read, language, path.name)
            worst = _EXIT["refused"]
            rows.append((name, text(language, "check.status.refused"), "", "", reason))
            answers.append({"file": name, **refusal_of(reason)})
            continue
        status = status_of(read)
        worst = max(worst, _EXIT[status])
        rows.append((name, text(language, f"check.status.{status}"), str(len(read.tasks)), str(len(read.feedback)), _counts(read)))
        if arguments.json:
            answers.append({"file": name, **answer_of(read, language, arguments.as_of)})
    if arguments.json:
        _write(_json({"files": answers}))
    elif rows:
        _write(folder_table(rows, language))
    else:
        _write(text(language, "check.folder.empty", folder=str(folder)))
    return worst


def _read(path: Path, arguments: argparse.Namespace) -> Workbook | Refused:
    try:
        return read_isolated(file_bytes(path), path.name, year=arguments.year, sheet=arguments.sheet)
    except Refused as refusal:
        return refusal


def _counts(workbook: Workbook) -> str:
    severities = [finding.severity for finding in workbook.findings]
    return "/".join(str(severities.count(severity)) for severity in Severity)


def _json(answer: Mapping[str, object] | Sequence[object]) -> str:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, indent=1)


def _write(answer: str) -> None:
    """One answer on standard output; a lone surrogate becomes the replacement character."""
    sys.stdout.write(answer.encode("utf-8", errors="replace").decode("utf-8") + "\n")
