"""The sample and the template as the board reads them: the headline, and no finding but the intended ones."""

from collections import Counter
from datetime import date

import pytest

from lib.exports.sample import build_sample
from lib.exports.template import build_template
from lib.ingest.model import Severity, Workbook
from lib.ingest.worker import read_unisolated
from lib.metrics.model import AsOf, Rate
from lib.metrics.progress import progress
from lib.metrics.states import task_states
from lib.schema import SheetRole

DAY = AsOf(day=date(2014, 6, 10), reported=date(2014, 6, 10))


@pytest.fixture(scope="module")
def sample() -> Workbook:
    return read_unisolated(build_sample(), "sample.xlsx")


@pytest.fixture(scope="module")
def template() -> Workbook:
    return read_unisolated(build_template(), "template.xlsx")


def test_the_template_loads_as_an_empty_workbook(template):
    assert (len(template.tasks), len(template.feedback), len(template.organisation), len(template.rules)) == (0, 0, 0, 0)
    assert {(table.sheet, table.role) for table in template.tables} >= {
        ("任务", SheetRole.TASKS),
        ("意见建议", SheetRole.FEEDBACK),
        ("组织机构", SheetRole.ORGANISATION),
        ("制度", SheetRole.RULES),
        ("设置", SheetRole.SETTINGS),
    }
    assert (template.year, template.as_of, template.settings.is_sample) == (None, None, False)
    assert [finding.code for finding in template.findings if finding.severity is Severity.ERROR] == []


def test_every_header_of_the_template_is_known_to_the_reader(template):
    unknown = [
        (table.sheet, header)
        for table in template.tables
        if table.role is not SheetRole.IGNORED
        for _, header, name in table.columns
        if not name
    ]

    assert unknown == []


def test_the_sample_says_what_it_is(sample):
    assert (sample.title, sample.year, sample.as_of) == ("示例中学教育实践活动", 2014, date(2014, 6, 10))
    assert sample.settings.is_sample
    assert (len(sample.tasks), len(sample.feedback), len(sample.organisation), len(sample.rules)) == (24, 96, 17, 20)


def test_the_sample_gives_the_headline(sample):
    read = progress(task_states(sample.tasks, DAY), DAY)

    assert (read.total, read.should_be_done, read.done_of_due, read.overdue, read.done_early) == (24, 18, 16, 2, 1)
    assert (read.due_today, read.due_unreported, read.not_reported, read.undated, read.due_soon) == (0, 0, 0, 0, 1)
    assert read.stuck == 2  # one report not answered and one not sent by its day, one task paused
    assert read.on_time == Rate(numerator=14, denominator=18, unknown=0)


def test_re_planning_is_kept_beside_the_plan(sample):
    slips = sample.tasks.dropna(subset=["slip_days"])

    assert dict(zip(slips["number"], slips["slip_days"].astype(int), strict=True)) == {
        "16": 6,
        "17": 11,
        "18": 21,
        "19": 6,
        "21": -15,
        "22": 20,
    }


def test_the_sample_has_the_findings_of_the_published_table_and_no_other(sample):
    unsure = Counter((finding.sheet, finding.code) for finding in sample.findings if finding.severity is not Severity.INFO)

    assert unsure == {("任务", "duplicate_number"): 1, ("任务", "missing_number"): 1}


def test_no_cell_of_the_sample_is_left_unread(sample):
    assert [finding.code for finding in sample.findings if finding.severity is Severity.ERROR] == []
