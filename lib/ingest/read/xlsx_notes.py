"""Which cells of a worksheet bear a note (批注) of somebody's own. What the notes say is not read, and that must be said.

Notes that we wrote into a marked-up copy are left out. A thread of comments has a note beside it, so that the notes tell of both.
"""

import posixpath

from lib.errors import Refused
from lib.ingest.own_sheets import NOTE_AUTHOR
from lib.ingest.read.package import Package
from lib.ingest.read.references import place
from lib.ingest.read.xlsx_parts import package_relations
from lib.ingest.read.xml import attribute, tree


def noted_cells(package: Package, sheet_part: str) -> frozenset[tuple[int, int]]:
    """The cells, as (row, column); none where the notes cannot be read, since nothing else depends on them."""
    folder = posixpath.dirname(sheet_part)
    try:
        relations = package_relations(package, folder, posixpath.join(folder, "_rels", posixpath.basename(sheet_part) + ".rels"))
        parts = [target for kind, target in relations.values() if kind == "comments"]
        return frozenset().union(*(_of_part(package.part(part) or b"", part) for part in parts))
    except Refused:
        return frozenset()


def _of_part(content: bytes, part: str) -> frozenset[tuple[int, int]]:
    root = tree(content, part)
    authors = [(author.text or "").strip() for author in root.iter("{*}author")]
    found: set[tuple[int, int]] = set()
    for note in root.iter("{*}comment"):
        number = attribute(note, "authorId")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        spot = place(attribute(note, "ref"))
        if spot and author != NOTE_AUTHOR and not "".join(note.itertext()).lstrip().startswith(NOTE_AUTHOR):
            found.add(spot)
    return frozenset(found)
