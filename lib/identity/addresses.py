"""Where a request comes from: this very machine, a declared proxy, or anywhere.

Three things are looked at for “this very machine”, since each alone can be had from afar: the peer of the connection (a proxy
before the board is a peer at this machine too), the host that the browser believes to speak to (a name of somebody else's that
was made to point here is not ours), and traces of a proxy. A page of another site is told by its origin; so is a board behind a
proxy that leaves no trace, because a browser names the address that it sees with every websocket.
"""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from lib.identity.choices import Network

TRACES = frozenset(
    {
        "forwarded",
        "via",
        "x-real-ip",
        "x-client-ip",
        "x-cluster-client-ip",
        "true-client-ip",
        "client-ip",
        "fastly-client-ip",
        "remote-user",
    }
)
TRACE_BEGINNINGS = (
    "x-forwarded",
    "x-original",
    "x-envoy",
    "x-amzn",
    "x-azure",
    "x-arr",
    "x-remote",
    "x-auth",
    "x-proxy",
    "cf-",
    "fly-",
    "tailscale-",
)


def address_of(text: str) -> IPv4Address | IPv6Address | None:
    """An address as it is compared: an IPv4 address within IPv6 is the IPv4 address; what is no address is None."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped if mapped is not None else found


def is_this_machine(host: str) -> bool:
    """Whether a host's name or address, without a port, can only be this machine."""
    name = host.strip().lower()
    found = address_of(name.removeprefix("[").removesuffix("]"))
    return name == "localhost" or (found is not None and found.is_loopback)


def comes_from_this_machine(bound_to: str, peer: str, headers: Mapping[str, str]) -> bool:
    """Whether somebody at this very machine is asking, and nobody through it.

    Args:
        bound_to: what the server listens on.
        peer: the other end of the connection.
        headers: of the request, names in lower case.
    """
    found = address_of(peer)
    return (
        is_this_machine(bound_to)
        and found is not None
        and found.is_loopback
        and _names_this_machine("//" + headers.get("host", ""))
        and all(_names_this_machine(headers[name]) for name in ("origin", "referer") if name in headers)
        and not any(name in TRACES or name.startswith(TRACE_BEGINNINGS) for name in headers)
    )


def _names_this_machine(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.username is None and is_this_machine(parts.hostname or "") and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def is_declared(peer: str, proxies: tuple[Network, ...]) -> bool:
    """Whether the other end of the connection is a proxy of one's own."""
    found = address_of(peer)
    return found is not None and any(found in proxy for proxy in proxies)


def origin_of(peer: str, headers: Mapping[str, str], proxies: tuple[Network, ...]) -> str:
    """The address that the audit and the waits know somebody by.

    A declared proxy is believed about whom it speaks for: from the right, the first address that is no declared proxy itself.
    """
    if not is_declared(peer, proxies):
        return peer
    nearest = peer
    for hop in reversed(headers.get("x-forwarded-for", "").split(",")):
        found = address_of(hop)
        if found is None:
            return nearest
        nearest = str(found)
        if not any(found in proxy for proxy in proxies):
            return nearest
    return nearest
