"""`python -m lib user`: accounts are made, changed and ended; a password is never shown, and a refusal changes nothing."""

import argparse
import getpass
import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from lib.commands import user
from lib.desk.shelf import open_shelf
from lib.identity import Role
from lib.identity.accounts import change_accounts, read_accounts
from lib.identity.passwords import Passwords
from lib.identity.people import Account, Accounts, ClaimRule
from lib.settings import settings
from lib.store import AuditAction

PASSWORD = "一句话的密码最好记住"


@pytest.fixture(autouse=True)
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file of accounts and a database of the test's own."""
    path = tmp_path / "kept" / "accounts.toml"
    monkeypatch.setenv("PHASEBOARD_ACCOUNTS", str(path))
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", str(tmp_path / "kept" / "board.db"))
    settings.cache_clear()
    yield path
    settings.cache_clear()


def run(*words: str) -> int:
    """Run the verb as the command line does."""
    parser = argparse.ArgumentParser()
    user.add_arguments(parser)
    return user.run(parser.parse_args(words))


def typed(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Standard input as somebody's script gives it."""
    monkeypatch.setattr("sys.stdin", io.StringIO(line))


def added(account: str, *roles: str) -> None:
    """An account without a password."""
    words = [word for role in roles or ("viewer",) for word in ("--role", role)]
    assert run("add", account, *words, "--no-password") == 0


def actions() -> list[AuditAction]:
    """What the audit was told, the first thing first."""
    with closing(open_shelf(settings())) as shelf:
        return [entry.event.action for entry in shelf.all_audit_entries()]


def test_without_accounts_the_list_says_how_to_make_the_first(capsys: pytest.CaptureFixture[str], accounts: Path):
    assert run("list") == 0
    assert "--role admin" in capsys.readouterr().out
    assert not accounts.exists()


def test_an_account_is_made_with_its_password_hashed(accounts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    typed(monkeypatch, PASSWORD + "\n")

    assert run("add", "office", "--role", "office", "--role", "head", "--board", "main", "--name", "办公室", "--password-stdin") == 0

    made = read_accounts(accounts).people["office"]
    told = capsys.readouterr()
    assert (made.name, made.roles, made.boards) == ("办公室", {Role.OFFICE, Role.HEAD}, {"main"})
    assert Passwords().fits(made.password, PASSWORD)
    assert made.password.startswith("$argon2id$")
    assert PASSWORD not in accounts.read_text(encoding="utf-8") + told.out + told.err
    assert actions() == [AuditAction.ACCOUNT_ADDED]


def test_a_password_is_asked_for_twice(accounts: Path, monkeypatch: pytest.MonkeyPatch):
    answers = iter([PASSWORD, PASSWORD + "x"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))

    assert run("add", "office", "--role", "office") == 2
    assert not accounts.exists()


def test_whoever_ends_the_input_instead_of_typing_a_password_is_told_and_makes_no_account(
    accounts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def ends(_prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(getpass, "getpass", ends)

    assert run("add", "office", "--role", "office", "--lang", "en") == 2
    assert "at least 10" in capsys.readouterr().out
    assert not accounts.exists()


def test_where_nothing_can_be_typed_that_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    typed(monkeypatch, PASSWORD)

    assert run("add", "office", "--role", "office", "--lang", "en") == 2
    assert "--password-stdin" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["", "short", "office-office", "1234567890", "\udc80" * 12])
def test_a_weak_or_broken_password_makes_no_account(line: str, accounts: Path, monkeypatch: pytest.MonkeyPatch):
    typed(monkeypatch, line + "\n")

    assert run("add", "office", "--role", "office", "--password-stdin") == 2
    assert not accounts.exists()


def test_a_name_that_is_taken_is_refused_before_a_password_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    added("office")
    monkeypatch.setattr("sys.stdin.isatty", lambda: pytest.fail("asked for a password"), raising=False)
    capsys.readouterr()

    assert run("add", "OFFICE", "--role", "admin", "--json") == 2
    assert json.loads(capsys.readouterr().out) == {"status": "refused", "account": "OFFICE"}


@pytest.mark.parametrize("name", ["", "a b", "a,b", "*", "a\u202eb", "x" * 129])
def test_a_name_that_could_mislead_is_refused(name: str, accounts: Path):
    assert run("add", name, "--role", "viewer", "--no-password") == 2
    assert not accounts.exists()


def test_the_list_shows_who_has_what_and_no_hash(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    typed(monkeypatch, PASSWORD)
    run("add", "office", "--role", "office", "--password-stdin")
    added("li@school.cn", "viewer")
    run("disable", "li@school.cn")
    capsys.readouterr()

    assert run("list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["account"], one["roles"], one["boards"], one["has_password"], one["disabled"]) for one in told] == [
        ("office", ["office"], ["*"], True, False),
        ("li@school.cn", ["viewer"], ["*"], False, True),
    ]
    assert "argon2" not in str(told)


def test_roles_and_boards_are_replaced_and_boards_stay_where_none_is_named(accounts: Path):
    added("zhang", "viewer")

    assert run("role", "ZHANG", "leader", "head", "--board", "main") == 0
    assert run("role", "zhang", "office") == 0
    assert (read_accounts(accounts).people["zhang"].roles, read_accounts(accounts).people["zhang"].boards) == ({Role.OFFICE}, {"main"})


@pytest.mark.parametrize("words", [("password", "--password-stdin"), ("disable",), ("enable",), ("role", "head")])
def test_every_change_ends_what_was_signed_in_before(words: tuple[str, ...], accounts: Path, monkeypatch: pytest.MonkeyPatch):
    added("zhang", "viewer")
    before = read_accounts(accounts).people["zhang"].changed
    typed(monkeypatch, PASSWORD)

    assert run(words[0], "zhang", *words[1:]) == 0
    assert read_accounts(accounts).people["zhang"].changed > before


def test_signing_out_is_kept_in_the_database_for_all_servers(accounts: Path):
    added("zhang", "viewer")
    before = read_accounts(accounts).people["zhang"].changed

    assert run("sign-out", "ZHANG") == 0

    with closing(open_shelf(settings())) as shelf:
        ended = shelf.sessions_ended("zhang")
    assert ended is not None
    assert ended > before
    assert read_accounts(accounts).people["zhang"].changed > before
    assert actions() == [AuditAction.ACCOUNT_ADDED, AuditAction.SESSIONS_ENDED]


def test_somebody_whom_only_the_provider_knows_is_signed_out_too(accounts: Path):
    assert run("sign-out", "li@school.cn") == 0

    with closing(open_shelf(settings())) as shelf:
        assert shelf.sessions_ended("li@school.cn") is not None
    assert not accounts.exists()


def test_removing_leaves_the_others_and_the_rules(accounts: Path):
    rule = ClaimRule("groups", "leaders", frozenset({Role.LEADER}), frozenset({"*"}))
    other = Account("li", "", frozenset({Role.VIEWER}), frozenset({"*"}))
    change_accounts(accounts, lambda _: Accounts({"li": other}, (rule,)))
    added("zhang")

    assert run("remove", "zhang") == 0
    assert read_accounts(accounts) == Accounts({"li": other}, (rule,))


@pytest.mark.parametrize("verb", ["password", "disable", "enable", "remove", "role"])
def test_an_account_that_is_not_there_is_said(verb: str, capsys: pytest.CaptureFixture[str]):
    assert run(verb, "nobody", *(["viewer"] if verb == "role" else []), "--lang", "en") == 2
    assert 'There is no account "nobody"' in capsys.readouterr().out


def test_a_broken_file_is_refused_and_left_alone(accounts: Path):
    accounts.parent.mkdir(parents=True)
    accounts.write_text("[accounts", encoding="utf-8")

    assert run("add", "zhang", "--role", "viewer", "--no-password") == 2
    assert run("list") == 2
    assert accounts.read_text(encoding="utf-8") == "[accounts"


def test_what_could_not_be_noted_in_the_audit_is_said(accounts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    added("zhang")
    monkeypatch.setenv("PHASEBOARD_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    settings.cache_clear()
    capsys.readouterr()

    assert run("disable", "zhang", "--json") == 1
    assert json.loads(capsys.readouterr().out)["status"] == "unnoted"
    assert read_accounts(accounts).people["zhang"].disabled
