"""The meeting: the snapshot is opened from a file, with no server and no network, and presented by keyboard alone."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from lib.access import disclose
from lib.desk.board import Board
from lib.desk.opening import open_bundled
from lib.desk.reporting import MEETING, report
from lib.exports.presented_rows import presented_rows
from lib.exports.report import Report
from lib.exports.snapshot import render
from lib.i18n import Language
from lib.metrics.filters import Filters
from lib.schema import Audience
from lib.settings import settings
from tests.exports.test_snapshot import hostile_report, make_report

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
MEDIA_BOX = re.compile(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")
DESK = {"width": 1280, "height": 720}


@dataclass
class Room:
    """A meeting room: one window, and everything that it asked for or complained of."""

    page: Page
    file: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, fragment: str = "#present") -> "Room":
        self.page.goto(self.file.as_uri() + fragment)
        self.page.wait_for_function("() => document.querySelector('.screen.now, #report .part .main-svg, #report main > .sentence')")
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def place(self) -> tuple[int, int]:
        """The screen shown, and how many there are."""
        shown, count = self.page.inner_text("#place").split("/")
        return int(shown), int(count)

    @property
    def screen(self) -> str:
        """The words of the screen shown."""
        return self.page.locator(".screen.now").inner_text()

    @property
    def foreign_requests(self) -> list[str]:
        own = self.file.as_uri()
        return [address for address in self.requests if not address.startswith((own, "data:", "blob:"))]


Opener = Callable[..., Room]


@pytest.fixture(scope="module")
def sample() -> Report:
    opened = open_bundled(settings())
    board = Board(disclose(opened.workbook, Audience.ALL_MEMBERS), Filters(), date(2014, 6, 10))
    return report(board, opened, (*MEETING, "tasks", "opinions"), "", Language.ZH)


TITLES = {
    "term": ("2013—2014学年度第二学期学校重点工作推进表", "2013—2014"),
    "hyphen": ("实验小学与附属幼儿园2013-2014学年重点工作推进情况一览表", "2013-2014"),
    "tilde": ("市直机关和各县区2013年～2014年度作风建设重点任务推进表", "2013年～2014年"),
}


def titled(empty: Report) -> Iterator[tuple[str, Report]]:
    """Reports of nothing, whose titles name a span of years."""
    for name, (title, _) in TITLES.items():
        yield name, replace(empty, provenance=replace(empty.provenance, title=title))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, sample: Report) -> Path:
    folder = tmp_path_factory.mktemp("snapshots")
    for name, shown in (("sample", sample), ("hostile", hostile_report()), ("empty", make_report()), *titled(make_report())):
        (folder / f"{name}.html").write_bytes(render(shown))
    return folder


@pytest.fixture(scope="module")
def room(chromium: Browser, folder: Path) -> Iterator[Opener]:
    contexts = []

    def enter(name: str = "sample", **options: object) -> Room:
        context = chromium.new_context(**{"viewport": DESK, **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        entered = Room(page, folder / f"{name}.html")
        page.on("request", lambda request: entered.requests.append(request.url))
        page.on("console", lambda message: entered.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: entered.complaints.append(str(error)))
        page.on("dialog", lambda dialog: entered.complaints.append(dialog.message) or dialog.dismiss())
        return entered

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def begun(room: Opener) -> Room:
    """One presentation, begun and then cut off from every network."""
    shown = room(color_scheme="light").open()
    shown.page.context.set_offline(True)
    return shown


@pytest.fixture
def shown(begun: Room) -> Room:
    """The same from its cover."""
    begun.page.evaluate("location.hash = '#present/1'")
    begun.page.wait_for_function("() => document.getElementById('place').textContent.startsWith('1 ')")
    return begun


def test_an_empty_report_is_presented_as_its_cover_and_a_sentence(room: Opener) -> None:
    shown = room("empty").open()
    shown.press("End")

    assert shown.place == (2, 2)
    assert "还没有可以汇报的内容" in shown.screen


LINES_OF_TITLE = """title => {
  const range = document.createRange(), lines = []
  const walker = document.createTreeWalker(title, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(), last; node; node = walker.nextNode())
    for (let n = 0; n < node.length; n += 1) {
      range.setStart(node, n)
      range.setEnd(node, n + 1)
      const top = Math.round(range.getBoundingClientRect().top)
      if (last === undefined || Math.abs(top - last) > 40) lines.push("")
      lines[lines.length - 1] += node.data[n]
      last = top
    }
  return lines
}"""


@pytest.mark.parametrize("width", [1440, 1920])
@pytest.mark.parametrize("name", TITLES)
def test_a_title_on_the_cover_keeps_the_years_of_a_span_on_one_line(room: Opener, name: str, width: int) -> None:
    entered = room(name, viewport={"width": width, "height": width * 10 // 16}).open()
    lines = entered.page.locator(".screen.now .claim").evaluate(LINES_OF_TITLE)

    assert len(lines) > 1
    assert "".join(lines) == TITLES[name][0]
    assert sum(TITLES[name][1] in line for line in lines) == 1
    if name == "term":
        assert lines == ["2013—2014学年度第二学期", "学校重点工作推进表"]


@dataclass(frozen=True)
class Seen:
    """What a walk through all screens found; `cut` and `small` name what does not fit, or not on its one line, and what is too small."""

    said: str
    rows: int
    cut: list[str]
    small: list[str]
    back_at: tuple[int, int]


LOOK = """() => {
  const place = document.getElementById('place').textContent
  const said = it => `${place} ${it.className} ${it.textContent.slice(0, 20)}`
  const cut = [...document.querySelectorAll('.screen.now, .screen.now .body, .screen.now table, .screen.now .picture, #imprint, #dots')]
    .filter(it => { const box = it.getBoundingClientRect(); const holder = it.closest('#screens')
      return box.bottom > (holder ? holder.getBoundingClientRect().bottom : innerHeight) + 1 || box.right > innerWidth + 1 })
  const small = [...document.querySelectorAll('.screen.now *, #imprint *')].filter(it => {
    const picture = it.closest('.picture')
    const shrink = picture ? new DOMMatrix(getComputedStyle(picture).transform).a : 1
    return [...it.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(it).fontSize) * shrink < 24 })
  const upright = [...document.querySelectorAll('.screen.now td.short > div')].filter(it => {
    const lines = it.offsetHeight / parseFloat(getComputedStyle(it).lineHeight)
    return lines > it.textContent.split('\\n').length + 0.5 })
  return { text: document.querySelector('.screen.now').innerText, rows: document.querySelectorAll('.screen.now tbody tr').length,
    cut: [...cut, ...upright].map(said), small: small.map(said) }
}"""
"""The desk counts 1920 by 1080 whatever the window, so that its pixels are those of the wall."""


def walk(shown: Room) -> Seen:
    """To the end and back by the arrow keys alone."""
    count = shown.place[1]
    found = []
    for n in range(count):
        if n:
            shown.press("ArrowRight")
        found.append(shown.page.evaluate(LOOK))
    assert shown.place == (count, count)
    for _ in range(count - 1):
        shown.press("ArrowLeft")
    gather = [[line for each in found for line in each[kind]] for kind in ("cut", "small")]
    return Seen("".join(each["text"] for each in found), sum(each["rows"] for each in found), gather[0], gather[1], shown.place)


@pytest.fixture(scope="module")
def seen(begun: Room) -> Seen:
    return walk(begun)


def test_the_keyboard_alone_presents_to_the_end_and_back_with_no_network(begun: Room, seen: Seen, sample: Report) -> None:
    assert seen.back_at[0] == 1
    assert [section.title for section in sample.sections if section.title not in seen.said] == []
    assert [section.sentence for section in sample.sections if section.sentence not in seen.said] == []
    assert begun.complaints == []
    assert begun.foreign_requests == []


def test_every_row_comes_onto_a_screen_but_of_a_long_table_the_first_and_how_many_are_left(seen: Seen, sample: Report) -> None:
    tables = [table for section in sample.sections for table in section.tables]
    left = [len(table.cells) - presented_rows(table) for table in tables]

    assert [table.name for table, more in zip(tables, left, strict=True) if more] == ["opinions"]
    assert seen.rows == sum(len(table.cells) for table in tables) - sum(left)
    assert seen.said.count(f"本表其余{sum(left)}行不在此列出，全部行见网页快照和导出的工作簿。") == 1


def test_nothing_is_scrolled_and_nothing_is_cut(begun: Room, seen: Seen) -> None:
    assert seen.cut == []
    assert begun.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_no_words_on_a_screen_are_smaller_than_24_pixels_of_1080(seen: Seen) -> None:
    assert seen.small == []


def test_an_old_projector_shows_everything_too(room: Opener) -> None:
    seen = walk(room(viewport={"width": 1024, "height": 768}).open())

    assert seen.cut == []
    assert seen.small == []


def test_a_presenters_keys(shown: Room) -> None:
    shown.press("PageDown", "Space", "ArrowRight")
    assert shown.place[0] == 4
    shown.press("PageUp", "Backspace")
    assert shown.place[0] == 2
    shown.press("End")
    assert shown.place[0] == shown.place[1]
    shown.press("Home")
    assert shown.place[0] == 1
    shown.press("1", "2", "Enter")
    assert shown.place[0] == 12
    shown.press("F5")
    assert shown.place[0] == 12


@pytest.mark.parametrize("key", ["b", "."])
def test_the_black_key_hides_the_screen_and_the_next_key_brings_it_back(shown: Room, key: str) -> None:
    shown.press("ArrowRight", key)
    assert shown.page.locator("#black").is_visible()

    shown.press("ArrowRight")

    assert not shown.page.locator("#black").is_visible()
    assert shown.place[0] == 2


def test_the_number_of_a_screen_is_seen_while_it_is_typed_and_read_out_to_nobody(shown: Room) -> None:
    echo, count = shown.page.locator("#typed"), shown.place[1]
    shown.press("1", "2")
    assert echo.inner_text() == f"第12屏（共{count}屏），按回车"
    assert echo.get_attribute("aria-hidden") == "true"

    shown.press("Backspace")
    assert echo.inner_text() == f"第1屏（共{count}屏），按回车"
    shown.press("3", "Enter")

    assert shown.place[0] == 13
    assert echo.is_hidden()


def test_the_list_jumps_to_a_section(shown: Room) -> None:
    shown.press("g")
    assert shown.page.locator("#list").is_visible()
    shown.press("ArrowDown", "ArrowDown", "Enter")

    assert not shown.page.locator("#list").is_visible()
    assert shown.page.locator(".screen.now .where").inner_text() == "计划与实际"
    shown.press("g", "Escape")
    assert not shown.page.locator("#list").is_visible()
    assert shown.page.locator("#stage").is_visible()


def test_a_dot_is_a_way_to_its_screen(shown: Room) -> None:
    shown.page.locator("#dots button").nth(2).click()

    there = shown.place[0]
    assert shown.page.locator("#dots button[aria-current]").count() == 1
    assert there > 1
    shown.press("Space")
    assert shown.place[0] == there + 1


def test_a_click_turns_the_page_and_leaves_the_keys_what_they_are(shown: Room) -> None:
    middle = (DESK["width"] / 2, DESK["height"] / 2)
    shown.press("ArrowRight")
    shown.page.mouse.click(*middle)
    shown.page.evaluate("document.querySelector('.screen.now').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    assert shown.place[0] == 3  # the library of charts tells of a click once more

    shown.page.locator("#bar [data-do=contents]").click()
    shown.page.mouse.click(5, 5)  # beside the panel
    assert not shown.page.locator("#list").is_visible()
    shown.press("5", "Enter")
    assert shown.place[0] == 5
    assert not shown.page.locator("#list").is_visible()
    shown.page.locator("#bar [data-do=contents]").click()
    shown.page.locator("#list li button").nth(1).click()
    shown.press("Space")
    assert shown.place[0] == 3
    shown.press("b")
    shown.page.mouse.click(*middle)
    assert shown.place[0] == 3


def test_what_is_said_aloud_is_the_screen_and_its_sentence(shown: Room, sample: Report) -> None:
    shown.press("ArrowRight")

    said = shown.page.inner_text("#said")
    assert said.startswith("第2屏")
    assert sample.sections[0].sentence in said
    assert shown.page.locator(".screen:not([inert])").count() == 1


def test_dark_and_light(shown: Room) -> None:
    shown.press("ArrowRight", "d")
    dark = shown.page.evaluate("getComputedStyle(document.getElementById('stage')).backgroundColor")
    drawn = shown.page.evaluate("getComputedStyle(document.querySelector('.screen.now .main-svg')).backgroundColor")
    shown.press("d")

    assert dark == drawn == "rgb(18, 24, 31)"
    assert shown.page.evaluate("getComputedStyle(document.getElementById('stage')).backgroundColor") == "rgb(255, 255, 255)"


def test_at_the_foot_the_title_gives_way_first_and_the_day_and_the_audience_never(shown: Room) -> None:
    cut = """([title, aside]) => {
        const spans = [...document.querySelectorAll('#imprint span:not(.mark)')]
        const own = spans.map(it => it.textContent)
        const whole = spans.map(it => it.getBoundingClientRect().width)
        spans[0].textContent = own[0].repeat(title)
        spans.findLast(it => it.classList.contains('aside')).textContent = own[0].repeat(aside)
        const cut = spans.flatMap((it, n) => it.scrollWidth > it.clientWidth || it.getBoundingClientRect().width < whole[n] ? [n] : [])
        spans.forEach((it, n) => { it.textContent = own[n] })
        return cut }"""
    title, version = 0, 1

    assert shown.page.evaluate(cut, [5, 3]) == [title]
    assert shown.page.evaluate(cut, [9, 9]) == [title, version]


def test_a_swipe_turns_the_page(shown: Room) -> None:
    shown.page.evaluate(
        """() => { const stage = document.getElementById('stage')
        const touch = (kind, x) => stage.dispatchEvent(new PointerEvent(kind, { pointerType: 'touch', clientX: x, clientY: 300, bubbles: true }))
        touch('pointerdown', 900); touch('pointermove', 700); touch('pointerup', 500) }"""
    )

    assert shown.place[0] == 2
    assert not shown.page.locator("#stage.moving").count()  # the bar would stand over the foot of the next screen


def test_escape_leads_back_to_the_section_in_the_report(shown: Room) -> None:
    shown.press("ArrowRight", "Escape")
    if shown.page.locator("#stage").is_visible():  # the first press left full screen
        shown.press("Escape")

    assert not shown.page.locator("#stage").is_visible()
    assert shown.page.url.endswith("#overview")
    shown.page.locator("#overview .main-svg").first.wait_for()


def test_who_left_in_the_middle_goes_on_there_and_who_left_at_the_end_begins_anew(room: Opener) -> None:
    shown = room().open()
    shown.press("4", "Enter", "Escape")
    if shown.page.locator("#stage").is_visible():  # the first press left full screen
        shown.press("Escape")

    onward = shown.page.locator("#present")
    assert onward.inner_text() == "继续放映"
    box = onward.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= DESK["height"] - box["height"]
    onward.click()
    assert shown.place[0] == 4

    shown.press("Escape")
    if shown.page.locator("#stage").is_visible():
        shown.press("Escape")
    shown.press("F5")
    assert shown.place[0] == 4

    shown.press("End", "Escape")
    if shown.page.locator("#stage").is_visible():
        shown.press("Escape")
    assert onward.inner_text() == "放映"
    box = onward.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= DESK["height"] - box["height"]
    onward.click()
    assert shown.place[0] == 1


def test_a_cover_that_is_touched_speaks_of_fingers_and_not_of_keys(room: Opener) -> None:
    touched = room("hostile", has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}).open()

    assert "左右滑动翻页" in touched.screen
    assert "按任意键" not in touched.screen
    assert "按任意键" in room("hostile").open().screen
    touched.page.touchscreen.tap(195, 400)
    shown = [each for each in touched.page.locator("#bar button").all() if each.is_visible()]
    assert [each.inner_text() for each in shown] == ["上一屏", "下一屏", "目录", "退出"]
    assert min((each.bounding_box() or {"height": 0})["height"] for each in shown) >= 36


def test_on_an_upright_phone_a_late_task_is_shown_with_its_unit_and_its_due_day_and_no_foot_is_cut(room: Opener) -> None:
    phone = room(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}).open()
    phone.press("g")
    phone.page.locator("#list button", has_text="逾期任务").click()
    heads = phone.page.locator(".screen.now th").all_inner_texts()
    foot = phone.page.locator("#imprint span").evaluate_all(
        "all => all.filter(each => each.offsetWidth).map(each => [each.textContent, each.scrollWidth <= each.clientWidth])"
    )

    assert {"责任部门", "时限"} <= set(heads)
    assert [words for words, fits in foot if not fits] == []
    assert {"截至2014年6月10日", "受众：全体通报"} <= {words for words, _ in foot}

    phone.press("Home")
    found = []
    while not found or phone.place[0] != found[-1][0]:
        found.append((phone.place[0], phone.page.evaluate(LOOK)["cut"], phone.page.evaluate(SMALLEST)))
        phone.press("ArrowDown")
    assert len(found) > 10
    assert [cut for _, cut, _ in found if cut] == []
    assert [(place, size) for place, _, size in found if size < 11.5] == []


SMALLEST = """() => Math.min(...[...document.querySelectorAll('.screen.now *, #imprint *')]
  .filter(it => it.getClientRects().length && [...it.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
  .map(it => { let size = parseFloat(getComputedStyle(it).fontSize)
    for (let each = it; each; each = each.parentElement) size *= new DOMMatrix(getComputedStyle(each).transform).a
    return size }))"""
"""The height of the smallest words that are seen, in pixels of the window itself."""


def test_a_column_of_the_report_is_as_wide_as_what_it_holds(room: Opener) -> None:
    report = room(viewport={"width": 1920, "height": 1080}).open("")
    ledger = report.page.locator("#report table", has_text="报送台账")
    widths = dict(
        ledger.locator("th").evaluate_all("heads => heads.map(each => [each.textContent, Math.round(each.getBoundingClientRect().width)])")
    )

    assert widths["经过"] >= 150
    assert ledger.evaluate("it => it.offsetWidth <= it.parentElement.clientWidth")
    assert report.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_day_in_brackets_is_not_broken_on_a_screen(begun: Room, shown: Room) -> None:
    shown.press("g")
    shown.page.locator("#list button", has_text="受阻与需协调").click()
    ends = shown.page.locator(".screen.now td div .whole").evaluate_all(
        "found => found.map(it => [it.textContent, [...it.firstChild.data].map((_, n) => { const range = document.createRange(); range.setStart(it.firstChild, n); range.setEnd(it.firstChild, n + 1); return Math.round(range.getBoundingClientRect().top) })])"
    )

    assert [words for words, _ in ends] == ["（应于5月31日完成）", "（8月20日）"]
    assert [words for words, tops in ends if len(set(tops)) > 1] == []
    assert shown.page.locator(".screen.now td div .whole").first.evaluate(ON_EDGE)


ON_EDGE = """it => { const range = document.createRange(); range.setStart(it.firstChild, 0); range.setEnd(it.firstChild, 1)
  return range.getBoundingClientRect().width < 0.7 * parseFloat(getComputedStyle(it).fontSize) * it.getBoundingClientRect().height / it.offsetHeight }"""
"""Whether the bracket that begins a line is as wide as it looks, without the empty half before it."""


ENDS = """() => [...document.querySelectorAll('.screen.now .claim.in-clauses .clause')].map(
  (it, n, all) => [it.textContent, it.getClientRects()[0].height, n && it.getBoundingClientRect().top > all[n - 1].getBoundingClientRect().top + 4])"""


def test_the_lines_of_a_conclusion_end_where_clauses_end(begun: Room, shown: Room) -> None:
    shown.press("4", "Enter")
    clauses = begun.page.evaluate(ENDS)

    assert [words for words, _, _ in clauses] == [
        "截至6月10日，", "24项任务中逾期2项：", "“学习教育、听取意见”1项，", "“查摆问题、开展批评”1项；", "受阻2项。",
    ]  # fmt: skip
    assert len({height for _, height, _ in clauses}) == 1
    assert sum(bool(breaks) for _, _, breaks in clauses) == 1


def test_the_hall_is_told_what_the_marks_of_a_timeline_mean(shown: Room) -> None:
    shown.press("4", "Enter")

    assert "圆点为实际完成日。条内细线为实际起止。" in shown.screen


def test_conclusions_stand_at_one_height_over_charts_and_tables(shown: Room) -> None:
    tops = []
    for _ in range(11):
        shown.press("ArrowRight")
        tops.append(round(shown.page.locator(".screen.now .claim").bounding_box()["y"]))  # type: ignore[index]

    assert len(set(tops)) == 1


def test_the_cover_and_the_foot_of_a_screen_say_whose_audience_it_is(shown: Room) -> None:
    assert "受众：全体通报" in shown.screen.splitlines()
    assert "受众：全体通报" in shown.page.inner_text("#imprint")


def test_the_place_survives_a_reload(room: Opener) -> None:
    shown = room("hostile").open()
    shown.press("ArrowRight")
    shown.page.reload()

    assert shown.page.url.endswith("#present/2")
    assert shown.place == (2, 2)


def test_hostile_words_open_no_dialog_and_run_nothing(room: Opener) -> None:
    shown = room("hostile").open("")
    shown.page.locator("#present").click()
    shown.press("ArrowRight", "d", "g", "Escape", "End")
    shown.page.wait_for_timeout(200)

    assert shown.complaints == []
    assert shown.foreign_requests == []
    assert shown.page.locator("img").count() == 0
    assert "onerror=alert(2)" in shown.screen


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe-core finds that is serious or critical."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found if each["impact"] in GRAVE]


def test_the_report_has_no_grave_fault(room: Opener) -> None:
    shown = room(color_scheme="light").open("")
    shown.page.wait_for_function("() => document.querySelectorAll('#report .main-svg').length > 12")

    assert faults(shown.page) == []
    shown.page.locator("#light").click()
    assert faults(shown.page) == []


def test_the_screens_have_no_grave_fault(shown: Room) -> None:
    shown.press("ArrowRight")
    assert faults(shown.page) == []
    shown.press("d", "1", "0", "Enter", "g")

    assert faults(shown.page) == []
    shown.press("Escape", "d")


def cells_of(report: Report, name: str) -> pd.DataFrame:
    """The rows of a section's one table."""
    section = report.section(name)
    assert section
    [table] = section.tables
    return table.cells


@pytest.fixture(scope="module")
def printed(room: Opener, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "report.pdf"
    room().open("").page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    return path


def test_the_report_is_printed_on_a4_and_its_wall_chart_on_a3(printed: Path) -> None:
    boxes = [(round(float(width)), round(float(height))) for width, height in MEDIA_BOX.findall(printed.read_bytes())]

    assert boxes[0] == (595, 842)
    assert boxes.count((1191, 842)) == 1
    assert set(boxes) == {(595, 842), (842, 595), (1191, 842)}


LONGEST_UNBROKEN = 4
"""Chinese characters of a cell that paper never breaks: opinions at a wide audience name no cell of the workbook that would tell them apart."""

RADICALS = "⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻚页⻛风⻜飞⻝食⻢马⻣骨⻥鱼⻦鸟⻩黄⻬齐⻮齿⻰龙⺠民⺟母⺁厂⻄西⻁虎"
"""A PDF made from CJK fonts names some characters by their radicals; each is followed by what it stands for."""


def plain(words: str) -> str:
    """Without white space, and with radicals as the characters that they stand for."""
    table = str.maketrans(dict(zip(RADICALS[::2], RADICALS[1::2], strict=True)))
    return "".join(unicodedata.normalize("NFKC", words.translate(table)).split())


def test_every_task_and_every_ledger_row_is_printed(printed: Path, sample: Report) -> None:
    text = "".join(plain(page.extract_text()) for page in PdfReader(printed).pages)
    tasks, opinions = (cells_of(sample, name) for name in ("tasks", "opinions"))
    of_one_line = Counter(words for column in opinions for words in opinions[column] if 0 < len(words) <= LONGEST_UNBROKEN)

    assert (len(tasks), len(opinions)) == (24, 96)
    assert [ref for ref in tasks["ref"] if plain(ref) not in text] == []
    assert of_one_line.total() > 4 * 96
    assert [words for words, times in of_one_line.items() if text.count(plain(words)) < times] == []
    assert [each.sentence for each in sample.sections if plain(each.sentence) not in text] == []


def test_paper_is_light_and_nothing_of_the_stage_is_on_it_even_while_presenting_in_the_dark(room: Opener) -> None:
    shown = room(color_scheme="dark").open("#present/2")
    shown.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown.page.emulate_media(media="print", color_scheme="dark")

    assert not shown.page.locator("#stage").is_visible()
    assert shown.page.locator("#tasks tbody tr").first.is_visible()
    assert shown.page.evaluate("getComputedStyle(document.querySelector('#report .main-svg')).backgroundColor") == "rgb(255, 255, 255)"
