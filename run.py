#!/usr/bin/env python3
"""The one command: `python3 run.py` sets up what is missing and starts the board.

    run.py            make .venv, install the pinned requirements when they changed, start the board
    run.py test       everything a bare machine needs, then all tests and `check` beside them (`--long`: also the long ones)
    run.py check      format, lint, types, architecture, known weaknesses of packages (`--strict`: fail where these cannot be asked for)
    run.py sample     build data/sample.xlsx and data/template.xlsx anew
    run.py bench      timings, as ratios taken side by side
    run.py pictures   take the pictures of the user guide anew from the sample, in a browser
    run.py sbom       the software bill of materials, CycloneDX in JSON (`--to FILE`)
    run.py mutate     mutation testing of deadlines, metrics and access (docs/quality.md), as far as `--minutes` goes
    run.py lock       resolve the pins of requirements.txt anew from requirements.in

Standard library only, so that it runs before anything is installed. Python 3.11 or later.
"""

import argparse
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
FIRST_PORT = 8501
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
BROWSER_PLACES = (
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def main() -> int:
    """Read the verb and do it; the exit code is that of what was run."""
    if sys.version_info < OLDEST:
        print("Python 3.11 or later is needed. 需要 Python 3.11 或更高版本。", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "verb", nargs="?", default="board", choices=["board", "test", "check", "sample", "bench", "pictures", "sbom", "mutate", "lock"]
    )
    parser.add_argument("--port", type=int, help="the port to listen on (default: the first free one from 8501)")
    parser.add_argument("--long", action="store_true", help="with test: run the long tests whole")
    parser.add_argument("--strict", action="store_true", help="with check: fail where known weaknesses cannot be asked for")
    arguments, rest = parser.parse_known_args()
    if rest and arguments.verb not in ("test", "bench", "sbom", "mutate"):
        parser.error(f"unknown: {' '.join(rest)}")
    match arguments.verb:
        case "board":
            return start_board(arguments.port)
        case "test":
            return test(whole=arguments.long, rest=rest)
        case "check":
            install("requirements-dev.txt")
            return check(strict=arguments.strict)
        case "sample":
            install("requirements.txt")
            return run(PYTHON, "-m", "lib.exports.sample") or run(PYTHON, "-m", "lib.exports.template")
        case "bench":
            install("requirements-dev.txt")
            return run(PYTHON, "-m", "bench", *rest)
        case "pictures":
            install("requirements-dev.txt")
            os.environ["PHASEBOARD_TEST_BROWSER"] = str(browser())
            return run(PYTHON, "docs/pictures.py")
        case "sbom":
            install("requirements-dev.txt")
            return run(PYTHON, "-m", "supply", "bill", *rest)
        case "mutate":
            install("requirements-dev.txt")
            return run(PYTHON, "-m", "mutation", *rest)
        case _:
            return lock()


def start_board(port: int | None) -> int:
    """Start the board on the bundled sample and say where it is."""
    install("requirements.txt")
    port = port or free_port(FIRST_PORT)
    print(f"\nPhaseboard 阶段看板 → http://localhost:{port}  (Ctrl+C: stop 停止)\n", flush=True)
    command = (str(PYTHON), "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true")
    try:
        return run(*command)
    except KeyboardInterrupt:
        return 0


def free_port(first: int) -> int:
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + 100):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    return first


def install(requirements: str) -> None:
    """Make the virtual environment and install pinned packages, unless that was done for this very list."""
    if not PYTHON.exists():
        print("making .venv …", flush=True)
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    wanted = pins(requirements)
    stamp = VENV / f"installed-{Path(requirements).stem}.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"installing {requirements} …", flush=True)
    if run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements):
        raise SystemExit("The packages could not be installed; see the lines above. 依赖安装失败，原因见上。")
    stamp.write_text(wanted, encoding="utf-8")


def pins(requirements: str) -> str:
    """A fingerprint of the interpreter and of the list, with the lists it includes."""
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("requirements.txt", requirements)]
    return hashlib.sha256("\n".join([sys.version, *texts]).encode()).hexdigest()


def check(*, strict: bool = False, alone: bool = True, told: IO[str] | None = None) -> int:
    """Format, lint, types, the rules of the house (beside all tests these are not asked twice), and what is known against the packages.

    Args:
        strict: fail where known weaknesses cannot be asked for.
        alone: whether no run of all tests goes on beside it.
        told: where its lines go, None: to the screen.
    """
    steps = (
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "ruff", "check", "."),
        ("-m", "mypy"),
        *((("-m", "pytest", "tests/test_architecture.py"),) if alone else ()),
        ("-m", "supply", "audit", *(("--strict",) if strict else ())),
    )
    codes = [run(PYTHON, *step, told=told) for step in steps]
    return max(codes)


def test(*, whole: bool, rest: list[str]) -> int:
    """Every test and, beside them and shown after them, `check`; a browser that cannot be found or got is a failure, never a skip."""
    install("requirements-dev.txt")
    # Images often set this, and each of some hundred processes would compile the whole project anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told, ThreadPoolExecutor(1) as beside:
        checking = None if rest else beside.submit(check, alone=False, told=told)
        failed = _tests(whole=whole, rest=rest)
        if checking is None:
            return failed
        refused = checking.result()
        told.seek(0)
        print("\ncheck:", told.read(), sep="\n", flush=True)
        return failed or refused


def _tests(*, whole: bool, rest: list[str]) -> int:
    os.environ["PHASEBOARD_TEST_BROWSER"] = str(browser())
    os.environ["PHASEBOARD_TEST_LONG"] = "1" if whole else "0"
    if whole:
        os.environ["PHASEBOARD_TEST_NGINX"] = nginx()
    selection = rest or ["tests"]
    # One more than there are processors: browsers, databases and servers are waited for during a third of the time.
    # A file of tests goes to one of them, with what it starts for all its tests; tests/conftest.py says which files come first.
    several = ("-n", str(min((os.cpu_count() or 2) + 1, 5)), "--dist", "loadfile", "--no-loadscope-reorder")
    workers = () if any(word.startswith(("-n", "-p")) for word in rest) else several
    return run(PYTHON, "-m", "pytest", *workers, *selection)


def browser() -> Path:
    """An installed Chromium, Chrome or Edge; else one that is got now."""
    found = installed_browser()
    if found:
        return found
    print("no browser found; getting one …", flush=True)
    if run(PYTHON, "-m", "playwright", "install", "chromium") == 0:
        got = subprocess.run(
            (PYTHON, "-c", "from playwright.sync_api import sync_playwright as p\nwith p() as d: print(d.chromium.executable_path)"),
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        if got and Path(got).exists():
            return Path(got)
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk")
        found = installed_browser()
        if found:
            return found
    raise SystemExit("The browser tests need Chromium, Chrome or Edge, and none could be installed.")


def installed_browser() -> Path | None:
    """The first browser of the known names and places."""
    named = (shutil.which(name) for name in BROWSERS)
    placed = (place for place in BROWSER_PLACES if Path(place).exists())
    return next((Path(found) for found in (*named, *placed) if found), None)


def nginx() -> str:
    """An installed nginx, the reverse proxy of the long tests; else one that is got now, unpacked and never set up as a service."""
    found = shutil.which("nginx", path=os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin")))
    folder = VENV / "nginx"
    unpacked = folder / "usr" / "sbin" / "nginx"
    if found or unpacked.exists():
        return found or str(unpacked)
    if shutil.which("apt-get") and shutil.which("dpkg-deb"):
        print("no nginx found; getting one …", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            run("apt-get", "update", "-qq")
        for package in ("nginx", "nginx-core", "nginx-light"):
            subprocess.run(("apt-get", "download", "-qq", package), cwd=folder, check=False)
            for archive in folder.glob(f"{package}_*.deb"):
                run("dpkg-deb", "-x", archive, folder)
            if unpacked.exists():
                return str(unpacked)
    raise SystemExit("The long tests need nginx, and it could not be got.")


def lock() -> int:
    """Resolve both lists for all platforms; the development list keeps only what the first does not pin."""
    install("requirements-dev.txt")
    for name in ("requirements", "requirements-dev"):
        command = ("-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--no-header", "--no-annotate")
        if run(PYTHON, *command, f"{name}.in", "-o", f"{name}.txt"):
            return 1
    runtime = set((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())
    development = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    rows = ["-r requirements.txt", *(row for row in development if row not in runtime)]
    (ROOT / "requirements-dev.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


def run(*command: str | Path, told: IO[str] | None = None) -> int:
    """Run one command in the project's folder and return its exit code; its lines go to the file `told`, or to the screen."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    errors = subprocess.STDOUT if told else None
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=environment, check=False, stdout=told, stderr=errors).returncode


if __name__ == "__main__":
    sys.exit(main())
