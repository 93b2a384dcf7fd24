"""The reading process: it holds its ceilings, its death is a refusal, and it leaves nothing behind."""

import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from lib.errors import Refused, WorkerDied
from lib.ingest.model import Workbook
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.worker import close, read_isolated, read_unisolated
from lib.isolation import Ceilings, pool, run_isolated
from lib.isolation.messages import JOBS, Answer, load_answer
from tests.ingest.hostile.package import xlsx

ROOT = Path(__file__).parents[2]


@pytest.fixture
def saboteur(monkeypatch: pytest.MonkeyPatch):
    """Start workers whose reader is replaced by a statement; the ordinary ones are back afterwards."""

    def use(statement: str) -> None:
        close()
        body = f"def bad(*_):\n    {statement}\n"
        command = pool._COMMAND.replace("serve()", f"exec({body!r}); import lib.ingest.worker_job as p; p.read = bad; serve()")
        monkeypatch.setattr(pool, "_COMMAND", command)

    yield use
    close()


def children() -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if "lib.isolation.process" in " ".join(one.cmdline())]


def test_a_good_file_is_read_as_in_this_process():
    isolated = read_isolated(xlsx(), "plan.xlsx", year=2014)

    assert list(isolated.tasks["task"]) == ["学习文件", "制定方案"]
    assert isolated.tasks.equals(read_unisolated(xlsx(), "plan.xlsx", year=2014).tasks)


def test_the_worker_stays_warm_between_files():
    read_isolated(xlsx(), "plan.xlsx")
    before = [one.pid for one in children()]
    read_isolated(xlsx(), "plan.xlsx")

    assert [one.pid for one in children()] == before


def test_a_file_beyond_the_ceiling_is_refused_before_it_is_sent():
    with pytest.raises(Refused) as refusal:
        read_isolated(b"x" * 11, "big.xlsx", limits=Limits(file_bytes=10))

    assert refusal.value.code == "file_too_large"


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("import os; os._exit(9)", "worker_died"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGABRT)", "worker_died"),
        ("raise ValueError('cell text')", "worker_died"),
        ("import time; time.sleep(60)", "worker_starved"),
        ("\n    while True: pass", "worker_time"),
        ("return bytearray(3_000_000_000)", "worker_memory"),
        ("return [bytes(1_000_000) for _ in range(3_000)]", "worker_memory"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "worker_died"),
        ("import subprocess; subprocess.run(['true'])", "worker_died"),
        ("open('/tmp/phaseboard-must-not-be', 'w')", "worker_died"),
        ("import sys; sys.__stdout__.write('x' * 100); raise MemoryError", "worker_memory"),
    ],
)
def test_a_worker_that_fails_is_a_refusal_and_the_next_file_works(saboteur, monkeypatch, statement: str, code: str):
    ordinary = pool._COMMAND
    saboteur(statement)
    # The start of a worker counts too: where another fault is awaited, a slow machine must not look like a stall.
    seconds = {"worker_time": 2.0, "worker_starved": 5.0}.get(code, 60.0)
    monkeypatch.setattr(pool, "PATIENCE", {"worker_starved": 1, "worker_time": 100}.get(code, pool.PATIENCE))
    with pytest.raises(WorkerDied) as death:
        read_isolated(xlsx(), "bad.xlsx", limits=replace(DEFAULT_LIMITS, seconds=seconds))
    monkeypatch.setattr(pool, "_COMMAND", ordinary)
    close()

    assert death.value.code == code
    assert "cell text" not in str(death.value)
    assert not Path("/tmp/phaseboard-must-not-be").exists()
    assert len(read_isolated(xlsx(), "good.xlsx", limits=replace(DEFAULT_LIMITS, seconds=60.0)).tasks) == 2


@pytest.mark.parametrize(("fair_share", "code"), [(0.0, "worker_time"), (5.0, "worker_starved")])
def test_a_job_is_blamed_only_where_it_had_its_share_of_a_processor(saboteur, monkeypatch, fair_share: float, code: str):
    saboteur("\n    while True: pass")
    monkeypatch.setattr(pool, "PATIENCE", 2)
    asked = (xlsx(), "bad.xlsx", None, None, (), DEFAULT_LIMITS)
    ceilings = Ceilings(DEFAULT_LIMITS.memory_bytes, 0.5, DEFAULT_LIMITS.answer_bytes, fair_share)
    with pytest.raises(WorkerDied) as death:
        run_isolated("lib.ingest.worker_job:read_file", asked, Workbook, file_name="bad.xlsx", ceilings=ceilings)

    assert death.value.code == code


def test_an_answer_of_foreign_types_is_not_unpacked(saboteur):
    saboteur(
        "\n    import pickle, os\n    import lib.isolation.process as p\n    p.pickle.dumps = lambda *_, **__: b'cos\\nsystem\\n(S\"true\"\\ntR.'"
    )
    with pytest.raises(WorkerDied):
        read_isolated(xlsx(), "bad.xlsx")


def test_many_threads_share_at_most_two_workers():
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(lambda number: len(read_isolated(xlsx(), f"{number}.xlsx").tasks), range(12)))

    assert found == [2] * 12
    assert len(children()) <= 2


def test_the_worker_knows_no_secret_and_no_folder_of_ours(monkeypatch: pytest.MonkeyPatch):
    close()
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    read_isolated(xlsx(), "plan.xlsx")
    process = children()[-1]

    assert "DATABASE_URL" not in process.environ()
    assert Path(process.cwd()).name.startswith("phaseboard-reader-")
    assert list(Path(process.cwd()).iterdir()) == []


def test_closing_ends_the_workers_and_removes_their_folders():
    read_isolated(xlsx(), "plan.xlsx")
    folders = [one.cwd() for one in children()]
    close()

    assert children() == []
    assert not any(Path(folder).exists() for folder in folders)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_workers_end_with_a_server_that_was_killed():
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from lib.ingest.worker import warm_up, read_isolated\n"
        "from tests.ingest.hostile.package import xlsx\n"
        "import psutil, time\nread_isolated(xlsx(), 'a.xlsx')\n"
        "child = psutil.Process().children()[0]; print(child.pid, child.cwd(), flush=True)\ntime.sleep(60)\n"
    )
    server = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert server.stdout
    number, folder = server.stdout.readline().split()
    orphan = int(number)
    server.kill()
    server.wait()
    server.stdout.close()
    for _ in range(100):
        if not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.05)

    assert not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == psutil.STATUS_ZOMBIE
    assert not Path(folder).exists()


def test_the_worker_does_not_load_the_web_framework():
    modules = ", ".join(("lib.isolation.process", *sorted(job.partition(":")[0] for job in JOBS)))
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import {modules}; print('streamlit' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=os.fspath(ROOT)).stdout

    assert printed.strip() == "False"


def test_only_known_types_are_unpacked():
    packed = pickle.dumps(os.getcwd, protocol=5)

    assert load_answer(packed) is None
    assert load_answer(pickle.dumps(Path("x"), protocol=5)) is None
    assert load_answer(pickle.dumps(Answer(code="empty"), protocol=5)) == Answer(code="empty")
