"""The plain form of texts: width, white space and case set aside, so that another way of writing is no other text.

`plain` says what it is. `plain_forms` gives the same for many texts at once: characters that stand for themselves, whatever stands
beside them, are replaced by a table over all texts together, without an object being made for each; a text with any other character
is formed by itself.
"""

import unicodedata
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_END = "\0"
_FEWEST = 64  # texts from which on the table is worth making
_ALONE = ((0x20, 0x300), (0x2000, 0x20D0), (0x2100, 0x2C00), (0x3000, 0x302A), (0x3030, 0x3099), (0x309B, 0xA000), (0xFF01, 0xFFEF))
"""Ranges without a character that joins itself to the one before it, so that each is formed by itself (Unicode: combining class 0, and no
second of a composition)."""

_SPACE = 0x20
_ASCII = 0x80
_HARD = 0x110000
_GONE = 0x110001


def plain(text: str) -> str:
    """The text as it is compared: width, white space and case set aside."""
    return "".join((text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold().split())


def plain_forms(texts: pa.Array) -> pa.Array:
    """The plain form of each text, in their order; both are `large_string` without blanks."""
    if _are_letters(texts):
        return pc.ascii_lower(texts)
    together = pc.binary_join(pa.LargeListArray.from_arrays([0, len(texts)], texts), pa.scalar(_END, texts.type))[0].as_py()
    points = np.frombuffer((together + _END).encode("utf-32-le"), dtype="<u4")
    ends = np.flatnonzero(points == 0)
    if len(texts) < _FEWEST or len(ends) != len(texts):
        return pa.array([plain(text) for text in texts.to_pylist()], pa.large_string())
    formed = _table(points).take(points)
    is_hard = formed == _HARD
    formed[is_hard] = _SPACE
    is_left = formed != _GONE
    forms = _split(formed if is_left.all() else formed[is_left])
    if not is_hard.any():
        return forms
    hard = np.unique(np.searchsorted(ends, np.flatnonzero(is_hard)))
    mask = np.zeros(len(texts), dtype=bool)
    mask[hard] = True
    found = pa.array([plain(text) for text in texts.take(pa.array(hard)).to_pylist()], pa.large_string())
    return pc.replace_with_mask(forms, pa.array(mask), found)


def _are_letters(texts: pa.Array) -> bool:
    """Whether these texts, as most numbers and ids, are of ASCII without white space: only case tells such a text from its plain form."""
    letters = texts.buffers()[2]
    written = np.frombuffer(letters, dtype="u1") if letters is not None else np.array([], dtype="u1")
    return bool(((written > _SPACE) & (written < _ASCII)).all())


def _split(points: np.ndarray) -> pa.Array:
    """The texts whose characters these are, each ended by `_END`."""
    written = points.tobytes().decode("utf-32-le").encode()
    ends = np.flatnonzero(np.frombuffer(written, dtype="u1") == 0)
    bounds = np.concatenate([[0], ends - np.arange(len(ends))]).astype("int64")
    letters = pa.py_buffer(written.replace(_END.encode(), b""))
    return pa.LargeStringArray.from_buffers(len(ends), pa.py_buffer(bounds.tobytes()), letters)


def _table(points: np.ndarray) -> np.ndarray:
    """For each character that occurs the one it becomes, `_GONE` for white space, `_HARD` where a text must be looked at by itself."""
    table = np.zeros(_HARD, dtype="<u4")
    present = np.flatnonzero(np.bincount(points))
    table[present] = [_formed(int(point)) for point in present]
    return table


@lru_cache(maxsize=65_536)
def _formed(point: int) -> int:
    if point == 0:
        return 0
    if not (0x09 <= point <= 0x0D or _is_alone(point)):
        return _HARD
    form = plain(chr(point))
    if not form:
        return _GONE
    widened = unicodedata.normalize("NFKC", chr(point))
    return ord(form) if len(form) == 1 and len(widened) == 1 and _is_alone(ord(widened)) and _is_alone(ord(form)) else _HARD


def _is_alone(point: int) -> bool:
    return any(first <= point < end for first, end in _ALONE)
