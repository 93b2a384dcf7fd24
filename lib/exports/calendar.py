"""A calendar of deadlines as iCalendar (RFC 5545), for any calendar program: all-day events, a window as its whole span.

Days are inclusive here; in the file an event ends on the day after its last. Equal entries give equal bytes for one stamp.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_LONGEST_LINE = 75  # octets, the line's end not counted
_PRODUCT = "-//Phaseboard//Deadlines//EN"
_SAFE = str.maketrans(dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline. `key` names it for good: the same entry of a later file takes the place of the earlier one."""

    key: str
    summary: str
    first: date
    last: date
    description: str = ""


def calendar(name: str, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """The entries as one file.

    Args:
        name: what a calendar program calls it.
        entries: in any order; keys that meet are numbered in theirs.
        stamp: when the file is made, aware.
    """
    made = stamp.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    seen: dict[str, int] = {}
    for entry in entries:
        seen[entry.key] = seen.get(entry.key, 0) + 1
        lines += _event(entry, _uid(entry.key, seen[entry.key]), made)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(entry: Entry, uid: str, made: str) -> Sequence[str]:
    first, last = min(entry.first, entry.last), entry.last
    lines = ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{made}", f"DTSTART;VALUE=DATE:{_day(first)}"]
    if last < date.max:
        lines.append(f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}")
    lines.append(f"SUMMARY:{_escaped(entry.summary)}")
    if entry.description:
        lines.append(f"DESCRIPTION:{_escaped(entry.description)}")
    return (*lines, "TRANSP:TRANSPARENT", "END:VEVENT")


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _uid(key: str, number: int) -> str:
    """A name that tells nothing and stays: of the entry's key, with its number where a key comes again."""
    told = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return f"{told}{f'-{number}' if number > 1 else ''}@phaseboard"


def _escaped(words: str) -> str:
    """Text as a value: its own signs escaped, line ends of any sort as one, other control characters left out."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n").translate(_SAFE).encode("utf-8", "replace").decode()
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, "\\" + sign)
    return plain.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """The line in parts of at most 75 octets, each but the first after a space; no character is cut."""
    parts, room, part = [], _LONGEST_LINE, ""
    for character in line:
        size = len(character.encode())
        if size > room:
            parts.append(part)
            part, room = " ", _LONGEST_LINE - 1
        part += character
        room -= size
    return [*parts, part]
