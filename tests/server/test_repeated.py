"""What the framework finds out about a text is found out once, and is what it found."""

import pytest
from streamlit.components.v2.bidi_component import main
from streamlit.components.v2.presentation import make_bidi_component_presenter
from streamlit.elements import html
from streamlit.elements.lib.utils import compute_and_register_element_id
from streamlit.elements.widgets import button_group
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState

from lib.ui.serving import presented, repeated
from lib.ui.serving.collecting import AT_THE_EARLIEST_SECONDS, AT_THE_LATEST_SECONDS, Caretaker
from lib.ui.serving.repeated import LONG, SHORT, Once

TEXTS = (
    "",
    "  任务\n  两行  ",
    "<style>p{}</style>",
    "<!-- x --><STYLE>p{}</STYLE> ",
    "<p>总览</p>",
    "🚨 逾期",
    "逾期",
    ":material/warning: 逾期",
    ":x: y",
)


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, name in ((html, "clean_text"), (html, "_html_only_style_tags"), (button_group, "extract_leading_icon")):
        monkeypatch.setattr(place, name, getattr(place, name))
    repeated.ask_once()


@pytest.mark.parametrize("text", TEXTS)
def test_each_answer_is_the_framework_s(text: str, in_force: None):
    for place, name in ((html, "clean_text"), (html, "_html_only_style_tags"), (button_group, "extract_leading_icon")):
        ours = getattr(place, name)

        assert isinstance(ours, Once)
        assert ours(text) == ours(text) == ours.ask(text)


def test_a_text_is_looked_at_once_and_an_endless_one_or_what_is_none_each_time():
    seen: list[object] = []
    once = Once(lambda text: seen.append(text))
    style, endless, other = "x" * (SHORT + 1), "x" * (LONG + 1), 7

    for text in ("a", "a", style, style, endless, endless, other, other):
        once(text)

    assert seen == ["a", style, endless, endless, other, other]


def test_to_ask_once_twice_changes_nothing(in_force: None):
    kept = html.clean_text

    repeated.ask_once()

    assert html.clean_text is kept


def session_with(told: object, events: object = None, kind: str = "json_trigger_value") -> SessionState:
    """A session in which a component has told something and something has happened to it."""
    state = SessionState()
    for name, value, value_type in (("state", told, "json_value"), ("events", events, kind)):
        state._new_widget_state.set_from_value(name, value)
        about = WidgetMetadata(id=name, deserializer=lambda it: it, serializer=lambda it: it, value_type=value_type)
        state._new_widget_state.set_widget_metadata(about)
    return state


@pytest.mark.parametrize(
    ("told", "events", "kind"),
    [
        ({}, None, "json_trigger_value"),
        ({"narrow": True}, None, "json_trigger_value"),
        ({"narrow": True}, {"event": "go", "value": 1}, "json_trigger_value"),
        ({"go": 2}, [{"event": "go", "value": 1}, {"event": "moved"}, {"event": 3}, "x"], "json_trigger_value"),
        ({"narrow": True}, {"event": "go", "value": 1}, "json_value"),
        ("a word", None, "json_trigger_value"),
        (None, None, "json_trigger_value"),
    ],
)
def test_what_a_component_told_is_looked_up_as_the_framework_does(told: object, events: object, kind: str):
    state = session_with(told, events, kind)
    theirs = make_bidi_component_presenter("events", "state", {"narrow", "go"})
    ours = presented._presenter("events", "state", {"narrow", "go"})

    assert ours(told, state) == theirs(told, state)


def test_a_component_is_presented_by_the_name_that_we_answer_to(monkeypatch: pytest.MonkeyPatch):
    for place, name in (
        (main, "make_bidi_component_presenter"),
        (main, "compute_and_register_element_id"),
        (main.BidiComponentMixin, "_build_bidi_identity_kwargs"),
    ):
        monkeypatch.setattr(place, name, getattr(place, name))

    presented.look_plainly()

    assert main.make_bidi_component_presenter is presented._presenter
    assert "make_bidi_component_presenter" in main.BidiComponentMixin._bidi_component.__wrapped__.__code__.co_names  # type: ignore[attr-defined]


@pytest.mark.parametrize(("key", "shown"), [("charts", False), ("", False), (None, True)])
def test_a_component_with_a_key_is_named_by_it_and_one_without_by_what_it_shows(
    key: str | None, shown: bool, monkeypatch: pytest.MonkeyPatch
):
    def written(_mixin: object, **told: object) -> dict[str, object]:
        asked.append(told)
        return {"json": "x"}

    asked: list[dict[str, object]] = []
    monkeypatch.setattr(presented, "_identity", written)
    later = presented._tell_later(None, component_name="newer", proto=None)

    ours = presented._name_by_key("bidi_component", user_key=key, key_as_main_identity=True, dg=None, **later)

    assert ours == compute_and_register_element_id("bidi_component", user_key=key, key_as_main_identity=True, dg=None, json="x")
    assert asked == ([{"component_name": "newer", "proto": None}] if shown else [])


def test_all_of_it_is_looked_at_while_nobody_waits_and_after_a_while_in_any_case():
    moments = iter((0.0, 1.0, AT_THE_EARLIEST_SECONDS, AT_THE_EARLIEST_SECONDS, *[AT_THE_EARLIEST_SECONDS + AT_THE_LATEST_SECONDS] * 2))
    is_idle = iter((True, False))
    looks: list[int] = []
    caretaker = Caretaker(lambda: next(is_idle), lambda: next(moments), lambda: looks.append(1))

    seen = []
    for _ in range(3):
        caretaker.come_by()
        seen.append(len(looks))

    assert seen == [0, 1, 2]
