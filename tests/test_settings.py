"""Settings: read once, from the environment first, and refused when they cannot be meant."""

from dataclasses import fields
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


@pytest.mark.parametrize("name", [setting.name for setting in fields(Settings) if isinstance(setting.default, str)])
def test_words_that_are_set_to_nothing_are_as_if_not_set(name: str, tmp_path: Path) -> None:
    assert read_settings({f"PHASEBOARD_{name.upper()}": ""}, tmp_path / "none.toml") == Settings()


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


@pytest.mark.parametrize(
    ("said", "is_on"), [("true", True), ("ON", True), (" yes ", True), ("1", True), ("0", False), ("Off", False), ("", False)]
)
def test_a_switch_is_read_as_people_write_it(said: str, is_on: bool, tmp_path: Path) -> None:
    assert read_settings({"PHASEBOARD_TRUST_UNVERIFIED_EMAIL": said}, tmp_path / "none.toml").trust_unverified_email is is_on


@pytest.mark.parametrize("said", ["maybe", "2", "ja"])
def test_what_is_no_switch_is_refused_and_never_taken_for_off(said: str, tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid) as refused:
        read_settings({"PHASEBOARD_TRUST_UNVERIFIED_EMAIL": said}, tmp_path / "none.toml")

    assert (refused.value.code, refused.value.facts["name"]) == ("not_a_switch", "trust_unverified_email")


def test_the_file_may_say_a_switch_and_a_list_in_its_own_way(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[phaseboard]\ntrust_unverified_email = true\nhosts = ["board.school.cn", "*.office.cn"]\n', encoding="utf-8")
    read = read_settings({}, secrets)

    assert (read.trust_unverified_email, read.hosts) == (True, "board.school.cn, *.office.cn")


@pytest.mark.parametrize("said", ["true", "10.7"])
def test_a_size_in_the_file_that_is_no_whole_number_is_refused(said: str, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(f"[phaseboard]\nmax_file_mb = {said}\n", encoding="utf-8")

    with pytest.raises(SettingInvalid) as refused:
        read_settings({}, secrets)
    assert (refused.value.code, refused.value.facts["name"]) == ("not_a_number", "max_file_mb")


def test_a_file_that_says_something_else_under_our_name_or_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text("phaseboard = 3\n", encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()

    for secrets in ("secrets.toml", "folder.toml"):
        with pytest.raises(SettingInvalid) as refused:
            read_settings({}, tmp_path / secrets)
        assert (refused.value.code, refused.value.facts["file"]) == ("unreadable_file", secrets)
