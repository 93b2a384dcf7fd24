"""Comparing two versions as a page asks for it: exactly what was done, in words, and what is in doubt."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from lib.desk.changes import Comparison, comparison
from lib.desk.opening import Opened
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.ingest.worker import read_unisolated
from lib.matching import Correction
from lib.metrics.changes_model import ChangeKind
from lib.schema import Audience
from lib.store.model import VersionInfo
from tests.builders import make_feedback, make_tasks, make_workbook, no_tasks
from tests.edits import EDITS, SAMPLE, Edit, edited_bytes
from tests.ingest.raw import read_rows

ZH, EN = Language.ZH, Language.EN
TODAY = date(2026, 1, 15)


def opened(workbook: Workbook, published: date | None = None) -> Opened:
    """A draft, or a version published on that day."""
    info = None
    if published is not None:
        noon = datetime(published.year, published.month, published.day, 12, tzinfo=UTC)
        info = VersionInfo(
            board="main",
            number=1,
            key="v",
            fingerprint="v",
            published=noon,
            who="",
            note="",
            file_name=workbook.file_name,
            title=workbook.title,
            year=workbook.year,
            as_of=workbook.as_of,
            tasks=len(workbook.tasks),
            feedback=len(workbook.feedback),
            errors=0,
            warnings=0,
            original_bytes=0,
        )
    return Opened(workbook, "v", workbook.file_name, info=info)


def compared(old: Workbook, new: Workbook, audience: Audience = Audience.HEAD, *corrections: Correction) -> Comparison:
    return comparison(opened(old), opened(new), audience, TODAY, corrections)


@pytest.fixture(scope="module")
def sample() -> Workbook:
    return read_unisolated(SAMPLE.read_bytes(), "sample.xlsx")


@pytest.fixture(scope="module")
def edited() -> Workbook:
    return read_unisolated(edited_bytes(), "sample.xlsx")


def test_empty_workbooks_have_not_changed() -> None:
    nothing = compared(make_workbook(no_tasks()), make_workbook(no_tasks()))

    assert nothing.is_empty
    assert nothing.table(None, ZH).is_empty
    assert nothing.conclusion(ZH) == "两版内容一致，没有变动。"
    assert not nothing.shares_no_row


@pytest.mark.parametrize("audience", [Audience.HEAD, Audience.PUBLIC])
def test_the_twelve_edits_of_the_sample_are_found_and_nothing_beside(sample: Workbook, edited: Workbook, audience: Audience) -> None:
    found = compared(sample, edited, audience)
    rows = found.changes.rows

    assert [(count.kind, count.tasks, count.feedback) for count in found.changes.counts] == [
        ("removed", 1, 0),
        ("reopened", 1, 0),
        ("cleared", 1, 0),
        ("newly_late", 1, 0),
        ("replanned", 1, 0),
        ("newly_done", 1, 0),
        ("closed", 0, 1),
        ("added", 1, 1),
        ("merged", 0, 1),
        ("status", 1, 0),
        ("owner", 1, 0),
    ]
    assert len(rows) == len(EDITS) == 12
    assert rows[[str(kind) for kind in ChangeKind]].sum(axis=1).eq(1).all()
    assert rows["slip_days"].dropna().tolist() == [10]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: f"{edit.table}-{edit.kind}")
def test_each_edit_stands_in_the_table_of_its_kind(sample: Workbook, edited: Workbook, edit: Edit) -> None:
    found = compared(sample, edited)
    what = found.table(ChangeKind(edit.kind), ZH).cells["what"]

    assert what.str.startswith(edit.begins).any()


def test_the_sample_and_itself_have_not_changed(sample: Workbook) -> None:
    assert compared(sample, sample).is_empty
    assert compared(sample, sample).conclusion(EN) == "The two versions say the same: nothing has changed."


def test_to_a_wide_audience_is_said_that_matters_of_one_person_are_not_compared(sample: Workbook) -> None:
    public = compared(sample, sample, Audience.PUBLIC)

    assert public.conclusion(ZH) == "可以比较的内容一致，没有变动；涉及个人的意见只计总数，不作比较。"
    assert public.remarks(ZH) == ("涉及个人的意见现有5条（原5条），只计总数，不作比较。",)


def test_old_and_new_values_stand_in_the_readers_words() -> None:
    old = make_workbook(make_tasks(agreed_due="2014-06-06", status="in_progress", progress=0.5))
    new = make_workbook(make_tasks(agreed_due="2014-06-16", status="in_progress", progress=0.75))
    table = compared(old, new).table(None, ZH).cells
    english = compared(old, new).table(None, EN).cells

    assert table[["kind", "field", "old", "new"]].to_numpy().tolist() == [
        ["时限调整", "到期日", "6月6日", "6月16日（顺延10天）"],
        ["时限调整", "商定时限", "6月6日", "6月16日"],
        ["进度更新", "完成进度", "50%", "75%"],
    ]
    assert english["new"].tolist() == ["16 Jun (10 days later)", "16 Jun", "75%"]


def test_a_day_that_moves_into_another_year_bears_its_year_on_both_sides() -> None:
    old = make_workbook(make_tasks(agreed_due="2014-12-26"))
    new = make_workbook(make_tasks(agreed_due="2015-01-05"))
    table = compared(old, new).table(None, ZH).cells

    assert table[["field", "old", "new"]].to_numpy().tolist() == [
        ["到期日", "2014年12月26日", "2015年1月5日（顺延10天）"],
        ["商定时限", "2014年12月26日", "2015年1月5日"],
    ]


def test_a_blanked_cell_is_said_to_be_blank() -> None:
    old, new = (make_workbook(make_tasks(progress_note=note)) for note in ("会场已定", None))

    assert compared(old, new).table(ChangeKind.CLEARED, ZH).cells[["old", "new"]].to_numpy().tolist() == [["会场已定", "（空）"]]


def test_what_fell_due_between_two_reports_is_newly_late() -> None:
    plan = make_workbook(make_tasks(due=["2014-06-12", "2014-09-30"]), as_of=None)
    between = comparison(opened(plan, date(2014, 6, 10)), opened(plan), Audience.PUBLIC, date(2014, 6, 17))

    assert [(count.kind, count.n) for count in between.counts(ZH)] == [(ChangeKind.NEWLY_LATE, 1)]


def test_the_same_workbook_has_not_changed_however_late_it_is_looked_at() -> None:
    plan = make_workbook(make_tasks(due=["2014-06-12", "2014-09-30"]), as_of=date(2014, 6, 10))
    later = comparison(opened(plan, date(2014, 6, 10)), opened(plan), Audience.PUBLIC, date(2014, 6, 20))

    assert later.is_empty


def test_workbooks_of_two_plans_share_no_row() -> None:
    other = compared(make_workbook(make_tasks(task="召开动员大会")), make_workbook(make_tasks(task="更换投影设备")))

    assert other.shares_no_row


def test_a_doubtful_row_can_be_put_right() -> None:
    old = make_workbook(make_tasks(task=["召开第一次支部学习会议", "召开第二次支部学习会议"], number=None))
    new = make_workbook(make_tasks(task=["召开支部学习会议"], number=None))
    (doubt,) = compared(old, new, Audience.PUBLIC).unsure(ZH)
    other = doubt.choices[1].old_ref
    said = compared(old, new, Audience.PUBLIC, Correction(other, doubt.new_ref))

    assert (doubt.new_words, doubt.old_words) == ("召开支部学习会议", "召开第一次支部学习会议")
    assert [choice.words.partition("（")[0] for choice in doubt.choices] == [
        "召开第一次支部学习会议",
        "召开第二次支部学习会议",
        "以上都不是，按新增处理",
    ]
    assert compared(old, new).remarks(ZH)[0] == "1处前后对应关系不能确定，请核对。"
    assert said.unsure(ZH) == ()
    assert said.changes.rows["old_ref"].tolist() == ["任务!3", "任务!2"]


def test_old_rows_of_the_same_words_are_told_apart_by_their_places() -> None:
    twice = make_workbook(make_tasks(task=["召开第一次支部学习会议"] * 2, number=None))
    new = make_workbook(make_tasks(task=["召开支部学习会议"], number=None))
    (doubt,) = compared(twice, new, Audience.PUBLIC).unsure(ZH)

    assert [choice.words.partition("，")[2] for choice in doubt.choices] == ["原在任务!2", "原在任务!3", "按新增处理"]


def test_all_doubtful_rows_are_counted_where_not_all_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lib.desk.doubts._MOST_DOUBTS", 1)
    kinds = ("学习", "座谈")
    old = make_workbook(make_tasks(task=[f"召开第{n}次支部{kind}会议" for kind in kinds for n in ("一", "二")], number=None))
    new = make_workbook(make_tasks(task=[f"召开支部{kind}会议" for kind in kinds], number=None))
    found = compared(old, new, Audience.PUBLIC)

    assert (found.unsure_rows, len(found.unsure(ZH))) == (2, 1)


def test_doubtful_opinions_are_for_the_head_alone() -> None:
    texts = ["希望食堂增加早餐窗口数量", "希望食堂增加晚餐窗口数量"]
    old, new = (
        make_workbook(no_tasks(), make_feedback(text=each, feedback_id=None, openness="face_to_face"))
        for each in (texts, ["希望食堂增加窗口数量"])
    )

    assert len(compared(old, new).unsure(ZH)) == compared(old, new).unsure_rows == 1
    assert compared(old, new, Audience.LEADING_GROUP).unsure(ZH) == ()
    assert compared(old, new, Audience.LEADING_GROUP).unsure_rows == 0


def test_the_cell_is_told_for_tasks_and_for_the_head(sample: Workbook, edited: Workbook) -> None:
    head, public = (compared(sample, edited, audience).table(None, ZH).cells for audience in (Audience.HEAD, Audience.PUBLIC))

    assert "任务!I9" in set(public["place"])
    assert "原任务!C15" in set(public["place"])
    assert public["place"].str.contains("意见").sum() == 0
    assert "意见建议!G92" in set(head["place"])


def test_a_share_told_in_the_column_of_states_changed_in_that_cell() -> None:
    head = [["序号", "工作任务", "完成时间", "完成情况"]]
    old, new = (
        read_rows([*head, [1, "对照检查", "6月底前", said], [2, "谈心谈话", "6月中旬", "完成60%"]]) for said in ("完成20%", "完成80%")
    )

    assert compared(old, new).table(None, ZH).cells[["old", "new", "place"]].to_numpy().tolist() == [["20%", "80%", "Sheet1!D2"]]


def test_why_words_and_cells_of_opinions_are_missing_is_said_where_some_changed(sample: Workbook, edited: Workbook) -> None:
    head, group, public = (compared(sample, edited, each) for each in (Audience.HEAD, Audience.LEADING_GROUP, Audience.PUBLIC))
    why = "按受众（{}），意见和问题的单元格不列出；注明“内容不显示”的，内容也不显示。"

    assert public.remarks(ZH)[-1] == why.format("公示")
    assert group.remarks(ZH)[-1] == why.format("班子内部")
    assert all("不列出" not in remark for remark in head.remarks(ZH))


def test_a_later_deadline_setting_changes_nothing_by_itself() -> None:
    plan = make_workbook(make_tasks(due="2014-06-12"))
    sooner = replace(plan, settings=replace(plan.settings, due_soon_days=1))

    assert compared(plan, sooner).is_empty


def test_what_a_column_holds_is_named_as_boards_name_it() -> None:
    before = {"scope": "public", "rectification_kind": "immediate", "updated": "2014-05-05", "raw_count": 1}
    after = {"scope": "all_members", "rectification_kind": "long_term", "updated": "2014-05-25", "raw_count": 1200}
    old, new = (make_workbook(no_tasks(), make_feedback(text="会议太多", **facts)) for facts in (before, after))
    table = compared(old, new).table(None, ZH).cells

    assert table[["field", "old", "new"]].to_numpy().tolist() == [
        ["最近反馈时间", "5月上旬", "5月下旬"],
        ["原始条数", "1", "1,200"],
        ["通报范围", "公示", "全体通报"],
        ["整改类型", "立行立改", "长期坚持"],
    ]


def test_a_problem_that_fell_late_is_told_by_its_lateness() -> None:
    old, new = (make_workbook(no_tasks(), make_feedback(role="rectification", due=due)) for due in ("2014-06-20", "2014-06-01"))
    table = compared(old, new).table(ChangeKind.NEWLY_LATE, ZH).cells

    assert table[["field", "old", "new"]].to_numpy().tolist() == [["是否逾期", "未逾期", "逾期"]]


def test_where_one_of_two_days_lies_in_another_year_than_the_plan_both_say_their_years() -> None:
    moved, in_time = (make_workbook(make_tasks(agreed_due=due), year=2014) for due in ("2015-01-31", "2014-05-31"))
    table = compared(moved, in_time).table(ChangeKind.REPLANNED, ZH).cells

    assert table[["old", "new"]].to_numpy().tolist()[0] == ["2015年1月31日", "2014年5月31日（提前245天）"]
