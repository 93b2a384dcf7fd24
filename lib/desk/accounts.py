"""The accounts as the page of the administrators shows them: who, in what role, for which boards; never a password or its hash."""

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from lib.desk.tables import Table
from lib.i18n import Language, text
from lib.i18n.formats import moment
from lib.identity import ALL_BOARDS
from lib.identity.explaining import roles_in_words
from lib.identity.people import Account, Accounts

COLUMNS = ("account", "name", "roles", "boards", "state", "ended")


def account_table(accounts: Accounts, ended: Mapping[str, datetime | None], language: Language) -> Table:
    """Every account, in the order of the file.

    Args:
        accounts: as they stand in their file.
        ended: by account, when its sign-ins were last ended everywhere.
        language: the reader's language.
    """
    lines = [_line(account, ended.get(account.account), language) for account in accounts.people.values()]
    cells = pd.DataFrame(lines, columns=list(COLUMNS), dtype="str")
    headings = tuple((name, text(language, f"accounts.column.{name}")) for name in COLUMNS)
    return Table("accounts", text(language, "accounts.title"), headings, cells, ("roles",), text(language, "accounts.empty"))


def _line(account: Account, ended: datetime | None, language: Language) -> tuple[str, ...]:
    boards = text(language, "accounts.all_boards") if ALL_BOARDS in account.boards else ", ".join(sorted(account.boards))
    states = [name for name, holds in (("disabled", account.disabled), ("no_password", not account.password)) if holds] or ["in_use"]
    told = text(language, "wording.join.comma").join(text(language, f"accounts.state.{name}") for name in states)
    return (
        account.account,
        account.name,
        roles_in_words(account.roles, language),
        boards,
        told,
        moment(ended, language) if ended else "",
    )
