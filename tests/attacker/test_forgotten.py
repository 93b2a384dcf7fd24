"""After forgetting, every version shows the group tables that it showed before, or none: what went gives nothing away by going."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.access.forgetting import without_persons
from lib.desk.opening import Opened
from lib.desk.shelf import Shelf, open_shelf
from lib.ingest.model import Workbook
from lib.schema import Audience
from lib.settings import Settings
from lib.store import FileState, Remainder
from tests.builders import make_feedback, make_workbook

WHEN = datetime(2014, 6, 3, 4, 0, tzinfo=UTC)
WEEKS = (30, 31, 36, 41)
"""Opinions of teachers, week by week; the second week differs by one."""


def week(teachers: int) -> Workbook:
    """Beside teachers and students: nine opinions of a group that bears a person's name, three of gatekeepers, one about that person."""
    feedback = make_feedback(
        group=["教师", "学生", "李某某", "门卫", "教师"],
        category=["民生", "民生", "民生", "民生", "李某某的作风"],
        raw_count=[teachers, 40, 9, 3, 7],
        target=["unit", "unit", "unit", "unit", "person"],
        target_person=[None, None, None, None, "李某某"],
        openness=["face_to_face", "back_to_back", "face_to_face", "back_to_back", "back_to_back"],
        scope="public",
        received="2014-05-06",
    )
    return make_workbook(feedback=feedback, as_of=None)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """A board of four weeks."""
    with closing(open_shelf(Settings(database_url=str(tmp_path / "board.db")))) as opened:
        for number, teachers in enumerate(WEEKS):
            draft, when = Opened(week(teachers), "draft", "周报.xlsx"), WHEN + timedelta(weeks=number)
            opened.publish("main", "", draft, bytes([number]), who="办公室", when=when, note="", base_version=number or None)
        yield opened


def forget(shelf: Shelf) -> None:
    """Each version without what is personal, the file put in the old one's place."""
    left = []
    for holding in shelf.store.holdings("main"):
        found = without_persons(shelf.store.open_version("main", holding.versions[0]))
        left.append(Remainder(holding, found.workbook, found.cells, FileState.REBUILT, b"rest", "周报.xlsx"))
    shelf.store.forget("main", left, who="办公室", when=WHEN + timedelta(days=200), base_version=len(WEEKS))


def shown(shelf: Shelf, audience: Audience) -> list[object]:
    """The tables of every version, as a process that has opened none of them finds them."""
    fresh = Shelf(shelf.store)
    return [fresh.source_groups(fresh.open("main", number), audience) for number in range(1, len(WEEKS) + 1)]


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.HEAD])
def test_after_forgetting_every_version_shows_the_table_it_showed_or_none(shelf: Shelf, audience: Audience):
    before = shown(shelf, audience)
    assert before[0].totals.rows == ("学生", "教师", "")  # type: ignore[attr-defined]
    assert before[1].totals.made_from.number == 1  # type: ignore[attr-defined]

    forget(shelf)

    assert all(after == old or after.totals.rows == () for old, after in zip(before, shown(shelf, audience), strict=True))  # type: ignore[attr-defined]


def test_after_forgetting_no_table_names_a_group_by_the_person_who_was_concerned(shelf: Shelf):
    forget(shelf)

    for audience in (Audience.PUBLIC, Audience.HEAD):
        assert "李某某" not in repr(shown(shelf, audience))
    for number in range(1, len(WEEKS) + 1):
        assert "李某某" not in shelf.store.open_version("main", number).feedback.to_csv()
