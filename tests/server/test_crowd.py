"""Many people publish at once: one is first, nobody's rows are lost, and every reader sees whole versions."""

import os
import threading
from collections import Counter
from contextlib import ExitStack, suppress
from datetime import timedelta

from lib.desk.opening import Opened
from lib.desk.shelf import Shelf
from lib.errors import Conflict
from tests.builders import make_tasks, make_workbook
from tests.server.publishers import assert_whole_on_shelf, publish_nth_draft, publish_on_shelf_for_ever, publish_on_shelf_once
from tests.store.publishers import reports, started
from tests.store.samples import BOARD, WHEN, number_in

PEOPLE = 20
ADDING = (
    20 if os.environ.get("PHASEBOARD_TEST_LONG") == "1" else 4
)  # every round of theirs lets one through, so the work grows with the square


def test_of_twenty_processes_that_saw_the_same_version_one_publishes_and_all_others_are_told(shelf: Shelf, made_address: str):
    publish_nth_draft(shelf, 1, None)
    with ExitStack() as stack:
        receivers = [stack.enter_context(started(publish_on_shelf_once, made_address, 2 + person))[1] for person in range(PEOPLE)]
        told = [report for receiver in receivers for report in reports(receiver) if report != "ready"]

    assert Counter(told) == {("published", 2): 1, ("conflict", 2): PEOPLE - 1}
    assert [version.number for version in shelf.versions(BOARD)] == [2, 1]
    for version in shelf.versions(BOARD):
        assert_whole_on_shelf(shelf, version)


def test_people_who_each_add_a_row_to_what_they_saw_lose_none(shelf: Shelf):
    begin = threading.Barrier(ADDING)
    too_late: list[int] = []

    def add_own_row(person: int) -> None:
        begin.wait()
        while True:
            seen = shelf.current(BOARD)
            names = shelf.open(BOARD, seen.number).workbook.tasks["task"].tolist() if seen else []
            with suppress(Conflict):
                publish_names(shelf, [*names, f"任务{person}"], person, seen.number if seen else None)
                return
            too_late.append(person)

    people = [threading.Thread(target=add_own_row, args=(person,)) for person in range(ADDING)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    versions = shelf.versions(BOARD)
    assert [version.number for version in versions] == list(range(ADDING, 0, -1))
    assert [version.tasks for version in versions] == list(range(ADDING, 0, -1))
    assert set(shelf.open(BOARD).workbook.tasks["task"]) == {f"任务{person}" for person in range(ADDING)}
    assert {version.who for version in versions} == {f"第{person}人" for person in range(ADDING)}
    assert too_late


def publish_names(shelf: Shelf, names: list[str], person: int, base: int | None) -> None:
    """Publish a plan of these tasks."""
    workbook = make_workbook(make_tasks(task=names))
    draft, data = Opened(workbook, "draft", workbook.file_name), "\n".join(names).encode()
    when = WHEN + timedelta(minutes=person)
    shelf.publish(BOARD, "", draft, data, who=f"第{person}人", when=when, note="", base_version=base)


def test_a_reader_sees_whole_versions_while_others_publish(shelf: Shelf, made_address: str):
    with started(publish_on_shelf_for_ever, made_address) as (_, receiver):
        for _ in range(10):
            told = receiver.recv()
            opened = shelf.open(BOARD)

            assert opened.info is not None
            assert opened.info.number >= told
            assert number_in(opened.info) == opened.info.number
            assert_whole_on_shelf(shelf, opened.info)
