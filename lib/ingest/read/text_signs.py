"""The bytes of a table of texts that tell something: brackets, references, controls, and what begins an invisible character.

All are found in one walk over the table, whose other bytes, the words themselves, are never looked at one by one.
"""

import numpy as np

_LT = ord("<")
# What `cell_text` takes out or mends, in UTF-8: first byte, second (0: there is none between), range of the last.
_CLEANED = (
    (0xE2, 0x80, 0x8B, 0x8F),
    (0xE2, 0x80, 0xA8, 0xAE),
    (0xE2, 0x81, 0xA0, 0xAF),
    (0xEF, 0xBB, 0xBF, 0xBF),
    (0xEF, 0xBF, 0xB9, 0xBF),
    (0xC2, 0, 0x80, 0x9F),
    (0xD8, 0, 0x9C, 0x9C),
)
_TELLING_BYTES = {*range(9), *range(11, 32), *b"<&_", 0x7F, 0xC2, 0xD8, 0xE2, 0xEF}
_TELLING = bytes(byte in _TELLING_BYTES for byte in range(256))
_BLOCK = 4 * 1024 * 1024  # bytes looked at together: what is made of them stays small


class Signs:
    """Where the telling bytes of one table stand."""

    def __init__(self, body: bytes) -> None:
        self.bytes = np.frombuffer(body, np.uint8)
        blocks = [
            np.flatnonzero(np.frombuffer(body[start : start + _BLOCK].translate(_TELLING), bool)) + start
            for start in range(0, len(body), _BLOCK)
        ]
        places = np.concatenate(blocks) if blocks else np.array([], dtype=np.int64)
        kinds = self.bytes.take(places)
        is_bracket = kinds == _LT
        self.brackets: np.ndarray = places[is_bracket]
        self._places = places[~is_bracket]
        self._kinds = kinds[~is_bracket]

    def is_forbidden(self) -> bool:
        """Whether a character stands here that XML does not allow."""
        controls = self._kinds < 32
        if controls.any() and (self._kinds[controls] != ord("\r")).any():
            return True
        last = self._places[self._kinds == 0xEF]
        return bool(((self._behind(last, 1) == 0xBF) & (self._behind(last, 2) >= 0xBE)).any())

    def odd(self) -> np.ndarray:
        """Where a text may be meant otherwise than it is written: a reference, `_x`, a line break or sign that `cell_text` mends."""
        kinds, places = self._kinds, self._places
        found = [places[(kinds == ord("&")) | (kinds == 0x7F) | (kinds < 32)]]
        escapes = places[kinds == ord("_")]
        found.append(escapes[self._behind(escapes, 1) == ord("x")])
        for first, second, low, high in _CLEANED:
            begins = places[kinds == first]
            last = self._behind(begins, 2 if second else 1)
            found.append(begins[(last >= low) & (last <= high) & ((self._behind(begins, 1) == second) | (second == 0))])
        return np.concatenate(found)

    def _behind(self, places: np.ndarray, step: int) -> np.ndarray:
        found: np.ndarray = self.bytes.take(places + step, mode="clip")
        return found
