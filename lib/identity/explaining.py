"""How signing in stands, in words: for the page that a person without leave sees, and for whoever sets the board up."""

from collections.abc import Sequence
from datetime import timedelta

from lib.i18n import Language, text
from lib.identity.addresses import is_this_machine
from lib.identity.choices import declared_proxies, sign_in_of
from lib.identity.model import Identity, Role, SignIn
from lib.identity.people import Accounts
from lib.settings import Settings


def standing(identity: Identity, language: Language) -> str:
    """One sentence for somebody known: as whom they are here; "" for anybody else."""
    if identity.local:
        return text(language, "identity.known.local")
    if not identity.is_known:
        return ""
    return text(language, "identity.known.in", name=identity.name, roles=roles_in_words(identity.roles, language))


def how_to_sign_in(
    settings: Settings, accounts: Accounts, language: Language, *, has_provider: bool, is_at_provider: bool, bound_to: str
) -> Sequence[str]:
    """What to tell somebody who is not known: how one signs in here, or what is still missing for it.

    Args:
        settings: of the installation.
        accounts: the file of accounts as it stands.
        language: the reader's.
        has_provider: whether the framework's secrets name a provider.
        is_at_provider: whether this person has signed in there already, without a role here.
        bound_to: the address that the server listens on.

    Raises:
        SettingInvalid: a setting about signing in is not understood.
    """
    match sign_in_of(settings):
        case SignIn.NONE:
            told = (
                ["identity.how.none", "identity.how.set_up"]
                if not is_this_machine(bound_to)
                else ["identity.how.through", "identity.how.set_up"]
            )
        case SignIn.PASSWORD:
            told = ["identity.how.password"] if accounts.people else ["identity.how.no_accounts"]
        case SignIn.PROVIDER:
            told = ["identity.how.unknown" if is_at_provider else "identity.how.provider"] if has_provider else ["identity.how.no_provider"]
        case _:  # a proxy
            told = ["identity.how.proxy"] if declared_proxies(settings) else ["identity.how.no_proxy"]
    return [text(language, key) for key in told]


def roles_in_words(roles: frozenset[Role], language: Language) -> str:
    """Roles by name, in the order of the table of roles."""
    return text(language, "identity.between").join(text(language, f"identity.role.{role}") for role in Role if role in roles)


def wait_in_words(wait: timedelta, language: Language) -> str:
    """The sentence for somebody who has to wait, in whole seconds or minutes, never less than the truth."""
    seconds = -(-wait // timedelta(seconds=1))
    minutes = -(-seconds // 60)
    span = text(language, "identity.seconds", seconds) if seconds < 60 else text(language, "identity.minutes", minutes)
    return text(language, "identity.wait", wait=span)
