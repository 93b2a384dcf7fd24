"""A cookie opens an account while it lasts, and nothing else does."""

from datetime import UTC, datetime, timedelta

import pytest

from lib.identity import Role
from lib.identity.asking import Asking
from lib.identity.cookie import COOKIE, LONGEST, _serializer, opened, sealed
from lib.identity.people import Accounts
from lib.settings import Settings
from tests.identity.askings import FAR, NOW, PASSWORD, SECRET, account, accounts, claims, cookie, who


def test_without_a_cookie_nobody_is_there():
    found = who(Asking(peer=FAR))

    assert (found.account, found.is_known, found.may_look) == ("", False, False)


def test_a_cookie_opens_its_account():
    found = who(Asking(cookie(), peer=FAR))

    assert (found.account, found.name, found.roles, found.boards) == ("zhang", "张", {Role.OFFICE}, {"*"})
    assert (found.address, found.local, found.visitor) == (FAR, False, False)


def test_a_cookie_lasts_as_long_as_the_setting_says():
    assert who(Asking(cookie(age=timedelta(hours=12) - timedelta(seconds=1)))).is_known
    assert not who(Asking(cookie(age=timedelta(hours=12)))).is_known
    assert who(Asking(cookie(age=timedelta(hours=12))), Settings(sign_in="password", sign_in_hours=13)).is_known
    assert who(Asking(cookie()), Settings(sign_in="password", sign_in_hours=10**15)).is_known


def test_a_cookie_from_the_future_is_none_but_for_a_clock_that_is_a_little_ahead():
    assert who(Asking(cookie(age=timedelta(seconds=-100)))).is_known
    assert not who(Asking(cookie(age=timedelta(minutes=-3)))).is_known


@pytest.mark.parametrize("secret", ["another secret, also long enough", "", SECRET + " "])
def test_a_cookie_of_another_board_opens_nothing(secret: str):
    assert not who(Asking(cookie(secret=secret or "x"))).is_known


def test_without_a_secret_no_cookie_holds():
    assert not who(Asking(cookie(secret="")), kept=Accounts(accounts().people)).is_known


def test_every_changed_sign_of_a_cookie_breaks_it():
    whole = cookie()[COOKIE]
    broken = [whole[:at] + ("A" if whole[at] != "A" else "B") + whole[at + 1 :] for at in range(len(whole) - 1)]

    assert opened(whole, SECRET) is not None
    assert [opened(value, SECRET) for value in broken] == [None] * len(broken)


@pytest.mark.parametrize("value", ["", ".", "zhang", "a.b.c", "x" * (LONGEST + 1), "☃", "\udc80"])
def test_rubbish_is_no_cookie(value: str):
    assert opened(value, SECRET) is None


def test_each_sign_in_has_a_number_of_its_own_and_says_no_more_than_account_and_time():
    first, second = opened(sealed("张", NOW, SECRET), SECRET), opened(sealed("张", NOW, SECRET), SECRET)

    assert first is not None
    assert second is not None
    assert (first.account, first.since) == ("张", NOW)
    assert first.number != second.number


@pytest.mark.parametrize(
    "kept",
    [
        accounts(account("li")),
        accounts(account(disabled=True)),
        accounts(account(password="")),
        accounts(account(changed=NOW - timedelta(minutes=59))),
        accounts(account(changed=NOW - timedelta(hours=1))),
        accounts(account("ZHANG")),
    ],
    ids=["removed", "disabled", "without a password", "changed since", "changed at that moment", "another account"],
)
def test_a_cookie_ends_with_what_happens_to_its_account(kept: Accounts):
    assert not who(Asking(cookie()), kept=kept).is_known


def test_what_an_account_may_do_is_looked_up_each_time():
    assert who(Asking(cookie()), kept=accounts(account("zhang", Role.VIEWER))).roles == {Role.VIEWER}


@pytest.mark.parametrize("zone", [UTC, None])
def test_signing_out_everywhere_ends_every_cookie_until_then(zone: object):
    """Some databases give a moment back without its zone."""
    ended = {"zhang": datetime(2014, 6, 10, 7, 0, tzinfo=zone)}  # type: ignore[arg-type]

    assert not who(Asking(cookie()), ended=ended.get).is_known
    assert who(Asking(cookie(age=timedelta(minutes=59))), ended=ended.get).is_known


def test_the_database_is_asked_only_about_somebody_who_would_come_in():
    def ended(name: str) -> datetime | None:
        raise AssertionError(name)

    assert not who(Asking({COOKIE: "x"}), ended=ended).is_known
    assert not who(Asking(cookie(age=timedelta(hours=13))), ended=ended).is_known
    with pytest.raises(AssertionError):
        who(Asking(cookie()), ended=ended)


def test_where_passwords_are_asked_for_a_providers_word_means_nothing():
    assert not who(Asking(claims=claims(email="zhang"))).is_known


def test_visitors_see_what_is_public_only_where_they_are_let_in():
    let_in = who(Asking(peer=FAR), Settings(sign_in="password", visitors="public"))

    assert (let_in.may_look, let_in.is_known, len(let_in.audiences)) == (True, False, 1)
    assert not who(Asking(peer=FAR), PASSWORD).may_look


@pytest.mark.parametrize("content", [{"account": "zhang"}, ["zhang"], ["zhang", "now", "1"], ["zhang", 1, 2], None, 7])
def test_what_was_signed_with_this_secret_and_is_no_sign_in_opens_nothing(content: object):
    value = _serializer(SECRET).dumps(content)

    assert opened(value if isinstance(value, str) else value.decode(), SECRET) is None
