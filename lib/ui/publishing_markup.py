"""Pieces of HTML for drafts, previews and versions. Every value that goes in is escaped here."""

from html import escape


def standing(words: str) -> str:
    """One line that says that this is not the current version."""
    return f'<p class="pb-standing" role="status">{escape(words)}</p>'
