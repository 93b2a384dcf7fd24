"""The file of accounts: read whole or refused with one sentence, written whole or not at all, for its owner's eyes alone."""

import contextlib
import os
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.errors import AccountsInvalid, SettingInvalid
from lib.i18n import Language, text
from lib.identity import Role
from lib.identity import accounts as keeping_accounts
from lib.identity.accounts import SECRET_FILE, change_accounts, load_accounts, read_accounts
from lib.identity.accounts_toml import parsed, written
from lib.identity.keeping import adding
from lib.identity.names import folded, is_account_name
from lib.identity.people import Account, Accounts, ClaimRule
from lib.settings import Settings
from tests.identity.askings import HASH, account

WHOLE = f"""
[accounts.office]
name = "办公室"
roles = ["office", "head"]
boards = ["*"]
password = "{HASH}"
disabled = true
changed = 2014-06-10T16:00:00+08:00

[accounts."li@school.cn"]
roles = ["viewer"]
boards = ["main", "west"]

[[claims]]
claim = "groups"
value = "leaders"
roles = ["leader"]
boards = ["*"]
"""


def test_without_a_file_nobody_has_an_account(tmp_path: Path):
    assert read_accounts(tmp_path / "accounts.toml") == Accounts()
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_holds_nobody():
    assert parsed("", "accounts.toml") == Accounts()


def test_what_stands_in_the_file_is_read():
    read = parsed(WHOLE, "accounts.toml")

    assert read.people == {
        "office": Account(
            "office", "办公室", frozenset({Role.OFFICE, Role.HEAD}), frozenset({"*"}), HASH, True, datetime(2014, 6, 10, 8, tzinfo=UTC)
        ),
        "li@school.cn": Account("li@school.cn", "", frozenset({Role.VIEWER}), frozenset({"main", "west"})),
    }
    assert read.rules == (ClaimRule("groups", "leaders", frozenset({Role.LEADER}), frozenset({"*"})),)


LI = '[accounts.li]\nroles = ["viewer"]\nboards = ["*"]\n'


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("[accounts", "not_toml"),
        (LI + LI, "not_toml"),
        ("users = []", "unknown_key"),
        (LI + "rolles = []", "unknown_key"),
        (LI + 'Password = "x"', "unknown_key"),
        ('[accounts.li]\nroles = ["viewer"]', "missing_key"),
        ('[accounts.li]\nboards = ["*"]', "missing_key"),
        (LI.replace("viewer", "root"), "unknown_role"),
        (LI.replace("viewer", "Viewer"), "unknown_role"),
        (LI.replace('["viewer"]', "[]"), "wrong_value"),
        (LI.replace('["viewer"]', '"viewer"'), "wrong_value"),
        (LI.replace('["viewer"]', "[1]"), "wrong_value"),
        (LI.replace('["*"]', '[""]'), "wrong_value"),
        (LI + "name = 5", "wrong_value"),
        (LI + 'disabled = "no"', "wrong_value"),
        (LI + "disabled = 0", "wrong_value"),
        (LI + 'password = "secret in plain words"', "wrong_value"),
        (LI + "changed = 2014-06-10", "wrong_value"),
        (LI + "changed = 2014-06-10T08:00:00", "wrong_value"),
        ("accounts = 5", "wrong_value"),
        ("[accounts]\nli = 5", "wrong_value"),
        ("[claims]\ngroups = 1", "wrong_value"),
        ('[[claims]]\nclaim = "groups"\nroles = ["viewer"]\nboards = ["*"]', "missing_key"),
        ('[accounts."a b"]\nroles = ["viewer"]\nboards = ["*"]', "bad_name"),
        (LI + LI.replace("accounts.li", "accounts.LI"), "same_name"),
    ],
)
@pytest.mark.parametrize("language", Language)
def test_a_file_that_is_not_understood_is_refused_whole_with_one_sentence(broken: str, code: str, language: Language):
    with pytest.raises(AccountsInvalid) as refused:
        parsed(
            WHOLE.replace("[accounts.office]", "[accounts.office]", 1) + broken if "[accounts.li]" in broken else broken, "accounts.toml"
        )

    sentence = text(language, f"accounts.{refused.value.code}", **refused.value.facts)
    assert refused.value.code == code
    assert "accounts.toml" in sentence
    assert "{" not in sentence
    assert "plain words" not in sentence


def test_a_broken_file_signs_nobody_in(tmp_path: Path):
    path = tmp_path / "accounts.toml"
    settings = Settings(sign_in="password", accounts=str(path))
    change_accounts(path, adding(account()))
    assert load_accounts(settings).named("zhang") is not None
    path.write_text(path.read_text(encoding="utf-8") + 'role = "admin"\n', encoding="utf-8")

    with pytest.raises(AccountsInvalid):
        load_accounts(settings)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x80"])
def test_a_file_that_is_no_text_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "accounts.toml").write_bytes(content)

    with pytest.raises(AccountsInvalid):
        read_accounts(tmp_path / "accounts.toml")


NAMES = st.text(min_size=1, max_size=20).filter(is_account_name)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
ROLES = st.frozensets(st.sampled_from(Role), min_size=1)
BOARDS = st.frozensets(WORDS, min_size=1, max_size=3)
MOMENTS = st.datetimes(timezones=st.just(UTC))
ACCOUNTS = st.builds(Account, NAMES, WORDS, ROLES, BOARDS, st.sampled_from(["", HASH]), st.booleans(), MOMENTS)


@given(st.lists(ACCOUNTS, max_size=4), st.lists(st.builds(ClaimRule, WORDS, WORDS, ROLES, BOARDS), max_size=2))
def test_what_is_written_is_read_back(people: list[Account], rules: list[ClaimRule]):
    kept = Accounts({folded(one.account): one for one in people}, tuple(rules))

    assert parsed(written(kept), "accounts.toml") == kept


def test_a_change_on_the_disk_is_seen_at_once(tmp_path: Path):
    path = tmp_path / "accounts.toml"
    change_accounts(path, adding(account()))
    before = read_accounts(path)

    assert read_accounts(path) is before
    change_accounts(path, adding(account("li")))
    assert list(read_accounts(path).people) == ["zhang", "li"]
    path.unlink()
    assert read_accounts(path) == Accounts()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of this kind")
def test_the_file_and_the_secret_are_for_their_owner_alone(tmp_path: Path):
    path = tmp_path / "kept" / "accounts.toml"
    before = os.umask(0)
    try:
        change_accounts(path, adding(account()))
        load_accounts(Settings(sign_in="password", accounts=str(path)))
    finally:
        os.umask(before)

    assert {stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()} == {0o600}


def test_a_change_that_is_refused_or_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "accounts.toml"
    change_accounts(path, adding(account()))
    before = path.read_bytes()

    def full(_handle: int) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AccountsInvalid) as refused:
        change_accounts(path, adding(account("li")))

    assert refused.value.code == "unwritable"
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["accounts.toml", "accounts.toml.lock"]


def test_a_name_that_no_file_can_hold_is_refused_and_leaves_the_file_as_it_was(tmp_path: Path):
    path = tmp_path / "accounts.toml"
    change_accounts(path, adding(account()))
    before = path.read_bytes()

    with pytest.raises(AccountsInvalid) as refused:
        change_accounts(path, adding(replace(account("li"), name="\udcff")))

    assert (refused.value.code, path.read_bytes()) == ("unwritable", before)


def test_people_who_change_accounts_at_the_same_time_lose_none(tmp_path: Path):
    path = tmp_path / "accounts.toml"
    people = [threading.Thread(target=change_accounts, args=(path, adding(account(f"p{number}")))) for number in range(12)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert set(read_accounts(path).people) == {f"p{number}" for number in range(12)}


# The secret


@pytest.fixture
def asking_for_passwords(tmp_path: Path) -> Callable[[str], Settings]:
    """Settings with a secret given, or none."""
    return lambda secret: Settings(sign_in="password", accounts=str(tmp_path / "accounts.toml"), sign_in_secret=secret)


def test_a_secret_is_made_once_and_stays(asking_for_passwords: Callable[[str], Settings], tmp_path: Path):
    made = load_accounts(asking_for_passwords("")).secret

    assert len(made) == 64
    assert load_accounts(asking_for_passwords("")).secret == made
    (tmp_path / SECRET_FILE).unlink()
    assert load_accounts(asking_for_passwords("")).secret != made


def test_a_secret_of_the_settings_goes_first_and_no_file_is_made(asking_for_passwords: Callable[[str], Settings], tmp_path: Path):
    assert load_accounts(asking_for_passwords("x" * 32)).secret == "x" * 32
    assert list(tmp_path.iterdir()) == []


def test_a_secret_that_might_be_guessed_is_refused(asking_for_passwords: Callable[[str], Settings], tmp_path: Path):
    with pytest.raises(SettingInvalid) as short:
        load_accounts(asking_for_passwords("x" * 31))
    (tmp_path / SECRET_FILE).write_text("\n", encoding="utf-8")
    with pytest.raises(AccountsInvalid) as empty:
        load_accounts(asking_for_passwords(""))

    assert (short.value.code, empty.value.code) == ("short_secret", "weak_secret")
    assert "x" * 31 not in str(short.value)


@pytest.mark.parametrize("how", ["", "provider", "proxy"])
def test_where_no_cookie_is_ours_no_secret_is_made(how: str, tmp_path: Path):
    kept = load_accounts(Settings(sign_in=how, accounts=str(tmp_path / "accounts.toml")))

    assert kept == replace(Accounts(), secret="")
    assert list(tmp_path.iterdir()) == []


def test_without_a_sign_in_the_file_is_not_even_looked_at(tmp_path: Path):
    (tmp_path / "accounts.toml").write_text("broken", encoding="utf-8")

    assert load_accounts(Settings(accounts=str(tmp_path / "accounts.toml"))) == Accounts()


def test_a_secret_that_another_process_has_just_made_is_taken_and_not_written_over(
    asking_for_passwords: Callable[[str], Settings], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = "a secret of forty characters or a few more"

    @contextlib.contextmanager
    def after_another(path: Path) -> Iterator[None]:
        path.with_name(SECRET_FILE).write_text(first + "\n", encoding="utf-8")
        yield

    monkeypatch.setattr(keeping_accounts, "_alone", after_another)

    assert load_accounts(asking_for_passwords("")).secret == first


def test_a_file_that_somebody_else_goes_on_writing_is_said_to_be_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(keeping_accounts, "PATIENCE_SECONDS", -1.0)
    with keeping_accounts._alone(tmp_path / "accounts.toml"), pytest.raises(AccountsInvalid) as raised:
        change_accounts(tmp_path / "accounts.toml", lambda found: found)

    assert (raised.value.code, raised.value.facts["file"]) == ("busy", "accounts.toml")


@pytest.mark.parametrize("is_free", [True, False])
def test_on_windows_the_lock_is_asked_of_its_own_library(is_free: bool, monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[int, int, int]] = []

    def locking(*given: int) -> None:
        asked.append(given)  # type: ignore[arg-type]
        if not is_free:
            raise PermissionError

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(keeping_accounts, "sys", SimpleNamespace(platform="win32"))

    assert keeping_accounts._locked(7) is is_free
    assert asked == [(7, 2, 1)]
