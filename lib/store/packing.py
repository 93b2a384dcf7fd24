"""What of a publish goes into the database: the file's bytes, what was read from it, and fingerprints of both.

Everything here happens before the database is asked for anything, so that a publish holds it only while it writes.
"""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from lib.errors import DatabaseDamaged
from lib.ingest.model import ColumnChoice, Workbook
from lib.store.columnar import no_rows, packed_frame, unpacked_frame
from lib.store.outline import frame_names, outline_of, workbook_of

_OUTLINE = "outline"
_FAST = 1
_PROBE_BYTES = 65_536
_WORTH_IT = 0.95


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a workbook, compressed."""

    name: str
    sha256: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class PackedFile:
    """The bytes of a dropped file; `packing` is "zlib", or "none" where compressing gains nothing."""

    sha256: str
    size: int
    packing: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Packing:
    """A file and what was read from it, as the database takes them."""

    file: PackedFile
    parts: tuple[Part, ...]


def packed(data: bytes, workbook: Workbook) -> Packing:
    """A file's bytes and its workbook, compressed; nothing of it asks the database, so that it may be done beside other work."""
    return Packing(packed_file(data), packed_workbook(workbook))


def packed_workbook(workbook: Workbook) -> tuple[Part, ...]:
    """A workbook in parts, one a frame and the outline."""
    outline = Part(_OUTLINE, "", zlib.compress(outline_of(workbook)))
    frames = [Part(name, "", packed_frame(getattr(workbook, name))) for name in frame_names()]
    return tuple(Part(part.name, _sha256(part.packed), part.packed) for part in (outline, *frames))


def is_whole(part: Part) -> bool:
    """Whether a part is what was written."""
    return part.sha256 == _sha256(part.packed)


def seal_of(parts: Sequence[Part]) -> str:
    """One fingerprint over all parts, so that none can be missing unnoticed."""
    return _sha256("\n".join(sorted(f"{part.name} {part.sha256}" for part in parts)).encode())


def unpacked_workbook(parts: Sequence[Part], seal: str, named: str) -> Workbook:
    """The workbook that was packed, each part proved by its fingerprint.

    Args:
        parts: in any order.
        seal: the fingerprint over all of them.
        named: what to call it should something be wrong.

    Raises:
        DatabaseDamaged: a part is missing or is not what was written.
    """
    held = {part.name: part.packed for part in parts if is_whole(part)}
    if len(held) != len(parts) or seal != seal_of(parts) or _OUTLINE not in held:
        raise DatabaseDamaged("damaged_version", version=named)
    try:
        frames = {name: unpacked_frame(name, held[name]) if name in held else no_rows(name) for name in frame_names()}
        return workbook_of(zlib.decompress(held[_OUTLINE]), frames)
    except (ValueError, KeyError, TypeError, zlib.error, pa.ArrowException) as fault:
        raise DatabaseDamaged("damaged_version", version=named) from fault


def packed_file(content: bytes) -> PackedFile:
    """A dropped file, compressed where its beginning says that this is worth the time: a workbook is a zip already."""
    beginning = content[:_PROBE_BYTES]
    if len(zlib.compress(beginning, _FAST)) > len(beginning) * _WORTH_IT:
        return PackedFile(_sha256(content), len(content), "none", content)
    return PackedFile(_sha256(content), len(content), "zlib", zlib.compress(content, _FAST))


def unpacked_file(file: PackedFile, named: str) -> bytes:
    """The dropped file, byte for byte.

    Raises:
        DatabaseDamaged: the bytes are not those that were dropped.
    """
    try:
        content = zlib.decompress(file.packed) if file.packing == "zlib" else file.packed
    except zlib.error as fault:
        raise DatabaseDamaged("damaged_version", version=named) from fault
    if _sha256(content) != file.sha256:
        raise DatabaseDamaged("damaged_version", version=named)
    return content


def fingerprint_of(content: bytes, year: int | None, mapping: Sequence[ColumnChoice]) -> str:
    """What makes two publishes the same: the file's bytes, the year they were read with, and the columns mapped by hand."""
    choices = sorted((choice.role, choice.header, choice.column) for choice in mapping)
    manner = json.dumps([year, choices]).encode()
    return _sha256(_sha256(content).encode() + manner)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
