"""The README's command with a Python that has none of the packages: the environment's own answers, or one sentence says what to do first."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lib.settings import ROOT

BARE = [sys.executable, "-S", "-E"]
"""Without `site` no package that was installed is found."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of the project as stands before its first start."""
    (tmp_path / "lib").mkdir()
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(ROOT / "lib" / name, tmp_path / "lib" / name)
    return tmp_path


def asked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BARE, "-m", "lib", "check", "a b.xlsx"], cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_before_the_first_start_one_sentence_says_what_to_do(clone: Path) -> None:
    answer = asked(clone)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert "python3 run.py" in answer.stderr
    assert "Traceback" not in answer.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of the shell")
def test_afterwards_the_environments_python_is_asked_with_the_same_words(clone: Path) -> None:
    own = clone / ".venv" / "bin" / "python"
    own.parent.mkdir(parents=True)
    own.write_text('#!/bin/sh\nprintf "%s|" "$@"\nexit 1\n', encoding="utf-8")
    own.chmod(0o700)

    answer = asked(clone)

    assert (answer.returncode, answer.stdout) == (1, "-m|lib|check|a b.xlsx|")
