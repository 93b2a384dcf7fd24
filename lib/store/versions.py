"""Versions: writing one after the current, restoring an old one, and reading them again. On an open connection."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from lib.errors import Conflict, NotStored
from lib.ingest.model import Severity, Workbook
from lib.store import releases
from lib.store.boards import board_id, write_log
from lib.store.model import Action, FileState, Forgotten, Original, Published, PublishStatus, VersionInfo
from lib.store.packing import PackedFile, Part, seal_of, unpacked_file, unpacked_workbook
from lib.store.plain_text import plain
from lib.store.tables import boards, contents, figures, forgotten, meetings, originals, parts, versions


@dataclass(frozen=True, slots=True)
class Signature:
    """Who publishes, when, what they say about it, and from where."""

    who: str
    when: datetime
    note: str
    address: str = ""

    def as_log(self) -> dict[str, Any]:
        """As the log takes it."""
        return {"who": self.who, "when": self.when, "note": self.note, "address": self.address}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workbook ready to be written."""

    fingerprint: str
    workbook: Workbook
    file: PackedFile
    parts: tuple[Part, ...]
    figures: Mapping[str, float | None]


def answered(connection: Connection, code: str, fingerprint: str, base: int | None) -> Published | None:
    """The answer that needs no writing: the current version is just this one. None where there is something to write.

    Raises:
        Conflict: the current version is not the one that the publisher saw.
        NotStored: there is no such board.
    """
    current = newest(connection, code)
    if current is None:
        board_id(connection, code)
    elif current.fingerprint == fingerprint:
        return Published(PublishStatus.ALREADY, current)
    _must_follow(code, current, base)
    return None


def publish(
    connection: Connection,
    code: str,
    candidate: Candidate,
    signature: Signature,
    base: int | None,
    released: Mapping[str, int],
) -> Published:
    """Write a candidate as the version after the current one, unless it is that one.

    Raises:
        Conflict: the current version is not the one that the publisher saw.
        NotStored: there is no such board.
    """
    board = board_id(connection, code, hold=True)
    answer = answered(connection, code, candidate.fingerprint, base)
    if answer is not None:
        return answer
    workbook = candidate.workbook
    version = {
        "fingerprint": candidate.fingerprint,
        "file_name": plain(workbook.file_name),
        "title": plain(workbook.title),
        "year": workbook.year,
        "as_of": workbook.as_of,
        "tasks": len(workbook.tasks),
        "feedback": len(workbook.feedback),
        "errors": _count(workbook, Severity.ERROR),
        "warnings": _count(workbook, Severity.WARNING),
        "original_id": _keep_file(connection, candidate.file),
        "content_id": _keep_parts(connection, candidate.parts),
    }
    key, number = _add(connection, board, base, version, signature)
    _add_figures(connection, key, candidate.figures)
    releases.write(connection, key, released)
    detail = {name: str(version[name]) for name in ("file_name", "tasks", "feedback", "errors", "warnings")}
    write_log(connection, code, Action.PUBLISH, **signature.as_log(), version=number, detail=detail)
    return Published(PublishStatus.PUBLISHED, version_info(connection, code, number))


def restore(
    connection: Connection,
    code: str,
    number: int,
    signature: Signature,
    base: int | None,
    new_figures: Mapping[str, float | None] | None,
    released: Mapping[str, int],
) -> Published:
    """Write an old version anew after the current one; with its own figures where no others are given.

    Raises:
        Conflict: the current version is not the one that the restorer saw.
        NotStored: there is no such board or version.
    """
    board = board_id(connection, code, hold=True)
    old = connection.execute(select(versions).where(versions.c.board_id == board, versions.c.number == number)).one_or_none()
    if old is None:
        raise NotStored("no_version", board=code, version=number)
    current = newest(connection, code)
    if current is not None and current.fingerprint == old.fingerprint:
        return Published(PublishStatus.ALREADY, current)
    _must_follow(code, current, base)
    own = ("id", "board_id", "number", "published", "who", "note", "restored_from")
    version = {name: value for name, value in old._mapping.items() if name not in own}
    key, added = _add(connection, board, base, {**version, "restored_from": number}, signature)
    if new_figures is None:
        rows = connection.execute(select(figures.c.name, figures.c.value).where(figures.c.version_id == old.id))
        new_figures = {row.name: row.value for row in rows}
    _add_figures(connection, key, new_figures)
    releases.write(connection, key, released)
    detail = {"restored_from": str(number), "file_name": old.file_name, "tasks": str(old.tasks), "feedback": str(old.feedback)}
    write_log(connection, code, Action.RESTORE, **signature.as_log(), version=added, detail=detail)
    return Published(PublishStatus.PUBLISHED, version_info(connection, code, added))


def _must_follow(code: str, current: VersionInfo | None, base: int | None) -> None:
    """Nobody may publish over what they have not seen."""
    number, seen = current.number if current else 0, base or 0
    if number != seen:
        raise Conflict("conflict" if number > seen else "conflict_ahead", board=code, current=number, base=seen)


def _count(workbook: Workbook, severity: Severity) -> int:
    return sum(finding.severity is severity for finding in workbook.findings)


def _add(connection: Connection, board: int, current: int | None, version: Mapping[str, Any], signature: Signature) -> tuple[int, int]:
    """Write the version's row; returns its key and its number."""
    number = (current or 0) + 1
    signed = {"published": signature.when, "who": plain(signature.who), "note": plain(signature.note)}
    written = connection.execute(insert(versions).values(board_id=board, number=number, **signed, **version))
    return _key(written.inserted_primary_key), number


def _key(inserted: Any) -> int:
    return int(inserted[0])


def _add_figures(connection: Connection, version_id: int, values: Mapping[str, float | None]) -> None:
    for name, value in values.items():
        if value is not None and not math.isfinite(value):
            raise ValueError(f"{name} is {value}: an unknown figure is None")
    if values:
        connection.execute(insert(figures), [{"version_id": version_id, "name": name, "value": value} for name, value in values.items()])


def _keep_file(connection: Connection, file: PackedFile) -> int:
    """Keep a file's bytes once, however often they are published."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {"sha256": file.sha256, "size": file.size, "packing": file.packing, "packed": file.packed}
    connection.execute(dialect.insert(originals).values(values).on_conflict_do_nothing())
    return int(connection.execute(select(originals.c.id).where(originals.c.sha256 == file.sha256)).scalar_one())


def _keep_parts(connection: Connection, packed: tuple[Part, ...]) -> int:
    content = _key(connection.execute(insert(contents).values(sha256=seal_of(packed))).inserted_primary_key)
    rows = [{"content_id": content, "name": part.name, "sha256": part.sha256, "packed": part.packed} for part in packed]
    connection.execute(insert(parts), rows)
    return content


def _listed() -> Select[Any]:
    """Versions with their board's code and their file's size, without any content."""
    joined = versions.join(boards, versions.c.board_id == boards.c.id).join(originals, versions.c.original_id == originals.c.id)
    older = forgotten.alias()
    last = select(func.max(older.c.id)).where(older.c.version_id == versions.c.id).correlate(versions).scalar_subquery()
    marks = (forgotten.c.id.label("mark"), forgotten.c.happened, forgotten.c.who.label("forgotten_by"), forgotten.c.file)
    return select(versions, boards.c.code, originals.c.size, *marks).select_from(joined.outerjoin(forgotten, forgotten.c.id == last))


def newest(connection: Connection, code: str) -> VersionInfo | None:
    """The current version, None where nothing was published."""
    wanted = _listed().where(boards.c.code == code).order_by(versions.c.number.desc()).limit(1)
    row = connection.execute(wanted).one_or_none()
    return None if row is None else _info(row, _meetings_of(connection, versions.c.id == row.id).get(row.id, ()))


def version_info(connection: Connection, code: str, number: int) -> VersionInfo:
    """One version.

    Raises:
        NotStored: there is none of that number.
    """
    row = connection.execute(_listed().where(boards.c.code == code, versions.c.number == number)).one_or_none()
    if row is None:
        raise NotStored("no_version", board=code, version=number)
    return _info(row, _meetings_of(connection, versions.c.id == row.id).get(row.id, ()))


def all_versions(connection: Connection, code: str) -> tuple[VersionInfo, ...]:
    """Every version of a board, the newest first."""
    board = board_id(connection, code)
    named = _meetings_of(connection, versions.c.board_id == board)
    rows = connection.execute(_listed().where(versions.c.board_id == board).order_by(versions.c.number.desc()))
    return tuple(_info(row, named.get(row.id, ())) for row in rows)


def _meetings_of(connection: Connection, where: Any) -> dict[int, tuple[str, ...]]:
    """The names of the meetings of each version."""
    joined = meetings.join(versions, meetings.c.version_id == versions.c.id)
    found: dict[int, tuple[str, ...]] = {}
    for row in connection.execute(select(versions.c.id, meetings.c.name).select_from(joined).where(where).order_by(meetings.c.id)):
        found[row.id] = (*found.get(row.id, ()), row.name)
    return found


def _info(row: Row[Any], named: tuple[str, ...]) -> VersionInfo:
    return VersionInfo(
        board=row.code,
        number=row.number,
        key=f"{row.code}@{row.number}-{row.fingerprint[:12]}" + (f"-{row.mark}" if row.mark else ""),
        fingerprint=row.fingerprint,
        published=row.published,
        who=row.who,
        note=row.note,
        file_name=row.file_name,
        title=row.title,
        year=row.year,
        as_of=row.as_of,
        tasks=row.tasks,
        feedback=row.feedback,
        errors=row.errors,
        warnings=row.warnings,
        original_bytes=row.size,
        restored_from=row.restored_from,
        meetings=named,
        forgotten=None if row.mark is None else Forgotten(row.happened, row.forgotten_by, FileState(row.file)),
    )


def content(connection: Connection, code: str, number: int) -> tuple[tuple[Part, ...], str]:
    """The parts of a version and the seal over them, still packed.

    Raises:
        NotStored: there is no such version.
    """
    joined = versions.join(boards, versions.c.board_id == boards.c.id).join(contents, versions.c.content_id == contents.c.id)
    wanted = select(contents.c.id, contents.c.sha256).select_from(joined).where(boards.c.code == code, versions.c.number == number)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise NotStored("no_version", board=code, version=number)
    found = connection.execute(select(parts).where(parts.c.content_id == row.id))
    return tuple(Part(part.name, part.sha256, part.packed) for part in found), row.sha256


def opened(packed: tuple[Part, ...], seal: str, code: str, number: int) -> Workbook:
    """The workbook of a version, as it was published.

    Raises:
        DatabaseDamaged: it is not what was written.
    """
    return unpacked_workbook(packed, seal, f"{code} {number}")


def original(connection: Connection, code: str, number: int) -> tuple[str, PackedFile]:
    """The name and the packed bytes of the file of a version.

    Raises:
        NotStored: there is no such version.
    """
    joined = versions.join(boards, versions.c.board_id == boards.c.id).join(originals, versions.c.original_id == originals.c.id)
    wanted = select(versions.c.file_name, originals).select_from(joined)
    row = connection.execute(wanted.where(boards.c.code == code, versions.c.number == number)).one_or_none()
    if row is None:
        raise NotStored("no_version", board=code, version=number)
    return row.file_name, PackedFile(row.sha256, row.size, row.packing, row.packed)


def original_file(file_name: str, packed: PackedFile, code: str, number: int) -> Original:
    """A file byte for byte.

    Raises:
        DatabaseDamaged: the bytes are not those that were dropped.
    """
    return Original(file_name, unpacked_file(packed, f"{code} {number}"))
