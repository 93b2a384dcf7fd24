"""What every answer carries: the fixed headers, the content security policy, hardened cookies; and what none carries."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui.serving import cookies, line, policy

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # under a stricter one browsers say of our own sign-in form that it comes from nowhere
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=(), "
    "accelerometer=(), gyroscope=(), magnetometer=(), display-capture=(), browsing-topics=()",
}
"""Under `no-referrer` a browser would hide from us, too, which page a form was sent from."""

KEPT_PRIVATE = "no-store"
"""For whatever does not say itself how long it may be kept: pages, answers, files."""

ONE_YEAR = 31_536_000

_NEVER = ("server", "x-powered-by")
_FOREIGN = "access-control-"


class Dressed:
    """Gives every HTTP answer the headers of this house; what an answer says itself about its policy or its keeping stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the call on; a websocket's answer carries no page."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                dress(message, Headers(scope=scope).get("host", ""), is_secure=line.is_secure(scope))
            await send(message)

        await self.app(scope, receive, send_dressed)


NOT_MODIFIED = 304


def dress(message: Message, host: str, *, is_secure: bool) -> None:
    """Write the headers into the start of an answer."""
    message["headers"] = [
        (name, cookies.hardened(value.decode("latin-1"), is_secure=is_secure).encode("latin-1") if name.lower() == b"set-cookie" else value)
        for name, value in message.get("headers", ())
        if not _is_dropped(name.decode("latin-1").lower())
    ]
    headers = MutableHeaders(raw=message["headers"])
    for name, value in FIXED.items():
        headers[name] = value
    if message.get("status") == NOT_MODIFIED:
        return  # a browser would write these over what it kept: the page would lose its own policy and stay blank
    is_page = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("Content-Security-Policy", policy.of_page(host) if is_page else policy.NOTHING)
    headers.setdefault("Cache-Control", KEPT_PRIVATE)
    if is_secure:
        headers.setdefault("Strict-Transport-Security", f"max-age={ONE_YEAR}")


def _is_dropped(name: str) -> bool:
    """Banners, and leave for other sites to read our answers: every page of ours has the address of what it fetches."""
    return name in _NEVER or name.startswith(_FOREIGN)
