"""The one table: what each role opens."""

from lib.identity import ALL_BOARDS, Identity, Right, Role, SignIn
from lib.schema import Audience


def somebody(*roles: Role, boards: frozenset[str] = frozenset({ALL_BOARDS})) -> Identity:
    """A signed-in person with these roles."""
    return Identity("a", "A", SignIn.PASSWORD, frozenset(roles), boards)


def test_nobody_sees_nothing_and_may_do_nothing() -> None:
    nobody = Identity("", "", SignIn.PASSWORD)
    assert not nobody.may_look
    assert nobody.audiences == (Audience.PUBLIC,)
    assert not any(nobody.may(right) for right in Right)
    assert not nobody.opens("main")


def test_a_visitor_sees_what_is_public_and_may_do_nothing() -> None:
    visitor = Identity("", "", SignIn.NONE, visitor=True)
    assert visitor.may_look
    assert visitor.opens("main")
    assert visitor.audiences == (Audience.PUBLIC,)
    assert not any(visitor.may(right) for right in Right)


def test_only_the_head_sees_matters_of_one_person() -> None:
    narrow = {role for role in Role if Audience.HEAD in somebody(role).audiences}
    assert narrow == {Role.HEAD}


def test_only_the_office_handles_the_workbook() -> None:
    assert {role for role in Role if somebody(role).may(Right.HANDLE)} == {Role.OFFICE}


def test_an_administrator_sees_no_more_than_the_public() -> None:
    admin = somebody(Role.ADMIN)
    assert admin.audiences == (Audience.PUBLIC,)
    assert admin.may(Right.AUDIT)
    assert admin.may(Right.ACCOUNTS)
    assert not admin.may(Right.HANDLE)


def test_two_roles_add_up() -> None:
    both = somebody(Role.ADMIN, Role.VIEWER)
    assert both.audiences == (Audience.PUBLIC, Audience.ALL_MEMBERS)
    assert both.may(Right.AUDIT)
    assert both.may(Right.EXPORT)


def test_who_is_known_for_one_board_opens_no_other() -> None:
    one = somebody(Role.VIEWER, boards=frozenset({"north"}))
    assert one.opens("north")
    assert not one.opens("south")
    assert not somebody(Role.VIEWER, boards=frozenset()).opens("north")


def test_a_visitor_rule_does_not_widen_what_a_known_person_opens() -> None:
    known = Identity("a", "A", SignIn.PASSWORD, frozenset({Role.HEAD}), frozenset({"north"}), visitor=True)
    assert not known.opens("south")


def test_at_the_machine_itself_everything_is_open() -> None:
    owner = Identity("me", "me", SignIn.NONE, local=True)
    assert owner.audiences == tuple(Audience)
    assert all(owner.may(right) for right in Right)
    assert owner.opens("any")
