"""How long somebody waits after wrong passwords: longer with each, for the account and for the address.

A school is behind one address, so an address may miss more often than an account. Where an account was signed in from an address
before, its misses there are counted apart: nobody elsewhere can keep its owner out by missing for them. Waits are kept in this process's memory: each
server of a board counts for itself, and a restart forgets. At most `MOST` accounts, addresses and pairs of both are remembered.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST = 5_000
FREE_FOR_ACCOUNT = 5
FREE_FOR_ADDRESS = 30
LONGEST = timedelta(minutes=5)
FORGOTTEN = timedelta(hours=1)
AT_ONCE = timedelta(0)


_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Missed:
    times: int
    last: datetime


class Waiting:
    """Remembers who missed, and says how long they wait."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._accounts: dict[_Key, _Missed] = {}
        self._addresses: dict[_Key, _Missed] = {}
        self._at_home: dict[_Key, None] = {}

    @property
    def remembered(self) -> int:
        """How many accounts and addresses are in memory."""
        return len(self._accounts) + len(self._addresses)

    def begin(self, account: str, address: str, now: datetime) -> timedelta:
        """Ask to try a password. Zero: go on, and the try counts as missed until `succeed` is called, so that tries at the
        same moment cannot slip through together. Longer: wait, and nothing was counted.
        """
        with self._lock:
            tried, place = self._tried(account, address), (address,)
            wait = max(_left(self._accounts.get(tried), FREE_FOR_ACCOUNT, now), _left(self._addresses.get(place), FREE_FOR_ADDRESS, now))
            if wait == AT_ONCE:
                self._count(self._accounts, tried, now)
                self._count(self._addresses, place, now)
            return wait

    def succeed(self, account: str, address: str) -> None:
        """The last try was right: the account starts anew, and the address is not charged with it."""
        with self._lock:
            self._accounts.pop(self._tried(account, address), None)
            missed = self._addresses.pop((address,), None)
            if missed is not None and missed.times > 1:
                self._addresses[(address,)] = _Missed(missed.times - 1, missed.last)
            if address:
                self._at_home.pop((account, address), None)
                self._at_home[(account, address)] = None
                while len(self._at_home) > self._most:
                    del self._at_home[next(iter(self._at_home))]

    def _tried(self, account: str, address: str) -> _Key:
        """What a try is counted for: the account there, where it was signed in from there before, else the account anywhere."""
        return (account, address) if (account, address) in self._at_home else (account,)

    def _count(self, missed: dict[_Key, _Missed], key: _Key, now: datetime) -> None:
        before = missed.pop(key, None)
        if before is not None and now - before.last > FORGOTTEN:
            before = None
        if before is None and len(missed) >= self._most:
            self._make_room(missed, now)
        missed[key] = _Missed(before.times + 1 if before else 1, now)

    def _make_room(self, missed: dict[_Key, _Missed], now: datetime) -> None:
        """Forget what is old; else those who missed least, a tenth at a time: a flood of names does not wash out the one under attack."""
        for key in [key for key, one in missed.items() if now - one.last > FORGOTTEN]:
            del missed[key]
        if len(missed) >= self._most:
            least = sorted(missed, key=lambda key: (missed[key].times, missed[key].last))
            for key in least[: max(1, self._most // 10)]:
                del missed[key]


def _left(missed: _Missed | None, free: int, now: datetime) -> timedelta:
    """What is left of the wait: none for the first few, then one second, two, four, up to the longest."""
    if missed is None or missed.times < free or now - missed.last > FORGOTTEN:
        return AT_ONCE
    wait = min(LONGEST, timedelta(seconds=2 ** min(missed.times - free, 20)))
    return max(AT_ONCE, missed.last + wait - now)
