"""Text written into a part's XML: never a formula, never a character that XML forbids.

Control characters are shown by their pictures (␀ to ␟), so that the reader of a finding sees what stood in the cell.
"""

import re
from xml.sax.saxutils import escape, quoteattr

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORBIDDEN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPE_FORM = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MOST = 32_000  # characters; a cell takes 32,767, escapes included


def plain(text: str) -> str:
    """The text with visible stand-ins for what cannot be written; cut, and said to be, past what a cell takes."""
    shown = _CONTROL.sub(lambda found: chr(0x2400 + ord(found.group())), text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = _FORBIDDEN.sub("\ufffd", shown)
    return shown if len(shown) <= _MOST else shown[: _MOST - 1] + "…"


def element_text(text: str) -> str:
    """Text between tags; a literal `_x0041_` stays one."""
    return escape(_ESCAPE_FORM.sub("_x005F_", plain(text)))


def attribute_text(text: str) -> str:
    """An attribute's value with its quotes; a line break in it stays one."""
    return quoteattr(plain(text), {"\n": "&#10;", "\t": "&#9;"})


def inline_cell(address: str, text: str, style: int) -> str:
    """A cell that holds text; an empty one holds its look only."""
    look = f' s="{style}"' if style else ""
    if not text:
        return f'<c r="{address}"{look}/>'
    return f'<c r="{address}"{look} t="inlineStr"><is><t xml:space="preserve">{element_text(text)}</t></is></c>'
