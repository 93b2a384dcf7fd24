"""The framework's scripts are packed once and kept for a year by whoever fetched them; nothing else is touched."""

import gzip
from pathlib import Path

import pytest
from streamlit import file_util

from lib.ui.serving import packed
from tests.server.asgi import Answer, Inner, call

PACKS = (("host", "localhost"), ("accept-encoding", "gzip, deflate"))
INNER = b"inner"


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_kept", {})


@pytest.fixture
def script() -> Path:
    """One of the framework's own small scripts."""
    return min((Path(file_util.get_static_dir()) / "static" / "js").glob("index.*.js"), key=lambda file: file.stat().st_size)


def ask(path: str, headers: tuple[tuple[str, str], ...] = PACKS, method: str = "GET") -> Answer:
    return call(packed.Packed(Inner()), method, path, headers=headers)


def test_a_script_comes_packed_and_may_be_kept_for_a_year(script: Path) -> None:
    answer = ask(f"/static/js/{script.name}")

    assert gzip.decompress(answer.body) == script.read_bytes()
    assert answer.one("content-encoding") == "gzip"
    assert answer.one("content-type") == "text/javascript; charset=utf-8"
    assert answer.one("cache-control") == "public, immutable, max-age=31536000"
    assert answer.one("vary") == "Accept-Encoding"
    assert answer.one("content-length") == str(len(answer.body))


def test_a_script_is_packed_once(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(f"/static/js/{script.name}")
    monkeypatch.setattr(packed.gzip, "compress", lambda *_given, **_named: pytest.fail("packed again"))

    assert ask(f"/static/js/{script.name}") == first


def test_what_a_browser_has_is_not_sent_again(script: Path) -> None:
    mark = ask(f"/static/js/{script.name}").one("etag")

    answer = ask(f"/static/js/{script.name}", (*PACKS, ("if-none-match", mark)))

    assert (answer.status, answer.body) == (304, b"")


def test_whoever_cannot_unpack_or_asks_for_a_part_is_answered_as_before(script: Path) -> None:
    address = f"/static/js/{script.name}"

    assert ask(address, (("host", "localhost"),)).body == INNER
    assert ask(address, (*PACKS, ("range", "bytes=0-9"))).body == INNER
    assert ask(address, method="POST").body == INNER


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/js/none.js",
        "/static/js/../index.html",
        "/static/js/..%2Findex.js",
        "/static/js//etc/passwd.js",
        "/static/media/a.js",
        "/static/js/index.html",
        "/elsewhere/static/js/index.js",
    ],
)
def test_what_is_no_script_of_the_framework_goes_on_and_is_not_remembered(path: str) -> None:
    assert ask(path).body == INNER
    assert packed._kept == {}


def test_what_a_first_visit_asks_for_is_packed_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(packed, "pack", asked.append)

    packed.warm()

    assert len(asked) == len(set(asked)) > 40
    assert any(name.startswith("js/BidiComponent.") for name in asked)
    assert not any(name.startswith("js/PlotlyChart.") for name in asked)  # charts are drawn by our own script
    assert any(name.startswith("css/index.") for name in asked)
