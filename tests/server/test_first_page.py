"""The framework's page goes out without what nobody sees; its scripts, and whatever is no page, stay as they are."""

import re
from dataclasses import dataclass
from pathlib import Path

from starlette.types import Receive, Scope, Send
from streamlit import file_util

from lib.i18n import Language
from lib.ui.serving.first_page import ADDED, STILL, Lightened, lightened, opening, without_scripts
from tests.server.asgi import Answer, call

PAGE = b'<html><head><script src="a.js"></script></head><body><div id="root"></div></body></html>'
NO_SCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)
HTML = "text/html; charset=utf-8"


@dataclass
class Sends:
    """An application that answers this in two pieces."""

    body: bytes
    kind: str = HTML
    status: int = 200

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        told = [(b"content-type", self.kind.encode()), (b"content-length", str(len(self.body)).encode()), (b"etag", b'"x"')]
        await send({"type": "http.response.start", "status": self.status, "headers": told})
        await send({"type": "http.response.body", "body": self.body[:40], "more_body": True})
        await send({"type": "http.response.body", "body": self.body[40:]})


def ask(inner: Sends, method: str = "GET") -> Answer:
    return call(Lightened(inner), method)


def test_the_boxes_of_a_page_that_waits_stand_still() -> None:
    answer = ask(Sends(PAGE))

    assert (
        answer.body
        == b'<html><head><script src="a.js"></script>'
        + ADDED
        + b'</head><body><div id="root">'
        + opening(Language.ZH)
        + b"</div></body></html>"
    )
    assert answer.one("content-length") == str(len(answer.body))
    assert answer.all("etag") == []


def test_the_framework_is_not_asked_to_pack_what_is_still_to_be_added_to() -> None:
    asked: list[tuple[bytes, bytes]] = []

    async def inner(scope: Scope, receive: Receive, send: Send) -> None:
        asked.extend(scope["headers"])
        await Sends(PAGE)(scope, receive, send)

    answer = call(Lightened(inner), headers=(("host", "localhost"), ("accept-encoding", "gzip")))

    assert asked == [(b"host", b"localhost")]
    assert STILL in answer.body


def test_what_is_no_page_stays_byte_for_byte() -> None:
    long = PAGE + b" " * 70_000
    for inner in (Sends(PAGE, "text/javascript"), Sends(PAGE, status=404), Sends(long)):
        assert ask(inner).body == inner.body
        assert ask(inner).one("etag") == '"x"'
    assert ask(Sends(PAGE.replace(b"root", b"own"))).body == PAGE.replace(b"root", b"own")
    assert ask(Sends(PAGE), "POST").body == PAGE


def test_without_scripts_the_page_says_what_to_do_in_both_languages_and_nothing_of_the_framework() -> None:
    page = lightened((Path(file_util.get_static_dir()) / "index.html").read_bytes(), Language.ZH).decode()
    said = page.partition("<noscript>")[2].partition("</noscript>")[0]

    assert "请在浏览器设置中打开后刷新" in said
    assert "allow it in the browser" in said
    assert "Streamlit" not in said


def test_until_the_page_begins_it_says_so_in_the_language_of_the_link() -> None:
    said = [call(Lightened(Sends(PAGE)), query=query).body.decode() for query in (b"", b"lang=en", b"lang=xx")]

    assert ["正在打开看板" in page for page in said] == [True, False, True]
    assert "Opening the board" in said[1]


def test_the_framework_s_own_page_is_only_added_to_but_for_the_typeface_that_it_would_fetch_first() -> None:
    folder = Path(file_util.get_static_dir())
    page = (folder / "index.html").read_bytes()
    before, preload, after = page.partition(page[page.index(b'<link\n      rel="preload"') : page.index(b"<title>")])

    assert b"SourceSansVF" in preload
    shown = lightened(page, Language.ZH).replace(ADDED, b"").replace(opening(Language.ZH), b"")
    assert shown.split() == NO_SCRIPT.sub(without_scripts(), before + after).split()
    assert any(b"stSkeleton" in script.read_bytes() for script in (folder / "static" / "js").glob("index.*.js"))
