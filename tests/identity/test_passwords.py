"""Passwords: length counts, nobody learns who has an account, and wrong tries cost time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from lib.identity import entrance
from lib.identity.accounts import accounts_path, change_accounts, load_accounts, read_accounts
from lib.identity.asking import Asking
from lib.identity.cookie import COOKIE
from lib.identity.entrance import Entrance, Tried, Verdict
from lib.identity.passwords import COMMON, Passwords, weakness
from lib.identity.people import Account, Accounts
from lib.identity.waiting import AT_ONCE, Waiting
from lib.settings import Settings
from tests.identity.askings import FAR, NOW, account, accounts, who

CHEAP = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "一句话的密码最好记住"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "too_short"),
        ("九个字也不算长的呀", "too_short"),
        ("x" * 257, "too_long"),
        ("zhangwei@school.cn", "is_account"),
        ("ZhangWei2014!", "is_account"),
        ("zhangwei-zhangwei", "is_account"),
        ("ｚｈａｎｇｗｅｉ２０１４", "is_account"),
        ("1234567890", "too_common"),
        ("Password123", "too_common"),
        ("1111111111", "too_common"),
        ("abababababab", "too_common"),
        ("correct horse", ""),
        ("十个字的密码就够长了", ""),
        ("zhangwei rides a horse", ""),
        ("0917-38-2265", ""),
    ],
)
def test_length_counts_and_names_and_first_guesses_are_refused(password: str, reason: str):
    assert weakness(password, "zhangwei@school.cn", "张伟") == reason


def test_the_list_of_first_guesses_holds_only_what_is_long_enough():
    assert len(COMMON) > 60
    assert min(len(word) for word in COMMON) >= 10
    assert all(word == word.casefold() for word in COMMON)


def test_what_is_kept_is_argon2id_and_no_two_are_alike():
    assert Passwords().hashed(PASSWORD).startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert CHEAP.hashed(PASSWORD) != CHEAP.hashed(PASSWORD)


def test_two_keyboards_give_the_same_password():
    assert CHEAP.fits(CHEAP.hashed("caf\u00e9 au lait"), "cafe\u0301 au lait")
    assert not CHEAP.fits(CHEAP.hashed(PASSWORD), PASSWORD + " ")


@pytest.mark.parametrize("kept", ["", "rubbish", "$argon2id$v=19$m=8,t=1,p=1$rubbish", "$argon2id$"])
def test_what_was_never_hashed_fits_nothing(kept: str):
    assert not CHEAP.fits(kept, "")
    assert not CHEAP.fits(kept, PASSWORD)


class Counted(PasswordHasher):
    """Counts how often it is asked to verify."""

    verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]  # noqa: A002
        self.verified += 1
        return super().verify(hash, password)  # type: ignore[return-value]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Passwords are asked for, and there are four accounts."""
    chosen = Settings(sign_in="password", accounts=str(tmp_path / "accounts.toml"))
    hashed = CHEAP.hashed(PASSWORD)
    people = [
        account(password=hashed),
        account("off", password=hashed, disabled=True),
        account("li", password=""),
        account("张三", password=hashed),
    ]
    change_accounts(accounts_path(chosen), lambda _: replace(accounts(*people), secret=""))
    return chosen


def tried(door: Entrance, settings: Settings, name: str = "zhang", password: str = PASSWORD, **facts: object) -> Tried:
    """One try."""
    given = {"address": FAR, "now": NOW, **facts}
    return door.try_password(name, password, settings=settings, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["zhang", " ZHANG ", "张三"])
def test_the_right_password_gives_a_cookie_that_opens_the_account(name: str, settings: Settings):
    got = tried(Entrance(CHEAP), settings, name)
    found = who(Asking({COOKIE: got.cookie}), settings, load_accounts(settings))

    assert (got.verdict, got.lasts) == (Verdict.IN, timedelta(hours=12))
    assert found.account == got.account == name.strip().lower()


@pytest.mark.parametrize(
    ("name", "password"),
    [("zhang", ""), ("zhang", "wrong"), ("off", PASSWORD), ("li", ""), ("nobody", PASSWORD), ("", ""), ("x" * 9999, "y" * 9999)],
)
def test_every_other_answer_is_the_same_and_costs_one_verification(name: str, password: str, settings: Settings):
    hasher = Counted(time_cost=1, memory_cost=8, parallelism=1)
    door = Entrance(Passwords(hasher))

    assert tried(door, settings, name, password) == Tried(Verdict.WRONG)
    assert hasher.verified == 1


@pytest.mark.parametrize("how", ["", "provider", "proxy"])
def test_where_passwords_are_not_asked_for_none_lets_in(how: str, settings: Settings):
    assert tried(Entrance(CHEAP), replace(settings, sign_in=how)).verdict is Verdict.WRONG


def test_a_hash_with_older_parameters_is_renewed_and_the_cookie_stays_good(settings: Settings):
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    before = read_accounts(accounts_path(settings)).people["zhang"]

    got = tried(Entrance(dearer), settings)

    after = read_accounts(accounts_path(settings)).people["zhang"]
    assert (before.password == after.password, before.changed == after.changed) == (False, True)
    assert dearer.fits(after.password, PASSWORD)
    assert who(Asking({COOKIE: got.cookie}), settings, load_accounts(settings)).account == "zhang"


def test_where_the_file_cannot_be_renewed_the_sign_in_holds(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    def full(_self: Path, _target: Path) -> Path:
        raise OSError("no room")

    monkeypatch.setattr(Path, "replace", full)
    given = replace(settings, sign_in_secret="x" * 32)

    assert tried(Entrance(Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))), given).verdict is Verdict.IN


def test_nothing_of_a_password_is_in_the_log_or_in_what_is_shown(settings: Settings, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(0):
        got = tried(Entrance(CHEAP), settings)
        tried(Entrance(CHEAP), settings, password="Secret-Secret")

    kept = load_accounts(settings)
    shown = (
        caplog.text
        + repr(kept)
        + repr(Settings(sign_in_secret="Secret-Secret" * 4))
        + repr(Account("a", "", frozenset(), frozenset(), "Secret"))
    )
    assert got.verdict is Verdict.IN
    assert PASSWORD not in shown
    assert "Secret" not in shown
    assert "argon2" not in shown
    assert kept.secret not in shown


# Waiting


def test_who_never_missed_does_not_wait():
    assert Waiting().begin("zhang", FAR, NOW) == AT_ONCE


def test_each_miss_after_the_first_five_doubles_the_wait_up_to_five_minutes():
    waiting, now, waits = Waiting(), NOW, []
    for _ in range(16):
        while (wait := waiting.begin("zhang", FAR, now)) > AT_ONCE:
            waits.append(int(wait.total_seconds()))
            now += wait

    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_a_wait_keeps_one_account_and_not_the_others():
    waiting = Waiting()
    for _ in range(5):
        waiting.begin("zhang", FAR, NOW)

    assert waiting.begin("zhang", "198.51.100.1", NOW) == timedelta(seconds=1)
    assert waiting.begin("li", FAR, NOW) == AT_ONCE


def test_an_address_that_tries_many_names_waits_too():
    waiting = Waiting()
    for number in range(30):
        assert waiting.begin(f"name{number}", FAR, NOW) == AT_ONCE

    assert waiting.begin("another", FAR, NOW) == timedelta(seconds=1)
    assert waiting.begin("another", "198.51.100.1", NOW) == AT_ONCE


def test_the_right_password_clears_the_account_and_does_not_clear_the_address():
    waiting = Waiting()
    for number in range(29):
        waiting.begin(f"name{number}", FAR, NOW)
    waiting.begin("zhang", FAR, NOW)
    waiting.succeed("zhang", FAR)

    assert waiting.begin("zhang", FAR, NOW) == AT_ONCE
    assert waiting.begin("zhang", FAR, NOW) > AT_ONCE


def test_nobody_elsewhere_keeps_an_owner_out_of_where_they_signed_in_before():
    waiting = Waiting()
    waiting.begin("zhang", FAR, NOW)
    waiting.succeed("zhang", FAR)
    for _ in range(9):
        waiting.begin("zhang", "198.51.100.1", NOW)

    assert waiting.begin("zhang", "198.51.100.2", NOW) > AT_ONCE
    assert waiting.begin("zhang", FAR, NOW) == AT_ONCE
    waiting.succeed("zhang", FAR)
    assert waiting.begin("zhang", "198.51.100.2", NOW) > AT_ONCE


def test_where_an_account_was_signed_in_before_misses_make_it_wait_all_the_same():
    waiting = Waiting()
    waiting.begin("zhang", FAR, NOW)
    waiting.succeed("zhang", FAR)

    assert [waiting.begin("zhang", FAR, NOW) for _ in range(6)] == [AT_ONCE] * 5 + [timedelta(seconds=1)]


def test_only_so_many_places_are_remembered():
    waiting = Waiting(most=3)
    for number in range(9):
        waiting.begin("zhang", f"10.0.0.{number}", NOW)
        waiting.succeed("zhang", f"10.0.0.{number}")

    assert len(waiting._at_home) == 3


def test_while_one_waits_nothing_is_counted():
    waiting = Waiting()
    for _ in range(50):
        waiting.begin("zhang", FAR, NOW)

    assert waiting.begin("zhang", FAR, NOW + timedelta(seconds=1)) == AT_ONCE


def test_after_an_hour_all_is_forgotten():
    waiting = Waiting()
    for _ in range(5):
        waiting.begin("zhang", FAR, NOW)

    assert waiting.begin("zhang", FAR, NOW + timedelta(hours=1, seconds=1)) == AT_ONCE
    assert waiting.begin("zhang", FAR, NOW + timedelta(hours=1, seconds=1)) == AT_ONCE


def test_a_flood_of_names_fills_no_memory_and_does_not_wash_out_the_one_under_attack():
    waiting = Waiting(most=50)
    for _ in range(5):
        waiting.begin("zhang", FAR, NOW)
    for number in range(500):
        waiting.begin(f"name{number}", f"10.0.{number // 250}.{number % 250}", NOW + timedelta(milliseconds=number))

    assert waiting.begin("zhang", "198.51.100.1", NOW + timedelta(milliseconds=500)) > AT_ONCE
    assert waiting.remembered <= 100


def test_whoever_waits_is_told_how_long_and_their_password_is_not_tried(settings: Settings):
    door = Entrance(CHEAP)
    for _ in range(5):
        tried(door, settings, password="wrong")

    assert tried(door, settings) == Tried(Verdict.WAIT, wait=timedelta(seconds=1))
    assert tried(door, settings, now=NOW + timedelta(seconds=1)).verdict is Verdict.IN
    assert tried(door, settings, now=NOW + timedelta(seconds=1)).verdict is Verdict.IN


def test_accounts_without_a_secret_open_no_cookie(settings: Settings):
    got = tried(Entrance(CHEAP), settings)

    assert not who(Asking({COOKIE: got.cookie}), settings, Accounts(load_accounts(settings).people)).is_known


def test_a_password_that_was_changed_meanwhile_is_not_written_over(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    dearer = Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))
    other = dearer.hashed("another password of hers")

    def meanwhile(path: Path, change: Callable[[Accounts], Accounts]) -> Accounts:
        change_accounts(
            path, lambda found: replace(found, people={**found.people, "zhang": replace(found.people["zhang"], password=other)})
        )
        return change_accounts(path, change)

    monkeypatch.setattr(entrance, "change_accounts", meanwhile)

    assert tried(Entrance(dearer), settings).verdict is Verdict.IN
    assert read_accounts(accounts_path(settings)).people["zhang"].password == other


def test_an_account_that_is_gone_meanwhile_does_not_come_back(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    def meanwhile(path: Path, change: Callable[[Accounts], Accounts]) -> Accounts:
        change_accounts(path, lambda found: replace(found, people={}))
        return change_accounts(path, change)

    monkeypatch.setattr(entrance, "change_accounts", meanwhile)
    tried(Entrance(Passwords(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1))), settings)

    assert read_accounts(accounts_path(settings)).people == {}


def test_from_an_address_that_is_not_known_nobody_is_at_home():
    waiting = Waiting()
    waiting.succeed("zhang", "")
    for _ in range(5):
        waiting.begin("zhang", "", NOW)

    assert waiting.begin("zhang", FAR, NOW) > AT_ONCE


def test_what_is_an_hour_old_makes_room_before_anything_else_does():
    waiting, later = Waiting(most=2), NOW + timedelta(hours=1, seconds=1)
    waiting.begin("old", "10.0.0.1", NOW)
    for _ in range(5):
        waiting.begin("zhang", FAR, later)
    waiting.begin("new", "10.0.0.2", later)

    assert waiting.begin("zhang", FAR, later) > AT_ONCE
    assert waiting.remembered == 4
