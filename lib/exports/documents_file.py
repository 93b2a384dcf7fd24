"""The written sheets of a document as a file; the only module that loads the library of documents."""

import io
from datetime import datetime
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

_STEP_IN = {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
"""Faces of official papers, and those that every office has."""

_LONGEST_PROPERTY = 255


def saved(whole: str, at_the_foot: str, title: str, subject: str, written: datetime) -> bytes:
    """The document as a file.

    Args:
        whole: the document's XML; its sections refer to a footer, under any name.
        at_the_foot: the XML of the footer's one paragraph.
        title: what the file says that it is called.
        subject: what the file says that it is of.
        written: when.
    """
    document = Document()
    known = document.core_properties
    known.title, known.subject = title[:_LONGEST_PROPERTY], subject
    known.author = known.last_modified_by = "Phaseboard"
    known.created = known.modified = written
    known.comments, known.keywords = "", ""
    footer = _footer(document, at_the_foot)
    tree = parse_xml(whole)
    for reference in tree.iter(qn("w:footerReference")):
        reference.set(qn("r:id"), footer)
    # Taken over as it is: moving thousands of rows from one tree to another takes half a minute.
    document.part._element = tree
    _name_faces(document)
    for name, relation in list(document.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of the library's own empty page
            del document.part.package.rels[name]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _footer(document: Any, paragraph: str) -> str:
    """A footer of this paragraph; gives the name by which sheets refer to it."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    element = footer._element
    for old in list(element):
        element.remove(old)
    element.append(parse_xml(paragraph))
    reference = document.element.body.sectPr.find(qn("w:footerReference"))
    return str(reference.get(qn("r:id")))


def _name_faces(document: Any) -> None:
    """Say in the file which face steps in for one that is missing."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for face, other in _STEP_IN.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")
