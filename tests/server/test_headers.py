"""Every answer carries the headers of the house, no answer a banner, and no cookie leaves without its marks."""

import base64
import hashlib
import re
from ipaddress import ip_network
from pathlib import Path

import pytest
from starlette.types import Message

from lib.i18n import Language
from lib.settings import settings
from lib.ui.serving import policy
from lib.ui.serving.cookies import hardened
from lib.ui.serving.headers import Dressed, dress
from tests.server.asgi import Inner, call

PAGE = (("content-type", "text/html; charset=utf-8"),)
JSON = (("content-type", "application/json"),)


def directive(answered: str, name: str) -> list[str]:
    """The sources of one directive of a policy."""
    found = [each.split() for each in answered.split(";") if each.split()[0] == name]
    assert len(found) == 1, name
    return found[0][1:]


def test_an_answer_without_a_header_gets_all_of_them() -> None:
    answer = call(Dressed(Inner(headers=())))

    assert answer.one("x-content-type-options") == "nosniff"
    assert answer.one("x-frame-options") == "DENY"
    assert answer.one("referrer-policy") == "same-origin"
    assert answer.one("cross-origin-opener-policy") == "same-origin"
    assert answer.one("cross-origin-resource-policy") == "same-origin"
    assert answer.one("cache-control") == "no-store"
    assert "camera=()" in answer.one("permissions-policy")
    assert (
        answer.one("content-security-policy") == "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
    )


def test_a_page_may_run_scripts_of_ours_and_none_from_text() -> None:
    answered = call(Dressed(Inner(headers=PAGE))).one("content-security-policy")

    scripts = directive(answered, "script-src")
    assert directive(answered, "default-src") == ["'none'"]
    assert "'self'" in scripts
    assert {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"} & set(scripts) == set()
    for closed in ("base-uri", "object-src", "worker-src", "frame-ancestors"):
        assert directive(answered, closed) == ["'none'"]
    assert directive(answered, "form-action") == ["'self'"]
    assert directive(answered, "img-src") == ["'self'", "data:", "blob:"]


def test_every_script_inside_the_served_page_is_named_by_its_hash() -> None:
    scripts = policy.frame_scripts()
    named = policy.of_page("localhost")

    assert scripts
    for script in (*scripts, *(policy.language_script(language) for language in Language)):
        assert "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'" in named


def test_another_framework_page_brings_other_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text(
        '<script>one()</script><script type="module" src="./a.js"></script><script async>\n two()</script>'
    )
    monkeypatch.setattr(policy.file_util, "get_static_dir", lambda: str(tmp_path))

    assert policy.frame_scripts() == ("one()", "\n two()")


@pytest.mark.parametrize(("host", "sockets"), [("board.school.cn", ["ws://board.school.cn", "wss://board.school.cn"]), ("[::1]:8501", ["ws://[::1]:8501", "wss://[::1]:8501"]), ("a; script-src *", []), ("", [])])  # fmt: skip
def test_a_page_speaks_to_us_and_to_nobody_else(host: str, sockets: list[str]) -> None:
    answered = call(Dressed(Inner(headers=PAGE)), headers=(("host", host),)).one("content-security-policy")

    assert directive(answered, "connect-src") == ["'self'", *sockets]


def test_what_an_answer_says_itself_about_its_policy_and_its_keeping_stays() -> None:
    own = (*PAGE, ("content-security-policy", "default-src 'none'"), ("cache-control", "public, immutable, max-age=31536000"))

    answer = call(Dressed(Inner(headers=own)))

    assert answer.one("content-security-policy") == "default-src 'none'"
    assert answer.one("cache-control") == "public, immutable, max-age=31536000"


def test_no_answer_names_its_server_or_opens_itself_to_other_sites() -> None:
    told = (
        ("server", "uvicorn"),
        ("X-Powered-By", "x"),
        ("Access-Control-Allow-Origin", "*"),
        ("access-control-allow-credentials", "true"),
    )

    answer = call(Dressed(Inner(headers=(*JSON, *told))))

    assert [name for name, _ in answer.headers if name in ("server", "x-powered-by") or name.startswith("access-control")] == []


def test_browsers_are_told_to_stay_with_tls_only_over_tls() -> None:
    assert call(Dressed(Inner())).all("strict-transport-security") == []
    assert call(Dressed(Inner()), scheme="https").one("strict-transport-security") == "max-age=31536000"


def test_a_proxys_word_about_tls_counts_only_when_the_proxy_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    said = (("host", "board"), ("x-forwarded-proto", "https"))
    told = Inner(headers=(("set-cookie", "a=1"),))
    monkeypatch.setattr("lib.ui.serving.line.declared_proxies", lambda: (ip_network("10.0.0.2"), ip_network("10.1.0.0/16")))

    assert call(Dressed(told), headers=said, client="10.0.0.3").one("set-cookie") == "a=1; HttpOnly; SameSite=Lax"
    assert call(Dressed(told), headers=said, client="10.0.0.2").one("set-cookie") == "a=1; HttpOnly; SameSite=Lax; Secure"
    assert call(Dressed(told), headers=said, client="10.1.7.7").one("strict-transport-security") == "max-age=31536000"


@pytest.mark.parametrize(
    ("written", "is_secure", "left"),
    [
        ("a=1", False, "a=1; HttpOnly; SameSite=Lax"),
        ("a=1", True, "a=1; HttpOnly; SameSite=Lax; Secure"),
        ("a=1; Path=/; httponly; samesite=strict", False, "a=1; Path=/; httponly; samesite=strict"),
        ("a=1; SameSite=None; Secure", True, "a=1; Secure; HttpOnly; SameSite=Lax"),
        ("a=samesite=none; Max-Age=0", False, "a=samesite=none; Max-Age=0; HttpOnly; SameSite=Lax"),
        ("_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Lax", True, "_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Lax; Secure"),
        ("_streamlit_xsrf_other=1", False, "_streamlit_xsrf_other=1; HttpOnly; SameSite=Lax"),
        ("_streamlit_user=x; Path=/; HttpOnly; SameSite=Lax", True, "_streamlit_user=x; Path=/; HttpOnly; SameSite=Lax; Secure"),
    ],
)
def test_a_cookie_leaves_with_its_marks(written: str, is_secure: bool, left: str) -> None:
    assert hardened(written, is_secure=is_secure) == left


def test_each_of_several_cookies_is_marked() -> None:
    answer = call(Dressed(Inner(headers=(("set-cookie", "a=1"), ("Set-Cookie", "b=2; Secure")))))

    assert answer.all("set-cookie") == ["a=1; HttpOnly; SameSite=Lax", "b=2; Secure; HttpOnly; SameSite=Lax"]


def test_dressing_keeps_the_order_and_every_other_header() -> None:
    start: Message = {"headers": [(b"etag", b'"x"'), (b"content-type", b"text/css")]}
    dress(start, "localhost", is_secure=False)

    assert start["headers"][:2] == [(b"etag", b'"x"'), (b"content-type", b"text/css")]


def test_a_presentation_has_the_policy_of_the_file_itself() -> None:
    from lib.exports import snapshot

    own = snapshot.policy()

    assert re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", own) == directive(own, "script-src")
    assert len(directive(own, "script-src")) == 2
    assert directive(own, "connect-src") == ["'none'"]


def test_without_settings_no_proxy_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHASEBOARD_MAX_FILE_MB", "many")
    settings.cache_clear()
    try:
        answer = call(Dressed(Inner()), headers=(("host", "a"), ("x-forwarded-proto", "https")))
    finally:
        monkeypatch.undo()
        settings.cache_clear()

    assert answer.all("strict-transport-security") == []


def test_a_page_that_the_browser_has_kept_keeps_the_policy_it_came_with() -> None:
    """A browser writes the headers of “not modified” over those that it kept; a closed policy would leave the page blank."""
    answer = call(Dressed(Inner(status=304, headers=(("etag", '"1"'),))))

    assert answer.all("content-security-policy") == []
    assert answer.all("cache-control") == []
    assert answer.one("x-content-type-options") == "nosniff"
