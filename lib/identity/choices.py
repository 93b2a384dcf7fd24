"""What the installation chose about signing in, read out of its settings; a word that is not known is refused, never guessed."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from lib.errors import SettingInvalid
from lib.identity.model import SignIn
from lib.settings import Settings

Network = IPv4Network | IPv6Network

SHORTEST_SECRET = 32
VISITORS_SEE_PUBLIC = "public"


def sign_in_of(settings: Settings) -> SignIn:
    """How the installation learns who is asking.

    Raises:
        SettingInvalid: the setting is no way that we know.
    """
    given = settings.sign_in.strip().lower() or SignIn.NONE.value
    if given not in set(SignIn):
        raise SettingInvalid("unknown_choice", name="sign_in", value=settings.sign_in, known=", ".join(SignIn))
    return SignIn(given)


def lets_visitors_in(settings: Settings) -> bool:
    """Whether somebody unknown sees what is public; without a sign-in everybody does.

    Raises:
        SettingInvalid: the setting is neither empty nor `public`.
    """
    given = settings.visitors.strip().lower()
    if given not in {"", VISITORS_SEE_PUBLIC}:
        raise SettingInvalid("unknown_choice", name="visitors", value=settings.visitors, known=VISITORS_SEE_PUBLIC)
    return sign_in_of(settings) is SignIn.NONE or given == VISITORS_SEE_PUBLIC


def declared_proxies(settings: Settings) -> tuple[Network, ...]:
    """The reverse proxies that are one's own.

    Raises:
        SettingInvalid: one of them is neither an address nor a network.
    """
    found = []
    for given in filter(None, (part.strip() for part in settings.proxy_addresses.split(","))):
        try:
            found.append(ip_network(given, strict=False))
        except ValueError as fault:
            raise SettingInvalid("not_an_address", name="proxy_addresses", value=given) from fault
    return tuple(found)


def chosen_secret(settings: Settings) -> str:
    """The secret given as a setting, or none.

    Raises:
        SettingInvalid: it is so short that it might be guessed.
    """
    given = settings.sign_in_secret.strip()
    if given and len(given) < SHORTEST_SECRET:
        raise SettingInvalid("short_secret", name="sign_in_secret", least=SHORTEST_SECRET)
    return given
