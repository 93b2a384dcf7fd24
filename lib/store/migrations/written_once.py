"""Triggers that keep what was published: a row can be added, and never changed or deleted."""

from collections.abc import Iterable

from alembic import op

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
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in tables:
        for event in ("UPDATE", "DELETE"):
            name = f"{table}_no_{event.lower()}"
            if is_postgresql:
                op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION phaseboard_written_once()")
            else:
                op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'written once: {table}'); END")
        if is_postgresql:
            op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION phaseboard_written_once()")
