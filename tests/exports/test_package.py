"""Somebody's package: what is added is added once, what is taken out is gone, and what is built in no known way is not touched."""

import re
from collections.abc import Mapping

import pytest
from lxml import etree

from lib.exports import tracking_tree
from lib.exports.package import MAIN, CannotAdd, EditedPackage, Unsafe
from lib.exports.package_book import BookSheets
from lib.exports.package_sheet import grid_of, sheet_edges
from lib.exports.package_styles import Look, StyleSheet
from lib.exports.tracking_tree import SheetTree
from lib.ingest.read import DEFAULT_LIMITS
from tests.exports.plans import parts, plan
from tests.ingest.hostile.package import zipped

BOOK, SHEET, STYLES, TYPES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def package(replaced: Mapping[str, bytes | None] | None = None) -> EditedPackage:
    """A plan's package, some of its parts replaced or taken out."""
    content: dict[str, bytes | None] = {**parts(plan()), **(replaced or {})}
    return EditedPackage(zipped({name: held for name, held in content.items() if held is not None}), DEFAULT_LIMITS)


def part(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    """One part of the plan with one text replaced."""
    before = parts(plan())[name]
    assert old in before
    return {name: before.replace(old, new, 1)}


def sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    """A worksheet of these rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def reason(of: pytest.ExceptionInfo[CannotAdd]) -> Unsafe:
    return of.value.reason


def test_a_part_refers_to_another_only_once():
    edited = package()
    first = edited.relate(SHEET, "comments", "xl/comments1.xml")

    assert edited.relate(SHEET, "comments", "/xl/Comments1.xml".lstrip("/")) == first == "rId1"
    assert edited.relate(SHEET, "vmlDrawing", "xl/comments1.xml") == "rId2"
    assert [(one.id, one.kind) for one in edited.relations(SHEET)] == [("rId1", "comments"), ("rId2", "vmlDrawing")]


def test_a_part_that_lost_its_relations_has_none_and_the_file_holds_none():
    edited = package()
    edited.relate(SHEET, "comments", "xl/comments1.xml")
    edited.drop_relations(SHEET)
    edited.drop_relations("xl/worksheets/sheet9.xml")
    edited.remove(STYLES)

    assert edited.relations(SHEET) == []
    assert not {STYLES, "xl/worksheets/_rels/sheet1.xml.rels"} & set(parts(edited.packed()))


def test_what_a_part_is_is_said_once():
    edited = package()
    for _ in range(2):
        edited.declare("xl/comments1.xml", "x/comments")

    assert (edited.part(TYPES) or b"").count(b'PartName="/xl/comments1.xml"') == 1


def test_where_an_extension_means_something_else_the_part_alone_is_declared():
    edited = package(part(TYPES, b"<Override", b'<Default Extension="vml" ContentType="x/other"/><Override'))
    edited.declare_extension("xl/drawings/vmlDrawing1.vml", "vml", "x/notes")
    content = edited.part(TYPES) or b""

    assert b'PartName="/xl/drawings/vmlDrawing1.vml" ContentType="x/notes"' in content
    assert content.count(b'Extension="vml"') == 1


def test_a_package_that_does_not_say_what_its_parts_are_is_not_added_to():
    with pytest.raises(CannotAdd) as given_up:
        package({TYPES: None})

    assert reason(given_up) is Unsafe.STRUCTURE


def test_a_workbook_of_the_strict_format_is_not_added_to():
    with pytest.raises(CannotAdd) as given_up:
        BookSheets(package(part(BOOK, MAIN.encode(), STRICT.encode())))

    assert reason(given_up) is Unsafe.STRICT


STRINGS = f'<sst xmlns="{MAIN}"><si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r></si></sst>'.encode()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", ""),
        ('<row r="2"><c r="A2"><v>1</v></c></row>', ""),
        ('<row r="1"><c r="A1" s="1"/></row>', ""),
        ('<row r="1"><c r="A1"><v>7</v></c></row>', "7"),
        ('<row r="1"><c><v>7</v></c></row>', "7"),
        ('<row r="1"><c r="A1" t="inlineStr"><is><r><t>丁</t></r><r><t>戊</t></r></is></c></row>', "丁戊"),
        ('<row r="1"><c r="A1" t="s"><v>1</v></c></row>', "乙丙"),
        ('<row r="1"><c r="A1" t="s"><v>2</v></c></row>', ""),
        ('<row r="1"><c r="A1" t="s"><v/></c></row>', ""),
    ],
)
def test_a_sheet_is_known_by_what_its_first_cell_says(rows: str, said: str):
    book = BookSheets(package({SHEET: sheet(rows), "xl/sharedStrings.xml": STRINGS}))

    assert book.first_text(SHEET) == said


@pytest.mark.parametrize("has_names", [True, False])
def test_a_name_of_one_sheet_is_defined_in_the_place_that_programs_insist_on(has_names: bool):
    content = re.sub(rb"<definedNames\s*/>", b"", parts(plan())[BOOK])
    if has_names:
        content = content.replace(b"</sheets>", b'</sheets><definedNames><definedName name="x">1</definedName></definedNames>')
    book = BookSheets(package({BOOK: content}))
    book.define("_xlnm.Print_Titles", 0, "任务!$1:$1")

    assert [one.text for one in book.names_of(0)] == ["任务!$1:$1"]
    assert book.names_of(1) == []
    tags = [etree.QName(one).localname for one in book.root]
    assert tags.index("definedNames") == tags.index("sheets") + 1
    assert tags.count("definedNames") == 1


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (f'<worksheet xmlns="{MAIN}"/>', Unsafe.STRUCTURE),
        (f'<worksheet xmlns="{MAIN}"><cols/></worksheet>', Unsafe.STRUCTURE),
        (f'<worksheet xmlns="{MAIN}"><!--</sheetData>--><sheetData></worksheet>', Unsafe.STRUCTURE),
        (f'<worksheet xmlns="{STRICT}"><sheetData/></worksheet>', Unsafe.STRICT),
    ],
)
def test_a_sheet_that_is_not_built_as_programs_build_it_is_not_cut(xml: str, why: Unsafe):
    with pytest.raises(CannotAdd) as given_up:
        sheet_edges(xml.encode(), SHEET)

    assert reason(given_up) is why


def test_a_drawing_of_notes_is_not_put_among_elements_out_of_order():
    edges = sheet_edges(sheet("", after="<tableParts/><pageMargins/>"), SHEET)

    with pytest.raises(CannotAdd) as given_up:
        edges.with_legacy_drawing("rId1")
    assert reason(given_up) is Unsafe.STRUCTURE


def test_hidden_rows_and_columns_have_no_size_and_a_run_to_the_edge_is_the_usual_width():
    columns = (
        '<cols><col min="1" max="1" hidden="1" width="9"/><col min="2" max="2" width="10"/><col min="3" max="16384" width="20"/></cols>'
    )
    rows = '<row r="1" ht="30"/><row hidden="1"/><row r="4" ht="15" hidden="true"/><row/>'
    grid = grid_of(sheet_edges(sheet(rows, before=columns), SHEET))

    assert (grid.widths, grid.width) == ({1: 0, 2: 75}, 145)
    assert (grid.heights, grid.height) == ({1: 40, 2: 0, 4: 0}, 20)


def styles(written: str) -> tuple[StyleSheet, EditedPackage]:
    """A workbook with such a sheet of styles."""
    edited = package({STYLES: f'<styleSheet xmlns="{MAIN}">{written}</styleSheet>'.encode()})
    return StyleSheet(edited), edited


def test_a_sheet_of_styles_without_its_sections_is_given_them_in_their_order():
    sheets, edited = styles("")
    number = sheets.format(Look("宋体", 11, fill="FFFFFF", grid="000000", number_format="0.0"))
    sheets.save()
    root = etree.fromstring(edited.part(STYLES) or b"")

    assert number == 1
    assert [(etree.QName(one).localname, len(one)) for one in root] == [
        ("numFmts", 1),
        ("fonts", 2),
        ("fills", 3),
        ("borders", 2),
        ("cellXfs", 2),
    ]
    assert sheets.format(Look("宋体", 11, fill="FFFFFF", grid="000000", number_format="0.0")) == 1


def test_a_number_that_no_format_has_stays_as_it_is():
    sheets, _ = styles('<cellXfs count="1"><!-- ours --><xf numFmtId="0"><alignment wrapText="1" indent="2"/></xf></cellXfs>')

    assert sheets.like(7, horizontal="left") == 7
    assert not sheets.wraps(7)


def test_a_neighbours_look_is_taken_over_with_its_text_wrapped():
    sheets, edited = styles('<cellXfs count="1"><xf numFmtId="0"><alignment horizontal="right" shrinkToFit="1"/></xf></cellXfs>')
    number = sheets.like(0, horizontal="left")
    sheets.save()
    (alignment,) = etree.fromstring(edited.part(STYLES) or b"")[0][number]

    assert dict(alignment.attrib) == {"horizontal": "left", "wrapText": "1"}
    assert sheets.wraps(number)


def test_without_a_sheet_of_styles_every_cell_is_plain():
    content = {
        STYLES: None,
        "xl/_rels/workbook.xml.rels": re.sub(rb"<Relationship [^>]*styles[^>]*/>", b"", parts(plan())["xl/_rels/workbook.xml.rels"]),
    }
    sheets = StyleSheet(package(content))

    assert (sheets.format(Look("宋体", 11)), sheets.like(3, horizontal="left"), sheets.wraps(0)) == (0, 3, False)


def test_a_sheet_too_large_to_be_edited_is_made_anew(monkeypatch: pytest.MonkeyPatch):
    content = sheet("")
    monkeypatch.setattr(tracking_tree, "_MOST_BYTES", len(content) - 1)

    with pytest.raises(CannotAdd) as given_up:
        SheetTree(content, SHEET)
    assert reason(given_up) is Unsafe.FULL


def test_a_sheet_of_the_strict_format_is_not_edited():
    with pytest.raises(CannotAdd) as given_up:
        SheetTree(sheet("").replace(MAIN.encode(), STRICT.encode()), SHEET)

    assert reason(given_up) is Unsafe.STRICT


def test_a_cell_of_a_row_that_is_not_there_is_not_written():
    tree = SheetTree(sheet('<row r="1" spans="1:2"><c r="B1"><v>1</v></c></row>'), SHEET)
    tree.put(2, 1, "无处可放", 0)
    tree.put(1, 1, "甲", 0)
    tree.put(1, 2, "乙", 0)

    assert [(cell.get("r"), "".join(cell.itertext())) for cell in tree.root.iter(f"{{{MAIN}}}c")] == [("A1", "甲"), ("B1", "乙")]
