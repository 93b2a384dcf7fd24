"""A small zip written anew from chosen entries, their compressed bytes copied as they are.

The decoder then never sees a name, a link or an entry of the file that we did not choose, and nothing
is compressed twice.
"""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED = 0
_DAY = 33  # 1 January 1980, the first day that a zip can name
_UTF_8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class ZipPart:
    """One entry as it lies in a zip: `packed` is compressed by `method`."""

    name: str
    packed: bytes
    method: int
    crc: int
    size: int


def stored(name: str, content: bytes) -> ZipPart:
    """An entry that is not compressed."""
    return ZipPart(name, content, _STORED, zlib.crc32(content), len(content))


def write_zip(parts: Iterable[ZipPart]) -> BytesIO:
    """The zip file, ready to be read from its start."""
    stream = BytesIO()
    directory: list[bytes] = []
    for part in parts:
        name = part.name.encode()
        offset = stream.tell()
        sizes = (part.crc, len(part.packed), part.size)
        flags = 0 if name.isascii() else _UTF_8_NAME
        stream.write(_LOCAL.pack(b"PK\x03\x04", 20, flags, part.method, 0, _DAY, *sizes, len(name), 0) + name)
        stream.write(part.packed)
        entry = _CENTRAL.pack(b"PK\x01\x02", 20, 20, flags, part.method, 0, _DAY, *sizes, len(name), 0, 0, 0, 0, 0, offset)
        directory.append(entry + name)
    start = stream.tell()
    listing = b"".join(directory)
    stream.write(listing)
    stream.write(_END.pack(b"PK\x05\x06", 0, 0, len(directory), len(directory), len(listing), start, 0))
    stream.seek(0)
    return stream
