"""What the list of findings is called: where nothing is to be mended it does not ask for mending."""

import pytest

from lib.ingest.model import Finding, Severity
from tests.builders import make_feedback, make_workbook
from tests.pages.whole import run, words_of

NOTE = Finding("deadline_provisional", Severity.INFO, "任务", "D3", 3, "完成时限（暂定）", ())
WARNING = Finding("status_unknown", Severity.WARNING, "任务", "K5", 5, "看情况", (("cell", "K5"), ("value", "看情况")))


@pytest.mark.parametrize(
    ("findings", "title"),
    [
        ([], "需要核对和改正的地方"),
        ([NOTE], "读取时的说明"),
        ([WARNING], "需要核对和改正的地方"),
        ([NOTE, WARNING], "需要核对和改正的地方"),
    ],
)
def test_notes_alone_are_called_notes(findings: list[Finding], title: str) -> None:
    words = words_of(run("data", make_workbook(feedback=make_feedback(1), findings=findings)))

    assert [each for each in ("需要核对和改正的地方", "读取时的说明") if each in words] == [title]


def test_notes_are_not_counted_among_what_is_to_be_mended() -> None:
    words = words_of(run("data", make_workbook(feedback=make_feedback(1), findings=[NOTE, NOTE, WARNING])))

    assert ("1处" in words, "3处" in words) == (True, False)
