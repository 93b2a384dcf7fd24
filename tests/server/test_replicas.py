"""Several processes of the board on one PostgreSQL: what one publishes the other offers; who loses one goes on at the other.

In an ordinary run two processes are asked directly. In the long run nginx stands before them as deploy/nginx-replicas.conf says, and
a real browser is moved from one that is killed to one that lives.
"""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from lib.desk.shelf import DEFAULT_BOARD
from tests.browser.conftest import ROOT, Server, Visit, chromium, free_port, start_server, visiting
from tests.edits import edited_sample
from tests.server.front import Front, ask, nginx_before
from tests.store.conftest import new_database

__all__ = ["chromium"]

pytestmark = pytest.mark.browser

LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
SAMPLE = ROOT / "data" / "sample.xlsx"
SHIPPED_PORTS = (8501, 8502)
OFFER_SECONDS = 10
PASSWORD = "a sentence that nobody else would say"
SHARED = {
    "STREAMLIT_SERVER_COOKIE_SECRET": "one-secret-for-all-processes-of-a-board",
    "PHASEBOARD_SIGN_IN_SECRET": "one-secret-for-all-processes-of-a-board",
    "PHASEBOARD_PROXY_ADDRESSES": "127.0.0.1",
}
"""What every process of one board must have in common, beside the database."""


@dataclass(frozen=True)
class Replicas:
    """Two processes on one database, by the letters that the shipped configuration gives them."""

    database: str
    by_letter: dict[str, Server]
    ports: dict[str, int]
    folder: Path
    settings: dict[str, str]

    @property
    def by_shipped_port(self) -> dict[int, int]:
        """The ports of the shipped configuration, each with one of ours."""
        return dict(zip(SHIPPED_PORTS, self.ports.values(), strict=True))

    def start(self, letter: str) -> None:
        """Start one, or start it anew at its own port."""
        log = self.folder / f"{letter}-{time.monotonic_ns()}.txt"
        given = {**SHARED, **self.settings, "PHASEBOARD_DATABASE_URL": self.database}
        self.by_letter[letter] = start_server(log, port=self.ports[letter], **given)

    def kill(self, letter: str) -> None:
        """As a power cut would: no farewell."""
        self.by_letter[letter].process.kill()
        self.by_letter[letter].process.wait(10)

    def newest(self, letter: str) -> int | None:
        """What one answers to an open page that asks for news."""
        with urllib.request.urlopen(f"{self.by_letter[letter].address}/newest/{DEFAULT_BOARD}", timeout=60) as answer:
            number: int | None = json.loads(answer.read())["version"]
            return number


@pytest.fixture
def replicas(postgresql: Any, tmp_path: Path) -> Iterator[Replicas]:
    """Two processes of the board on one PostgreSQL, nothing published, nobody asked who they are."""
    yield from running_replicas(new_database(postgresql), tmp_path, {})


@pytest.fixture
def guarded_replicas(postgresql: Any, tmp_path: Path) -> Iterator[Replicas]:
    """The same with accounts: one of the office."""
    settings = {"PHASEBOARD_SIGN_IN": "password", "PHASEBOARD_ACCOUNTS": str(tmp_path / "accounts.toml")}
    database = new_database(postgresql)
    command = (sys.executable, "-m", "lib", "user", "add", "office", "--role", "office", "--password-stdin")
    given = {**os.environ, **settings, "PHASEBOARD_DATABASE_URL": database}
    subprocess.run(command, cwd=ROOT, env=given, check=True, input=PASSWORD.encode(), capture_output=True)
    yield from running_replicas(database, tmp_path, settings)


def running_replicas(database: str, folder: Path, settings: dict[str, str]) -> Iterator[Replicas]:
    """Two processes until they are no longer needed."""
    running = Replicas(database, {}, {"a": free_port(), "b": free_port()}, folder, settings)
    with ExitStack() as stack:
        with ThreadPoolExecutor() as together:
            list(together.map(running.start, running.ports))
        for letter in running.ports:
            stack.callback(running.kill, letter)
        yield running


def publish(replicas: Replicas, workbook: Path) -> None:
    """Publish from a third process, as a weekly task does."""
    given = {**os.environ, "PHASEBOARD_DATABASE_URL": replicas.database}
    subprocess.run((sys.executable, "-m", "lib", "publish", str(workbook)), cwd=ROOT, env=given, check=True, capture_output=True)


def test_what_is_published_is_told_by_each_process_within_ten_seconds(replicas: Replicas) -> None:
    assert {letter: replicas.newest(letter) for letter in "ab"} == {"a": None, "b": None}

    publish(replicas, SAMPLE)
    since = time.monotonic()
    while {replicas.newest(letter) for letter in "ab"} != {1} and time.monotonic() < since + OFFER_SECONDS:
        time.sleep(0.2)

    assert {letter: replicas.newest(letter) for letter in "ab"} == {"a": 1, "b": 1}


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="long: two processes, nginx and a browser")
def test_who_loses_the_process_goes_on_at_the_other_and_stays_there_when_it_comes_back(
    replicas: Replicas, chromium: Browser, tmp_path: Path
) -> None:
    publish(replicas, SAMPLE)
    with (
        nginx_before("nginx-replicas.conf", tmp_path, replicas.by_shipped_port) as front,
        visitor(front, replicas, chromium) as visit,
    ):
        visit.open("/tasks?phase=p2&lang=en")
        first = node(visit)
        other = "b" if first == "a" else "a"
        assert "version 1" in visit.text

        publish_by_hand(replicas.by_letter[other], chromium, tmp_path / "next.xlsx")
        visit.page.get_by_role("button", name="Show the new version").wait_for(timeout=OFFER_SECONDS * 1000)
        visit.page.get_by_role("button", name="Show the new version").click()
        assert visit.says("version 2")
        visit.settle()
        seen, drawn_by = visit.page.url, process(visit)

        replicas.kill(first)
        assert comes_to(lambda: process(visit) != drawn_by)
        visit.settle()
        assert node(visit) == other
        assert visit.says("version 2")
        assert visit.page.url == seen
        visit.page.get_by_role("link", name="Overview").click()
        visit.settle()
        assert "phase=p2" in visit.page.url
        assert "lang=en" in visit.page.url

        replicas.start(first)
        assert comes_to(lambda: answered_by(front, first) == first)
        visit.page.get_by_role("link", name="Tasks").click()
        visit.settle()
        assert node(visit) == other
        assert visit.says("version 2")
        assert visit.foreign_requests == []


@pytest.mark.long
@pytest.mark.skipif(not LONG, reason="long: two processes, nginx and a browser")
def test_a_sign_in_holds_at_every_process_and_a_file_goes_to_the_process_of_its_page(
    guarded_replicas: Replicas, chromium: Browser, tmp_path: Path
) -> None:
    replicas = guarded_replicas
    with (
        nginx_before("nginx-replicas.conf", tmp_path, replicas.by_shipped_port) as front,
        visitor(front, replicas, chromium) as office,
    ):
        office.page.goto(f"{front.address}/sign-in")
        office.page.fill("#account", "office")
        office.page.fill("#password", PASSWORD)
        office.page.click("button[type=submit]")
        office.page.locator(".pb-conclusion").first.wait_for()
        drop_and_publish(office, SAMPLE, 1)
        office.open("/")
        first, drawn_by = node(office), process(office)

        replicas.kill(first)
        assert comes_to(lambda: process(office) != drawn_by)
        replicas.start(first)
        assert comes_to(lambda: answered_by(front, first) == first)

        edited_sample(tmp_path / "next.xlsx")
        for _ in range(3):
            office.open("/data")
        drop_and_publish(office, tmp_path / "next.xlsx", 2)
        assert node(office) != first
        office.open("/meeting")
        with office.page.expect_download() as taken:
            office.page.locator("[data-testid=stDownloadButton] button").first.click()
        assert Path(taken.value.path()).stat().st_size > 10_000


@contextmanager
def visitor(front: Front, replicas: Replicas, chromium: Browser) -> Iterator[Visit]:
    """A visitor who comes through nginx."""
    behind = replicas.by_letter["a"]
    yield from visiting(Server(front.address, behind.process, behind.log), chromium, ignore_https_errors=True)


def node(visit: Visit) -> str:
    """The letter of the process that answered this browser last."""
    kept = {cookie["name"]: cookie["value"] for cookie in visit.page.context.cookies()}  # type: ignore[typeddict-item]
    return kept.get("phaseboard_node", "")


def process(visit: Visit) -> str | None:
    """Which process drew the page that is seen."""
    return visit.page.locator(".newer").get_attribute("data-process")


def answered_by(front: Front, wanted: str) -> str:
    """Which process answers a browser that was at this one."""
    answer = ask(f"{front.address}/healthz", headers={"Cookie": f"phaseboard_node={wanted}"})
    return next(value.removeprefix("phaseboard_node=")[:1] for value in answer.all("set-cookie") if value.startswith("phaseboard_node="))


def publish_by_hand(server: Server, chromium: Browser, path: Path) -> None:
    """The office at this very machine drops the sample of the week after and publishes it over version 1."""
    edited_sample(path)
    for office in visiting(server, chromium):
        drop_and_publish(office, path, 2)


def drop_and_publish(office: Visit, path: Path, number: int) -> None:
    """The three clicks of the office."""
    office.open("/data")
    office.page.locator("input[type=file]").set_input_files(path)
    office.page.get_by_role("button", name=f"发布为第{number}版").click()
    assert office.says(f"已发布为第{number}版")
    office.settle()


def comes_to(is_so: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether something comes to be so, in time."""
    until = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True
