"""Which version's group tables a version shows to each circle of readers: its own, or an older one's. On an open connection."""

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from lib.errors import NotStored
from lib.store.boards import board_id
from lib.store.plain_text import plain
from lib.store.tables import releases, versions


def write(connection: Connection, version_id: int, released: Mapping[str, int]) -> None:
    """Keep what a version releases, with the version itself."""
    rows = [{"version_id": version_id, "circle": plain(circle), "released": number} for circle, number in released.items()]
    if rows:
        connection.execute(insert(releases), rows)


def of_version(connection: Connection, code: str, number: int) -> Mapping[str, int]:
    """The number of the version whose tables are shown, by circle; empty where nothing was said.

    Raises:
        NotStored: there is no such version.
    """
    wanted = select(versions.c.id).where(versions.c.board_id == board_id(connection, code), versions.c.number == number)
    version = connection.execute(wanted).scalar_one_or_none()
    if version is None:
        raise NotStored("no_version", board=code, version=number)
    rows = connection.execute(select(releases).where(releases.c.version_id == version).order_by(releases.c.circle))
    return {row.circle: row.released for row in rows}
