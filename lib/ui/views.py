"""The views within a page by the names that they have in links: a link shows the view that it was copied from."""

from lib.i18n import Language
from lib.ui import links, session

VIEWS = {
    "tasks": ("list", "timeline", "wall", "unit", "gates", "replan", "evidence", "talks"),
    "feedback": ("picture", "detail", "list"),
    "rectification": ("picture", "ledger", "rules"),
    "data": ("workbook", "versions", "definitions"),
}
"""The first of each page is shown at the start and needs no word in the link. Views for administrators alone have none."""

VIEW = "view"


def take_over_link(page: str) -> None:
    """The view that the link names becomes the choice; an unknown one says nothing."""
    named = links.parameters().get(VIEW, [""])[0]
    if named in VIEWS.get(page, ()):
        session.choose(section_key(page), named)


def link_parameters(page: str) -> dict[str, tuple[str, ...]]:
    """What names the view in a link."""
    chosen = chosen_section(page)
    return {VIEW: (chosen,) if chosen in VIEWS.get(page, ())[1:] else ()}


def keep_in_link(page: str, language: Language) -> None:
    """For a page that has no filters: its link names the view and the language, and keeps what else it says."""
    said = links.parameters() | link_parameters(page) | {"lang": (language.value,) if language is not Language.ZH else ()}
    links.write({name: values for name, values in said.items() if values})


def section_key(page: str) -> str:
    """The key of a page's switch between its views."""
    return f"section_{page}"


def chosen_section(page: str) -> str | None:
    """Which view of a page is chosen, before the switch is drawn."""
    section: str | None = session.chosen(section_key(page))
    return section
