"""Who is asking and what they may do: roles, the one table that grants, and the identity of a request.

A role opens an audience (what is seen) and rights (what may be done). Somebody with several roles has all of them together.
Whoever is not known has no role: they see what is public where the installation lets visitors in, and may do nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lib.schema import Audience


class Role(StrEnum):
    """What somebody is to the board."""

    VIEWER = "viewer"
    LEADER = "leader"
    OFFICE = "office"
    HEAD = "head"
    ADMIN = "admin"


class Right(StrEnum):
    """What may be done beyond looking."""

    HANDLE = "handle"  # drop, preview, map, publish, restore, mark a meeting; have originals and marked-up copies
    EXPORT = "export"  # take what one sees out as a file
    ACCOUNTS = "accounts"  # see who has an account, end sessions everywhere
    AUDIT = "audit"  # read the audit


class SignIn(StrEnum):
    """How the installation learns who is asking."""

    NONE = "none"  # one's own machine; on any other address everybody is a visitor
    PASSWORD = "password"  # accounts of our own file
    PROVIDER = "provider"  # OpenID Connect
    PROXY = "proxy"  # a header set by a declared reverse proxy


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role opens."""

    audience: Audience
    rights: frozenset[Right]


GRANTS: Mapping[Role, Grant] = {
    Role.VIEWER: Grant(Audience.ALL_MEMBERS, frozenset({Right.EXPORT})),
    Role.LEADER: Grant(Audience.LEADING_GROUP, frozenset({Right.EXPORT})),
    Role.OFFICE: Grant(Audience.LEADING_GROUP, frozenset({Right.EXPORT, Right.HANDLE})),
    Role.HEAD: Grant(Audience.HEAD, frozenset({Right.EXPORT})),
    Role.ADMIN: Grant(Audience.PUBLIC, frozenset({Right.ACCOUNTS, Right.AUDIT})),
}
"""The one table: role → audience and rights. An administrator keeps the installation and needs to see nothing of its content."""

ALL_BOARDS = "*"


@dataclass(frozen=True, slots=True)
class Identity:
    """One person as this request shows them.

    `account` is the name that stands in the audit; "" is nobody. `boards` are the codes of the boards that they may open, or
    `ALL_BOARDS` among them. `visitor`: whether the installation lets somebody unknown see what is public.
    """

    account: str
    name: str
    how: SignIn
    roles: frozenset[Role] = frozenset()
    boards: frozenset[str] = frozenset()
    address: str = ""
    visitor: bool = False
    local: bool = field(default=False)

    @property
    def is_known(self) -> bool:
        """Whether somebody is signed in, or sits at the machine itself."""
        return self.local or bool(self.account and self.roles)

    @property
    def may_look(self) -> bool:
        """Whether they may see any page at all."""
        return self.is_known or self.visitor

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """The audiences that they may look as, widest first; never empty, for the gate stands before it."""
        if self.local:
            return tuple(Audience)
        order = tuple(Audience)
        narrowest = max((order.index(GRANTS[role].audience) for role in self.roles), default=0)
        return order[: narrowest + 1]

    def may(self, right: Right) -> bool:
        """Whether they may do this."""
        return self.local or any(right in GRANTS[role].rights for role in self.roles)

    def opens(self, board: str) -> bool:
        """Whether they may open the board of this code; a visitor may open any, for its public side."""
        return self.local or ALL_BOARDS in self.boards or board in self.boards or (self.visitor and not self.is_known)
