"""Cell text made safe and plain: invisible characters go, the words stay.

Text from a file keeps its line breaks and every visible character. Control characters, lone
surrogates, byte-order marks, zero-width characters and characters that turn the writing direction
are taken out: they are never meant, and they hide or forge what a reader sees.
"""

import re
from dataclasses import dataclass, field

TEXT_LIMIT = 32_767  # characters; a spreadsheet program cuts a cell's text here

_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class TextLog:
    """How many cells of a sheet held characters that were taken out, and the first of them."""

    cleaned: int = 0
    first: tuple[int, int] | None = field(default=None)

    def note(self, row: int, column: int) -> None:
        """Count one cell, 1-based."""
        self.cleaned += 1
        self.first = self.first or (row, column)


def is_odd(text: str) -> bool:
    """Whether the text needs `clean` at all."""
    return _ODD.search(text) is not None


def clean(text: str) -> str:
    """The text with plain line breaks and without invisible characters."""
    return _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", text))


def has_invisible(text: str) -> bool:
    """Whether `clean` takes characters out, line breaks apart."""
    return _INVISIBLE.search(text) is not None


def unescape(text: str) -> str:
    """Office Open XML writes a control character as `_x000D_`, and a literal underscore before such a form as `_x005F_`."""
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def one_line(text: str, longest: int = 120) -> str:
    """A name fit for a sentence: one line, nothing invisible, not endless."""
    plain = _SPACES.sub(" ", clean(text)).strip()
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def plain_file_name(file_name: str) -> str:
    """The last part of a name as uploaded; folders in it, of whatever system, are dropped."""
    return one_line(re.split(r"[\\/]", file_name)[-1].strip()) or "?"
