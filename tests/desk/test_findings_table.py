"""The table of what is wrong or unsure: the same of many cells of one column stands once, and no cell is lost."""

from lib.desk.tables import findings_table
from lib.i18n import Language
from lib.ingest.model import Finding, Severity


def unknown(cell: str, value: str = "G", sheet: str = "任务") -> Finding:
    return Finding("status_unknown", Severity.WARNING, sheet, cell, int(cell[1:]), value)


def test_without_findings_there_is_no_row() -> None:
    assert findings_table((), Language.ZH).is_empty


def test_the_same_word_in_cells_of_one_column_is_said_once_with_its_cells() -> None:
    findings = (unknown("E5"), unknown("E6", "R"), unknown("E7"), unknown("F7"), unknown("E5", sheet="整改"))
    cells = findings_table(findings, Language.ZH).cells

    assert cells[["sheet", "cell", "value"]].to_numpy().tolist() == [
        ["任务", "E5、E7", "G"],
        ["任务", "E6", "R"],
        ["任务", "F7", "G"],
        ["整改", "E5", "G"],
    ]
    assert cells["message"][0].startswith("E5、E7 的状态“G”看不懂")


def test_of_more_than_twelve_cells_the_first_and_their_count_are_named() -> None:
    cells = findings_table(tuple(unknown(f"E{row}") for row in range(2, 62, 2)), Language.ZH).cells

    assert cells["cell"].tolist() == ["E2、E4、E6、E8、E10、E12、E14、E16、E18、E20、E22、E24等30格"]
    assert cells["message"][0].startswith("E2等30格 的状态“G”看不懂")  # its cells stand beside it


def test_cells_beneath_each_other_are_named_as_the_area_that_they_are() -> None:
    rows = (2, 3, 5, *range(7, 40), 99)
    cells = findings_table(tuple(unknown(f"E{row}") for row in rows), Language.ZH).cells

    assert cells["cell"].tolist() == ["E2、E3、E5、E7:E39、E99"]


def test_findings_about_a_whole_sheet_are_never_put_together() -> None:
    whole = Finding("sheet_ignored", Severity.WARNING, "旧")

    assert len(findings_table((whole, whole), Language.ZH).cells) == 2
