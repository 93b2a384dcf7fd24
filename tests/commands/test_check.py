"""`python -m lib check`: the answer that a person reads and the one that a machine holds on to."""

import argparse
import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lib.commands import check
from lib.commands.check_text import report_of
from lib.commands.checked import Checked
from lib.i18n import Language, text
from lib.ingest.model import Finding, Severity, TableReading
from lib.ingest.read import DEFAULT_LIMITS
from lib.isolation import Ceilings
from lib.schema import SheetRole
from tests.builders import make_tasks, make_workbook
from tests.ingest.hostile.text_lies import document_lies

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = Path(__file__).parents[1] / "ingest" / "examples"
SEED = EXAMPLES / "seed_schedule.xlsx"
SAMPLE = Path(__file__).parents[2] / "data" / "sample.xlsx"
KEYS = {"status", "reason", "title", "year", "year_source", "year_evidence", "as_of", "sheets", "phases", "tasks", "feedback", "findings"}


def main(words: list[str]) -> int:
    """Run the verb as the command line does."""
    parser = argparse.ArgumentParser()
    check.add_arguments(parser)
    parser.set_defaults(started=time.monotonic())
    return check.run(parser.parse_args(words[1:]))


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    code = main(["check", "--json", *arguments])
    return code, json.loads(capsys.readouterr().out)


def test_the_seed_loads_with_warnings_and_all_its_windows(capsys: pytest.CaptureFixture[str]):
    code, answer = asked(capsys, str(SEED), "--year", "2014")

    assert code == 0
    assert set(answer) == KEYS
    assert (answer["status"], answer["reason"], answer["year"], answer["year_source"]) == ("warnings", None, 2014, "given")
    assert answer["phases"][2] == ["学习教育、听取意见", 10]
    assert answer["tasks"][0] | {"start": "2014-03-11", "end": "2014-03-20", "due": "2014-03-20", "number": 1} == answer["tasks"][0]
    assert all(set(finding) == {"code", "severity", "sheet", "cell", "row", "value", "message", "hint"} for finding in answer["findings"])


def test_feedback_is_told_apart_by_role_and_names_no_person(capsys: pytest.CaptureFixture[str]):
    _, answer = asked(capsys, str(EXAMPLES / "o11_feedback_and_ledger.xlsx"))

    assert [sheet["role"] for sheet in answer["sheets"]] == ["feedback", "rectification"]
    assert [entry["role"] for entry in answer["feedback"]].count("rectification") == 10
    assert not {"lead", "owner", "target_person", "checked_by"} & set(answer["feedback"][0])


def test_a_day_asked_for_adds_the_figures(capsys: pytest.CaptureFixture[str]):
    _, answer = asked(capsys, str(SEED), "--year", "2014", "--as-of", "2014-06-10")

    assert answer["figures"]["total"] == {"value": 24, "numerator": 24, "denominator": None, "as_of": "2014-06-10"}
    assert answer["figures"]["should_be_done"]["value"] == 18
    assert answer["figures"]["done"]["value"] is None


def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "notes.xlsx").write_bytes(b"\x00\x01\x02 nothing of the sort")
    code, answer = asked(capsys, str(tmp_path / "notes.xlsx"))

    assert code == 2
    assert set(answer) == KEYS
    assert answer["status"] == "refused"
    assert len(answer["reason"]) > 10
    assert "⟦" not in answer["reason"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_without_a_known_table_says_what_was_seen(capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str):
    (tmp_path / "budget.csv").write_text("Item,Cost\nLaptop,1000\n", encoding="utf-8")
    code, answer = asked(capsys, str(tmp_path / "budget.csv"), "--lang", language)

    assert code == 2
    assert "Item" in answer["reason"]
    assert "⟦" not in answer["reason"]


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    code, answer = asked(capsys, str(tmp_path / "none.xlsx"))

    assert code == 2
    assert "none.xlsx" in answer["reason"]


def test_an_error_in_a_row_gives_exit_code_one(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "plan.csv").write_text("序号,工作内容,完成时限\n1,写方案,3月\n2,,4月\n3,开会,5月\n", encoding="utf-8")
    code, answer = asked(capsys, str(tmp_path / "plan.csv"), "--year", "2014")

    assert code == 1
    assert answer["status"] == "errors"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_names_table_finding_and_hint(capsys: pytest.CaptureFixture[str], language: str):
    code = main(["check", str(SEED), "--year", "2014", "--lang", language])
    report = capsys.readouterr().out

    assert code == 0
    assert "Sheet1!B24" in report
    assert {"zh": " → phase；", "en": " → phase; "}[language] in report
    assert "⟦" not in report


@pytest.mark.parametrize(
    ("language", "sheet"), [("zh", "“谈心谈话”：谈心谈话，表头第3行"), ("en", '"民主测评": Democratic evaluation, header in row 3')]
)
def test_every_kind_of_sheet_has_its_name_in_the_report(capsys: pytest.CaptureFixture[str], language: str, sheet: str):
    main(["check", str(SAMPLE), "--lang", language])
    report = capsys.readouterr().out

    assert sheet in report
    assert "⟦" not in report


def test_a_folder_is_a_table_with_one_line_a_file(capsys: pytest.CaptureFixture[str]):
    code = main(["check", str(EXAMPLES), "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()

    assert code == 0
    assert [line.split()[0] for line in lines[1:]] == [
        "o01_title_and_notes.xlsx",
        "o02_two_row_header.xlsx",
        "o11_feedback_and_ledger.xlsx",
        "seed_schedule.html",
        "seed_schedule.xlsx",
    ]


def test_a_folder_is_searched_for_every_format_that_is_read(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    for name in ("计划.mhtml", "计划.fods", "说明.docx", "~$计划.xlsx"):
        (tmp_path / name).write_bytes(b"")

    main(["check", str(tmp_path), "--lang", "en"])

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == ["计划.fods", "计划.mhtml"]


def test_an_empty_folder_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    main(["check", str(tmp_path), "--lang", "en"])

    assert "holds no spreadsheet" in capsys.readouterr().out


@pytest.mark.parametrize(("elapsed", "seconds"), [(0.0, 9.3), (1.0, 8.3), (4.3, 5.0), (30.0, 5.0)])
def test_a_file_has_what_the_start_has_left_of_ten_seconds_and_an_honest_one_its_five(elapsed: float, seconds: float):
    assert check.limits_within(elapsed).seconds == pytest.approx(seconds)


def test_reading_and_answering_are_one_job_under_one_ceiling(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    asked_for: list[tuple[str, float]] = []

    def answered(job: str, arguments: object, gives: type[Checked], *, file_name: str, ceilings: Ceilings) -> Checked:
        asked_for.append((job, ceilings.seconds))
        return Checked("ok", (b"{}",), 0, 0, (0, 0, 0))

    monkeypatch.setattr(check, "run_isolated", answered)
    monkeypatch.setattr(check.time, "monotonic", lambda: 101.3)
    code = check.run(argparse.Namespace(file=SEED, json=True, lang="zh", year=None, sheet=None, as_of=None, started=100.0))

    assert (code, capsys.readouterr().out) == (0, "{}\n")
    assert asked_for == [("lib.commands.check_job:check", pytest.approx(8.0))]


def test_a_file_that_stalls_is_given_up_at_what_is_left_of_the_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setattr(check, "PROMISED_SECONDS", 1.7)
    monkeypatch.setattr(check, "LEAST_SECONDS", 0.1)
    monkeypatch.setattr(check, "FAIR_SHARE", 0.0)  # whatever else the machine does, the file is to blame
    stalling = next(case for case in document_lies() if case.name == "ods_columns_filled_many.ods")
    (tmp_path / stalling.name).write_bytes(stalling.content)
    code, answer = asked(capsys, str(tmp_path / stalling.name))

    assert code == 2
    assert "在1秒内没有读完" in answer["reason"]


def test_the_verb_loads_nothing_that_opens_a_file():
    code = "import lib.commands.check, sys; print({'pandas', 'numpy', 'lxml', 'pyarrow'} & set(sys.modules))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout == "set()\n"


def test_a_folder_is_one_object_in_json_too(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "a.xlsx").write_bytes(SEED.read_bytes())
    (tmp_path / "b.xlsx").write_bytes(b"nothing of the sort")
    code, answer = asked(capsys, str(tmp_path), "--year", "2014")

    assert code == 2
    assert [(entry["file"], entry["status"], len(entry["tasks"])) for entry in answer["files"]] == [
        ("a.xlsx", "warnings", 24),
        ("b.xlsx", "refused", 0),
    ]


def test_an_answer_that_nobody_reads_to_its_end_is_no_fault():
    command = f'"{sys.executable}" -m lib check data/sample.xlsx --json | head -c 10'
    heard = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)

    assert heard.stderr == ""
    assert heard.stdout.startswith("{")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent_anywhere(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "计划.xlsx").write_bytes(bytes(1_048_577))
    monkeypatch.setattr(check, "limits_within", lambda _elapsed: replace(DEFAULT_LIMITS, file_bytes=1_048_576))
    monkeypatch.setattr(check, "run_isolated", lambda *_given, **_named: pytest.fail("sent"))
    code, answer = asked(capsys, str(tmp_path / "计划.xlsx"))

    assert (code, answer["status"]) == (2, "refused")
    assert "计划.xlsx" in answer["reason"]
    assert "1 MB" in answer["reason"]


def test_a_report_on_what_is_almost_nothing_claims_nothing():
    workbook = make_workbook(make_tasks(phase=None), tables=[TableReading("任务", SheetRole.TASKS, (1,), 1)])
    lines = report_of(workbook, Language.EN).splitlines()

    assert lines[-1] == text(Language.EN, "check.no_findings")
    assert text(Language.EN, "check.counts", tasks=1, feedback=0) in lines
    assert len(lines) == 7  # title, year, as-of day, one table, counts, a blank and what was found; neither phases nor columns


def test_of_very_many_findings_the_first_sixty_are_told_and_the_rest_is_counted():
    findings = [
        Finding("missing_number", Severity.WARNING, "任务", f"B{row}", row, "", (("missing", "23"), ("number", row))) for row in range(62)
    ]
    lines = report_of(make_workbook(findings=findings), Language.EN).splitlines()

    assert lines[-1] == "… +2"
    assert sum(line.startswith("[") for line in lines) == 60
