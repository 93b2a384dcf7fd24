"""Plans built in unusual ways, made tracking workbooks: columns are added where they belong, and a copy that reads otherwise is given up."""

import re
from collections.abc import Callable

import pytest

from lib.exports.package import CannotAdd, Unsafe
from lib.exports.package_styles import StyleSheet
from lib.exports.tracking import ADDED, Tracking, tracking_workbook
from lib.exports.tracking_form import NewColumn
from lib.exports.tracking_sheet import PlanSheet, TableSpot
from lib.exports.tracking_tree import SheetTree
from lib.i18n import Language
from lib.ingest.read.areas import LAST_COLUMN
from lib.ingest.worker import read_unisolated
from lib.schema import Task
from tests.exports.plans import HEADER, ROWS, load, parts, plan, saved
from tests.exports.test_package import SHEET, package, sheet
from tests.ingest.hostile.package import zipped

HEADERS = ["责任部门", "状态", "实际完成时间", "进展情况"]


def track(data: bytes) -> Tracking:
    return tracking_workbook(data, "plan.xlsx", read_unisolated(data, "plan.xlsx"), Language.ZH)


def edited(*changes: tuple[bytes, bytes]) -> bytes:
    """The plan with its sheet written otherwise."""
    content = parts(plan())
    for pattern, written in changes:
        assert re.search(pattern, content[SHEET])
        content[SHEET] = re.sub(pattern, written, content[SHEET])
    return zipped(content)


def test_a_header_without_tasks_is_made_anew():
    made = track(plan(rows=[HEADER]))

    assert (made.is_fresh, made.reason) == (True, Unsafe.STRUCTURE)


def test_a_workbook_that_has_the_columns_is_given_none_twice():
    once = track(plan())
    again = track(once.data)

    assert [cell.value for cell in load(again.data)["任务"][1]] == [*HEADER, *HEADERS]


def test_two_tables_on_one_sheet_get_the_columns_each_and_the_header_of_the_first_is_repeated_in_print():
    second = ("动员", 3, "召开大会", "4月上旬")
    rows = [HEADER, *ROWS, [None] * 4, [None] * 4, HEADER, second, ("动员", 4, "张贴公告", "4月中旬")]
    made = track(plan(rows=rows))
    shown = load(made.data)["任务"]

    assert not made.is_fresh
    assert [[cell.value for cell in shown[number]][4:] for number in (1, 6)] == [HEADERS, HEADERS]
    assert shown.print_title_rows == "$1:$1"


def test_a_print_area_that_does_not_end_with_the_table_stays():
    book = load(plan())
    book["任务"].print_area = "A1:B3"

    assert load(track(saved(book)).data)["任务"].print_area == "'任务'!$A$1:$B$3"


def test_a_width_within_the_new_columns_gives_way_to_theirs():
    book = load(plan())
    book["任务"].column_dimensions["F"].width = 77.0
    columns = parts(track(saved(book)).data)[SHEET]

    assert b'"77' not in columns
    assert [int(found) for found in re.findall(rb'<col [^>]*?min="(\d+)"', columns)] == [5, 6, 7, 8]


def test_a_sheet_that_says_nothing_of_its_size_or_its_page_is_fitted_all_the_same():
    bare = edited((rb"<sheetPr>.*?</sheetPr>", b""), (rb"<dimension[^>]*/>", b""))
    shown = load(track(bare).data)["任务"]

    assert b"<dimension" not in parts(track(bare).data)[SHEET]
    assert shown.sheet_properties.pageSetUpPr.fitToPage
    assert (shown.page_setup.fitToWidth, shown.page_setup.fitToHeight, shown.page_setup.paperSize) == (1, 0, 9)


def test_a_page_that_was_fitted_keeps_how_many_pages_it_may_take():
    book = load(plan())
    shown = book["任务"]
    shown.sheet_properties.pageSetUpPr.fitToPage = True
    shown.page_setup.fitToHeight, shown.page_setup.paperSize = 2, 8
    after = load(track(saved(book)).data)["任务"]

    assert (after.page_setup.fitToHeight, after.page_setup.paperSize, after.page_setup.orientation) == (2, 8, "landscape")


def test_beside_a_table_at_the_last_column_there_is_no_room():
    tree = SheetTree(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>'), SHEET)
    spot = TableSpot(1, 1, 2, LAST_COLUMN, LAST_COLUMN, LAST_COLUMN, frozenset(), 0)
    column = NewColumn(Task.STATUS, "状态", 10.0)

    with pytest.raises(CannotAdd) as given_up:
        PlanSheet(tree, StyleSheet(package())).extend(spot, [column])
    assert given_up.value.reason is Unsafe.STRUCTURE


@pytest.mark.parametrize(("cell", "written"), [((2, 3), "别的任务"), ((2, 7), "不知何日")], ids=["another task", "a new doubt"])
def test_a_copy_that_reads_otherwise_than_the_plan_is_given_up(cell: tuple[int, int], written: str, monkeypatch: pytest.MonkeyPatch):
    fitted: Callable[..., None] = PlanSheet.fit_heights

    def spoilt(self: PlanSheet, *facts: object) -> None:
        fitted(self, *facts)
        self._tree.put(*cell, written, 0)

    monkeypatch.setattr(PlanSheet, "fit_heights", spoilt)
    made = track(plan())

    assert (made.is_fresh, made.reason) == (True, Unsafe.STRUCTURE)
    assert {header for _, header, name in read_unisolated(made.data, "plan.xlsx").tables[0].columns if name in ADDED} == set(HEADERS)
