"""The pictures of the user guide, taken anew from the bundled sample: `run.py pictures`.

A board of two versions is published with fixed days into a database that is thrown away; a browser visits it as the three readers do,
once in each language. Every picture carries the sample's mark. PNG with a palette of at most 255 colours, so that each stays under
MOST_BYTES; the same browser and fonts give the same bytes again.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402 - the path must be set first: this is a script
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from bench.servers import board  # noqa: E402
from lib.desk.opening import open_file  # noqa: E402
from lib.desk.shelf import DEFAULT_BOARD, Shelf  # noqa: E402
from lib.i18n import LANGUAGES, Language, text  # noqa: E402
from lib.settings import settings  # noqa: E402
from lib.store import open_store  # noqa: E402
from tests.edits import edited_bytes  # noqa: E402

SAMPLE = ROOT / "data" / "sample.xlsx"
FOLDER = ROOT / "docs" / "pictures"
MOST_BYTES = 120_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--force-color-profile=srgb",
)
LAPTOP = (1280, 800)
PHONE = (390, 844)
WALL = (1280, 720)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, the address to open, what is done there, the size of the window."""

    name: str
    path: str
    act: Callable[[Page, Language], Page | None] | None = None
    size: tuple[int, int] = LAPTOP


def section(name: str) -> Callable[[Page, Language], None]:
    """Choose one view within a page, by its name in the catalogue."""

    def act(page: Page, language: Language) -> None:
        page.get_by_role("radio", name=text(language, f"ui.section.{name}"), exact=True).click()
        settle(page)

    return act


def dropped(page: Page, language: Language) -> None:
    """The sample a week later is dropped, and what would change is looked at."""
    page.locator("input[type=file]").set_input_files({"name": "sample.xlsx", "mimeType": "", "buffer": edited_bytes()})
    page.get_by_role("button", name=text(language, "ui.publish", number=2)).wait_for()
    settle(page)


def checked(page: Page, language: Language) -> None:
    """The same draft, and what is to be mended in it."""
    dropped(page, language)
    section("draft.findings")(page, language)


def presented(page: Page, language: Language) -> Page:
    """The presentation, in its own window, at its third screen."""
    with page.context.expect_page() as opening:
        page.get_by_role("link", name=text(language, "meeting.present")).click()
    shown = opening.value
    shown.set_viewport_size({"width": WALL[0], "height": WALL[1]})
    shown.wait_for_load_state()
    for _ in range(3):
        shown.keyboard.press("ArrowRight")
        shown.wait_for_timeout(700)
    shown.wait_for_timeout(6_000)
    return shown


PICTURES = (
    Picture("overview", "/"),
    Picture("phone", "/", size=PHONE),
    Picture("timeline", "/tasks", section("tasks.timeline")),
    Picture("wall", "/tasks", section("tasks.wall")),
    Picture("unit", "/tasks", section("tasks.unit")),
    Picture("feedback", "/feedback"),
    Picture("rectification", "/rectification"),
    Picture("changes", "/data", dropped),
    Picture("findings", "/data", checked),
    Picture("meeting", "/meeting"),
    Picture("presenting", "/meeting", presented),
)
OF_TWO_VERSIONS = (Picture("versions", "/data", section("data.versions")),)


def main() -> int:
    """Take every picture in every language; the exit code is 1 where one is too large."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "pictures.db"
        told = {"PHASEBOARD_ACCOUNTS": str(Path(place) / "accounts.toml"), "TZ": "UTC"}
        publish(database, SAMPLE.read_bytes(), "", datetime(2014, 6, 10, 8, 30, tzinfo=UTC))
        with board(Path(place), database, **told) as server, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=os.environ.get("PHASEBOARD_TEST_BROWSER") or None, args=list(FLAGS))
            sizes = take_all(browser, server.address, PICTURES)
            publish(database, edited_bytes(), "第23周", datetime(2014, 6, 16, 8, 30, tzinfo=UTC))
            sizes |= take_all(browser, server.address, OF_TWO_VERSIONS)
            browser.close()
    for name, size in sizes.items():
        print(f"docs/pictures/{name}.png {size / 1000:.0f} kB{'  too large' if size > MOST_BYTES else ''}")
    return int(max(sizes.values()) > MOST_BYTES)


def publish(database: Path, data: bytes, note: str, when: datetime) -> None:
    """A workbook as the board's next version; the first is what a meeting looked at."""
    with closing(Shelf(open_store(str(database)))) as shelf:
        opened = open_file(data, SAMPLE.name, settings())
        base = 1 if note else None
        shelf.publish(DEFAULT_BOARD, "", opened, data, who="office", when=when, note=note, base_version=base)
        if not base:
            shelf.mark_meeting(DEFAULT_BOARD, 1, "第5次推进会", who="office", when=when)


def take_all(browser: Browser, address: str, pictures: tuple[Picture, ...]) -> dict[str, int]:
    """Take these in each language; the sizes by name."""
    return {f"{picture.name}.{language}": take(browser, address, picture, language) for language in LANGUAGES for picture in pictures}


def take(browser: Browser, address: str, picture: Picture, language: Language) -> int:
    """Take one picture in a profile of its own and return its size in bytes."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    page.goto(f"{address}{picture.path}?lang={language}")
    page.locator(".pb-conclusion").first.wait_for()
    settle(page)
    shown = (picture.act(page, language) if picture.act else None) or page
    packed = palette(shown.screenshot(animations="disabled", caret="hide"))
    context.close()
    (FOLDER / f"{picture.name}.{language}.png").write_bytes(packed)
    return len(packed)


DRAWN = """() => !document.querySelector("[data-testid=stSkeleton]")
  && [...document.querySelectorAll(".pb-chart")].every(chart => chart.querySelector(".main-svg"))"""


def settle(page: Page) -> None:
    """Wait until the script has run, every chart is drawn and nothing is being redrawn."""
    for _ in range(2):
        page.wait_for_timeout(500)
        page.wait_for_selector("[data-test-script-state='notRunning']", state="attached", timeout=60_000)
        page.wait_for_function(DRAWN, timeout=60_000)


def palette(png: bytes) -> bytes:
    """The same picture with at most 255 colours."""
    packed = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(255, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


if __name__ == "__main__":
    sys.exit(main())
