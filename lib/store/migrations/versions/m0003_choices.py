"""What is chosen for a board once and kept, by name: which sections a meeting is shown, and in which order."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; a choice may be changed, so nothing guards its rows."""
    op.create_table(
        "board_choices",
        sa.Column("board_id", sa.Integer, sa.ForeignKey("boards.id"), primary_key=True),
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take the table away with what was chosen."""
    op.drop_table("board_choices")
