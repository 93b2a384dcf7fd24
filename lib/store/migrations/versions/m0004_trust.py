"""Who did what in a chain that cannot be cut unseen; sessions ended everywhere; released group tables; what was forgotten."""

import sqlalchemy as sa
from alembic import op

from lib.store.migrations.written_once import protect

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the tables; an older database begins its chain with what is done from now on."""
    _audit()
    op.create_table(
        "sessions_ended",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("ended", sa.DateTime, nullable=False),
    )
    op.create_table(
        "releases",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), primary_key=True),
        sa.Column("circle", sa.String(80), primary_key=True),
        sa.Column("released", sa.Integer, nullable=False),
    )
    op.create_table(
        "forgotten",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), nullable=False),
        sa.Column("happened", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("cells", sa.Integer, nullable=False),
        sa.Column("file", sa.String(20), nullable=False),
    )
    op.create_index("ix_forgotten_version_id", "forgotten", ["version_id"])
    protect(("audit", "releases", "forgotten"))


def _audit() -> None:
    """The chain, and where it ends: the row that every writer holds while it adds one."""
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("happened", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("board", sa.String(40)),
        sa.Column("version", sa.Integer),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False, unique=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def downgrade() -> None:
    """Take them away with their rows; `lib.store.downgrade` says first what that loses."""
    for table in ("forgotten", "releases", "sessions_ended", "audit_head", "audit"):
        op.drop_table(table)
