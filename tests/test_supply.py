"""What the board is built of: an audit never takes "not asked" for "clean", and the bill of materials is whole and valid."""

import json
import subprocess
from pathlib import Path

import pytest

from supply import __main__, audit, bill
from supply.audit import Audit, names, sentence, understood
from supply.bill import Pin, bill_of_materials, read

ROOT = Path(__file__).resolve().parent.parent
PINS = """\
alembic==1.20.1
colorama==0.4.6 ; sys_platform == 'win32'
psycopg[binary]==3.3.9
"""
HASHED = f"""\
alembic==1.20.1 \\
    --hash=sha256:{"a" * 64} \\
    --hash=sha256:{"b" * 64}
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:{"c" * 64}
"""
ANSWER = {
    "dependencies": [
        {"name": "clean", "version": "1.0", "vulns": []},
        {
            "name": "weak",
            "version": "2.0",
            "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1", "3.0"]}, {"id": "PYSEC-2", "fix_versions": []}],
        },
        {"name": "unknown", "skip_reason": "not found"},
    ]
}


def test_an_audit_of_nothing_says_nothing_against_anything() -> None:
    assert understood('{"dependencies": []}') == Audit((), (), ())


def test_an_audit_tells_clean_weak_and_not_asked_apart() -> None:
    found = understood(json.dumps(ANSWER))

    assert found.clean == ("clean 1.0",)
    assert found.weak == ("weak 2.0: PYSEC-1 (mended in 2.1, 3.0)", "weak 2.0: PYSEC-2 (mended in no release yet)")
    assert found.unasked == ("unknown",)
    assert "1 packages without a known weakness, 2 weaknesses, 1 packages not checked" in sentence(found)
    assert "NOT CHECKED" in sentence(found)


@pytest.mark.parametrize("answer", ["", "No network", "{}", "[]"])
def test_an_answer_that_is_none_leaves_every_package_unasked(answer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pins.txt").write_text(PINS)
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess((), 1, answer, ""))

    assert audit.audited(tmp_path / "pins.txt").unasked == ("alembic", "colorama", "psycopg[binary]")


@pytest.mark.parametrize(
    ("found", "strict", "code"),
    [
        (Audit(("a 1",), (), ()), True, 0),
        (Audit((), (), ("a",)), False, 0),
        (Audit((), (), ("a",)), True, 3),
        (Audit((), ("a 1: X",), ("b",)), False, 1),
    ],
)
def test_a_weakness_fails_the_check_and_what_was_not_asked_only_a_strict_one(
    found: Audit, strict: bool, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(__main__, "audited", lambda: found)
    monkeypatch.setattr("sys.argv", ["supply", "audit", *(["--strict"] if strict else [])])

    assert __main__.main() == code


def test_pins_are_read_with_their_markers_and_hashes() -> None:
    assert list(read("")) == []
    assert [pin.name for pin in read(PINS)] == ["alembic", "colorama", "psycopg"]
    assert list(read(HASHED)) == [
        Pin("alembic", "1.20.1", "", ("a" * 64, "b" * 64)),
        Pin("colorama", "0.4.6", "sys_platform == 'win32'", ("c" * 64,)),
    ]


def faults(written: str) -> object:
    """What the standard's own schema has against a bill, None where nothing; its grammars take seconds to load, so only when asked."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)


def test_the_bill_names_every_pin_with_its_licence_and_is_valid(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bill, "with_hashes", lambda _: "")
    written = bill_of_materials()

    told = json.loads(written)
    assert faults(written) is None
    pinned = {name.partition("[")[0] for name in names(ROOT / "requirements.txt")}
    assert {f"{each['name']}" for each in told["components"]} == pinned | {"plotly.js-cartesian-dist-min"}
    (script,) = (each for each in told["components"] if each["name"] == "plotly.js-cartesian-dist-min")
    assert (script["version"], script["licenses"][0]["license"]["id"]) == ("4.1.1", "MIT")
    assert {each["name"] for each in told["components"] if "licenses" not in each} <= {"colorama", "tzdata", "pywin32", "uvloop"}
    assert told["metadata"]["component"]["name"] == "phaseboard"
    assert "no hashes" in capsys.readouterr().err


def test_hashes_of_the_index_stand_with_their_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bill, "with_hashes", lambda _: HASHED)
    written = bill_of_materials()

    told = {each["name"]: each for each in json.loads(written)["components"]}
    assert faults(written) is None
    assert [each["content"][0] for each in told["alembic"]["externalReferences"][0]["hashes"]] == ["a", "b"]
    assert told["colorama"]["properties"] == [{"name": "phaseboard:marker", "value": "sys_platform == 'win32'"}]
