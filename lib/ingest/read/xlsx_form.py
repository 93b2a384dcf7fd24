"""The plain form of a worksheet's XML: which tags there are, which may follow which, and a piece of XML found to keep to it.

The places of the angle brackets say where each tag stands. That a tag is what its first letter says, that it ends where the next
begins, and that the next may follow it, is checked for all tags of the piece at once; at the first that differs it is `Irregular`.
"""

from enum import IntEnum

import numpy as np

_LT, _GT, _SLASH = b"<>/"
_ZERO = ord("0")
MOST_DIGITS = 15
"""A whole number of so many digits is exact as a float."""


class Irregular(Exception):
    """The piece is not written in the plain form."""


class Tag(IntEnum):
    """The tags of a plain sheet, and `BAD` for any other."""

    BAD = 0
    ROW = 1
    ROW_ALONE = 2
    ROW_END = 3
    CELL = 4
    CELL_ALONE = 5
    VALUE = 6
    VALUE_END = 7
    CELL_END = 8
    FORMULA = 9
    FORMULA_ALONE = 10
    FORMULA_END = 11
    INLINE = 12
    TEXT = 13
    TEXT_END = 14
    INLINE_END = 15


_AFTER: dict[Tag, tuple[Tag, ...]] = {
    Tag.ROW: (Tag.CELL, Tag.CELL_ALONE, Tag.ROW_END),
    Tag.ROW_ALONE: (Tag.ROW, Tag.ROW_ALONE),
    Tag.ROW_END: (Tag.ROW, Tag.ROW_ALONE),
    Tag.CELL: (Tag.VALUE, Tag.FORMULA, Tag.FORMULA_ALONE, Tag.INLINE, Tag.CELL_END),
    Tag.CELL_ALONE: (Tag.CELL, Tag.CELL_ALONE, Tag.ROW_END),
    Tag.VALUE: (Tag.VALUE_END,),
    Tag.VALUE_END: (Tag.CELL_END,),
    Tag.CELL_END: (Tag.CELL, Tag.CELL_ALONE, Tag.ROW_END),
    Tag.FORMULA: (Tag.FORMULA_END,),
    Tag.FORMULA_ALONE: (Tag.VALUE, Tag.CELL_END),
    Tag.FORMULA_END: (Tag.VALUE, Tag.CELL_END),
    Tag.INLINE: (Tag.TEXT,),
    Tag.TEXT: (Tag.TEXT_END,),
    Tag.TEXT_END: (Tag.INLINE_END,),
    Tag.INLINE_END: (Tag.CELL_END,),
}
_ALLOWED = np.zeros(256, dtype=bool)
for _before, _afters in _AFTER.items():
    for _after in _afters:
        _ALLOWED[_before * 16 + _after] = True

_FIRST = np.zeros(256, dtype=np.uint8)
_FIRST[list(b"rcvfit")] = (Tag.ROW, Tag.CELL, Tag.VALUE, Tag.FORMULA, Tag.INLINE, Tag.TEXT)
_LAST = np.zeros(256, dtype=np.uint8)
_LAST[list(b"rcvfit")] = (Tag.ROW_END, Tag.CELL_END, Tag.VALUE_END, Tag.FORMULA_END, Tag.INLINE_END, Tag.TEXT_END)
_OPEN = np.zeros(256, dtype=bool)
_OPEN[[Tag.VALUE, Tag.FORMULA, Tag.TEXT]] = True  # what may have text behind it

_LENGTHS = np.zeros(16, dtype=np.int64)  # of tags without attributes that no text follows
_LENGTHS[[Tag.VALUE_END, Tag.CELL_END, Tag.ROW_END, Tag.FORMULA_END]] = (4, 4, 6, 4)
_LENGTHS[[Tag.INLINE, Tag.INLINE_END, Tag.TEXT_END]] = (4, 5, 4)


def _looked_up(values: np.ndarray, table: np.ndarray) -> np.ndarray:
    """What a table of 256 says of each byte; `take` would first make eight bytes of each."""
    return np.frombuffer(bytearray(values.tobytes().translate(table.tobytes())), table.dtype)


def must(holds: object) -> None:
    if not holds:
        raise Irregular


class Piece:
    """One piece of XML, from a `<row` to the end of a row."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.bytes = np.frombuffer(xml, np.uint8)
        self.starts = np.flatnonzero(self.bytes == _LT)
        must(len(self.starts) and self.starts[0] == 0)
        self.nexts = np.append(self.starts[1:], len(xml))
        self.tags = self._tags()
        must(_looked_up(self.tags[:-1] * np.uint8(16) + self.tags[1:], _ALLOWED).all())
        must(self.tags[0] in (Tag.ROW, Tag.ROW_ALONE) and self.tags[-1] in (Tag.ROW_END, Tag.ROW_ALONE))

    def _tags(self) -> np.ndarray:
        """What each tag is. That a tag ends where the next begins is checked here, but for those that text may follow."""
        take = self.bytes.take
        first = take(self.starts + 1)
        tags = _looked_up(first, _FIRST)
        closes = np.flatnonzero(first == _SLASH)
        tags[closes] = _LAST.take(take(self.starts[closes] + 2))
        tags[:-1][(tags[:-1] == Tag.FORMULA) & (tags[1:] != Tag.FORMULA_END)] = Tag.FORMULA_ALONE
        present = np.bincount(tags, minlength=16)
        must(not present[Tag.BAD])
        lengths = self.nexts - self.starts
        wanted = _LENGTHS.take(tags)
        must(((wanted == lengths) | (wanted == 0)).all())
        ended = (take(self.nexts - 1) == _GT) | _looked_up(tags, _OPEN)
        must(ended.all())
        alone = take(self.nexts - 2) == _SLASH
        for tag, changed in ((Tag.ROW, Tag.ROW_ALONE), (Tag.CELL, Tag.CELL_ALONE)):
            tags[alone & (tags == tag)] = changed
        must(alone[tags == Tag.FORMULA_ALONE].all() if present[Tag.FORMULA_ALONE] else True)
        self._check_names(tags, present)
        return tags

    def _check_names(self, tags: np.ndarray, present: np.ndarray) -> None:
        """That no tag has a longer name than its first letter says, or attributes where it has none."""
        self.check_literal(self.starts[tags == Tag.VALUE] + 2, b">")
        names = {Tag.ROW_END: b"</row>", Tag.INLINE: b"<is>", Tag.INLINE_END: b"</is>"}
        for tag, name in names.items():
            if present[tag]:
                self.check_literal(self.starts[tags == tag], name)
        for tag in (Tag.FORMULA, Tag.FORMULA_ALONE):
            if present[tag]:
                behind = self.bytes.take(self.starts[tags == tag] + 2)
                must(np.isin(behind, list(b" >/")).all())

    def text_starts(self, texts: np.ndarray) -> np.ndarray:
        """Where the text begins behind each of these `<t>`."""
        at = self.starts[texts]
        plain = self.bytes.take(at + 2) == _GT
        self.check_literal(at[~plain], b'<t xml:space="preserve">')
        begins: np.ndarray = at + np.where(plain, 3, 24)
        return begins

    def check_literal(self, at: np.ndarray, text: bytes) -> None:
        """That this stands at each of these places, which ascend."""
        if len(at):
            must(int(at[-1]) + len(text) <= len(self.xml))
            for step, byte in enumerate(text):
                must((self.bytes.take(at + step) == byte).all())

    def number(self, starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Digits as whole numbers; all must be digits, and at most fifteen."""
        found = np.zeros(len(starts), dtype=np.int64)
        for length in np.flatnonzero(np.bincount(lengths)).tolist() if len(lengths) else ():
            must(0 < length <= MOST_DIGITS)
            these = np.flatnonzero(lengths == length)
            here = starts if len(these) == len(starts) else starts[these]
            total = np.zeros(len(here), dtype=np.int64)
            for step in range(length):
                digit = self.bytes.take(here + step) - np.uint8(_ZERO)
                must(not (digit > 9).any())
                total *= 10
                total += digit
            found[these] = total
        return found
