"""A reading process that is watched: what it asks of the system is written down, and how large it grew.

python -m tests.ingest.hostile.watch [long] [NAME…]    prints each file's outcome, seconds and largest size, slowest last
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from lib.errors import Refused, WorkerDied
from lib.i18n import LANGUAGES, has_message, text
from lib.ingest.read import DEFAULT_LIMITS, Limits
from lib.ingest.worker import close, read_isolated
from lib.isolation import pool
from tests.ingest.hostile.build import groups, long_groups
from tests.ingest.hostile.case import ANY, CEILING, LOADS, Case

_HOOK = """
import os, sys
_log = os.open({path!r}, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
_serving = []
_own = os.getcwd() + os.sep
def _watch(event, arguments):
    if not _serving:
        return
    told = ""
    if event == "open":
        path, mode, flags = arguments
        writes = any(sign in mode for sign in "wax+") if isinstance(mode, str) else bool(int(flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
        shown = str(path)
        ours = shown.startswith((sys.prefix, sys.base_prefix, {root!r}, "/proc/self/", "/usr/share/zoneinfo", _own))
        if writes or not ours:
            told = ("write " if writes else "read ") + shown
    elif event.startswith(("socket.", "subprocess.", "os.", "shutil.", "ctypes.", "urllib.", "ftplib.", "webbrowser.", "tempfile.")):
        told = event if event not in ("os.listdir", "os.scandir", "os.putenv") else ""
    elif event in ("exec", "compile") and not str(arguments[0])[:1] == "<" and not isinstance(arguments[0], bytes):
        told = ""
    if told:
        os.write(_log, (told + "\\n").encode("utf-8", "replace"))
sys.addaudithook(_watch)
"""

_PATIENCE = 60
"""How many times its seconds a file may wait for a processor: what a busy machine does is not the file's affair."""

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would break or forge a line of a page or a log."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    case: Case
    code: str  # a refusal code or `LOADS`
    fault: str  # "" where all is as it should be
    seconds: float  # that the process worked; how long it waited for a busy machine is not the file's affair
    megabytes: int


class Watched:
    """Reads files in worker processes that write down what they ask of the system."""

    def __init__(self, folder: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._log = folder / "asked.txt"
        self._ordinary = pool._COMMAND, pool.PATIENCE

    def __enter__(self) -> "Watched":
        close()
        hook = _HOOK.format(path=str(self._log), root=str(Path(__file__).resolve().parents[3]))
        begin = f"import lib.isolation.process as p; p.PATIENCE = {_PATIENCE}; p._forbid = lambda own, f=p._forbid: (f(own), _serving.append(1)); serve()"
        pool.PATIENCE = _PATIENCE
        pool._COMMAND = self._ordinary[0].replace("serve()", f"exec({hook!r}); {begin}")
        return self

    def __exit__(self, *_: object) -> None:
        close()
        pool._COMMAND, pool.PATIENCE = self._ordinary

    def asked(self) -> list[str]:
        """What the workers asked of the system since they began to serve."""
        return sorted(set(self._log.read_text(encoding="utf-8").splitlines())) if self._log.exists() else []

    def read(self, case: Case) -> Outcome:
        """Read one file and judge what came of it."""
        _forget_peaks()
        before = _work_seconds()
        code, fault = _read(case, self._limits)
        seconds = max(_work_seconds() - before, 0.0)
        if not fault and code not in case.outcomes and case.outcomes != ANY:
            fault = f"{code}, and not {' or '.join(case.outcomes)}"
        if not fault and code.startswith("worker_") and (case.outcomes == ANY and code not in CEILING):
            fault = code
        return Outcome(case, code, fault, seconds, _peak_megabytes())


def _read(case: Case, limits: Limits) -> tuple[str, str]:
    try:
        read_isolated(case.content, case.name, limits=limits)
    except Refused as refusal:
        if isinstance(refusal, WorkerDied) and refusal.code not in CEILING:
            return refusal.code, f"the process died: {refusal.code}"
        key = f"refused.{refusal.code}"
        for language in LANGUAGES:
            sentence = text(language, key, None, **refusal.facts)
            if not has_message(language, key) or _UNFIT.search(sentence):
                return refusal.code, f"no sentence in {language}: {sentence}"
        return refusal.code, ""
    return LOADS, ""


def workers() -> list[psutil.Process]:
    """The reading processes of this one."""
    return [one for one in psutil.Process().children() if "lib.isolation.process" in " ".join(one.cmdline())]


def _work_seconds() -> float:
    return sum(sum(one.cpu_times()[:2]) for one in workers())


def _forget_peaks() -> None:
    for one in workers():
        mark = Path(f"/proc/{one.pid}/clear_refs")
        if mark.exists():
            mark.write_text("5", encoding="ascii")


def _peak_megabytes() -> int:
    """The largest size of a living reading process since the last look; 0 where the system does not tell."""
    found = 0
    for one in workers():
        told = Path(f"/proc/{one.pid}/status")
        if told.exists():
            lines = [line for line in told.read_text(encoding="ascii", errors="replace").splitlines() if line.startswith("VmHWM")]
            found = max(found, *(int(line.split()[1]) // 1024 for line in lines), 0)
    return found


def chosen(everything: bool) -> Iterator[Callable[[], Iterator[Case]]]:
    """The groups of an ordinary or a long run."""
    yield from groups()
    if everything:
        yield from long_groups()


def main() -> None:
    """Read all files, or those whose names hold one of the words."""
    words = [word for word in sys.argv[1:] if word != "long"]
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory() as folder, Watched(Path(folder), Limits(seconds=60.0)) as watched:
        for group in chosen("long" in sys.argv):
            for case in group():
                if not words or any(word in case.name for word in words):
                    one = watched.read(case)
                    outcomes.append(one)
                    if one.fault or words:
                        sys.stdout.write(f"{one.case.name}: {one.code} {one.fault} {one.seconds:.1f} s {one.megabytes} MB\n")
                        sys.stdout.flush()
        asked = watched.asked()
    for one in sorted(outcomes, key=lambda each: each.seconds)[-25:]:
        sys.stdout.write(f"{one.seconds:6.2f} s {one.megabytes:5} MB {len(one.case.content):9} bytes  {one.case.name}: {one.code}\n")
    sys.stdout.write(
        f"slow: {sorted(one.case.name for one in outcomes if one.seconds > 0.25)}\n{sum(one.seconds for one in outcomes):.0f} s of work\n"
    )
    largest = max(outcomes, key=lambda each: each.megabytes)
    died = sum(one.code.startswith("worker_") for one in outcomes)
    sys.stdout.write(f"{len(outcomes)} files, {sum(bool(one.fault) for one in outcomes)} astray, {died} stopped at a ceiling; ")
    sys.stdout.write(f"largest {largest.megabytes} MB ({largest.case.name}); asked of the system: {asked}\n")


if __name__ == "__main__":
    main()
