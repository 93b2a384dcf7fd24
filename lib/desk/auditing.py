"""The audit as a page and a file show it: entries in words, what the check of the chain found, and the bytes of an export.

Times are UTC in files, and on the wall of this machine on the page. Words come from the catalogues; codes stand in JSON lines, for machines.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from itertools import takewhile

import pandas as pd

from lib.desk.shelf import Shelf
from lib.desk.tables import Table
from lib.exports.tables_csv import separated
from lib.i18n import Language, formats, text
from lib.identity.model import ALL_BOARDS, Role
from lib.schema import Audience
from lib.store import AuditAction, AuditEntry, AuditHead

COUNTS = frozenset({"cells", "columns", "count", "entries", "errors", "feedback", "rows", "tasks", "versions", "warnings"})
"""Details that count something."""

COLUMNS = ("number", "when", "who", "action", "board", "version", "detail", "address")


class AuditFormat(StrEnum):
    """The files in which an audit leaves."""

    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry in words."""

    number: int
    when: str
    who: str
    action: str
    board: str
    version: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class AuditTable:
    """What the page shows: headings, rows newest first, and where the next page begins; `next_before` None is the end."""

    headings: tuple[str, ...]
    rows: tuple[AuditRow, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What the check of the chain found, in one sentence; the last entry's fingerprint is to be kept elsewhere."""

    holds: bool
    number: int
    fault: str
    entries: int
    head: str
    sentence: str


def table(shelf: Shelf, language: Language, *, most: int = 200, before: int | None = None) -> AuditTable:
    """One page of the audit, the newest entries first."""
    found = shelf.audit_entries(most + 1, before)
    shown = found[:most]
    headings = tuple(text(language, f"audit.column.{name}") for name in COLUMNS)
    return AuditTable(headings, tuple(row(entry, language) for entry in shown), shown[-1].number if shown and len(found) > most else None)


def row(entry: AuditEntry, language: Language) -> AuditRow:
    """One entry in words; nobody and this machine are said, not left blank."""
    event = entry.event
    named = (
        text(language, "audit.pair", name=text(language, f"audit.detail.{name}"), value=_in_words(name, value, language))
        for name, value in sorted(event.detail.items())
    )
    return AuditRow(
        entry.number,
        f"{event.when.astimezone():%Y-%m-%d %H:%M:%S}",
        event.who or text(language, "audit.nobody"),
        text(language, f"audit.action.{event.action}"),
        event.board or "",
        "" if event.version is None else str(event.version),
        text(language, "audit.between").join(named),
        event.address or text(language, "audit.here"),
    )


def _in_words(name: str, value: str, language: Language) -> str:
    """Audiences, roles and all boards by their names, counts with their thousands apart; every other value is a code."""
    if name in COUNTS and value.isdecimal():
        return formats.number(int(value), language)
    if name == "audience" and value in tuple(Audience):
        return text(language, f"audience.{value}")
    if name in ("role", "roles"):
        named = (text(language, f"identity.role.{role}") if role in tuple(Role) else role for role in value.split(","))
        return text(language, "wording.join.list").join(named)
    return text(language, "accounts.all_boards") if name == "boards" and value == ALL_BOARDS else value


def as_table(page: AuditTable, language: Language) -> Table:
    """One page of the audit as a table of words."""
    lines = [tuple(str(getattr(entry, name)) for name in COLUMNS) for entry in page.rows]
    cells = pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")
    headings = tuple(zip(COLUMNS, page.headings, strict=True))
    return Table("audit", text(language, "audit.title"), headings, cells, ("detail",), text(language, "audit.empty"))


def check(shelf: Shelf, language: Language, kept: str = "") -> AuditCheck:
    """Prove the chain; `kept` is a fingerprint that was written down elsewhere."""
    broken, head = shelf.verify_audit(kept.strip().lower()), shelf.audit_head()
    if broken is None:
        key = "audit.holds_with" if kept.strip() else "audit.holds"
        return AuditCheck(True, 0, "", head.number, head.hash, text(language, key, number=head.number, hash=head.hash))
    sentence = text(language, f"audit.broken.{broken.fault}", number=broken.number)
    return AuditCheck(False, broken.number, str(broken.fault), head.number, head.hash, sentence)


def exported(shelf: Shelf, kind: AuditFormat, language: Language, head: AuditHead | None = None) -> bytes:
    """The whole audit as a file, the first entry first; every line has its fingerprint, so the file can be proved by itself.

    Args:
        shelf: whose audit.
        kind: the kind of file.
        language: of its words.
        head: the last entry that goes into it, for whoever tells its fingerprint too: others may write meanwhile.
    """
    last = shelf.audit_head() if head is None else head
    entries = takewhile(lambda entry: entry.number <= last.number, shelf.all_audit_entries())
    if kind is AuditFormat.JSONL:
        return b"".join(json.dumps(as_object(entry), ensure_ascii=False).encode() + b"\n" for entry in entries)
    return separated(_lines(entries, language))


def _lines(entries: Iterable[AuditEntry], language: Language) -> Iterator[tuple[str | int, ...]]:
    names = (*COLUMNS, "action_code", "previous", "hash")
    yield tuple(text(language, f"audit.column.{name}") for name in names)
    for entry in entries:
        told = row(entry, language)
        when = entry.event.when.astimezone(UTC).isoformat(timespec="microseconds")
        facts = (told.number, when, told.who, told.action, told.board, told.version, told.detail, told.address)
        yield (*facts, str(entry.event.action), entry.previous, entry.hash)


def as_object(entry: AuditEntry) -> dict[str, object]:
    """One entry as machines read it; the fingerprint can be computed from it (docs/store.md)."""
    event = entry.event
    return {
        "number": entry.number,
        "when": event.when.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": event.who,
        "action": str(event.action),
        "address": event.address,
        "board": event.board,
        "version": event.version,
        "detail": dict(event.detail),
        "previous": entry.previous,
        "hash": entry.hash,
    }


def file_fingerprint(data: bytes) -> str:
    """The SHA-256 of an exported file, to be written down beside it."""
    return hashlib.sha256(data).hexdigest()


def actions(language: Language) -> dict[AuditAction, str]:
    """Every action with its word, for a filter."""
    return {action: text(language, f"audit.action.{action}") for action in AuditAction}
