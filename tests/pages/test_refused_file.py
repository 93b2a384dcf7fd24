"""After a refusal the findings beneath are said to be the board's own, and a long list of findings stands whole, page by page."""

from lib.errors import Refused
from lib.ingest.model import Finding, Severity
from lib.ui.session import Key
from tests.builders import make_feedback, make_workbook
from tests.pages.whole import run, words_of

WHOSE = "与刚才没有读入的文件无关"


def test_without_a_refusal_nobody_is_told_whose_findings_they_are() -> None:
    assert WHOSE not in words_of(run("data", make_workbook(feedback=make_feedback(1))))


def test_after_a_refusal_the_findings_are_said_to_be_those_of_the_board() -> None:
    app = run("data", make_workbook(feedback=make_feedback(1)))
    app.session_state[Key.REFUSED] = Refused("encrypted", file="新表.xlsx")
    words = words_of(app.run())

    assert WHOSE in words
    assert words.index(WHOSE) < words.index("需要核对和改正的地方")


def test_more_than_forty_findings_stand_whole_forty_at_a_time() -> None:
    findings = [
        Finding(
            "status_unknown", Severity.WARNING, f"表{row}", f"K{row}", row, f"看情况{row}", (("cell", f"K{row}"), ("value", f"看情况{row}"))
        )
        for row in range(5, 52)
    ]  # each on a sheet of its own, since what is the same in one column stands in one line
    words = words_of(run("data", make_workbook(feedback=make_feedback(1), findings=findings)))

    shown, _, printed = words.partition('class="pb-paper"')
    assert "K44</td>" in shown
    assert "K45</td>" not in shown
    assert "K51</td>" in printed
