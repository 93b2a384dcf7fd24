"""Who is asking: accounts, sign-in, roles. Knows nothing of pages; takes cookies, headers and addresses as plain facts."""

from lib.identity.model import ALL_BOARDS, GRANTS, Grant, Identity, Right, Role, SignIn

__all__ = ["ALL_BOARDS", "GRANTS", "Grant", "Identity", "Right", "Role", "SignIn"]
