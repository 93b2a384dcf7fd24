"""Versions as a list for a narrow screen. Every value that goes in is escaped here."""

from collections.abc import Sequence
from html import escape

from lib.desk.versions import VersionLine


def lines(versions: Sequence[VersionLine]) -> str:
    """Each version with its time, what sets it apart, and the rest."""
    return f'<ol class="pb-versions">{"".join(_line(version) for version in versions)}</ol>'


def _line(version: VersionLine) -> str:
    marked = "".join(f"<b>{escape(mark)}</b><br>" for mark in version.marks)
    note = f"{escape(version.note)}<br>" if version.note else ""
    details = "".join(f"<small>{escape(detail)}</small>" for detail in version.details)
    return f"<li><p><b>{escape(version.name)}</b><span>{escape(version.when)}</span></p>{marked}{note}{details}</li>"
