"""The triggers that keep what was published, and the one way past them.

`lifted` takes them away within an open transaction and puts them back before it ends: others see either state with the triggers in
place, and a process that dies in between leaves everything as it was. Only forgetting and taking a backup use it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

_FUNCTION = "phaseboard_written_once()"


def triggers(dialect: str, table: str) -> dict[str, str]:
    """Name and definition of each trigger of a table."""
    found = {}
    for event in ("UPDATE", "DELETE"):
        name = f"{table}_no_{event.lower()}"
        if dialect == "postgresql":
            found[name] = f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {_FUNCTION}"
        else:
            found[name] = f"CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'written once: {table}'); END"
    if dialect == "postgresql":
        found[f"{table}_no_truncate"] = f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {_FUNCTION}"
    return found


@contextmanager
def lifted(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Inside, rows of these tables can be changed; the transaction must be one that writes, and fails as a whole."""
    dialect = connection.dialect.name
    made = [(table, name, definition) for table in tables for name, definition in triggers(dialect, table).items()]
    for table, name, _ in made:
        connection.execute(text(f"DROP TRIGGER {name} ON {table}" if dialect == "postgresql" else f"DROP TRIGGER {name}"))
    yield
    for _, _, definition in made:
        connection.execute(text(definition))
