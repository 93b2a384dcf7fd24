"""Workers tell what they ran where a run is measured, and are started as ever where it is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.isolation import pool
from tests import measured_workers

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
ROOT = Path(__file__).resolve().parents[2]
READS_ONE_FILE = """
from tests.measured_workers import measure_workers, save_measured
measure_workers()
from lib.ingest.worker import read_isolated
from tests.ingest.hostile.package import xlsx
print(len(read_isolated(xlsx(), "plan.xlsx").tasks))
save_measured()
"""


@pytest.mark.skipif("coverage" in sys.modules, reason="this run is measured")
def test_where_nothing_is_measured_a_worker_is_started_as_ever():
    before = pool._COMMAND
    measured_workers.measure_workers()

    assert before == pool._COMMAND
    assert "measured_workers" not in before


@pytest.mark.skipif(not LONG, reason="starts a program that starts a worker, both measured")
def test_branches_that_only_a_worker_took_are_in_the_measurement(tmp_path: Path):
    from coverage import CoverageData

    (tmp_path / "program.py").write_text(READS_ONE_FILE, encoding="utf-8")
    environment = {**os.environ, "COVERAGE_FILE": str(tmp_path / "measured"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "coverage", "run", str(tmp_path / "program.py")]
    printed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout
    (written,) = tmp_path.glob("measured*")
    measured = CoverageData(str(written))
    measured.read()

    assert printed.strip() == "2"
    assert measured.arcs(str(ROOT / "lib" / "ingest" / "understand.py"))
    assert measured.arcs(str(ROOT / "lib" / "isolation" / "process.py"))
