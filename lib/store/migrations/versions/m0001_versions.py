"""Boards, their versions, what these hold, and the log."""

import sqlalchemy as sa
from alembic import op

from lib.store.migrations.written_once import declare, protect

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "boards",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
    )
    _contents()
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("board_id", sa.Integer, sa.ForeignKey("boards.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("published", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("file_name", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("as_of", sa.Date),
        sa.Column("tasks", sa.Integer, nullable=False),
        sa.Column("feedback", sa.Integer, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("warnings", sa.Integer, nullable=False),
        sa.Column("restored_from", sa.Integer),
        sa.Column("original_id", sa.Integer, sa.ForeignKey("originals.id"), nullable=False),
        sa.Column("content_id", sa.Integer, sa.ForeignKey("contents.id"), nullable=False),
        sa.UniqueConstraint("board_id", "number", name="one_version_a_number"),
    )
    op.create_table(
        "log",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("board_id", sa.Integer, sa.ForeignKey("boards.id"), nullable=False),
        sa.Column("version", sa.Integer),
        sa.Column("happened", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
    )
    op.create_index("ix_log_board_id", "log", ["board_id"])
    declare()
    protect(("versions", "contents", "parts", "originals", "log"))


def _contents() -> None:
    """What versions point at: the file as dropped, and what was read from it, in parts."""
    op.create_table(
        "originals",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packing", sa.String(10), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table("contents", sa.Column("id", sa.Integer, primary_key=True), sa.Column("sha256", sa.String(64), nullable=False))
    op.create_table(
        "parts",
        sa.Column("content_id", sa.Integer, sa.ForeignKey("contents.id"), primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        # What is packed already is not worth a second try of the database's own compression.
        for table in ("originals", "parts"):
            op.execute(f"ALTER TABLE {table} ALTER COLUMN packed SET STORAGE EXTERNAL")
