"""Mutants are the slips that people make, each once, and take the place of the true function."""

import textwrap
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from lib.deadlines import serial
from mutation import trying
from mutation.mutants import changed_code, drawn, function_of, install, mutants_of
from mutation.trying import HUNG, KILLED, SURVIVED, here


@pytest.fixture(autouse=True)
def in_the_projects_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)


def changes(tmp_path: Path, source: str) -> list[tuple[str, str]]:
    """What is changed to what in one function of a file."""
    file = tmp_path / "module.py"
    file.write_text(textwrap.dedent(source), encoding="utf-8")
    return [(one.before, one.after) for one in mutants_of(str(file))]


def test_a_module_without_functions_has_no_mutants(tmp_path: Path) -> None:
    assert changes(tmp_path, '"""Words."""\nDAYS = 7\n') == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return day <= due", [("day <= due", "day < due")]),
        ("return late and due", [("late and due", "late or due"), ("late and due", "due"), ("late and due", "late")]),
        ("return mask & ~gone", [("mask & ~gone", "mask | ~gone"), ("~gone", "gone")]),
        ("return due + 7", [("due + 7", "due - 7"), ("7", "8")]),
        ("return sorted(days)", [("sorted(days)", "list(days)")]),
        ("return min(days)", [("min(days)", "max(days)")]),
        ("return days.fillna(due)", [("days.fillna(due)", "days")]),
        ("return days[1:]", [("1:", ":"), ("1", "2")]),
        ("return due if late else day", [("due if late else day", "due"), ("due if late else day", "day")]),
        ("days.append(due)", [("days.append(due)", "pass")]),
        ("return [d for d in days if late]", [("for d in days if late", "for d in days")]),
    ],
)
def test_a_slip_is_one_operator_bound_condition_or_call(tmp_path: Path, line: str, expected: list[tuple[str, str]]) -> None:
    assert changes(tmp_path, f"def f(day: int = 7) -> int:\n    '''Words 7.'''\n    {line}\n") == expected


def test_a_condition_holds_always_or_never(tmp_path: Path) -> None:
    assert changes(tmp_path, "def f(late):\n    if late:\n        return day\n") == [("if late:", "if True:"), ("if late:", "if False:")]


def test_a_sample_is_the_same_each_time_and_a_larger_one_holds_it() -> None:
    paths = ["lib/deadlines/years.py", "lib/deadlines/serial.py"]
    small, large = ({one.key for one in drawn(paths, share)} for share in (0.1, 0.5))

    assert small < large
    assert small == {one.key for one in drawn(paths, 0.1)}
    assert len(drawn(paths, 1.0)) == sum(len(list(mutants_of(path))) for path in paths)


def test_a_mutant_takes_the_place_of_the_function_for_whoever_imported_it() -> None:
    true_code, imported = serial.day_of_serial.__code__, serial.day_of_serial
    before = imported(41718)
    try:
        answers = []
        for mutant in mutants_of("lib/deadlines/serial.py"):
            install(mutant)
            answers.append(imported(41718))
    finally:
        serial.day_of_serial.__code__ = true_code

    assert any(answer != before for answer in answers)
    assert imported(41718) == before


@pytest.mark.parametrize(
    "path", ["lib/deadlines/grammar.py", "lib/deadlines/moments.py", "lib/access/showing.py", "lib/metrics/model/progress.py"]
)
def test_every_mutant_of_methods_properties_and_cached_functions_fits_into_its_function(path: str) -> None:
    for mutant in list(mutants_of(path))[::9]:
        function = function_of(mutant)
        true_code = function.__code__
        try:
            function.__code__ = changed_code(mutant)
        finally:
            function.__code__ = true_code
        assert changed_code(mutant).co_qualname == true_code.co_qualname


def test_in_one_process_each_mutant_meets_the_tests_and_leaves_the_true_function_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "fails", lambda item: item())
    tests = [lambda: False, lambda: serial.day_of_serial(41718) != date(2014, 3, 20)]
    true_code = serial.day_of_serial.__code__
    tried = [here(SimpleNamespace(items=tests), mutant, [0, 1], 5.0) for mutant in mutants_of("lib/deadlines/serial.py")]

    assert serial.day_of_serial.__code__ is true_code
    assert set(tried) == {(KILLED, 1), (SURVIVED, None)}


def test_a_mutant_that_takes_too_long_has_hung(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> bool:
        while True:
            pass

    monkeypatch.setattr(trying, "fails", lambda item: item())
    mutant = next(mutants_of("lib/deadlines/serial.py"))

    assert here(SimpleNamespace(items=[endless]), mutant, [0], 0.02) == (HUNG, None)


def test_a_failure_that_no_report_can_show_is_a_failure_and_leaves_nothing_set_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed function may fail in code that stands on no line of its file."""

    def reports_nothing(*_: object, **__: object) -> None:
        raise TypeError

    torn_down = list[object]()
    session = SimpleNamespace(_setupstate=SimpleNamespace(teardown_exact=torn_down.append))
    monkeypatch.setattr(trying, "runtestprotocol", reports_nothing)

    assert trying.fails(SimpleNamespace(session=session))  # type: ignore[arg-type]
    assert torn_down == [None]
