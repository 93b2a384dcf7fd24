"""Breaking labels where no renderer does it: Chinese has no spaces, and Plotly does not wrap.

Widths are counted in half-width units: a Chinese character or full-width mark is 2, others 1.
"""

import re
import unicodedata

ELLIPSIS = "…"
_MIDDLE_DOT = "·"  # Chinese fonts set it as wide as a character
_NO_LINE_START = "，。、；：？！）》」』”’…—,.;:?!)%"
_NO_LINE_END = "（《「『“‘(["
_NO_CHARACTER = re.compile("[\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)) + "]")
"""What Unicode will never make a character of."""

_PIECES = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,'’%/:+-]*|.", re.DOTALL)


def width(text: str) -> int:
    """How many half-width units a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if char == _MIDDLE_DOT or (unicodedata.east_asian_width(char) in "WFA" and ord(char) > 0x2000) else 1 for char in text)


def wrap(text: str, units: int, lines: int = 99) -> list[str]:
    """Break a text into at most `lines` lines of about `units`; what is cut off ends in an ellipsis.

    Breaks stand between Chinese characters or at spaces, never before a closing mark or after
    an opening one, never inside a number or a Latin word that fits a line.
    """
    whole = " ".join(text.split())
    if width(whole) <= units:
        return [whole] if whole else []
    found: list[str] = []
    line = ""
    for piece in _pieces(whole, units):
        if line and width(line + piece) > units and piece not in _NO_LINE_START:
            kept = line.rstrip(_NO_LINE_END) or line
            found.append(kept.rstrip())
            line = line[len(kept) :]
        line += piece if line or piece != " " else ""
    if line.strip():
        found.append(line.rstrip())
    if len(found) > lines:
        found = [*found[: lines - 1], cut(found[lines - 1] + ELLIPSIS * 2, units)]
    return found


def balanced(text: str, units: int, lines: int) -> list[str]:
    """Wrapped like `wrap`, with lines of nearly equal length: 形式 / 主义 and not 形式主 / 义."""
    found = wrap(text, units, lines)
    if len(found) < 2:
        return found
    even = max(-(-width(text) // len(found)), 2)
    for narrower in range(even, units):
        evenly = wrap(text, narrower)
        if len(evenly) <= len(found):
            return evenly
    return found


def cut(text: str, units: int) -> str:
    """A text of at most `units`, ended by an ellipsis where it was longer."""
    if width(text) <= units:
        return text
    kept = ""
    for char in text.rstrip(ELLIPSIS):
        if width(kept + char) + 2 > units:
            break
        kept += char
    return kept.rstrip(" ，、；：,;:" + ELLIPSIS) + ELLIPSIS


def _pieces(text: str, units: int) -> list[str]:
    pieces = []
    for piece in _PIECES.findall(text):
        while len(piece) > units:
            pieces.append(piece[:units])
            piece = piece[units:]
        pieces.append(piece)
    return pieces


def visible(char: str) -> str:
    """The character, or a space where it cannot be seen. Rare characters of names stay: those newer than Python's tables, and those of
    Chinese fonts that stand in Unicode's private areas."""
    if char.isprintable():
        return char
    is_character = unicodedata.category(char) == "Co" or (unicodedata.category(char) == "Cn" and not _NO_CHARACTER.match(char))
    return char if is_character else " "
