"""Whatever is killed and whenever: what was reported as published is there and whole, and nothing is there by half."""

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from lib.commands import publish
from lib.desk.shelf import Shelf
from lib.ingest.worker import close as end_workers
from lib.settings import ROOT, settings
from lib.store import PublishStatus, open_store
from tests.server.publishers import (
    assert_whole_on_shelf,
    nth_memory,
    publish_first_versions_for_ever,
    publish_nth_draft,
    publish_on_shelf_for_ever,
)
from tests.store.publishers import reports, started
from tests.store.samples import BOARD, WHEN, WHO, number_in

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
KILLS = 200 if IS_LONG else 4
BIRTHS = 60 if IS_LONG else 2
COMMANDS = 200 if IS_LONG else 2
LONGEST_LIFE_SECONDS = 0.2
ROWS_OF_A_FILE = 400


def settle(shelf: Shelf) -> None:
    """Wait until a server has noticed that its client is dead: a write waits for the transaction that was left."""
    shelf.mark_meeting(BOARD, 1, "例会", who=WHO, when=WHEN)


def test_a_server_killed_while_it_publishes_leaves_every_reported_version_whole_and_none_half(shelf: Shelf, made_address: str):
    moment = random.Random(20140612)
    reported = 0
    for _ in range(KILLS):
        with started(publish_on_shelf_for_ever, made_address) as (process, receiver):
            told = [receiver.recv()]
            time.sleep(moment.uniform(0, LONGEST_LIFE_SECONDS))
            process.kill()
            told += reports(receiver)
        assert told == list(range(reported + 1, reported + 1 + len(told)))
        settle(shelf)
        current = shelf.current(BOARD)
        assert current is not None

        # One more than was told may be there: the process died between the commit and the report.
        assert told[-1] <= current.number <= told[-1] + 1
        assert shelf.remembered(BOARD) == nth_memory(current.number)
        reported = current.number

    versions = shelf.versions(BOARD)
    assert [version.number for version in versions] == list(range(reported, 0, -1))
    for version in versions:
        assert number_in(version) == version.number
        assert_whole_on_shelf(shelf, version)
    assert publish_nth_draft(shelf, reported + 1, reported).status is PublishStatus.PUBLISHED


def test_a_server_killed_at_a_first_publish_shows_no_board_without_a_version(shelf: Shelf, made_address: str):
    moment = random.Random(20140613)
    first = 1
    for _ in range(BIRTHS):
        with started(publish_first_versions_for_ever, made_address, first) as (process, receiver):
            told = [receiver.recv()]
            time.sleep(moment.uniform(0, LONGEST_LIFE_SECONDS))
            process.kill()
            told += reports(receiver)
        settled = publish_nth_draft(shelf, told[-1] + 2, None, board=f"b{told[-1] + 2}")
        assert settled.status is PublishStatus.PUBLISHED
        shown = {board.code: board.current for board in shelf.boards()}

        assert {f"b{number}" for number in told} <= shown.keys()
        assert set(shown.values()) == {1}
        assert set(shown) <= {f"b{number}" for number in range(1, told[-1] + 3)}
        # Whoever was killed half-way publishes again, as if nothing had been.
        again = publish_nth_draft(shelf, told[-1] + 1, None, board=f"b{told[-1] + 1}")
        assert again.version.number == 1
        first = told[-1] + 3

    for board in shelf.boards():
        version = shelf.current(board.code)
        assert version is not None
        assert_whole_on_shelf(shelf, version)


def weekly_file(folder: Path, number: int) -> Path:
    """A plan that no other number gives."""
    path = folder / f"第{number}周.csv"
    rows = [f"{row},第{number}周任务{row},3月中旬,进行中" for row in range(1, ROWS_OF_A_FILE + 1)]
    path.write_text("\n".join([f"2014年第{number}周工作安排,,,", "序号,工作内容,完成时限,状态", *rows]), encoding="utf-8")
    return path


def publishing(path: Path, address: str) -> "subprocess.Popen[str]":
    """The command line at work on a file."""
    environment = {**os.environ, "PHASEBOARD_DATABASE_URL": address}
    words = [sys.executable, "-m", "lib", "publish", str(path), "--note", path.stem, "--json"]
    return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def test_a_command_killed_at_any_moment_has_published_what_it_said_and_nothing_by_half(shelf: Shelf, made_address: str, tmp_path: Path):
    moment = random.Random(20140614)
    begun = time.monotonic()
    with publishing(weekly_file(tmp_path, 0), made_address) as unharmed:
        assert json.loads(unharmed.communicate()[0]) == {"status": "published", "version": 1}
    life = time.monotonic() - begun
    files = ["第0周"]
    for number in range(1, COMMANDS + 1):
        path = weekly_file(tmp_path, number)
        with publishing(path, made_address) as process:
            time.sleep(life * moment.uniform(0.6, 1.1))
            process.kill()
            said = process.communicate()[0]
        settle(shelf)
        current = shelf.current(BOARD)
        assert current is not None

        assert current.number in (len(files), len(files) + 1)
        if said:
            assert json.loads(said) == {"status": "published", "version": current.number}
            assert current.number == len(files) + 1
        # How long a command lives depends on what else the machine does: later after one too early, earlier after one too late.
        life *= 0.85 if current.number > len(files) else 1.15
        if current.number > len(files):
            files.append(path.stem)
        path.unlink()

    versions = shelf.versions(BOARD)[::-1]
    assert len(files) > COMMANDS // 20  # else they were all killed before they began, and nothing is proved
    assert [version.note for version in versions] == files
    for version in versions:
        tasks = shelf.open(BOARD, version.number).workbook.tasks["task"]
        assert tasks.tolist() == [f"{version.note}任务{row}" for row in range(1, ROWS_OF_A_FILE + 1)]
        assert shelf.original(BOARD, version.number).data == weekly_file(tmp_path, int(version.note[1:-1])).read_bytes()


def test_a_reading_worker_that_is_killed_refuses_the_file_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(tmp_path / "board.db"))
    settings.cache_clear()
    end_workers()
    large = tmp_path / "large.csv"
    large.write_text("序号,工作内容,完成时限,状态\n" + "1,动员大会和学习研讨,3月中旬,进行中\n" * 100_000, encoding="utf-8")
    done: list[int] = []
    publisher = threading.Thread(target=lambda: done.append(publish_by_command(large)))
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    publisher.start()
    worker = next_child(before)
    time.sleep(0.3)
    worker.kill()
    publisher.join(60)

    assert (done, json.loads(capsys.readouterr().out)) == ([2], {"status": "refused", "version": None})
    with closing(Shelf(open_store(str(tmp_path / "board.db")))) as shelf:
        assert shelf.boards() == ()
    assert publish_by_command(weekly_file(tmp_path, 1)) == 0
    assert json.loads(capsys.readouterr().out) == {"status": "published", "version": 1}
    settings.cache_clear()


def publish_by_command(path: Path) -> int:
    """The verb in this process, so that its worker is a child of this one."""
    parser = argparse.ArgumentParser()
    publish.add_arguments(parser)
    return publish.run(parser.parse_args([str(path), "--json"]))


def next_child(before: set[int]) -> psutil.Process:
    """The first child process that was not there before."""
    for _ in range(2_000):
        for child in psutil.Process().children(recursive=True):
            if child.pid not in before and "lib.isolation" in " ".join(child.cmdline()):
                return child
        time.sleep(0.01)
    raise AssertionError("no worker was started")
