"""After a campaign personal matters go from every version and file, for good; nothing else goes, and no count changes."""

import html
import importlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.forgetting import carry_out, plan
from lib.desk.opening import Opened, open_file
from lib.desk.shelf import Shelf
from lib.errors import Conflict
from lib.exports.redacted import rebuilt
from lib.i18n import LANGUAGES
from lib.ingest.worker import read_unisolated
from lib.metrics.filters import Filters
from lib.schema import Audience, Opinion
from lib.settings import Settings
from lib.store import AuditAction, FileState, open_store
from lib.store.tables import WRITTEN_ONCE
from lib.wording.versions import facts, marks
from tests.server.ledger_book import CANARIES, KEPT, ledger_book
from tests.store.samples import BOARD, WHEN, WHO

LATER = WHEN + timedelta(days=200)


@pytest.fixture(scope="module")
def drafts() -> tuple[tuple[Opened, bytes], ...]:
    """Two weeks of the same ledger, read once for all tests."""
    files = (ledger_book(), ledger_book("（第二周）"))
    return tuple(
        (Opened(read_unisolated(data, f"{week}.xlsx", year=2014), f"draft-{week}", f"{week}.xlsx"), data)
        for week, data in enumerate(files, 1)
    )


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's job is done here; that a worker does it is tried with the command."""

    def done(function: str, arguments: tuple[object, ...], gives: type, *, file_name: str, ceilings: object) -> object:
        del gives, file_name, ceilings
        module, name = function.split(":")
        return getattr(importlib.import_module(module), name)(*arguments)

    monkeypatch.setattr("lib.exports.redacted.run_isolated", done)


@pytest.fixture
def here(made_file: Path, tmp_path: Path) -> Iterator[Shelf]:
    """A shelf in a file: for what does not depend on the sort of database."""
    shutil.copyfile(made_file, tmp_path / "here.db")
    with closing(Shelf(open_store(str(tmp_path / "here.db")))) as opened:
        yield opened


@pytest.fixture
def filled(shelf: Shelf, drafts: tuple[tuple[Opened, bytes], ...]) -> Shelf:
    """A board on each sort of database."""
    return with_three_versions(shelf, drafts)


@pytest.fixture
def filled_here(here: Shelf, drafts: tuple[tuple[Opened, bytes], ...]) -> Shelf:
    """The same in a file."""
    return with_three_versions(here, drafts)


def with_three_versions(shelf: Shelf, drafts: tuple[tuple[Opened, bytes], ...]) -> Shelf:
    """Two versions, and the first one restored as the third."""
    for number, (draft, data) in enumerate(drafts):
        shelf.publish(BOARD, "", draft, data, who=WHO, when=WHEN, note="", base_version=number or None)
    shelf.restore(BOARD, 1, who=WHO, when=WHEN, note="", base_version=2)
    return shelf


def forget(shelf: Shelf) -> None:
    """As the command does it."""
    carry_out(shelf, plan(shelf, BOARD), who="office", when=LATER)


def words_of(data: bytes) -> str:
    """Everything that is written in a workbook, part by part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(html.unescape(package.read(name).decode("utf-8", "replace")) for name in package.namelist())


def held(shelf: Shelf) -> str:
    """Everything that the versions hold, as text."""
    told = []
    for version in shelf.versions(BOARD):
        workbook = shelf.open(BOARD, version.number).workbook
        told += [
            frame.to_csv() for frame in (workbook.tasks, workbook.feedback, workbook.organisation, workbook.talks, workbook.evaluation)
        ]
        told += [repr(workbook.findings), repr(workbook.unread), words_of(shelf.original(BOARD, version.number).data)]
    return "".join(told)


def figures(shelf: Shelf, number: int, audience: Audience) -> list[object]:
    """What a board says in numbers."""
    opened = shelf.open(BOARD, number)
    day = WHEN.date()
    board = Board(disclose(opened.workbook, audience), Filters(), day, published=day)
    counted = [board.progress, board.feedback_totals, board.categories, board.channels, board.feedback_by_xun, board.groups]
    return [*counted, board.group_by_category, board.rectification, board.rectification_view.funnel, board.talks.held, board.evaluations]


def test_the_ledger_holds_what_the_test_looks_for(filled_here: Shelf):
    written = held(filled_here)

    assert [name for name, word in CANARIES.items() if word not in written] == []
    assert filled_here.open(BOARD).workbook.feedback[Opinion.TEXT].notna().sum() == 9


def test_a_board_without_versions_is_refused(here: Shelf):
    with pytest.raises(Exception, match="no_board"):
        plan(here, BOARD)


def test_a_plan_changes_nothing_and_tells_what_would_go(filled_here: Shelf):
    before = (filled_here.versions(BOARD), held(filled_here))

    planned = plan(filled_here, BOARD)

    assert [(one.versions, one.file) for one in planned.going] == [((1, 3), FileState.REDACTED), ((2,), FileState.REDACTED)]
    assert all(one.cells > 20 for one in planned.going)
    assert (filled_here.versions(BOARD), held(filled_here)) == before


def test_nothing_personal_is_left_and_everything_else_is(filled_here: Shelf):
    forget(filled_here)
    written = held(filled_here)

    assert [name for name, word in CANARIES.items() if word in written] == []
    assert [word for word in KEPT if word not in written] == []
    assert "2014-04-17" not in filled_here.open(BOARD).workbook.feedback.loc[[0, 1], Opinion.RECEIVED].astype(str).tolist()


def test_no_count_changes_for_anybody(filled_here: Shelf):
    who = (Audience.PUBLIC, Audience.LEADING_GROUP, Audience.HEAD)
    before = [figures(filled_here, 1, audience) for audience in who]
    forget(filled_here)

    assert [figures(filled_here, 1, audience) for audience in who] == before


def test_the_history_says_when_and_by_whom(filled: Shelf):
    before = filled.versions(BOARD)
    forget(filled)
    after = filled.versions(BOARD)

    assert [(one.forgotten.who, one.forgotten.when, one.forgotten.file) for one in after] == [("office", LATER, FileState.REDACTED)] * 3
    assert [(one.number, one.published, one.who, one.tasks, one.feedback) for one in after] == [
        (one.number, one.published, one.who, one.tasks, one.feedback) for one in before
    ]
    assert {one.key for one in after} & {one.key for one in before} == set()
    for language in LANGUAGES:
        assert "office" in facts(after[0], language)
        assert "office" in marks(after[0], 3, 3, None, language)[-1]
        assert "⟦" not in facts(after[0], language)
    assert filled.log(BOARD)[0].action == "forget"
    last = filled.audit_entries(1)[0].event
    assert (last.who, last.action, last.board) == ("office", AuditAction.FORGOTTEN, BOARD)
    assert filled.verify_audit() is None


def test_a_second_time_nothing_is_left_to_forget(filled_here: Shelf):
    forget(filled_here)
    entries = len(filled_here.audit_entries())

    assert plan(filled_here, BOARD).going == ()
    forget(filled_here)
    assert len(filled_here.audit_entries()) == entries


def test_the_redacted_file_reads_like_the_version_that_it_belongs_to(filled_here: Shelf):
    forget(filled_here)
    kept = filled_here.open(BOARD, 1).workbook
    again = read_unisolated(filled_here.original(BOARD, 1).data, "1.xlsx", year=2014)

    assert again.feedback[Opinion.TEXT].tolist() == kept.feedback[Opinion.TEXT].tolist()
    assert again.feedback[Opinion.RECEIVED].tolist() == kept.feedback[Opinion.RECEIVED].tolist()
    assert again.tasks["task"].tolist() == kept.tasks["task"].tolist()


def test_the_triggers_stand_again_afterwards(filled: Shelf):
    forget(filled)

    for table in ("versions", "contents", "parts", "originals"):
        assert table in WRITTEN_ONCE
        with pytest.raises(Exception, match="written once"), filled.store._database.writing() as connection:
            connection.exec_driver_sql(f"DELETE FROM {table}")


def test_whoever_publishes_meanwhile_is_not_overrun(filled: Shelf, drafts: tuple[tuple[Opened, bytes], ...]):
    planned = plan(filled, BOARD)
    draft, data = drafts[1]
    filled.publish(BOARD, "", draft, data, who=WHO, when=WHEN, note="", base_version=3)

    with pytest.raises(Conflict):
        carry_out(filled, planned, who="office", when=LATER)
    assert [one.forgotten for one in filled.versions(BOARD)] == [None] * 4


def test_the_same_file_on_another_board_stays_there_and_is_named(filled: Shelf, drafts: tuple[tuple[Opened, bytes], ...]):
    draft, data = drafts[0]
    filled.publish("second", "", draft, data, who=WHO, when=WHEN, note="", base_version=None)

    assert plan(filled, BOARD).other_boards == ("second",)
    forget(filled)
    assert filled.original("second", 1).data == data
    assert filled.original(BOARD, 1).data != data


def test_a_file_that_cannot_be_edited_becomes_a_workbook_made_anew(here: Shelf, tmp_path: Path):
    lines = ["编号,听取方式,意见建议内容,涉及对象,问题类别", f"Y1,背靠背,{CANARIES['back to back']},学校工作,形式主义"]
    data = "\n".join(lines).encode()
    draft = open_file(data, "意见.csv", Settings(), year=2014)
    here.publish(BOARD, "", draft, data, who=WHO, when=WHEN, note="", base_version=None)

    forget(here)

    version = here.current(BOARD)
    assert version is not None
    assert version.forgotten is not None
    assert (version.forgotten.file, version.file_name) == (FileState.REBUILT, "意见.xlsx")
    assert CANARIES["back to back"] not in held(here)
    again = read_unisolated(here.original(BOARD, 1).data, "意见.xlsx", year=2014)
    assert again.feedback[[Opinion.FEEDBACK_ID, Opinion.CATEGORY]].to_numpy().tolist() == [["Y1", "形式主义"]]


def test_a_workbook_made_anew_has_one_sheet_for_each_table(drafts: tuple[tuple[Opened, bytes], ...]):
    again = read_unisolated(rebuilt(drafts[0][0].workbook), "neu.xlsx", year=2014)

    assert (len(again.tasks), len(again.feedback), len(again.organisation), len(again.talks)) == (2, 10, 1, 1)


def bytes_on_disk(address: str) -> bytes:
    """The bytes of the database's files, or of the server's tables as it gives them."""
    if "://" not in address:
        return b"".join(path.read_bytes() for path in Path(address).parent.glob(Path(address).name + "*"))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        folder = connection.execute("SHOW data_directory").fetchone()[0]  # type: ignore[index]
        tables = "SELECT pg_relation_filepath(c.oid) FROM pg_class c WHERE relkind IN ('r', 't') AND relfilenode > 0"
        names = [row[0] for row in connection.execute(tables) if row[0]]
    return b"".join(path.read_bytes() for name in names if (path := Path(folder) / name).exists())


def test_not_one_removed_byte_is_left_in_the_database_files(made_address: str, drafts: tuple[tuple[Opened, bytes], ...]):
    """Bytes that are not compressed stand in for words: a packed frame or workbook cannot be searched for them."""
    draft, data = drafts[0]
    with closing(Shelf(open_store(made_address))) as shelf:
        shelf.publish(BOARD, "", draft, data, who=WHO, when=WHEN, note="", base_version=None)
        with shelf.store._database.reading() as connection:
            packed = connection.exec_driver_sql("SELECT packed FROM parts WHERE name IN ('feedback', 'outline')").scalars().all()
            packed += connection.exec_driver_sql("SELECT packed FROM originals").scalars().all()
        pieces = [bytes(one[place : place + 48]) for one in packed for place in range(0, len(one) - 48, 499)]
        assert [piece for piece in pieces if piece not in bytes_on_disk(made_address)] == []

        forget(shelf)
        with shelf.store._database.reading() as connection:
            now = b"".join(connection.exec_driver_sql("SELECT packed FROM parts").scalars())
            now += b"".join(connection.exec_driver_sql("SELECT packed FROM originals").scalars())
        gone = [piece for piece in pieces if piece not in now]

        assert len(gone) > len(pieces) // 4
        assert [piece for piece in gone if piece in bytes_on_disk(made_address)] == []


def test_the_sample_is_edited_in_place_and_its_states_stay(here: Shelf):
    """Known words of state stand in rules and drop-downs of a file; they are nobody's matter."""
    data = (Path(__file__).parents[2] / "data" / "sample.xlsx").read_bytes()
    workbook = read_unisolated(data, "sample.xlsx")
    here.publish(BOARD, "", Opened(workbook, "draft", "sample.xlsx"), data, who=WHO, when=WHEN, note="", base_version=None)

    forget(here)

    version = here.current(BOARD)
    assert version is not None
    assert version.forgotten is not None
    assert version.forgotten.file is FileState.REDACTED
    again = read_unisolated(here.original(BOARD, 1).data, "sample.xlsx")
    for name in (Opinion.STATUS, Opinion.RAW_COUNT, Opinion.MERGED_INTO, Opinion.CATEGORY, Opinion.DUE):
        assert again.feedback[name].astype("str").tolist() == workbook.feedback[name].astype("str").tolist()
