"""What is left out of the framework's steps changes nothing that a page does, and what is written once says what the framework says."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests

from lib.ui.serving import lean, new_session

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is replaced stands again afterwards."""
    for place in (DeltaGenerator, st):
        for name, command in list(vars(place).items()):
            if lean.is_around(getattr(command, "__func__", command)):
                monkeypatch.setattr(place, name, command)
    for kind in DeltaGenerator.__mro__[1:]:
        for name, command in vars(kind).items():
            if lean.is_around(command) and name not in vars(DeltaGenerator):
                monkeypatch.setattr(DeltaGenerator, name, command, raising=False)
    for owner, name in (
        (ScriptRunner, "_maybe_handle_execution_control_request"),
        (AppSession, "_create_new_session_message"),
        (AppSession, "_compute_skills_nudge_state"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(new_session, "_kept", {})


def commands() -> dict[str, Any]:
    """What pages use most, by name."""
    return {name: getattr(st, name) for name in ("html", "container", "multiselect", "button", "dataframe", "selectbox", "columns")}


def test_commands_are_called_themselves_where_nobody_reports(as_before: None):
    before = commands()
    assert all(lean.is_around(command.__func__) for command in before.values())

    lean.leave_out()

    after = commands()
    assert not any(lean.is_around(command.__func__) for command in after.values())
    for name, command in after.items():
        assert command.__func__ is before[name].__func__.__wrapped__
        assert command.__self__ is before[name].__self__
        assert getattr(DeltaGenerator, name) is command.__func__


def test_where_somebody_has_switched_reports_on_they_stay(as_before: None, monkeypatch: pytest.MonkeyPatch):
    before = commands()
    monkeypatch.setattr(lean.st, "get_option", lambda _name: True)

    lean.leave_out()

    assert commands() == before


@pytest.mark.parametrize(("asks", "looks"), [([], 0), (["request_stop"], 1)])
def test_the_end_of_a_run_is_looked_for_once_somebody_asks(asks: list[str], looks: int, monkeypatch: pytest.MonkeyPatch):
    seen: list[object] = []
    monkeypatch.setattr(lean, "_look", seen.append)
    requests = ScriptRequests()
    requests._state = lean._GOES_ON
    for ask in asks:
        getattr(requests, ask)()

    lean._look_where_asked(SimpleNamespace(_requests=requests))  # type: ignore[arg-type]

    assert len(seen) == looks


def test_no_part_of_a_page_runs_beside_the_page():
    """Their faults are looked for at the step that is left out."""
    sources = [*(ROOT / "lib" / "ui").rglob("*.py"), *(ROOT / "pages").glob("*.py")]
    found = [path.name for path in sources if re.search(r"\.fragment\(|parallel=", path.read_text(encoding="utf-8"))]

    assert sources
    assert found == []


PAGES: dict[str, Any] = {
    each: {"page_script_hash": each, "page_name": name, "icon": "", "script_path": name} for each, name in (("a", ""), ("b", "tasks_1"))
}


def session(name: str, state: AppSessionState = AppSessionState.APP_IS_RUNNING) -> Any:
    """The part of the framework's session that is asked."""
    manager = SimpleNamespace(main_script_path="shell.py", main_script_hash="main", get_pages=lambda: PAGES)
    return SimpleNamespace(
        id=name,
        _script_data=SimpleNamespace(name="shell.py", main_script_path="shell.py", is_hello=False),
        _pages_manager=manager,
        _run_on_save=False,
        _state=state,
        _compute_skills_nudge_state=lambda: (False, ""),
    )


def run(name: str) -> Any:
    """What names a run."""
    return SimpleNamespace(script_run_id=name, fragment_ids=())


def populated(one: Any) -> Any:
    """The same, which can write its pages."""
    one._populate_app_pages = lambda message, pages: AppSession._populate_app_pages(one, message, pages)
    return one


def test_a_run_begins_as_the_framework_begins_it(as_before: None):
    first = populated(session("one"))
    second = populated(session("two", AppSessionState.APP_NOT_RUNNING))
    few = {"b": PAGES["b"]}

    new_session._copy(first, "a", run("run 1"), PAGES)
    ours = new_session._copy(second, "b", run("run 2"), few)
    theirs = new_session._write(second, "b", run("run 2"), few)

    assert ours == theirs
    assert ours.new_session.initialize.session_id == "two"
    assert [page.url_pathname for page in ours.new_session.app_pages] == ["tasks_1"]


def test_nothing_of_the_first_visitor_is_kept(as_before: None):
    new_session._copy(populated(session("the first one's")), "a", run("run 1"), PAGES)

    (kept,) = new_session._kept.values()
    assert "the first one's" not in str(kept)
    assert "run 1" not in str(kept)
    assert not kept.new_session.app_pages


def test_the_framework_asks_by_the_names_that_we_answer_to(as_before: None):
    new_session.copy_once_written()

    assert AppSession._create_new_session_message is new_session._copy
    assert "_create_new_session_message" in AppSession._handle_scriptrunner_event_on_event_loop.__code__.co_names
    assert "_compute_skills_nudge_state" in new_session._write.__code__.co_names
    assert callable(PagesManager.get_pages)
