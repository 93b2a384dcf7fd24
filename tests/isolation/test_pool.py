"""The watch over worker processes: one that lies, hogs or dies is a clear refusal, and the next file finds its place free."""

from pathlib import Path
from threading import Event, Thread

import pytest

from lib.errors import WorkerDied
from lib.isolation import pool
from lib.isolation.messages import Answer, Ceilings, Job

HEARD = "import struct, sys, time\nsys.stdin.buffer.read(9)\nout = sys.stdout.buffer\n"
"""A process that has heard that there is a job."""

SAYS_TOO_MUCH = HEARD + "out.write(struct.pack('<Q', 10**12)); out.flush(); time.sleep(60)"
STOPS_HALF_WAY = HEARD + "out.write(struct.pack('<Q', 100) + b'half')"
SAYS_NOTHING = HEARD + "time.sleep(60)"
ENDS = HEARD
LACKS_MEMORY = HEARD + "sys.stderr.write('memory allocation of 8 bytes failed')"
SAYS_NONSENSE = HEARD + "out.write(struct.pack('<Q', 4) + b'what'); out.flush(); time.sleep(60)"


def job(*, memory_bytes: int = 1 << 30, seconds: float = 30.0, fair_share: float = 0.85) -> Job:
    return Job("lib.commands.check_job:check", (), "周报.xlsx", Ceilings(memory_bytes, seconds, 1 << 20, fair_share))


@pytest.fixture
def workers() -> pool._Pool:
    return pool._Pool()


def refusal(workers: pool._Pool, asked: Job) -> tuple[str, object]:
    with pytest.raises(WorkerDied) as raised:
        workers.ask(asked)
    return raised.value.code, raised.value.facts["file"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (SAYS_TOO_MUCH, "worker_died"),
        (STOPS_HALF_WAY, "worker_died"),
        (SAYS_NONSENSE, "worker_died"),
        (ENDS, "worker_died"),
        (LACKS_MEMORY, "worker_memory"),
    ],
)
def test_a_process_that_gives_no_answer_is_a_refusal_and_its_folder_goes(
    workers: pool._Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str, code: str
):
    monkeypatch.setattr(pool, "_COMMAND", command)
    monkeypatch.setattr(pool.tempfile, "tempdir", str(tmp_path))

    assert refusal(workers, job()) == (code, "周报.xlsx")
    assert (workers._free, workers._busy) == ([], [])
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_takes_more_memory_than_it_may_is_stopped(workers: pool._Pool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "_COMMAND", SAYS_NOTHING)

    assert refusal(workers, job(memory_bytes=1 << 20)) == ("worker_memory", "周报.xlsx")


@pytest.mark.parametrize(("fair_share", "code"), [(-1.0, "worker_time"), (1_000.0, "worker_starved")])
def test_the_file_is_to_blame_only_where_the_process_had_its_share_of_a_processor(
    workers: pool._Pool, monkeypatch: pytest.MonkeyPatch, fair_share: float, code: str
):
    monkeypatch.setattr(pool, "_COMMAND", SAYS_NOTHING)

    assert refusal(workers, job(seconds=0.01, fair_share=fair_share)) == (code, "周报.xlsx")


def test_where_the_system_gives_no_further_process_the_file_is_not_to_blame(
    workers: pool._Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    def no_more(*_given: object, **_named: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(pool.subprocess, "Popen", no_more)
    monkeypatch.setattr(pool.tempfile, "tempdir", str(tmp_path))

    for _ in range(3):  # each gave its place back
        assert refusal(workers, job()) == ("worker_starved", "周报.xlsx")
    assert list(tmp_path.iterdir()) == []


class Standing:
    """A worker without a process."""

    def __init__(self, *, fit: bool = True, asked: Event | None = None, go_on: Event | None = None) -> None:
        self.fit, self.asked, self.go_on, self.stopped = fit, asked, go_on, 0

    def ask(self, _job: Job) -> Answer:
        if self.asked and self.go_on:
            self.asked.set()
            self.go_on.wait(30)
        return Answer("done")

    def is_fit(self) -> bool:
        return self.fit

    def stop(self) -> None:
        self.stopped += 1


def test_a_file_for_which_no_place_comes_free_is_told_that_too_many_are_read(workers: pool._Pool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pool, "_LEAST_WAIT", 0.0)
    begun = [(Event(), Event()) for _ in range(2)]
    workers._free = [Standing(asked=asked, go_on=go_on) for asked, go_on in begun]  # type: ignore[misc]
    reading = [Thread(target=workers.ask, args=(job(),)) for _ in range(2)]
    for each in reading:
        each.start()
    assert all(asked.wait(30) for asked, _ in begun)

    assert refusal(workers, job(seconds=0.0)) == ("worker_busy", "周报.xlsx")
    assert workers.is_ready()  # at work is ready

    for _, go_on in begun:
        go_on.set()
    for each in reading:
        each.join()
    assert workers.ask(job()) == Answer("done")


def test_a_worker_that_has_grown_or_died_is_replaced(workers: pool._Pool, monkeypatch: pytest.MonkeyPatch):
    dead, fresh = Standing(fit=False), Standing()
    monkeypatch.setattr(pool, "_Worker", lambda: fresh)
    workers._free = [dead]  # type: ignore[list-item]

    assert workers.ask(job()) == Answer("done")
    assert (dead.stopped, workers._free) == (1, [fresh])

    fresh.fit = False
    workers._give_back(fresh)  # type: ignore[arg-type]
    assert fresh.stopped == 1


def test_one_worker_is_started_ahead_and_all_end_together(workers: pool._Pool, monkeypatch: pytest.MonkeyPatch):
    waiting, at_work = Standing(), Standing()
    monkeypatch.setattr(pool, "_Worker", lambda: waiting)
    workers.warm_up()
    workers.warm_up()
    workers._busy = [at_work]  # type: ignore[list-item]
    assert workers._free == [waiting]

    workers.close()

    assert (waiting.stopped, at_work.stopped, workers._free) == (1, 1, [])
