"""Which tables of source groups the versions of a board show, over a real store; and that every place says of which day they are."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from lib.access import NO_GROUPS, disclose
from lib.access.model import OfVersion
from lib.desk import releasing
from lib.desk.board import Board
from lib.desk.opening import Opened
from lib.desk.releasing import Releases
from lib.desk.reporting import report
from lib.desk.shelf import Shelf
from lib.errors import DatabaseDamaged
from lib.exports.registry import EXPORTS
from lib.exports.report import Section
from lib.i18n import Language
from lib.ingest.model import Workbook
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.store import Store, open_store
from tests.builders import make_feedback, make_workbook

WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)
WIDE, HEAD = Audience.ALL_MEMBERS, Audience.HEAD


def workbook(teachers: int, **facts: Any) -> Workbook:
    """So many opinions of teachers beside thirty of students, and nine about one person."""
    feedback = make_feedback(
        group=["教师", "学生", "教师"], category="甲", raw_count=[teachers, 30, 9], target=["unit", "unit", "person"], received="2014-05-05"
    )
    return make_workbook(feedback=feedback, **{"as_of": None, **facts})


def publish(shelf: Shelf, teachers: int, week: int, **facts: Any) -> None:
    """Publish a version over the one of the week before."""
    book = workbook(teachers, **facts)
    draft, when = Opened(book, "draft", "周报.xlsx"), WHEN + timedelta(weeks=week)
    shelf.publish("main", "", draft, f"{teachers}{week}".encode(), who="办公室", when=when, note="", base_version=week or None)


def shown(shelf: Shelf, number: int, audience: Audience = WIDE) -> tuple[tuple[int | None, ...], OfVersion | None]:
    """The totals that a version shows, and of which version they are."""
    groups = shelf.source_groups(shelf.open("main", number), audience)
    assert groups is not None
    return tuple(cells[0] for cells in groups.totals.cells), groups.totals.made_from


def test_a_version_that_differs_by_one_opinion_shows_the_table_before_it_with_its_day(shelf: Shelf):
    publish(shelf, 20, 0)
    publish(shelf, 21, 1)

    assert shown(shelf, 1) == ((30, 20), None)
    assert shown(shelf, 2) == ((30, 20), OfVersion(1, date(2014, 6, 3)))
    assert shown(shelf, 2, HEAD) == shown(shelf, 2)


def test_the_day_is_that_which_the_workbook_speaks_of(shelf: Shelf):
    publish(shelf, 20, 0, as_of=date(2014, 5, 31))
    publish(shelf, 21, 1)

    assert shown(shelf, 2)[1] == OfVersion(1, date(2014, 5, 31))


def test_each_version_shows_the_same_whenever_it_is_opened(shelf: Shelf):
    for week, teachers in enumerate((20, 22, 25, 40)):
        publish(shelf, teachers, week)

    assert [shown(shelf, number)[0] for number in (4, 1, 3, 2)] == [(40, 30), (30, 20), (30, 25), (30, 20)]


def test_what_was_decided_is_kept_with_the_version(shelf: Shelf):
    for week, teachers in enumerate((20, 22, 25)):
        publish(shelf, teachers, week)

    assert [dict(shelf.store.released("main", number)) for number in (1, 2, 3)] == [
        {"wide": 1},
        {"wide": 1},
        {"wide": 3},
    ]


def test_a_restored_version_shows_its_own_table(shelf: Shelf):
    publish(shelf, 20, 0)
    publish(shelf, 40, 1)
    shelf.restore("main", 1, who="办公室", when=WHEN + timedelta(weeks=2), note="", base_version=2)

    assert shown(shelf, 3) == ((30, 20), None)
    assert dict(shelf.store.released("main", 3)) == {"wide": 3}


def test_a_draft_is_compared_with_what_its_board_released(shelf: Shelf):
    publish(shelf, 20, 0)
    drafts = [shelf.source_groups(Opened(workbook(n), "draft", "x.xlsx"), WIDE, "main") for n in (21, 25)]

    assert [each.totals.made_from for each in drafts if each] == [OfVersion(1, date(2014, 6, 3)), None]
    assert shelf.source_groups(Opened(workbook(21), "draft", "x.xlsx"), WIDE, "other") is None


def test_a_person_s_matter_changes_no_table(shelf: Shelf):
    """The head may look as any audience: a table that counts such matters, beside one that does not, tells the group of each."""
    publish(shelf, 20, 0)
    other = workbook(20)
    other.feedback.loc[2, "raw_count"] = 10
    shelf.publish("main", "", Opened(other, "draft", "x"), b"2", who="x", when=WHEN + timedelta(weeks=1), note="", base_version=1)

    assert shown(shelf, 2) == shown(shelf, 2, HEAD) == ((30, 20), None)


@pytest.fixture
def old_board(tmp_path: Path) -> Iterator[Store]:
    """Two versions from before releases were kept with them."""
    with closing(open_store(str(tmp_path / "old.db"))) as store:
        store.ensure_board("main", "x", who="x", when=WHEN)
        for week, teachers in enumerate((20, 21)):
            book = workbook(teachers)
            store.publish("main", data=bytes([week]), workbook=book, who="x", when=WHEN + timedelta(weeks=week), base_version=week or None)
        yield store


def test_versions_of_which_nothing_was_kept_are_gone_through_anew(old_board: Store):
    assert dict(old_board.released("main", 2)) == {}
    assert Releases(old_board).of_version("main", 2, WIDE).totals.made_from == OfVersion(1, date(2014, 6, 3))


def test_without_the_version_before_there_is_no_table(old_board: Store, monkeypatch: pytest.MonkeyPatch):
    whole = old_board.open_version

    def damaged(board: str, version: int) -> Workbook:
        if version == 1:
            raise DatabaseDamaged("damaged", place="main 1")
        return whole(board, version)

    monkeypatch.setattr(old_board, "open_version", damaged)

    with pytest.raises(DatabaseDamaged):
        Releases(old_board).of_version("main", 2, WIDE)
    with pytest.raises(DatabaseDamaged):
        Releases(old_board).of_draft(workbook(40), "main", 2, WIDE)


def test_a_version_known_to_be_withheld_is_not_opened(shelf: Shelf, monkeypatch: pytest.MonkeyPatch):
    for week, teachers in enumerate((20, 21, 22)):
        publish(shelf, teachers, week)
    opened: list[int] = []
    store = shelf._store
    whole = store.open_version
    monkeypatch.setattr(store, "open_version", lambda board, version: opened.append(version) or whole(board, version))

    Releases(store).of_version("main", 3, WIDE)

    assert opened == [1]


def test_of_many_boards_only_those_asked_for_last_are_kept_at_hand(old_board: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(releasing, "MOST_BOARDS", 1)
    old_board.ensure_board("other", "y", who="x", when=WHEN)
    old_board.publish("other", data=b"z", workbook=workbook(40), who="x", when=WHEN, base_version=None)
    opened: list[str] = []
    whole = old_board.open_version
    monkeypatch.setattr(old_board, "open_version", lambda board, version: opened.append(board) or whole(board, version))
    releases = Releases(old_board)

    assert [releases.of_version(board, 1, WIDE).totals.cells for board in ("main", "other", "other", "main")] == [
        ((30,), (20,)),
        ((40,), (30,)),
        ((40,), (30,)),
        ((30,), (20,)),
    ]
    assert opened == ["main", "other", "main"]


def test_a_reader_who_was_overtaken_does_not_shorten_what_is_kept(old_board: Store, monkeypatch: pytest.MonkeyPatch):
    opened: list[int] = []
    whole = old_board.open_version

    def overtaken(board: str, version: int) -> Workbook:
        opened.append(version)
        if len(opened) == 1:
            releases.of_version("main", 2, WIDE)
        return whole(board, version)

    monkeypatch.setattr(old_board, "open_version", overtaken)
    releases = Releases(old_board)
    releases.of_version("main", 1, WIDE)
    releases.of_version("main", 2, WIDE)

    assert opened == [1, 1, 2]


SAYS = {Language.ZH: "截至2014年6月3日（第1版）的数据", Language.EN: "data as of 3 Jun 2014 (version 1)"}


@pytest.mark.parametrize("language", Language)
def test_page_and_files_say_of_which_day_and_version_an_older_table_is(shelf: Shelf, language: Language):
    publish(shelf, 20, 0)
    publish(shelf, 21, 1)
    opened = shelf.open("main", 2)
    board = Board(disclose(opened.workbook, WIDE, shelf.source_groups(opened, WIDE)), Filters(), date(2014, 6, 10))
    charts = tuple(board.chart(name, language) for name in ("groups", "group_by_category"))
    made = replace(report(board, opened, (), "", language), sections=(Section("groups", "x", "x", charts=charts),))

    assert all(SAYS[language] in each.note and SAYS[language] in each.alt for each in charts)
    for name in ("html", "pptx", "docx", "xlsx"):
        assert SAYS[language] in words_of(EXPORTS[name].render(made)), name


def words_of(content: bytes) -> str:
    """All parts of a file as text."""
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(unescape(package.read(name).decode("utf-8", "ignore")) for name in package.namelist())


def test_no_groups_is_no_table():
    assert NO_GROUPS.totals.rows == NO_GROUPS.by_category.rows == ()


def test_a_version_without_opinions_is_not_what_a_withheld_one_shows(shelf: Shelf):
    publish(shelf, 20, 0)
    empty = Opened(make_workbook(), "draft", "x.xlsx")
    shelf.publish("main", "", empty, b"none", who="x", when=WHEN + timedelta(weeks=1), note="", base_version=1)
    publish(shelf, 21, 2)

    assert [shown(shelf, number)[0] for number in (1, 2, 3)] == [(30, 20), (), (30, 20)]
