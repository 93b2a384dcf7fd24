"""Servers under measurement: the board as it is shipped, the same pages on the framework's own settings, and an empty page on those.

Each is a process of its own on the loopback address, with a database of its own in a folder that is thrown away. "As installed" means:
no event loop of a third party, a full collection after every run, nothing frozen, no settings file.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from lib.settings import ROOT

START_SECONDS = 120
TODAY = "2014-06-10"
_FIRST_PORT = int(os.environ.get("PHASEBOARD_BENCH_PORT", "0"))
"""Ports are taken from here on; 0 takes any free ones."""

AS_INSTALLED = """\
import gc
import sys

sys.modules["uvloop"] = None
gc.freeze = lambda: None
"""
"""Run by the interpreter before anything else."""

EMPTY_PAGE = """\
import streamlit as st

st.button("Run")
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    process: psutil.Process
    started_milliseconds: float

    def processor_milliseconds(self) -> float:
        """Processor time of the serving process so far; on a machine that others use too it says more than the clock does."""
        spent = self.process.cpu_times()
        return (spent.user + spent.system) * 1000

    def megabytes(self) -> float:
        """Memory of the serving process, resident; the workers that read files are counted apart."""
        return self.process.memory_info().rss / 1e6


@contextmanager
def board(folder: Path, database: Path, *, as_installed: bool = False, **environment: str) -> Iterator[Server]:
    """The board on this database; with the framework's own settings where it is told so."""
    told = {"PHASEBOARD_DATABASE_URL": str(database), "PHASEBOARD_TODAY": TODAY, **environment}
    options = ("--runner.postScriptGC", "true") if as_installed else ()
    if as_installed:
        told["PYTHONPATH"] = str(_as_installed(folder))
    with _running(ROOT, _streamlit(ROOT / "app.py", *options), folder, "/healthz", told) as server:
        yield server


@contextmanager
def empty_page(folder: Path) -> Iterator[Server]:
    """A page with one button, on the framework's own settings."""
    place = folder / "empty"
    place.mkdir(exist_ok=True)
    script = place / "empty.py"
    script.write_text(EMPTY_PAGE, encoding="utf-8")
    told = {"PYTHONPATH": str(_as_installed(folder))}
    options = ("--browser.gatherUsageStats", "false", "--server.address", "localhost")
    with _running(place, _streamlit(script, *options), folder, "/_stcore/health", told) as server:
        yield server


@contextmanager
def peer(command: tuple[str, ...], folder: Path, book: Path, probe: str = "/") -> Iterator[Server]:
    """The same page in another framework over this workbook, by a command that takes its port as its last word.

    It runs in a folder where no settings of ours lie.
    """
    place = folder / "peer"
    place.mkdir(exist_ok=True)
    told = {"PHASEBOARD_BENCH_BOOK": str(book), "PYTHONPATH": str(ROOT)}
    with _running(place, command, folder, probe, told) as server:
        yield server


def _streamlit(script: Path, *options: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true", *options, "--server.port")


def _as_installed(folder: Path) -> Path:
    place = folder / "as_installed"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(AS_INSTALLED, encoding="utf-8")
    return place


@contextmanager
def _running(place: Path, command: tuple[str, ...], folder: Path, probe: str, told: dict[str, str]) -> Iterator[Server]:
    """Start a command that takes its port as its last word."""
    port = _free_port()
    log = folder / f"log-{port}.txt"
    start = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen((*command, str(port)), cwd=place, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **told})
    try:
        _wait_for(f"http://localhost:{port}{probe}", process, log)
        yield Server(f"http://localhost:{port}", psutil.Process(process.pid), (time.perf_counter() - start) * 1000)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"a server did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _free_port() -> int:
    if not _FIRST_PORT:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])
    for port in range(_FIRST_PORT, _FIRST_PORT + 30):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no free port")
