"""A fresh server on a free port, and a real browser that notes every request it makes."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
POLICY = "Content Security Policy"
TELL_VIOLATIONS = f"""
addEventListener("securitypolicyviolation", event =>
  console.error(`{POLICY}: ${{event.effectiveDirective}} ${{event.blockedURI}} ${{event.sourceFile}}:${{event.lineNumber}}`))
"""


@dataclass
class Server:
    """A running board of our own."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path


@dataclass
class Visit:
    """One visitor's page, with every address that it asked for."""

    page: Page
    server: Server
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """What the browser refused to load or run because of the page's own policy."""

    def open(self, path: str = "/") -> "Visit":
        """Go to an address of the board and wait until the first run has been drawn."""
        self.page.goto(self.server.address + path)
        self.page.locator(".pb-conclusion").first.wait_for()
        self.settle()
        return self

    def settle(self, patience: int = 30_000) -> None:
        """Wait until the script has run and nothing is being redrawn, at most so many milliseconds."""
        for _ in range(2):
            self.page.wait_for_timeout(350)
            self.page.wait_for_selector("[data-test-script-state='notRunning']", state="attached", timeout=patience)

    def click_mark(self, mark: Locator) -> None:
        """Click a mark of a chart, which another layer covers, once it stands still: a chart that was just drawn is fitted to its place."""
        mark.wait_for(state="attached")
        before, now = None, mark.bounding_box()
        while before != now:
            self.page.wait_for_timeout(300)
            before, now = now, mark.bounding_box()
        mark.click(force=True)

    def says(self, words: str) -> bool:
        """Whether the page comes to say these words, within the time that a busy machine may need."""
        try:
            self.page.wait_for_function("words => document.body.innerText.includes(words)", arg=words, timeout=20_000)
        except PlaywrightTimeout:
            return False
        return True

    @property
    def text(self) -> str:
        """All words on the page."""
        return self.page.inner_text("body")

    @property
    def foreign_requests(self) -> list[str]:
        """Requests that left for anywhere but the server itself."""
        own = (self.server.address, self.server.address.replace("http", "ws", 1), "data:", "blob:", "about:")
        return [address for address in self.requests if not address.startswith(own)]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_server(log: Path, *, port: int | None = None, **environment: str) -> Server:
    """Start the board as a newcomer would, on any free port, and wait until it answers."""
    port = port or free_port()
    command = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.headless", "true")
    surroundings = {**os.environ, "PHASEBOARD_DATABASE_URL": str(log.with_suffix(".db")), **environment}
    process = subprocess.Popen(command, cwd=ROOT, stdout=log.open("wb"), stderr=subprocess.STDOUT, env=surroundings)
    address = f"http://localhost:{port}"
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return Server(address, process, log)
        except OSError:
            time.sleep(0.2)
    process.kill()
    raise AssertionError(f"the server did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = start_server(tmp_path_factory.mktemp("server") / "log.txt")
    yield running
    running.process.terminate()
    running.process.wait(10)


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[Server]:
    """A server that nobody has visited yet."""
    running = start_server(tmp_path / "log.txt")
    yield running
    running.process.terminate()
    running.process.wait(10)


_RUNNING: list[Browser] = []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of this process, also for tests of other folders that import this fixture: a second cannot be driven beside it."""
    if _RUNNING:
        yield _RUNNING[0]
        return
    named = os.environ.get("PHASEBOARD_TEST_BROWSER")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=named or None, args=list(CHROMIUM_FLAGS))
        _RUNNING.append(browser)
        yield browser
        _RUNNING.clear()
        browser.close()


@pytest.fixture
def visit(server: Server, chromium: Browser) -> Iterator[Visit]:
    yield from visiting(server, chromium)


def visiting(server: Server, chromium: Browser, **options: object) -> Iterator[Visit]:
    """A visitor in a browser profile of their own; whatever a test does, no window of theirs may run into the page's policy."""
    context = chromium.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **options})  # type: ignore[arg-type]
    context.add_init_script(TELL_VIOLATIONS)
    page = context.new_page()
    guest = Visit(page, server)
    context.on("console", lambda message: guest.complaints.append(message.text) if POLICY in message.text else None)
    page.on("request", lambda request: guest.requests.append(request.url))
    page.on("websocket", lambda socket: guest.requests.append(socket.url))
    yield guest
    context.close()
    assert guest.complaints == []
