"""Files bound into one: a zip whose bytes depend on its content alone, with names that every file system takes."""

import io
import re
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names of devices, which Windows gives to no file whatever its ending."""

_LONGEST_NAME = 60


def plain_name(title: str) -> str:
    """A title as part of a file's name: text from a workbook is never a path. "" where nothing is left."""
    name = _NOT_IN_A_NAME.sub("_", title)[:_LONGEST_NAME].strip("._")
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def zipped(files: Iterable[tuple[str, str, bytes]]) -> bytes:
    """A zip of files given by stem, ending and content; names that meet, in any case, are numbered."""
    out, taken = io.BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for stem, ending, content in files:
            name, number = stem, 1
            while (name + ending).casefold() in taken:
                number += 1
                name = f"{stem}_{number}"
            taken.add((name + ending).casefold())
            entry = zipfile.ZipInfo(name + ending, _EPOCH)
            entry.create_system = 0
            target.writestr(entry, content)
    return out.getvalue()
