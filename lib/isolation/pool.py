"""A pool of warm worker processes, and the watch over each of them.

A spreadsheet can make a decoder abort, hang or eat all memory. So one or two small processes wait with
everything imported; each does one job at a time under a ceiling of memory and time. A dead or hung one is a
clear refusal, and the next file gets a fresh one. A file is not blamed for a busy machine: a worker that could
not work gets its seconds later, a few times the ceiling at most, and then the refusal says just that. The processes are started with a bare environment in an
empty folder of their own, and end when their pipe closes, so also when the server is killed.
"""

import atexit
import contextlib
import os
import pickle
import queue
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, TypeVar

import psutil

from lib.errors import WorkerDied
from lib.isolation.messages import JOBS, PATIENCE, Answer, Ceilings, Job, load_answer

_ROOT = Path(__file__).resolve().parents[2]
_COMMAND = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from lib.isolation.process import serve; serve()"
_MOST_WORKERS = 2
_TICK = 0.05  # seconds between two looks at a worker's memory
_TIRED_BYTES = 700 * 1024 * 1024  # a worker that stays larger than this is replaced, not reused
_LEAST_WAIT = 60.0  # seconds that a file waits for a free worker, whatever its own ceiling
_ERROR_TAIL = 4_096
_PIPE_BYTES = 1024 * 1024
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


Result = TypeVar("Result")


def run_isolated(function: str, arguments: tuple[object, ...], gives: type[Result], *, file_name: str, ceilings: Ceilings) -> Result:
    """Have a known job done in another process.

    Args:
        function: the job, as `messages.JOBS` lists it.
        arguments: what it is called with; pickled.
        gives: the type of its answer; anything else is no answer.
        file_name: the file it is about, for the refusal's sentence.
        ceilings: memory, time and the size of the answer.

    Raises:
        Refused: the job refused the file.
        WorkerDied: the process died, or was stopped at the ceiling of memory or time.
        ValueError: there is no such job.
    """
    if function not in JOBS:
        raise ValueError(function)
    job = Job(function, arguments, file_name, ceilings)
    answer = _POOL.ask(job)
    if isinstance(answer.result, gives):
        return answer.result
    if not answer.code:
        raise _death("worker_died", job)
    raise answer.refusal(file_name)


def warm_up() -> None:
    """Start one worker ahead of the first file."""
    _POOL.warm_up()


def is_ready() -> bool:
    """Whether a worker waits for a file or works on one; one is started where there is none."""
    return _POOL.is_ready()


def close() -> None:
    """End all workers, busy ones too, and remove their folders; later files start new ones."""
    _POOL.close()


class _Worker:
    """One process and the threads that listen to it."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="phaseboard-reader-")
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment |= {"TMPDIR": self._folder, "TEMP": self._folder, "TMP": self._folder, "HOME": self._folder}
        environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-E", "-P", "-B", "-X", "utf8", "-c", _COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=self._folder,
                env=environment,
                close_fds=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        requests, answers, errors = self._process.stdin, self._process.stdout, self._process.stderr
        assert requests is not None  # all three were asked to be pipes
        assert answers is not None
        assert errors is not None
        self._requests = requests
        self._frames: queue.SimpleQueue[bytearray | None] = queue.SimpleQueue()
        _widen(answers)
        self._error_tail = b""
        self._answer_bytes = 0  # set by each job
        self._watched = psutil.Process(self._process.pid)
        for target, stream in ((self._read_frames, answers), (self._read_errors, errors)):
            threading.Thread(target=target, args=(stream,), daemon=True).start()

    def ask(self, job: Job) -> Answer:
        """Send one job and wait for its answer, watching memory and time.

        Raises:
            WorkerDied: no answer will come; the process is dead.
        """
        begun, worked = time.monotonic(), self._worked()
        self._answer_bytes = job.ceilings.answer_bytes
        sender = threading.Thread(target=self._send, args=(job,), daemon=True)
        sender.start()
        while True:
            try:
                frame = self._frames.get(timeout=_TICK)
            except queue.Empty:
                self._check(job, time.monotonic() - begun, self._worked() - worked)
                continue
            answer = load_answer(frame) if frame is not None else None
            if answer is None:
                raise self._died(job)
            return answer

    def is_fit(self) -> bool:
        """Whether it lives and is not bloated from the last file."""
        return self._process.poll() is None and self._memory() < _TIRED_BYTES

    def stop(self) -> None:
        """Kill it and remove its folder."""
        with contextlib.suppress(OSError):
            self._process.kill()
        with contextlib.suppress(OSError, ValueError):
            self._requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _send(self, job: Job) -> None:
        with contextlib.suppress(OSError, ValueError):
            packed = pickle.dumps(job, protocol=5)
            self._requests.write(struct.pack("<Q", len(packed)))
            self._requests.write(packed)
            self._requests.flush()

    def _check(self, job: Job, waited: float, worked: float) -> None:
        code = None
        if waited > job.ceilings.seconds and worked > job.ceilings.fair_share * job.ceilings.seconds:
            code = "worker_time"
        elif waited > PATIENCE * job.ceilings.seconds:
            code = "worker_starved"
        elif self._memory() > job.ceilings.memory_bytes:
            code = "worker_memory"
        if code:
            self.stop()
            raise _death(code, job)

    def _worked(self) -> float:
        """Seconds of a processor that the process has had since it began."""
        try:
            times = self._watched.cpu_times()
        except psutil.Error:
            return 0.0
        return float(times.user + times.system)

    def _died(self, job: Job) -> WorkerDied:
        self.stop()
        lacked_memory = b"memory allocation" in self._error_tail or b"MemoryError" in self._error_tail
        return _death("worker_memory" if lacked_memory else "worker_died", job)

    def _memory(self) -> int:
        try:
            return int(self._watched.memory_info().rss)
        except psutil.Error:
            return 0

    def _read_frames(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError, struct.error, MemoryError):
            while True:
                head = stream.read(8)
                (size,) = struct.unpack("<Q", head)
                if size > self._answer_bytes:
                    break
                frame = bytearray(size)
                read, view = 0, memoryview(frame)
                while read < size and (more := stream.readinto(view[read:])):  # type: ignore[attr-defined]
                    read += more
                if read < size:
                    break
                self._frames.put(frame)
        self._frames.put(None)

    def _read_errors(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):
            while chunk := stream.read1(65_536):  # type: ignore[attr-defined]
                self._error_tail = (self._error_tail + chunk)[-_ERROR_TAIL:]


def _widen(pipe: IO[bytes]) -> None:
    """Let more of an answer wait in its pipe, where the system can (Linux): fewer turns between the two processes."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def _death(code: str, job: Job) -> WorkerDied:
    return WorkerDied(code, file=job.file_name, seconds=round(job.ceilings.seconds), megabytes=job.ceilings.memory_bytes >> 20)


class _Pool:
    """At most two workers; a file waits for a free one."""

    def __init__(self) -> None:
        self._free: list[_Worker] = []
        self._busy: list[_Worker] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(_MOST_WORKERS)

    def ask(self, job: Job) -> Answer:
        if not self._places.acquire(timeout=max(_LEAST_WAIT, 3 * job.ceilings.seconds)):
            raise WorkerDied("worker_busy", file=job.file_name)
        try:
            return self._asked(job)
        finally:
            self._places.release()

    def _asked(self, job: Job) -> Answer:
        try:
            worker = self._take()
        except OSError as fault:  # the system gives no further process, which is no fault of the file
            raise _death("worker_starved", job) from fault
        self._busy.append(worker)
        try:
            answer = worker.ask(job)
            self._give_back(worker)
        except BaseException:
            worker.stop()
            raise
        else:
            return answer
        finally:
            self._busy.remove(worker)

    def warm_up(self) -> None:
        with self._lock:
            if not self._free:
                self._free.append(_Worker())

    def is_ready(self) -> bool:
        if self._busy:
            return True
        try:
            worker = self._take()
        except OSError:  # the system gives no further process
            return False
        is_fit = worker.is_fit()
        self._give_back(worker)
        return is_fit

    def close(self) -> None:
        with self._lock:
            idle, self._free = self._free, []
        for worker in (*idle, *self._busy):
            worker.stop()

    def _take(self) -> _Worker:
        while True:
            with self._lock:
                worker = self._free.pop() if self._free else None
            if worker is None:
                return _Worker()
            if worker.is_fit():
                return worker
            worker.stop()

    def _give_back(self, worker: _Worker) -> None:
        if worker.is_fit():
            with self._lock:
                self._free.append(worker)
        else:
            worker.stop()


_POOL = _Pool()
atexit.register(close)
