"""Habits of a school's office: a sheet a month, opinions numbered anew in each group, headers as that office writes them."""

from tests.ingest.raw import cells, codes, read, read_rows, sheet

PLAN = ["序号", "阶段", "工作内容", "完成时间", "落实情况"]


def test_a_deadline_without_a_month_is_in_the_month_that_its_sheet_is_named_after():
    rows = [
        PLAN,
        [1, "筹备", "甲事", "10日前", "完成"],
        [2, "筹备", "乙事", "中旬", ""],
        [3, "筹备", "丙事", "月底前", ""],
        [4, "筹备", "丁事", "5月6日", ""],
    ]
    workbook = read(sheet(rows, name="4月份工作安排"), year=2014)

    assert [str(day)[:10] for day in workbook.tasks["due"]] == ["2014-04-10", "2014-04-20", "2014-04-30", "2014-05-06"]
    assert workbook.tasks["due_text"].tolist() == ["10日前", "中旬", "月底前", "5月6日"]
    assert cells(workbook, "month_from_sheet") == ["D2"]


def test_a_deadline_without_a_month_on_any_other_sheet_has_no_day_and_the_month_is_asked_for():
    for name in ("工作安排", "3月至4月"):
        workbook = read(sheet([PLAN, [1, "筹备", "甲事", "中旬", ""], [2, "筹备", "乙事", "5月6日", ""]], name=name), year=2014)

        assert workbook.tasks["due"].isna().tolist() == [True, False]
        assert cells(workbook, "deadline_needs_month") == ["D2"]


def test_opinions_numbered_anew_in_each_group_share_no_number_by_mistake():
    rows = [["序号", "意见建议", "征集方式", "人次"], ["一、教学方面（2条）"], [1, "月考多", "问卷", 23], [2, "作业多", "座谈会", 15]]
    workbook = read_rows([*rows, ["二、后勤方面（2条）"], [1, "排队久", "意见箱", 31], [2, "热水少", "问卷", 18]])

    assert "duplicate_id" not in codes(workbook)
    assert workbook.feedback["raw_count"].tolist() == [23, 15, 31, 18]


def test_a_number_twice_within_a_group_of_opinions_is_said():
    rows = [["序号", "意见建议", "类别"], [1, "月考多", "教学"], [2, "作业多", "教学"], [2, "热水少", "教学"]]

    assert cells(read_rows(rows), "duplicate_id") == ["A4"]


def test_a_start_and_an_end_in_words_are_two_cells_and_no_list_in_one():
    workbook = read_rows([["Phase", "Task", "Start", "Due"], ["Study", "Survey", "early April", "by 30 April"]], year=2014)

    assert "deadline.parts" not in codes(workbook)
    assert str(workbook.tasks["due"][0])[:10] == "2014-04-30"


def test_who_is_in_charge_under_a_group_of_headers_is_the_owner():
    workbook = read_rows([["阶段", "主要工作", "完成时限", "具体负责"], ["筹备", "甲事", "4月底", "赵明"]], year=2014)

    assert workbook.tasks["owner"].tolist() == ["赵明"]
