"""Bringing a database to the form that this program knows: a new one is made, an older one migrated, a newer one refused.

Several processes may start at once: whoever comes first holds the database while it migrates, the others wait and find it done.
"""

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from lib.errors import NewerDatabase, StoreRefused
from lib.store.engine import Database
from lib.store.tables import METADATA, REVISION, REVISION_TABLE

_SCRIPTS = Path(__file__).parent / "migrations"
_ALEMBIC = threading.Lock()  # it keeps the migration that runs in a global, so one at a time in a process
LOCK = 0x50484153
"""Any number that no other program takes for its advisory lock."""


def bring_up_to_date(database: Database) -> None:
    """Make, migrate or leave the tables.

    Raises:
        NewerDatabase: a later program has written it.
        StoreRefused: it belongs to another program.
    """
    with database.reading() as connection:
        if revision_of(connection) == REVISION:
            return
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        found = revision_of(connection)
        if found == REVISION:
            return
        _migrate(connection, found, database.address.shown)


def revision_of(connection: Connection) -> str | None:
    """The step that the database is at; None where nobody of ours was there."""
    if not inspect(connection).has_table(REVISION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar_one_or_none()


def _migrate(connection: Connection, found: str | None, shown: str) -> None:
    if found is None and set(inspect(connection).get_table_names()) & METADATA.tables.keys():
        raise StoreRefused("foreign_database", database=shown)
    if found is not None and found not in _known_revisions():
        raise NewerDatabase("newer", database=shown, revision=found, known=REVISION)
    migrate(connection, "head")


def migrate(connection: Connection, revision: str, *, is_down: bool = False) -> None:
    """Run the scripts to a revision, on this connection and inside its transaction."""
    # Here and not above: a database that is up to date needs none of it, and it takes a fifth of a second to load.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _ALEMBIC:
        (command.downgrade if is_down else command.upgrade)(config, revision)


def _known_revisions() -> frozenset[str]:
    from alembic.script import ScriptDirectory

    return frozenset(script.revision for script in ScriptDirectory(str(_SCRIPTS)).walk_revisions())
