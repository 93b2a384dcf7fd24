"""The real command line with hostile files: the right exit code, strict JSON on standard output, and nothing else said."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.ingest.hostile.build import groups, long_groups
from tests.ingest.hostile.case import ANY, LOADS, Case
from tests.ingest.hostile.damage import flipped_long

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
ROOT = Path(__file__).resolve().parents[3]
SAMPLE = (
    "foreign_is_pdf_0.xlsx",
    "text_escapes.xlsx",
    "biff_label_surrogates.xls",
    "text_utf8_surrogates.csv",
)

EXITS = {"ok": 0, "warnings": 0, "errors": 1, "refused": 2}
GROUPS = ("_foreign", "_texts", "biff_lies", "text_lies")


def strict(answer: bytes) -> dict[str, object]:
    """The one JSON object that was answered: UTF-8, no NaN, no lone surrogate, nothing after it."""

    def never(constant: str) -> None:
        raise AssertionError(constant)

    read = json.loads(answer.decode("utf-8"), parse_constant=never)
    json.dumps(read, ensure_ascii=False).encode("utf-8")
    assert isinstance(read, dict)
    return read


def fault_of(case: Case, folder: Path, name: str = "") -> str:
    """What the command did wrong with one file; "" where nothing."""
    path = folder / (name or case.name)
    path.write_bytes(case.content)
    done = subprocess.run(
        [sys.executable, "-m", "lib", "check", str(path), "--json"], cwd=ROOT, capture_output=True, check=False, timeout=120
    )
    path.unlink()
    try:
        answer = strict(done.stdout)
    except (ValueError, AssertionError) as fault:
        return f"no JSON: {fault}"
    expected = EXITS[str(answer["status"])]
    if done.returncode != expected or done.stderr:
        return f"exit {done.returncode} for {answer['status']}; said beside: {done.stderr[-300:]!r}"
    return mismatch(case, answer)


def mismatch(case: Case, answer: Mapping[str, object]) -> str:
    """What of an answer is not what the case says; "" where nothing."""
    if (answer["status"] == "refused") != bool(answer["reason"]):
        return f"{answer['status']}: {answer['reason']}"
    if case.outcomes == (LOADS,) and answer["status"] == "refused":
        return str(answer["reason"])
    return "loaded" if LOADS not in case.outcomes and case.outcomes != ANY and answer["status"] != "refused" else ""


def chosen() -> list[Callable[[], Iterator[Case]]]:
    """All groups but the thousands of flipped bits, which a start of the program each would make an hour of."""
    return [group for group in (*groups(), *long_groups()) if group is not flipped_long] if LONG else []


@pytest.mark.parametrize("group", chosen(), ids=lambda group: group.__name__.strip("_"))
def test_every_file_is_answered_as_the_contract_says(group: Callable[[], Iterator[Case]], tmp_path: Path):
    assert {case.name: fault for case in group() if (fault := fault_of(case, tmp_path))} == {}


@pytest.mark.parametrize("part", range(4) if LONG else [])
def test_a_folder_of_flipped_bits_is_one_answer_with_each_file_in_it(part: int, tmp_path: Path):
    # A folder is read by the endings of workbooks; .xls5 is our own name for the older kind.
    cases = {case.name.replace(".xls5", ".5.xls"): case for number, case in enumerate(flipped_long()) if number % 4 == part}
    for name, case in cases.items():
        (tmp_path / name).write_bytes(case.content)
    done = subprocess.run([sys.executable, "-m", "lib", "check", str(tmp_path), "--json"], cwd=ROOT, capture_output=True, check=False)
    files = strict(done.stdout)["files"]

    assert isinstance(files, list)
    assert {each["file"]: fault for each in files if (fault := mismatch(cases[each["file"]], each))} == {}
    assert len(files) == len(cases)
    assert done.returncode == max(EXITS[each["status"]] for each in files)
    assert done.stderr == b""


def test_a_few_files_of_each_kind_are_answered_as_the_contract_says(tmp_path: Path):
    cases = [case for group in groups() if group.__name__ in GROUPS for case in group() if case.name in SAMPLE]

    assert {case.name for case in cases} == set(SAMPLE)
    assert {case.name: fault for case in cases if (fault := fault_of(case, tmp_path))} == {}


@pytest.mark.skipif(sys.platform == "win32", reason="names that this system has no place for")
def test_a_name_of_a_file_that_is_no_text_is_answered_in_text(tmp_path: Path):
    empty = Case("", b"", ("empty",))
    names = [b"\xff\xfe.xlsx", "a\u202egnp\x1b[31m\nERROR.xlsx".encode()]

    assert [fault_of(empty, tmp_path, os.fsdecode(name)) for name in names] == ["", ""]
