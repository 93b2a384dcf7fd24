"""The empty template: generated from the schema, few columns in sight, a note on every header."""

import io
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from lib.exports.sample import build_sample
from lib.exports.template import SETTINGS, SHEETS, TARGET, build_template
from lib.i18n import LANGUAGES, Language, has_message
from lib.ingest.worker import read_unisolated
from lib.schema import COLUMNS, SheetRole, columns_of


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(build_template()))


@pytest.mark.parametrize("sheet", [name for _, name, _ in SHEETS])
def test_it_is_empty(book, sheet):
    assert [cell.coordinate for row in book[sheet].iter_rows(min_row=4) for cell in row if cell.value is not None] == []


def test_the_committed_file_is_what_the_code_builds():
    assert TARGET.read_bytes() == build_template()


def test_its_sheets_are_those_that_the_board_reads(book):
    assert book.sheetnames == ["填写说明", "任务", "意见建议", "组织机构", "制度", "谈心谈话", "民主测评", "设置"]
    assert book.active.title == "任务"


@pytest.mark.parametrize(("role", "sheet"), [(role, name) for role, name, _ in SHEETS])
def test_every_column_of_the_schema_has_its_header_with_a_note(book, role, sheet):
    heads = book[sheet][3][: len(columns_of(role))]

    assert sorted(cell.value for cell in heads) == sorted(column.header for column in columns_of(role))
    assert [cell.value for cell in heads if cell.comment is None or "例：" not in cell.comment.text] == []


@pytest.mark.parametrize(("role", "sheet"), [(role, name) for role, name, _ in SHEETS])
def test_the_core_columns_are_in_sight_and_the_rest_is_folded(book, role, sheet):
    core = {column.header for column in columns_of(role) if column.core}
    dimensions = book[sheet].column_dimensions
    folded = {letter for letter, dimension in dimensions.items() if dimension.hidden}
    hidden = {cell.value for cell in book[sheet][3] if cell.value and cell.column_letter in _spread(dimensions, folded)}

    assert len(core) <= 10
    assert hidden == {column.header for column in columns_of(role)} - core


@pytest.mark.parametrize("language", LANGUAGES)
def test_filled_in_it_is_not_told_of_its_own_guide_and_folded_columns(language):
    book = load_workbook(io.BytesIO(build_template(language)))
    plan = book["任务"]
    heads = {cell.value: cell.column for cell in plan[3]}
    for header, value in (("工作内容及要求", "开会"), ("完成时限", "6月30日"), ("商定时限", "7月10日")):
        plan.cell(4, heads[header], value)
    book["设置"]["B5"] = 2014
    file = io.BytesIO()
    book.save(file)

    assert plan.column_dimensions["J"].hidden
    assert not {"sheet_ignored", "hidden_columns"} & {finding.code for finding in read_unisolated(file.getvalue(), "a.xlsx").findings}


def test_excel_draws_the_plus_that_unfolds_the_rest(book):
    for sheet in ("任务", "意见建议", "组织机构"):
        folded = [dimension for dimension in book[sheet].column_dimensions.values() if dimension.outlineLevel == 1]
        after = get_column_letter(max(dimension.max for dimension in folded) + 1)

        assert book[sheet].sheet_format.outlineLevelCol == 1
        assert book[sheet].column_dimensions[after].collapsed


def _spread(dimensions, letters) -> set[str]:
    """Every column letter under dimensions that stand for several columns."""
    return {get_column_letter(place) for letter in letters for place in range(dimensions[letter].min, dimensions[letter].max + 1)}


def test_a_printed_form_begins_with_phase_number_and_task(book):
    assert [cell.value for cell in book["任务"][3][:3]] == ["工作步骤", "序号", "工作内容及要求"]


def test_states_are_picked_from_the_schemas_words(book):
    offered = {rule.formula1 for sheet in ("任务", "意见建议") for rule in book[sheet].data_validations.dataValidation}

    assert '"未启动,进行中,已完成,暂缓,取消"' in offered
    assert '"待整改,整改中,已整改待复核,已销号,退回,重新整改"' in offered
    assert '"公示,全体通报,规定范围,班子内部,反馈本人"' in offered


def test_a_passed_deadline_turns_red_only_where_a_state_was_reported(book):
    places = {cell.value: cell.column_letter for cell in book["任务"][3] if cell.value}
    due, agreed, planned, state = (f"${places[head]}4" for head in ("完成时限", "商定时限", "计划完成", "状态"))
    formulas = [rule.formula[0] for area in book["任务"].conditional_formatting for rule in area.rules]

    assert (
        f'AND(ISNUMBER({due}),ISNUMBER(as_of_day),{due}<as_of_day,{agreed}="",{planned}="",{state}<>"",'
        f'{state}<>"已完成",{state}<>"取消",{state}<>"已整改待复核",{state}<>"已销号")' in formulas
    )
    assert book.defined_names["as_of_day"].attr_text == "'设置'!$B$6"
    assert book["设置"]["A6"].value == "数据截止日期"


def test_a_setting_without_a_value_has_nothing_beside_it_that_could_be_read_as_one(book):
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in book["设置"].iter_rows(min_row=4)}

    assert list(rows) == [name for name, _ in SETTINGS]
    assert rows["年份"] == [None]
    assert rows["即将到期天数"] == [7]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_says_in_each_language_what_to_write(language: Language):
    keys = [f"template.note.{column.role.value}.{column.name}" for column in COLUMNS]

    assert [key for key in keys if not has_message(language, key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_in_any_language(language: Language):
    made = load_workbook(io.BytesIO(build_template(language)))
    shown = [str(cell.value) for sheet in made for row in sheet for cell in row if cell.value is not None]
    notes = [cell.comment.text for sheet in made for row in sheet for cell in row if cell.comment]

    assert [said for said in shown + notes if "⟦" in said] == []


def test_every_sheet_role_that_can_be_read_has_a_sheet():
    covered = {role for role, _, _ in SHEETS} | {SheetRole.SETTINGS, SheetRole.RECTIFICATION, SheetRole.IGNORED}

    assert covered == set(SheetRole)


@pytest.mark.parametrize(("module", "build"), [("template", build_template), ("sample", build_sample)])
def test_the_bundled_workbooks_are_written_by_their_commands(
    module: str, build: Callable[[], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    written: list[tuple[str, bytes]] = []
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: written.append((self.name, data)) or len(data))
    monkeypatch.delitem(sys.modules, f"lib.exports.{module}")

    with pytest.raises(SystemExit) as ended:
        runpy.run_module(f"lib.exports.{module}", run_name="__main__")

    assert ended.value.code == 0
    assert written == [(f"{module}.xlsx", build())]
