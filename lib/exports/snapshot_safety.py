"""Text on its way into a page: as markup, as JSON inside a script, as a string of a style sheet. Nothing in it is ever read as code."""

import base64
import hashlib
import html
import json
import re
import unicodedata
from functools import lru_cache

_IN_A_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})

_NO_CHARACTER = re.compile("[\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]")
"""What Unicode will never make a character of."""


def markup_text(words: str) -> str:
    """Text as HTML; line breaks stay, what cannot be seen (controls, marks that turn the direction of reading) becomes a space."""
    return html.escape("".join(char if char == "\n" else _visible(char) for char in words))


def json_text(content: object) -> str:
    """JSON that no parser of HTML or of scripts can leave."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_IN_A_SCRIPT)


def css_text(words: str) -> str:
    """The inside of a quoted string in a style sheet: whatever is neither letter nor figure is written by its number."""
    return "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in map(_visible, words))


def _visible(char: str) -> str:
    """The character, or a space where it cannot be seen. Rare characters of names stay: those newer than Python's tables, and those of
    Chinese fonts that stand in Unicode's private areas."""
    if char.isprintable():
        return char
    is_character = unicodedata.category(char) == "Co" or (unicodedata.category(char) == "Cn" and not _NO_CHARACTER.match(char))
    return char if is_character else " "


@lru_cache(maxsize=8)
def hash_of(script: str) -> str:
    """The script's source expression for a content security policy."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
