"""Words from outside in places where the framework reads Markdown: labels of widgets and coloured messages.

A board's title, a file's name or a cell may hold anything. Read as Markdown it could fetch a picture from elsewhere, become a
formula, or show another name than the file bears; here it stays what it is, letter by letter.
"""

import re

_MEANT = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])")


def literal(words: str) -> str:
    """The words in Markdown that shows just them; line breaks become spaces."""
    return _MEANT.sub(r"\\\1", " ".join(words.split()))
