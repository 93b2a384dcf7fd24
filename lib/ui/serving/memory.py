"""Memory that is given back as soon as it is free. A board of 100,000 opinions is a third smaller in it than with the defaults.

Rows come and go in pieces of a megabyte. The C library keeps such pieces for later, in as many heaps as there are threads, and pages run
in a thread each; Arrow's own allocator keeps them too. Here large pieces go back to the system at once, and two heaps are enough for
threads of which only one computes at a time. Elsewhere than on Linux with the GNU library the first is not there to be told, and only
the second applies.
"""

import ctypes
import os
import sys

LARGE = 262_144
"""Bytes from which on a piece is the system's own and goes back to it alone."""

HEAPS = 2
_KEPT_AT_THE_END = 1_048_576

_ARENA_MAX, _MMAP_THRESHOLD, _TRIM_THRESHOLD = -8, -3, -1
"""What malloc.h calls them: M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD."""

ARROW = "ARROW_DEFAULT_MEMORY_POOL"


def give_back_at_once() -> bool:
    """Tell both allocators, before either is used; whether the C library heard it."""
    os.environ.setdefault(ARROW, "system")
    if not sys.platform.startswith("linux"):
        return False
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    if tell is None:
        return False
    return all([tell(_ARENA_MAX, HEAPS), tell(_MMAP_THRESHOLD, LARGE), tell(_TRIM_THRESHOLD, _KEPT_AT_THE_END)])
