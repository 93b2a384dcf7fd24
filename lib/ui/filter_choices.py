"""What is chosen in the filters, from one page to the next and from one version to the next.

`lib.ui.filters` draws them and says what they mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from lib.metrics.filters import FilterOptions, Filters
from lib.ui import session

PREFIX = "filter_"
KEYS = (*(f"{PREFIX}{field.name}" for field in fields(Filters)), f"{PREFIX}day")
"""Every filter's key and that of the chosen day. To go through all that a session keeps would take longer than to ask for each."""


def current() -> dict[str, Any]:
    """What is chosen in the filters, by their keys; a filter in which nothing is chosen is left out."""
    found = {key: session.chosen(key) for key in KEYS}
    return {key: value for key, value in found.items() if value}


def page() -> str | None:
    """The page that is looked at, or was last: the one whose filters were drawn."""
    drawn: str | None = session.chosen(session.Key.FILTERED_PAGE)
    return drawn


def bring_back(page: str) -> None:
    """Before the filters are drawn on another page than last: what was chosen there stands again, however it was chosen.

    The framework keeps what a reader picked in a widget, but not what a link or a click on a chart put there.
    """
    if session.chosen(session.Key.FILTERED_PAGE) == page:
        return
    _as_left(page)
    for key, value in (session.chosen(session.Key.FILTERS) or {}).items():
        session.choose(key, value)


def _as_left(page: str) -> None:
    """Back on the page that a way to a part of it was taken from, what was chosen before stands again, unless more was chosen meanwhile."""
    way: tuple[str, dict[str, Any], dict[str, Any]] | None = session.chosen(session.Key.WAY)
    if way is None or way[0] != page:
        return
    session.forget(session.Key.WAY)
    _, before, on_the_way = way
    if session.chosen(session.Key.FILTERS) == on_the_way:
        session.choose(session.Key.FILTERS, before)
        for key in on_the_way.keys() - before.keys():
            session.forget(key)


def keep(page: str, choices: dict[str, Any]) -> None:
    """After the filters were drawn: note what is chosen, and where."""
    session.choose(session.Key.FILTERED_PAGE, page)
    session.choose(session.Key.FILTERS, choices)


def times_set() -> int:
    """How often something else than the reader's hand in a filter changed what is chosen in filters that stand drawn.

    In a popover that is closed the browser keeps what a filter showed last, and with the next click it sends that for what is chosen. So
    after each such change the filters are drawn as new ones, of which the browser knows nothing.
    """
    return session.chosen(session.Key.FILTERS_SET) or 0


def note_set() -> None:
    """What is chosen was changed otherwise than by the reader's hand in a filter."""
    session.choose(session.Key.FILTERS_SET, times_set() + 1)


def choose_on_the_way(field: str, codes: list[str]) -> None:
    """Choose in a filter for the page to which the reader is sent, until they are back on the one they left."""
    before = session.chosen(session.Key.FILTERS) or {}
    chosen = {**before, f"{PREFIX}{field}": codes}
    session.choose(f"{PREFIX}{field}", codes)
    session.choose(session.Key.FILTERS, chosen)
    session.choose(session.Key.WAY, (session.chosen(session.Key.FILTERED_PAGE), before, chosen))


def options_seen() -> FilterOptions | None:
    """What could be chosen when the filters were chosen; None before anything was looked at."""
    seen: FilterOptions | None = session.chosen(session.Key.OPTIONS)
    return seen


def note_options(options: FilterOptions) -> None:
    """What is chosen from now on is chosen from these."""
    session.choose(session.Key.OPTIONS, options)


def choose_anew(anew: Mapping[str, Callable[[Any], Any]]) -> None:
    """Put something else in the place of what is chosen in these filters, and of what is kept of them for another page."""
    kept = dict(session.chosen(session.Key.FILTERS) or {})
    for key, other in anew.items():
        if chosen := session.chosen(key):
            session.choose(key, other(chosen))
        if key in kept:
            kept[key] = other(kept[key])
    session.choose(session.Key.FILTERS, kept)
    note_set()


def forget() -> None:
    """Clear every filter and the chosen day."""
    note_set()
    session.forget(session.Key.FILTERS)
    for key in KEYS:
        session.forget(key)


def keep_unknown(page: str, unknown: tuple[str, ...]) -> None:
    """Note the filters for which the link said something unknown, and what is chosen beside them, while this page is looked at."""
    session.choose(session.Key.UNKNOWN, (page, unknown, current()))


def unknown_in_link(page: str, choices: dict[str, Any]) -> tuple[str, ...]:
    """Those filters, until the reader goes to another page or chooses something."""
    kept: tuple[str, tuple[str, ...], dict[str, Any]] | None = session.chosen(session.Key.UNKNOWN)
    if kept is None or (kept[0], kept[2]) != (page, choices):
        session.forget(session.Key.UNKNOWN)
        return ()
    return kept[1]
