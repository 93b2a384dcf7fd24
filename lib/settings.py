"""Every setting of an installation, read once.

A setting comes from the environment (`PHASEBOARD_<NAME>`), else from `[phaseboard]` in
`.streamlit/secrets.toml`, else it has the default below. The README's table is checked against this
class by a test.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib.errors import SettingInvalid

ROOT = Path(__file__).resolve().parent.parent
SECRETS = ROOT / ".streamlit" / "secrets.toml"
PREFIX = "PHASEBOARD_"


def _setting(default: Any, explanation: str) -> Any:
    return field(default=default, metadata={"help": explanation})


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen set of settings; sizes are in megabytes (10⁶ bytes), times in seconds."""

    workbook: str = _setting("data/sample.xlsx", "workbook shown at the start; relative to the project's folder")
    max_file_mb: int = _setting(50, "largest file that is opened")
    max_unpacked_mb: int = _setting(500, "largest unpacked size of a file")
    worker_memory_mb: int = _setting(1500, "memory ceiling of the process that opens files")
    worker_seconds: int = _setting(60, "time ceiling for one file")
    database_url: str = _setting(
        "data/phaseboard.db", "where versions are kept: a file, or postgresql://…; plain DATABASE_URL is heard too"
    )
    today: str = _setting("", "the day taken for today, as 2014-06-10; for demonstrations and tests")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingInvalid: a value is of the wrong type; the fault names the setting and the value.
    """
    return read_settings(os.environ, SECRETS)


def read_settings(environment: Mapping[str, str], secrets: Path) -> Settings:
    """Settings from one environment and one file; the pure part of `settings`."""
    stored: Mapping[str, Any] = {}
    if secrets.exists():
        try:
            stored = tomllib.loads(secrets.read_text(encoding="utf-8")).get("phaseboard", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise SettingInvalid("unreadable_file", file=secrets.name) from fault
    chosen: dict[str, Any] = {}
    for setting in fields(Settings):
        given = environment.get(PREFIX + setting.name.upper(), stored.get(setting.name))
        if setting.name == "database_url":
            given = environment.get(PREFIX + "DATABASE_URL") or environment.get("DATABASE_URL") or given
        if given is not None:
            chosen[setting.name] = _converted(setting.name, given, type(setting.default))
    return Settings(**chosen)


def _converted(name: str, given: Any, kind: type) -> Any:
    try:
        value = kind(given)
    except (TypeError, ValueError) as fault:
        raise SettingInvalid("not_a_number", name=name, value=str(given)) from fault
    if kind is int and value <= 0:
        raise SettingInvalid("not_a_number", name=name, value=str(given))
    return value
