"""The tables, as SQLAlchemy describes them. The migrations make them; a test holds both to be the same.

A version points at a content (typed frames and outline, in parts) and at an original (the file's bytes). A restored version
points at the content and original of the old one. Rows of the tables in `WRITTEN_ONCE` are written once: triggers in the database
refuse to change or delete them, whoever asks; only forgetting, and taking a backup, lift them for the time of one transaction.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

REVISION = "0004"
"""The newest migration; a test holds it to be the head of the scripts."""

REVISION_TABLE = "phaseboard_revision"

WRITTEN_ONCE = ("versions", "contents", "parts", "originals", "log", "meetings", "figures", "audit", "releases", "forgotten")

METADATA = MetaData()


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC without its zone so that both databases sort and return it alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Take the zone away after the change to UTC; a time without a zone is a mistake of the caller."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


boards = Table(
    "boards",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("year", Integer),
)

originals = Table(
    "originals",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", Integer, nullable=False),
    Column("packing", String(10), nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

contents = Table(
    "contents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
)

parts = Table(
    "parts",
    METADATA,
    Column("content_id", ForeignKey("contents.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

versions = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("board_id", ForeignKey("boards.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("published", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("year", Integer),
    Column("as_of", Date),
    Column("tasks", Integer, nullable=False),
    Column("feedback", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("restored_from", Integer),
    Column("original_id", ForeignKey("originals.id"), nullable=False),
    Column("content_id", ForeignKey("contents.id"), nullable=False),
    UniqueConstraint("board_id", "number", name="one_version_a_number"),
)

log = Table(
    "log",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("board_id", ForeignKey("boards.id"), nullable=False, index=True),
    Column("version", Integer),
    Column("happened", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)

meetings = Table(
    "meetings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("marked", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
)

figures = Table(
    "figures",
    METADATA,
    Column("version_id", ForeignKey("versions.id"), primary_key=True),
    Column("name", String(80), primary_key=True),
    Column("value", Float(53)),
)

column_choices = Table(
    "column_choices",
    METADATA,
    Column("board_id", ForeignKey("boards.id"), primary_key=True),
    Column("role", String(40), primary_key=True),
    Column("header", Text, primary_key=True),
    Column("meaning", String(80), nullable=False),
)

board_choices = Table(
    "board_choices",
    METADATA,
    Column("board_id", ForeignKey("boards.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

audit = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("happened", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(40), nullable=False),
    Column("address", Text, nullable=False),
    Column("board", String(40)),
    Column("version", Integer),
    Column("detail", JSON, nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
)

audit_head = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
)

sessions_ended = Table(
    "sessions_ended",
    METADATA,
    Column("account", Text, primary_key=True),
    Column("ended", UtcTime, nullable=False),
)

releases = Table(
    "releases",
    METADATA,
    Column("version_id", ForeignKey("versions.id"), primary_key=True),
    Column("circle", String(80), primary_key=True),
    Column("released", Integer, nullable=False),
)

forgotten = Table(
    "forgotten",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("version_id", ForeignKey("versions.id"), nullable=False, index=True),
    Column("happened", UtcTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("cells", Integer, nullable=False),
    Column("file", String(20), nullable=False),
)
