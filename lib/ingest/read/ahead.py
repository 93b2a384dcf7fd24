"""Work done ahead in a second thread: unpacking gives the interpreter free, so that the next piece is ready when it is asked for."""

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar

Result = TypeVar("Result")

_AHEAD = 4  # pieces that may wait


class Later(Generic[Result]):
    """One result that is worked out while something else is done."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work = work
        self._result: list[Result] = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result.append(self._work())
        except BaseException as fault:  # noqa: BLE001 - raised again where the result is asked for
            self._fault = fault

    def result(self) -> Result:
        """The result, waited for and given once; what the work raised is raised here."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._result.pop()


def ahead(pieces: Iterator[bytes]) -> Generator[bytes]:
    """The same pieces, of which some are made before they are asked for; closing it ends the thread."""
    ready: queue.Queue[bytes | BaseException | None] = queue.Queue(_AHEAD)
    is_over = threading.Event()

    def make() -> None:
        last: BaseException | None = None
        try:
            for piece in pieces:
                ready.put(piece)
                if is_over.is_set():
                    return
        except BaseException as fault:  # noqa: BLE001 - raised again in the thread that asks
            last = fault
        ready.put(last)

    maker = threading.Thread(target=make, daemon=True)
    maker.start()
    try:
        while (piece := ready.get()) is not None:
            if isinstance(piece, BaseException):
                raise piece
            yield piece
    finally:
        is_over.set()
        while maker.is_alive():
            try:
                ready.get(timeout=0.01)
            except queue.Empty:
                continue
