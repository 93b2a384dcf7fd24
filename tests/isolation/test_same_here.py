"""A job answers in its own process what it answers here: nothing of an answer depends on where it is made."""

from datetime import date
from pathlib import Path

import pytest

from lib.access.forgetting import without_persons
from lib.commands.check_job import check
from lib.commands.checked import Checked, Form
from lib.exports.redacted_book import RedactedBook
from lib.exports.redacted_job import redact
from lib.i18n import Language
from lib.ingest.read import DEFAULT_LIMITS
from lib.ingest.worker import ceilings_of, read_unisolated
from lib.isolation import run_isolated
from tests.exports.plans import HEADER, parts, plan

SAMPLE = (Path(__file__).parents[2] / "data" / "sample.xlsx").read_bytes()
UNSURE = plan(
    rows=(HEADER, ("筹备", 1, "学习文件", "适时"), ("筹备", 1, "制定方案", "2月30日"), ("合计", 2, "", "")),
    more_sheets={"封面": [["附件"]], "说明": [["年份", "2014"]]},
)
CEILINGS = ceilings_of(DEFAULT_LIMITS)


@pytest.mark.parametrize(("form", "language"), [(Form.REPORT, Language.ZH), (Form.REPORT, Language.EN), (Form.JSON, Language.EN)])
@pytest.mark.parametrize(("name", "data"), [("sample.xlsx", SAMPLE), ("工作安排.xlsx", UNSURE)])
def test_a_file_is_checked_alike(name: str, data: bytes, form: Form, language: Language):
    asked = (data, name, None, None, DEFAULT_LIMITS, form, language, date(2014, 6, 10))

    there = run_isolated("lib.commands.check_job:check", asked, Checked, file_name=name, ceilings=CEILINGS)
    here = check(*asked)

    assert [bytes(piece) for piece in there.answer] == [bytes(piece) for piece in here.answer]
    assert (there.status, there.tasks, there.feedback, there.findings) == (here.status, here.tasks, here.feedback, here.findings)


@pytest.mark.parametrize(("data", "goes"), [(SAMPLE, True), (UNSURE, False)])
def test_a_file_is_redacted_alike(data: bytes, goes: bool):
    erasure = without_persons(read_unisolated(data, "a.xlsx")).erasure

    there = run_isolated(
        "lib.exports.redacted_job:redact", (data, erasure, DEFAULT_LIMITS), RedactedBook, file_name="a.xlsx", ceilings=CEILINGS
    )
    here = redact(data, erasure, DEFAULT_LIMITS)

    assert (there.reason, parts(there.data)) == (here.reason, parts(here.data))
    assert (parts(here.data) != parts(data)) == goes
