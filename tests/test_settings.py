"""Settings: read once, from the environment first, and refused when they cannot be meant."""

from pathlib import Path

import pytest

from lib.desk.opening import limits_of
from lib.errors import Refused, SettingInvalid
from lib.ingest.worker import read_isolated
from lib.settings import Settings, read_settings

ROOT = Path(__file__).resolve().parent.parent


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path / "none.toml") == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[phaseboard]\nmax_file_mb = 10\nworker_seconds = 20\n", encoding="utf-8")

    read = read_settings({"PHASEBOARD_MAX_FILE_MB": "5"}, secrets)

    assert (read.max_file_mb, read.worker_seconds) == (5, 20)


def test_an_address_of_the_database_that_is_set_to_nothing_leaves_it_to_the_file(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[phaseboard]\ndatabase_url = "postgresql://board@database/board"\n', encoding="utf-8")

    assert read_settings({"PHASEBOARD_DATABASE_URL": ""}, secrets).database_url == "postgresql://board@database/board"


@pytest.mark.parametrize("given", ["many", "0", "-3", ""])
def test_a_size_that_is_no_number_is_refused_by_its_name(given: str, tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid) as refused:
        read_settings({"PHASEBOARD_MAX_FILE_MB": given}, tmp_path / "none.toml")

    assert refused.value.facts["name"] == "max_file_mb"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("[phaseboard\n", encoding="utf-8")

    with pytest.raises(SettingInvalid) as refused:
        read_settings({}, secrets)

    assert refused.value.facts["file"] == "secrets.toml"


@pytest.mark.parametrize("page", ["docs/commands.md", "docs/commands.zh.md"])
def test_the_page_of_settings_names_every_one_with_its_default(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    rows = [f"`PHASEBOARD_{name.upper()}` | {default if default != '' else '–'} |" for name, default in defaults()]

    assert [row for row in rows if row not in text] == []


def defaults() -> list[tuple[str, object]]:
    """Each setting's name and default."""
    return [(name, getattr(Settings(), name)) for name in Settings.__dataclass_fields__]


def test_a_file_that_is_too_large_is_refused_with_the_megabytes_that_were_set():
    limits = limits_of(Settings(max_file_mb=1))

    with pytest.raises(Refused) as refused:
        read_isolated(bytes(1_048_577), "plan.xlsx", limits=limits)
    assert limits.file_bytes == 1_048_576
    assert (refused.value.code, refused.value.facts["megabytes"]) == ("file_too_large", 1)
