"""The shelf: publishing, looking again, restoring; what a board remembers and what it tells over time."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf, open_shelf
from lib.errors import Conflict, NotStored, StoreRefused
from lib.ingest.model import ColumnChoice, Workbook
from lib.metrics.versions import VersionFigure
from lib.settings import Settings
from lib.store import Published, PublishStatus, Remembered
from tests.builders import make_tasks, make_workbook
from tests.store.samples import assert_same

WHO = "办公室"
WHEN = datetime(2014, 6, 10, 8, 30, tzinfo=UTC)
CHOICE = ColumnChoice("tasks", "牵头科室", "owner_unit")


def weekly(done: int, **facts: object) -> Workbook:
    """A plan of four tasks of which the first so many are done."""
    status = ["done"] * done + ["in_progress"] * (4 - done)
    return make_workbook(make_tasks(status=status), title="教育实践活动", file_name=f"周报{done}.xlsx", **facts)  # type: ignore[arg-type]


def draft(workbook: Workbook, **given: object) -> Opened:
    """The workbook as it stands before it is published."""
    return replace(Opened(workbook, "draft", workbook.file_name), **given)


def publish(shelf: Shelf, done: int, base: int | None, *, board: str = "main", days: int = 0, **given: object) -> Published:
    """Publish a plan of which so many tasks are done."""
    workbook = weekly(done)
    data = f"bytes {done}".encode()
    when = WHEN + timedelta(days=days)
    return shelf.publish(board, "", draft(workbook, **given), data, who=WHO, when=when, note=f"第{done}次", base_version=base)


def test_an_empty_shelf_has_nothing_and_says_so_without_a_fault(shelf: Shelf):
    assert shelf.boards() == ()
    assert shelf.board_or_first(None) is None
    assert shelf.board_or_first("main") is None
    assert shelf.current("main") is None
    assert shelf.versions("main") == ()
    assert shelf.meetings("main") == ()
    assert shelf.meeting_baseline("main") is None
    assert shelf.remembered("main") == Remembered()
    assert shelf.log("main") == ()
    assert shelf.trends("main", [VersionFigure.LATE])[0].points == ()
    with pytest.raises(NotStored) as fault:
        shelf.open("main")
    assert fault.value.code == "nothing_published"


def test_the_first_publish_makes_the_board_under_the_title_of_its_workbook(shelf: Shelf):
    published = publish(shelf, 1, None)

    assert published.status is PublishStatus.PUBLISHED
    assert published.version.number == 1
    assert [(board.code, board.title, board.current) for board in shelf.boards()] == [("main", "教育实践活动", 1)]


def test_a_title_given_by_hand_goes_before_that_of_the_workbook(shelf: Shelf):
    shelf.publish("main", "县委办", draft(weekly(1)), b"1", who=WHO, when=WHEN, note="", base_version=None)

    assert shelf.boards()[0].title == "县委办"


def test_what_was_published_opens_again_as_it_was(shelf: Shelf):
    publish(shelf, 1, None)
    publish(shelf, 2, 1)

    current, old = shelf.open("main"), shelf.open("main", 1)

    assert (current.info, current.version) == (shelf.current("main"), shelf.current("main").key)
    assert (old.info.number, old.file_name, old.published) == (1, "周报1.xlsx", date(2014, 6, 10))
    assert not old.is_draft
    assert_same(current.workbook, weekly(2))
    assert_same(old.workbook, weekly(1))
    assert shelf.original("main", 1).data == b"bytes 1"


def test_the_same_file_again_is_no_new_version(shelf: Shelf):
    publish(shelf, 1, None)

    again = publish(shelf, 1, 1)

    assert (again.status, again.version.number) == (PublishStatus.ALREADY, 1)
    assert len(shelf.versions("main")) == 1


def test_who_compared_with_an_older_version_is_told_and_nothing_is_written(shelf: Shelf):
    publish(shelf, 1, None)
    publish(shelf, 2, 1)

    with pytest.raises(Conflict) as fault:
        publish(shelf, 3, 1)

    assert fault.value.current == 2
    assert shelf.current("main").number == 2
    assert publish(shelf, 3, 2).version.number == 3


def test_a_comparison_with_a_version_that_is_not_there_is_told_apart(shelf: Shelf):
    with pytest.raises(Conflict) as fault:
        publish(shelf, 1, 4)

    assert (fault.value.code, fault.value.current) == ("conflict_ahead", None)


def test_a_board_on_which_publishing_failed_is_not_shown(shelf: Shelf):
    with pytest.raises(Conflict):
        publish(shelf, 1, 4)

    assert shelf.boards() == ()
    assert shelf.board_or_first("main") is None


def test_restoring_publishes_the_old_one_anew_and_keeps_history(shelf: Shelf):
    publish(shelf, 1, None)
    publish(shelf, 2, 1)

    restored = shelf.restore("main", 1, who=WHO, when=WHEN, note="撤回", base_version=2)

    assert (restored.version.number, restored.version.restored_from) == (3, 1)
    assert [version.number for version in shelf.versions("main")] == [3, 2, 1]
    assert_same(shelf.open("main").workbook, weekly(1))


def test_restoring_over_what_one_has_not_seen_is_refused(shelf: Shelf):
    publish(shelf, 1, None)
    publish(shelf, 2, 1)

    with pytest.raises(Conflict):
        shelf.restore("main", 1, who=WHO, when=WHEN, note="", base_version=1)


def test_the_last_marked_version_is_the_meeting_baseline(shelf: Shelf):
    publish(shelf, 1, None)
    publish(shelf, 2, 1)
    shelf.mark_meeting("main", 2, "六月例会", who=WHO, when=WHEN)
    shelf.mark_meeting("main", 1, "补记", who=WHO, when=WHEN)

    assert shelf.meeting_baseline("main").number == 1
    assert [(mark.version, mark.name) for mark in shelf.meetings("main")] == [(1, "补记"), (2, "六月例会")]


def test_the_year_and_the_columns_given_by_hand_are_remembered(shelf: Shelf):
    publish(shelf, 1, None, year=2014, columns=(CHOICE,))

    assert shelf.remembered("main") == Remembered(2014, (CHOICE,))


def test_a_file_that_needed_no_year_leaves_the_remembered_one(shelf: Shelf):
    publish(shelf, 1, None, year=2014, columns=(CHOICE,))
    publish(shelf, 2, 1, columns=(CHOICE,))

    assert shelf.remembered("main") == Remembered(2014, (CHOICE,))


def test_columns_taken_back_by_hand_are_forgotten(shelf: Shelf):
    publish(shelf, 1, None, columns=(CHOICE,))
    publish(shelf, 2, 1, columns=())

    assert shelf.remembered("main") == Remembered()


def test_a_refused_publish_leaves_what_is_remembered(shelf: Shelf):
    publish(shelf, 1, None, year=2014, columns=(CHOICE,))
    with pytest.raises(Conflict):
        publish(shelf, 2, None, year=2015)

    assert shelf.remembered("main") == Remembered(2014, (CHOICE,))


def test_the_same_columns_again_are_no_line_in_the_log(shelf: Shelf):
    publish(shelf, 1, None, year=2014, columns=(CHOICE,))
    publish(shelf, 2, 1, year=2014, columns=(CHOICE,))

    actions = [str(entry.action) for entry in reversed(shelf.log("main"))]
    assert actions == ["create_board", "publish", "remember_year", "remember_columns", "publish"]


def test_trends_tell_each_version_oldest_first(shelf: Shelf):
    publish(shelf, 1, None)
    publish(shelf, 3, 1, days=7)

    share, closed = shelf.trends("main", [VersionFigure.DONE_SHARE, VersionFigure.CLOSED_SHARE])

    assert [(point.version, point.value) for point in share.points] == [(1, 0.25), (2, 0.75)]
    assert [point.value for point in closed.points] == [None, None]


def test_a_restored_version_is_judged_on_the_day_of_its_restoring(shelf: Shelf):
    tasks = make_tasks(end=["2014-06-20", "2014-12-31"])
    shelf.publish("main", "", draft(make_workbook(tasks, as_of=None)), b"1", who=WHO, when=WHEN, note="", base_version=None)
    publish(shelf, 2, 1)
    shelf.restore("main", 1, who=WHO, when=WHEN + timedelta(days=30), note="", base_version=2)

    late = shelf.trends("main", [VersionFigure.LATE])[0].points
    assert (late[0].value, late[2].value) == (0, 1)


def test_boards_do_not_touch_each_other(shelf: Shelf):
    publish(shelf, 1, None, board="b")
    publish(shelf, 2, None, board="一中")

    assert [board.code for board in shelf.boards()] == ["b", "一中"]
    assert shelf.board_or_first(" B ").code == "b"
    assert shelf.board_or_first("一中").code == "一中"
    assert shelf.board_or_first("nowhere").code == "b"
    assert shelf.board_or_first("?!").code == "b"
    assert len(shelf.versions("b")) == len(shelf.versions("一中")) == 1


def test_the_default_board_is_shown_first_where_none_is_named(shelf: Shelf):
    publish(shelf, 1, None, board="b")
    publish(shelf, 2, None)

    assert shelf.board_or_first(None).code == "main"


def test_a_code_that_cannot_stand_in_a_link_is_refused(shelf: Shelf):
    with pytest.raises(StoreRefused):
        publish(shelf, 1, None, board="a/b")


def test_a_backup_brings_everything_to_another_database(shelf: Shelf, tmp_path: Path):
    publish(shelf, 1, None, columns=(CHOICE,))
    shelf.mark_meeting("main", 1, "例会", who=WHO, when=WHEN)
    shelf.backup(tmp_path / "kept.backup", who=WHO, when=WHEN)

    with closing(open_shelf(Settings(database_url=str(tmp_path / "other.db")))) as other:
        other.restore_backup(tmp_path / "kept.backup", who=WHO, when=WHEN)

        assert other.versions("main") == shelf.versions("main")
        assert other.remembered("main") == Remembered(None, (CHOICE,))
        assert_same(other.open("main").workbook, weekly(1))
