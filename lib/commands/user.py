"""Make, list and change accounts of the board's own; roles are viewer, leader, office, head, admin.

A password is asked for twice and shown nowhere; with --password-stdin it is the first line of standard input. Without one
(--no-password) the account belongs to somebody who signs in at a provider or through a proxy. Every change is noted in the audit.
Exit code 0: done; 1: done, but it could not be noted in the audit; 2: refused, with one sentence that says why; nothing was changed
then. With --json standard output is {"status": "done|unnoted|refused", "account": name}, and for `list` an array of accounts.
"""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lib.commands.account import account as runner
from lib.commands.faults import fault_sentence
from lib.commands.passphrase import asked
from lib.commands.speaking import add_language, say
from lib.commands.user_list import AccountWords, listed, listed_json, words
from lib.desk.shelf import open_shelf
from lib.errors import AccountRefused, PhaseboardError
from lib.i18n import Language, text
from lib.identity import ALL_BOARDS, Role, SignIn, keeping
from lib.identity.accounts import accounts_path, change_accounts, read_accounts
from lib.identity.choices import sign_in_of
from lib.identity.names import folded
from lib.identity.passwords import SHORTEST, Passwords
from lib.identity.people import Account, Accounts
from lib.settings import Settings, settings
from lib.store import AuditAction, AuditEvent


@dataclass(frozen=True, slots=True)
class Done:
    """What was done: the account, the sentence's key, and what the audit is told; no action where the store tells it itself."""

    account: str
    key: str
    action: AuditAction | None
    accounts: Accounts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of each verb."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="one JSON value instead of a sentence")
    add_language(shared)
    verbs = parser.add_subparsers(dest="verb", required=True)
    named = {}
    for verb, explanation in (
        ("list", "who has an account"),
        ("add", "make an account"),
        ("password", "give an account another password; ends its sign-ins"),
        ("disable", "take an account out of use; ends its sign-ins"),
        ("enable", "put a disabled account back into use"),
        ("remove", "take an account out of the file; ends its sign-ins"),
        ("role", "give an account these roles in place of the ones it has; ends its sign-ins"),
        ("sign-out", "end every sign-in of an account, on all servers of this board"),
    ):
        named[verb] = verbs.add_parser(verb, parents=[shared], help=explanation, description=explanation)
        if verb != "list":
            named[verb].add_argument("account", metavar="NAME", help="the account; at a provider, what it says of the person")
    roles = [role.value for role in Role]
    named["add"].add_argument("--role", action="append", choices=roles, required=True, help="may be given several times")
    named["role"].add_argument("role", nargs="+", choices=roles)
    for verb in ("add", "role"):
        named[verb].add_argument("--board", action="append", metavar="CODE", help="a board that may be opened; every board without it")
    named["add"].add_argument("--name", default="", metavar="TEXT", help="the person's or the office's name, as others see it")
    named["add"].add_argument("--no-password", action="store_true", help="for somebody who signs in at a provider or through a proxy")
    for verb in ("add", "password"):
        named[verb].add_argument("--password-stdin", action="store_true", help="take the password from the first line of standard input")


def run(arguments: argparse.Namespace) -> int:
    """Run one verb."""
    language = Language(arguments.lang)
    try:
        kept = settings()
        if arguments.verb == "list":
            accounts = read_accounts(accounts_path(kept))
            say(listed_json(accounts) if arguments.json else listed(accounts, language))
            return 0
        done = _VERBS[arguments.verb](arguments, kept, datetime.now(UTC), language)
    except PhaseboardError as fault:
        return _answer(arguments, "refused", arguments.account if arguments.verb != "list" else "", fault_sentence(fault, language))
    return _noted(arguments, done, kept, language)


def _add(arguments: argparse.Namespace, kept: Settings, when: datetime, language: Language) -> Done:
    name, path = keeping.fit_name(arguments.account), accounts_path(kept)
    made = Account(name, arguments.name, _roles(arguments), _boards(arguments) or frozenset({ALL_BOARDS}), changed=when)
    keeping.adding(made)(read_accounts(path))  # a name that is taken is said before a password is asked for
    hashed = "" if arguments.no_password else _hashed(arguments, name, made.name, language)
    after = change_accounts(path, keeping.adding(replace(made, password=hashed)))
    return Done(name, "user.added", AuditAction.ACCOUNT_ADDED, after)


def _password(arguments: argparse.Namespace, kept: Settings, when: datetime, language: Language) -> Done:
    path = accounts_path(kept)
    known = keeping.known(read_accounts(path), arguments.account)
    hashed = _hashed(arguments, known.account, known.name, language)
    after = change_accounts(path, keeping.giving_password(known.account, hashed, when))
    return Done(known.account, "user.password", AuditAction.ACCOUNT_CHANGED, after)


def _changed(key: str, action: AuditAction, make: Callable[[str, datetime], keeping.Change]) -> "_Verb":
    """A verb that needs nothing but the account."""

    def verb(arguments: argparse.Namespace, kept: Settings, when: datetime, _language: Language) -> Done:
        path = accounts_path(kept)
        known = keeping.known(read_accounts(path), arguments.account)
        return Done(known.account, key, action, change_accounts(path, make(known.account, when)))

    return verb


def _role(arguments: argparse.Namespace, kept: Settings, when: datetime, _language: Language) -> Done:
    path = accounts_path(kept)
    known = keeping.known(read_accounts(path), arguments.account)
    change = keeping.giving_roles(known.account, _roles(arguments), _boards(arguments), when)
    return Done(known.account, "user.roles", AuditAction.ACCOUNT_CHANGED, change_accounts(path, change))


def _sign_out(arguments: argparse.Namespace, kept: Settings, when: datetime, _language: Language) -> Done:
    """End the sign-ins in the database, where every server of the board looks, and in the file where the account stands in it.

    Somebody whom only a provider's word about them lets in stands in no file.
    """
    path = accounts_path(kept)
    known = read_accounts(path).alike(arguments.account)
    by_address = sign_in_of(kept) is SignIn.PROVIDER and kept.sign_in_claim == "email"
    name = known.account if known else folded(arguments.account) if by_address else arguments.account
    with closing(open_shelf(kept)) as shelf:
        shelf.end_sessions(name, who=runner(), when=when)
    after = change_accounts(path, keeping.ending(name, when)) if known else Accounts()
    return Done(name, "user.signed_out", None, after)


_Verb = Callable[[argparse.Namespace, Settings, datetime, Language], Done]

_VERBS: dict[str, _Verb] = {
    "add": _add,
    "password": _password,
    "disable": _changed("user.disabled", AuditAction.ACCOUNT_DISABLED, lambda name, when: keeping.disabling(name, True, when)),
    "enable": _changed("user.enabled", AuditAction.ACCOUNT_CHANGED, lambda name, when: keeping.disabling(name, False, when)),
    "remove": _changed("user.removed", AuditAction.ACCOUNT_REMOVED, lambda name, _when: keeping.removing(name)),
    "role": _role,
    "sign-out": _sign_out,
}


def _roles(arguments: argparse.Namespace) -> frozenset[Role]:
    return frozenset(Role(word) for word in arguments.role)


def _boards(arguments: argparse.Namespace) -> frozenset[str] | None:
    return frozenset(arguments.board) if arguments.board else None


def _hashed(arguments: argparse.Namespace, account: str, name: str, language: Language) -> str:
    """The hash of a password that is taken.

    Raises:
        AccountRefused: it is not taken, was mistyped, or there is nowhere to type it.
    """
    if arguments.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif not sys.stdin.isatty():
        raise AccountRefused("no_terminal")
    else:
        password = asked(text(language, "user.ask", account=account, least=SHORTEST))
        if asked(text(language, "user.ask_again")) != password:
            raise AccountRefused("differ")
    if any("\ud800" <= sign <= "\udfff" for sign in password):
        raise AccountRefused("unreadable")
    return Passwords().hashed(keeping.fit_password(password, account, name))


def _noted(arguments: argparse.Namespace, done: Done, kept: Settings, language: Language) -> int:
    """Tell the audit, then the person. What was done stays done where the audit cannot be reached, and is said to be unnoted."""
    known = done.accounts.alike(done.account)
    told = words(known, language) if known else AccountWords("", "")
    sentence = text(language, done.key, account=done.account, roles=told.roles, boards=told.boards)
    if done.key == "user.added" and known and known.password and sign_in_of(kept) is SignIn.NONE:
        sentence += "\n" + text(language, "user.not_in_use")
    try:
        if done.action is not None:
            _note(done, done.action, known, kept)
    except PhaseboardError as fault:
        return _answer(arguments, "unnoted", done.account, f"{sentence}\n{text(language, 'user.unnoted')}{fault_sentence(fault, language)}")
    return _answer(arguments, "done", done.account, sentence)


def _note(done: Done, action: AuditAction, known: Account | None, kept: Settings) -> None:
    detail = {"account": done.account, "kind": done.key.removeprefix("user.")}
    if known is not None:
        detail |= {"roles": ",".join(sorted(known.roles)), "boards": ",".join(sorted(known.boards))[:200]}
    with closing(open_shelf(kept)) as shelf:
        shelf.audit(AuditEvent(datetime.now(UTC), runner(), action, detail=detail))


_CODES = {"done": 0, "unnoted": 1, "refused": 2}


def _answer(arguments: argparse.Namespace, status: str, account: str, sentence: str) -> int:
    if arguments.json:
        say(json.dumps({"status": status, "account": account}))
    say(sentence, beside_json=arguments.json)
    return _CODES[status]
