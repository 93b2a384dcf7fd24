"""A marked-up workbook is theirs with our sheet and our notes in it, and nothing else changed."""

from pathlib import Path

import openpyxl
import pytest

from lib.exports.marked import Marked, mark_up_isolated, marked_up
from lib.exports.marked_notes import AUTHOR
from lib.exports.package import Unsafe
from lib.exports.returned_name import suffixed
from lib.i18n import Language
from lib.ingest.model import Finding, Severity, Workbook
from lib.ingest.own_sheets import CHECK_MARK, OWN_MARKS, SORTING_MARK
from lib.ingest.worker import read_unisolated
from lib.metrics.sorting import CategoryProposal, MergeProposal, SortingHelp
from tests.exports.plans import load, parts, plan
from tests.ingest.hostile.package import zipped

ROOT = Path(__file__).parents[2]
FILES = [*sorted((ROOT / "tests" / "ingest" / "examples").glob("*.xlsx")), ROOT / "data" / "sample.xlsx", ROOT / "data" / "template.xlsx"]
ADDED_TO = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


PROPOSED = SortingHelp(
    (MergeProposal("任务!2", "任务!3", "1", "", ("食堂", "排队"), 0.51),),
    (CategoryProposal("任务!3", "", "切身利益", ("热水",)),),
)


def finding(cell: str = "D2", sheet: str = "任务", severity: Severity = Severity.WARNING, value: str = "3月") -> Finding:
    return Finding("missing_number", severity, sheet, cell, None, value, (("missing", "23"), ("number", 23)))


def mark(data: bytes, *findings: Finding, name: str = "plan.xlsx", language: Language = Language.ZH) -> Marked:
    return marked_up(data, name, findings, language)


def notes(data: bytes) -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (sheet.title, cell.coordinate): (cell.comment.author, cell.comment.text)
        for sheet in load(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def looks(book: openpyxl.Workbook) -> dict[str, object]:
    """Merges, sizes, formats and formulas of every sheet but ours."""
    return {
        sheet.title: (
            sorted(str(area) for area in sheet.merged_cells.ranges),
            {letter: one.width for letter, one in sheet.column_dimensions.items()},
            {number: one.height for number, one in sheet.row_dimensions.items()},
            [
                (cell.coordinate, cell.value, cell.number_format, *map(repr, (cell.font, cell.fill, cell.border, cell.alignment)))
                for row in sheet.iter_rows()
                for cell in row
            ],
            sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation),
            sheet.print_area,
            sheet.freeze_panes,
        )
        for sheet in book
        if not str(sheet["A1"].value).startswith(OWN_MARKS)
    }


def assert_read_the_same(one: Workbook, other: Workbook) -> None:
    for name in ("tasks", "feedback", "organisation", "rules"):
        assert getattr(one, name).equals(getattr(other, name)), name
    for name in ("findings", "title", "year", "year_source", "as_of", "settings"):
        assert getattr(one, name) == getattr(other, name), name
    assert one.tables == tuple(table for table in other.tables if table.sheet not in ("校验结果", "归并建议"))


def test_without_findings_the_sheet_says_that_nothing_was_found():
    sheet = load(mark(plan()).data)["校验结果"]

    assert sheet["A1"].value == "Phaseboard 校验结果 “plan.xlsx”"
    assert sheet["A2"].value == "没有发现问题。"
    assert sheet["A4"].value is None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_marked_up_file_reads_as_the_file_itself(path: Path):
    data = path.read_bytes()
    before = read_unisolated(data, path.name)
    marked = marked_up(data, path.name, before.findings, Language.ZH, proposed=PROPOSED)

    assert not marked.is_separate
    assert load(marked.data).sheetnames[-2:] == ["校验结果", "归并建议"]
    assert_read_the_same(before, read_unisolated(marked.data, path.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_part_but_the_lists_and_the_noted_sheets_stays_byte_for_byte(path: Path):
    data = path.read_bytes()
    findings = read_unisolated(data, path.name).findings
    before, after = parts(data), parts(marked_up(data, path.name, findings, Language.ZH, proposed=PROPOSED).data)
    changed = {name for name in before if before[name] != after[name]}
    with_notes = sum(1 for name in after.keys() - before.keys() if name.endswith(".vml"))

    assert {name for name in changed if not name.startswith(("xl/worksheets/sheet", "xl/comments", "xl/drawings/"))} <= ADDED_TO
    assert sum(1 for name in changed if name.startswith("xl/worksheets/sheet")) == with_notes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_merges_widths_formats_and_formulas_stay(path: Path):
    data = path.read_bytes()
    findings = read_unisolated(data, path.name).findings
    after = load(marked_up(data, path.name, findings, Language.ZH, proposed=PROPOSED).data)

    assert looks(load(data)) == looks(after)


def test_a_sheet_with_a_note_keeps_every_byte_around_the_new_element():
    before, after = parts(plan())["xl/worksheets/sheet1.xml"], parts(mark(plan(), finding()).data)["xl/worksheets/sheet1.xml"]
    added = after[len(before) - len(b"</worksheet>") : -len(b"</worksheet>")]

    assert added.startswith(b"<legacyDrawing ")
    assert after.replace(added, b"") == before


def test_each_finding_has_a_row_with_a_link_and_a_note_on_its_cell():
    marked = mark(plan(), finding("D2", severity=Severity.ERROR, value="3月底"))
    sheet = load(marked.data)["校验结果"]

    assert [cell.value for cell in sheet[3]] == ["序号", "程度", "工作表", "单元格", "读到的内容", "问题", "怎样改"]
    assert [cell.value for cell in sheet[4]][:5] == [1, "错误", "任务", "D2", "3月底"]
    assert sheet["D4"].hyperlink.location == "'任务'!D2"
    author, text = notes(marked.data)["任务", "D2"]
    assert author == AUTHOR
    assert text.startswith(f"{AUTHOR}：\n【错误】")


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.xls"])
def test_the_same_in_cells_of_one_column_is_one_row_that_names_them_all(name: str):
    findings = [Finding("status_unknown", Severity.WARNING, "任务", cell, None, "G") for cell in ("D2", "C2", "D3")]
    marked = mark(plan(), *findings, name=name)
    sheet = load(marked.data)["校验结果"]

    assert [[sheet.cell(row, column).value for column in (1, 4)] for row in (4, 5)] == [[1, "D2、D3"], [2, "C2"]]
    assert (sheet["F4"].value or "").startswith("D2、D3 的状态“G”看不懂")
    assert "共3条" in sheet["A2"].value
    assert "同一栏里同样的几条列作一行" in sheet["A2"].value
    if not marked.is_separate:
        assert sheet["D4"].hyperlink.location == "'任务'!D2"
        assert [(place, told.count("D")) for (_, place), (_, told) in notes(marked.data).items()] == [("C2", 0), ("D2", 1), ("D3", 1)]


def test_a_row_names_every_cell_however_many_there_are():
    findings = [Finding("status_unknown", Severity.WARNING, "任务", f"D{row}", row, "G") for row in range(2, 82, 2)]

    assert load(mark(plan(), *findings).data)["校验结果"]["D4"].value == "、".join(one.cell for one in findings)


def test_errors_stand_before_warnings_and_these_before_notes():
    marked = mark(plan(), finding("D2", severity=Severity.INFO), finding("D3", severity=Severity.ERROR), finding("C2"))
    sheet = load(marked.data)["校验结果"]

    assert [sheet.cell(row, 4).value for row in (4, 5, 6)] == ["D3", "C2", "D2"]


def test_a_finding_about_the_whole_file_has_a_row_and_neither_link_nor_note():
    marked = mark(plan(), finding("", sheet=""))
    sheet = load(marked.data)["校验结果"]

    assert sheet["C4"].hyperlink is None
    assert notes(marked.data) == {}


def test_two_findings_in_one_cell_share_a_note():
    marked = mark(plan(), finding("D2", severity=Severity.ERROR), finding("D2"))

    assert list(notes(marked.data)) == [("任务", "D2")]
    assert notes(marked.data)["任务", "D2"][1].count("【") == 2


def test_marking_again_replaces_our_sheet_and_our_notes():
    once = mark(plan(), finding("D2"), finding("C2")).data
    again = mark(once, finding("D3")).data

    assert load(again).sheetnames == ["任务", "校验结果"]
    assert list(notes(again)) == [("任务", "D3")]
    assert mark(once, finding("D2"), finding("C2")).data == once


def test_marking_again_without_findings_leaves_no_note_of_ours():
    again = mark(mark(plan(), finding("D2")).data).data

    assert notes(again) == {}
    assert b"ClientData" not in parts(again)["xl/drawings/vmlDrawing1.vml"]


def test_somebody_elses_notes_stay_and_are_never_written_over():
    marked = mark(plan(notes={"C2": ("请核对", "王主任")}), finding("C2"), finding("D2"))

    assert notes(marked.data)["任务", "C2"] == ("王主任", "请核对")
    assert notes(marked.data)["任务", "D2"][0] == AUTHOR
    assert notes(mark(marked.data).data) == {("任务", "C2"): ("王主任", "请核对")}


def test_our_notes_are_known_when_a_program_saved_them_without_their_author():
    once = parts(mark(plan(), finding("D2")).data)
    once["xl/comments1.xml"] = once["xl/comments1.xml"].replace(f"<author>{AUTHOR}</author>".encode(), b"<author> </author>")

    assert notes(mark(zipped(once)).data) == {}


def test_a_note_in_a_merged_cell_stands_at_its_top_left():
    merged = plan(merged=["A2:A3"])

    assert list(notes(mark(merged, finding("A3"), finding("A2")).data)) == [("任务", "A2")]


def test_the_workbook_is_marked_in_english_too():
    marked = mark(plan(), finding("D2"), language=Language.EN)
    book = load(marked.data)

    assert marked.file_name == "plan_check_results.xlsx"
    assert book.sheetnames == ["任务", "Check results"]
    assert str(book["Check results"]["A1"].value).startswith(CHECK_MARK)
    assert str(book["Check results"]["A2"].value).startswith("1 finding: 1 warning. ")


def test_a_name_gets_its_suffix_once():
    assert suffixed("计划.xlsx", "_校验结果", "xlsx") == "计划_校验结果.xlsx"
    assert suffixed("计划_校验结果.xlsx", "_校验结果", "xlsx") == "计划_校验结果.xlsx"
    assert suffixed("计划1.2.xls", "_校验结果", "xlsx") == "计划1.2_校验结果.xlsx"
    assert suffixed("../x/计划", "_校验结果", "xlsx") == "计划_校验结果.xlsx"
    assert suffixed("C:\\办公室\\计划.mhtml", "_校验结果", "xlsx") == "计划_校验结果.xlsx"
    assert suffixed("甲:乙.fods", "_校验结果", "xlsx") == "甲_乙_校验结果.xlsx"


@pytest.mark.parametrize("name", ["plan.ods", "plan.xls", "plan.html"])
def test_another_format_gets_its_findings_as_a_workbook_of_their_own(name: str):
    data = (ROOT / "tests" / "ingest" / "read" / "files" / name).read_bytes()
    marked = mark(data, finding("D2"), name=name)
    sheet = load(marked.data)["校验结果"]

    assert (marked.is_separate, marked.reason, marked.file_name) == (True, Unsafe.OTHER_FORMAT, "plan_校验结果.xlsx")
    assert sheet["A2"].value == f"{marked.why(Language.ZH)}共1条：提醒1条。请按所列位置在原文件里改好，再上传原文件。"
    assert [cell.value for cell in sheet[4]][:4] == [1, "提醒", "任务", "D2"]


def test_the_worker_process_gives_the_same_bytes():
    data = plan()
    proposing = marked_up(data, "plan.xlsx", [finding()], Language.ZH, proposed=PROPOSED)

    assert mark_up_isolated(data, "plan.xlsx", [finding()], Language.ZH) == mark(data, finding())
    assert mark_up_isolated(data, "plan.xlsx", [finding()], Language.ZH, proposed=PROPOSED) == proposing


def test_without_proposals_there_is_no_sheet_of_them():
    assert load(mark(plan(), finding()).data).sheetnames == ["任务", "校验结果"]


def test_proposals_say_that_they_are_proposals_and_lead_to_their_rows():
    sheet = load(marked_up(plan(), "plan.xlsx", [], Language.ZH, proposed=PROPOSED).data)["归并建议"]
    rows = [[cell.value for cell in row if cell.value] for row in sheet.iter_rows()]

    assert rows[0] == ["Phaseboard 归并建议 “plan.xlsx”"]
    assert rows[1][0].startswith("以下由程序提出，仅供参考，没有改动任何意见。")
    assert rows[3] == ["建议归并的意见"]
    assert rows[5:7] == [["保留的意见", "可并入的意见", "相同的词句", "相近程度"], ["1 (任务!2)", "任务!3", "“食堂”、“排队”", "51%"]]
    assert rows[10:] == [["意见", "建议类别", "依据的关键词"], ["任务!3", "切身利益", "“热水”"]]
    assert [sheet[cell].hyperlink.location for cell in ("A7", "B7", "A12")] == ["'任务'!A2", "'任务'!A3", "'任务'!A3"]


def test_an_answer_that_is_known_by_its_cell_leads_to_its_row_too():
    proposed = SortingHelp((), (CategoryProposal("任务!C3", "", "切身利益", ("热水",)),))
    sheet = load(marked_up(plan(), "plan.xlsx", [], Language.ZH, proposed=proposed).data)["归并建议"]

    assert [(cell.value, cell.hyperlink.location) for row in sheet.iter_rows() for cell in row if cell.hyperlink] == [
        ("任务!C3", "'任务'!A3")
    ]


def test_marking_again_replaces_the_proposals_and_says_where_there_are_none_any_more():
    once = marked_up(plan(), "plan.xlsx", [finding()], Language.ZH, proposed=PROPOSED).data
    again = load(mark(once, finding()).data)

    assert marked_up(once, "plan.xlsx", [finding()], Language.ZH, proposed=PROPOSED).data == once
    assert again.sheetnames == ["任务", "校验结果", "归并建议"]
    assert str(again["归并建议"]["A1"].value).startswith(SORTING_MARK)
    assert again["归并建议"]["A2"].value == "现在没有可归并、可归类的意见。"
    assert again["归并建议"].max_row == 2


def test_a_workbook_of_its_own_has_the_proposals_too():
    data = (ROOT / "tests" / "ingest" / "read" / "files" / "plan.xls").read_bytes()
    marked = marked_up(data, "plan.xls", [finding()], Language.EN, proposed=PROPOSED)
    sheet = load(marked.data)["Sorting proposals"]

    assert marked.is_separate
    assert sheet["A1"].value == f'{SORTING_MARK} Sorting proposals for "plan.xls"'
    assert [cell.value for cell in sheet[7]] == ["1 (任务!2)", "任务!3", '"食堂", "排队"', "51%"]


def test_text_that_looks_like_a_formula_stays_text():
    marked = mark(plan(), finding("D2", value='=HYPERLINK("http://x","y")'), finding("D3", value="_x0041_\x07\x00<&"))
    sheet = load(marked.data)["校验结果"]

    assert (sheet["E4"].value, sheet["E4"].data_type) == ('=HYPERLINK("http://x","y")', "s")
    assert sheet["E4"].quotePrefix
    assert b"_x005F_x0041_\xe2\x90\x87\xe2\x90\x80&lt;&amp;" in parts(marked.data)["xl/worksheets/sheet2.xml"]
