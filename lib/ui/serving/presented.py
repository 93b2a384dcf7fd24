"""What a component of ours is and has told, without what nobody asks for.

What it has told the framework gives to whoever looks it up in the session's state as an object of a class made for this look, so that it
can be written to; several looks for each component with every run, a fiftieth of what a page costs. We only ever read it. What is found is
the same: what the component told, with the events of this run. And what a component shows is written and hashed once more for its name,
of which the framework then takes the key alone; ours all have one.
"""

from typing import Any

from streamlit.components.v2.bidi_component import main
from streamlit.runtime.state.session_state import SessionState

_TRIGGERS, _LATER = "json_trigger_value", "later"
_identity = main.BidiComponentMixin._build_bidi_identity_kwargs
_name = main.compute_and_register_element_id  # type: ignore[attr-defined]


def look_plainly() -> None:
    """From now on what a component told is looked up so, and what has no key is left as it is."""
    main.make_bidi_component_presenter = _presenter  # type: ignore[attr-defined, assignment]
    main.compute_and_register_element_id = _name_by_key  # type: ignore[attr-defined, assignment]
    main.BidiComponentMixin._build_bidi_identity_kwargs = _tell_later  # type: ignore[assignment, method-assign]


def _tell_later(mixin: Any, **told: Any) -> dict[str, Any]:
    """What the name of a component without a key is made of, once it is asked for."""
    return {_LATER: (mixin, told)}


def _name_by_key(kind: str, *, user_key: str | None, key_as_main_identity: Any, later: Any, **rest: Any) -> str:
    """The name of a component; only one without a key is named after what it shows."""
    mixin, told = later
    asked = {} if user_key is not None and key_as_main_identity is True else _identity(mixin, **told)
    return _name(kind, user_key=user_key, key_as_main_identity=key_as_main_identity, **asked, **rest)


def _presenter(aggregator_id: str, component_id: str | None = None, allowed_state_keys: set[str] | None = None) -> Any:  # noqa: ARG001 - the framework gives them
    """What the framework asks for each value of a component."""

    def present(told: object, state: SessionState) -> object:
        if not isinstance(told, dict):
            return told
        widgets = state._new_widget_state
        about = widgets.widget_metadata.get(aggregator_id)
        if about is None or about.value_type != _TRIGGERS:
            return told
        events = widgets.get(aggregator_id)
        happened = events if isinstance(events, list) else [events]
        named = {each["event"]: each.get("value") for each in happened if isinstance(each, dict) and isinstance(each.get("event"), str)}
        return {**named, **told}

    return present
