"""What is known of the line to the visitor: whether it is encrypted. A reverse proxy is believed only where it was declared."""

from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import Scope

from lib.errors import SettingInvalid
from lib.identity.addresses import is_declared
from lib.identity.choices import Network
from lib.identity.choices import declared_proxies as declared_in
from lib.settings import Settings, settings


def is_secure(scope: Scope) -> bool:
    """Whether the visitor's line is encrypted: up to us, or up to a declared proxy that says so."""
    if scope.get("scheme") in ("https", "wss"):
        return True
    return is_from_proxy(scope) and Headers(scope=scope).get("x-forwarded-proto", "").split(",")[-1].strip().lower() in ("https", "wss")


def is_from_proxy(scope: Scope) -> bool:
    """Whether the call comes from the address of a reverse proxy that the installation declares."""
    client = scope.get("client")
    return client is not None and is_declared(str(client[0]), declared_proxies())


def declared_proxies() -> tuple[Network, ...]:
    """The proxies of this installation; none where the settings cannot be read."""
    try:
        return _read_once(settings())
    except SettingInvalid:
        return ()


@lru_cache(maxsize=2)
def _read_once(kept: Settings) -> tuple[Network, ...]:
    return declared_in(kept)
