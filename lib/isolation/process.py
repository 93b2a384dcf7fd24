"""The other side of `lib.isolation.pool`: the process that opens files.

It does one known job after another, answers on its standard output and knows nothing of the server. Before the
first file it gives up what no job needs: memory beyond the ceiling, sockets, child processes, and writing
anywhere but in its own empty folder.
"""

import contextlib
import faulthandler
import gc
import os
import pickle
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO

from lib.errors import Refused
from lib.isolation.messages import JOBS, PATIENCE, Answer, Job, answer_pieces

WARM = ("lib.ingest.worker_job",)
"""Modules of jobs that are loaded before the first file comes; the others when they are first asked for."""

_GRACE = 3.0  # seconds that the server has to stop us before we stop ourselves
_HEADROOM = 200 * 1024 * 1024  # address space that the allocator reserves without using it
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "os.startfile",
    "os.kill",
    "webbrowser.",
    "urllib.",
    "ftplib.",
    "smtplib.",
)
_CHANGES = (
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil."),
    *("os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def serve() -> None:
    """Do jobs until the pipe closes."""
    jobs, answers = _take_pipes()
    for module in WARM:
        import_module(module)
    gc.freeze()  # what is loaded by now stays, and no collection during a job has to walk over it
    own_folder = Path.cwd().resolve()
    _forbid(own_folder)
    while True:
        head = jobs.read(8)
        if len(head) < 8:
            _leave(own_folder)
        packed = jobs.read(struct.unpack("<Q", head)[0])
        job: Job = pickle.loads(packed)
        del packed
        # The server stops a hung worker; this stops one whose server is gone, also inside foreign code.
        faulthandler.dump_traceback_later(PATIENCE * job.ceilings.seconds + _GRACE, exit=True)
        _limit_memory(job.ceilings.memory_bytes)
        answer = answer_pieces(_answer(job))
        faulthandler.cancel_dump_traceback_later()
        answers.write(struct.pack("<Q", sum(map(len, answer))))
        for piece in answer:
            answers.write(piece)
        answers.flush()
        del job, answer


def _leave(own_folder: Path) -> None:
    """The server is gone: end, and take the empty folder along where the system lets us."""
    with contextlib.suppress(OSError):
        own_folder.rmdir()
    os._exit(0)


def _answer(job: Job) -> Answer:
    try:
        return Answer(_function(job.function)(*job.arguments))
    except Refused as refusal:
        return Answer(None, refusal.code, tuple(refusal.facts.items()))
    except MemoryError:
        return Answer(None, "worker_memory", _ceilings(job))
    except RecursionError:
        return Answer(None, "too_deep")
    except BaseException as fault:  # noqa: BLE001 - the designated boundary; a Rust panic is no Exception
        # Only the kind of fault is told, never its text: that may quote the workbook.
        sys.stderr.write(f"{type(fault).__name__}\n")
        return Answer(None, "worker_died", _ceilings(job))


def _function(name: str) -> Callable[..., object]:
    if name not in JOBS:
        raise PermissionError(name)
    module, _, function = name.partition(":")
    found: Callable[..., object] = getattr(import_module(module), function)
    return found


def _ceilings(job: Job) -> tuple[tuple[str, str | int | float], ...]:
    return (("seconds", round(job.ceilings.seconds)), ("megabytes", job.ceilings.memory_bytes >> 20))


def _take_pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes to the server; whatever else prints from now on goes nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return requests, answers


def _limit_memory(memory_bytes: int) -> None:
    """Cap the address space where the system can; elsewhere the server watches."""
    try:
        import resource
    except ImportError:  # Windows
        return
    try:
        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # no such file on macOS, which also ignores the limit
        return
    resource.setrlimit(resource.RLIMIT_AS, (mapped + memory_bytes + _HEADROOM, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid(own_folder: Path) -> None:
    """Refuse what no reading needs, for good: an audit hook cannot be taken away."""
    own = str(own_folder) + os.sep

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = any(sign in mode for sign in "wax+") if isinstance(mode, str) else bool(int(str(flags)) & _WRITING)
            if writes and isinstance(path, str | bytes) and not os.path.realpath(os.fsdecode(path)).startswith(own):
                raise PermissionError(event)
        elif event.startswith(_FORBIDDEN) or (event.startswith(_CHANGES) and arguments[:1] != (str(own_folder),)):
            raise PermissionError(event)

    sys.addaudithook(hook)
