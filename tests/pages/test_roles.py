"""Each role on each page, with each file, at each route: the table of roles is what happens, nothing more and nothing less."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from lib.errors import NotAllowed
from lib.exports.documents import DRAFTS
from lib.exports.registry import EXPORTS
from lib.i18n import Language
from lib.identity import ALL_BOARDS, GRANTS, Identity, Right, Role, SignIn
from lib.identity.asking import Asking
from lib.schema import Audience
from lib.ui import audit, barrier, gate, newer, presenting, shown, views
from lib.ui.presenting import Recipe
from lib.ui.session import Key
from tests.pages.whole import PAGE, arrived, markup_of, visitor, words_of
from tests.server.asgi import call

NOBODY = Identity("", "", SignIn.PASSWORD)
VISITOR = Identity("", "", SignIn.PASSWORD, visitor=True)
OWNER = Identity("me", "me", SignIn.NONE, local=True)
PEOPLE: dict[str, Identity] = {
    "nobody": NOBODY,
    "visitor": VISITOR,
    "owner": OWNER,
    **{str(role): Identity(f"t-{role}", f"T {role}", SignIn.PASSWORD, frozenset({role}), frozenset({ALL_BOARDS})) for role in Role},
}

SEEN_AS: dict[str, tuple[Audience, ...]] = {
    "nobody": (),
    "visitor": (Audience.PUBLIC,),
    "viewer": (Audience.PUBLIC, Audience.ALL_MEMBERS),
    "leader": (Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.CIRCLE, Audience.LEADING_GROUP),
    "office": (Audience.PUBLIC, Audience.ALL_MEMBERS, Audience.CIRCLE, Audience.LEADING_GROUP),
    "head": tuple(Audience),
    "admin": (Audience.PUBLIC,),
    "owner": tuple(Audience),
}
AT_FIRST: dict[str, Audience] = {
    "visitor": Audience.PUBLIC,
    "viewer": Audience.ALL_MEMBERS,
    "leader": Audience.LEADING_GROUP,
    "office": Audience.LEADING_GROUP,
    "head": Audience.LEADING_GROUP,
    "admin": Audience.PUBLIC,
    "owner": Audience.PUBLIC,
}
MAY_EXPORT = {"viewer", "leader", "office", "head", "owner"}
MAY_HANDLE = {"office", "owner"}
SEES_ACCOUNTS = {"admin", "owner"}

EXPORT_KEYS = {*(f"file_{name}" for name in EXPORTS), "file_draft", "reminder_all"}
FOR_ALL = {"template"}
FIRST = {"template_first"}


@pytest.fixture(params=PEOPLE)
def name(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """One person after the other stands behind the session and behind every request."""
    person = PEOPLE[request.param]
    monkeypatch.setattr(gate, "of_session", lambda: person)
    monkeypatch.setattr(gate, "of_request", lambda _request: person)
    monkeypatch.setattr(gate, "fault", lambda: None)
    return str(request.param)


def visit(page: str, audience: Audience | None = None, section: str = "") -> AppTest:
    """One page of the sample, as whoever is asking, who may ask for more than is theirs."""
    app = visitor()
    app.session_state[Key.LANGUAGE] = Language.ZH
    if audience is not None:
        app.session_state[Key.AUDIENCE] = audience
    if section:
        app.session_state[views.section_key("data")] = section
    return arrived(app, page)


def offered(app: AppTest) -> set[str]:
    """The keys of the files that a page offers and that are there to be had."""
    return {element.proto.id.split("-")[-1] for element in app.get("download_button") if not element.proto.disabled}


def audience_of(app: AppTest) -> list[Audience]:
    """Which audience the page says that it is made for."""
    said = words_of(app)
    names = {Audience.PUBLIC: "受众：公示", Audience.ALL_MEMBERS: "受众：全体通报", Audience.CIRCLE: "受众：规定范围"}
    names |= {Audience.LEADING_GROUP: "受众：班子内部", Audience.HEAD: "受众：主要负责人"}
    return [audience for audience, words in names.items() if words in said]


def test_the_tables_above_are_the_table_of_roles() -> None:
    assert {role for role in Role if Right.EXPORT in GRANTS[role].rights} == MAY_EXPORT - {"owner"}
    assert {role for role in Role if Right.HANDLE in GRANTS[role].rights} == MAY_HANDLE - {"owner"}
    assert {name: person.audiences for name, person in PEOPLE.items() if person.may_look} == {k: v for k, v in SEEN_AS.items() if v}


@pytest.mark.parametrize("page", PAGE)
def test_a_page_shows_each_role_what_the_table_says(page: str, name: str) -> None:
    app = visit(page)

    assert not app.exception
    assert markup_of(app).count('class="pb-conclusion"') == 1
    if not SEEN_AS[name]:
        assert 'class="pb-figure' not in markup_of(app)
        assert "登录" in words_of(app)
        assert offered(app) == set()
        assert not [each for each in app.get("bidi_component") if each.proto.component_name == "phaseboard_charts"]
        assert not app.get("arrow_data_frame")
        return
    wanted = EXPORT_KEYS if page == "meeting" and name in MAY_EXPORT else FOR_ALL if page == "data" else set()
    if page == "data" and name in MAY_HANDLE:
        wanted = wanted | {"marked"}
    greeted = page == "overview" and name in MAY_HANDLE  # nothing is published here
    assert offered(app) == (FIRST if greeted else wanted)
    assert bool(app.get("file_uploader")) == ((page == "data" and name in MAY_HANDLE) or greeted)


def test_a_role_looks_as_its_own_audiences_and_no_other(name: str) -> None:
    app = visit("feedback")
    at_first = [AT_FIRST[name]] if name in AT_FIRST else []

    assert audiences_to_choose(app) == (SEEN_AS[name] if len(SEEN_AS[name]) > 1 else ())
    assert audience_of(app) == at_first
    for wished in Audience:
        given = audience_of(visit("feedback", wished))
        assert given == ([wished] if wished in SEEN_AS[name] else at_first), wished


def audiences_to_choose(app: AppTest) -> tuple[Audience, ...]:
    """The audiences among which a page lets somebody choose."""
    names = {"公示": Audience.PUBLIC, "全体通报": Audience.ALL_MEMBERS, "规定范围": Audience.CIRCLE}
    names |= {"班子内部": Audience.LEADING_GROUP, "主要负责人": Audience.HEAD}
    return tuple(names[label] for radio in app.radio if radio.key == Key.AUDIENCE for label in radio.options)


def test_whoever_looks_at_narrow_matters_is_noted_wherever_they_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence, a finding, and what is chosen for a meeting are looks as much as a page is."""
    noted: list[Audience] = []
    monkeypatch.setattr(gate, "of_session", lambda: PEOPLE["head"])
    monkeypatch.setattr(audit, "looked", lambda _opened, audience: noted.append(audience))

    visit("data", section="workbook")
    assert Audience.LEADING_GROUP in noted
    app = visit("meeting")
    assert Audience.HEAD not in noted
    app.selectbox(key="meeting_audience").set_value(Audience.HEAD).run()
    assert Audience.HEAD in noted


def test_who_has_not_signed_in_is_told_that_the_office_may_and_not_that_nobody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "of_session", lambda: VISITOR)
    for section in ("contents", "versions"):
        told = markup_of(visit("data", section=section))

        assert "请用办公室账号登录" in told
        assert "未设置登录" not in told
        assert "运行看板的电脑" not in told


def test_who_uploads_nothing_has_no_view_that_is_called_so(name: str) -> None:
    switches = [each for each in visit("data").get("button_group") if each.key == views.section_key("data")]

    assert [switch.options[0] for switch in switches] == (
        [] if name == "nobody" else ["上传与发布"] if name in MAY_HANDLE else ["读取与核对"]
    )


@pytest.mark.parametrize("section", ["accounts", "audit"])
def test_accounts_and_audit_show_for_administrators_alone(section: str, name: str) -> None:
    app = visit("data", section=section)

    heading = {"accounts": "只有坐在本机前的人能上传", "audit": "条审计记录"}[section]
    assert (heading in markup_of(app)) == (name in SEES_ACCOUNTS)
    assert not app.exception


@pytest.mark.parametrize("export", [*EXPORTS, *(f"draft {draft}" for draft in DRAFTS)])
def test_a_file_is_made_only_for_whom_it_may_be(export: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    person = PEOPLE[name]
    monkeypatch.setattr(gate, "_session_asking", Asking)
    monkeypatch.setattr(gate, "_identified", lambda _ask: person)
    fetch = gate.guarded(lambda: export.encode(), Right.EXPORT)

    if name in MAY_EXPORT:
        assert fetch() == export.encode()
    else:
        with pytest.raises(NotAllowed):
            fetch()


@pytest.mark.parametrize(
    ("left", "is_made"),
    [
        (Identity("h", "h", SignIn.PASSWORD, frozenset({Role.HEAD}), frozenset({"north"})), True),
        (Identity("h", "h", SignIn.PASSWORD, frozenset({Role.LEADER}), frozenset({"north"})), False),
        (Identity("h", "h", SignIn.PASSWORD, frozenset({Role.HEAD}), frozenset({"south"})), False),
        (NOBODY, False),
    ],
    ids=["nothing", "the role", "the board", "everything"],
)
def test_a_file_that_was_offered_is_not_made_for_whom_something_was_taken_from_since(
    left: Identity, is_made: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_session_asking", Asking)
    monkeypatch.setattr(gate, "_identified", lambda _ask: left)
    fetch = gate.guarded(lambda: b"matters of one person", Right.EXPORT, audience=Audience.HEAD, board="north")

    if is_made:
        assert fetch() == b"matters of one person"
    else:
        with pytest.raises(NotAllowed):
            fetch()


def test_every_file_of_a_page_says_for_whom_it_is_made() -> None:
    """Those of the administrators, and the template, hold nothing of a board; what goes back to the office, everything of it."""
    room = Path(gate.__file__).parent
    pages = {path.name: path.read_text(encoding="utf-8") for path in room.glob("*.py")}

    calls = {name: [part.split(")\n    ")[0] for part in code.split("downloads.offer(")[1:]] for name, code in pages.items()}
    unsaid = {name for name, found in calls.items() if any("board=" not in call for call in found)}

    assert unsaid == {"administration.py", "upload.py"}


@pytest.mark.parametrize("right", Right)
def test_what_acts_asks_at_the_moment_of_acting(right: Right, name: str) -> None:
    person = PEOPLE[name]

    if person.may(right):
        assert gate.require(right) is person
    else:
        with pytest.raises(NotAllowed):
            gate.require(right)


UPLOAD = "/_stcore/upload_file/session/file"
MEDIA = "/media/0123.xlsx"
NEWEST = "/newest/main"
PRESENT = "/present/"

ROUTES = {
    ("PUT", UPLOAD): MAY_HANDLE,
    ("DELETE", UPLOAD): MAY_HANDLE,
    ("GET", MEDIA): {*PEOPLE} - {"nobody"},
    ("HEAD", MEDIA): {*PEOPLE} - {"nobody"},
    ("GET", NEWEST): {*PEOPLE} - {"nobody"},
    **{("GET", f"{PRESENT}{audience}"): {who for who in MAY_EXPORT if audience in SEEN_AS[who]} for audience in Audience},
}


async def _done(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("done")


def served() -> Starlette:
    """Our routes and stand-ins for the framework's, behind the gate."""
    routes = [
        Route(UPLOAD, _done, methods=["PUT", "DELETE"]),
        Route(MEDIA, _done),
        Route("/", _done),
        Route(newer.ROUTE, newer.answer),
        Route(presenting.ROUTE, presenting.answer),
    ]
    return Starlette(routes=routes, middleware=[Middleware(barrier.Gate)])


@pytest.mark.parametrize(("method", "path"), ROUTES, ids=lambda part: str(part))
def test_a_route_answers_whom_the_table_names(method: str, path: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "newest_number", lambda _board: 7)
    if path.startswith(PRESENT):
        recipe = Recipe(lambda _asking: b"secret", Audience(path.removeprefix(PRESENT)), "main", "somebody else")
        path = PRESENT + presenting.offer(path, recipe)
    answer = call(served(), method, path)

    is_answered = b'"version":7' in answer.body if path == NEWEST else answer.status == 200
    assert is_answered == (name in ROUTES[method, path if path in (UPLOAD, MEDIA, NEWEST) else f"{PRESENT}{recipe.audience}"])


def test_who_comes_to_a_page_without_leave_is_led_to_the_door(name: str) -> None:
    answer = call(served(), headers=(("sec-fetch-mode", "navigate"),))

    if name == "nobody":
        assert (answer.status, answer.one("location")) == (303, "/sign-in?to=/")
    else:
        assert answer.status == 200


def test_one_board_opens_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    north = Identity("n", "n", SignIn.PASSWORD, frozenset({Role.OFFICE}), frozenset({"north"}))
    monkeypatch.setattr(gate, "of_session", lambda: north)
    monkeypatch.setattr(gate, "of_request", lambda _request: north)
    monkeypatch.setattr(shown, "newest_number", lambda _board: 7)

    assert b'"version":7' in call(served(), path="/newest/north").body
    assert b'"version":7' not in call(served(), path="/newest/main").body
    assert gate.require(Right.HANDLE, "north") is north
    with pytest.raises(NotAllowed):
        gate.require(Right.HANDLE, "main")


def test_no_other_file_of_the_room_offers_a_download() -> None:
    room = Path(gate.__file__).parent

    found = [path.name for path in room.rglob("*.py") if "st.download_button(" in path.read_text(encoding="utf-8")]

    assert found == ["downloads.py"]
