"""Files that pages made, and who may fetch each: the address of a file is no key to it.

The framework gives a file an address made of its content and hands it to whoever asks for that address, for as long as it keeps the file.
An address can be passed on, and stands in the list of downloads of a browser that several people use. So what a page made is noted
here, with whom it was made for, and the gate asks before anybody gets it. Each process notes its own, as it keeps its own files.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import PurePosixPath
from threading import Lock

from streamlit.runtime import exists, get_instance
from streamlit.runtime.media_file_storage import MediaFileKind

from lib.identity import Identity, Right
from lib.schema import Audience

MOST_NOTED = 4096
"""The oldest is forgotten first, and then given to nobody: the framework keeps a file for a few runs of any page."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For whom a file was made, and what they must still be allowed to when they fetch it; without a right it is for all who may look."""

    account: str = ""
    right: Right | None = None
    audience: Audience | None = None
    board: str | None = None

    def hold_for(self, asking: Identity) -> bool:
        """Whether this person may have the file."""
        if self.right is None:
            return asking.may_look
        is_theirs = (self.audience is None or self.audience in asking.audiences) and (self.board is None or asking.opens(self.board))
        return asking.account == self.account and asking.may(self.right) and is_theirs


_noted: "OrderedDict[bytes, frozenset[Terms]]" = OrderedDict()
_lock = Lock()


def note(content: bytes, terms: Terms) -> None:
    """Keep for whom a file was made; the same content may have been made for several."""
    name = _digest(content)
    with _lock:
        _noted[name] = _noted.get(name, frozenset()) | {terms}
        _noted.move_to_end(name)
        while len(_noted) > MOST_NOTED:
            _noted.popitem(last=False)


def may_fetch(path: str, asking: Identity) -> bool:
    """Whether this person may have the file at an address; what is not there is for the framework to say.

    Pictures that belong to the look of a page are no downloads: they hold nothing of a board.
    """
    kept = get_instance().media_file_mgr.read_file(PurePosixPath(path).name) if exists() else None
    if kept is None or kept.kind is MediaFileKind.MEDIA:
        return asking.may_look
    with _lock:
        terms = _noted.get(_digest(kept.content), frozenset())
    return any(each.hold_for(asking) for each in terms)


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=32).digest()
