"""A fresh server on a free port, and a real browser that notes every request it makes."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from lib.desk.shelf import Shelf, open_shelf
from lib.settings import Settings

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
USUAL_WINDOW = {"width": 1440, "height": 900}
USUAL_LANGUAGE = "zh-CN"
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
    board: str = ""
    """The board that a visitor asks for, for tests that share a server and have a board each; "" is the first."""


@dataclass
class Visit:
    """One visitor's page, with every address that it asked for."""

    page: Page
    server: Server
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """What the browser refused to load or run because of the page's own policy."""

    def overhear(self, message: ConsoleMessage) -> None:
        """Note a line of the browser's console that speaks of the policy."""
        if POLICY in message.text:
            self.complaints.append(message.text)

    def open(self, path: str = "/") -> "Visit":
        """Go to an address of the board and wait until the first run has been drawn."""
        self.page.goto(self.server.address + path + (f"?board={self.server.board}" if self.server.board else ""))
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
    return _bound(0)


def _bound(port: int) -> int:
    """The port itself where nobody listens on it, or any free one for 0.

    Raises:
        OSError: somebody does.
    """
    with socket.socket() as probe:
        if os.name == "posix":  # elsewhere this word would let two listen on one port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        bound: int = probe.getsockname()[1]
        return bound


_PORTS: list[int] = []


def usual_port() -> int:
    """A port on which a server of this process listened before and none does now, else a new one: the browser knows the scripts from there."""
    for port in _PORTS:
        try:
            return _bound(port)
        except OSError:
            continue
    _PORTS.append(free_port())
    return _PORTS[-1]


def start_server(log: Path, *, port: int | None = None, **environment: str) -> Server:
    """Start the board as a newcomer would, on any free port, and wait until it answers."""
    port = port or usual_port()
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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Shelf]]:
    """One server for the tests of a file that have a board each, and the shelf behind it."""
    log = tmp_path_factory.mktemp("kept") / "log.txt"
    server = start_server(log)
    with closing(open_shelf(Settings(database_url=str(log.with_suffix(".db"))))) as shelf:
        yield server, shelf
    server.process.terminate()
    server.process.wait(10)


@dataclass
class Profile:
    """A browser that remembers compiled scripts from one test to the next and nothing else, for one visitor at a time."""

    context: BrowserContext
    guest: Visit | None = None


_RUNNING: list[tuple[Browser, Profile]] = []


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The one browser of this process, also for tests of other folders that import this fixture: a second cannot be driven beside it."""
    if _RUNNING:
        yield _RUNNING[0][0]
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_named(), args=list(CHROMIUM_FLAGS))
        profile = kept_profile(driver, tmp_path_factory.mktemp("profile"))
        _RUNNING.append((browser, profile))
        yield browser
        _RUNNING.clear()
        profile.context.close()
        browser.close()


def _named() -> str | None:
    return os.environ.get("PHASEBOARD_TEST_BROWSER") or None


def kept_profile(driver: Playwright, folder: Path) -> Profile:
    """A profile on the disk: a page that compiles no script anew is there in half the time of a processor."""
    usual = {"viewport": USUAL_WINDOW, "locale": USUAL_LANGUAGE, "color_scheme": "light"}
    context = driver.chromium.launch_persistent_context(folder, executable_path=_named(), args=list(CHROMIUM_FLAGS), **usual)  # type: ignore[arg-type]
    context.add_init_script(TELL_VIOLATIONS)
    profile = Profile(context)
    context.on("console", lambda message: profile.guest.overhear(message) if profile.guest else None)
    return profile


@pytest.fixture
def visit(server: Server, chromium: Browser) -> Iterator[Visit]:
    yield from visiting(server, chromium)


def visiting(server: Server, chromium: Browser, **options: object) -> Iterator[Visit]:
    """A visitor whom the board has never seen; whatever a test does, no window of theirs may run into the page's policy.

    Where the options allow it, the visitor sits at the kept profile; beside another visitor, or with a device of their own, at a new one.
    """
    kept = next((profile for browser, profile in _RUNNING if browser is chromium and profile.guest is None), None)
    if kept is None or set(options) - {"viewport", "color_scheme"}:
        context = chromium.new_context(**{"viewport": USUAL_WINDOW, "locale": USUAL_LANGUAGE, **options})  # type: ignore[arg-type]
        context.add_init_script(TELL_VIOLATIONS)
        guest = _arrived(context, server)
        context.on("console", guest.overhear)
        yield guest
        context.close()
    else:
        guest = kept.guest = _arrived(kept.context, server)
        guest.page.set_viewport_size(options.get("viewport", USUAL_WINDOW))  # type: ignore[arg-type]
        guest.page.emulate_media(color_scheme=options.get("color_scheme", "light"))  # type: ignore[arg-type]
        yield guest
        _leave_nothing(kept.context, server)
        kept.guest = None
    assert guest.complaints == []


def _arrived(context: BrowserContext, server: Server) -> Visit:
    guest = Visit(context.new_page(), server)
    guest.page.on("request", lambda request: guest.requests.append(request.url))
    guest.page.on("websocket", lambda socket: guest.requests.append(socket.url))
    return guest


def _leave_nothing(context: BrowserContext, server: Server) -> None:
    """Close every window of a visitor and forget what the board or the page kept in the browser."""
    blank = context.new_page()
    for page in context.pages:
        if page is not blank:
            page.close()
    session = context.new_cdp_session(blank)
    session.send("Storage.clearDataForOrigin", {"origin": server.address, "storageTypes": "local_storage,indexeddb,cache_storage"})
    session.detach()
    context.clear_cookies()
    context.clear_permissions()
