"""The content security policies: what a page of ours may load and run, and what a file fetched from us may not do.

Scripts come from our own address, by their hash, or from `blob:` (the framework loads a component's script so; only a script that
runs already can make such an address). Nothing is evaluated from text: `'wasm-unsafe-eval'` lets WebAssembly be compiled, which the
framework's number library does at its start, and no script. Styles may stand inline, because the framework writes its own so.
Pictures, fonts and connections stay with us, so that even a style that was smuggled in could call nobody.
"""

import re
from functools import cache
from pathlib import Path

from streamlit import file_util

from lib.exports.script_hash import hash_of
from lib.i18n import Language
from lib.ui.serving import joined

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_PLAIN_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")


NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""For whatever is no page: opened in a window, it runs nothing and belongs to no origin."""


def language_script(language: Language) -> str:
    """The one script that pages carry in their text: it says the page's language, which the framework fixes to English."""
    return f"document.documentElement.lang = '{language.manners.tag}'"


def of_page(host: str) -> str:
    """The policy of a page.

    Args:
        host: the name and port that the visitor called us by; older browsers do not count a websocket there as ours.
    """
    sockets = f" ws://{host} wss://{host}" if _PLAIN_HOST.fullmatch(host) else ""
    return f"{_page_rules()}; connect-src 'self'{sockets}"


@cache
def _page_rules() -> str:
    scripts = " ".join(hash_of(script) for script in (*frame_scripts(), joined.SCRIPT, *(language_script(each) for each in Language)))
    return (
        f"default-src 'none'; script-src 'self' blob: 'wasm-unsafe-eval' {scripts}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; worker-src 'none'"
    )


def frame_scripts() -> tuple[str, ...]:
    """The scripts inside the page that the framework serves, read anew at each start: an upgrade brings its own."""
    page = Path(file_util.get_static_dir()) / "index.html"
    return tuple(_INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))) if page.is_file() else ()
