"""Findings say where something is wrong, and not what stands there, where that is restricted."""

from dataclasses import replace

import pytest

from lib.access import WITHHELD, disclose
from lib.i18n import LANGUAGES
from lib.ingest.model import Finding, Severity, TableReading
from lib.schema import Audience, SheetRole
from tests.builders import make_tasks, make_workbook, no_tasks

TABLES = (
    TableReading("任务", SheetRole.TASKS, (1,), 1, columns=(("A", "完成时限", "due_text"),)),
    TableReading(
        "意见", SheetRole.FEEDBACK, (1,), 1, columns=(("A", "意见内容", "text"), ("B", "整改时限", "due_text"), ("C", "杂项", ""))
    ),
    TableReading("组织", SheetRole.ORGANISATION, (1,), 1),
    TableReading("别的", SheetRole.IGNORED, (), 0),
)
WIDE = tuple(audience for audience in Audience if audience is not Audience.HEAD)


def quoted(audience: Audience, sheet: str, cell: str, **facts: str | int) -> Finding:
    finding = Finding("some_code", Severity.WARNING, sheet, cell, 2, "原话", tuple(facts.items()))
    (shown,) = disclose(make_workbook(no_tasks(), findings=[finding], tables=TABLES), audience).findings
    assert (shown.code, shown.severity, shown.sheet, shown.cell, shown.row) == ("some_code", Severity.WARNING, sheet, cell, 2)
    return shown


def test_no_findings_stay_none() -> None:
    assert disclose(make_workbook(no_tasks()), Audience.PUBLIC).findings == ()


@pytest.mark.parametrize("audience", Audience)
def test_the_plan_and_the_file_itself_are_quoted_to_everybody(audience: Audience) -> None:
    assert quoted(audience, "任务", "A2", was="原话").value == "原话"
    assert quoted(audience, "", "").value == quoted(audience, "任务", "").value == "原话"


@pytest.mark.parametrize("audience", WIDE)
@pytest.mark.parametrize(("sheet", "cell"), [("意见", "A2"), ("意见", "B2"), ("意见", ""), ("别的", "A1"), ("没见过", "A1"), ("", "A1")])
def test_opinions_and_what_was_not_understood_are_not_quoted_below_the_head(audience: Audience, sheet: str, cell: str) -> None:
    shown = quoted(audience, sheet, cell, header="意见内容", name="due_text", was="原话", amount=37, n=3)

    assert shown.value == WITHHELD
    assert shown.facts == (("header", "意见内容"), ("name", "due_text"), ("was", WITHHELD), ("amount", WITHHELD), ("n", 3))


def test_where_cells_and_columns_lie_is_shown_to_everybody_and_nothing_else_under_that_name() -> None:
    shown = quoted(Audience.PUBLIC, "意见", "A2", cells="C7、D12…", columns="E–I")

    assert shown.facts == (("cells", "C7、D12…"), ("columns", "E–I"))
    assert quoted(Audience.PUBLIC, "意见", "A2", cells="原话", first="A2").facts == (("cells", WITHHELD), ("first", WITHHELD))


def test_contacts_are_quoted_to_the_leading_group() -> None:
    assert [quoted(audience, "组织", "E2").value == "原话" for audience in Audience] == [False, False, False, True, True]


PLAN = TableReading(
    "计划", SheetRole.TASKS, (1,), 2, columns=(("A", "任务", "task"), ("B", "责任人", "owner"), ("C", "状态", "status"), ("D", "杂项", ""))
)


@pytest.mark.parametrize(
    ("cell", "read_by"),
    [
        ("A2", tuple(Audience)),
        ("B2", tuple(Audience)[1:]),
        ("C2", tuple(Audience)),
        ("D2", tuple(Audience)[3:]),
        ("E2", tuple(Audience)[3:]),
        ("D1", tuple(Audience)),
        ("A3", tuple(Audience)),
        ("B3", tuple(Audience)[1:]),
        ("C3", tuple(Audience)[2:]),
        ("", tuple(Audience)),
    ],
)
def test_of_the_plan_nothing_is_quoted_that_its_tables_withhold(cell: str, read_by: tuple[Audience, ...]) -> None:
    """Persons are for the members; of criticism the status alone, and a state that is no state is text; unknown columns do not pass."""
    tasks = make_tasks(count=2).assign(sheet="计划", row=[2, 3], task=["集中学习", "开展批评和自我批评"], phase="学习")
    finding = Finding("ditto", Severity.INFO, "计划", cell, None, "原话", (("meaning", "原话"),))
    book = make_workbook(tasks, findings=[finding], tables=(PLAN,))

    shown = {audience: disclose(book, audience).findings[0] for audience in Audience}

    assert tuple(audience for audience, one in shown.items() if one.value == "原话") == read_by
    assert all((one.value == "原话") == (one.facts == (("meaning", "原话"),)) for one in shown.values())


def test_the_head_is_quoted_states_and_deadlines_and_never_an_opinion() -> None:
    assert quoted(Audience.HEAD, "意见", "B2").value == "原话"
    assert quoted(Audience.HEAD, "意见", "A2").value == WITHHELD
    assert quoted(Audience.HEAD, "意见", "C2").value == WITHHELD
    assert quoted(Audience.HEAD, "没见过", "A1").value == WITHHELD


def test_a_finding_without_a_value_stays_without() -> None:
    finding = Finding("some_code", Severity.INFO, "意见", "A2")

    assert disclose(make_workbook(no_tasks(), findings=[finding], tables=TABLES), Audience.PUBLIC).findings == (finding,)


def test_a_number_is_quoted_only_where_it_is_one_and_a_header_where_its_column_is_known() -> None:
    assert quoted(Audience.HEAD, "意见", "A2", header="杂项").facts == (("header", WITHHELD),)
    assert quoted(Audience.PUBLIC, "意见", "A2", n="张三", row=7).facts == (("n", WITHHELD), ("row", 7))


def test_settings_beside_a_plan_are_quoted_to_everybody() -> None:
    tables = (*TABLES, TableReading("设置", SheetRole.SETTINGS, (1,), 1))
    finding = Finding("some_code", Severity.WARNING, "设置", "B2", 2, "原话")

    (shown,) = disclose(make_workbook(no_tasks(), findings=[finding], tables=tables), Audience.PUBLIC).findings
    assert shown.value == "原话"


def test_the_headers_of_every_plan_of_a_sheet_are_quoted_to_everybody() -> None:
    second = TableReading("计划", SheetRole.TASKS, (9,), 2, columns=PLAN.columns)
    findings = [Finding("some_code", Severity.WARNING, "计划", cell, 1, "原话") for cell in ("D1", "D9", "D10")]

    shown = disclose(make_workbook(no_tasks(), findings=findings, tables=(PLAN, second)), Audience.PUBLIC).findings
    assert [each.value for each in shown] == ["原话", "原话", WITHHELD]


def test_a_column_of_rules_that_nobody_knows_is_quoted_to_everybody() -> None:
    rules = TableReading("制度", SheetRole.RULES, (1,), 1, columns=(("A", "制度名称", "name"), ("B", "杂项", "")))
    finding = Finding("some_code", Severity.WARNING, "制度", "B2", 2, "原话")

    (shown,) = disclose(make_workbook(no_tasks(), findings=[finding], tables=(*TABLES, rules)), Audience.PUBLIC).findings
    assert shown.value == "原话"


def test_a_sheet_of_open_tables_is_quoted_to_everybody_and_beside_contacts_to_the_leading_group() -> None:
    roles = (SheetRole.TASKS, SheetRole.SETTINGS, SheetRole.RULES, SheetRole.ORGANISATION)
    finding = Finding("some_code", Severity.WARNING, "一览", "B2", 2, "原话")

    def readers(*roles: SheetRole) -> int:
        tables = tuple(TableReading("一览", role, (1,), 1) for role in roles)
        book = make_workbook(no_tasks(), findings=[finding], tables=tables)
        return sum(disclose(book, audience).findings[0].value == "原话" for audience in Audience)

    assert [readers(*roles[:1]), readers(*roles[:3]), readers(*roles[3:]), readers(*roles)] == [5, 5, 2, 2]


def test_a_finding_about_a_whole_sheet_of_opinions_quotes_nothing_to_the_head_either() -> None:
    assert quoted(Audience.HEAD, "意见", "").value == WITHHELD


def test_the_numbers_of_rows_and_the_headers_that_we_know_are_shown_to_everybody() -> None:
    for audience in Audience:
        assert quoted(audience, "意见", "", rows="6、8–10, 12…").facts == (("rows", "6、8–10, 12…"),)
        assert quoted(audience, "意见", "", header="办理结果").facts == (("header", "办理结果"),)
        assert quoted(audience, "意见", "A2", meanings="红：未整改；绿：已整改").facts == (("meanings", "红：未整改；绿：已整改"),)
    assert quoted(Audience.PUBLIC, "意见", "", rows="原话6").facts == (("rows", WITHHELD),)


def test_what_needs_no_mending_does_not_say_which_opinions_have_no_day() -> None:
    """The rows of opinions stand in an order that is not the sheet's: which of them are 长期坚持 would give some of it away."""
    finding = Finding("deadline_without_day", Severity.INFO, "意见", facts=(("count", 2), ("rows", "6、8")))
    for sheet, is_told in (("意见", False), ("任务", True)):
        book = make_workbook(no_tasks(), findings=[replace(finding, sheet=sheet)], tables=TABLES)
        (told,) = disclose(book, Audience.PUBLIC).findings
        assert ("rows" in dict(told.facts)) is is_told
        assert dict(told.facts)["count"] == 2
        assert {"8" in told.message(language) for language in LANGUAGES} == {is_told}


@pytest.mark.parametrize(("row", "value", "shown"), [(1, "进展情况", "进展情况"), (1, "原话", WITHHELD), (2, "进展情况", WITHHELD)])
def test_a_header_that_we_know_is_quoted_where_it_stands_in_a_header(row: int, value: str, shown: str) -> None:
    finding = Finding("some_code", Severity.WARNING, "意见", f"A{row}", row, value)
    (found,) = disclose(make_workbook(no_tasks(), findings=[finding], tables=TABLES), Audience.PUBLIC).findings
    assert found.value == shown
