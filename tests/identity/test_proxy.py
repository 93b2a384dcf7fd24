"""A header names somebody only when a declared proxy set it; and a declared proxy is believed about where people come from."""

import pytest

from lib.errors import SettingInvalid
from lib.identity import Identity, Role
from lib.identity.asking import Asking
from lib.settings import Settings
from tests.identity.askings import FAR, HERE, PASSWORD, PROXY, account, accounts, cookie, who

NAMED = {"host": "board.school.cn", "remote-user": "zhang"}


def through(peer: str, settings: Settings = PROXY, **headers: str) -> Identity:
    """Somebody whose request came from this peer."""
    return who(Asking(headers={**NAMED, **{name.replace("_", "-"): value for name, value in headers.items()}}, peer=peer), settings)


@pytest.mark.parametrize("peer", ["10.0.0.5", "192.168.0.77", "::ffff:10.0.0.5"])
def test_a_declared_proxy_names_somebody(peer: str):
    assert (through(peer).account, through(peer).roles) == ("zhang", {Role.OFFICE})


@pytest.mark.parametrize("peer", ["", FAR, "127.0.0.1", "::1", "10.0.0.50", "192.168.1.1", "unix:", "10.0.0.5, 10.0.0.6"])
def test_from_anywhere_else_the_header_is_ignored(peer: str):
    assert not through(peer).is_known
    assert not through(peer, x_forwarded_for="10.0.0.5").is_known


def test_a_proxy_on_this_machine_is_declared_like_any_other():
    here = Settings(sign_in="proxy", proxy_addresses="127.0.0.1, ::1")

    assert not through("127.0.0.1", Settings(sign_in="proxy")).is_known
    assert through("127.0.0.1", here).is_known
    assert through("::1", here).is_known


def test_without_a_name_nobody_is_there():
    assert not who(Asking(headers=HERE, peer="10.0.0.5"), PROXY).is_known


@pytest.mark.parametrize("name", ["", " ", "zhang, office", "zhang,zhang", "zhang\x00", "zhan\u0261", "*", "stranger"])
def test_a_name_that_is_no_account_opens_nothing(name: str):
    assert not through("10.0.0.5", remote_user=name).is_known


def test_a_disabled_account_is_closed_here_too():
    found = who(Asking(headers=NAMED, peer="10.0.0.5"), PROXY, accounts(account(disabled=True)))

    assert not found.is_known


def test_the_header_has_the_name_that_is_set():
    other = Settings(sign_in="proxy", proxy_addresses="10.0.0.5", proxy_user_header="X-WebAuth-User")

    assert not through("10.0.0.5", other).is_known
    assert through("10.0.0.5", other, x_webauth_user="ZHANG").account == "zhang"


def test_a_cookie_means_nothing_where_a_proxy_signs_in():
    assert not who(Asking(cookie(), peer=FAR), PROXY).is_known


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        (FAR, "", FAR),
        (FAR, "198.51.100.1", FAR),
        ("10.0.0.5", "", "10.0.0.5"),
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "198.51.100.1, 192.168.0.9", "198.51.100.1"),
        ("10.0.0.5", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "<b>, 192.168.0.9", "192.168.0.9"),
        ("10.0.0.5", "192.168.0.1, 192.168.0.9", "192.168.0.1"),
        ("10.0.0.5", "rubbish", "10.0.0.5"),
    ],
)
@pytest.mark.parametrize("how", ["proxy", "password"])
def test_the_address_is_the_nearest_that_is_no_proxy_of_ours(peer: str, forwarded: str, address: str, how: str):
    settings = Settings(sign_in=how, proxy_addresses=PROXY.proxy_addresses)

    assert through(peer, settings, x_forwarded_for=forwarded).address == address


@pytest.mark.parametrize("given", ["10.0.0.5/99", "proxy.school.cn", "10.0.0", "10.0.0.5;10.0.0.6"])
def test_what_is_no_address_is_refused_for_every_way_of_signing_in(given: str):
    for how in ("proxy", "password", "provider"):
        with pytest.raises(SettingInvalid) as refused:
            who(Asking(), Settings(sign_in=how, proxy_addresses=given))

        assert refused.value.code == "not_an_address"


@pytest.mark.parametrize(
    ("settings", "name"), [(Settings(sign_in="ldap"), "sign_in"), (Settings(sign_in="password", visitors="yes"), "visitors")]
)
def test_a_way_of_signing_in_that_is_not_known_is_refused_by_name(settings: Settings, name: str):
    with pytest.raises(SettingInvalid) as refused:
        who(Asking(cookie()), settings)

    assert refused.value.facts["name"] == name
    assert who(Asking(cookie()), PASSWORD).is_known
