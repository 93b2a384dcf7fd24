"""Calls into calamine, with all that can come back from it turned into a value or a refusal.

A panic inside it arrives as an exception that is no `Exception`; a failed allocation ends the process,
so extents are checked before it is called.
"""

from collections.abc import Callable
from typing import TypeVar

from python_calamine import CalamineError, CalamineSheet, PasswordError

from lib.errors import Refused
from lib.ingest.model import CellValue
from lib.ingest.read.areas import Block

Result = TypeVar("Result")


def guarded(call: Callable[[], Result], part: str) -> Result:
    """The call's result.

    Raises:
        Refused: protected by a password, or the decoder could make nothing of it.
    """
    try:
        return call()
    except PasswordError as fault:
        raise Refused("encrypted") from fault
    except (CalamineError, OverflowError, ValueError, OSError) as fault:
        raise Refused("corrupt", part=part) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise Refused("corrupt", part=part) from None


def block_of(sheet: CalamineSheet) -> Block:
    """A decoded sheet's rows and where they start."""
    start = sheet.start or (0, 0)
    grid: list[list[CellValue]] = sheet.to_python()  # type: ignore[assignment]
    return Block(grid, start[0] + 1, start[1] + 1, ())
