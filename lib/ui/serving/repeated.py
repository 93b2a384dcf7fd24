"""What the framework finds out about a piece of text, found out once: the same words come with every run of every visitor.

It takes indentation off each piece of HTML, looks whether it is but a style, and looks for a pictogram before each label of a switch, with
a pattern of some four thousand of them: a twelfth of what a page costs. Each answer depends on the text alone and cannot be changed, so
that whoever asks with the same text may have it. How many are kept is bounded, and long texts are not kept.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Generic, TypeVar

from streamlit.elements import html
from streamlit.elements.widgets import button_group

Answer = TypeVar("Answer")

MOST_TEXTS, SHORT = 1024, 4_096
MOST_LONG_TEXTS, LONG = 32, 65_536
"""How many are kept, and of how many characters: the few long ones are the page's style and the largest of its parts."""


class Once(Generic[Answer]):
    """A question about a text, asked once for each text."""

    def __init__(self, ask: Callable[[Any], Answer]) -> None:
        self.ask = ask
        self._short = lru_cache(maxsize=MOST_TEXTS)(ask)
        self._long = lru_cache(maxsize=MOST_LONG_TEXTS)(ask)

    def __call__(self, text: Any) -> Answer:
        """The answer; what is no plain text, or too long, is asked about each time."""
        if type(text) is not str or len(text) > LONG:
            return self.ask(text)
        return self._short(text) if len(text) <= SHORT else self._long(text)


def ask_once() -> None:
    """From now on each text is looked at once."""
    for place, name in ((html, "clean_text"), (html, "_html_only_style_tags"), (button_group, "extract_leading_icon")):
        asked = getattr(place, name)
        if not isinstance(asked, Once):
            setattr(place, name, Once(asked))
