"""Whatever a request brings along: without a valid signature, a declared proxy or a place at this machine nobody has a role."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from lib.identity import Role
from lib.identity.asking import Asking
from lib.identity.cookie import COOKIE, sealed
from lib.identity.people import ClaimRule
from lib.settings import Settings
from tests.identity.askings import NOW, SECRET, account, accounts, claims, who

HEADER_NAMES = [
    "host", "origin", "referer", "remote-user", "x-remote-user", "x-forwarded-for", "x-forwarded-host", "x-forwarded-user", "x-real-ip", "forwarded", "cookie", "authorization",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(["zhang", "li@school.cn", "localhost:8501", "http://localhost:8501", "127.0.0.1", "10.0.0.5", "::1", ""]),
    st.text(max_size=12),
)
HEADERS = st.dictionaries(st.sampled_from(HEADER_NAMES), VALUES, max_size=6)
PEERS = st.sampled_from(["", "127.0.0.1", "::1", "10.0.0.5", "203.0.113.7", "::ffff:127.0.0.1", "localhost", "rubbish"])
BOUND = st.sampled_from(["", "localhost", "127.0.0.1", "0.0.0.0", "::", "board.school.cn"])
FORGED = st.one_of(
    st.builds(lambda name: sealed(name, NOW, "somebody else's secret, long enough"), st.sampled_from(["zhang", "li@school.cn"])),
    st.text(max_size=40),
)
COOKIES = st.dictionaries(st.sampled_from([COOKIE, "_streamlit_user", "session"]), FORGED, max_size=3)
ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=10), st.lists(st.text(max_size=8), max_size=3))
CLAIMS = st.dictionaries(
    st.sampled_from(["email", "sub", "email_verified", "iat", "exp", "groups", "name", "is_logged_in"]), ANYTHING, max_size=8
)
ASKINGS = st.builds(Asking, COOKIES, HEADERS, PEERS, CLAIMS)
WAYS = st.sampled_from(["", "none", "password", "provider", "proxy", "PASSWORD"])
VISITORS = st.sampled_from(["", "public"])

KEPT = accounts(
    account("zhang", Role.ADMIN),
    account("li@school.cn", Role.HEAD),
    rules=(ClaimRule("groups", "leaders", frozenset({Role.HEAD}), frozenset({"*"})),),
)
HERE = ("localhost", "127.0.0.1", "[::1]")
LOOPBACK = ("127.0.0.1", "::1", "::ffff:127.0.0.1")


@given(ASKINGS, WAYS, VISITORS, BOUND)
def test_nothing_that_can_be_forged_gives_a_role(asking: Asking, how: str, visitors: str, bound_to: str):
    found = who(asking, Settings(sign_in=how, visitors=visitors, proxy_addresses="192.0.2.1"), KEPT, bound_to=bound_to)
    forged = not (how == "provider" and asking.claims.get("email_verified") is True)

    assert not (forged and found.roles)
    assert not (found.local and (how not in ("", "none") or bound_to not in HERE or asking.peer not in LOOPBACK))
    assert not (found.local and not asking.headers.get("host", "").startswith(HERE))
    assert not (found.local and any(name.startswith(("x-", "forwarded", "remote-user")) for name in asking.headers))


@given(ASKINGS, st.sampled_from(["password", "provider", "proxy"]))
def test_an_undeclared_proxy_names_nobody(asking: Asking, how: str):
    named = Asking(asking.cookies, {**asking.headers, "remote-user": "zhang"}, asking.peer, {})

    assert not who(named, Settings(sign_in=how), KEPT, bound_to="localhost").is_known


@given(CLAIMS)
def test_claims_without_a_vouched_address_and_a_time_give_nothing(said: dict[str, object]):
    found = who(Asking(claims={**claims(), **said}), Settings(sign_in="provider"), KEPT)
    whole = {**claims(), **said}

    assert found.is_known <= (whole["email_verified"] is True and isinstance(whole["email"], str))


@given(
    st.binary(max_size=60), st.integers(min_value=0, max_value=200), st.timedeltas(min_value=timedelta(0), max_value=timedelta(hours=11))
)
def test_a_cookie_of_ours_holds_only_as_it_was_made(rubbish: bytes, at: int, age: timedelta):
    value = sealed("zhang", NOW - age, SECRET)
    changed = value[: at % len(value)] + rubbish.decode("latin-1") + value[at % len(value) :]

    assert who(Asking({COOKIE: value}), kept=KEPT).account == "zhang"
    assert who(Asking({COOKIE: changed}), kept=KEPT).is_known == (changed == value)
