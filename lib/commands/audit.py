"""Show who did what, prove that no entry was changed, or write the audit into a file.

Without an option the newest entries are shown. --verify walks the whole chain; with --kept HASH it also demands the entry whose
fingerprint was written down elsewhere, which is the only proof against somebody who owns the database (docs/store.md).
Exit code 0: shown, written, the chain holds; 1: the chain does not hold; 2: refused, with one sentence.
"""

import argparse
import json
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.commands.account import account
from lib.commands.faults import fault_sentence
from lib.commands.speaking import add_language, say
from lib.desk import auditing
from lib.desk.shelf import Shelf, open_shelf
from lib.errors import PhaseboardError, StoreRefused
from lib.i18n import Language, text
from lib.settings import settings
from lib.store import AuditAction, AuditEvent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--verify", action="store_true", help="prove the chain")
    parser.add_argument("--kept", default="", metavar="HASH", help="with --verify: a fingerprint that was written down elsewhere")
    parser.add_argument("--export", default="", metavar="FILE", help="write every entry into FILE.csv or FILE.jsonl; there must be none")
    parser.add_argument("--most", type=int, default=50, metavar="N", help="show so many entries, the newest first")
    parser.add_argument("--json", action="store_true", help="JSON instead of sentences; without --verify one object a line")
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show, prove or write."""
    language = Language(arguments.lang)
    try:
        with closing(open_shelf(settings())) as shelf:
            lines, code = _answer(shelf, arguments, language)
    except PhaseboardError as fault:
        sentence = fault_sentence(fault, language, Path(arguments.export).name)
        lines, code = [json.dumps({"status": "refused", "reason": sentence}, ensure_ascii=False) if arguments.json else sentence], 2
    for line in lines:
        say(line)
    return code


def _answer(shelf: Shelf, arguments: argparse.Namespace, language: Language) -> tuple[list[str], int]:
    if arguments.export:
        return _export(shelf, Path(arguments.export), language, is_json=arguments.json), 0
    if arguments.verify:
        return _verify(shelf, arguments.kept, language, is_json=arguments.json)
    if arguments.json:
        return [json.dumps(auditing.as_object(entry), ensure_ascii=False) for entry in shelf.audit_entries(max(arguments.most, 0))], 0
    found = auditing.table(shelf, language, most=max(arguments.most, 0))
    rows = ((str(one.number), one.when, one.who, one.action, one.board, one.version, one.detail, one.address) for one in found.rows)
    return ["\t".join(_one_line(word) for word in line) for line in (found.headings, *rows)], 0


def _verify(shelf: Shelf, kept: str, language: Language, *, is_json: bool) -> tuple[list[str], int]:
    found = auditing.check(shelf, language, kept)
    told = {"holds": found.holds, "entries": found.entries, "head": found.head, "broken_at": found.number or None, "fault": found.fault}
    return [json.dumps(told) if is_json else found.sentence], 0 if found.holds else 1


def _export(shelf: Shelf, out: Path, language: Language, *, is_json: bool) -> list[str]:
    """Write the file; that it was written is an entry itself, after those in the file."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in list(auditing.AuditFormat):
        raise StoreRefused("audit_format", file=out.name)
    head = shelf.audit_head()
    data = auditing.exported(shelf, auditing.AuditFormat(ending), language, head)
    _write_new(out, data)
    detail = {"file": out.name, "kind": ending, "entries": str(head.number), "head": head.hash}
    shelf.audit(AuditEvent(datetime.now(UTC), account(), AuditAction.AUDIT_EXPORTED, detail=detail))
    told: dict[str, Any] = {"file": out.name, "entries": head.number, "head": head.hash, "sha256": auditing.file_fingerprint(data)}
    return [json.dumps(told, ensure_ascii=False) if is_json else text(language, "audit.exported", **told)]


def _write_new(out: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        StoreRefused: there is one, or it cannot be written.
    """
    try:
        file = out.open("xb")
    except FileExistsError as fault:
        raise StoreRefused("backup_exists", file=out.name) from fault
    except OSError as fault:
        raise StoreRefused("backup_unwritable", file=out.name) from fault
    try:
        with file:
            file.write(data)
    except OSError as fault:
        with suppress(OSError):
            out.unlink()
        raise StoreRefused("backup_unwritable", file=out.name) from fault


def _one_line(word: str) -> str:
    """A cell of the list: no control character reaches the terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in word)
