"""Every setting of an installation, read once.

A setting comes from the environment (`PHASEBOARD_<NAME>`), else from `[phaseboard]` in
`.streamlit/secrets.toml`, else it has the default below; where that is a word, nothing is no other word.
The table in docs/commands.md is checked against this class by a test.
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


def _secret(explanation: str) -> Any:
    return field(default="", repr=False, metadata={"help": explanation})


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen set of settings; sizes are in megabytes (2²⁰ bytes), times in seconds or as the name says."""

    workbook: str = _setting("data/sample.xlsx", "workbook shown at the start; relative to the project's folder")
    max_file_mb: int = _setting(50, "largest file that is opened")
    max_unpacked_mb: int = _setting(500, "largest unpacked size of a file")
    worker_memory_mb: int = _setting(1500, "memory ceiling of the process that opens files")
    worker_seconds: int = _setting(60, "time ceiling for one file")
    database_url: str = _setting(
        "data/phaseboard.db", "where versions are kept: a file, or postgresql://…; plain DATABASE_URL is heard too"
    )
    today: str = _setting("", "the day taken for today, as 2014-06-10; for demonstrations and tests")
    sign_in: str = _setting(
        "", "who may come in: password, provider or proxy; without it only people at this machine, others see what is public"
    )
    visitors: str = _setting("", "public lets people without an account see what is public; only where there is a sign-in")
    sign_in_hours: int = _setting(12, "how long a sign-in lasts")
    sign_in_secret: str = _secret("what cookies are signed with, at least 32 characters; without it one is made beside the accounts file")
    accounts: str = _setting("data/accounts.toml", "who has an account; written by `python -m lib user`")
    sign_in_claim: str = _setting("email", "what a provider says of a person that is their account's name")
    trust_unverified_email: bool = _setting(False, "whether an address that the provider has not verified is taken")
    proxy_addresses: str = _setting("", "addresses of reverse proxies of one's own, separated by commas: 127.0.0.1, 10.0.0.0/24")
    proxy_user_header: str = _setting("Remote-User", "the header in which such a proxy names who has signed in there")
    hosts: str = _setting("", "names under which the board is called, separated by commas: board.school.cn, *.school.cn")
    log_format: str = _setting("json", "json for one object a line, plain for reading by eye")


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
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
            raise SettingInvalid("unreadable_file", file=secrets.name) from fault
        if not isinstance(stored, Mapping):
            raise SettingInvalid("unreadable_file", file=secrets.name)
    chosen: dict[str, Any] = {}
    for setting in fields(Settings):
        said = _said(setting.name, environment, stored)
        if isinstance(setting.default, str) and setting.default:
            said = [given for given in said if given != ""]
        if said:
            chosen[setting.name] = _converted(setting.name, said[0], type(setting.default))
    return Settings(**chosen)


def _said(name: str, environment: Mapping[str, str], stored: Mapping[str, Any]) -> list[Any]:
    """What is said of a setting, what goes before first."""
    names = [PREFIX + name.upper(), *(["DATABASE_URL"] if name == "database_url" else [])]
    return [environment[one] for one in names if one in environment] + ([stored[name]] if name in stored else [])


def _converted(name: str, given: Any, kind: type) -> Any:
    if kind is bool:
        return _switch(name, given)
    if isinstance(given, list):
        given = ", ".join(str(one) for one in given)
    if kind is int and isinstance(given, bool | float):  # which it would take, and mean something else
        raise SettingInvalid("not_a_number", name=name, value=str(given))
    try:
        value = kind(given)
    except (TypeError, ValueError) as fault:
        raise SettingInvalid("not_a_number", name=name, value=str(given)) from fault
    if kind is int and value <= 0:
        raise SettingInvalid("not_a_number", name=name, value=str(given))
    return value


def _switch(name: str, given: Any) -> bool:
    known = {"true": True, "1": True, "yes": True, "on": True, "false": False, "0": False, "no": False, "off": False, "": False}
    word = str(given).strip().lower()
    if word not in known:
        raise SettingInvalid("not_a_switch", name=name, value=str(given))
    return known[word]
