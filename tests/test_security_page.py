"""The page about security names for each threat a test that is there, and stays one page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows() -> list[list[str]]:
    """The table of threats: threat, defence, tests."""
    table = PAGE.split("## Each threat, its defence, its test")[1].split("##")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.strip().splitlines()[2:]]


def test_every_threat_has_a_defence_and_a_test() -> None:
    assert len(rows()) >= 20
    assert [row[0] for row in rows() if len(row) != 3 or not row[1] or not NAMED.search(row[2])] == []


@pytest.mark.parametrize("file", sorted({file for file, _ in NAMED.findall(PAGE)}))
def test_every_test_that_is_named_is_there(file: str) -> None:
    code = (ROOT / file).read_text(encoding="utf-8")

    assert [name for named, name in NAMED.findall(PAGE) if named == file and f"def {name}(" not in code] == []


def test_the_page_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= 70
    assert all(word in PAGE for word in ("To report", "Not defended", "报告漏洞"))
