"""What a visitor sees and when, by the page's own clock: a script that watches the page, and the waiting for it.

A page has settled when its sentence and figures stand, as many charts as expected are drawn, and nothing has changed on it for a while:
the moment of the last change counts, not that of the noticing. What is painted on a canvas (the board's table) counts as a change too.
A page is readable once the sentence and the key figures have been painted, whatever else is still to come. Frameworks that draw
each part in a tree of its own (shadow roots) are watched there too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

QUIET_MILLISECONDS = 700
PATIENCE_MILLISECONDS = 120_000

_WATCH = """
(() => {
  const seen = window.__seen = { last: 0, readable: 0, acted: 0, chosen: 0 };
  const roots = window.__roots = [document];
  const now = () => performance.now();
  window.__all = query => roots.flatMap(root => root.host && !root.host.isConnected ? [] : [...root.querySelectorAll(query)]);
  const says = query => window.__all(query)[0]?.innerText.trim();
  const note = () => {
    seen.last = now();
    if (!seen.readable && says('SENTENCE') && says('FIGURE')) {
      seen.readable = -1;
      requestAnimationFrame(() => requestAnimationFrame(() => seen.readable = now()));
    }
  };
  const watcher = new MutationObserver(note);
  const watch = root => {
    watcher.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    root.addEventListener('change', event => { if (event.target.type === 'file') seen.chosen = now(); }, true);
  };
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    roots.push(root);
    watch(root);
    return root;
  };
  const paint = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...given) { seen.last = now(); return paint.apply(this, given); };
  addEventListener('pointerdown', () => seen.acted = now(), true);
})()
"""
_DRAWN = """
([charts, before, quiet]) => {
  const words = window.__all('SENTENCE')[0]?.innerText.trim() ?? '';
  const drawn = window.__all('.js-plotly-plot').filter(each => each.querySelector('.cartesianlayer .subplot'));
  return window.__seen.readable > 0 && words && words !== before && drawn.length === charts && performance.now() - window.__seen.last > quiet;
}
"""


@dataclass(frozen=True, slots=True)
class Marks:
    """Where the sentence and the key figures stand in a page."""

    sentence: str
    figure: str


class Visitor:
    """One person with a browser of their own, its cache empty at first."""

    def __init__(self, browser: Browser, marks: Marks) -> None:
        self.marks = marks
        self.context: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
        self.page = self.new_page()

    def new_page(self) -> Page:
        """Another window of the same browser."""
        self.page = self.context.new_page()
        self.page.add_init_script(self._of(_WATCH))
        return self.page

    def close(self) -> None:
        """Leave."""
        self.context.close()

    def open(self, address: str, charts: int) -> tuple[float, float]:
        """Go there; milliseconds until it was readable, and until all had settled."""
        self.page.goto(address, wait_until="commit", timeout=PATIENCE_MILLISECONDS)
        self._wait(charts, "")
        seen = self._seen()
        return seen["readable"], seen["last"]

    def act(self, does: Callable[[], object], charts: int) -> float:
        """Do something that changes the sentence; milliseconds from the press until all had settled."""
        before = self.page.locator(self.marks.sentence).first.inner_text().strip()
        does()
        self._wait(charts, before)
        seen = self._seen()
        return seen["last"] - seen["acted"]

    def settled_after_file(self, charts: int) -> float:
        """Milliseconds from the choice of a file until as many charts stand."""
        self._wait(charts, "")
        seen = self._seen()
        return seen["last"] - seen["chosen"]

    def rest(self) -> None:
        """Wait until nothing changes any more."""
        self.page.wait_for_function(
            "quiet => performance.now() - window.__seen.last > quiet", arg=QUIET_MILLISECONDS, timeout=PATIENCE_MILLISECONDS
        )

    def _wait(self, charts: int, before: str) -> None:
        self.page.wait_for_function(self._of(_DRAWN), arg=[charts, before, QUIET_MILLISECONDS], timeout=PATIENCE_MILLISECONDS, polling=50)

    def _seen(self) -> dict[str, float]:
        seen: dict[str, float] = self.page.evaluate("window.__seen")
        return seen

    def _of(self, script: str) -> str:
        return script.replace("SENTENCE", self.marks.sentence).replace("FIGURE", self.marks.figure)
