"""When the interpreter looks for what nobody holds any more: often among what is new, and among all of it only while nobody waits.

A look at everything stops all pages for as long as it takes, 0.15 s with two hundred visitors, and the interpreter takes it whenever a
quarter more objects have come, in the midst of a run. Here it is taken once there was something to do and nobody is at it, at the latest
after a while. What is freed by counting, which is nearly everything, is freed at once as ever.
"""

import asyncio
import gc
import time
from collections.abc import Callable

NEW_OBJECTS = 10_000
"""So many come before the new ones are looked at: most of a run's are gone by then."""

ROUNDS = 20
"""Looks at the new ones before those that stayed are looked at."""

NEVER = 1_000_000

EVERY_SECONDS = 5.0
AT_THE_EARLIEST_SECONDS = 15.0
AT_THE_LATEST_SECONDS = 120.0
"""What holds itself in a circle stays in memory until then."""


def look_at_new_objects_only() -> None:
    """From now on the interpreter by itself looks at what is new."""
    gc.set_threshold(NEW_OBJECTS, ROUNDS, NEVER)


class Caretaker:
    """Looks at everything now and then, on the loop, while nobody is served."""

    def __init__(
        self, is_idle: Callable[[], bool], now: Callable[[], float] = time.monotonic, look: Callable[[], object] = gc.collect
    ) -> None:
        self._is_idle, self._now, self._look = is_idle, now, look
        self._looked = now()

    async def stay(self) -> None:
        """Come by again and again, until the server ends."""
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            self.come_by()

    def come_by(self) -> None:
        """Look, where it is time."""
        since = self._now() - self._looked
        if since >= AT_THE_LATEST_SECONDS or (since >= AT_THE_EARLIEST_SECONDS and self._is_idle()):
            self._look()
            self._looked = self._now()
