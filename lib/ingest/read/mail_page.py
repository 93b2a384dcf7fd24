"""Single-file web pages (.mht, .mhtml, also renamed to .xls): a mail message whose parts are pages."""

import email
import email.policy
from email.message import Message

from lib.errors import Refused
from lib.ingest.model import RawSheet, RawWorkbook
from lib.ingest.read.decoding import decode
from lib.ingest.read.html import html_sheets
from lib.ingest.read.limits import Limits
from lib.ingest.read.notes import Notes

_MOST_PARTS = 500


def is_mail_page(content: bytes) -> bool:
    """Whether the first lines are those of a message with parts."""
    head = content[:2_048].lower()
    return b"mime-version:" in head and b"multipart/related" in head


def read_mail_page(content: bytes, file_name: str, limits: Limits, notes: Notes) -> RawWorkbook:
    """Read the tables of every page inside.

    Raises:
        Refused: none of them has a table with data.
    """
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    sheets: list[RawSheet] = []
    for part in pages[:_MOST_PARTS]:
        taken = tuple(sheet.name for sheet in sheets)
        sheets.extend(html_sheets(_page_text(part), file_name, limits, notes, taken))
    if not sheets:
        raise Refused("html_no_table")
    return RawWorkbook(file_name, "html", tuple(sheets), notes.all())


def _page_text(part: Message) -> str:
    content = part.get_payload(decode=True)
    return decode(content).text if isinstance(content, bytes) and content else ""
