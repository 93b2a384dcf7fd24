"""A compound file ([MS-CFB]) written anew around one stream.

The decoder trusts the tables of the container it is given; so it gets one of ours, with 4,096-byte
sectors, in which nothing but the workbook's records came from outside.
"""

import struct
from io import BytesIO

_SECTOR = 4_096
_PER_SECTOR = _SECTOR // 4
_END, _FREE, _FAT_SECTOR, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_IN_HEADER = 109
_ROOT_KIND, _STREAM_KIND = 5, 2


def write_compound(name: str, stream: bytes) -> BytesIO:
    """A compound file holding one stream of at most 400 MB, ready to be read from its start."""
    content = stream + b"\0" * (-len(stream) % _SECTOR)
    sectors = len(content) // _SECTOR
    fat_sectors = 1
    while fat_sectors * _PER_SECTOR < sectors + 1 + fat_sectors:
        fat_sectors += 1
    fat = [_FAT_SECTOR] * fat_sectors + [_END] + [fat_sectors + 2 + index for index in range(sectors)]
    fat[-1] = _END
    fat += [_FREE] * (fat_sectors * _PER_SECTOR - len(fat))
    directory = _entry("Root Entry", _ROOT_KIND, 1, fat_sectors + 1, 0) + _entry(name, _STREAM_KIND, _NONE, fat_sectors + 1, len(content))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        4,
        0xFFFE,
        12,
        6,
        1,
        fat_sectors,
        fat_sectors,
        0,
        _SECTOR,
        _END,
        0,
        _END,
        0,
    )
    in_header = list(range(fat_sectors)) + [_FREE] * (_IN_HEADER - fat_sectors)
    file = BytesIO()
    file.write((header + struct.pack(f"<{_IN_HEADER}I", *in_header)).ljust(_SECTOR, b"\0"))
    file.write(struct.pack(f"<{len(fat)}I", *fat))
    file.write(directory.ljust(_SECTOR, b"\0"))
    file.write(content)
    file.seek(0)
    return file


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI16xIQ", written, len(written), kind, 1, _NONE, _NONE, child, 0, start, size)
