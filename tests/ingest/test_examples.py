"""The workbooks handed over with what a careful person reads in them: read in full, nothing more and nothing less."""

import json
from pathlib import Path
from typing import Any

import pytest

from lib.commands.check_json import answer_pieces
from lib.i18n import Language
from lib.ingest.model import Severity, Workbook
from lib.ingest.worker import read_unisolated

EXAMPLES = Path(__file__).parent / "examples"
KINDS = {"by-date": "by", "point": "by"}


def opened(name: str, year: int | None = None) -> Workbook:
    return read_unisolated((EXAMPLES / name).read_bytes(), name, year=year)


def answered(name: str, year: int | None = None) -> dict[str, Any]:
    return json.loads(b"".join(answer_pieces(opened(name, year), Language.EN, None)))


def expected(name: str) -> dict[str, Any]:
    return json.loads((EXAMPLES / name).read_text(encoding="utf-8"))


SCHEDULES = [
    ("seed_schedule.xlsx", "seed_schedule.expected.json", 2014),
    ("o01_title_and_notes.xlsx", "o01_title_and_notes.xlsx.expected.json", None),
    ("o02_two_row_header.xlsx", "o02_two_row_header.xlsx.expected.json", None),
]


@pytest.mark.parametrize(("file", "truth", "year"), SCHEDULES)
def test_a_schedule_equals_what_a_careful_person_reads(file: str, truth: str, year: int | None):
    answer, wanted = answered(file, year), expected(truth)

    assert answer["phases"] == wanted["phases"]
    assert len(answer["tasks"]) == wanted["n_tasks"]
    assert [{key: task[key] for key in wanted["tasks"][0]} for task in answer["tasks"]] == wanted["tasks"]
    assert [sheet["name"] for sheet in answer["sheets"]] == [wanted["task_sheet"]]
    assert answer["sheets"][0]["header_row"] == wanted["header_row"]
    assert [column["header"] for column in answer["sheets"][0]["columns"]] == wanted["headers"]
    assert answer["year"] == wanted["year"]


@pytest.mark.parametrize(("file", "truth", "year"), SCHEDULES)
def test_the_second_13_is_kept_and_said_with_the_missing_23(file: str, truth: str, year: int | None):
    findings = {finding["code"]: finding for finding in answered(file, year)["findings"]}

    assert findings["duplicate_number"]["value"] == "13"
    assert "23" in findings["missing_number"]["message"]


def test_the_schedule_as_a_web_page_is_the_same_schedule():
    page, book = opened("seed_schedule.html", 2014).tasks, opened("seed_schedule.xlsx", 2014).tasks
    same = ["phase", "number", "task", "due_text", "kind", "start", "end", "status"]

    assert page[same].equals(book[same])


def test_without_a_year_every_window_is_left_open_and_the_year_is_asked_for():
    workbook = opened("seed_schedule.xlsx")

    assert workbook.year is None
    assert workbook.year_source == "none"
    assert workbook.tasks["start"].isna().all()
    assert workbook.tasks["kind"].tolist() == ["window"] * 24
    assert next(finding.code for finding in workbook.findings if finding.severity is Severity.WARNING) == "year_missing"


def test_the_year_of_a_title_row_is_named_with_its_cell():
    workbook = opened("o01_title_and_notes.xlsx")

    assert (workbook.year, workbook.year_source, workbook.year_evidence) == (2014, "title", "工作安排表!A2")


def test_a_note_row_and_a_signature_row_are_no_tasks():
    (table,) = opened("o01_title_and_notes.xlsx").tables

    assert [(row.row, row.reason) for row in table.set_aside] == [(28, "note"), (29, "blank"), (30, "note")]


def test_opinions_equal_what_a_careful_person_reads():
    answer, wanted = answered("o11_feedback_and_ledger.xlsx"), expected("o11_feedback_and_ledger.xlsx.expected.json")["feedback"]
    opinions = [entry for entry in answer["feedback"] if entry["role"] == "feedback"]
    categories: dict[str, int] = {}
    for entry in opinions:
        categories[entry["category"]] = categories.get(entry["category"], 0) + 1

    assert len(opinions) == wanted["n"]
    assert [[name, count] for name, count in categories.items()] == wanted["categories"]
    assert sum(entry["raw_count"] or 0 for entry in opinions) == wanted["sum_of_反映次数"]
    assert (opinions[1]["channel"], opinions[1]["group"]) == ("座谈会", "教师代表")
    assert answer["sheets"][0]["header_row"] == wanted["header_row"]
    assert answer["sheets"][0]["set_aside"] == [{"row": 16, "reason": "total"}]


def test_the_ledger_equals_what_a_careful_person_reads():
    answer, truth = answered("o11_feedback_and_ledger.xlsx"), expected("o11_feedback_and_ledger.xlsx.expected.json")["ledger"]
    rows = [entry for entry in answer["feedback"] if entry["role"] == "rectification"]
    wanted = [{**item, "kind": KINDS.get(item["kind"], item["kind"])} for item in truth["items"]]
    done = [row["number"] for row in rows if row["status"] == "done_unchecked"]

    assert [{key: row[key] for key in wanted[0]} for row in rows] == wanted
    assert done == sorted(truth["done"]["strict"] + truth["done"]["with_ongoing"])
    assert [row["number"] for row in rows if row["status"] == "in_progress"] == truth["done"]["not_done"]


def test_what_is_unsure_about_opinions_and_ledger_is_said_at_its_cell():
    findings = {(finding.code, finding.sheet, finding.cell) for finding in opened("o11_feedback_and_ledger.xlsx").findings}

    assert {
        ("ditto", "征求意见汇总表", "D5"),
        ("ditto", "征求意见汇总表", "E5"),
        ("count_missing", "征求意见汇总表", "G15"),
        ("status_compound", "整改台账", "H10"),
        ("status_partial", "整改台账", "H12"),
        ("deadline_without_day", "整改台账", ""),
        ("no_tasks", "", ""),
    } <= findings
