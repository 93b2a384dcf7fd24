"""A browser's side of messages that were joined (lib/ui/serving/joined.py): takes them apart."""


class Taking:
    """What a browser keeps of one websocket: the messages of the run before, and of this one."""

    def __init__(self) -> None:
        self._before: list[bytes] = []
        self._now: list[bytes] = []

    def taken(self, together: bytes) -> list[bytes]:
        """The messages in one joined message."""
        found: list[bytes] = []
        place = 1
        while place < len(together):
            told, place = _number(together, place)
            if told & 1:
                count, place = _number(together, place)
                named = self._before[told >> 1 : (told >> 1) + count]
                if len(named) != count:
                    raise ValueError("a message is named that was never sent")
                found += named
            else:
                found.append(together[place : place + (told >> 1)])
                place += told >> 1
        self._now += found
        if together[0]:
            self._before, self._now = self._now, []
        return found


def _number(data: bytes, place: int) -> tuple[int, int]:
    value = bits = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 127) << bits
        bits += 7
        if byte < 128:
            return value, place
