"""A draft says what its report says, asks for what only a person knows, and is laid out as official papers are."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from lib.desk.reporting import SECTIONS
from lib.exports import documents
from lib.exports.documents import DRAFTS, Draft, draft_document, render
from lib.exports.documents_charts import grid_of_chart, grid_of_table
from lib.exports.documents_folding import fitted
from lib.exports.documents_page import LEAST_SIZE, ROOM_ACROSS
from lib.exports.report import Report
from lib.exports.slides_text import shown, width
from lib.figures.spec import LineChart, LineSeries
from lib.figures.tokens import Colour
from lib.i18n import LANGUAGES, Language, text
from lib.schema import Audience
from tests.builders import make_feedback, make_tasks, make_workbook, no_feedback, no_tasks
from tests.exports.reports import meeting_report, sample, written_report, written_section, written_table

CJK = re.compile(r"[\u3400-\u9fff\uff00-\uffef]")


def paper_of(data: bytes) -> Paper:
    """A document, read again."""
    return Document(io.BytesIO(data))


def words(paper: Paper) -> str:
    """All its text without white space."""
    return bare("".join(run.text or "" for run in paper.element.body.iter(qn("w:t"))))


def bare(said: str) -> str:
    """Without white space, which line breaks add."""
    return re.sub(r"\s+", "", shown(said))


def tables(paper: Paper) -> dict[str, list[list[str]]]:
    """Its tables by caption, each with its header row."""
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in paper.tables]
    rows = [[[bare(cell) for cell in _cells(row)] for row in table._tbl.tr_lst] for table in paper.tables]
    return dict(zip(captions, rows, strict=True))


def _cells(row) -> list[str]:
    return ["".join(run.text or "" for run in cell.iter(qn("w:t"))) for cell in row.tc_lst]


def sample_report(draft: Draft, language: Language = Language.ZH) -> Report:
    """The sample's report with the sections that a draft needs."""
    return meeting_report(sample().workbook, draft.sections, language, draft.audience or Audience.ALL_MEMBERS)


def test_a_report_of_nothing_says_so_and_still_asks() -> None:
    report = meeting_report(make_workbook(no_tasks(), no_feedback()), DRAFTS["progress"].sections)
    found = words(paper_of(draft_document(DRAFTS["progress"], report)))

    assert "所选范围内没有可汇报的数据。" in found
    assert "工作簿中没有这部分数据。" in found
    assert "【请补充：下一步重点工作和责任人】" in found


def test_a_filtered_paper_does_not_say_that_the_workbook_lacks_what_was_filtered_away() -> None:
    report = meeting_report(make_workbook(no_tasks(), no_feedback()), DRAFTS["progress"].sections)
    filtered = replace(report, provenance=replace(report.provenance, is_filtered=True))
    found = words(paper_of(draft_document(DRAFTS["progress"], filtered)))

    assert "筛选范围内没有这部分数据。" in found
    assert "工作簿中没有这部分数据。" not in found


def test_the_eight_papers_are_offered_in_their_order() -> None:
    assert [draft.title(Language.ZH) for draft in DRAFTS.values()] == [
        "进展情况汇报",
        "征求意见情况综合",
        "整改情况报告",
        "民主生活会情况专项报告",
        "整改方案（公示版）",
        "环节总结",
        "总结报告",
        "简报",
    ]
    assert DRAFTS["progress"].title(Language.EN) == "Progress report"
    assert DRAFTS["progress"].kind(Language.EN) == "progress report"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_holds_every_sentence_figure_and_row_it_takes(name: str, language: Language) -> None:
    draft = DRAFTS[name]
    report = sample_report(draft, language)
    paper = paper_of(draft.render(report))
    found, made = words(paper), tables(paper)
    for take in (take for part in draft.parts for take in part.takes):
        section = report.section(take.section)
        assert section is not None, take.section
        if take.sentence:
            assert bare(section.sentence) in found
        if take.sentence or take.tables:
            assert [each for each in section.remarks if bare(each) not in found] == []
        if take.figures:
            cells = [cell for rows in made.values() for row in rows for cell in row]
            assert all(bare(part) in cells for each in section.figures for part in (each.label, each.value, each.context))
        for table in section.tables if take.tables else ():
            kept = [name for name, heading in table.headings if heading]
            wanted = [[bare(cell) for cell in row] for row in table.cells[kept].fillna("").itertuples(index=False, name=None)]
            grids = fitted(grid_of_table(table), ROOM_ACROSS, LEAST_SIZE, language)
            assert [grid.title for grid in grids] == [table.title]
            assert made[table.title][1:] == [[bare(cell) for cell in row] for row in grids[0].rows]
            for row, cells in zip(made[table.title][1:], wanted, strict=True):
                assert [cell for cell in cells if cell not in "|".join(row)] == []
        for chart in section.charts if take.charts else ():
            grid = grid_of_chart(chart)
            assert grid is not None
            assert made[grid.title][1:] == [[bare(cell) for cell in row] for row in grid.rows]


def test_a_chart_becomes_the_table_of_its_numbers() -> None:
    report = sample_report(DRAFTS["progress"])
    section = report.section("overview")
    assert section is not None
    made = tables(paper_of(DRAFTS["progress"].render(report)))["各阶段任务状态与计划"]

    assert made[0] == ["名称", "●已完成", "▲逾期", "■暂缓", "◆即将到期", "◐进行中", "○未启动", "计划应完成", "说明"]
    assert made[3] == ["学习教育、听取意见", "8", "1", "0", "0", "1", "0", "9", "8/10▲1"]


@pytest.mark.parametrize("name", DRAFTS)
def test_no_number_stands_in_a_draft_that_its_report_does_not_have(name: str) -> None:
    report = sample_report(DRAFTS[name])
    known = set(re.findall(r"\d+", repr(report))) | {
        number
        for section in report.sections
        for table in section.tables
        for cell in table.cells.astype("str").to_numpy().ravel()
        for number in re.findall(r"\d+", cell)
    }
    grids = [grid for section in report.sections for chart in section.charts if (grid := grid_of_chart(chart))]
    known |= {number for grid in grids for row in grid.rows for cell in row for number in re.findall(r"\d+", cell)}
    said = [run.text or "" for run in paper_of(DRAFTS[name].render(report)).element.body.iter(qn("w:t"))]
    annexes = {str(n) for n in range(1, 6)}

    assert {number for each in said for number in re.findall(r"\d+", each)} - known - annexes == set()


def test_the_public_plan_holds_public_rows_alone() -> None:
    feedback = make_feedback(
        3,
        scope=["public", "all_members", None],
        openness="face_to_face",
        target="leading_group",
        goal=["目标甲", "目标乙", "目标丙"],
        measure=["措施甲", "措施乙", "措施丙"],
        owner_unit=["教务处", "总务处", "工会"],
    )
    draft = DRAFTS["public"]
    report = meeting_report(make_workbook(no_tasks(), feedback), draft.sections, audience=Audience.PUBLIC)
    found = words(paper_of(draft.render(report)))

    assert "目标甲" in found
    assert "措施甲" in found
    assert [each for each in ("目标乙", "措施乙", "目标丙", "措施丙") if each in found] == []


def test_the_public_plan_is_made_for_the_public_and_for_nobody_else() -> None:
    draft = DRAFTS["public"]
    report = meeting_report(sample().workbook, draft.sections, audience=Audience.LEADING_GROUP)

    assert draft.audience is Audience.PUBLIC
    assert report.sections == ()


def test_the_report_on_the_criticism_meeting_takes_states_and_no_text() -> None:
    assert DRAFTS["meeting"].sections == ("gates", "rectification")


def test_the_sheet_is_that_of_official_papers() -> None:
    paper = paper_of(DRAFTS["opinions"].render(sample_report(DRAFTS["opinions"])))
    first, last = paper.sections[0], paper.sections[-1]
    footer = "".join(run.text or "" for run in first.footer._element.iter(qn("w:t")))

    assert [round(length / Mm(1)) for length in (first.page_width, first.page_height)] == [210, 297]
    assert [round(length / Mm(1)) for length in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)] == [
        37,
        35,
        28,
        26,
    ]
    assert footer == "— 1 —"
    assert first.footer._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")).strip() == "PAGE"
    assert last.orientation == WD_ORIENT.LANDSCAPE  # the ledger, as an annex
    assert {row.find(f".//{qn('w:tblHeader')}") is not None for table in paper.tables for row in table._tbl.tr_lst[:1]} == {True}


def test_title_headings_and_body_have_their_faces_and_sizes() -> None:
    paper = paper_of(DRAFTS["brief"].render(sample_report(DRAFTS["brief"])))
    looks = {}
    for paragraph in paper.paragraphs:
        for run in paragraph.runs:
            face = run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia"))
            looks.setdefault(paragraph.style.name if paragraph.style.name != "Normal" else paragraph.text[:5], (face, run.font.size.pt))

    assert looks["Title"] == ("方正小标宋简体", 22)
    assert looks["Heading 1"] == ("黑体", 16)
    assert looks["Heading 2"] == ("楷体_GB2312", 16)
    assert looks["截至6月1"] == ("仿宋_GB2312", 16)
    assert [each.text for each in paper.paragraphs if each.style.name == "Heading 1"] == [
        "一、本期进展",
        "二、需要关注",
        "三、意见与整改",
        "四、下一步安排",
    ]


def test_a_gap_is_marked_and_nothing_else_is() -> None:
    paper = paper_of(DRAFTS["rectification"].render(sample_report(DRAFTS["rectification"])))
    marked = [run.text for paragraph in paper.paragraphs for run in paragraph.runs if run.font.highlight_color is not None]

    assert len(marked) == 4
    assert all(each.startswith("【请补充：") and each.endswith("】") for each in marked)
    assert words(paper).count("【请补充") == 4


@pytest.mark.parametrize("name", DRAFTS)
def test_every_run_names_its_east_asian_face(name: str) -> None:
    paper = paper_of(DRAFTS[name].render(sample_report(DRAFTS[name])))
    runs = [run for run in paper.element.body.iter(qn("w:r")) if CJK.search("".join(run.itertext()))]

    assert len(runs) > 20
    assert [run for run in runs if run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia")) is None] == []


def test_rectification_by_unit_speaks_of_problems_and_of_no_task() -> None:
    paper = paper_of(DRAFTS["rectification"].render(sample_report(DRAFTS["rectification"])))
    said = words(paper)
    part = said[said.index("二、分部门整改") : said.index("三、")]
    head, *rows = tables(paper)["分部门整改"]

    assert part.startswith("二、分部门整改9个责任部门；分到各部门的整改问题77个；已销号33个。")
    assert "任务" not in part
    assert head == ["责任部门", "整改问题", "已完成", "已销号", "逾期"]
    assert [sum(int(row[place]) for row in rows) for place in (1, 2, 3, 4)] == [77, 43, 33, 3]


def curve_of(counts: list[int]) -> LineChart:
    """A plan over so many days, one after the other."""
    shares = tuple(count / 10 for count in counts)
    plan = LineSeries("计划", Colour.PLAN, True, shares, tuple(counts), "", 0)
    first = date(2014, 6, 1)
    days = tuple(first + timedelta(days=n) for n in range(len(counts)))
    return LineChart(name="s_curve", language=Language.ZH, title="曲线", note="另有2项。", days=days, series=(plan,))


def test_of_a_long_curve_a_stretch_without_change_is_told_by_its_first_and_last_day() -> None:
    long = grid_of_chart(curve_of([1, 2] + [3] * 40 + [4, 5]))
    short = grid_of_chart(curve_of([3] * 30))

    assert long is not None
    assert short is not None
    assert [row[:2] for row in long.rows] == [
        ("2014年6月1日", "1"),
        ("2014年6月2日", "2"),
        ("2014年6月3日", "3"),
        ("2014年7月12日", "3"),
        ("2014年7月13日", "4"),
        ("2014年7月14日", "5"),
    ]
    assert long.note == "数值不变的时段只列首尾两天。另有2项。"
    assert (len(short.rows), short.note) == (30, "另有2项。")


@pytest.mark.parametrize("name", DRAFTS)
def test_no_heading_stands_alone_at_the_foot_of_a_sheet(name: str) -> None:
    """It holds on to its sentence, the sentence before a table to the caption, and the caption to the head and the first row."""
    body = list(paper_of(DRAFTS[name].render(sample_report(DRAFTS[name]))).element.body)
    loose = [
        words_of
        for part, after, beyond in zip(body, body[1:], body[2:], strict=False)
        if part.tag == qn("w:p") and (words_of := "".join(each.text or "" for each in part.iter(qn("w:t"))))
        if part.find(f".//{qn('w:pStyle')}") is not None or qn("w:tbl") in (after.tag, beyond.tag)
        if not part.findall(f"{qn('w:pPr')}/{qn('w:keepNext')}") and after.findall(f".//{qn('w:t')}")
    ]
    heads = [row for row in body if row.tag == qn("w:tbl") for row in row.tr_lst if row.find(f".//{qn('w:tblHeader')}") is not None]

    assert loose == []
    assert all(each.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for head in heads for each in head.iter(qn("w:p")))


@pytest.mark.parametrize("name", DRAFTS)
def test_a_signature_stands_on_the_sheet_of_the_last_words_before_it(name: str) -> None:
    body = list(paper_of(DRAFTS[name].render(sample_report(DRAFTS[name]))).element.body)
    words = ["".join(each.text or "" for each in part.iter(qn("w:t"))) for part in body]
    signed = words.index("【请补充：落款单位】")
    last = max(place for place in range(signed) if words[place] and "灯号" not in words[place])
    ends = [part.tr_lst[-1] if part.tag == qn("w:tbl") else part for part in body[last : signed + 1]]

    assert words[signed + 1] == "2014年6月10日"
    assert all(each.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for end in ends for each in end.iter(qn("w:p")))


@pytest.mark.parametrize(("count", "kept"), [(1, [0]), (9, [*range(9)]), (40, [0, 1, 39])])
def test_a_small_table_stands_on_one_sheet_and_a_longer_one_begins_and_ends_with_two_rows(count: int, kept: list[int]) -> None:
    table = written_table([(str(n), f"第{n}项工作") for n in range(1, count + 1)], ("序号", "工作"))
    body = paper_of(render(written_report(written_section(table)))).element.body
    rows = next(each for each in body if each.tag == qn("w:tbl")).tr_lst

    assert [place for place, row in enumerate(rows) if row.findall(f".//{qn('w:keepNext')}")] == kept


def test_no_blank_sheet_follows_a_table_that_fills_its_sheet() -> None:
    headings = tuple(f"一个栏目{n}" for n in range(12))
    body = list(paper_of(render(written_report(written_section(written_table([("内容各不相同",) * 12], headings))))).element.body)
    last = body[-2]

    assert [each.tag for each in body[-3:]] == [qn("w:tbl"), qn("w:p"), qn("w:sectPr")]
    assert last.find(f".//{qn('w:spacing')}").get(qn("w:line")) == "20"  # twentieths of a point


def test_the_whole_report_has_every_section() -> None:
    report = meeting_report(sample().workbook)
    paper = paper_of(render(report))
    found = words(paper)

    assert paper.paragraphs[0].text == report.provenance.title + text(Language.ZH, "report.kind")
    assert [section.name for section in report.sections if bare(section.sentence) not in found or bare(section.title) not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_without_progress_a_lone_task_and_feedback_alone_make_every_draft(language: Language) -> None:
    books = (make_workbook(make_tasks(3, status=None)), make_workbook(make_tasks(1)), make_workbook(no_tasks(), make_feedback(4)))
    for workbook in books:
        whole = meeting_report(workbook, tuple(SECTIONS), language)
        for draft in DRAFTS.values():
            assert bare(draft.kind(language)) in words(paper_of(draft.render(whole)))


def test_three_thousand_rows_are_all_there() -> None:
    table = written_table([(str(n), f"第{n}项工作") for n in range(1, 3001)], ("序号", "工作"))
    made = tables(paper_of(render(written_report(written_section(table)))))

    assert [row[0] for row in made["台账"][1:]] == [str(n) for n in range(1, 3001)]


@pytest.mark.parametrize(
    "hostile", ["=cmd|'/c calc'!A1", "<b>粗体</b>&amp;<w:p/>", "a\x00b\x1bc", "\u202e转向\u202c", "FOOTER", "{0}%s", "x" * 4000, "甲\n乙"]
)
def test_text_from_a_workbook_is_only_ever_text(hostile: str) -> None:
    tasks = make_tasks(2, task=[hostile, "任务"], phase=[hostile, "阶段"], owner_unit=[hostile, "处"])
    paper = paper_of(render(meeting_report(make_workbook(tasks, title=hostile))))
    found = words(paper)

    assert bare(hostile) in found
    assert "\u202e" not in found
    assert [each for each in paper.element.body.iter(qn("w:footerReference")) if not each.get(qn("r:id")).startswith("rId")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_longer_than_a_paper_prints_says_how_many_rows_are_left(monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    monkeypatch.setattr(documents, "MOST_CELLS", 6)
    table = written_table([(str(n), f"第{n}项") for n in range(1, 9)], ("序号", "工作"))
    paper = paper_of(render(written_report(written_section(table), language=language)))

    assert tables(paper)["台账"][1:] == [["1", "第1项"], ["2", "第2项"], ["3", "第3项"]]
    assert bare(text(language, "documents.table.left", 5, count="5")) in words(paper)


def test_a_timeline_on_paper_says_what_is_approximate_what_is_owed_and_what_is_left_out() -> None:
    tasks = make_tasks(
        3,
        due_text=["3月20日前后", "3月25日", "待定"],
        gate_body=["督导组", None, None],
        gate_action=["审阅", None, None],
        gate_status=["待报", None, None],
        gate_date=["2014-03-12", None, None],
    )
    paper = paper_of(render(meeting_report(make_workbook(tasks), ("phases",))))
    head, _, first, second = tables(paper)["任务时间安排（2014年）"]

    assert (head[3], first[3], second[3]) == ("截止", "约3月20日", "3月25日")
    assert (head[-1], first[-1], second[-1]) == ("报送事项", "报送事项：督导组，审阅，▲○待报，3月12日", "")
    assert "另有1项没有可计算的到期日，未画出。" in words(paper)


def test_where_days_lie_in_two_years_each_of_them_says_its_own() -> None:
    paper = paper_of(render(meeting_report(make_workbook(make_tasks(2, due=["2014-12-31", "2015-01-10"])), ("phases",))))
    _, _, first, second = tables(paper)["任务时间安排"]

    assert {"2014年12月31日"} <= set(first)
    assert {"2015年1月10日"} <= set(second)


def test_what_a_chart_of_bars_says_beneath_stands_on_paper_too() -> None:
    report = meeting_report(make_workbook(make_tasks(2, status=None)), ("overview",))

    assert "均未填报进度，只显示计划。" in words(paper_of(render(report)))


def test_a_column_in_which_no_row_says_anything_is_left_out() -> None:
    table = written_table([("1", "制定方案", ""), ("2", "报送总结", "  ")], ("序号", "工作", "备注"))

    assert tables(paper_of(render(written_report(written_section(table)))))["台账"][0] == ["序号", "工作"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_column_of_the_whole_report_is_a_letter_wide(language: Language) -> None:
    paper = paper_of(render(meeting_report(sample().workbook, tuple(SECTIONS), language)))
    narrow = []
    for table in paper.tables:
        widths = [int(column.get(qn("w:w"))) / 20 for column in table._tbl.tblGrid]
        size = next(table._tbl.iter(qn("w:sz")))
        ems = [(width - 6) / (int(size.get(qn("w:val"))) / 2) for width in widths]
        columns = list(zip(*([bare(cell) for cell in _cells(row)] for row in table._tbl.tr_lst), strict=True))
        narrow += [
            column[0]
            for column, ems_wide in zip(columns, ems, strict=True)
            if ems_wide < 3.9 and max(width(cell, 1) for cell in column[1:]) > 4
        ]

    assert narrow == []


def test_a_row_as_long_as_a_sheet_goes_on_over_the_next_and_a_short_one_stays_whole() -> None:
    table = written_table([("1", "制定方案并组织实施，" * 80), ("2", "短")], ("序号", "工作"), ("工作",))
    long, short = paper_of(render(written_report(written_section(table)))).tables[0]._tbl.tr_lst[1:]

    assert long.find(f".//{qn('w:cantSplit')}") is None
    assert short.find(f".//{qn('w:cantSplit')}") is not None
