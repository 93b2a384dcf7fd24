"""Databases with a published board of so many opinions, made once for each run of the bench."""

from functools import lru_cache
from pathlib import Path

from bench.stretched import publish, stretched_sample


@lru_cache(maxsize=8)
def database(folder: Path, rows: int) -> Path:
    """A database with one version of that size."""
    place = folder / f"board-{rows}.db"
    if not place.exists():
        publish(place, stretched_sample(rows))
    return place
