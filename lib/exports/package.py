"""Somebody's workbook package, added to and otherwise left as it is.

Parts that are not replaced are copied as they lie in the file, compressed bytes and all, so that charts, macros,
pictures and cached values cannot come to harm. What is written is Office Open XML in the transitional namespaces.
Names of parts are compared without case, as spreadsheet programs do.
"""

import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from lib.errors import Refused
from lib.ingest.read import Limits
from lib.ingest.read.package import Package, normal_name, open_package, shown
from lib.ingest.read.rezip import ZipPart, write_zip
from lib.ingest.read.xlsx_parts import workbook_part
from lib.ingest.read.xml import attribute, local, utf8

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TYPES_PART = "[Content_Types].xml"
_LOCAL_HEADER = 30  # bytes before the name

EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml": "xlsm",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "xltx",
    "application/vnd.ms-excel.template.macroEnabled.main+xml": "xltm",
}
"""What the workbook part says it is, and the file's extension that spreadsheet programs demand for it."""


class Unsafe(StrEnum):
    """Why nothing can be added to a file without risk; names the message `package.reason.<value>`."""

    OTHER_FORMAT = "other_format"
    PROTECTED = "protected"
    LOCKED = "locked"
    SIGNED = "signed"
    SHARED = "shared"
    STRICT = "strict"
    FULL = "full"
    STRUCTURE = "structure"


class CannotAdd(Exception):
    """Nothing can be added to this file without risk; the findings go another way."""

    def __init__(self, reason: Unsafe) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a relations part; `target` is the part's name inside the package, "" where it lies outside."""

    id: str
    kind: str  # the last word of its type
    target: str


class EditedPackage:
    """A package with some parts replaced, added or taken out.

    Raises, from every method: Refused, where a part that is asked for is damaged.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._package = _opened(data, limits)
        self._changed: dict[str, tuple[str, bytes | None]] = {}
        self.workbook = workbook_part(self._package) or ""
        self.extension = self._judged()

    @property
    def original(self) -> Package:
        """The package as it came."""
        return self._package

    def __contains__(self, name: str) -> bool:
        key = normal_name(name)
        return self._changed[key][1] is not None if key in self._changed else key in self._package.entries

    def part(self, name: str) -> bytes | None:
        """One part as it stands now, or None where there is none."""
        key = normal_name(name)
        return self._changed[key][1] if key in self._changed else self._package.part(name)

    def replace(self, name: str, content: bytes) -> None:
        """Put a part in, in the place of an older one where there is one."""
        key = normal_name(name)
        kept = self._package.entries.get(key)
        self._changed[key] = (kept.filename if kept else name, content)

    def remove(self, name: str) -> None:
        """Take a part out."""
        self._changed[normal_name(name)] = (name, None)

    def free_name(self, pattern: str) -> str:
        """The first name of this pattern that no part has; `{}` stands for the number."""
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)) not in self)

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to."""
        content = self.part(_relations_part(part))
        if content is None:
            return []
        folder = posixpath.dirname(part)
        return [_relation(one, folder) for one in parse(content, _relations_part(part)) if local(one) == "Relationship"]

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another one; the id of the relation, an old one where it is there already."""
        known = self.relations(part)
        for one in known:
            if one.kind == kind and normal_name(one.target) == normal_name(target):
                return one.id
        name = _relations_part(part)
        content = self.part(name)
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS}) if content is None else parse(content, name)
        taken = {one.id for one in known}
        key = next(key for number in range(1, 100_000) if (key := f"rId{number}") not in taken)
        line = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
        line.set("Id", key)
        line.set("Type", f"{RELATION}/{kind}")
        line.set("Target", "/" + target.lstrip("/"))
        self.replace(name, serialised(root))
        return key

    def drop_relations(self, part: str) -> None:
        """Let a part refer to nothing."""
        if _relations_part(part) in self:
            self.remove(_relations_part(part))

    def declare(self, part: str, content_type: str) -> None:
        """Say what a part is, in the package's list of content types."""
        root = parse(self.part(_TYPES_PART) or b"", _TYPES_PART)
        name = "/" + part.lstrip("/")
        if any(local(one) == "Override" and attribute(one, "PartName").lower() == name.lower() for one in root):
            return
        line = etree.SubElement(root, f"{{{_TYPES}}}Override")
        line.set("PartName", name)
        line.set("ContentType", content_type)
        self.replace(_TYPES_PART, serialised(root))

    def declare_extension(self, part: str, extension: str, content_type: str) -> None:
        """Say what all parts of an extension are; where another type is declared for it, of this part alone."""
        root = parse(self.part(_TYPES_PART) or b"", _TYPES_PART)
        known = [one for one in root if local(one) == "Default" and attribute(one, "Extension").lower() == extension]
        if known:
            if attribute(known[0], "ContentType") != content_type:
                self.declare(part, content_type)
            return
        line = etree.Element(f"{{{_TYPES}}}Default")
        line.set("Extension", extension)
        line.set("ContentType", content_type)
        root.insert(0, line)
        self.replace(_TYPES_PART, serialised(root))

    def packed(self) -> bytes:
        """The whole file."""
        parts: list[ZipPart] = []
        written = set()
        for key, entry in self._package.entries.items():
            name, content = self._changed.get(key, ("", None))
            written.add(key)
            if key not in self._changed:
                parts.append(self._as_it_lies(entry))
            elif content is not None:
                parts.append(_deflated(name, content))
        parts += [_deflated(name, content) for key, (name, content) in self._changed.items() if key not in written and content is not None]
        return write_zip(parts).getvalue()

    def _as_it_lies(self, entry: zipfile.ZipInfo) -> ZipPart:
        start = entry.header_offset
        name_bytes, extra_bytes = struct.unpack("<HH", self._data[start + 26 : start + _LOCAL_HEADER])
        start += _LOCAL_HEADER + name_bytes + extra_bytes
        packed = self._data[start : start + entry.compress_size]
        return ZipPart(entry.filename, packed, entry.compress_type, entry.CRC, entry.file_size)

    def _judged(self) -> str:
        """The file's extension, once it is sure that parts can be added.

        Raises:
            CannotAdd: with the reason.
        """
        if self.workbook not in self or not self.workbook.lower().endswith(".xml"):
            raise CannotAdd(Unsafe.OTHER_FORMAT)
        if any(name.startswith("_xmlsignatures/") for name in self._package.entries):
            raise CannotAdd(Unsafe.SIGNED)
        if any("/revisions/" in name for name in self._package.entries):
            raise CannotAdd(Unsafe.SHARED)
        if self._package.odd_names or self._package.twice or not all(self._is_plain(one) for one in self._package.entries.values()):
            raise CannotAdd(Unsafe.STRUCTURE)
        kind = self._kind()
        if kind is None:
            raise CannotAdd(Unsafe.STRUCTURE)
        return kind

    def _kind(self) -> str | None:
        content = self.part(_TYPES_PART)
        root = parse(content, _TYPES_PART) if content is not None else None
        if root is None:
            return None
        name = "/" + self.workbook.lower()
        for one in root:
            if local(one) == "Override" and attribute(one, "PartName").lower() == name:
                return EXTENSIONS.get(attribute(one, "ContentType"))
        default = [
            attribute(one, "ContentType") for one in root if local(one) == "Default" and attribute(one, "Extension").lower() == "xml"
        ]
        return EXTENSIONS.get(default[0]) if default else None

    def _is_plain(self, entry: zipfile.ZipInfo) -> bool:
        """Whether the entry can be copied as it lies: its own header in place, no protection, a plain name."""
        start = entry.header_offset
        is_in_place = start >= 0 and self._data[start : start + 4] == b"PK\x03\x04"
        is_usual = entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) and not entry.flag_bits & 0x1
        return is_in_place and is_usual and entry.filename.isascii() and "\\" not in entry.filename


def parse(content: bytes, part: str) -> etree._Element:
    """A part as a tree, comments and all; no entities, no network, no document type.

    Raises:
        Refused: it is not well formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(utf8(content, part), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused("corrupt", part=shown(part)) from fault


def serialised(root: etree._Element) -> bytes:
    """A tree as a part."""
    written: bytes = etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _opened(data: bytes, limits: Limits) -> Package:
    if data[:2] != b"PK":
        raise CannotAdd(Unsafe.OTHER_FORMAT)
    return open_package(data, limits)


def _relations_part(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def _relation(element: etree._Element, folder: str) -> Relation:
    target = attribute(element, "Target").replace("\\", "/")
    inside = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    is_outside = attribute(element, "TargetMode").lower() == "external"
    return Relation(attribute(element, "Id"), attribute(element, "Type").rpartition("/")[2], "" if is_outside else inside)


def _deflated(name: str, content: bytes) -> ZipPart:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return ZipPart(name, packer.compress(content) + packer.flush(), zipfile.ZIP_DEFLATED, zlib.crc32(content), len(content))
