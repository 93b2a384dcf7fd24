"""What a link can ask for, and what the board writes into one: a crafted query gives nothing more than none, and no address names anybody.

Whatever names nothing that this person may have leaves the page exactly as it is without it.
"""

import os
import re

import pytest

from lib.i18n import Language, text
from lib.schema import Audience
from tests.attacker.live import CLOSED, CLOSED_BOARD, FAULT, PAGES, Caller
from tests.attacker.secret_words import SECRET
from tests.browser.conftest import Server

IS_LONG = os.environ.get("PHASEBOARD_TEST_LONG") == "1"
ROLES = ("viewer", "leader", "office", "head", "admin", "")
NAMES_NOTHING = (
    "category=c0&category=密文category·0&channel=密文channel·1&campaign=密文campaign·2",
    "group=教师&groups=g1&source=门卫&filter_group=教师",
    "person=密人·甲&lead=密文lead·0&owner=密文owner·0&target_person=密人·甲",
    "audience=主要负责人&audience=head&tier=head&role=head&meeting_audience=head&account=t-head",
    "audience=head&audience=主要负责人&identity=t-head&owner=t-head&filters_kept=x&opened=1",
    "row=1&ref=%231&task=0&id=密号·0&table_opinions=1&version_picked=9&compare_old=1",
    "phase=../../etc/passwd&unit=%00&lamp=' OR 1=1 --&state=<script>&kind={{7*7}}",
    "day=9999-99-99&lang=xx&embed=true&embed_options=show_toolbar",
    "phase=" + "&phase=".join(f"x{n}" for n in range(300)),
)
NOT_THEIRS = (
    f"board={CLOSED_BOARD}",
    f"board={CLOSED_BOARD}&version=1&category=c1",
    "board=B2",
    "board=../b2",
    "board=b2%00",
    "board=none",
)
OTHER_VERSIONS = ("version=1", "version=99", "version=-1", "version=٣", "version=1&version=2", "board=main&version=0x1")
VALID = ("category=c1", "category=c1&channel=c1&unit=u1&lead=l1&state=open", "day=2014-04-01")


def settled(words: list[str]) -> set[str]:
    """What was said, without numbers that are new at each run, and without the view that stands in the address meanwhile."""
    return {re.sub(r"[0-9a-f]{8}[0-9a-f-]*", "…", re.sub(r"&?\bview=[a-z]+$", "", line)) for word in words for line in word.splitlines()}


def allowed(role: str) -> str:
    return "密电" if role in ("leader", "office", "head") else "\0"


@pytest.mark.parametrize("role", ROLES if IS_LONG else ("viewer",))
@pytest.mark.parametrize("page", PAGES if IS_LONG else ("data",))
def test_a_query_that_names_nothing_of_theirs_gives_the_page_as_it_is_without(served: Server, role: str, page: str):
    account = f"t-{role}" if role else ""
    asked = [*NAMES_NOTHING, *(NOT_THEIRS if role else ())]
    if not IS_LONG:
        asked = [*NAMES_NOTHING[:7], *NOT_THEIRS[:2]]
    told = {text(Language.ZH, "ui.board.another"), "board=main"}
    more: dict[str, set[str]] = {}
    with Caller(served, account) as plain:
        plain.open(page)
    for query in asked:
        with Caller(served, account) as caller:
            assert FAULT not in caller.open(page, query), query
        more[query] = {line for line in settled(caller.words) - settled(plain.words) if not any(each in line for each in told)}

    assert {query: lines for query, lines in more.items() if not all(line in query for line in lines)} == {}


@pytest.mark.parametrize("role", ROLES if IS_LONG else ("leader",))
def test_no_query_brings_out_a_restricted_word_another_audience_or_another_board(served: Server, role: str):
    for query in (*OTHER_VERSIONS, *VALID, *NAMES_NOTHING, *NOT_THEIRS) if IS_LONG else (OTHER_VERSIONS[0], VALID[1]):
        with Caller(served, f"t-{role}" if role else "") as caller:
            for page in PAGES if IS_LONG else ("feedback",):
                said = caller.open(page, query)
                asked = said.replace(allowed(role), "")
                for word in re.findall("密[文人群号题][^&]*", query):
                    asked = asked.replace(word, "")

                assert FAULT not in said, query
                assert SECRET.findall(asked) == [], (page, query)
                assert role == "" or CLOSED not in said, (page, query)
                assert role == "head" or "受众：主要负责人" not in said, (page, query)


@pytest.mark.skipif(not IS_LONG, reason="every choice of every filter")
@pytest.mark.parametrize("role", ["head", "viewer"])
def test_no_address_that_the_board_writes_holds_more_than_codes(served: Server, role: str):
    """Every choice of every filter is made, as the audience that sees most."""
    seen: set[str] = set()
    said = ""
    with Caller(served, f"t-{role}") as caller:
        said += caller.look_as(Audience.HEAD) if role == "head" else caller.open("")
        for page in ("feedback", "rectification", "tasks"):
            said += caller.open(page)
            filters = {name: options for name, options in caller.options.items() if name.startswith("filter_")}
            for name, options in filters.items():
                for option in options:
                    said += caller.run(**{name: [option]})
                    seen.add(caller.query)
                caller.run(**{name: []})
                caller.chosen.pop(name)
        said += caller.open("meeting")
        offered = set(re.findall(r"(?:https?:/)?/(?:present|newest|media|_stcore|sign-out|sign-in|component)[^\s\"'\\]*", said))

    assert {part.partition("=")[0] for query in seen for part in query.split("&") if part} >= (
        {"category", "unit", "lead"} if role == "head" else {"category", "channel"}
    )
    assert [query for query in seen if not re.fullmatch(r"(?:[a-z]+=[a-z0-9_.-]+(?:&|$))*", query)] == []
    known = r"/present/[0-9a-f]{40}(#present)?|/newest/main|/sign-out\?lang=zh|/media/[0-9a-f]{32}(\.png)?"
    assert [address for address in offered if not re.match(known, address)] == []
    assert any(address.startswith("/present/") for address in offered)
