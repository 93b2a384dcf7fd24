"""`python -m lib` as processes of their own over a workbook full of restricted words: what they write, say and log is searched."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lib.exports.registry import EXPORTS
from lib.schema import Audience
from tests.attacker.secret_file import secret_file
from tests.attacker.secret_words import SECRET, WIDE, opened_parts
from tests.browser.conftest import ROOT

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
BESIDE = ("密人登记", "密人·批注", "密人·批者", "密人·作者", "密文·草稿")
"""An unknown column, a comment and who wrote it, the file's author, a hidden sheet."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "周报.xlsx"
    path.write_bytes(secret_file())
    return path


def started(*words: str | Path, folder: Path) -> subprocess.Popen[bytes]:
    kept = {**os.environ, "PYTHONUTF8": "1", "PHASEBOARD_DATABASE_URL": str(folder / "board.db")}
    return subprocess.Popen(
        [sys.executable, "-m", "lib", *map(str, words)], cwd=ROOT, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def said(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """How it ended, and both of its streams."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out.decode(), err.decode()


def parts_below(folder: Path) -> dict[str, str]:
    """Every file that was written, taken apart, its own name among it."""
    return {path.name: "\n".join([path.name, *opened_parts(path.read_bytes())]) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.skipif(not IS_LONG, reason="a process for each audience, all its files")
@pytest.mark.parametrize("audience", WIDE)
def test_no_byte_that_export_writes_or_says_is_restricted(book: Path, tmp_path: Path, audience: Audience):
    made = tmp_path / "made"
    made.mkdir()
    code, out, err = said(started("export", book, "--to", made, "--audience", audience, "--as-of", "2014-06-10", folder=tmp_path))
    parts = parts_below(made)

    assert code == 0, err
    assert len(parts) >= len(EXPORTS)
    assert [name for name, words in parts.items() if SECRET.search(words)] == []
    assert SECRET.search(out + err) is None
    assert any("可读" in words for words in parts.values())


def test_the_head_s_files_hold_what_is_the_head_s_and_the_process_says_none_of_it(book: Path, tmp_path: Path):
    """So that nothing above holds because nothing was written."""
    process = started("export", book, "--to", tmp_path / "x.csv.zip", "--audience", "head", "--as-of", "2014-06-10", folder=tmp_path)
    checked = started("check", book, "--json", "--as-of", "2014-06-10", folder=tmp_path)
    code, out, err = said(process)
    _, report, logged = said(checked)
    words = "\n".join(opened_parts((tmp_path / "x.csv.zip").read_bytes()))

    assert code == 0, err
    assert "密文内容0" in words
    assert "密文内容2" not in words
    assert "密群" not in words
    assert SECRET.search(out + err) is None
    assert_check_tells_no_more_than_it_says(report, logged)


def assert_check_tells_no_more_than_it_says(report: str, logged: str) -> None:
    """Whoever checks a file holds it, and its table comes back as JSON; not what stands beside it, and nothing in a finding or the log."""
    found = [each["value"] for each in json.loads(report)["findings"] if each["value"]]

    assert SECRET.search(logged) is None
    assert [value for value in found if any(word in value for word in ("密文内容", "密人", "密群"))] == []
    assert [word for word in BESIDE if word in report] == []


@pytest.mark.skipif(not IS_LONG, reason="five processes more")
@pytest.mark.parametrize("words", [("check",), ("check", "--json", "--sheet", "意见"), ("export", "--to", "/nonexistent/x.pptx"), ("publish",), ("export", "--to", "x.nothing")])  # fmt: skip
def test_whatever_is_asked_nothing_restricted_goes_to_the_log(book: Path, tmp_path: Path, words: tuple[str, ...]):
    verb, *rest = words
    _, out, err = said(started(verb, book, *rest, folder=tmp_path))

    assert SECRET.search(err) is None
    assert [word for word in (*BESIDE, *(() if "--json" in rest else ("密文内容", "密群"))) if word in out] == []
