"""Accounts as the command line lists them: for people and for machines, never a password or its hash."""

import json
from dataclasses import dataclass

from lib.i18n import Language, text
from lib.identity import ALL_BOARDS
from lib.identity.explaining import roles_in_words
from lib.identity.people import NEVER, Account, Accounts


@dataclass(frozen=True, slots=True)
class AccountWords:
    """What one account may do, in words."""

    roles: str
    boards: str


def words(account: Account, language: Language) -> AccountWords:
    """Roles and boards of one account, in the reader's language."""
    codes = text(language, "user.all_boards") if ALL_BOARDS in account.boards else ", ".join(sorted(account.boards))
    return AccountWords(roles_in_words(account.roles, language), codes)


def listed(accounts: Accounts, language: Language) -> str:
    """A line for each account and each rule about a provider's claims."""
    lines = [_line(one, language) for one in accounts.people.values()]
    lines += [f"{rule.claim} = {rule.value}\t{roles_in_words(rule.roles, language)}" for rule in accounts.rules]
    return "\n".join(lines) or text(language, "user.none")


def _line(account: Account, language: Language) -> str:
    told = words(account, language)
    marks = [text(language, "user.list.disabled")] if account.disabled else []
    marks += [] if account.password else [text(language, "user.list.no_password")]
    return "\t".join(filter(None, (account.account, account.name, told.roles, told.boards, *marks)))


def listed_json(accounts: Accounts) -> str:
    """The accounts as an array of objects."""
    return json.dumps(
        [
            {
                "account": one.account,
                "name": one.name,
                "roles": sorted(one.roles),
                "boards": sorted(one.boards),
                "has_password": bool(one.password),
                "disabled": one.disabled,
                "changed": None if one.changed == NEVER else one.changed.isoformat(),
            }
            for one in accounts.people.values()
        ],
        ensure_ascii=False,
    )
