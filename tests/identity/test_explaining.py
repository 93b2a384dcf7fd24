"""Whoever is not let in reads how one signs in here, or what is still missing for it."""

from datetime import timedelta

import pytest

from lib.i18n import Language
from lib.identity import Identity, Role, SignIn
from lib.identity.explaining import how_to_sign_in, standing, wait_in_words
from lib.identity.people import Accounts
from lib.settings import Settings
from tests.identity.askings import accounts


def told(
    settings: Settings, kept: Accounts | None = None, *, has_provider: bool = True, is_at_provider: bool = False, bound_to: str = "0.0.0.0"
) -> str:
    """What somebody unknown reads, in English."""
    kept = accounts() if kept is None else kept
    return " ".join(
        how_to_sign_in(settings, kept, Language.EN, has_provider=has_provider, is_at_provider=is_at_provider, bound_to=bound_to)
    )


@pytest.mark.parametrize("bound_to", ["0.0.0.0", "localhost"])
def test_without_a_sign_in_it_says_how_to_set_one_up(bound_to: str):
    assert "PHASEBOARD_SIGN_IN=password" in told(Settings(), bound_to=bound_to)
    assert "python -m lib user add NAME --role admin" in told(Settings(), bound_to=bound_to)


def test_what_is_missing_is_said():
    assert "there is no account yet" in told(Settings(sign_in="password"), Accounts())
    assert "secrets.toml" in told(Settings(sign_in="provider"), has_provider=False)
    assert "PHASEBOARD_PROXY_ADDRESSES" in told(Settings(sign_in="proxy"))


def test_where_all_is_there_it_says_where_to_go():
    assert "account that the administrator has made" in told(Settings(sign_in="password"))
    assert "provider" in told(Settings(sign_in="provider"))
    assert "gives you no role" in told(Settings(sign_in="provider"), is_at_provider=True)
    assert "did not name you" in told(Settings(sign_in="proxy", proxy_addresses="10.0.0.5"))


def test_somebody_known_reads_as_whom():
    signed_in = Identity("zhang", "张伟", SignIn.PASSWORD, frozenset({Role.HEAD, Role.OFFICE}))

    assert standing(signed_in, Language.ZH) == "您已登录：张伟（办公室、主要负责人）。"
    assert standing(Identity("", "", SignIn.NONE, local=True), Language.ZH).startswith("您正坐在")
    assert standing(Identity("", "", SignIn.NONE, visitor=True), Language.ZH) == ""


@pytest.mark.parametrize(("seconds", "said"), [(0.2, "1秒"), (59, "59秒"), (60, "1分钟"), (61, "2分钟"), (300, "5分钟")])
def test_a_wait_is_never_said_shorter_than_it_is(seconds: float, said: str):
    assert f"请等{said}后再试" in wait_in_words(timedelta(seconds=seconds), Language.ZH)
