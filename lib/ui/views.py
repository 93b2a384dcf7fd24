"""The views within a page by the names that they have in links: a link shows the view that it was copied from."""

from lib.ui import state

VIEWS = {
    "tasks": ("list", "timeline", "wall", "unit", "gates", "replan", "evidence", "talks"),
    "feedback": ("picture", "detail", "list"),
    "rectification": ("picture", "ledger", "rules"),
}
"""The first of each page is shown at the start and needs no word in the link."""

VIEW = "view"


def take_over_link(page: str) -> None:
    """The view that the link names becomes the choice; an unknown one says nothing."""
    named = state.link().get(VIEW, [""])[0]
    if named in VIEWS.get(page, ()):
        state.choose(state.section_key(page), named)


def link_parameters(page: str) -> dict[str, tuple[str, ...]]:
    """What names the view in a link."""
    chosen = state.chosen_section(page)
    is_first = page not in VIEWS or chosen in (None, VIEWS[page][0])
    return {VIEW: () if is_first or chosen is None else (chosen,)}
