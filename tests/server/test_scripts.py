"""The scripts that pages fetch from us: under the name of what is in them, packed, kept for a year by whoever fetched them."""

import gzip
import json
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from lib.figures.plotly import plotly_script
from lib.i18n import Language
from lib.ui import scripts
from tests.server.asgi import Answer, call

ASSETS = Path(scripts.__file__).parent / "assets"
PACKS = (("host", "localhost"), ("accept-encoding", "gzip, deflate"))


def ask(path: str, headers: tuple[tuple[str, str], ...] = PACKS) -> Answer:
    return call(Starlette(routes=[Route(scripts.ROUTE, scripts.answer)]), "GET", path, headers=headers)


@pytest.mark.parametrize("what", [scripts.CHARTS, scripts.PLOTLY])
def test_a_script_comes_packed_and_may_be_kept_for_a_year(what: str) -> None:
    answer = ask(scripts.address(what))

    assert answer.status == 200
    assert answer.one("content-encoding") == "gzip"
    assert answer.one("content-type") == "text/javascript; charset=utf-8"
    assert answer.one("cache-control") == "public, immutable, max-age=31536000"
    assert answer.one("vary") == "Accept-Encoding"


def test_whoever_cannot_unpack_gets_it_plain() -> None:
    answer = ask(scripts.address(scripts.PLOTLY), (("host", "localhost"),))

    assert answer.body.decode() == plotly_script()
    assert answer.all("content-encoding") == []


@pytest.mark.parametrize("name", ["", "charts.js", "charts-0000000000000000.js", "../state.py", "plotly-cartesian.min.js"])
def test_no_other_name_has_a_script(name: str) -> None:
    assert ask(f"/scripts/{name}").status == 404


def test_the_charts_script_knows_where_plotly_is_and_the_words_of_each_language() -> None:
    text = gzip.decompress(ask(scripts.address(scripts.CHARTS)).body).decode()
    said = {name: json.loads(value) for name, value in re.findall(r"^const ([A-Z]+) = (.*)$", text, re.MULTILINE)}

    assert scripts.address(scripts.PLOTLY) == f"/scripts/{said['LIBRARY']}"
    assert set(said["OPTIONS"]) == {language.manners.tag for language in Language}
    plain, zooming = said["OPTIONS"]["zh-CN"]
    assert (plain["locale"], plain["modeBarButtons"]) == ("zh-CN", [["toImage"]])
    assert len(zooming["modeBarButtons"]) == 2
    assert not plain["showSendToCloud"]
    assert "light page" in said["TEMPLATES"]


def test_remarks_stay_at_home() -> None:
    text = gzip.decompress(ask(scripts.address(scripts.CHARTS)).body).decode()

    assert [line for line in text.splitlines() if re.search(r"(^|\s)//\s", line)] == []
    assert "function following(form, told) {" in text


def test_no_text_of_a_script_holds_what_looks_like_a_remark_or_goes_on_in_the_next_line() -> None:
    """Either would be cut with the remarks and the blanks before lines."""
    for name in ("following.js", "bars.js", "charts.js"):
        for line in (ASSETS / name).read_text(encoding="utf-8").splitlines():
            code, _, remark = line.partition(" // ")
            assert code.count("`") % 2 == 0, line
            assert not remark or all(code.count(quote) % 2 == 0 for quote in "`\"'"), line


def test_a_third_of_plotly_is_fetched_and_the_rest_is_small() -> None:
    assert len(ask(scripts.address(scripts.PLOTLY)).body) < 520_000
    assert len(ask(scripts.address(scripts.CHARTS)).body) < 9_000  # bars are drawn by ourselves
