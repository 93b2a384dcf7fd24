"""Versions: published whole, numbered without gaps, never changed, opened as they were."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from lib.errors import Conflict, NotStored, StoreRefused
from lib.ingest.model import Finding, Severity
from lib.store import Action, ColumnChoice, PublishStatus, Store
from tests.builders import make_feedback, make_tasks, make_workbook
from tests.store.samples import BOARD, WHEN, WHO, assert_same, assert_whole, nth_bytes, nth_workbook, publish_nth


def test_a_new_board_has_no_version(store: Store) -> None:
    assert store.board(BOARD).current is None
    assert store.current(BOARD) is None
    assert store.list_versions(BOARD) == ()
    assert store.meetings(BOARD) == ()


def test_the_first_publish_is_version_one_and_says_what_it_holds(store: Store) -> None:
    workbook = make_workbook(
        make_tasks(3),
        make_feedback(5),
        findings=[Finding("no_year", Severity.ERROR), Finding("x", Severity.WARNING), Finding("y", Severity.WARNING)],
    )

    published = store.publish(BOARD, data=b"12345", workbook=workbook, who="甲", when=WHEN, base_version=None, note="第一周")

    version = published.version
    assert published.status is PublishStatus.PUBLISHED
    assert (version.number, version.who, version.note, version.published) == (1, "甲", "第一周", WHEN)
    assert (version.file_name, version.title, version.year, version.as_of) == ("plan.xlsx", "教育实践活动", 2014, date(2014, 6, 10))
    assert (version.tasks, version.feedback, version.errors, version.warnings, version.original_bytes) == (3, 5, 1, 2, 5)
    assert store.current(BOARD) == version


def test_a_version_opens_as_it_was_published_after_later_ones(store: Store) -> None:
    for number in (1, 2, 3):
        publish_nth(store, number, number - 1 or None)

    assert [version.number for version in store.list_versions(BOARD)] == [3, 2, 1]
    for version in store.list_versions(BOARD):
        assert_whole(store, version)


def test_the_same_bytes_again_are_no_new_version(store: Store) -> None:
    publish_nth(store, 1, None)

    again = publish_nth(store, 1, 1)

    assert (again.status, again.version.number) == (PublishStatus.ALREADY, 1)
    assert len(store.list_versions(BOARD)) == 1


def test_the_same_bytes_are_already_there_also_for_whom_the_version_is_news(store: Store) -> None:
    publish_nth(store, 1, None)

    assert publish_nth(store, 1, None).status is PublishStatus.ALREADY


def test_the_same_bytes_read_with_another_year_are_a_new_version(store: Store) -> None:
    for base, year in ((None, 2014), (1, 2015)):
        workbook = make_workbook(year=year)
        published = store.publish(BOARD, data=b"x", workbook=workbook, who=WHO, when=WHEN, base_version=base)

    assert (published.status, published.version.number) == (PublishStatus.PUBLISHED, 2)


def test_the_same_bytes_read_with_another_mapping_are_a_new_version(store: Store) -> None:
    for base, mapping in ((None, ()), (1, (ColumnChoice("tasks", "谁来办", "owner"),))):
        published = store.publish(BOARD, data=b"x", workbook=make_workbook(), who=WHO, when=WHEN, base_version=base, mapping=mapping)

    assert published.version.number == 2


def test_bytes_that_were_current_before_may_be_published_again(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)

    assert publish_nth(store, 1, 2).version.number == 3


@pytest.mark.parametrize("base", [None, 1, 3, 99])
def test_who_has_not_seen_the_current_version_gets_it_named_and_changes_nothing(store: Store, base: int | None) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)
    before = (store.list_versions(BOARD), store.log())

    with pytest.raises(Conflict) as conflict:
        publish_nth(store, 3, base)

    assert conflict.value.current == 2
    assert (store.list_versions(BOARD), store.log()) == before


def test_on_an_empty_board_a_base_version_is_a_conflict_with_nothing(store: Store) -> None:
    with pytest.raises(Conflict) as conflict:
        publish_nth(store, 1, 7)

    assert conflict.value.current is None


def test_restoring_publishes_the_old_version_anew(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)

    restored = store.restore(BOARD, 1, who="乙", when=WHEN, base_version=2, note="第2版有误")

    version = restored.version
    assert (restored.status, version.number, version.restored_from, version.who) == (PublishStatus.PUBLISHED, 3, 1, "乙")
    assert_same(store.open_version(BOARD, 3), nth_workbook(1))
    assert store.original(BOARD, 3).data == nth_bytes(1)
    assert [version.number for version in store.list_versions(BOARD)] == [3, 2, 1]
    assert [point.value for point in store.trends(BOARD, ["done_share"])[0].points] == [0.01, 0.02, 0.01]


def test_restoring_what_is_current_writes_nothing(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)
    store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=2)

    again = store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=3)

    assert (again.status, again.version.number) == (PublishStatus.ALREADY, 3)


def test_restoring_over_an_unseen_version_is_a_conflict(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)

    with pytest.raises(Conflict):
        store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=1)


def test_the_restored_bytes_are_known_as_published(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)
    store.restore(BOARD, 1, who=WHO, when=WHEN, base_version=2)

    assert publish_nth(store, 1, 3).status is PublishStatus.ALREADY


def test_boards_have_versions_and_memories_of_their_own(store: Store) -> None:
    store.create_board("unit-2", "二部门", who=WHO, when=WHEN)
    publish_nth(store, 1, None)
    publish_nth(store, 1, None, board="unit-2")
    publish_nth(store, 2, 1, board="unit-2")
    store.remember_year("unit-2", 2015, who=WHO, when=WHEN)

    assert [(board.code, board.current, board.year) for board in store.boards()] == [(BOARD, 1, None), ("unit-2", 2, 2015)]
    assert len({version.key for code in (BOARD, "unit-2") for version in store.list_versions(code)}) == 3


@pytest.mark.parametrize("version", [0, 2, -1])
def test_a_version_that_is_not_there_is_said_to_be_missing(store: Store, version: int) -> None:
    publish_nth(store, 1, None)

    for ask in (store.open_version, store.original, store.version):
        with pytest.raises(NotStored) as missing:
            ask(BOARD, version)
        assert missing.value.code == "no_version"
    with pytest.raises(NotStored):
        store.restore(BOARD, version, who=WHO, when=WHEN, base_version=1)
    with pytest.raises(NotStored):
        store.mark_meeting(BOARD, version, "会", who=WHO, when=WHEN)


def test_a_board_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    for code in ("other", "", "a/b"):
        with pytest.raises(NotStored):
            store.list_versions(code)
        with pytest.raises(NotStored):
            publish_nth(store, 1, None, board=code)
        assert code == "other" or store.boards()[0].code == BOARD


@pytest.mark.parametrize("code", ["", " ", "a/b", "a b", "-a", "?", "x" * 41])
def test_a_code_that_cannot_stand_in_a_link_is_refused(store: Store, code: str) -> None:
    with pytest.raises(StoreRefused) as refused:
        store.create_board(code, "板", who=WHO, when=WHEN)

    assert refused.value.code == "bad_code"


def test_a_code_may_be_in_any_script_and_is_the_same_in_any_case_and_width(store: Store) -> None:
    store.create_board("二中-Ａ", "二中", who=WHO, when=WHEN)

    assert store.board("二中-A").code == "二中-a"
    with pytest.raises(StoreRefused) as refused:
        store.create_board("二中-a", "又一个", who=WHO, when=WHEN)
    assert refused.value.code == "board_exists"
    assert store.ensure_board("二中-A", "又一个", who=WHO, when=WHEN).title == "二中"


def test_meetings_are_marked_one_after_the_other_and_the_last_is_the_baseline(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)
    store.mark_meeting(BOARD, 2, "第一次会议", who=WHO, when=WHEN)
    store.mark_meeting(BOARD, 1, "第二次会议", who="乙", when=WHEN + timedelta(days=30))
    store.mark_meeting(BOARD, 2, "补开的会", who=WHO, when=WHEN)

    assert [(mark.version, mark.name) for mark in store.meetings(BOARD)] == [(2, "补开的会"), (1, "第二次会议"), (2, "第一次会议")]
    assert [version.meetings for version in store.list_versions(BOARD)] == [("第一次会议", "补开的会"), ("第二次会议",)]


def test_columns_mapped_by_hand_are_remembered_until_they_are_replaced(store: Store) -> None:
    first = (ColumnChoice("tasks", "谁来办", "owner"), ColumnChoice("tasks", "啥时候完", "due_text"))
    store.remember_columns(BOARD, first, who=WHO, when=WHEN)

    assert set(store.columns(BOARD)) == set(first)

    store.remember_columns(BOARD, [ColumnChoice("tasks", "谁来办", "owner"), ColumnChoice("tasks", "谁来办", "lead")], who=WHO, when=WHEN)

    assert store.columns(BOARD) == (ColumnChoice("tasks", "谁来办", "lead"),)
    store.remember_columns(BOARD, [], who=WHO, when=WHEN)
    assert store.columns(BOARD) == ()


def test_a_year_is_remembered_and_forgotten(store: Store) -> None:
    store.remember_year(BOARD, 2014, who=WHO, when=WHEN)

    assert store.board(BOARD).year == 2014
    store.remember_year(BOARD, None, who=WHO, when=WHEN)
    assert store.board(BOARD).year is None


def test_the_log_tells_who_did_what_and_when(store: Store) -> None:
    publish_nth(store, 1, None)
    publish_nth(store, 2, 1)
    store.restore(BOARD, 1, who="乙", when=WHEN, base_version=2, note="退回")
    store.mark_meeting(BOARD, 3, "周会", who="丙", when=WHEN)
    store.rename_board(BOARD, "新名", who="丙", when=WHEN)

    entries = store.log(BOARD)

    assert [(entry.action, entry.version) for entry in entries] == [
        (Action.RENAME_BOARD, None),
        (Action.MARK_MEETING, 3),
        (Action.RESTORE, 3),
        (Action.PUBLISH, 2),
        (Action.PUBLISH, 1),
        (Action.CREATE_BOARD, None),
    ]
    assert (entries[2].who, entries[2].note, entries[2].detail["restored_from"]) == ("乙", "退回", "1")
    assert dict(entries[4].detail) == {"file_name": "第1周.xlsx", "tasks": "2", "feedback": "1", "errors": "0", "warnings": "0"}
    assert entries[4].when == datetime(2014, 6, 10, 8, 31, tzinfo=UTC)
    assert len(store.log(most=2)) == 2


def test_a_figure_that_a_version_does_not_say_is_none_and_never_not_a_number(store: Store) -> None:
    publish_nth(store, 1, None)

    shares = store.trends(BOARD, ["closed_share", "never_named"])

    assert [point.value for point in shares[0].points] == [None]
    assert shares[1].points == ()
    with pytest.raises(ValueError, match="nan"):
        store.publish(BOARD, data=b"y", workbook=make_workbook(), who=WHO, when=WHEN, base_version=1, figures={"a": float("nan")})
    assert store.board(BOARD).current == 1


def test_times_come_back_in_utc_and_a_time_without_a_zone_is_a_mistake(store: Store) -> None:
    shanghai = timezone(timedelta(hours=8))
    when = datetime(2014, 6, 10, 7, 30, 0, 123456, tzinfo=shanghai)
    published = store.publish(BOARD, data=b"x", workbook=make_workbook(), who=WHO, when=when, base_version=None)

    assert published.version.published == datetime(2014, 6, 9, 23, 30, 0, 123456, tzinfo=UTC)
    with pytest.raises(Exception, match="without a zone"):
        store.publish(BOARD, data=b"y", workbook=make_workbook(), who=WHO, when=when.replace(tzinfo=None), base_version=1)
    assert store.board(BOARD).current == 1


def test_text_that_a_database_cannot_hold_does_not_stop_a_publish(store: Store) -> None:
    workbook = make_workbook(title="题\x00目\ud800", file_name="a\x00.xlsx")

    version = store.publish(BOARD, data=b"x", workbook=workbook, who="甲\x00", when=WHEN, base_version=None, note="\udfff注").version

    assert (version.title, version.file_name, version.who, version.note) == ("题目?", "a.xlsx", "甲", "?注")
    assert store.open_version(BOARD, 1).title == "题\x00目\ud800"


def test_nothing_that_was_published_can_be_asked_to_go() -> None:
    verbs = ("delete", "remove", "drop", "purge", "clear", "update", "edit", "forget")

    assert [name for name in dir(Store) if name.startswith(verbs)] == ["forget"]  # personal matters after a campaign, and nothing else
