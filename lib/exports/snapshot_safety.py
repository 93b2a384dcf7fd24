"""Text on its way into a page: as markup, as JSON inside a script, as a string of a style sheet. Nothing in it is ever read as code."""

import html
import json

from lib.figures.wrapping import visible

_IN_A_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def markup_text(words: str) -> str:
    """Text as HTML; line breaks stay, what cannot be seen (controls, marks that turn the direction of reading) becomes a space."""
    return html.escape("".join(char if char == "\n" else visible(char) for char in words))


def json_text(content: object) -> str:
    """JSON that no parser of HTML or of scripts can leave."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_IN_A_SCRIPT)


def css_text(words: str) -> str:
    """The inside of a quoted string in a style sheet: whatever is neither letter nor figure is written by its number."""
    return "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in map(visible, words))
