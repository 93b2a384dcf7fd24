"""The process that opens files: what it gives up before the first one, and how it serves one job after another.

It runs here in the tests' own process, with its pipes, its way out and what it gives up for good held back.
"""

import builtins
import os
import pickle
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from lib.errors import Refused
from lib.isolation import process
from lib.isolation.messages import JOBS, Answer, Ceilings, Job, load_answer

JOB = "lib.commands.check_job:check"
CEILINGS = Ceilings(memory_bytes=1 << 30, seconds=60.0, answer_bytes=1 << 20)

Hook = Callable[[str, tuple[object, ...]], None]


class Left(BaseException):
    """The process would have ended here."""


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Hook:
    """What the process asks before each act, with `tmp_path` as its own folder; a real one could never be taken away again."""
    hooks: list[Hook] = []
    monkeypatch.setattr(process.sys, "addaudithook", hooks.append)
    process._forbid(tmp_path)
    return hooks[0]


def is_refused(hook: Hook, event: str, *arguments: object) -> bool:
    try:
        hook(event, arguments)
    except PermissionError:
        return True
    return False


@pytest.mark.parametrize(
    ("mode", "flags"),
    [("w", 0), ("ab", 0), ("x", 0), ("r+", 0), (None, os.O_WRONLY), (None, os.O_RDWR), (None, os.O_CREAT), (None, os.O_TRUNC)],
)
def test_nothing_is_written_but_in_its_own_folder(hook: Hook, tmp_path: Path, mode: str | None, flags: int):
    own, other = str(tmp_path / "a"), str(tmp_path.parent / "a")

    assert not is_refused(hook, "open", own, mode, flags)
    assert is_refused(hook, "open", other, mode, flags)
    assert is_refused(hook, "open", f"{tmp_path}2/a", mode, flags)
    assert is_refused(hook, "open", f"{tmp_path}/../a", mode, flags)


def test_a_path_of_bytes_is_a_path(hook: Hook, tmp_path: Path):
    assert is_refused(hook, "open", b"/etc/a", "w", 0)
    assert not is_refused(hook, "open", os.fsencode(tmp_path / "a"), "w", 0)


def test_a_link_out_of_its_own_folder_leads_nowhere(hook: Hook, tmp_path: Path):
    (tmp_path / "out").symlink_to(tmp_path.parent)

    assert is_refused(hook, "open", str(tmp_path / "out" / "a"), "w", 0)


def test_whatever_is_there_may_be_read(hook: Hook):
    assert not is_refused(hook, "open", "/etc/hostname", "r", 0)
    assert not is_refused(hook, "open", "/etc/hostname", None, os.O_RDONLY)
    assert not is_refused(hook, "open", 0, "w", 0)  # a pipe that is open already


@pytest.mark.parametrize("event", ["socket.connect", "subprocess.Popen", "os.system", "os.fork", "os.posix_spawn", "os.kill", "os.killpg"])
def test_it_calls_nobody_and_starts_and_ends_nothing(hook: Hook, tmp_path: Path, event: str):
    assert is_refused(hook, event, str(tmp_path))


@pytest.mark.parametrize("event", ["os.remove", "os.rename", "os.rmdir", "os.chmod", "os.utime", "shutil.rmtree"])
def test_of_all_that_lies_there_it_changes_its_own_folder_alone(hook: Hook, tmp_path: Path, event: str):
    assert is_refused(hook, event, str(tmp_path.parent))
    assert is_refused(hook, event)
    assert not is_refused(hook, event, str(tmp_path))


def test_what_needs_no_leave_passes(hook: Hook):
    assert not is_refused(hook, "import", "json")


@pytest.fixture
def given_up(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the process gives up, in its order; here it is only told, and given up by nobody."""
    told: list[object] = []

    def leave(_folder: Path) -> None:
        raise Left

    monkeypatch.setattr(process, "_leave", leave)
    monkeypatch.setattr(process, "_forbid", lambda _folder: told.append("acts"))
    monkeypatch.setattr(process, "_limit_memory", told.append)
    monkeypatch.setattr(process.gc, "freeze", lambda: told.append("collections"))
    return told


def served(monkeypatch: pytest.MonkeyPatch, *jobs: Job) -> list[Answer | None]:
    """What the process answers to these jobs until its pipe closes."""
    asked = [pickle.dumps(job, protocol=5) for job in jobs]
    requests, answers = BytesIO(b"".join(struct.pack("<Q", len(each)) + each for each in asked)), BytesIO()
    monkeypatch.setattr(process, "_take_pipes", lambda: (requests, answers))
    with pytest.raises(Left):
        process.serve()
    found, written = [], answers.getvalue()
    while written:
        (size,) = struct.unpack_from("<Q", written)
        found.append(load_answer(written[8 : 8 + size]))
        written = written[8 + size :]
    return found


def job(function: str = JOB, *arguments: object) -> Job:
    return Job(function, arguments, "a.xlsx", CEILINGS)


def test_a_process_of_which_nothing_is_asked_ends_with_its_pipe(monkeypatch: pytest.MonkeyPatch, given_up: list[object]):
    assert served(monkeypatch) == []
    assert given_up == ["collections", "acts"]


def test_one_job_after_another_is_done_and_the_memory_of_each_is_bounded(monkeypatch: pytest.MonkeyPatch, given_up: list[object]):
    monkeypatch.setattr(process, "_function", lambda _name: lambda *given: list(given))

    assert served(monkeypatch, job(JOB, 1), job(JOB, "甲", "乙")) == [Answer([1]), Answer(["甲", "乙"])]
    assert given_up == ["collections", "acts", 1 << 30, 1 << 30]


@pytest.mark.parametrize(
    ("fault", "code", "facts"),
    [
        (Refused("encrypted", sheet="任务"), "encrypted", (("sheet", "任务"),)),
        (MemoryError(), "worker_memory", (("seconds", 60), ("megabytes", 1024))),
        (RecursionError(), "too_deep", ()),
        (ValueError("甲 said"), "worker_died", (("seconds", 60), ("megabytes", 1024))),
        (SystemExit(), "worker_died", (("seconds", 60), ("megabytes", 1024))),
    ],
)
def test_a_job_that_fails_is_a_code_with_facts_and_never_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    given_up: list[object],
    capfd: pytest.CaptureFixture[str],
    fault: BaseException,
    code: str,
    facts: object,
):
    def fails(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(process, "_function", lambda _name: fails)

    assert served(monkeypatch, job()) == [Answer(None, code, facts)]  # type: ignore[arg-type]
    assert "甲" not in capfd.readouterr().err


@pytest.mark.parametrize("name", sorted(JOBS))
def test_a_known_job_is_found_by_its_name(name: str):
    assert process._function(name).__name__ == name.partition(":")[2]


def test_the_memory_is_bounded_by_what_is_in_use_and_what_the_job_may_take(monkeypatch: pytest.MonkeyPatch):
    resource = pytest.importorskip("resource")
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *given: asked.append(given))
    monkeypatch.setattr(process.Path, "read_text", lambda *_given, **_named: "1000 1 1 1 0 1 0")

    process._limit_memory(1 << 30)

    in_use = 1000 * os.sysconf("SC_PAGE_SIZE")
    assert asked[0] == (resource.RLIMIT_AS, (in_use + (1 << 30) + 200 * 1024 * 1024, resource.RLIM_INFINITY))
    assert asked[1] == (resource.RLIMIT_CORE, (0, 0))


@pytest.mark.parametrize("lacks", ["resource", "/proc"])
def test_where_the_system_bounds_no_memory_the_server_watches(monkeypatch: pytest.MonkeyPatch, lacks: str):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(resource, "setrlimit", lambda *_given: pytest.fail("bounded"))

    def missing(name: str, *given: object, **named: object) -> object:
        if name == "resource":
            raise ImportError(name)
        return imports(name, *given, **named)

    def no_file(*_given: object, **_named: object) -> str:
        raise FileNotFoundError

    imports = builtins.__import__
    if lacks == "resource":
        monkeypatch.setattr(builtins, "__import__", missing)
    else:
        monkeypatch.setattr(process.Path, "read_text", no_file)

    process._limit_memory(1 << 30)


def test_its_empty_folder_goes_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    ended: list[int] = []
    monkeypatch.setattr(process.os, "_exit", ended.append)
    own, full = tmp_path / "own", tmp_path / "full"
    own.mkdir()
    (full / "left").mkdir(parents=True)

    process._leave(own)
    process._leave(full)

    assert not own.exists()
    assert full.exists()
    assert ended == [0, 0]
