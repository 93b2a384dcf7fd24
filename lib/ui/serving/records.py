"""One line of the log out of one record: what happened and where, never what somebody wrote.

A log is read by people who may not read the board, and is kept in places that nobody guards. So a sentence is kept only when it
stands word for word in the code that says it; what was put into it is kept when it is a number, or a plain code of our own. An
exception gives its type and the lines that it went through, never its message: a library's message quotes the cell it stumbled on.
"""

import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from lib.errors import PhaseboardError
from lib.settings import ROOT

OURS = "phaseboard"
SERVER = "uvicorn"

MOST_CAUSES = 4
MOST_FRAMES = 24
LONGEST_FACT = 120

_CODE = re.compile(r"[A-Za-z0-9_.:\-]{1,64}")
_ADDRESS_PART = re.compile(r"[a-z_\-]{0,24}")
_PEER = re.compile(r"[0-9A-Fa-f.:\[\]]{2,64}")
_HIDDEN = "…"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line of ours may tell beside its event; empty facts are left out.

    `id` is what a visitor was shown, `code` one of our own words. Nothing here is ever taken from a workbook.
    """

    id: str = ""
    board: str = ""
    version: int | None = None
    account: str = ""
    code: str = ""


class Structured(logging.Formatter):
    """One JSON object a line, or the same in plain words."""

    def __init__(self, *, is_plain: bool = False) -> None:
        super().__init__()
        self._is_plain = is_plain

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end; no character in it can begin another."""
        told = content(record)
        if not self._is_plain:
            return one_line(json.dumps(told, ensure_ascii=False))
        head = f"{told.pop('time')} {told.pop('level')} {told.pop('event')}"
        return one_line(" ".join([head, *(f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in told.items())]))


def content(record: logging.LogRecord) -> dict[str, object]:
    """What a record tells."""
    told: dict[str, object] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": record.msg.strip() if is_said_by_code(record) else "",
        "from": f"{record.name}:{record.funcName}:{record.lineno}",
    }
    values = [kept for each in _arguments(record) if (kept := _kept(each, record.name)) is not None]
    if values:
        told["values"] = values
    facts = getattr(record, "facts", None)
    if isinstance(facts, Facts):
        told |= {name: _fact(name, value) for name, value in asdict(facts).items() if value not in ("", None)}
    fault = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    if fault is not None:
        told["fault"] = [_fault(each) for each in _chain(fault)]
    return told


def is_said_by_code(record: logging.LogRecord) -> bool:
    """Whether the sentence is a constant of the function that logs it, and not made of anything at run time."""
    if not isinstance(record.msg, str):
        return False
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_lineno == record.lineno and frame.f_code.co_filename == record.pathname:
            return record.msg in frame.f_code.co_consts
        frame = frame.f_back  # type: ignore[assignment]
    return False


def one_line(line: str) -> str:
    """The same with every character that cannot be seen written by its number."""
    return line if line.isprintable() else "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in line)


def _fact(name: str, value: str | int) -> str | int:
    """A fact as it is told: an account may be any name, all else is a number or a code; a link may claim any board."""
    if isinstance(value, int) or name == "account":
        return value if isinstance(value, int) else value[:LONGEST_FACT]
    return value if _CODE.fullmatch(value) else _HIDDEN


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return record.args if isinstance(record.args, tuple) else ()


def _kept(value: object, logger: str) -> str | int | float | None:
    """A value that may stand in the log; others leave a mark in their place."""
    if value is None or isinstance(value, (int, float)):
        return value
    if not isinstance(value, str):
        return _HIDDEN
    if logger.startswith(OURS):
        return value if _CODE.fullmatch(value) else _HIDDEN
    return _address(value) if logger.startswith(SERVER) else _HIDDEN


def _address(value: str) -> str:
    """Who called and what, without a query and without any part that names a session, a file or a board."""
    if value.startswith("/"):
        return "/".join(part if _ADDRESS_PART.fullmatch(part) else _HIDDEN for part in value.partition("?")[0].split("/"))
    return value if _PEER.fullmatch(value) or value in ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS") else _HIDDEN


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """A fault and those that led to it, the last one first."""
    each: BaseException | None = fault
    for _ in range(MOST_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _fault(fault: BaseException) -> dict[str, object]:
    kind = type(fault)
    told: dict[str, object] = {"type": f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins.")}
    if isinstance(fault, PhaseboardError) and _CODE.fullmatch(fault.code):
        told["code"] = fault.code
    frames = traceback.extract_tb(fault.__traceback__, limit=-MOST_FRAMES)
    told["frames"] = [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return told


def _place(file: str) -> str:
    """A file of ours from the project's folder on, a library's from the library's name on; never where they lie on this machine."""
    parts = Path(file).parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name
