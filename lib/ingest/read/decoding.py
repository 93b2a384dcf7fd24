"""Bytes to text: which encoding, found by what fits, never by hope.

A byte-order mark settles it; else UTF-8 if every byte fits; else two-byte text by where its zero bytes
stand; else GB18030, the superset of what Chinese programs write. A page's own declaration counts only
where the bytes fit it.
"""

import re
from dataclasses import dataclass

from lib.errors import Refused

_META = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHERS = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "shift_jis": "cp932", "sjis": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949"}
_SAMPLE = 65_536
_WIDE = re.compile("[\x80-\U0010ffff]+")
_FEW_GAPS = 10  # characters of several bytes that must fit for each place that does not
_MOST_JUNK = 0.002  # share of bytes that may be control characters before it counts as binary


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read by, and whether some bytes did not fit it."""

    text: str
    encoding: str
    damaged: bool = False


def decode(content: bytes) -> Decoded:
    """The text of a file without a container.

    Raises:
        Refused: it is no text at all.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, "replace")
            return _judged(text, encoding)
    two_byte = _two_byte(content)
    if two_byte:
        return _judged(content.decode(two_byte, "replace"), two_byte)
    if _is_binary(content):
        raise Refused("is_unknown")
    for encoding in ("utf-8", *_declared(content), "gb18030"):
        if encoding == "gb18030" and (nearly := _nearly_utf8(content)):
            return nearly
        try:
            return Decoded(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _judged(_with_fewest_gaps(content), "gb18030")


def _nearly_utf8(content: bytes) -> Decoded | None:
    """UTF-8 that was cut or damaged at few places; GB18030 takes its bytes too, and makes other words of them."""
    if not _fits_nearly(content[:_SAMPLE].decode("utf-8", "replace")):
        return None
    text = content.decode("utf-8", "replace")
    return Decoded(text, "utf-8", damaged=True) if _fits_nearly(text) else None


def _fits_nearly(text: str) -> bool:
    gaps = text.count("\ufffd")
    return sum(len(run) for run in _WIDE.findall(text)) - gaps > _FEW_GAPS * gaps


def _with_fewest_gaps(content: bytes) -> str:
    """A damaged text by the encoding that loses least."""
    readings = [content.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    return min(readings, key=lambda text: text.count("\ufffd"))


def _judged(text: str, encoding: str) -> Decoded:
    gaps = text.count("\ufffd")
    if gaps > max(20, len(text) * 0.02):
        raise Refused("is_unknown")
    return Decoded(text, encoding, damaged=gaps > 0)


def _declared(content: bytes) -> tuple[str, ...]:
    found = _META.search(content[:4_096])
    name = found.group(1).decode().lower() if found else ""
    return (_OTHERS[name],) if name in _OTHERS else ()


def _two_byte(content: bytes) -> str:
    """UTF-16 without a mark: among Latin letters, digits, tabs and line ends every other byte is zero."""
    sample = content[:_SAMPLE]
    if len(sample) < 4 or sample.count(0) < len(sample) * 0.05:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 20 * max(even, 1) or (even == 0 and odd):
        encoding = "utf-16-le"
    elif even > 20 * max(odd, 1) or (odd == 0 and even):
        encoding = "utf-16-be"
    else:
        return ""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    return encoding if text.isascii() or text.count("\ufffd") * 100 < len(text) else ""


def _is_binary(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    junk = len(sample) - len(sample.translate(None, bytes(code for code in range(32) if code not in (9, 10, 12, 13, 26, 27))))
    return junk > max(3, len(sample) * _MOST_JUNK)
