"""How wide a text stands on a slide, where its lines break, and the largest size at which it fits; lengths are points.

Widths are those of the Latin face the slides name and of any Chinese face, whose characters are one em wide. They err on the wide side, so that a
text which fits here fits in every program, in bold too. Breaking loses no character: the lines joined are the text.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from lib.exports.package_text import plain

LINE = 1.22
"""The height of a line, in sizes of its type; each paragraph fixes it, for programs measure Chinese faces differently."""

_GAP = 0.25
_LATIN_GROUPS = {
    0.24: "'",
    0.28: " \u00a0,./I\\ijl|",
    0.34: "!()-:;[]`ft",
    0.39: "*r{}",
    0.48: '"',
    0.5: "z",
    0.56: "#$0123456789J_aceksvxy",
    0.59: "+<=>^~",
    0.62: "?FLTZbdghnopqu",
    0.67: "EPSVXY",
    0.73: "&ABCDHKNRU",
    0.78: "GOQw",
    0.84: "M",
    0.89: "%m",
    0.95: "W",
    1.02: "@",
}
"""The advance widths of the Latin face in ems, of the bold cut where that is the wider."""

_LATIN = {char: ems for ems, chars in _LATIN_GROUPS.items() for char in chars}
_OTHER_CAPITAL, _OTHER_LETTER = 0.78, 0.62
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ENDS_IN_BRACKETS = re.compile(r"([^\n（(]+?) ?([（(][^（）()\n]{1,20}[）)])")
_JOINT = "\u00a0"
"""Where no line may end: between a task's number and its name."""

_WORD = r"(?:[A-Za-z0-9][A-Za-z0-9.,'’%/:+-]*|[^\n])"
_PIECES = re.compile(rf"[（《「『“‘(\[]{{0,3}}(?:{_WORD}{_JOINT})*{_WORD}[，。、；：？！）》」』”’…—,.;:?!)%\]]{{0,4}} ?|\n|.")
"""What no program parts: a word or a number, or one character, with the marks that may not begin or end a line, and what is joined."""


def shown(text: str) -> str:
    """The text as it may stand in a file: what cannot be written and what would turn the reading direction is shown, not obeyed."""
    return _DIRECTIONS.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", plain(text))


@lru_cache(maxsize=8192)
def _ems(char: str) -> float:
    if "\u2190" <= char <= "\u27bf":
        return 1.3  # arrows and lamps: many faces lack them, and those that step in are wide
    if unicodedata.east_asian_width(char) in "WFA" and ord(char) > 0x2000:
        return 1.0
    if ord(char) > 0x2000:
        return 0.0 if unicodedata.combining(char) else 1.0
    return _LATIN.get(char) or (_OTHER_CAPITAL if char.isupper() else _OTHER_LETTER)


def width(text: str, size: float) -> float:
    """How wide a line of text stands at a size; some programs leave a gap between Chinese and Latin characters."""
    turns = sum(_has_gap(one, other) for one, other in pairwise(text))
    return (sum(map(_ems, text)) + turns * _GAP) * size


def _has_gap(one: str, other: str) -> bool:
    """Whether a Chinese and a Latin character meet; a space between them is gap enough."""
    return not {one, other} & {" ", _JOINT} and _is_wide(one) is not _is_wide(other)


def _is_wide(char: str) -> bool:
    return ord(char) > 0x2000 and _ems(char) >= 1.0


def broken(text: str, room: float, size: float) -> list[str]:
    """The lines of a text in so much room. Joined they are the text; a line break of the text stays at the end of its line."""
    lines, line, used = [], "", 0.0
    for piece in _pieces(text, room, size):
        needs = width(piece.rstrip("\n "), size)
        needs += _GAP * size if line and _has_gap(line[-1], piece[0]) else 0.0
        if line and used + needs > room and piece != "\n":
            lines.append(line)
            line, used = "", 0.0
        line, used = line + piece, used + needs + (width(" ", size) if piece.endswith(" ") else 0.0)
        if piece == "\n":
            lines.append(line)
            line, used = "", 0.0
    return [*lines, line] if line or not lines else lines


def by_clauses(text: str, room: float, size: float) -> str:
    """A conclusion with its lines ended where clauses end, where that takes no more lines than it takes anyway; else as it is.

    A line break stands in place of the space after a clause, and beside its mark in a language without spaces.
    """
    usual = broken(text, room, size)
    if len(usual) < 2 or "\n" in text:
        return text
    lines: list[str] = []
    for clause in clauses_of(text):
        if lines and width((lines[-1] + clause).rstrip(), size) <= room:
            lines[-1] += clause
        else:
            lines.append(clause)
    fits = len(lines) <= len(usual) and all(width(each.rstrip(), size) <= room for each in lines)
    return "\n".join(each.strip() for each in lines) if fits else text


def brackets_whole(text: str, room: float, size: float) -> str:
    """A short cell with what it ends with in brackets on a line of its own, where a line would end within them: 还有71天 / （8月20日）."""
    parts = _ENDS_IN_BRACKETS.fullmatch(text)
    if parts is None or width(text, size) <= room or any(width(each, size) > room for each in parts.groups()):
        return text
    return "\n".join(parts.groups())


def clauses_of(text: str) -> list[str]:
    """A sentence in its clauses, each with the mark that ends it; what stands in quotes or brackets is one with what is around it."""
    found, depth, is_quoted = [""], 0, False
    for char, after in zip(text, [*text[1:], ""], strict=True):
        found[-1] += char
        depth += (char in "“（《「([") - (char in "”）》」)]")
        is_quoted ^= char == '"'
        ends = char in "，；：。" or (char in ",;:." and after == " ")
        if ends and depth <= 0 and not is_quoted:
            found.append("")
    return [each for each in found if each]


def height(texts: Sequence[str], room: float, size: float) -> float:
    """How high paragraphs stand in so much room."""
    return sum(len(broken(text, room, size)) for text in texts) * size * LINE


def fitting(texts: Sequence[str], room: float, tall: float, sizes: Sequence[float]) -> float | None:
    """The largest of the sizes, given from the largest down, at which paragraphs fit; None where none does."""
    return next((size for size in sizes if height(texts, room, size) <= tall), None)


def cut(text: str, room: float, size: float, lines: int = 1) -> str:
    """As much of a text as so many lines hold, ended by an ellipsis where there is more; what is cut must stand elsewhere."""
    found = broken(text.replace("\n", " "), room, size)
    if len(found) <= lines:
        return "".join(found)
    last = found[lines - 1]
    while last and width(last + "…", size) > room:
        last = last[:-1]
    return "".join(found[: lines - 1]) + last.rstrip() + "…"


def _pieces(text: str, room: float, size: float) -> list[str]:
    """What is never broken: a Latin word or a number, unless it is longer than a line."""
    most = max(1, math.floor(room / size / 0.9))
    found = []
    for piece in _PIECES.findall(text):
        found += [piece[place : place + most] for place in range(0, len(piece), most)] if width(piece, size) > room else [piece]
    return found
