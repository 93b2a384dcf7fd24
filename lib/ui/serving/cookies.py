"""Cookies on their way out: none is left without the marks that keep it from scripts, from other sites and from an open line."""

XSRF = "_streamlit_xsrf"
"""The one cookie that a script of the page reads, to send it back beside each upload."""


def hardened(cookie: str, *, is_secure: bool) -> str:
    """A `Set-Cookie` value with HttpOnly, SameSite and, over TLS, Secure; what is stricter already stays.

    Args:
        cookie: the header's value as it was written.
        is_secure: whether the visitor's line is encrypted.
    """
    pair, *attributes = [part.strip() for part in cookie.split(";")]
    kept = [each for each in attributes if each and each.lower() != "samesite=none"]
    names = {each.partition("=")[0].strip().lower() for each in kept}
    if "httponly" not in names and pair.partition("=")[0].strip() != XSRF:
        kept.append("HttpOnly")
    if "samesite" not in names:
        kept.append("SameSite=Lax")
    if "secure" not in names and is_secure:
        kept.append("Secure")
    return "; ".join([pair, *kept])
