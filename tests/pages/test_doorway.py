"""The door and the popover of whoever is looking: what is offered to somebody in each way of signing in, and what it does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import AccountsInvalid, DatabaseGone
from lib.identity import Identity, Role, SignIn
from lib.settings import settings
from lib.ui import doorway, gate
from lib.ui.signing import _after
from tests.pages.whole import markup_of, words_of

OFFICE = Identity("office", "教务处", SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset({"north"}))
AT_PROVIDER = Identity("office", "教务处", SignIn.PROVIDER, frozenset({Role.OFFICE}), frozenset({"north"}))
BY_PROXY = Identity("office", "教务处", SignIn.PROXY, frozenset({Role.OFFICE}), frozenset({"north"}))


@dataclass
class Door:
    """Who comes, in what way, under which name at the provider; and what became of ending it everywhere."""

    person: Identity = field(default_factory=lambda: Identity("", "", SignIn.PASSWORD))
    name: str = ""
    ended: list[str] = field(default_factory=list)
    fault: Exception | None = None

    def end(self, asking: Identity, account: str = "") -> None:
        if self.fault:
            raise self.fault
        self.ended.append(account or asking.account)
        self.person = Identity("", "", self.person.how)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    here = Door()
    monkeypatch.setattr(gate, "of_session", lambda: here.person)
    monkeypatch.setattr(gate, "fault", lambda: None)
    monkeypatch.setattr(gate, "claimed_name", lambda: here.name)
    monkeypatch.setattr(gate, "end_everywhere", here.end)
    monkeypatch.setattr(doorway, "sign_in_of", lambda _settings: here.person.how)
    monkeypatch.setattr(doorway, "_how", lambda _language, **_named: ["请登录。"])
    yield here
    settings.cache_clear()


def shut() -> None:
    from lib.i18n import Language
    from lib.ui import doorway

    doorway.show_door(Language.ZH, "tasks")


def person() -> None:
    from lib.i18n import Language
    from lib.ui import doorway, visitor

    visitor.ask_again()
    doorway.show_person(Language.ZH, "tasks")


def offered(app: AppTest) -> set[str]:
    """The buttons by their keys, and where links lead."""
    return {str(button.key) for button in app.button} | {each.proto.url for each in app.get("link_button")}


def test_a_stranger_is_offered_the_way_in_and_nothing_else(door: Door) -> None:
    assert offered(AppTest.from_function(shut, default_timeout=60).run()) == {"/sign-in?to=/tasks%3Flang%3Dzh&lang=zh"}
    door.person = Identity("", "", SignIn.PROVIDER)
    assert offered(AppTest.from_function(shut, default_timeout=60).run()) == {"sign_in"}
    door.person = Identity("", "", SignIn.PROXY)
    assert offered(AppTest.from_function(shut, default_timeout=60).run()) == set()


def test_the_way_in_leads_back_to_what_was_looked_at(door: Door) -> None:
    app = AppTest.from_function(shut, default_timeout=60)
    app.query_params["phase"] = ["p2~6", "p3~6"]
    app.query_params["lang"] = "en"

    [link] = [each.proto.url for each in app.run().get("link_button")]
    assert _after(parse_qs(urlsplit(link).query)["to"][0]) == "/tasks?phase=p2~6&phase=p3~6&lang=zh"


def test_a_lock_that_is_broken_is_said_and_offers_no_way_in(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "fault", lambda: AccountsInvalid("unreadable", file="accounts.toml"))
    app = AppTest.from_function(shut, default_timeout=60).run()

    assert "accounts.toml 无法读取" in markup_of(app)
    assert "任何人都不能进入" in markup_of(app)
    assert offered(app) == set()


def test_somebody_without_a_board_is_told_so_and_may_go_again(door: Door) -> None:
    door.person = OFFICE
    app = AppTest.from_function(shut, default_timeout=60).run()

    assert "已用账号“office”登录，但该账号没有可以打开的看板" in markup_of(app)
    assert offered(app) == {"/sign-out?lang=zh", "sign_out_everywhere"}


def test_somebody_whom_the_provider_knows_and_no_account_may_go_there_and_ends_nothing_here(door: Door) -> None:
    door.person, door.name = Identity("", "", SignIn.PROVIDER), "stranger@school.cn"

    assert offered(AppTest.from_function(shut, default_timeout=60).run()) == {"sign_out"}


@pytest.mark.parametrize(
    ("who", "ways"),
    [
        (OFFICE, {"/sign-out?lang=zh", "sign_out_everywhere"}),
        (AT_PROVIDER, {"sign_out", "sign_out_everywhere"}),
        (BY_PROXY, set()),
    ],
    ids=["password", "provider", "proxy"],
)
def test_whoever_is_in_is_offered_the_ways_out_that_are_the_boards(door: Door, who: Identity, ways: set[str]) -> None:
    door.person = who
    app = AppTest.from_function(person, default_timeout=60).run()

    assert not app.exception
    assert offered(app) == ways
    assert "教务处" in words_of(app)


def test_whoever_goes_everywhere_is_out_here_too(door: Door) -> None:
    door.person = OFFICE
    app = AppTest.from_function(person, default_timeout=60).run()
    app.button(key="sign_out_everywhere").click().run()

    assert door.ended == ["office"]
    assert offered(app) == {"/sign-in?to=/tasks%3Flang%3Dzh&lang=zh"}


def test_whoever_cannot_be_signed_out_everywhere_is_told_and_stays_in(door: Door) -> None:
    door.person, door.fault = OFFICE, DatabaseGone("gone", database="board.db")
    app = AppTest.from_function(person, default_timeout=60).run()
    app.button(key="sign_out_everywhere").click().run()

    assert ["board.db" in each.value.replace("\\", "") for each in app.error] == [True]
    assert offered(app) == {"/sign-out?lang=zh", "sign_out_everywhere"}


def test_somebody_who_only_looks_is_offered_the_way_in(door: Door) -> None:
    door.person = Identity("", "", SignIn.PROVIDER, visitor=True)

    assert offered(AppTest.from_function(person, default_timeout=60).run()) == {"sign_in"}
