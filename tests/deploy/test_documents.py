"""docs/deployment.md says only what holds: its commands run, its settings exist, its files are there."""

import argparse
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from streamlit import config

from lib.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "deployment.md"
SHIPPED = (GUIDE, GUIDE.with_suffix(".zh.md"), *sorted(path for path in (ROOT / "deploy").iterdir() if path.is_file()))
NOT_OF_SETTINGS = {"BACKUP_PASSPHRASE", "DATABASE_URL"}
_BLOCK = re.compile(r"(?:<!-- (run|not run)(?:: (.+?))? -->\n)?```sh\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Commands:
    """One block of commands: whether it is run, with which change of the environment or why not, and its lines."""

    mark: str
    remark: str
    lines: str


def blocks() -> list[Commands]:
    return [Commands(*(part or "" for part in found)) for found in _BLOCK.findall(GUIDE.read_text(encoding="utf-8"))]


def test_every_block_of_commands_is_run_here_or_says_why_not():
    assert [block.lines for block in blocks() if not block.mark or (block.mark == "not run" and not block.remark)] == []
    assert sum(block.mark == "run" for block in blocks()) >= 4


def lines_of_the_board() -> list[str]:
    """What stands behind `python -m lib` in the blocks that are run, up to where a shell takes over."""
    return [
        line for block in blocks() if block.mark == "run" for line in re.findall(r"python -m lib (.+?)(?: \|\| .*)?$", block.lines, re.M)
    ]


@pytest.mark.parametrize("line", lines_of_the_board())
def test_each_command_of_the_guide_is_understood(line: str):
    verb, *arguments = shlex.split(line)
    command = import_module(f"lib.commands.{verb}")
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)

    assert parser.parse_args(arguments)


@pytest.mark.long
@pytest.mark.skipif(os.environ.get("PHASEBOARD_TEST_LONG") != "1" or os.name == "nt", reason="long: a dozen commands in a shell of Unix")
def test_the_commands_of_the_guide_run_one_after_the_other(tmp_path: Path):
    (tmp_path / "passphrase").write_text("a sentence for the backups\n", encoding="utf-8")
    given = {**os.environ, "PHASEBOARD_DATABASE_URL": str(tmp_path / "board.db"), "PHASEBOARD_ACCOUNTS": str(tmp_path / "accounts.toml")}
    for block in blocks():
        if block.mark != "run":
            continue
        name, _, value = block.remark.partition("=")
        script = block.lines.replace(".venv/bin/python", sys.executable).replace("/var/backups/phaseboard", str(tmp_path))
        script = script.replace("/etc/phaseboard/passphrase", str(tmp_path / "passphrase"))
        done = subprocess.run(
            ("bash", "-euo", "pipefail", "-c", script),
            cwd=ROOT,
            env={**given, name: str(tmp_path / value)} if name else given,
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
    assert {"monday.db", "sealed.backup", "drill.xlsx", "audit.jsonl", "drill.db"} <= {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(shipped: Path):
    known = {name.upper() for name in Settings.__dataclass_fields__} | NOT_OF_SETTINGS
    words = shipped.read_text(encoding="utf-8")
    named = set(re.findall(rf"\b{PREFIX}([A-Z_]+)\b", words))
    framework = set(re.findall(r"\bSTREAMLIT_([A-Z_]+)\b", words))
    options = {re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).replace(".", "_").upper() for name in config.get_config_options()}

    assert named - known == set()
    assert framework - options == set()


def test_every_file_that_the_guide_names_is_there():
    named = re.findall(r"\]\((\.\./[^)#]+|[a-z][^):#]+)\)", GUIDE.read_text(encoding="utf-8"))
    tests = re.findall(r"\btests/[a-z_/]+\.py", GUIDE.read_text(encoding="utf-8"))

    assert [name for name in named if not (GUIDE.parent / name).resolve().exists()] == []
    assert [name for name in tests if not (ROOT / name).exists()] == []


def test_the_readmes_lead_to_the_guide():
    for name in ("README.md", "README.zh.md"):
        assert "docs/deployment.md" in (ROOT / name).read_text(encoding="utf-8")
