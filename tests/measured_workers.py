"""The worker processes of `lib.isolation`, counted where a run of tests is measured by coverage; in any other run nothing of this happens.

Such a process knows no variable of ours and may write no file. So it opens one before it gives that up, by the
same way in which `tests/ingest/hostile/watch.py` does, and after each job notes the branches that it took for the
first time. The tests are the same and the workers do the same, in a process of their own and under their ceilings.
"""

import json
import os
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_notes: Path | None = None

Branches = dict[str, set[tuple[int, int]]]


def measure_workers() -> None:
    """Have the workers that this process starts from now on note what they run, if this process is measured itself."""
    global _notes
    if _measured() is None or _notes is not None:
        return
    from lib.isolation import pool

    _notes = Path(tempfile.mkdtemp(prefix="phaseboard-branches-")) / "branches.txt"
    begin = f"from tests.measured_workers import note_branches; note_branches({str(_notes)!r}); from lib."
    pool._COMMAND = pool._COMMAND.replace("from lib.", begin, 1)


def save_measured() -> None:
    """Write out what this process and its workers have run."""
    if measured := _measured():
        measured.stop()
        if _notes is not None and _notes.exists():
            measured.get_data().add_arcs(_noted(_notes))
        measured.save()


def note_branches(path: str) -> None:
    """In a worker, before it loads anything of ours: write new branches to a file after each job."""
    from coverage import Coverage

    notes = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    measured = Coverage(data_file=None, config_file=False, branch=True, include=[f"{_ROOT}/lib/*"])
    measured.start()
    from lib.isolation import process

    known: Branches = defaultdict(set)
    ordinary = process._answer

    def answer(job: process.Job) -> process.Answer:
        given = ordinary(job)
        data = measured.get_data()
        new = {file: sorted(set(data.arcs(file) or ()) - known[file]) for file in data.measured_files()}
        os.write(notes, (json.dumps({file: arcs for file, arcs in new.items() if arcs}) + "\n").encode())
        for file, arcs in new.items():
            known[file].update(arcs)
        return given

    process._answer = answer


def _measured() -> "coverage.Coverage | None":  # noqa: F821 - a run that is not measured does not load it
    coverage = sys.modules.get("coverage")
    return coverage.Coverage.current() if coverage else None


def _noted(path: Path) -> Branches:
    found: Branches = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        for file, arcs in json.loads(line).items():
            found[file].update((begin, end) for begin, end in arcs)
    return found
