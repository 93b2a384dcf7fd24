"""Text without a container: XML spreadsheet, web page or delimited text, told apart by what it says."""

import json
import re

from lib.errors import Refused
from lib.ingest.model import RawWorkbook
from lib.ingest.read.decoding import decode
from lib.ingest.read.delimited import read_delimited
from lib.ingest.read.html import read_html
from lib.ingest.read.limits import Limits
from lib.ingest.read.mail_page import is_mail_page, read_mail_page
from lib.ingest.read.notes import Notes
from lib.ingest.read.ods import read_ods_xml
from lib.ingest.read.xml2003 import read_xml2003

_HEAD = 65_536
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|table|meta|frameset|div|style|center)\b", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_CELL = re.compile(r"<t[dhr]\b", re.IGNORECASE)
_JSON_LIMIT = 5_000_000


def read_text_file(content: bytes, file_name: str, limits: Limits, notes: Notes) -> RawWorkbook:
    """Read a file that is text of some kind.

    Raises:
        Refused: it is no text, or text of a kind that holds no table.
    """
    if is_mail_page(content):
        return read_mail_page(content, file_name, limits, notes)
    decoded = decode(content)
    head = decoded.text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<html" not in head.lower():
            return read_xml2003(content, file_name, limits, notes)
        if "urn:oasis:names:tc:opendocument" in head:
            return read_ods_xml(content, file_name, limits, notes)
        if "<!ENTITY" in head:
            raise Refused("xml_entities", part="")
        if re.search(r"<svg\b", head) and not _TABLE.search(decoded.text):
            raise Refused("is_image")
        if _HTML.search(head) or _TABLE.search(decoded.text):
            return read_html(decoded, file_name, limits, notes)
        if re.match(r"<\?xml|<!--|<!DOCTYPE|<[A-Za-z_][\w:.-]*[\s/>]", head):
            raise Refused("xml_unknown")
    elif _is_page_with_text_before(decoded.text):
        return read_html(decoded, file_name, limits, notes)
    if head[:1] in "{[" and len(content) < _JSON_LIMIT and _is_json(decoded.text):
        raise Refused("is_json")
    return read_delimited(decoded, file_name, limits, notes)


def _is_page_with_text_before(text: str) -> bool:
    """A page may begin with words; delimited text may quote a tag, but not open tables and cells throughout."""
    return bool(_TABLE.search(text)) and len(_CELL.findall(text)) >= 2 and text.count("<") * 3 > text.count("\n")


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False
