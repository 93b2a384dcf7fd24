"""Triggers that keep what was published: a row can be added, and never changed or deleted."""

from collections.abc import Iterable

from alembic import op

from lib.store.written_once import triggers

_FUNCTION = """
CREATE FUNCTION phaseboard_written_once() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'written once: %', TG_TABLE_NAME; END $$
"""


def declare() -> None:
    """Make what the triggers call, where the database wants a function for it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)


def protect(tables: Iterable[str]) -> None:
    """Refuse updates and deletes on these tables."""
    for table in tables:
        for definition in triggers(op.get_bind().dialect.name, table).values():
            op.execute(definition)
