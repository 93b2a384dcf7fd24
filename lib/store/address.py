"""Where the database is: a file of SQLite, or a PostgreSQL server by its address."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from lib.errors import SettingInvalid
from lib.settings import ROOT

DEFAULT = "data/phaseboard.db"


@dataclass(frozen=True, slots=True)
class Address:
    """One database. `path` is None where it is a server's; `shown` names it without user and password."""

    url: URL
    path: Path | None

    @property
    def shown(self) -> str:
        """The name to put into a sentence."""
        return self.path.name if self.path else f"{self.url.host or 'localhost'}/{self.url.database or ''}"


def database_address(given: str) -> Address:
    """Understand a setting.

    Args:
        given: a file's path, `sqlite:///path`, `postgresql://…` (also `postgres://…`), or "" for the default. A relative
            path starts at the project's folder.

    Raises:
        SettingInvalid: it is none of these. The value is not repeated, for it may hold a password.
    """
    given = given.strip() or DEFAULT
    if "://" not in given:
        return _file(Path(given))
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as fault:
        raise SettingInvalid("unknown_database", scheme=given.split("://")[0]) from fault
    backend = url.drivername.split("+")[0]
    if backend == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database))
    if backend in ("postgresql", "postgres"):
        return Address(url.set(drivername="postgresql+psycopg"), None)
    raise SettingInvalid("unknown_database", scheme=backend)


def _file(path: Path) -> Address:
    path = (path if path.is_absolute() else ROOT / path).resolve()
    return Address(URL.create("sqlite", database=str(path)), path)
