"""Pieces of HTML for drafts, previews and versions. Every value that goes in is escaped here."""

from collections.abc import Sequence
from html import escape

from lib.exports.report import Section


def standing(words: str) -> str:
    """One line that says that this is not the current version."""
    return f'<p class="pb-standing" role="status">{escape(words)}</p>'


def outline(sections: Sequence[Section]) -> str:
    """What will be said, in order: the title of each screen and its sentence."""
    lines = "".join(f"<li><b>{escape(each.title)}</b><span>{escape(each.sentence)}</span></li>" for each in sections)
    return f'<ol class="pb-outline">{lines}</ol>'
