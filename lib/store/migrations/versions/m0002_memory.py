"""Review meetings, figures for trends, and what a board remembers: its year and columns mapped by hand."""

import sqlalchemy as sa
from alembic import op

from lib.store.migrations.written_once import protect

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables, and the year to the boards."""
    op.add_column("boards", sa.Column("year", sa.Integer))
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("marked", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
    )
    op.create_index("ix_meetings_version_id", "meetings", ["version_id"])
    op.create_table(
        "figures",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("versions.id"), primary_key=True),
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("value", sa.Float(53)),
    )
    op.create_table(
        "column_choices",
        sa.Column("board_id", sa.Integer, sa.ForeignKey("boards.id"), primary_key=True),
        sa.Column("role", sa.String(40), primary_key=True),
        sa.Column("header", sa.Text, primary_key=True),
        sa.Column("meaning", sa.String(80), nullable=False),
    )
    protect(("meetings", "figures"))


def downgrade() -> None:
    """Take the tables away with their rows, and the years that were given by hand."""
    for table in ("column_choices", "figures", "meetings"):
        op.drop_table(table)
    op.drop_column("boards", "year")
