"""What earlier versions say beside the one shown, over a real store: three weeks of one board."""

from datetime import UTC, datetime, timedelta

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.desk.past import Past
from lib.desk.replan import replan_section
from lib.desk.shelf import Shelf
from lib.i18n import Language
from lib.metrics.filters import Filters
from lib.schema import Audience
from tests.builders import make_feedback, make_tasks, make_workbook

ZH, EN = Language.ZH, Language.EN
WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)
WEEKS = (("open", "returned", "2014-06-20"), ("returned", "closed", "2014-06-20"), ("returned", "open", "2014-06-25"))
OPEN = {"scope": "public", "openness": "face_to_face", "target": "unit", "role": "rectification"}


def publish(shelf: Shelf, week: int, *, is_first: bool = False) -> None:
    first, second, due = WEEKS[week]
    feedback = make_feedback(status=[first, second], text=["会议偏多", "食堂排队久"], **OPEN)
    workbook = make_workbook(make_tasks(task=["报送材料", "召开座谈会"], due=[due, "2014-06-30"]), feedback)
    draft = Opened(workbook, "draft", f"周报{week}.xlsx")
    when = WHEN + timedelta(weeks=week)
    shelf.publish("main", "", draft, str(week).encode(), who="办公室", when=when, note="", base_version=None if is_first else week or None)


def past(shelf: Shelf) -> Past:
    opened = shelf.open("main")
    assert opened.info is not None
    earlier = tuple(each for each in shelf.versions("main") if each.number < opened.info.number)
    shown = disclose(opened.workbook, Audience.PUBLIC)
    return Past(shown, opened, opened.info, earlier, shelf.meetings("main"), lambda number: shelf.open("main", number))


def board(of: Past) -> Board:
    return Board(of.shown, Filters(), WHEN.date())


def test_one_version_says_once_that_there_is_no_history(shelf: Shelf):
    publish(shelf, 1, is_first=True)
    found = past(shelf)
    view = board(found).rectification_view

    assert "history" not in view.sent_back_table(ZH, found.sent_back).cells
    assert view.sent_back_note(found.sent_back, ZH) == (
        "只发布过一版，还看不出退回的经过；再发布新版后，这里说明每个问题退回几次、在哪一版。"
    )
    assert found.since_meeting is None


def test_the_list_says_how_often_when_and_in_which_version(shelf: Shelf):
    for week in range(3):
        publish(shelf, week)
    found = past(shelf)
    view = board(found).rectification_view

    assert view.sent_back_table(ZH, found.sent_back).cells["history"].tolist() == ["退回1次（第2版6月10日）"]
    assert view.sent_back_table(EN, found.sent_back).cells["history"].tolist() == ["sent back once (Version 2 of 10 Jun)"]
    assert view.sent_back_note(found.sent_back, ZH) == "另有1个问题曾被退回或重新整改，现已不在此列。"
    assert list(view.sent_back_table(ZH, found.sent_back).cells.columns)[:2] == ["status", "history"]
    assert "history" not in view.sent_back_table(ZH).cells


def test_without_a_marked_meeting_the_ledger_of_days_stays_as_it_is(shelf: Shelf):
    for week in range(3):
        publish(shelf, week)

    assert past(shelf).since_meeting is None


def test_due_days_stand_beside_those_of_the_last_meeting_that_looked_at_an_earlier_version(shelf: Shelf):
    for week in range(3):
        publish(shelf, week)
    shelf.mark_meeting("main", 2, "六月例会", who="办公室", when=WHEN + timedelta(weeks=1))
    shelf.mark_meeting("main", 3, "今天的会", who="办公室", when=WHEN + timedelta(weeks=2))
    found = past(shelf)
    section = replan_section(board(found).replan, ZH, found.since_meeting)

    assert section.notes[-1] == "与“六月例会”所看的第2版（6月10日发布）相比，时限顺延1项。"
    (moved,) = section.tables
    assert moved.title == "上次会议后时限有变动、未列入台账的任务"
    assert [list(row)[:5] for row in moved.cells.itertuples(index=False)] == [["1", "报送材料", "6月20日", "6月25日", "晚5天"]]
