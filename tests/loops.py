"""Coroutines that a test waits for."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Found = TypeVar("Found")


def run_apart(awaited: Coroutine[Any, Any, Found]) -> Found:
    """What a coroutine gives, run on a thread of its own: the browser's tests leave a loop running in theirs."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, awaited).result()
