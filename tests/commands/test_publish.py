"""`python -m lib publish|backup|restore`: what a weekly task reads in the exit code and the one object on standard output."""

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from lib.commands import backup, publish, restore
from lib.desk.shelf import Shelf, open_shelf
from lib.ingest.model import ColumnChoice
from lib.settings import settings
from lib.store import Remembered

EXAMPLES = Path(__file__).parents[1] / "ingest" / "examples"
SEED = EXAMPLES / "seed_schedule.xlsx"
LEDGER = EXAMPLES / "o11_feedback_and_ledger.xlsx"
PLAN = "序号,工作内容,完成时限,状态\n1,动员大会,3月中旬,已完成\n2,学习研讨,4月底前,进行中\n"


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database of the test's own, in the settings as a person would name it."""
    path = tmp_path / "kept" / "board.db"
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(path))
    settings.cache_clear()
    yield path
    settings.cache_clear()


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str], str]:
    """Writes a plan that the word in its title tells apart; gives its path."""

    def write(title: str) -> str:
        path = tmp_path / f"{title}.csv"
        path.write_text(f"{title}2014年工作安排,,,\n{PLAN}", encoding="utf-8")
        return str(path)

    return write


def run(verb: Any, *words: str) -> int:
    """Run a verb as the command line does."""
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    code: int = verb.run(parser.parse_args(words))
    return code


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any], str]:
    """The exit code, the object on standard output, and the sentence beside it."""
    code = run(publish, "--json", *words)
    told = capsys.readouterr()
    return code, json.loads(told.out), told.err.strip()


def shelf() -> Shelf:
    """What is kept now."""
    return open_shelf(settings())


def test_the_first_file_makes_the_board_and_its_first_version(capsys: pytest.CaptureFixture[str]):
    code, answer, _ = asked(capsys, str(SEED), "--note", "首次", "--title", "县委办")

    assert (code, answer) == (0, {"status": "published", "version": 1})
    with closing(shelf()) as kept:
        assert [(board.code, board.title) for board in kept.boards()] == [("main", "县委办")]
        assert (kept.current("main").note, kept.current("main").tasks) == ("首次", 24)
        assert kept.original("main", 1).data == SEED.read_bytes()


def test_the_same_file_again_adds_nothing(capsys: pytest.CaptureFixture[str]):
    asked(capsys, str(SEED))

    assert asked(capsys, str(SEED))[:2] == (0, {"status": "already", "version": 1})


def test_without_a_base_a_file_follows_the_current_version(capsys: pytest.CaptureFixture[str]):
    asked(capsys, str(SEED))

    assert asked(capsys, str(LEDGER))[:2] == (0, {"status": "published", "version": 2})


def test_over_a_version_that_is_no_longer_current_nothing_is_published(capsys: pytest.CaptureFixture[str]):
    asked(capsys, str(SEED))
    asked(capsys, str(LEDGER))

    code, answer, reason = asked(capsys, str(SEED), "--base", "1")

    assert (code, answer) == (3, {"status": "conflict", "version": 2})
    assert "第2版" in reason
    assert asked(capsys, str(SEED), "--base", "2")[:2] == (0, {"status": "published", "version": 3})


def test_base_zero_publishes_only_where_nothing_was(capsys: pytest.CaptureFixture[str]):
    assert asked(capsys, str(SEED), "--base", "0")[:2] == (0, {"status": "published", "version": 1})
    assert asked(capsys, str(LEDGER), "--base", "0")[:2] == (3, {"status": "conflict", "version": 1})


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_cannot_be_read_is_refused_with_a_reason_and_nothing_is_kept(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str
):
    (tmp_path / "budget.csv").write_text("Item,Cost\nLaptop,1000\n", encoding="utf-8")
    for file in (tmp_path / "budget.csv", tmp_path / "none.xlsx", tmp_path):
        code, answer, reason = asked(capsys, str(file), "--lang", language)

        assert (code, answer) == (2, {"status": "refused", "version": None})
        assert len(reason) > 5
        assert "⟦" not in reason
    with closing(shelf()) as kept:
        assert kept.boards() == ()


def test_a_refused_file_tells_the_version_that_stays(capsys: pytest.CaptureFixture[str]):
    asked(capsys, str(SEED))

    assert asked(capsys, "none.xlsx")[:2] == (2, {"status": "refused", "version": 1})


def test_a_database_that_cannot_be_used_is_refused(capsys: pytest.CaptureFixture[str], database: Path):
    database.parent.mkdir()
    database.write_bytes(b"no database at all, only some words" * 100)

    code, answer, reason = asked(capsys, str(SEED))

    assert (code, answer) == (2, {"status": "refused", "version": None})
    assert "board.db" in reason


def test_a_board_code_that_cannot_stand_in_a_link_is_refused(capsys: pytest.CaptureFixture[str]):
    code, answer, reason = asked(capsys, str(SEED), "--board", "a/b")

    assert (code, answer["status"]) == (2, "refused")
    assert "a/b" in reason


def test_boards_are_kept_apart(capsys: pytest.CaptureFixture[str], plan: Callable[[str], str]):
    asked(capsys, plan("县委"), "--board", "一中")

    assert asked(capsys, plan("县委"), "--board", "二中")[1] == {"status": "published", "version": 1}
    with closing(shelf()) as kept:
        assert [board.code for board in kept.boards()] == ["一中", "二中"]


def test_an_empty_file_does_not_empty_a_board(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    asked(capsys, str(SEED))
    (tmp_path / "empty.csv").write_text("序号,工作内容,完成时限,状态\n", encoding="utf-8")

    code, answer, reason = asked(capsys, str(tmp_path / "empty.csv"))

    assert (code, answer) == (2, {"status": "refused", "version": 1})
    assert "empty.csv" in reason


def test_the_year_and_the_columns_that_the_board_remembers_are_used(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("序号,工作内容,啥时候完,状态\n1,动员大会,3月中旬,已完成\n", encoding="utf-8")
    second.write_text("序号,工作内容,啥时候完,状态\n1,动员大会,3月下旬,已完成\n", encoding="utf-8")
    asked(capsys, str(first), "--year", "2014")
    with closing(shelf()) as kept:
        choice = (ColumnChoice("tasks", "啥时候完", "due_text"),)
        kept._store.remember_columns("main", choice, who="办公室", when=kept.current("main").published)

    assert asked(capsys, str(second))[1] == {"status": "published", "version": 2}
    with closing(shelf()) as kept:
        workbook = kept.open("main").workbook
        assert str(workbook.tasks["due"].iloc[0].date()) == "2014-03-31"
        assert kept.remembered("main") == Remembered(2014, choice)


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("zh", "已发布：看板“main”第1版，任务24项、意见和问题0条。", "看板“main”当前的第1版就是这份文件，没有新增版本。"),
        (
            "en",
            'Published: version 1 of the board "main", 24 tasks and 0 opinions and problems.',
            'Version 1 of the board "main" is this very file; no version was added.',
        ),
    ],
)
def test_a_person_reads_one_sentence(capsys: pytest.CaptureFixture[str], language: str, first: str, second: str):
    for sentence in (first, second):
        assert run(publish, str(SEED), "--year", "2014", "--lang", language) == 0
        assert capsys.readouterr().out == sentence + "\n"


def test_rows_that_are_gone_are_not_gone_in_silence(capsys: pytest.CaptureFixture[str], plan: Callable[[str], str]):
    run(publish, str(SEED))
    capsys.readouterr()

    run(publish, plan("短"))

    assert "上一版（第1版）为任务24项" in capsys.readouterr().out


def test_a_backup_is_taken_into_an_empty_database_and_never_over_anything(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked(capsys, str(SEED))
    out = str(tmp_path / "all.backup")

    assert [run(backup, out), run(backup, out), run(restore, out)] == [0, 2, 2]
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "已备份到“all.backup”：1个看板、1个版本。"
    assert "审计末条：第2条" in told[1]
    assert ["all.backup" in told[2], "board.db" in told[3]] == [True, True]

    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(tmp_path / "new.db"))
    settings.cache_clear()
    assert run(restore, out, "--lang", "en") == 0
    assert capsys.readouterr().out.splitlines()[0] == 'Restored from "all.backup" into the database "new.db": 1 board and 1 version.'
    with closing(shelf()) as kept:
        assert kept.original("main", 1).data == SEED.read_bytes()


@pytest.mark.parametrize("content", [None, b"", b"no backup"])
def test_what_is_no_backup_is_refused_and_nothing_is_made_of_it(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None):
    file = tmp_path / "wrong.backup"
    if content is not None:
        file.write_bytes(content)

    assert run(restore, str(file)) == 2
    assert "wrong.backup" in capsys.readouterr().out
    with closing(shelf()) as kept:
        assert kept.boards() == ()


def test_a_file_with_errors_is_published_and_they_are_counted(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    (tmp_path / "计划.csv").write_text("2014年工作安排,,\n序号,工作内容,完成时限\n1,写方案,3月\n2,,4月\n3,开会,5月\n", encoding="utf-8")
    code, answer, sentence = asked(capsys, str(tmp_path / "计划.csv"))

    assert (code, answer) == (0, {"status": "published", "version": 1})
    assert "另有1处错误" in sentence
