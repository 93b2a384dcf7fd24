"""The command line: `python -m lib check|deadline|…`. Standard output carries only the answer."""

import argparse
import importlib
import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path

_STARTED = time.monotonic()
COMMANDS = ("check", "deadline", "publish", "export", "backup", "restore", "forget", "audit", "downgrade", "user")
_READ_ENOUGH = 141
"""What a shell reports of a program that was stopped because nobody reads any more."""

_INTERRUPTED = 130
"""And of one that somebody stopped at the keyboard."""

_READING = ("check", "publish")
"""Verbs that always have a file read: the worker process gets ready while the verb itself is still being loaded."""


def main(argv: list[str] | None = None, started: float | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: the words after the program's name; else those of the process.
        started: when waiting for the answer began, by `time.monotonic`; else now.
    """
    _set_up_streams()
    parser = argparse.ArgumentParser(prog="python -m lib", description="Phaseboard 阶段看板")
    verbs = parser.add_subparsers(dest="command", required=True)
    asked = (argv if argv is not None else sys.argv[1:])[:1]
    if asked and asked[0] in _READING:
        importlib.import_module("lib.isolation").warm_up()
    for name in asked if asked and asked[0] in COMMANDS else COMMANDS:
        module = importlib.import_module(f"lib.commands.{name}")
        verb = verbs.add_parser(name, help=(module.__doc__ or "").splitlines()[0], description=module.__doc__)
        module.add_arguments(verb)
        verb.set_defaults(run=module.run, started=time.monotonic() if started is None else started)
    arguments = parser.parse_args(argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough, as `head` does; nothing is left to tell anybody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READ_ENOUGH
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return _INTERRUPTED
    return code


def _set_up_streams() -> None:
    """UTF-8 whatever the system speaks; a stream that the caller has closed is empty, or leads nowhere."""
    for name, errors in (("stdin", "surrogateescape"), ("stdout", "backslashreplace"), ("stderr", "backslashreplace")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w"))
        getattr(sys, name).reconfigure(encoding="utf-8", errors=errors)


def _main_elsewhere() -> int:
    """The same command by the Python of `.venv`, for whoever calls another Python's; before the first start there is none."""
    _set_up_streams()
    root = Path(__file__).resolve().parents[1]
    own = root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not own.exists():
        sys.stderr.write("先运行一次 python3 run.py，它会装好所需的软件包。 Run python3 run.py once: it installs what is needed.\n")
        return 2
    return subprocess.call([str(own), "-m", "lib", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main(started=_STARTED) if importlib.util.find_spec("psutil") else _main_elsewhere())
