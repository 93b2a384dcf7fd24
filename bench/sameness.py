"""Whether a peer shows the board's own numbers: asked in the browser before anything is measured, for a page with other numbers is another page.

Compared are the numbers of the sentence, the five figures, and what each chart is drawn of: the values of its bars, cells and curves,
without the marks that only carry words. A chart that Plotly has not drawn says in the same words what it is drawn of. Both pages are
compared, the page of opinions also with a filter.
"""

import re

from playwright.sync_api import Browser

from bench.contenders import Contender
from bench.visits import open_categories
from bench.watching import Visitor
from bench.workbook import CATEGORIES

_DRAWN_OF = """
() => window.__all('.js-plotly-plot').map(each => (each._fullData ?? each.data).filter(
  trace => trace.type !== 'scatter' || trace.mode.includes('lines')).flatMap(
  trace => trace.type === 'heatmap' ? trace.z.flatMap(row => [...row]) : [...(trace.orientation === 'h' ? trace.x : trace.y)]
))
"""
_NUMBER = re.compile(r"\d[\d,]*\.?\d*")

Shown = tuple[list[float], list[float], list[list[float]]]
"""Numbers of the sentence, of the figures, and of each chart."""


class OtherNumbers(AssertionError):
    """A peer shows something else than the board."""


def hold(browser: Browser, board: Contender, *peers: Contender) -> None:
    """Raise where a peer shows other numbers than the board."""
    ours = _pages(browser, board)
    for peer in peers:
        for what, (own, other) in enumerate(zip(ours, _pages(browser, peer), strict=True)):
            if own != other:
                raise OtherNumbers(f"{peer.name}, {('opinions', 'filtered', 'overview')[what]}: {other} instead of {own}")


def _pages(browser: Browser, each: Contender) -> list[Shown]:
    visitor = Visitor(browser, each.marks)
    visitor.open(each.address(1), each.charts)
    found = [_shown(visitor)]
    open_categories(each, visitor)
    for category in CATEGORIES[1:] if each.is_all_chosen else CATEGORIES[:1]:
        visitor.act(visitor.page.get_by_role("option", name=category, exact=True).click, each.charts)
    found.append(_shown(visitor))
    visitor.open(each.address(0), each.other_charts)
    found.append(_shown(visitor))
    visitor.close()
    return found


def _shown(visitor: Visitor) -> Shown:
    sentence = visitor.page.locator(visitor.marks.sentence).first.inner_text()
    figures = [each.inner_text() for each in visitor.page.locator(visitor.marks.figure).all()]
    charts = visitor.page.evaluate(_DRAWN_OF)
    return (
        [_number(found) for found in _NUMBER.findall(sentence)],
        [_number(_NUMBER.findall(figure)[0]) for figure in figures],
        sorted(sorted(round(float(n), 3) for n in chart if n) for chart in charts),
    )


def _number(written: str) -> float:
    return float(written.replace(",", ""))
