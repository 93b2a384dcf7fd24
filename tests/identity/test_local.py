"""Without a sign-in only somebody at the very machine is more than a visitor, and nobody becomes so from afar."""

import pytest

from lib.identity import Identity
from lib.identity.asking import Asking
from lib.settings import Settings
from tests.identity.askings import FAR, HERE, claims, cookie, who

HEADERS = [
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-forwarded-host",
    "x-real-ip",
    "cf-connecting-ip",
    "true-client-ip",
    "x-original-host",
    "x-envoy-external-address",
    "x-amzn-trace-id",
    "remote-user",
    "x-auth-request-user",
]


def asked(peer: str = "127.0.0.1", bound_to: str = "localhost", **headers: str) -> Identity:
    """Somebody who asks a board without a sign-in."""
    given = {name.replace("_", "-"): value for name, value in ({**HERE, **headers}).items()}
    return who(Asking(headers=given, peer=peer), Settings(), bound_to=bound_to)


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "127.0.0.2"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8501", "LOCALHOST:80", "127.0.0.1:8501", "[::1]:8501"])
def test_somebody_at_this_machine_may_do_all(peer: str, host: str):
    found = asked(peer, host=host)

    assert found.local
    assert not found.visitor


def test_a_browser_names_this_machine_as_its_origin():
    assert asked(origin="http://localhost:8501", referer="http://localhost:8501/tasks").local


@pytest.mark.parametrize("peer", ["", FAR, "10.0.0.5", "::ffff:10.0.0.5", "localhost", "not an address"])
def test_somebody_at_another_machine_is_a_visitor(peer: str):
    found = asked(peer)

    assert not found.local
    assert found.visitor


@pytest.mark.parametrize("bound_to", ["", "0.0.0.0", "::", "10.0.0.5", "board.school.cn"])
def test_where_the_board_listens_on_other_addresses_nobody_is_at_home(bound_to: str):
    assert not asked(bound_to=bound_to).local
    assert asked(bound_to=bound_to).visitor


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "evil.example:8501",
        "localhost@evil.example",
        "localhost.",
        "[::1",
        "localhost:x",
        "10.0.0.5",
    ],
)
def test_a_name_of_somebody_elses_that_points_here_is_not_at_home(host: str):
    """A page of a stranger may have its own name resolved to this machine, and then asks from this machine's browser."""
    assert not asked(host=host).local


@pytest.mark.parametrize("header", HEADERS)
def test_a_proxy_before_a_board_of_ones_own_does_not_make_the_world_its_owner(header: str):
    assert not who(Asking(headers={**HERE, header: "x"}, peer="127.0.0.1"), Settings(), bound_to="localhost").local


@pytest.mark.parametrize("named", ["https://board.school.cn", "null", "", "http://localhost.evil.example"])
@pytest.mark.parametrize("header", ["origin", "referer"])
def test_a_proxy_that_leaves_no_trace_is_told_by_the_address_that_the_browser_sees(header: str, named: str):
    assert not who(Asking(headers={**HERE, header: named}, peer="127.0.0.1"), Settings(), bound_to="localhost").local


def test_cookies_and_claims_mean_nothing_without_a_sign_in():
    found = who(Asking(cookie(), {}, FAR, claims()), Settings())

    assert (found.account, found.roles, found.local, found.visitor) == ("", frozenset(), False, True)


def test_with_a_sign_in_being_at_the_machine_is_not_enough():
    found = who(Asking(headers=HERE, peer="127.0.0.1"), bound_to="localhost")

    assert not found.may_look
