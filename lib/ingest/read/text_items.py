"""The items of a table of texts, found by where their tags stand; which are one plain text, and which must be parsed.

An item is plain where its tags are `<si><t>` and `</t></si>` and nothing but text is between: then it has four brackets at the
distances that those tags have. Each byte of each of those tags is checked.
"""

import numpy as np

from lib.ingest.read.text_signs import Signs
from lib.ingest.read.xlsx_form import Irregular

_OTHER, _OPEN, _TEXT, _TEXT_END, _END = range(5)
_SLASH, _GT, _SPACE, _S, _I, _T = b"/> sit"
_SPACED = b'<t xml:space="preserve">'


class Items:
    """Where the text of each item begins and ends; at one place where it is not plain."""

    def __init__(self, body: bytes, signs: Signs) -> None:
        """Find the items.

        Raises:
            Irregular: there is something beside them.
        """
        self._body = body
        self._brackets = signs.brackets
        self._tags = self._tags_of(signs)
        opens = np.flatnonzero(self._tags == _OPEN)
        if not len(opens) or opens[0] or self._brackets[0]:
            raise Irregular
        self._begins = self._brackets[opens]
        self.is_plain = self._plain(opens)
        self.starts, self.ends = self._begins.copy(), self._begins.copy()
        plain = opens[self.is_plain]
        at = self._brackets[plain + 1]
        is_spaced = signs.bytes.take(at + 2) == _SPACE
        self.starts[self.is_plain] = at + np.where(is_spaced, len(_SPACED), len(b"<t>"))
        self.ends[self.is_plain] = self._brackets[plain + 2]

    def others(self) -> list[tuple[int, bytes]]:
        """The items that are not plain, by their place, with what stands between `<si>` and `</si>`.

        Raises:
            Irregular: something stands beside them.
        """
        found = []
        for place in np.flatnonzero(~self.is_plain).tolist():
            end = int(self._begins[place + 1]) if place + 1 < len(self._begins) else len(self._body)
            item = self._body[int(self._begins[place]) : end]
            inner = item[len(b"<si>") : -len(b"</si>")]
            if not item.endswith(b"</si>") or b"<si" in inner or b"</si" in inner or b"<!" in inner:
                raise Irregular
            found.append((place, inner))
        return found

    def holding(self, places: np.ndarray) -> list[int]:
        """The items in which these places lie."""
        found: list[int] = np.unique(np.searchsorted(self._begins, places, side="right") - 1).tolist()
        return found

    def _plain(self, opens: np.ndarray) -> np.ndarray:
        """Which items are `<si>`, `<t>`, `</t>`, `</si>` and nothing else."""
        plain: np.ndarray = np.diff(opens, append=len(self._tags)) == 4
        for step, tag in ((1, _TEXT), (2, _TEXT_END), (3, _END)):
            plain &= self._tags.take(opens + step, mode="clip") == tag
        return plain

    def _tags_of(self, signs: Signs) -> np.ndarray:
        """What each tag is; `_OTHER` too where something stands behind a tag that another tag should follow."""
        brackets, take = self._brackets, signs.bytes.take
        lengths = np.diff(brackets, append=len(self._body))
        second, third = take(brackets + 1, mode="clip"), take(brackets + 2, mode="clip")
        tags = np.zeros(len(brackets), dtype=np.uint8)
        opens = np.flatnonzero((second == _S) & (third == _I) & (lengths == 4))
        tags[opens[take(brackets[opens] + 3) == _GT]] = _OPEN
        tags[(second == _T) & (third == _GT)] = _TEXT
        for place in np.flatnonzero((second == _T) & (third == _SPACE)).tolist():
            if self._body.startswith(_SPACED, int(brackets[place])):
                tags[place] = _TEXT
        ends = np.flatnonzero((second == _SLASH) & (third == _T) & (lengths == 4))
        tags[ends[take(brackets[ends] + 3) == _GT]] = _TEXT_END
        ends = np.flatnonzero((second == _SLASH) & (third == _S) & (lengths == 5))
        tags[ends[(take(brackets[ends] + 3) == _I) & (take(brackets[ends] + 4) == _GT)]] = _END
        return tags
