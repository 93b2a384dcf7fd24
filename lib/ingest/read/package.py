"""A zip container opened with suspicion: sizes bounded, names never used as paths, nothing written to disk.

Only parts that are asked for are unpacked, in memory, up to the ceiling. Names are compared without
case and with forward slashes, as spreadsheet programs do.
"""

import posixpath
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lib.errors import Refused
from lib.ingest.read.limits import Limits
from lib.ingest.read.rezip import ZipPart, stored

_BOMB_BYTES = 20 * 1024 * 1024
_BOMB_RATIO = 400  # honest sheet XML reaches about 100 to 1; deflate cannot pass 1,032 to 1
_ENCRYPTED = 0x1
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Package:
    """The entries of one zip file by normalised name."""

    content: bytes
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    limits: Limits
    odd_names: tuple[str, ...]
    twice: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return normal_name(name) in self.entries

    def part(self, name: str) -> bytes | None:
        """One entry unpacked, or None where there is none.

        Raises:
            Refused: it is damaged, protected, or larger than the ceiling.
        """
        entry = self._opened(name)
        if entry is None:
            return None
        try:
            return self.archive.read(entry)
        except _DAMAGED as fault:
            raise Refused("corrupt", part=shown(name)) from fault

    def size(self, name: str) -> int:
        """How many bytes an entry says it has unpacked; 0 where there is none."""
        entry = self.entries.get(normal_name(name))
        return 0 if entry is None else entry.file_size

    def pieces(self, name: str, size: int) -> Iterator[bytes]:
        """One entry unpacked piece by piece as it is asked for; whether it may be unpacked is judged at once.

        Raises:
            Refused: as `part`.
        """
        entry = self._opened(name)
        return iter(()) if entry is None else self._pieces(entry, name, size)

    def _pieces(self, entry: zipfile.ZipInfo, name: str, size: int) -> Iterator[bytes]:
        try:
            with self.archive.open(entry) as stream:
                while piece := stream.read(size):
                    yield piece
        except _DAMAGED as fault:
            raise Refused("corrupt", part=shown(name)) from fault

    def _opened(self, name: str) -> zipfile.ZipInfo | None:
        """An entry that may be unpacked, None where there is none; that all keep to the ceiling was judged when the package was opened."""
        entry = self.entries.get(normal_name(name))
        if entry is None:
            return None
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("encrypted_zip")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("zip_method")
        return entry

    def packed(self, name: str, renamed: str, content: bytes) -> ZipPart:
        """An entry that was read as `content`, compressed as it lies in the file, under a name of ours."""
        entry = self.entries[normal_name(name)]
        start = entry.header_offset
        name_bytes, extra_bytes = struct.unpack("<HH", self.content[start + 26 : start + 30])
        start += 30 + name_bytes + extra_bytes
        packed = self.content[start : start + entry.compress_size]
        if self.content[entry.header_offset : entry.header_offset + 4] != b"PK\x03\x04" or entry.file_size != len(content):
            return stored(renamed, content)
        return ZipPart(renamed, packed, entry.compress_type, entry.CRC, entry.file_size)


def normal_name(name: str) -> str:
    """A part's name in the one form that we compare."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def shown(name: str) -> str:
    """A part's name, short enough for a sentence."""
    return name if len(name) <= 60 else "…" + name[-59:]


def open_package(content: bytes, limits: Limits) -> Package:
    """Read the table of contents and judge it before anything is unpacked.

    Raises:
        Refused: no table of contents, too many entries, or a zip bomb.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        listed = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, OverflowError) as fault:
        raise Refused("truncated" if b"PK\x05\x06" not in content[-70_000:] else "corrupt_zip") from fault
    if not listed:
        raise Refused("zip_empty")
    if len(listed) > limits.entries:
        raise Refused("zip_entries", entries=len(listed), most=limits.entries)
    _judge_sizes(listed, len(content), limits)
    entries: dict[str, zipfile.ZipInfo] = {}
    odd: list[str] = []
    twice: list[str] = []
    for entry in listed:
        name = normal_name(entry.filename)
        if _is_odd(entry):
            odd.append(entry.filename)
        if name in entries and not entry.is_dir():
            twice.append(entry.filename)
        entries[name] = entry
    return Package(content, archive, entries, limits, tuple(odd), tuple(twice))


def _judge_sizes(listed: list[zipfile.ZipInfo], file_bytes: int, limits: Limits) -> None:
    total = sum(entry.file_size for entry in listed)
    if total > limits.unpacked_bytes:
        code = "zip_bomb" if total > file_bytes * _BOMB_RATIO else "unpacked_too_large"
        raise Refused(code, megabytes=limits.unpacked_bytes >> 20)
    for entry in listed:
        if entry.file_size > _BOMB_BYTES and entry.file_size > max(entry.compress_size, 1) * _BOMB_RATIO:
            raise Refused("zip_bomb", megabytes=limits.unpacked_bytes >> 20)


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """A name that leaves its folder, or an entry that is a link: harmless here, but worth a word."""
    name = entry.filename.replace("\\", "/")
    mode = entry.external_attr >> 16
    return ".." in name.split("/") or name.startswith("/") or name[1:2] == ":" or stat.S_ISLNK(mode)
