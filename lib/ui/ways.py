"""The ways from one page to another."""

from typing import Any

from lib.ui import session


def keep_pages(pages: dict[str, Any]) -> None:
    """The pages of this run by address, for going from one to another."""
    session.choose(session.Key.PAGES, pages)


def page_of(address: str) -> Any:
    """A page by its address."""
    return session.chosen(session.Key.PAGES)[address]
