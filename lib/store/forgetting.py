"""Forgetting: what a version holds is put in the place of what it held, in one transaction, and the old bytes are cleared away.

The only way past the triggers but taking a backup. Numbers, fingerprints, dates, figures and notes of versions stay; each version that
changed says when and by whom. On an open connection, but for `write_files_anew`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from lib.errors import Conflict, DatabaseBusy
from lib.ingest.model import Workbook
from lib.store.boards import board_id, write_log
from lib.store.engine import Database
from lib.store.model import Action, FileState
from lib.store.packing import PackedFile, Part, packed_file, packed_workbook, seal_of
from lib.store.tables import boards, contents, forgotten, originals, parts, versions
from lib.store.versions import Signature
from lib.store.written_once import lifted

_LIFTED = ("versions", "contents", "parts", "originals")


@dataclass(frozen=True, slots=True)
class Holding:
    """The versions that share one file and one reading of it, oldest first; restored ones share with the old one."""

    versions: tuple[int, ...]
    content: int
    original: int


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of one holding: the workbook and, where it changed, the file under its new name."""

    holding: Holding
    workbook: Workbook
    cells: int
    file: FileState
    data: bytes = b""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class _Packed:
    remainder: Remainder
    parts: tuple[Part, ...]
    file: PackedFile


def holdings(connection: Connection, code: str) -> tuple[Holding, ...]:
    """What the versions of a board hold, in the order of the first version that holds it."""
    found: dict[tuple[int, int], list[int]] = {}
    wanted = select(versions.c.number, versions.c.content_id, versions.c.original_id)
    for row in connection.execute(wanted.where(versions.c.board_id == board_id(connection, code)).order_by(versions.c.number)):
        found.setdefault((row.content_id, row.original_id), []).append(row.number)
    return tuple(Holding(tuple(numbers), content, original) for (content, original), numbers in found.items())


def forget(database: Database, code: str, left: Sequence[Remainder], signature: Signature, base: int) -> None:
    """Put what is left in the place of what was held: all of it, or nothing.

    Raises:
        Conflict: somebody published after `base`; nothing was changed.
    """
    packed = [_Packed(one, packed_workbook(one.workbook), packed_file(one.data)) for one in left]
    with database.writing() as connection:
        board = board_id(connection, code, hold=True)
        current = connection.execute(select(func.max(versions.c.number)).where(versions.c.board_id == board)).scalar_one() or 0
        if current != base:
            raise Conflict("conflict" if current > base else "conflict_ahead", board=code, current=current, base=base)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        with lifted(connection, _LIFTED):
            for one in packed:
                _replace_parts(connection, one)
                _replace_file(connection, board, one)
            _drop_unused_files(connection, {one.remainder.holding.original for one in packed})
        _tell(connection, code, board, left, signature)


def _replace_parts(connection: Connection, one: _Packed) -> None:
    content = one.remainder.holding.content
    connection.execute(delete(parts).where(parts.c.content_id == content))
    rows = [{"content_id": content, "name": part.name, "sha256": part.sha256, "packed": part.packed} for part in one.parts]
    connection.execute(insert(parts), rows)
    connection.execute(update(contents).where(contents.c.id == content).values(sha256=seal_of(one.parts)))


def _replace_file(connection: Connection, board: int, one: _Packed) -> None:
    """Point the versions at the new file; the old one goes when no version of any board points at it any longer."""
    left = one.remainder
    if left.file is FileState.UNTOUCHED:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {"sha256": one.file.sha256, "size": one.file.size, "packing": one.file.packing, "packed": one.file.packed}
    connection.execute(dialect.insert(originals).values(values).on_conflict_do_nothing())
    new = connection.execute(select(originals.c.id).where(originals.c.sha256 == one.file.sha256)).scalar_one()
    here = (versions.c.board_id == board) & versions.c.number.in_(left.holding.versions)
    connection.execute(update(versions).where(here).values(original_id=new, file_name=left.file_name))


def _drop_unused_files(connection: Connection, replaced: Iterable[int]) -> None:
    used = select(versions.c.original_id)
    connection.execute(delete(originals).where(originals.c.id.in_(list(replaced)), originals.c.id.not_in(used)))


def _tell(connection: Connection, code: str, board: int, left: Sequence[Remainder], signature: Signature) -> None:
    """Mark each version, then one line in the log and one entry in the audit."""
    state = {number: one for one in left for number in one.holding.versions}
    wanted = select(versions.c.id, versions.c.number).where(versions.c.board_id == board, versions.c.number.in_(state))
    for row in connection.execute(wanted.order_by(versions.c.number)).all():
        one = state[row.number]
        values = {"happened": signature.when, "who": signature.who, "cells": one.cells, "file": str(one.file)}
        connection.execute(insert(forgotten).values(version_id=row.id, **values))
    detail = {"versions": str(len(state)), "cells": str(sum(one.cells for one in left))}
    write_log(connection, code, Action.FORGET, **signature.as_log(), detail=detail)


def shared_with(connection: Connection, code: str, held: Iterable[int]) -> tuple[str, ...]:
    """The codes of other boards whose versions hold one of these files too; theirs stay."""
    joined = versions.join(boards, versions.c.board_id == boards.c.id)
    wanted = select(boards.c.code).select_from(joined).where(versions.c.original_id.in_(list(held)), boards.c.code != code)
    return tuple(sorted(set(connection.execute(wanted).scalars())))


def write_files_anew(database: Database) -> None:
    """Write the database's files anew, so that nothing that was replaced is left in them.

    Raises:
        DatabaseBusy: others use it; what was forgotten is forgotten, but its bytes may still lie in the files. Do it again.
    """
    with database.unwrapped() as connection:
        if connection.dialect.name == "postgresql":
            for table in _LIFTED:
                connection.execute(text(f"VACUUM FULL {table}"))
            return
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
        connection.exec_driver_sql("VACUUM")
        busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        if busy:
            raise DatabaseBusy("busy", database=database.address.shown)
