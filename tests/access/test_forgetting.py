"""What goes from a workbook when personal matters are forgotten, and what stays: frame by frame, cell by cell."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from lib.access.erasure import CellErasure, ColumnErasure, Erasure, repeats
from lib.access.forgetting import without_copies, without_persons
from lib.ingest.frames import typed_frame
from lib.ingest.model import TableReading, UnreadColumn, Workbook
from lib.schema import SheetRole
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.ingest.raw import read_rows

GONE = "〔已清除〕"
OPEN = {"openness": "face_to_face", "scope": "public", "target": "unit"}
CLOSED = {"openness": "back_to_back", "scope": "public", "target": "unit"}
OF_ONE = {"openness": "face_to_face", "target": "person", "target_person": "某甲"}


def left(**facts: Any) -> pd.Series:
    """One row after forgetting."""
    return without_persons(make_workbook(feedback=make_feedback(1, **facts))).workbook.feedback.iloc[0]


def test_an_empty_workbook_has_nothing_to_forget() -> None:
    found = without_persons(make_workbook())

    assert (found.rows, found.cells) == (0, 0)
    assert found.erasure == Erasure()
    assert found.erasure.is_empty


def test_nothing_goes_from_an_opinion_given_in_the_open() -> None:
    row = left(**OPEN, text="图书馆开放", note="备注", reply="答复", received="2014-04-17", group="教师", raw_count=5)

    assert row[["text", "note", "reply", "group", "target"]].tolist() == ["图书馆开放", "备注", "答复", "教师", "unit"]
    assert row["received"] == pd.Timestamp(2014, 4, 17)


def test_of_an_opinion_given_back_to_back_words_note_reply_and_day_go() -> None:
    row = left(
        **CLOSED, text="食堂价格", note="某班学生", reply="已答复", received="2014-04-17", updated="2014-04-30", issue="食堂", goal="目标"
    )

    assert row[["text", "note", "reply"]].tolist() == [GONE, GONE, GONE]
    assert row[["received", "updated"]].tolist() == [pd.Timestamp(2014, 4, 11), pd.Timestamp(2014, 4, 21)]
    assert row[["issue", "goal", "target"]].tolist() == ["食堂", "目标", "unit"]


def test_of_a_ledger_row_note_and_reply_stay() -> None:
    row = left(**CLOSED, role="rectification", text="原话", note="备注", reply="答复")

    assert row[["text", "note", "reply"]].tolist() == [GONE, "备注", "答复"]


def test_a_cell_that_was_blank_stays_blank() -> None:
    row = left(**CLOSED, text=None, note=" ", reply=None)

    assert pd.isna(row["text"])
    assert row["note"] == " "


def test_of_a_matter_of_one_person_every_text_goes_and_the_numbers_stay() -> None:
    texts = ("text", "issue", "cause", "progress_note", "result", "satisfaction", "reply", "evidence", "note")
    plan = ("goal", "measure", "lead", "owner", "checked_by", "owner_unit")
    row = left(**OF_ONE, **dict.fromkeys((*texts, *plan), "写着"), category="民生", channel="问卷", status="fixed", raw_count=3)

    assert row[[*texts, *plan]].eq(GONE).all()
    assert row[["category", "channel", "status", "raw_count", "target"]].tolist() == ["民生", "问卷", "fixed", 3, "person"]
    assert pd.isna(row["target_person"])


def test_a_matter_of_one_person_stays_one_when_only_its_name_said_so() -> None:
    row = left(openness="face_to_face", target="unit", target_person="某甲", target_text="某甲的班")

    assert row["target"] == "person"
    assert row[["target_person", "target_text"]].isna().all()


@pytest.mark.parametrize(("written", "after"), [("是", "是"), ("2014-06-30", "2014-06-30"), ("已于六月当面向本人说明", GONE)])
def test_a_plain_word_or_day_of_closing_stays_and_a_story_goes(written: str, after: str) -> None:
    assert left(**OF_ONE, closed=written)["closed"] == after
    assert left(**OPEN, closed=written)["closed"] == written


@pytest.mark.parametrize(("status", "after"), [(None, GONE), ("not_reported", GONE), ("fixed", "本人已改")])
def test_a_state_in_free_words_goes_where_no_known_state_was_read(status: str | None, after: str) -> None:
    assert left(**OF_ONE, status=status, status_text="本人已改")["status_text"] == after
    assert left(**CLOSED, status=status, status_text="本人已改")["status_text"] == "本人已改"


def test_what_stands_as_a_target_without_being_one_goes_from_a_closed_opinion() -> None:
    assert left(openness="back_to_back", target=None, target_text="门卫老张")["target_text"] == GONE
    assert left(openness="face_to_face", target=None, target_text="门卫老张")["target_text"] == "门卫老张"
    assert left(openness="back_to_back", target="unit", target_text="总务处")["target_text"] == "总务处"


@pytest.mark.parametrize(("raw", "after"), [(4, None), (5, "学生")])
def test_the_group_of_a_closed_opinion_goes_below_five(raw: int, after: str | None) -> None:
    for facts in (CLOSED, OF_ONE):
        row = left(**facts, group="学生", raw_count=raw)

        assert (None if pd.isna(row["group"]) else row["group"]) == after
    assert left(**OPEN, group="学生", raw_count=raw)["group"] == "学生"


def test_a_blank_count_is_one_opinion_and_a_group_is_counted_over_all_rows() -> None:
    feedback = make_feedback(5, **CLOSED, group=["学生", " 学生", "学生", "学生", "家长"], raw_count=[2, 1, 1, None, 1])

    assert without_persons(make_workbook(feedback=feedback)).workbook.feedback["group"].fillna("").tolist() == [
        "学生",
        " 学生",
        "学生",
        "学生",
        "",
    ]


def test_labels_and_groups_that_name_the_person_concerned_go_everywhere() -> None:
    feedback = make_feedback(
        2,
        openness="face_to_face",
        scope="public",
        target=["person", "unit"],
        target_person=["李某某", None],
        category="李某某的作风",
        group="李某某班",
        raw_count=9,
    )

    after = without_persons(make_workbook(feedback=feedback)).workbook.feedback

    assert after[["category", "group"]].isna().all().all()


def test_a_removed_text_goes_wherever_it_stands_again() -> None:
    said = "食堂价格偏高"
    feedback = make_feedback(
        2, openness=["back_to_back", "face_to_face"], scope="public", target="unit", text=[said, f"也有人说：好；{said}。"]
    )
    tasks = make_tasks(task=[said, "食堂"])

    found = without_persons(make_workbook(tasks, feedback))

    assert found.workbook.feedback["text"].tolist() == [GONE, GONE]
    assert found.workbook.tasks["task"].tolist() == [GONE, "食堂"]
    assert (found.rows, found.cells) == (2, 3)
    assert found.erasure.copies == {said}


@pytest.mark.parametrize(("said", "after"), [("价格偏高了", "价格偏高了"), ("价格偏高很多", GONE)])
def test_a_text_below_six_signs_says_nothing_by_itself(said: str, after: str) -> None:
    found = without_persons(make_workbook(make_tasks(task=said), make_feedback(1, **CLOSED, text=said)))

    assert found.workbook.tasks["task"].tolist() == [after]


def test_a_text_repeats_a_removed_one_whole_or_as_a_sentence_of_it_never_as_a_part() -> None:
    gone = frozenset({"食堂价格偏高"})

    assert repeats(" 食堂价格偏高 ", gone)
    assert repeats("一、好。 食堂价格偏高 ！三", gone)
    assert repeats("第一行\n食堂价格偏高", gone)
    assert repeats(" 食堂；价格偏高 ", frozenset({"食堂；价格偏高"}))
    assert not repeats("都说食堂价格偏高", gone)
    assert not repeats("", gone)


def test_without_removed_texts_a_frame_is_itself() -> None:
    frame = make_tasks(task="甲")

    assert without_copies(frame, frozenset()) is frame


def people(**cells: Any) -> pd.DataFrame:
    return typed_frame(SheetRole.ORGANISATION, {"name": ["丁", "戊"], **cells}, 2)


def rounds(givers: list[str | None], takers: list[str | None]) -> pd.DataFrame:
    return typed_frame(SheetRole.TALKS, {"from_role": givers, "to_role": takers}, len(givers))


def rated(subjects: list[str | None]) -> pd.DataFrame:
    return typed_frame(SheetRole.EVALUATION, {"subject": subjects}, len(subjects))


def table(role: SheetRole, *columns: tuple[str, str, str], sheet: str = "表", header: tuple[int, ...] = (2,)) -> TableReading:
    return TableReading(sheet, role, header, 9, columns=columns)


def book(*tables: TableReading, **parts: Any) -> Workbook:
    return replace(make_workbook(tables=tables), **parts)


def test_contact_data_go_and_names_of_those_responsible_stay() -> None:
    found = without_persons(
        book(table(SheetRole.ORGANISATION, ("C", "电话", "contact"), ("A", "姓名", "name")), organisation=people(contact=["139", None]))
    )

    assert found.workbook.organisation["contact"].fillna("").tolist() == [GONE, ""]
    assert found.workbook.organisation["name"].tolist() == ["丁", "戊"]
    assert found.erasure.columns == (ColumnErasure("表", "C", 3, None),)
    assert (found.rows, found.cells) == (0, 1)


def test_without_contact_data_no_column_is_erased() -> None:
    tables = (table(SheetRole.ORGANISATION, ("C", "电话", "contact")),)

    for contact in ([None, None], [GONE, None]):
        assert without_persons(book(*tables, organisation=people(contact=contact))).erasure.columns == ()


def test_a_column_is_erased_down_to_the_next_table_of_its_sheet() -> None:
    tables = (
        table(SheetRole.ORGANISATION, ("C", "电话", "contact"), header=(2, 3)),
        table(SheetRole.RULES, ("A", "制度", "name"), header=(12, 13)),
        table(SheetRole.RULES, ("A", "制度", "name"), header=(9,)),
        table(SheetRole.RULES, ("A", "制度", "name"), header=(6,), sheet="别表"),
    )

    assert without_persons(book(*tables, organisation=people(contact="139"))).erasure.columns == (ColumnErasure("表", "C", 4, 8),)


def test_a_column_that_another_table_follows_at_once_is_not_erased_into_it() -> None:
    tables = (table(SheetRole.ORGANISATION, ("C", "电话", "contact")), table(SheetRole.RULES, ("A", "制度", "name"), header=(3,)))

    assert without_persons(book(*tables, organisation=people(contact="139"))).erasure.columns == (ColumnErasure("表", "C", 3, 2),)


def test_of_a_table_without_a_header_a_column_is_erased_from_the_first_row() -> None:
    tables = (table(SheetRole.ORGANISATION, ("C", "电话", "contact"), header=()),)

    assert without_persons(book(*tables, organisation=people(contact="139"))).erasure.columns == (ColumnErasure("表", "C", 1, None),)


def test_roles_of_talks_become_numbers_and_one_role_stays_one() -> None:
    tables = (table(SheetRole.TALKS, ("B", "谈话人", "from_role"), ("C", "谈话对象", "to_role")),)
    found = without_persons(book(*tables, talks=rounds(["校长", "书记 ", "校长"], ["书记", None, "教师"])))

    assert found.workbook.talks["from_role"].tolist() == [f"{GONE}1", f"{GONE}2", f"{GONE}1"]
    assert found.workbook.talks["to_role"].fillna("").tolist() == [f"{GONE}2", "", f"{GONE}3"]
    pairs = (("校长", f"{GONE}1"), ("书记", f"{GONE}2"), ("教师", f"{GONE}3"))
    assert found.erasure.columns == (ColumnErasure("表", "B", 3, None, pairs), ColumnErasure("表", "C", 3, None, pairs))


def test_a_role_that_was_added_after_the_others_became_numbers_becomes_one_too() -> None:
    tables = (table(SheetRole.TALKS, ("B", "谈话人", "from_role")),)
    once = without_persons(book(*tables, talks=rounds([f"{GONE}1", "校长"], [None, None])))

    assert once.workbook.talks["from_role"].tolist() == [f"{GONE}1", f"{GONE}2"]
    assert without_persons(once.workbook).erasure.columns == ()


def test_of_evaluations_the_name_of_a_person_goes_and_groups_stay() -> None:
    tables = (table(SheetRole.EVALUATION, ("B", "测评对象", "subject")),)
    found = without_persons(book(*tables, evaluation=rated(["丙某", "领导班子", None])))

    assert found.workbook.evaluation["subject"].fillna("").tolist() == [GONE, "领导班子", ""]
    (column,) = found.erasure.columns
    assert ("领导班子", "领导班子") in column.stand_ins
    assert all(before == after for before, after in column.stand_ins)
    assert without_persons(book(*tables, evaluation=rated(["领导班子", GONE]))).erasure.columns == ()


def test_a_second_time_nothing_goes() -> None:
    parts = {"organisation": people(contact="139"), "talks": rounds(["校长"], ["书记"]), "evaluation": rated(["丙某"])}
    feedback = make_feedback(
        2, openness="back_to_back", target=["person", "unit"], target_person=["某甲", None], text="食堂价格偏高", received="2014-04-17"
    )
    once = without_persons(replace(book(feedback=feedback), **parts)).workbook

    again = without_persons(once)

    assert (again.rows, again.cells) == (0, 0)
    assert again.erasure.columns == ()


OPINIONS = table(
    SheetRole.FEEDBACK,
    ("A", "编号", "feedback_id"),
    ("B", "时间", "received"),
    ("C", "意见", "text"),
    ("D", "对象", "target"),
    ("E", "本人", "target_person"),
    ("F", "登记", ""),
    ("G", "状态", "status"),
    ("H", "来源", "group"),
    sheet="意见",
)


def cells_of(**facts: Any) -> dict[str, str]:
    """What takes the place of which column in the one row of the file, row 2 of its sheet."""
    found = without_persons(make_workbook(feedback=make_feedback(1, **facts), tables=(OPINIONS,)))
    assert {(one.sheet, one.row) for one in found.erasure.cells} <= {("意见", 2)}
    assert found.erasure.is_placed
    return {one.column: one.text for one in found.erasure.cells}


def test_nothing_of_an_open_row_is_erased_in_the_file_an_unknown_column_neither() -> None:
    assert cells_of(**OPEN, text="图书馆", received="2014-04-17") == {}


def test_of_a_closed_row_the_file_loses_words_day_and_what_nobody_understood() -> None:
    assert cells_of(**CLOSED, text="食堂", received="2014-04-17") == {"B": "2014-04-11", "C": GONE, "F": GONE}
    assert cells_of(**CLOSED, text=None, received=None) == {"F": GONE}


def test_of_a_closed_ledger_row_what_nobody_understood_stays() -> None:
    ledger = replace(OPINIONS, role=SheetRole.RECTIFICATION, sheet="整改台账")
    feedback = make_feedback(1, **CLOSED, role="rectification", text="原话")

    found = without_persons(make_workbook(feedback=feedback, tables=(ledger, OPINIONS)))

    assert found.erasure.cells == (CellErasure("整改台账", 2, "C", GONE),)


def test_a_row_is_erased_in_its_own_sheet_alone() -> None:
    feedback = make_feedback(1, **CLOSED, text="食堂价格")

    tables = (table(SheetRole.TASKS, ("C", "任务", "task"), sheet="意见"), OPINIONS, replace(OPINIONS, sheet="意见二"))

    found = without_persons(make_workbook(feedback=feedback, tables=tables))

    assert {(one.sheet, one.column) for one in found.erasure.cells} == {("意见", "C"), ("意见", "F")}


def test_of_a_row_about_a_person_the_file_says_only_that_it_is_one() -> None:
    facts = {
        "openness": "face_to_face",
        "target": None,
        "target_text": "某甲",
        "target_person": "某甲",
        "status_text": "本人已改",
        "status": "not_reported",
    }

    assert cells_of(**facts, text="作风", group="学生") == {"C": GONE, "D": "班子成员个人", "E": GONE, "F": GONE, "G": GONE, "H": ""}


def test_a_target_that_is_none_is_erased_where_it_was_written() -> None:
    assert cells_of(openness="back_to_back", target=None, target_text="门卫老张", text=None) == {"D": GONE, "F": GONE}


def test_a_day_that_meant_none_leaves_the_cell_blank() -> None:
    assert cells_of(**CLOSED, text=None, received="1980-01-01") == {"B": "", "F": GONE}


def test_names_of_persons_concerned_are_told_and_one_sign_is_no_name() -> None:
    feedback = make_feedback(4, openness="face_to_face", target="person", target_person=[" 某甲 ", "乙", None, GONE])

    assert without_persons(make_workbook(feedback=feedback)).erasure.names == {"某甲"}


def test_where_the_tables_do_not_say_where_rows_stand_the_file_cannot_be_kept() -> None:
    feedback = make_feedback(1, **CLOSED, text="食堂")
    columnless = replace(OPINIONS, columns=())

    assert without_persons(make_workbook(feedback=feedback, tables=(OPINIONS,))).erasure.is_placed
    for tables in ((), (columnless,), (replace(OPINIONS, sheet="别表"),)):
        assert not without_persons(make_workbook(feedback=feedback, tables=tables)).erasure.is_placed
    assert without_persons(make_workbook(feedback=make_feedback(1, **OPEN, text="好"))).erasure.is_placed


def test_quotations_of_columns_that_were_not_read_go_but_those_of_a_plan() -> None:
    def unread(role: SheetRole) -> UnreadColumn:
        return UnreadColumn("表", role, "登记", "F1", samples=("张老师",))

    found = without_persons(
        replace(make_workbook(), unread=(unread(SheetRole.FEEDBACK), unread(SheetRole.IGNORED), unread(SheetRole.TASKS)))
    )

    assert [one.samples for one in found.workbook.unread] == [(), (), ("张老师",)]


def test_two_readings_of_a_file_lose_what_either_loses_once() -> None:
    cell, other = CellErasure("意见", 2, "C", GONE), CellErasure("意见", 3, "C", GONE)
    column = ColumnErasure("表", "C", 3, None)
    one = Erasure((cell,), (column,), frozenset({"甲的话"}), frozenset({"某甲"}))

    assert one.joined(Erasure((cell, other), (column,), frozenset({"乙的话"}), frozenset({"某乙"}), is_placed=False)) == Erasure(
        (cell, other), (column,), frozenset({"甲的话", "乙的话"}), frozenset({"某甲", "某乙"}), is_placed=False
    )
    assert one.joined(Erasure()).is_placed
    assert not Erasure(is_placed=False).joined(one).is_placed


@pytest.mark.parametrize(
    "erasure",
    [
        Erasure(cells=(CellErasure("意见", 2, "C", GONE),)),
        Erasure(columns=(ColumnErasure("表", "C", 3, None),)),
        Erasure(copies=frozenset({"话"})),
        Erasure(names=frozenset({"某甲"})),
        Erasure(is_placed=False),
    ],
)
def test_an_erasure_is_empty_only_without_anything(erasure: Erasure) -> None:
    assert not erasure.is_empty


def test_a_text_that_is_only_blanked_stays_where_it_stands_elsewhere() -> None:
    """Of a matter of one person what stood as its target is blanked, not told as removed."""
    feedback = make_feedback(1, openness="face_to_face", target="person", target_text="总务处和后勤中心")

    found = without_persons(make_workbook(make_tasks(task="总务处和后勤中心"), feedback))

    assert found.workbook.tasks["task"].tolist() == ["总务处和后勤中心"]
    assert found.erasure.copies == frozenset()


def test_four_rows_without_a_count_are_four_opinions_of_a_small_group() -> None:
    feedback = make_feedback(4, **CLOSED, group="学生", raw_count=None)

    assert without_persons(make_workbook(feedback=feedback)).workbook.feedback["group"].isna().all()


def test_an_open_row_beside_a_closed_one_keeps_its_cells_in_the_file() -> None:
    feedback = make_feedback(2, scope="public", target="unit", openness=["back_to_back", "face_to_face"], text=["食堂", "图书馆"])

    found = without_persons(make_workbook(feedback=feedback, tables=(OPINIONS,)))

    assert {(one.row, one.column) for one in found.erasure.cells} == {(2, "C"), (2, "F")}


def test_of_several_answers_in_a_row_the_file_loses_those_about_a_person_alone() -> None:
    rows = [["听取方式", "对班子的意见", "对班子成员的意见"], ["面对面", "深入基层少", "遇事急躁不听劝"]]

    found = without_persons(read_rows(rows))

    assert {(one.row, one.column, one.text) for one in found.erasure.cells if one.column in "BC"} == {(2, "C", GONE)}
    assert found.workbook.feedback["text"].tolist() == ["深入基层少", GONE]
