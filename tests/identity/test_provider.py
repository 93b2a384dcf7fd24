"""What a provider says of somebody: believed only about what it vouches for, and only for a while."""

from datetime import datetime, timedelta

import pytest

from lib.identity import Identity, Role
from lib.identity.asking import Asking
from lib.identity.people import Account, Accounts, ClaimRule
from lib.settings import Settings
from tests.identity.askings import NOW, PROVIDER, account, accounts, claims, cookie, never, who

LI = account("li@school.cn", Role.LEADER, password="")
LEADERS = ClaimRule("groups", "leaders", frozenset({Role.LEADER}), frozenset({"main"}))


def said(settings: Settings = PROVIDER, kept: Accounts | None = None, **words: object) -> Identity:
    """Who somebody is of whom a provider says this."""
    return who(Asking(claims=claims(**words)), settings, accounts(LI) if kept is None else kept)


def test_without_claims_nobody_is_there():
    assert not who(Asking(), PROVIDER, accounts(LI)).may_look


def test_a_verified_address_opens_its_account():
    found = said()

    assert (found.account, found.name, found.roles) == ("li@school.cn", "张", {Role.LEADER})


@pytest.mark.parametrize("verified", [False, None, "true", "false", 1, [True]])
def test_an_address_that_is_not_verified_opens_nothing_unless_the_installation_says_so(verified: object):
    trusting = Settings(sign_in="provider", trust_unverified_email=True)

    assert not said(email_verified=verified).is_known
    assert said(trusting, email_verified=verified).is_known


def test_an_address_is_the_same_in_capitals():
    assert said(email="Li@School.CN").account == "li@school.cn"
    assert said(kept=accounts(account("Li@School.CN", password=""))).account == "Li@School.CN"


@pytest.mark.parametrize("email", ["\u212ai@school.cn", "li@\u017fchool.cn", "l\u0131@school.cn", "L\u0130@school.cn", "ｌｉ@school.cn"])
def test_a_look_alike_is_somebody_else(email: str):
    """The sign for kelvin folds to k, the long s to s, the dotless and the dotted i to i, full-width letters to plain ones."""
    kept = accounts(LI, account("ki@school.cn"))

    assert not said(kept=kept, email=email).is_known


@pytest.mark.parametrize("email", ["", " li@school.cn", "li@school.cn\x00", "li@school.cn,office", None, 5, ["li@school.cn"], {"a": 1}])
def test_what_is_no_name_opens_nothing(email: object):
    assert not said(email=email).is_known


@pytest.mark.parametrize("since", [None, True, "1402380000", 0, -1, float("nan"), float("inf"), 1e300])
def test_without_a_time_nobody_is_signed_in(since: object):
    assert not said(iat=since, exp=NOW.timestamp()).is_known


@pytest.mark.parametrize(("hours", "known"), [(11.9, True), (12, False), (24 * 30, False), (-0.03, True), (-1, False)])
def test_a_sign_in_at_a_provider_lasts_as_long_as_one_of_ours(hours: float, known: bool):
    since = NOW.timestamp() - 3600 * hours

    assert said(iat=since, exp=since + 300).is_known is known


def test_a_token_that_ends_before_it_begins_is_none():
    since = NOW.timestamp() - 60

    assert not said(iat=since, exp=since).is_known
    assert not said(iat=since, exp=None).is_known


def test_an_unknown_person_with_a_valid_sign_in_has_nothing():
    found = said(email="stranger@school.cn")

    assert (found.account, found.roles, found.may_look) == ("", frozenset(), False)
    assert said(Settings(sign_in="provider", visitors="public"), email="stranger@school.cn").visitor


def test_a_disabled_account_has_nothing_whatever_its_groups():
    disabled = accounts(account("li@school.cn", disabled=True), rules=(LEADERS,))

    assert not said(kept=disabled, groups=["leaders"]).is_known


@pytest.mark.parametrize("groups", [["teachers", "leaders"], ("leaders",), "leaders"])
def test_a_value_of_a_claim_gives_roles_to_somebody_in_no_file(groups: object):
    found = said(kept=accounts(account("zhang"), rules=(LEADERS,)), groups=groups, email="Wang@school.cn", name="王")

    assert (found.account, found.name, found.roles, found.boards) == ("wang@school.cn", "王", {Role.LEADER}, {"main"})


@pytest.mark.parametrize("groups", [None, [], "leaders,teachers", "LEADERS", ["leader"], {"leaders": True}, [["leaders"]], 7])
def test_only_the_very_value_gives_roles(groups: object):
    assert not said(kept=accounts(account("zhang"), rules=(LEADERS,)), groups=groups, email="wang@school.cn").is_known


def test_roles_of_the_file_and_of_the_claims_come_together():
    found = said(kept=accounts(account("li@school.cn", Role.HEAD, boards=frozenset({"b"})), rules=(LEADERS,)), groups=["leaders"])

    assert (found.roles, found.boards) == ({Role.HEAD, Role.LEADER}, {"b", "main"})


def test_a_subject_is_taken_letter_by_letter():
    by_subject = Settings(sign_in="provider", sign_in_claim="sub")
    kept = accounts(Account("aB3", "", frozenset({Role.VIEWER}), frozenset({"*"})), rules=(LEADERS,))

    assert said(by_subject, kept, sub="aB3", email_verified=False).account == "aB3"
    assert not said(by_subject, kept, sub="ab3").is_known
    assert not said(by_subject, kept, sub="ab3", groups=["leaders"]).is_known
    assert said(by_subject, kept, sub="Other", groups=["leaders"]).account == "Other"


def test_a_change_of_the_account_and_signing_out_everywhere_end_it():
    def ended(name: str) -> datetime | None:
        return NOW - timedelta(minutes=30) if name == "li@school.cn" else None

    assert not said(kept=accounts(account("li@school.cn", changed=NOW - timedelta(minutes=30)))).is_known
    assert not who(Asking(claims=claims()), PROVIDER, accounts(LI), ended=ended).is_known
    assert not who(Asking(claims=claims(groups="leaders")), PROVIDER, accounts(account(), rules=(LEADERS,)), ended=ended).is_known


def test_where_a_provider_signs_in_a_cookie_of_ours_means_nothing():
    assert not who(Asking(cookie("li@school.cn")), PROVIDER, accounts(account("li@school.cn")), ended=never).is_known


def test_claims_of_somebody_who_is_not_logged_in_are_nobodys():
    assert not said(is_logged_in=False).is_known
