"""Files that make marking hard: what cannot be added to without risk gets its findings separately, and nothing is lost."""

import re
from collections.abc import Mapping

import pytest
from lxml import etree

from lib.errors import WorkerDied
from lib.exports.marked import Marked, mark_up_isolated, marked_up
from lib.exports.marked_book import MOST_NOTES
from lib.exports.marked_notes import AUTHOR, NoteWriter
from lib.exports.package import Unsafe
from lib.i18n import Language
from lib.ingest.model import Finding, Severity
from lib.ingest.own_sheets import CHECK_MARK
from lib.ingest.read import Limits
from lib.isolation import close, pool
from tests.exports.plans import load, parts, plan, saved
from tests.ingest.hostile.package import xlsx, zipped


def finding(cell: str = "D2", sheet: str = "任务", value: str = "") -> Finding:
    return Finding("missing_number", Severity.WARNING, sheet, cell, None, value, (("missing", "23"), ("number", 23)))


def mark(data: bytes, *findings: Finding, limits: Limits = Limits()) -> Marked:  # noqa: B008 - frozen
    return marked_up(data, "plan.xlsx", findings, Language.ZH, limits)


def changed(replaced: Mapping[str, tuple[bytes, bytes]], more: Mapping[str, bytes] | None = None) -> bytes:
    """A plan with one text replaced in some parts, and further parts."""
    content = parts(plan())
    for name, (old, new) in replaced.items():
        assert old in content[name]
        content[name] = content[name].replace(old, new)
    return zipped({**content, **(more or {})})


BOOK, SHEET, TYPES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (changed({BOOK: (b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>')}), Unsafe.PROTECTED),
        (changed({}, {"_xmlsignatures/sig1.xml": b"<Signature/>"}), Unsafe.SIGNED),
        (changed({}, {"xl/revisions/revisionHeaders.xml": b"<headers/>"}), Unsafe.SHARED),
        (changed({}, {"../evil.xml": b"<x/>"}), Unsafe.STRUCTURE),
        (changed({}, {"xl/图片.png": b"x"}), Unsafe.STRUCTURE),
        (changed({TYPES: (b"spreadsheetml.sheet.main+xml", b"unheard.of+xml")}), Unsafe.STRUCTURE),
        (xlsx(), Unsafe.STRUCTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, Unsafe.OTHER_FORMAT),
        ("阶段,工作内容\n筹备,学习".encode(), Unsafe.OTHER_FORMAT),
    ],
)
def test_what_cannot_be_added_to_without_risk_gets_its_findings_separately(data: bytes, reason: Unsafe):
    marked = mark(data, finding())

    assert (marked.is_separate, marked.reason) == (True, reason)
    assert load(marked.data)["校验结果"]["D4"].value == "D2"
    assert "⟦" not in marked.why(Language.ZH) + marked.why(Language.EN)


def test_a_workbook_with_as_many_sheets_as_it_may_have_gets_no_further_one():
    marked = mark(plan(more_sheets={"二": [["x"]]}), finding(), limits=Limits(sheets=2))

    assert marked.reason is Unsafe.FULL


def test_a_copy_that_would_be_too_large_to_upload_is_not_made():
    data = plan()

    assert mark(data, finding(), limits=Limits(file_bytes=len(data) + 10)).reason is Unsafe.FULL


def test_entities_are_never_resolved():
    hostile = changed({SHEET: (b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')})

    assert mark(hostile, finding()).is_separate


def test_a_bomb_is_no_marked_up_copy():
    bomb = changed({}, {"xl/media/image1.png": b"\x00" * 60_000_000})

    assert mark(bomb, finding(), limits=Limits(unpacked_bytes=50_000_000)).is_separate


def test_a_worker_that_takes_too_long_is_a_refusal(monkeypatch: pytest.MonkeyPatch):
    stalled = "import time; import lib.exports.marked_job as job; job.marked_book = lambda *_: [None for _ in iter(int, 1)]; serve()"
    monkeypatch.setattr(pool, "_COMMAND", pool._COMMAND.replace("serve()", stalled))
    monkeypatch.setattr(pool, "PATIENCE", 100)  # on a busy machine it has its two seconds too
    close()
    with pytest.raises(WorkerDied) as death:
        mark_up_isolated(plan(), "plan.xlsx", [finding()], Language.ZH, Limits(seconds=2.0))
    close()

    assert death.value.code == "worker_time"


def test_two_thousand_findings_in_one_sheet_are_all_listed_and_noted():
    rows = [("阶段", "序号", "工作内容", "完成时限"), *(("筹备", number, f"任务{number}", "3月") for number in range(1, 2_001))]
    marked = mark(plan(rows=rows), *(finding(f"D{row}", value=f"{row}月") for row in range(2, 2_002)))
    content = parts(marked.data)
    numbers = re.findall(rb'id="_x0000_s([0-9]+)"', content["xl/drawings/vmlDrawing1.vml"])

    assert load(marked.data)["校验结果"]["D2003"].value == "D2001"
    assert content["xl/comments1.xml"].count(b"<comment ") == 2_000
    assert len(set(numbers)) == 2_000
    assert b'data="1,2"' in content["xl/drawings/vmlDrawing1.vml"]


def test_beyond_the_most_notes_the_worst_findings_are_noted_and_all_are_listed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("lib.exports.marked_book.MOST_NOTES", 1)
    error = Finding("missing_number", Severity.ERROR, "任务", "C3", None, "", (("missing", "23"), ("number", 23)))
    content = parts(mark(plan(), finding("D2"), error).data)

    assert MOST_NOTES == 5_000
    assert re.findall(rb'<comment ref="([A-Z0-9]+)"', content["xl/comments1.xml"]) == [b"C3"]
    assert content["xl/worksheets/sheet2.xml"].count(b'<row r="') == 3 + 2


def test_a_note_at_the_last_cell_of_a_sheet_lies_inside_it():
    vml = parts(mark(plan(), finding("XFD1048576"), finding("A1")).data)["xl/drawings/vmlDrawing1.vml"].decode()
    anchors = [[int(one) for one in found.split(",")] for found in re.findall(r"<x:Anchor>([^<]*)<", vml)]

    assert all(0 <= left < right < 16_384 for left, _, _, _, right, _, _, _ in anchors)
    assert all(0 <= top < bottom < 1_048_576 for _, _, top, _, _, _, bottom, _ in anchors)


def test_an_address_that_no_sheet_has_is_listed_without_a_note():
    marked = mark(plan(), finding("ZZZZ1"), finding("A0"), finding("A1:B2"))

    assert "xl/comments1.xml" not in parts(marked.data)


@pytest.mark.parametrize("name", ["第'1'张", "📋 计划 & <表>", "a!b", "三月 '", "x" * 31])
def test_sheets_with_odd_names_are_linked_to(name: str):
    data = plan(name=name)
    marked = mark(data, finding("D2", sheet=name.strip()))
    link = load(marked.data)["校验结果"]["D4"].hyperlink

    assert link.location == "'" + name.replace("'", "''") + "'!D2"
    assert load(marked.data)[name]["D2"].comment.author == AUTHOR


@pytest.mark.parametrize("theirs", ["校验结果", "校验结果 (2)"])
def test_their_own_sheet_of_that_name_is_kept(theirs: str):
    marked = mark(plan(more_sheets={theirs: [["我们自己的表"]]}), finding())
    book = load(marked.data)

    assert book[theirs]["A1"].value == "我们自己的表"
    assert sum(str(sheet["A1"].value).startswith(CHECK_MARK) for sheet in book) == 1
    assert load(mark(marked.data, finding()).data).sheetnames == book.sheetnames


def test_our_sheet_is_known_when_a_program_moved_its_text_to_the_shared_strings():
    book = load(mark(plan(), finding("D2")).data)
    book["校验结果"]["A1"] = book["校验结果"]["A1"].value

    again = load(mark(saved(book), finding("D3")).data)

    assert again.sheetnames == ["任务", "校验结果"]
    assert again["校验结果"]["D4"].value == "D3"


def test_a_sheet_written_with_a_prefix_and_elements_after_the_notes_is_noted_in_the_right_place():
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>工作内容</x:t></x:is></x:c></x:row></x:sheetData>'
        '<x:pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'
        '<x:extLst><x:ext uri="{x}"/></x:extLst></x:worksheet>'
    ).encode()
    content = {**parts(plan()), SHEET: sheet}
    after = parts(mark(zipped(content), finding("A1")).data)[SHEET]

    assert [found.decode() for found in re.findall(rb"<x:(pageMargins|legacyDrawing|extLst)\b", after)] == [
        "pageMargins",
        "legacyDrawing",
        "extLst",
    ]


def test_a_workbook_without_a_part_of_styles_is_marked_all_the_same():
    content = parts(plan())
    del content["xl/styles.xml"]
    content["xl/_rels/workbook.xml.rels"] = re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", content["xl/_rels/workbook.xml.rels"])
    content[TYPES] = re.sub(rb"<Override [^>]*styles[^>]*/>", b"", content[TYPES])
    marked = mark(zipped(content), finding())

    assert not marked.is_separate
    assert b' s="' not in parts(marked.data)["xl/worksheets/sheet2.xml"].replace(b' s="0"', b"")


def test_macros_pictures_and_unknown_parts_are_carried_byte_for_byte():
    more = {"xl/vbaProject.bin": bytes(range(256)) * 9, "xl/media/image1.png": b"\x89PNG", "xl/charts/chart1.xml": b"<c/>"}
    macros = (b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"vnd.ms-excel.sheet.macroEnabled.main+xml")
    marked = marked_up(changed({TYPES: macros}, more), "计划.xlsm", [finding()], Language.ZH)
    after = parts(marked.data)

    assert marked.file_name == "计划_校验结果.xlsm"
    assert {name: after[name] for name in more} == more


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shape id="_x0000_s1025" type="#_x0000_t201"><v:textbox><font>汇总<br></font></v:textbox>'
    '<x:ClientData ObjectType="Button"><x:Row>1</x:Row><x:Column>3</x:Column></x:ClientData></v:shape></xml>'
)


def with_a_button(drawing: str = _DRAWING) -> bytes:
    """A plan whose sheet has a button, drawn in VML that is no well-formed XML, and a second drawing for its page header."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}/vmlDrawing" Target="../drawings/vmlDrawing2.vml"/>'
        f'<Relationship Id="rId2" Type="{_RELATION}/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    shown = f'<legacyDrawing xmlns:r="{_RELATION}" r:id="rId2"/><legacyDrawingHF xmlns:r="{_RELATION}" r:id="rId1"/></worksheet>'
    return changed(
        {SHEET: (b"</worksheet>", shown.encode()), TYPES: (b"<Override", b'<Default Extension="vml" ContentType="x/y"/><Override')},
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
            "xl/drawings/vmlDrawing1.vml": drawing.encode(),
            "xl/drawings/vmlDrawing2.vml": b"<xml/>",
        },
    )


def test_a_button_on_the_sheet_stays_where_notes_are_added_to_its_drawing():
    data = with_a_button()
    marked = mark(data, finding("D2"))
    after = parts(marked.data)
    drawing = after["xl/drawings/vmlDrawing1.vml"].decode()

    assert not marked.is_separate
    assert after[SHEET] == parts(data)[SHEET]
    assert after["xl/drawings/vmlDrawing2.vml"] == b"<xml/>"
    assert _DRAWING.removesuffix("</xml>").replace('data="1"', 'data="1,2"') in drawing
    assert drawing.count('ObjectType="Note"') == 1


def test_taking_our_note_away_leaves_the_button_under_it():
    data = with_a_button()
    again = parts(mark(mark(data, finding("D2")).data).data)["xl/drawings/vmlDrawing1.vml"].decode()

    assert 'ObjectType="Button"' in again
    assert 'ObjectType="Note"' not in again


def test_a_drawing_in_an_unheard_of_form_is_not_added_to():
    assert mark(with_a_button("<drawing/>"), finding("D2")).reason is Unsafe.STRUCTURE


def test_every_drawing_of_notes_that_we_add_to_stays_well_formed():
    once = mark(plan(notes={"C2": ("请核对", "王主任")}), finding("D2")).data
    saved_again = mark(saved(load(once)), finding("D3"), finding("C3")).data
    drawings = [content for data in (once, saved_again) for name, content in parts(data).items() if name.endswith(".vml")]

    assert [len(re.findall(rb"<(?:\w+:)?shape ", drawing)) for drawing in drawings] == [2, 3]
    assert all(etree.fromstring(drawing).tag == "xml" for drawing in drawings)


def test_a_cell_that_bears_somebodys_note_alone_changes_nothing_on_its_sheet():
    data = plan(notes={"D2": ("请核对", "王主任")})
    after = parts(mark(data, finding("D2")).data)

    assert after[SHEET] == parts(data)[SHEET]
    assert [content for name, content in after.items() if "comments" in name] == [
        content for name, content in parts(data).items() if "comments" in name
    ]


def test_findings_of_a_sheet_that_is_not_there_or_is_ours_are_listed_without_a_note():
    once = mark(plan(), finding()).data
    again = mark(once, finding("A9", sheet="不在"), finding("A9", sheet="校验结果"))

    assert not any("comments" in name and b"<comment " in content for name, content in parts(again.data).items())
    assert [load(again.data)["校验结果"][f"D{row}"].value for row in (4, 5)] == ["A9", "A9"]


def test_a_sheet_whose_notes_lost_their_drawing_is_cleared_of_ours():
    content = parts(mark(plan(), finding("D2")).data)
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    content[relations] = re.sub(rb"<Relationship [^>]*vmlDrawing[^>]*/>", b"", content[relations])
    content[SHEET] = re.sub(rb"<legacyDrawing[^>]*/>", b"", content[SHEET])
    after = parts(mark(zipped(content)).data)

    assert b"<comment " not in after["xl/comments1.xml"]


def test_notes_that_name_no_authors_are_not_added_to():
    content = parts(plan(notes={"C2": ("请核对", "王主任")}))
    name = next(name for name in content if "comment" in name and name.endswith(".xml"))
    content[name] = re.sub(rb"<authors>.*</authors>", b"", content[name])

    assert mark(zipped(content), finding("D2")).reason is Unsafe.STRUCTURE


def test_a_copy_that_reads_otherwise_is_given_up(monkeypatch: pytest.MonkeyPatch):
    def spoilt(self: NoteWriter, sheet_part: str, notes: object) -> int:
        held = self._package.part(sheet_part) or b""
        self._package.replace(sheet_part, held.replace(b"<v>1</v>", b"<v>7</v>"))
        return 0

    monkeypatch.setattr(NoteWriter, "write", spoilt)

    assert mark(plan(), finding("D2")).reason is Unsafe.STRUCTURE
