"""What a file is, told by its first bytes and its inner parts, never by its name."""

import re
from enum import StrEnum

from lib.ingest.read.package import Package


class Kind(StrEnum):
    """The containers that we look into; everything else is named and refused."""

    ZIP = "zip"
    OLE = "ole"
    TEXT = "text"  # delimited text, HTML or XML: told apart once decoded


# First bytes of what people drop by mistake, and the last part of `refused.is_…`.
_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "is_pdf"),
    (b"\x89PNG", "is_image"),
    (b"\xff\xd8\xff", "is_image"),
    (b"GIF8", "is_image"),
    (b"BM\x36", "is_image"),
    (b"II*\x00", "is_image"),
    (b"MM\x00*", "is_image"),
    (b"\x00\x00\x01\x00", "is_image"),
    (b"8BPS", "is_image"),
    (b"AT&TFORM", "is_image"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"BZh", "is_archive"),
    (b"\xfd7zXZ", "is_archive"),
    (b"\x28\xb5\x2f\xfd", "is_archive"),
    (b"\x04\x22\x4d\x18", "is_archive"),
    (b"MSCF", "is_archive"),
    (b"LZIP", "is_archive"),
    (b"\x1f\x9d", "is_archive"),
    (b"MZ", "is_program"),
    (b"\x7fELF", "is_program"),
    (b"\xca\xfe\xba\xbe", "is_program"),
    (b"\xcf\xfa\xed\xfe", "is_program"),
    (b"\xce\xfa\xed\xfe", "is_program"),
    (b"\xfe\xed\xfa\xce", "is_program"),
    (b"\xfe\xed\xfa\xcf", "is_program"),
    (b"\x00asm", "is_program"),
    (b"!<arch>", "is_program"),
    (b"dex\n", "is_program"),
    (b"SQLite format 3", "is_database"),
    (b"\x00\x01\x00\x00Standard", "is_database"),
    (b"PAR1", "is_database"),
    (b"ARROW1", "is_database"),
    (b"\x93NUMPY", "is_database"),
    (b"\x89HDF", "is_database"),
    (b"ID3", "is_media"),
    (b"\xff\xfb", "is_media"),
    (b"\xff\xf3", "is_media"),
    (b"OggS", "is_media"),
    (b"fLaC", "is_media"),
    (b"\x1aE\xdf\xa3", "is_media"),
    (b"FLV\x01", "is_media"),
    (b"MThd", "is_media"),
    (b"{\\rtf", "is_word"),
    (b"%!PS", "is_pdf"),
    (b"\x00\x01\x00\x00\x00", "is_font"),
    (b"OTTO", "is_font"),
    (b"wOFF", "is_font"),
    (b"wOF2", "is_font"),
    (b"L\x00\x00\x00\x01\x14\x02", "is_shortcut"),
    (b"\x30\x26\xb2\x75", "is_media"),
)
_BOXED = ((b"WAVE", "is_media"), (b"AVI ", "is_media"), (b"WEBP", "is_image"))
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")  # Excel 2 to 4, before containers
_TAR = slice(257, 262)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_IN_ZIP: tuple[tuple[str, str], ...] = (
    (r"word/.*\.xml", "is_word"),
    (r"ppt/.*\.xml", "is_powerpoint"),
    (r"visio/.*", "is_other_office"),
    (r"index/.*\.iwa|index\.zip", "is_iwork"),
    (r"meta-inf/manifest\.mf|androidmanifest\.xml|classes\.dex", "is_program"),
    (r"ofd\.xml", "is_pdf"),
    (r"meta-inf/container\.xml", "is_book"),
)
_ODF_TYPES = {
    "application/vnd.oasis.opendocument.text": "is_word",
    "application/vnd.oasis.opendocument.presentation": "is_powerpoint",
    "application/vnd.oasis.opendocument.graphics": "is_image",
    "application/epub+zip": "is_book",
}
_TABLE_FILE = re.compile(r"\.(xlsx|xlsm|xlsb|xls|ods|et|csv|tsv)\Z")


def kind_of(content: bytes) -> Kind | str:
    """A container to look into, or the refusal code of something that is no spreadsheet."""
    if content[:2] == b"PK" and content[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return Kind.ZIP
    if content.startswith(_OLE):
        return Kind.OLE
    if content.startswith(_OLD_BIFF):
        return "old_excel"
    if content[:4] == b"RIFF" or content[:4] == b"FORM":
        return next((code for name, code in _BOXED if content[8:12] == name), "is_media")
    if content[4:8] == b"ftyp":
        return "is_image" if content[8:12] in (b"heic", b"mif1", b"avif", b"heix") else "is_media"
    if content[_TAR] == b"ustar":
        return "is_archive"
    return next((code for first, code in _FIRST_BYTES if content.startswith(first)), Kind.TEXT)


def foreign_package(package: Package) -> str:
    """The refusal code for a zip that is no workbook: what it is instead."""
    declared = (package.part("mimetype") or b"")[:100].decode("ascii", "replace").strip() if "mimetype" in package else ""
    if declared in _ODF_TYPES:
        return _ODF_TYPES[declared]
    for pattern, code in _IN_ZIP:
        if any(re.fullmatch(pattern, name) for name in package.entries):
            return code
    if any(name.startswith("xl/") for name in package.entries) or "[content_types].xml" in package.entries:
        return "no_workbook_part"
    return "zip_of_tables" if any(_TABLE_FILE.search(name) for name in package.entries) else "is_archive"


_IN_OLE: tuple[tuple[str, str], ...] = (
    ("encryptedpackage", "encrypted"),
    ("worddocument", "is_word"),
    ("powerpoint document", "is_powerpoint"),
    ("current user", "is_powerpoint"),
    ("__properties_version1.0", "is_mail"),
    ("visiodocument", "is_other_office"),
    ("quill", "is_other_office"),
    ("wpsdocument", "is_word"),
)


def foreign_compound(streams: set[str]) -> str:
    """The refusal code for a compound file without a workbook: what it is instead."""
    return next((code for name, code in _IN_OLE if name in streams), "is_unknown")
