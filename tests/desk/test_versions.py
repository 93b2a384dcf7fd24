"""The list of versions, what is compared first, and the trends, over a real store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.desk.versions import History, history, trend_charts, trends
from lib.i18n import LANGUAGES, Language
from lib.schema import Audience
from lib.wording import versions as words
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.wording.test_versions import MEETING, version

ZH, EN = Language.ZH, Language.EN
WHO = "办公室"
WHEN = datetime(2014, 6, 10, 4, 0, tzinfo=UTC)


def publish(shelf: Shelf, done: int, base: int | None) -> None:
    """Publish a plan of four tasks, so many of them done, a week after the one before."""
    status = ["done"] * done + ["in_progress"] * (4 - done)
    workbook = make_workbook(make_tasks(status=status), make_feedback(2), file_name=f"周报{done}.xlsx")
    when = WHEN + timedelta(weeks=base or 0)
    draft = Opened(workbook, "draft", workbook.file_name)
    shelf.publish("main", "", draft, f"{done}".encode(), who=WHO, when=when, note=f"完成{done}项", base_version=base)


def listed(shelf: Shelf) -> History:
    """The versions of the board, of which there are some."""
    found = history(shelf, "main", Audience.LEADING_GROUP, ZH)
    assert found is not None
    return found


def test_where_nothing_was_published_there_is_no_history(shelf: Shelf):
    assert history(shelf, "main", Audience.HEAD, ZH) is None


@pytest.mark.parametrize("audience", Audience)
def test_who_published_and_what_they_noted_is_for_those_who_work_with_the_board(shelf: Shelf, audience: Audience):
    publish(shelf, 1, None)
    shelf.publish(
        "main", "", Opened(make_workbook(make_tasks()), "d", "b.xlsx"), b"2", who="li@x", when=WHEN, note="给王某看", base_version=1
    )
    found = history(shelf, "main", audience, ZH)
    assert found is not None
    said = found.standing(2, ZH) + str(found.lines(2, ZH)) + found.table(2, ZH).cells.to_csv() + words.facts(found.newest, ZH)

    is_inside = audience in (Audience.LEADING_GROUP, Audience.HEAD)
    assert ("li@x" in said) == is_inside
    assert ("给王某看" in said) == is_inside
    assert "办公室" in said


def test_one_version_has_nothing_to_be_compared_with_and_no_trend(shelf: Shelf):
    publish(shelf, 1, None)

    assert listed(shelf).first_pair() is None
    assert all(chart.is_empty for chart in trend_charts(trends(shelf, listed(shelf)), ZH))


def test_the_newest_is_compared_with_the_one_before_it_until_a_meeting_is_marked(shelf: Shelf):
    for done in (0, 1, 2):
        publish(shelf, done, done or None)

    assert listed(shelf).first_pair() == (2, 3)
    shelf.mark_meeting("main", 1, "第5次推进会", who=WHO, when=WHEN)
    assert listed(shelf).first_pair() == (1, 3)


def test_a_meeting_that_looked_at_the_newest_leaves_the_one_before_it(shelf: Shelf):
    publish(shelf, 0, None)
    publish(shelf, 1, 1)
    shelf.mark_meeting("main", 2, "第5次推进会", who=WHO, when=WHEN)

    assert listed(shelf).first_pair() == (1, 2)


def test_each_version_is_a_row_newest_first_and_its_key_is_its_number(shelf: Shelf):
    publish(shelf, 0, None)
    publish(shelf, 1, 1)
    table = listed(shelf).table(2, ZH)

    assert list(table.cells["ref"]) == ["2", "1"]
    assert "ref" not in dict(table.headings)
    assert list(table.cells["remembered"]) == ["〔当前〕完成1项", "完成0项"]
    assert list(table.cells.iloc[0][["who", "tasks", "feedback", "errors", "file"]]) == [WHO, "4", "2", "0", "周报1.xlsx"]


def test_the_list_is_searched_by_note_meeting_and_file(shelf: Shelf):
    publish(shelf, 0, None)
    publish(shelf, 1, 1)
    shelf.mark_meeting("main", 1, "第5次推进会", who=WHO, when=WHEN)
    table = listed(shelf).table(2, ZH)

    assert list(table.matching("推进会").cells["ref"]) == ["1"]
    assert list(table.matching("完成1项").cells["ref"]) == ["2"]
    assert table.matching("没有这个词").is_empty
    assert table.empty == "没有符合的版本，请换一个词。"


def test_a_restored_version_says_where_it_comes_from(shelf: Shelf):
    publish(shelf, 0, None)
    publish(shelf, 1, 1)
    shelf.restore("main", 1, who=WHO, when=WHEN + timedelta(weeks=3), note="撤回", base_version=2)
    table = listed(shelf).table(3, ZH)

    assert table.cells["remembered"].iloc[0] == "〔当前〕〔恢复自第1版〕撤回"
    assert listed(shelf).newest.number == 3


def test_a_narrow_list_says_the_same(shelf: Shelf):
    publish(shelf, 0, None)
    publish(shelf, 1, 1)
    older = listed(shelf).lines(1, ZH)[1]

    assert (older.name, older.marks, older.note) == ("第1版", ("正在看",), "完成0项")
    assert older.details == ("办公室 · 周报0.xlsx", "任务4项，意见和问题2条，需改正0处")


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_hundred_versions_are_three_hundred_rows(language: Language):
    many = tuple(version(number) for number in range(300, 0, -1))
    shown = History("main", many, MEETING)

    assert len(shown.table(300, language).cells) == 300
    assert len(shown.lines(300, language)) == 300
    assert shown.first_pair() == (2, 300)
    assert shown.version(17).number == 17
    assert shown.version(301).number == 300


def test_trends_follow_what_was_published(shelf: Shelf):
    for done in (0, 1, 2):
        publish(shelf, done, done or None)
    shares, late, slip = trend_charts(trends(shelf, listed(shelf)), ZH)

    assert [line.values for line in shares.lines] == [(0.0, 0.25, 0.5)]
    assert shares.note == "销号率：各版都没有这一数字，没有画出。"
    assert [line.values for line in late.lines] == [(4.0, 3.0, 2.0)]
    assert [line.values for line in slip.lines] == [(0.0, 0.0, 0.0)]
    assert [point.name for point in shares.points] == ["第1版", "第2版", "第3版"]


def test_a_note_of_several_lines_stays_one_row_of_the_list():
    shown = History("main", (replace(version(1), note="第一行\n第二行"),), None)

    assert shown.table(1, EN).cells["remembered"].iloc[0] == "[Current] 第一行 第二行"
