"""One mutant against its tests: in a fork of the session, or in the session itself."""

import os
import resource
import signal
import sys
from collections.abc import Callable

import pytest
from _pytest.runner import runtestprotocol

from mutation.mutants import Mutant, changed_code, function_of, install

KILLED, SURVIVED, HUNG, UNTESTED = "killed", "survived", "hung", "untested"


def in_a_fork(session: pytest.Session, mutant: Mutant, order: list[int], ceiling: float) -> tuple[str, int | None]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (int(ceiling), int(ceiling) + 2))
        signal.alarm(int(ceiling) * 6)
        apart(lambda: _until_one_fails(session, mutant, order, writing))
    os.close(writing)
    answer = os.read(reading, 64)
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if answer:
        word = answer.decode()
        return (SURVIVED, None) if word == "none" else (KILLED, int(word))
    return (HUNG, None) if os.WIFSIGNALED(status) else (KILLED, None)


class _Hung(BaseException):
    """A mutant's tests take too long; no test may catch it."""


def here(session: pytest.Session, mutant: Mutant, order: list[int], ceiling: float) -> tuple[str, int | None]:
    """As in a fork, in this process."""
    function = function_of(mutant)
    true_code = function.__code__
    empty_all = caches()
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, ceiling, ceiling)
    try:
        function.__code__ = changed_code(mutant)
        for clear in empty_all:
            clear()
        killer = next((at for at in order if fails(session.items[at])), None)
    except _Hung:
        return HUNG, None
    except ValueError:  # super() is gone, and with it a cell of the function: in a fork this fails likewise
        return KILLED, None
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        function.__code__ = true_code
        for clear in empty_all:
            clear()
    return (SURVIVED, None) if killer is None else (KILLED, killer)


def _too_long(*_: object) -> None:
    raise _Hung


def _until_one_fails(session: pytest.Session, mutant: Mutant, order: list[int], writing: int) -> None:
    install(mutant)
    for clear in caches():
        clear()
    for at in order:
        if fails(session.items[at]):
            write(writing, str(at).encode())
            return
    write(writing, b"none")


def fails(item: pytest.Item) -> bool:
    """Whether a test fails; so does one whose report cannot be written, since what failed stands on no line of a changed function."""
    try:
        reports = runtestprotocol(item, nextitem=None, log=False)
    except TypeError:
        item.session._setupstate.teardown_exact(None)
        return True
    return any(report.failed for report in reports)


def caches() -> list[Callable[[], None]]:
    """What empties each cache of the project's functions: one test's answers, or those of collecting, must not answer for another."""
    values = [value for name, module in list(sys.modules.items()) if name.startswith("lib.") for value in list(vars(module).values())]
    found = {id(value): getattr(value, "cache_clear", None) for value in values}
    return [clear for clear in found.values() if callable(clear)]


def apart(work: Callable[[], object]) -> None:
    """Do something in a fork and leave it, whatever happens, without the parent's clean-up."""
    try:
        work()
    finally:
        os._exit(1)


def write(to: int, answer: bytes) -> None:
    while answer:
        answer = answer[os.write(to, answer) :]
