"""The way from byte to slide that docs/architecture.md tells is the way that the code goes: each step names a file and what it defines there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
WAY = PAGE.partition("## From byte to slide\n")[2].partition("\n## ")[0]
PLACES = [cell for line in WAY.splitlines() if line.startswith("| ") and (cell := line.split("|")[2].strip()) not in ("where", "---")]
STEPS = re.findall(r"`([a-z_]+/[a-z_/]+\.py)`(?: `(\w+)`)?", " ".join(PLACES))
ROOMS = re.findall(r"`([a-z_]+(?:/[a-z_]+)*/)`", " ".join(PLACES))


def defined(path: Path) -> set[str]:
    """What a module defines or takes in at its top."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names |= {node.name} | {part.name for part in getattr(node, "body", []) if isinstance(part, ast.FunctionDef)}
        elif isinstance(node, ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def test_the_way_has_all_its_steps():
    assert len(PLACES) >= 14
    assert len(STEPS) >= 14


@pytest.mark.parametrize(("file", "name"), STEPS, ids=str)
def test_a_step_names_what_is_there(file: str, name: str):
    path = ROOT / "lib" / file

    assert path.is_file()
    assert not name or name in defined(path)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_on_the_way_is_there(room: str):
    assert (ROOT / "lib" / room).is_dir()


READER = PAGE.partition("## Inside the reader\n")[2].partition("\n## ")[0]
LINES = [line.split("|")[2] for line in READER.splitlines() if line.startswith("| ") and "`" in line.split("|")[2]][1:]


def test_the_files_of_the_reader_are_there_and_stand_once():
    named = re.findall(r"`([a-z_]+(?:\.py|/))`", " ".join(LINES))

    assert len(named) == len(set(named)) > 30
    assert [name for name in named if not (ROOT / "lib/ingest" / name).exists()] == []


def test_no_file_of_the_reader_asks_one_that_stands_in_a_later_line():
    place = {name.removesuffix(".py"): n for n, line in enumerate(LINES) for name in re.findall(r"`([a-z_]+)\.py`", line)}
    back = [
        (name, asked)
        for name, n in place.items()
        for asked in re.findall(
            r"^from lib\.ingest\.(\w+) import", (ROOT / f"lib/ingest/{name}.py").read_text(encoding="utf-8"), re.MULTILINE
        )
        if place.get(asked, n) > n
    ]

    assert back == []
