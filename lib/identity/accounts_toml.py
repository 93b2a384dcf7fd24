"""The file of accounts as text: TOML that a person can read, refused whole where one word of it is not understood.

```
[accounts.office]
name = "办公室"
roles = ["office"]
boards = ["*"]
password = "$argon2id$…"
changed = 2014-06-10T08:00:00+00:00

[[claims]]
claim = "groups"
value = "leaders"
roles = ["leader"]
boards = ["*"]
```
"""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lib.errors import AccountsInvalid
from lib.identity.model import Role
from lib.identity.names import folded, is_account_name
from lib.identity.people import NEVER, Account, Accounts, ClaimRule

_ACCOUNT: Mapping[str, type] = {"name": str, "roles": list, "boards": list, "password": str, "disabled": bool, "changed": datetime}
_RULE: Mapping[str, type] = {"claim": str, "value": str, "roles": list, "boards": list}
_HASH = "$argon2id$"


def parsed(text: str, file: str) -> Accounts:
    """The accounts that a text tells of.

    Args:
        text: the file's content.
        file: its name, for the fault.

    Raises:
        AccountsInvalid: anything in it is not understood.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        raise AccountsInvalid("not_toml", file=file, line=int(line[1]) if line else text.count("\n") + 1) from fault
    for key in content.keys() - {"accounts", "claims"}:
        raise AccountsInvalid("unknown_key", file=file, place=key, entry=key)
    accounts, claims = content.get("accounts", {}), content.get("claims", [])
    if not isinstance(accounts, dict) or not isinstance(claims, list):
        raise AccountsInvalid("wrong_value", file=file, place="accounts", entry="accounts/claims")
    people: dict[str, Account] = {}
    for name, given in accounts.items():
        account = _account(name, given, file)
        if folded(name) in people:
            raise AccountsInvalid("same_name", file=file, place=name, other=people[folded(name)].account)
        people[folded(name)] = account
    return Accounts(people, tuple(_rule(number, given, file) for number, given in enumerate(claims, start=1)))


def _account(name: str, given: object, file: str) -> Account:
    if not is_account_name(name):
        raise AccountsInvalid("bad_name", file=file, place=name)
    kept = _table(name, given, _ACCOUNT, {"roles", "boards"}, file)
    password, changed = kept.get("password", ""), kept.get("changed", NEVER)
    if password and not password.startswith(_HASH):
        raise AccountsInvalid("wrong_value", file=file, place=name, entry="password")
    if changed.tzinfo is None:
        raise AccountsInvalid("wrong_value", file=file, place=name, entry="changed")
    return Account(
        name,
        kept.get("name", ""),
        _roles(name, kept["roles"], file),
        _words(name, "boards", kept["boards"], file),
        password,
        kept.get("disabled", False),
        changed,
    )


def _rule(number: int, given: object, file: str) -> ClaimRule:
    place = f"claims {number}"
    kept = _table(place, given, _RULE, set(_RULE), file)
    return ClaimRule(kept["claim"], kept["value"], _roles(place, kept["roles"], file), _words(place, "boards", kept["boards"], file))


def _table(place: str, given: object, known: Mapping[str, type], needed: set[str], file: str) -> dict[str, Any]:
    """One table of the file, with known keys of the right kinds alone."""
    if not isinstance(given, dict):
        raise AccountsInvalid("wrong_value", file=file, place=place, entry=place)
    for key in given.keys() - known.keys():
        raise AccountsInvalid("unknown_key", file=file, place=place, entry=key)
    for key in sorted(needed - given.keys()):
        raise AccountsInvalid("missing_key", file=file, place=place, entry=key)
    for key, value in given.items():
        if type(value) is not known[key]:
            raise AccountsInvalid("wrong_value", file=file, place=place, entry=key)
    return given


def _roles(place: str, given: list[object], file: str) -> frozenset[Role]:
    for word in _words(place, "roles", given, file) - set(Role):
        raise AccountsInvalid("unknown_role", file=file, place=place, role=word, known=", ".join(Role))
    return frozenset(Role(str(word)) for word in given)


def _words(place: str, key: str, given: list[object], file: str) -> frozenset[str]:
    if not given or not all(isinstance(word, str) and word for word in given):
        raise AccountsInvalid("wrong_value", file=file, place=place, entry=key)
    return frozenset(str(word) for word in given)


def written(accounts: Accounts) -> str:
    """The text that tells of these accounts; `parsed` gives them back."""
    return "\n".join([*(_account_text(one) for one in accounts.people.values()), *(_rule_text(one) for one in accounts.rules)])


def _account_text(account: Account) -> str:
    lines = [f"[accounts.{_quoted(account.account)}]"]
    lines += [f"name = {_quoted(account.name)}"] if account.name else []
    lines += [f"roles = {_list(account.roles)}", f"boards = {_list(account.boards)}"]
    lines += [f"password = {_quoted(account.password)}"] if account.password else []
    lines += ["disabled = true"] if account.disabled else []
    lines += [f"changed = {account.changed.isoformat()}"] if account.changed != NEVER else []
    return "\n".join(lines) + "\n"


def _rule_text(rule: ClaimRule) -> str:
    lines = ["[[claims]]", f"claim = {_quoted(rule.claim)}", f"value = {_quoted(rule.value)}"]
    return "\n".join([*lines, f"roles = {_list(rule.roles)}", f"boards = {_list(rule.boards)}"]) + "\n"


def _quoted(word: str) -> str:
    """A basic string of TOML: that of JSON, but that the delete character is written out too."""
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(words: frozenset[str]) -> str:
    return "[" + ", ".join(_quoted(str(word)) for word in sorted(words)) + "]"
